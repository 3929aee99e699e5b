// The html report in a real browser: keys, clicks, filters, narrow and without a script.
//
//     npm install --prefix DIR playwright-core
//     NODE_PATH=DIR/node_modules node tests/browser/html.mjs target/debug/factlint
//
// Needs Chromium on the path, as `chromium` or as CHROMIUM says.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { newTab, run } from "./browser.mjs";

const factlint = process.argv[2] ?? "factlint";
const folder = mkdtempSync(join(tmpdir(), "factlint-"));
const file = join(folder, "page.html");
const page = spawnSync(factlint, ["check", "--no-config", "--format", "html", "examples"], { encoding: "utf8" });
assert.equal(page.status, 1, page.stderr);
writeFileSync(file, page.stdout);
const url = pathToFileURL(file).href;

async function open(options) {
  const tab = await newTab({ viewport: { width: 1360, height: 900 }, ...options });
  await tab.goto(url);
  return tab;
}

const press = async (tab, ...keys) => {
  for (const key of keys) await tab.keyboard.press(key);
};
const position = (tab) => tab.locator("#position").textContent();
const focused = (tab) => tab.evaluate(() => document.activeElement.getAttribute("href"));
const inView = (tab, selector) => tab.locator(selector).first().evaluate((element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
});

const checks = {
  async "j and k go from finding to finding"(tab) {
    await press(tab, "j", "j", "n");
    assert.equal(await position(tab), "3 / 17");
    await press(tab, "k", "p");
    assert.equal(await position(tab), "1 / 17");
    await press(tab, "k");
    assert.equal(await position(tab), "17 / 17");
    assert(await inView(tab, "mark.current"), "the place is in view");
    assert(await inView(tab, ".note.current"), "the note is in view");
  },
  async "Enter goes to the text and back, Escape back and out"(tab) {
    await press(tab, "j", "j", "Enter");
    assert.equal(await focused(tab), "#f1-2", "the number in the text");
    await press(tab, "Enter");
    assert.equal(await focused(tab), "#t1-3", "the note again");
    await press(tab, "Enter", "Escape");
    assert.equal(await focused(tab), "#t1-3");
    await press(tab, "Escape");
    assert.equal(await tab.locator(".current").count(), 0);
  },
  async "a click on a mark chooses its note, one on a note shows its mark"(tab) {
    await tab.locator("#a2 mark.error").first().click();
    assert.equal(await tab.locator(".note.current").getAttribute("id"), "f2-1");
    await tab.locator("#f3-4 .help").click();
    assert.equal(await tab.locator("mark.current").first().textContent(), "to to");
    assert(await inView(tab, "mark.current"));
    await tab.locator("#f1-1 .labels a").click();
    assert.equal(await tab.locator("mark.mentioned").textContent(), "Eight sailors");
  },
  async "filters hide notes, their marks, and articles with none left"(tab) {
    await press(tab, "/");
    await tab.keyboard.type("acronym");
    assert.equal(await position(tab), "2 (17)");
    assert.equal(await tab.locator("article:visible").count(), 2);
    assert.equal(await tab.locator("mark:not(.off):visible").count(), 2);
    await press(tab, "Escape");
    assert.equal(await position(tab), "17");
    await tab.locator("[data-severity=warning]").click();
    assert.equal(await tab.locator(".note.warning:visible").count(), 0);
    await tab.selectOption("#rule", "count.headline");
    assert.equal(await position(tab), "2 (17)");
  },
  async "? shows the keys"(tab) {
    await press(tab, "?", "j");
    assert(await tab.locator("#help").isVisible());
    assert.equal(await position(tab), "17", "keys do nothing behind it");
    await tab.locator("#help button").click();
    assert(!(await tab.locator("#help").isVisible()));
  },
  async "the theme is chosen and kept"(tab) {
    const paper = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await tab.locator("#theme").click();
    await tab.locator("#theme").click();
    assert.notEqual(await paper(), light);
    await tab.reload();
    assert.notEqual(await paper(), light);
    await tab.locator("#theme").click();
    assert.equal(await paper(), light);
  },
  async "a link to a finding chooses it"(tab) {
    await tab.goto(`${url}#f2-3`);
    await tab.reload();
    assert.equal(await tab.locator(".note.current").getAttribute("id"), "f2-3");
  },
  async "nothing is wider than a narrow window"(tab) {
    await tab.setViewportSize({ width: 360, height: 700 });
    assert(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await press(tab, "j", "j");
    assert(await inView(tab, ".note.current"));
  },
  async "without a script all is there"() {
    const tab = await open({ javaScriptEnabled: false });
    assert.equal(await tab.locator(".note:visible").count(), 17);
    assert.equal(await tab.locator("#tools:visible").count(), 0);
    await tab.locator("#a1 .ref").first().click();
    assert(tab.url().endsWith("#f1-1"));
    await tab.context().close();
  },
};

await run(checks, open, url, () => rmSync(folder, { recursive: true, force: true }));
