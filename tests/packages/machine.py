"""A machine made of a root file system: its systemd is process 1 of namespaces of its own, as in a container, without a program for containers.

The machine has a network of its own with nothing but a loopback, and its own cgroups; its files are those of the folder. Root is needed, and cgroups of
version 2, with or without controllers (/sys/fs/cgroup, or /sys/fs/cgroup/unified beside those of version 1).
"""

import os
import pathlib
import signal
import subprocess
import time

NAMESPACES = ("--mount", "--pid", "--uts", "--ipc", "--net", "--cgroup")
START_LIMIT_S = 120
STOP_LIMIT_S = 120
# $1 is the root. A process in a chroot may make no user namespaces (PrivateUsers), so the root is changed for good.
BOOT = r"""
set -eu
root=$1
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 devices "$root/dev"
for device in null zero full random urandom tty; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666 terminals "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
mount -t tmpfs -o mode=1777 memory "$root/dev/shm"
mount -t tmpfs -o mode=755 state "$root/run"
mount -t tmpfs -o mode=1777 temporary "$root/tmp"
mount --bind "$root/proc/sys" "$root/proc/sys"
mount -o remount,bind,ro "$root/proc/sys"
cd "$root"
pivot_root . mnt
umount --lazy mnt
# What systemd mounts for a service (credentials) comes to it by propagation; a container's manager sees to that.
mount --make-rshared /
exec env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd
"""


def cgroup_root():
    """The mount of cgroups of version 2; None without one."""
    for place in ("/sys/fs/cgroup", "/sys/fs/cgroup/unified"):
        if pathlib.Path(place, "cgroup.procs").exists() and pathlib.Path(place, "cgroup.subtree_control").exists():
            return pathlib.Path(place)
    return None


class Machine:
    """Runs from its making until `power_off` or `destroy`."""

    def __init__(self, root):
        self.cgroup = cgroup_root() / f"gouji-packages-{os.getpid()}"
        self.cgroup.mkdir(exist_ok=True)
        # It joins its cgroup before the namespace of cgroups is made.
        script = 'echo $$ >"$1/cgroup.procs"; root=$2; shift 2; exec unshare "$@" --fork --kill-child --propagation private sh -c "$BOOT" sh "$root"'
        self.process = subprocess.Popen(["sh", "-c", script, "sh", self.cgroup, root, *NAMESPACES], env={**os.environ, "BOOT": BOOT},
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.first = self.wait_for_first()
        # "degraded" is an answer, too: it is what the units of interest are that counts.
        self.run("timeout", str(START_LIMIT_S), "systemctl", "is-system-running", "--wait")

    def wait_for_first(self):
        """The process that is 1 inside, once it has become systemd."""
        deadline = time.monotonic() + START_LIMIT_S
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
                # Its socket is there when systemctl can talk to it.
                if children and pathlib.Path(f"/proc/{children[0]}/root/run/systemd/private").exists() and \
                        pathlib.Path(f"/proc/{children[0]}/comm").read_text().strip() == "systemd":
                    return children[0]
            except OSError:
                pass
            time.sleep(0.05)
        raise RuntimeError("the machine does not start")

    def run(self, *command, text_in=None):
        """(exit status, output, errors) of a command inside."""
        enter = ["nsenter", f"--target={self.first}", *NAMESPACES, "--root", "--wd", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8",
                 "HOME=/root", "DEBIAN_FRONTEND=noninteractive"]
        done = subprocess.run([*enter, *command], capture_output=True, text=True, input=text_in, stdin=None if text_in else subprocess.DEVNULL)
        return done.returncode, done.stdout, done.stderr

    def must(self, *command, text_in=None):
        """The output of a command that may not fail."""
        status, output, errors = self.run(*command, text_in=text_in)
        if status != 0:
            raise RuntimeError(f"{' '.join(map(str, command))} ends with {status}: {(output + errors)[-1500:]}")
        return output

    def show(self, unit, *properties):
        """Properties of a unit, by name."""
        lines = self.must("systemctl", "show", unit, *(f"--property={name}" for name in properties)).splitlines()
        return dict(line.split("=", 1) for line in lines)

    def power_off(self):
        """Ends as a machine does. Whether that was in time."""
        self.run("systemctl", "poweroff")
        try:
            self.process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            return False
        finally:
            self.destroy()
        return True

    def destroy(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        for folder, _, _ in os.walk(self.cgroup, topdown=False):
            for _ in range(100):
                try:
                    pathlib.Path(folder).rmdir()
                    break
                except OSError:
                    time.sleep(0.05)  # its last processes are still on their way out
