#!/usr/bin/env bash
# Builds the root file systems of the images (contents.txt) with Debian's own tools: OUT/gouji-parse and so on, each the whole content of its image.
# The Containerfile puts what this makes into images; without any container program it can be packed, imported or run as it is (README.md).
#
#   deploy/image/build.sh --bin build/release/bin OUT               the programs, and the rest from a fresh Debian 12 made by mmdebstrap (as root)
#   deploy/image/build.sh --bin build/release/bin --system / OUT    the rest from this Debian, as it is installed
#   deploy/image/build.sh --bin build/release/bin --packages        makes nothing, and prints the packages that the rest is of
#   deploy/image/build.sh … OUT IMAGE...                            only these images
#
# The programs must have been built on the same release of Debian. What is at OUT for an image is replaced.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export LC_ALL=C.UTF-8
umask 022

fail() {
  echo "build.sh: $1" >&2
  exit "${2:-1}"
}

usage() {
  sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$here/build.sh"
}

# Lines of contents.txt of an image (empty: any) and a kind: what, package.
contents() {
  awk -v image="$1" -v kind="$2" '!/^#/ && NF && $2 == kind && (image == "" || index("," $1 ",", "," image ",")) { print $3 ($4 == "" ? "" : " " $4) }' \
    "$here/contents.txt"
}

images_of_list() {
  awk '!/^#/ && NF { n = split($1, image, ","); for (i = 1; i <= n; ++i) if (!seen[image[i]]++) print image[i] }' "$here/contents.txt"
}

# Runs a command in the system that the files come from.
in_system() {
  if [[ $system == / ]]; then "$@"; else chroot "$system" "$@"; fi
}

# A path as it is without the links /bin, /lib, /lib64 and /sbin to their namesakes in /usr.
merged() {
  sed -E 's,^/(bin|lib|lib32|lib64|sbin)/,/usr/\1/,'
}

# The libraries that files of the system need, by the names under which they are looked up.
libraries_of() {
  local listing
  listing=$(in_system ldd "$@")
  if grep "not found" <<<"$listing" >&2; then fail "libraries are missing; was this built on another release?"; fi
  grep -oE '(^|[[:space:]])/[^ :]+ \(0x' <<<"$listing" | grep -oE '/[^ ]+' | merged | sort -u
}

# The packages that files of the system are of. dpkg knows some by their path before /usr was merged.
owners_of() {
  local paths=() path
  for path in "$@"; do
    path=$(in_system readlink -f "$path")
    paths+=("$path" "${path#/usr}")
  done
  # Of each pair one is not known.
  { in_system dpkg-query --search "${paths[@]}" 2>/dev/null || true; } | sed -E 's/(:[a-z0-9]+)?: .*//' | sort -u
}

# Data of an image, its * resolved.
data_of() {
  local pattern found path
  while read -r pattern _; do
    found=$(compgen -G "${system%/}$pattern") || fail "there is no $pattern"
    while read -r path; do echo "${path#"${system%/}"}"; done <<<"$found"
  done < <(contents "$1" data)
}

# Files of an image whose libraries it needs: programs (in their folder in the system), tools, and data that is a library.
linked_files() {
  local data
  data=$(data_of "$1")
  contents "$1" program | sed "s,^,$programs/,"
  contents "$1" tool | cut -d' ' -f1
  sed -n '/\.so$/p' <<<"$data"
}

# Finds out what an image needs of the system, and sets `data`, `libraries` and `packages`.
examine() {
  local text linked
  text=$(linked_files "$1")
  mapfile -t linked <<<"$text"
  text=$(libraries_of "${linked[@]}")
  mapfile -t libraries <<<"$text"
  text=$(data_of "$1")
  mapfile -t data <<<"$text"
  [[ -n ${data[0]} ]] || data=()
  text=$(owners_of "${libraries[@]}")
  mapfile -t packages <<<"$text"
  text=$({ contents "$1" tool; contents "$1" data; } | awk 'NF == 2 { print $2 }')
  mapfile -t packages <<<"$(printf '%s\n' "${packages[@]}" ${text:+"$text"} | sort -u)"
}

# Puts a file or folder of the system to its place in the image: ROOT SOURCE [PLACE].
put() {
  local place=$1${3:-$2}
  mkdir -p "${place%/*}"
  cp -a --no-preserve=ownership "${system%/}$2" "$place"
}

