#!/usr/bin/env python3
"""Holds deploy/configuration.md, the table of all settings, and the tables of the READMEs to what the servers' --help says.

With --write it makes deploy/configuration.md anew. A README's table has some of the settings, in groups: each must be one of the servers that
its row names, and both languages must name the same ones.
"""

import os
import pathlib
import re
import subprocess

from source_tree import finish, parse_root

SERVERS = ("gateway", "parse", "validate", "statistics")
READMES = {"README.md": "all", "README.zh-CN.md": "全部"}
PAGE = "deploy/configuration.md"
SETTING = re.compile(r"^  --([a-z_]+)(?:,--[a-z-]+)? [A-Z]+\s+(\S.*) \[(GOUJI_[A-Z_]+); (default (.*)|a file with the secret)\]$", re.MULTILINE)
# What depends on the machine: what the program must say here, and what the page says.
BY_MACHINE = {("gateway", "thread_count"): (3 * max(2, os.cpu_count()), "3 for each processor, at least 6")}
HEAD = """# Configuration

All settings of the four servers, as their `--help` has them. A setting is taken from its flag, else from its environment variable, else it has its default.
Durations are written as `250ms`, `5s`, `1m30s`; sizes are in bytes. What is secret has no flag of its own, since command lines are public: it stands in a file or in
a variable. Bad configuration ends a server with exit status 64 and one line for each setting that is wrong; what is in effect is logged at the start.

This page is made from the programs: `tests/lint/configuration_check.py --run BIN_DIR --write`.
"""
COLUMNS = "| setting | environment | default | meaning |\n|---|---|---|---|\n"


def settings_of(program):
    """({name: (meaning, variable, default)} of a server, the number of its settings); the default of a secret is None."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GOUJI_")}
    text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True, env=environment).stdout
    return {name: (meaning, variable, default if kind.startswith("default") else None)
            for name, meaning, variable, kind, default in SETTING.findall(text)}, len(re.findall(r"\[GOUJI_", text))


def row(name, meaning, variable, defaults):
    """A line of a table. `defaults` is {server: default}."""
    different = sorted(set(defaults.values()), key=str)
    if different == [None]:
        default, variable = "", f"`{variable}`; the secret itself: `{variable.removesuffix('_FILE')}`"
    else:
        variable = f"`{variable}`"
        shown = {server: value if " " in value else f"`{value}`" if value else "" for server, value in defaults.items()}
        default = next(iter(shown.values())) if len(different) == 1 else "; ".join(f"{server} {value}" for server, value in shown.items())
    return f"| `--{name}` | {variable} | {default} | {meaning.replace('|', chr(92) + '|')} |\n"


def page_of(settings):
    """The text of the page."""
    first = settings[SERVERS[0]]
    common = [name for name in first if all(name in of and of[name][:2] == first[name][:2] for of in settings.values())]
    text = HEAD + "\n## All servers\n\n" + COLUMNS
    text += "".join(row(name, *first[name][:2], {server: settings[server][name][2] for server in SERVERS}) for name in common)
    for server in SERVERS:
        text += f"\n## gouji-{server}\n\n" + COLUMNS
        text += "".join(row(name, meaning, variable, {server: default})
                        for name, (meaning, variable, default) in settings[server].items() if name not in common)
    return text


def named_settings(text, everyone):
    """[(setting, servers)] of the table of a README."""
    rows = re.findall(r"^\| ([^|]*`--[^|]*) \| ([^|]*) \|", text, flags=re.MULTILINE)
    return [(name, SERVERS if servers == everyone else tuple(re.split(r", |、", servers)))
            for names, servers in rows for name in re.findall(r"`--([a-z_]+)`", names)]


def readme_problems(root, settings):
    """What is wrong with the tables of the READMEs."""
    named = {readme: named_settings((root / readme).read_text(), everyone) for readme, everyone in READMES.items()}
    for readme, rows in named.items():
        if not rows:
            yield f"{readme} has no table of settings"
        for name, servers in rows:
            yield from (f"{readme}: {server} has no setting --{name}" for server in servers if name not in settings.get(server, {}))
    first, second = map(set, named.values())
    yield from (f"only one of {' and '.join(READMES)} has --{name} of {', '.join(servers)}" for name, servers in sorted(first ^ second))


def main():
    def add_arguments(parser):
        parser.add_argument("--run", metavar="BIN_DIR", type=lambda p: pathlib.Path(p).resolve(), required=True, help="where the servers are")
        parser.add_argument("--write", action="store_true", help=f"make {PAGE} anew")

    options = parse_root(__doc__, add_arguments)
    settings, problems = {}, []
    for server in SERVERS:
        settings[server], count = settings_of(options.run / f"gouji-{server}")
        if not count or count != len(settings[server]):
            problems.append(f"the --help of gouji-{server} is not understood: {count} settings, {len(settings[server])} of them read")
    for (server, name), (here, shown) in BY_MACHINE.items():
        meaning, variable, default = settings[server].get(name, ("", "", None))
        if default != str(here):
            problems.append(f"--{name} of {server} is no longer {shown}: {default}")
        settings[server][name] = (meaning, variable, shown)
    page, path = page_of(settings), options.root / PAGE
    if options.write:
        path.write_text(page)
    elif not path.is_file() or path.read_text() != page:
        problems.append(f"{PAGE} is not what the programs say; make it anew with --write")
    problems += readme_problems(options.root, settings)
    finish(problems, f"{sum(map(len, settings.values()))} settings are as the programs say")


if __name__ == "__main__":
    main()
