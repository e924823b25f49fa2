#!/usr/bin/env bash
# Makes a Redis image out of the installed redis-server package, for machines that reach no image registry.
# It takes the same commands as the official image, and has the shell tools that Testcontainers' port check calls.
#
# Usage: make-redis-image.sh TAG
set -euo pipefail
# shellcheck source=.ci/rootfs.sh
source "$(dirname "${BASH_SOURCE[0]}")/rootfs.sh"

tag=${1:?usage: make-redis-image.sh TAG}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

make_base "$root"
install_program "$root" /usr/bin/redis-server
install_program "$root" /usr/bin/redis-cli
mkdir -p "$root/data"
chmod 1777 "$root/data"
echo 'redis:x:999:999::/data:/bin/sh' >> "$root/etc/passwd"
echo 'redis:x:999:' >> "$root/etc/group"

import_image "$root" "$tag" \
  --change 'WORKDIR /data' \
  --change 'VOLUME /data' \
  --change 'EXPOSE 6379' \
  --change 'CMD ["redis-server", "--protected-mode", "no", "--bind", "0.0.0.0"]'
