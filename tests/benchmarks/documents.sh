#!/usr/bin/env bash
# Measures what whole files cost on one core, beside parse_benchmark: PDF as LibreOffice, Chromium and the generator write it (the share of
# pdftotext apart), and memory over 100 000 documents of all formats that need no other program. Prints Markdown tables, ready for README.md
# beside this file. LibreOffice and Chromium are used where they are installed.
#
#   tests/benchmarks/documents.sh [--build DIR] [--documents N]
#
#   --build DIR     measure what DIR holds, built already, instead of building build/release
#   --documents N   documents for the memory (100000)
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8
# shellcheck source=tests/benchmarks/options.sh
source tests/benchmarks/options.sh

build='' documents=100000
read_options "build documents" "$@"
if [[ -z $build ]]; then
  build=build/release
  build_release gouji-generate gouji_read_files
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

generate() {
  "$build/bin/gouji-generate" --count="$2" --seed=1 --full --layout="$1" --out="$work/$1" >/dev/null
}

printf 'Load average before: %s\n\n' "$(cut -d ' ' -f 1-3 /proc/loadavg)"
generate pdf 10
generate docx 10
generate html-word 10
if command -v soffice >/dev/null; then
  soffice --headless -env:UserInstallation="file://$work/profile" --convert-to pdf --outdir "$work/office" "$work"/docx/*.docx >/dev/null 2>&1
fi
if command -v chromium >/dev/null; then
  mkdir -p "$work/pages"
  for page in "$work"/html-word/*.html; do
    timeout 60 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/chromium" --no-pdf-header-footer \
      --print-to-pdf="$work/pages/$(basename "$page" .html).pdf" "$page" >/dev/null 2>&1 || true
  done
fi
printf '| PDF written by | pages | ms a document | CPU ms: pdftotext | CPU ms: ours | our share %% |\n|---|---:|---:|---:|---:|---:|\n'
for writer in pdf:generator office:LibreOffice pages:Chromium; do
  mapfile -t files < <(find "$work/${writer%%:*}" -name '*.pdf' 2>/dev/null | sort)
  if [[ ${#files[@]} -eq 0 ]]; then continue; fi
  pages=$(for file in "${files[@]}"; do pdfinfo "$file"; done | awk '/^Pages:/ { all += $2; n += 1 } END { printf "%.1f", all / n }')
  taskset -c 0 "$build/bin/gouji_read_files" --seconds=5 "${files[@]}" | /usr/bin/python3 -c '
import json, sys
row = json.load(sys.stdin)
ours, theirs, wall = row["own_cpu_ms"], row["children_cpu_ms"], row["wall_ms"]
print(f"| {sys.argv[1]} | {sys.argv[2]} | {wall:.1f} | {theirs:.1f} | {ours:.1f} | {100 * ours / (ours + theirs):.0f} |")' \
    "${writer#*:}" "$pages"
done

for layout in tabs line-cells html html-word html-cms mht rtf docx xlsx ofd; do generate "$layout" 20; done
mapfile -t files < <(find "$work" -type f ! -name '*.pdf' -path '*/report-*' | sort)
printf '\n| documents | MB after a tenth of them | MB after all |\n|---:|---:|---:|\n'
"$build/bin/gouji_read_files" --documents="$documents" "${files[@]}" | /usr/bin/python3 -c '
import json, sys
row = json.load(sys.stdin)
print("| {documents} | {memory_early_mb} | {memory_mb} |".format(**row))'
