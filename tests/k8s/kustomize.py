"""What our kustomizations come to, without kustomize, so that whole deployments are checked on any machine.

Knows as much of kustomize as k8s uses, and refuses the rest. render_check.py compares it with the real one where that is to be had.
"""

import copy
import pathlib
import re

from manifests import load, name_of

# Lists whose elements patches meet by a key; any other list is replaced as a whole.
LIST_KEYS = {"containers": "name", "env": "name", "volumes": "name", "volumeMounts": "mountPath"}
KNOWN = {"apiVersion", "kind", "namespace", "resources", "components", "patches", "replicas", "images"}


class RenderError(Exception):
    """The kustomization cannot be rendered; the text says why."""


def takes_away(part):
    """Whether a patch removes something: null, or a directive such as $patch."""
    if isinstance(part, dict):
        return any(key.startswith("$") or takes_away(value) for key, value in part.items())
    return part is None or (isinstance(part, list) and any(map(takes_away, part)))


def merged(old, new, field=""):
    """A strategic merge: `new` laid over `old`."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: merged(old[key], value, key) if key in old else copy.deepcopy(value) for key, value in new.items()}}
    key = LIST_KEYS.get(field)
    if not key or not isinstance(old, list):
        return copy.deepcopy(new)
    elements = {element[key]: element for element in old}
    for element in new:
        elements[element[key]] = merged(elements.get(element[key], {}), element)
    return list(elements.values())


def apply_operations(document, operations):
    """Adds to the ends of lists (RFC 6902), the one operation that k8s uses."""
    for operation in operations:
        *path, last = operation["path"].strip("/").split("/")
        if operation["op"] != "add" or last != "-":
            raise RenderError(f"{operation['op']} {operation['path']} is not known here")
        place = document
        for part in path:
            place = place.get(part)
            if place is None:
                raise RenderError(f"{name_of(document)} has no {operation['path']}")
        place.append(copy.deepcopy(operation["value"]))


def apply_to(document, patch, path):
    """Changes one document by operations (a list) or by what is laid over it."""
    if isinstance(patch, list):
        apply_operations(document, patch)
        return
    if takes_away(patch):
        raise RenderError(f"{path.name}: takes something away, which is not known here")
    # In its place, because documents are told apart by what they are.
    result = merged(document, patch)
    document.clear()
    document.update(result)


def apply_patch(documents, patch, path):
    """Applies one patch file. With a target it may meet nothing; without, each of its documents must meet its resource."""
    content = load(path.read_text())
    if "target" in patch:
        for document in documents:
            if all(re.fullmatch(patch["target"][key], value) for key, value in
                   (("kind", document["kind"]), ("name", document["metadata"]["name"]))):
                apply_to(document, content[0], path)
        return
    for part in content:
        meant = [d for d in documents if d["apiVersion"] == part["apiVersion"] and name_of(d) == name_of(part)]
        if len(meant) != 1:
            raise RenderError(f"{path.name}: there is no {name_of(part)}")
        apply_to(meant[0], part, path)


def set_images(documents, images):
    for document in documents:
        for container in document.get("spec", {}).get("template", {}).get("spec", {}).get("containers", []):
            name, _, tag = container["image"].rpartition(":")
            for image in images:
                if image["name"] == name:
                    container["image"] = f"{image.get('newName', name)}:{image.get('newTag', tag)}"


def set_replicas(documents, replicas):
    for wanted in replicas:
        meant = [d for d in documents if d["kind"] == "Deployment" and d["metadata"]["name"] == wanted["name"]]
        if len(meant) != 1:
            raise RenderError(f"replicas: there is no Deployment {wanted['name']}")
        meant[0]["spec"]["replicas"] = wanted["count"]


def apply_kustomization(content, folder, documents):
    """Adds what a kustomization names to the documents, and changes all of them as it says."""
    if content.keys() - KNOWN:
        raise RenderError(f"{folder.name}: {', '.join(sorted(content.keys() - KNOWN))} is not known here")
    for name in content.get("resources", []):
        path = folder / name
        documents += render(path) if path.is_dir() else load(path.read_text())
    names = [name_of(document) for document in documents]
    if len(set(names)) < len(names):
        raise RenderError(f"{folder.name}: {max(names, key=names.count)} is there twice")
    for name in content.get("components", []):
        apply_kustomization(load((folder / name / "kustomization.yaml").read_text())[0], folder / name, documents)
    for patch in content.get("patches", []):
        apply_patch(documents, patch, folder / patch["path"])
    set_images(documents, content.get("images", []))
    set_replicas(documents, content.get("replicas", []))
    if "namespace" in content:
        for document in documents:
            if document["kind"] != "Namespace":
                document["metadata"]["namespace"] = content["namespace"]


def render_content(content, folder):
    """The resources of a kustomization that is given as it would be written in the folder."""
    documents = []
    apply_kustomization(content, folder, documents)
    return documents


def render(folder):
    """The resources of the kustomization in a folder."""
    folder = pathlib.Path(folder).resolve()
    return render_content(load((folder / "kustomization.yaml").read_text())[0], folder)
