#!/usr/bin/env bash
# Makes a Prometheus image out of the installed prometheus package; it takes the official image's flags.
#
# Usage: make-prometheus-image.sh TAG
set -euo pipefail
# shellcheck source=.ci/rootfs.sh
source "$(dirname "${BASH_SOURCE[0]}")/rootfs.sh"

tag=${1:?usage: make-prometheus-image.sh TAG}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

make_base "$root"
install_program "$root" /usr/bin/prometheus
mkdir -p "$root/prometheus" "$root/etc/prometheus"
chmod 1777 "$root/prometheus"
import_image "$root" "$tag" \
  --change 'USER 65534:65534' \
  --change 'EXPOSE 9090' \
  --change 'ENTRYPOINT ["/usr/bin/prometheus"]'
