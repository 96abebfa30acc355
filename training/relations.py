"""Train what tells relations that an article states from other proposals of the rules, on annotated articles.

    relations.py --model MODEL.pt --gold CASTS.jsonl --prepared PREPARED.jsonl --proposals PROPOSALS.jsonl [again...] --more N --out relations.pt

`proposals` is what `examples/relations.rs` prints for the gold texts. A proposal is right if the gold links its two, with the same
subject or in words that go both ways. It is judged by the evidence of the rules and by the encoder's states of three words: the subject,
the object, and the word that says it. The last N files are only learned from. Prints, for articles of the others left out of training,
how many pairs are found and how sure it is.
"""
import argparse
import collections
import json
import pathlib

import numpy as np
import torch
from torch import nn

import corpora
from binary import fit
from model import Model
from stance import states_of

N_EVIDENCE = 123
HIDDEN = 32  # of each network
NETWORKS = 3
WORDS = 3  # whose states are read
KEPT = 16  # numbers that each network keeps of a state
FOLDS = 5
# Words of links that hold in both directions.
MUTUAL = set("met meets meeting married divorced spoke talks talked cooperates collaborates partner partners friend rival "
             "compatriot counterpart colleague brother sister sibling twin cousin agreement shared with".split())
EDGE = " \t\n\xa0\"'“”‘’,;:()[]"


