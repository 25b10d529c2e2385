#!/usr/bin/env python3
"""Checks what a person meets of deploy/observability, without any program.

Every alert has a severity, a summary in English and one in Chinese, and a section of its name in README.md that says what it means, what to look at,
what to do, and why its threshold is what it is; and there is no section without an alert. The dashboard is one that Grafana can load: its panels have
ids of their own, titles, descriptions and places that do not overlap, its targets letters of their own, and all its variables are there.
"""

import re

import monitoring_files as files
from source_tree import finish, parse_root

SEVERITIES = {"warning", "critical"}
PARTS = ("Means", "Look at", "Do", "Threshold")
CHINESE = re.compile("[\u4e00-\u9fff]")


def alert_problems(alert):
    notes, name = alert.get("annotations", {}), alert["alert"]
    if not re.fullmatch(r"Gouji[A-Z][A-Za-z]+", name):
        yield "its name does not begin with Gouji"
    if alert.get("labels", {}).get("severity") not in SEVERITIES:
        yield f"its severity is none of {', '.join(sorted(SEVERITIES))}"
    if not notes.get("summary") or CHINESE.search(notes["summary"]):
        yield "has no English summary"
    if not CHINESE.search(notes.get("summary_zh", "")):
        yield "has no Chinese summary"
    if notes.get("runbook") != f"{files.FOLDER}/README.md#{name.lower()}":
        yield f"its runbook is not {files.FOLDER}/README.md#{name.lower()}"


def sections(text):
    """{title: text} of the sections ### of a README."""
    parts = re.split(r"^(#{1,3}) (.*)$", text, flags=re.MULTILINE)
    return {title: body for level, title, body in zip(parts[1::3], parts[2::3], parts[3::3]) if level == "###"}


def runbook_problems(root, alerts):
    found = {title: body for title, body in sections((root / files.FOLDER / "README.md").read_text()).items() if title.startswith("Gouji")}
    names = [alert["alert"] for alert in alerts]
    yield from (f"README.md: {title} is no alert" for title in found if title not in names)
    for name in names:
        if name not in found:
            yield f"README.md: there is no section {name}"
            continue
        yield from (f"README.md: {name}: says nothing after **{part}**" for part in PARTS if not re.search(rf"\*\*{part}\*\*:? *\S", found[name]))


def overlap(a, b):
    return a["x"] < b["x"] + b["w"] and b["x"] < a["x"] + a["w"] and a["y"] < b["y"] + b["h"] and b["y"] < a["y"] + a["h"]


def panel_problems(panel):
    letters = [target.get("refId") for target in panel["targets"]]
    if not panel.get("description"):
        yield "has no description"
    if not letters or None in letters or len(set(letters)) != len(letters):
        yield "its targets have no letters of their own"
    if not panel["fieldConfig"]["defaults"].get("unit"):
        yield "has no unit"


def dashboard_problems(root):
    board = files.dashboard(root)
    ids = [panel["id"] for panel in board["panels"]]
    yield from (f"two panels have the id {i}" for i in sorted({i for i in ids if ids.count(i) > 1}))
    titles = [panel["title"] for panel in board["panels"]]
    yield from (f'two panels have the title "{title}"' for title in sorted({t for t in titles if titles.count(t) > 1}))
    for number, panel in enumerate(board["panels"]):
        place = panel["gridPos"]
        if place["x"] + place["w"] > 24:
            yield f'panel "{panel["title"]}": wider than the grid'
        yield from (f'panel "{panel["title"]}": lies over "{other["title"]}"' for other in board["panels"][:number] if overlap(place, other["gridPos"]))
    for panel in files.panels(board):
        yield from (f'panel "{panel["title"]}": {problem}' for problem in panel_problems(panel))
    variables = {f"${variable['name']}" for variable in board["templating"]["list"]}
    if set(files.VARIABLES) - {"$__rate_interval"} | {"$datasource"} != variables:
        yield f"its variables are {', '.join(sorted(variables))}"
    for expression in files.panel_expressions(root):
        yield from (f"{expression.place}: there is no variable {name}" for name in re.findall(r"\$\{?\w+", expression.text))


def main():
    root = parse_root(__doc__).root
    alerts = files.alerts(root)
    problems = [f"{alert['alert']}: {problem}" for alert in alerts for problem in alert_problems(alert)]
    problems += runbook_problems(root, alerts)
    problems += (f"{files.DASHBOARD}: {problem}" for problem in dashboard_problems(root))
    finish(problems, f"{len(alerts)} alerts have their runbooks, {len(files.panels(files.dashboard(root)))} panels their places")


if __name__ == "__main__":
    main()
