#!/usr/bin/env bash
# Has LibreOffice check a text with the server as its LanguageTool server: tests/libreoffice.sh [PROGRAM [PICTURE]]. With a
# picture it is done in a window, of which the picture is. Installs LibreOffice if it can.
set -euo pipefail
cd "$(dirname "$0")/.."

program="$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/factlint}")"
picture="${2:-}"

if ! command -v soffice >/dev/null || ! /usr/bin/python3 -c "import uno" 2>/dev/null; then
  if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "LibreOffice is left out: install libreoffice-writer and python3-uno"
    exit 0
  fi
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    libreoffice-writer python3-uno; } >/dev/null
fi
. tests/served.sh
serve "$program"
run=(timeout 150 /usr/bin/python3 tests/editors/libreoffice.py "$address" "$folder/profile" ${picture:+"$picture"})
if [ -n "$picture" ]; then run=(xvfb-run -s "-screen 0 1280x800x24" "${run[@]}"); fi
"${run[@]}"
