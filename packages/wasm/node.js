// factlint for Node.js, where the module is a file.

import { readFile } from "node:fs/promises";

import { api, compiled, isAddress } from "./api.js";

export { FactlintError } from "./engine.js";

export const { init, check } = api(async (source = new URL("./dist/factlint.wasm", import.meta.url)) => {
  if (!isAddress(source)) return compiled(source);
  const elsewhere = /^https?:/.test(source);
  // `fetch` of Node.js opens no files.
  return compiled(elsewhere ? await fetch(source) : await readFile(String(source).startsWith("file:") ? new URL(source) : source));
});
