#!/usr/bin/env python3
"""Proves of every check that it fails on what it is made for, and passes without it."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
GOOD_HEADER = "#ifndef GOUJI_{0}_H_\n#define GOUJI_{0}_H_\n{1}\n#endif  // GOUJI_{0}_H_\n"


class CheckTest(unittest.TestCase):
    """Makes a repository of a few files for each case, and runs a check on it."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = pathlib.Path(directory.name).resolve()
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments):
        subprocess.run(["git", "-C", self.root, "-c", "user.name=t", "-c", "user.email=t@localhost", *arguments], check=True)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def check(self, name, *arguments):
        done = subprocess.run([sys.executable, HERE / f"{name}_check.py", "--root", self.root, *arguments],
                              capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def passes(self, name, *arguments):
        status, output = self.check(name, *arguments)
        self.assertEqual(status, 0, output)
        return output

    def fails(self, name, words, *arguments):
        status, output = self.check(name, *arguments)
        self.assertEqual(status, 1, output)
        self.assertIn(words, output)

    def fails_on(self, check, path, text, words):
        """The check passes without the file and fails with it."""
        self.passes(check)
        self.write(path, text)
        self.fails(check, words)
        (self.root / path).unlink()


class ReasonsCheck(CheckTest):
    REGISTRY = "enum class Reason {\n  kEmpty,   // EMPTY: nothing\n  kTooBig,  // TOO_BIG: much\n};\n"
    TABLE = "| EMPTY | INVALID_ARGUMENT | nothing | send it |\n| TOO_BIG | RESOURCE_EXHAUSTED | much | less |\n"

    def setUp(self):
        super().setUp()
        self.write("services/report/error.h", self.REGISTRY)
        self.write("protos/README.md", self.TABLE)
        self.write("services/a.cc", "return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEmpty, text);\n")

    def test_fails_on_a_reason_without_a_row_and_a_row_without_a_reason(self):
        self.passes("reasons")
        self.write("protos/README.md", self.TABLE.replace("TOO_BIG", "TOO_LARGE"))
        self.fails("reasons", "TOO_BIG has no row")
        self.fails("reasons", "TOO_LARGE is no reason")

    def test_fails_on_a_code_that_the_row_lacks(self):
        self.fails_on("reasons", "services/b.cc", "Error(StatusCode::kFailedPrecondition,\n  Reason::kEmpty, text)", "EMPTY is given with FAILED_PRECONDITION")


class FormatCheck(CheckTest):
    def test_fails_on_an_unformatted_file(self):
        self.write(".clang-format", "BasedOnStyle: Google\n")
        self.write("good.cc", "int main() { return 0; }\n")
        self.fails_on("format", "bad.cc", "int  main( ){return 0;}\n", "bad.cc: not formatted")


class LayeringCheck(CheckTest):
    def include(self, path, header, words):
        text = f'#include "{header}"\n'
        self.fails_on("layering", path, GOOD_HEADER.format(path[:-2].upper().replace("/", "_"), text) if path.endswith(".h") else text, words)

    def test_fails_on_a_forbidden_direction(self):
        self.write("services/gateway/gateway_service.cc", '#include "services/runtime/status.h"\n#include <grpcpp/server.h>\n')
        self.write("services/cli/embedded.cc", '#include "services/parse/parse_service.h"\n#include "gouji/parse/v1/parse_service.grpc.pb.h"\n')
        self.write("services/parse/reader.cc", '#include "services/report/form.h"\n#include "gouji/report/v1/report.pb.h"\n')
        self.include("services/parse/reader.h", "grpcpp/grpcpp.h", "know gRPC")
        self.include("services/validate/engine.cc", "gouji/validate/v1/validate_service.grpc.pb.h", "know gRPC")
        self.include("services/report/report_service.cc", "grpcpp/grpcpp.h", "know gRPC")
        self.include("services/gateway/pipeline.cc", "services/parse/parser.h", "gateway does not know parse")
        self.include("services/report/form.cc", "services/runtime/mutex.h", "report does not know runtime")
        self.include("services/runtime/server.cc", "services/report/error.h", "runtime does not know report")
        self.include("services/runtime/server.cc", "gouji/report/v1/report.pb.h", "runtime knows no message")
        self.include("services/report/form.cc", "gouji/parse/v1/parse_service.pb.h", "below every service")
        self.include("services/parse/reader.cc", "../report/form.h", "rooted at the repository")

    def test_fails_on_a_domain_word_in_runtime(self):
        self.write("services/runtime/log.cc", "// Reports all problems at once.\n")
        self.fails_on("layering", "services/runtime/server.cc", "// Counts the litigations.\n", "domain word in runtime: litigations")

    def test_fails_on_a_wrong_guard_using_namespace_and_long_files(self):
        self.write("services/report/a.h", GOOD_HEADER.format("SERVICES_REPORT_A", ""))
        self.fails_on("layering", "services/report/b.h", GOOD_HEADER.format("B", ""), "not GOUJI_SERVICES_REPORT_B_H_")
        self.fails_on("layering", "a.cc", "using namespace std;\n", "using namespace")
        self.fails_on("layering", "services/cli/main.cc", "\n" * 81, "81 lines; at most 80")
        self.fails_on("layering", "services/cli/long.cc", "\n" * 451, "451 lines; at most 450")

    def test_fails_on_glob_and_directory_scope_in_cmake(self):
        self.write("CMakeLists.txt", "project(a)\n")
        self.fails_on("layering", "a/CMakeLists.txt", "file(GLOB_RECURSE x *.cc)\n", "file(GLOB)")
        self.fails_on("layering", "a/CMakeLists.txt", "include_directories(x)\n", "directory scope")


class HygieneCheck(CheckTest):
    def test_fails_on_what_does_not_belong_here(self):
        self.write("tests/a.txt", "good\n")
        self.fails_on("hygiene", "tests/b.md", "see /wor" "k/main\n", "path of one machine")
        self.fails_on("hygiene", "tests/b.json", '{"a": "https://registry.npm' 'js.org/x"}\n', "host of a package registry")
        self.fails_on("hygiene", "tests/x.o", "x", "a product")
        self.fails_on("hygiene", "notes/a.txt", "x\n", "notes is no top-level entry")
        self.fails_on("hygiene", "tests/b.md", "x \n", "trailing white space")
        self.fails_on("hygiene", "tests/b.md", "x", "does not end with one newline")
        self.fails_on("hygiene", "tests/b.md", "x\r\n", "carriage returns")
        self.fails_on("hygiene", "tests/b.md", b"\xff\n", "not UTF-8")
        self.fails_on("hygiene", "tests/b.sh", "#!/bin/sh\n", "not executable")

    def test_works_in_an_unpacked_archive(self):
        (self.root / ".git").rename(self.root / "build")
        self.write("tests/a.txt", "good\n")
        self.assertIn("1 files are clean", self.passes("hygiene"))

    def test_fails_on_a_tracked_file_that_is_ignored(self):
        self.write(".gitignore", "out/\n")
        self.passes("hygiene")
        self.write("tests/out/a.txt", "a\n")
        self.passes("hygiene")
        self.git("add", "-f", "tests/out/a.txt")
        self.fails("hygiene", "tracked although")


class ShellCheck(CheckTest):
    def test_fails_on_an_unquoted_variable(self):
        self.write("good.sh", '#!/bin/sh\necho "$1"\n')
        self.fails_on("shell", "bad", "#!/usr/bin/env bash\nrm $1\n", "SC2086")


class ReadmeCheck(CheckTest):
    def readmes(self, text, other=None):
        self.write("README.md", text)
        self.write("README.zh-CN.md", text if other is None else other)

    def run_it(self, words=None):
        arguments = ("--run", str(self.root / "bin"))
        return self.passes("readme", *arguments) if words is None else self.fails("readme", words, *arguments)

    def test_fails_without_readme(self):
        self.fails("readme", "README.md is missing")

    def test_fails_on_an_unmarked_block(self):
        self.readmes("<!-- test: skip installs packages -->\n```sh\na\n```\n")
        self.passes("readme")
        self.readmes("x\n```sh\na\n```\n")
        self.fails("readme", "README.md:2: no mark")

    def test_fails_when_the_commands_differ_but_not_when_comments_do(self):
        block = "<!-- test: run -->\n```sh\n{}\n```\n"
        self.readmes(block.format("a  # first"), block.format("a  # 一"))
        self.passes("readme")
        self.readmes(block.format("a"), block.format("b"))
        self.fails("readme", "the commands differ")
        self.readmes(block.format("a"), block.format("a") * 2)
        self.fails("readme", "1 blocks of commands, README.zh-CN.md 2")

    def test_fails_on_an_excerpt_that_its_example_does_not_have_comments_apart(self):
        block = "<!-- test: from tests/clients/a.mjs -->\n```js\n{}```\n"
        self.write("tests/clients/a.mjs", "a();  // first\nb('http://c');\n\n  d();\n")
        for excerpt in ("a();\nb('http://c');\n// third\nd();\n", "a();\n// …\nd();\n"):
            self.readmes(block.format(excerpt))
            self.passes("readme")
        for excerpt in ("a();\nd();\n", "d();\n// …\na();\n", "b('http://e');\n", "a();\n// …\ne();\n"):
            self.readmes(block.format(excerpt))
            self.fails("readme", "a.mjs does not have")
        self.readmes(block.format("// …\n"))
        self.fails("readme", "an excerpt is code")
        self.readmes(block.format("a();\n").replace("a.mjs", "b.mjs"))
        self.fails("readme", "there is no tests/clients/b.mjs")
        self.readmes(block.format("a();\n"), block.format("d();\n"))
        self.fails("readme", "the commands differ")

    def test_compares_what_commands_print(self):
        block = "<!-- test: run -->\n```console\n$ printf 'one\\ntwo\\nthree 3\\n'\n{}\n```\n"
        for printed in ("one\ntwo\nthree 3", "one\n...", "...\nthree …", "o…e\ntwo\nthree 3"):
            self.readmes(block.format(printed))
            self.run_it()
        for printed in ("one", "one\ntwo\nthree 4", "two\n..."):
            self.readmes(block.format(printed))
            self.run_it("prints something else")

    def test_compares_exit_statuses(self):
        self.readmes("<!-- test: run exit=3 -->\n```console\n$ x=3\n$ (exit $x)\n```\n")
        self.run_it()
        self.readmes("<!-- test: run -->\n```sh\nfalse\n```\n")
        self.run_it("ends with 1, not 0")
        self.readmes("<!-- test: run -->\n```sh\nexit 0\n```\n")
        self.run_it("ended the shell")

    def test_runs_our_programs_outside_the_tree_and_ends_what_runs_in_the_background(self):
        self.write("bin/gouji", "#!/bin/sh\necho ours\n")
        (self.root / "bin/gouji").chmod(0o755)
        self.readmes("<!-- test: run -->\n```console\n$ sleep 1000 &\n$ gouji >out; build/release/bin/gouji\nours\n```\n")
        self.run_it()
        self.assertFalse((self.root / "out").exists())


class ConfigurationCheck(CheckTest):
    TABLE = "| {} | {} | x | y |\n"

    def setUp(self):
        super().setUp()
        self.serve()
        self.write("README.md", self.TABLE.format("`--port`, `--thread_count`", "all") + self.TABLE.format("`--depth`", "parse"))
        self.write("README.zh-CN.md", self.TABLE.format("`--port`、`--thread_count`", "全部") + self.TABLE.format("`--depth`", "parse"))
        (self.root / "deploy").mkdir()
        self.passes("configuration", *self.run_it, "--write")

    @property
    def run_it(self):
        return "--run", str(self.root / "bin")

    def serve(self, depth="Levels [GOUJI_DEPTH; default 3]", threads=3 * max(2, os.cpu_count())):
        """Makes servers that print such a help."""
        for server in ("gateway", "parse", "validate", "statistics"):
            text = f"  --port VALUE   Port [GOUJI_PORT; default ]\n  --thread_count,--thread-count VALUE\n    Threads [GOUJI_THREAD_COUNT; default {threads}]\n"
            text += f"  --depth VALUE  {depth}\n" if server == "parse" else ""
            self.write(f"bin/gouji-{server}", f"#!/bin/sh\ncat <<'END'\n{text}END\n")
            (self.root / f"bin/gouji-{server}").chmod(0o755)

    def test_the_page_has_what_the_programs_say(self):
        self.passes("configuration", *self.run_it)
        self.assertIn("| `--depth` | `GOUJI_DEPTH` | `3` | Levels |", (self.root / "deploy/configuration.md").read_text())

    def test_fails_when_a_program_says_something_else_than_the_page(self):
        for other in ("Levels [GOUJI_DEPTH; default 4]", "Levels, all [GOUJI_DEPTH; default 3]", "Levels [GOUJI_DEEP; default 3]",
                      "Levels [GOUJI_DEPTH; a file with the secret]"):
            self.serve(depth=other)
            self.fails("configuration", "is not what the programs say", *self.run_it)

    def test_fails_on_a_help_that_it_does_not_understand(self):
        self.serve(depth="[GOUJI_DEPTH default 3]")
        self.fails("configuration", "is not understood", *self.run_it)

    def test_fails_when_the_number_of_threads_follows_another_rule(self):
        self.serve(threads=5)
        self.fails("configuration", "is no longer", *self.run_it)

    def test_fails_on_a_setting_of_a_readme_that_its_servers_do_not_have(self):
        self.write("README.md", self.TABLE.format("`--port`, `--thread_count`, `--depth`", "all"))
        self.fails("configuration", "README.md: gateway has no setting --depth", *self.run_it)
        self.fails("configuration", "only one of README.md and README.zh-CN.md has --depth", *self.run_it)


@unittest.skipUnless((HERE / "node_modules/.bin/buf").exists(), "buf is not installed")
class ProtoCheck(CheckTest):
    PROTO = '// A.\nsyntax = "proto3";\n\npackage a.v1;\n\n// A.\nmessage A {{\n  // B.\n  {} b = 1;\n}}\n'

    def test_fails_on_lint_format_and_breaking_changes(self):
        self.write("protos/buf.yaml", "version: v2\nlint:\n  use:\n    - STANDARD\n    - COMMENTS\n")
        self.write("protos/a/v1/a.proto", self.PROTO.format("int32"))
        self.assertIn("nothing to compare with", self.passes("proto"))
        self.write("protos/a/v1/a.proto", self.PROTO.format("int32").replace("  // B.\n", ""))
        self.fails("proto", "non-empty comment")
        self.write("protos/a/v1/a.proto", self.PROTO.format("int32").replace("  // B", "// B"))
        self.fails("proto", "-// B.")
        self.write("protos/a/v1/a.proto", self.PROTO.format("int32"))
        self.git("add", ".")
        self.git("commit", "-q", "-m", "one")
        self.git("checkout", "-q", "-b", "other")
        self.write("protos/a/v1/a.proto", self.PROTO.format("string"))
        self.git("commit", "-q", "-a", "-m", "two")
        self.fails("proto", "changed type")


class TidyCheck(CheckTest):
    def test_fails_on_a_finding_and_examines_again_only_what_changed(self):
        self.write(".clang-tidy", "Checks: '-*,modernize-use-nullptr'\nWarningsAsErrors: '*'\n")
        self.write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\nproject(a LANGUAGES CXX)\nadd_library(a a.cc b.cc)\n")
        self.write("CMakePresets.json", '{"version": 6, "configurePresets": [{"name": "tidy", "generator": "Ninja", '
                   '"cacheVariables": {"CMAKE_EXPORT_COMPILE_COMMANDS": "ON", "CMAKE_CXX_COMPILER": "clang++"}}]}\n')
        self.write("a.h", "const int kA = 1;\n")
        self.write("a.cc", '#include "a.h"\nint* p = nullptr;\n')
        self.write("b.cc", "int* q = nullptr;\n")
        self.assertIn("2 units are tidy; 2 were examined", self.passes("tidy"))
        self.assertIn("2 units are tidy; 0 were examined", self.passes("tidy"))
        self.write("a.h", "const int kA = 2;\n")
        self.assertIn("2 units are tidy; 1 were examined", self.passes("tidy"))
        self.write("b.cc", "int* q = 0;\n")
        self.fails("tidy", "modernize-use-nullptr")
        self.fails("tidy", "modernize-use-nullptr")


if __name__ == "__main__":
    unittest.main()
