"use strict";
// The text on paper: its marks have numbers, and the notes come after it. It is made when the page is
// printed, and goes afterwards.
((page) => {
  const { element } = page;
  const paper = document.querySelector("#paper");

  // The marked text, line by line. Marks of one line that overlap share the letters of the first.
  function text(lines, items) {
    const made = [];
    let next = 0;
    let open = [];
    for (const line of lines.all) {
      const end = line.start + line.text.length;
      while (next < items.length && items[next].start <= end) {
        open.push({ item: items[next], number: next + 1 });
        next += 1;
      }
      const shown = element("p", { dir: "auto", class: line.element.classList.contains("headline") && "headline" });
      let at = line.start;
      const cut = (to) => line.text.slice(at - line.start, to - line.start);
      for (const { item, number } of open) {
        const from = Math.max(at, item.start);
        const to = Math.max(from, Math.min(end, item.end));
        shown.append(cut(from));
        at = from;
        if (to > at) shown.append(element("mark", { class: item.severity }, cut(to)));
        at = to;
        if (item.end <= end) shown.append(element("sup", { class: item.severity }, String(number)));
      }
      shown.append(cut(end));
      open = open.filter(({ item }) => item.end > end);
      made.push(shown);
    }
    return made;
  }

  function note(item, number) {
    const { severity, rule, message, help, labels, changes, line, column } = item;
    return element("li", { class: `note ${severity}` },
      element("p", { class: "kind" }, element("span", { class: "number" }, String(number)), " ", element("span", { class: "severity" }, severity), " ",
        element("span", { class: "rule" }, rule), " ", element("span", {}, `line ${line}, column ${column}`)),
      element("p", { dir: "auto" }, message, help && element("span", { class: "help" }, ` – ${help}`)),
      labels.map((label) => element("p", { class: "help", dir: "auto" }, element("q", {}, page.excerpt(label.was)), `: ${label.text}`)),
      changes.map(([before, after]) => element("p", { class: "help", dir: "auto" }, element("del", {}, before), " → ", element("ins", {}, after))));
  }

  /** `view` gives the lines, the findings that are shown, and the name of the text. */
  page.printing = (view) => {
    addEventListener("beforeprint", () => {
      const { lines, items, name } = view();
      paper.replaceChildren(
        element("p", { class: "name" }, `${name} – ${page.counts(items) || "nothing found"}`),
        element("div", { class: "article" }, text(lines, items)),
        element("ol", { role: "list" }, items.map((item, i) => note(item, i + 1))));
      paper.hidden = false;
    });
    addEventListener("afterprint", () => {
      paper.hidden = true;
      paper.replaceChildren();
    });
  };
})(globalThis.factlint ??= {});
