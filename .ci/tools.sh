# shellcheck shell=bash
# Puts on the machine what the checks need. Sourced by run.

# install_packages DIRECTORY NAME...: only where one is missing; waits for another apt to finish. Logs to DIRECTORY.
install_packages() {
  local log=$1/apt.log name missing=()
  shift
  for name in "$@"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  if [ "${#missing[@]}" -eq 0 ]; then
    echo "all packages are installed"
    return
  fi
  echo "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  retry 4 timeout 300 apt-get -qq -o DPkg::Lock::Timeout=120 update
  # Packages may not start their services here: the checks start what they need themselves.
  local policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod +x "$policy"
    on_exit rm -f "$policy"
  fi
  retry 4 timeout 600 apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 -y --no-install-recommends \
    install "${missing[@]}" > "$log" 2>&1 || { tail -n 40 "$log" >&2; fail "apt-get install"; }
}

# start_docker DIRECTORY: uses the engine that runs, or starts one and stops it at the end.
start_docker() {
  if docker version >/dev/null 2>&1; then
    echo "a Docker engine is running"
    return
  fi
  echo "starting a Docker engine"
  # No engine answers, so what one that was killed left behind is nobody's: it would keep a new one from starting.
  rm -rf /var/run/docker.pid /var/run/docker/containerd
  # In its own session, so that an interrupt of this script does not reach it before the clean-up needs it.
  setsid dockerd > "$1/dockerd.log" 2>&1 &
  on_exit stop_process "$!" 20
  wait_until 60 docker version || { tail -n 40 "$1/dockerd.log" >&2; fail "dockerd did not come up within 60 s"; }
}
