"use strict";
// Texts that come as files, and texts that leave: opened, dropped, pasted; copied, downloaded.
((page) => {
  const SOURCE = /\.(txt|text|md|markdown)$/i;
  const MOST = 64 << 20; // bytes

  /** Offers a text as a file. */
  page.save = (name, text) => {
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    const link = page.element("a", { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };

  // The letters of a file: in UTF-16 if it says so, in UTF-8, or else as old Windows programs write.
  function decoded(bytes) {
    const mark = bytes[0] << 8 | bytes[1];
    if (mark === 0xfffe || mark === 0xfeff) return { text: new TextDecoder(mark === 0xfffe ? "utf-16le" : "utf-16be").decode(bytes) };
    try {
      return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
    } catch {
      return { text: new TextDecoder("windows-1252").decode(bytes), guessed: true };
    }
  }

  page.Files = class {
    #text;
    #check;
    #refused;
    #opening = 0;

    constructor(text, check, refused) {
      this.#text = text;
      this.#check = check;
      this.#refused = refused;
      this.#listen();
    }

    async open(file) {
      const opening = this.#opening += 1;
      if (!file) return;
      const { name } = file;
      try {
        if (file.size > MOST) throw new page.Refused(`${name} has more than 64 MB. Check it with “factlint check”.`);
        const bytes = new Uint8Array(await file.arrayBuffer().catch(() => {
          throw new page.Refused(`${name} cannot be read. A folder cannot be opened here; of a file, see whether it is still there.`);
        }));
        if (SOURCE.test(name)) {
          const { text, guessed } = decoded(bytes);
          if (opening !== this.#opening) return;
          this.#text.load(page.lineEnds(text), { name, file: name, ends: text.includes("\r\n") ? "\r\n" : "\n", guessed });
          return;
        }
        const answer = await this.#check.ask({ bytes, name, places: "text" });
        if (opening !== this.#opening) return;
        const shown = page.lineEnds(answer.text);
        const same = shown === answer.text;
        this.#text.load(shown, same ? { name, file: name, bytes } : { name: "draft.txt", was: name });
        if (same) this.#check.take(answer);
      } catch (error) {
        if (error.name !== "AbortError") this.#refused(error);
      }
    }

    /** The name under which the text is downloaded. */
    get name() {
      const { name, was } = this.#text.known;
      return SOURCE.test(name) && !was ? name : `${(was ?? name).replace(/\.[^.]*$/, "")}.txt`;
    }

    download() {
      const { value, known } = this.#text;
      page.save(this.name, known.ends === "\r\n" ? value.replaceAll("\n", "\r\n") : value);
    }

    async copy() {
      try {
        await navigator.clipboard.writeText(this.#text.value);
      } catch {
        // Where the page may not write to the clipboard by itself, it copies what is selected.
        const before = this.#text.selection;
        this.#text.root.focus({ preventScroll: true });
        this.#text.select(0, this.#text.lines.length);
        const copied = document.execCommand("copy");
        if (before) this.#text.select(before.start, before.end);
        if (!copied) throw new page.Refused("This browser does not let the page copy. Select the text and copy it with the keys.");
      }
    }

    #listen() {
      const input = document.querySelector("#file");
      for (const button of document.querySelectorAll("[data-does=open]")) button.addEventListener("click", () => input.click());
      input.addEventListener("change", () => {
        this.open(input.files[0]);
        input.value = "";
      });
      const body = document.body;
      const files = (event) => event.dataTransfer?.types.includes("Files");
      let depth = 0;
      addEventListener("dragenter", (event) => {
        if (!files(event)) return;
        depth += 1;
        body.toggleAttribute("data-drop", true);
      });
      addEventListener("dragleave", (event) => {
        if (files(event)) depth -= 1;
        if (depth <= 0) body.toggleAttribute("data-drop", false);
      });
      addEventListener("dragover", (event) => {
        if (files(event)) event.preventDefault();
      });
      addEventListener("drop", (event) => {
        depth = 0;
        body.toggleAttribute("data-drop", false);
        if (!files(event)) {
          // What is dropped beside the text goes nowhere.
          if (!event.target.closest?.("#text, input")) event.preventDefault();
          return;
        }
        event.preventDefault();
        const { files: all } = event.dataTransfer;
        this.open(all[0]);
        if (all.length > 1) page.say(`The first of ${all.length} files is opened. “factlint check” checks many.`);
      });
      addEventListener("paste", (event) => {
        if (event.defaultPrevented || !event.clipboardData?.files.length) return;
        event.preventDefault();
        this.open(event.clipboardData.files[0]);
      });
    }
  };
})(globalThis.factlint ??= {});
