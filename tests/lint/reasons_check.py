#!/usr/bin/env python3
"""Holds the table of reasons in protos/README.md to the code: every reason of services/report/error.h has a row, and every gRPC code with which the
sources give it stands there."""

import collections
import re

from source_tree import finish, parse_root, source_files

REASON = re.compile(r"^  k(\w+),\s+// ([A-Z_]+):", re.MULTILINE)
GIVEN = re.compile(r"StatusCode::k(\w+),\s*(?:report::)?Reason::k(\w+)")
ROW = re.compile(r"^\| ([A-Z_]+) \| ([A-Z_, ]+) \| \S.* \| \S.* \|$", re.MULTILINE)


def snake(name):
    """InvalidArgument → INVALID_ARGUMENT."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper()


def problems_of(registry, table, sources):
    names = dict(REASON.findall(registry))
    rows = {reason: set(codes.split(", ")) for reason, codes in ROW.findall(table)}
    yield from (f"{name} has no row" for name in names.values() if name not in rows)
    yield from (f"{name} is no reason of services/report/error.h" for name in rows if name not in names.values())
    given = collections.defaultdict(set)
    for text in sources:
        for code, reason in GIVEN.findall(text):
            given[names.get(reason, reason)].add(snake(code))
    for name, codes in sorted(given.items()):
        missing = codes - rows.get(name, codes)
        if missing:
            yield f"{name} is given with {', '.join(sorted(missing))}, which its row lacks"


def main():
    root = parse_root(__doc__).root
    sources = [(root / path).read_text() for path in source_files(root, ".cc", ".h") if path.parts[0] == "services" and not path.stem.endswith("_test")]
    problems = [f"protos/README.md: {problem}" for problem in problems_of((root / "services/report/error.h").read_text(),
                                                                           (root / "protos/README.md").read_text(), sources)]
    finish(problems, "every reason is in protos/README.md, with its codes")


if __name__ == "__main__":
    main()
