#!/usr/bin/env bash
# Runs an example client by the command of its header; it must print expected.txt and leave no file behind. Usage: clients_test.sh CLIENT
set -euo pipefail
here=$(dirname "$0")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
printed=$(unset GOUJI_TOKEN && TMPDIR=$place "$here/run.sh" --no-install "$1")
diff "$here/expected.txt" - <<<"$printed"
left=$(ls -A "$place")
if [[ -n $left ]]; then echo "left behind: $left" && exit 1; fi
