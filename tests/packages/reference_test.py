#!/usr/bin/env python3
"""Holds the manual and the completions of `gouji` to what its own --help says, command by command.

--help is walked through all commands. The manual must name each command and flag, in both languages, without a complaint of groff; bash, really asked, must
offer exactly the commands, flags and values of a choice; fish and zsh must understand their scripts where they are installed.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "lint"))

from source_tree import finish  # noqa: E402  (found by the path above)

# Sources the script, sets what readline would, and prints what is offered, a line each.
ASK = r"""
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_gouji
printf '%s\n' "${COMPREPLY[@]}"
"""


class Program:
    def __init__(self, path):
        self.path = path

    def output(self, *arguments):
        return subprocess.run([self.path, *arguments], capture_output=True, text=True, check=True).stdout

    def commands(self, *command):
        """{command as words: (its subcommands, {flag: choices})} of a command and all below it, read from --help."""
        text = self.output(*command, "--help")
        sections = re.split(r"^(\w[\w ]*):$", text, flags=re.M)
        by_name = dict(zip(sections[1::2], sections[2::2]))
        flags = {}
        for names, value in re.findall(r"^  (-[^ \n]*)(?: ([^ \n]+))?", by_name.get("Options", ""), flags=re.M):
            for name in names.split(","):
                flags[name] = value.split("|") if value and "|" in value else []
        below = re.findall(r"^  (\w+) ", by_name.get("Subcommands", ""), flags=re.M)
        found = {command: (below, flags)}
        for name in below:
            found |= self.commands(*command, name)
        return found


def manual_problems(program, commands):
    for language in ("en", "zh"):
        page = program.output("manual", f"--lang={language}")
        rendered = subprocess.run(["man", "--warnings", "--local-file", "-"], input=page, capture_output=True, text=True,
                                  env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "200", "MAN_KEEP_FORMATTING": ""})
        if rendered.returncode != 0 or rendered.stderr:
            # A line of Chinese characters has no place where groff would break it.
            complaints = [line for line in rendered.stderr.splitlines() if not re.search(r"can't break line|cannot adjust line", line)]
            yield from (f"man: {line}" for line in complaints)
        text = re.sub(r"\x1b\[[\d;]*m|.\x08", "", rendered.stdout)
        for command, (_, flags) in commands.items():
            if not command:
                continue
            heading = re.search(rf"^   gouji {' '.join(command)}(?: .*)?\n((?:(?:       .*)?\n)*)", text, flags=re.M)
            if not heading:
                yield f"the manual ({language}) has no {' '.join(command)}"
                continue
            listed = set(re.findall(r"(?:^       |, )(-{1,2}[\w-]+)", heading[1], flags=re.M))
            missing = flags.keys() - listed - {"-h", "--help"}
            yield from (f"the manual ({language}) of {' '.join(command)} has no {flag}" for flag in sorted(missing))
        for variable in set(re.findall(r"\[(GOUJI_\w+)", text)):
            if not re.search(rf"^       (\w+[,、] ?)*{variable}([,、].*)?$", text, flags=re.M):
                yield f"the manual ({language}) does not explain {variable}"


def offered(script, *words):
    asked = subprocess.run(["bash", "--norc", "-c", ASK, "bash", script, *words], capture_output=True, text=True)
    return {line for line in asked.stdout.splitlines() if line}, asked.stderr


def bash_problems(script, commands):
    for command, (below, flags) in commands.items():
        known = set(flags) | ({"--lang"} if command else set())
        expected = [(["-"], known), ([""], set(below))]
        if not below and command != ("completion",):
            expected += [(["--lang", ""], {"zh", "en"}), (["--lang", "="], {"zh", "en"}), (["--lang", "=", "z"], {"zh"})]
        expected += [([flag, ""], set(choices)) for flag, choices in flags.items() if choices]
        for words, wanted in expected:
            if command == ("completion",) and words == [""]:
                wanted = {"bash", "fish", "zsh"}
            found, errors = offered(script, "gouji", *command, *words)
            if errors or found != wanted:
                yield f"bash: at {' '.join(['gouji', *command, *words])}| it offers {sorted(found ^ wanted)} too much or too little {errors}"


def shell_problems(program, folder):
    """Scripts that the shells themselves, where they are, and shellcheck find wrong."""
    for shell, judge in (("bash", ["bash", "-n"]), ("bash", ["shellcheck", "--shell=bash"]), ("fish", ["fish", "--no-execute"]), ("zsh", ["zsh", "-n"])):
        if not shutil.which(judge[0]):
            continue
        script = folder / f"gouji.{shell}"
        script.write_text(program.output("completion", shell))
        judged = subprocess.run([*judge, script], capture_output=True, text=True)
        if judged.returncode != 0:
            yield f"{judge[0]}: {judged.stdout}{judged.stderr}"


def fish_and_zsh_problems(program, commands):
    """That every flag is in their scripts, since these shells may be missing."""
    fish, zsh = program.output("completion", "fish"), program.output("completion", "zsh")
    for command, (_, flags) in commands.items():
        path = " ".join(command)
        branch = re.search(rf"^    '{path}'\)\n(.*?)^      ;;", zsh, flags=re.M | re.S)
        for flag in flags:
            option = f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}"
            if not re.search(rf"""^complete -c gouji -n '__gouji_at "{path}"'.* {option}( |$)""", fish, flags=re.M):
                yield f"fish: {path} has no {flag}"
            if not branch or not re.search(rf"'\*?{flag}=?\[", branch[1]):
                yield f"zsh: {path} has no {flag}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", metavar="BIN_DIR", type=lambda p: pathlib.Path(p).resolve(), required=True, help="where gouji is")
    program = Program(parser.parse_args().run / "gouji")
    commands = program.commands()
    problems = []
    if len(commands) < 30 or not all(flags for _, flags in commands.values()):
        problems.append(f"--help is not understood: {sorted(commands)}")
    if shutil.which("man"):
        problems += manual_problems(program, commands)
    else:
        print("there is no man: the manual is not examined")
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        problems += shell_problems(program, folder)
        problems += bash_problems(folder / "gouji.bash", commands)
    problems += fish_and_zsh_problems(program, commands)
    count = sum(len(flags) for _, flags in commands.values())
    finish(problems, f"manual and completions have all {len(commands)} commands and {count} flags")


if __name__ == "__main__":
    main()
