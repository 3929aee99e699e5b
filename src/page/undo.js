"use strict";
// What was done to the text, to be undone and done again. An entry has the edits of both ways, the
// selections before and after, and what the text was known as: so opening a file can be undone, too.
((page) => {
  const MOST = 2000; // entries
  const PAUSE = 1500; // milliseconds after which typing is another entry

  /** The edits that undo others. `was` has the text that each replaces. */
  page.inverse = (edits, was) => {
    let moved = 0;
    return edits.map(({ start, end, text }, i) => {
      const back = { start: start + moved, end: start + moved + text.length, text: was[i] };
      moved += text.length - (end - start);
      return back;
    });
  };

  page.Undo = class {
    #done = [];
    #undone = [];

    add(entry) {
      this.#undone = [];
      const last = this.#done.at(-1);
      if (last && joins(last, entry)) {
        join(last, entry);
        return;
      }
      this.#done.push(entry);
      if (this.#done.length > MOST) this.#done.shift();
    }

    /** The next typing is an entry of its own. */
    close() {
      if (this.#done.length) this.#done.at(-1).closed = true;
    }

    undo() {
      const entry = this.#done.pop();
      if (entry) this.#undone.push(entry);
      return entry;
    }

    redo() {
      const entry = this.#undone.pop();
      if (entry) this.#done.push(entry);
      return entry;
    }
  };

  // Whether an entry goes on where the last one ended: letters of a word, or letters deleted backwards.
  function joins(last, entry) {
    if (last.closed || last.kind !== entry.kind || entry.time - last.time > PAUSE) return false;
    if (last.edits.length !== 1 || entry.edits.length !== 1 || last.known.after !== entry.known.before) return false;
    const [a] = last.edits;
    const [b] = entry.edits;
    if (entry.kind === "type") {
      const word = /\s$/.test(a.text) && !/^\s/.test(b.text);
      return b.start === b.end && b.start === a.start + a.text.length && !word && !b.text.includes("\n") && !a.text.includes("\n");
    }
    return entry.kind === "delete" && !a.text && !b.text && b.end === a.start;
  }

  function join(last, entry) {
    const [a] = last.edits;
    const [b] = entry.edits;
    if (entry.kind === "type") {
      a.text += b.text;
      last.back[0].end += b.text.length;
    } else {
      a.start = b.start;
      last.back = [{ start: b.start, end: b.start, text: entry.back[0].text + last.back[0].text }];
    }
    last.after = entry.after;
    last.known.after = entry.known.after;
    last.time = entry.time;
  }
})(globalThis.factlint ??= {});
