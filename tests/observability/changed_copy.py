"""A copy of what the checks read, to be changed for a case."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
READ = ("deploy/observability", "k8s", "protos", "services/report", "tests/data/reports", "tests/observability/rules")


class ChangedCopy(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = pathlib.Path(directory.name).resolve()
        for folder in READ:
            shutil.copytree(ROOT / folder, self.root / folder)

    def run_check(self, name, *arguments, **options):
        done = subprocess.run([sys.executable, "-B", HERE / f"{name}_check.py", "--root", self.root, *arguments], capture_output=True, text=True,
                              **options)
        return done.returncode, done.stdout + done.stderr

    def passes(self, name, *arguments):
        status, output = self.run_check(name, *arguments)
        self.assertEqual(status, 0, output)

    def change(self, path, old, new):
        """Replaces `old`, which must be there, once; until the next change."""
        file = self.root / path
        text = (ROOT / path).read_text()
        self.assertIn(old, text)
        file.write_text(text.replace(old, new, 1))
        return lambda: file.write_text(text)

    def fails_with(self, check, path, old, new, words, *arguments):
        """The check fails, with these words, when `old` is replaced by `new` in a file."""
        undo = self.change(path, old, new)
        status, output = self.run_check(check, *arguments)
        self.assertEqual(status, 1, output)
        self.assertIn(words, output)
        undo()
