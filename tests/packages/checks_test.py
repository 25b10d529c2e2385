#!/usr/bin/env python3
"""Proves that contents_check.py and reference_test.py can fail: each change of a package, a unit or a script is at least one problem."""

import pathlib
import subprocess
import tempfile
import types
import unittest

import contents_check
import reference_test

VERSION = "1.2.3"
UNIT = """[Service]
Environment=GOUJI_LISTEN=127.0.0.1
EnvironmentFile=-/etc/gouji/gateway.conf
LoadCredential=secret:/etc/gouji/secrets/gateway
ExecStart=/usr/bin/gouji-gateway
DynamicUser=yes
[Install]
WantedBy=multi-user.target
"""
SCRIPT = "gouji-gateway.service"


def package(**changes):
    """In place of an unpacked gouji-server."""
    texts = {"/usr/lib/systemd/system/gouji-gateway.service": UNIT, "/etc/gouji/gateway.conf": "#GOUJI_PORT=1\n", "/etc/gouji/server.conf": "# nothing\n",
             "/usr/share/doc/gouji-server/changelog.gz": f"gouji ({VERSION}) unstable; urgency=medium\n"} | changes.pop("texts", {})
    entries = {}
    for path in contents_check.FILES["gouji-server"]:
        mode = "drwx------" if path.endswith("/") else "-rwxr-xr-x" if path.startswith("/usr/bin/") else "-rw-r--r--"
        entries[path] = (mode, "root/root")
    controls = dict.fromkeys(("postinst", "postrm", "prerm"), SCRIPT) | {
        "conffiles": "\n".join(path for path in entries if path.startswith("/etc/") and not path.endswith("/"))} | changes.pop("controls", {})
    fields = {"name": "gouji-server", "version": VERSION, "depends": f"gouji (= {VERSION}), libc6 (>= 2)", "description": "servers of something\n Text.",
              "maintainer": "Somebody <a@b>", "section": "net", "place": pathlib.Path("/nonexistent")}
    return types.SimpleNamespace(**fields | {"entries": entries | changes.pop("entries", {})} | changes, text=texts.__getitem__,
                                 control=lambda name: controls.get(name, ""))


class ContentsCheck(unittest.TestCase):
    def setUp(self):
        self.kept = contents_check.programs_check.settings_of, contents_check.shutil
        contents_check.programs_check.settings_of = lambda *_: (set(), {"GOUJI_PORT": ""})
        # systemd-analyze wants a unit that is a file.
        contents_check.shutil = types.SimpleNamespace(which=lambda _: None)
        self.addCleanup(self.restore)

    def restore(self):
        contents_check.programs_check.settings_of, contents_check.shutil = self.kept

    def problems(self, **changes):
        server = package(**changes)
        return [*contents_check.file_problems(server), *contents_check.control_problems(server, VERSION),
                *contents_check.unit_problems(server, "gateway", None)]

    def test_a_package_as_it_should_be_has_no_problem(self):
        self.assertEqual(self.problems(), [])

    def test_each_change_of_a_package_is_found(self):
        unit = "/usr/lib/systemd/system/gouji-gateway.service"
        changes = [
            {"version": "1.2.4"},
            {"description": "the servers of something\n Text."},
            {"description": "servers of something.\n Text."},
            {"description": "servers of something\n" + 90 * "x"},
            {"maintainer": "nobody"},
            {"entries": {"/usr/bin/more": ("-rwxr-xr-x", "root/root")}},
            {"entries": {"/usr/bin/gouji-gateway": ("-rwxrwxrwx", "root/root")}},
            {"entries": {"/etc/gouji/server.conf": ("-rw-r--r--", "clerk/clerk")}},
            {"entries": {"/etc/gouji/secrets/parse/": ("drwxr-xr-x", "root/root")}},
            {"controls": {"conffiles": "/etc/gouji/server.conf"}},
            {"controls": {"postinst": ""}},
            {"controls": {"prerm": ""}},
            {"texts": {"/etc/gouji/gateway.conf": "#GOUJI_NOTHING=1\n"}},
            {"texts": {"/etc/gouji/server.conf": "GOUJI_PORT=1\n"}},
            {"texts": {unit: UNIT.replace("DynamicUser=yes\n", "")}},
            {"texts": {unit: UNIT.replace("127.0.0.1", "0.0.0.0")}},
            {"texts": {unit: UNIT + "@FURTHER@"}},
            {"texts": {"/usr/share/doc/gouji-server/changelog.gz": "gouji (1.2.2) unstable; urgency=medium\n"}},
        ]
        for change in changes:
            with self.subTest(change=change):
                self.assertTrue(self.problems(**change))

    def test_missing_dependencies_are_found(self):
        client = types.SimpleNamespace(depends="poppler-utils, libc6 (>= 2)")
        server = package()
        check = contents_check.dependency_problems
        self.assertEqual(list(check({"gouji": client, "gouji-server": server}, VERSION, {"poppler-utils", "libc6"})), [])
        self.assertEqual(len(list(check({"gouji": client, "gouji-server": server}, VERSION, {"poppler-data"}))), 1)
        self.assertEqual(len(list(check({"gouji": client, "gouji-server": server}, "9", set()))), 1)
        without = types.SimpleNamespace(depends="poppler-utils")
        self.assertEqual(len(list(check({"gouji": without, "gouji-server": server}, VERSION, set()))), 1)


