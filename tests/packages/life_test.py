#!/usr/bin/env python3
"""Lives with the packages on a machine of its own, from the installation to the purge; tests/packages/run.sh makes that machine.

`gouji` alone reads and checks documents of all kinds. `gouji-server` starts four servers that no other machine reaches, without rights, and through them the
same is read; settings, wrong settings and secrets have their effect; an upgrade keeps what is there; they run again when the machine does; after the purge
nothing is left but what its administrator was told.
"""

import argparse
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "image"), str(HERE.parent / "lint")]

from machine import Machine  # noqa: E402  (found by the path above)
from samples import write_samples  # noqa: E402
from source_tree import finish  # noqa: E402

SERVERS = ("gateway", "parse", "validate", "statistics")
UNITS = tuple(f"gouji-{name}.service" for name in SERVERS)
# Of gRPC, HTTP and metrics.
PORTS = {7400, 7480, 7401, 7402, 7403, 7490, 7491, 7492, 7493}
# 127.0.0.1 as /proc/net writes it, of IPv4 and of IPv6.
LOOPBACK = {"0100007F", "0000000000000000FFFF00000100007F"}
ENDPOINT = "--endpoint=127.0.0.1:7400"
MOST_EXPOSED = 15  # of 100, as `systemd-analyze security` counts
SECRET = "/etc/gouji/secrets/parse/redis-password"
CREDENTIAL = "/run/credentials/gouji-parse.service/secret_redis-password"
# What every installation of any package may change; fonts: of packages that stay, fontconfig-config among them.
COMMON = re.compile(r"^/(var/(cache|log|lib/(apt|dpkg|systemd|private$)|tmp)|etc/(fonts/|ld\.so\.cache|machine-id|mtab|resolv\.conf|\.pwd\.lock)|usr/local/share/fonts$|srv|root|tmp)")


class Failed(Exception):
    """What went wrong, when going on makes no sense."""


def install(machine, *names):
    files = machine.must("find", "/srv/packages", "-name", "*.deb").split()
    chosen = [file for file in files if pathlib.Path(file).name.split("_")[0] in names]
    machine.must("apt-get", "install", "-q", "-y", "--no-install-recommends", "--reinstall", *chosen)


def files_of(machine):
    """All files but those of installed packages and those that any installation changes."""
    owned = set(machine.must("sh", "-c", "cat /var/lib/dpkg/info/*.list").splitlines())
    # /bin, /lib … are links into /usr.
    owned |= {f"/usr{path}" for path in owned}
    listing = machine.must("find", "/", "-xdev", "-path", "/proc", "-prune", "-o", "-print").splitlines()
    return {path for path in listing if path not in owned and not COMMON.match(path)}


def answer(machine, *arguments):
    """What `gouji` prints, with its status, without what differs from call to call."""
    status, output, errors = machine.run("gouji", *arguments)
    return status, output, re.sub(r"\n?\d+ in [\d.]+ s, .*|^\d+/\d+\n", "", errors, flags=re.M)


def alone_problems(machine, samples):
    """`gouji` without any server. Also returns what it says, by sample."""
    version = machine.must("gouji", "--version")
    if not re.fullmatch(r"gouji [\d.]+\nparser \S+\nforms +\S+ \(.+\)\nrules +\S+\n", version):
        yield f"gouji --version says {version}"
    for sample in samples:
        status, output, _ = answer(machine, "check", "--format=json", f"/srv/samples/{sample}")
        # The scan is of figures, not of a report.
        wanted = "1234" if sample.startswith("scan") else "VERDICT_ACCEPTED"
        if status not in (0, 1) or wanted not in output:
            yield f"{sample} is not read: {status} {output[-300:]}"


