#!/usr/bin/env bash
# Builds the extension for Visual Studio Code, tests it against the program as it speaks with editors, packs
# it and says what is in the package: tests/vscode.sh [PROGRAM]. Needs Node.js 20 or later with npm; where
# they are not there, it says so and passes. What it packs is target/vscode/factlint.vsix.
set -euo pipefail
cd "$(dirname "$0")/.."

program=$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/factlint}")
mkdir -p "${CARGO_TARGET_DIR:-target}/vscode"
package=$(realpath "${CARGO_TARGET_DIR:-target}/vscode")/factlint.vsix

if ! command -v npm >/dev/null || [ "$(node -p 'process.versions.node.split(".")[0] >= 20')" != true ]; then
  echo "Visual Studio Code is left out: install Node.js 20 or later, with npm"
  exit 0
fi

cd editors/vscode
if grep -q '"resolved"' package-lock.json; then
  echo "package-lock.json names a registry: npm install without it leaves the names out, as .npmrc says"
  exit 1
fi
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
npm run --silent check
FACTLINT="$program" npm run --silent test
npm run --silent package -- --out "$package"

packed=$(node_modules/.bin/vsce ls --no-dependencies | LC_ALL=C sort | tr '\n' ' ')
wanted="CHANGELOG.md LICENSE README.md dist/extension.js dist/licences.txt images/icon.png package.json "
if [ "$packed" != "$wanted" ]; then
  echo "packed is $packed- and should be $wanted"
  exit 1
fi
