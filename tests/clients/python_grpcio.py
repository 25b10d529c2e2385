#!/usr/bin/env python3
"""Gouji from Python, with Debian's python3-grpcio. From a checkout: tests/clients/run.sh python"""

import os
import pathlib

import grpc
from gouji.gateway.v1 import gateway_service_pb2 as api
from gouji.gateway.v1.gateway_service_pb2_grpc import GatewayServiceStub
from gouji.statistics.v1.register_pb2 import ReportFilter

SAMPLES = pathlib.Path("tests/data/reports")
CHUNK_BYTES = 1 << 20

# Over TLS grpc.secure_channel(…, grpc.ssl_channel_credentials()).
gateway = GatewayServiceStub(grpc.insecure_channel(os.environ.get("GOUJI_ENDPOINT", "127.0.0.1:7400")))
token = os.environ.get("GOUJI_TOKEN")
metadata = [("authorization", f"Bearer {token}")] if token else []

# Check a document: nothing is recorded.
document = SAMPLES / "muquan-culture-2023.txt"
checked = gateway.CheckDocument(api.CheckDocumentRequest(document=document.read_bytes(), file_name=document.name), metadata=metadata)
print(f"{document.name}: {checked.assessment.failed} of the checks failed")
for finding in checked.findings:
    print(f"  {finding.rule_id}: {finding.message_en}")

# Import a folder: documents go in chunks of at most 1 MiB; results come back in any order, each once its document is durable.
documents = sorted(SAMPLES.glob("*.txt"))


def chunks():
    for path in documents:
        data = path.read_bytes()
        for start in range(0, max(len(data), 1), CHUNK_BYTES):
            end = start + CHUNK_BYTES
            yield api.SubmitDocumentsRequest(item_id=path.name, file_name=path.name, data=data[start:end], last=end >= len(data))


recorded = with_errors = 0
for result in gateway.SubmitDocuments(chunks(), metadata=metadata):
    if result.HasField("error"):
        print(f"{result.item_id}: {result.error.reason}: {result.error.message}")
    recorded += result.receipt.revision > 0
    with_errors += result.receipt.error_count > 0
print(f"recorded {recorded} of {len(documents)} documents, {with_errors} with errors")

# Add up a year.
summary = gateway.Summarize(api.SummarizeRequest(filter=ReportFilter(years=[2023])), metadata=metadata).summary
received = next(total for total in summary.cells if total.cell == "applications.newly_received.total")
coverage = summary.coverage
print(f"2023: {coverage.counted_count} reports counted, {coverage.with_errors_count} of them with errors; applications received: {received.sum}")
