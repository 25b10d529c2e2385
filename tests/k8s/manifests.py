"""The manifests of k8s as they are written."""

import copy
import dataclasses
import functools
import pathlib
import sys

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))


class StrictLoader(yaml.SafeLoader):
    """Refuses a key that stands twice, of which PyYAML would take the last."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"the key {twice} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


@functools.cache
def parsed(text):
    return [document for document in yaml.load_all(text, StrictLoader) if document is not None]


def load(text):
    """The documents of a YAML text, to be changed at will."""
    return copy.deepcopy(parsed(text))


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
