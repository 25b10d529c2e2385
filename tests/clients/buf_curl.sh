#!/usr/bin/env bash
# Gouji from a shell, with buf curl. From a checkout: tests/clients/run.sh buf-curl
set -euo pipefail
samples=tests/data/reports
service=gouji.gateway.v1.GatewayService

# call URL OPTION...: sends the messages of standard input, as JSON. The token goes by a file, since command lines are public.
call() {
  buf curl --schema protos --data @- --header @<(echo "${GOUJI_TOKEN:+Authorization: Bearer $GOUJI_TOKEN}") "$@"
}

# By the Connect protocol, which is plain HTTP.
unary() {
  call "${GOUJI_HTTP:-http://127.0.0.1:7480}/$service/$1"
}

# buf curl sends streams by HTTP/2 only, so this by gRPC; with https the last option goes.
stream() {
  call "http://${GOUJI_ENDPOINT:-127.0.0.1:7400}/$service/$1" --protocol grpc --http2-prior-knowledge
}

# Check a document: nothing is recorded. Bytes are base64 in JSON.
name=muquan-culture-2023.txt
base64 -w0 $samples/$name | jq -R --arg name $name '{document: ., fileName: $name}' | unary CheckDocument |
  jq -r --arg name $name '"\($name): \(.assessment.failed) of the checks failed", (.findings[] | "  \(.ruleId): \(.messageEn)")'

# Import a folder: documents go in chunks of at most 1 MiB; results come back in any order, each once its document is durable.
chunks() {
  base64 -w0 "$1" | jq -cR --arg name "$(basename "$1")" '
    . as $text | 1398100 as $size | range(0; length; $size) |
    {itemId: $name, fileName: $name, data: $text[.:. + $size], last: (. + $size >= ($text | length))}'
}
files=("$samples"/*.txt)
for file in "${files[@]}"; do chunks "$file"; done | stream SubmitDocuments | jq -rs --argjson sent ${#files[@]} '
  (.[] | select(.error) | "\(.itemId): \(.error.reason): \(.error.message)"),
  "recorded \(map(select(.receipt.revision)) | length) of \($sent) documents, \(map(select(.receipt.errorCount)) | length) with errors"'

# Add up a year. A 64-bit integer is a string in JSON.
unary Summarize <<<'{"filter": {"years": [2023]}}' | jq -r '.summary | .coverage as $coverage |
  (.cells[] | select(.cell == "applications.newly_received.total").sum) as $received |
  "2023: \($coverage.countedCount) reports counted, \($coverage.withErrorsCount) of them with errors; applications received: \($received)"'
