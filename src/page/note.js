"use strict";
// A note: what is to be said of one finding, and what can be done about it.
((page) => {
  const { element } = page;
  // A button of a note; by ear it is known by the message, too.
  const button = (does, shows, message, more = {}) =>
    element("button", { type: "button", class: "act", "data-does": does, "aria-label": `${shows}: ${message}`, ...more }, shows);

  /** The element of a finding. What its buttons do is in `data-does`; `notes.js` does it. */
  page.note = (finding) => {
    const { severity, rule, message, help, labels, changes, safe, about } = finding;
    const note = element("li", { class: `note ${severity}` },
      element("p", { class: "kind" },
        element("span", { class: "severity" }, severity), " ",
        element("span", { class: "rule" }, rule), " ",
        element("span", { class: "place" })),
      element("button", { type: "button", class: "message", "data-does": "show", dir: "auto" }, message),
      help && element("p", { class: "help" }, help),
      labels.length > 0 && element("ul", { class: "labels", role: "list" }, labels.map((label, i) => element("li", { dir: "auto" },
        element("button", { type: "button", class: "there", "data-does": "label", "data-label": i }, page.excerpt(label.was) || "here"),
        `: ${label.text}`))),
      changes.length > 0 && fix(changes, safe),
      element("div", { class: "acts" },
        changes.length > 0 && (safe
          ? button("fix", "Fix", message, { class: "do" })
          : button("fix", "Change", message, { class: "do look", title: "May change what the text means" })),
        button("accept", "Accept…", message),
        about && button("why", "Why", message, { "aria-expanded": "false" })),
      about && element("p", { class: "why", hidden: true }, `${sentence(about.summary)} ${about.why ?? ""}`));
    note.finding = finding;
    note.said = page.said(finding);
    page.placed(note);
    return note;
  };

  /** All that a note shows of a finding; while this is the same, its element stays. */
  page.said = ({ severity, message, help, labels, changes }) =>
    JSON.stringify([severity, message, help, labels.map(({ was, text }) => [was, text]), changes]);

  /** Writes the line and column into a note. */
  page.placed = (note) => {
    const { line, column } = note.finding;
    const place = note.querySelector(".place");
    place.textContent = `${line}:${column}`;
    place.title = `line ${line}, column ${column}`;
  };

  function fix(changes, safe) {
    return element("ul", { class: "fix", role: "list", "aria-label": safe ? "What the fix does" : "What the change does" },
      changes.map(([before, after]) => element("li", { dir: "auto" },
        before && element("del", {}, shown(before)), before && after ? " → " : "", after ? element("ins", {}, shown(after)) : before ? " is deleted" : "")),
      !safe && element("li", { class: "unsafe" }, "may change what the text means"));
  }

  // A line end, which would not be seen, has a sign.
  const shown = (text) => text.replaceAll("\n", "↵");
  const sentence = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);

  /** The form in a note that asks why a finding is accepted. */
  page.acceptForm = (note, done) => {
    const input = element("input", { name: "reason", autocomplete: "off", maxlength: "300" });
    const cancel = element("button", { type: "button", class: "act" }, "Cancel");
    const form = element("form", { class: "reason" },
      element("label", {}, "Why may it stay? ", input),
      element("div", { class: "acts" }, element("button", { class: "do" }, "Accept"), cancel));
    const close = () => {
      form.remove();
      note.querySelector("[data-does=accept]").hidden = false;
      note.querySelector("[data-does=accept]").focus();
    };
    cancel.addEventListener("click", close);
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      done(input.value.trim());
    });
    note.querySelector("[data-does=accept]").hidden = true;
    note.append(form);
    form.scrollIntoView({ block: "nearest" });
    input.focus({ preventScroll: true });
  };
})(globalThis.factlint ??= {});
