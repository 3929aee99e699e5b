"use strict";
// The engine in a worker, whose script and module are in the page as `#engine-worker` and, in base64,
// `#engine-wasm`; or beside it, where `data-worker` and `data-wasm` of `#engine-worker` say.
//
// To the worker: first `{ wasm: Uint8Array }` or `{ address: string }`, then one at a time `{ id, bytes:
// Uint8Array, name, date, places }`; `date` and `places` may be undefined, a text comes as UTF-8. From the
// worker: `{ ready: true }` or `{ failed: "a sentence" }` once, then `{ id, answer }`, an Answer as an object or
// as JSON, or `{ id, error: "a sentence with the way out" }`. A worker that dies is started anew with the next
// check.
((page) => {
  const BROKEN = "The engine of this page stopped at this text. Edit the text or open another, and it starts again.";
  const ABSENT = "The engine of this page does not start in this browser. A current Firefox, Chrome, Edge or Safari runs it.";

  const UNSERVED = "This page wants a web server, as its engine is a file beside it. factlint.html is the page that opens as a file.";

  page.workerEngine = (version) => {
    const script = document.querySelector("#engine-worker");
    const { worker: beside, wasm: address } = script.dataset;
    const module = document.querySelector("#engine-wasm");
    const absent = beside && location.protocol === "file:" ? UNSERVED : ABSENT;
    let worker = null;
    let ready = false;
    let asked = null; // what the worker works on
    let waiting = null; // the newest that came meanwhile
    let count = 0;

    function bytesOf(base64) {
      if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
      const letters = atob(base64);
      const bytes = new Uint8Array(letters.length);
      for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
      return bytes;
    }

    function start() {
      const place = beside ?? URL.createObjectURL(new Blob([script.textContent], { type: "text/javascript" }));
      try {
        worker = new Worker(place);
      } catch {
        throw new page.Refused(absent);
      }
      ready = false;
      worker.addEventListener("message", ({ data }) => hear(data));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        if (!beside) URL.revokeObjectURL(place);
        stop(ready ? BROKEN : absent);
      });
      if (address) return worker.postMessage({ address: new URL(address, location).href });
      const wasm = bytesOf(module.textContent.trim());
      return worker.postMessage({ wasm }, [wasm.buffer]);
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

    // It starts while the text is still to come; if it does not, the first check says so.
    setTimeout(() => {
      try {
        if (!worker) start();
      } catch {
        // As above.
      }
    });

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
