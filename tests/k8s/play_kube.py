#!/usr/bin/env python3
"""Plays the manifests of k8s with podman, and imports reports through what runs then.

The overlay dev is rendered, once with the component redis and once with tokens and TLS everywhere besides (tests/k8s/played_suites.py), and its
Deployments, Secrets, ConfigMaps and claims are given to `podman play kube`, with images made of the folders of deploy/image/build.sh. Each pod must be as
hardened as its manifest says and answer to the names of its probes; then the image `gouji` imports a folder of reports through the gateway, twice: what it
says and the totals must be as without pods, and Redis must hold the readings; a call without the token, or without TLS, must be refused. Told to end, every
pod must end with 0 within its grace period. `playable` says what podman 4.3 is not given as it stands.

Needs root, podman, runc and redis-server; where they are not, or containers do not start, the test is skipped (77). Everything happens in namespaces
of its own: nothing listens on this machine, and nothing stays but empty cgroups (libpod_parent).
"""

import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time

import yaml

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "image"), str(HERE.parent / "lint")]

import kustomize  # noqa: E402  (found by the path above)
import manifests  # noqa: E402
import programs_check  # noqa: E402
from containers import hardening_problems  # noqa: E402
from image_test import SKIP, raise_loopback  # noqa: E402
from own_namespaces import NAMESPACES, main_in_own_namespaces  # noqa: E402
from played_suites import PASSWORD, open_suite, secured_suite  # noqa: E402
from podman import Podman, PodmanError  # noqa: E402
from source_tree import finish  # noqa: E402

START_LIMIT_S = 120
REPORT_COUNT = 200
# The same words inside and outside, whatever the language of this machine.
LANGUAGE = {"LC_ALL": "C.UTF-8"}


def what_is_missing(programs):
    """Why the test cannot run here; empty when it may."""
    if os.geteuid() != 0:
        return "root is needed, for containers"
    for tool in ("podman", "runc", "openssl", "redis-server", "redis-cli", "unshare", "dpkg-query", "strip"):
        if not shutil.which(tool):
            return f"there is no {tool}"
    for name in ("gouji-parse", "gouji-validate", "gouji-statistics", "gouji-gateway", "gouji", "gouji-ocr", "gouji-generate"):
        if not (programs / name).exists():
            return f"{name} is not built"
    if not programs_check.BUF.exists():
        return "buf is not installed; run: npm ci --prefix tests/lint"
    if subprocess.run(["unshare", *NAMESPACES, "true"], capture_output=True).returncode != 0:
        return "namespaces cannot be made here (they are not allowed, or this is a chroot)"
    return ""


def rendered(root, components):
    content = {"namespace": "gouji", "resources": ["dev"], "components": [f"../components/{name}" for name in components]}
    return kustomize.render_content(content, root / "k8s/overlays")


