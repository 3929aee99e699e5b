"use strict";
// Findings as the page has them: with the words at their places, so that it is known whether these still
// stand there, and with a key that is theirs from one answer to the next.
((page) => {
  const LONG = 160; // a fix over more text than this is shown edit by edit

  /** The findings of an answer, in the order of the text. */
  page.findings = (answer, list = answer.findings) => {
    const { text } = answer;
    const seen = new Map();
    return list.map((finding) => {
      const count = (seen.get(finding.fingerprint) ?? 0) + 1;
      seen.set(finding.fingerprint, count);
      const { start, end } = finding;
      const edits = (finding.fix?.edits ?? []).map((edit) => ({ ...edit, was: text.slice(edit.start, edit.end) }));
      return {
        ...finding,
        key: `${finding.fingerprint}-${count}`,
        was: text.slice(start, end),
        labels: (finding.labels ?? []).map((label) => ({ ...label, was: text.slice(label.start, label.end) })),
        edits,
        safe: Boolean(finding.fix?.safe),
        changes: changes(text, { start, end }, edits),
        about: answer.rules?.[finding.rule],
      };
    }).sort((a, b) => a.start - b.start);
  };

  /** Whether the words of a finding and of its fix still stand in the text. */
  page.stands = (finding, lines) => [finding, ...finding.edits].every(({ start, end, was }) => lines.slice(start, end) === was);

  // What a fix makes of the text, before and after. It is one change where all edits are near.
  function changes(text, place, edits) {
    if (!edits.length) return [];
    const start = Math.min(place.start, edits[0].start);
    const end = Math.max(place.end, edits.at(-1).end);
    if (end - start > LONG) return edits.map((edit) => [edit.was, edit.text]);
    let after = "";
    let at = start;
    for (const edit of edits) {
      after += text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return [[text.slice(start, end), after + text.slice(at, end)]];
  }

  /** The start of a text on one line, of about `most` characters. */
  page.excerpt = (text, most = 60) => {
    const line = text.trim().replace(/\s+/g, " ");
    if (line.length <= most) return line;
    const cut = line.lastIndexOf(" ", most);
    return `${line.slice(0, cut > most / 2 ? cut : most)} …`;
  };

  /** "2 errors, 1 warning", or nothing of none. */
  page.counts = (findings) => {
    const count = (severity) => findings.filter((finding) => finding.severity === severity).length;
    const some = (n, one) => (n ? [`${n.toLocaleString("en")} ${one}${n === 1 || one === "info" ? "" : "s"}`] : []);
    return [...some(count("error"), "error"), ...some(count("warning"), "warning"), ...some(count("info"), "info")].join(", ");
  };

  /** An element with attributes (those that are false are left out) and children. */
  page.element = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(key, "");
      else if (value !== false && value != null) element.setAttribute(key, value);
    }
    element.append(...children.flat().filter((child) => child != null && child !== false));
    return element;
  };
})(globalThis.factlint ??= {});
