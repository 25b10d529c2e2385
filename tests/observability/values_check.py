#!/usr/bin/env python3
"""Asks promtool whether something comes out of every recording rule and every panel.

The servers are started, given some work, and scraped; each series, growing by what was scraped every minute, is given to Prometheus' evaluation with
the labels of the scrape configuration. An expression that gives no number then never will: its labels do not meet, or it divides by nothing.
Alerts have tests of their own.
"""

import json

import exposed
import monitoring_files as files
import promtool as tool
from source_tree import finish, parse_root

MINUTES = 20
# There is nothing to see until an alert fires.
MAY_BE_EMPTY = {"annotation Alerts 告警"}


def values_of(sample):
    """Counters grow; gauges stay."""
    step = f"{sample.value:g}"
    return f"0+{step}x{MINUTES}" if sample.metric.endswith(("_total", "_count", "_sum", "_bucket")) else f"{step}x{MINUTES}"


def test_of(expression, series):
    """Passes when the expression gives at least one number that is one."""
    return {"interval": "1m", "input_series": series, "promql_expr_test": [
        {"expr": f"count(({expression.text}) >= -Inf) > bool 0", "eval_time": f"{MINUTES}m", "exp_samples": [{"labels": "{}", "value": 1}]}]}


def main():
    options = exposed.parse_arguments(__doc__, parse_root)
    promtool = tool.require()
    samples = exposed.scrape(options.run, options.root)
    series = [{"series": sample.series, "values": values_of(sample)} for sample in samples if sample.metric.startswith(("gouji_", "process_"))]
    series += [{"series": f'up{{job="gouji",namespace="local",service="{name}",instance="localhost:{name}"}}', "values": f"1x{MINUTES}"}
               for name in files.SERVICES]
    recorded = [expression for expression in files.rule_expressions(options.root) if expression.records]
    expressions = [*recorded, *files.panel_expressions(options.root), *files.query_expressions(options.root)]
    expressions = [expression for expression in expressions if expression.place not in MAY_BE_EMPTY]
    rule_file = str(options.root / files.FOLDER / "recording.yml")
    together = test_of(expressions[0], series)
    together["promql_expr_test"] = [test_of(expression, [])["promql_expr_test"][0] for expression in expressions]
    problems = []
    with tool.written({"all.yml": {"rule_files": [rule_file], "evaluation_interval": "1m", "tests": [together]}}) as place:
        found = "\n".join(tool.problems(promtool, "test", "rules", place / "all.yml"))
    if found:
        problems = [f"{e.place}: nothing comes out of {e.text}" for e in expressions if json.dumps(test_of(e, [])["promql_expr_test"][0]["expr"]) in found] or [found]
    finish(problems, f"something comes out of {len(expressions)} expressions, given {len(series)} series")


if __name__ == "__main__":
    main()
