#!/usr/bin/env python3
"""Asks the programs whether they have what the manifests of k8s use of them.

Of each container of ours: the program, every variable GOUJI_…, every flag, the ports, the scraped port. Then every program is started with the
variables of the base, and of each component, on free ports: it must take them, know the names that the probes ask for, serve metrics, and end
with 0 when it is told to. A Job is run with its whole command line, as its first and its last pod, and must find nothing but the gateway missing. No
cluster is needed. The health service is asked by buf, one of the npm packages of tests/lint.
"""

import functools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import kustomize
import manifests
from source_tree import finish, parse_root

BUF = pathlib.Path(__file__).resolve().parents[1] / "lint/node_modules/.bin/buf"
PROBES = ("startupProbe", "livenessProbe", "readinessProbe")
SERVICES = ("gateway", "parse", "validate", "statistics")
METRICS_PATH = "/metrics"
# A register on PostgreSQL is not there; a server that cannot reach it ends so, after it took its settings.
UNAVAILABLE = 69
TIME_LIMIT_S = 60


def our_containers(root):
    """(file, template, container) for each deployment of ours in resources and patches, which may leave the container out."""
    sources, _ = manifests.sources(root)
    for source in sources:
        for document in source.documents if source.role != "kustomization" else []:
            template = manifests.pod_template(document) if isinstance(document, dict) else None
            service = document["metadata"]["name"].removeprefix("gouji-") if template else ""
            if service in SERVICES:
                yield source, template, template.get("spec", {}).get("containers", [{"name": service}])[0]


def our_jobs(root):
    """(file, Job, container) for each container of a Job, as it is and with each patch."""
    sources, _ = manifests.sources(root)
    found = [(source, document) for source in sources if source.role in ("resource", "patch") for document in source.documents
             if isinstance(document, dict) and document["kind"] == "Job"]
    whole = {document["metadata"]["name"]: document for source, document in found if source.role == "resource"}
    for source, document in found:
        job = kustomize.merged(whole[document["metadata"]["name"]], document)
        yield from ((source, job, container) for container in job["spec"]["template"]["spec"]["containers"])


