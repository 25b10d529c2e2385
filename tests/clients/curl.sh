#!/usr/bin/env bash
# Gouji from a shell, with curl and jq: plain JSON. From a checkout: tests/clients/run.sh curl
set -euo pipefail
samples=tests/data/reports

# call METHOD: sends the JSON of standard input. The token goes by a file, since command lines are public.
call() {
  curl --silent --show-error --fail-with-body --json @- --header @<(echo "${GOUJI_TOKEN:+Authorization: Bearer $GOUJI_TOKEN}") \
    "${GOUJI_HTTP:-http://127.0.0.1:7480}/gouji.gateway.v1.GatewayService/$1"
}

# document FILE: the message for it. Bytes are base64 in JSON.
document() {
  base64 -w0 "$1" | jq -R --arg name "$(basename "$1")" '{document: ., file_name: $name}'
}

# Check a document: nothing is recorded.
name=muquan-culture-2023.txt
checked=$(document $samples/$name | call CheckDocument)
echo "$name: $(jq .assessment.failed <<<"$checked") of the checks failed"
jq -r '.findings[] | "  \(.rule_id): \(.message_en)"' <<<"$checked"

# Import a folder: each call answers once its document is durable.
receipts=$(for file in "$samples"/*.txt; do document "$file" | call SubmitDocument; done)
jq -rs 'map(.receipt) | "recorded \(map(select(.revision)) | length) of \(length) documents, \(map(select(.error_count)) | length) with errors"' <<<"$receipts"

# Add up a year. A 64-bit integer is a string in JSON.
totals=$(call Summarize <<<'{"filter": {"years": [2023]}}')
received=$(jq -r '.summary.cells[] | select(.cell == "applications.newly_received.total").sum' <<<"$totals")
jq -r --arg received "$received" '.summary.coverage |
  "2023: \(.counted_count) reports counted, \(.with_errors_count) of them with errors; applications received: \($received)"' <<<"$totals"
