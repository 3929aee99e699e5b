// What the package offers, over a way to get the module.

import { Engine, FactlintError } from "./engine.js";

const encoder = new TextEncoder();

/**
 * @param {(source: unknown) => Promise<WebAssembly.Module>} compile
 */
export function api(compile) {
  let starting = null;

  function started(source) {
    starting ??= (async () => {
      const engine = new Engine(await compile(await source));
      await engine.start();
      return engine;
    })();
    // What failed is tried again with the next call.
    starting.catch(() => { starting = null; });
    return starting;
  }

  return {
    async init(source) {
      await started(source);
    },
    async check(text, options = {}) {
      const bytes = bytesOf(text);
      return JSON.parse(await (await started()).check(bytes, options));
    },
  };
}

function bytesOf(text) {
  if (typeof text === "string") return encoder.encode(text);
  if (text instanceof ArrayBuffer) return new Uint8Array(text);
  if (ArrayBuffer.isView(text)) return new Uint8Array(text.buffer, text.byteOffset, text.byteLength);
  throw new FactlintError("The text is neither a string nor bytes. Give a string, a Uint8Array or an ArrayBuffer.");
}

/** A module from what may be one: compiled, its bytes, or an answer of a server. */
export async function compiled(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  if (source instanceof Response) {
    if (!source.ok) throw new FactlintError(`The module of factlint is not at ${source.url} (status ${source.status}). See that factlint.wasm is served, or give its address to init.`);
    // Compiled while it arrives, where the server says what it is.
    const kind = source.headers.get("content-type")?.split(";")[0].trim();
    return kind === "application/wasm" && WebAssembly.compileStreaming ? WebAssembly.compileStreaming(source) : WebAssembly.compile(await source.arrayBuffer());
  }
  throw new FactlintError("What init was given is no module. Give an address, a Response, bytes or a WebAssembly.Module.");
}

export const isAddress = (source) => typeof source === "string" || source instanceof URL;
