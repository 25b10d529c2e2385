#!/usr/bin/env bash
# Installs what the tests need, builds, and runs all tests: under the presets asan and dev, unless told otherwise (benchmarks only under dev).
# Ends with the summary of
# ctest; the first preset with a failure ends the run. Running it again builds and examines only what changed.
#
#   tests/run.sh                        everything
#   tests/run.sh --preset dev           one preset (dev, release, asan); may be repeated
#   tests/run.sh --label unit           only tests with the label (unit, rpc, integration, e2e, fuzz, bench, lint); may be repeated
#   tests/run.sh --match REGEX          only tests whose name matches
#   tests/run.sh --no-install           trust that everything is installed
#
# GOUJI_SEEDS_DIR names the folder of the five original reports; without it the tests that read them skip.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8 UBSAN_OPTIONS=print_stacktrace=1

usage() {
  sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' tests/run.sh
}

presets=()
labels=()
arguments=()
install=yes
while [[ $# -gt 0 ]]; do
  case $1 in
    --preset | --label | --match)
      if [[ $# -lt 2 ]]; then
        echo "tests/run.sh: $1 needs a value" >&2
        exit 64
      fi
      case $1 in
        --preset) presets+=("$2") ;;
        --label) labels+=("$2") ;;
        --match) arguments+=(--tests-regex "$2") ;;
      esac
      shift 2
      ;;
    --no-install) install=no && shift ;;
    -h | --help) usage && exit 0 ;;
    *)
      echo "tests/run.sh: unknown argument $1" >&2
      usage >&2
      exit 64
      ;;
  esac
done
if [[ ${#presets[@]} -eq 0 ]]; then
  # The source is checked under dev only.
  if [[ ${labels[*]} == lint ]]; then presets=(dev); else presets=(asan dev); fi
fi
if [[ ${#labels[@]} -gt 0 ]]; then
  arguments+=(--label-regex "^($(
    IFS='|'
    echo "${labels[*]}"
  ))\$")
fi

step() {
  printf '\n== %s\n' "$*"
}

# What the tests of these labels need besides what is built.
wants() {
  [[ ${#labels[@]} -eq 0 || " ${labels[*]} " == *" $1 "* ]]
}

if [[ $install == yes ]]; then
  step "Packages"
  deploy/packages/install.sh deploy/packages/build.txt deploy/packages/tests.txt
  if wants lint || wants e2e; then deploy/packages/npm.sh tests/lint; fi
  if wants e2e; then deploy/packages/npm.sh tests/clients; fi
fi

jobs=$(nproc)
for preset in "${presets[@]}"; do
  step "Building the preset $preset"
  # From nothing, half the time: several units are compiled as one. A build that is there stays as it is, for whoever works on a unit.
  from_nothing=()
  if [[ ! -e build/$preset/CMakeCache.txt ]]; then from_nothing=(-DCMAKE_UNITY_BUILD=ON); fi
  cmake --preset "$preset" -DBUILD_TESTING=ON "${from_nothing[@]}" --log-level=WARNING </dev/null
  if [[ ${labels[*]} != lint ]]; then
    cmake --build --preset "$preset" --parallel "$jobs" </dev/null
  fi
  step "Testing the preset $preset"
  ctest --preset "$preset" --parallel "$jobs" --no-tests=error "${arguments[@]}" </dev/null
done
