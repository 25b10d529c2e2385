#!/usr/bin/env python3
"""Measures `gouji export`: time, size of the file and peak memory for each format, over a register of typical reports.

    measure.py FILL GOUJI [--reports=N]

FILL is gouji_fill_register, GOUJI the program gouji; N is 200 000. Prints a Markdown table. Fails when an export does,
or lists another number of reports.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time


def run(command):
    """Runs a command; its seconds and its peak resident memory in MiB."""
    begin = time.monotonic()
    child = subprocess.Popen(command)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command[0]} failed: {child.returncode}")
    return time.monotonic() - begin, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("fill")
    parser.add_argument("gouji")
    parser.add_argument("--reports", type=int, default=200_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run([arguments.fill, f"--reports={arguments.reports}", f"--data_dir={folder}"])
        size = sum(file.stat().st_size for file in pathlib.Path(folder).iterdir()) / 2**20
        print(f"{arguments.reports} reports, a register of {size:.0f} MiB\n")
        print("| format | seconds | reports a second | file, MiB | peak memory, MiB |")
        print("|---|---|---|---|---|")
        for ending in ("csv", "jsonl", "html", "xlsx"):
            path = pathlib.Path(folder) / f"export.{ending}"
            seconds, memory = run([arguments.gouji, "export", f"--data-dir={folder}", "--heads=paths", str(path)])
            print(f"| {ending} | {seconds:.1f} | {arguments.reports / seconds:.0f} | {path.stat().st_size / 2**20:.1f} | {memory:.0f} |")
            if ending == "jsonl":
                with path.open("rb") as lines:
                    count = sum(1 for _ in lines)
                if count != arguments.reports:
                    sys.exit(f"{count} of {arguments.reports} reports were exported")
            path.unlink()


if __name__ == "__main__":
    main()
