# A server for the tests that are sourced with this: `serve PROGRAM` starts one on a free port and sets `address`, without a
# slash at the end, and `folder`, a folder for files of the test. Both are gone when the script ends.

serve() {
  folder="$(mktemp -d)"
  trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
  "$1" serve --no-config --port 0 >"$folder/address" &
  server=$!
  until [ -s "$folder/address" ]; do sleep 0.1; done
  address="$(head -1 "$folder/address")"
  address="${address%/}"
}
