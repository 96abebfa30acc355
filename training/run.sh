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
for part in train dev; do
    for name in ewn wikigold gum crossner_politics crossner_science crossner_literature crossner_music crossner_ai; do
        prepare "$data/ner/$name.$part.jsonl" "$name.$part"
    done
    for name in ontogum litbank; do prepare "$data/coref/$name.$part.jsonl" "$name.$part"; done
    prepare "$data/attribution/polnear.$part.jsonl" "polnear.$part"
    "$python" "$here/syntax_texts.py" "$data/ud/ewt.$part.conllu" >"$out/ewt.$part.texts"
    prepare "$out/ewt.$part.texts" "ewt.$part"
done
prepare "$data/reading/dev.jsonl" reading.dev

train() {  # folder more...
    local to=$out/$1
    shift
    [ -e "$to/done" ] || { mkdir -p "$to" && "$python" "$here/train.py" --data "$data" --prepared "$prepared" --out "$to" "$@" \
        >>"$to/log" 2>&1 && touch "$to/done"; }
}

# First names alone; then they label the texts of the other corpora, so that no head forgets while another learns.
train names --init "$encoder" --epochs 8
for name in attribution/polnear.train coref/ontogum.train coref/litbank.train coref/ontogum.dev coref/litbank.dev; do
    to=$out/$(basename "$name").npz
    [ -s "$to" ] || "$python" "$here/label.py" --model "$out/names/mean.pt" --text "$data/$name.jsonl" \
        --prepared "$prepared/$(basename "$name").jsonl" --out "$to"
done
train joint --init "$out/names/mean.pt" --teacher "$out" --names-share 0.7 --epochs 7 --decay 0.6
# Some of the names model back, and the other heads used to that.
[ -s "$out/mixed.pt" ] || "$python" "$here/mix.py" --new "$out/joint/mean.pt" --old "$out/names/mean.pt" --out "$out/mixed.pt"
train heads --init "$out/mixed.pt" --teacher "$out" --heads-only --epochs 1.5 --decay 0.8 --head-rate 5e-4 --ema 0.995
# The same once more from there, gently, and the mean of both.
train more --init "$out/heads/mean.pt" --teacher "$out" --epochs 4.6 --decay 0.9 --rate 1.2e-4 --head-rate 3e-4 --seed 29 --ema 0.999
[ -s "$out/soup.pt" ] || "$python" "$here/mix.py" --heads --share 0.6 --new "$out/more/mean.pt" --old "$out/heads/mean.pt" --out "$out/soup.pt"
[ -s "$out/last.pt" ] || "$python" "$here/mix.py" --share 0.9 --new "$out/soup.pt" --old "$out/names/mean.pt" --out "$out/last.pt"
train last --init "$out/last.pt" --teacher "$out" --heads-only --epochs 2 --decay 0.85 --head-rate 3e-4 --seed 11 --ema 0.997

dev=()
for name in ewn crossner_politics wikigold gum; do dev+=("$data/ner/$name.dev.jsonl:$prepared/$name.dev.jsonl"); done
dev+=("$data/reading/dev.jsonl:$prepared/reading.dev.jsonl")
model=$out/last/mean.pt
"$python" "$here/calibrate.py" --model "$model" --out "$out/settings.json" "${dev[0]}" "${dev[1]}" | tee "$out/calibration.txt"
"$python" "$here/pack.py" --vocab "$vocab" --checkpoint "$model" --settings "$out/settings.json" --out "$out/byline.model"
"$python" "$here/evaluate.py" --scorer "$scorer" --model "$model" "${dev[@]}" | tee "$out/scores.txt"
"$python" "$here/progress.py" --data "$data" --prepared "$prepared" --teacher "$out" --checkpoint "$model" | tee -a "$out/scores.txt"
