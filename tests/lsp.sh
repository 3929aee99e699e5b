#!/usr/bin/env bash
# Drives the language server with a client of the protocol: tests/lsp.sh [PROGRAM]. Installs the client if it can.
set -euo pipefail
cd "$(dirname "$0")/.."

program="$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/factlint}")"
folder="${CARGO_TARGET_DIR:-target}/lsp"

if [ ! -x "$folder/bin/python" ]; then
  python3 -m venv "$folder"
fi
"$folder/bin/python" -c "import pytest_lsp" 2>/dev/null ||
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "pytest-lsp>=1.0"
FACTLINT="$program" "$folder/bin/python" -m pytest -q -s -p no:cacheprovider tests/editors/lsp.py
