#!/usr/bin/env python3
"""Fails when clang-format would change a C++ file."""

import re
import subprocess

from source_tree import finish, parse_root, source_files


def main():
    root = parse_root(__doc__).root
    files = source_files(root, ".cc", ".h")
    problems = []
    for start in range(0, len(files), 50):
        run = subprocess.run(["clang-format", "--dry-run", "-Werror", *map(str, files[start:start + 50])],
                             cwd=root, capture_output=True, text=True)
        if run.returncode != 0:
            found = sorted(set(re.findall(r"^(\S+?):\d+:\d+: error", run.stderr, re.MULTILINE)))
            problems += [f"{path}: not formatted; run clang-format -i {path}" for path in found] or [run.stderr]
    finish(problems, f"{len(files)} files are formatted")


if __name__ == "__main__":
    main()
