"""Runs a program in a root file system as a container would: as user 65532 without any rights, on a read-only root, process 1 of its own.

No container program is needed; but root is, for the mounts.
"""

import pathlib
import signal
import subprocess
import tempfile

USER = 65532
# Bounded to what chroot needs for its work; changing to another user gives that up, too.
RIGHTS = "-all,+sys_chroot,+setuid,+setgid"
# $1 is the root; $2, $3 … the folders to mount as "kind:source:target", until "--", and the command.
ENTER = r"""
set -eu
root=$1
shift
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 devices "$root/dev"
for device in null zero random urandom; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"
mount -t tmpfs -o mode=755 places "$root/run"
while [ "$1" != -- ]; do
  source=${1%%:*}
  target=$root${1#*:}
  mkdir -p "$target"
  if [ -n "$source" ]; then mount --bind "$source" "$target"; else mount -t tmpfs -o mode=1777 temporary "$target"; fi
  shift
done
shift
: >"$root/etc/hosts"
mount --bind "$HOSTS" "$root/etc/hosts"
mount -o remount,bind,ro "$root"
unset HOSTS
exec setpriv --no-new-privs --bounding-set="$RIGHTS" --inh-caps=-all chroot --userspec="$USER:$USER" --groups= "$root" "$@"
"""


class Container:
    """A program under way. `mounts`: {place below /run or /tmp: folder of this machine, or "" for an empty one in memory}."""

    def __init__(self, root, command, environment, mounts, hosts):
        self.output = tempfile.TemporaryFile("w+")
        places = [f"{source}:{target}" for target, source in mounts.items()]
        script = ENTER.replace("$RIGHTS", RIGHTS).replace("$USER", str(USER))
        self.process = subprocess.Popen(
            ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", script, "sh", str(root), *places, "--", *command],
            env={"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOSTS": str(hosts), **environment}, stdout=self.output, stderr=subprocess.STDOUT)

    def id(self):
        """The process of the program, None when it is not there (any more)."""
        try:
            children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        except OSError:
            return None
        return int(children[0]) if children else None

    def terminate(self):
        if self.id():
            subprocess.run(["kill", f"-{signal.SIGTERM.value}", str(self.id())], check=False)

    def wait(self, seconds):
        """The exit status; None when it does not end in time."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def text(self):
        self.output.seek(0)
        return self.output.read()

    def end(self):
        self.process.kill()
        self.process.wait()
        self.output.close()


def hardening_problems(container):
    """What a running program has that it should not."""
    pid = container.id()
    status = dict(line.split(":\t", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines() if ":\t" in line)
    for field in ("Uid", "Gid"):
        if set(status[field].split()) != {str(USER)}:
            yield f"runs with {field} {status[field]}"
    if int(status["CapEff"], 16) or int(status["CapPrm"], 16) or status["NoNewPrivs"].strip() != "1":
        yield "has rights, or may gain them"
    if set(status["Groups"].split()) - {str(USER)}:
        yield f"has the groups {status['Groups']}"
    for place in ("/", "/usr/bin", "/etc"):
        try:
            pathlib.Path(f"/proc/{pid}/root{place}/written").write_text("")
            yield f"{place} can be written"
        except OSError as error:
            if error.errno != 30:
                yield f"{place}: {error}"
