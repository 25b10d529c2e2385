#!/usr/bin/env python3
"""Makes the Debian packages of a build directory and looks at what is in them: as lintian would, and against what else the repository says.

Each package has the files of its list and no other, with the owners and modes of Debian; all that `deploy/image` puts beside the programs is a dependency;
changelog and version agree; every server has a unit that is hardened, is handled by the maintainer scripts, and whose files of settings
have no setting that the server does not know.
"""

import argparse
import gzip
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent / "k8s"), str(HERE.parent / "lint")]

import programs_check  # noqa: E402  (found by the path above)
from source_tree import finish  # noqa: E402

SKIP = 77
SERVERS = ("gateway", "parse", "statistics", "validate")
MOST_EXPOSED = 15  # of 100, as `systemd-analyze security` counts
# Of the packages that images take files of: these come with libraries and poppler-utils.
IMPLIED = {"libc6", "fontconfig-config", "fonts-dejavu-core"}
DOC = ("changelog.gz", "copyright", "README.md", "README.zh-CN.md")
FILES = {
    "gouji": {
        "/usr/bin/gouji", "/usr/bin/gouji-ocr", "/usr/share/bash-completion/completions/gouji", "/usr/share/fish/vendor_completions.d/gouji.fish",
        "/usr/share/zsh/vendor-completions/_gouji", "/usr/share/man/man1/gouji.1.gz", "/usr/share/man/man1/gouji-ocr.1.gz",
        "/usr/share/man/zh_CN/man1/gouji.1.gz", *(f"/usr/share/doc/gouji/{name}" for name in DOC)},
    "gouji-server": {
        "/etc/gouji/server.conf", "/usr/share/man/man8/gouji-server.8.gz", "/usr/share/lintian/overrides/gouji-server",
        *(f"/usr/share/doc/gouji-server/{name}" for name in DOC),
        *(pattern.format(name) for name in SERVERS for pattern in (
            "/usr/bin/gouji-{}", "/etc/gouji/{}.conf", "/etc/gouji/secrets/{}/", "/usr/lib/systemd/system/gouji-{}.service",
            "/usr/share/man/man8/gouji-{}.8.gz"))},
}


class Package:
    """An unpacked package."""

    def __init__(self, file, folder):
        def field(name):
            return subprocess.run(["dpkg-deb", "--field", file, name], capture_output=True, text=True, check=True).stdout.rstrip("\n")

        self.name, self.version, self.depends, self.description = (field(name) for name in ("Package", "Version", "Depends", "Description"))
        self.maintainer, self.section = field("Maintainer"), field("Section")
        self.place = folder / self.name
        subprocess.run(["dpkg-deb", "--raw-extract", file, self.place], check=True)
        listing = subprocess.run(["dpkg-deb", "--contents", file], capture_output=True, text=True, check=True).stdout
        # Mode and owner by path; folders end with a slash.
        self.entries = {line.split(None, 5)[5][1:]: tuple(line.split(None, 2)[:2]) for line in listing.splitlines()}

    def text(self, path):
        content = (self.place / path.lstrip("/")).read_bytes()
        return (gzip.decompress(content) if path.endswith(".gz") else content).decode()

    def control(self, name):
        path = self.place / "DEBIAN" / name
        return path.read_text() if path.exists() else ""


def file_problems(package):
    """What is there, and as what."""
    parents = {f"{parent}/".replace("//", "/") for file in FILES[package.name] for parent in pathlib.PurePosixPath(file).parents}
    found = {path for path in package.entries if path not in parents}
    yield from (f"{path} is missing" for path in sorted(FILES[package.name] - found))
    yield from (f"{path} has no place in it" for path in sorted(found - FILES[package.name]))
    for path, (mode, owner) in package.entries.items():
        secret = path.startswith("/etc/gouji/secrets/") and path.count("/") == 5
        wanted = "drwx------" if secret else "drwxr-xr-x" if path.endswith("/") else "-rwxr-xr-x" if path.startswith("/usr/bin/") else "-rw-r--r--"
        if (mode, owner) != (wanted, "root/root"):
            yield f"{path} is {mode} of {owner}, not {wanted}"


def program_problems(package):
    for path in sorted(path for path in package.entries if path.startswith("/usr/bin/") and not path.endswith("/")):
        sections = subprocess.run(["readelf", "--section-headers", "--wide", package.place / path[1:]], capture_output=True, text=True).stdout
        if ".dynamic" not in sections or ".symtab" in sections or ".debug_info" in sections:
            yield f"{path} is no stripped program"
        dynamic = subprocess.run(["readelf", "--dynamic", package.place / path[1:]], capture_output=True, text=True).stdout
        if re.search(r"R(UN)?PATH", dynamic):
            yield f"{path} looks for libraries in a folder of its own"
        manual = "man1" if package.name == "gouji" else "man8"
        if f"/usr/share/man/{manual}/{path.rpartition('/')[2]}.{manual[-1]}.gz" not in package.entries:
            yield f"{path} has no manual"


