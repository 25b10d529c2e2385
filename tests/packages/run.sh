#!/usr/bin/env bash
# Makes the Debian packages of a build directory, and lives with them on a fresh Debian 12 whose systemd runs: installation, work, settings, upgrade,
# restart of the machine, removal, purge. Needs root, mmdebstrap and a package mirror; takes two minutes or so, and is no part of tests/run.sh.
#
#   tests/packages/run.sh build/release            all of it
#   tests/packages/run.sh build/release --lint     and lintian, in another fresh Debian
#
# PACKAGES_ROOT names the folder for the two Debians; what is there is used again and kept.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."

fail() {
  echo "tests/packages/run.sh: $1" >&2
  exit "${2:-1}"
}

[[ $# -ge 1 && -e $1/CPackConfig.cmake ]] || fail "needs a build directory that cmake has configured; see its first lines" 64
build=$(cd "$1" && pwd)
lint=no
case ${2:-} in
  '') ;;
  --lint) lint=yes ;;
  *) fail "unknown argument $2" 64 ;;
esac
[[ $(id -u) -eq 0 ]] || fail "must run as root"
command -v mmdebstrap >/dev/null || fail "there is no mmdebstrap"

work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf --one-file-system "$work"' EXIT
folder=${PACKAGES_ROOT:-$work}
mkdir -p "$folder"

cpack -G DEB --config "$build/CPackConfig.cmake" -B "$work/packages" >"$work/cpack.log" 2>&1 || { cat "$work/cpack.log" && fail "cpack failed"; }
rm -rf "$work/packages/_CPack_Packages"
packages=("$work"/packages/*.deb)

# What the packages depend on is fetched while there is a network, and installed later with them.
make_debian() {
  local root=$1
  shift
  [[ -e $root/etc/debian_version ]] || mmdebstrap --quiet "$@" bookworm "$root"
}
# shellcheck disable=SC2016  # $1 is for the hook
make_debian "$folder/root" --variant=minbase --include=systemd-sysv,dbus --skip=cleanup/apt \
  --customize-hook="copy-in ${packages[*]} /srv" \
  --customize-hook='chroot "$1" sh -c "apt-get install -q -y --no-install-recommends --download-only /srv/gouji*.deb && rm /srv/*"' >"$work/debian.log" 2>&1 ||
  { cat "$work/debian.log" && fail "there is no fresh Debian"; }
# The life leaves traces.
cp -a "$folder/root" "$work/machine"
mkdir "$work/machine/srv/packages"
cp "${packages[@]}" "$work/machine/srv/packages/"

if [[ $lint == yes ]]; then
  make_debian "$folder/lintian" --variant=apt --include=lintian
  rm -rf "$folder/lintian/srv/packages"
  cp -r "$work/packages" "$folder/lintian/srv/"
  echo "lintian:"
  chroot "$folder/lintian" sh -c "lintian --allow-root --fail-on error,warning --tag-display-limit 0 /srv/packages/*.deb"
fi
python3 -B "$here/life_test.py" --root "$work/machine" --run "$build/bin"
