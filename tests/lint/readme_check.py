#!/usr/bin/env python3
"""Keeps the commands of the READMEs true.

Every ```sh, ```console, ```python and ```js block carries a mark, an HTML comment in the line above it, which readers do not see:

    <!-- test: run -->             the commands are run, in order, from the root of the repository; each must succeed
    <!-- test: run exit=1 -->      the same, and the last command ends with 1
    <!-- test: from PATH -->       an excerpt of this example of tests/clients, which a test runs; comments apart, and a comment "…" stands for
                                   lines that are left out
    <!-- test: skip REASON -->     not run, because …

In a ```console block the lines that start with "$ " are commands ("> " continues one), the others what they print; it is compared. A line "..." in
it stands for any lines, "…" within a line for any text. A ```sh block has commands only.

Without --run the form is checked: every block is marked, and both READMEs have the same commands. With --run BIN_DIR the commands are run, the
programs of BIN_DIR first in PATH and in place of build/release/bin, all blocks of a README in one shell with a fresh home. They
see the top level of the repository through links in a temporary folder, so that what they write does not land in the repository.
"""

import dataclasses
import os
import pathlib
import re
import signal
import subprocess
import tempfile

from source_tree import finish, parse_root

READMES = ("README.md", "README.zh-CN.md")
# Their commands are run, too; they are in one language.
PAGES = ("deploy/recipes.zh-CN.md",)
MARK = re.compile(r"^<!-- test: (?:(run)(?: exit=(\d+))?|from (tests/clients/\S+)|skip (\S.*)) -->$")
COMMENTS = {"python": "#", "js": "//"}
TIME_LIMIT_S = 300


@dataclasses.dataclass
class Block:
    """A block of commands: [(command, expected output or None)]."""

    line: int
    kind: str
    mark: re.Match
    commands: list


def commands_of(kind, lines):
    """Splits the text of a block into commands."""
    if kind != "console":
        return [("\n".join(lines), None)]
    commands = []
    for line in lines:
        if line.startswith("$ "):
            commands.append(([line[2:]], []))
        elif commands and line.startswith("> ") and not commands[-1][1]:
            commands[-1][0].append(line[2:])
        elif commands:
            commands[-1][1].append(line)
    return [("\n".join(command), output) for command, output in commands]


def blocks_of(text):
    """The blocks of a README."""
    blocks, lines, number = [], text.splitlines(), 0
    while number < len(lines):
        fence = re.match(r"^\s*```(sh|console|python|js)\s*$", lines[number])
        if fence:
            end = next((i for i in range(number + 1, len(lines)) if lines[i].strip() == "```"), len(lines))
            mark = MARK.match(lines[number - 1].strip()) if number else None
            blocks.append(Block(number + 1, fence[1], mark, commands_of(fence[1], lines[number + 1:end])))
            number = end
        number += 1
    return blocks


def bare(text, kind):
    """The lines of commands or code without their comments, which are in the language of the README."""
    lines = (re.sub(rf"(^|\s){COMMENTS.get(kind, '#')}.*$", "", line).strip() for line in text.split("\n"))
    return [line for line in lines if line]


def excerpt_problem(root, name, block):
    """What is wrong with a block that is an excerpt of a file; None when it is one."""
    path, text = root / block.mark[3], "\n".join(command for command, _ in block.commands)
    if block.kind == "console" or not bare(text, block.kind):
        return f"{name}:{block.line}: an excerpt is code"
    if not path.is_file():
        return f"{name}:{block.line}: there is no {block.mark[3]}"
    lines = bare(path.read_text(), block.kind)
    start = 0
    for part in re.split(rf"^\s*{COMMENTS.get(block.kind, '#')} …$", text, flags=re.MULTILINE):
        excerpt = bare(part, block.kind)
        start = next((i for i in range(start, len(lines)) if lines[i:i + len(excerpt)] == excerpt), None)
        if start is None:
            return f"{name}:{block.line}: {block.mark[3]} does not have, at this place:\n" + "\n".join(excerpt)
        start += len(excerpt)
    return None


