"""The files that the checks look at: those that git tracks or would track."""

import argparse
import os
import pathlib
import subprocess
import sys

DEFAULT_ROOT = pathlib.Path(__file__).resolve().parents[2]

# A check only reads: it may do so in a clone that belongs to another user, as in a container.
os.environ.update(GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="safe.directory", GIT_CONFIG_VALUE_0="*")


def listed_by_git(root, *options):
    """The paths that git ls-files lists; None where there is no repository, as in an unpacked archive."""
    if not (root / ".git").exists():
        return None
    listing = subprocess.run(["git", "-C", str(root), "ls-files", "-z", *options], check=True, capture_output=True).stdout
    return [path for path in listing.decode().split("\0") if path]


def source_files(root, *suffixes):
    """Paths relative to root, sorted, of the files with one of the suffixes (all without any); what .gitignore names is left out."""
    paths = listed_by_git(root, "--cached", "--others", "--exclude-standard")
    if paths is None:
        paths = [p.relative_to(root) for p in root.rglob("*") if not {"build", "node_modules"}.intersection(p.relative_to(root).parts)]
    paths = sorted({pathlib.PurePosixPath(path) for path in paths})
    return [p for p in paths if (not suffixes or p.suffix in suffixes) and (root / p).is_file()]


def parse_root(description, add_arguments=lambda parser: None):
    """The command line of a check: --root and what add_arguments adds."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--root", type=lambda p: pathlib.Path(p).resolve(), default=DEFAULT_ROOT, help="the tree to check")
    add_arguments(parser)
    return parser.parse_args()


def finish(problems, summary):
    """Prints the problems, or the summary when there are none, and exits with 1 or 0."""
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" if problems else summary)
    sys.exit(1 if problems else 0)
