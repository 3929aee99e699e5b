// The page to write on, in a real browser: typing, files, marks, notes, fixes, keys, themes, paper, long texts.
//
//     npm install --prefix DIR playwright-core axe-core
//     NODE_PATH=DIR/node_modules node tests/browser/page.mjs ADDRESS [SCREENSHOTS]
//
// ADDRESS is that of a running `factlint serve`, or of a page that holds its engine (file:///…) or has it beside it.
// Needs Chromium on the path, as `chromium` or as CHROMIUM says, and is run where `tests` is. ONLY=WORDS runs
// the checks with these words in their names.

import { run } from "./browser.mjs";
import long from "./page/long.mjs";
import look from "./page/look.mjs";
import notes from "./page/notes.mjs";
import { address, figures, open, served } from "./page/tab.mjs";
import text from "./page/text.mjs";

const checks = Object.entries({ ...text, ...notes, ...look, ...long }).filter(([name]) => name.includes(process.env.ONLY ?? ""));

await run(Object.fromEntries(checks), open, served ? address : [new URL(".", address).href, "blob:"], () => {
  for (const [what, ms] of figures) console.log(`${ms.toFixed(1).padStart(8)} ms  ${what}`);
});
