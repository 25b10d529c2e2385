#!/usr/bin/env bash
# Takes a fresh Debian 12 to a first result: installs the packages, builds Gouji, and reads, checks and adds up the sample reports with all
# services in one process. Running it again is quick.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8

gouji=build/release/bin/gouji
shopt -s nullglob
samples=(tests/data/reports/*.txt tests/data/reports/*-20??.md)

step() {
  printf '\n== %s\n' "$*"
}

# Prints a command as one would type it, and runs it.
run() {
  local typed=$1
  shift
  printf '\n$ %s\n' "$typed"
  "$@" </dev/null
}

step "Packages"
deploy/packages/install.sh deploy/packages/build.txt

step "Building the preset release (some minutes on two cores, the first time)"
# Without the tests; but a build directory that has them keeps them.
if [[ -e build/release/build.ninja ]]; then
  cmake --preset release --log-level=WARNING </dev/null
else
  cmake --preset release --log-level=WARNING -DBUILD_TESTING=OFF </dev/null
fi
cmake --build --preset release --parallel "$(nproc)" </dev/null

step "Checking the sample reports"
patterns="tests/data/reports/*.txt tests/data/reports/*-20??.md"
status=0
run "$gouji check $patterns" "$gouji" check "${samples[@]}" || status=$?
case $status in
  0) ;;
  1) echo "(Exit status 1: some samples contain arithmetic errors, on purpose. They stand above.)" ;;
  *) exit "$status" ;;
esac

step "Recording them in a register, and adding them up"
register=$(mktemp -d)
trap 'rm -rf "$register"' EXIT
status=0
run "$gouji import --data-dir $register $patterns" "$gouji" import --data-dir "$register" "${samples[@]}" || status=$?
[[ $status -le 1 ]] || exit "$status"
run "$gouji stats summary --data-dir $register" "$gouji" stats summary --data-dir "$register"

step "It works. What to try next"
cat <<TEXT
  $gouji check FILE...                  check reports of your own
  $gouji check --format=json FILE       every cell, finding and reason, for programs
  $gouji import DIR                     record them (in ~/.gouji); then: $gouji stats summary
  $gouji serve                          the whole suite as one server: gRPC on port 7400, JSON over HTTP on 7480
  tests/run.sh                                           all tests
TEXT
