"use strict";
// The text that is edited. All that a browser would do to it by itself becomes an edit of the lines here:
// so what comes in is plain, places can follow, and everything can be undone. Only what an input method
// composes is written by the browser, and read back.
((page) => {
  const DELETES = {
    deleteContentBackward: ["backward", "character"], deleteContentForward: ["forward", "character"],
    deleteWordBackward: ["backward", "word"], deleteWordForward: ["forward", "word"],
    deleteSoftLineBackward: ["backward", "lineboundary"], deleteSoftLineForward: ["forward", "lineboundary"],
    deleteHardLineBackward: ["backward", "paragraphboundary"], deleteHardLineForward: ["forward", "paragraphboundary"],
  };

  const MUCH = 100_000; // letters

  /** Text as the page has it, whose letters positions count: with its line ends, and nothing that is no letter. */
  page.lineEnds = (text) => {
    const plain = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").replaceAll("\0", "\ufffd");
    return plain.toWellFormed?.() ?? plain;
  };

  page.Text = class extends EventTarget {
    #undo = new page.Undo();
    #watch;
    #composing = false;
    #torn = false; // whether elements are other than they were made, while a word is composed
    #dragged = null;

    /** Events: `edit` with the edits in `detail`, `caret`, `seen` when other lines have come into view. */
    constructor(root, known) {
      super();
      this.root = root;
      /** What the text is known as; kept with each entry of what can be undone. */
      this.known = known;
      this.version = 0;
      this.lines = new page.Lines(root, () => this.dispatchEvent(new Event("seen")));
      try { root.contentEditable = "plaintext-only"; } catch { root.contentEditable = "true"; }
      this.#watch = new MutationObserver((records) => this.#read(records));
      this.#observe();
      this.#listen();
      this.#told();
    }

    get value() {
      return this.lines.text;
    }

    get isEmpty() {
      return this.lines.all.length === 1 && !this.lines.all[0].text;
    }

    get selection() {
      const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
      const anchor = anchorNode && this.lines.offset(anchorNode, anchorOffset);
      const focus = focusNode && this.lines.offset(focusNode, focusOffset);
      if (anchor == null || focus == null) return null;
      return { start: Math.min(anchor, focus), end: Math.max(anchor, focus), focus };
    }

    select(start, end = start) {
      getSelection().setBaseAndExtent(...this.lines.point(start), ...this.lines.point(end));
    }

    /** Makes edits, which are in order and apart. The selection moves along, or is put at `caret`. */
    edit(edits, { kind = "edit", caret, known = this.#become(edits) } = {}) {
      const before = this.selection;
      const was = edits.map(({ start, end }) => this.lines.slice(start, end));
      const back = page.inverse(edits, was);
      this.#apply(edits);
      const after = caret !== undefined ? { start: caret, end: caret } : before && {
        start: page.moved(edits, before.start, false), end: page.moved(edits, before.end, false),
      };
      const entry = { kind, edits: edits.map((edit) => ({ ...edit })), back, before, after, time: Date.now(), known: { before: this.known, after: known } };
      this.known = known;
      this.#undo.add(entry);
      if (after && (before || caret !== undefined)) this.select(after.start, after.end);
      this.#told(edits, kind);
    }

    /** Replaces the whole text, as one edit. */
    load(text, known) {
      this.#undo.close();
      this.edit([{ start: 0, end: this.lines.length, text }], { kind: "load", caret: 0, known });
      scrollTo(0, 0);
    }

    undo() {
      this.#again(this.#undo.undo(), "back", "before");
    }

    redo() {
      this.#again(this.#undo.redo(), "edits", "after");
    }

    /** The rectangle of a place in the window. */
    rect(start, end = start) {
      const range = this.lines.range(start, Math.max(start, end));
      const rect = range.getClientRects()[0];
      return rect?.height ? rect : this.lines.at(start).element.getBoundingClientRect();
    }

    /** The offset of the first line in sight, or of one near it while lines just scrolled to have no layout. */
    top() {
      const { left, width, top } = this.root.getBoundingClientRect();
      const y = Math.max(page.room.top(), top) + 12;
      const here = document.elementsFromPoint(left + width / 2, y);
      const block = here.find((element) => element.className === "block");
      if (!block) return top > 0 ? 0 : this.lines.length;
      const rect = block.getBoundingClientRect();
      const guess = Math.floor(((y - rect.top) / rect.height) * block.children.length);
      const { line } = here.find((element) => element.line) ?? block.children[Math.max(0, guess)];
      return this.lines.all[line.index].start;
    }

    /** Brings a place into view, unless it is. Lines far away get their height only when they come near, so
     *  what has moved in the meantime is looked at again. */
    reveal(start, end = start, near = false) {
      const bring = (tries) => {
        const { top, bottom } = this.rect(start, end);
        const high = page.room.top() + 8;
        const low = page.room.bottom() - 8;
        if (top >= high && bottom <= low) return;
        if (near) scrollBy(0, top < high ? top - high : bottom - low);
        else scrollBy(0, (top + bottom) / 2 - (high + low) / 2);
        if (tries) requestAnimationFrame(() => bring(tries - 1));
      };
      bring(near ? 1 : 4);
    }

    // What the text is known as after edits: what was read of a file goes on as plain text, and what is in the
    // place of all of it is another text.
    #become([{ start, end }]) {
      const { known } = this;
      if (start === 0 && end === this.lines.length && end > 0) return { name: "draft.txt" };
      return known.bytes ? { name: "draft.txt", was: known.name } : known;
    }

    #again(entry, way, selection) {
      if (!entry) return;
      entry.closed = true;
      this.#apply(entry[way]);
      this.known = entry.known[selection];
      const last = entry[way].at(-1);
      const at = entry[selection] ?? { start: last.start + last.text.length, end: last.start + last.text.length };
      this.root.focus({ preventScroll: true });
      // To select very much takes a browser long.
      this.select(at.end - at.start > MUCH ? at.end : at.start, at.end);
      this.reveal(at.end);
      this.#told(entry[way], "undo");
    }

    #apply(edits) {
      for (const { start, end, text } of [...edits].reverse()) this.lines.replace(start, end, text);
      this.#watch.takeRecords();
      this.version += 1;
    }

    #told(edits, kind) {
      this.root.toggleAttribute("data-empty", this.isEmpty);
      if (edits) this.dispatchEvent(new CustomEvent("edit", { detail: { edits, kind } }));
    }

    #observe() {
      this.#watch.observe(this.root, { childList: true, characterData: true, subtree: true });
    }

    // What the browser has written by itself. While a word is composed, the elements stay as they are.
    #read(records) {
      const lines = new Set(records.map(({ target }) => (target.closest ? target : target.parentElement)?.closest(".line")?.line));
      const [line] = lines;
      const single = lines.size === 1 && line && line.element.isConnected && this.lines.all[line.index] === line;
      const { change, intact } = single && !this.#torn ? { change: this.lines.readLine(line), intact: true } : this.lines.read();
      this.#torn = !intact && this.#composing;
      if (this.#torn) return;
      const at = change && change.start + change.text.length;
      if (change) {
        const back = page.inverse([change], [this.lines.slice(change.start, change.end)]);
        const known = { before: this.known, after: this.#become([change]) };
        this.lines.replace(change.start, change.end, change.text);
        this.version += 1;
        this.known = known.after;
        const before = { start: change.end, end: change.end };
        this.#undo.add({ kind: "type", edits: [{ ...change }], back, before, after: this.selection, time: Date.now(), known });
      }
      if (!intact) this.lines.restore();
      if (!intact) this.select(at ?? this.lines.length);
      this.#watch.takeRecords();
      if (change) this.#told([change], "type");
    }

    #type(range, text, kind) {
      this.edit([{ start: range.start, end: range.end, text }], { kind, caret: range.start + text.length });
      this.reveal(range.start + text.length, undefined, true);
    }

    #target(event) {
      const [range] = event.getTargetRanges();
      const start = range && this.lines.offset(range.startContainer, range.startOffset);
      const end = range && this.lines.offset(range.endContainer, range.endOffset);
      return start == null || end == null ? this.selection : { start: Math.min(start, end), end: Math.max(start, end) };
    }

    #listen() {
      const { root } = this;
      root.addEventListener("compositionstart", () => { this.#composing = true; });
      root.addEventListener("compositionend", () => {
        this.#composing = false;
        setTimeout(() => {
          const records = this.#watch.takeRecords();
          if (records.length || this.#torn) this.#read(records);
        });
      });
      root.addEventListener("beforeinput", (event) => this.#input(event));
      root.addEventListener("keydown", (event) => this.#toEnds(event));
      for (const name of ["copy", "cut"]) root.addEventListener(name, (event) => this.#copy(event));
      root.addEventListener("paste", (event) => {
        const text = event.clipboardData.getData("text/plain");
        const here = this.selection;
        if (!here || (!text && event.clipboardData.files.length)) return; // files.js has the files
        event.preventDefault();
        this.#undo.close();
        if (text) this.#type(here, page.lineEnds(text), "paste");
      });
      root.addEventListener("dragstart", () => { this.#dragged = this.selection; });
      root.addEventListener("dragend", () => { this.#dragged = null; });
      root.addEventListener("drop", (event) => this.#drop(event));
      document.addEventListener("selectionchange", () => {
        if (document.activeElement === root) this.dispatchEvent(new Event("caret"));
      });
    }

    // To the start and the end of the text, which may be out of sight: browsers stop at its block.
    #toEnds(event) {
      const { key, metaKey, ctrlKey, altKey, shiftKey } = event;
      if (altKey || event.isComposing) return;
      const start = (ctrlKey && key === "Home") || (metaKey && key === "ArrowUp");
      const end = (ctrlKey && key === "End") || (metaKey && key === "ArrowDown");
      if (!start && !end) return;
      event.preventDefault();
      const { anchorNode, anchorOffset } = getSelection();
      const to = start ? 0 : this.lines.length;
      this.select((shiftKey && this.lines.offset(anchorNode, anchorOffset)) || (shiftKey ? 0 : to), to);
      this.#undo.close();
      this.reveal(to);
    }

    #input(event) {
      const { inputType: type } = event;
      if (!event.cancelable || event.isComposing || /Composition/.test(type)) return;
      event.preventDefault();
      if (type === "historyUndo") return this.undo();
      if (type === "historyRedo") return this.redo();
      let range = this.#target(event);
      if (!range) return undefined;
      if (type.startsWith("delete")) {
        if (range.start === range.end) {
          const [way, by] = DELETES[type] ?? DELETES.deleteContentBackward;
          getSelection().modify("extend", way, by);
          range = this.selection;
          if (range?.start === range?.end) getSelection().modify("extend", way, "character");
          range = this.selection;
        }
        if (range && range.start < range.end) this.#type(range, "", /Content(Back|For)ward/.test(type) ? "delete" : "cut");
        return undefined;
      }
      if (type === "insertParagraph" || type === "insertLineBreak") return this.#type(range, "\n", "type");
      const text = event.data ?? event.dataTransfer?.getData("text/plain");
      if (type.startsWith("insert") && text) this.#type(range, page.lineEnds(text), type === "insertText" ? "type" : "paste");
      return undefined;
    }

    #copy(event) {
      const here = this.selection;
      event.preventDefault();
      if (!here || here.start === here.end) return;
      event.clipboardData.setData("text/plain", this.lines.slice(here.start, here.end));
      if (event.type === "cut") this.#type(here, "", "cut");
    }

    #drop(event) {
      const text = event.dataTransfer.getData("text/plain");
      if (event.dataTransfer.files.length || !text) return;
      event.preventDefault();
      const place = document.caretPositionFromPoint?.(event.clientX, event.clientY);
      const range = place ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
      const at = place ? this.lines.offset(place.offsetNode, place.offset) : range && this.lines.offset(range.startContainer, range.startOffset);
      if (at == null) return;
      const put = { start: at, end: at, text: page.lineEnds(text) };
      const from = this.#dragged;
      this.#dragged = null;
      this.root.focus({ preventScroll: true });
      if (!from || event.ctrlKey) return this.edit([put], { kind: "paste", caret: at + put.text.length });
      if (at >= from.start && at <= from.end) return;
      const cut = { start: from.start, end: from.end, text: "" };
      const length = at > from.end ? 0 : put.text.length;
      this.edit(at < from.start ? [put, cut] : [cut, put], { kind: "paste", caret: at + length });
    }
  };
})(globalThis.factlint ??= {});
