// A megabyte of text: how long a key takes.

import assert from "node:assert/strict";
import { figures, frame, inView, picture, press, text } from "./tab.mjs";

export default {
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
    // Lines that were not in sight get their layout, and then the notes come.
    const places = () => tab.evaluate(() => [
      (document.elementFromPoint(300, 400)?.closest(".line")?.line.index ?? -1) + 1,
      parseInt(document.querySelector(".note .place").textContent, 10),
    ]);
    const together = ([line, note]) => line > 0 && Math.abs(line - note) < 400;
    for (let tries = 0; tries < 50 && !together(await places()); tries += 1) await tab.waitForTimeout(100);
    assert(together(await places()), `the notes go along with the text: ${await places()}`);
    await picture(tab, "middle");
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
