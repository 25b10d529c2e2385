#!/usr/bin/env bash
# Builds the preset release with its tests, runs all benchmarks, and prints their figures as Markdown, ready for README.md beside this file.
# Everything else goes to stderr. A quiet machine gives the truest figures; the first line tells how busy this one was.
#
#   tests/benchmarks/run.sh [--build DIR] [options of gouji_suite_benchmark]
#
#   --build DIR   measure what DIR holds, built already, instead of building build/release
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8

build=build/release
built=no
if [[ ${1:-} == --build ]]; then
  build=${2:?--build needs a folder}
  built=yes
  shift 2
fi
google_benchmarks=(gouji_validate_benchmark gouji_statistics_register_benchmark gouji_parse_benchmark)

if [[ $built == no ]]; then
  cmake --preset release -DBUILD_TESTING=ON --log-level=WARNING >&2
  targets=(gouji_suite_benchmark)
  known=$(cmake --build "$build" --target help)
  for program in "${google_benchmarks[@]}"; do
    if [[ $known == *"$program: phony"* ]]; then targets+=("$program"); fi
  done
  cmake --build "$build" --parallel "$(nproc)" --target "${targets[@]}" >&2
fi

printf 'Load average before: %s\n\n' "$(cut -d ' ' -f 1-3 /proc/loadavg)"
"$build/bin/gouji_suite_benchmark" "$@"

printf '\n| benchmark | µs | CPU µs | items/s |\n|---|---:|---:|---:|\n'
for program in "${google_benchmarks[@]}"; do
  if [[ ! -x $build/bin/$program ]]; then continue; fi
  # name,iterations,real_time,cpu_time,time_unit,bytes_per_second,items_per_second,…
  "$build/bin/$program" --benchmark_format=csv --benchmark_min_time=1 2>/dev/null | awk -F, -v program="${program#gouji_}" '
    /^"/ {
      gsub(/"/, "", $1)
      scale = $5 == "ns" ? 0.001 : $5 == "ms" ? 1000 : 1
      printf "| %s: %s | %.1f | %.1f | %s |\n", program, $1, $3 * scale, $4 * scale, $7 == "" ? "" : sprintf("%.0f", $7)
    }'
done
