// The report of an audit in a real browser: how soon it opens, filters, order, keys, the address.
//
//     npm install --prefix DIR playwright-core
//     FACTLINT_PAGES=DIR cargo test --lib archive::page -- --ignored
//     NODE_PATH=DIR/node_modules node tests/browser/audit.mjs DIR [SCREENSHOTS]
//
// The second line writes the pages of an archive that never was: with no finding, one, 100,000, and
// more than a page takes. Needs Chromium on the path, as `chromium` or as CHROMIUM says.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { newTab, run } from "./browser.mjs";

const [, , folder, pictures] = process.argv;
const file = (findings) => join(resolve(folder), `${findings}.html`);

async function open(findings = 100_000, { hash = "", ...options } = {}) {
  const tab = await newTab({ viewport: { width: 1440, height: 950 }, colorScheme: "light", ...options });
  const from = performance.now();
  await tab.goto(pathToFileURL(file(findings)).href + hash);
  if (findings && options.javaScriptEnabled !== false) await tab.waitForSelector("[data-ready]", { state: "attached" });
  tab.opened = performance.now() - from;
  return tab;
}

const press = async (tab, ...keys) => {
  for (const key of keys) {
    await tab.keyboard.press(key);
    await tab.waitForTimeout(60);
  }
};
const picture = (tab, name, options) => (pictures ? tab.screenshot({ path: join(pictures, `${name}.png`), ...options }) : null);
const number = (text) => Number(text.match(/[\d,]+/)[0].replaceAll(",", ""));
const shown = async (tab) => number(await tab.locator("#shown").textContent());
const cells = (tab, name) => tab.locator(`.finding .${name}`).allTextContents();
const hash = (tab) => tab.evaluate(() => decodeURIComponent(location.hash));
const focused = (tab) => tab.evaluate(() => Number(document.activeElement.closest(".finding")?.ariaRowIndex ?? 0));
const openRow = async (tab) => {
  const row = tab.locator(".finding.open");
  return (await row.count()) ? Number(await row.getAttribute("aria-rowindex")) : 0;
};
const bar = (tab, filter, value) => tab.locator(`button[data-filter="${filter}"]${value ? `[data-value="${value}"]` : ""}`).first();
const ofBar = async (tab, ...of) => number(await bar(tab, ...of).locator(".count").textContent());
const inView = (tab, selector) => tab.locator(selector).first().evaluate((element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
});
// How long the page works on what is done, in milliseconds, until it is laid out.
const timed = (tab, does) => tab.evaluate(async (source) => {
  const from = performance.now();
  new Function(source)();
  document.body.getBoundingClientRect();
  return performance.now() - from;
}, does);
const times = {};

