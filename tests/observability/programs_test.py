#!/usr/bin/env python3
"""Proves of the checks that ask the programs that they fail on what they are made for. The servers are scraped once for most cases."""

import pathlib
import shutil
import sys
import unittest

import exposed
import names_check
from changed_copy import ROOT, ChangedCopy
from monitoring_files import Expression

PROGRAMS = None
ALERTS = "deploy/observability/alerts.yml"
RECORDING = "deploy/observability/recording.yml"


class Names(ChangedCopy):
    @classmethod
    def setUpClass(cls):
        cls.names = names_check.Names(ROOT, exposed.scrape(PROGRAMS, ROOT))

    def problems(self, text):
        return list(self.names.problems(Expression("here", text)))

    def test_takes_what_is_exposed(self):
        for text in ('rate(gouji_rpc_server_calls_total{job="gouji",code="OK",method=~".*/(CheckDocument|ParseDocument)"}[5m])',
                     'sum by (service, le) (rate(gouji_rpc_server_duration_seconds_bucket{le="30"}[5m])) > 0',
                     'sum by (code) (gouji_rpc_server_errors_total{reason=~"OVERLOADED|NONE"})',
                     'sum by (result) (gouji_parse_cache_requests_total{result=~"hit|miss"}) or absent(up{service="parse"})'):
            self.assertEqual(self.problems(text), [])

    def test_refuses_metrics_labels_and_values_that_are_not(self):
        for text, words in (("rate(gouji_rpc_calls_total[5m])", "nobody exposes or records gouji_rpc_calls_total"),
                            ("gouji:nothing:rate5m > 1", "nobody exposes or records gouji:nothing:rate5m"),
                            ('gouji_rpc_server_calls_total{status="OK"}', "has no label status"),
                            ('up{code="OK"}', "up has no label code"),
                            ('gouji_rpc_server_calls_total{code="TIMEOUT"}', "never has code = TIMEOUT"),
                            ('gouji_rpc_server_calls_total{code=~"UNAVAILABLE|UNAVALABLE"}', "(UNAVALABLE)"),
                            ('gouji_rpc_server_calls_total{method=~".*/(ParseDocument|ReadDocument)"}', "(.*/ReadDocument)"),
                            ('gouji_rpc_server_calls_total{method="ParseService/ParseDocument"}', "never has method"),
                            ('gouji_rpc_server_duration_seconds_bucket{le="20"}', "never has le = 20"),
                            ('gouji_rpc_server_errors_total{reason="OVERLODED"}', "never has reason = OVERLODED"),
                            ('gouji_parse_cache_requests_total{result="hits"}', "never has result = hits"),
                            ('up{service="cache"}', "never has service = cache"),
                            ('gouji_rpc_server_active_calls{method!~".*/ParseDocument"}',
                             "does not leave out the stream gouji.gateway.v1.GatewayService/SubmitDocuments"),
                            ("sum by (pod) (up)", "groups by pod"),
                            ("gouji_parse_cache_write_errors_total offset 5m unless gouji_x", "gouji_x")):
            self.assertTrue(any(words in problem for problem in self.problems(text)), (text, self.problems(text)))

    def test_knows_what_a_rule_records(self):
        list(self.names.problems(Expression("a rule", "sum by (namespace, code) (gouji_rpc_server_calls_total)", "a:rule")))
        self.assertEqual(self.problems('sum by (code) (a:rule{code="OK"})'), [])
        self.assertIn("a:rule has no label method", self.problems('a:rule{method="x"}'))

    def test_fails_on_other_settings_than_the_servers(self):
        self.change("deploy/observability/prometheus.yml", "localhost:7491", "localhost:7401")
        found = list(names_check.setting_problems(self.root, PROGRAMS))
        self.assertTrue(any("scrapes parse at ['localhost:7401']" in problem for problem in found), found)

    def test_fails_on_a_metric_that_the_readme_does_not_tell_of(self):
        self.fails_with("names", "deploy/observability/README.md", "`gouji_rpc_server_threads`", "threads", "does not tell of gouji_rpc_server_threads",
                        "--run", PROGRAMS)

    def test_the_check_as_a_whole_fails(self):
        self.fails_with("names", RECORDING, "gouji_parse_cache_requests_total", "gouji_parse_cache_lookups_total", "gouji_parse_cache_lookups_total",
                        "--run", PROGRAMS)


@unittest.skipUnless(shutil.which("promtool"), "there is no promtool")
class Values(ChangedCopy):
    def test_fails_on_a_rule_whose_sides_do_not_meet(self):
        # All names and labels of it are there, and it never gives anything.
        self.fails_with("values", RECORDING, "/ (sum by (namespace) (gouji:parse_cache_requests:rate5m) > 0)", "/ (gouji:parse_cache_requests:rate5m > 0)",
                        "gouji:parse_cache_hits:ratio5m: nothing comes out", "--run", PROGRAMS)


if __name__ == "__main__":
    place = sys.argv.index("--run")
    PROGRAMS = pathlib.Path(sys.argv[place + 1]).resolve()
    unittest.main(argv=sys.argv[:place] + sys.argv[place + 2:])
