// The package, as it is built: node --test

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { test } from "node:test";
import { Worker } from "node:worker_threads";

import { FactlintError, check, init } from "factlint";
import * as browser from "../index.js";
import { Engine } from "../engine.js";

const repository = new URL("../../../", import.meta.url);
const file = (path) => readFileSync(new URL(path, repository));
const wasm = file("packages/wasm/dist/factlint.wasm");
const SLIP = "Rescuers found the nine seven sailors at dawn.";

test("a text is checked without init", async () => {
  const { version, format, text, findings, rules } = await check(SLIP);
  assert.deepEqual([version, format, text], [1, "text", SLIP]);
  const [{ rule, severity, message, start, end, line, column }] = findings;
  assert.deepEqual([rule, severity, line, column], ["count.adjacent", "error", 1, 20]);
  assert.equal(message, 'two numerals side by side: "nine seven"');
  assert.equal(SLIP.slice(start, end), "nine seven");
  assert.match(rules[rule].why, /\w/);
});

test("the lines of the README print what it says", () => {
  const readme = file("packages/wasm/README.md").toString();
  const script = /```js\n(.*?)```/s.exec(readme)[1];
  const printed = /prints `([^`]*)`/.exec(readme)[1];
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: new URL("..", import.meta.url), encoding: "utf8" });
  assert.deepEqual([run.stderr, run.stdout], ["", `${printed}\n`]);
});

test("places count what is asked for", async () => {
  const text = `👩‍🚒 Café\n\n${SLIP}`;
  for (const [unit, lead] of [["utf-16", text.indexOf(SLIP)], ["utf-8", Buffer.byteLength(text) - SLIP.length], ["utf-32", [...text].length - SLIP.length]]) {
    const { findings: [{ start, end }] } = await check(text, { unit });
    assert.deepEqual([start, end], [lead + 19, lead + 29], unit);
  }
});

test("files are read in their formats", async () => {
  for (const [ending, format] of [["docx", "docx"], ["odt", "odt"], ["html", "html"]]) {
    const name = `articles-1.${ending}`;
    const answer = await check(file(`tests/formats/${name}`), { name });
    assert.equal(answer.format, format);
    assert.match(answer.text, /^Ten sailors rescued as ferry loses power off Gozo\n/);
    assert.equal(answer.findings[0].rule, "count.headline");
  }
  const marks = "# Ferry sinks off Marsa\n\nThe *the* ferry sank.\n";
  const source = await check(marks, { name: "ferry.md", places: "source" });
  assert.equal(source.text, marks);
  assert.equal(marks.slice(source.findings[0].start, source.findings[0].end), "The *the");
  const read = await check(marks, { name: "ferry.md" });
  assert.equal(read.text.slice(read.findings[0].start, read.findings[0].end), "The the");
});

test("bytes may come in any view", async () => {
  const bytes = new TextEncoder().encode(`..${SLIP}..`);
  for (const given of [bytes.slice(2, -2).buffer, bytes.subarray(2, -2), new DataView(bytes.buffer, 2, SLIP.length)]) {
    assert.equal((await check(given)).text, SLIP);
  }
});

test("the date of publication tells what the text does not", async () => {
  const text = "Ferry sinks off Marsa\n\nNine people were rescued on Tuesday, 13 March.";
  assert.match((await check(text, { date: "2024-03-14" })).findings[0].message, /13 March was a Wednesday/);
});

test("a configuration sets levels, by the name of the text too", async () => {
  const config = '[rules]\ncount = "warning"\n\n[[overrides]]\npaths = ["sport/**"]\nrules = { count = "off" }\n';
  const severities = async (name) => (await check(SLIP, { config, name })).findings.map(({ severity }) => severity);
  assert.deepEqual(await severities("news/a.txt"), ["warning"]);
  assert.deepEqual(await severities("sport/a.txt"), []);
  assert.deepEqual(await severities("news/a.txt"), ["warning"]);
  assert.equal((await check(SLIP)).findings[0].severity, "error", "without it all is as it ships");
});

test("a configuration adds rules of its own", async () => {
  const files = { "house.toml": file("examples/rules/auctions.toml").toString() };
  const config = 'extend = ["house.toml"]\n';
  const { findings } = await check("The hall sold 12 chairs at £45 each, or £580 in all.", { config, files });
  assert.equal(findings.find(({ rule }) => rule === "auction.total").message, "12 at £45 are 540, not 580");
  await assert.rejects(check(SLIP, { config }), /factlint\.toml:1:11: no file matches `house\.toml`$/);
  await assert.rejects(check(SLIP, { files }), /no config that names them/);
});

test("what is refused says why", async () => {
  const refused = async (expected, text, options) => assert.rejects(check(text, options), (error) => {
    assert(error instanceof FactlintError);
    assert.equal(error.stopped, false);
    assert.match(error.message, expected);
    return true;
  });
  await refused(/^a\.docx: /, "PK", { name: "a.docx" });
  await refused(/^date: there is no day "2024-02-30"; write it as 2024-03-12$/, SLIP, { date: "2024-02-30" });
  await refused(/neither text nor source/, SLIP, { places: "here" });
  await refused(/none of utf-8, utf-16 and utf-32/, SLIP, { unit: "bytes" });
  await refused(/unknown field `nmae`, expected one of `name`/, SLIP, { nmae: "a.txt" });
  await refused(/^factlint\.toml:2:1: there is no rule or group `cuont`; did you mean `count`\?$/, SLIP, { config: '[rules]\ncuont = "off"\n' });
  await refused(/a string nor bytes/, 7);
  assert.equal((await check(SLIP)).findings.length, 1, "and the next text is checked");
});

test("many checks at once have each its own answer", async () => {
  const texts = Array.from({ length: 50 }, (_, n) => `Story ${n}\n\n${"The the tug left. ".repeat(n)}`);
  const answers = await Promise.all(texts.map((text) => check(text)));
  for (const [n, { text, findings }] of answers.entries()) assert.deepEqual([text, findings.length], [texts[n], n]);
});

test("it works in a worker", async () => {
  const script = `import { parentPort } from "node:worker_threads"; import { check } from ${JSON.stringify(new URL("../node.js", import.meta.url).href)};
    parentPort.on("message", async (text) => parentPort.postMessage(await check(text)));`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
  try {
    worker.postMessage(SLIP);
    const { findings } = await new Promise((done, failed) => worker.once("message", done).once("error", failed));
    assert.equal(findings.length, 1);
  } finally {
    await worker.terminate();
  }
});

test("for browsers the module comes from a server, streaming or not, and what fails is tried again", async () => {
  let kind = null;
  const server = createServer((_, response) => {
    response.writeHead(kind ? 200 : 404, kind ? { "Content-Type": kind } : {});
    response.end(kind ? wasm : "");
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const address = `http://127.0.0.1:${server.address().port}/factlint.wasm`;
  await assert.rejects(browser.init(address), /status 404/);
  await assert.rejects(browser.init(7), /is no module/);
  for (const type of ["application/octet-stream", "application/wasm"]) {
    kind = type;
    const anew = await import(`../index.js?${type}`);
    await anew.init(fetch(address));
    assert.equal((await anew.check(SLIP)).findings.length, 1);
  }
  await browser.init(new URL(address));
  await browser.init();
  assert.equal((await browser.check(SLIP)).findings.length, 1);
  server.close();
  server.closeAllConnections();
});

