"use strict";
// The notes beside the text, in its order. Of very many only some are there at once; the others come as one
// goes on.
((page) => {
  const MOST = 100;

  page.Notes = class extends EventTarget {
    #list = document.querySelector("#notes ol");
    #earlier = document.querySelector("#earlier");
    #later = document.querySelector("#later");
    #from = 0;
    #items = [];
    #current = null;

    /** Events, with the finding in `detail`: `show`, `fix`, `accept` (with the reason), `label`, `enter`. */
    constructor() {
      super();
      this.#list.addEventListener("click", (event) => this.#click(event));
      this.#list.addEventListener("focusin", (event) => {
        const { finding } = event.target.closest(".note");
        this.#tell("focus", { finding });
      });
      const to = (from) => {
        this.#from = from;
        this.#render();
      };
      this.#earlier.addEventListener("click", () => {
        to(Math.max(0, this.#from - MOST));
        this.#focus(this.#list.lastElementChild);
      });
      this.#later.addEventListener("click", () => {
        to(this.#from + MOST);
        this.#focus(this.#list.firstElementChild);
      });
    }

    /** Shows findings, of which one may be chosen; the list stays where it is. */
    show(items, current) {
      this.#items = items;
      this.#current = current;
      this.#from = Math.max(0, Math.min(this.#from, items.length - 1));
      this.#from -= this.#from % MOST;
      this.#render();
    }

    /** Chooses the note of a finding, or none, and brings it into view. */
    choose(item, focus = false) {
      this.#current = item;
      const note = item && this.#note(item);
      this.#mark();
      if (focus) this.#focus(note);
      else if (note) this.#reveal(note);
    }

    /** Scrolls the list to the note of a finding, without choosing it. */
    follow(item) {
      const note = this.#note(item);
      const room = page.room.list();
      if (note && room) room.scrollTop += note.getBoundingClientRect().top - room.getBoundingClientRect().top - 2;
    }

    /** Whether the focus is in a note. */
    get focused() {
      return this.#list.contains(document.activeElement);
    }

    #note(item) {
      const index = this.#items.indexOf(item);
      if (index < 0) return null;
      if (index < this.#from || index >= this.#from + MOST) {
        this.#from = index - (index % MOST);
        this.#render();
      }
      return this.#list.children[index - this.#from];
    }

    #mark() {
      for (const note of this.#list.children) note.classList.toggle("current", note.finding === this.#current);
    }

    #focus(note) {
      note?.querySelector(".message").focus({ preventScroll: true });
      if (note) this.#reveal(note);
    }

    // Where the list scrolls by itself, only the list moves.
    #reveal(note) {
      const room = page.room.list();
      const { top, bottom } = note.getBoundingClientRect();
      if (!room) return;
      const frame = room.getBoundingClientRect();
      if (top < frame.top) room.scrollTop -= frame.top - top + 8;
      else if (bottom > frame.bottom) room.scrollTop += Math.min(bottom - frame.bottom + 8, top - frame.top);
    }

    #render() {
      const items = this.#items.slice(this.#from, this.#from + MOST);
      const keys = new Map(items.map((item) => [item.key, item]));
      const old = new Map();
      for (const note of [...this.#list.children]) {
        const item = keys.get(note.finding.key);
        if (item && page.said(item) === note.said) old.set(item.key, note);
        else note.remove();
      }
      let next = this.#list.firstElementChild;
      for (const item of items) {
        const note = old.get(item.key) ?? page.note(item);
        note.finding = item;
        page.placed(note);
        if (note === next) next = next.nextElementSibling;
        else this.#list.insertBefore(note, next);
      }
      this.#mark();
      const after = this.#items.length - this.#from - items.length;
      this.#earlier.hidden = !this.#from;
      this.#earlier.textContent = `${this.#from.toLocaleString("en")} earlier`;
      this.#later.hidden = after <= 0;
      this.#later.textContent = `${after.toLocaleString("en")} more`;
    }

    #click(event) {
      const note = event.target.closest(".note");
      if (!note) return undefined;
      const { finding } = note;
      const button = event.target.closest("[data-does]");
      switch (button?.dataset.does) {
        // Of two clicks the second would meet the note that has come there.
        case "fix": return event.detail > 1 ? undefined : this.#tell("fix", { finding });
        case "label": return this.#tell("label", { finding, label: finding.labels[button.dataset.label] });
        case "accept": return page.acceptForm(note, (reason) => this.#tell("accept", { finding: note.finding, reason }));
        case "why": {
          const open = button.getAttribute("aria-expanded") === "false";
          button.setAttribute("aria-expanded", open);
          note.querySelector(".why").hidden = !open;
          return undefined;
        }
        // A key has no detail: Enter goes to the text, a click shows the text and stays.
        case "show": return this.#tell(event.detail ? "show" : "enter", { finding });
        default: return event.target.closest("form, .why") || !getSelection().isCollapsed ? undefined : this.#tell("show", { finding });
      }
    }

    #tell(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { detail }));
    }
  };
})(globalThis.factlint ??= {});
