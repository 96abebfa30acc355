"""Train the head that compares a noun ("the airline") with the names and nouns that it may describe.

    descriptions.py --model CHECKPOINT.pt --articles GOLD:PREPARED... --passages GOLD:PREPARED... [--clusters GOLD:PREPARED...] --out OUT.pt
        [--without K/N]      leaves out each article and passage whose number in its file, from 0 on, is K modulo N: the ranker is then asked about those

It reads the states after the fourth layer, which stay as they are. A noun chooses among the names and nouns before it, or none of them; the loss is a
marginal over all right ones (Lee et al. 2017). Passages are short, so several are put behind one another: what is said in one describes no one in another.
"""
import argparse
import random
import types

import numpy as np
import torch

import coreference
import corpora
import syntax
import windows
from model import Coref, Model

LAYER = 4  # `DESCRIPTION_LAYER` of the engine
WIDTH = 32
TAKES = 2  # of the passages, each time put together anew
MOST = 5  # passages behind one another
ARTICLES = 3  # times in an epoch: they are few, and what they ask is the real task
BATCH = 8  # texts in a step
POINTING = (1, 3, 4)  # determiners of a noun that may stand for someone said before: "the", an owner, "this"


def new_head(width):
    """A head for states of this width, untrained."""
    return Coref(width, coreference.N_FEATURES, WIDTH)


def read(model, gold_path, prepared, is_cast):
    """The documents of a corpus, each with the states [tokens, width] of its tokens and their parts of speech."""
    golds = {d["id"]: d for d in corpora.read_jsonl(gold_path)}
    documents = []
    for document in corpora.read_prepared(prepared):
        gold = golds[document.id]
        document.text = gold["text"]
        parts = []
        with torch.no_grad():
            for window in windows.pack(document):
                ids, case = (torch.from_numpy(a)[None] for a in (window.ids, window.case))
                encoder = model.encoder
                states = encoder.norm(encoder.pieces(ids) + encoder.positions.weight[:ids.shape[1]] + encoder.case(case))
                for number, layer in enumerate(encoder.layers):
                    if number == LAYER:
                        early = states
                    states = layer(states)
                parts.append((early[0][window.first], states[0][window.first]))
            early, last = (torch.cat(states) for states in zip(*parts))
            is_name = model.heads["names"](last).argmax(1).numpy() != corpora.OUTSIDE
            document.tags = model.heads["syntax"].tags(last).argmax(1).numpy()
        document.early = early
        document.words = coreference.words(document, is_name)
        clusters = [member["mentions"] for member in gold["cast"]] if is_cast else [c["mentions"] if isinstance(c, dict) else c for c in gold["clusters"]]
        document.heads = coreference.gold_heads(document, clusters)
        document.n_clusters = len(clusters)
        documents.append(document)
    return documents


def joined(documents):
    """Several documents as one."""
    words, heads = {name: [] for name in ("text", "kind", "determiner", "sentence", "block", "quote", "leads")}, {}
    tokens = sentences = blocks = quotes = clusters = 0
    for document in documents:
        own = document.words
        for name in ("kind", "determiner", "leads"):
            words[name].append(getattr(own, name))
        words["text"] += own.text
        words["sentence"].append(own.sentence + sentences)
        words["block"].append(own.block + blocks)
        words["quote"].append(np.where(own.quote > 0, own.quote + quotes, 0))
        heads.update({at + tokens: number + clusters for at, number in document.heads.items()})
        tokens += len(own.text)
        sentences += int(own.sentence.max()) + 1
        blocks += int(own.block.max()) + 1
        quotes += int(own.quote.max())
        clusters += document.n_clusters
    text = words.pop("text")
    return types.SimpleNamespace(words=coreference.Words(text, **{name: np.concatenate(rows) for name, rows in words.items()}), heads=heads,
                                 early=torch.cat([d.early for d in documents]), tags=np.concatenate([d.tags for d in documents]))


