#!/usr/bin/env bash
# Makes stand-ins for the two base images of deploy/docker/Dockerfile's runtime part out of installed packages,
# for machines that reach no image registry: one with this machine's JDK 17, one small one with a C library and a shell.
#
# Usage: make-java-images.sh JDK_TAG RUNTIME_TAG
set -euo pipefail
# shellcheck source=.ci/rootfs.sh
source "$(dirname "${BASH_SOURCE[0]}")/rootfs.sh"

jdk_tag=${1:?usage: make-java-images.sh JDK_TAG RUNTIME_TAG}
runtime_tag=${2:?usage: make-java-images.sh JDK_TAG RUNTIME_TAG}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

jdk_home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
[ -d "$jdk_home/jmods" ] || { echo "no jmods under $jdk_home: a whole JDK is needed" >&2; exit 1; }

# What every image of the runtime needs: shell, zlib for a jlinked JRE, no Java.
make_base "$work/runtime"
install_libraries "$work/runtime" "$jdk_home/lib/libzip.so" "$jdk_home/lib/server/libjvm.so" "$jdk_home/lib/libnet.so"
import_image "$work/runtime" "$runtime_tag"

# The JDK's own directory holds links into /etc: follow them.
make_base "$work/jdk"
mkdir -p "$work/jdk/opt/java"
cp -RL "$jdk_home/." "$work/jdk/opt/java/openjdk" 2>/dev/null || true
[ -x "$work/jdk/opt/java/openjdk/bin/jlink" ] || { echo "the copy of $jdk_home is not whole" >&2; exit 1; }
mapfile -t binaries < <(find "$work/jdk/opt/java/openjdk" -type f \( -name '*.so' -o -path '*/bin/*' \))
install_libraries "$work/jdk" "${binaries[@]}"
import_image "$work/jdk" "$jdk_tag" \
  --change 'ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/bin:/bin'