HELP = {
    (): "Usage: gouji\n\nOptions:\n  -h,--help  Help\n  --lang zh|en  Language\n\nSubcommands:\n  check  Checks\n",
    ("check",): "Usage: gouji check\n\nOptions:\n  -h,--help  Help\n  -o,--output FILE\n              The file\n",
}
BASH = """_gouji() {
  local word=${COMP_WORDS[COMP_CWORD]} words='' before=${COMP_WORDS[COMP_CWORD - 1]}
  [[ $word == = ]] && word=''
  [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD - 2]}
  if [[ $before == --lang ]]; then words='zh en'; elif [[ $word == -* && ${COMP_WORDS[1]} == check ]]; then words='-h --help -o --output --lang'
  elif [[ $word == -* ]]; then words='-h --help --lang'; elif [[ ${COMP_WORDS[1]} != check ]]; then words=check; fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
"""


class ReferenceTest(unittest.TestCase):
    def setUp(self):
        self.program = reference_test.Program("gouji")
        self.program.output = lambda *words: HELP[words[:-1]]
        self.commands = self.program.commands()

    def bash_problems(self, script):
        with tempfile.TemporaryDirectory() as place:
            file = pathlib.Path(place) / "script"
            file.write_text(script)
            return list(reference_test.bash_problems(file, self.commands))

    def test_help_is_understood(self):
        self.assertEqual(self.commands, {(): (["check"], {"-h": [], "--help": [], "--lang": ["zh", "en"]}),
                                         ("check",): ([], {"-h": [], "--help": [], "-o": [], "--output": []})})

    def test_a_completion_that_offers_too_little_too_much_or_fails_is_found(self):
        self.assertEqual(self.bash_problems(BASH), [])
        for old, new in ((" -o --output", " -o"), ("-o --output --lang'", "-o --output --lang --more'"), ("'zh en'", "'zh'"), ("words=check;", "words=;"),
                         ("compgen -W", "false")):
            with self.subTest(change=new):
                self.assertTrue(self.bash_problems(BASH.replace(old, new, 1)))

    @unittest.skipUnless(subprocess.run(["which", "man"], capture_output=True).returncode == 0, "there is no man")
    def test_a_manual_that_lacks_something_or_that_groff_complains_of_is_found(self):
        page = '.TH GOUJI 1\n.SH COMMANDS\n.SS gouji check\nChecks [GOUJI_X].\n.TP\n\\-\\-output, \\-o FILE\nThe file.\n.SH ENVIRONMENT\n.TP\nGOUJI_X\nIt.\n'
        for text, found in ((page, False), (page.replace(", \\-o", ""), True), (page.replace("gouji check", "gouji"), True),
                            (page.replace("\nGOUJI_X\n", "\nGOUJI_Y\n"), True)):
            self.program.output = lambda *_, text=text: text
            self.assertEqual(bool(list(reference_test.manual_problems(self.program, self.commands))), found, text)


if __name__ == "__main__":
    unittest.main()
