"""Podman with nothing of its own on this machine: storage, settings, locks and state are in one folder, which goes away with its owner.

It runs as Gouji's containers do where no more is there than Debian's podman and runc: cgroups made by podman itself, the network that it is started
in, and a program of this machine as what holds a pod together (podman's own one, catatonit, may be missing).
"""

import json
import pathlib
import shutil
import subprocess

PAUSE = "gouji-pause:0"
SETTINGS = f"""
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=4096:4096"]
netns = "host"
base_hosts_file = "PLACE/hosts"
[network]
network_config_dir = "PLACE/networks"
[engine]
cgroup_manager = "cgroupfs"
runtime = "runc"
events_logger = "none"
lock_type = "file"
infra_image = "localhost/{PAUSE}"
"""


class PodmanError(Exception):
    """A command of podman failed; the text is what it said."""


def libraries_of(program):
    """The files that the loader takes for a program, the loader among them."""
    listing = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    return {word for line in listing.splitlines() for word in line.split() if word.startswith("/")}


class Podman:
    """`place`: a folder that is there and empty; `names`: what containers find at this machine besides localhost."""

    def __init__(self, place, names):
        self.place = place
        (place / "networks").mkdir()
        (place / "hosts").write_text(f"127.0.0.1 localhost {' '.join(names)}\n")
        settings = place / "containers.conf"
        settings.write_text(SETTINGS.replace("PLACE", str(place)))
        self.environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(place), "CONTAINERS_CONF": str(settings)}
        self.command = ["podman", "--root", place / "storage", "--runroot", place / "run", "--tmpdir", place / "state"]

    def start(self, *arguments, **options):
        """Starts a command, without waiting for its end."""
        return subprocess.Popen([*self.command, *arguments], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)

    def run(self, *arguments, stdin=None):
        """(exit status, output, errors) of a command."""
        with self.start(*arguments, stdin=stdin) as process:
            output, errors = process.communicate()
        return process.returncode, output, errors

    def must(self, *arguments, stdin=None):
        """The output of a command that may not fail."""
        status, output, errors = self.run(*arguments, stdin=stdin)
        if status != 0:
            raise PodmanError(f"podman {arguments[0]} ends with {status}: {errors.strip()[-800:]}")
        return output

    def import_folder(self, folder, name, *changes, owner=("--owner", "0", "--group", "0")):
        """Makes an image of a folder, as deploy/image/README.md does."""
        tar = ["tar", "--create", "--directory", folder, "--numeric-owner", *owner, "--sort", "name", "."]
        with subprocess.Popen(tar, stdout=subprocess.PIPE) as archive:
            self.must("import", "--quiet", *(f"--change={change}" for change in changes), "-", name, stdin=archive.stdout)
        if archive.returncode != 0:
            raise PodmanError(f"{folder} cannot be packed")

    def import_program(self, program, name, *changes):
        """Makes an image of a program of this machine and its libraries, at their places."""
        root = self.place / name.partition(":")[0]
        for file in (program, *libraries_of(program)):
            target = root / pathlib.Path(file).relative_to("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
        self.import_folder(root, name, "USER 65532:65532", f"ENV PATH={pathlib.Path(program).parent}", *changes)

    def import_pause(self):
        """The image that holds a pod together: it only waits. As process 1 it hears no signal but SIGKILL."""
        sleep = shutil.which("sleep")
        self.import_program(sleep, PAUSE, f'CMD ["{sleep}", "infinity"]', "STOPSIGNAL SIGKILL")

    def why_not(self):
        """Why containers do not run here; empty when they do."""
        try:
            self.import_pause()
            self.must("run", "--rm", "--read-only", PAUSE, "sleep", "0")
        except PodmanError as error:
            return str(error)
        return ""

    def inspect(self, container):
        return json.loads(self.must("container", "inspect", container))[0]

    def log(self, container):
        _, output, errors = self.run("logs", container)
        return output + errors

    def remove_pods(self):
        """Ends and removes all pods with their volumes."""
        self.run("pod", "rm", "--all", "--force", "--time", "0")
        self.run("volume", "rm", "--all", "--force")

    def remove_all(self):
        """Ends and removes what is left, and lets go of the storage."""
        self.remove_pods()
        self.run("rm", "--all", "--force", "--time", "0")
        self.run("image", "unmount", "--all")
        self.run("unmount", "--all")
