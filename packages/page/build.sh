#!/usr/bin/env bash
# Makes the page that needs no server, of the module that packages/wasm/build.sh has made; makes that first if it
# is not there: packages/page/build.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

[ -f packages/wasm/dist/factlint.wasm ] || packages/wasm/build.sh
node packages/page/build.mjs