const checks = {
  async "it opens soon, and of its rows those in view are elements"(tab) {
    const opened = [tab.opened];
    for (let n = 0; n < 4; n += 1) {
      const again = await open();
      opened.push(again.opened);
      await again.context().close();
    }
    times.opened = opened.sort((a, b) => a - b)[2];
    assert(times.opened < 2000, `${times.opened} ms`);
    assert.equal(await shown(tab), 100_000);
    assert(await inView(tab, ".finding"));
    const rows = await tab.locator(".finding").count();
    assert(rows > 5 && rows < 60, `${rows} rows`);
    assert((await tab.evaluate(() => document.querySelectorAll("*").length)) < 2500);
    await picture(tab, "light");
  },
  async "filters go together, and each bar tells what passes the others"(tab) {
    await bar(tab, "rule", "count.headline").click();
    const ofRule = await shown(tab);
    assert.equal(ofRule, await ofBar(tab, "rule", "count.headline"));
    assert.equal(await bar(tab, "rule", "count.headline").getAttribute("aria-pressed"), "true");
    assert((await cells(tab, "rule")).every((rule) => rule === "count.headline"));
    const ofYear = await ofBar(tab, "year", "2020");
    await tab.selectOption("#by-year", "2020");
    assert.equal(await shown(tab), ofYear);
    assert((await cells(tab, "date")).every((date) => date.startsWith("2020-")));
    const ofSource = await ofBar(tab, "source", "Island Post");
    await bar(tab, "source", "Island Post").click();
    assert.equal(await shown(tab), ofSource);
    assert((await cells(tab, "source")).every((source) => source === "Island Post"));
    assert.equal(await ofBar(tab, "rule", "text.spacing") > 0, true, "another rule is a click away");
    await picture(tab, "filtered");
    await bar(tab, "severity", "warning").click();
    assert.equal(await shown(tab), 0);
    assert(await tab.locator("#none").isVisible());
    await tab.locator("#clear").click();
    assert.equal(await shown(tab), 100_000);
    await bar(tab, "source", "-").click();
    assert((await cells(tab, "source")).every((source) => source === ""));
    await tab.locator("#clear").click();
    times.filter = await timed(tab, "document.querySelector('[data-value=\"text.spacing\"]').click()");
  },
  async "words are looked for without case and accents"(tab) {
    await press(tab, "/");
    await tab.keyboard.type("cafe ZEJTUN");
    await tab.waitForTimeout(400);
    assert((await shown(tab)) > 100);
    assert((await cells(tab, "title")).every((title) => /Café owners of Żejtun/.test(title)));
    assert.equal(await hash(tab), "#words=cafe+ZEJTUN");
    await press(tab, "Enter");
    assert.equal(await focused(tab), 2, "Enter goes to the first");
    await press(tab, "/", "Escape");
    await tab.waitForTimeout(200);
    assert.equal(await shown(tab), 100_000);
    times.words = await timed(tab, `history.pushState(null, "", "#words=harbour+storm"); dispatchEvent(new PopStateEvent("popstate"))`);
    assert(await shown(tab) > 0);
  },
  async "columns put the rows in order, and what has nothing there comes last"(tab) {
    await tab.waitForTimeout(500);
    for (const column of ["title", "date", "source", "rule"]) {
      const click = `document.querySelector('[data-sort=${column}] button').click()`;
      times[`sort by ${column}`] = await timed(tab, click);
      const head = tab.locator(`[data-sort=${column}]`);
      assert.equal(await head.getAttribute("aria-sort"), "ascending");
      const up = (await cells(tab, column)).filter((text) => column !== "title" || !text.includes("archive/"));
      const compare = new Intl.Collator("en", { numeric: true }).compare;
      assert.deepEqual(up, [...up].sort(compare));
      assert(up[0] !== "");
      await tab.evaluate(click);
      assert.equal(await head.getAttribute("aria-sort"), "descending");
      const down = await cells(tab, column);
      assert(down[0] !== "");
      assert.deepEqual(down, [...down].sort(compare).reverse());
    }
    await tab.evaluate("scrollTo(0, document.body.scrollHeight)");
    await tab.waitForTimeout(150);
    assert.equal(Number(await tab.locator(".finding").last().getAttribute("aria-rowindex")), 100_001);
    await tab.locator("[data-sort=source] button").click();
    assert(await inView(tab, ".finding"), "another order begins at its beginning");
    assert.equal(await hash(tab), "#sort=source");
    await tab.locator("[data-sort=severity] button").click();
    assert.equal((await cells(tab, "severity-of"))[0], "error", "the gravest first");
  },
  async "a row opens, by a click and by the keys"(tab) {
    await press(tab, "j", "j", "j", "k");
    assert.equal(await focused(tab), 3);
    assert.equal(await openRow(tab), 0);
    await press(tab, "Enter");
    await tab.waitForSelector(".opened");
    assert.equal(await openRow(tab), 3);
    assert((await tab.locator(".opened mark").textContent()).length > 0);
    const before = await tab.locator(".opened").textContent();
    await press(tab, "j");
    await tab.waitForTimeout(200);
    assert.equal(await openRow(tab), 4, "the next opens in its place");
    assert.equal(await focused(tab), 4);
    assert.notEqual(await tab.locator(".opened").textContent(), before);
    assert(await inView(tab, ".opened"));
    await picture(tab, "opened");
    await press(tab, "ArrowDown", "Escape");
    assert.equal(await openRow(tab), 0);
    assert.equal(await focused(tab), 5, "Escape keeps the place");
    await tab.locator(".finding .rule").nth(2).click();
    await tab.waitForSelector(".opened");
    await tab.locator(".opened .copy").click();
    await tab.getByText("Copied").waitFor();
    await press(tab, "End");
    await tab.locator(".finding.open .rule").click();
    assert.equal(await openRow(tab), 0);
    await tab.locator(".finding button").first().focus();
    await press(tab, "End");
    assert.equal(await focused(tab), 100_001);
    await press(tab, "k", "Enter");
    await tab.waitForSelector(".opened");
    await tab.waitForTimeout(100);
    assert(await inView(tab, ".opened"));
  },
  async "a finding between articles has the other beside it"(tab) {
    await bar(tab, "rule", "archive.figure-conflict").click();
    await tab.locator(".finding button").first().click();
    await tab.waitForSelector(".opened");
    const [own, other] = await tab.locator(".sheet").evaluateAll((sheets) => sheets.map((sheet) => sheet.getBoundingClientRect().toJSON()));
    assert(own.top === other.top && own.right < other.left, "side by side");
    assert.deepEqual(await tab.locator(".sheet mark").allTextContents(), ["nine sailors", "eleven sailors"]);
    assert.equal(await tab.locator(".sheet time").count(), 2);
    assert.match(await tab.locator(".other .place").textContent(), /releases-of-the-harbour-board/);
    assert.match(await tab.locator(".opened .copied code").textContent(), /<!-- factlint-ignore archive.figure-conflict: reason -->/);
    assert.equal(await tab.locator(".opened b").count(), 0, "what looks like markup is text");
    await picture(tab, "between");
  },
  async "the address is the view, and the way back is the browser's"(tab) {
    await bar(tab, "rule", "date.weekday").click();
    await tab.selectOption("#by-year", "2019");
    await tab.locator("[data-sort=date] button").click();
    await tab.locator(".finding button").nth(3).click();
    await tab.waitForSelector(".opened");
    const count = await shown(tab);
    const address = await hash(tab);
    assert.match(address, /^#rule=date.weekday&year=2019&sort=date&open=[0-9a-f]{16}$/);
    const other = await open(100_000, { hash: address });
    await other.waitForSelector(".opened");
    assert.equal(await shown(other), count);
    assert.equal(await other.locator(".opened .about").textContent(), await tab.locator(".opened .about").textContent());
    assert(await inView(other, ".opened"), "a link to a finding shows it");
    assert.equal(await other.title(), "date.weekday · 2019 · factlint audit");
    await other.context().close();
    const at = async (hashed) => {
      await tab.goBack();
      await tab.waitForTimeout(150);
      assert.equal(await hash(tab), hashed);
    };
    await at("#rule=date.weekday&year=2019");
    await at("#rule=date.weekday");
    assert.equal(await shown(tab), await ofBar(tab, "rule", "date.weekday"));
    await at("");
    assert.equal(await shown(tab), 100_000);
    await tab.goForward();
    await tab.waitForTimeout(150);
    assert.equal(await tab.locator("#by-rule").inputValue(), "date.weekday");
    await tab.goto(`${pathToFileURL(file(100_000)).href}#rule=no.such&open=0&sort=none`);
    await tab.waitForTimeout(150);
    assert.equal(await shown(tab), 0, "what a link names and is not there passes nothing");
  },
  async "the theme is chosen, ? shows the keys, and keys do nothing behind them"(tab) {
    const paper = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await tab.locator("#theme").click();
    await tab.locator("#theme").click();
    assert.notEqual(await paper(), light);
    await press(tab, "?", "j");
    assert(await tab.locator("#help").isVisible());
    assert.equal(await focused(tab), 0);
    await tab.locator("#help button").click();
    assert(!(await tab.locator("#help").isVisible()));
  },
  async "dark, narrow, on paper"() {
    const dark = await open(100_000, { colorScheme: "dark", hash: "#severity=error" });
    await dark.locator(".finding button").nth(2).click();
    await dark.waitForSelector(".opened");
    await picture(dark, "dark");
    await dark.context().close();
    const narrow = await open(100_000, { viewport: { width: 360, height: 740 } });
    await press(narrow, "j", "Enter");
    await narrow.waitForSelector(".opened");
    assert(await narrow.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
    assert(await inView(narrow, ".finding.open"));
    await picture(narrow, "narrow");
    await narrow.context().close();
    const paper = await open(100_000, { hash: "#rule=count.parts" });
    if (pictures) await paper.pdf({ path: join(pictures, "paper.pdf"), format: "A4" });
    await paper.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await paper.emulateMedia({ media: "print" });
    assert.equal(await paper.locator("#print tbody tr").count(), 500);
    assert(await paper.locator("#print table").isVisible());
    assert(!(await paper.locator("#table").isVisible()));
    await paper.context().close();
  },
  async "long words and text from the right stay in their place"(tab) {
    await press(tab, "/");
    await tab.keyboard.type("donau");
    await tab.waitForTimeout(300);
    await tab.locator(".finding button").first().click();
    await tab.waitForSelector(".opened");
    assert(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await picture(tab, "long");
    const title = await open(100_000, { hash: "#words=إنقاذ" });
    assert.equal(await title.locator(".finding .title span").first().evaluate((span) => getComputedStyle(span).direction), "rtl");
    await title.context().close();
  },
  async "of no finding and of one"() {
    const none = await open(0);
    assert(await none.getByText("Nothing was found.").isVisible());
    assert.equal(await none.locator("#tools").count(), 0);
    await none.locator("#theme").click();
    await press(none, "?");
    assert(await none.locator("#help").isVisible());
    await picture(none, "none");
    await none.context().close();
    const single = await open(1);
    assert.equal(await single.locator("#shown").textContent(), "1 finding");
    await press(single, "j", "j", "Enter");
    await single.waitForSelector(".opened");
    await picture(single, "single");
    await single.context().close();
  },
  async "of more than a page takes, the gravest"() {
    const tab = await open(250_000);
    times["opened, of 250,000"] = tab.opened;
    assert.equal(await shown(tab), 200_000);
    assert(await tab.getByText("The table has the gravest 200,000 of 250,000 findings.").isVisible());
    assert.equal(number(await bar(tab, "severity", "error").textContent()), await ofBar(tab, "rule", "count.headline")
      + await ofBar(tab, "rule", "number.grouping") + await ofBar(tab, "rule", "text.doubled-word") + await ofBar(tab, "rule", "date.weekday")
      + await ofBar(tab, "rule", "count.parts") + await ofBar(tab, "rule", "money.parts"));
    await tab.context().close();
  },
  async "without a script totals and charts are there"() {
    const tab = await open(100_000, { javaScriptEnabled: false });
    assert.equal(number(await tab.locator("p.total").textContent()), 100_000);
    assert(await tab.locator(".up .whole").first().isVisible());
    assert(await bar(tab, "rule", "text.spacing").isVisible());
    assert.match(await tab.locator("#findings").innerText(), /findings\.csv/);
    assert(!(await tab.locator("#tools").isVisible()));
    await picture(tab, "plain");
    await tab.context().close();
  },
};

await run(checks, open, pathToFileURL(resolve(folder)).href, () => {
  for (const [what, ms] of Object.entries(times)) console.log(`${String(Math.round(ms)).padStart(6)} ms  ${what}`);
  console.log(`${(statSync(file(100_000)).size / 1e6).toFixed(1).padStart(6)} MB  100,000 findings`);
});
