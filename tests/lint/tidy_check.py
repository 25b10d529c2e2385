#!/usr/bin/env python3
"""Runs clang-tidy over the units of the preset tidy, and over those only that changed since they last passed.

Unit tests are left out unless they are named. A unit that passes leaves a stamp in build/tidy/stamps: the hash of everything its result depends on, namely its text, the text of every project
and generated header that it includes, .clang-tidy, its compile command, the version of clang-tidy and its plugin. Nothing is compiled but
the generated headers and the plugin, own_code_scope.cc, which keeps the checks to the project's own declarations.
"""

import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

from source_tree import finish, parse_root

PLUGIN_SOURCE = pathlib.Path(__file__).resolve().parent / "own_code_scope.cc"
FINDING = re.compile(r"^(?=/\S+:\d+:\d+: (?:error|warning): )", re.MULTILINE)
INCLUDE = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def run(*command, **options):
    """Runs a command; ends the check with its output when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode != 0:
        print(" ".join(map(str, command)), done.stdout, done.stderr, sep="\n")
        sys.exit(1)
    return done.stdout


def prepare(root, build):
    """Configures the preset tidy, makes the generated headers, which the units include, and builds the plugin; returns its path."""
    run("cmake", "--preset", "tidy", "-B", str(build), cwd=root)
    targets = run("ninja", "-C", str(build), "-t", "targets", "all")
    headers = re.findall(r"^(generated/\S+\.pb\.h):", targets, re.MULTILINE)
    if headers:
        run("ninja", "-C", str(build), *headers)
    plugin, built_from = build / "own_code_scope.so", build / "own_code_scope.txt"
    if not plugin.is_file() or not built_from.is_file() or built_from.read_bytes() != PLUGIN_SOURCE.read_bytes():
        flags = run("llvm-config-14", "--cppflags").split()
        run("c++", "-std=c++17", "-shared", "-fPIC", "-fno-rtti", *flags, "-o", str(plugin), str(PLUGIN_SOURCE))
        built_from.write_bytes(PLUGIN_SOURCE.read_bytes())
    return plugin


class Inputs:
    """What the result for a unit depends on. Not thread-safe."""

    def __init__(self, root, build):
        self._places = [root, build / "generated"]
        self._common = (root / ".clang-tidy").read_bytes() + PLUGIN_SOURCE.read_bytes()
        self._common += run("clang-tidy", "--version").encode()

    @functools.lru_cache(maxsize=None)
    def _file(self, path):
        """The hash of a file, and the project's files that it includes."""
        text = path.read_bytes()
        included = []
        for name in INCLUDE.findall(text):
            places = (place / os.fsdecode(name) for place in [*self._places, path.parent])
            included += [next((place for place in places if place.is_file()), None)]
        return hashlib.sha256(text).hexdigest(), tuple(place for place in included if place)

    def hash(self, unit, command):
        """The hash of all inputs of the unit."""
        seen, open_files = {}, [unit]
        while open_files:
            path = open_files.pop()
            if path not in seen:
                seen[path], included = self._file(path)
                open_files += included
        whole = hashlib.sha256(self._common + command.encode())
        for path in sorted(seen):
            whole.update(f"{path} {seen[path]}\n".encode())
        return whole.hexdigest()


def tidy(build, plugin, unit, stamp, digest):
    """Runs clang-tidy on one unit; writes the stamp and returns None when it passes, the findings otherwise."""
    command = ["clang-tidy", f"--load={plugin}", "-p", str(build), "--quiet", str(unit)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        return done.stdout + (done.stderr if not done.stdout.strip() else "")
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)
    return None


def main():
    def add_arguments(parser):
        parser.add_argument("--build", type=lambda p: pathlib.Path(p).resolve(), help="the build directory (build/tidy)")
        parser.add_argument("--jobs", type=int, default=os.cpu_count())
        parser.add_argument("paths", nargs="*", help="only the units whose path contains one of these")

    options = parse_root(__doc__, add_arguments)
    root, build = options.root, options.build or options.root / "build/tidy"
    plugin = prepare(root, build)
    inputs = Inputs(root, build)
    work, unit_count = [], 0
    for entry in json.loads((build / "compile_commands.json").read_text()):
        unit = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if not unit.is_relative_to(root) or unit.is_relative_to(build) or not unit.is_file():
            continue
        relative = unit.relative_to(root)
        # GoogleTest's macros cost half of all the time and are what most findings in tests would be about. A test can still be named.
        if not options.paths and relative.name.endswith("_test.cc"):
            continue
        if options.paths and not any(part in str(relative) for part in options.paths):
            continue
        unit_count += 1
        stamp = build / "stamps" / f"{relative}.stamp"
        digest = inputs.hash(unit, entry["command"])
        if not stamp.is_file() or stamp.read_text() != digest:
            work.append((relative, unit, stamp, digest))

    problems = {}
    started = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        runs = {pool.submit(tidy, build, plugin, unit, stamp, digest): relative for relative, unit, stamp, digest in work}
        for done in concurrent.futures.as_completed(runs):
            # What is wrong in a header comes from every unit that includes it: told once.
            for finding in FINDING.split(done.result() or ""):
                if finding.strip():
                    problems.setdefault(finding, f"{runs[done]}:\n{finding}")
    finish(problems.values(), f"{unit_count} units are tidy; {len(work)} were examined in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
