#!/usr/bin/env python3
"""Builds the root file systems of the images, and lives in them.

Each holds what its programs need and nothing else. The four servers start in theirs as their pods of k8s/base set them (user 65532, no rights,
a read-only root, places to write only where the pod has them), are asked for their health, read text in old character sets, a PDF and a scan through
the gateway as they do outside of images, record reports, and end with 0 within the grace period when they are told to.

Needs root, for mounts; without it the test is skipped (77).
"""

import fcntl
import json
import os
import pathlib
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "k8s"), str(HERE.parent / "lint")]

import manifests  # noqa: E402  (found by the path above)
import programs_check  # noqa: E402
from containers import Container, hardening_problems  # noqa: E402
from contents import content_problems, read_list, size_of  # noqa: E402
from samples import write_samples  # noqa: E402
from source_tree import finish, parse_root  # noqa: E402

SKIP = 77
# Where the root file systems are, for the program that is started in its own network.
ROOTS = "GOUJI_IMAGE_ROOTS"
# In the order in which they are started: the gateway takes calls without the others.
SERVERS = ("gouji-parse", "gouji-validate", "gouji-statistics", "gouji-gateway")
START_LIMIT_S = 120
CALL_LIMIT_S = 120
ENDPOINT = "127.0.0.1:7400"
LOOPBACK_UP = 0x49  # IFF_UP | IFF_RUNNING | IFF_LOOPBACK
SET_FLAGS = 0x8914  # SIOCSIFFLAGS


def what_is_missing(programs):
    """Why the test cannot run here; empty when it can."""
    if os.geteuid() != 0:
        return "root is needed, to mount and to change the user"
    for tool in ("unshare", "setpriv", "chroot", "dpkg-query", "strip"):
        if not shutil.which(tool):
            return f"there is no {tool}"
    for name in (*SERVERS, "gouji", "gouji-ocr", "gouji-generate"):
        if not (programs / name).exists():
            return f"{name} is not built"
    if not programs_check.BUF.exists():
        return "buf is not installed; run: npm ci --prefix tests/lint"
    if subprocess.run(["unshare", "--mount", "--pid", "--net", "--fork", "true"], capture_output=True).returncode != 0:
        return "namespaces cannot be made here (they are not allowed, or this is a chroot)"
    return ""


def in_own_network(roots):
    """Starts this program again where there is nothing but a loopback of its own: the ports are those of the pods. Its exit status."""
    return subprocess.run(["unshare", "--net", sys.executable, "-B", *sys.argv], env={**os.environ, ROOTS: str(roots)}).returncode


def raise_loopback():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sH14s", b"lo", LOOPBACK_UP, b""))


def pods(root):
    """(variables, places to write, grace period, port, names of health) by server, as the base with the component sqlite has them."""
    found = {}
    for source, template, container in programs_check.our_containers(root):
        name = f"gouji-{container['name']}"
        if source.role == "resource" or source.path.parent.name == "sqlite":
            pod = found.setdefault(name, {"variables": {}, "places": []})
            pod["variables"] |= manifests.environment(container)
            pod["places"] += [mount["mountPath"] for mount in container.get("volumeMounts", [])]
        if source.role == "resource":
            pod["grace"] = template["spec"]["terminationGracePeriodSeconds"]
            pod["port"] = container["ports"][0]["containerPort"]
            pod["names"] = {container[key]["grpc"]["service"] for key in programs_check.PROBES}
    return found


def wait_for_port(container, port):
    """Seconds until something listens; None when the program ended, or time is over."""
    start = time.monotonic()
    while time.monotonic() < start + START_LIMIT_S and container.process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return time.monotonic() - start
        time.sleep(0.005)
    return None


def readings(output):
    """What `gouji check --format=json` printed, without the path."""
    lines = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    return {pathlib.Path(line.pop("source")).name: line for line in lines}


