// The module and what it is asked: bytes in, the JSON of an answer out. It knows nothing of where the module
// comes from, and runs in pages, workers and Node.js.

/** What went wrong, as a sentence with the way out. */
export class FactlintError extends Error {
  /**
   * @param {string} message
   * @param {{ stopped?: boolean }} [more] stopped: whether the engine stopped at the text; it goes on with the next.
   */
  constructor(message, { stopped = false, ...options } = {}) {
    super(message, options);
    this.name = "FactlintError";
    this.stopped = stopped;
  }
}

export class Engine {
  #module;
  #exports = null;

  /** @param {WebAssembly.Module} module */
  constructor(module) {
    this.#module = module;
  }

  /** The first call of `check` does this too; whoever calls it before has the first answer sooner. */
  async start() {
    const { exports } = await WebAssembly.instantiate(this.#module);
    for (const name of ["memory", "input", "check", "length"]) {
      if (!(name in exports)) throw new FactlintError(`The module is not factlint's: it has no ${name}.`);
    }
    // The rules are compiled with the first text.
    call(exports, new Uint8Array(), {});
    this.#exports = exports;
  }

  /**
   * @param {Uint8Array} bytes the text, in UTF-8 or a file
   * @param {object} asked name, date, places, unit, config, files; each may be undefined
   * @returns {Promise<string>} an answer as JSON
   */
  async check(bytes, asked) {
    if (!this.#exports) await this.start();
    const exports = this.#exports;
    let json;
    try {
      json = call(exports, bytes, asked);
    } catch (cause) {
      // It trapped. What it says of that is in what it answers next; the next text has a new instance.
      this.#exports = null;
      throw new FactlintError(`factlint stopped at this text (${why(exports) ?? cause.message}). It goes on with the next; please report this one.`, { stopped: true, cause });
    }
    if (json === null) throw new FactlintError(`There is no memory for a text of ${bytes.length.toLocaleString("en")} bytes. Check the file with “factlint check”.`);
    if (json.startsWith('{"error":')) throw new FactlintError(JSON.parse(json).error);
    return json;
  }
}

// The JSON that the module answers with; null if it has no room for the text.
function call({ memory, input, check, length }, bytes, asked) {
  const head = new TextEncoder().encode(JSON.stringify(asked));
  const place = input(head.length + bytes.length) >>> 0;
  if (place === 0) return null;
  const room = new Uint8Array(memory.buffer, place, head.length + bytes.length);
  room.set(head);
  room.set(bytes, head.length);
  const found = check(head.length) >>> 0;
  return new TextDecoder().decode(new Uint8Array(memory.buffer, found, length() >>> 0));
}

function why(exports) {
  try {
    return JSON.parse(call(exports, new Uint8Array(), {})).stopped;
  } catch {
    return undefined;
  }
}
