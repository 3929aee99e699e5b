#!/usr/bin/env bash
# Builds the engine for WebAssembly, tests the package for JavaScript and the page that needs no server, and holds what
# they find against what the program finds: tests/wasm.sh [PROGRAM]. Where rustc has no library for WebAssembly, Debian's
# compiler for the web builds one from its source, if apt-get can install it. With playwright-core and axe-core on
# NODE_PATH the page is tested in Chromium too.
set -euo pipefail
cd "$(dirname "$0")/.."

program="$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/factlint}")"
folder="${CARGO_TARGET_DIR:-target}/wasm"

if ! command -v node >/dev/null; then
  echo "WebAssembly is left out: there is no node"
  exit 0
fi
if [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ] && [ "$(id -u)" = 0 ] &&
  ! dpkg -s rustc-web cargo-web rust-web-src lld >/dev/null 2>&1 && command -v apt-get >/dev/null; then
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    rustc-web cargo-web rust-web-src lld; } >/dev/null
fi
packages/wasm/build.sh || {
  [ $? = 69 ] || exit 1
  echo "WebAssembly is left out"
  exit 0
}
packages/page/build.sh

(cd packages/wasm && node --test && npm pack --dry-run)
articles=()
for file in ../shared/eval/slips-dev.jsonl*; do
  [ -f "$file" ] && articles+=("$file")
done
python3 packages/wasm/same/corpus.py "${articles[@]}" | node packages/wasm/same/same.mjs "$program" "$folder/same"
node packages/page/same.mjs "$program"
if NODE_PATH="${NODE_PATH:-}" node -e 'require("playwright-core"), require("axe-core")' 2>/dev/null; then
  node tests/browser/wasm.mjs
else
  echo "the page in Chromium is left out: no playwright-core and axe-core on NODE_PATH"
fi
