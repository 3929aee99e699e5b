"use strict";
// The page: what was found, what of it is shown, what is chosen, and what is done about it.
((page) => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];

  const release = one("meta[name=factlint]").content;
  const engine = one("#engine-worker") ? page.workerEngine(release) : page.serverEngine(release);
  const text = new page.Text(one("#text"), { name: "draft.txt" });
  const date = one("#date");
  const check = new page.Check(engine, text, () => date.value);
  const marks = new page.Marks(text);
  const notes = new page.Notes();
  const accepted = new page.Accepted();
  const view = page.view(text);
  const files = new page.Files(text, check, view.refused);
  page.name = () => text.known.was ?? text.known.name;

  let found = []; // all findings of the last answer
  let excused = []; // those that the text or a baseline excuses
  let shown = []; // those that are neither accepted nor filtered
  let current = null;
  let led = 0; // until when scrolling is not the reader's
  const severities = new Set(["error", "warning", "info"]);

  // What is found

  check.addEventListener("answer", ({ detail: { answer, since } }) => {
    found = page.findings(answer);
    excused = page.findings(answer, answer.suppressed ?? []);
    for (const edits of since) page.Marks.move(found, edits);
    view.answered(answer, since.length > 0);
    refresh();
  });
  check.addEventListener("refused", ({ detail }) => view.refused(detail));
  check.addEventListener("busy", ({ detail }) => view.busy(detail));
  date.addEventListener("change", () => check.soon());
  one("#again").addEventListener("click", () => check.now());

  text.addEventListener("edit", ({ detail: { edits, kind } }) => {
    page.Marks.move(found, edits);
    view.edited(kind);
    marks.paint();
    led = performance.now() + 400;
    if (kind === "load") choose(null);
  });

  function refresh() {
    const open = found.filter((finding) => !accepted.has(finding));
    shown = open.filter((finding) => severities.has(finding.severity));
    const key = current?.key;
    current = shown.find((finding) => finding.key === key) ?? null;
    notes.show(shown, current);
    marks.show(shown, current);
    accepted.show(found, excused);
    view.counted(open, shown, text.isEmpty);
    view.position(shown.indexOf(current), shown.length);
  }

  for (const toggle of all(".toggle")) {
    const { severity } = toggle.dataset;
    toggle.addEventListener("click", () => {
      if (!severities.delete(severity)) severities.add(severity);
      toggle.setAttribute("aria-pressed", severities.has(severity));
      refresh();
    });
  }

  // What is chosen

  function choose(item, focus = false) {
    current = item;
    marks.choose(item);
    led = performance.now() + 400;
    notes.choose(item, focus);
    view.position(shown.indexOf(item), shown.length);
  }

  function show(item, focus = false) {
    choose(item, focus);
    text.reveal(item.start, item.end);
  }

  function toText(item) {
    choose(item);
    view.fold(true);
    text.root.focus({ preventScroll: true });
    text.select(item.start);
    text.reveal(item.start, item.end);
  }

  // From the caret, or from what is chosen if the caret is in it or not in the text.
  function step(by) {
    if (!shown.length) return;
    const inText = document.activeElement === text.root;
    const caret = inText ? text.selection?.focus : null;
    let at = shown.indexOf(current);
    const away = caret != null && (at < 0 || caret < shown[at].start || caret > shown[at].end);
    if (at < 0 || away) {
      const from = caret ?? text.top();
      const after = shown.findIndex((item) => item.start > from || (caret == null && item.start === from));
      at = (after < 0 ? shown.length : after) - (by > 0 ? 1 : 0);
    }
    const item = shown[(at + by + shown.length) % shown.length];
    if (inText) toText(item);
    else show(item, true);
  }

  let version = 0; // of the text, when the caret was last looked at: typing chooses nothing
  text.addEventListener("caret", () => {
    const { selection } = text;
    const typed = version !== text.version;
    version = text.version;
    if (typed || !selection || selection.start !== selection.end) return;
    const here = marks.at(selection.start);
    if (here.length && !here.includes(current)) choose(here[0]);
    if (here.length) view.fold(false);
  });
  // Another click goes to the next of several at one place.
  let clicked = 0;
  text.root.addEventListener("click", (event) => {
    const { selection } = text;
    if (event.detail !== 1 || !selection || selection.start !== selection.end) return;
    const here = marks.at(selection.start);
    const at = here.indexOf(current);
    if (here.length > 1 && at >= 0 && event.timeStamp - clicked > 400) choose(here[(at + 1) % here.length]);
    clicked = event.timeStamp;
  });

  // The list goes along with the text that is read.
  let following = false;
  addEventListener("scroll", () => {
    if (following || !shown.length || notes.focused || performance.now() < led) return;
    following = true;
    requestAnimationFrame(() => {
      following = false;
      if (!page.room.list()) return;
      const top = text.top();
      const item = shown.find(({ start }) => start >= top) ?? shown.at(-1);
      if (item) notes.follow(item);
    });
  }, { passive: true });

  notes.addEventListener("focus", ({ detail: { finding } }) => {
    if (finding !== current) show(finding);
  });
  notes.addEventListener("show", ({ detail: { finding } }) => show(finding));
  notes.addEventListener("enter", ({ detail: { finding } }) => toText(finding));
  notes.addEventListener("label", ({ detail: { finding, label } }) => {
    choose(finding);
    text.reveal(label.start, label.end);
  });

  // What is done

  // Takes findings from the page before the next answer does, and goes to the one after them.
  function gone(items) {
    const focused = notes.focused;
    const at = shown.indexOf(items[0]);
    const after = shown.slice(at + 1).find((item) => !items.includes(item)) ?? shown.slice(0, at).findLast((item) => !items.includes(item));
    found = found.filter((item) => !items.includes(item));
    current = null;
    refresh();
    if (focused && after) choose(after, true);
    else if (focused) text.root.focus({ preventScroll: true });
  }

  function fix(items) {
    const standing = items.filter((item) => item.edits.length && page.stands(item, text.lines));
    const edits = [];
    const done = [];
    for (const item of standing) {
      // Of fixes that touch each other the first is made; the next check finds the other again.
      const apart = item.edits.every((a) => edits.every((b) => a.end < b.start || a.start > b.end));
      if (!apart) continue;
      edits.push(...item.edits);
      done.push(item);
    }
    if (!done.length) return view.say(items.length ? "The text has changed there. Wait for the next check." : "There is nothing to fix here.");
    edits.sort((a, b) => a.start - b.start);
    const { start } = done[0];
    text.edit(edits.map(({ start: from, end, text: put }) => ({ start: from, end, text: put })), { kind: "fix" });
    gone(done);
    text.reveal(Math.min(start, text.lines.length));
    view.say(`${done.length === 1 ? "Fixed" : `${done.length} fixed`}. ${page.command}+Z takes it back.`);
    return undefined;
  }

  function accept(finding, reason) {
    const focused = notes.focused;
    const next = shown[shown.indexOf(finding) + 1] ?? shown[shown.indexOf(finding) - 1];
    accepted.add(finding, reason);
    if (focused && next) choose(shown.find(({ key }) => key === next.key) ?? null, true);
    else one("#accepted summary").focus();
    view.say("Accepted. It is in the list at the end.");
  }

  notes.addEventListener("fix", ({ detail: { finding } }) => fix([finding]));
  notes.addEventListener("accept", ({ detail: { finding, reason } }) => accept(finding, reason));
  accepted.addEventListener("change", refresh);
  one("#fix-all").addEventListener("click", () => fix(shown.filter((item) => item.safe)));

  one("#next").addEventListener("click", () => step(1));
  one("#previous").addEventListener("click", () => step(-1));
  one("#sample").addEventListener("click", () => {
    text.load(page.sample, { name: "draft.txt" });
    text.root.focus({ preventScroll: true });
    check.soon(0);
  });
  one("#copy").addEventListener("click", () => files.copy().then(() => view.saved("Copied."), view.refused));
  one("#download").addEventListener("click", () => {
    files.download();
    view.saved(`Downloaded as ${files.name}.`);
  });

  const noteOf = () => current ?? marks.at(text.selection?.start ?? 0)[0] ?? shown[0];
  page.keys({
    next: () => step(1),
    previous: () => step(-1),
    toNotes() {
      view.fold(false);
      if (noteOf()) choose(noteOf(), true);
    },
    toText: () => (current ? toText(current) : text.root.focus()),
    fix: () => current && fix([current]),
    accept: () => current && one(".note.current [data-does=accept]:not([hidden])")?.click(),
    undo: () => text.undo(),
    redo: () => text.redo(),
    open: () => one("#file").click(),
    letGo() {
      if (notes.focused && current) return toText(current);
      choose(null);
      return text.root.focus({ preventScroll: true });
    },
  });
  page.printing(() => ({ lines: text.lines, items: shown, name: page.name() }));

  if (matchMedia("(min-width: 60.01rem)").matches) text.root.focus({ preventScroll: true });
  refresh();
})(globalThis.factlint ??= {});
