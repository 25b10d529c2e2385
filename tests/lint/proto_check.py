#!/usr/bin/env python3
"""Lints the protobuf contracts, checks their format, and compares them with the branch main for breaking changes.

The comparison is with the newest commit of main that is not the one checked out, so that it says something on main as well.
"""

import pathlib
import subprocess
import sys
import tempfile

from source_tree import parse_root

BUF = pathlib.Path(__file__).resolve().parent / "node_modules/.bin/buf"


def git(root, *arguments):
    """The output of a git command, None when it fails."""
    run = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True)
    return run.stdout if run.returncode == 0 else None


def older_commit(root):
    """The commit to compare with; None in a checkout that has none."""
    head = git(root, "rev-parse", "HEAD")
    for name in ("main", "origin/main"):
        commit = git(root, "rev-parse", "--verify", "--quiet", f"refs/heads/{name}" if name == "main" else f"refs/remotes/{name}")
        if commit is None:
            continue
        if commit == head:
            commit = git(root, "rev-parse", "--verify", "--quiet", f"{name}^")
        if commit is not None and git(root, "cat-file", "-e", f"{commit.decode().strip()}:protos/buf.yaml") is not None:
            return commit.decode().strip()
    return None


def buf(root, *arguments):
    """Runs buf in protos/ and tells whether it was content."""
    print("buf", *arguments, flush=True)
    return subprocess.run([str(BUF), *arguments], cwd=root / "protos").returncode == 0


def main():
    root = parse_root(__doc__).root
    if not BUF.exists():
        print("buf is not installed; run: npm ci --prefix tests/lint")
        sys.exit(1)
    ok = buf(root, "lint")
    ok = buf(root, "format", "--diff", "--exit-code") and ok
    commit = older_commit(root)
    if commit is None:
        print("No older commit of main with protos/ here: nothing to compare with for breaking changes.")
    else:
        with tempfile.TemporaryDirectory() as directory:
            archive = subprocess.run(["git", "-C", str(root), "archive", commit, "protos"], check=True, capture_output=True).stdout
            subprocess.run(["tar", "-x", "-C", directory], check=True, input=archive)
            print(f"comparing with {commit}")
            ok = buf(root, "breaking", "--against", f"{directory}/protos") and ok
    sys.exit(0 if ok else 1)


if __name__ == "__main__":
    main()
