"""Train the encoder and all heads at once. Resumes from OUT/last.pt if it is there.

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
import heads
import windows
from model import Model, load_pretrained

FROZEN = ("encoder.pieces",)  # 11.7 of 22.7 million weights; the study lost nothing by it
WEIGHTS = {"names": 2.0, "voices": 1.0, "links": 0.5, "mentions": 0.5, "kinds": 0.3, "coref": 0.5, "syntax": 0.5}
NAMES = ("ewn.train,wikigold.train,gum.train,crossner_politics.train*2,crossner_science.train,crossner_literature.train,"
         "crossner_music.train,crossner_ai.train")
OTHERS = "polnear.train,ontogum.train,litbank.train,reading.train,marks.train,ewt.train"
FOLDERS = {"polnear": "attribution", "ontogum": "coref", "litbank": "coref", "reading": "reading", "marks": "reading"}


def arguments():
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", required=True, help="folder of the corpora: ner, attribution, coref")
    p.add_argument("--prepared", required=True, help="folder of NAME.jsonl as `prepare` wrote them")
    p.add_argument("--names", default=NAMES, help="corpora of names: NAME or NAME*TIMES, by comma")
    p.add_argument("--others", default=OTHERS, help="corpora of the other heads: NAME or NAME*TIMES, by comma")
    p.add_argument("--held-out", nargs="*", default=[], help="files that are only scored on: their texts are left out of every corpus")
    p.add_argument("--names-share", type=float, default=1.0, help="share of their documents used in an epoch")
    p.add_argument("--teacher", help="folder of NAME.npz (`label.py`): names in the corpora of the other heads, which are trained only then")
    p.add_argument("--init", required=True, help="model.safetensors of the encoder, or a checkpoint of this program")
    p.add_argument("--out", required=True)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--epochs", type=float, default=8)
    p.add_argument("--minutes", type=float, help="plan by the clock instead of by epochs")
    p.add_argument("--decay", type=float, default=0.5, help="last share of the run in which the rate falls")
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--heads-only", action="store_true", help="leave the encoder and the names as they are")
    p.add_argument("--ema", type=float, default=0.998)
    p.add_argument("--shortest", type=int, default=160, help="a document is cut into windows of this many to `--longest` pieces")
    p.add_argument("--longest", type=int, default=288)
    p.add_argument("--chunk", type=int, default=560, help="pieces over which links and coreference are asked")
    p.add_argument("--budget", type=int, default=1200, help="pieces in a batch")
    return p.parse_args()


def load_documents(args):
    """(documents of the corpora of names, all others)."""
    data, prepared = pathlib.Path(args.data), pathlib.Path(args.prepared)
    held_out = corpora.held_out(args.held_out)
    names = []
    if not args.heads_only:
        places = corpora.places_of([data / "ner" / "ewn.train.jsonl"])
        for entry in args.names.split(","):
            name, _, times = entry.partition("*")
            read = corpora.read_gold(data / "ner", prepared, name, places)
            names += [d for d in read if d.id not in held_out] * int(times or 1)
    if not args.teacher:
        return names, []
    others, readers = [], {"attribution": corpora.read_voices, "coref": corpora.read_coreference, "reading": corpora.read_casts}
    chosen = args.others.split(",")
    for entry in chosen:
        if entry == "ewt.train":
            continue
        name, _, times = entry.partition("*")
        taught = dict(np.load(pathlib.Path(args.teacher) / f"{name}.npz"))
        folder = FOLDERS[name.partition(".")[0]]
        read = readers[folder](corpus_path(data, folder, name), prepared / f"{name}.jsonl", taught)
        for document in read:
            document.target, document.soft = taught[document.id].astype(np.float32), True
        others += [d for d in read if d.id not in held_out] * int(times or 1)
    corpora.read_trees(data / "ud" / "gum.train.conllu", None, others)
    if "ewt.train" in chosen:
        others += corpora.read_trees(data / "ud" / "ewt.train.conllu", prepared / "ewt.train.jsonl")
    # OntoGUM has the texts of GUM: there the names are annotated.
    annotated = {d.id: d for d in names}
    for document in others:
        if document.id in annotated:
            document.target, document.soft = annotated[document.id].target, False
    taken = {d.id for d in others}
    return [d for d in names if d.id not in taken], others


def corpus_path(data, folder, name):
    """Where a corpus lies: `reading/train.jsonl` is called reading.train."""
    return data / folder / f"{name.removeprefix('reading.')}.jsonl"


def chunks_of(document, args, rng):
    """The chunks of a document, cut at other places each time."""
    limit = int(rng.integers(args.shortest, args.longest + 1))
    cut = [windows.augment(w, rng) for w in windows.pack(document, limit, first_limit=int(rng.integers(limit // 4, limit + 1)))]
    out, size = [], 0
    for w in cut:
        if not out or size + len(w.ids) > args.chunk:
            out.append(heads.Chunk(document, []))
            size = 0
        out[-1].windows.append(w)
        size += len(w.ids)
    return out


def epoch_batches(args, names, others, epoch):
    """The batches of one epoch; the same for the same seed and epoch."""
    rng = np.random.default_rng((args.seed, epoch))
    take = rng.permutation(len(names))[:round(len(names) * args.names_share)]
    chunks = [c for d in [names[i] for i in take] + others for c in chunks_of(d, args, rng)]
    return heads.batches(chunks, args.budget, rng)


def loss_of(model, group, device):
    """The loss of a batch and its parts."""
    ids, case, mask = (None if a is None else torch.from_numpy(a).to(device) for a in windows.collate([w for c in group for w in c.windows]))
    at = 0
    for chunk in group:
        chunk.at, at = at, at + len(chunk.windows)
    # Processors without bf16 would emulate it, ten times slower.
    halved = device.type != "cpu" or torch.ops.mkldnn._is_mkldnn_bf16_supported()
    learns = next(model.encoder.layers.parameters()).requires_grad
    with torch.autocast(device.type, torch.bfloat16, enabled=halved), torch.set_grad_enabled(learns):
        states = model(ids, case, mask)
    return heads.loss_of(model, states, group, WEIGHTS)


def optimizer_of(model, args):
    """AdamW in two groups: what goes on from earlier training, and what starts from nothing."""
    known = ("encoder.case", "heads.names") if not args.init.endswith(".safetensors") else ()

    def starts(name):
        return name.startswith(("heads", "encoder.case")) and not name.startswith(known)
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    return torch.optim.AdamW([{"params": [p for n, p in named if not starts(n)], "top": args.rate},
                              {"params": [p for n, p in named if starts(n)], "top": args.head_rate}],
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
        model.load_state_dict({**model.state_dict(), **torch.load(args.init, weights_only=True)["model"]})
    if args.heads_only:
        model.encoder.requires_grad_(False)
        model.heads["names"].requires_grad_(False)
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
    names, others = load_documents(args)

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
        groups = epoch_batches(args, names, others, epoch)
        total = total or math.ceil(len(groups) * args.epochs)
        while at < len(groups) and not done:
            progress = elapsed / 60 / args.minutes if args.minutes else step / total
            done = progress >= 1
            factor = min(1.0, (step + 1) / warm) * min(1.0, max(0.0, (1 - progress) / args.decay))
            for g in optimizer.param_groups:
                g["lr"] = g["top"] * factor
            loss, part = loss_of(model, groups[at], device)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(params, 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step, at = step + 1, at + 1
            keep = min(args.ema, step / (step + 10))
            with torch.no_grad():
                for n, p in trained(model).items():
                    mean[n].lerp_(p, 1 - keep)
            losses.append(list(part.values()))
            pieces += sum(len(w.ids) for c in groups[at - 1] for w in c.windows)
            now = time.monotonic()
            elapsed, tick = elapsed + now - tick, now
            if step % 50 == 0:
                means = " ".join(f"{name} {value:.3f}" for name, value in zip(part, np.mean(losses, 0)))
                print(f"step {step} epoch {epoch} {at}/{len(groups)} {means} rate x{factor:.2f} "
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