class Suite:
    """The four servers in their images, and the program gouji in its own."""

    def __init__(self, roots, work, root):
        self.roots, self.work, self.pods, self.running = roots, work, pods(root), {}
        self.hosts = work / "hosts"
        self.hosts.write_text(f"127.0.0.1 localhost {' '.join(SERVERS)}\n")

    def start(self, name):
        pod = self.pods[name]
        container = Container(self.roots / name, [name], pod["variables"], dict.fromkeys(pod["places"], ""), self.hosts)
        self.running[name] = container
        seconds = wait_for_port(container, pod["port"])
        if seconds is None:
            yield f"{name} takes no calls: {container.text()[-500:]}"
            return
        print(f"{name}: takes calls after {seconds:.2f} s")
        yield from (f"{name}: {problem}" for problem in programs_check.health_problems(pod["port"], pod["names"]))
        yield from (f"{name}: {problem}" for problem in hardening_problems(container))

    def gouji(self, *arguments):
        """Runs the program in its image. Its exit status, and what it wrote."""
        container = Container(self.roots / "gouji", ["gouji", *arguments], {}, {"/tmp": "", "/run/samples": self.work / "samples"}, self.hosts)
        try:
            return container.wait(CALL_LIMIT_S), container.text()
        finally:
            container.end()

    def stop(self):
        """Ends all of them at once, and says which did not end well."""
        started = time.monotonic()
        for container in self.running.values():
            container.terminate()
        for name, container in self.running.items():
            grace = self.pods[name]["grace"]
            status = container.wait(max(0, started + grace - time.monotonic()))
            if status is None:
                yield f"{name} does not end within its grace period of {grace} s"
            elif status != 0:
                yield f"{name} ends with {status}: {container.text()[-500:]}"
            else:
                print(f"{name}: ended after {time.monotonic() - started:.1f} s of {grace} s")

    def kill(self):
        for container in self.running.values():
            container.end()


def work_problems(suite, programs, samples):
    """Reads the samples in the images and outside of them, and records the reports."""
    reports, scan = samples
    paths = [f"/run/samples/{name}" for name in (*reports, scan)]
    outside = subprocess.run([programs / "gouji", "check", "--format=json", *(suite.work / "samples" / name for name in (*reports, scan))],
                             capture_output=True, text=True)
    expected = readings(outside.stdout)
    for name in (*reports, scan):
        if "report" not in expected.get(name, {}):
            yield f"{name} cannot be read outside of images: {outside.stdout[-300:]}{outside.stderr[-300:]}"
    for how, flags in (("through the gateway", [f"--endpoint={ENDPOINT}"]), ("by gouji alone", [])):
        status, output = suite.gouji("check", "--format=json", *flags, *paths)
        found = readings(output)
        for name, reading in expected.items():
            if found.get(name, {}).get("report") != reading.get("report"):
                yield f"{name} is not read {how} as outside of images: {json.dumps(found.get(name), ensure_ascii=False)[:500]} {output[-300:]}"
        if status not in (0, 1):
            yield f"reading {how} ends with {status}: {output[-500:]}"
    for arguments in (["import", *paths[:-1]], ["stats", "summary"]):
        status, output = suite.gouji(*arguments, f"--endpoint={ENDPOINT}")
        if status != 0:
            yield f"gouji {arguments[0]} ends with {status}: {output[-500:]}"


def live_problems(suite, programs):
    samples = write_samples(programs, suite.work / "samples")
    try:
        problems = [problem for name in SERVERS for problem in suite.start(name)]
        if not problems:
            problems += work_problems(suite, programs, samples)
        return problems + list(suite.stop())
    finally:
        suite.kill()


def build(root, programs, system, roots):
    arguments = ["--system", system] if system else []
    subprocess.run([root / "deploy/image/build.sh", "--bin", programs, *arguments, roots], check=True)


def main():
    def add_arguments(parser):
        parser.add_argument("--run", metavar="BIN_DIR", type=lambda p: pathlib.Path(p).resolve(), required=True, help="where the programs are")
        parser.add_argument("--fresh", action="store_true", help="take the rest from a fresh Debian (mmdebstrap) and not from this one")

    options = parse_root(__doc__, add_arguments)
    missing = what_is_missing(options.run)
    if missing:
        print(f"skipped: {missing}")
        sys.exit(SKIP)
    with tempfile.TemporaryDirectory() as place:
        work = pathlib.Path(place)
        work.chmod(0o755)
        if ROOTS not in os.environ:
            build(options.root, options.run, "" if options.fresh else "/", work / "roots")
            sys.exit(in_own_network(work / "roots"))
        raise_loopback()
        roots, images = pathlib.Path(os.environ[ROOTS]), read_list(options.root / "deploy/image/contents.txt")
        problems = [f"{name}: {problem}" for name, image in images.items() for problem in content_problems(roots / name, image)]
        for name in images:
            count, size = size_of(roots / name)
            print(f"{name}: {count} files, {size / 1e6:.0f} MB")
        problems += live_problems(Suite(roots, work, options.root), options.run)
    finish(problems, f"{len(images)} images hold what they need, serve, and end when they are told to")


if __name__ == "__main__":
    main()
