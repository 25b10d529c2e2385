#!/usr/bin/env python3
"""Checks all manifests of k8s against the types of Kubernetes' API: tsc --strict refuses misspelt and unknown fields and wrong types.

Checked are the files as they are written (patches as parts of their resources) and the overlays as they come out. Needs the npm packages of
tests/lint.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import manifests
from deployments import OVERLAYS, deployments
from source_tree import finish, parse_root

HERE = pathlib.Path(__file__).resolve().parent
MODULES = HERE.parent / "lint/node_modules"
TSC = MODULES / "typescript/bin/tsc"


def module_of(api_version):
    """apps/v1 -> apps/v1, networking.k8s.io/v1 -> networking/v1, v1 -> core/v1"""
    group, _, version = api_version.rpartition("/")
    return f"{group.split('.')[0] or 'core'}/{version}"


def statement(document, role):
    """The lines of TypeScript that give a document its type, or what is wrong with it."""
    value = json.dumps(document, ensure_ascii=False, indent=1)
    if isinstance(document, list):
        return f'import type {{ Operation }} from "./kustomization";\nexport const patch: Operation[] = {value};\n'
    kind, version = document.get("kind"), document.get("apiVersion")
    if not isinstance(kind, str) or not isinstance(version, str) or not re.fullmatch(r"\w+", kind):
        raise ValueError("has no kind or no apiVersion")
    if role == "kustomization":
        return f'import type {{ {kind} }} from "./kustomization";\nexport const file: {kind} = {value};\n'
    lines = f'import type {{ {kind} }} from "kubernetes-types/{module_of(version)}";\nimport type {{ Part }} from "./kustomization";\n'
    wanted = kind if role == "resource" else f"Part<{kind}>"
    # The types leave these open, and the server wants them.
    return lines + f"export const resource: {wanted} & {{ apiVersion: string; kind: string; metadata: {{ name: string }} }} = {value};\n"


def documents_of(root, overlays):
    """(name, document, role) of all that is checked."""
    sources, _ = manifests.sources(root)
    for source in sources:
        for document in source.documents:
            yield str(source.path.relative_to(root)), document, source.role
    for deployment in overlays:
        for document in deployment.documents:
            yield f"overlay {deployment.name}, {manifests.name_of(document)}", document, "resource"


def compile_problems(units):
    """What tsc says of {file: (name, text)}, in the names of the manifests."""
    with tempfile.TemporaryDirectory() as place:
        for file, (_, text) in units.items():
            pathlib.Path(place, f"{file}.ts").write_text(text)
        pathlib.Path(place, "kustomization.d.ts").write_text((HERE / "kustomization.d.ts").read_text())
        options = {"strict": True, "noEmit": True, "module": "esnext", "moduleResolution": "bundler", "target": "es2022", "types": [],
                   "paths": {"kubernetes-types/*": [f"{MODULES}/kubernetes-types/*"]}}
        pathlib.Path(place, "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "include": ["*.ts"]}))
        run = subprocess.run(["node", str(TSC), "--project", place, "--pretty", "false"], cwd=place, capture_output=True, text=True)
    if run.returncode != 0 and not run.stdout.strip():
        return [f"tsc ends with {run.returncode}: {run.stderr.strip()}"]
    return [re.sub(r"^(unit\d+)\.ts\((\d+),\d+\): error \w+", lambda m: place_of(units[m[1]], int(m[2])), line)
            for line in run.stdout.splitlines()]


def place_of(unit, line):
    """The manifest and the text at a line of its unit."""
    name, text = unit
    return f"{name}, at {text.splitlines()[line - 1].strip()}"


def main():
    root = parse_root(__doc__).root
    if not TSC.exists():
        print("tsc is not installed; run: npm ci --prefix tests/lint")
        sys.exit(1)
    rendered, problems = deployments(root)
    units = {}
    for name, document, role in documents_of(root, [deployment for deployment in rendered if deployment.name in OVERLAYS]):
        try:
            units[f"unit{len(units)}"] = (name, statement(document, role))
        except ValueError as error:
            problems.append(f"{name}: {error}")
    problems += compile_problems(units)
    finish(problems, f"{len(units)} documents are of their types")


if __name__ == "__main__":
    main()
