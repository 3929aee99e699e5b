"use strict";
// What the page says beside text and notes: what the text is, how much was found, what went wrong.
((page) => {
  const one = (selector) => document.querySelector(selector);
  const narrow = matchMedia("(max-width: 60rem)");
  const EMPTY = "No text yet";

  // The room that is left to the text and to the list of notes.
  page.room = {
    top: () => (getComputedStyle(one(".bar")).position === "sticky" ? one(".bar").getBoundingClientRect().bottom : 0),
    bottom() {
      const height = visualViewport ? visualViewport.height : innerHeight;
      return narrow.matches ? Math.min(height, one("#notes").getBoundingClientRect().top) : height;
    },
    /** The element in which the notes scroll. */
    list: () => one("#list"),
  };

  page.view = (text) => {
    const about = one("#about");
    const error = one("#error");
    const notes = one("#notes");
    let told = "";
    let timer = 0;
    let said = 0;
    let unsaved = false;

    const say = (sentence) => {
      one("#said").textContent = sentence;
      clearTimeout(said);
      said = setTimeout(() => { one("#said").textContent = ""; }, 5000);
    };
    page.say = say;

    // What the text is, in a quiet line.
    function describe() {
      const { bytes, was, file, guessed, name } = text.known;
      const lines = [];
      if (bytes) lines.push(`${name}, as factlint reads it. Once edited, it goes on as plain text.`);
      else if (was) lines.push(`The text of ${was}, which goes on as plain text.`);
      else if (file) lines.push(guessed ? `${file}, read as Windows-1252, since it is not in UTF-8.` : file);
      about.textContent = lines.join(" ");
      about.hidden = !lines.length;
      // What is read of a file has no empty lines between its paragraphs.
      text.root.toggleAttribute("data-read", Boolean(bytes || was));
    }

    addEventListener("beforeunload", (event) => {
      if (unsaved && !text.isEmpty) event.preventDefault();
    });
    one("#fold").addEventListener("click", () => fold(one("#fold").getAttribute("aria-expanded") === "true"));

    // On a narrow window the filters are in the drawer of the notes.
    const place = () => {
      if (narrow.matches) one("#list").prepend(one("#filters"));
      else one(".bar .group").after(one("#filters"));
    };
    narrow.addEventListener("change", place);
    place();

    // On a narrow window the notes are a drawer.
    function fold(folded) {
      if (!narrow.matches) return;
      one("#fold").setAttribute("aria-expanded", !folded);
      notes.toggleAttribute("data-open", !folded);
    }

    return {
      say,
      fold,
      edited(kind) {
        unsaved = kind !== "load" && kind !== "paste" ? true : unsaved && kind !== "load";
        if (kind === "type" || kind === "delete") fold(true);
        describe();
        one("#begin").hidden = !text.isEmpty;
        if (!text.isEmpty && one("#total").textContent === EMPTY) one("#total").textContent = "Not checked yet";
      },
      saved(sentence) {
        unsaved = false;
        say(sentence);
      },
      busy(is) {
        notes.setAttribute("aria-busy", is);
      },
      refused(failure) {
        // What is said again is not read out again.
        const sentence = one("#error span");
        if (sentence.textContent !== failure.message) sentence.textContent = failure.message;
        one("#again").hidden = !failure.gone;
        error.hidden = false;
      },
      /** `old`: the text has been edited since the answer was asked for, so its headlines are not looked for. */
      answered(answer, old) {
        error.hidden = true;
        one("#error span").textContent = "";
        const list = one("#remarks");
        list.replaceChildren(...answer.notes.map((sentence) => page.element("li", {}, sentence)));
        list.hidden = !answer.notes.length;
        if (!old) headlines(answer);
        const title = answer.articles[0]?.title;
        document.title = title ? `${page.excerpt(title)} – factlint` : "factlint";
        describe();
      },
      counted(open, shown, isEmpty) {
        for (const toggle of document.querySelectorAll(".toggle")) {
          const count = open.filter(({ severity }) => severity === toggle.dataset.severity).length;
          toggle.querySelector(".count").textContent = count.toLocaleString("en");
          toggle.disabled = !count;
        }
        const total = isEmpty ? EMPTY : page.counts(open) || "Nothing found";
        const hidden = open.length - shown.length;
        one("#total").textContent = hidden ? `${total} (${hidden.toLocaleString("en")} hidden)` : total;
        const safe = shown.filter((finding) => finding.safe).length;
        one("#fix-all").hidden = safe < 2;
        one("#fix-all").textContent = `Fix the ${safe.toLocaleString("en")} that are safe`;
        one("#none").hidden = isEmpty || open.length > 0;
        // A reader by ear hears the total when it has come to rest.
        const sentence = isEmpty ? "" : open.length ? `${open.length.toLocaleString("en")} finding${open.length === 1 ? "" : "s"}: ${total}.` : "Nothing found.";
        clearTimeout(timer);
        if (sentence !== told) {
          timer = setTimeout(() => {
            told = sentence;
            one("#status").textContent = sentence;
          }, 600);
        }
      },
      position(at, of) {
        one("#position").textContent = at < 0 ? `${of.toLocaleString("en")}` : `${(at + 1).toLocaleString("en")} / ${of.toLocaleString("en")}`;
        for (const selector of ["#next", "#previous"]) one(selector).disabled = !of;
      },
    };

    // The lines that factlint takes for headlines look like them.
    function headlines({ articles }) {
      const { lines } = text;
      const now = new Set();
      for (const { start, end, title } of articles) {
        if (!title) continue;
        for (let line = lines.at(start); line && line.start < end && line.index < lines.at(start).index + 12; line = lines.all[line.index + 1]) {
          if (line.text.replace(/^#+\s+/, "").trim() !== title.trim()) continue;
          now.add(line.element);
          break;
        }
      }
      for (const element of text.root.querySelectorAll(".headline")) if (!now.has(element)) element.classList.remove("headline");
      for (const element of now) element.classList.add("headline");
    }
  };
})(globalThis.factlint ??= {});
