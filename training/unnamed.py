"""Train which of those without a name are listed, on annotated articles.

    unnamed.py --model CHECKPOINT.pt --gold CASTS.jsonl... --prepared PREPARED.jsonl... --entries ENTRIES.jsonl... --out unnamed.pt

`entries` is what `examples/unnamed.rs` prints for the gold texts. First a linear layer on the encoder's states learns which nouns stand for someone
without a name whom an annotator listed. Then a small network learns from its answers and the engine's evidence which entries are right: at least
half of their mentions are those of one such member. The first two numbers of the evidence are the layer's answers; they come from a layer that has
not seen the article. Prints, for articles left out of training, how many entries are kept and right at some thresholds.
"""
import argparse
import collections

import numpy as np
import torch
from torch import nn

import corpora
from binary import fit
from model import Model
from stance import states_of

N_EVIDENCE = 25
HIDDEN = 12  # of each network
NETWORKS = 2
FOLDS = 5


def read(model, gold_path, prepared_path, entries_path):
    """[(states of the nouns [n, width], which of them are right, [(rows of its nouns, evidence, member or None)], unnamed members)], one for each article."""
    prepared = {d.id: d for d in corpora.read_prepared(prepared_path)}
    golds = {d["id"]: d for d in corpora.read_jsonl(gold_path)}
    out = []
    for found in corpora.read_jsonl(entries_path):
        gold, document = golds[found["id"]], prepared[found["id"]]
        states = states_of(model, document)
        token = {int(end): i for i, (_, end) in enumerate(document.tokens)}
        members = [m for m in gold["cast"] if not m.get("named", True)]
        of_end = {x["end"]: m["id"] for m in gold["cast"] for x in m["mentions"]}
        unnamed = {m["id"] for m in members}
        right = {token[x["end"]] for m in members for x in m["mentions"] if x["kind"] == "noun" and x["end"] in token}
        nouns = sorted(right | {token[n[1]] for e in found["entries"] for n in e["nouns"] if n[1] in token}
                       | {token[x["end"]] for m in gold["cast"] for x in m["mentions"] if x["kind"] == "noun" and x["end"] in token})
        row = {at: i for i, at in enumerate(nouns)}
        entries = []
        for entry in found["entries"]:
            shared = collections.Counter(of_end[b] for _, b in entry["mentions"] if of_end.get(b) in unnamed)
            best = shared.most_common(1)
            member = best[0][0] if best and 2 * best[0][1] >= len(entry["mentions"]) else None
            entries.append(([row[token[n[1]]] for n in entry["nouns"] if n[1] in token], entry["evidence"], member))
        out.append((states[nouns] if nouns else states[:0], torch.tensor([float(at in right) for at in nouns]), entries, unnamed))
    return out