# The licence of a package, and its description where scanners for known holes look for it: ROOT PACKAGE.
put_package() {
  mkdir -p "$1/usr/share/doc/$2" "$1/var/lib/dpkg/status.d"
  cp -L --no-preserve=ownership "${system%/}/usr/share/doc/$2/copyright" "$1/usr/share/doc/$2/copyright"
  in_system dpkg-query --status "$2" | sed '/^Conffiles:/,/^[^ ]/{/^Conffiles:\|^ /d}' >"$1/var/lib/dpkg/status.d/$2"
}

build_image() {
  local image=$1 root=$2 path name
  rm -rf "$root"
  mkdir -p "$root"/{dev,etc,proc,run,sys,tmp,usr/bin,usr/lib,usr/lib64}
  chmod 1777 "$root/tmp"
  for name in bin lib lib64; do ln -s "usr/$name" "$root/$name"; done
  cp "$here"/etc/* "$root/etc/"

  examine "$image"
  while read -r name _; do
    strip --strip-all -o "$root/usr/bin/$name" "$bin/$name"
  done < <(contents "$image" program)
  while read -r path _; do put "$root" "$path"; done < <(contents "$image" tool)
  for path in "${data[@]}"; do put "$root" "$path"; done
  for path in "${libraries[@]}"; do
    put "$root" "$(in_system readlink -f "$path")" "$path"
  done
  for name in "${packages[@]}"; do put_package "$root" "$name"; done
  printf '%-18s %4d files  %6d KiB  from %3d packages\n' "$image" "$(find "$root" -type f | wc -l)" \
    "$(du -sk --apparent-size "$root" | cut -f1)" "${#packages[@]}"
}

# A Debian with nothing but its base and what the images need something of: FOLDER PACKAGE...
make_system() {
  local folder=$1
  shift
  [[ $(id -u) -eq 0 ]] || fail "a fresh Debian is made by root only; --system / takes what is installed here"
  command -v mmdebstrap >/dev/null || fail "mmdebstrap is not installed; --system / takes what is installed here"
  mmdebstrap --quiet --variant=minbase --include="$(
    IFS=,
    echo "$*"
  )" bookworm "$folder"
}

bin='' system='' out='' only_packages=no fresh=no images=() data=() libraries=() packages=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --bin | --system)
      [[ $# -ge 2 ]] || fail "$1 needs a value" 64
      printf -v "${1#--}" %s "$2"
      shift 2
      ;;
    --packages) only_packages=yes && shift ;;
    -h | --help) usage && exit 0 ;;
    -*) fail "unknown argument $1; see --help" 64 ;;
    *)
      if [[ -z $out && $only_packages == no ]]; then out=$1; else images+=("$1"); fi
      shift
      ;;
  esac
done
[[ -n $bin && ($only_packages == yes || -n $out) ]] || fail "needs --bin and OUT; see --help" 64
[[ ${#images[@]} -gt 0 ]] || mapfile -t images < <(images_of_list)
for image in "${images[@]}"; do
  [[ -n $(contents "$image" program) ]] || fail "contents.txt has no image $image" 64
  while read -r name _; do
    [[ -x $bin/$name ]] || fail "$bin has no program $name"
  done < <(contents "$image" program)
done
bin=$(cd "$bin" && pwd)
programs=$bin

if [[ $only_packages == yes || -z $system ]]; then
  # The libraries are those that the programs were built with, here.
  [[ -n $system ]] || fresh=yes
  system=/
  all=()
  for image in "${images[@]}"; do
    examine "$image"
    all+=("${packages[@]}")
  done
  mapfile -t packages <<<"$(printf '%s\n' "${all[@]}" | sort -u)"
fi
if [[ $only_packages == yes ]]; then
  printf '%s\n' "${packages[@]}"
  exit 0
fi
if [[ $fresh == yes ]]; then
  system=$(mktemp -d)
  trap 'rm -rf --one-file-system "$system"' EXIT
  make_system "$system" "${packages[@]}"
fi
if [[ $system != / ]]; then
  system=$(cd "$system" && pwd)
  programs=/tmp/gouji-programs
  mkdir -p "$system$programs"
  for image in "${images[@]}"; do
    while read -r name _; do cp "$bin/$name" "$system$programs/"; done < <(contents "$image" program)
  done
fi
for image in "${images[@]}"; do
  build_image "$image" "$out/$image"
done
