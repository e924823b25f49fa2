#!/usr/bin/env bash
# Runs the tests of the plugins on the WordPress that is installed, of Debian 12, and on that of Debian 13. Prints what
# check-node-tests.mjs says of each; leaves the logs in the directory.
#
# Usage: check-wordpress.sh JAR DIRECTORY
set -euo pipefail
jar=$(realpath "${1:?usage: check-wordpress.sh JAR DIRECTORY}")
directory=$(realpath "${2:?usage: check-wordpress.sh JAR DIRECTORY}")
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for debian in 12 13; do
  echo "WordPress of Debian $debian"
  if [ "$debian" = 13 ]; then
    .ci/fetch-wordpress.sh "$directory"
    export WORDPRESS_FILES=$directory/wordpress
  fi
  # Whether all is well is for the next line to say: it knows of skipped tests too.
  deploy/wordpress/test/run.sh "$jar" > "$directory/$debian.log" 2>&1 || true
  .ci/check-node-tests.mjs "$directory/$debian.log"
done
