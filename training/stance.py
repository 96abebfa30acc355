"""Train what tells a statement from an attitude and from no quote at all, on the quotes that the engine finds in annotated articles.

    stance.py --model MODEL.pt --gold CASTS.jsonl --prepared PREPARED.jsonl --found ANNOTATED.jsonl [again...] --out stance.pt

`found` is what `byline annotate` prints for the gold texts, before this filter. Two linear layers on the encoder's states, of the
first word of the cue and of the first of the content, are added up.
"""
import argparse

import numpy as np
import torch
from torch.nn import functional as F

import corpora
import windows
from model import Model

STATEMENT, ATTITUDE, NONE = range(3)
FOLDS = 5


def spans(parts):
    """Code points of some spans."""
    return {at for start, end in parts for at in range(start, end)}


def labels(gold, quote):
    """What a quote found may be: the stance of the annotated one that it shares half of its content with, else none."""
    own = spans(quote["content"])
    best, share = None, 0.0
    for other in gold["attributions"]:
        theirs = spans(other["content"])
        both = len(own & theirs) / max(len(own | theirs), 1)
        if both > share:
            best, share = other, both
    if share < 0.5:
        return (NONE,) if share < 0.25 else ()  # a part of one is neither right nor junk
    stance = best.get("stance")
    return (STATEMENT, ATTITUDE) if stance is None else (ATTITUDE,) if stance == "attitude" else (STATEMENT,)


def states_of(model, document):
    """The encoder's state of each token [tokens, width], as the engine cuts the windows."""
    out = []
    with torch.no_grad():
        for window in windows.pack(document):
            ids, case = torch.from_numpy(window.ids)[None], torch.from_numpy(window.case)[None]
            out.append(model(ids, case)[0][torch.from_numpy(window.first)])
    return torch.cat(out)


def samples(model, gold_path, prepared_path, found_path):
    """[(document, states of cue and content, labels)]"""
    golds = {d["id"]: d for d in corpora.read_jsonl(gold_path)}
    found = {d["id"]: d for d in corpora.read_jsonl(found_path)}
    out = []
    for document in corpora.read_prepared(prepared_path):
        states = states_of(model, document)
        for quote in found[document.id]["quotes"]:
            wanted = labels(golds[document.id], quote)
            if not quote["cue"] or not wanted:
                continue
            cue, content = (int(np.searchsorted(document.tokens[:, 1], quote[part][0][0], "right")) for part in ("cue", "content"))
            out.append((document.id, torch.cat([states[cue], states[content]]), wanted, quote["kind"]))
    return out


def train(rows, decay, seed=1):
    """Weights [3, 2 * width + 1] by a marginal loss over the labels that are right."""
    torch.manual_seed(seed)
    inputs = torch.stack([r[1] for r in rows])
    inputs = torch.cat([inputs, torch.ones(len(inputs), 1)], 1)
    right = torch.tensor([[k in r[2] for k in range(3)] for r in rows])
    weights = torch.zeros(3, inputs.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        score = inputs @ weights.T
        value = (score.logsumexp(1) - score.masked_fill(~right, -1e9).logsumexp(1)).mean() + decay * (weights[:, :-1] ** 2).sum()
        value.backward()
        return value
    optimizer.step(loss)
    return weights.detach()


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", required=True)
    for name in ("gold", "prepared", "found"):
        p.add_argument(f"--{name}", nargs="+", required=True)
    p.add_argument("--decay", type=float, default=0.003)
    p.add_argument("--out", required=True)
    args = p.parse_args()
    model = Model()
    model.load_state_dict({**model.state_dict(), **torch.load(args.model, weights_only=True, map_location="cpu")["model"]})
    model.eval()
    rows = [row for paths in zip(args.gold, args.prepared, args.found) for row in samples(model, *paths)]
    ids = sorted({r[0] for r in rows})
    fold = {name: i % FOLDS for i, name in enumerate(ids)}
    print(f"{len(rows)} quotes, {sum(r[2] == (NONE,) for r in rows)} of them none, {sum(r[2] == (ATTITUDE,) for r in rows)} attitudes")
    for decay in sorted({0.0003, 0.001, 0.003, 0.01, args.decay}):
        score, right = [], []
        for i in range(FOLDS):
            weights = train([r for r in rows if fold[r[0]] != i], decay)
            for r in (r for r in rows if fold[r[0]] == i):
                score.append((torch.cat([r[1], torch.ones(1)]) @ weights.T).softmax(0).numpy())
                right.append(r[2])
        score = np.array(score)
        junk = np.array([r == (NONE,) for r in right])
        line = [f"decay {decay}:"]
        for least in (0.4, 0.5, 0.6, 0.7, 0.8):
            out = score[:, NONE] > least
            line.append(f"out above {least}: {out.sum()} ({100 * junk[out].mean():.0f} % junk, {100 * out[junk].mean():.0f} % of the junk)")
        told = np.array([len(r) == 1 and r != (NONE,) for r in right])
        attitude = np.array([r == (ATTITUDE,) for r in right])[told]
        said = (score[:, ATTITUDE] > score[:, STATEMENT])[told]
        line.append(f"attitudes P {100 * attitude[said].mean():.0f} R {100 * said[attitude].mean():.0f} of {attitude.sum()}")
        print("; ".join(line))
    weights = train(rows, args.decay)
    width = (weights.shape[1] - 1) // 2
    torch.save({"stance.cue.weight": weights[:, :width].contiguous(), "stance.cue.bias": weights[:, -1].contiguous(),
                "stance.content.weight": weights[:, width:-1].contiguous()}, args.out)


if __name__ == "__main__":
    main()
