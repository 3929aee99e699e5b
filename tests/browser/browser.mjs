// What the tests in a browser share: Chromium, tabs that are watched, and a run of checks.
// Needs Chromium on the path, as `chromium` or as CHROMIUM says.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const { chromium } = createRequire(import.meta.url)("playwright-core");
const executablePath = spawnSync("which", [process.env.CHROMIUM ?? "chromium"], { encoding: "utf8" }).stdout.trim();
assert(executablePath, "Chromium is on the path");
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args });

// All that pages say to the console, and all that they ask for.
const said = [];
const asked = [];

// A tab of a context of its own.
export async function newTab(options) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  tab.on("console", (message) => said.push(message.text()));
  tab.on("pageerror", (error) => said.push(error.message));
  tab.on("request", (request) => asked.push(request.url()));
  return tab;
}

// Runs checks, each in a tab that `open` opens, and tells what passes, `more` before the totals. The
// process fails if one does, if a page says something, or asks for what begins with none of `own`.
export async function run(checks, open, own, more = () => {}) {
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    const tab = await open();
    try {
      await check(tab);
      console.log(`ok      ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}\n${error.stack}`);
    }
    await tab.context().close();
  }
  await browser.close();
  more();
  const foreign = [...new Set(asked)].filter((address) => ![own].flat().some((own) => address.startsWith(own)) && !address.startsWith("data:"));
  console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed; console: ${said.length}; requests to others: ${foreign.length}`);
  for (const line of [...said, ...foreign]) console.log(line);
  process.exitCode = failed || said.length || foreign.length ? 1 : 0;
}
