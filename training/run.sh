#!/usr/bin/env bash
# From corpora to the packed model. See README.md. Every step that has left its result in OUT is skipped.
set -euo pipefail

usage="usage: run.sh --data DIR --encoder model.safetensors --vocab vocab.txt --scorer score.py --out DIR"
while [ $# -gt 0 ]; do
    case $1 in
    --data) data=$2 ;;
    --encoder) encoder=$2 ;;
    --vocab) vocab=$2 ;;
    --scorer) scorer=$2 ;;
    --out) out=$2 ;;
    *) echo "$usage" >&2; exit 2 ;;
    esac
    shift 2
done
: "${data:?$usage}" "${encoder:?$usage}" "${vocab:?$usage}" "${scorer:?$usage}" "${out:?$usage}"
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}  # two threads were slower than one where other programs ran
prepared=$out/prepared
mkdir -p "$prepared"

prepare() {  # text.jsonl name
    [ -s "$prepared/$2.jsonl" ] || { cargo run --quiet --release --manifest-path "$here/../Cargo.toml" --example prepare -- \
        --vocab "$vocab" <"$1" >"$prepared/$2.tmp" && mv "$prepared/$2.tmp" "$prepared/$2.jsonl"; }
}
for name in ewn wikigold gum crossner_politics crossner_science crossner_literature crossner_music crossner_ai; do
    for part in train dev; do prepare "$data/ner/$name.$part.jsonl" "$name.$part"; done
done
prepare "$data/reading/dev.jsonl" reading.dev
prepare "$data/attribution/polnear.train.jsonl" polnear.train

train() {  # folder seed more...
    local to=$out/$1 seed=$2
    shift 2
    [ -e "$to/done" ] || { "$python" "$here/train.py" --gold "$data/ner" --prepared "$prepared" --out "$to" --seed "$seed" "$@" \
        >>"$to.log" 2>&1 && touch "$to/done"; }
}
both() {  # folder more...: two seeds at once, one core each
    local name=$1
    shift
    train "$name-1" 1 "$@" & local first=$!
    train "$name-2" 2 "$@" & local second=$!
    wait $first && wait $second
}
