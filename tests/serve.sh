#!/usr/bin/env bash
# Drives the server over HTTP, with LanguageTool's client for Python among others: tests/serve.sh [PROGRAM]. Installs that
# client if it can.
set -euo pipefail
cd "$(dirname "$0")/.."

program="$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/factlint}")"
folder="${CARGO_TARGET_DIR:-target}/serve"

if [ ! -x "$folder/bin/python" ]; then
  python3 -m venv "$folder"
fi
"$folder/bin/python" -c "import pytest, language_tool_python" 2>/dev/null ||
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check pytest language_tool_python
FACTLINT="$program" "$folder/bin/python" -m pytest -q -s -p no:cacheprovider tests/editors/serve.py
