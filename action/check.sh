#!/usr/bin/env bash
# The check of the GitHub action. Its inputs come as environment variables; ARGS and PATHS have one
# word a line, so that a word may hold spaces. Where SARIF names a file, the findings go there too,
# and the output `sarif` has its name.
set -euo pipefail

arguments=(check --format github --fail-on "$FAIL_ON")
if [ -n "$SINCE" ]; then arguments+=(--since "$SINCE"); fi
if [ -n "$SARIF" ]; then arguments+=(--output "sarif=$SARIF"); fi
while read -r word; do
  if [ -n "$word" ]; then arguments+=("$word"); fi
done <<<"$ARGS"
arguments+=(--)
while read -r path; do
  if [ -n "$path" ]; then arguments+=("$path"); fi
done <<<"$PATHS"

code=0
factlint "${arguments[@]}" || code=$?
# There is no report where the check could not begin.
if [ -n "$SARIF" ] && [ -s "$SARIF" ]; then echo "sarif=$SARIF" >>"$GITHUB_OUTPUT"; fi
exit "$code"
