// The report of an audit in a real browser: how soon it opens, filters, order, keys, the address.
//
//     npm install --prefix DIR playwright-core
//     NODE_PATH=DIR/node_modules node tests/browser/audit.mjs OUT/report.html [SCREENSHOTS]
//
// The report is one of many findings of several rules and years, as that of an audit of 100,000 articles.
// Needs Chromium on the path, as `chromium` or as CHROMIUM says.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(import.meta.url)("playwright-core");
const url = pathToFileURL(resolve(process.argv[2])).href;
const pictures = process.argv[3];
const executablePath = spawnSync("which", [process.env.CHROMIUM ?? "chromium"], { encoding: "utf8" }).stdout.trim();
assert(executablePath, "Chromium is on the path");
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args });

const said = [];
const asked = [];
async function open(options, hash = "") {
  const context = await browser.newContext({ viewport: { width: 1440, height: 950 }, ...options });
  const tab = await context.newPage();
  tab.on("console", (message) => said.push(message.text()));
  tab.on("pageerror", (error) => said.push(error.message));
  tab.on("request", (request) => asked.push(request.url()));
  const from = performance.now();
  await tab.goto(url + hash);
  if (options?.javaScriptEnabled !== false) await tab.waitForSelector("[data-ready]", { state: "attached" });
  tab.opened = performance.now() - from;
  return tab;
}
const picture = (tab, name) => (pictures ? tab.screenshot({ path: join(pictures, `${name}.png`) }) : null);
const shown = (tab) => tab.locator("#shown").textContent();
const count = (text) => Number(text.match(/[\d,]+/)[0].replaceAll(",", ""));
const cells = (tab, name) => tab.locator(`#rows .${name}`).allTextContents();
// How long the page works on a change, until it is drawn.
const timed = (tab, does) => tab.evaluate(async (source) => {
  const from = performance.now();
  new Function(source)();
  document.querySelector("#rows").getBoundingClientRect();
  return performance.now() - from;
}, does);

const times = {};
const opened = [];
for (let n = 0; n < 3; n++) {
  const tab = await open();
  opened.push(tab.opened);
  await tab.context().close();
}
times.open = opened.sort((a, b) => a - b)[1];

const tab = await open({ colorScheme: "light" });
const all = count(await shown(tab));
assert(all > 0);
await picture(tab, "light");
assert((await tab.locator("#rows .row").count()) < 80, "only rows in view are elements");

// Filters, one with the other; the address keeps them; the way back.
times.words = await timed(tab, "const w = document.querySelector('#words'); w.value = 'the the'; w.dispatchEvent(new Event('input'))");
const doubled = count(await shown(tab));
assert(doubled > 0 && doubled < all);
assert((await tab.evaluate(() => location.hash)).includes("words=the+the"));
await tab.locator("#clear").click();
assert.equal(count(await shown(tab)), all);
const bar = tab.locator(".bar[data-filter=rule]").first();
const rule = await bar.getAttribute("data-value");
await bar.click();
const ofRule = count(await shown(tab));
assert.equal(ofRule, count(await bar.locator(".count").textContent()));
assert((await cells(tab, "rule")).every((name) => name === rule));
assert.equal(await bar.getAttribute("aria-pressed"), "true");
await tab.locator("#year").selectOption({ index: 1 });
const both = count(await shown(tab));
assert(both > 0 && both < ofRule);
await picture(tab, "filtered");
await tab.goBack();
assert.equal(count(await shown(tab)), ofRule);
await tab.goBack();
assert.equal(count(await shown(tab)), all);

// Order
times.sort = await timed(tab, "document.querySelector('[data-sort=date]').click()");
const dates = await cells(tab, "date");
assert.deepEqual(dates, [...dates].sort());
await tab.locator("[data-sort=date]").click();
const down = await cells(tab, "date");
assert.deepEqual(down, [...down].sort().reverse());
assert.equal(await tab.locator("[data-sort=date]").getAttribute("aria-sort"), "descending");
times.title = await timed(tab, "document.querySelector('[data-sort=title]').click()");

// To the last finding, and to one by the keys
await tab.locator("#scroll").evaluate((element) => { element.scrollTop = element.scrollHeight; });
await tab.waitForTimeout(100);
const last = await tab.locator("#rows .row").last().getAttribute("aria-posinset");
assert.equal(Number(last), all);
await tab.locator("#scroll").evaluate((element) => { element.scrollTop = 0; });
await tab.waitForTimeout(100);
await tab.keyboard.press("j");
await tab.keyboard.press("j");
await tab.keyboard.press("j");
await tab.keyboard.press("k");
assert.equal(await tab.locator("#rows [aria-selected=true]").getAttribute("aria-posinset"), "2");
assert((await tab.locator("#detail mark").first().textContent()).length > 0);
const chosen = await tab.locator("#detail .message").textContent();
const address = await tab.evaluate(() => location.hash);
await picture(tab, "chosen");
await tab.keyboard.press("/");
assert.equal(await tab.evaluate(() => document.activeElement.id), "words");
await tab.keyboard.type("no such words");
assert.equal(count(await shown(tab)), 0);
assert.equal(await tab.locator("#rows .empty").count(), 1);
await tab.keyboard.press("Escape");
await tab.keyboard.press("Escape");
assert.equal(await tab.locator("#detail mark").count(), 0);

// The address is the view
const again = await open({ colorScheme: "dark" }, address);
assert.equal(await again.locator("#detail .message").textContent(), chosen);
assert.equal(await again.locator("[data-sort=title]").getAttribute("aria-sort"), "ascending");
await picture(again, "dark");

// Counterparts, where there are any
if (await tab.evaluate(() => [...document.querySelectorAll(".bar[data-filter=rule]")].some((b) => b.dataset.value.startsWith("archive.")))) {
  const between = await open({ colorScheme: "light" });
  await between.locator(".bar[data-value^='archive.']").first().click();
  await between.locator("#rows .row").first().click();
  assert.equal(await between.locator("#detail .sheet").count(), 2);
  await picture(between, "between");
}

// Narrow, and without a script
const narrow = await open({ viewport: { width: 420, height: 800 } });
assert(await narrow.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
await picture(narrow, "narrow");
const plain = await open({ javaScriptEnabled: false });
assert((await plain.locator(".bar").count()) > 0);
assert.match(await plain.locator("noscript").first().innerText().catch(() => "findings.csv"), /findings\.csv/);

assert.deepEqual(said, []);
assert.deepEqual([...new Set(asked)].filter((address) => !address.startsWith(url) && address !== "data:,"), []);
await browser.close();
const ms = Object.fromEntries(Object.entries(times).map(([name, time]) => [name, Math.round(time)]));
console.log(`${all} findings; milliseconds: ${JSON.stringify(ms)}`);
