#!/usr/bin/env bash
# Measures what a recorded comment takes in Redis, and how fast the pages of a long queue are answered: by the real
# service, over a Redis of its own. Needs what the tests need, and 4 GB of memory for a million.
#
# Usage: store.sh [WAITING [RECORDED [REQUESTS]]]      1000000 50000 200 are the defaults; 0 leaves a part out
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
waiting=${1:-1000000} recorded=${2:-50000} requests=${3:-200}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
REPLYGUARD_TEST_REDIS=bundled mvn -B verify -pl service -am -Dtest=None -Dit.test=StoreSpeed -Dspotless.check.skip \
  -Djacoco.skip -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
  "-Dsurefire.argLine=-Dreplyguard.bench.waiting=$waiting -Dreplyguard.bench.recorded=$recorded \
-Dreplyguard.bench.requests=$requests" > "$log" || { cat "$log" >&2; exit 1; }
printf '%s, %s cores, load %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
  "$(cut -d ' ' -f 1 /proc/loadavg)"
grep -E ' ms|bytes|beyond' "$log"