def own_volumes(name, spec, documents):
    """Gives the volumes of a pod names of their own. The ConfigMaps that they are now made of."""
    contents = {manifests.name_of(d): d.get("stringData", d.get("data")) for d in documents if d["kind"] in ("Secret", "ConfigMap")}
    for mount in (mount for container in spec["containers"] for mount in container.get("volumeMounts", [])):
        mount["name"] = f"{name}-{mount['name']}"
    for volume in spec.get("volumes", []):
        volume["name"] = f"{name}-{volume['name']}"
        source = volume.pop("secret", None)
        content = contents[f"Secret {source['secretName']}"] if source else contents.get(f"ConfigMap {volume.get('configMap', {}).get('name')}")
        if content:
            items = (source or volume["configMap"]).get("items", [])
            volume["configMap"] = {"name": volume["name"], "items": items}
            yield {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": volume["name"]}, "data": content}


def playable(documents):
    """What podman 4.3 can play of them, changed where it must be:

    - all pods are in one network, that of the test, for want of a name service and of iptables; so every name of a Service means this machine (by their
      /etc/hosts; with this network podman does not take hostAliases), no port is published (podman refuses to), and each Deployment has one pod
    - an emptyDir and a ConfigMap become volumes of podman with their names, so that pods would share those of one name: each gets a name of its own
    - a Secret ends podman unless it says whether it is optional (containers/podman issue 16636), and then all of it is mounted, as its base64
      text: ConfigMaps take the place of Secrets
    - probes are left out: podman knows none by gRPC. The test asks instead

    Namespaces, Services, ServiceAccounts and NetworkPolicies are not given to it, since it does nothing with them.
    """
    played = [document for document in documents if document["kind"] == "PersistentVolumeClaim"]
    for document in documents:
        if document["kind"] == "Deployment":
            document["spec"]["replicas"] = 1
            spec = document["spec"]["template"]["spec"]
            for container in spec["containers"]:
                for key in ("ports", *programs_check.PROBES):
                    container.pop(key, None)
            # podman wants to know a Secret and a ConfigMap before the pod that mounts it.
            played += [*own_volumes(document["metadata"]["name"], spec, documents), document]
    return played


class Client:
    """The image `gouji` beside the pods, with what its suite asks of it."""

    def __init__(self, podman, version, credentials, work):
        self.podman, self.work = podman, work
        self.inside = ["run", "--rm", "--read-only", "--cap-drop=all", "--security-opt=no-new-privileges", "--network=host",
                       f"--volume={work / 'reports'}:/run/reports:ro", f"--volume={credentials}:/run/credentials:ro",
                       *(f"--env={name}={value}" for name, value in LANGUAGE.items()), f"gouji:{version}"]

    def run(self, arguments, flags):
        """(exit status, output, errors)"""
        paths = [argument.replace("reports", "/run/reports") for argument in arguments]
        return self.podman.run(*self.inside, *paths, *flags)


class Pod:
    """A Deployment that runs as one pod with one container."""

    def __init__(self, podman, document):
        name, spec = document["metadata"]["name"], manifests.pod_template(document)["spec"]
        container = spec["containers"][0]
        self.podman, self.pod, self.container = podman, f"{name}-pod-0", f"{name}-pod-0-{container['name']}"
        self.grace = spec["terminationGracePeriodSeconds"]
        self.memory = container["resources"]["limits"]["memory"]
        # Where its probes ask, which is another port than that of the calls when these have TLS.
        self.port = container["startupProbe"].get("grpc", {}).get("port", container["ports"][0]["containerPort"])
        self.names = {container[key]["grpc"]["service"] for key in programs_check.PROBES if "grpc" in container[key]}

    def id(self):
        """The process of its program."""
        return self.podman.inspect(self.container)["State"]["Pid"]

    def asked_until(self, deadline):
        """What its health service says that it should not; asks again until all is well or time is over."""
        while True:
            problems = list(programs_check.health_problems(self.port, self.names)) if self.names else list(self.port_problems())
            state = self.podman.inspect(self.container)["State"]
            if not state["Running"]:
                return [f"ended with {state['ExitCode']}: {self.podman.log(self.container)[-500:]}"]
            if not problems or time.monotonic() > deadline:
                return problems
            time.sleep(0.1)

    def port_problems(self):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)) != 0:
                yield f"takes no calls at {self.port}: {self.podman.log(self.container)[-500:]}"

    def hardening(self):
        yield from hardening_problems(self)
        limit = self.podman.inspect(self.container)["HostConfig"]["Memory"]
        wanted = int(self.memory[:-2]) << {"Mi": 20, "Gi": 30}[self.memory[-2:]]
        if limit != wanted:
            yield f"its memory is limited to {limit} bytes, not {wanted}"
        status = pathlib.Path(f"/proc/{self.id()}/status").read_text()
        if "\nSeccomp:\t2\n" not in status:
            yield "runs without a seccomp profile"


def image_versions(documents):
    return dict(manifests.pod_template(d)["spec"]["containers"][0]["image"].split(":") for d in documents if d["kind"] == "Deployment")


def image_version(documents):
    """Of our own images."""
    return image_versions(documents)["gouji-gateway"]


def make_images(podman, roots, documents):
    versions = image_versions(documents)
    for folder in sorted(roots.iterdir()):
        tag = versions.get(folder.name, versions["gouji-gateway"])
        podman.import_folder(folder, f"{folder.name}:{tag}", "USER 65532:65532", "ENV PATH=/usr/bin", f'ENTRYPOINT ["{folder.name}"]')
    podman.import_program(shutil.which("redis-server"), f"redis:{versions['redis']}")


def start_problems(podman, documents, pods, work):
    file = work / "played.yaml"
    file.write_text(yaml.safe_dump_all(documents))
    started = time.monotonic()
    podman.must("play", "kube", "--network", "host", file)
    found = []
    for pod in pods:
        problems = pod.asked_until(started + START_LIMIT_S)
        found += [f"{pod.pod}: {problem}" for problem in problems or pod.hardening()]
    if not found:
        print(f"{len(pods)} pods serve {time.monotonic() - started:.1f} s after they were asked for")
    return found


