#!/usr/bin/env python3
"""Starts deploy/compose.yaml as it stands, by podman-compose, and imports reports through what runs then.

The images are the folders of deploy/image/build.sh, and for Redis and PostgreSQL stand-ins made of the programs of this machine (database_images.py). Each
container of ours must be as hardened as compose says and well by its own health check; reports are imported twice through the gateway's published port:
what is said and the totals must be as without containers, Redis must hold the readings, and who has no call to make must reach nobody. Told to end, each of
ours must end with 0 within its grace period; started again, the register must still be there.

Needs root, podman with netavark and aardvark-dns, iptables, runc, podman-compose, redis-server and PostgreSQL; where they are not, or containers do not
start, the test is skipped (77). Everything happens in namespaces of its own: nothing listens on this machine.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import yaml

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "k8s"), str(HERE.parent / "lint")]

from containers import hardening_problems  # noqa: E402  (found by the path above)
from database_images import import_postgres, import_redis, postgres_programs  # noqa: E402
from image_test import SKIP, raise_loopback  # noqa: E402
from own_namespaces import NAMESPACES, main_in_own_namespaces  # noqa: E402
from play_kube import LANGUAGE  # noqa: E402
from podman import Podman, PodmanError  # noqa: E402
from source_tree import finish  # noqa: E402

ENDPOINT = "--endpoint=127.0.0.1:7400"
OURS = ("gateway", "parse", "validate", "statistics")
START_LIMIT_S = 120
REPORT_COUNT = 200
HELPERS = pathlib.Path("/usr/lib/podman")


def what_is_missing(programs):
    """Why the test cannot run here; empty when it may."""
    if os.geteuid() != 0:
        return "root is needed, for containers"
    for tool in ("podman", "podman-compose", "runc", "iptables", "redis-server", "redis-cli", "unshare", "dpkg-query", "strip"):
        if not shutil.which(tool):
            return f"there is no {tool}"
    for helper in ("netavark", "aardvark-dns"):
        if not (HELPERS / helper).exists():
            return f"there is no {HELPERS / helper}"
    if postgres_programs() is None:
        return "there is no PostgreSQL"
    for name in ("gouji-parse", "gouji-validate", "gouji-statistics", "gouji-gateway", "gouji", "gouji-ocr", "gouji-generate"):
        if not (programs / name).exists():
            return f"{name} is not built"
    if subprocess.run(["unshare", *NAMESPACES, "sh", "-c", "mount -t tmpfs none /run && iptables -w -L -n"], capture_output=True).returncode != 0:
        return "namespaces with a network of their own cannot be made here (they are not allowed, or the kernel has no iptables)"
    return ""


class Compose:
    """The containers of a compose file. `folder` holds the file and its secrets."""

    def __init__(self, podman, folder):
        self.podman, self.file = podman, folder / "compose.yaml"
        self.services = yaml.safe_load(self.file.read_text())["services"]
        program = folder / "podman"
        program.write_text(f"#!/bin/sh\nexec {' '.join(map(str, podman.command))} \"$@\"\n")
        program.chmod(0o755)
        self.command = ["podman-compose", "--podman-path", program, "--project-name", "gouji", "--file", self.file]

    def run(self, *arguments):
        run = subprocess.run([*self.command, *arguments], env=self.podman.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        # podman-compose 1.0.3 goes on, and ends with 0, when podman fails.
        if run.returncode != 0 or "\nexit code: 0\n" not in run.stdout or re.search(r"^exit code: [^0]", run.stdout, re.MULTILINE):
            raise PodmanError(f"podman-compose {arguments[0]} ends with {run.returncode}: {run.stdout[-3000:]}")

    def name(self, service):
        return f"gouji_{service}_1"

    def state(self, service):
        return self.podman.inspect(self.name(service))["State"]

    def tail(self, service):
        return self.podman.log(self.name(service))[-500:]

    def inside(self, service, *command):
        return self.podman.run("exec", self.name(service), *command)

    def ask(self, service):
        """(exit status, output, errors) of the health check that the file has. podman-compose 1.0.3 wants a shell for it, which our images do not have."""
        kind, *command = self.services[service]["healthcheck"]["test"]
        return self.inside(service, *(["/bin/sh", "-c", command[0].replace("$$", "$")] if kind == "CMD-SHELL" else command))


class Running:
    """What hardening_problems asks of a container."""

    def __init__(self, compose, service):
        self.compose, self.service = compose, service

    def id(self):
        return self.compose.state(self.service)["Pid"]


def start_problems(compose):
    """Starts all, and waits until each is well by its own health check."""
    started = time.monotonic()
    compose.run("up", "--no-build", "--detach")
    for service in compose.services:
        status = None
        while status != 0 and time.monotonic() < started + START_LIMIT_S:
            time.sleep(0.1 if status else 0)
            status, output, errors = compose.ask(service)
        if status != 0:
            yield f"{service} is not well after {START_LIMIT_S} s: {output}{errors}{compose.tail(service)}"
        else:
            print(f"{service} is well {time.monotonic() - started:.1f} s after all were asked for")


def hardening(compose):
    for service in OURS:
        yield from (f"{service}: {problem}" for problem in hardening_problems(Running(compose, service)))


def import_problems(programs, work, commands):
    """Imports through the containers and without them, and compares what is said and the totals."""
    for arguments in commands:
        run = [subprocess.run([programs / "gouji", *arguments, place], cwd=work, env={**os.environ, **LANGUAGE}, capture_output=True, text=True)
               for place in (f"--data-dir={work / 'data'}", ENDPOINT)]
        if run[0].returncode != 0 or (run[1].returncode, run[1].stdout) != (0, run[0].stdout) or str(REPORT_COUNT) not in run[1].stdout:
            yield f"gouji {' '.join(arguments)} ends with {run[1].returncode} and says {run[1].stdout[-500:]}{run[1].stderr[-500:]}; without containers {run[0].stdout[-500:]}"
        else:
            print(f"gouji {' '.join(arguments)}: {' '.join(run[1].stdout.split())[:80]}")


def cache_problems(compose):
    _, output, errors = compose.inside("redis", "sh", "-c", "REDISCLI_AUTH=$(cat /run/secrets/redis-password) redis-cli dbsize")
    if output.strip() != str(REPORT_COUNT):
        yield f"Redis holds {output}{errors} readings of {REPORT_COUNT}"


def network_problems(compose):
    """Redis, which calls nobody, finds parse in the network of theirs, and nobody else."""
    for host, port, there in (("parse", 7401, True), ("gateway", 7400, False), ("statistics", 7403, False), ("postgres", 5432, False)):
        _, output, errors = compose.inside("redis", "sh", "-c", f"timeout 5 redis-cli -h {host} -p {port} ping")
        if ("Could not connect" in output + errors) == there:
            yield f"redis {'does not reach' if there else 'reaches'} {host}: {output}{errors}"


def stop_problems(compose):
    """Ends all as people do. podman-compose 1.0.3 does not know the grace periods of the file: it is told the longest."""
    started = time.monotonic()
    compose.run("stop", "--timeout", "90")
    seconds = time.monotonic() - started
    for service in OURS:
        state = compose.podman.inspect(compose.name(service))
        if state["State"]["ExitCode"] != 0 or state["RestartCount"]:
            yield f"{service} ends with {state['State']['ExitCode']}, started again {state['RestartCount']} times: {compose.tail(service)}"
    if seconds > 90:
        yield f"they took {seconds:.1f} s to end"
    print(f"ended within {seconds:.1f} s, one after the other")


def all_problems(compose, options, work):
    imports = (["import", "reports"], ["import", "reports"], ["stats", "summary", "--format=json"])
    problems = list(start_problems(compose))
    if not problems:
        problems += hardening(compose)
        problems += import_problems(options.run, work, imports)
        problems += cache_problems(compose)
        problems += network_problems(compose)
    problems += stop_problems(compose)
    if not problems:
        compose.run("down")
        problems += start_problems(compose)
        problems += import_problems(options.run, work, imports[-1:])
    return problems


def prepare(options, podman, roots, work):
    """The images, the secrets and the reports. The compose file beside its secrets."""
    folder = work / "deploy"
    (folder / "secrets").mkdir(parents=True)
    folder.chmod(0o755)
    for name in ("redis-password", "postgres-password"):
        (folder / "secrets" / f"{name}.txt").write_text("only-for-this-run\n")
        (folder / "secrets" / f"{name}.txt").chmod(0o444)
    shutil.copy(options.root / "deploy/compose.yaml", folder)
    compose = Compose(podman, folder)
    version = compose.services["gateway"]["image"].partition(":")[2]
    for root in sorted(roots.iterdir()):
        podman.import_folder(root, f"{root.name}:{version}", "USER 65532:65532", "ENV PATH=/usr/bin", f'ENTRYPOINT ["{root.name}"]')
    import_redis(podman, compose.services["redis"]["image"])
    import_postgres(podman, compose.services["postgres"]["image"])
    subprocess.run([options.run / "gouji-generate", f"--out={work / 'reports'}", f"--count={REPORT_COUNT}"], check=True, stdout=subprocess.DEVNULL)
    return compose


def inside(options, roots, work):
    """The test, in namespaces of its own."""
    subprocess.run(["mount", "-t", "tmpfs", "none", "/run"], check=True)  # where podman's networks keep their state
    raise_loopback()
    place = work / "podman"
    place.mkdir()
    podman = Podman(place, [])
    missing = podman.why_not()
    if missing:
        print(f"skipped: containers do not run here: {missing}")
        sys.exit(SKIP)
    try:
        problems = all_problems(prepare(options, podman, roots, work), options, work)
    except PodmanError as error:
        problems = [str(error)]
    finally:
        podman.remove_all()
    finish(problems, f"podman-compose starts compose.yaml, and {REPORT_COUNT} reports are imported through it")


if __name__ == "__main__":
    main_in_own_namespaces(__doc__, what_is_missing, inside)
