#!/usr/bin/env bash
# Looks at the page in Chromium, and has a page of another origin try to use the server: tests/page.sh [PROGRAM [SCREENSHOTS]].
# Installs Chromium and playwright-core if it can.
set -euo pipefail
cd "$(dirname "$0")/.."

program="$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/factlint}")"
folder="${CARGO_TARGET_DIR:-target}/page"

if ! command -v npm >/dev/null; then
  echo "The page is left out: install Node.js 20 or later, with npm"
  exit 0
fi
if ! command -v "${CHROMIUM:-chromium}" >/dev/null; then
  if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "The page is left out: install chromium"
    exit 0
  fi
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } >/dev/null
fi
if [ ! -d "$folder/node_modules/axe-core" ]; then
  npm install --prefix "$folder" --no-audit --no-fund --loglevel=error playwright-core axe-core >/dev/null
fi
modules="$(realpath "$folder/node_modules")"
. tests/served.sh
serve "$program"
NODE_PATH="$modules" node tests/browser/elsewhere.mjs "$address"
NODE_PATH="$modules" node tests/browser/page.mjs "$address/" "${@:2}"
# The page without a server starts and checks, where tests/wasm.sh has made it. Without ONLY all that is above is done with
# both of its forms too.
if [ -f packages/page/dist/factlint.html ]; then
  ONLY=none NODE_PATH="$modules" node tests/browser/wasm.mjs
fi
