"""Debian's promtool (package prometheus). A check that needs it is skipped where it is not there."""

import contextlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77


def require():
    """Its path, or the end of the check."""
    found = shutil.which("promtool")
    if found is None:
        print("Skipped: there is no promtool (Debian's package prometheus; deploy/packages/install.sh deploy/packages/tests.txt installs it)")
        sys.exit(SKIPPED)
    return found


@contextlib.contextmanager
def written(files):
    """A folder with the files {name: value}, as JSON, which is YAML."""
    with tempfile.TemporaryDirectory() as place:
        for name, value in files.items():
            pathlib.Path(place, name).write_text(json.dumps(value, ensure_ascii=False))
        yield pathlib.Path(place)


def problems(promtool, *arguments):
    """What promtool has against something, as lines; none when it has nothing."""
    run = subprocess.run([promtool, *map(str, arguments)], capture_output=True, text=True)
    if run.returncode == 0:
        return []
    lines = [line.strip() for line in (run.stdout + run.stderr).splitlines()]
    return [line for line in lines if line and not line.startswith(("Checking ", "SUCCESS", "Unit Testing: "))]
