#!/usr/bin/env python3
"""Asks the servers whether they expose what rules, dashboard and scrape configurations use of them.

The servers are started, given some work, and scraped. Every metric must be one of theirs or one that a rule records, every label one that the metric
has. A value that is asked for must be one that can come: seen (result, direction, source, le), a code of gRPC, a method of the protos, or a reason of
the registry; and what leaves out streams must leave out all of them. The ports of prometheus.yml are the servers' own.
"""

import re
import subprocess

import yaml

import exposed
import monitoring_files as files
from source_tree import finish, parse_root

CODES = {"OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
         "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
         "UNAUTHENTICATED"}
# Prometheus' own.
OWN_METRICS = {"up": set(), "ALERTS": {"alertname", "alertstate", "severity"}}


def methods(root):
    """{method as the metrics name it: whether it is a stream}."""
    found = {}
    for path in sorted((root / "protos/gouji").rglob("*_service.proto")):
        text = path.read_text()
        service = re.search(r"^package ([\w.]+);", text, re.MULTILINE)[1] + "." + re.search(r"^service (\w+)", text, re.MULTILINE)[1]
        for name, request, reply in re.findall(r"^\s*rpc (\w+)\(([^)]*)\)\s*returns\s*\(([^)]*)\)", text, re.MULTILINE):
            found[f"{service}/{name}"] = "stream " in request + reply
    return found


def reasons(root):
    """Those of services/report/error.h, and what stands for none and for others."""
    return set(re.findall(r"^ +k\w+, +// ([A-Z_]+):", (root / "services/report/error.h").read_text(), re.MULTILINE)) | {"NONE", "OTHER"}


def alternatives(pattern):
    """The patterns that a regular expression with one group of alternatives, or none, stands for."""
    match = re.fullmatch(r"(.*)\(([^()]*)\)(.*)", pattern)
    return [match[1] + middle + match[3] for middle in match[2].split("|")] if match else pattern.split("|")


class Names:
    """What may be used: metrics with their labels, labels with their values."""

    def __init__(self, root, samples):
        self.labels = {name: set(labels) for name, labels in OWN_METRICS.items()}
        self.values = {}
        for sample in samples:
            self.labels.setdefault(sample.metric, set()).update(name for name, _ in sample.labels)
            for name, value in sample.labels:
                self.values.setdefault((sample.metric, name), set()).add(value)
        self.methods = methods(root)
        self.reasons = reasons(root)
        self.targets = set(files.TARGET_LABELS)

    def value_problems(self, metric, label, operator, pattern):
        known = {"code": CODES, "method": set(self.methods), "reason": self.reasons, "service": set(files.SERVICES), "job": {"gouji"}}.get(label, self.values.get((metric, label)))
        if known is None or (label, pattern) == ("service", files.VARIABLES["$service"]):
            return
        for part in alternatives(pattern) if "~" in operator else [re.escape(pattern)]:
            if not any(re.fullmatch(part, value) for value in known):
                yield f"{metric} never has {label} {operator} {pattern} ({part})"
        if label == "method" and operator == "!~":
            for method in (method for method, stream in self.methods.items() if stream):
                if not re.fullmatch(pattern, method):
                    yield f"does not leave out the stream {method}"

    def problems(self, expression):
        labels = set(self.targets)
        for metric, matchers in files.selectors(expression.text):
            if metric not in self.labels:
                yield f"nobody exposes or records {metric}"
                continue
            own = self.labels[metric] | (set() if ":" in metric else self.targets)
            labels |= own
            for label, operator, value in matchers:
                if label not in own:
                    yield f"{metric} has no label {label}"
                else:
                    yield from self.value_problems(metric, label, operator, value)
        yield from (f"groups by {label}, which is no label there" for label in sorted(files.grouping_labels(expression.text) - labels))
        if expression.records:
            # What it groups by; le goes with the histogram.
            self.labels[expression.records] = files.grouping_labels(expression.text) - {"le"} or labels
            for label in self.labels[expression.records]:
                values = [known for metric, _ in files.selectors(expression.text) if (known := self.values.get((metric, label)))]
                self.values.update({(expression.records, label): set.union(*values)} if values else {})


def base_of(metric):
    """A histogram's name, of its series."""
    return re.sub(r"_(bucket|sum|count)$", "", metric)


def defaults(programs, service):
    """The settings of a server and their defaults."""
    text = subprocess.run([programs / f"gouji-{service}", "--help"], capture_output=True, text=True, check=True).stdout
    return dict(re.findall(r"\[(GOUJI_\w+); default ([^\]]*)\]", text))


def setting_problems(root, programs):
    known = {service: defaults(programs, service) for service in files.SERVICES}
    job, = yaml.safe_load((root / files.FOLDER / "prometheus.yml").read_text())["scrape_configs"]
    found = {target["labels"]["service"]: target["targets"] for target in job["static_configs"]}
    for service in files.SERVICES:
        wanted = [f"localhost:{known[service]['GOUJI_METRICS_PORT']}"]
        if found.get(service) != wanted:
            yield f"prometheus.yml: scrapes {service} at {found.get(service)}, not at {wanted}"


def main():
    options = exposed.parse_arguments(__doc__, parse_root)
    samples = exposed.scrape(options.run, options.root)
    names = Names(options.root, samples)
    strange = {value for (_, label), values in names.values.items() if label == "method" for value in values} - set(names.methods)
    problems = [f"the servers name a method that is in no proto: {method}" for method in sorted(strange)]
    told = set(re.findall(r"`(\w+)`", (options.root / files.FOLDER / "README.md").read_text()))
    problems += (f"README.md: does not tell of {name}" for name in sorted({base_of(name) for name in names.labels} - told - set(OWN_METRICS))
                 if not name.startswith("exposer_"))
    expressions = [*files.rule_expressions(options.root), *files.panel_expressions(options.root), *files.query_expressions(options.root)]
    problems += [f"{expression.place}: {problem}" for expression in expressions for problem in names.problems(expression)]
    problems += setting_problems(options.root, options.run)
    finish(problems, f"{len(expressions)} expressions use what the servers expose ({len({sample.metric for sample in samples})} metrics)")


if __name__ == "__main__":
    main()
