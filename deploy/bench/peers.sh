#!/usr/bin/env bash
# Measures a model bundle beside fastText, scikit-learn and Tribuo's own predict: the peers are trained on the rows of the
# bundle's recipe, and all score the same comments in the same run. Prints ratios first, then every figure; writes
# peers.md and peers.json to --out. Trained peers are kept in --cache for as long as recipe, data and settings are the
# same. As root it installs what is missing from Debian: fasttext, python3-sklearn, python3-yaml. A bundle with an ONNX
# model, such as the larger one, needs replyguard-onnx.jar beside the trainer's jar, and has its quality measured only.
#
# The texts are offensive: they are read, scored and thrown away, never printed.
#
# Usage: peers.sh [--bundle FILE] [--recipe FILE] [--data DIR] [--out DIR] [--cache DIR]
#                 [--rows 20000] [--rounds 5] [--only quality|speed] [--share 1.0]
#   --rows, --rounds   comments to measure speed with, and how often
#   --share            train on that share of the rows only, to try the script out
# All rows take 8 GB of memory and some twenty minutes on two idle cores the first time, some minutes from then on.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
bundle=$root/model-training/models/replyguard-en.bundle
recipe=$root/model-training/recipes/replyguard-en.yaml
data=${REPLYGUARD_DATA:-$root/../shared/data}
out=$root/deploy/bench/target
cache=${XDG_CACHE_HOME:-$HOME/.cache}/replyguard-peers
passed=()

while (($# > 0)); do
  case $1 in
    --bundle) bundle=$2 ;;
    --recipe) recipe=$2 ;;
    --data) data=$2 ;;
    --out) out=$2 ;;
    --cache) cache=$2 ;;
    --rows | --rounds | --only | --share) passed+=("$1" "$2") ;;
    *) sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
  shift 2
done

[ -d "$data" ] || { echo "$data: a folder of labelled comments expected; name one with --data" >&2; exit 2; }
for file in "$bundle" "$recipe"; do
  [ -f "$file" ] || { echo "$file: not there" >&2; exit 2; }
done
trainer=$root/model-training/trainer/target/replyguard-trainer.jar
benchmarks=$root/model-training/benchmarks/target/replyguard-benchmarks.jar
for jar in "$trainer" "$benchmarks"; do
  [ -f "$jar" ] || { echo "$jar: not there; build it with: mvn -q -B -DskipTests package" >&2; exit 2; }
done
command -v java >/dev/null || { echo "java is needed" >&2; exit 2; }

missing=()
command -v fasttext >/dev/null || missing+=(fasttext)
/usr/bin/python3 -c 'import sklearn' 2>/dev/null || missing+=(python3-sklearn)
/usr/bin/python3 -c 'import yaml' 2>/dev/null || missing+=(python3-yaml)
if ((${#missing[@]} > 0)); then
  [ "$(id -u)" = 0 ] || { echo "${missing[*]}: needed, and only root can install them" >&2; exit 2; }
  apt-get install -y -qq "${missing[@]}" >&2
fi

# One thread each: the libraries under scikit-learn would take all cores for some steps.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1
exec /usr/bin/python3 "$here/peers" --bundle "$bundle" --recipe "$recipe" --data "$data" --out "$out" --cache "$cache" \
  --trainer-jar "$trainer" --benchmarks-jar "$benchmarks" "${passed[@]}"
