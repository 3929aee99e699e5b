#!/usr/bin/env bash
# Runs the tests of the Python package on Spark: tests/spark.sh WHEEL [ARGUMENT OF PYTEST]…
# WHEEL is the package as it is built. Installs Java, pyspark, and what looks at a page in Chromium, if it can. PYTHON names
# another Python than python3, SPARK another version of pyspark, as "pyspark==3.5.*".
set -euo pipefail
cd "$(dirname "$0")/.."

wheel="$(realpath "${1:?which wheel?}")"
spark="${SPARK:-pyspark>=4,<5}"
folder="${CARGO_TARGET_DIR:-target}/spark"

if ! command -v java >/dev/null && [ -z "${JAVA_HOME:-}" ]; then
  if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "Spark is left out: install Java 17 or later"
    exit 0
  fi
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends default-jre-headless; } >/dev/null
fi
venv="$folder/$(printf %s "$spark" | tr -c 'a-z0-9.\n' _)"
if [ ! -x "$venv/bin/pytest" ]; then
  "${PYTHON:-python3}" -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "$spark" 'pyarrow>=15' 'pandas>=2,<3' 'pytest>=8'
fi
"$venv/bin/pip" install --quiet --disable-pip-version-check --force-reinstall --no-deps "$wheel"
if command -v npm >/dev/null && [ ! -d "$folder/node_modules/playwright-core" ]; then
  npm install --prefix "$folder" --no-audit --no-fund --loglevel=error playwright-core >/dev/null
fi
# The tests are run from another folder, so that it is the wheel that they import.
tests="$(realpath python/tests/spark)"
NODE_PATH="$(realpath "$folder")/node_modules" "$venv/bin/python" -m pytest --import-mode=importlib -rs --rootdir="$tests" \
  -c /dev/null -p no:cacheprovider "$tests" "${@:2}"
