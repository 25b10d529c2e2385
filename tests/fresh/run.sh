#!/usr/bin/env bash
# Proves the two commands of the README on a fresh machine: makes a bare Debian 12 in a folder, clones the committed state of this repository
# into it, and runs deploy/quickstart.sh and tests/run.sh there. Needs root and mmdebstrap, and takes its time (everything is compiled without a
# cache); it is no part of tests/run.sh.
#
#   tests/fresh/run.sh                  both commands, the tests a second time to see that it is quick, then the folder is removed
#   tests/fresh/run.sh COMMAND...       another command line in the clone instead
#
# The new system uses this machine's apt sources, apt configuration, certificates and name service. FRESH_ROOT names the folder; one that
# exists is used again and kept.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [[ $(id -u) -ne 0 ]]; then
  echo "tests/fresh/run.sh: must run as root (chroot)" >&2
  exit 1
fi

keep=yes
if [[ -z ${FRESH_ROOT:-} ]]; then
  FRESH_ROOT=$(mktemp -d)
  keep=no
fi
root=$FRESH_ROOT

cleanup() {
  local place
  for place in sys proc dev/shm dev/pts dev; do
    # Lazily: an interrupted command may still have files open there.
    if mountpoint -q "$root/$place"; then umount --lazy "$root/$place"; fi
  done
  # Never across a mount that would not go.
  [[ $keep == yes ]] || rm -rf --one-file-system "$root"
}
trap cleanup EXIT

if [[ ! -e $root/etc/debian_version ]]; then
  mmdebstrap --quiet --variant=minbase bookworm "$root"
  rm -f "$root/etc/apt/sources.list"
  cp -r /etc/apt/. "$root/etc/apt/"
  # Hooks for programs that are not there, and pins for sources that are not used.
  grep -lE 'Post-Invoke' "$root"/etc/apt/apt.conf.d/* | xargs -r rm -f
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  if compgen -G '/usr/local/share/ca-certificates/*.crt' >/dev/null; then
    mkdir -p "$root/usr/local/share/ca-certificates"
    cp /usr/local/share/ca-certificates/*.crt "$root/usr/local/share/ca-certificates/"
  fi
fi
mount --bind /dev "$root/dev"
mount --bind /dev/pts "$root/dev/pts"
mount --bind /dev/shm "$root/dev/shm"
mount -t proc proc "$root/proc"
mount -t sysfs sys "$root/sys"

rm -rf "$root/src/gouji"
mkdir -p "$root/src"
git clone --quiet --no-hardlinks . "$root/src/gouji"
if [[ -n ${GOUJI_SEEDS_DIR:-} ]]; then
  mkdir -p "$root/src/seeds"
  cp -r "$GOUJI_SEEDS_DIR/." "$root/src/seeds/"
fi

inside() {
  printf '\n#### %s\n' "$*"
  local started=$SECONDS
  local seeds=()
  [[ ! -d $root/src/seeds ]] || seeds=(GOUJI_SEEDS_DIR=/src/seeds)
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root CI=true "${seeds[@]}" \
    chroot "$root" bash -c "cd /src/gouji && $*" </dev/null
  printf '#### took %d s\n' $((SECONDS - started))
}

if [[ $# -gt 0 ]]; then
  inside "$*"
else
  inside deploy/quickstart.sh
  inside deploy/quickstart.sh
  inside tests/run.sh
  inside tests/run.sh
fi
