import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { command, find, probe, Unusable, type Surroundings } from "../src/server";

let root = "";
before(() => {
  root = mkdtempSync(join(tmpdir(), "factlint-"));
});
after(() => rmSync(root, { recursive: true, force: true }));

/** A program that is the shell script `script`. */
function program(folder: string, name: string, script = ""): string {
  const path = join(root, folder, name);
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

function around(folders: string[], rest: Partial<Surroundings> = {}): Surroundings {
  return {
    env: { PATH: folders.join(delimiter) },
    platform: process.platform,
    home: join(root, "home"),
    folder: undefined,
    ...rest,
  };
}

function unusable(reason: Unusable["reason"], ...words: string[]): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof Unusable, String(error));
    assert.equal(error.reason, reason);
    for (const word of words) {
      assert.ok(error.message.includes(word), `"${word}" in: ${error.message}`);
    }
    return true;
  };
}

describe("the program is found", () => {
  it("on the PATH, in the first folder that has it", () => {
    const first = program("first", "factlint");
    program("second", "factlint");
    mkdirSync(join(root, "empty"), { recursive: true });
    assert.equal(find("factlint", around(["empty", "first", "second"].map((it) => join(root, it)))), first);
  });

  it("by another name, and by its own where the setting is empty", () => {
    const nightly = program("names", "factlint-nightly");
    const plain = program("names", "factlint");
    assert.equal(find("factlint-nightly", around([join(root, "names")])), nightly);
    assert.equal(find("  ", around([join(root, "names")])), plain);
  });

  it("where the setting says: a whole path, one in the home folder, one in the open folder", () => {
    const whole = program("whole", "factlint");
    const home = program("home/bin", "factlint");
    const open = program("open/tools", "factlint");
    assert.equal(find(whole, around([])), whole);
    assert.equal(find("~/bin/factlint", around([])), home);
    assert.equal(find("tools/factlint", around([], { folder: join(root, "open") })), open);
  });

  it("as a .exe on Windows, whose PATH has other letters and quotation marks", () => {
    const exe = program("windows", "factlint.exe");
    const env = { Path: `"${join(root, "windows")}"` };
    assert.equal(find("factlint", around([], { env, platform: "win32" })), exe);
  });
});

describe("a program that is not found", () => {
  it("is named, with where to get it and which setting to change", () => {
    assert.throws(
      () => find("factlint", around([join(root, "nowhere")])),
      unusable("missing", "factlint is not on the PATH", "cargo install", "factlint.path"),
    );
    assert.throws(() => find("factlint", around([], { env: {} })), unusable("missing", "not on the PATH"));
  });

  it("is no folder, no file that may not be run, and nothing in a relative folder of the PATH", () => {
    mkdirSync(join(root, "odd", "factlint"), { recursive: true });
    assert.throws(() => find("factlint", around([join(root, "odd")])), unusable("missing"));
    chmodSync(program("locked", "factlint"), 0o644);
    assert.throws(() => find("factlint", around([join(root, "locked")])), unusable("missing"));
    assert.throws(() => find("factlint", around(["", ".", "bin"])), unusable("missing"));
  });

  it("is named with its whole path where the setting has a path", () => {
    const wanted = join(root, "gone", "factlint");
    assert.throws(() => find(wanted, around([])), unusable("missing", wanted, "factlint.path"));
  });

  it("is not looked for where a relative path has no folder to start from", () => {
    assert.throws(() => find("tools/factlint", around([])), unusable("missing", "no folder is open"));
  });
});

describe("a program that is found", () => {
  it("says its version and is run as lsp", async () => {
    const good = program("good", "factlint", 'case "$1" in --version) echo "factlint 1.2.3";; lsp) exit 0;; esac');
    assert.equal(await probe(good), "1.2.3");
    assert.deepEqual(command(good), { command: good, args: ["lsp"] });
  });

  it("is too old if it knows no lsp, and the message says what to do", async () => {
    const old = program("old", "factlint", 'if [ "$1" = --version ]; then echo "factlint 0.0.9"; else exit 2; fi');
    await assert.rejects(probe(old), unusable("old", "factlint 0.0.9", old, "too old", "cargo install", "factlint.path"));
  });

  it("is refused if it is another program", async () => {
    const other = program("other", "factlint", 'echo "spellcheck 4"');
    await assert.rejects(probe(other), unusable("broken", other, "factlint.path"));
  });

  it("is refused if it fails, or is no program at all", async () => {
    await assert.rejects(probe(program("fails", "factlint", "exit 3")), unusable("broken", "exit code 3"));
    const text = join(root, "fails", "text");
    writeFileSync(text, "\0no program");
    chmodSync(text, 0o755);
    await assert.rejects(probe(text), unusable("broken", text));
  });
});
