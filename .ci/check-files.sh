#!/usr/bin/env bash
# Checks everything that is not Java without starting it: scripts, YAML, compose, Prometheus, the Dockerfile's syntax.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mapfile -t scripts < <(git grep -lIE '^#!.*\bbash|^# shellcheck shell=bash' -- . ':!*.md')
shellcheck -x "${scripts[@]}"
echo "shellcheck: ${#scripts[@]} files"

mapfile -t programs < <(git ls-files '*.mjs')
for program in "${programs[@]}"; do
  node --check "$program"
done
mapfile -t modules < <(git ls-files 'service/src/main/resources/console/*.js')
for module in "${modules[@]}"; do
  node --check --input-type=module < "$module"
done
mapfile -t scripts_of_pages < <(git ls-files 'service/src/main/resources/site/*.js')
for script in "${scripts_of_pages[@]}"; do
  node --check "$script"
done
echo "node --check: $((${#programs[@]} + ${#modules[@]} + ${#scripts_of_pages[@]})) files"

mapfile -t documents < <(git ls-files '*.yml' '*.yaml')
yamllint --strict "${documents[@]}"
echo "yamllint: ${#documents[@]} files"

node deploy/wordpress/make-pot.mjs | diff - deploy/wordpress/replyguard/languages/replyguard.pot \
  || { echo "replyguard.pot is not what make-pot.mjs makes of the plugin" >&2; exit 1; }
echo "replyguard.pot: as the plugin has it"

# With every variable of .env.example set, and with none of the required ones, which must be refused.
env_file=$(mktemp)
trap 'rm -f "$env_file"' EXIT
sed -E 's/^([A-Z_]+_PASSWORD)=$/\1=notasecret/' deploy/compose/.env.example > "$env_file"
docker-compose --env-file "$env_file" -f deploy/compose/compose.yaml config -q
if docker-compose --env-file /dev/null -f deploy/compose/compose.yaml config -q 2>/dev/null; then
  echo "compose.yaml takes empty passwords" >&2
  exit 1
fi
echo "docker-compose config: good with passwords, refused without"

promtool check config deploy/prometheus/prometheus.yml
promtool test rules deploy/prometheus/tests/*.yml
