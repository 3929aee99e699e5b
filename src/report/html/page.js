"use strict";
// Moving between findings and filtering them. All else works without: notes and marks are links.
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const notes = all(".note").map((element) => ({
    element,
    article: element.closest("article"),
    // f12-3: the third of the twelfth article.
    number: element.id.split("-")[1],
    link: one(".message a", element),
    rule: element.dataset.rule,
    severity: ["error", "warning", "info"].find((name) => element.classList.contains(name)),
    words: null,
  }));
  const byId = new Map(notes.map((note) => [note.element.id, note]));
  let shown = notes;
  let current = null;

  // Marks of a note, and the places that it mentions.
  const marks = (note) => all(`mark[data-f~="${note.number}"]`, note.article);
  const mentions = (note) => all(`mark[data-l~="${note.number}"]`, note.article);
  const numberOf = (note) => one(`.ref[href="#${note.element.id}"]:not(.label)`, note.article);

  // Choosing a finding

  function choose(note) {
    if (current) {
      current.element.classList.remove("current");
      for (const mark of marks(current)) mark.classList.remove("current");
      for (const mark of mentions(current)) mark.classList.remove("mentioned");
    }
    current = note;
    if (note) {
      note.element.classList.add("current");
      for (const mark of marks(note)) mark.classList.add("current");
      for (const mark of mentions(note)) mark.classList.add("mentioned");
    }
    tell();
  }

  function tell() {
    const at = shown.indexOf(current);
    const of = shown.length === notes.length ? `${notes.length}` : `${shown.length} (${notes.length})`;
    one("#position").textContent = at < 0 ? of : `${at + 1} / ${of}`;
  }

  // Brings an element into view, unless it is. Articles far away get their height only when they
  // come near, so what has moved in the meantime is looked at once more.
  function reveal(element) {
    if (!element) return;
    const bar = one(".bar").getBoundingClientRect().bottom;
    const bring = () => {
      const { top, bottom } = element.getBoundingClientRect();
      if (top < bar + 8 || bottom > innerHeight - 8) element.scrollIntoView({ block: "center" });
    };
    bring();
    requestAnimationFrame(bring);
  }

  // Where the list of the article scrolls by itself, only the list moves.
  function revealNote(note) {
    const list = note.element.closest("aside");
    if (getComputedStyle(list).position !== "sticky") return reveal(note.element);
    const room = list.getBoundingClientRect();
    const { top, bottom } = note.element.getBoundingClientRect();
    if (top < room.top) list.scrollTop -= room.top - top + 8;
    if (bottom > room.bottom) list.scrollTop += bottom - room.bottom + 8;
  }

  // From the list: the note has the focus, and its place in the text comes into view.
  function toNote(note, from = "list") {
    choose(note);
    note.link.focus({ preventScroll: true });
    if (from === "list") reveal(marks(note)[0] ?? note.article);
    revealNote(note);
  }

  function toText(note) {
    choose(note);
    const number = numberOf(note);
    number?.focus({ preventScroll: true });
    reveal(marks(note)[0] ?? number);
  }

  function step(by) {
    if (!shown.length) return;
    const at = shown.indexOf(current);
    if (at >= 0) return toNote(shown[(at + by + shown.length) % shown.length]);
    // None is chosen: begin with what is in view.
    const bar = one(".bar").getBoundingClientRect().bottom;
    const below = shown.findIndex((note) => note.article.getBoundingClientRect().bottom > bar + 40);
    const start = below < 0 ? 0 : below;
    toNote(shown[by > 0 ? start : (start - 1 + shown.length) % shown.length]);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const target = link?.getAttribute("href");
    if (target && byId.has(target.slice(1))) {
      // A number in the text.
      event.preventDefault();
      return toNote(byId.get(target.slice(1)), "text");
    }
    const note = event.target.closest(".note");
    if (note && !link) return getSelection().isCollapsed ? toNote(byId.get(note.id)) : undefined;
    if (note && link.matches(".message a")) {
      event.preventDefault();
      // A key has no detail: Enter goes to the text, a click shows the text and stays.
      return event.detail ? toNote(byId.get(note.id)) : toText(byId.get(note.id));
    }
    if (note && link.matches(".labels a")) {
      event.preventDefault();
      choose(byId.get(note.id));
      return reveal(document.getElementById(target.slice(1)));
    }
    const mark = event.target.closest("mark:not(.off)");
    if (!mark || link || !getSelection().isCollapsed) return;
    const numbers = [mark.dataset.f, mark.dataset.l].filter(Boolean).join(" ").split(" ");
    const article = mark.closest("article").id.slice(1);
    const here = numbers.map((n) => byId.get(`f${article}-${n}`)).filter((n) => !n.element.hidden);
    // Another click goes to the next of several.
    if (here.length) toNote(here[(here.indexOf(current) + 1) % here.length], "text");
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || one("#help").open) return;
    const typing = event.target.closest("input, select");
    if (event.key === "Escape") {
      if (event.target.id === "filter") {
        event.target.value = "";
        filter();
        event.target.blur();
      } else if (current && event.target.closest(".ref")) toNote(current, "text");
      else if (current) {
        document.activeElement.blur();
        choose(null);
      }
      return;
    }
    if (typing) return;
    const does = {
      j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1),
      "/": () => one("#filter").select(),
      "?": () => one("#help").showModal(),
    }[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  });

  // A link from outside to a finding.
  function follow() {
    const note = byId.get(location.hash.slice(1));
    if (note) toNote(note);
  }
  addEventListener("hashchange", follow);

  // Filters

  const severities = new Set(["error", "warning", "info"]);

  function filter() {
    const rule = one("#rule").value;
    const words = one("#filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    const passes = (note) => {
      if (!severities.has(note.severity) || (rule && note.rule !== rule)) return false;
      if (!words.length) return true;
      note.words ??= `${note.element.textContent} ${one("h2", note.article).textContent} ${one(".file", note.article).textContent}`.toLowerCase();
      return words.every((word) => note.words.includes(word));
    };
    shown = notes.filter((note) => {
      const pass = passes(note);
      if (note.element.hidden === pass) {
        note.element.hidden = !pass;
        note.article.dataset.changed = "";
      }
      return pass;
    });
    for (const article of all("article[data-changed]")) {
      delete article.dataset.changed;
      const visible = new Set(all(".note:not([hidden])", article).map((note) => byId.get(note.id).number));
      article.hidden = !visible.size;
      for (const mark of all("mark", article)) {
        const numbers = `${mark.dataset.f ?? ""} ${mark.dataset.l ?? ""}`.split(" ");
        mark.classList.toggle("off", !numbers.some((number) => visible.has(number)));
      }
      for (const number of all(".ref", article)) number.hidden = !visible.has(number.dataset.n);
    }
    if (current?.element.hidden) choose(null);
    tell();
  }

  const count = (of) => {
    const counts = new Map();
    for (const note of notes) counts.set(of(note), (counts.get(of(note)) ?? 0) + 1);
    return counts;
  };

  const bySeverity = count((note) => note.severity);
  for (const toggle of all(".toggle")) {
    const { severity } = toggle.dataset;
    one(".count", toggle).textContent = bySeverity.get(severity) ?? 0;
    toggle.disabled = !bySeverity.has(severity);
    toggle.addEventListener("click", () => {
      if (!severities.delete(severity)) severities.add(severity);
      toggle.setAttribute("aria-pressed", severities.has(severity));
      filter();
    });
  }
  for (const [rule, number] of [...count((note) => note.rule)].sort()) {
    one("#rule").add(new Option(`${rule} (${number})`, rule));
  }
  one("#rule").addEventListener("change", filter);
  one("#filter").addEventListener("input", filter);
  one("#next").addEventListener("click", () => step(1));
  one("#previous").addEventListener("click", () => step(-1));
  one("#keys").addEventListener("click", () => one("#help").showModal());

  // The summary is written last; who reads with the keyboard or by ear meets it first, too.
  one("main").prepend(one("#summary"));
  document.body.dataset.live = "";
  one("#tools").hidden = false;
  tell();
  follow();
})();
