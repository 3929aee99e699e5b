"use strict";
// The table of findings: filters, order, the finding that is chosen, and the address that keeps them.
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) {
      element.textContent = text;
      element.dir = "auto";
    }
    return element;
  };

  // The colours go by the system until someone chooses.
  const theme = one("#theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const tellTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
  theme.hidden = false;
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    tellTheme();
  });
  dark.addEventListener("change", tellTheme);
  tellTheme();

  const desk = one("#desk");
  if (!desk) return;

  // Data

  const SEVERITIES = ["info", "warning", "error"];
  const rules = JSON.parse(one("script.rules").textContent);
  const blocks = all("script.rows");
  const halves = all("script.more");
  const rows = [];
  for (const [b, block] of blocks.entries()) {
    const [texts, list] = JSON.parse(block.textContent);
    const text = (at) => (at === null ? "" : texts[at]);
    for (const [n, [severity, rule, title, path, date, source, message, words]] of list.entries()) {
      rows.push({
        at: rows.length, block: b, n, severity, rule: text(rule), title: text(title), path: text(path),
        date: date ?? "", source: text(source), message: text(message), words, search: null,
      });
    }
    block.remove();
  }
  const parsed = new Map();
  const more = (row) => {
    if (!parsed.has(row.block)) {
      if (parsed.size > 8) parsed.delete(parsed.keys().next().value);
      parsed.set(row.block, JSON.parse(halves[row.block].textContent));
    }
    const [before, after, help, labels, other, fingerprint, line, column, id, index, part] = parsed.get(row.block)[row.n];
    return { before, after, help, labels, other, fingerprint, line, column, id, index, part };
  };
  const searched = (row) => (row.search ??= `${row.message}\n${row.words}\n${row.title}\n${row.path}`.toLowerCase());

  // State, which is the address

  const START = { words: "", severity: "", rule: "", year: "", source: "", sort: "", chosen: "" };
  let state = { ...START };
  let shown = rows;

  const year = (row) => row.date.slice(0, 4) || "-";
  const KEYS = {
    severity: (row) => SEVERITIES[row.severity],
    rule: (row) => row.rule,
    year,
    source: (row) => row.source || "-",
  };
  const ORDERS = {
    severity: (a, b) => b.severity - a.severity,
    rule: (a, b) => compare(a.rule, b.rule),
    words: (a, b) => compare(a.message, b.message),
    title: (a, b) => compare(a.title, b.title),
    date: (a, b) => compare(a.date, b.date),
    source: (a, b) => compare(a.source, b.source),
  };
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  function read() {
    const said = new URLSearchParams(location.hash.slice(1));
    state = { ...START };
    for (const key of Object.keys(START)) state[key] = said.get(key) ?? "";
  }

  function write(replace) {
    const said = new URLSearchParams(Object.entries(state).filter(([, value]) => value !== ""));
    const hash = said.size ? `#${said}` : location.pathname + location.search;
    if (hash === (location.hash || location.pathname + location.search)) return;
    history[replace ? "replaceState" : "pushState"](null, "", hash);
  }

  function change(values, replace = false) {
    Object.assign(state, values);
    write(replace);
    apply();
  }

  // The rows that pass the filters, in order.
  function pick() {
    const words = state.words.toLowerCase().split(/\s+/).filter(Boolean);
    const tests = Object.entries(KEYS).filter(([key]) => state[key]);
    const passes = (row) =>
      tests.every(([key, of]) => of(row) === state[key]) &&
      (!words.length || words.every((word) => searched(row).includes(word)));
    const picked = tests.length || words.length ? rows.filter(passes) : rows;
    const down = state.sort.startsWith("-");
    const order = ORDERS[state.sort.replace("-", "")];
    if (!order) return picked;
    const sorted = [...picked].sort(order);
    return down ? sorted.reverse() : sorted;
  }

  // The table

  const scroll = one("#scroll");
  const space = one("#space");
  const list = one("#rows");
  // Browsers draw no element that is higher than some millions of pixels.
  const HIGHEST = 8_000_000;
  let height = 52;
  let first = -1;
  let last = -1;

  const inView = () => Math.max(1, Math.ceil(scroll.clientHeight / height));
  const full = () => Math.min(shown.length * height, HIGHEST);
  const range = () => Math.max(1, full() - scroll.clientHeight);
  const topRow = () => (full() < HIGHEST
    ? scroll.scrollTop / height
    : (scroll.scrollTop / range()) * Math.max(0, shown.length - scroll.clientHeight / height));

  function draw(force) {
    const top = topRow();
    const from = Math.max(0, Math.floor(top) - 10);
    const to = Math.min(shown.length, Math.ceil(top) + inView() + 10);
    if (!force && from === first && to === last && full() < HIGHEST) return;
    first = from;
    last = to;
    list.style.transform = `translateY(${scroll.scrollTop - (top - from) * height}px)`;
    list.replaceChildren(...shown.slice(from, to).map((row, i) => line(row, from + i)));
    if (!shown.length) list.append(make("p", "empty", "No finding passes these filters."));
    const chosen = one("[aria-selected=true]", list);
    if (chosen) scroll.setAttribute("aria-activedescendant", chosen.id);
    else scroll.removeAttribute("aria-activedescendant");
  }

  function line(row, at) {
    const name = SEVERITIES[row.severity];
    const element = make("div", `row ${name}`);
    element.id = `row-${row.at}`;
    element.role = "option";
    element.ariaSelected = String(String(row.at) === state.chosen);
    element.ariaSetSize = String(shown.length);
    element.ariaPosInSet = String(at + 1);
    const severity = make("div");
    severity.append(make("span", "severity", name));
    element.append(
      severity,
      make("div", "rule", row.rule),
      make("div", "finding", row.message),
      make("div", "title", row.title || row.path),
      make("div", "date", row.date),
      make("div", "source", row.source),
    );
    element.addEventListener("click", () => change({ chosen: String(row.at) }));
    return element;
  }

  function reveal(at) {
    const top = topRow();
    if (at >= top && at + 1 <= top + scroll.clientHeight / height) return;
    const target = Math.max(0, at - inView() / 3);
    scroll.scrollTop = full() < HIGHEST
      ? target * height
      : (target / Math.max(1, shown.length - scroll.clientHeight / height)) * range();
  }

  // The finding that is chosen

  const detail = one("#detail");

  function quote(before, words, after) {
    const text = make("blockquote");
    text.dir = "auto";
    text.append(before, make("mark", "", words), after);
    return text;
  }

  function sheet(className, title, about, ...parts) {
    const element = make("section", `sheet ${className}`);
    element.append(make("h3", "", title), make("p", "of", about.filter(Boolean).join(" · ")), ...parts);
    return element;
  }

  function tell() {
    const row = rows[Number(state.chosen)];
    if (state.chosen === "" || !row) {
      detail.replaceChildren(make("p", "hint", "Choose a finding: its passage is shown here."),
        make("p", "hint", "j and k move, / filters by words, Esc lets go."));
      return;
    }
    const { before, after, help, labels, other, fingerprint, line, column, id, part } = more(row);
    const name = SEVERITIES[row.severity];
    const kind = make("p", `kind ${name}`);
    kind.append(make("span", "severity", name), make("span", "rule", row.rule));
    const place = `${row.path}${part ? ` (${part})` : ""}:${line}:${column}`;
    const parts = [quote(before, row.words, after)];
    if (labels.length) {
      const said = make("ul", "labels");
      said.append(...labels.map((label) => make("li", "", label)));
      parts.push(said);
    }
    const shownParts = [kind, make("p", "message", row.message)];
    if (help) shownParts.push(make("p", "help", help));
    shownParts.push(sheet(name, row.title || "Without a headline", [row.date, row.source, id && `record ${id}`, place], ...parts));
    if (other) {
      const [title, date, path, otherId, otherBefore, words, otherAfter] = other;
      shownParts.push(sheet("other", title || "Without a headline", [date, otherId && `record ${otherId}`, path],
        quote(otherBefore, words, otherAfter)));
    }
    const about = rules[row.rule];
    if (about) shownParts.push(make("p", "why", `${about[0]}. ${about[1]}`));
    const end = make("p", "end");
    end.append("To ignore it, write ", make("code", "", `<!-- factlint-ignore ${row.rule}: reason -->`),
      " before its paragraph. Fingerprint ", make("code", "", fingerprint), ".");
    shownParts.push(end);
    detail.replaceChildren(...shownParts);
    detail.scrollTop = 0;
  }

  // The tools

  const number = (n) => n.toLocaleString("en");
  const selects = ["severity", "rule", "year", "source"].map((key) => one(`#${key}`));

  function fill() {
    const names = { severity: "every severity", rule: "every rule", year: "every year", source: "every source" };
    const unnamed = { year: "no date", source: "not named" };
    for (const select of selects) {
      const counts = new Map();
      for (const row of rows) {
        const value = KEYS[select.id](row);
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const values = [...counts].sort(([a, n], [b, m]) => (select.id === "year" ? compare(a, b) : m - n || compare(a, b)));
      select.append(new Option(names[select.id], ""));
      for (const [value, n] of values) {
        select.append(new Option(`${value === "-" ? unnamed[select.id] ?? value : value} (${number(n)})`, value));
      }
      select.hidden = counts.size < 2;
      select.addEventListener("change", () => change({ [select.id]: select.value }));
    }
  }

  let last_pick = null;
  function apply() {
    const { chosen, ...filters } = state;
    const key = JSON.stringify(filters);
    const isNew = key !== last_pick;
    if (isNew) {
      last_pick = key;
      shown = pick();
      space.style.height = `${full()}px`;
      scroll.scrollTop = 0;
      one("#shown").textContent = shown.length === rows.length
        ? `${number(rows.length)} findings` : `${number(shown.length)} of ${number(rows.length)} findings`;
    }
    if (one("#words").value !== state.words) one("#words").value = state.words;
    for (const select of selects) {
      select.value = state[select.id];
      select.classList.toggle("set", state[select.id] !== "");
    }
    one("#clear").disabled = !["words", "severity", "rule", "year", "source"].some((name) => state[name]);
    for (const bar of all(".bar")) bar.ariaPressed = String(state[bar.dataset.filter] === bar.dataset.value);
    for (const head of all("[data-sort]")) {
      const by = state.sort.replace("-", "") === head.dataset.sort;
      const down = state.sort.startsWith("-");
      one(".arrow", head).textContent = by ? (down ? " ↓" : " ↑") : "";
      if (by) head.ariaSort = down ? "descending" : "ascending";
      else head.removeAttribute("aria-sort");
    }
    const at = shown.findIndex((row) => String(row.at) === chosen);
    if (at >= 0) reveal(at);
    draw(true);
    tell();
  }

  function move(by) {
    if (!shown.length) return;
    const at = shown.findIndex((row) => String(row.at) === state.chosen);
    const to = at < 0 ? Math.min(Math.ceil(topRow()), shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by));
    change({ chosen: String(shown[to].at) }, true);
  }

  one("#words").addEventListener("input", ({ target }) => change({ words: target.value }, true));
  one("#clear").addEventListener("click", () => change({ words: "", severity: "", rule: "", year: "", source: "" }));
  for (const bar of all(".bar")) {
    const { filter, value } = bar.dataset;
    bar.addEventListener("click", () => change({ [filter]: state[filter] === value ? "" : value }));
  }
  for (const head of all("[data-sort]")) {
    head.addEventListener("click", () => {
      const by = head.dataset.sort;
      change({ sort: state.sort === by ? `-${by}` : state.sort === `-${by}` ? "" : by });
    });
  }
  scroll.addEventListener("scroll", () => draw(false), { passive: true });
  addEventListener("resize", () => draw(true));
  addEventListener("popstate", () => { read(); apply(); });
  addEventListener("hashchange", () => { read(); apply(); });
  addEventListener("beforeprint", () => list.replaceChildren(...shown.slice(0, 500).map(line)));
  addEventListener("afterprint", () => draw(true));
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input, select");
    if (event.key === "Escape") {
      if (typing) scroll.focus();
      else change({ chosen: "" }, true);
      return;
    }
    if (typing && !(event.target.id === "words" && event.key === "Enter")) return;
    const keys = {
      j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1),
      PageDown: () => move(inView() - 1), PageUp: () => move(1 - inView()),
      Home: () => move(-shown.length), End: () => move(shown.length),
      "/": () => { one("#words").focus(); one("#words").select(); },
      Enter: () => (typing ? (scroll.focus(), move(0)) : null),
    };
    const isMove = !["j", "k", "/", "Enter"].includes(event.key);
    // Arrows scroll the page unless the table has the focus.
    if (isMove && document.activeElement !== scroll) return;
    const does = keys[event.key];
    if (does && !(event.key === "Enter" && !typing)) {
      event.preventDefault();
      does();
    }
  });

  fill();
  one("#tools").hidden = false;
  desk.hidden = false;
  read();
  apply();
  const row = one(".row", list);
  if (row && row.offsetHeight) {
    height = row.offsetHeight;
    last_pick = null;
    apply();
  }
  document.documentElement.dataset.ready = "true";
})();
