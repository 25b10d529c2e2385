#!/usr/bin/env bash
# Fuzzes: builds the preset fuzz and runs each target on one core, one after the other, from its corpus and from generated documents. What a
# target finds stays in build/fuzz/found/TARGET for the next run; a crash is written there too, and ends the run with 1 after the table.
#
#   tests/fuzz/run.sh [--seconds N] [--runs N] [--length N] [TARGET...]
#
#   --seconds N   the longest time for a target (600)
#   --runs N      executions after which a target is done (unlimited)
#   --length N    the longest input, in bytes (8192); the parser tries short ones ten times as often in the same time
#   TARGET        charset, doc, html, ofd, office, pages, parse, rtf (all)
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8

seconds=600 runs=-1 length=8192 targets=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --seconds) seconds=${2:?--seconds needs a number} && shift 2 ;;
    --runs) runs=${2:?--runs needs a number} && shift 2 ;;
    --length) length=${2:?--length needs a number} && shift 2 ;;
    -*) echo "tests/fuzz/run.sh: unknown argument $1" >&2 && exit 64 ;;
    *) targets+=("$1") && shift ;;
  esac
done
if [[ ${#targets[@]} -eq 0 ]]; then
  for source in tests/fuzz/*_fuzzer.cc; do
    name=$(basename "$source" _fuzzer.cc)
    targets+=("$name")
  done
fi

build=build/fuzz
programs=()
for target in "${targets[@]}"; do programs+=("gouji_${target}_fuzzer"); done
cmake --preset fuzz -DBUILD_TESTING=ON --log-level=WARNING >&2
cmake --build "$build" --parallel "$(nproc)" --target gouji-generate "${programs[@]}" >&2

# Words of the form and of the formats; libFuzzer wants them in bytes.
words=$build/words.dict
/usr/bin/python3 -c '
import sys
for line in sys.stdin:
    print("\"" + "".join(f"\\x{byte:02x}" for byte in line.rstrip("\n").encode()) + "\"")' <tests/fuzz/words.txt >"$words"

# The layouts of the generator whose files a target reads as they are.
layouts_of() {
  case $1 in
    parse) echo tabs markdown line-cells pipe-lines spaces glued html ;;
    html) echo html html-word html-split html-paragraphs mht ;;
    charset) echo tabs-gb18030 tabs-big5 tabs-utf16le ;;
    rtf) echo rtf ;;
  esac
}

# Stacks of allocations are not kept: who wants them runs the input of a crash once more without these options.
export ASAN_OPTIONS=${ASAN_OPTIONS:-malloc_context_size=0:quarantine_size_mb=8}
# libFuzzer's weights of rare features, of which the parser has tens of thousands, took 40 % of its time.
weights_of() {
  if [[ $1 == parse ]]; then echo 0; else echo 1; fi
}

failed=()
table='| target | executions | a second | seconds | largest memory MB | inputs kept | crashes |\n|---|---:|---:|---:|---:|---:|---:|\n'
for target in "${targets[@]}"; do
  found=$build/found/$target
  mkdir -p "$found/inputs" "$found/crashes" "$found/generated"
  for layout in $(layouts_of "$target"); do
    "$build/bin/gouji-generate" --count=3 --seed=7 --layout="$layout" --out="$found/generated/$layout" >/dev/null
  done
  # A target ends at its first crash; the others still run.
  log=$found/log.txt
  "$build/bin/gouji_${target}_fuzzer" -max_total_time="$seconds" -runs="$runs" -timeout=20 -rss_limit_mb=2500 -max_len="$length" \
    -entropic="$(weights_of "$target")" -dict="$words" -print_final_stats=1 -artifact_prefix="$found/crashes/" \
    "$found/inputs" "tests/fuzz/corpus/$target" "$found/generated" >"$log" 2>&1 || failed+=("$target")
  table+=$(awk -v target="$target" -v kept="$(find "$found/inputs" -type f | wc -l)" -v crashes="$(find "$found/crashes" -type f | wc -l)" '
    /^stat::number_of_executed_units:/ { executed = $2 }
    /^stat::average_exec_per_sec:/ { rate = $2 }
    /^stat::peak_rss_mb:/ { memory = $2 }
    /^Done [0-9]+ runs in/ { seconds = $5 }
    END { printf "| %s | %s | %s | %s | %s | %d | %d |", target, executed, rate, seconds, memory, kept, crashes }' "$log")'\n'
done
printf '%b' "$table"
if [[ ${#failed[@]} -gt 0 ]]; then
  printf 'Failed: %s; each with its input in %s/found/TARGET/crashes and its report in log.txt\n' "${failed[*]}" "$build" >&2
  exit 1
fi
