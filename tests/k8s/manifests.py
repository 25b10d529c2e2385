"""The manifests of k8s: as they are written, and as kustomize renders them."""

import dataclasses
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))

OVERLAYS = ("dev", "city", "province")
REGISTERS = ("sqlite", "postgres")
# The others of k8s/components, in the order in which they must stand behind network-policies.
OPTIONAL = ("network-policies", "redis", "monitoring", "disruption-budgets", "autoscaling")
# The first with all that is used here (components, replicas, patches with targets). kubectl 1.27 has it.
OLDEST_KUSTOMIZE = (5, 0)


class StrictLoader(yaml.SafeLoader):
    """Refuses a key that stands twice, of which PyYAML would take the last."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"the key {twice} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def load(text):
    """The documents of a YAML text."""
    return [document for document in yaml.load_all(text, StrictLoader) if document is not None]


@dataclasses.dataclass
class Source:
    """A file of k8s, and what kustomizations take it for: kustomization, resource, patch."""

    path: pathlib.Path
    role: str
    documents: list


def kustomizations(root):
    """The kustomization files of k8s, sorted."""
    return sorted((root / "k8s").rglob("kustomization.yaml"))


def sources(root):
    """Every YAML file of k8s in its role, and the problems: files that are named but missing, there but unnamed, or unreadable."""
    found, problems = {}, []

    def add(path, role):
        try:
            found[path] = Source(path, role, load(path.read_text()))
        except FileNotFoundError:
            problems.append(f"{path.relative_to(root)}: a kustomization names it, but it is not there")
        except yaml.YAMLError as error:
            problems.append(f"{path.relative_to(root)}: {error}")

    for path in kustomizations(root):
        add(path, "kustomization")
        document = found[path].documents[0] if path in found and found[path].documents else {}
        for name in document.get("resources", []) + document.get("components", []):
            other = (path.parent / name).resolve()
            if other.suffix == ".yaml":
                add(other, "resource")
            elif not (other / "kustomization.yaml").is_file():
                problems.append(f"{path.relative_to(root)}: {name} is no folder with a kustomization")
        for patch in document.get("patches", []):
            add((path.parent / patch["path"]).resolve(), "patch")
    unnamed = set((root / "k8s").rglob("*.y*ml")) - set(found)
    problems += [f"{path.relative_to(root)}: no kustomization names it" for path in sorted(unnamed)]
    return sorted(found.values(), key=lambda source: source.path), problems


def usable_kubectl():
    """The path of a kubectl whose kustomize is new enough and None; or None and the reason."""
    program = shutil.which("kubectl")
    if program is None:
        return None, "there is no kubectl"
    run = subprocess.run([program, "version", "--client", "-o", "json"], capture_output=True, text=True)
    try:
        version = json.loads(run.stdout).get("kustomizeVersion", "")
    except json.JSONDecodeError:
        version = ""
    numbers = re.match(r"v?(\d+)\.(\d+)", version)
    if not numbers or tuple(map(int, numbers.groups())) < OLDEST_KUSTOMIZE:
        return None, f"{program} has kustomize {version or 'of a time before it told its version'}, and v5.0 is needed (kubectl 1.27)"
    return program, None


def combinations():
    """Lists of components, each with one register: without others, with each other alone, with all but each, and with all."""
    others = {(), OPTIONAL} | {(name,) for name in OPTIONAL} | {tuple(n for n in OPTIONAL if n != name) for name in OPTIONAL}
    for register in REGISTERS:
        for chosen in sorted(others):
            # Edges are added to the policies, which therefore come first.
            yield tuple(n for n in chosen if n == "network-policies") + (register,) + tuple(n for n in chosen if n != "network-policies")


@dataclasses.dataclass
class Rendered:
    """What a kustomization comes to."""

    name: str
    documents: list
    # Whether the network policies are among the components.
    closed: bool


def render_folder(kubectl, folder):
    run = subprocess.run([kubectl, "kustomize", str(folder)], capture_output=True, text=True)
    if run.returncode != 0:
        raise RuntimeError(run.stderr.strip())
    return load(run.stdout)


def render(root, kubectl, with_combinations=False):
    """Renders the overlays and, if asked for, the combinations of components. Returns them and the problems."""
    rendered, problems = [], []
    with tempfile.TemporaryDirectory() as place:
        folders = [(name, root / "k8s/overlays" / name, True) for name in OVERLAYS]
        for number, components in enumerate(combinations() if with_combinations else []):
            folder = pathlib.Path(place).resolve() / str(number)
            folder.mkdir()
            up = "../" * (len(folder.parts) - 1) + str(root).lstrip("/") + "/k8s"
            text = {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "namespace": "gouji",
                    "resources": [f"{up}/base"], "components": [f"{up}/components/{name}" for name in components]}
            (folder / "kustomization.yaml").write_text(json.dumps(text))
            folders.append(("base + " + " + ".join(components), folder, "network-policies" in components))
        for name, folder, closed in folders:
            try:
                rendered.append(Rendered(name, render_folder(kubectl, folder), closed))
            except (RuntimeError, yaml.YAMLError) as error:
                problems.append(f"{name}: {error}")
    return rendered, problems


def pod_template(document):
    """The template of the pods that a resource makes; None when it makes none."""
    if document.get("kind") in ("Deployment", "StatefulSet", "DaemonSet", "Job"):
        return document.get("spec", {}).get("template") or {}
    return None


def environment(container):
    """The plain variables of a container."""
    return {variable["name"]: variable.get("value") for variable in container.get("env", [])}


def name_of(document):
    return f"{document.get('kind', '?')} {document.get('metadata', {}).get('name', '?')}"
