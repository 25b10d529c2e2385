"""What can be deployed of k8s: the overlays, and combinations of components."""

import dataclasses
import itertools

import yaml

import kustomize

OVERLAYS = ("dev", "city", "province")
# The register and the cache. TLS to them is nothing to the others, so that one place for it will do.
STORES = (("sqlite",), ("postgres",), ("sqlite", "redis"), ("postgres", "redis"), ("postgres", "postgres-tls", "redis", "redis-tls"))
# The others of k8s/components. Edges are added to the network policies, which therefore come first.
FIRST = "network-policies"
OPTIONAL = ("tokens", "monitoring", "disruption-budgets", "autoscaling", "import-job", "tls")


@dataclasses.dataclass
class Deployment:
    """A kustomization, as it would be written in a folder, and what it comes to."""

    name: str
    folder: object
    content: dict
    documents: list

    @property
    def closed(self):
        """Whether the network policies are part of it."""
        return any(document["kind"] == "NetworkPolicy" and document["metadata"]["name"] == "gouji-nobody" for document in self.documents)


def combinations():
    """All lists of components with one register, with and without each of the others."""
    for stores, count, closed in itertools.product(STORES, range(len(OPTIONAL) + 1), (True, False)):
        for chosen in itertools.combinations(OPTIONAL, count):
            yield ((FIRST,) if closed else ()) + stores + chosen


def kustomizations(root):
    """(name, folder, content) of all that can be deployed."""
    for name in OVERLAYS:
        folder = root / "k8s/overlays" / name
        yield name, folder, kustomize.load((folder / "kustomization.yaml").read_text())[0]
    for components in combinations():
        yield " + ".join(("base",) + components), root / "k8s/overlays", {
            "apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "namespace": "gouji",
            "resources": ["../base"], "components": [f"../components/{name}" for name in components]}


def deployments(root):
    """All that can be deployed, and what cannot be rendered."""
    found, problems = [], []
    for name, folder, content in kustomizations(root):
        try:
            found.append(Deployment(name, folder, content, kustomize.render_content(content, folder)))
        except (kustomize.RenderError, yaml.YAMLError, OSError, KeyError, TypeError, IndexError) as error:
            problems.append(f"{name}: cannot be rendered: {type(error).__name__}: {error}")
    return found, problems
