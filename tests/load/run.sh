#!/usr/bin/env bash
# Measures the suite under load, as processes with Redis and PostgreSQL on this machine, and writes tables and curve into tests/load. Takes about
# twenty minutes; nothing else should run meanwhile.
#
#   tests/load/run.sh [--seconds 10] [--documents 4000] [--reports 10000] [--sustainable 200] [--rates 50,100,...] [--empty_rates 500,1000,...]
#                     [--build build/release] [--corpus FOLDER]
#
# --sustainable: documents a second that the curve shows to be borne; the flood is three times that. --build names a build that is used as it is.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tests/benchmarks/options.sh
source tests/benchmarks/options.sh
seconds=10 documents=4000 reports=10000 sustainable=200 build='' corpus=''
rates=25,50,100,150,200,300,400,600 empty_rates=250,500,1000,1500,2000,3000,4000
read_options "seconds documents reports sustainable rates empty_rates build corpus" "$@"
if [[ -z $build ]]; then
  build=build/release
  build_release gouji_load gouji_suite_benchmark gouji-generate gouji gouji-gateway gouji-parse gouji-validate gouji-statistics
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [[ -z $corpus ]]; then
  corpus=$work/corpus
  tests/load/corpus.sh "$build/bin" "$corpus" "$reports"
fi

load() { "$build/bin/gouji_load" "$@"; }
{
  echo "Commit $(git rev-parse --short HEAD), $(date +%F), $(nproc) processors shared by client, services, Redis and PostgreSQL; load average before: $(cut -d' ' -f1-3 /proc/loadavg)."
  echo
  echo "### Imports"
  echo
  echo "The whole corpus:"
  echo
  load --mode=import --corpus="$corpus"
  echo "Its text and HTML alone:"
  echo
  load --mode=import --corpus="$corpus/html,$corpus/text"
  echo "### Reports of 10 KB against nothing of the same size"
  echo
  "$build/bin/gouji_suite_benchmark" --document_bytes=10240 --reports=600 --concurrency=8,32 --seconds="$seconds"
  echo
  echo "### Latency against load"
  echo
  for replicas in 1 2; do
    load --corpus="$corpus" --documents="$documents" --replicas="$replicas" --rates="$rates" --empty_rates="$empty_rates" --seconds="$seconds" \
      --csv="$work/points.csv"
  done
  echo "![Latency against load](curve.svg)"
  echo
  echo "### Floods"
  echo
  load --mode=flood --corpus="$corpus" --documents="$documents" --sustainable="$sustainable" --seconds="$seconds"
  echo "### Renewal of all servers"
  echo
  echo '```'
  load --mode=rolling --replicas=2 --corpus="$corpus" --documents="$documents" --sustainable="$(python3 -c "print($sustainable / 3)")" || true
  echo '```'
  echo
  echo "Load average after: $(cut -d' ' -f1-3 /proc/loadavg)."
} | tee /dev/stderr >"$work/figures.md"
python3 tests/load/curve_svg.py "$work/points.csv" >tests/load/curve.svg
python3 - tests/load/README.md "$work/figures.md" <<'END'
import sys
readme, figures = (open(path, encoding="utf-8").read() for path in sys.argv[1:])
begin, end = "<!-- figures of run.sh -->\n", "<!-- end of figures -->\n"
before, rest = readme.split(begin)
open(sys.argv[1], "w", encoding="utf-8").write(before + begin + "\n" + figures.rstrip() + "\n\n" + end + rest.split(end)[1])
END
