"use strict";
// The engine in a worker, whose script and module are in the page as `#engine-worker` and, in base64,
// `#engine-wasm`.
//
// To the worker: first `{ wasm: Uint8Array }`, then one at a time `{ id, bytes: Uint8Array, name, date,
// places }`; `date` and `places` may be undefined, a text comes as UTF-8. From the worker: `{ ready: true }`
// or `{ failed: "a sentence" }` once, then `{ id, answer }`, an Answer as an object or as JSON, or `{ id,
// error: "a sentence with the way out" }`. A worker that dies is started anew with the next check.
((page) => {
  const BROKEN = "The engine of this page stopped at this text. Edit the text or open another, and it starts again.";
  const ABSENT = "The engine of this page does not start in this browser. A current Firefox, Chrome, Edge or Safari runs it.";

  page.workerEngine = (version) => {
    const script = document.querySelector("#engine-worker").textContent;
    const module = document.querySelector("#engine-wasm")?.textContent.trim() ?? "";
    let worker = null;
    let ready = false;
    let asked = null; // what the worker works on
    let waiting = null; // the newest that came meanwhile
    let count = 0;

    function bytesOf(base64) {
      return Uint8Array.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    }

    function start() {
      const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
      try {
        worker = new Worker(address);
      } catch {
        throw new page.Refused(ABSENT);
      }
      ready = false;
      worker.addEventListener("message", ({ data }) => hear(data));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        URL.revokeObjectURL(address);
        stop(ready ? BROKEN : ABSENT);
      });
      const wasm = bytesOf(module);
      worker.postMessage({ wasm }, [wasm.buffer]);
    }

    function stop(sentence) {
      worker?.terminate();
      worker = null;
      const lost = [asked, waiting];
      asked = waiting = null;
      for (const job of lost) job?.reject(new page.Refused(sentence));
    }

    function hear({ ready: is, failed, id, answer, error }) {
      if (failed) return stop(failed);
      if (is) ready = true;
      if (asked?.id === id && id !== undefined) {
        const job = asked;
        asked = null;
        if (error !== undefined) job.reject(new page.Refused(error));
        else job.resolve(typeof answer === "string" ? JSON.parse(answer) : answer);
      }
      return next();
    }

    function next() {
      if (!ready || asked || !waiting) return;
      asked = waiting;
      waiting = null;
      const { id, input: { text, bytes, name, date, places } } = asked;
      const sent = text === undefined ? bytes.slice() : new TextEncoder().encode(text);
      worker.postMessage({ id, bytes: sent, name, date, places }, [sent.buffer]);
    }

    return {
      version,
      check: (input, signal) => new Promise((resolve, reject) => {
        const abort = () => reject(new DOMException("another text is checked", "AbortError"));
        signal?.addEventListener("abort", abort, { once: true });
        waiting?.reject(new DOMException("another text is checked", "AbortError"));
        count += 1;
        waiting = { id: count, input, resolve, reject };
        try {
          if (!worker) start();
        } catch (error) {
          waiting = null;
          reject(error);
          return;
        }
        next();
      }),
    };
  };
})(globalThis.factlint ??= {});
