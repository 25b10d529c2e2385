#!/usr/bin/env bash
# Rounds of random faults on the suite, in the preset release. As root, faults of the disk and of the network are among them.
#
#   tests/faults/run.sh [--rounds 100] [--reports 300] [--seed 1]
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tests/benchmarks/options.sh
source tests/benchmarks/options.sh
rounds=100 reports=300 seed=1
read_options "rounds reports seed" "$@"
build_release gouji_fault_rounds gouji-gateway gouji-parse gouji-validate gouji-statistics
build/release/bin/gouji_fault_rounds --rounds="$rounds" --reports="$reports" --seed="$seed"
