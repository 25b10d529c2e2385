#!/usr/bin/env python3
"""Runs shellcheck over every shell script."""

import subprocess
import sys

from source_tree import parse_root, source_files


def is_shell(path):
    """Whether the file is a script for sh or bash."""
    with path.open("rb") as file:
        first = file.readline(80)
    return path.suffix == ".sh" or (first.startswith(b"#!") and first.split()[-1].split(b"/")[-1] in (b"sh", b"bash"))


def main():
    root = parse_root(__doc__).root
    scripts = [str(path) for path in source_files(root) if is_shell(root / path)]
    if not scripts:
        print("no scripts")
        return
    done = subprocess.run(["shellcheck", "--severity=style", *scripts], cwd=root)
    print(f"{len(scripts)} scripts examined")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
