"""What holds between the resources of one deployment: names, selectors, ports and numbers that must fit."""

import re

from manifests import environment, name_of, pod_template
from network_graph import NAME, SERVICES
from pod_policy import PROBES, is_ours

CLUSTER_WIDE = {"Namespace"}
# Made by people, as Secrets are.
BROUGHT = {("PersistentVolumeClaim", "gouji-documents")}


def by_kind(documents, kind):
    return {document["metadata"]["name"]: document for document in documents if document["kind"] == kind}


def pods_of(documents):
    """The templates of pods by their name."""
    return {template["metadata"]["labels"].get(NAME): template for template in map(pod_template, documents) if template}


def service_problems(documents):
    """Services select pods and their ports; each of ours has a headless one, the gateway a normal one besides."""
    pods = pods_of(documents)
    headless, normal = set(), set()
    for name, service in by_kind(documents, "Service").items():
        selector = service["spec"].get("selector") or {"": ""}
        chosen = [t for t in pods.values() if not selector.items() - t["metadata"]["labels"].items()]
        if len(chosen) != 1:
            yield f"Service {name}: its selector matches {len(chosen)} kinds of pods, not one"
            continue
        (headless if service["spec"].get("clusterIP") == "None" else normal).add(chosen[0]["metadata"]["labels"][NAME])
        ports = [p for container in chosen[0]["spec"]["containers"] for p in container.get("ports", [])]
        known = {p["name"] for p in ports} | {p["containerPort"] for p in ports}
        for port in service["spec"]["ports"]:
            target = port.get("targetPort", port["port"])
            if target not in known:
                yield f"Service {name}: no container has the port {target}"
            if service["spec"].get("clusterIP") == "None" and port["port"] not in known:
                yield f"Service {name}: is headless, so callers use port {port['port']}, which no container has"
    yield from (f"{name} has no headless Service" for name in sorted(SERVICES.keys() - headless))
    if normal != {"gouji-gateway"}:
        yield f"a normal Service is for the gateway alone, not for {sorted(normal)}"


def address_problems(documents):
    """Addresses in settings are those of Services."""
    ports = {(name, port["port"]) for name, s in by_kind(documents, "Service").items() for port in s["spec"]["ports"]}
    for template in pods_of(documents).values():
        for container in filter(is_ours, template["spec"]["containers"]):
            for variable, value in environment(container).items():
                address = re.fullmatch(r"(?:dns:///)?([a-z0-9-]+):(\d+)", value or "")
                if address and (address[1], int(address[2])) not in ports:
                    yield f"{container['name']}: {variable}={value} is the address of no Service"


def secret_problems(container, pod):
    """A variable that names the file of a secret, or of TLS, names one of a Secret that is mounted, and as a folder: others are never renewed."""
    volumes = {volume["name"]: volume.get("secret", {}) for volume in pod.get("volumes", [])}
    files = {f"{mount['mountPath']}/{item}" for mount in container.get("volumeMounts", []) if volumes.get(mount["name"])
             for item in [i["path"] for i in volumes[mount["name"]].get("items", [])]}
    for variable, path in environment(container).items():
        if re.fullmatch(r"GOUJI_\w+_FILE|GOUJI_(?:\w+_)?TLS_\w*(?:CERTIFICATE|PRIVATE_KEY|AUTHORITIES)", variable) and path not in files:
            yield f"{variable}={path} is no file of a Secret"
        authorities = re.search(r"[?&]sslrootcert=([^&]*)", path or "")
        if authorities and authorities[1] not in files:
            yield f"{variable} names {authorities[1]}, which is no file of a Secret"
    yield from (f"the Secret {mount['name']} is mounted as a subPath, which never changes" for mount in container.get("volumeMounts", [])
                if "subPath" in mount and volumes.get(mount["name"]))


def reference_problems(documents):
    """Service accounts, config maps and claims that are named are there; Secrets and the claim of documents are made by people."""
    there = {kind: by_kind(documents, kind) for kind in ("ServiceAccount", "ConfigMap", "PersistentVolumeClaim")}
    for name, template in pods_of(documents).items():
        pod = template["spec"]
        named = [("ServiceAccount", pod.get("serviceAccountName"))]
        for volume in pod.get("volumes", []):
            named += [("ConfigMap", volume["configMap"]["name"])] if "configMap" in volume else []
            named += [("PersistentVolumeClaim", volume["persistentVolumeClaim"]["claimName"])] if "persistentVolumeClaim" in volume else []
        yield from (f"{name}: there is no {kind} {other}" for kind, other in named
                   if other not in there[kind] and (kind, other) not in BROUGHT)
        yield from (f"{name}: {problem}" for container in pod["containers"] for problem in secret_problems(container, pod))
        if by_kind(documents, "ServiceAccount").get(name, {}).get("automountServiceAccountToken") is not False:
            yield f"ServiceAccount {name}: gives tokens"


