"""Stand-ins for the images of Redis and PostgreSQL where no registry can be reached: the programs of this machine, with a shell, as far as
deploy/compose.yaml uses what the real ones have."""

import os
import pathlib
import shutil

from podman import libraries_of

USER = "999:999"
# As the entry point of the real image: makes the database at the first start, with the user, the database and the password of its variables.
START_POSTGRES = r"""#!/bin/sh
set -eu
data=/var/lib/postgresql/data/pgdata
if [ ! -s "$data/PG_VERSION" ]; then
  initdb --pgdata="$data" --username="$POSTGRES_USER" --pwfile="$POSTGRES_PASSWORD_FILE" --auth-host=scram-sha-256 --auth-local=trust \
      --encoding=UTF8 --locale=C
  echo "CREATE DATABASE $POSTGRES_DB" | postgres --single -D "$data" postgres
  echo 'host all all all scram-sha-256' >>"$data/pg_hba.conf"
fi
exec postgres -D "$data" -c listen_addresses='*' -k /var/run/postgresql
"""


def postgres_programs():
    """The folder of initdb and postgres; None when there is none."""
    return max((path.parent for path in pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres")), default=None)


def add_files(root, files):
    """Puts files of this machine, and the libraries of those that are programs, at their places in a root file system."""
    for file in files:
        for path in {str(file), *libraries_of(file)}:
            target = root / path.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


def make_root(podman, name, tools):
    """A root file system with a shell, these tools, and a user with a name."""
    root = podman.place / name
    add_files(root, ["/bin/sh", *map(shutil.which, tools)])
    for folder in ("etc", "tmp", "run", "var"):
        (root / folder).mkdir(exist_ok=True)
    (root / "tmp").chmod(0o1777)
    (root / "etc/passwd").write_text("root:x:0:0::/:/bin/sh\nserver:x:999:999::/:/bin/sh\n")
    return root


def import_redis(podman, image):
    root = make_root(podman, "redis-root", ["cat", "grep", "timeout", "redis-server", "redis-cli"])
    podman.import_folder(root, image, f"USER {USER}", "ENV PATH=/usr/bin:/bin")


def import_postgres(podman, image):
    programs = postgres_programs()
    version = programs.parent.name
    root = make_root(podman, "postgres-root", ["cat"])
    add_files(root, [programs / name for name in ("initdb", "postgres", "pg_isready")])
    add_files(root, [path for path in (programs.parent / "lib").glob("*.so") if path.name in ("plpgsql.so", "dict_snowball.so")])
    for folder in (f"usr/share/postgresql/{version}", "usr/share/zoneinfo"):
        shutil.copytree(f"/{folder}", root / folder, symlinks=True, ignore=shutil.ignore_patterns("man", "right"))
    for folder in ("var/lib/postgresql/data", "var/run/postgresql"):
        (root / folder).mkdir(parents=True)
        os.chown(root / folder, *map(int, USER.split(":")))  # and so of a new volume there
    (root / "var/run/postgresql").chmod(0o3777)  # as in the real image: what is mounted there takes it over
    start = root / "usr/bin/start-postgres"
    start.write_text(START_POSTGRES)
    start.chmod(0o755)
    podman.import_folder(root, image, f"USER {USER}", f"ENV PATH={programs}:/usr/bin:/bin",
                         "STOPSIGNAL SIGINT", 'ENTRYPOINT ["start-postgres"]', owner=())
