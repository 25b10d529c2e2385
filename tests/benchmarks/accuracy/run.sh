#!/usr/bin/env bash
# Measures how exactly generated reports are read and prints the Markdown tables of README.md beside this file. First everything that the
# generator writes itself; then documents that passed through the layout of LibreOffice and Chromium, where they are installed; then scans
# of some, where gouji-ocr is built.
#
#   tests/benchmarks/accuracy/run.sh [--build DIR] [--count N] [--converted N] [--scans N] [--seed S]
#
#   --build DIR      measure what DIR holds, built already, instead of building build/release
#   --count N        reports for each form and layout (100)
#   --converted N    documents for each form and layout that converters lay out (10); 0: none
#   --scans N        documents for each form and layout that are scanned, at 300 and 200 dpi (2); 0: none; about ten seconds each
set -euo pipefail
cd "$(dirname "$0")/../../.."
export LC_ALL=C.UTF-8
# shellcheck source=tests/benchmarks/options.sh
source tests/benchmarks/options.sh

build='' count=100 converted=10 scans=2 seed=1
read_options "build count converted scans seed" "$@"
if [[ -z $build ]]; then
  build=build/release
  build_release gouji-accuracy
  known=$(cmake --build "$build" --target help)
  if [[ $known == *"gouji-ocr: phony"* ]]; then build_release gouji-ocr; fi
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
if command -v soffice >/dev/null && [[ $converted -gt 0 ]]; then
  write docx,docx-blanks,docx-markers,docx-numbered,docx-text-box office
  rm -f "$work"/office/*docx-tracked*
  for to in pdf doc; do
    soffice --headless -env:UserInstallation="file://$work/profile" --convert-to "$to" --outdir "$work/office-$to" "$work"/office/*.docx >/dev/null 2>&1
    printf '\n### DOCX laid out by LibreOffice, as %s\n\n' "$to"
    measure --count="$converted" --damages=none --layouts=docx --read="$work/office-$to" --read_suffix=".$to"
  done
fi
if command -v chromium >/dev/null && [[ $converted -gt 0 ]]; then
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
if [[ -x $build/bin/gouji-ocr && $scans -gt 0 && -z $(fc-list :lang=zh) ]]; then
  printf '\nNo scans: there is no Chinese font to draw pages with (Debian: fonts-noto-cjk).\n'
elif [[ -x $build/bin/gouji-ocr && $scans -gt 0 ]]; then
  # NAME LAYOUT PRINTS: scans of the PDF files in PRINTS, whose reports are of LAYOUT.
  scan() {
    local dpi document
    for dpi in 300 200; do
      rm -rf "$work/scans"
      mkdir "$work/scans"
      for document in "$3"/*.pdf; do
        pdftoppm -r "$dpi" -gray "$document" "$work/page"
        /usr/bin/python3 tests/benchmarks/accuracy/scan_pages.py "$work/scans/$(basename "$document")" "$dpi" "$work"/page-*.pgm
        rm -f "$work"/page-*.pgm
      done
      printf '\n### Scans of %s dpi with noise, of pages laid out by %s\n\n' "$dpi" "$1"
      measure --count="$scans" --damages=none --layouts="$2" --read="$work/scans"
    done
  }
  write_scans() {
    "$build/bin/gouji-accuracy" --seed="$seed" --count="$scans" --damages=none --layouts="$1" --write="$work/$2" >/dev/null
  }
  write_scans pdf print
  scan "the generator" pdf "$work/print"
  if command -v soffice >/dev/null; then
    write_scans docx,docx-blanks print-office
    rm -f "$work"/print-office/*docx-{markers,numbered,text-box,tracked}*
    soffice --headless -env:UserInstallation="file://$work/profile" --convert-to pdf --outdir "$work/print-pdf" "$work"/print-office/*.docx >/dev/null 2>&1
    scan LibreOffice docx "$work/print-pdf"
  fi
fi
