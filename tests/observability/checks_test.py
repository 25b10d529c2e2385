#!/usr/bin/env python3
"""Proves of every check of deploy/observability that needs no programs that it fails on what it is made for, and passes without it."""

import os
import shutil
import unittest

import rules_check
from changed_copy import ChangedCopy

ALERTS = "deploy/observability/alerts.yml"
RECORDING = "deploy/observability/recording.yml"
DASHBOARD = "deploy/observability/grafana-dashboard.json"
README = "deploy/observability/README.md"
KUBERNETES = "deploy/observability/prometheus-kubernetes.yml"
TESTS = "tests/observability/rules/durations_test.yml"


class Files(ChangedCopy):
    def refuses(self, path, old, new, words):
        self.fails_with("files", path, old, new, words)

    def test_passes_as_it_is(self):
        self.passes("files")

    def test_fails_on_alerts_that_tell_too_little(self):
        self.refuses(ALERTS, "severity: critical", "severity: urgent", "GoujiServiceDown: its severity is none of")
        self.refuses(ALERTS, "labels: {severity: critical}", "labels: {team: a}", "GoujiServiceDown: its severity is none of")
        self.refuses(ALERTS, '          summary: "No instance', '          text: "No instance', "GoujiServiceDown: has no English summary")
        self.refuses(ALERTS, '          summary: "No instance', '          summary: "没有 instance', "GoujiServiceDown: has no English summary")
        self.refuses(ALERTS, "服务的全部实例均无响应", "is down", "GoujiServiceDown: has no Chinese summary")
        self.refuses(ALERTS, "#goujiservicedown", "#goujiservice", "GoujiServiceDown: its runbook is not")
        self.refuses(ALERTS, "alert: GoujiServiceDown", "alert: ServiceDown", "its name does not begin with Gouji")

    def test_fails_on_runbooks_that_do_not_fit_the_alerts(self):
        self.refuses(README, "### GoujiServiceDown", "### GoujiServiceDawn", "there is no section GoujiServiceDown")
        self.refuses(README, "### GoujiServiceDown", "### GoujiServiceDawn", "GoujiServiceDawn is no alert")
        self.refuses(README, "**Threshold** none", "None", "GoujiServiceDown: says nothing after **Threshold**")
        self.refuses(README, "**Do** what", "What", "GoujiServiceDown: says nothing after **Do**")

    def test_fails_on_a_dashboard_that_grafana_would_show_wrongly(self):
        self.refuses(DASHBOARD, '"id": 3,', '"id": 2,', "two panels have the id 2")
        self.refuses(DASHBOARD, "Failed calls 失败率", "Instances that answer 在线实例", "two panels have the title")
        self.refuses(DASHBOARD, '{"x": 8, "y": 1', '{"x": 4, "y": 1', "lies over")
        self.refuses(DASHBOARD, '{"x": 16, "y": 1', '{"x": 20, "y": 1', "wider than the grid")
        self.refuses(DASHBOARD, '"description": "up: ', '"text": "up: ', "has no description")
        self.refuses(DASHBOARD, '"unit": "none"', '"unit": ""', "has no unit")
        self.refuses(DASHBOARD, '"name": "service"', '"name": "server"', "its variables are")
        self.refuses(DASHBOARD, "[$__rate_interval]", "[$interval]", "there is no variable $interval")
        self.refuses(DASHBOARD, '"refId": "B"', '"refId": "A"', "no letters of their own")


