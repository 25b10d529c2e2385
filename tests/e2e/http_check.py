#!/usr/bin/env python3
"""Calls `gouji serve` over HTTP with curl, as plain JSON, and holds what it answers to the document that it gives of itself, /openapi.json.

    http_check.py --run BIN_DIR

Needs node and the packages of tests/lint (npm ci --prefix tests/lint).
"""

import base64
import json
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/lint"))

from source_tree import finish, parse_root  # noqa: E402  (found by the path above)

TIME_LIMIT_S = 120
SERVICE = "gouji.gateway.v1.GatewayService"
REPORTS = sorted((ROOT / "tests/data/reports").glob("*.txt"))[:3]
OPENAPI_CHECK = ROOT / "tests/lint/openapi_check.mjs"


class Server:
    """A server, and what it answered, with the schemas that this must fit."""

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}"
        self.answers = []
        self.problems = []

    def curl(self, path, *arguments):
        """The status of an answer and its body."""
        run = subprocess.run(["curl", "--silent", "--max-time", "60", "--write-out", "\n%{http_code}", *arguments, f"{self.url}/{path}"],
                             capture_output=True, text=True)
        body, _, status = run.stdout.rpartition("\n")
        return int(status), body

    def call(self, method, request, status=200):
        """The answer of a method, which must have this status."""
        found, body = self.curl(f"{SERVICE}/{method}", "--json", json.dumps(request) if isinstance(request, dict) else f"@{request}")
        if found != status:
            self.problems.append(f"{method} says {found}: {body[:300]}")
        answer = json.loads(body)
        schema = f"gouji.gateway.v1.{method}Response" if status == 200 else "connect.Error"
        self.answers.append({"schema": schema, "value": answer, "fits": True})
        return answer

    def expect(self, holds, what):
        if not holds:
            self.problems.append(what)


def call_methods(server, place):
    for report in REPORTS:
        request = place / "request.json"
        request.write_text(json.dumps({"file_name": report.name, "document": base64.b64encode(report.read_bytes()).decode(), "include_evidence": True}))
        checked = server.call("CheckDocument", request)
        server.expect("form" in checked.get("report", {}), f"{report.name}: no report is read")
        request.write_text(json.dumps({"file_name": report.name, "document": base64.b64encode(report.read_bytes()).decode()}))
        receipt = server.call("SubmitDocument", request).get("receipt", {})
        server.expect(receipt.get("outcome") == "OUTCOME_RECORDED", f"{report.name}: the receipt is {receipt}")
        server.call("GetReport", {"key": receipt["key"], "include_history": True, "include_evidence": True})
        server.call("GetDocument", {"key": receipt["key"]})
    server.expect(len(server.call("ListReports", {}).get("reports", [])) == len(REPORTS), "not all reports are listed")
    server.call("Summarize", {"basis": "BASIS_OWN_REPORTS", "group_by": ["GROUP_BY_YEAR"]})
    server.call("ListAuditEntries", {})
    server.call("ListMetrics", {})
    server.call("ListRules", {})
    error = server.call("GetReport", {"key": {"unit": "nobody", "year": 2024}}, status=404)
    server.expect(error["details"][0]["debug"]["reason"] == "REPORT_NOT_FOUND", f"GetReport of nothing says {error}")
    server.call("CheckDocument", {"no_field": 1}, status=400)
    status, body = server.curl("healthz")
    server.expect((status, body) == (200, '{"status":"SERVING"}'), f"/healthz says {status} {body[:300]}")


def upload_files(server):
    """Several files of a form in one request: a line for each, and one for the end."""
    files = [argument for report in REPORTS for argument in ("--form", f"file=@{report}")]
    status, body = server.curl(f"{SERVICE}/CheckDocument", "--form-string", 'request={"include_evidence": true}', *files)
    lines = [json.loads(line) for line in body.splitlines()]
    server.expect(status == 200 and lines[-1] == {"end": {"file_count": len(REPORTS), "failed_count": 0}}, f"an upload says {status}, {body[-300:]}")
    for report, line in zip(REPORTS, lines, strict=False):
        server.expect(line.pop("source", "") == report.name and line.get("report", {}).get("evidence"), f"an upload says of {report.name}: {str(line)[:300]}")
        server.answers.append({"schema": "gouji.gateway.v1.CheckDocumentResponse", "value": line, "fits": True})
    # A file that is none harms no other.
    status, body = server.curl(f"{SERVICE}/SubmitDocument", "--form", f"file=@{REPORTS[0]}", "--form", "file=;filename=empty.txt", "--form", f"file=@{REPORTS[1]}")
    lines = [json.loads(line) for line in body.splitlines()]
    server.expect([line.get("receipt", {}).get("outcome") for line in lines] == ["OUTCOME_UNCHANGED", None, "OUTCOME_UNCHANGED", None], f"an upload says {body}")
    server.answers.append({"schema": "connect.Error", "value": lines[1].get("error"), "fits": True})


def check_answers(server, place):
    # A comparison that cannot fail would be none.
    checked = next(answer["value"] for answer in server.answers if answer["schema"].endswith(".CheckDocumentResponse"))
    wrong = [{"report": {**checked["report"], "form": 1}}, {"reprot": checked["report"]}, {"assessment": {"verdict": "VERDICT_NONE"}}]
    server.answers += [{"schema": f"{SERVICE.removesuffix('GatewayService')}CheckDocumentResponse", "value": value, "fits": False} for value in wrong]
    status, body = server.curl("openapi.json")
    server.expect(status == 200, f"/openapi.json says {status}")
    document, answers = place / "openapi.json", place / "answers.json"
    document.write_text(body)
    answers.write_text(json.dumps(server.answers))
    run = subprocess.run(["node", OPENAPI_CHECK, document, answers], capture_output=True, text=True)
    if run.returncode != 0:
        server.problems += (run.stdout + run.stderr).splitlines()


def await_port(path, process):
    deadline = time.monotonic() + TIME_LIMIT_S
    while not path.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    return int(path.read_text())


def problems_of(programs, place):
    port_file = place / "port"
    process = subprocess.Popen([programs / "gouji", "serve", "--port=0", "--http-port=0", f"--http-port-file={port_file}",
                                f"--data-dir={place}/data"], stderr=subprocess.DEVNULL)
    try:
        server = Server(await_port(port_file, process))
        call_methods(server, place)
        upload_files(server)
        check_answers(server, place)
        process.terminate()
        server.expect(process.wait(TIME_LIMIT_S) == 0, f"the server ends with {process.returncode}")
        return server.problems
    finally:
        process.kill()
        process.wait()


def main():
    arguments = parse_root(__doc__, lambda parser: parser.add_argument("--run", type=pathlib.Path, required=True, help="the folder of the programs"))
    with tempfile.TemporaryDirectory() as place:
        problems = problems_of(arguments.run.resolve(), pathlib.Path(place))
    finish(problems, "the server answers curl over HTTP, as its /openapi.json says")


if __name__ == "__main__":
    main()
