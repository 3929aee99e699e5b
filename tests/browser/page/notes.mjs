// Marks and notes, fixes, what is accepted, the engine's answers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { FERRY, answers, dropped, focused, frame, inView, marked, note, paste, picture, press, said, sample, served, text, total, totals } from "./tab.mjs";

export default {
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
};
