#!/usr/bin/env python3
"""Checks rules, scrape configurations and the dashboard's expressions with promtool.

- promtool check: both configurations and the rules they name, and every expression of the dashboard, as a rule that records it.
- promtool test: rules/*_test.yml. Every alert has a case in which it fires and one in which it is silent.
- The pods of the overlay "province", given to prometheus-kubernetes.yml as Kubernetes would, become one target each, at the port of the metrics and
  with the labels that the rules use; pods of others become none. Debian's promtool has no discovery of Kubernetes, so it gets the pods as a list.
"""

import json
import pathlib
import re
import subprocess
import sys

import yaml

import monitoring_files as files
import promtool as tool
from source_tree import finish, parse_root

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "k8s"))
import kustomize  # noqa: E402
import manifests  # noqa: E402

TESTS = "tests/observability/rules"
OVERLAY = "k8s/overlays/province"
STRANGER = {"app.kubernetes.io/name": "somebody-else"}
META = "__meta_kubernetes_"


def expression_problems(promtool, root):
    """Expressions of the dashboard that do not parse."""
    expressions = [*files.panel_expressions(root), *files.query_expressions(root)]

    def rule_file(some):
        return {"groups": [{"name": "dashboard", "rules": [{"record": f"dashboard:{number}", "expr": e.text} for number, e in enumerate(some)]}]}

    with tool.written({"all.yml": rule_file(expressions), **{f"{n}.yml": rule_file([e]) for n, e in enumerate(expressions)}}) as place:
        if tool.problems(promtool, "check", "rules", place / "all.yml"):
            for number, expression in enumerate(expressions):
                for problem in tool.problems(promtool, "check", "rules", place / f"{number}.yml")[1:]:
                    yield f"{files.DASHBOARD}: {expression.place}: {problem}"


def unit_problems(promtool, root):
    """Unit tests that fail, and alerts without a case in which they fire or one in which they do not."""
    tests = sorted((root / TESTS).glob("*_test.yml"))
    yield from tool.problems(promtool, "test", "rules", *tests)
    cases = [case for path in tests for test in yaml.safe_load(path.read_text())["tests"] for case in test.get("alert_rule_test", [])]
    for alert in files.alerts(root):
        own = [case["exp_alerts"] for case in cases if case["alertname"] == alert["alert"]]
        if not any(own):
            yield f"{TESTS}: no case in which {alert['alert']} fires"
        if all(own):
            yield f"{TESTS}: no case in which {alert['alert']} is silent"


def meta_name(prefix, key):
    return f"{META}pod_{prefix}_{re.sub(r'[^a-zA-Z0-9_]', '_', key)}"


def discovered(name, labels, notes, ports):
    """What Kubernetes' discovery tells of a pod: a target for each of its ports."""
    for port in ports:
        yield {"targets": [f"10.0.0.1:{port['containerPort']}"], "labels": {
            f"{META}namespace": "gouji", f"{META}pod_name": name, f"{META}pod_container_port_name": port["name"],
            f"{META}pod_container_port_number": str(port["containerPort"]), **{meta_name("label", k): v for k, v in labels.items()},
            **{meta_name("annotation", k): v for k, v in notes.items()}}}


def pods(root):
    """(name, labels, annotations, ports) of the pods of the overlay."""
    folder = root / OVERLAY
    for document in kustomize.render_content(manifests.load((folder / "kustomization.yaml").read_text())[0], folder):
        template = manifests.pod_template(document)
        if template is not None:
            meta = template["metadata"]
            yield document["metadata"]["name"], meta["labels"], meta.get("annotations", {}), template["spec"]["containers"][0].get("ports", [])


def target_problems(promtool, root):
    """What comes of the pods when prometheus-kubernetes.yml has sorted them."""
    config = yaml.safe_load((root / files.FOLDER / "prometheus-kubernetes.yml").read_text())
    job, = config["scrape_configs"]
    if job.pop("kubernetes_sd_configs") != [{"role": "pod"}]:
        yield "prometheus-kubernetes.yml: does not discover pods"
    found = list(pods(root))
    # Another's pod with the same annotations, as many a one has them.
    found.append(("other", STRANGER, next(notes for _, _, notes, _ in found if notes), [{"name": "metrics", "containerPort": 7490}]))
    job["static_configs"] = [target for pod in found for target in discovered(*pod)]
    with tool.written({"prometheus.yml": {"scrape_configs": [job]}}) as place:
        syntax = tool.problems(promtool, "check", "config", "--syntax-only", place / "prometheus.yml")
        if syntax:
            yield from (f"prometheus-kubernetes.yml: {problem}" for problem in syntax)
            return
        run = subprocess.run([promtool, "check", "service-discovery", "--timeout=2s", place / "prometheus.yml", job["job_name"]],
                             capture_output=True, text=True, check=True)
    targets = {(t["labels"].get("__address__"), t["labels"].get("__metrics_path__")) + tuple(t["labels"].get(k) for k in files.TARGET_LABELS)
               for t in json.loads(run.stdout) if t["labels"]}
    wanted = {(f"10.0.0.1:{port['containerPort']}", "/metrics", name, "gouji", "gouji", name.removeprefix("gouji-"))
              for name, _, _, ports in found if name.removeprefix("gouji-") in files.SERVICES for port in ports if port["name"] == "metrics"}
    yield from (f"prometheus-kubernetes.yml: finds {target}" for target in sorted(targets - wanted, key=str))
    yield from (f"prometheus-kubernetes.yml: does not find {target}" for target in sorted(wanted - targets, key=str))
    if len(wanted) != len(files.SERVICES):
        yield f"{OVERLAY}: has {len(wanted)} pods with metrics"


def syntax_problems(promtool, root):
    """What Prometheus would not load."""
    # With the rule files that it names.
    yield from tool.problems(promtool, "check", "config", root / files.FOLDER / "prometheus.yml")
    for name in ("prometheus.yml", "prometheus-kubernetes.yml"):
        named = yaml.safe_load((root / files.FOLDER / name).read_text())["rule_files"]
        if named != list(files.RULE_FILES):
            yield f"{name}: its rule files are {', '.join(named)}"


def main():
    root = parse_root(__doc__).root
    promtool = tool.require()
    problems = [*syntax_problems(promtool, root), *expression_problems(promtool, root)]
    if not problems:
        problems += unit_problems(promtool, root)
        problems += target_problems(promtool, root)
    finish(problems, f"{len(files.rules(root))} rules and {len(files.panel_expressions(root))} expressions of panels; every alert fires and is silent")


if __name__ == "__main__":
    main()
