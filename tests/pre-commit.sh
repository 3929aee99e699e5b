#!/usr/bin/env bash
# Runs the hooks of this checkout with pre-commit, in a repository of articles made for it: a commit
# with a slip is stopped, and goes through once the slip is mended. Needs git, cargo, and pre-commit
# or Python to install it with; where there is neither, it says so and passes. Leaves nothing behind
# but its build, in TARGET.
#
#   tests/pre-commit.sh [TARGET]
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

pre_commit=$(command -v pre-commit || true)
if [ -z "$pre_commit" ]; then
  if ! { python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet pre-commit; }; then
    echo 'skipped: pre-commit is not here, and cannot be installed'
    exit
  fi
  pre_commit=$folder/venv/bin/pre-commit
fi

# pre-commit builds what it installs. What is tried is the hook, not its speed: the build is quick.
export CARGO_TARGET_DIR=${1:-$here/target/pre-commit}
export CARGO_PROFILE_RELEASE_{LTO=off,OPT_LEVEL=0,DEBUG=false,CODEGEN_UNITS=16}
export PRE_COMMIT_HOME=$folder/cache
# Nothing of the user's own takes part.
export GIT_CONFIG_GLOBAL=$folder/gitconfig GIT_CONFIG_NOSYSTEM=1
git config --global user.name 'A. Reporter'
git config --global user.email reporter@example.org
git config --global init.defaultBranch main

passed=0 failed=0
said=$folder/said
check() { # what is promised; then the command that shows it
  if "${@:2}"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'failed: %s; what was said last:\n' "$1"
    cat "$said"
  fi
}
commit() { git add --all && git commit --message 'An article' >"$said" 2>&1; }
stopped() { ! commit; }
named() { grep -q "$1" "$said"; }
unnamed() { ! named "$1"; }

# The repository of the hooks: what is in this checkout now, committed or not.
git init --quiet "$folder/factlint"
cd "$here"
git ls-files -z --cached --others --exclude-standard |
  while IFS= read -r -d '' file; do if [ -e "$file" ]; then printf '%s\0' "$file"; fi; done |
  tar --null -T - -cf - | tar -C "$folder/factlint" -xf -
cd "$folder/factlint"
check 'the checkout is committed' commit

git init --quiet "$folder/gazette"
cd "$folder/gazette"
hook() {
  cat >.pre-commit-config.yaml <<EOF
repos:
  - repo: $folder/factlint
    rev: $(git -C "$folder/factlint" rev-parse HEAD)
    hooks:
      - id: $1
EOF
}
hook factlint
"$pre_commit" install >"$said"
SECONDS=0
check 'the hook is built' "$pre_commit" install-hooks
printf 'built in %s s\n' "$SECONDS"

mkdir articles
printf 'Harbour reopens after storm\n\nThe nine seven tugs went out on Friday.\n' >articles/harbour.txt
printf 'The nine seven tugs are in no article.\n' >notes.rst
check 'a commit with a slip is stopped' stopped
check 'the slip is named' named 'count.adjacent'
check 'what is no article is passed over' unnamed 'notes.rst'
printf 'Harbour reopens after storm\n\nThe nine tugs went out on Friday.\n' >articles/harbour.txt
check 'a commit without a slip goes through' commit

hook factlint-fix
printf 'The pier\n\nThe the pier is open.\n' >articles/pier.txt
check 'a commit that is mended is stopped' stopped
check 'what can be mended is mended' grep -q '^The pier is open' articles/pier.txt
check 'a commit of what is mended goes through' commit

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
