#!/usr/bin/env bash
# Has LibreOffice and python-docx open documents that the program has commented, and fixed with tracked
# changes: tests/word.sh [PROGRAM]. Installs both if it can.
set -euo pipefail
cd "$(dirname "$0")/.."

program="${1:-${CARGO_TARGET_DIR:-target}/release/factlint}"
folder="${CARGO_TARGET_DIR:-target}/word"

if ! command -v soffice >/dev/null; then
  if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "Word is left out: install libreoffice-writer"
    exit 0
  fi
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    libreoffice-writer; } >/dev/null
fi
if [ ! -x "$folder/bin/python" ]; then
  python3 -m venv "$folder"
fi
"$folder/bin/python" -c "import docx" 2>/dev/null ||
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "python-docx>=1.2"
"$folder/bin/python" tests/word.py "$program"
