"""What the overlays request of a cluster in all, as k8s/README.md says it."""

from deployments import OVERLAYS
from manifests import pod_template
from pod_policy import quantity
from set_policy import by_kind


def requested(documents, bound):
    """Processors and GiB of memory that all pods request, with as many as `bound` of an autoscaler (minReplicas, maxReplicas) says."""
    scalers = by_kind(documents, "HorizontalPodAutoscaler")
    processors = memory = 0
    for document in filter(pod_template, documents):
        scaler = scalers.get(document["metadata"]["name"])
        count = scaler["spec"][bound] if scaler else document["spec"].get("replicas", 1)
        for container in pod_template(document)["spec"]["containers"]:
            requests = container["resources"]["requests"]
            processors += count * quantity(requests["cpu"])
            memory += count * quantity(requests["memory"])
    return round(processors, 2), memory / 2**30


def size_problems(root, deployments):
    """The README has the sentence with the sums."""
    parts = []
    for deployment in sorted((d for d in deployments if d.name in OVERLAYS), key=lambda d: OVERLAYS.index(d.name)):
        least, most = (requested(deployment.documents, bound) for bound in ("minReplicas", "maxReplicas"))
        parts.append(f"{deployment.name} {least[0]:g}{'' if parts else ' processors'} and {least[1]:.1f} GiB" +
                     (f", at the most {most[0]:g} and {most[1]:.1f} GiB" if most != least else ""))
    sentence = f"In all, requested: {'; '.join(parts)}."
    if sentence not in " ".join((root / "k8s/README.md").read_text().split()):
        yield f"k8s/README.md does not say: {sentence}"
