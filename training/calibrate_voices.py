"""Fit how sure a quote is to how often such quotes are right, from the answer of `byline annotate` and annotated attributions.

Right: at least half of the words of both contents are shared, and the source shares a word with the annotated one (or both
have none). Only quotes with a cue count; those without get what `turn.rs` says. Standard library only.

usage: calibrate_voices.py GOLD.jsonl ANNOTATED.jsonl
       (jq -c '{id, text}' GOLD.jsonl | byline annotate > ANNOTATED.jsonl; with SLOPE 1 and SHIFT 0 in `statement.rs`)
"""
import json
import math
import re
import sys

WORD = re.compile(r"\w+")
BINS = (0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.001)


def words(text, spans):
    """The places of the words in some spans."""
    return {m.start() + start for start, end in spans for m in WORD.finditer(text[start:end])}


def samples(gold, answer):
    """[(confidence, right?)] of the quotes of one document; each attribution is found once."""
    text = gold["text"]
    wanted = [(words(text, a["content"]), words(text, a["source"])) for a in gold["attributions"]]
    quotes = [q for q in answer["quotes"] if q["cue"]]
    pairs = []
    for at, quote in enumerate(quotes):
        content = words(text, quote["content"])
        for index, (want, _) in enumerate(wanted):
            shared = len(content & want) / max(1, len(content | want))
            if shared >= 0.5:
                pairs.append((shared, at, index))
    source_of, taken = {}, set()
    for _, at, index in sorted(pairs, reverse=True):
        if at not in source_of and index not in taken:
            source_of[at] = wanted[index][1]
            taken.add(index)
    out = []
    for at, quote in enumerate(quotes):
        source = words(text, quote["source"])
        want = source_of.get(at)
        out.append((quote["confidence"], want is not None and bool(source & want or not source | want)))
    return out


def logit(p):
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def curve(confidence, slope, shift):
    return 1 / (1 + math.exp(-(slope * logit(confidence) + shift)))


def fit(found):
    """Slope and shift of the logistic curve over the logits under which the outcomes are likeliest, by looking at many."""
    def loss(candidate):
        said = ((curve(confidence, *candidate), right) for confidence, right in found)
        return -sum(math.log(p if right else 1 - p) for p, right in said)
    return min(((slope / 20, shift / 10) for slope in range(4, 31) for shift in range(-20, 21)), key=loss)


def main():
    gold_path, answer_path = sys.argv[1:]
    with open(gold_path, encoding="utf-8") as f:
        golds = {d["id"]: d for d in map(json.loads, f)}
    with open(answer_path, encoding="utf-8") as f:
        found = [s for answer in map(json.loads, f) for s in samples(golds[answer["id"]], answer)]
    slope, shift = fit(found)
    print(f"slope {slope:.2f}, shift {shift:.2f}, {len(found)} quotes")
    for title, parameters in (("as said", (1, 0)), ("fitted", (slope, shift))):
        said = [(curve(confidence, *parameters), right) for confidence, right in found]
        for low, high in [*zip(BINS, BINS[1:]), (0.7, 1.001)]:
            here = [s for s in said if low <= s[0] < high]
            if here:
                mean, share = (sum(s[i] for s in here) / len(here) for i in (0, 1))
                print(f"  {title}, {low:.2f} to {min(high, 1):.2f}: {len(here):5} quotes, mean {mean:.3f}, right {share:.3f}")


if __name__ == "__main__":
    main()
