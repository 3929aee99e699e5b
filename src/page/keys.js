"use strict";
// Keys. In the text only those that type nothing; among the notes those of the report.
((page) => {
  // The key of commands.
  page.command = /^(Mac|iP)/.test(navigator.platform) ? "⌘" : "Ctrl";

  /** `does` has what the keys do: next, previous, toNotes, toText, fix, accept, undo, redo, open, letGo. */
  page.keys = (does) => {
    const help = document.querySelector("#help");
    for (const key of help.querySelectorAll("kbd")) if (key.textContent === "Ctrl") key.textContent = page.command;
    const showHelp = () => help.showModal();
    document.querySelector("#keys").addEventListener("click", showHelp);
    document.addEventListener("keydown", (event) => {
      if (help.open || event.isComposing) return;
      const { key, target } = event;
      const ctrl = event.ctrlKey || event.metaKey;
      const typing = target.closest("input, select");
      const inText = Boolean(target.closest("#text"));
      const act = (what) => {
        event.preventDefault();
        what();
      };
      if (ctrl && !event.altKey && !typing) {
        const letter = key.toLowerCase();
        if (letter === "z") return act(event.shiftKey ? does.redo : does.undo);
        if (letter === "y") return act(does.redo);
        if (letter === "o") return act(does.open);
        if (key === ".") return act(does.fix);
        return undefined;
      }
      if (ctrl) return undefined;
      if (key === "F8") return act(event.shiftKey ? does.previous : does.next);
      if (event.altKey) {
        if (typing) return undefined;
        if (key === "ArrowDown") return act(does.next);
        if (key === "ArrowUp") return act(does.previous);
        if (key === "Enter") return act(inText ? does.toNotes : does.toText);
        return undefined;
      }
      if (typing || inText) return undefined;
      if (key === "Escape") return act(does.letGo);
      const letters = { j: does.next, n: does.next, k: does.previous, p: does.previous, f: does.fix, a: does.accept, "?": showHelp };
      if (Object.hasOwn(letters, key)) return act(letters[key]);
      return undefined;
    });
  };
})(globalThis.factlint ??= {});
