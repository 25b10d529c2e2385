"""The files of deploy/observability, and the expressions in them."""

import dataclasses
import json
import pathlib
import re
import sys

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))

FOLDER = pathlib.PurePosixPath("deploy/observability")
RULE_FILES = ("recording.yml", "alerts.yml")
SERVICES = ("gateway", "parse", "validate", "statistics")
# The labels that the scrape configurations give every series.
TARGET_LABELS = ("instance", "job", "namespace", "service")
DASHBOARD = "grafana-dashboard.json"
# What Grafana puts in place of a variable. Any other use of "$" is an error.
VARIABLES = {"$__rate_interval": "5m", "$namespace": ".+", "$service": ".+"}
WORDS = {"or", "and", "unless", "bool", "offset", "atan2", "inf", "nan"}


@dataclasses.dataclass(frozen=True)
class Expression:
    """A PromQL expression, where it stands, and what it records ("" when it records nothing)."""

    place: str
    text: str
    records: str = ""


def rules(root):
    """All rules, recording ones and alerts, in their order."""
    return [rule for name in RULE_FILES for group in yaml.safe_load((root / FOLDER / name).read_text())["groups"] for rule in group["rules"]]


def alerts(root):
    return [rule for rule in rules(root) if "alert" in rule]


def dashboard(root):
    return json.loads((root / FOLDER / DASHBOARD).read_text())


def panels(board):
    """The panels that show something: rows only have titles."""
    return [panel for panel in board["panels"] if panel["type"] != "row"]


def substitute(text):
    for name, value in VARIABLES.items():
        text = re.sub(re.escape(name) + r"\b", value, text)
    return text


def rule_expressions(root):
    return [Expression(rule.get("alert") or rule["record"], rule["expr"], rule.get("record", "")) for rule in rules(root)]


def panel_expressions(root):
    """The expressions of the dashboard, with values in place of its variables."""
    return [Expression(f'panel "{panel["title"]}" {target["refId"]}', substitute(target["expr"])) for panel in panels(dashboard(root))
            for target in panel["targets"]]


def query_expressions(root):
    """What the dashboard's variables and annotations ask Prometheus for."""
    board = dashboard(root)
    for variable in board["templating"]["list"]:
        if variable["type"] == "query":
            match = re.fullmatch(r"label_values\((.+), (\w+)\)", variable["query"]["query"])
            yield Expression(f"variable {variable['name']}", f"sum by ({match[2]}) ({match[1]})" if match else variable["query"]["query"])
    for annotation in board["annotations"]["list"]:
        yield Expression(f"annotation {annotation['name']}", annotation["expr"])


STRING = r'"(?:[^"\\]|\\.)*"'
GROUPING = re.compile(r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)")
SELECTOR = re.compile(r"(?<![\w:.$])([a-zA-Z_:][\w:]*)\s*(\{(?:[^}\"]|" + STRING + r")*\})?(?![\w:]|\s*\()")
MATCHER = re.compile(r"(\w+)\s*(=~|!~|!=|=)\s*(" + STRING + ")")


def grouping_labels(text):
    """The labels that an expression groups or joins by."""
    return {label.strip() for match in GROUPING.finditer(text) for label in match[1].split(",") if label.strip()}


def selectors(text):
    """[(metric, [(label, operator, value)])] of an expression. Not a parser: promtool is one; this finds the names."""
    rest = GROUPING.sub(" ", text)
    return [(match[1], [(m[1], m[2], json.loads(m[3])) for m in MATCHER.finditer(match[2] or "")])
            for match in SELECTOR.finditer(rest) if match[1].lower() not in WORDS]