@unittest.skipUnless(shutil.which("promtool"), "there is no promtool")
class Rules(ChangedCopy):
    """Most cases ask one part of the check: promtool takes its time to start."""

    def refuses(self, part, path, old, new, words):
        undo = self.change(path, old, new)
        found = list(part(shutil.which("promtool"), self.root))
        self.assertTrue(any(words in problem for problem in found), found)
        undo()

    def test_the_check_as_a_whole_passes_and_fails(self):
        self.passes("rules")
        self.fails_with("rules", ALERTS, "(up{job=\"gouji\"}) == 0", "(up{job=\"gouji\"}) == 1", "GoujiServiceDown")

    def test_fails_on_what_prometheus_would_not_take(self):
        self.refuses(rules_check.syntax_problems, "deploy/observability/prometheus.yml", "scrape_interval: 15s", "scrape_intervall: 15s", "scrape_intervall")
        self.refuses(rules_check.syntax_problems, "deploy/observability/prometheus.yml", "  - alerts.yml", "  - alarms.yml", "alarms.yml")
        self.refuses(rules_check.syntax_problems, ALERTS, "sum by (namespace, service) (up", "sum by (namespace, service (up", "parse error")
        self.refuses(rules_check.syntax_problems, ALERTS, "for: 1m", "for: 1 minute", "1 minute")
        self.refuses(rules_check.syntax_problems, RECORDING, "histogram_quantile(0.5,", "histogram_quantil(0.5,", "histogram_quantil")
        self.refuses(rules_check.syntax_problems, KUBERNETES, "  - alerts.yml", "  - alarms.yml", "its rule files are")
        self.refuses(rules_check.expression_problems, DASHBOARD, '"expr": "sum by (namespace, service) (up', '"expr": "sum by (namespace, service) ((up', 'panel "Instances that answer')

    def test_fails_on_alerts_that_fire_at_other_times_than_the_tests_say(self):
        self.refuses(rules_check.unit_problems, ALERTS, "(up{job=\"gouji\"}) == 0", "(up{job=\"gouji\"}) == 1", "GoujiServiceDown")
        self.refuses(rules_check.unit_problems, ALERTS, "for: 1m", "for: 10m", "GoujiServiceDown")
        self.refuses(rules_check.unit_problems, ALERTS, "gouji:rpc_queue_used:ratio > 0.5", "gouji:rpc_queue_used:ratio >= 0.5", "GoujiQueueFilling")
        self.refuses(rules_check.unit_problems, RECORDING, "UNAVAILABLE|", "", "GoujiGatewayFailing")
        self.refuses(rules_check.unit_problems, ALERTS, '{job="gouji",result=~"missing|no_room"}', '{job="gouji"}', "GoujiConverterMissing")
        self.refuses(rules_check.unit_problems, ALERTS, "cube_age_seconds{job=\"gouji\"} > 120", "cube_age_seconds{job=\"gouji\"} > 12", "GoujiCubeStale")
        self.refuses(rules_check.unit_problems, ALERTS, "changes(process", "resets(process", "GoujiInstanceRestarting")

    def test_fails_on_alerts_that_no_test_makes_fire_or_keeps_silent(self):
        self.refuses(rules_check.unit_problems, ALERTS, "alert: GoujiInstanceRestarting", "alert: GoujiOther", "no case in which GoujiOther fires")
        self.refuses(rules_check.unit_problems, TESTS, "9m, alertname: GoujiRecordingSlow", "9m, alertname: GoujiAnswersSlow",
                     "no case in which GoujiRecordingSlow is silent")

    def test_fails_on_relabelling_that_does_not_find_our_pods(self):
        self.refuses(rules_check.target_problems, KUBERNETES, "regex: gouji-(gateway|parse", "regex: gouji-(gateway|pasre", "does not find ('10.0.0.1:7491'")
        self.refuses(rules_check.target_problems, KUBERNETES, "action: keepequal", "action: keep", "prometheus-kubernetes.yml")
        self.refuses(rules_check.target_problems, KUBERNETES, "regex: gouji-(gateway|parse|validate|statistics)", "regex: .*", "finds ('10.0.0.1:7490'")
        self.refuses(rules_check.target_problems, KUBERNETES, "replacement: gouji", "replacement: other", "'other'")
        self.refuses(rules_check.target_problems, "k8s/components/monitoring/parse.yaml", '"7491"', '"7401"', "does not find ('10.0.0.1:7491'")
        self.refuses(rules_check.target_problems, "k8s/components/monitoring/parse.yaml", "prometheus.io/scrape", "prometheus.io/scrap", "does not find ('10.0.0.1:7491'")


class WithoutPromtool(ChangedCopy):
    def test_is_skipped_and_says_why(self):
        for check, arguments in (("rules", ()), ("values", ("--run", self.root))):
            status, output = self.run_check(check, *arguments, env={**os.environ, "PATH": str(self.root)})
            self.assertEqual(status, 77, output)
            self.assertIn("there is no promtool", output)


if __name__ == "__main__":
    unittest.main()
