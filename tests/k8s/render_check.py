#!/usr/bin/env python3
"""Compares what kustomize.py renders with what kustomize itself does, for all that can be deployed.

Ends with 77 where there is no kubectl whose kustomize is new enough.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from deployments import OVERLAYS, deployments
from kustomize import LIST_KEYS
from manifests import load, name_of
from source_tree import finish, parse_root

SKIPPED = 77
# The first with all that is used here (components, replicas, patches with targets). kubectl 1.27 has it.
OLDEST = (5, 0)


def usable_kubectl():
    """The path of a kubectl and None; or None and the reason."""
    program = shutil.which("kubectl")
    if program is None:
        return None, "there is no kubectl"
    run = subprocess.run([program, "version", "--client", "-o", "json"], capture_output=True, text=True)
    try:
        version = json.loads(run.stdout).get("kustomizeVersion", "")
    except json.JSONDecodeError:
        version = ""
    numbers = re.match(r"v?(\d+)\.(\d+)", version)
    if not numbers or tuple(map(int, numbers.groups())) < OLDEST:
        return None, f"{program} has kustomize {version or 'of a time before it told its version'}, and v5.0 is needed (kubectl 1.27)"
    return program, None


def ordered(value, field=""):
    """A value with the lists in order whose order means nothing."""
    if isinstance(value, dict):
        return {key: ordered(item, key) for key, item in value.items()}
    if isinstance(value, list):
        items = [ordered(item) for item in value]
        return sorted(items, key=lambda item: item[LIST_KEYS[field]]) if field in LIST_KEYS else items
    return value


def differences(ours, theirs):
    """Resources that only one has, or that differ."""
    one, other = ({name_of(document): ordered(document) for document in documents} for documents in (ours, theirs))
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name):
            yield f"{name}: ours is {json.dumps(one.get(name), sort_keys=True)}, kustomize's {json.dumps(other.get(name), sort_keys=True)}"


def rendered_by(kubectl, deployment):
    """What kustomize makes of a kustomization, and what it says when it makes nothing of it."""
    with tempfile.TemporaryDirectory() as place:
        # Folders may be anywhere, files only below: an overlay stays where it is.
        folder = deployment.folder
        if not (folder / "kustomization.yaml").is_file():
            folder = pathlib.Path(place).resolve()
            up = "../" * (len(folder.parts) - 1) + str(deployment.folder).lstrip("/")
            content = {**deployment.content, **{key: [f"{up}/{name}" for name in deployment.content[key]] for key in ("resources", "components")}}
            (folder / "kustomization.yaml").write_text(json.dumps(content))
        run = subprocess.run([kubectl, "kustomize", str(folder)], capture_output=True, text=True)
        return load(run.stdout), run.stderr.strip() if run.returncode else None


def main():
    def add_arguments(parser):
        parser.add_argument("--overlays-only", action="store_true", help="no combinations of components")

    options = parse_root(__doc__, add_arguments)
    kubectl, reason = usable_kubectl()
    if kubectl is None:
        print(f"Nothing is compared: {reason}.")
        sys.exit(SKIPPED)
    all_of_them, problems = deployments(options.root)
    compared = [deployment for deployment in all_of_them if deployment.name in OVERLAYS or not options.overlays_only]
    for deployment in compared:
        theirs, error = rendered_by(kubectl, deployment)
        found = [error] if error else differences(deployment.documents, theirs)
        problems += [f"{deployment.name}: {problem}" for problem in found]
    finish(problems, f"{len(compared)} deployments are rendered as kustomize does")


if __name__ == "__main__":
    main()
