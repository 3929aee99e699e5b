#!/usr/bin/env bash
# Has Neovim show findings, take the fix of one and ignore another, without a window: tests/neovim.sh
# [PROGRAM]. Installs Neovim if it can; Debian 12 has 0.7, and later versions are tried the same way. NVIM
# names another one.
set -euo pipefail
cd "$(dirname "$0")/.."

program=$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/factlint}")
nvim=${NVIM:-nvim}

if ! command -v "$nvim" >/dev/null; then
  if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "Neovim is left out: install neovim"
    exit 0
  fi
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends neovim; } >/dev/null
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Nothing of the user's own takes part.
export HOME=$folder XDG_{CONFIG,DATA,STATE,CACHE}_HOME=$folder
FACTLINT=$program timeout 120 "$nvim" --headless -u NONE -i NONE -n -c 'luafile tests/neovim.lua' -c 'cquit' 2>&1
