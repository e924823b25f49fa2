#!/usr/bin/env bash
# The plugin and the must-use file on a real WordPress, against the service's jar. Needs Debian's wordpress, php-cli,
# php-curl, php-mbstring, php-mysql and mariadb-server, a JDK 17 and Node 20. Takes some minutes and is ended after a
# quarter of an hour. WORDPRESS_FILES names the files of another WordPress than the one that is installed.
#   deploy/wordpress/test/run.sh [service/target/replyguard.jar]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

SERVICE_JAR=$(realpath "${1:-service/target/replyguard.jar}")
export SERVICE_JAR
find deploy/wordpress -name '*.php' -print0 | xargs -0 -n 1 php -l >/dev/null
exec timeout --signal=INT --kill-after=30 900 \
  node --test --test-concurrency=1 --test-reporter=tap deploy/wordpress/test/*.test.mjs
