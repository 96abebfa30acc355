"""Train what tells relations that an article states from other proposals of the rules, on annotated articles.

    relations.py --gold CASTS.jsonl --proposals PROPOSALS.jsonl [again...] --out relations.pt

`proposals` is what `examples/relations.rs` prints for the gold texts. A proposal is right if the gold links its two, with the same
subject or in words that go both ways. Prints, for articles left out of training, how many pairs are found and how sure it is.
"""
import argparse
import collections
import json
import pathlib

import numpy as np
import torch
from torch import nn

N_EVIDENCE = 123
HIDDEN = 24  # of each network
NETWORKS = 3
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
    """{entity found: member of the gold's cast}: the first one that shares a mention, those with a name first."""
    text, out = gold["text"], {}
    cast = sorted(gold["cast"], key=lambda m: not m.get("named", True))
    spans = [(m["id"], {trimmed(text, x["start"], x["end"]) for x in m["mentions"]}) for m in cast]
    for entity in found["entities"]:
        own = {trimmed(text, *m["span"]) for m in entity["mentions"]}
        for member, theirs in spans:
            if own & theirs:
                out[entity["id"]] = member
                break
    return out


def samples(gold_path, found_path, document):
    """[(evidence, right?, document, pair)], and the pairs that must be found; pairs are frozensets of gold ids."""
    golds = {d["id"]: d for d in map(json.loads, pathlib.Path(gold_path).read_text("utf-8").splitlines())}
    rows, wanted = [], set()
    for line in pathlib.Path(found_path).read_text("utf-8").splitlines():
        found = json.loads(line)
        gold = golds[found["id"]]
        document += 1
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
            rows.append((it["evidence"], right, document, frozenset(ends), bool(own)))
    return rows, wanted


class Network(nn.Module):
    """Evidence to the log of the odds."""

    def __init__(self, width):
        super().__init__()
        self.hidden, self.out = nn.Linear(width, HIDDEN), nn.Linear(HIDDEN, 1)

    def forward(self, rows):
        """[n, evidence] to [n]"""
        if self.training:  # some numbers are left out, so that none is relied on alone
            rows = rows * (torch.rand_like(rows) > 0.1)
        return self.out(nn.functional.dropout(self.hidden(rows).relu(), 0.4, self.training)).squeeze(-1)


def train(rows, right, seed, epochs=25):
    """One network."""
    torch.manual_seed(seed)
    model = Network(rows.shape[1])
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, epochs * (len(right) // 64 + 1))
    model.train()
    for _ in range(epochs):
        for chosen in torch.randperm(len(right)).split(64):
            nn.functional.binary_cross_entropy_with_logits(model(rows[chosen]), right[chosen]).backward()
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
    return model.eval()


def joined(models):
    """The weights of several side by side, and one hidden number that is always 1 for their bias."""
    n, width = len(models), models[0].hidden.weight.shape[1]
    return {"relation.hidden.weight": torch.cat([m.hidden.weight for m in models] + [torch.zeros(1, width)]).detach(),
            "relation.hidden.bias": torch.cat([m.hidden.bias for m in models] + [torch.ones(1)]).detach(),
            "relation.out.weight": torch.cat([m.out.weight / n for m in models] + [sum(m.out.bias for m in models)[None] / n], 1).detach()}


def no_scorer():
    """One that finds all proposals as likely as not."""
    return {name: torch.zeros_like(value) for name, value in joined([Network(N_EVIDENCE)] * NETWORKS).items()}


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
    p.add_argument("--gold", nargs="+", required=True)
    p.add_argument("--proposals", nargs="+", required=True)
    p.add_argument("--out", required=True)
    args = p.parse_args()
    torch.set_num_threads(1)
    all_samples, wanted = [], set()
    for gold, found in zip(args.gold, args.proposals):
        rows, more = samples(gold, found, all_samples[-1][2] if all_samples else 0)
        all_samples, wanted = all_samples + rows, wanted | more
    rows = torch.tensor([s[0] for s in all_samples])
    right = torch.tensor([float(s[1]) for s in all_samples])
    fold = torch.tensor([s[2] % FOLDS for s in all_samples])
    probability = torch.zeros(len(right))
    for k in range(FOLDS):
        models = [train(rows[fold != k], right[fold != k], seed) for seed in range(NETWORKS)]
        with torch.no_grad():
            probability[fold == k] = torch.stack([m(rows[fold == k]) for m in models]).mean(0).sigmoid()
    report(all_samples, probability.tolist(), wanted)
    torch.save(joined([train(rows, right, seed) for seed in range(NETWORKS)]), args.out)


if __name__ == "__main__":
    main()