def state_problems(machine, unit):
    state = machine.show(unit, "ActiveState", "UnitFileState", "MainPID", "NRestarts")
    if (state["ActiveState"], state["UnitFileState"], state["NRestarts"]) != ("active", "enabled", "0"):
        yield f"{unit} is {state}: {machine.must('journalctl', '--no-pager', '--lines=5', f'--unit={unit}')}"
        return
    status = dict(line.split(":\t", 1) for line in machine.must("cat", f"/proc/{state['MainPID']}/status").splitlines() if ":\t" in line)
    if status["Uid"].split()[0] == "0" or int(status["CapBnd"], 16) or status["NoNewPrivs"] != "1" or status["Seccomp"] != "2":
        yield f"{unit} runs with {status}"
    judged, _, errors = machine.run("systemd-analyze", "security", "--no-pager", f"--threshold={MOST_EXPOSED}", unit)
    if judged != 0:
        yield f"{unit} is more exposed than {MOST_EXPOSED} of 100 {errors}"
    verified, output, errors = machine.run("systemd-analyze", "verify", "--man=no", unit)
    if verified != 0 or output or errors:
        yield f"{unit}: {output}{errors}"


def listening(machine):
    """(address in hexadecimal, port) that somebody listens on."""
    lines = machine.must("sh", "-c", "cat /proc/net/tcp /proc/net/tcp6").splitlines()
    places = [line.split()[1].split(":") for line in lines if line.split()[3] == "0A"]
    return {(address, int(port, 16)) for address, port in places}


def server_problems(machine, samples):
    """All servers, and what is read through them."""
    for unit in UNITS:
        yield from state_problems(machine, unit)
    places = listening(machine)
    if {port for _, port in places} != PORTS or not {address for address, _ in places} <= LOOPBACK:
        yield f"the servers listen on {places}"
    for sample in samples:
        arguments = ("check", "--format=json", f"/srv/samples/{sample}")
        alone, through = answer(machine, *arguments), answer(machine, *arguments, ENDPOINT)
        if alone != through:
            yield f"{sample} alone: {alone}, through the servers: {through}"


def import_problems(machine, outcome):
    """One report: the samples are all of one unit and year, so that each would be a revision of the one before."""
    status, output, errors = answer(machine, "import", "--lang=en", "--summary=-", ENDPOINT, "/srv/samples/docx.docx")
    if status != 0 or f'"{outcome}":1,' not in output.replace(" ", ""):
        yield f"import: {status} {output}{errors}"


def change(machine, file, text):
    """Adds a line to a file of settings."""
    machine.must("tee", "-a", file, text_in=text + "\n")


def setting_problems(machine):
    change(machine, "/etc/gouji/server.conf", "GOUJI_LOG_LEVEL=warning")
    machine.must("install", "-m", "600", "/dev/stdin", SECRET, text_in="hush\n")
    change(machine, "/etc/gouji/parse.conf", f"GOUJI_REDIS_PASSWORD_FILE={CREDENTIAL}")
    change(machine, "/etc/gouji/validate.conf", "GOUJI_PORT=seven")
    machine.run("systemctl", "restart", *UNITS)
    machine.must("timeout", "60", "sh", "-c", "while systemctl is-active --quiet gouji-validate; do sleep 0.1; done")
    state = machine.show("gouji-validate.service", "ExecMainStatus", "NRestarts", "ActiveState")
    if state != {"ExecMainStatus": "64", "NRestarts": "0", "ActiveState": "failed"}:
        yield f"with a wrong port gouji-validate is {state}"
    if 'port: must be a whole number, not "seven"' not in machine.must("journalctl", "--no-pager", "--unit=gouji-validate"):
        yield "the journal does not say which setting is wrong"
    machine.must("sed", "-i", "$d", "/etc/gouji/validate.conf")
    machine.must("systemctl", "start", "gouji-validate")

    # gouji-parse reads the file when it starts, or ends with 64.
    machine.must("systemctl", "is-active", "gouji-parse")
    if machine.run("setpriv", "--reuid=12345", "--clear-groups", "cat", CREDENTIAL)[0] == 0:
        yield "others can read the secret"
    pid = machine.show("gouji-statistics.service", "MainPID")["MainPID"]
    lines = machine.must("journalctl", "--no-pager", "--output=cat", f"_PID={pid}")
    if '"info"' in lines:
        yield f"the level of the log has no effect: {lines[:500]}"