test("a module that is compiled, and one that is another's", async () => {
  const anew = await import("../node.js?compiled");
  await anew.init(await WebAssembly.compile(wasm));
  assert.equal((await anew.check(SLIP)).findings.length, 1);
  const other = await import("../node.js?other");
  await assert.rejects(other.init(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])), /not factlint's/);
});

test("where memory runs out this is said, and the next text is checked", async () => {
  const engine = new Engine(await WebAssembly.compile(limited(wasm, 640)));
  const long = new TextEncoder().encode(`${"The the tug left Marsa at 18.40. ".repeat(20)}\n\n`.repeat(15_000));
  await assert.rejects(engine.check(long, {}), (error) => {
    assert(error.stopped || /no memory for a text of/.test(error.message), error.message);
    return true;
  });
  const lesser = long.subarray(0, 6_000_000);
  await assert.rejects(engine.check(lesser, {}), (error) => {
    assert.equal(error.stopped, true);
    assert.match(error.message, /^factlint stopped at this text \(memory ran out\)\. It goes on with the next/);
    return true;
  });
  assert.equal(JSON.parse(await engine.check(new TextEncoder().encode(SLIP), {})).findings.length, 1);
});

test("the version is that of the program", () => {
  const version = /^version = "(.*)"$/m.exec(file("Cargo.toml").toString())[1];
  assert.equal(JSON.parse(file("packages/wasm/package.json").toString()).version, version);
});

// The module with a memory of at most so many pages of 64 KiB.
function limited(wasm, pages) {
  const number = (n) => {
    const bytes = [];
    do {
      bytes.push((n & 127) | (n > 127 ? 128 : 0));
      n >>>= 7;
    } while (n);
    return bytes;
  };
  const read = (at) => {
    let [n, shift, byte] = [0, 0, 0];
    do {
      byte = wasm[at++];
      n |= (byte & 127) << shift;
      shift += 7;
    } while (byte & 128);
    return [n, at];
  };
  for (let at = 8; at < wasm.length;) {
    const id = wasm[at];
    const [size, start] = read(at + 1);
    if (id === 5) {
      const [least] = read(start + 2);
      const memory = [1, 1, ...number(least), ...number(Math.max(pages, least))];
      return Buffer.concat([wasm.subarray(0, at), Buffer.from([5, ...number(memory.length), ...memory]), wasm.subarray(start + size)]);
    }
    at = start + size;
  }
  throw new Error("the module has no memory");
}
