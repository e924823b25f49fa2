#!/usr/bin/env bash
# Does what a new reader does: clones the repository, runs the README's first command as it stands there, takes the
# site's key from what it prints, and posts the README's comment. Needs the ports 8080 and 8081.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=.ci/lib.sh
source .ci/lib.sh
trap run_cleanups EXIT
trap 'exit 130' INT TERM

work=$(mktemp -d)
on_exit rm -rf "$work"
git clone --quiet --no-hardlinks . "$work/clone"
run=$(.ci/readme.mjs run)
comment=$(.ci/readme.mjs comment)

for port in 8080 8081; do
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail "port $port is in use: the README's commands need it"
  fi
done

printf '$ %s\n' "$run"
# A process group of its own, so that whatever happens nothing of it is left.
(cd "$work/clone" && exec setsid bash -c "$run") > "$work/output" 2>&1 &
group=$!
on_exit kill -KILL -- "-$group"
is_ready() {
  kill -0 "$group" && curl -sS --fail --max-time 2 http://127.0.0.1:8081/health/ready
}
wait_until 600 is_ready || { tail -n 60 "$work/output" >&2; fail "not ready after 10 minutes"; }
cat "$work/output"

KEY=$(sed -nE 's/^ *key of the site demo +([0-9A-Za-z]{12})$/\1/p' "$work/output")
[ -n "$KEY" ] || fail "no site key was printed"
export KEY
printf '$ %s\n' "$comment"
bash -euo pipefail -c "$comment" | tee "$work/answer"
echo
.ci/readme.mjs answer > "$work/expected"
node -e 'const [answer, expected] = process.argv.slice(1).map((file) => JSON.parse(require("fs").readFileSync(file)));
  require("assert").deepStrictEqual(answer, expected)' "$work/answer" "$work/expected" \
  || fail "the README shows another answer"
curl -sS --fail --max-time 5 http://127.0.0.1:8080/docs >/dev/null

pkill -TERM -g "$group" java
(sleep 30 && exec kill -KILL -- "-$group") &
on_exit kill "$!"
wait "$group" || fail "exit code 0 expected after SIGTERM, got $?"
if [ -f service/target/replyguard.jar ]; then
  cmp service/target/replyguard.jar "$work/clone/service/target/replyguard.jar" || fail "two builds, two different jars"
  echo "built twice, in two places: the same jar"
fi
[ -z "$(git -C "$work/clone" status --porcelain)" ] || fail "the run left files that git does not ignore"
