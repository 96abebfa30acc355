"""Train the ranker of coreference on the questions that `examples/coreference.rs` writes.

    ranker.py QUESTIONS.bin[*TIMES]... --out ranker.pt      also prints how often it is right on documents that it was not trained on
    ranker.py --pronouns A.pt --nouns B.pt --out ranker.pt      one that asks A for pronouns and B for nouns
"""
import argparse
import pathlib

import numpy as np
import torch
from torch import nn

HIDDEN = 48  # of each network
NETWORKS = 2  # trained from other beginnings; their scores are averaged
N_EVIDENCE = 126
# The classes of a mention, in the engine's order (`evidence.rs`).
CLASSES = ("I", "he", "she", "it", "we", "they", "the", "a", "her", "bare")
PRONOUNS, NOUNS = range(6), range(6, 10)  # their numbers
SILENT = -1000.0  # keeps a unit at 0 wherever a number of 1 has this weight
FOLDS = 5


def read(path):
    """[(document, options [n, evidence], right [n])]"""
    raw, at, out = pathlib.Path(path).read_bytes(), 0, []
    while at < len(raw):
        document, n, width = np.frombuffer(raw, "<u4", 3, at)
        at += 12
        right = np.frombuffer(raw, np.uint8, n, at).astype(bool)
        at += n
        rows = np.frombuffer(raw, "<f4", n * width, at).reshape(n, width)
        at += 4 * n * width
        out.append((int(document), rows[:, :N_EVIDENCE], right))
    return out


class Ranker(nn.Module):
    """Evidence to a score."""

    def __init__(self, width):
        super().__init__()
        self.hidden = nn.Linear(width, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1, bias=False)

    def forward(self, rows, drop=0.0):
        """[..., evidence] to [...]"""
        return self.out(nn.functional.dropout(self.hidden(rows).relu(), drop, self.training)).squeeze(-1)


def joined(models):
    """The weights of several, side by side, as the engine reads them."""
    return {"ranker.hidden.weight": torch.cat([m.hidden.weight for m in models]).detach(),
            "ranker.hidden.bias": torch.cat([m.hidden.bias for m in models]).detach(),
            "ranker.out.weight": torch.cat([m.out.weight for m in models], 1).detach() / len(models)}


def gated(pronouns, nouns):
    """The units of two rankers side by side, those of each silent where the other is asked."""
    parts = []
    for ranker, other in ((pronouns, NOUNS), (nouns, PRONOUNS)):
        hidden = ranker["ranker.hidden.weight"].clone()
        hidden[:, list(other)] += SILENT
        parts.append({**ranker, "ranker.hidden.weight": hidden})
    return {name: torch.cat([part[name] for part in parts], 1 if name == "ranker.out.weight" else 0) for name in parts[0]}


def flat(questions):
    """Evidence [options of all questions, width], which are right, and where each question's begin and end."""
    rows = torch.from_numpy(np.concatenate([q[1] for q in questions]).astype(np.float32))
    right = torch.from_numpy(np.concatenate([q[2] for q in questions]))
    return rows, right, np.cumsum([0] + [len(q[2]) for q in questions])


def train(questions, epochs, seed=1):
    """A ranker; the loss is a marginal over all right options."""
    torch.manual_seed(seed)
    rows, right, at = flat(questions)
    model = Ranker(rows.shape[1])
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.02)
    steps = epochs * (len(questions) // 128 + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, steps)
    model.train()
    for _ in range(epochs):
        for chosen in torch.randperm(len(questions)).split(128):
            options = np.concatenate([np.arange(at[q], at[q + 1]) for q in chosen])
            question = torch.repeat_interleave(torch.arange(len(chosen)), torch.from_numpy(np.diff(at)[chosen]))
            score = model(rows[options], 0.2)
            highest = torch.full((len(chosen),), -1e9).scatter_reduce(0, question, score.detach(), "amax")
            raised = (score - highest[question]).exp()
            everything = torch.zeros(len(chosen)).index_add(0, question, raised)
            correct = torch.zeros(len(chosen)).index_add(0, question, raised * right[options])
            loss = (everything.log() - (correct + 1e-9).log()).mean()
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
    return model.eval()


def judge(model, questions):
    """[(class, right?, chose somebody?, somebody was right?, confidence)]"""
    rows, _, at = flat(questions)
    with torch.no_grad():
        score = model(rows)
    judged = []
    for (_, options, right), start, end in zip(questions, at, at[1:]):
        p = score[start:end].softmax(0)
        best = int(p.argmax())
        judged.append((CLASSES[int(options[0][:10].argmax())], bool(right[best]), best != len(right) - 1, bool(right[:-1].any()), float(p[best])))
    return judged


def report(rows):
    """By class: precision and recall of choosing somebody who was mentioned before."""
    for name in CLASSES:
        own = [r for r in rows if r[0] == name]
        hit = sum(r[1] and r[2] and r[3] for r in own)
        print(f"{name:5} {len(own):6} questions, right {100 * np.mean([r[1] for r in own]):5.1f} %, "
              f"P {100 * hit / max(sum(r[2] for r in own), 1):5.1f} R {100 * hit / max(sum(r[3] for r in own), 1):5.1f}")
    for low, high in ((0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        own = [r[1] for r in rows if r[2] and low <= r[4] < high]
        if own:
            print(f"sure {low:.2f} to {high:.2f}: {len(own):5}, right {100 * np.mean(own):5.1f} %")


def repeated(questions):
    """Each question as often as its file says."""
    return [q[:3] for q in questions for _ in range(q[3])]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("questions", nargs="*")
    p.add_argument("--pronouns")
    p.add_argument("--nouns")
    p.add_argument("--epochs", type=int, default=25)
    p.add_argument("--folds", type=int, default=FOLDS, help="0: only train")
    p.add_argument("--out", required=True)
    args = p.parse_args()
    if args.pronouns:
        torch.save(gated(*(torch.load(path, weights_only=True) for path in (args.pronouns, args.nouns))), args.out)
        return
    questions = []
    for entry in args.questions:
        path, _, times = entry.partition("*")
        known = len({q[0] for q in questions})
        questions += [(d + known, rows, right, int(times or 1)) for d, rows, right in read(path)]
    judged = []
    for fold in range(args.folds):
        rest = [q for q in questions if q[0] % args.folds != fold]
        judged += judge(train(repeated(rest), args.epochs), [q[:3] for q in questions if q[0] % args.folds == fold])
    if judged:
        report(judged)
    torch.save(joined([train(repeated(questions), args.epochs, seed) for seed in range(1, NETWORKS + 1)]), args.out)


if __name__ == "__main__":
    main()
