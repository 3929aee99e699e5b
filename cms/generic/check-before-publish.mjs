// Asks `factlint serve` before an article is published: node check-before-publish.mjs FILE [ADDRESS].
// Ends with 1 where the article has an error, and with 2 where it could not be checked.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";

const [file, address = "http://127.0.0.1:8081"] = process.argv.slice(2);

async function check(name, bytes) {
  const query = new URLSearchParams({ name, date: new Date().toISOString().slice(0, 10) });
  const response = await fetch(`${address}/check?${query}`, { method: "POST", body: bytes });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

try {
  const { text, findings } = await check(basename(file), await readFile(file));
  for (const { severity, rule, message, start, end } of findings) {
    console.log(`${severity}[${rule}] “${text.slice(start, end)}”: ${message}`);
  }
  process.exitCode = findings.some(({ severity }) => severity === "error") ? 1 : 0;
} catch (error) {
  console.error(`${file} is not checked: ${error.message}`);
  process.exitCode = 2;
}
