#!/usr/bin/env bash
# Puts the WordPress of Debian 13, which is two years younger than this machine's own, into a directory, without
# installing it: apt gets and checks it from where this machine gets its other packages.
#
# Usage: fetch-wordpress.sh DIRECTORY
set -euo pipefail
directory=${1:?usage: fetch-wordpress.sh DIRECTORY}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=.ci/lib.sh
source .ci/lib.sh
trap run_cleanups EXIT

apt=$(mktemp -d)
on_exit rm -rf "$apt"
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
touch "$apt/status"
# shellcheck disable=SC2016 # the $( ) is apt's own
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | sed -n 1p)
keys=/usr/share/keyrings/debian-archive-keyring.gpg
printf 'deb [signed-by=%s] %s trixie main\n' "$keys" "${mirror:?}" > "$apt/sources.list"
options=(-qq -o Dir::Etc::SourceList="$apt/sources.list" -o Dir::Etc::SourceParts=- -o Dir::State::Lists="$apt/lists"
  -o Dir::Cache="$apt/cache" -o Dir::State::status="$apt/status" -o Acquire::Languages=none -o APT::Sandbox::User=root)
retry 4 timeout 300 apt-get "${options[@]}" update
(cd "$apt" && retry 4 timeout 300 apt-get "${options[@]}" download wordpress)

mkdir -p "$directory"
dpkg-deb -x "$apt"/wordpress_*.deb "$apt/files"
mv "$apt/files/usr/share/wordpress" "$directory/wordpress"
# What other packages would bring: pages' scripts, and a reader of media files.
find "$directory/wordpress" -xtype l -delete
sed -nE "s/^\\\$wp_version = '([^']+)';/WordPress \1/p" "$directory/wordpress/wp-includes/version.php"
