"""Find the temperature with which a mention's confidence says how often such mentions are right.

Confidence of a mention: the least probability, over its tokens, of the label it got, from the voted scores divided by the
temperature. Right: the same span and type in the gold, compared without "the", titles and possessives (`corpora.bare`).
"""
import argparse
import json

import numpy as np

import corpora
import decode
import predict
import windows
from labels import begin, inside

GRID = [round(0.6 + 0.1 * i, 1) for i in range(35)]


def samples(document, gold, scores):
    """[(voted scores of the mention's tokens, their labels, right?)] of one document."""
    text = gold["text"]
    right = {(*corpora.bare(text, e["start"], e["end"], e["type"]), e["type"]) for e in gold["entities"]}
    voted = decode.vote(document, text, scores)
    out = []
    for a, b, kind in decode.names(document, text, scores):
        span = corpora.bare(text, int(document.tokens[a, 0]), int(document.tokens[b - 1, 1]), kind)
        if kind != "MISC":
            out.append((voted[a:b], [begin(kind)] + [inside(kind)] * (b - a - 1), (*span, kind) in right))
    return out


def confidence(scores, labels, temperature):
    """Of one mention."""
    p = decode.log_softmax(scores.astype(np.float64) / temperature)
    return float(np.exp(min(p[i, label] for i, label in enumerate(labels))))


def table(all_samples, temperature, bins=(0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.001)):
    """Rows (from, to, mentions, mean confidence, share right)."""
    c = np.array([confidence(s, y, temperature) for s, y, _ in all_samples])
    r = np.array([ok for *_, ok in all_samples])
    rows = []
    for lo, hi in zip(bins, bins[1:]):
        at = (c >= lo) & (c < hi)
        if at.any():
            rows.append((lo, min(hi, 1.0), int(at.sum()), float(c[at].mean()), float(r[at].mean())))
    return rows


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--model", required=True)
    p.add_argument("--out", help="settings for `pack.py`: name, version, max_pieces, temperature")
    p.add_argument("--version", default="2.0.0")
    p.add_argument("files", nargs="+", metavar="GOLD.jsonl:PREPARED.jsonl")
    args = p.parse_args()
    run, found = predict.load(args.model), []
    for entry in args.files:
        gold_path, prepared_path = entry.split(":")
        golds = {d["id"]: d for d in corpora.read_jsonl(gold_path)}
        documents = list(corpora.read_prepared(prepared_path))
        for d, s in zip(documents, predict.score_documents(run, documents)):
            found += samples(d, golds[d.id], s)

    def loss(temperature):
        c = np.clip([confidence(s, y, temperature) for s, y, _ in found], 1e-4, 1 - 1e-4)
        r = np.array([ok for *_, ok in found])
        return -np.mean(np.where(r, np.log(c), np.log(1 - c)))
    best = min(GRID, key=loss)
    print(f"temperature {best}, {len(found)} mentions (loss {loss(best):.4f}; at 1.0 {loss(1.0):.4f})")
    for lo, hi, n, mean, share in table(found, best):
        print(f"  confidence {lo:.2f} to {hi:.2f}: {n:5} mentions, mean {mean:.3f}, right {share:.3f}")
    if args.out:
        with open(args.out, "w", encoding="utf-8") as f:
            json.dump({"name": "byline-engine", "version": args.version, "max_pieces": windows.LIMIT,
                       "temperature": best}, f)


if __name__ == "__main__":
    main()
