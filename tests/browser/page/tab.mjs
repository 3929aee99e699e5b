// What the tests of the page share: a tab at its address, and what is done and looked at there.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { newTab } from "../browser.mjs";

export const [address, pictures] = process.argv.slice(2);
assert(address, "the address of a page is given");
// Whether the engine is a server, and not in the page or beside it.
export const served = address.startsWith("http") && !(await (await fetch(address)).text()).includes('id="engine-worker"');
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
if (pictures) mkdirSync(pictures, { recursive: true });

export const FERRY = "Ferry sinks off Marsa\n\nNine people were rescued when the the ferry Stella sank on Tuesday, 13 March 2024.";
export const figures = [];

export async function open(options) {
  const tab = await newTab({ viewport: { width: 1360, height: 900 }, acceptDownloads: true, permissions: ["clipboard-read", "clipboard-write"], ...options });
  await tab.goto(address);
  return tab;
}

export const picture = async (tab, name) => pictures && tab.screenshot({ path: join(pictures, `${name}.png`) });
export const press = async (tab, ...keys) => {
  for (const key of keys) await tab.keyboard.press(key);
};
export const text = (tab) => tab.evaluate(() => [...document.querySelectorAll(".line")].map((line) => line.textContent).join("\n"));
export const total = (tab) => tab.locator("#total").textContent();
export const totals = (tab, is) => tab.waitForFunction((is) => document.querySelector("#total").textContent === is, is, { timeout: 8000 });
export const said = (tab) => tab.locator("#said").textContent();
export const note = (tab, rule) => tab.locator(".note", { has: tab.locator(".rule", { hasText: rule }) }).first();
export const marked = (tab, name) => tab.evaluate((name) => [...CSS.highlights.get(`factlint-${name}`) ?? []].map((r) => r.startContainer.data.slice(r.startOffset, r.endOffset)), name);
// Two frames: a mark is painted with the next.
export const frame = (tab) => tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
export const focused = (tab) => tab.evaluate(() => document.activeElement.id || document.activeElement.className);
export const inView = (tab, selector) => tab.locator(selector).first().evaluate((element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
});
export const caret = (tab) => tab.evaluate(() => {
  const { anchorNode, anchorOffset } = getSelection();
  const range = document.createRange();
  range.setStart(document.querySelector("#text"), 0);
  range.setEnd(anchorNode, anchorOffset);
  const line = anchorNode.parentElement.closest(".line") ?? anchorNode;
  return `${[...document.querySelectorAll(".line")].indexOf(line) + 1}:${anchorOffset + 1}`;
});
// Pastes as a user does, with what other programs put beside the text.
export async function paste(tab, plain, html) {
  await tab.evaluate(async ([plain, html]) => {
    const kinds = { "text/plain": new Blob([plain], { type: "text/plain" }), ...(html && { "text/html": new Blob([html], { type: "text/html" }) }) };
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
  }, [plain, html]);
  await press(tab, "Control+v");
}
export async function dropped(tab, name, bytes) {
  const transfer = await tab.evaluateHandle(([name, base64]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    return data;
  }, [name, Buffer.from(bytes).toString("base64")]);
  for (const event of ["dragenter", "dragover"]) await tab.dispatchEvent("body", event, { dataTransfer: transfer });
  assert(await tab.evaluate(() => document.body.hasAttribute("data-drop")), "the page says that it takes the file");
  await tab.dispatchEvent("body", "drop", { dataTransfer: transfer });
}
export async function sample(tab) {
  await tab.locator("#sample").click();
  await totals(tab, "5 errors, 1 warning");
  await frame(tab);
}
export async function violations(tab) {
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target.join(" ")).join(", ")}: ${nodes[0].failureSummary}`);
}
// A server that is gone or refuses, without the browser's own word on it in the console.
export const answers = (tab, how) => tab.evaluate((how) => {
  globalThis.asked ??= globalThis.fetch;
  globalThis.fetch = how === "well" ? globalThis.asked : async () => {
    if (how === "gone") throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify({ error: how }), { status: 422 });
  };
}, how);
