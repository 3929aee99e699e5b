#!/usr/bin/env bash
# Builds the engine for WebAssembly into packages/wasm/dist: packages/wasm/build.sh. Needs the target
# wasm32-unknown-unknown, or else Debian's compiler for the web, which builds its library from source. Ends with
# 69 if there is neither.
set -euo pipefail
cd "$(dirname "$0")/../.."

target=wasm32-unknown-unknown
folder="${CARGO_TARGET_DIR:-target}/wasm"
mkdir -p "$folder"
folder="$(realpath "$folder")"
build=(build --profile dist --package factlint-wasm --target "$target")
# All of it is one crate to the optimizer. Every browser that runs the page has SIMD. No text needs random numbers,
# which a library would ask the browser for. Places of panics are told without the folders of who built it.
export CARGO_TARGET_DIR="$folder" CARGO_PROFILE_DIST_LTO=fat RUSTC_WRAPPER="$PWD/packages/wasm/rustc.sh"
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-C target-feature=+simd128 --cfg getrandom_backend=\"unsupported\" \
  --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=crates --remap-path-prefix=$PWD=factlint"
if [ -d "$(rustc --print sysroot 2>/dev/null)/lib/rustlib/$target" ]; then
  cargo "${build[@]}" --locked
elif dpkg -s rustc-web cargo-web rust-web-src lld >/dev/null 2>&1; then
  env -u RUSTUP_TOOLCHAIN PATH=/usr/bin:/bin RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld \
    /usr/bin/cargo "${build[@]}" -Zbuild-std=std,panic_abort
else
  echo "there is no compiler for WebAssembly: rustup target add $target" >&2
  exit 69
fi

dist=packages/wasm/dist
mkdir -p "$dist"
built="$folder/$target/dist/factlint_wasm.wasm"
cp "$built" "$dist/factlint.wasm"
cp LICENSE-APACHE LICENSE-MIT packages/wasm/
for squeezed in "gzip -9" "brotli -q 11"; do
  command -v "${squeezed%% *}" >/dev/null || continue
  echo "$squeezed: $($squeezed -c "$dist/factlint.wasm" | wc -c) bytes"
done
echo "$dist/factlint.wasm: $(wc -c <"$dist/factlint.wasm") bytes"