def question(document):
    """What the nouns of a document ask: pairs with names and nouns before them; None if there is none."""
    words, gold = document.words, document.heads
    kind, is_name = words.kind, words.kind == coreference.NAME
    ends = is_name & ~np.append(is_name[1:], False)
    runs = np.cumsum(np.append(True, ~is_name[:-1] & is_name[1:]))  # the number of the run of name tokens
    known = {int(runs[at]) for at in gold if is_name[at]}
    others = {int(at) for at in np.flatnonzero(ends) if int(runs[at]) not in known}
    pointing = (kind == coreference.NOUN) & (document.tags == syntax.TAG["NOUN"]) & np.isin(words.determiner, POINTING)
    asking = {int(at) for at in np.flatnonzero(pointing)} | {at for at in gold if kind[at] == coreference.NOUN}
    heads = np.array(sorted(set(gold) | others | asking))
    if len(heads) < 2:
        return None
    later, earlier = coreference.pairs(len(heads))
    wanted = np.isin(heads[later], list(asking)) & np.isin(kind[heads[earlier]], (coreference.NAME, coreference.NOUN))
    later, earlier = later[wanted], earlier[wanted]
    if not len(later):
        return None
    cluster = np.array([gold.get(int(at), -1 - n) for n, at in enumerate(heads)])
    asks, row = np.unique(later, return_inverse=True)
    tensors = {"later": later, "earlier": earlier, "rows": coreference.features(words, heads, later, earlier), "row": row,
               "right": cluster[later] == cluster[earlier]}
    return types.SimpleNamespace(states=document.early[heads].float(), n=len(asks), **{name: torch.from_numpy(a) for name, a in tensors.items()})


def loss_of(head, question, drop):
    """-log p(one of the right ones, or none if there is none), summed over the nouns; none has a score of 0."""
    score, row = head(question.states, question.later, question.earlier, question.rows, drop), question.row
    highest = torch.zeros(question.n).scatter_reduce(0, row, score.detach(), "amax")
    raised, none = (score - highest[row]).exp(), (-highest).exp()
    has = torch.zeros(question.n).index_add(0, row, question.right.float()) > 0
    right = torch.where(has, 0.0, none).index_add(0, row, raised * question.right)
    return (none.index_add(0, row, raised).log() - (right + 1e-12).log()).sum()


def train(questions, epochs, rate=1e-3, seed=1):
    """A head."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    head = new_head(questions[0].states.shape[1])
    optimizer = torch.optim.AdamW(head.parameters(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, epochs * -(-len(questions) // BATCH))
    head.train()
    for _ in range(epochs):
        order = rng.permutation(len(questions))
        for start in range(0, len(order), BATCH):
            batch = [questions[i] for i in order[start:start + BATCH]]
            loss = sum(loss_of(head, q, 0.2) for q in batch) / sum(q.n for q in batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
    return head.eval()


def asked(documents):
    """The questions of documents that have some."""
    return [q for q in map(question, documents) if q]


def grouped(documents, seed):
    """The same documents, up to `MOST` of them behind one another, in random order."""
    rng = random.Random(seed)
    documents = rng.sample(documents, len(documents))
    out, at = [], 0
    while at < len(documents):
        n = rng.choice([1, *range(1, MOST + 1)])
        out.append(joined(documents[at:at + n]))
        at += n
    return asked(out)


def named(head, change=lambda value: value):
    """The head's tensors as the engine reads them."""
    return {f"description.{name}": change(value) for name, value in head.state_dict().items()}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", required=True)
    p.add_argument("--articles", nargs="+", required=True, help="with their casts: GOLD:PREPARED, the second as `prepare` wrote it")
    p.add_argument("--passages", nargs="+", required=True, help="short texts with their casts")
    p.add_argument("--clusters", nargs="*", default=[], help="texts with chains of mentions")
    p.add_argument("--without", help="K/N")
    p.add_argument("--epochs", type=int, default=5)
    p.add_argument("--out", required=True)
    args = p.parse_args()
    model = Model()
    model.load_state_dict({**model.state_dict(), **torch.load(args.model, weights_only=True)["model"]})
    model.eval()
    left, n = map(int, args.without.split("/")) if args.without else (-1, 1)

    def corpus(paths, is_cast):
        """The documents of some files."""
        files = [read(model, *path.split(":"), is_cast) for path in paths]
        return [d for file in files for number, d in enumerate(file) if not is_cast or number % n != left]

    articles, passages, others = corpus(args.articles, True), corpus(args.passages, True), corpus(args.clusters, False)
    questions = ARTICLES * asked(articles) + asked(others) + [q for take in range(TAKES) for q in grouped(passages, take)]
    head = train(questions, args.epochs)
    print(f"{len(articles)} articles, {len(passages)} passages, {len(others)} other texts; {sum(q.n for q in questions)} questions an epoch")
    torch.save(named(head), args.out)


if __name__ == "__main__":
    main()
