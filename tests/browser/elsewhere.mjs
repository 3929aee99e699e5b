// A page of another origin, open in the same browser, tries to use the server in every way that a page has:
//
//     NODE_PATH=DIR/node_modules node tests/browser/elsewhere.mjs ADDRESS
//
// ADDRESS is that of a running `factlint serve`. None may read a finding or have a text checked; the server's own page can.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { spawnSync } from "node:child_process";

const { chromium } = createRequire(import.meta.url)("playwright-core");
const executablePath = spawnSync("which", [process.env.CHROMIUM ?? "chromium"], { encoding: "utf8" }).stdout.trim();
const address = process.argv[2].replace(/\/$/, "");
const port = new URL(address).port;

// A page of somebody else.
const server = createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<!DOCTYPE html><title>elsewhere</title>"));
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const elsewhere = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    // A name of somebody else that is made to lead here.
    "--host-resolver-rules=MAP rebound.example 127.0.0.1"],
});
const answers = [];
async function tab(at) {
  const page = await browser.newPage();
  page.on("response", (response) => response.url().includes(`:${port}/`) && answers.push([response.request().method(), response.url(), response.status()]));
  await page.goto(at);
  return page;
}

// What a page gets by a request, or that it gets nothing.
const asks = (page, url, options) => page.evaluate(async ([url, options]) => {
  try {
    const response = await fetch(url, options);
    return { type: response.type, status: response.status, body: await response.text() };
  } catch (error) {
    return { error: error.name };
  }
}, [url, options]);

const slip = "Rescuers found the nine seven sailors at dawn.";
const form = { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ text: slip, language: "en-US" }).toString() };
const bytes = { method: "POST", body: slip };

const own = await tab(`${address}/`);
assert.match((await asks(own, "/check", bytes)).body, /count\.adjacent/, "the own page has a text checked");

const page = await tab(elsewhere);
answers.length = 0;
for (const url of [`${address}/v2/check`, `http://localhost:${port}/v2/check`]) {
  for (const options of [form, { ...form, mode: "no-cors" }, { ...form, credentials: "include" }]) {
    const got = await asks(page, url, options);
    assert(got.error || got.type === "opaque" && got.body === "", JSON.stringify(got));
  }
}
for (const options of [bytes, { ...bytes, mode: "no-cors" }, { ...bytes, headers: { "Content-Type": "application/json" } }]) {
  const got = await asks(page, `${address}/check`, options);
  assert(got.error || got.type === "opaque" && got.body === "", JSON.stringify(got));
}
// As an image, a script, a frame, and by a form that is sent.
const query = new URLSearchParams({ text: slip, language: "en-US" });
const loaded = await page.evaluate(([address, query]) => Promise.all(["img", "script"].map((kind) => new Promise((done) => {
  const element = Object.assign(document.createElement(kind), { src: `${address}/v2/check?${query}`, onload: () => done(`${kind} loads`), onerror: () => done("") });
  document.body.append(element);
}))), [address, query.toString()]);
assert.deepEqual(loaded, ["", ""]);
await page.evaluate((address) => {
  const frame = Object.assign(document.createElement("iframe"), { src: `${address}/` });
  document.body.append(frame);
}, address);
await page.waitForTimeout(500);
assert.equal(await page.frames().at(-1).evaluate(() => document.querySelector("#text")).catch(() => null), null, "the page is in no frame");
await Promise.all([
  page.waitForNavigation(),
  page.evaluate(([address, slip]) => {
    document.body.innerHTML = `<form method="post" action="${address}/v2/check"><input name="text"><input name="language" value="en-US"></form>`;
    document.querySelector("input").value = slip;
    document.forms[0].submit();
  }, [address, slip]),
]);
assert.doesNotMatch(await page.content(), /count\.adjacent/);
// All that came here was refused, but for the page itself, which is in no frame.
const taken = answers.filter(([, url, status]) => status < 400 && !url.endsWith(`:${port}/`));
assert.deepEqual(taken, []);
const refused = answers.length;

// A page under a name that leads here is of the same origin as what it asks, and gets nothing all the same.
const rebound = await browser.newPage();
const response = await rebound.goto(`http://rebound.example:${port}/`);
assert.equal(response.status(), 403);
for (const [path, options] of [["/check", bytes], ["/v2/check", form]]) {
  const got = await asks(rebound, path, options);
  assert.equal(got.status, 403);
  assert.doesNotMatch(got.body, /count\.adjacent/);
}
await browser.close();
server.close();
console.log(`a page elsewhere: ${refused} requests refused, none answered; a name that leads here is refused`);
