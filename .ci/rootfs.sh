# shellcheck shell=bash
# Building blocks of image file systems made from installed Debian packages. Sourced, never run.

# The commands that a slim Debian image has, too, and that our Dockerfiles, health checks and tests call.
BUSYBOX_COMMANDS=(
  awk cat chmod chown cp date dirname du env find grep head id kill ln ls mkdir mktemp mv nc printf ps rm sed sh sleep
  sort stat tail test touch tr true uname wc wget
)

# install_libraries ROOT FILE...: copies what the dynamic linker loads for these files.
install_libraries() {
  local root=$1 file library
  shift
  for file in "$@"; do
    { ldd "$file" 2>/dev/null || true; } | awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\// { print $1 }'
  done | sort -u | while read -r library; do
    case $library in "$root"/*) continue ;; esac
    [ -e "$root$library" ] || install -D "$(readlink -f "$library")" "$root$library"
  done
}

# install_program ROOT FILE: copies one program under its own path, with its libraries.
install_program() {
  install -D "$(readlink -f "$2")" "$1$2"
  install_libraries "$1" "$2"
}

# make_base ROOT: directories, users, a shell and its tools.
make_base() {
  local root=$1 name
  mkdir -p "$root"/{bin,etc,home,proc,run,sys,tmp,dev,usr/bin,usr/lib,var/lib}
  chmod 1777 "$root/tmp"
  install_program "$root" /bin/busybox
  install_program "$root" /bin/bash
  for name in "${BUSYBOX_COMMANDS[@]}"; do
    ln -s busybox "$root/bin/$name"
  done
  # busybox has no stdbuf, getent or the like: what needs them is not for these images.
  echo 'root:x:0:0:root:/:/bin/sh' > "$root/etc/passwd"
  echo 'root:x:0:' > "$root/etc/group"
  echo 'hosts: files dns' > "$root/etc/nsswitch.conf"
}

# import_image ROOT TAG [--change INSTRUCTION]...
import_image() {
  local root=$1 tag=$2
  shift 2
  local before
  before=$(docker image ls --quiet "$tag")
  tar -C "$root" --numeric-owner --owner=0 --group=0 -c . |
    docker import --change 'ENV PATH=/usr/bin:/bin' "$@" - "$tag" >/dev/null
  # Without this every run would leave an image without a name behind; one that is in use stays.
  [ -z "$before" ] || docker image rm "$before" >/dev/null 2>&1 || true
  printf 'made %s\n' "$tag"
}
