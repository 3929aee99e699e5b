"use strict";
// The text as lines: one element a line, a block of elements for some dozens of them. A block out of sight
// is neither laid out nor painted, so a long text costs what is seen of it.
((page) => {
  const FEW = 64; // lines of a new block
  const MANY = 192; // lines of a block that is split
  const MUCH = 1000; // lines changed at once, from which on all blocks are made anew

  function lineOf(text) {
    const element = document.createElement("div");
    element.className = "line";
    const line = { element, text, start: 0, index: 0 };
    element.line = line;
    fill(line);
    return line;
  }

  function fill({ element, text }) {
    element.replaceChildren(text || document.createElement("br"));
    direct(element, text);
  }

  // A line whose first letter is of a script from the right begins there. A browser that is left to find
  // out does so anew for all of a long line with every key.
  function direct(element, text) {
    if (/^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u.test(text)) element.dir = "rtl";
    else if (element.dir) element.removeAttribute("dir");
  }

  // What of a text is another in the next: what stands from `from` to `to` has become `put`.
  function difference(was, now) {
    const most = Math.min(was.length, now.length);
    let from = 0;
    while (from < most && was[from] === now[from]) from += 1;
    let tail = 0;
    while (tail < most - from && was[was.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
    return { from, to: was.length - tail, put: now.slice(from, now.length - tail) };
  }

  function blockOf(lines) {
    const block = document.createElement("div");
    block.className = "block";
    block.append(...lines.map((line) => line.element));
    return block;
  }

  page.Lines = class {
    #lines = [];
    #numbered = false;
    #sight;

    /** `seen` is called when blocks come near or go. */
    constructor(root, seen) {
      this.root = root;
      this.near = new Set();
      this.#sight = new IntersectionObserver((entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) this.near.add(target);
          else this.near.delete(target);
        }
        seen();
      }, { rootMargin: "50% 0px" });
      this.#lines = [lineOf("")];
      this.#build();
    }

    /** The lines, with their places up to date. Cost: once over the lines after a change. */
    get all() {
      if (!this.#numbered) {
        let start = 0;
        this.#lines.forEach((line, index) => {
          line.start = start;
          line.index = index;
          start += line.text.length + 1;
        });
        this.#numbered = true;
      }
      return this.#lines;
    }

    get text() {
      return this.#lines.map((line) => line.text).join("\n");
    }

    get length() {
      const last = this.all[this.#lines.length - 1];
      return last.start + last.text.length;
    }

    /** The line of an offset. */
    at(offset) {
      const { all } = this;
      let low = 0;
      let high = all.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (all[middle].start <= offset) low = middle;
        else high = middle - 1;
      }
      return all[low];
    }

    slice(start, end) {
      const first = this.at(start);
      if (end <= first.start + first.text.length) return first.text.slice(start - first.start, end - first.start);
      const last = this.at(end);
      const texts = this.all.slice(first.index, last.index + 1).map((line) => line.text);
      texts[texts.length - 1] = last.text.slice(0, end - last.start);
      texts[0] = first.text.slice(start - first.start);
      return texts.join("\n");
    }

    /** The offset of a place in the document, or null outside the text. */
    offset(node, at) {
      const { all } = this;
      if (!this.root.contains(node)) return null;
      const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
      const own = element.closest(".line");
      if (!own) {
        const next = node.childNodes[at];
        if (next) return (next.line ?? next.querySelector?.(".line")?.line ?? all[0]).start;
        if (node === this.root) return this.length;
        const last = node.lastElementChild?.line;
        return last ? last.start + last.text.length : this.length;
      }
      const { line } = own;
      if (!line) return null;
      if (node.parentNode === own && own.childNodes.length === 1) return line.start + Math.min(at, line.text.length);
      const before = document.createRange();
      before.setStart(own, 0);
      before.setEnd(node, at);
      return line.start + Math.min(before.toString().length, line.text.length);
    }

    /** The place in the document of an offset: a node and an offset in it. */
    point(offset) {
      const line = this.at(Math.max(0, Math.min(offset, this.length)));
      const node = line.element.firstChild;
      if (node?.nodeType === Node.TEXT_NODE) return [node, Math.min(offset - line.start, node.length)];
      return [line.element, 0];
    }

    range(start, end) {
      const range = document.createRange();
      range.setStart(...this.point(start));
      range.setEnd(...this.point(end));
      return range;
    }

    /** Puts `text` in the place of what is from `start` to `end`. Elements that already show it stay. */
    replace(start, end, text) {
      const first = this.at(start);
      const last = this.at(end);
      const parts = (first.text.slice(0, start - first.start) + text + last.text.slice(end - last.start)).split("\n");
      const gone = last.index - first.index;
      this.#numbered = false;
      if (gone + parts.length > MUCH) {
        const made = parts.map(lineOf);
        this.#lines = this.#lines.slice(0, first.index).concat(made, this.#lines.slice(last.index + 1));
        return this.#build();
      }
      this.#write(first, parts[0]);
      if (!gone && parts.length === 1) return undefined;
      const made = parts.slice(1).map(lineOf);
      const old = this.#lines.splice(first.index + 1, gone, ...made);
      for (const { element } of old) {
        const block = element.parentNode;
        element.remove();
        if (!block.childNodes.length) this.#drop(block);
      }
      first.element.after(...made.map((line) => line.element));
      this.#split(first.element.parentNode);
      return undefined;
    }

    /** What a browser has written into a line by itself, as a change of the text, if it is one. */
    readLine({ element, text, index }) {
      const now = element.textContent.replaceAll("\n", " ");
      const { start } = this.all[index];
      const { from, to, put } = difference(text, now);
      return from === to && !put ? null : { start: start + from, end: start + to, text: put };
    }

    /** What a browser has written anywhere, as one change, and whether the lines are still as they were made. */
    read() {
      const seen = [...this.root.querySelectorAll(".line")];
      const intact = seen.length === this.#lines.length && seen.every((element, i) => element === this.#lines[i].element)
        && [...this.root.childNodes].every((block) => block.className === "block" && [...block.childNodes].every((node) => node.line));
      const now = intact ? seen.map((element) => element.textContent.replaceAll("\n", " ")).join("\n") : this.root.innerText.replace(/\n$/, "");
      const { from, to, put } = difference(this.text, now);
      return { change: from === to && !put ? null : { start: from, end: to, text: put }, intact };
    }

    /** Makes all elements anew, after a browser has changed them beyond their lines. */
    restore() {
      this.#lines = this.text.split("\n").map(lineOf);
      this.#numbered = false;
      this.#build();
    }

    #write(line, text) {
      line.text = text;
      const { element } = line;
      direct(element, text);
      const node = element.firstChild;
      const plain = element.childNodes.length === 1;
      if (!text || !plain || node.nodeType !== Node.TEXT_NODE) {
        if (!text && plain && node.nodeName === "BR") return;
        fill(line);
      } else if (node.data !== text) {
        // Only what differs is written, so that a selection beside it stays where it is.
        const { from, to, put } = difference(node.data, text);
        node.replaceData(from, to - from, put);
      }
    }

    #build() {
      this.#sight.disconnect();
      this.near.clear();
      const blocks = [];
      for (let i = 0; i < this.#lines.length; i += FEW) blocks.push(blockOf(this.#lines.slice(i, i + FEW)));
      this.root.replaceChildren(...blocks);
      for (const block of blocks) this.#sight.observe(block);
    }

    #split(block) {
      while (block.childNodes.length > MANY) {
        const tail = document.createElement("div");
        tail.className = "block";
        tail.append(...[...block.childNodes].slice(-FEW));
        block.after(tail);
        this.#sight.observe(tail);
        if (this.near.has(block)) this.near.add(tail);
      }
    }

    #drop(block) {
      this.#sight.unobserve(block);
      this.near.delete(block);
      block.remove();
    }
  };
})(globalThis.factlint ??= {});
