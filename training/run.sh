#!/usr/bin/env bash
# From corpora to the packed model. See README.md. Every step that has left its result in OUT is skipped.
set -euo pipefail

usage="usage: run.sh --data DIR --encoder model.safetensors --vocab vocab.txt --scorer score.py --held-out FILE.jsonl --out DIR [--share 0.1]"
share=
while [ $# -gt 0 ]; do
    case $1 in
    --data) data=$2 ;;
    --encoder) encoder=$2 ;;
    --vocab) vocab=$2 ;;
    --scorer) scorer=$2 ;;
    --held-out) held_out=$2 ;;
    --out) out=$2 ;;
    --share) share=$2 ;;
    *) echo "$usage" >&2; exit 2 ;;
    esac
    shift 2
done
: "${data:?$usage}" "${encoder:?$usage}" "${vocab:?$usage}" "${scorer:?$usage}" "${out:?$usage}" "${held_out:?$usage}"
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}  # two threads were slower than one where other programs ran
cargo=(cargo run --quiet --profile "${PROFILE:-release}" --manifest-path "$here/../Cargo.toml")
prepared=$out/prepared
mkdir -p "$prepared"
if [ "$share" ]; then  # to try the recipe: the result is worth little
    (cd "$data" && find . -name "*.jsonl" -o -name "*.conllu") | while read -r file; do
        mkdir -p "$out/data/$(dirname "$file")"
        [ -s "$out/data/$file" ] || "$python" "$here/sample.py" "$share" <"$data/$file" >"$out/data/$file"
    done
    data=$out/data
fi

