"""How far the heads are, on dev, without the engine's decoding: F1 of voices by token, and the share of right links and antecedents."""
import argparse
import pathlib

import numpy as np
import torch

import coreference
import corpora
import heads
import voices
import windows
from model import Model


def f1(right, found, wanted):
    """In percent."""
    return 200 * right / max(found + wanted, 1)


def voices_report(model, documents, encode):
    """Token F1 of each layer, and links of gold contents to the right gold source and cue."""
    counts, links = np.zeros((3, 3)), {"source": [0, 0], "cue": [0, 0]}
    for document in documents:
        states, chunk = encode(document)
        guess = model.heads["voices"](states).reshape(-1, 3, 3).argmax(-1).numpy() > 0
        gold, known = document.voices > 0, document.voices >= 0
        for column in range(3):
            g, p = gold[:, column] & known[:, column], guess[:, column] & known[:, column]
            counts[column] += (g & p).sum(), p.sum(), g.sum()
        for which, score in links.items():
            keys = np.array(sorted({k for c in document.contents for k in getattr(c, which)}))
            if not len(keys):
                continue
            first, last = (np.array([at(c) for c in document.contents]) for at in (lambda c: c.start, lambda c: c.end - 1))
            buckets = torch.from_numpy(voices.buckets(first[:, None], last[:, None], keys[None]))
            table = model.heads["link"](states[first], states[last], states[keys], buckets, which).numpy()
            for row, content in zip(table, document.contents):
                wanted = getattr(content, which)
                best = int(keys[row.argmax()]) if row.max() > 0 else None
                score[0] += best in wanted if wanted else best is None
                score[1] += 1
    cells = " ".join(f"{layer} {f1(*counts[i]):.1f}" for i, layer in enumerate(voices.LAYERS))
    return f"voices, F1 by token: {cells}; links right: " + ", ".join(f"{k} {100 * a / b:.1f} %" for k, (a, b) in links.items())


def coreference_report(model, documents, encode):
    """Share of he and she whose best antecedent is of their cluster, of those that have one before them; F1 of mentions found."""
    right, asked, find = 0, 0, np.zeros(3)
    for document in documents:
        states, _ = encode(document)
        words = document.words
        guessed = (model.heads["mention"](states).squeeze(-1).numpy() > 0) & (words.kind == coreference.NOUN)
        gold = {at for at in document.again if words.kind[at] == coreference.NOUN}
        find += len(gold & set(np.flatnonzero(guessed).tolist())), guessed.sum(), len(gold)
        chosen = set(document.heads) | set(np.flatnonzero(np.isin(words.kind, (2, 3, 4, 5, 6, 7, 8)) | guessed).tolist())
        at = np.array(sorted(chosen))
        later, earlier = coreference.pairs(len(at))
        if not len(later):
            continue
        score = model.heads["coref"](states[at], torch.from_numpy(later), torch.from_numpy(earlier),
                                     torch.from_numpy(coreference.features(words, at, later, earlier))).numpy()
        for i, head in enumerate(at):
            mine = later == i
            cluster = document.heads.get(int(head))
            before = [document.heads.get(int(at[j])) for j in earlier[mine]]
            if words.kind[head] in (coreference.HE, coreference.SHE) and cluster is not None and cluster in before:
                asked += 1
                right += before[int(score[mine].argmax())] == cluster
    return f"he and she: {100 * right / max(asked, 1):.1f} % of {asked}; nouns found, F1 {f1(*find):.1f}"


def syntax_report(model, documents, encode):
    """Right parts of speech, heads, and heads with relations, in percent of the tokens that have a head; signs count, trees are not enforced."""
    head, n, tags, arcs, labels = model.heads["syntax"], 0, 0, 0, 0
    for document in documents:
        states, _ = encode(document)
        at = 0
        for length in document.sentences:
            own, tree = states[at:at + length], document.tree[at:at + length]
            if length:
                guess = head.arcs(own).argmax(1)
                guess = torch.where(guess == length, -1, guess)
                kinds = head.labels(own, guess).argmax(1).numpy()
                gold = np.where(tree[:, 1] >= 0, tree[:, 1] - at, tree[:, 1])
                known = gold > -2
                right = known & (guess.numpy() == gold)
                n, arcs, labels = n + known.sum(), arcs + right.sum(), labels + (right & (kinds == tree[:, 2])).sum()
                tags += (known & (head.tags(own).argmax(1).numpy() == tree[:, 0])).sum()
            at += length
    return f"parts of speech {100 * tags / n:.1f} %, heads {100 * arcs / n:.1f} %, with relation {100 * labels / n:.1f} % of {n}"


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", required=True)
    p.add_argument("--prepared", required=True)
    p.add_argument("--teacher", required=True, help="folder of NAME.npz of the dev parts")
    p.add_argument("--checkpoint", required=True)
    p.add_argument("--limit", type=int, default=256)
    p.add_argument("--most", type=int, default=1000, help="documents of each part")
    args = p.parse_args()
    torch.set_num_threads(1)
    model = Model()
    model.load_state_dict(torch.load(args.checkpoint, weights_only=True, map_location="cpu")["model"])
    model.eval()

    def encode(document):
        cut = windows.pack(document, args.limit)
        ids, case, mask = (None if a is None else torch.from_numpy(a) for a in windows.collate(cut))
        with torch.autocast("cpu", torch.bfloat16):
            states = model(ids, case, mask)
        chunk = heads.Chunk(document, cut)
        return heads.token_states(states, chunk).float(), chunk

    data, prepared = pathlib.Path(args.data), pathlib.Path(args.prepared)
    with torch.inference_mode():
        read = corpora.read_voices(data / "attribution" / "polnear.dev.jsonl", prepared / "polnear.dev.jsonl", report=lambda _: None)
        print(voices_report(model, read[:args.most], encode))
        for name in ("ontogum.dev", "litbank.dev"):
            taught = dict(np.load(pathlib.Path(args.teacher) / f"{name}.npz"))
            read = corpora.read_coreference(data / "coref" / f"{name}.jsonl", prepared / f"{name}.jsonl", taught, lambda _: None)
            print(name, coreference_report(model, read[:args.most], encode))
            if name.startswith("ontogum"):
                corpora.read_trees(data / "ud" / "gum.dev.conllu", None, read, lambda _: None)
                print("gum.dev", syntax_report(model, read[:args.most], encode))
        read = corpora.read_trees(data / "ud" / "ewt.dev.conllu", prepared / "ewt.dev.jsonl", report=lambda _: None)
        print("ewt.dev", syntax_report(model, read[:args.most], encode))

if __name__ == "__main__":
    main()
