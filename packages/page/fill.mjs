// Fills the frame of the page, as the server fills it: its style, its scripts in the order of scripts.txt,
// and what it may load.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const read = (path) => readFileSync(new URL(`../../src/page/${path}`, import.meta.url), "utf8");
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

export const version = /^version = "(.*)"$/m.exec(readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8"))[1];
const style = read("../report/page/base.css") + read("page.css");
const script = read("scripts.txt").trimEnd().split("\n").map(read).join("");

/**
 * @param {string} engine the elements of the engine; none if it is the server
 * @param {string} scripts what else may run, as sources of the policy
 * @param {string} rest what else the policy says
 */
export function page(engine, scripts, rest) {
  const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${[hash(script), scripts].filter(Boolean).join(" ")}; ${rest}img-src data:; base-uri 'none'; form-action 'none'`;
  const parts = { policy, version, style, script, engine };
  // A function, as a text may have $ in it.
  return read("page.html").replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
}
