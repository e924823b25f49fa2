#!/usr/bin/env bash
# Measures the service on this machine: start-up, memory, 200 recorded comments a second, and single-comment scoring at
# full load. Starts its own service with its own Redis on free loopback ports, and stops it. Needs wrk and Node.
# The load generators share the machine's cores with the service; a busy neighbour makes the figures worse.
#
# Usage: run.sh [JAR]      SECONDS_PACED=30 RATE=200 SECONDS_FULL=20 CONNECTIONS=32 are the defaults
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=${1:-$here/../../service/target/replyguard.jar}
seconds_paced=${SECONDS_PACED:-30} rate=${RATE:-200} seconds_full=${SECONDS_FULL:-20} connections=${CONNECTIONS:-32}

for tool in java node wrk curl; do
  command -v "$tool" >/dev/null || { echo "$tool is needed" >&2; exit 2; }
done
[ -f "$jar" ] || { echo "$jar: not there; build it with: mvn -q -B -DskipTests package" >&2; exit 2; }

work=$(mktemp -d)
service=""
clean_up() {
  [ -z "$service" ] || kill -KILL "$service" 2>/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

export SITE_KEY=BenchSiteKey1
free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}
port=$(free_port) management_port=$(free_port)
api=http://127.0.0.1:$port management=http://127.0.0.1:$management_port

# start DATA_DIRECTORY: sets service and start_ms, the time from exec to the first 200 of /health/ready.
start() {
  local started=${EPOCHREALTIME/[^0-9]/} deadline=$((SECONDS + 60))
  REPLYGUARD_DEMO_SITE_KEY=$SITE_KEY java -jar "$jar" --data-dir "$1" --port "$port" \
    --management-port "$management_port" > "$work/service.log" 2>&1 &
  service=$!
  until curl -sf --max-time 1 -o /dev/null "$management/health/ready"; do
    if ! kill -0 "$service" 2>/dev/null || ((SECONDS >= deadline)); then
      cat "$work/service.log" >&2
      exit 1
    fi
    sleep 0.02
  done
  start_ms=$(((${EPOCHREALTIME/[^0-9]/} - started) / 1000))
}

# stop: sets stop_ms; the exit code must be 0.
stop() {
  local started=${EPOCHREALTIME/[^0-9]/}
  kill -TERM "$service"
  wait "$service" || { echo "exit code $? after SIGTERM" >&2; exit 1; }
  service=""
  stop_ms=$(((${EPOCHREALTIME/[^0-9]/} - started) / 1000))
}

# memory FIELD [PID]: VmRSS (now) or VmHWM (at most so far), in MB.
memory() {
  awk -v field="$1:" '$1 == field { printf "%.0f", $2 / 1024 }' "/proc/${2:-$service}/status"
}

# score SECONDS: sets the variables that scores.lua names.
score() {
  local result
  result=$(wrk --threads 2 --connections "$connections" --duration "${1}s" --script "$here/scores.lua" \
    "$api/v1/scores" | grep '^RESULT ')
  # shellcheck disable=SC2086 # one word a variable
  declare -g ${result#RESULT }
}

# json FIELD: of $work/paced, with two decimals at most.
json() {
  node -p 'Math.round(JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))[process.argv[2]] * 100) / 100' \
    "$work/paced" "$1"
}

paced() {
  node "$here/paced.mjs" --key "$SITE_KEY" --url "$api" --management "$management" --rate "$1" --seconds "$2" "$3"
}

export TEXTS=$work/texts
node "$here/texts.mjs" $((rate * seconds_paced)) 1 > "$TEXTS"
node "$here/texts.mjs" 4000 2 > "$work/warm-up-texts"

echo "first start, then three with the data directory there" >&2
start "$work/data"; first_ms=$start_ms; stop
times=()
for _ in 1 2 3; do
  start "$work/data"; times+=("$start_ms"); stop
done
median_ms=$(printf '%s\n' "${times[@]}" | sort -n | sed -n 2p)

start "$work/data"
idle_rss=$(memory VmRSS)
echo "warm-up: 15 s" >&2
paced 400 10 "$work/warm-up-texts" > /dev/null
score 5
echo "$rate comments a second for $seconds_paced s" >&2
paced "$rate" "$seconds_paced" "$TEXTS" > "$work/paced" || echo "not every request was answered" >&2
paced_rss=$(memory VmRSS)
echo "/v1/scores at full load for $seconds_full s" >&2
score "$seconds_full"
peak_rss=$(memory VmHWM)
redis_rss=""
for child in $(pgrep -P "$service" || true); do
  redis_rss=$(memory VmRSS "$child")
done
stop

print_row() {
  printf '| %-42s | %20s | %9s |\n' "$@"
}
printf '\n%s, %s cores, %s\n\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
  "$(java -version 2>&1 | sed -n 2p)"
print_row "" measured wanted
print_row "$(printf -- '-%.0s' {1..42})" "-------------------:" "--------:"
print_row "first start until ready" "$first_ms ms" "< 3,000"
print_row "later starts until ready, median of 3" "$median_ms ms" "< 3,000"
print_row "SIGTERM until exit" "$stop_ms ms" ""
print_row "comments sent, $rate/s" "$(json sent)" ""
print_row "  answered / recorded" "$(json answered) / $(json recorded)" "all"
print_row "  service time within 5 ms (histogram)" "$(json percentWithin5ms) %" ">= 99 %"
print_row "  service time p50 / p99, at most" "$(json serviceP50) / $(json serviceP99) ms" "p99 < 5"
print_row "  seen by the client p50 / p99" "$(json clientP50) / $(json clientP99) ms" ""
print_row "/v1/scores, one comment each" "${requests_per_second:?}/s" ">= 8,000"
print_row "  seen by the client p50 / p99" "${p50_ms:?} / ${p99_ms:?} ms" ""
print_row "  errors" "${errors:?}" "0"
print_row "resident memory idle" "$idle_rss MB" "< 400"
print_row "  after $rate/s" "$paced_rss MB" "< 400"
print_row "  at most" "$peak_rss MB" "< 400"
print_row "  its own Redis" "${redis_rss:-?} MB" ""
