#!/usr/bin/env bash
# Measures the moderators' console in headless Chromium, with 10,000 comments that wait: cold load to the first usable
# card, key press to the next card, memory over 1,000 decisions. Needs what the tests need, and Chromium and Node.js.
#
# Usage: console.sh [WAITING [DECISIONS]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
waiting=${1:-10000}
decisions=${2:-1000}
mvn -B verify -pl service -am -Dtest=None -Dit.test=ConsoleSpeed -Dspotless.check.skip -Djacoco.skip \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
  "-Dsurefire.argLine=-Dreplyguard.bench.waiting=$waiting -Dreplyguard.bench.decisions=$decisions" |
  grep -E 'cold load|key |heap after|ERROR|BUILD'
