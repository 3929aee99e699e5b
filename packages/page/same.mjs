// Holds the page that the server sends against what fill.mjs makes for a server: node same.mjs PROGRAM

import assert from "node:assert/strict";
import { spawn } from "node:child_process";

import { page } from "./fill.mjs";

const server = spawn(process.argv[2], ["serve", "--no-config", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
try {
  const address = await new Promise((done, failed) => {
    server.stdout.once("data", (data) => done(String(data).split("\n")[0]));
    server.once("error", failed);
    server.once("exit", (code) => failed(new Error(`the server ended with ${code}`)));
  });
  const told = await (await fetch(address)).text();
  assert.equal(page("", "", "connect-src 'self'; "), told, "the pages are one");
  console.log("the page is filled as the server fills it");
} finally {
  server.kill();
}
