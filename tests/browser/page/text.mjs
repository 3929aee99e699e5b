// Typing, pasting, dragging, composing; files that come and go.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { FERRY, caret, dropped, focused, frame, marked, note, paste, picture, press, text, total, totals } from "./tab.mjs";

export default {
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
};
