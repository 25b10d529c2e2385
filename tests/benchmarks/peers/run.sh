#!/usr/bin/env bash
# Compares how fast generated HTML pages are read: by us whole, by Python with bs4+lxml and with lxml alone the cells only. All on one core,
# one after the other, on the same pages, in one run; prints a Markdown table, ready for README.md beside this file.
#
#   tests/benchmarks/peers/run.sh [--build DIR]
#
#   --build DIR   measure what DIR holds, built already, instead of building build/release
set -euo pipefail
cd "$(dirname "$0")/../../.."
export LC_ALL=C.UTF-8

build=build/release
if [[ ${1:-} == --build ]]; then
  build=${2:?--build needs a folder}
else
  cmake --preset release -DBUILD_TESTING=ON --log-level=WARNING >&2
  cmake --build "$build" --parallel "$(nproc)" --target gouji-generate gouji_read_files >&2
fi
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
for layout in html html-word html-cms html-gb2312 html-split; do
  "$build/bin/gouji-generate" --count=40 --seed=1 --full --layout="$layout" --out="$pages/$layout"
done
mapfile -t files < <(find "$pages" -name '*.html' | sort)
printf 'Load average before: %s. %d pages, %d bytes on average.\n\n' "$(cut -d ' ' -f 1-3 /proc/loadavg)" "${#files[@]}" \
  "$(($(cat "${files[@]}" | wc -c) / ${#files[@]}))"
{
  taskset -c 0 "$build/bin/gouji_read_files" "${files[@]}"
  for peer in lxml bs4; do
    taskset -c 0 /usr/bin/python3 tests/benchmarks/peers/read_pages.py "$peer" "${files[@]}"
  done
} | /usr/bin/python3 -c '
import json, sys
rows = [json.loads(line) for line in sys.stdin]
names = ["Gouji, the whole report", "Python, lxml, cells only", "Python, bs4 + lxml, cells only"]
print("| reader | pages/s | MB/s | rate of Gouji against it |\n|---|---:|---:|---:|")
for name, row in zip(names, rows):
    rate, size = row["documents_per_second"], row["megabytes_per_second"]
    ratio = rows[0]["documents_per_second"] / rate
    print(f"| {name} | {rate} | {size} | {ratio:.2f} |")'
