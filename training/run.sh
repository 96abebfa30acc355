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

# First both runs on gold at a steady rate; their mean labels PolNeAR. Then both go on (their state is copied) while the rate falls.
both gold --epochs 4 --decay 0.001
"$python" "$here/average.py" "$out/gold.pt" "$out/gold-1/mean.pt" "$out/gold-2/mean.pt"
[ -s "$out/gold/int8.onnx" ] || "$python" "$here/export.py" "$out/gold.pt" "$out/gold"
[ -s "$out/polnear.npz" ] || "$python" "$here/label.py" --model "$out/gold/int8.onnx" --text "$data/attribution/polnear.train.jsonl" \
    --prepared "$prepared/polnear.train.jsonl" --out "$out/polnear.npz"
for seed in 1 2; do
    [ -e "$out/final-$seed" ] || { mkdir -p "$out/final-$seed" && cp "$out/gold-$seed/last.pt" "$out/final-$seed/"; }
done
final="--epochs 8 --decay 0.5"
train final-1 1 $final & first=$!
train final-2 2 $final --soft "$out/polnear.npz:$prepared/polnear.train.jsonl" --soft-share 0.25 & second=$!
wait $first && wait $second

"$python" "$here/average.py" "$out/final.pt" "$out/final-1/mean.pt" "$out/final-2/mean.pt"
"$python" "$here/export.py" "$out/final.pt" "$out/final"
dev=()
for name in ewn crossner_politics wikigold gum; do dev+=("$data/ner/$name.dev.jsonl:$prepared/$name.dev.jsonl"); done
dev+=("$data/reading/dev.jsonl:$prepared/reading.dev.jsonl")
"$python" "$here/calibrate.py" --model "$out/final/int8.onnx" --out "$out/settings.json" "${dev[0]}" "${dev[1]}" | tee "$out/calibration.txt"
"$python" "$here/pack.py" --vocab "$vocab" --checkpoint "$out/final.pt" --settings "$out/settings.json" --out "$out/byline.model"
"$python" "$here/evaluate.py" --scorer "$scorer" --model "$out/final/int8.onnx" "${dev[@]}" | tee "$out/scores.txt"