def upgrade_problems(machine):
    """The same version again is what an upgrade is for the scripts: they are told the version before."""
    machine.must("systemctl", "disable", "--now", "gouji-validate")
    before = {unit: machine.show(unit, "MainPID") for unit in UNITS}
    install(machine, "gouji", "gouji-server")
    after = {unit: machine.show(unit, "MainPID", "UnitFileState", "ActiveState") for unit in UNITS}
    for unit in UNITS:
        wanted = ("disabled", "inactive") if unit == "gouji-validate.service" else ("enabled", "active")
        is_new = after[unit]["MainPID"] != before[unit]["MainPID"]
        if (after[unit]["UnitFileState"], after[unit]["ActiveState"]) != wanted or is_new != (wanted[1] == "active"):
            yield f"after an upgrade {unit} is {after[unit]}, before it was {before[unit]}"
    if "GOUJI_LOG_LEVEL=warning" not in machine.must("cat", "/etc/gouji/server.conf"):
        yield "an upgrade lost a setting"
    machine.must("systemctl", "enable", "--now", "gouji-validate")


def removal_problems(machine, before):
    machine.must("apt-get", "remove", "-q", "-y", "gouji-server", "gouji")
    if listening(machine):
        yield f"after the removal {listening(machine)} are open"
    processes = machine.run("sh", "-c", "cat /proc/[0-9]*/comm | grep ^gouji")[1]
    if processes:
        yield f"after the removal there are {processes}"
    for kept in ("/etc/gouji/server.conf", "/var/lib/gouji/register.db", SECRET):
        if machine.run("test", "-e", kept)[0] != 0:
            yield f"the removal took {kept}"
    told = machine.must("apt-get", "purge", "-q", "-y", "gouji-server", "gouji")
    left = sorted(files_of(machine) - before)
    print("left after the purge:", *left, sep="\n  ")
    print("told:", *re.findall(r"^gouji-server: .*", told, flags=re.M), sep="\n  ")
    for command in re.findall(r"^gouji-server: .*: (rm -r .*)", told, flags=re.M):
        machine.must("sh", "-c", command)
    left = sorted(files_of(machine) - before)
    if left:
        yield f"nobody is told of {left}"
    found = machine.must("sh", "-c", "find / -xdev -name '*gouji*' -not -path '/proc/*' -not -path '/srv/*' -not -path '/var/cache/*' -not -path '/var/log/*'")
    if found:
        yield f"left after the purge: {found}"


def restart(machine, root):
    if not machine.power_off():
        raise Failed("the machine does not end in time")
    return Machine(root)


def note(problems, found, step):
    """Adds problems, and tells them at once: what follows may not come to its end."""
    found = list(found)
    print(f"{step}: {len(found)} problems", *found, sep="\n  ", flush=True)
    problems += found


def life(machine, root, samples, problems):
    """Adds what goes wrong to `problems`. Returns the machine that runs then."""
    machine.must("mkdir", "-p", "/srv/samples")
    before = files_of(machine)
    install(machine, "gouji")
    note(problems, alone_problems(machine, samples), "the program alone")
    install(machine, "gouji-server")
    note(problems, server_problems(machine, samples), "the servers")
    note(problems, import_problems(machine, "recorded"), "an import")
    note(problems, setting_problems(machine), "settings and secrets")
    note(problems, server_problems(machine, []), "the servers with them")
    note(problems, upgrade_problems(machine), "an upgrade")
    machine = restart(machine, root)
    note(problems, server_problems(machine, samples), "the servers after the machine was started again")
    note(problems, import_problems(machine, "unchanged"), "the import again")
    note(problems, removal_problems(machine, before), "removal and purge")
    return machine


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=lambda p: pathlib.Path(p).resolve(), required=True, help="the machine, with the packages in /srv/packages")
    parser.add_argument("--run", metavar="BIN_DIR", type=lambda p: pathlib.Path(p).resolve(), required=True, help="where gouji-generate is")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        reports, scan = write_samples(options.run, pathlib.Path(place) / "samples")
        subprocess.run(["cp", "-r", f"{place}/samples", options.root / "srv"], check=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the machine must not outlive this program
    machine, problems = Machine(options.root), []
    try:
        machine = life(machine, options.root, [*reports, scan], problems)
    except (Failed, RuntimeError) as error:
        problems.append(str(error))
    finally:
        machine.destroy()
    finish(problems, "the packages were installed, worked, and went away")


if __name__ == "__main__":
    main()