prepare() {  # text.jsonl name
    [ -s "$prepared/$2.jsonl" ] || { "${cargo[@]}" --example prepare -- \
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
prepare "$data/reading/train.jsonl" reading.train
prepare "$data/reading/marks.train.jsonl" marks.train  # `reading/marks.py attach`
[ -s "$out/passages.jsonl" ] || "$python" "$here/passages/passages.py" "$here"/passages/*.txt |
    if [ "$share" ]; then "$python" "$here/sample.py" "$share"; else cat; fi >"$out/passages.jsonl"
prepare "$out/passages.jsonl" passages
[ -s "$out/mentions.jsonl" ] || "$python" "$here/passages/passages.py" "$here"/passages/mentions/*.txt |
    if [ "$share" ]; then "$python" "$here/sample.py" "$share"; else cat; fi >"$out/mentions.jsonl"
prepare "$out/mentions.jsonl" mentions

train() {  # folder more...
    local to=$out/$1
    shift
    [ -e "$to/done" ] || { mkdir -p "$to" && "$python" "$here/train.py" --data "$data" --prepared "$prepared" --held-out "$held_out" --out "$to" "$@" \
        >>"$to/log" 2>&1 && touch "$to/done"; }
}

# First names alone; then they label the texts of the other corpora, so that no head forgets while another learns.
train names --init "$encoder" --epochs 8
label() {  # file name
    [ -s "$out/$2.npz" ] || "$python" "$here/label.py" --model "$out/names/mean.pt" --text "$data/$1.jsonl" \
        --prepared "$prepared/$2.jsonl" --out "$out/$2.npz"
}
for name in attribution/polnear.train coref/ontogum.train coref/litbank.train coref/ontogum.dev coref/litbank.dev reading/marks.train; do
    label "$name" "$(basename "$name")"
done
label reading/train reading.train
train joint --init "$out/names/mean.pt" --teacher "$out" --names-share 0.7 --epochs 7 --decay 0.6
# Some of the names model back, and the other heads used to that.
[ -s "$out/mixed.pt" ] || "$python" "$here/mix.py" --new "$out/joint/mean.pt" --old "$out/names/mean.pt" --out "$out/mixed.pt"
train heads --init "$out/mixed.pt" --teacher "$out" --heads-only --epochs 1.5 --decay 0.8 --head-rate 5e-4 --ema 0.995
# The same once more from there, gently, and the mean of both.
train more --init "$out/heads/mean.pt" --teacher "$out" --epochs 4.6 --decay 0.9 --rate 1.2e-4 --head-rate 3e-4 --seed 29 --ema 0.999
[ -s "$out/soup.pt" ] || "$python" "$here/mix.py" --heads --share 0.6 --new "$out/more/mean.pt" --old "$out/heads/mean.pt" --out "$out/soup.pt"
[ -s "$out/last.pt" ] || "$python" "$here/mix.py" --share 0.9 --new "$out/soup.pt" --old "$out/names/mean.pt" --out "$out/last.pt"
train last --init "$out/last.pt" --teacher "$out" --heads-only --epochs 2 --decay 0.85 --head-rate 3e-4 --seed 11 --ema 0.997

# Whom mentions stand for, learned where the whole cast is annotated, with and without names.
train cast --init "$out/last/mean.pt" --teacher "$out" --heads-only --others "ontogum.train,litbank.train,reading.train*3,marks.train*3" \
    --epochs 2.5 --decay 0.85 --head-rate 4e-4 --seed 31 --ema 0.997
[ -s "$out/joined.pt" ] || "$python" "$here/graft.py" --base "$out/last/mean.pt" --from "$out/cast/mean.pt" --heads coref,mention,kind \
    --out "$out/joined.pt"

dev=()
for name in ewn crossner_politics wikigold gum; do dev+=("$data/ner/$name.dev.jsonl:$prepared/$name.dev.jsonl"); done
dev+=("$data/reading/dev.jsonl:$prepared/reading.dev.jsonl")
model=$out/joined.pt
"$python" "$here/calibrate.py" --model "$model" --out "$out/settings.json" "${dev[0]}" "${dev[1]}" | tee "$out/calibration.txt"
# The last heads learn from what the engine itself finds and asks.
pack() { "$python" "$here/pack.py" --vocab "$vocab" --checkpoint "$1" --settings "$out/settings.json" --out "$2" "${@:3}"; }
pack "$out/joined.pt" "$out/first.model"
found=() gold=() cut=()
for name in train marks.train; do
    part=$([ "$name" = train ] && echo reading.train || echo "$name")
    gold+=("$data/reading/$name.jsonl"); cut+=("$prepared/$part.jsonl"); found+=("$out/$part.found.jsonl")
    [ -s "${found[-1]}" ] || "${cargo[@]}" -- annotate --model "$out/first.model" "${gold[-1]}" >"${found[-1]}"
done
[ -s "$out/stance.pt" ] || "$python" "$here/stance.py" --model "$out/joined.pt" --gold "${gold[@]}" --prepared "${cut[@]}" \
    --found "${found[@]}" --out "$out/stance.pt" | tee "$out/stance.txt"
ask() { "${cargo[@]}" --example coreference -- --model "$1" "${@:3}" >"$2"; }
second=("$out/joined.pt" "$out/second.model" --heads "$out/stance.pt")
articles=("${gold[@]}")
gold+=("$out/passages.jsonl"); cut+=("$prepared/passages.jsonl")
# What a noun may describe. Twice without half of the texts, so that the ranker is asked about texts that the head has not seen.
describe() {  # out.pt more...
    [ -s "$1" ] || "$python" "$here/descriptions.py" --model "$out/joined.pt" --articles "${gold[0]}:${cut[0]}" "${gold[1]}:${cut[1]}" \
        --passages "${gold[2]}:${cut[2]}" "$out/mentions.jsonl:$prepared/mentions.jsonl" \
        --clusters "$data/coref/ontogum.train.jsonl:$prepared/ontogum.train.jsonl" --out "$1" "${@:2}"
}
right=() own=()
for half in 0 1; do
    describe "$out/described.$half.pt" --without "$half/2"
    for kind in articles passages; do
        if [ $kind = articles ]; then files=("${articles[@]}"); else files=("$out/passages.jsonl" "$out/mentions.jsonl"); fi
        for file in "${files[@]}"; do awk -v half="$half" '(NR - 1) % 2 == half' "$file"; done >"$out/$kind.$half.jsonl"
        right+=("$out/$kind.$half.right.bin") own+=("$out/$kind.$half.own.bin")
        [ -s "${right[-1]}" ] || { pack "${second[@]}" --descriptions "$out/described.$half.pt"
            ask "$out/second.model" "${right[-1]}" "$out/$kind.$half.jsonl"; }
    done
done
[ -s "$out/once.pt" ] || "$python" "$here/ranker.py" "${right[@]}" --folds 0 --epochs 15 --out "$out/once.one.pt"
[ -s "$out/once.pt" ] || "$python" "$here/ranker.py" --pronouns "$out/once.one.pt" --nouns "$out/once.one.pt" --out "$out/once.pt"
for to in "${own[@]}"; do
    half=${to%.own.bin}
    [ -s "$to" ] || { pack "${second[@]}" --descriptions "$out/described.${half##*.}.pt" --ranker "$out/once.pt"
        ask "$out/second.model" "$to" --own "$half.jsonl"; }
done
describe "$out/described.pt"
second+=(--descriptions "$out/described.pt")
for own_too in "" --own; do
    to=$out/articles${own_too:+.own}.bin
    [ -s "$to" ] || { pack "${second[@]}" --ranker "$out/once.pt"; ask "$out/second.model" "$to" $own_too "${articles[@]}"; }
done
# Pronouns are ranked by what the articles alone teach, nouns by the passages, too; of these there are more.
questions=()
for file in "${right[@]}" "${own[@]}"; do
    case $file in "$out"/articles.*) questions+=("$file*4") ;; *) questions+=("$file") ;; esac
done
[ -s "$out/nouns.pt" ] || "$python" "$here/ranker.py" "${questions[@]}" --epochs 15 --out "$out/nouns.pt" | tee "$out/nouns.txt"
[ -s "$out/pronouns.pt" ] || "$python" "$here/ranker.py" "$out/articles.bin" "$out/articles.own.bin" --out "$out/pronouns.pt" | tee "$out/pronouns.txt"
[ -s "$out/ranker.pt" ] || "$python" "$here/ranker.py" --pronouns "$out/pronouns.pt" --nouns "$out/nouns.pt" --out "$out/ranker.pt"
third=("$out/joined.pt" "$out/third.model" --heads "$out/stance.pt" --descriptions "$out/described.pt" --ranker "$out/ranker.pt")
proposals=()
for file in "${gold[@]}"; do
    proposals+=("$out/$(basename "$file" .jsonl).proposals.jsonl")
    [ -s "${proposals[-1]}" ] || { pack "${third[@]}"; "${cargo[@]}" --example relations -- --model "$out/third.model" \
        --folder "$out/analyses" "$file" >"${proposals[-1]}"; }
done
[ -s "$out/relations.pt" ] || "$python" "$here/relations.py" --model "$out/joined.pt" --gold "${gold[@]}" --prepared "${cut[@]}" \
    --proposals "${proposals[@]}" --more 1 --out "$out/relations.pt" | tee "$out/relations.txt"
# Who without a name is listed. `reading/train` has no one without a name.
[ -s "$out/entries.jsonl" ] || { pack "${third[@]}"; "${cargo[@]}" --example unnamed -- --model "$out/third.model" "${articles[1]}" >"$out/entries.jsonl"; }
[ -s "$out/unnamed.pt" ] || "$python" "$here/unnamed.py" --model "$out/joined.pt" --gold "${articles[1]}" --prepared "${cut[1]}" \
    --entries "$out/entries.jsonl" --out "$out/unnamed.pt" | tee "$out/unnamed.txt"
pack "$out/joined.pt" "$out/byline.model" --heads "$out/stance.pt" --descriptions "$out/described.pt" --ranker "$out/ranker.pt" --scorer "$out/relations.pt" \
    --listing "$out/unnamed.pt"
"$python" "$here/evaluate.py" --scorer "$scorer" --model "$model" "${dev[@]}" | tee "$out/scores.txt"
"$python" "$here/progress.py" --data "$data" --prepared "$prepared" --teacher "$out" --checkpoint "$model" | tee -a "$out/scores.txt"
