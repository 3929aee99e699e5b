#!/usr/bin/env bash
# rustc without the feature of getrandom that takes random numbers from a browser. A library wants it, for archives that
# are written with a password; with it the module would import functions of JavaScript.
set -euo pipefail
args=()
last=
for arg in "$@"; do
  if [ "$last" = --cfg ] && [ "$arg" = 'feature="wasm_js"' ] && [[ " $* " == *" --crate-name getrandom "* ]]; then
    unset 'args[-1]'
  else
    args+=("$arg")
  fi
  last="$arg"
done
exec "${args[@]}"
