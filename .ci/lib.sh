# shellcheck shell=bash
# What the scripts of this directory have in common. Sourced, never run.

CI_STEP_NAMES=()
CI_STEP_SECONDS=()
CI_STEP_NAME=""
CI_STEP_START=0
CI_CLEANUPS=()

# step NAME: ends the step before and starts the next one, so that the summary can say what took how long.
step() {
  end_step
  CI_STEP_NAME=$1
  CI_STEP_START=$SECONDS
  printf '\n=== %s\n' "$1"
}

end_step() {
  [ -n "$CI_STEP_NAME" ] || return 0
  CI_STEP_NAMES+=("$CI_STEP_NAME")
  CI_STEP_SECONDS+=($((SECONDS - CI_STEP_START)))
  printf -- '--- %s: %d s\n' "$CI_STEP_NAME" "$((SECONDS - CI_STEP_START))"
  CI_STEP_NAME=""
}

print_steps() {
  local i
  printf '\n%-58s %s\n' step seconds
  for i in "${!CI_STEP_NAMES[@]}"; do
    printf '%-58s %7d\n' "${CI_STEP_NAMES[$i]}" "${CI_STEP_SECONDS[$i]}"
  done
  printf '%-58s %7d\n' total "$SECONDS"
}

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

# on_exit COMMAND...: runs when the script ends, the last one first. The words are quoted here, not by the caller.
on_exit() {
  CI_CLEANUPS+=("$(printf '%q ' "$@")")
}

# For the EXIT trap; the script's own exit status stays what it was.
run_cleanups() {
  local i status=$?
  for ((i = ${#CI_CLEANUPS[@]} - 1; i >= 0; i--)); do
    eval "${CI_CLEANUPS[$i]}" >/dev/null 2>&1 || true
  done
  CI_CLEANUPS=()
  return "$status"
}

# retry TIMES COMMAND...: again after 2, 4, 8 ... seconds while it fails.
retry() {
  local times=$1 pause=2 i
  shift
  for ((i = 1; i <= times; i++)); do
    if "$@"; then
      return 0
    fi
    if ((i < times)); then
      printf 'attempt %d of %d failed: %s; again in %d s\n' "$i" "$times" "$*" "$pause" >&2
      sleep "$pause"
      pause=$((pause * 2))
    fi
  done
  return 1
}

# wait_until SECONDS COMMAND...: until the command succeeds; fails when the time is over.
wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}

# stop_process PID SECONDS: TERM, then KILL when it is still there after that time. Prints nothing.
stop_process() {
  local pid=$1 deadline=$((SECONDS + $2))
  kill -TERM "$pid" 2>/dev/null || return 0
  while kill -0 "$pid" 2>/dev/null; do
    if ((SECONDS >= deadline)); then
      kill -KILL "$pid" 2>/dev/null
      break
    fi
    sleep 0.1
  done
  wait "$pid" 2>/dev/null || true
}

# free_port: a loopback port that nobody listens on right now.
free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}
