#!/usr/bin/env python3
"""Proves that recipes_check.py can fail: each change of the recipes is one problem."""

import copy
import pathlib
import sys
import unittest

import yaml

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent / "k8s"), str(HERE.parent / "lint")]

import programs_check  # noqa: E402  (found by the path above)
import recipes_check  # noqa: E402
from contents import Image  # noqa: E402

SETTINGS = ("GOUJI_PARSE", "GOUJI_VALIDATE", "GOUJI_STATISTICS", "GOUJI_STREAM_LIMIT", "GOUJI_DRAIN_DELAY", "GOUJI_SHUTDOWN_TIMEOUT", "GOUJI_THREAD_COUNT",
            "GOUJI_REDIS", "GOUJI_REDIS_PASSWORD_FILE", "GOUJI_REGISTER_URL", "GOUJI_REGISTER_PASSWORD_FILE")
IMAGES = {name: Image([f"/usr/bin/{name}"], []) for name in ("gouji-gateway", "gouji-parse", "gouji-validate", "gouji-statistics", "gouji")}
MOUNTS = {name: {"/tmp"} if name == "gouji-parse" else set() for name in IMAGES}
PORTS = {"gouji-gateway": "7400", "gouji-parse": "7401", "gouji-validate": "7402", "gouji-statistics": "7403"}


def settings_of(_, name):
    """In place of the programs: what they have of the settings that are used."""
    ports = {"GOUJI_PORT": PORTS[name], "GOUJI_METRICS_PORT": PORTS[name].replace("740", "749")} if name in PORTS else {}
    if name == "gouji-gateway":
        ports["GOUJI_HTTP_PORT"] = "7480"
    return set(), dict.fromkeys(SETTINGS, "") | ports


class RecipesCheck(unittest.TestCase):
    def setUp(self):
        programs_check.settings_of, self.kept = settings_of, programs_check.settings_of
        self.addCleanup(setattr, programs_check, "settings_of", self.kept)
        self.compose = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())
        self.text = (ROOT / "deploy/image/Containerfile").read_text()

    def problems_of_compose(self, change):
        compose = copy.deepcopy(self.compose)
        change(compose["services"], compose)
        return list(recipes_check.compose_problems(compose, IMAGES, None, recipes_check.version_of(ROOT), MOUNTS))

    def test_the_recipes_as_they_are_have_no_problem(self):
        self.assertEqual(self.problems_of_compose(lambda services, compose: None), [])
        self.assertEqual(list(recipes_check.target_problems(self.text, IMAGES, None)), [])

    def test_each_change_of_compose_is_found(self):
        changes = [
            lambda s, _: s["parse"].pop("read_only"),
            lambda s, _: s["postgres"].pop("cap_drop"),
            lambda s, _: s["redis"].pop("user"),
            lambda s, _: s["redis"].pop("healthcheck"),
            lambda s, _: s["validate"].pop("healthcheck"),
            lambda s, _: s["validate"].update(healthcheck={"test": ["CMD", "gouji-parse", "--check_health"]}),
            lambda s, _: s["gateway"]["environment"].update(GOUJI_NOTHING="1"),
            lambda s, _: s["gateway"].update(image="gouji-gateway:latest"),
            lambda s, _: s["gateway"].update(ports=["7400:7400"]),
            lambda s, _: s["parse"].pop("tmpfs"),
            lambda s, _: s["parse"].pop("secrets"),
            lambda s, _: s["postgres"]["environment"].update(POSTGRES_PASSWORD="secret"),
            lambda s, _: s["parse"]["networks"].append("register"),
            lambda _, compose: compose["networks"]["cache"].clear(),
        ]
        for number, change in enumerate(changes):
            with self.subTest(change=number):
                self.assertEqual(len(self.problems_of_compose(change)), 1, self.problems_of_compose(change))

    def test_each_change_of_the_containerfile_is_found(self):
        for old, new in (("USER 65532:65532\nEXPOSE 7401", "EXPOSE 7401"), ("EXPOSE 7402 7492", "EXPOSE 7402"), ("/roots/gouji/ /", "/roots/gouji-parse/ /"),
                         ('["gouji-statistics"]', '["gouji"]'), ("FROM scratch AS gouji-gateway", "FROM debian AS gouji-gateway"),
                         ("AS gouji-validate", "AS gouji-check")):
            with self.subTest(change=new):
                self.assertIn(old, self.text)
                self.assertEqual(len(list(recipes_check.target_problems(self.text.replace(old, new, 1), IMAGES, None))), 1)


if __name__ == "__main__":
    unittest.main()
