#!/usr/bin/env python3
"""Holds the manifests of k8s to what we promise of every pod and of every deployment.

Each resource as it is written; the base as a whole, also with the network policies against the drawn graph of calls. With --rendered instead
what is deployed: all overlays, and combinations of components. That needs a kubectl that renders components, and ends with 77 where there is none.
"""

import re
import sys

import manifests
from network_graph import graph_problems
from pod_policy import workload_problems
from set_policy import deployment_problems, relation_problems
from source_tree import finish, parse_root

SKIPPED = 77


def project_version(root):
    return re.search(r"project\(gouji VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text())[1]


def written_problems(root, version):
    """What is wrong with the files, and how many there are."""
    sources, problems = manifests.sources(root)
    base, policies = [], []
    for source in sources:
        name = source.path.relative_to(root)
        if source.role != "resource":
            continue
        for document in source.documents:
            problems += [f"{name}: {problem}" for problem in workload_problems(document, version)]
        if name.parts[:2] == ("k8s", "base"):
            base += source.documents
        elif name.parts[:3] == ("k8s", "components", "network-policies"):
            policies += source.documents
    problems += [f"k8s/base with network-policies: {problem}" for problem in graph_problems(base + policies)]
    problems += [f"k8s/base: {problem}" for problem in relation_problems(base)]
    return problems, len(sources)


def rendered_problems(root, version, kubectl, with_combinations):
    """What is wrong with what is deployed, and how many deployments there are."""
    rendered, problems = manifests.render(root, kubectl, with_combinations)
    for deployment in rendered:
        found = [p for document in deployment.documents for p in workload_problems(document, version)]
        found += deployment_problems(deployment.documents)
        if deployment.closed:
            found += graph_problems(deployment.documents)
        problems += [f"{deployment.name}: {problem}" for problem in found]
    return problems, len(rendered)


def main():
    def add_arguments(parser):
        parser.add_argument("--rendered", action="store_true", help="check what is deployed, not the files")
        parser.add_argument("--overlays-only", action="store_true", help="with --rendered: no combinations of components")

    options = parse_root(__doc__, add_arguments)
    version = project_version(options.root)
    if not options.rendered:
        problems, count = written_problems(options.root, version)
        finish(problems, f"{count} files of k8s keep to the policy")
    kubectl, reason = manifests.usable_kubectl()
    if kubectl is None:
        print(f"Nothing is rendered: {reason}.")
        sys.exit(SKIPPED)
    problems, count = rendered_problems(options.root, version, kubectl, not options.overlays_only)
    finish(problems, f"{count} deployments keep to the policy")


if __name__ == "__main__":
    main()