def control_problems(package, version):
    if package.version != version:
        yield f"its version is {package.version}, that of the project {version}"
    newest = re.match(r"gouji \(([^)]+)\) ", package.text(f"/usr/share/doc/{package.name}/changelog.gz"))
    if not newest or newest[1] != version:
        yield f"the changelog is of {newest and newest[1]}, not of {version}"
    synopsis, *text = package.description.split("\n")
    if len(synopsis) >= 80 or re.match(r"(?i)(a|an|the|gouji) |.*\.$", synopsis):
        yield f"its synopsis is {synopsis!r}"
    yield from (f"a line of its description is too long, or not indented by one: {line!r}" for line in text if len(line) > 80 or not re.match(r" \S", line))
    if not re.fullmatch(r".+ <\S+@\S+>", package.maintainer) or not package.section:
        yield f"its maintainer is {package.maintainer}, its section {package.section}"
    settings = {path for path in package.entries if path.startswith("/etc/") and not path.endswith("/")}
    if set(package.control("conffiles").split()) != settings:
        yield f"its conffiles are {package.control('conffiles').split()}, its settings {sorted(settings)}"


def tools_of_images(root):
    """Packages whose files the images hold for gouji."""
    lines = [line.split() for line in (root / "deploy/image/contents.txt").read_text().splitlines() if line and not line.startswith("#")]
    return {words[3] for words in lines if "gouji" in words[0].split(",") and len(words) > 3}


def dependency_problems(packages, version, tools):
    of = {name: {part.split()[0] for part in package.depends.split(",")} for name, package in packages.items()}
    yield from (f"gouji does not depend on {name}" for name in sorted(tools - IMPLIED - of["gouji"]))
    if f"gouji (= {version})" not in packages["gouji-server"].depends:
        yield "gouji-server takes any version of gouji"
    yield from (f"{name} depends on no libc6: dpkg-shlibdeps did not run" for name in of if "libc6" not in of[name])


def unit_problems(server, name, programs):
    path = f"/usr/lib/systemd/system/gouji-{name}.service"
    unit = server.text(path)
    if "@" in re.sub(r"@(system-service|privileged|resources)\b", "", unit):
        yield f"{path} has a place that was not filled"
    for wanted in (f"ExecStart=/usr/bin/gouji-{name}\n", f"EnvironmentFile=-/etc/gouji/{name}.conf\n", "Environment=GOUJI_LISTEN=127.0.0.1\n",
                   f"LoadCredential=secret:/etc/gouji/secrets/{name}\n", "DynamicUser=yes\n", "[Install]\nWantedBy=multi-user.target\n"):
        if wanted not in unit:
            yield f"{path} has no {wanted.strip()}"
    for script in ("postinst", "prerm", "postrm"):
        if script != "prerm" and server.control(script).count(f"gouji-{name}.service") == 0 or f"gouji-{name}.service" not in server.control("prerm"):
            yield f"{script} does not know gouji-{name}.service"
    if shutil.which("systemd-analyze"):
        judged = subprocess.run(["systemd-analyze", "security", "--no-pager", "--offline=true", f"--threshold={MOST_EXPOSED}", server.place / path[1:]],
                                capture_output=True, text=True)
        if judged.returncode != 0:
            yield f"{path}: {(judged.stdout + judged.stderr).strip().splitlines()[-1]}"
    known = programs_check.settings_of(programs, f"gouji-{name}")
    for file in (f"/etc/gouji/{name}.conf", "/etc/gouji/server.conf"):
        text = server.text(file)
        for variable, value in re.findall(r"^#?(GOUJI_\w+)=(.*)", text, flags=re.M):
            if known is None or variable not in known[1]:
                yield f"{file} has {variable}, which gouji-{name} does not know"
        if re.search(r"^[^#\n]", text, flags=re.M):
            yield f"{file} sets something; what a unit needs stands in the unit"


def problems_of(packages, programs, root):
    version = re.search(r"project\(gouji VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text())[1]
    if packages.keys() != FILES.keys():
        return [f"the packages are {sorted(packages)}"]
    problems = []
    for name, package in packages.items():
        found = [*file_problems(package), *program_problems(package), *control_problems(package, version)]
        problems += [f"{name}: {problem}" for problem in found]
    problems += dependency_problems(packages, version, tools_of_images(root))
    return problems + [problem for name in SERVERS for problem in unit_problems(packages["gouji-server"], name, programs)]


def make_packages(build, folder):
    """By name; ends the test where Debian's tools are not."""
    missing = [tool for tool in ("cpack", "dpkg-deb", "dpkg-shlibdeps", "readelf") if not shutil.which(tool)]
    if missing:
        print(f"skipped: there is no {missing[0]}")
        sys.exit(SKIP)
    made = subprocess.run(["cpack", "-G", "DEB", "--config", build / "CPackConfig.cmake", "-B", folder / "made"], capture_output=True, text=True)
    if made.returncode != 0:
        finish([f"cpack: {made.stdout[-1500:]}{made.stderr[-1500:]}"], "")
    packages = [Package(file, folder) for file in sorted((folder / "made").glob("*.deb"))]
    return {package.name: package for package in packages}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=lambda p: pathlib.Path(p).resolve(), required=True, help="the build directory")
    build = parser.parse_args().build
    if not shutil.which("systemd-analyze"):
        print("there is no systemd-analyze: nobody judges the units")
    with tempfile.TemporaryDirectory() as place:
        packages = make_packages(build, pathlib.Path(place))
        problems = problems_of(packages, build / "bin", ROOT)
    finish(problems, f"{len(packages)} packages hold what they should")


if __name__ == "__main__":
    main()
