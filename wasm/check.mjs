// Checks a text file with the engine: node check.mjs factlint_wasm.wasm article.txt
import { readFileSync } from "node:fs";

const [module, file] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(module), {});
const { memory, input, check, length } = instance.exports;

const text = readFileSync(file);
const place = input(text.length);
new Uint8Array(memory.buffer, place, text.length).set(text);
const found = check();
const json = new TextDecoder().decode(new Uint8Array(memory.buffer, found, length()));

const findings = JSON.parse(json);
if (findings.error) throw new Error(findings.error);
for (const { severity, rule, message, start } of findings) {
  console.log(`${file}:${start}: ${severity}[${rule}] ${message}`);
}
