// Makes the page that needs no server: dist/factlint.html, one file with all in it, and dist/site, a folder for
// any web server. The module is that of packages/wasm.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

import { page } from "./fill.mjs";

const here = (path) => new URL(path, import.meta.url);
const wasm = readFileSync(here("../wasm/dist/factlint.wasm"));
// The worker is no module, so that one source serves a file and a blob.
const glue = readFileSync(here("../wasm/engine.js"), "utf8").replaceAll(/^export /gm, "");
const sample = JSON.stringify(readFileSync(here("../../examples/ferry.txt"), "utf8"));
const worker = `"use strict";\n${glue}const SAMPLE = ${sample};\n${readFileSync(here("worker.js"), "utf8")}`;
if (worker.includes("</script")) throw new Error("the worker would end early in a page");

rmSync(here("dist"), { recursive: true, force: true });
mkdirSync(here("dist/site"), { recursive: true });
const write = (path, content) => {
  writeFileSync(here(`dist/${path}`), content);
  console.log(`packages/page/dist/${path}: ${content.length} bytes`);
};

const base64 = gzipSync(wasm, { level: 9 }).toString("base64");
const inside = `<script type="text/plain" id="engine-worker">${worker}</script>
<script type="text/plain" id="engine-wasm">${base64}</script>
`;
write("factlint.html", page(inside, "'wasm-unsafe-eval'", "worker-src blob:; "));

// A browser that kept an older file asks anew.
const named = (name, content) => `${name}?${createHash("sha256").update(content).digest("hex").slice(0, 8)}`;
const beside = `<template id="engine-worker" data-worker="${named("worker.js", worker)}" data-wasm="${named("factlint.wasm", wasm)}"></template>
`;
write("site/index.html", page(beside, "", "worker-src 'self'; "));
write("site/worker.js", worker);
write("site/factlint.wasm", wasm);