def import_problems(client, programs, flags):
    """Imports reports twice, through the pods and without them, and compares what is said and the totals."""
    data = client.work / "data"
    shutil.rmtree(data, ignore_errors=True)
    for arguments in (["import", "reports"], ["import", "reports"], ["stats", "summary", "--format=json"]):
        outside = subprocess.run([programs / "gouji", *arguments, f"--data-dir={data}"], cwd=client.work, env={**os.environ, **LANGUAGE},
                                 capture_output=True, text=True)
        started = time.monotonic()
        status, output, errors = client.run(arguments, flags)
        if (status, output) != (0, outside.stdout) or outside.returncode != 0 or str(REPORT_COUNT) not in output:
            yield f"gouji {' '.join(arguments)} ends with {status} and says {output[-500:]}{errors[-500:]}; without pods {outside.stdout[-500:]}"
        else:
            print(f"gouji {' '.join(arguments)}: {' '.join(output.split())[:80]} ({time.monotonic() - started:.1f} s)")


def check_problems(client, suite, programs):
    """A check with all that the suite asks for; refused, with its reason, when any of it is missing."""
    report = sorted(path.name for path in (client.work / "reports").iterdir())[0]
    outside = subprocess.run([programs / "gouji", "check", f"reports/{report}"], cwd=client.work, env={**os.environ, **LANGUAGE}, capture_output=True, text=True)
    status, output, errors = client.run(["check", f"reports/{report}"], suite.flags)
    if (status, output.replace("/run/", "")) != (outside.returncode, outside.stdout):
        yield f"gouji check ends with {status} and says {output[-500:]}{errors[-500:]}; without pods {outside.stdout[-500:]}"
    for flags, words in suite.refusals:
        status, output, errors = client.run(["stats", "summary"], flags)
        if status == 0 or not any(word in output + errors for word in words):
            yield f"a call with {flags} ends with {status} and says nothing of {' or '.join(words)}: {output[-500:]}{errors[-500:]}"
        else:
            print(f"a call with {' '.join(flags)}: refused, {errors.strip().splitlines()[-1][:100]}")


def cache_problems(flags):
    asked = subprocess.run(["redis-cli", *flags, "dbsize"], env={**os.environ, "REDISCLI_AUTH": PASSWORD}, capture_output=True, text=True).stdout.strip()
    if asked != str(REPORT_COUNT):
        yield f"Redis holds {asked} readings of {REPORT_COUNT}"


def stop_problems(podman, pods):
    """Ends all at once, and says which did not end well. `play kube --down` would kill them, and podman 4.3 does not take the grace period from them."""
    started = time.monotonic()
    stops = [(pod, podman.start("pod", "stop", "--time", str(pod.grace), pod.pod)) for pod in pods]
    for pod, stop in stops:
        _, errors = stop.communicate()
        seconds, state = time.monotonic() - started, podman.inspect(pod.container)
        status = state["State"]["ExitCode"]
        if state["RestartCount"]:
            yield f"{pod.pod} was started again {state['RestartCount']} times: {podman.log(pod.container)[-500:]}"
        if stop.returncode != 0 or status != 0 or seconds > pod.grace:
            yield f"{pod.pod} ends with {status} after {seconds:.1f} s of {pod.grace} s: {errors}{podman.log(pod.container)[-500:]}"
        else:
            print(f"{pod.pod}: ended within {seconds:.1f} s of {pod.grace} s")


def suite_problems(podman, suite, options, work):
    """Starts a suite, works through it, and ends it."""
    documents = rendered(options.root, suite.components) + suite.secrets
    pods = [Pod(podman, document) for document in documents if document["kind"] == "Deployment"]
    version = image_version(documents)
    problems = start_problems(podman, playable(documents), pods, work)
    if not problems:
        client = Client(podman, version, suite.credentials, work)
        problems += import_problems(client, options.run, suite.flags)
        problems += check_problems(client, suite, options.run)
        problems += cache_problems(suite.redis_flags)
    problems += list(stop_problems(podman, pods))
    podman.remove_pods()
    return [f"{suite.name}: {problem}" for problem in problems]


def inside(options, roots, work):
    """The test, in namespaces of its own."""
    raise_loopback()
    place = work / "podman"
    place.mkdir()
    documents = rendered(options.root, ["redis"])
    podman = Podman(place, [document["metadata"]["name"] for document in documents if document["kind"] == "Service"])
    missing = podman.why_not()
    if missing:
        print(f"skipped: containers do not run here: {missing}")
        sys.exit(SKIP)
    problems = []
    try:
        make_images(podman, roots, documents)
        subprocess.run([options.run / "gouji-generate", f"--out={work / 'reports'}", f"--count={REPORT_COUNT}"], check=True, stdout=subprocess.DEVNULL)
        for suite in (open_suite(work), secured_suite(options.run, work)):
            problems += suite_problems(podman, suite, options, work)
    except PodmanError as error:
        problems.append(str(error))
    finally:
        podman.remove_all()
    finish(problems, f"podman plays the manifests, and {REPORT_COUNT} reports are imported through them")


if __name__ == "__main__":
    main_in_own_namespaces(__doc__, what_is_missing, inside)
