// factlint for browsers, workers and bundlers.

import { api, compiled, isAddress } from "./api.js";

export { FactlintError } from "./engine.js";

export const { init, check } = api(async (source = new URL("./dist/factlint.wasm", import.meta.url)) =>
  compiled(isAddress(source) ? await fetch(source) : source));