def layer(articles, steps=300):
    """A linear layer: states of nouns to the log of the odds."""
    torch.manual_seed(0)
    states, right = torch.cat([a[0] for a in articles]), torch.cat([a[1] for a in articles])
    model = nn.Linear(states.shape[1], 1)
    nn.init.zeros_(model.weight)
    optimizer = torch.optim.LBFGS(model.parameters(), max_iter=steps, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = nn.functional.binary_cross_entropy_with_logits(model(states).squeeze(1), right) + 0.008 * model.weight.square().sum()
        loss.backward()
        return loss
    optimizer.step(closure)
    return model


def rows(articles, answers):
    """Evidence [entries, n] with the layer's answers for the nouns of each article, and which entries are right."""
    out, right = [], []
    for (_, _, entries, _), answer in zip(articles, answers):
        for nouns, evidence, member in entries:
            own = answer[nouns]
            told = [float(own.mean()) / 4, float(own.max()) / 4] if len(own) else [0.0, 0.0]
            out.append(told + evidence[2:])
            right.append(float(member is not None))
    return torch.tensor(out), torch.tensor(right)


class Network(nn.Module):
    """Evidence to the log of the odds."""

    def __init__(self):
        super().__init__()
        self.hidden, self.out = nn.Linear(N_EVIDENCE, HIDDEN), nn.Linear(HIDDEN, 1)

    def forward(self, evidence):
        """[n, evidence] to [n]"""
        return self.out(nn.functional.dropout(self.hidden(evidence).relu(), 0.2, self.training)).squeeze(-1)


def train(evidence, right, seed, epochs=30):
    """One network."""
    torch.manual_seed(seed)
    return fit(Network(), evidence, right, epochs, 4e-3)


def joined(head, models):
    """The tensors of the model file: the layer, and the networks side by side with one hidden number that is always 1 for their bias."""
    n = len(models)
    return {"unnamed.weight": head.weight.detach(), "unnamed.bias": head.bias.detach(),
            "listing.hidden.weight": torch.cat([m.hidden.weight for m in models] + [torch.zeros(1, N_EVIDENCE)]).detach(),
            "listing.hidden.bias": torch.cat([m.hidden.bias for m in models] + [torch.ones(1)]).detach(),
            "listing.out.weight": torch.cat([m.out.weight / n for m in models] + [sum(m.out.bias for m in models)[None] / n], 1).detach()}


def no_listing(width=384):
    """One that finds every entry as likely as not."""
    return {name: torch.zeros_like(value) for name, value in joined(nn.Linear(width, 1), [Network()] * NETWORKS).items()}


def crossed(articles, parts):
    """The answers of layers that have not seen the article."""
    answers = [None] * len(articles)
    for k in range(parts):
        head = layer([a for i, a in enumerate(articles) if i % parts != k])
        with torch.no_grad():
            for i in range(k, len(articles), parts):
                answers[i] = head(articles[i][0]).squeeze(1)
    return answers


def report(articles):
    """Precision and recall of what is kept, for articles left out of training."""
    probability, right, hit = [], [], []
    for k in range(FOLDS):
        own = [a for i, a in enumerate(articles) if i % FOLDS == k]
        rest = [a for i, a in enumerate(articles) if i % FOLDS != k]
        evidence, wanted = rows(rest, crossed(rest, 2))
        models = [train(evidence, wanted, seed) for seed in range(NETWORKS)]
        head = layer(rest)
        with torch.no_grad():
            evidence, wanted = rows(own, [head(a[0]).squeeze(1) for a in own])
            probability.append(torch.sigmoid(sum(m(evidence) for m in models) / NETWORKS))
        right.append(wanted)
        hit += [(k, i, member) for i, a in enumerate(own) for _, _, member in a[2]]
    probability, right = torch.cat(probability).numpy(), torch.cat(right).numpy()
    wanted = sum(len(a[3]) for a in articles)
    for least in (0, 0.2, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7):
        kept = probability >= least
        found = {it for it, keep in zip(hit, kept) if keep and it[2] is not None}
        print(f"from {least}: {kept.sum()} of {len(kept)} kept, right {100 * right[kept].mean():.1f} %, found {100 * len(found) / wanted:.1f} % of {wanted}")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", required=True)
    for name in ("gold", "prepared", "entries"):
        p.add_argument(f"--{name}", nargs="+", required=True)
    p.add_argument("--out", required=True)
    args = p.parse_args()
    torch.set_num_threads(1)
    model = Model()
    model.load_state_dict({**model.state_dict(), **torch.load(args.model, weights_only=True, map_location="cpu")["model"]})
    model.eval()
    articles = [a for paths in zip(args.gold, args.prepared, args.entries) for a in read(model, *paths)]
    np.random.default_rng(0).shuffle(articles)
    report(articles)
    evidence, right = rows(articles, crossed(articles, FOLDS))
    torch.save(joined(layer(articles), [train(evidence, right, seed) for seed in range(NETWORKS)]), args.out)


if __name__ == "__main__":
    main()
