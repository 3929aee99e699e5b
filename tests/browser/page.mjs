// The page to write on, in a real browser: typing, files, marks, notes, fixes, keys, themes, paper, long texts.
//
//     npm install --prefix DIR playwright-core axe-core
//     NODE_PATH=DIR/node_modules node tests/browser/page.mjs ADDRESS [SCREENSHOTS]
//
// ADDRESS is that of a running `factlint serve`, or of a page that holds its engine (file:///…).
// Needs Chromium on the path, as `chromium` or as CHROMIUM says, and is run where `tests` is.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { newTab, run } from "./browser.mjs";

const [address, pictures] = process.argv.slice(2);
assert(address, "the address of a page is given");
const served = address.startsWith("http");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
if (pictures) mkdirSync(pictures, { recursive: true });

const FERRY = "Ferry sinks off Marsa\n\nNine people were rescued when the the ferry Stella sank on Tuesday, 13 March 2024.";
const figures = [];

async function open(options) {
  const tab = await newTab({ viewport: { width: 1360, height: 900 }, acceptDownloads: true, permissions: ["clipboard-read", "clipboard-write"], ...options });
  await tab.goto(address);
  return tab;
}

const picture = async (tab, name) => pictures && tab.screenshot({ path: join(pictures, `${name}.png`) });
const press = async (tab, ...keys) => {
  for (const key of keys) await tab.keyboard.press(key);
};
const text = (tab) => tab.evaluate(() => [...document.querySelectorAll(".line")].map((line) => line.textContent).join("\n"));
const total = (tab) => tab.locator("#total").textContent();
const totals = (tab, is) => tab.waitForFunction((is) => document.querySelector("#total").textContent === is, is, { timeout: 8000 });
const said = (tab) => tab.locator("#said").textContent();
const note = (tab, rule) => tab.locator(".note", { has: tab.locator(".rule", { hasText: rule }) }).first();
const marked = (tab, name) => tab.evaluate((name) => [...CSS.highlights.get(`factlint-${name}`) ?? []].map((r) => r.startContainer.data.slice(r.startOffset, r.endOffset)), name);
// Two frames: a mark is painted with the next.
const frame = (tab) => tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const focused = (tab) => tab.evaluate(() => document.activeElement.id || document.activeElement.className);
const inView = (tab, selector) => tab.locator(selector).first().evaluate((element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
});
const caret = (tab) => tab.evaluate(() => {
  const { anchorNode, anchorOffset } = getSelection();
  const range = document.createRange();
  range.setStart(document.querySelector("#text"), 0);
  range.setEnd(anchorNode, anchorOffset);
  const line = anchorNode.parentElement.closest(".line") ?? anchorNode;
  return `${[...document.querySelectorAll(".line")].indexOf(line) + 1}:${anchorOffset + 1}`;
});
// Pastes as a user does, with what other programs put beside the text.
async function paste(tab, plain, html) {
  await tab.evaluate(async ([plain, html]) => {
    const kinds = { "text/plain": new Blob([plain], { type: "text/plain" }), ...(html && { "text/html": new Blob([html], { type: "text/html" }) }) };
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
  }, [plain, html]);
  await press(tab, "Control+v");
}
async function dropped(tab, name, bytes) {
  const transfer = await tab.evaluateHandle(([name, base64]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    return data;
  }, [name, Buffer.from(bytes).toString("base64")]);
  for (const event of ["dragenter", "dragover"]) await tab.dispatchEvent("body", event, { dataTransfer: transfer });
  assert(await tab.evaluate(() => document.body.hasAttribute("data-drop")), "the page says that it takes the file");
  await tab.dispatchEvent("body", "drop", { dataTransfer: transfer });
}
async function sample(tab) {
  await tab.locator("#sample").click();
  await totals(tab, "5 errors, 1 warning");
  await frame(tab);
}
async function violations(tab) {
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target.join(" ")).join(", ")}: ${nodes[0].failureSummary}`);
}
// A server that is gone or refuses, without the browser's own word on it in the console.
const answers = (tab, how) => tab.evaluate((how) => {
  globalThis.asked ??= globalThis.fetch;
  globalThis.fetch = how === "well" ? globalThis.asked : async () => {
    if (how === "gone") throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify({ error: how }), { status: 422 });
  };
}, how);

const only = process.env.ONLY;
const checks = {
  async "an empty page says what to do"(tab) {
    assert.equal(await focused(tab), "text");
    assert.equal(await total(tab), "No text yet");
    assert(await tab.locator("#sample").isVisible());
    await picture(tab, "empty");
  },
  async "what is typed is checked"(tab) {
    await tab.keyboard.type(FERRY);
    assert.equal(await text(tab), FERRY);
    await totals(tab, "2 errors");
    await frame(tab);
    assert.deepEqual(await marked(tab, "error"), ["the the", "Tuesday, 13 March 2024"]);
    assert(!(await tab.locator("#begin").isVisible()));
    await tab.waitForFunction(() => document.querySelector("#status").textContent === "2 findings: 2 errors.");
    assert.equal(await tab.locator(".line.headline").textContent(), "Ferry sinks off Marsa");
  },
  async "marks move along between two checks"(tab) {
    await paste(tab, FERRY);
    await totals(tab, "2 errors");
    await press(tab, "Control+Home");
    await tab.keyboard.insertText("Big ");
    await press(tab, "Enter", "ArrowUp");
    await frame(tab);
    assert.deepEqual(await marked(tab, "error"), ["the the", "Tuesday, 13 March 2024"]);
  },
  async "what is pasted is plain, and undone at once"(tab) {
    await paste(tab, "One\r\ntwo", "<b>One</b><br><i>two</i>");
    assert.equal(await text(tab), "One\ntwo");
    assert.equal(await tab.locator("#text b, #text i").count(), 0);
    await press(tab, "Control+z");
    assert.equal(await text(tab), "");
    await press(tab, "Control+Shift+z");
    assert.equal(await text(tab), "One\ntwo");
  },
  async "keys edit as they do everywhere"(tab) {
    await tab.keyboard.type("one two");
    await press(tab, "Enter", "Enter");
    await tab.keyboard.type("three four");
    await press(tab, "Control+Backspace");
    assert.equal(await text(tab), "one two\n\nthree ");
    await press(tab, "Home", "Backspace");
    assert.equal(await text(tab), "one two\nthree ");
    await press(tab, "Backspace");
    assert.equal(await text(tab), "one twothree ");
    assert.equal(await caret(tab), "1:8");
    await press(tab, "Delete", "Control+Delete");
    assert.equal(await text(tab), "one two ");
    await press(tab, "Shift+Enter");
    await tab.keyboard.type("👩‍🚒é");
    await press(tab, "ArrowLeft", "Backspace");
    assert.equal(await text(tab), "one two\né ");
    await press(tab, "Shift+Home", "Shift+ArrowUp", "Control+x");
    const cut = await text(tab);
    await press(tab, "Control+v");
    assert.equal(await text(tab), "one two\né ");
    assert(cut.length < 8);
    await press(tab, "Control+a", "Backspace");
    assert.equal(await text(tab), "");
    for (let i = 0; i < 30; i += 1) await press(tab, "Control+z");
    assert.equal(await text(tab), "");
    for (let i = 0; i < 30; i += 1) await press(tab, "Control+y");
    assert.equal(await text(tab), "");
    await press(tab, "Control+z");
    assert.equal(await text(tab), "one two\né ");
  },
  async "what an input method composes is read back"(tab) {
    await tab.keyboard.type("Gozo ");
    const cdp = await tab.context().newCDPSession(tab);
    await cdp.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
    await cdp.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
    await cdp.send("Input.insertText", { text: "日本" });
    await tab.waitForTimeout(50);
    await tab.keyboard.type(" x");
    assert.equal(await text(tab), "Gozo 日本 x");
    await totals(tab, "Nothing found");
    for (let i = 0; i < 6; i += 1) await press(tab, "Control+z");
    assert.equal(await text(tab), "");
  },
  async "a line from the right begins there"(tab) {
    await tab.keyboard.type("1. הספינה");
    assert.equal(await tab.locator(".line").getAttribute("dir"), "rtl");
    await press(tab, "Control+a");
    await tab.keyboard.type("boat");
    assert.equal(await tab.locator(".line").getAttribute("dir"), null);
  },
  async "a click on a mark chooses its note, one on a note shows its mark"(tab) {
    await sample(tab);
    const spot = await tab.evaluate(() => [...CSS.highlights.get("factlint-error")].map((r) => {
      const range = document.createRange();
      range.setStart(r.startContainer, r.startOffset);
      range.setEnd(r.endContainer, r.endOffset);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    })[2]);
    await tab.mouse.click(spot.x, spot.y);
    await frame(tab);
    assert.equal(await tab.locator(".note.current .rule").textContent(), "text.doubled-word");
    assert.deepEqual(await marked(tab, "current"), ["the the"]);
    assert.equal(await focused(tab), "text", "one can type on");
    await note(tab, "count.headline").locator(".message").click();
    await frame(tab);
    assert.deepEqual(await marked(tab, "current"), ["Eleven"]);
    assert.deepEqual(await marked(tab, "label"), ["Nine people"]);
    assert.equal(await tab.locator("#position").textContent(), "1 / 6");
    await note(tab, "count.headline").locator("[data-does=why]").click();
    assert(await note(tab, "count.headline").locator(".why").isVisible());
    await picture(tab, "chosen");
  },
  async "a fix is made, told apart from one to look at, and undone"(tab) {
    await sample(tab);
    const before = await text(tab);
    const unsafe = note(tab, "date.weekday");
    assert.equal(await unsafe.locator(".do").textContent(), "Change");
    assert.match(await unsafe.locator(".unsafe").textContent(), /may change what the text means/);
    const safe = note(tab, "text.doubled-word");
    assert.equal(await safe.locator(".fix").textContent(), "the the → the");
    await safe.locator(".do").click();
    assert.match(await text(tab), /Three of the crew/);
    assert.equal(await said(tab), "Fixed. Ctrl+Z takes it back.");
    await totals(tab, "4 errors, 1 warning");
    assert.equal(await tab.locator(".note.current .rule").textContent(), "name.age", "the next is at hand");
    await press(tab, "Control+z");
    assert.equal(await text(tab), before);
    await totals(tab, "5 errors, 1 warning");
    await press(tab, "Control+y");
    await totals(tab, "4 errors, 1 warning");
    await note(tab, "date.weekday").locator(".do").click();
    assert.match(await text(tab), /Wednesday, 13 March 2024/);
  },
  async "a fix waits where the text has changed"(tab) {
    await paste(tab, FERRY);
    await totals(tab, "2 errors");
    if (!served) return;
    await answers(tab, "gone");
    await tab.evaluate(() => {
      const at = document.querySelectorAll(".line")[2].firstChild;
      getSelection().collapse(at, 32);
    });
    await tab.keyboard.type("s");
    const before = await text(tab);
    assert.match(before, /when thse the ferry/);
    await note(tab, "text.doubled-word").locator(".do").click();
    assert.match(await said(tab), /has changed there/);
    assert.equal(await text(tab), before);
  },
  async "what is dragged within the text is moved"(tab) {
    await tab.keyboard.type("one two three");
    await press(tab, "Control+Home", "Shift+Control+ArrowRight");
    const box = await tab.evaluate(() => {
      const { firstChild } = document.querySelector(".line");
      const at = (i) => {
        const range = document.createRange();
        range.setStart(firstChild, i);
        range.setEnd(firstChild, i + 1);
        const { left, top, height } = range.getBoundingClientRect();
        return { x: left, y: top + height / 2 };
      };
      return [at(1), at(8)];
    });
    await tab.mouse.move(box[0].x, box[0].y);
    await tab.mouse.down();
    await tab.mouse.move(box[0].x + 20, box[0].y, { steps: 4 });
    await tab.mouse.move(box[1].x, box[1].y, { steps: 8 });
    await tab.mouse.up();
    await tab.waitForTimeout(100);
    assert.equal(await text(tab), " two onethree");
    await press(tab, "Control+z");
    assert.equal(await text(tab), "one two three");
  },
  async "of many notes some are there at once"(tab) {
    await paste(tab, "Tug lost\n\n" + "The the tug left. ".repeat(250));
    await totals(tab, "250 errors");
    assert.equal(await tab.locator(".note").count(), 100);
    assert.equal(await tab.locator("#later").textContent(), "150 more");
    await tab.locator("#later").click();
    assert.equal(await tab.locator("#earlier").textContent(), "100 earlier");
    assert.equal(await tab.locator("#position").textContent(), "101 / 250");
    await press(tab, "k");
    assert.equal(await tab.locator("#position").textContent(), "100 / 250");
    assert(await inView(tab, ".note.current"));
    await tab.locator("#fix-all").click();
    assert.equal(await text(tab), "Tug lost\n\n" + "The tug left. ".repeat(250));
  },
  async "several safe fixes are one step"(tab) {
    const slips = "Tug lost\n\nThe the tug left. It went to to Marsa. The crew of of the tug swam.";
    await paste(tab, slips);
    await tab.locator("#fix-all").waitFor();
    await tab.locator("#fix-all").click();
    assert.equal(await text(tab), "Tug lost\n\nThe tug left. It went to Marsa. The crew of the tug swam.");
    await press(tab, "Control+z");
    assert.equal(await text(tab), slips);
  },
  async "a finding is accepted with a reason, and taken back"(tab) {
    await sample(tab);
    await note(tab, "name.age").locator("[data-does=accept]").click();
    await tab.keyboard.type("two men of one name");
    await picture(tab, "accepting");
    await press(tab, "Enter");
    assert.equal(await total(tab), "5 errors");
    await frame(tab);
    assert.deepEqual(await marked(tab, "warning"), []);
    await tab.locator("#accepted summary").click();
    assert.match(await tab.locator("#accepted li").textContent(), /name\.age 44 – Karl Vella.* – two men of one name/);
    assert.equal(await tab.evaluate(() => localStorage.length), 0, "nothing is kept unasked");
    const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator("#save-accepted").click()]);
    assert.equal(download.suggestedFilename(), "factlint-baseline.toml");
    assert.match(readFileSync(await download.path(), "utf8"), /^version = 1\nfindings = \[\n {2}\{ fingerprint = "[0-9a-f]{16}", rule = "name.age", path = "draft.txt", words = "44", reason = "two men of one name" \},\n\]\n$/);
    await tab.locator("#remember").check();
    await picture(tab, "accepted");
    await tab.reload();
    await tab.locator("#sample").click();
    await totals(tab, "5 errors");
    await tab.locator("#accepted summary").click();
    await tab.locator("#remember").uncheck();
    assert.equal(await tab.evaluate(() => localStorage.length), 0);
    await tab.getByText("Take back").click();
    await totals(tab, "5 errors, 1 warning");
    await note(tab, "name.age").locator("[data-does=accept]").click();
    await press(tab, "Escape");
    assert.equal(await note(tab, "name.age").locator("form").count(), 0);
    assert.equal(await total(tab), "5 errors, 1 warning");
  },
  async "a Word document is shown as it is read, and goes on as plain text"(tab) {
    await dropped(tab, "articles-1.docx", readFileSync("tests/formats/articles-1.docx"));
    await totals(tab, "4 errors, 1 warning");
    assert.match(await text(tab), /^Ten sailors rescued as ferry loses power off Gozo\n/);
    assert.match(await tab.locator("#about").textContent(), /^articles-1\.docx, as factlint reads it\. Once edited/);
    await frame(tab);
    assert.deepEqual((await marked(tab, "error")).slice(0, 2), ["Ten sailors", "the the"]);
    await picture(tab, "word");
    await note(tab, "text.doubled-word").locator(".do").click();
    assert.match(await tab.locator("#about").textContent(), /^The text of articles-1\.docx, which goes on as plain text\.$/);
    await totals(tab, "3 errors, 1 warning");
    await press(tab, "Control+z");
    assert.match(await tab.locator("#about").textContent(), /as factlint reads it/);
    await press(tab, "Control+z");
    assert.equal(await text(tab), "", "opening is undone, too");
    assert(!(await tab.locator("#about").isVisible()));
    await press(tab, "Control+y", "Control+a");
    await paste(tab, "Another text");
    assert(!(await tab.locator("#about").isVisible()), "what is pasted over all of it is another text");
  },
  async "text and Markdown stay what they are"(tab) {
    await dropped(tab, "ferry.md", `# Ferry sinks off Marsa\r\n\r\nThe the ferry *Stella* sank.\r\n`);
    await totals(tab, "1 error");
    assert.equal(await text(tab), "# Ferry sinks off Marsa\n\nThe the ferry *Stella* sank.\n");
    await note(tab, "text.doubled-word").locator(".do").click();
    const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator("#download").click()]);
    assert.equal(download.suggestedFilename(), "ferry.md");
    assert.equal(readFileSync(await download.path(), "utf8"), "# Ferry sinks off Marsa\r\n\r\nThe ferry *Stella* sank.\r\n");
    await dropped(tab, "old.txt", Buffer.from("Caf\xe9 closed\n", "latin1"));
    await tab.waitForFunction(() => /Windows-1252/.test(document.querySelector("#about").textContent));
    assert.equal(await text(tab), "Café closed\n");
    await tab.locator("#copy").click();
    await tab.waitForFunction(() => document.querySelector("#said").textContent === "Copied.");
    assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), "Café closed\n");
  },
  async "a file is chosen by the button"(tab) {
    const [chooser] = await Promise.all([tab.waitForEvent("filechooser"), tab.locator("#begin [data-does=open]").click()]);
    await chooser.setFiles("examples/ferry.txt");
    await tab.waitForFunction(() => document.querySelector("#about").textContent === "ferry.txt");
    assert.equal(await text(tab), readFileSync("examples/ferry.txt", "utf8"));
  },
  async "severities are hidden and shown"(tab) {
    await sample(tab);
    await tab.locator("[data-severity=error]").click();
    assert.equal(await tab.locator(".note").count(), 1);
    assert.equal(await total(tab), "5 errors, 1 warning (5 hidden)");
    await frame(tab);
    assert.deepEqual(await marked(tab, "error"), []);
    await tab.locator("[data-severity=error]").click();
    assert.equal(await tab.locator(".note").count(), 6);
  },
  async "all is done by keys alone"(tab) {
    await press(tab, "Tab", "Tab", "Enter");
    await totals(tab, "5 errors, 1 warning");
    assert.equal(await focused(tab), "text");
    await press(tab, "F8");
    assert.equal(await caret(tab), "3:1", "the next after the caret, which is in the first");
    await press(tab, "Alt+ArrowDown");
    assert.equal(await caret(tab), "7:10");
    await press(tab, "Shift+F8", "Alt+ArrowUp");
    assert.equal(await caret(tab), "1:1");
    await press(tab, "F8", "F8", "Alt+Enter");
    assert.equal(await focused(tab), "message");
    assert.equal(await tab.locator(".note.current .rule").textContent(), "text.doubled-word");
    await picture(tab, "keys");
    await press(tab, "j", "k", "f");
    assert.match(await text(tab), /Three of the crew/);
    await totals(tab, "4 errors, 1 warning");
    assert.equal(await focused(tab), "message", "the focus is on the next note");
    await press(tab, "a");
    await tab.keyboard.type("jkf");
    await press(tab, "Enter");
    assert.equal(await total(tab), "4 errors");
    await press(tab, "Enter");
    assert.equal(await focused(tab), "text");
    await press(tab, "Alt+Enter", "?");
    assert(await tab.locator("#help").isVisible());
    await picture(tab, "help");
    await press(tab, "Escape");
    await press(tab, "Escape");
    assert.equal(await focused(tab), "text");
    // Everything that can be clicked is reached by Tab, and shows that it has the focus.
    const reached = new Set();
    for (let i = 0; i < 60; i += 1) {
      await press(tab, "Tab");
      reached.add(await tab.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return "";
        const { outlineStyle, boxShadow } = getComputedStyle(element);
        const seen = outlineStyle !== "none" || boxShadow !== "none" || getComputedStyle(element.closest(".note") ?? element).outlineStyle !== "none";
        return seen || element.matches("#list, #text") ? element.id || element.dataset.does || element.tagName : `unseen ${element.outerHTML}`;
      }));
    }
    const dark = [...reached].filter((name) => name.startsWith("unseen"));
    assert.deepEqual(dark, []);
    for (const name of ["text", "next", "previous", "date", "open", "copy", "download", "theme", "keys", "show", "fix", "accept", "why", "label", "SUMMARY"]) assert(reached.has(name), `${name} is reached`);
  },
  async "axe finds nothing, in light and dark"() {
    for (const colorScheme of ["light", "dark"]) {
      const tab = await open({ colorScheme });
      const clean = async (where) => assert.deepEqual(await violations(tab), [], `${where}, ${colorScheme}`);
      await clean("empty");
      await sample(tab);
      await note(tab, "name.age").locator("[data-does=accept]").click();
      await note(tab, "date.weekday").locator("[data-does=why]").click();
      await tab.locator("[data-severity=error]").click();
      await clean("a form and a filter");
      await tab.locator("[data-severity=error]").click();
      await press(tab, "Escape");
      await note(tab, "text.doubled-word").locator("[data-does=accept]").click();
      await press(tab, "Enter");
      await tab.locator("#accepted summary").click();
      await clean("accepted");
      await picture(tab, colorScheme);
      await tab.locator("#keys").click();
      await clean("keys");
      await press(tab, "Escape");
      await tab.setViewportSize({ width: 375, height: 720 });
      await clean("narrow");
      await tab.locator("#fold").click();
      await clean("drawer");
      await tab.context().close();
    }
  },
  async "the theme is chosen"(tab) {
    const paper = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await tab.locator("#theme").click();
    await tab.locator("#theme").click();
    assert.notEqual(await paper(), light);
  },
  async "375 pixels are enough"() {
    const tab = await open({ viewport: { width: 375, height: 720 }, hasTouch: true });
    await picture(tab, "narrow-empty");
    await tab.locator("#sample").click();
    await totals(tab, "5 errors, 1 warning");
    assert(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
    await picture(tab, "narrow");
    await tab.touchscreen.tap(...await tab.evaluate(() => {
      const [range] = CSS.highlights.get("factlint-error");
      const line = range.startContainer.parentElement.getBoundingClientRect();
      return [line.left + 12, line.top + 12];
    }));
    await tab.locator(".note.current", { hasText: "count.headline" }).waitFor();
    await tab.locator("#fold").click();
    assert(!(await tab.locator(".note").first().isVisible()));
    await tab.locator("#fold").click();
    assert(await tab.locator(".note").first().isVisible());
    await note(tab, "date.weekday").locator(".message").click();
    await frame(tab);
    assert(await inView(tab, ".note.current .message"));
    await picture(tab, "narrow-open");
    await tab.locator("#text").focus();
    await press(tab, "Control+End");
    await tab.keyboard.type("x");
    assert(!(await tab.locator(".note").first().isVisible()), "typing folds the drawer");
    await tab.context().close();
  },
  async "on paper marks have numbers, and the notes come after"(tab) {
    await sample(tab);
    await tab.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await tab.emulateMedia({ media: "print" });
    assert.equal(await tab.locator("#paper sup:visible").count(), 6);
    assert.equal(await tab.locator("#paper .note:visible").count(), 6);
    assert(!(await tab.locator("#text").isVisible()));
    assert.deepEqual(await tab.locator("#paper mark").allTextContents(), ["Eleven", "Tuesday, 13 March 2024", "the the", "44", "31 November 2023", "rose from €1.80 to €1.60"]);
    await picture(tab, "paper");
    await tab.evaluate(() => dispatchEvent(new Event("afterprint")));
    await tab.emulateMedia({ media: null });
    const pdf = await tab.pdf({ format: "A4", ...(pictures && { path: join(pictures, "paper.pdf") }) });
    assert(pdf.length > 10_000);
    assert.equal(await tab.locator("#paper").isVisible(), false);
  },
  async "without highlights the lines of findings have bars, and notes work"() {
    const tab = await newTab({ viewport: { width: 1360, height: 900 } });
    await tab.addInitScript(() => { delete globalThis.Highlight; });
    await tab.goto(address);
    await tab.locator("#sample").click();
    await totals(tab, "5 errors, 1 warning");
    await frame(tab);
    assert.equal(await tab.locator(".line.has").count(), 4);
    await note(tab, "text.doubled-word").locator(".do").click();
    await totals(tab, "4 errors, 1 warning");
    await picture(tab, "bars");
    await tab.context().close();
  },
  async "many edits by chance leave the text as a plain text would be"(tab) {
    // The same edits are made in a plain textarea; both must come out alike, and undo must lead back.
    const keys = ["a", "b ", "é", "Enter", "Backspace", "Delete", "ArrowLeft", "ArrowRight", "Home", "End", "Shift+ArrowLeft", "Shift+ArrowRight", "Control+Home", "Control+End"];
    let seed = 7;
    const chance = (n) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor(seed / 65536) % n;
    };
    const chosen = Array.from({ length: 400 }, () => keys[chance(keys.length)]);
    const play = async () => {
      for (const key of chosen) await (/^(a|b |é)$/.test(key) ? tab.keyboard.type(key) : press(tab, key));
    };
    await play();
    const here = await text(tab);
    const there = await tab.evaluate(() => {
      const area = document.createElement("textarea");
      document.body.append(area);
      area.focus();
      return area.tagName;
    });
    assert.equal(there, "TEXTAREA");
    await tab.evaluate(() => document.addEventListener("keydown", (event) => event.stopImmediatePropagation(), true));
    await play();
    assert.equal(here, await tab.locator("textarea").inputValue());
  },
  async "the newest answer counts"(tab) {
    if (!served) return;
    await tab.evaluate(() => {
      const real = fetch;
      let count = 0;
      globalThis.fetch = async (...request) => {
        count += 1;
        const late = count === 1;
        const answer = await real(request[0], { ...request[1], signal: undefined });
        if (late) await new Promise((done) => setTimeout(done, 900));
        return answer;
      };
    });
    await paste(tab, FERRY);
    await tab.waitForTimeout(250);
    await press(tab, "Control+a");
    await paste(tab, "Tug back in Marsa\n\nThe tug came back to to Marsa.");
    await totals(tab, "1 error");
    await tab.waitForTimeout(1200);
    assert.equal(await total(tab), "1 error");
  },
  async "an engine that is gone or refuses is told, and the page recovers"(tab) {
    if (!served) return;
    await answers(tab, "gone");
    await tab.keyboard.type("The the tug sank.");
    await tab.locator("#error").waitFor();
    assert.match(await tab.locator("#error").textContent(), /does not answer.*start it again/);
    assert.equal(await total(tab), "Not checked yet");
    assert(await inView(tab, "#error"));
    await picture(tab, "gone");
    await answers(tab, "well");
    await tab.locator("#again").click();
    await totals(tab, "1 error");
    assert(!(await tab.locator("#error").isVisible()));
    await answers(tab, "picture.png is no text. Open a .docx, .odt, .html, .md or .txt.");
    await dropped(tab, "picture.png", [137, 80, 78, 71]);
    await tab.locator("#error").waitFor();
    assert.equal(await text(tab), "The the tug sank.", "the text stays");
    assert(!(await tab.locator("#again").isVisible()));
    await answers(tab, "well");
    await tab.locator("#text").focus();
    await tab.keyboard.type(" It");
    await tab.locator("#error").waitFor({ state: "hidden" });
    await answers(tab, "gone");
    await tab.keyboard.type(" sank");
    await tab.locator("#error").waitFor();
    await answers(tab, "well");
    await tab.locator("#error").waitFor({ state: "hidden", timeout: 6000 });
  },
  async "the day of publication goes to the engine"(tab) {
    await paste(tab, FERRY);
    await totals(tab, "2 errors");
    if (!served) return;
    const [request] = await Promise.all([tab.waitForRequest(/check\?/), tab.locator("#date").fill("2024-03-14")]);
    assert.equal(new URL(request.url()).search, "?name=draft.txt&date=2024-03-14&places=source");
  },
  async "a megabyte does not slow typing"(tab) {
    const one = await tab.evaluate(() => factlint.sample);
    let long = "";
    for (let i = 0; long.length < 1_000_000; i += 1) long += `${one.replace("Karl Vella", `Karl Vella ${String.fromCharCode(65 + (i % 26))}.`)}\n`;
    let started = Date.now();
    await tab.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.querySelector("#text").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, long);
    await frame(tab);
    figures.push(["pasted and shown", Date.now() - started]);
    await tab.waitForFunction(() => /\d,\d\d\d errors/.test(document.querySelector("#total").textContent), null, { timeout: 60_000 });
    figures.push(["pasted to notes", Date.now() - started]);
    assert.equal((await text(tab)).length, long.length);
    await tab.evaluate(() => {
      globalThis.times = [];
      globalThis.blocks = [];
      new PerformanceObserver((list) => blocks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
      document.querySelector("#text").addEventListener("keydown", () => {
        const begun = performance.now();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - begun);
          port2.postMessage(null);
        });
      }, true);
    });
    const latency = async (where, what) => {
      await tab.evaluate(() => { times.length = 0; blocks.length = 0; });
      await what();
      await tab.waitForTimeout(200);
      const { times: all, blocks } = await tab.evaluate(() => ({ times, blocks }));
      const sorted = [...all].sort((a, b) => a - b);
      const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
      figures.push([`a key ${where}: median`, at(0.5)], [`a key ${where}: 95 of 100`, at(0.95)], [`a key ${where}: longest`, sorted.at(-1)], [`tasks over 50 ms: ${blocks.length}, longest`, Math.max(0, ...blocks)]);
      assert(at(0.5) < 50, `${at(0.5)} ms ${where}`);
    };
    const typed = async (letters) => {
      for (const letter of letters) {
        await tab.keyboard.type(letter);
        await tab.waitForTimeout(35);
      }
    };
    await press(tab, "Control+Home");
    await latency("at the start", () => typed("A small boat came by at night, and left. "));
    await press(tab, "Control+End");
    await tab.waitForTimeout(300);
    assert(await tab.evaluate(() => scrollY > 10_000), "the end is in view");
    await press(tab, "Control+Shift+Home");
    assert.equal(await tab.evaluate(() => getSelection().toString().length > 1_000_000), true);
    await press(tab, "Control+End");
    await tab.waitForTimeout(300);
    await latency("at the end", () => typed("A small boat came by at night, and left. "));
    assert.match((await text(tab)).slice(-60), /A small boat came by at night, and left\. $/);
    await latency("with lines", async () => {
      for (let i = 0; i < 8; i += 1) {
        await press(tab, "Enter");
        await typed("ab");
      }
    });
    await latency("with answers between", async () => {
      for (const letter of "a slow one") {
        await tab.keyboard.type(letter);
        await tab.waitForTimeout(1500);
      }
    });
    started = Date.now();
    await press(tab, "F8");
    await frame(tab);
    figures.push(["to the next finding", Date.now() - started]);
    await press(tab, "Shift+F8");
    await tab.waitForTimeout(300);
    assert(await inView(tab, ".note.current"));
    assert((await tab.locator(".note").count()) <= 100);
    await picture(tab, "long");
    await tab.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
    await tab.waitForTimeout(700);
    await picture(tab, "middle");
    const lines = await tab.evaluate(() => [document.elementFromPoint(300, 400).closest(".line").line.index + 1, parseInt(document.querySelector(".note .place").textContent, 10)]);
    assert(Math.abs(lines[0] - lines[1]) < 400, `the notes go along with the text: ${lines}`);
    started = Date.now();
    await press(tab, "Control+a", "Delete");
    await frame(tab);
    figures.push(["all deleted", Date.now() - started]);
    assert.equal(await text(tab), "");
    await press(tab, "Control+z");
    await frame(tab);
    assert((await text(tab)).length > long.length);
  },
};

const chosen = Object.fromEntries(Object.entries(checks).filter(([name]) => !only || name.includes(only)));
await run(chosen, open, served ? address : "file:", () => {
  for (const [what, ms] of figures) console.log(`${ms.toFixed(1).padStart(8)} ms  ${what}`);
});
