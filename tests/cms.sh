#!/usr/bin/env bash
# Runs the WordPress plugin against a server with stand-ins for WordPress, and the scripts that ask before publishing:
# tests/cms.sh [PROGRAM]. Installs PHP if it can.
set -euo pipefail
cd "$(dirname "$0")/.."

program="$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/factlint}")"

if ! command -v php >/dev/null || ! php -r 'exit(function_exists("mb_strlen") ? 0 : 1);'; then
  if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "WordPress is left out: install php-cli and php-mbstring"
    exit 0
  fi
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    php-cli php-mbstring; } >/dev/null
fi
. tests/served.sh
serve "$program"

for file in cms/wordpress/factlint/*.php cms/wordpress/tests/*.php; do php -l "$file" >/dev/null; done
php cms/wordpress/tests/run.php "$address"

# Both scripts say the same, and end as they promise.
slip=examples/ferry.txt
printf 'Ferry sinks\n\nRescuers found the nine sailors at dawn.\n' >"$folder/good.txt"
asks() {
  local code=0
  "$@" >"$folder/said" 2>&1 || code=$?
  echo "$code"
}
[ "$(asks python3 cms/generic/check_before_publish.py "$slip" "$address")" = 1 ]
cp "$folder/said" "$folder/first"
[ "$(asks python3 cms/generic/check_before_publish.py "$folder/good.txt" "$address")" = 0 ]
[ "$(asks python3 cms/generic/check_before_publish.py "$folder/good.txt" http://127.0.0.1:9)" = 2 ]
if command -v node >/dev/null; then
  [ "$(asks node cms/generic/check-before-publish.mjs "$slip" "$address")" = 1 ]
  diff "$folder/first" "$folder/said"
  [ "$(asks node cms/generic/check-before-publish.mjs "$folder/good.txt" "$address")" = 0 ]
fi
echo "Asked before publishing: $(wc -l <"$folder/first") findings, in both scripts"
