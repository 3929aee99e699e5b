import assert from "node:assert/strict";
import { it } from "node:test";
import type { StatusBarItem } from "vscode";
import manifest from "../package.json";
import { appearance, Status, type State } from "../src/status";

const states: State[] = [
  { is: "off" },
  { is: "starting" },
  { is: "running", version: "1.2.3" },
  { is: "stopped" },
  { is: "failed", message: "factlint is not on the PATH." },
];

function item(): { shown: boolean; drawn: StatusBarItem } {
  const record = { shown: false, drawn: {} as StatusBarItem };
  record.drawn.show = () => void (record.shown = true);
  record.drawn.hide = () => void (record.shown = false);
  return record;
}

it("each state has words of its own and a command that the extension has", () => {
  const commands = manifest.contributes.commands.map((it) => it.command);
  assert.equal(new Set(states.map((it) => appearance(it).text)).size, states.length);
  for (const state of states) {
    assert.ok(commands.includes(appearance(state).command));
  }
});

it("what is wrong is said, and the version that runs", () => {
  assert.match(appearance(states[2]!).tooltip, /1\.2\.3/);
  assert.match(appearance(states[4]!).tooltip, /not on the PATH/);
});

it("the item is shown beside articles, and anywhere when there is no server", () => {
  const bar = item();
  const status = new Status(bar.drawn);
  status.set({ is: "running", version: "1.2.3" });
  assert.equal(bar.shown, false);
  status.besideArticle(true);
  assert.equal(bar.shown, true);
  status.besideArticle(false);
  assert.equal(bar.shown, false);
  status.set({ is: "failed", message: "no" });
  assert.equal(bar.shown, true);
});
