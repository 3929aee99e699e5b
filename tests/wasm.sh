#!/usr/bin/env bash
# Builds the engine for WebAssembly, checks an article with it in Node.js, and holds what it finds
# against what the program finds: tests/wasm.sh [PROGRAM]. Where rustc has no library for WebAssembly,
# Debian's compiler for the web builds one from its source, if apt-get can install it.
set -euo pipefail
cd "$(dirname "$0")/.."

program="${1:-${CARGO_TARGET_DIR:-target}/release/factlint}"
folder="${CARGO_TARGET_DIR:-target}/wasm"
target=wasm32-unknown-unknown
build=(build --release --package factlint-wasm --target "$target")

if ! command -v node >/dev/null; then
  echo "WebAssembly is left out: there is no node"
  exit 0
fi
if [ -d "$(rustc --print sysroot)/lib/rustlib/$target" ]; then
  CARGO_TARGET_DIR="$folder" cargo "${build[@]}" --locked
else
  if ! dpkg -s rustc-web cargo-web rust-web-src lld >/dev/null 2>&1; then
    if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
      echo "WebAssembly is left out: rustup target add $target"
      exit 0
    fi
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      rustc-web cargo-web rust-web-src lld; } >/dev/null
  fi
  # The library is no part of this compiler, and is built with the engine.
  env -u RUSTUP_TOOLCHAIN PATH=/usr/bin:/bin RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
    CARGO_TARGET_DIR="$folder" CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld \
    /usr/bin/cargo "${build[@]}" -Zbuild-std=std,panic_abort
fi

module="$folder/$target/release/factlint_wasm.wasm"
article=examples/ferry.txt
told='const lines = require("fs").readFileSync(0, "utf8").trim().split("\n").map(JSON.parse);
for (const f of lines) console.log(`${f.path}:${f.start}: ${f.severity}[${f.rule}] ${f.message}`);'
"$program" check --no-config --format jsonl "$article" | node -e "$told" >"$folder/program.txt" || true
node wasm/check.mjs "$module" "$article" >"$folder/engine.txt"
diff "$folder/program.txt" "$folder/engine.txt"
[ -s "$folder/engine.txt" ]
echo "WebAssembly: $(wc -l <"$folder/engine.txt") findings, as the program has them"
