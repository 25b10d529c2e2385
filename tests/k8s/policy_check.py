#!/usr/bin/env python3
"""Holds the manifests of k8s to what we promise of every pod and of every deployment.

First each file as it is written. Then all that can be deployed (the overlays, and every combination of components): pods, the relations between
resources, the network policies against the drawn graph of calls, and the sums of k8s/README.md. No cluster and no kubectl is needed.
"""

import re

import manifests
from deployments import deployments
from network_graph import graph_problems
from pod_policy import workload_problems
from set_policy import deployment_problems
from sizes import size_problems
from source_tree import finish, parse_root


def written_problems(root, version):
    """What is wrong with the files."""
    sources, problems = manifests.sources(root)
    for source in sources:
        name = source.path.relative_to(root)
        for document in source.documents if source.role == "resource" else []:
            problems += [f"{name}: {problem}" for problem in workload_problems(document, version)]
    return problems


def problems_of(deployment, version):
    """Yields what is wrong with a deployment."""
    for document in deployment.documents:
        yield from workload_problems(document, version)
    yield from deployment_problems(deployment.documents)
    if deployment.closed:
        yield from graph_problems(deployment.documents)


def main():
    root = parse_root(__doc__).root
    version = re.search(r"project\(gouji VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text())[1]
    problems = written_problems(root, version)
    if problems:
        finish(problems, "")
    all_of_them, problems = deployments(root)
    problems += [f"{deployment.name}: {problem}" for deployment in all_of_them for problem in problems_of(deployment, version)]
    if not problems:
        problems = list(size_problems(root, all_of_them))
    finish(problems, f"{len(all_of_them)} deployments keep to the policy")


if __name__ == "__main__":
    main()