def form_problems(root, blocks_by_name):
    """What is wrong with the form of the READMEs."""
    problems = []
    for name, blocks in blocks_by_name.items():
        problems += [f"{name}:{block.line}: no mark <!-- test: … --> above the block" for block in blocks if not block.mark]
        excerpts = (excerpt_problem(root, name, block) for block in blocks if block.mark and block.mark[3])
        problems += [problem for problem in excerpts if problem]
    first, second = (blocks_by_name[name] for name in READMES)
    if len(first) != len(second):
        problems.append(f"{READMES[0]} has {len(first)} blocks of commands, {READMES[1]} {len(second)}")
    for one, other in zip(first, second):
        if [bare(command, one.kind) for command, _ in one.commands] != [bare(command, other.kind) for command, _ in other.commands]:
            problems.append(f"{READMES[0]}:{one.line} and {READMES[1]}:{other.line}: the commands differ")
        if one.mark and other.mark and one.mark.groups()[:3] != other.mark.groups()[:3]:
            problems.append(f"{READMES[0]}:{one.line} and {READMES[1]}:{other.line}: the marks differ")
    return problems


def matches(expected, actual):
    """Whether the printed lines are the expected ones, with their wildcards."""
    pattern = "".join(r"(?:[^\n]*\n)*" if line.strip() in ("...", "…") else
                      ".*".join(re.escape(part) for part in line.rstrip().split("…")) + r"[ \t]*\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in actual)) is not None


def trimmed(lines):
    """The lines without empty ones at both ends."""
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    while lines and not lines[0].strip():
        lines = lines[1:]
    return lines


def run_problems(root, name, blocks, programs):
    """Runs the blocks of one README; what went otherwise than it says."""
    separator = "@@@ end of command"
    runnable = [(block, *command, last) for block in blocks if block.mark and block.mark[1]
                for command, last in ((c, c is block.commands[-1]) for c in block.commands)]
    if not runnable:
        return [f"{name}: no command is run"]
    script = "".join(f"{command.replace('build/release/bin', str(programs))}\nprintf '\\n{separator} %d\\n' $?\n"
                     for _, command, _, _ in runnable)
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as place:
        for entry in root.iterdir():
            if entry.name not in (".git", "build"):
                pathlib.Path(place, entry.name).symlink_to(entry)
        environment = {**os.environ, "HOME": home, "PATH": f"{programs}:{os.environ['PATH']}"}
        process = subprocess.Popen(["bash", "-c", script], cwd=place, env=environment, start_new_session=True, text=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            # A server that a command left in the background holds the pipe: read to the last separator, not to the end.
            signal.signal(signal.SIGALRM, lambda *_: os.killpg(process.pid, signal.SIGKILL))
            signal.alarm(TIME_LIMIT_S)
            outputs, lines = [], []
            for line in process.stdout:
                ended = re.fullmatch(rf"{separator} (\d+)\n", line)
                if not ended:
                    lines.append(line.rstrip("\n"))
                    continue
                outputs.append((int(ended[1]), lines))
                lines = []
                if len(outputs) == len(runnable):
                    break
        finally:
            signal.alarm(0)
            try:
                os.killpg(process.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
            process.wait()
    problems = []
    for (block, command, expected, last), (status, printed) in zip(runnable, outputs):
        wanted = int(block.mark[2] or 0) if last else 0
        where, text = f"{name}:{block.line}: {command}", "\n".join(printed)
        if status != wanted:
            problems.append(f"{where}\nends with {status}, not {wanted}:\n{text}")
        elif expected is not None and not matches(trimmed(expected), trimmed(printed)):
            problems.append(f"{where}\nprints something else than the README shows:\n{text}")
    if len(outputs) < len(runnable):
        problems.append(f"{name}: {runnable[len(outputs)][1]}\ndid not end within {TIME_LIMIT_S} s, or ended the shell")
    return problems


def main():
    def add_arguments(parser):
        parser.add_argument("--run", metavar="BIN_DIR", type=lambda p: pathlib.Path(p).resolve(), help="run the commands")

    options = parse_root("Keeps the commands of the READMEs true.", add_arguments)
    pages = [name for name in PAGES if (options.root / name).is_file()]
    problems = [f"{name} is missing" for name in READMES if not (options.root / name).is_file()]
    if problems:
        finish(problems, "")
    blocks_by_name = {name: blocks_of((options.root / name).read_text()) for name in (*READMES, *pages)}
    if options.run:
        problems = [problem for name, blocks in blocks_by_name.items() for problem in run_problems(options.root, name, blocks, options.run)]
    else:
        problems = form_problems(options.root, blocks_by_name)
    finish(problems, f"{sum(map(len, blocks_by_name.values()))} blocks of commands are as they should be")


if __name__ == "__main__":
    main()
