"use strict";
// When the text is checked, and which answer counts: only that to the newest question. What was typed since
// it was asked moves its places along.
((page) => {
  const PAUSE = 150; // milliseconds without an edit
  const AGAIN = 3000; // milliseconds until a server that is gone is asked again

  page.Check = class extends EventTarget {
    #engine;
    #text;
    #date;
    #timer = 0;
    #asking = null;
    #since = [];

    /** Events: `answer` (the answer, and the edits since), `refused` (the error), `busy` (whether it is). */
    constructor(engine, text, date) {
      super();
      this.#engine = engine;
      this.#text = text;
      this.#date = date;
      text.addEventListener("edit", ({ detail }) => {
        if (this.#asking) this.#since.push(detail.edits);
        this.soon();
      });
    }

    /** Asks after a pause. */
    soon(pause = PAUSE) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.now(), pause);
    }

    async now() {
      clearTimeout(this.#timer);
      const text = this.#text.value;
      const { bytes, name } = this.#text.known;
      if (!text.trim()) {
        this.#stop();
        return this.#tell("answer", { answer: { text, articles: [], findings: [], suppressed: [], notes: [], rules: {} }, since: [] });
      }
      const input = bytes ? { bytes, name, places: "text" } : { text, name, places: "source" };
      try {
        const answer = await this.ask(input);
        if (answer.text !== text) throw new page.Refused("factlint read the text otherwise than it is shown here, so its findings have no place. Paste the text anew.");
        this.#tell("answer", { answer, since: this.#since });
      } catch (error) {
        this.#failed(error);
      }
      return undefined;
    }

    /** Asks the engine; whatever was asked before does not count any more. The error of that is an AbortError. */
    async ask(input) {
      this.#stop();
      clearTimeout(this.#timer);
      const asking = new AbortController();
      this.#asking = asking;
      this.#since = [];
      this.#tell("busy", true);
      const date = this.#date() || undefined;
      try {
        const answer = await this.#engine.check({ ...input, date }, asking.signal);
        if (asking.signal.aborted) throw new DOMException("another text is checked", "AbortError");
        return answer;
      } finally {
        if (this.#asking === asking) {
          this.#asking = null;
          this.#tell("busy", false);
        }
      }
    }

    /** Takes an answer whose text has just been loaded. */
    take(answer) {
      clearTimeout(this.#timer);
      this.#tell("answer", { answer, since: [] });
    }

    #failed(error) {
      if (error.name === "AbortError") return;
      this.#tell("refused", error instanceof page.Refused ? error : new page.Refused(`The page stopped at an answer (${error.message}). Load it again; copy the text before.`));
      if (error.gone) this.soon(AGAIN);
    }

    #stop() {
      this.#asking?.abort();
      this.#asking = null;
      this.#tell("busy", false);
    }

    #tell(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { detail }));
    }
  };
})(globalThis.factlint ??= {});
