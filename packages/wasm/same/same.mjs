// Holds what the package finds against what the program finds, for texts as corpus.py writes them, from the
// standard input: node same.mjs PROGRAM FOLDER. The whole answers must be the same, byte by byte, as
// `factlint serve` has them, and the findings of plain texts as `factlint check` has them. Files for that are
// written to FOLDER.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Engine } from "../engine.js";

const [program, folder] = process.argv.slice(2);
const corpus = readFileSync(0, "utf8").trim().split("\n").map((line) => JSON.parse(line));
assert(corpus.length > 1000, "there are texts");
const engine = new Engine(await WebAssembly.compile(readFileSync(new URL("../dist/factlint.wasm", import.meta.url))));

async function answerOf(bytes, asked) {
  try {
    return await engine.check(bytes, asked);
  } catch (error) {
    assert(!error.stopped, `${asked.name}: ${error.message}`);
    return JSON.stringify({ error: error.message });
  }
}

const server = spawn(program, ["serve", "--no-config", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
const counts = {};
const plain = [];
try {
  const address = await new Promise((done, failed) => {
    server.stdout.once("data", (data) => done(String(data).split("\n")[0]));
    server.once("error", failed);
    server.once("exit", (code) => failed(new Error(`the server ended with ${code}`)));
  });
  for (const [at, { source, name, text }] of corpus.entries()) {
    const bytes = text === null ? new Uint8Array(readFileSync(name)) : new TextEncoder().encode(text);
    const asks = [{ name }, { name, places: "source", unit: "utf-8", date: "2024-03-12" }];
    for (const asked of asks) {
      const answer = await answerOf(bytes, asked);
      const post = () => fetch(`${address}check?${new URLSearchParams(asked)}`, { method: "POST", body: bytes });
      // A connection that the server has just ended is made anew.
      const told = await (await post().catch(post)).text();
      assert.equal(answer, told, `${source}: ${name} as ${JSON.stringify(asked)}`);
      counts[source] ??= { texts: 0, findings: 0, refused: 0 };
      const { findings, error } = JSON.parse(answer);
      if (asked === asks[0]) {
        counts[source].texts += 1;
        counts[source].findings += findings?.length ?? 0;
        counts[source].refused += error === undefined ? 0 : 1;
      }
    }
    if (text !== null) plain.push({ file: `${String(at).padStart(5, "0")}.txt`, bytes });
  }
} finally {
  server.kill();
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const { file, bytes } of plain) writeFileSync(join(folder, file), bytes);
const { stdout, stderr } = spawnSync(program, ["check", "--no-config", "--format", "jsonl", "."], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 });
const lines = stdout.trim().split("\n").map((line) => JSON.parse(line));
assert(lines.length > 1000, stderr);
const kept = ({ rule, severity, message, help, start, end, line, fix, fingerprint }, article) => ({ rule, severity, message, help, article, start, end, line, fix, fingerprint });
const told = Map.groupBy ? Map.groupBy(lines, ({ path }) => path) : lines.reduce((map, line) => map.set(line.path, [...map.get(line.path) ?? [], line]), new Map());
for (const { file, bytes } of plain) {
  const { findings } = JSON.parse(await answerOf(bytes, { name: file, unit: "utf-8" }));
  const program = (told.get(file) ?? told.get(`./${file}`) ?? []).map((line) => kept(line, line.article.index));
  assert.deepEqual(findings.map((finding) => kept(finding, finding.article)), program, `${file} in ${folder}`);
}

for (const [source, { texts, findings, refused }] of Object.entries(counts)) {
  console.log(`${source}: ${texts} texts, ${findings} findings${refused ? `, ${refused} texts refused` : ""}`);
}
console.log(`WebAssembly: all answers as the program has them; ${lines.length} findings as “check” has them`);
