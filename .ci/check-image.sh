#!/usr/bin/env bash
# Builds the image from service/target/replyguard.jar and runs the compose file with it, Redis and Prometheus: posts
# comments, takes Redis away and brings it back, checks metrics, alert rules and the dashboard against what is really
# there, and stops. Needs the stand-in images that run makes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=.ci/lib.sh
source .ci/lib.sh
trap run_cleanups EXIT
trap 'exit 130' INT TERM

work=$(mktemp -d)
on_exit rm -rf "$work"
image=replyguard-ci/service:$$
key=CiDemoKey123
project=replyguard-ci-$$

[ -f service/target/replyguard.jar ] || fail "service/target/replyguard.jar: build it first"
# Debian's own client: another one before it on the PATH may want a BuildKit plugin that is not there.
DOCKER_BUILDKIT=1 /usr/bin/docker build --quiet --file deploy/docker/Dockerfile --tag "$image" \
  --build-arg JAR=prebuilt \
  --build-arg JDK_IMAGE=replyguard-ci/jdk:17 \
  --build-arg RUNTIME_IMAGE=replyguard-ci/runtime:bookworm \
  --build-arg REVISION="$(git rev-parse HEAD)" .
on_exit docker image rm --force "$image"
docker image inspect --format 'image: {{.Size}} bytes, user {{.Config.User}}' "$image"

api_port=$(free_port) management_port=$(free_port) prometheus_port=$(free_port)
api=http://127.0.0.1:$api_port management=http://127.0.0.1:$management_port prometheus=http://127.0.0.1:$prometheus_port
cat > "$work/env" <<END
REPLYGUARD_IMAGE=$image
REDIS_IMAGE=redis:7-bookworm
PROMETHEUS_IMAGE=replyguard-ci/prometheus:bookworm
REDIS_PASSWORD=$(od -An -N 16 -tx1 /dev/urandom | tr -d ' \n')
GRAFANA_PASSWORD=unused
REPLYGUARD_DEMO_SITE_KEY=$key
REPLYGUARD_PORT=$api_port
REPLYGUARD_MANAGEMENT_PORT=$management_port
PROMETHEUS_PORT=$prometheus_port
END

compose() {
  docker-compose --project-name "$project" --env-file "$work/env" --file deploy/compose/compose.yaml --ansi never "$@"
}
container() {
  compose ps -q "$1"
}
is_healthy() {
  [ "$(docker inspect --format '{{.State.Health.Status}}' "$(container "$1")")" = healthy ]
}
show_logs() {
  compose logs --no-color --tail 40 replyguard redis >&2
  fail "$*"
}
# post ID TEXT: the answer.
post() {
  curl -sS --max-time 5 --fail-with-body "$api/v1/comments" -H "Authorization: Bearer $key" \
    -H "Content-Type: application/json" -d "{\"id\": \"$1\", \"text\": \"$2\"}"
}
# field PATH: of the JSON on standard input, such as verdict or scores.spam.
field() {
  node -e 'const path = process.argv[1].split("."); let all = "";
    process.stdin.on("data", (part) => all += part)
      .on("end", () => console.log(path.reduce((value, name) => value[name], JSON.parse(all))))' "$1"
}
is_recorded() {
  [ "$(post "$1" "Good morning to everybody." | field recorded)" = "$2" ]
}

on_exit compose down --volumes --timeout 5
compose up --detach --no-build redis replyguard prometheus > "$work/compose.log" 2>&1 \
  || { cat "$work/compose.log" >&2; show_logs "docker-compose up"; }
wait_until 60 is_healthy replyguard || show_logs "replyguard is not healthy after 60 s"
echo "healthy"

service=$(container replyguard)
[ "$(docker exec "$service" id -u)" = 10001 ] || fail "user 10001 expected"
if docker exec "$service" touch /opt/replyguard/x 2>/dev/null; then
  fail "the root file system can be written to"
fi
docker exec "$service" /bin/bash -c '[ -s /opt/replyguard/archive/classes.jsa ]' || fail "no archive of the classes"
curl -sS --fail --max-time 5 "$management/health/live" >/dev/null
node deploy/bench/replay.mjs --key "$key" --url "$api" --management "$management" .ci/comments.csv

# Not everybody is let in; the dashboard shows what was refused.
status=$(curl -sS --max-time 5 -o /dev/null -w '%{http_code}' "$api/v1/comments" \
  -H "Authorization: Bearer WrongKey1234" -H "Content-Type: application/json" -d '{"text": "Good morning."}')
[ "$status" = 401 ] || fail "401 expected for a wrong key, got $status"

# Killed, and what was recorded is still there.
post before-the-kill "A comment that is to survive." > "$work/answer"
[ "$(field recorded < "$work/answer")" = true ] || fail "recorded: true expected: $(cat "$work/answer")"
docker kill "$(container redis)" >/dev/null
wait_until 20 is_recorded while-redis-was-away false || show_logs "recorded: false expected while Redis is away"
is_ready_without_redis() {
  curl -sS --fail --max-time 5 "$management/health/ready" | grep '"away"'
}
wait_until 10 is_ready_without_redis || fail "ready, and the fact that Redis is away, expected of /health/ready"
docker start "$(container redis)" >/dev/null
wait_until 30 is_recorded when-redis-was-back true || show_logs "recorded: true expected once Redis is back"
curl -sS --fail --max-time 5 "$api/v1/comments/before-the-kill" -H "Authorization: Bearer $key" > "$work/found"
[ "$(field verdict < "$work/found")" = "$(field verdict < "$work/answer")" ] || fail "another verdict read back"
echo "Redis killed and started again: recording went on by itself, nothing recorded was lost"

curl -sS --fail --max-time 5 "$management/metrics" > "$work/metrics"
grep -E '^(# (HELP|TYPE) )?replyguard_' "$work/metrics" | promtool check metrics
node .ci/check-dashboard.mjs "$prometheus" deploy/grafana/dashboards/replyguard.json

# Alone, on a root file system that cannot be written to, it brings a Redis of its own.
alone=$(docker run --detach --read-only --tmpfs /tmp --cap-drop ALL --memory 512m "$image")
on_exit docker rm --force --volumes "$alone"
alone_is_healthy() {
  docker exec "$alone" /opt/replyguard/healthcheck
}
wait_until 60 alone_is_healthy || { docker logs "$alone" >&2; fail "not healthy after 60 s without a Redis"; }
# Into a file first: a grep that ends early ends the writer of its pipe too, which pipefail takes for a failure.
docker logs "$alone" > "$work/alone.log" 2>&1
grep -m 1 '"redis"' "$work/alone.log" || fail "the log does not say which Redis it uses"
docker stop --time 20 "$alone" >/dev/null
[ "$(docker inspect --format '{{.State.ExitCode}}' "$alone")" = 0 ] || fail "exit code 0 expected after SIGTERM"

compose stop --timeout 20 replyguard > "$work/compose.log" 2>&1
status=$(docker inspect --format '{{.State.ExitCode}} {{.State.OOMKilled}}' "$service")
[ "$status" = "0 false" ] || show_logs "exit code 0, not out of memory, expected after SIGTERM, got $status"
docker logs "$service" > "$work/service.log" 2>&1
if grep -q 'silly goose' "$work/service.log"; then
  fail "a comment's text is in the log"
fi
echo "stopped with exit code 0"
