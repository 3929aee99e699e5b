// The engine in a worker of the page, behind what engine.js of the package has, and SAMPLE, an article. src/page/engine-worker.js
// says what comes and what is answered.

/* global Engine, SAMPLE */

let engine;

// The bytes of the module may be gzip'ed.
function unpacked(bytes) {
  const module = new Blob([bytes]).stream();
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? module.pipeThrough(new DecompressionStream("gzip")) : module;
}

async function compiled({ wasm, address }) {
  const streamed = address ? await fetch(address) : new Response(unpacked(wasm), { headers: { "Content-Type": "application/wasm" } });
  if (!streamed.ok) throw new Error(`${address} has status ${streamed.status}`);
  // A server that does not say what the module is may still have it.
  if (streamed.headers.get("Content-Type") !== "application/wasm") return WebAssembly.compile(await streamed.arrayBuffer());
  return WebAssembly.compileStreaming(streamed);
}

async function start(source) {
  try {
    engine = new Engine(await compiled(source));
    await engine.start();
    postMessage({ ready: true });
    // A browser compiles a function when it first runs, which the first text is not to wait for.
    setTimeout(() => engine.check(new TextEncoder().encode(SAMPLE), {}).catch(() => {}));
  } catch (error) {
    postMessage({ failed: `The engine of this page does not start: ${error.message}. Load the page again, in a current Firefox, Chrome, Edge or Safari.` });
  }
}

onmessage = async ({ data: { id, bytes, name, date, places, ...source } }) => {
  if (id === undefined) return start(source);
  try {
    postMessage({ id, answer: await engine.check(bytes, { name, date, places }) });
  } catch (error) {
    postMessage({ id, error: error.message });
  }
  return undefined;
};
