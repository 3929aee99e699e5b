// The page that needs no server, in a real browser: one file from file://, and a folder behind a little server.
// Then page.mjs runs against both.
//
//     packages/page/build.sh
//     NODE_PATH=DIR/node_modules node tests/browser/wasm.mjs
//
// Needs what page.mjs needs, and is run where `tests` is. ONLY=WORDS goes to page.mjs; ONLY=none leaves that out.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { pathToFileURL } from "node:url";

import { newTab, run } from "./browser.mjs";

const site = "packages/page/dist/site";
const kinds = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".wasm": "application/wasm" };
const served = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://site");
  try {
    const path = pathname === "/" ? "/index.html" : pathname;
    const body = readFileSync(site + path);
    response.writeHead(200, { "Content-Type": kinds[extname(path)] });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, "127.0.0.1");
await new Promise((done) => served.once("listening", done));

const file = pathToFileURL("packages/page/dist/factlint.html").href;
const folder = `http://127.0.0.1:${served.address().port}/`;
const figures = [];
const at = (times, share) => times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
// Articles of 20 KB, to the end of a paragraph.
const articles = ["benches/articles.txt", "tests/formats/articles.txt", "examples/ferry.txt", "examples/results.txt", "examples/clean.txt", "examples/joint-action.txt"].map((path) => readFileSync(path, "utf8")).join("\n\n\n");
const more = `${articles}\n\n\n`.repeat(4);
const text = more.slice(0, more.lastIndexOf("\n\n", 20_480));

// A tab that knows when its engine was ready, and whether a policy was broken.
async function open(address) {
  const tab = await newTab({ viewport: { width: 1360, height: 900 } });
  await tab.addInitScript(() => {
    globalThis.broken = [];
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => broken.push(`${violatedDirective} ${blockedURI}`));
    globalThis.readyAt = new Promise((done) => {
      globalThis.Worker = class extends Worker {
        constructor(...given) {
          super(...given);
          this.addEventListener("message", ({ data }) => data.ready && done(performance.now()));
        }
      };
    });
  });
  await tab.goto(address);
  return tab;
}

const totals = (tab, is) => tab.waitForFunction((is) => document.querySelector("#total").textContent === is, is, { timeout: 8000 });

async function drop(tab, path) {
  const transfer = await tab.evaluateHandle(([name, base64]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    return data;
  }, [path.split("/").at(-1), readFileSync(path).toString("base64")]);
  for (const event of ["dragenter", "dragover", "drop"]) await tab.dispatchEvent("body", event, { dataTransfer: transfer });
}

function checks(address, what) {
  return {
    async [`${what}: the engine is ready before the first text`]() {
      const ready = [];
      for (let i = 0; i < 5; i += 1) {
        const tab = await open(address);
        ready.push(await tab.evaluate(() => readyAt));
        await tab.context().close();
      }
      figures.push([`${what}: opened to ready, median of 5`, at(ready, 0.5)]);
    },
    async [`${what}: documents that are dropped have findings`]() {
      const tab = await open(address);
      await drop(tab, "tests/formats/articles-1.docx");
      await totals(tab, "4 errors, 1 warning");
      assert.match(await tab.locator("#text").innerText(), /^Ten sailors rescued as ferry loses power off Gozo/);
      await drop(tab, "tests/formats/articles-1.odt");
      await tab.waitForFunction(() => /^articles-1\.odt/.test(document.querySelector("#about").textContent));
      await totals(tab, "4 errors, 1 warning");
      assert.deepEqual(await tab.evaluate(() => broken), []);
      await tab.context().close();
    },
    async [`${what}: what is no document is refused in words, and the next text is checked`]() {
      const tab = await open(address);
      const refused = await tab.evaluate(async () => {
        const engine = factlint.workerEngine("");
        const error = await engine.check({ bytes: new Uint8Array([80, 75, 3, 4]), name: "a.docx" }).catch((error) => error);
        const { findings } = await engine.check({ text: "The the tug sank.", name: "a.txt", places: "source" });
        return [error instanceof factlint.Refused, error.message, findings.length];
      });
      assert.deepEqual([refused[0], refused[2]], [true, 1]);
      assert.match(refused[1], /^a\.docx: /);
      await tab.context().close();
    },
    async [`${what}: the day of publication goes to the engine`]() {
      const tab = await open(address);
      const messages = await tab.evaluate(async () => {
        const { findings } = await factlint.workerEngine("").check({ text: "Ferry sinks\n\nIt sank on Tuesday, 13 March.", name: "a.txt", places: "source", date: "2024-03-14" });
        return findings.map(({ message }) => message);
      });
      assert.match(messages.join(), /13 March was a Wednesday/);
      await tab.context().close();
    },
    async [`${what}: a text of ${text.length} characters is checked soon`]() {
      const tab = await open(address);
      await tab.evaluate(() => readyAt);
      const times = await tab.evaluate(async (text) => {
        const engine = factlint.workerEngine("");
        const input = { text, name: "a.txt", places: "source" };
        const times = [];
        for (let i = 0; i < 100; i += 1) {
          const begun = performance.now();
          await engine.check({ ...input, text: `${text} ${i}` });
          times.push(performance.now() - begun);
        }
        return times;
      }, text);
      // The browser makes the code that runs often faster, meanwhile.
      const [early, late] = [times.slice(0, 50), times.slice(50)];
      const does = `${what}: 20 KB in the worker and back`;
      figures.push([`${does}, the first`, early[0]], [`${does}, median of 50`, at(early, 0.5)], [`${does}, 95 of 100`, at(early, 0.95)], [`${does}, median of the next 50`, at(late, 0.5)], [`${does}, 95 of 100 of these`, at(late, 0.95)]);
      await tab.context().close();
    },
  };
}

const all = {
  ...checks(file, "file"),
  ...checks(folder, "folder"),
  async "the folder opened as files says what to open"() {
    const tab = await open(pathToFileURL(`${site}/index.html`).href);
    await tab.locator("#sample").click();
    await tab.locator("#error").waitFor();
    assert.match(await tab.locator("#error").textContent(), /factlint\.html is the page that opens as a file/);
    await tab.context().close();
  },
};
// Each opens tabs of its own.
const none = { context: () => ({ close: async () => {} }) };
await run(all, async () => none, [file, "blob:", folder, pathToFileURL(site).href], () => {
  for (const [what, ms] of figures) console.log(`${ms.toFixed(1).padStart(8)} ms  ${what}`);
});

if (process.env.ONLY !== "none") {
  for (const address of [file, folder]) {
    const page = spawn(process.execPath, ["tests/browser/page.mjs", address], { stdio: "inherit" });
    const code = await new Promise((done) => page.once("exit", done));
    process.exitCode ||= code;
  }
}
served.close();
served.closeAllConnections();
