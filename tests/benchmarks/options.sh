# What the scripts of this folder share. Sourced.
# shellcheck shell=bash

# read_options "NAME NAME..." ARGUMENT...: sets the variable NAME for every "--NAME VALUE"; ends the script with 64 on anything else.
read_options() {
  local wanted=" $1"
  local names="$wanted "
  shift
  while [[ $# -gt 0 ]]; do
    if [[ $1 != --* || $names != *" ${1#--} "* || $# -lt 2 ]]; then
      echo "$(basename "$0"): cannot use \"$*\"; options with a value:${wanted// / --}" >&2
      exit 64
    fi
    printf -v "${1#--}" '%s' "$2"
    shift 2
  done
}

# build_release TARGET...: builds targets of the preset release.
build_release() {
  cmake --preset release -DBUILD_TESTING=ON --log-level=WARNING >&2
  cmake --build build/release --parallel "$(nproc)" --target "$@" >&2
}
