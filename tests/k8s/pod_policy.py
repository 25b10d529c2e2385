"""What holds for every pod: hardened, bounded, probed, and given the time to drain."""

import re

from manifests import environment, name_of, pod_template

PROBES = ("startupProbe", "livenessProbe", "readinessProbe")
# What gouji ends with when it does not understand its command line (exit_code.h).
EXIT_USAGE = 64
# After drain delay and shutdown timeout a server waits this long for calls that do not heed their cancellation (run_server.cc).
GUARD_S = 5
UNITS = {"": 1, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30}
SECONDS = {"ms": 1e-3, "s": 1, "m": 60, "h": 3600}


def quantity(text):
    """A quantity of Kubernetes as a number; None when it is none."""
    parts = re.fullmatch(r"(\d+(?:\.\d+)?)(m|k|M|G|Ki|Mi|Gi)?", str(text))
    return float(parts[1]) * UNITS[parts[2] or ""] if parts else None


def duration(text):
    """A duration as our programs read it (500ms, 1m30s), in seconds; None when it is none."""
    part = r"(\d+(?:\.\d+)?)(ms|s|m|h)"
    if not re.fullmatch(f"(?:{part})+", str(text)):
        return None
    return sum(float(number) * SECONDS[unit] for number, unit in re.findall(part, text))


def program_of(container):
    """The name of the image without registry and tag, which for ours is that of the program."""
    return re.sub(r"[:@].*", "", container.get("image", "").split("/")[-1])


def is_ours(container):
    return program_of(container) == "gouji" or program_of(container).startswith("gouji-")


def image_problems(container, version):
    tag = re.fullmatch(r"[^:@]+(?::\d+/[^:@]+)?(?::([\w.-]+))?(@sha256:[0-9a-f]{64})?", container.get("image", ""))
    if not tag or not (tag[1] or tag[2]):
        yield f"image {container.get('image')}: no tag"
    elif tag[1] == "latest":
        yield "image: the tag latest is another image every day"
    elif is_ours(container) and tag[1] != version:
        yield f"image {container['image']}: the tag is not the version of the project, {version}"


def command_problems(container):
    if is_ours(container) and container.get("command", [])[:1] != [program_of(container)]:
        yield f"its command is not {program_of(container)}"


def container_security_problems(container):
    security = container.get("securityContext", {})
    wanted = {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "privileged": False}
    yield from (f"securityContext.{key} is not {value}" for key, value in wanted.items() if security.get(key) is not value)
    capabilities = security.get("capabilities", {})
    if capabilities.get("drop") != ["ALL"] or capabilities.get("add"):
        yield "capabilities are not all dropped"


def resource_problems(container):
    requests, limits = (container.get("resources", {}).get(key, {}) for key in ("requests", "limits"))
    for kind, values, keys in (("requests", requests, ("cpu", "memory")), ("limits", limits, ("memory",))):
        yield from (f"resources.{kind}.{key} is not set" for key in keys if quantity(values.get(key)) is None)
    for key in requests.keys() & limits.keys():
        if (quantity(requests[key]) or 0) > (quantity(limits[key]) or 0):
            yield f"resources: {key} is requested beyond its limit"


def probe_problems(container):
    for key in PROBES:
        probe = container.get(key)
        if not probe:
            yield f"no {key}"
        elif is_ours(container):
            wanted = "liveness" if key == "livenessProbe" else "readiness"
            if probe.get("grpc", {}).get("service") != wanted:
                yield f"{key} does not ask gRPC's health service for {wanted}"


def drain_problems(container, pod):
    if not is_ours(container):
        return
    values = environment(container)
    delay, timeout = (duration(values.get(key)) for key in ("GOUJI_DRAIN_DELAY", "GOUJI_SHUTDOWN_TIMEOUT"))
    if delay is None or timeout is None:
        yield "GOUJI_DRAIN_DELAY and GOUJI_SHUTDOWN_TIMEOUT are not both set"
    elif pod.get("terminationGracePeriodSeconds", 30) <= delay + timeout + GUARD_S:
        yield f"terminationGracePeriodSeconds is not above the time to drain, {delay:g} + {timeout:g} + {GUARD_S} s"


