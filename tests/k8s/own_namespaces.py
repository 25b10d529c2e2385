"""Tests whose containers need a machine to themselves: namespaces in which there is nothing but a loopback, and nothing is left behind."""

import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "lint"), str(HERE.parent / "image")]

from image_test import SKIP, build  # noqa: E402  (found by the path above)
from source_tree import parse_root  # noqa: E402

NAMESPACES = ("--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
# Where the root file systems of the images are; set inside only.
ROOTS = "GOUJI_TEST_ROOTS"


def main_in_own_namespaces(description, what_is_missing, inside):
    """The whole program of such a test. Skips it (77) when `what_is_missing(programs)` says why; else builds the images' root file systems, and starts
    this program again in namespaces of its own, with which all that it starts ends. There it is `inside(options, roots, work)`, which ends the program."""

    def add_arguments(parser):
        parser.add_argument("--run", metavar="BIN_DIR", type=lambda p: pathlib.Path(p).resolve(), required=True, help="where the programs are")

    options = parse_root(description, add_arguments)
    missing = what_is_missing(options.run)
    if missing:
        print(f"skipped: {missing}")
        sys.exit(SKIP)
    if ROOTS in os.environ:
        roots = pathlib.Path(os.environ[ROOTS])
        inside(options, roots, roots.parent)
    with tempfile.TemporaryDirectory() as place:
        work = pathlib.Path(place)
        work.chmod(0o755)
        build(options.root, options.run, "/", work / "roots")
        again = [sys.executable, "-B", *sys.argv]
        status = subprocess.run(["unshare", *NAMESPACES, *again], env={**os.environ, ROOTS: str(work / "roots")}).returncode
    sys.exit(status)
