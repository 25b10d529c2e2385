#!/usr/bin/env python3
"""Fails on what does not belong into the repository: machine paths, registry hosts, build products, unknown top-level entries, stray white space."""

import re

from source_tree import finish, listed_by_git, parse_root, source_files

TOP_LEVEL = {"CMakeLists.txt", "CMakePresets.json", "README.md", "README.zh-CN.md", "LICENSE", "CONTRIBUTING.md",
             "protos", "services", "deploy", "k8s", "tests", ".ci"}
FORBIDDEN = [
    (re.compile(r"(?<![\w.}$*])/(work|farm)/|/tmp/bash_(jobs)|/home/[a-z]\w*/"), "path of one machine"),
    (re.compile(r"registry\.(npmjs\.org|npmmirror\.com|yarnpkg\.com)|(deb|security|snapshot)\.debian\.org|pypi\.org|pythonhosted\.org|"
                r"proxy\.golang\.org|(static\.|index\.)crates\.io|repo\.maven"), "host of a package registry"),
]
PRODUCT = re.compile(r"(^|/)(build|node_modules|__pycache__)/|\.(o|a|so|pyc|exe|gcda|gcno|profraw|db|sqlite|sqlite3|log|orig|rej|swp)$")
TEXT = {".cc", ".h", ".py", ".sh", ".md", ".proto", ".textproto", ".cmake", ".json", ".yaml", ".yml", ".ts", ".txt"}
# Test data has every right to be odd.
DATA = re.compile(r"^tests/(data|fuzz)/.*\.(txt|md|json|bin|tsv)$|/testdata/")


def problems_of(root, path):
    """Yields what is wrong with a file."""
    name, content = str(path), (root / path).read_bytes()
    top = path.parts[0]
    if top not in TOP_LEVEL and not (len(path.parts) == 1 and top.startswith(".")):
        yield f"{name}: {top} is no top-level entry of this repository"
    if PRODUCT.search(name):
        yield f"{name}: a product, not a source"
    if b"\0" in content[:8000]:
        return
    text = content.decode("utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, what in FORBIDDEN:
            if pattern.search(line):
                yield f"{name}:{number}: {what}: {line.strip()[:100]}"
    if content.startswith(b"#!") and not (root / path).stat().st_mode & 0o100:
        yield f"{name}: has a #! line but is not executable"
    if path.suffix in TEXT and not DATA.search(name) and content:
        if "\ufffd" in text and "\ufffd".encode() not in content:
            yield f"{name}: not UTF-8"
        if b"\r" in content:
            yield f"{name}: carriage returns"
        if not content.endswith(b"\n") or content.endswith(b"\n\n"):
            yield f"{name}: does not end with one newline"
        for number, line in enumerate(text.split("\n"), 1):
            if line.endswith((" ", "\t")):
                yield f"{name}:{number}: trailing white space"


def main():
    root = parse_root(__doc__).root
    paths = source_files(root)
    problems = [problem for path in paths for problem in problems_of(root, path)]
    ignored = listed_by_git(root, "--cached", "--ignored", "--exclude-standard") or []
    problems += [f"{name}: tracked although .gitignore names it" for name in ignored]
    finish(problems, f"{len(paths)} files are clean")


if __name__ == "__main__":
    main()