def volume_problems(pod):
    volumes = {volume["name"]: volume for volume in pod.get("volumes", [])}
    mounted = {mount["name"] for container in pod.get("containers", []) for mount in container.get("volumeMounts", [])}
    yield from (f"volume {name} is mounted but not there" for name in sorted(mounted - volumes.keys()))
    yield from (f"volume {name} is not mounted" for name in sorted(volumes.keys() - mounted))
    for name, volume in volumes.items():
        if "hostPath" in volume:
            yield f"volume {name} is a folder of the node"
        if "emptyDir" in volume and not (volume["emptyDir"] or {}).get("sizeLimit"):
            yield f"volume {name} has no sizeLimit"


def job_problems(document):
    """A Job of ours divides its documents among its pods, only reads them, and is neither tried for ever nor failed by one document."""
    spec, pod = document["spec"], document["spec"]["template"]["spec"]
    if spec.get("completionMode") != "Indexed":
        yield "completionMode is not Indexed"
    yield from (f"{key} is not set" for key in ("completions", "parallelism", "backoffLimit") if not spec.get(key))
    if pod.get("restartPolicy") != "Never":
        yield "restartPolicy is not Never, so that its podFailurePolicy counts for nothing"
    fails = {value for rule in spec.get("podFailurePolicy", {}).get("rules", []) if rule["action"] == "FailJob"
             for value in rule.get("onExitCodes", {}).get("values", [])}
    if fails != {EXIT_USAGE}:
        yield f"podFailurePolicy does not end it on the exit status {EXIT_USAGE} alone"
    for container in pod["containers"]:
        arguments = container.get("args", [])
        if f"--share=$(JOB_COMPLETION_INDEX)/{spec.get('completions')}" not in arguments:
            yield f"container {container['name']}: has no --share of its {spec.get('completions')} completions"
        if "--allow-refused" not in arguments:
            yield f"container {container['name']}: a refused document would fail the Job"
        if "GOUJI_ENDPOINT" not in environment(container):
            yield f"container {container['name']}: has no GOUJI_ENDPOINT, and would record in itself"
        yield from (f"container {container['name']}: may write to {mount['name']}" for mount in container.get("volumeMounts", [])
                    if mount.get("readOnly") is not True)
    yield from (f"volume {volume['name']} is not claimed for reading" for volume in pod.get("volumes", [])
                if "secret" not in volume and volume.get("persistentVolumeClaim", {}).get("readOnly") is not True)


def pod_security_problems(pod):
    security = pod.get("securityContext", {})
    if security.get("runAsNonRoot") is not True or not security.get("runAsUser"):
        yield "it may run as root"
    if security.get("seccompProfile", {}).get("type") != "RuntimeDefault":
        yield "no seccomp profile RuntimeDefault"
    yield from (f"{key} is set" for key in ("hostNetwork", "hostPID", "hostIPC") if pod.get(key))
    if pod.get("automountServiceAccountToken") is not False:
        yield "it is given a token of its service account"
    if pod.get("enableServiceLinks") is not False:
        yield "variables of Services are set, which could be taken for settings"
    if not pod.get("serviceAccountName"):
        yield "no service account of its own"


def workload_problems(document, version):
    """What is wrong with one resource that makes pods."""
    template = pod_template(document)
    if template is None:
        return
    pod = template.get("spec", {})
    found = list(pod_security_problems(pod)) + list(volume_problems(pod))
    is_job = document["kind"] == "Job"
    found += job_problems(document) if is_job else []
    for container in pod.get("containers", []) + pod.get("initContainers", []):
        # Nobody calls a Job.
        for check in (command_problems, container_security_problems, resource_problems) + (() if is_job else (probe_problems,)):
            found += [f"container {container['name']}: {problem}" for problem in check(container)]
        found += [f"container {container['name']}: {problem}" for problem in image_problems(container, version)]
        found += [f"container {container['name']}: {problem}" for problem in ([] if is_job else drain_problems(container, pod))]
    labels = template.get("metadata", {}).get("labels", {})
    selected = document.get("spec", {}).get("selector", {}).get("matchLabels", {})
    if not is_job and (not selected or selected.items() - labels.items()):
        found.append("its selector does not match the labels of its pods")
    yield from (f"{name_of(document)}: {problem}" for problem in found)