def scaling_problems(documents):
    """Budgets and autoscalers are about deployments that are there, and do not fight with numbers written elsewhere."""
    deployments = by_kind(documents, "Deployment")
    for name, scaler in by_kind(documents, "HorizontalPodAutoscaler").items():
        target = deployments.get(scaler["spec"]["scaleTargetRef"]["name"])
        if target is None:
            yield f"HorizontalPodAutoscaler {name}: there is no such Deployment"
        elif "replicas" in target["spec"]:
            yield f"HorizontalPodAutoscaler {name}: the Deployment has replicas of its own, which each update would set again"
        if scaler["spec"].get("minReplicas", 1) > scaler["spec"]["maxReplicas"]:
            yield f"HorizontalPodAutoscaler {name}: the least is above the most"
    for name, budget in by_kind(documents, "PodDisruptionBudget").items():
        selector = budget["spec"]["selector"]["matchLabels"]
        if not any(not selector.items() - t["metadata"]["labels"].items() for t in pods_of(documents).values()):
            yield f"PodDisruptionBudget {name}: matches no pods"
        if budget["spec"].get("maxUnavailable") != 1:
            yield f"PodDisruptionBudget {name}: not one pod at a time"


def register_problems(documents):
    """The statistics service has one register; a file has one pod, on a volume that stays."""
    deployment = by_kind(documents, "Deployment").get("gouji-statistics")
    if deployment is None:
        yield "there is no Deployment gouji-statistics"
        return
    pod = deployment["spec"]["template"]["spec"]
    container = pod["containers"][0]
    values = environment(container)
    path, url = values.get("GOUJI_REGISTER_PATH"), values.get("GOUJI_REGISTER_URL")
    if (path is None) == (url is None):
        yield "gouji-statistics: not exactly one of GOUJI_REGISTER_PATH and GOUJI_REGISTER_URL"
    if url is None and (deployment["spec"].get("replicas", 1) != 1 or deployment["spec"].get("strategy", {}).get("type") != "Recreate"):
        yield "gouji-statistics: a file needs one pod, which goes before the next one comes"
    if path is not None:
        claims = {v["name"] for v in pod.get("volumes", []) if "persistentVolumeClaim" in v}
        if not any(m["name"] in claims and path.startswith(m["mountPath"] + "/") for m in container.get("volumeMounts", [])):
            yield f"gouji-statistics: {path} is on no volume that stays"
    if "gouji-statistics" in by_kind(documents, "HorizontalPodAutoscaler"):
        yield "gouji-statistics: is not scaled by load, since one pod writes at a time"


def tls_problems(documents):
    """TLS is between all or none, at every port that takes calls; who is called says who may call; probes have a port of their own."""
    pods = {name: pod["spec"]["containers"][0] for name, pod in pods_of(documents).items() if name in SERVICES}
    secured = {name for name, container in pods.items() if "GOUJI_TLS_CERTIFICATE" in environment(container)}
    if not secured:
        return
    yield from (f"{name}: has no GOUJI_TLS_CERTIFICATE, but others have" for name in sorted(pods.keys() - secured))
    for name, container in pods.items():
        values = environment(container)
        wanted = "GOUJI_BACKEND_TLS_AUTHORITIES" if name == "gouji-gateway" else "GOUJI_TLS_CLIENT_AUTHORITIES"
        if wanted not in values:
            yield f"{name}: has no {wanted}"
        yield from (f"{name}: {key} asks at a port with TLS" for key in PROBES
                   if str(container.get(key, {}).get("grpc", {}).get("port")) != values.get("GOUJI_HEALTH_PORT"))
    for name, job in by_kind(documents, "Job").items():
        yield from (f"{name}: has no GOUJI_TLS_AUTHORITIES" for container in job["spec"]["template"]["spec"]["containers"]
                   if "GOUJI_TLS_AUTHORITIES" not in environment(container))
    for name, service in by_kind(documents, "Service").items():
        yield from (f"Service {name}: the port {port['port']} is not of the protocol https" for port in service["spec"]["ports"]
                   if (service["spec"].get("selector") or {}).get(NAME) in SERVICES and port["name"] in ("grpc", "http") and port.get("appProtocol") != "https")


def redis_tls_problems(documents):
    """parse speaks TLS with Redis when Redis speaks nothing else."""
    settings = by_kind(documents, "ConfigMap").get("gouji-redis", {}).get("data", {}).get("redis.conf", "")
    parse = environment(pods_of(documents)["gouji-parse"]["spec"]["containers"][0])
    if ("tls-port" in settings) != ("GOUJI_REDIS_TLS_AUTHORITIES" in parse):
        yield "gouji-parse: one of it and Redis speaks TLS, and the other does not"


def namespace_problems(documents):
    """All is in one namespace, which refuses pods that are not hardened."""
    spaces = by_kind(documents, "Namespace")
    yield from (f"{name_of(d)}: not in the namespace {' '.join(spaces)}" for d in documents
                if d["kind"] not in CLUSTER_WIDE and d["metadata"].get("namespace") not in spaces)
    for name, space in spaces.items():
        if space["metadata"].get("labels", {}).get("pod-security.kubernetes.io/enforce") != "restricted":
            yield f"Namespace {name}: does not enforce the restricted standard"


def deployment_problems(documents):
    """Yields all of that."""
    for check in (service_problems, address_problems, reference_problems, scaling_problems, register_problems, tls_problems, redis_tls_problems,
                  namespace_problems):
        yield from check(documents)
