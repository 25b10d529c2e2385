"""What the four servers expose: they are started on free ports of the loopback, asked a few things, and scraped."""

import contextlib
import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

import monitoring_files as files

TIME_LIMIT_S = 120
REPORTS = 4
SAMPLE = re.compile(r"([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)")
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


@dataclasses.dataclass(frozen=True)
class Sample:
    """A series of a server, as it was scraped."""

    service: str
    metric: str
    labels: tuple  # of (name, value), sorted
    value: float

    @property
    def series(self):
        """It, with the labels that a scrape configuration adds."""
        labels = {**dict(self.labels), "job": "gouji", "namespace": "local", "service": self.service, "instance": f"localhost:{self.service}"}
        return self.metric + "{" + ",".join(f'{name}="{value}"' for name, value in labels.items()) + "}"


def await_files(paths, processes):
    deadline = time.monotonic() + TIME_LIMIT_S
    while not all(path.exists() for path in paths):
        if time.monotonic() > deadline or any(process.poll() is not None for process in processes):
            raise RuntimeError(f"no {', '.join(path.name for path in paths if not path.exists())}: a server ended or takes no calls")
        time.sleep(0.05)


def make_certificate(place):
    """A certificate that is its own authority, for all sides of all connections."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", place / "tls.key", "-out", place / "tls.crt"], check=True, capture_output=True)


def tls_flags(place, prefix, authorities):
    return [f"--{prefix}certificate={place}/tls.crt", f"--{prefix}private_key={place}/tls.key", f"--{prefix}{authorities}={place}/tls.crt"]


@contextlib.contextmanager
def suite(programs, place):
    """The four servers, over TLS; gives their ports and their metrics' ports by service."""
    make_certificate(place)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GOUJI_")}
    port = {kind: {service: place / f"{service}.{kind}" for service in files.SERVICES} for kind in ("port", "metrics_port")}
    with contextlib.ExitStack() as running:
        redis = place / "redis.sock"
        processes = [subprocess.Popen(["redis-server", "--port", "0", "--unixsocket", redis, "--dir", place, "--save", "", "--logfile", place / "redis.log"])]
        running.callback(processes[0].wait)
        running.callback(processes[0].terminate)
        await_files([redis], processes)
        for service in ("parse", "validate", "statistics", "gateway"):
            command = [programs / f"gouji-{service}", "--listen=127.0.0.1", "--port=0", "--metrics_port=0", "--drain_delay=0s", "--log_level=error",
                       f"--port_file={port['port'][service]}", f"--metrics_port_file={port['metrics_port'][service]}",
                       *tls_flags(place, "tls_", "client_authorities")]
            if service == "gateway":
                others = [service for service in files.SERVICES if service != "gateway"]
                await_files([port["port"][other] for other in others], processes)
                command += ["--http_port=0"] + tls_flags(place, "backend_tls_", "authorities")
                command += [f"--{other}=127.0.0.1:{port['port'][other].read_text().strip()}" for other in others]
            if service == "parse":
                command.append(f"--redis=unix:{redis}")
            process = subprocess.Popen(command, cwd=place, env=environment)
            processes.append(process)
            running.callback(process.wait)
            running.callback(process.terminate)
        await_files([port["port"]["gateway"]], processes)
        yield {kind: {service: int(path.read_text()) for service, path in paths.items()} for kind, paths in port.items()}


def ask(programs, root, place, endpoint):
    """A few calls of each kind: reports twice (the cache), recorded ones, totals, what is no document, a report that is not there."""
    empty = place / "empty.txt"
    empty.touch()
    reports = sorted((root / "tests/data/reports").glob("*.txt"))[:REPORTS]
    for command in (["check", *reports], ["check", *reports], ["import", *reports], ["check", empty], ["stats", "summary"]):
        # Reports with errors end it with 1, unreadable ones with 2.
        done = subprocess.run([programs / "gouji", *command, f"--endpoint={endpoint}", *tls_flags(place, "tls_", "authorities")], cwd=place, env={**os.environ, "HOME": str(place)}, capture_output=True,
                              text=True, timeout=TIME_LIMIT_S)
        if done.returncode > 2:
            raise RuntimeError(f"gouji {command[0]} ends with {done.returncode}: {done.stderr.strip()[-300:]}")


def samples_of(service, text):
    for line in text.splitlines():
        match = SAMPLE.fullmatch(line)
        if match and not line.startswith("#"):
            yield Sample(service, match[1], tuple(sorted(LABEL.findall(match[2] or ""))), float(match[3]))


def scrape(programs, root):
    """All samples of a suite that has worked a little. Ends the check where there is no redis-server, without which parse exposes less."""
    if shutil.which("redis-server") is None:
        print("Skipped: there is no redis-server (Debian's package; deploy/packages/install.sh deploy/packages/tests.txt installs it)")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder, suite(programs, pathlib.Path(folder)) as ports:
        ask(programs, root, pathlib.Path(folder), f"127.0.0.1:{ports['port']['gateway']}")
        found = []
        for service, port in ports["metrics_port"].items():
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=TIME_LIMIT_S) as answer:
                found += samples_of(service, answer.read().decode())
        return found


def parse_arguments(description, parse_root):
    """The command line of a check that asks the programs."""
    def add_arguments(parser):
        parser.add_argument("--run", metavar="BIN_DIR", type=lambda p: pathlib.Path(p).resolve(), required=True, help="where the programs are")

    return parse_root(description, add_arguments)
