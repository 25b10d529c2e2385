#!/usr/bin/env bash
# Counts false alarms on correct generated reports and prints the Markdown tables of README.md beside this file: every layout that the
# generator writes; then scans of some, where gouji-ocr is built.
#
#   tests/benchmarks/alarms/run.sh [--build DIR] [--count N] [--scans N] [--seed S]
#
#   --build DIR      measure what DIR holds, built already, instead of building build/release
#   --count N        reports for each form and layout (100)
#   --scans N        documents for each form that are scanned at 300 dpi (2); about ten seconds each
set -euo pipefail
cd "$(dirname "$0")/../../.."
export LC_ALL=C.UTF-8
# shellcheck source=tests/benchmarks/options.sh
source tests/benchmarks/options.sh

build='' count=100 scans=2 seed=1
read_options "build count scans seed" "$@"
if [[ -z $build ]]; then
  build=build/release
  build_release gouji_alarms_benchmark
  known=$(cmake --build "$build" --target help)
  if [[ $known == *"gouji-ocr: phony"* ]]; then build_release gouji-ocr; fi
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# False alarms make the program fail; its table shows them, and the next one is still wanted.
failed=0
"$build/bin/gouji_alarms_benchmark" --seed="$seed" --count="$count" || failed=$?
if [[ -x $build/bin/gouji-ocr && $scans -gt 0 ]]; then
  "$build/bin/gouji_alarms_benchmark" --seed="$seed" --count="$scans" --layouts=pdf --write="$work/print" >/dev/null
  mkdir "$work/scans"
  for document in "$work"/print/*.pdf; do
    pdftoppm -r 300 -gray "$document" "$work/page"
    /usr/bin/python3 tests/benchmarks/accuracy/scan_pages.py "$work/scans/$(basename "$document")" 300 "$work"/page-*.pgm
    rm -f "$work"/page-*.pgm
  done
  printf '\n### Scans of 300 dpi with noise\n\n'
  "$build/bin/gouji_alarms_benchmark" --seed="$seed" --count="$scans" --layouts=pdf --read="$work/scans" || failed=$?
fi
exit "$failed"
