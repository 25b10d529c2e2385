"""What a root file system of an image holds, beside what it should hold."""

import dataclasses
import fnmatch
import os
import pathlib
import stat
import subprocess

# Of an image that holds one of them somebody could make more than it is.
FORBIDDEN = {"sh", "bash", "dash", "busybox", "env", "apt", "apt-get", "dpkg", "perl", "python3", "cc", "gcc", "g++", "ld", "as", "curl", "wget", "su"}
# Beside programs, tools, data and libraries.
PAPERS = ("/usr/share/doc/*/copyright", "/var/lib/dpkg/status.d/*")
OWN_FILES = ("/etc/passwd", "/etc/group", "/etc/nsswitch.conf")


@dataclasses.dataclass
class Image:
    """Of contents.txt: paths of programs (ours first) and patterns of data."""

    programs: list
    data: list


def read_list(path):
    """The images by name."""
    images = {}
    for line in path.read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        names, kind, what = line.split()[:3]
        for name in names.split(","):
            image = images.setdefault(name, Image([], []))
            (image.data if kind == "data" else image.programs).append(f"/usr/bin/{what}" if kind == "program" else what)
    return images


def files_of(root):
    """Paths below the root of all that is no folder."""
    for folder, _, names in os.walk(root):
        for name in names:
            yield pathlib.Path(folder, name)


def needed_libraries(root, linked):
    """Real paths, below the root, of what the loader takes for these files, and what it does not find."""
    loader = next(iter(sorted(root.glob("usr/lib*/ld-linux*"))))
    needed, missing = {loader.resolve()}, []
    for file in linked:
        run = subprocess.run(["chroot", root, f"/{loader.relative_to(root)}", "--list", file], capture_output=True, text=True)
        if run.returncode != 0:
            missing.append(f"{file}: {' '.join(run.stderr.split())}")
        for line in run.stdout.splitlines():
            words = line.split()
            place = words[2] if "=>" in words else words[0]
            if place.startswith("/"):
                needed.add(pathlib.Path(os.path.realpath(str(root) + place)))
    return needed, missing


def mode_problems(root, path, shown):
    mode = path.lstat()
    if mode.st_uid != 0 or mode.st_gid != 0:
        yield f"{shown} is not of root"
    if stat.S_ISLNK(mode.st_mode):
        # A link of a root file system means a place in it.
        target = os.readlink(path)
        inside = str(root) + target if target.startswith("/") else str(path.parent / target)
        if not os.path.exists(inside):
            yield f"{shown} links to {target}, which is not there"
    elif mode.st_mode & (stat.S_ISUID | stat.S_ISGID | stat.S_IWOTH):
        yield f"{shown} has mode {mode.st_mode & 0o7777:o}"


def content_problems(root, image):
    """What is missing, and what is there without need."""
    patterns = [*image.data, *(f"{pattern}/*" for pattern in image.data), *PAPERS, *OWN_FILES]
    modules = ["/" + str(path.relative_to(root)) for path in root.glob("usr/lib/*/gconv/*.so")]
    needed, missing = needed_libraries(root, [*image.programs, *modules])
    yield from missing
    for path in files_of(root):
        shown = "/" + str(path.relative_to(root))
        yield from mode_problems(root, path, shown)
        if path.name in FORBIDDEN:
            yield f"{shown} has no place in an image"
        is_known = shown in image.programs or path.resolve() in needed or any(fnmatch.fnmatch(shown, pattern) for pattern in patterns)
        if not is_known and not (path.is_symlink() and path.is_dir()):
            yield f"{shown} is needed by nothing"
    yield from (f"{program} is missing" for program in image.programs if not os.access(str(root) + program, os.X_OK))


def size_of(root):
    """Count of files, and bytes."""
    sizes = [path.lstat().st_size for path in files_of(root)]
    return len(sizes), sum(sizes)
