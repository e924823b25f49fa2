#!/usr/bin/env bash
# Runs one Maven command line as given, shows it without the noise, and keeps all of it.
#
# Usage: maven.sh LOG 'mvn ...'
set -euo pipefail
log=${1:?usage: maven.sh LOG COMMAND}
command=${2:?usage: maven.sh LOG COMMAND}
printf '$ %s\n' "$command"
if bash -c "$command" > "$log" 2>&1; then
  grep -E '^\[(INFO|WARNING|ERROR)\] (Tests run:|BUILD|Total time:|Reactor Summary|ReplyGuard .*(SUCCESS|FAILURE))' "$log" || true
else
  status=$?
  grep -E '^\[ERROR\]|Tests run:.*(FAILURE|ERROR)!' "$log" | head -n 200 >&2 || true
  printf '... the last lines:\n' >&2
  tail -n 60 "$log" >&2
  exit "$status"
fi
