"use strict";
// Marks: the places of findings in the text. Between two checks they move along with it. They are painted
// as highlights of the browser, which leave the elements as they are; only lines in sight have any.
((page) => {
  const NAMES = ["info", "warning", "error", "label", "current"];
  const painted = globalThis.Highlight !== undefined && CSS.highlights !== undefined;

  /** Where an offset is after edits, which are in order and apart. What is put in at an offset comes before
   *  it, unless it is the end of a place. */
  page.moved = (edits, offset, isEnd) => {
    let by = 0;
    for (const { start, end, text } of edits) {
      if (start > offset || (start === offset && end > offset) || (isEnd && start === offset && end === offset)) break;
      if (end > offset) return isEnd ? start + by : start + by + text.length;
      by += text.length - (end - start);
    }
    return offset + by;
  };

  page.Marks = class {
    #text;
    #due = false;
    #items = [];
    #current = null;

    constructor(text) {
      this.#text = text;
      text.addEventListener("seen", () => this.paint());
    }

    /** Shows the places of findings, of which one may be chosen. */
    show(items, current) {
      this.#items = items;
      this.#current = current;
      this.paint();
    }

    choose(item) {
      this.#current = item;
      this.paint();
    }

    /** The findings at an offset, the shortest first. */
    at(offset) {
      const here = this.#items.filter((item) => item.start <= offset && offset <= item.end);
      return here.sort((a, b) => a.end - a.start - (b.end - b.start));
    }

    /** Moves the places of findings along with edits. */
    static move(items, edits) {
      const move = (place) => {
        const start = page.moved(edits, place.start, false);
        place.end = Math.max(start, page.moved(edits, place.end, true));
        place.start = start;
      };
      const from = edits[0].start;
      for (const item of items) {
        if (item.end >= from) move(item);
        for (const label of item.labels) if (label.end >= from) move(label);
        for (const edit of item.edits) if (edit.end >= from) move(edit);
      }
    }

    paint() {
      if (this.#due) return;
      this.#due = true;
      requestAnimationFrame(() => {
        this.#due = false;
        this.#paint();
      });
    }

    #paint() {
      const { lines } = this.#text;
      const { all } = lines;
      const stretches = this.#stretches();
      if (!painted) return this.#bars(stretches);
      const ranges = Object.fromEntries(NAMES.map((name) => [name, []]));
      const put = (name, start, end) => {
        for (const stretch of stretches) {
          const from = Math.max(start, stretch.start);
          const to = Math.min(end, stretch.end);
          if (from > to) continue;
          for (let line = lines.at(from); line && line.start <= to; line = all[line.index + 1]) {
            const node = line.element.firstChild;
            if (node?.nodeType !== Node.TEXT_NODE) continue;
            let startOffset = Math.max(0, start - line.start);
            const endOffset = Math.min(node.length, Math.max(end - line.start, startOffset + 1));
            // A place without width shows at the letter beside it.
            if (startOffset >= endOffset) startOffset = Math.max(0, endOffset - 1);
            ranges[name].push(new StaticRange({ startContainer: node, startOffset, endContainer: node, endOffset }));
          }
        }
      };
      const [first, last] = [stretches[0]?.start, stretches.at(-1)?.end];
      for (const item of this.#items) {
        if (item.start <= last && item.end >= first) put(item.severity, item.start, item.end);
      }
      if (this.#current) {
        for (const label of this.#current.labels) put("label", label.start, label.end);
        put("current", this.#current.start, this.#current.end);
      }
      NAMES.forEach((name, priority) => {
        const highlight = new Highlight(...ranges[name]);
        highlight.priority = priority;
        CSS.highlights.set(`factlint-${name}`, highlight);
      });
      return undefined;
    }

    // The lines in sight, as stretches of the text in order.
    #stretches() {
      const blocks = [...this.#text.lines.near].map((block) => {
        const first = block.firstElementChild?.line;
        const last = block.lastElementChild?.line;
        return first && last && { start: first.start, end: last.start + last.text.length };
      });
      return blocks.filter(Boolean).sort((a, b) => a.start - b.start);
    }

    // Without highlights, a line with findings has a bar at its side.
    #bars(stretches) {
      const { lines } = this.#text;
      for (const block of lines.near) for (const { classList } of block.children) classList.remove("has", ...NAMES);
      for (const name of NAMES.slice(0, 3)) {
        for (const item of this.#items) {
          if (item.severity !== name || !stretches.some(({ start, end }) => item.start <= end && item.end >= start)) continue;
          const { classList } = lines.at(item.start).element;
          classList.remove(...NAMES);
          classList.add("has", name);
        }
      }
    }
  };
})(globalThis.factlint ??= {});
