#!/usr/bin/env python3
"""Holds deploy/compose.yaml and deploy/image/Containerfile to contents.txt, to the pods of k8s/base, and to the programs themselves.

Every image has a target, which runs its program as the user of the pods and shows the program's ports; every container of compose is hardened, has the
settings of the program, and no secret in a variable. No container program is needed.
"""

import pathlib
import re
import sys

import yaml

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "k8s"), str(HERE.parent / "lint")]

import programs_check  # noqa: E402  (found by the path above)
from contents import read_list  # noqa: E402
from source_tree import finish, parse_root  # noqa: E402

HARDENED = {"read_only": True, "cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"]}
USER = "65532:65532"


def version_of(root):
    return re.search(r"project\(gouji VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text())[1]


def targets_of(text):
    """(base, [(instruction, rest)]) by the name of the target."""
    targets, current = {}, None
    for line in text.replace("\\\n", " ").splitlines():
        words = line.split(None, 1)
        if words[:1] == ["FROM"]:
            base, _, name = words[1].split()
            current = targets.setdefault(name, (base, []))
        elif current and words and not line.startswith("#"):
            current[1].append((words[0], words[1]))
    return targets


def ports_of(programs, name):
    known = programs_check.settings_of(programs, name)
    return [known[1][variable] for variable in ("GOUJI_PORT", "GOUJI_HTTP_PORT", "GOUJI_METRICS_PORT") if variable in known[1]] if known else []


def target_problems(text, images, programs):
    targets = targets_of(text)
    if set(targets) - {"roots"} != set(images):
        yield f"the targets are {sorted(targets)}, the images {sorted(images)}"
    for name in sorted(images.keys() & targets.keys()):
        base, instructions = targets[name]
        ports = ports_of(programs, name)
        expected = [("COPY", f"--from=roots /roots/{name}/ /"), ("ENV", "PATH=/usr/bin"), ("USER", USER)]
        expected += [("EXPOSE", " ".join(ports))] if ports else []
        program = images[name].programs[0].rpartition("/")[2]
        if base != "scratch" or instructions != expected + [("ENTRYPOINT", f'["{program}"]')]:
            yield f"target {name} is not what its image should be: {base} {instructions}"


def setting_problems(name, service, programs):
    known = programs_check.settings_of(programs, f"gouji-{name}")
    if known is None:
        yield f"there is no program gouji-{name}"
        return
    variables = {**service.get("environment", {})}
    yield from (f"gouji-{name} has no setting {variable}" for variable in variables if variable not in known[1])
    for variable, value in variables.items():
        place = re.fullmatch(r"/run/secrets/(.+)", str(value))
        if place and place[1] not in service.get("secrets", []):
            yield f"{name}: {variable} names a secret that it does not get"


def hardening_problems(name, service):
    for key, value in HARDENED.items():
        if service.get(key) != value:
            yield f"{name}: {key} is {service.get(key)}"
    if service.get("user", "0").split(":")[0] in ("0", "root"):
        yield f"{name} runs as root"
    for variable, value in service.get("environment", {}).items():
        if "PASSWORD" in variable and not variable.endswith("_FILE"):
            yield f"{name}: {variable} has a secret in it: {value}"
    for port in service.get("ports", []):
        if not port.startswith("127.0.0.1:"):
            yield f"{name}: port {port} is open to others"


def edges_of(compose):
    """Who can call whom: (service, service) that share a network."""
    networks = {name: set(service["networks"]) for name, service in compose["services"].items()}
    return {(one, other) for one in networks for other in networks if one != other and networks[one] & networks[other]}


def compose_problems(compose, images, programs, version, mounts):
    services = compose["services"]
    for name, service in services.items():
        yield from hardening_problems(name, service)
        if "healthcheck" not in service:
            yield f"{name} has no healthcheck"
        if f"gouji-{name}" not in images:
            continue
        if service.get("healthcheck", {}).get("test", [None, f"gouji-{name}", "--check_health"])[1:] != [f"gouji-{name}", "--check_health"]:
            yield f"{name}: its healthcheck does not ask its own program"
        yield from setting_problems(name, service, programs)
        if service["image"] != f"gouji-{name}:{version}" or service["build"]["target"] != f"gouji-{name}" or service["user"] != USER:
            yield f"{name}: its image is {service['image']}, target {service['build']['target']}, user {service['user']}"
        places = {place.split(":")[0] for place in service.get("tmpfs", [])}
        if places != mounts[f"gouji-{name}"]:
            yield f"{name}: can write in {sorted(places)}, its pod in {sorted(mounts[f'gouji-{name}'])}"
    strangers = {("gateway", "redis"), ("gateway", "postgres"), ("validate", "redis"), ("validate", "postgres"), ("parse", "postgres"),
                 ("statistics", "redis"), ("redis", "postgres")} & edges_of(compose)
    yield from (f"{one} is connected with {other}, which it does not call" for one, other in sorted(strangers))
    yield from (f"the network {name} leads out" for name, network in compose["networks"].items() if name != "front" and not network.get("internal"))


def main():
    options = parse_root(__doc__, lambda parser: parser.add_argument(
        "--run", metavar="BIN_DIR", type=lambda p: pathlib.Path(p).resolve(), required=True, help="where the programs are"))
    images = read_list(options.root / "deploy/image/contents.txt")
    compose = yaml.safe_load((options.root / "deploy/compose.yaml").read_text())
    mounts = {f"gouji-{container['name']}": {mount["mountPath"] for mount in container.get("volumeMounts", [])}
              for source, _, container in programs_check.our_containers(options.root) if source.role == "resource"}
    problems = [f"Containerfile: {p}" for p in target_problems((options.root / "deploy/image/Containerfile").read_text(), images, options.run)]
    problems += [f"compose.yaml: {p}" for p in compose_problems(compose, images, options.run, version_of(options.root), mounts)]
    finish(problems, f"{len(images)} images and {len(compose['services'])} containers are as their programs and pods are")


if __name__ == "__main__":
    main()
