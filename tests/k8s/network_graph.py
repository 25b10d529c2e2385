"""Who may call whom: what network policies allow, and what the architecture draws.

An edge is (from, to, port). Ends are names of pods, or WORLD (anybody), DNS (the name service of the cluster), MONITORING (Prometheus).
"""

from manifests import environment, pod_template

WORLD, DNS, MONITORING = "anybody", "the name service", "monitoring"
NAME = "app.kubernetes.io/name"
NAMESPACE = "kubernetes.io/metadata.name"
SERVICES = {"gouji-gateway": 7400, "gouji-parse": 7401, "gouji-validate": 7402, "gouji-statistics": 7403}
REDIS = "gouji-redis"
IMPORT = "gouji-import"


def drawn_edges(documents):
    """The edges of the architecture, as far as the components are there."""
    pods = {template["metadata"]["labels"][NAME]: template for template in map(pod_template, documents) if template}
    edges = {(WORLD, "gouji-gateway", 7400), (WORLD, "gouji-gateway", 7480)}
    edges |= {("gouji-gateway", name, port) for name, port in SERVICES.items() if name != "gouji-gateway"}
    callers = {"gouji-gateway"}
    if REDIS in pods:
        edges.add(("gouji-parse", REDIS, 6379))
        callers.add("gouji-parse")
    if IMPORT in pods:
        edges.add((IMPORT, "gouji-gateway", 7400))
        callers.add(IMPORT)
    statistics = pods["gouji-statistics"]["spec"]["containers"][0]
    if "GOUJI_REGISTER_URL" in environment(statistics):
        edges.add(("gouji-statistics", WORLD, 5432))
        callers.add("gouji-statistics")
    for name, template in pods.items():
        if template["metadata"].get("annotations", {}).get("prometheus.io/scrape") == "true":
            edges.add((MONITORING, name, SERVICES[name] + 90))
    return edges | {(caller, DNS, port) for caller in callers for port in ("53/UDP", "53/TCP")}


def peer_name(peer, pods):
    """The name of one `from` or `to`; an odd one is named by what it says, so that it is no end that anybody knows."""
    namespace = peer.get("namespaceSelector", {}).get("matchLabels", {})
    pod = peer.get("podSelector", {}).get("matchLabels", {})
    if set(peer) == {"podSelector"} and set(pod) == {NAME} and pod[NAME] in pods:
        return pod[NAME]
    if namespace == {NAMESPACE: "kube-system"} and pod == {"k8s-app": "kube-dns"}:
        return DNS
    if set(peer) == {"namespaceSelector"} and namespace == {NAMESPACE: "monitoring"}:
        return MONITORING
    return f"an unknown peer {peer}"


def port_of(port, container):
    """A port of a policy: its number, with the protocol if it is not TCP or for the name service. An odd one is what it says, as for peers."""
    if port.keys() - {"port", "protocol"}:
        return str(port)
    number = port.get("port")
    named = {p["name"]: p["containerPort"] for p in container.get("ports", [])}
    number = named.get(number, number)
    return f"53/{port.get('protocol', 'TCP')}" if number == 53 else number if port.get("protocol", "TCP") == "TCP" else f"{number}/UDP"


def allowed_ends(documents, pods):
    """What the policies allow seen from each side: edges by ingress, edges by egress, and which pods each direction closes."""
    into, out, closed = set(), set(), {"Ingress": set(), "Egress": set()}
    for policy in (d for d in documents if d["kind"] == "NetworkPolicy"):
        selected = policy["spec"]["podSelector"].get("matchLabels", {})
        if policy["spec"]["podSelector"].keys() - {"matchLabels"}:
            into.add((f"the policy {policy['metadata']['name']}", "pods by another selector than matchLabels", "any"))
        chosen = [name for name, template in pods.items() if not selected.items() - template["metadata"]["labels"].items()]
        for name in chosen:
            for kind in policy["spec"].get("policyTypes", []):
                closed[kind].add(name)
            for key, edges in (("ingress", into), ("egress", out)):
                for rule in policy["spec"].get(key) or []:
                    peers = [peer_name(p, pods) for p in rule.get("from") or rule.get("to") or []] or [WORLD]
                    for peer in peers:
                        for port in rule.get("ports") or [{"port": "any"}]:
                            target = pods.get(name if key == "ingress" else peer)
                            number = port_of(port, target["spec"]["containers"][0] if target else {})
                            edges.add((peer, name, number) if key == "ingress" else (name, peer, number))
    return into, out, closed


def graph_problems(documents):
    """Where the policies are not exactly the drawn graph. An edge between two pods must be allowed at both ends."""
    pods = {template["metadata"]["labels"][NAME]: template for template in map(pod_template, documents) if template}
    into, out, closed = allowed_ends(documents, pods)
    for kind, names in closed.items():
        yield from (f"network policies: {kind} of {name} is open" for name in sorted(pods.keys() - names))
    drawn = drawn_edges(documents)
    # What is open to anybody names no callers.
    named = {e for e in drawn if e[0] == WORLD or (WORLD, *e[1:]) not in drawn}
    sides = (("into", into, {e for e in named if e[1] in pods}), ("out of", out, {e for e in drawn if e[0] in pods}))
    for side, allowed, wanted in sides:
        for caller, called, port in sorted(allowed - wanted, key=str):
            yield f"network policies let {caller} call {called} on {port} ({side} the pod), which is not drawn"
        for caller, called, port in sorted(wanted - allowed, key=str):
            yield f"network policies do not let {caller} call {called} on {port} ({side} the pod)"
