// Bundles the extension into dist, with the licences of what is bundled, or with --test the tests into
// out. --minify is for what ships.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const tests = process.argv.includes("--test");
const folder = tests ? "out" : "dist";
const entries = tests
  ? readdirSync("test").filter((name) => name.endsWith(".test.ts")).map((name) => `test/${name}`)
  : ["src/extension.ts"];

rmSync(folder, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: entries,
  outdir: folder,
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  external: ["vscode"],
  sourcemap: tests ? "inline" : false,
  minify: process.argv.includes("--minify"),
  metafile: true,
  logLevel: "warning",
});

if (!tests) {
  const folders = Object.keys(metafile.inputs).map((file) => /^node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  const licences = [...new Set(folders)].filter(Boolean).sort().map((home) => {
    const { name, version } = JSON.parse(readFileSync(`${home}/package.json`, "utf8"));
    const file = readdirSync(home).find((it) => /^licen[cs]e/i.test(it));
    if (file === undefined) throw new Error(`${name} has no licence that could be passed on`);
    return `${name} ${version}\n\n${readFileSync(`${home}/${file}`, "utf8").trim()}\n`;
  });
  writeFileSync(`${folder}/licences.txt`, licences.join(`\n${"-".repeat(72)}\n\n`));
}
