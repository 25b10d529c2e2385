#!/usr/bin/env bash
# Installs the packages of the list files given, those that are missing; without missing ones it touches nothing and is done at once.
# Servers among them are not started (no daemon of ours or of Debian's on a default port).
set -euo pipefail

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

missing=()
while read -r package program _; do
  [[ -z $package || $package == \#* ]] && continue
  if [[ -n ${program:-} ]] && command -v "$program" >/dev/null; then
    continue
  fi
  status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [[ $status == installed ]] || missing+=("$package")
done < <(cat -- "$@")

if [[ ${#missing[@]} -eq 0 ]]; then
  echo "All packages are installed."
  exit 0
fi
command -v apt-get >/dev/null || fail "this machine has no apt-get. Install the counterparts of: ${missing[*]}"

as_root=()
if [[ $(id -u) -ne 0 ]]; then
  command -v sudo >/dev/null || fail "packages are missing and you are neither root nor have sudo. Ask an administrator for: apt-get install ${missing[*]}"
  as_root=(sudo)
fi

# Debian starts a server when its package is installed unless this file forbids it.
policy=/usr/sbin/policy-rc.d
if [[ ! -e $policy ]]; then
  trap '"${as_root[@]}" rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
  "${as_root[@]}" chmod 755 "$policy"
fi

log=$(mktemp)
run_apt() {
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 "$@" >>"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    fail "\"apt-get $1\" failed (its whole output: $log). Is this Debian 12 or newer, and does it reach its package mirror?"
  fi
}
echo "Installing ${#missing[@]} packages: ${missing[*]}"
run_apt update
run_apt install --no-install-recommends "${missing[@]}"
rm -f "$log"