def trimmed(text, start, end):
    """A span without article, possessive and signs at its edges."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    if text[start:end].lower().startswith("the "):
        start += 4
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    return start, end


def aligned(gold, found):
    """{entity found: member of the gold's cast}: the one with which it shares most names, or, without any, most mentions."""
    text, out = gold["text"], {}
    members = [(m["id"], {trimmed(text, x["start"], x["end"]): x["kind"] == "name" for x in m["mentions"]}) for m in gold["cast"]]
    for entity in found["entities"]:
        own = [trimmed(text, *m["span"]) for m in entity["mentions"]]
        shared = {id_: [theirs[span] for span in own if span in theirs] for id_, theirs in members}
        best = max(shared, key=lambda id_: (sum(shared[id_]), len(shared[id_])), default=None)
        if best is not None and shared[best]:
            out[entity["id"]] = best
    return out


def samples(model, gold_path, prepared_path, found_path, document):
    """[(evidence and states, right?, document, pair, linked at all?)], the pairs that must be found, the last document's number; pairs are frozensets of gold ids."""
    prepared = {d.id: d for d in corpora.read_prepared(prepared_path)}
    golds = {d["id"]: d for d in map(json.loads, pathlib.Path(gold_path).read_text("utf-8").splitlines())}
    rows, wanted = [], set()
    for line in pathlib.Path(found_path).read_text("utf-8").splitlines():
        found = json.loads(line)
        gold = golds[found["id"]]
        document += 1
        states = states_of(model, prepared[found["id"]])
        members, links = aligned(gold, found), collections.defaultdict(list)
        named = {m["id"] for m in gold["cast"] if m.get("named", True)}
        for link in gold["links"]:
            pair = frozenset((link["subject"], link["object"]))
            links[pair].append(link)
            if not link["optional"] and pair <= named:
                wanted.add((document, pair))
        for it in found["proposals"]:
            ends = members.get(it["subject"], ("?", it["subject"])), members.get(it["object"], ("?", it["object"]))
            own = links.get(frozenset(ends), [])
            right = any(k["subject"] == ends[0] or MUTUAL & set(k["label"].lower().split()) for k in own)
            row = torch.cat([torch.tensor(it["evidence"]), *states[it["words"]]])
            rows.append((row, right, document, frozenset(ends), bool(own)))
    return rows, wanted, document


class Network(nn.Module):
    """Evidence and states to the log of the odds."""

    def __init__(self, width):
        super().__init__()
        self.word = nn.Linear(width, KEPT)
        self.hidden, self.out = nn.Linear(N_EVIDENCE + WORDS * KEPT, HIDDEN), nn.Linear(HIDDEN, 1)

    def forward(self, rows):
        """[n, evidence and states] to [n]"""
        evidence, states = rows[:, :N_EVIDENCE], rows[:, N_EVIDENCE:]
        if self.training:  # some numbers are left out, so that none is relied on alone
            evidence = evidence * (torch.rand_like(evidence) > 0.1)
        drop = lambda it, share: nn.functional.dropout(it, share, self.training)
        kept = self.word(drop(states, 0.3).unflatten(1, (WORDS, -1))).tanh().flatten(1)
        return self.out(drop(self.hidden(torch.cat([evidence, drop(kept, 0.3)], 1)).relu(), 0.4)).squeeze(-1)


def train(rows, right, seed, epochs=20):
    """One network."""
    torch.manual_seed(seed)
    return fit(Network((rows.shape[1] - N_EVIDENCE) // WORDS), rows, right, epochs, 3e-3)


def joined(models):
    """The weights of several side by side, each on the numbers that it keeps itself, and one hidden number that is always 1 for their bias."""
    n, kept = len(models), KEPT * len(models)
    hidden = torch.zeros(n * HIDDEN + 1, N_EVIDENCE + WORDS * kept)
    for k, m in enumerate(models):
        rows, weight = slice(k * HIDDEN, (k + 1) * HIDDEN), m.hidden.weight.detach()
        hidden[rows, :N_EVIDENCE] = weight[:, :N_EVIDENCE]
        for word in range(WORDS):
            at = N_EVIDENCE + word * kept + k * KEPT
            hidden[rows, at:at + KEPT] = weight[:, N_EVIDENCE + word * KEPT:][:, :KEPT]
    return {"relation.word.weight": torch.cat([m.word.weight for m in models]).detach(),
            "relation.word.bias": torch.cat([m.word.bias for m in models]).detach(),
            "relation.hidden.weight": hidden,
            "relation.hidden.bias": torch.cat([m.hidden.bias for m in models] + [torch.ones(1)]).detach(),
            "relation.out.weight": torch.cat([m.out.weight / n for m in models] + [sum(m.out.bias for m in models)[None] / n], 1).detach()}


def no_scorer(width=384):
    """One that finds all proposals as likely as not."""
    return {name: torch.zeros_like(value) for name, value in joined([Network(width)] * NETWORKS).items()}


def report(samples, probability, wanted):
    """Pairs found at some thresholds, and how often the surer ones are right."""
    for least in (0.4, 0.5, 0.6, 0.7, 0.8):
        found = {(s[2], s[3], s[4]) for s, p in zip(samples, probability) if p >= least}
        hit = {f[:2] for f in found} & wanted
        wrong = sum(not f[2] for f in found)
        print(f"from {least}: pairs P {100 * len(hit) / max(len(hit) + wrong, 1):.1f} R {100 * len(hit) / len(wanted):.1f}")
    for low, high in ((0, 0.3), (0.3, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        own = [s[1] for s, p in zip(samples, probability) if low <= p < high]
        if own:
            print(f"sure {low:.1f} to {high:.1f}: {len(own):5}, right {100 * np.mean(own):5.1f} %")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", required=True)
    for name in ("gold", "prepared", "proposals"):
        p.add_argument(f"--{name}", nargs="+", required=True)
    p.add_argument("--more", type=int, default=0, help="how many of the files, the last ones, are only learned from")
    p.add_argument("--out", required=True)
    args = p.parse_args()
    torch.set_num_threads(1)
    model = Model()
    model.load_state_dict({**model.state_dict(), **torch.load(args.model, weights_only=True, map_location="cpu")["model"]})
    model.eval()
    all_samples, wanted, document, asked = [], set(), 0, 0
    for number, paths in enumerate(zip(args.gold, args.prepared, args.proposals)):
        rows, more, document = samples(model, *paths, document)
        all_samples += rows
        if number < len(args.gold) - args.more:
            wanted, asked = wanted | more, len(all_samples)
    rows = torch.stack([s[0] for s in all_samples])
    right = torch.tensor([float(s[1]) for s in all_samples])
    fold = torch.tensor([s[2] % FOLDS for s in all_samples])
    fold[asked:] = FOLDS
    probability = torch.zeros(len(right))
    for k in range(FOLDS):
        models = [train(rows[fold != k], right[fold != k], seed) for seed in range(NETWORKS)]
        with torch.no_grad():
            probability[fold == k] = torch.sigmoid(sum(m(rows[fold == k]) for m in models) / NETWORKS)
    report(all_samples[:asked], probability[:asked].numpy(), wanted)
    torch.save(joined([train(rows, right, seed) for seed in range(NETWORKS)]), args.out)


if __name__ == "__main__":
    main()
