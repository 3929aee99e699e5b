// The report of an audit whose findings came as tables, in a real browser: all rows are there.
//
//     NODE_PATH=DIR/node_modules node tests/browser/imported.mjs report.html FINDINGS BETWEEN
//
// FINDINGS are how many there are, BETWEEN how many of them are between articles. Needs Chromium on the path,
// as `chromium` or as CHROMIUM says.

import assert from "node:assert/strict";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { newTab, run } from "./browser.mjs";

const [, , report, findings, between] = process.argv;
const address = pathToFileURL(resolve(report)).href;

async function open(hash = "") {
  const tab = await newTab({ viewport: { width: 1440, height: 950 } });
  await tab.goto(address + hash);
  await tab.waitForSelector("[data-ready]", { state: "attached" });
  return tab;
}

const shown = async (tab) => Number((await tab.locator("#shown").textContent()).match(/[\d,]+/)[0].replaceAll(",", ""));

const checks = {
  async "all findings are rows"(tab) {
    assert.equal(await shown(tab), Number(findings));
    assert((await tab.locator(".finding").count()) > 5);
  },
  async "each rule between articles has its rows, with both articles"(tab) {
    const bars = tab.locator('button[data-filter="rule"][data-value^="archive."]');
    const rules = await bars.evaluateAll((all) => all.map((one) => one.dataset.value));
    assert(rules.length > 2);
    let rows = 0;
    for (const rule of new Set(rules)) {
      const one = await open(`#rule=${rule}`);
      rows += await shown(one);
      await one.locator(".finding button").first().click();
      await one.waitForSelector(".opened");
      assert.equal(await one.locator(".sheet").count(), 2);
      assert((await one.locator(".sheet mark").allTextContents()).every((words) => words.length > 0));
      await one.context().close();
    }
    assert.equal(rows, Number(between));
  },
};

await run(checks, open, address);
