#!/usr/bin/env bash
# Measures Perspective's protocol on this machine: six attributes at a fixed rate, and at full load beside /v1/scores by
# turns, so that a busy neighbour hits both alike. Starts its own service with its own Redis on free loopback ports, and
# stops it. Needs wrk and Node.
#
# Usage: perspective.sh [JAR]      RATE=500 SECONDS_PACED=30 SECONDS_FULL=10 ROUNDS=3 CONNECTIONS=32 are the defaults
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=${1:-$here/../../service/target/replyguard.jar}
rate=${RATE:-500} seconds_paced=${SECONDS_PACED:-30} seconds_full=${SECONDS_FULL:-10} rounds=${ROUNDS:-3}
connections=${CONNECTIONS:-32}

for tool in java node wrk curl; do
  command -v "$tool" >/dev/null || { echo "$tool is needed" >&2; exit 2; }
done
[ -f "$jar" ] || { echo "$jar: not there; build it with: mvn -q -B -DskipTests package" >&2; exit 2; }

work=$(mktemp -d)
service=""
clean_up() {
  [ -z "$service" ] || { kill -TERM "$service" 2>/dev/null && wait "$service"; } || true
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

REPLYGUARD_DEMO_SITE_KEY=$SITE_KEY java -jar "$jar" --data-dir "$work/data" --port "$port" \
  --management-port "$management_port" > "$work/service.log" 2>&1 &
service=$!
deadline=$((SECONDS + 120))
until curl -sf --max-time 1 -o /dev/null "$management/health/ready"; do
  if ! kill -0 "$service" 2>/dev/null || ((SECONDS >= deadline)); then
    cat "$work/service.log" >&2
    exit 1
  fi
  sleep 0.1
done

# load SCRIPT SECONDS: prints requests a second; fails where anything was not a 200.
load() {
  local result
  result=$(wrk --threads 2 --connections "$connections" --timeout 10s --duration "${2}s" --script "$here/$1" \
    "$api/v1/scores" | grep '^RESULT ')
  case $result in
    *" errors=0") ;;
    *) echo "$1: $result" >&2; return 1 ;;
  esac
  result=${result#*requests_per_second=}
  echo "${result%% *}"
}

median() {
  sort -n | sed -n "$(((rounds + 1) / 2))p"
}

export TEXTS=$work/texts
node "$here/texts.mjs" 4000 1 > "$TEXTS"
with_language='"languages":["en"],'
# Made-up words are now and then taken for another language, which would be a 400.
without='"dropUnsupportedAttributes":true,'

echo "warm-up: 20 s" >&2
# What is late while the service is cold does not count.
load scores.lua 10 > /dev/null 2>&1 || true
LANGUAGES=$with_language load perspective.lua 10 > /dev/null 2>&1 || true
echo "$rate analyses a second for $seconds_paced s" >&2
node "$here/paced.mjs" --perspective --key "$SITE_KEY" --url "$api" --management "$management" --rate "$rate" \
  --seconds "$seconds_paced" "$TEXTS" > "$work/paced" || echo "not every request was answered" >&2
echo "full load: $rounds rounds of three times $seconds_full s" >&2
for _ in $(seq "$rounds"); do
  load scores.lua "$seconds_full" >> "$work/native"
  LANGUAGES=$with_language load perspective.lua "$seconds_full" >> "$work/told"
  LANGUAGES=$without load perspective.lua "$seconds_full" >> "$work/detected"
done

native=$(median < "$work/native") told=$(median < "$work/told") detected=$(median < "$work/detected")
printf '\n%s, %s cores, load %s\n\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
  "$(cut -d ' ' -f 1 /proc/loadavg)"
node - "$work/paced" "$rate" "$native" "$told" "$detected" <<'NODE'
const [file, rate, native, told, detected] = process.argv.slice(2);
const paced = JSON.parse(require("fs").readFileSync(file, "utf8"));
const row = (name, measured, wanted) => console.log(`| ${name} | ${measured} | ${wanted} |`);
row("", "measured", "wanted");
row("---", "---:", "---:");
row(`analyses sent at ${rate}/s`, paced.sent, "");
row("answered", paced.answered, "all");
row("service time p50 / p99, at most", `${paced.serviceP50.toFixed(2)} / ${paced.serviceP99.toFixed(2)} ms`, "p99 <= 5");
row("seen by the client p50 / p99", `${paced.clientP50.toFixed(2)} / ${paced.clientP99.toFixed(2)} ms`, "");
row("/v1/scores, one comment each", `${native}/s`, "");
row("analyze, language told", `${told}/s, ${(told / native).toFixed(2)} of it`, ">= 0.9");
row("analyze, language detected", `${detected}/s, ${(detected / native).toFixed(2)} of it`, "");
NODE