@functools.cache
def settings_of(programs, name):
    """What a program says of itself: flags, and defaults by variable. None when it is not there."""
    try:
        text = subprocess.run([programs / name, "--help"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    variables = dict(re.findall(r"\[(GOUJI_\w+); (?:default )?([^\]]*)\]", text))
    # A secret is the variable itself, or the file that the variable with _FILE names.
    variables |= {name[:-len("_FILE")]: "" for name, value in variables.items() if value == "a file with the secret"}
    return set(re.findall(r"--[\w-]+", text)), variables


def port_problems(container, variables, values):
    kinds = {"grpc": "GOUJI_PORT", "metrics": "GOUJI_METRICS_PORT", "health": "GOUJI_HEALTH_PORT", "http": "GOUJI_HTTP_PORT"}
    ports = {kind: int(values.get(variable, variables[variable])) for kind, variable in kinds.items() if variable in variables}
    asked = ports["health"] if ports["health"] > 0 else ports["grpc"]
    for port in container.get("ports", []):
        if ports.get(port["name"]) != port["containerPort"]:
            yield f"the port {port['name']} is {ports.get(port['name'])}, not {port['containerPort']}"
    for key in PROBES:
        probe = container.get(key)
        if probe and probe["grpc"]["port"] != asked:
            yield f"{key} asks at port {probe['grpc']['port']}, not {asked}"
    return ports


def container_problems(container, template, known):
    """What one container uses that its program does not have."""
    flags, variables = known
    values = manifests.environment(container)
    yield from (f"has no setting {name}" for name in values if name.startswith("GOUJI_") and name not in variables)
    used = [argument.split("=")[0] for argument in container.get("command", [])[1:] + container.get("args", [])]
    yield from (f"has no flag {flag}" for flag in used if flag.startswith("--") and flag not in flags)
    ports = yield from port_problems(container, variables, values)
    notes = template.get("metadata", {}).get("annotations", {})
    if notes.get("prometheus.io/port", str(ports["metrics"])) != str(ports["metrics"]) or notes.get("prometheus.io/path", METRICS_PATH) != METRICS_PATH:
        yield f"serves its metrics at {ports['metrics']}{METRICS_PATH}, not where its annotations say"


def health_problems(port, names):
    for name in sorted(names):
        run = subprocess.run([BUF, "curl", "--protocol", "grpc", "--http2-prior-knowledge", "--reflect-protocol", "grpc-v1alpha", "--data",
                              json.dumps({"service": name}), f"http://127.0.0.1:{port}/grpc.health.v1.Health/Check"], capture_output=True, text=True)
        if run.returncode != 0 or "SERVING" not in run.stdout or "NOT_SERVING" in run.stdout:
            yield f"its health service says of {name}: {' '.join((run.stdout + run.stderr).split())}"


def metrics_problems(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{METRICS_PATH}", timeout=TIME_LIMIT_S) as answer:
            if b"# TYPE" not in answer.read():
                yield "its metrics are empty"
    except urllib.error.URLError as error:
        yield f"its metrics cannot be read: {error}"


def start_environment(values, place):
    """The variables of a manifest where there is no cluster: secrets are files of ours, the database is nowhere."""
    secret, key, certificate = (pathlib.Path(place, name) for name in ("secret", "tls.key", "tls.crt"))
    # A comment in a file of tokens, so that it may stand for one.
    secret.write_text("# secret\n")
    if any("_TLS_" in name for name in values):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-keyout", key, "-out", certificate], check=True, capture_output=True)
    ours = {"_FILE": secret, "_PRIVATE_KEY": key, "_CERTIFICATE": certificate, "_AUTHORITIES": certificate}
    values = {name: next((str(path) for end, path in ours.items() if name.endswith(end)), value) for name, value in values.items() if value is not None}
    if "GOUJI_REGISTER_URL" in values:
        values["GOUJI_REGISTER_URL"] = re.sub(r"@[^/]*/", "@127.0.0.1:1/", values["GOUJI_REGISTER_URL"])
        values["GOUJI_REGISTER_WAIT"] = "0s"
    else:
        values.pop("GOUJI_REGISTER_PATH", None)
    # A free port, for the one program that serves HTTP.
    return {**{name: value for name, value in os.environ.items() if not name.startswith("GOUJI_")}, **values, "GOUJI_HTTP_PORT": "0"}


def start_problems(program, values, names):
    """Starts a program as its pod would, asks it, and ends it."""
    with tempfile.TemporaryDirectory() as place:
        asked = "health_port" if "GOUJI_HEALTH_PORT" in values else "port"
        files = {name: pathlib.Path(place, f"{name}_file") for name in ("port", "metrics_port", asked)}
        command = [program, "--listen=127.0.0.1", "--drain_delay=0s"] + [flag for n, path in files.items() for flag in (f"--{n}=0", f"--{n}_file={path}")]
        with open(pathlib.Path(place, "log"), "w+") as log:
            process = subprocess.Popen(command, cwd=place, env=start_environment(values, place), stdout=log, stderr=log)
            try:
                deadline = time.monotonic() + TIME_LIMIT_S
                # The port file is written last.
                while not files["port"].exists() and process.poll() is None and time.monotonic() < deadline:
                    time.sleep(0.05)
                if files["port"].exists():
                    yield from health_problems(int(files[asked].read_text()), names)
                    yield from metrics_problems(int(files["metrics_port"].read_text()))
                    process.terminate()
                elif process.poll() == UNAVAILABLE and "GOUJI_REGISTER_URL" in values:
                    return
                elif process.poll() is None:
                    yield f"takes no calls within {TIME_LIMIT_S} s"
                status = process.wait(TIME_LIMIT_S) if files["port"].exists() or process.poll() is not None else None
                if status:
                    log.seek(0)
                    yield f"ends with {status}: {log.read().strip()[-500:]}"
            except subprocess.TimeoutExpired:
                yield f"does not end within {TIME_LIMIT_S} s"
            finally:
                process.kill()
                process.wait()


def command_line(container):
    return container["command"][1:] + container["args"]


def job_problems(programs, container):
    """What a Job uses that its program does not have."""
    program, arguments, values = programs / container["command"][0], command_line(container), manifests.environment(container)
    try:
        text = subprocess.run([program, arguments[0], "--help"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        yield f"there is no program {program.name} with the command {arguments[0]}"
        return
    yield from (f"has no setting {name}" for name in values if name.startswith("GOUJI_") and f"[{name}" not in text)
    flags = set(re.findall(r"--[\w-]+", text))
    yield from (f"has no flag {flag}" for flag in (argument.split("=")[0] for argument in arguments) if flag.startswith("--") and flag not in flags)
    mounts = [mount["mountPath"] for mount in container["volumeMounts"]]
    if not any(argument in mounts for argument in arguments):
        yield f"imports none of its volumes {mounts}"


def run_problems(programs, job, container):
    """What its program says to its command line where there is no gateway."""
    mounts = [mount["mountPath"] for mount in container["volumeMounts"]]
    for index in (0, job["spec"]["completions"] - 1):
        with tempfile.TemporaryDirectory() as place:
            filled = [place if argument in mounts else argument.replace("$(JOB_COMPLETION_INDEX)", str(index)) for argument in command_line(container)]
            values = start_environment({**manifests.environment(container), "GOUJI_ENDPOINT": "127.0.0.1:1"}, place)
            run = subprocess.run([programs / container["command"][0], *filled], capture_output=True, text=True, cwd=place, timeout=TIME_LIMIT_S, env=values)
        if run.returncode != UNAVAILABLE:
            yield f"its pod {index} ends with {run.returncode}, not {UNAVAILABLE} for want of a gateway: {(run.stdout + run.stderr).strip()[-500:]}"


def base_containers(containers):
    return {f"gouji-{container['name']}": container for source, _, container in containers if source.role == "resource"}


def all_start_problems(root, programs, containers):
    """Starts each program as the base and as each component sets it."""
    base = base_containers(containers)
    for source, _, container in containers:
        name, values = f"gouji-{container['name']}", manifests.environment(container)
        if name in base and (source.role == "resource" or values):
            names = {base[name][key]["grpc"]["service"] for key in PROBES}
            for problem in start_problems(programs / name, {**manifests.environment(base[name]), **values}, names):
                yield f"{source.path.relative_to(root)}: {name}: {problem}"


def main():
    def add_arguments(parser):
        parser.add_argument("--run", metavar="BIN_DIR", type=lambda p: pathlib.Path(p).resolve(), required=True, help="where the programs are")
        parser.add_argument("--settings-only", action="store_true", help="start no program")

    options = parse_root(__doc__, add_arguments)
    if not BUF.exists():
        print("buf is not installed; run: npm ci --prefix tests/lint")
        sys.exit(1)
    problems, containers = [], list(our_containers(options.root))
    for source, template, container in containers:
        program = container.get("command", [f"gouji-{container['name']}"])[0]
        known = settings_of(options.run, program)
        found = [f"there is no program {program}"] if known is None else container_problems(container, template, known)
        problems += [f"{source.path.relative_to(options.root)}: gouji-{container['name']}: {problem}" for problem in found]
    jobs = list(our_jobs(options.root))
    for source, _, container in jobs:
        problems += [f"{source.path.relative_to(options.root)}: {container['name']}: {problem}" for problem in job_problems(options.run, container)]
    if not problems and not options.settings_only:
        problems += all_start_problems(options.root, options.run, containers)
        for source, job, container in jobs:
            problems += [f"{source.path.relative_to(options.root)}: {container['name']}: {p}" for p in run_problems(options.run, job, container)]
    finish(problems, f"{len(containers) + len(jobs)} pods use what the programs have")


if __name__ == "__main__":
    main()
