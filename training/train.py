"""Train the names head and the encoder. Resumes from OUT/last.pt if it is there.

The learning rate warms up, stays, and falls linearly to nothing over the last part. `last.pt` also holds a running mean of
the weights (`ema`), which is nearly as good as a finished run at any time.
"""
import argparse
import math
import pathlib
import time

import numpy as np
import torch

import corpora
import windows
from model import Model, load_pretrained

FROZEN = ("encoder.pieces",)  # 11.7 of 22.7 million weights; the study lost nothing by it


def arguments():
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--gold", required=True, help="folder of NAME.jsonl with entities")
    p.add_argument("--prepared", required=True, help="folder of NAME.jsonl as `prepare` wrote them")
    p.add_argument("--corpora", default="ewn.train,wikigold.train,gum.train,crossner_politics.train*2,crossner_science.train,"
                   "crossner_literature.train,crossner_music.train,crossner_ai.train", help="NAME or NAME*TIMES, by comma")
    p.add_argument("--soft", action="append", default=[], metavar="NPZ:PREPARED.jsonl", help="documents labelled by a teacher")
    p.add_argument("--soft-share", type=float, default=1.0, help="share of them used in an epoch")
    p.add_argument("--init", required=True, help="model.safetensors of the encoder, or a checkpoint of this program")
    p.add_argument("--out", required=True)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--epochs", type=float, default=8)
    p.add_argument("--minutes", type=float, help="plan by the clock instead of by epochs")
    p.add_argument("--decay", type=float, default=0.5, help="last share of the run in which the rate falls")
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--ema", type=float, default=0.998)
    p.add_argument("--limit", type=int, default=windows.LIMIT, help="pieces in a window")
    p.add_argument("--budget", type=int, default=1152, help="pieces in a batch")
    return p.parse_args()


def load_documents(args):
    """(gold documents as often as asked, documents of a teacher)."""
    places = corpora.places_of([pathlib.Path(args.gold) / "ewn.train.jsonl"])
    gold, soft = [], []
    for entry in args.corpora.split(","):
        name, _, times = entry.partition("*")
        gold += corpora.read_gold(args.gold, args.prepared, name, places) * int(times or 1)
    for entry in args.soft:
        soft += corpora.read_soft(*entry.split(":"))
    return gold, soft


def epoch_batches(args, gold, soft, epoch):
    """The batches of one epoch; the same for the same seed and epoch."""
    rng = np.random.default_rng((args.seed, epoch))
    docs = list(gold)
    if soft:
        take = rng.permutation(len(soft))[:round(len(soft) * args.soft_share)]
        docs += [soft[i] for i in take]
    cut = [windows.augment(w, rng) for d in docs
           for w in windows.pack(d, args.limit, first_limit=int(rng.integers(args.limit // 4, args.limit + 1)))]
    return windows.batches(cut, args.budget, rng)


def loss_of(model, group, device):
    """Mean over the tokens of the batch of -log p(any allowed label), or of the cross-entropy to the teacher."""
    ids, case, mask = (None if a is None else torch.from_numpy(a).to(device) for a in windows.collate(group))
    with torch.autocast(device.type, torch.bfloat16):
        _, out = model(ids, case, mask)
    rows = np.concatenate([np.full(len(w.first), i) for i, w in enumerate(group)])
    first = np.concatenate([w.first for w in group])
    logits = out["names"].float()[torch.from_numpy(rows).to(device), torch.from_numpy(first).to(device)]
    target = torch.from_numpy(np.concatenate([w.document.target[w.start:w.end] for w in group])).to(device)
    soft = torch.from_numpy(np.concatenate([np.full(len(w.first), w.document.soft) for w in group])).to(device)
    logp = logits.log_softmax(-1)
    hard_loss = -(logp + target.clamp_min(1e-9).log()).logsumexp(-1)
    soft_loss = -(logp * target).sum(-1)
    return torch.where(soft, soft_loss, hard_loss).mean()


def optimizer_of(model, args):
    """AdamW in two groups: the encoder, and what starts from nothing (heads, case classes)."""
    fresh = [p for n, p in model.named_parameters() if n.startswith("heads") or "case" in n]
    rest = [p for n, p in model.named_parameters() if not (n.startswith("heads") or "case" in n or n.startswith(FROZEN))]
    return torch.optim.AdamW([{"params": rest, "top": args.rate}, {"params": fresh, "top": args.head_rate}],
                             lr=args.rate, weight_decay=0.01, fused=True)


def trained(model):
    """The weights that are not frozen."""
    return {n: p for n, p in model.state_dict().items() if not n.startswith(FROZEN)}


def main():
    args = arguments()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    out = pathlib.Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)  # heads of all runs start alike, so that their weights can be averaged
    model = Model()
    if args.init.endswith(".safetensors"):
        load_pretrained(model, args.init)
    else:
        model.load_state_dict(torch.load(args.init, weights_only=True)["model"], strict=True)
    model.to(device)
    optimizer = optimizer_of(model, args)
    mean = {n: p.clone() for n, p in trained(model).items()}
    step = epoch = at = 0
    elapsed = 0.0
    last = out / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=True, map_location=device)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        mean, step, epoch, at, elapsed = (state[k] for k in ("mean", "step", "epoch", "at", "elapsed"))
        print(f"resumed at step {step}, epoch {epoch}, {elapsed / 60:.1f} min")
    gold, soft = load_documents(args)

    def save():
        full = {**model.state_dict(), **mean}
        torch.save({"model": full}, out / "mean.tmp")
        (out / "mean.tmp").rename(out / "mean.pt")
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "mean": mean, "step": step, "epoch": epoch,
                    "at": at, "elapsed": elapsed}, out / "last.tmp")
        (out / "last.tmp").rename(last)

    params = [p for g in optimizer.param_groups for p in g["params"]]
    warm = 120
    tick = saved = time.monotonic()
    total, shown, pieces, losses = None, time.monotonic(), 0, []
    done = False
    while not done:
        groups = epoch_batches(args, gold, soft, epoch)
        total = total or math.ceil(len(groups) * args.epochs)
        while at < len(groups) and not done:
            progress = elapsed / 60 / args.minutes if args.minutes else step / total
            done = progress >= 1
            factor = min(1.0, (step + 1) / warm) * min(1.0, max(0.0, (1 - progress) / args.decay))
            for g in optimizer.param_groups:
                g["lr"] = g["top"] * factor
            loss = loss_of(model, groups[at], device)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(params, 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step, at = step + 1, at + 1
            keep = min(args.ema, step / (step + 10))
            with torch.no_grad():
                for n, p in trained(model).items():
                    mean[n].lerp_(p, 1 - keep)
            losses.append(loss.item())
            pieces += sum(len(w.ids) for w in groups[at - 1])
            now = time.monotonic()
            elapsed, tick = elapsed + now - tick, now
            if step % 50 == 0:
                print(f"step {step} epoch {epoch} {at}/{len(groups)} loss {np.mean(losses):.4f} rate x{factor:.2f} "
                      f"{pieces / (now - shown):.0f} pieces/s {elapsed / 60:.1f} min", flush=True)
                shown, pieces, losses = now, 0, []
            if now - saved > 240:
                save()
                saved = now
        if at >= len(groups):
            epoch, at = epoch + 1, 0
    save()
    print(f"done: {step} steps, {elapsed / 60:.1f} min")


if __name__ == "__main__":
    main()
