#!/usr/bin/env bash
# Measures how exactly generated reports are read and prints the Markdown tables of README.md beside this file. First everything that the
# generator writes itself; then documents that passed through the layout of LibreOffice and Chromium, where they are installed; then scans
# of some, where gouji-ocr is built.
#
#   tests/benchmarks/accuracy/run.sh [--build DIR] [--count N] [--converted N] [--scans N] [--seed S]
#
#   --build DIR      measure what DIR holds, built already, instead of building build/release
#   --count N        reports for each form and layout (100)
#   --converted N    documents for each form and layout that converters lay out (10)
#   --scans N        scanned documents for each form (2); about a minute each
set -euo pipefail
cd "$(dirname "$0")/../../.."
export LC_ALL=C.UTF-8

build='' count=100 converted=10 scans=2 seed=1
while [[ $# -gt 1 ]]; do
  case $1 in
    --build) build=$2 ;;
    --count) count=$2 ;;
    --converted) converted=$2 ;;
    --scans) scans=$2 ;;
    --seed) seed=$2 ;;
    *) echo "run.sh: unknown argument $1" >&2 && exit 64 ;;
  esac
  shift 2
done
if [[ -z $build ]]; then
  build=build/release
  cmake --preset release -DBUILD_TESTING=ON --log-level=WARNING >&2
  targets=(gouji-accuracy)
  known=$(cmake --build "$build" --target help)
  if [[ $known == *"gouji-ocr: phony"* ]]; then targets+=(gouji-ocr); fi
  cmake --build "$build" --parallel "$(nproc)" --target "${targets[@]}" >&2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Wrong values make gouji-accuracy fail; the table shows them, and the next one is still wanted.
measure() {
  "$build/bin/gouji-accuracy" --seed="$seed" "$@" || [[ $? -eq 1 ]]
}

echo "### Written by the generator"
echo
measure --count="$count"

write() {
  "$build/bin/gouji-accuracy" --seed="$seed" --count="$converted" --damages=none --layouts="$1" --write="$work/$2" >/dev/null
}
if command -v soffice >/dev/null; then
  write docx,docx-blanks,docx-markers,docx-numbered,docx-text-box office
  rm -f "$work"/office/*docx-tracked*
  for to in pdf doc; do
    soffice --headless -env:UserInstallation="file://$work/profile" --convert-to "$to" --outdir "$work/office-$to" "$work"/office/*.docx >/dev/null 2>&1
    printf '\n### DOCX laid out by LibreOffice, as %s\n\n' "$to"
    measure --count="$converted" --damages=none --layouts=docx --read="$work/office-$to" --read_suffix=".$to"
  done
fi
if command -v chromium >/dev/null; then
  write html pages
  find "$work/pages" -type f ! -name '*-html-none-*' ! -name '*-html-word-none-*' ! -name '*-html-cms-none-*' -delete
  mkdir "$work/pages-pdf"
  for page in "$work"/pages/*.html; do
    timeout 60 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/chromium" --no-pdf-header-footer \
      --print-to-pdf="$work/pages-pdf/$(basename "$page" .html).pdf" "$page" >/dev/null 2>&1 || true
  done
  printf '\n### HTML printed by Chromium, as pdf\n\n'
  measure --count="$converted" --damages=none --layouts=html --read="$work/pages-pdf"
fi
if [[ -x $build/bin/gouji-ocr && $scans -gt 0 ]]; then
  "$build/bin/gouji-accuracy" --seed="$seed" --count="$scans" --damages=none --layouts=pdf --write="$work/print" >/dev/null
  mkdir "$work/scans"
  for document in "$work"/print/*-pdf-none-*.pdf; do
    pdftoppm -r 200 -gray "$document" "$work/page"
    /usr/bin/python3 tests/benchmarks/accuracy/scan_pages.py "$work/scans/$(basename "$document")" 200 "$work"/page-*.pgm
    rm -f "$work"/page-*.pgm
  done
  printf '\n### Scans of 200 dpi with noise\n\n'
  measure --count="$scans" --damages=none --layouts=pdf --read="$work/scans"
fi
