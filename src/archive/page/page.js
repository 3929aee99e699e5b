// The view: its state is the address. Filters, order and the finding that is open can be sent as a
// link, and the way back is the browser's.
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const number = (n) => n.toLocaleString("en");

  one("#looks").hidden = false;
  one("#keys").addEventListener("click", () => one("#help").showModal());
  addEventListener("keydown", (event) => {
    if (event.key === "?" && !event.target.closest("input, select") && !one("#help").open) one("#help").showModal();
  });
  document.documentElement.dataset.live = "";
  if (!table) return;

  const FILTERS = ["severity", "rule", "year", "source"];
  const START = { words: "", severity: "", rule: "", year: "", source: "", sort: "", open: "" };
  let state = { ...START };
  const isFiltered = () => ["words", ...FILTERS].some((key) => state[key]);

  function read() {
    const said = new URLSearchParams(location.hash.slice(1));
    state = { ...START };
    for (const key of Object.keys(START)) state[key] = said.get(key) ?? "";
  }

  function write(how) {
    const said = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
    const address = said.size ? `#${said}` : location.pathname + location.search;
    if (said.toString() === location.hash.slice(1)) return;
    history[how](null, "", address);
  }

  // A step that the way back undoes; with "replaceState", one that it does not.
  function change(values, how = "pushState") {
    Object.assign(state, values);
    write(how);
    apply();
  }

  // Shows the state

  const buttons = all("button[data-filter]");
  const selects = all("select[data-filter]");
  const names = { severity: "every severity", rule: "every rule", year: "every year", source: "every source" };
  const none = { year: "no date", source: "no source" };
  // As many values a list has.
  const LONG = 1000;

  function fill() {
    const { count } = findings.pick(START);
    for (const select of selects) {
      const name = select.dataset.filter;
      const values = findings.values(name);
      const by = {
        severity: (a, b) => findings.SEVERITIES.indexOf(b) - findings.SEVERITIES.indexOf(a),
        year: (a, b) => (a < b ? -1 : 1),
      }[name] ?? ((a, b) => count(name, b) - count(name, a) || (a < b ? -1 : 1));
      select.add(new Option(names[name], ""));
      for (const value of values.sort(by).slice(0, LONG)) select.add(new Option("", value));
      select.hidden = values.length < 2;
    }
  }

  function tellFilters(count) {
    const filtered = isFiltered();
    for (const select of selects) {
      const name = select.dataset.filter;
      for (const option of select.options) {
        if (!option.value) continue;
        const value = option.value === findings.NONE ? none[name] ?? option.value : option.value;
        option.textContent = `${value} (${number(count(name, option.value))})`;
      }
      // A link may name what is not in the list.
      if (state[name] && !all("option", select).some((option) => option.value === state[name])) {
        select.add(new Option(state[name], state[name]));
        select.hidden = false;
      }
      select.value = state[name];
      select.classList.toggle("set", Boolean(state[name]));
    }
    for (const button of buttons) {
      const { filter, value, findings: whole } = button.dataset;
      button.ariaPressed = String(state[filter] === value);
      if (!whole) continue;
      const n = filtered ? count(filter, value) : Number(whole);
      one(".count", button).textContent = number(n);
      button.classList.toggle("empty", n === 0);
      const bar = one(".part", button);
      if (!bar) continue;
      const of = one(".whole", button);
      const size = button.classList.contains("up") ? "height" : "width";
      const part = n ? Math.max(4, (n / Number(whole)) * Number(of.getAttribute(size))) : 0;
      bar.setAttribute(size, part);
      if (size === "height") bar.setAttribute("y", 1000 - part);
      button.classList.toggle("partly", n < Number(whole));
    }
    one("#clear").hidden = !filtered;
  }

  let picked = null;
  async function apply() {
    const { open, ...filters } = state;
    const row = open ? findings.named(open) : null;
    const key = JSON.stringify(filters);
    if (key !== picked) {
      picked = key;
      const { shown, count } = findings.pick(state);
      const of = findings.rows.length;
      one("#shown").textContent = shown.length === of ? `${number(of)} ${of === 1 ? "finding" : "findings"}`
        : `${number(shown.length)} of ${number(of)} findings`;
      if (one("#words").value !== state.words && document.activeElement !== one("#words")) one("#words").value = state.words;
      tellFilters(count);
      tellOrder();
      one("#none").hidden = shown.length > 0;
      const said = ["words", ...FILTERS].map((name) => (state[name] === findings.NONE ? none[name] : state[name]));
      document.title = [...said.filter(Boolean), "factlint audit"].join(" · ");
      await table.show(shown, row);
    } else if (row !== table.open) await table.toggle(row);
  }

  function tellOrder() {
    for (const head of all("[data-sort]")) {
      const isBy = state.sort.replace("-", "") === head.dataset.sort;
      const isDown = state.sort.startsWith("-");
      one(".arrow", head).textContent = isBy ? (isDown ? " ↓" : " ↑") : "";
      head.ariaSort = isBy ? (isDown ? "descending" : "ascending") : null;
    }
  }

  // What changes it

  // Typing is one step of the way back, not one a letter.
  let typed = 0;
  one("#words").addEventListener("input", ({ target }) => {
    clearTimeout(typed);
    typed = setTimeout(() => {
      const isSame = Boolean(state.words) && Boolean(target.value.trim());
      change({ words: target.value.trim() }, isSame ? "replaceState" : "pushState");
    }, 100);
  });
  one("#words").addEventListener("blur", ({ target }) => { target.value = target.value.trim(); });
  for (const select of selects) select.addEventListener("change", () => change({ [select.dataset.filter]: select.value }));
  for (const button of buttons) {
    const { filter, value } = button.dataset;
    button.addEventListener("click", () => change({ [filter]: state[filter] === value ? "" : value }));
  }
  function clear() {
    one("#words").value = "";
    change({ words: "", severity: "", rule: "", year: "", source: "" });
  }
  one("#clear").addEventListener("click", () => { clear(); one("#words").focus(); });
  for (const head of all("[data-sort]")) {
    one("button", head).addEventListener("click", () => {
      const by = head.dataset.sort;
      change({ sort: state.sort === by ? `-${by}` : state.sort === `-${by}` ? "" : by });
    });
  }
  one(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    one("#findings").scrollIntoView();
    one("#findings").focus();
  });

  const toggle = (row) => change({ open: table.open === row ? "" : findings.name(row) }, "replaceState");
  one("#rows").addEventListener("click", (event) => {
    const row = table.held(event.target);
    if (row && (event.target.closest("button") || getSelection().isCollapsed)) toggle(row);
  });
  one("#rows").addEventListener("focusin", (event) => {
    const row = table.held(event.target);
    if (row) table.hold(row);
  });

  async function step(by) {
    const row = table.next(by);
    if (!row) return;
    if (table.open) {
      state.open = findings.name(row);
      write("replaceState");
    }
    await table.go(row);
  }

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || one("#help").open) return;
    const words = one("#words");
    const isInTable = one("#rows").contains(event.target);
    if (event.target === words) {
      if (event.key === "Escape") {
        if (words.value) {
          clearTimeout(typed);
          words.value = "";
          change({ words: "" });
        } else words.blur();
      } else if (event.key === "Enter" || event.key === "ArrowDown") step(1);
      else return;
      return event.preventDefault();
    }
    if (event.target.closest("select, dialog")) return;
    const keys = {
      j: () => step(1), k: () => step(-1),
      "/": () => { words.focus(); words.select(); },
      Escape: () => { if (table.open) toggle(table.open); else document.activeElement.blur(); },
      ...(isInTable && {
        ArrowDown: () => step(1), ArrowUp: () => step(-1), Home: () => step(-Infinity), End: () => step(Infinity),
        PageDown: () => step(10), PageUp: () => step(-10),
      }),
    };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  addEventListener("popstate", () => {
    read();
    one("#words").value = state.words;
    apply();
  });
  addEventListener("scroll", table.soon, { passive: true });
  addEventListener("resize", table.measure);

  // Paper has no view: as many rows as are read there.
  const PRINTED = 500;
  addEventListener("beforeprint", () => {
    const rows = table.shown.slice(0, PRINTED).map(element.printed);
    const left = table.shown.length > PRINTED && `The first ${PRINTED} of ${number(table.shown.length)}; findings.csv has all.`;
    const titles = element.make("tr", "", ...all(".head button").map((head) => element.make("th", "", head.firstChild.textContent)));
    const open = one(".opened")?.cloneNode(true);
    if (open && !one(".said", open)) open.prepend(element.make("p", "said", table.open.message));
    one("#print").replaceChildren(element.make("p", "", one("#shown").textContent), open ?? "",
      element.make("table", "", element.make("thead", "", titles), element.make("tbody", "", ...rows)),
      element.make("p", "", left));
  });
  addEventListener("afterprint", () => one("#print").replaceChildren());

  async function start() {
    one("#tools").hidden = false;
    await findings.load();
    fill();
    table.root.hidden = false;
    read();
    one("#words").value = state.words;
    await apply();
    table.measure();
    if (table.open) table.arrive(table.open);
    document.documentElement.dataset.ready = "";
    findings.prepare();
  }
  start().catch((error) => {
    one("#broken").hidden = false;
    one("#tools").hidden = true;
    console.error(error);
  });
})();
