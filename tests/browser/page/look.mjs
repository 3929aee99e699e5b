// Keys alone, axe, light and dark, narrow, on paper, without highlights.

import assert from "node:assert/strict";
import { join } from "node:path";
import { newTab } from "../browser.mjs";
import { address, caret, focused, frame, inView, note, open, picture, pictures, press, sample, text, total, totals, violations } from "./tab.mjs";

export default {
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
    const inside = await tab.evaluate(() => document.querySelector(".line.has").getBoundingClientRect().left >= document.querySelector(".block").getBoundingClientRect().left);
    assert(inside, "the bars are not clipped");
    await note(tab, "text.doubled-word").locator(".do").click();
    await totals(tab, "4 errors, 1 warning");
    await picture(tab, "bars");
    await tab.context().close();
  },
};
