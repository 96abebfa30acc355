"""The loss of each head over a batch of chunks. A chunk is a run of windows of one document; links and coreference cross its windows."""
import dataclasses

import numpy as np
import torch
from torch.nn import functional as F

import coreference
import voices

# What each sum is divided by: about what a batch has of each, so that a token counts the same in any batch.
NAMES, VOICES, LINKS, MENTIONS, KINDS, COREF, SYNTAX = 800.0, 800.0, 60.0, 800.0, 80.0, 80.0, 800.0
MENTION_WEIGHT = 2.0  # a head is rare, and a mention that is missed cannot be linked


@dataclasses.dataclass
class Chunk:
    """Windows of one document, in order; `at`: the row of its first window in the batch."""

    document: object
    windows: list
    at: int = 0

    @property
    def start(self):
        """Its first token."""
        return self.windows[0].start

    @property
    def end(self):
        """Its last token + 1."""
        return self.windows[-1].end


def batches(chunks, budget, rng):
    """Lists of chunks with windows of like length, at most `budget` pieces each, padding included; in random order."""
    size = [max(len(w.ids) for w in c.windows) for c in chunks]
    order = sorted(range(len(chunks)), key=lambda i: (size[i], rng.random()))
    out, group, rows = [], [], 0
    for i in order:
        if group and size[i] * (rows + len(chunks[i].windows)) > budget:
            out.append(group)
            group, rows = [], 0
        group.append(chunks[i])
        rows += len(chunks[i].windows)
    if group:
        out.append(group)
    rng.shuffle(out)
    return out


def token_states(states, chunk):
    """[tokens of the chunk, width]."""
    rows = np.concatenate([np.full(len(w.first), chunk.at + i) for i, w in enumerate(chunk.windows)])
    first = np.concatenate([w.first for w in chunk.windows])
    return states[on(states, rows), on(states, first)]


def on(states, array):
    """The array as a tensor where the states are."""
    return torch.from_numpy(array).to(states.device)


def names_loss(model, states, chunk):
    """-log p(any allowed label), or the cross-entropy to a teacher, summed over the tokens."""
    document = chunk.document
    if document.target is None:
        return 0.0
    logp = model.heads["names"](states).log_softmax(-1)
    target = on(states, document.target[chunk.start:chunk.end])
    if document.soft:
        return -(logp * target).sum()
    return -(logp + target.clamp_min(1e-9).log()).logsumexp(-1).sum()


def voices_loss(model, states, chunk):
    """Cross-entropy of the three layers, summed."""
    if chunk.document.voices is None:
        return 0.0
    logits = model.heads["voices"](states).reshape(-1, 3)
    target = on(states, chunk.document.voices[chunk.start:chunk.end].reshape(-1))
    return F.cross_entropy(logits, target, ignore_index=-1, reduction="sum")


def choice_loss(scores, right):
    """-log p(one of the right columns), summed over rows; the last column is having none. scores, right: [rows, columns]."""
    return (scores.logsumexp(1) - scores.masked_fill(~right, -1e9).logsumexp(1)).sum()


def link_loss(model, states, chunk):
    """Each piece of content chooses among the sources and the cues of the chunk, or none."""
    inside = range(chunk.start, chunk.end)
    pieces = [p for p in chunk.document.contents if p.start in inside and p.end - 1 in inside]
    total = 0.0
    if not pieces:
        return total
    first = np.array([p.start for p in pieces])
    last = np.array([p.end - 1 for p in pieces])
    for which in ("source", "cue"):
        wanted = [getattr(p, which) for p in chunk.document.contents]
        keys = np.array(sorted({k for ks in wanted for k in ks if k in inside}))
        if not len(keys):
            continue
        mine = [getattr(p, which) for p in pieces]
        known = np.array([not ks or any(k in inside for k in ks) for ks in mine])
        if not known.any():
            continue
        right = np.array([[k in ks for k in keys] + [not ks] for ks in mine])[known]
        buckets = voices.buckets(first[known][:, None], last[known][:, None], keys[None])
        scores = model.heads["link"](states[first[known] - chunk.start], states[last[known] - chunk.start], states[keys - chunk.start],
                                     on(states, buckets), which)
        scores = torch.cat([scores, scores.new_zeros(len(scores), 1)], 1)
        total = total + choice_loss(scores, on(states, right))
    return total


def kinds_loss(model, states, chunk):
    """Cross-entropy of what the nouns that head a mention stand for, summed."""
    known = {at: kind for at, kind in (chunk.document.kinds or {}).items() if chunk.start <= at < chunk.end}
    if not known:
        return 0.0
    rows = np.array(list(known)) - chunk.start
    return F.cross_entropy(model.heads["kind"](states[on(states, rows)]), on(states, np.array(list(known.values()))), reduction="sum")


def coreference_losses(model, states, chunk):
    """(of finding the mentions, of choosing their antecedents), summed; the second is a marginal over all right ones (Lee et al. 2017)."""
    document = chunk.document
    if document.heads is None:
        return 0.0, 0.0
    words, start, end = document.words, chunk.start, chunk.end
    scores = model.heads["mention"](states).squeeze(-1)
    gold = {at: number for at, number in document.heads.items() if start <= at < end}
    candidates = set(gold)
    persons = (2, 3, 4, 5, 7, 8) if document.people_only else (2, 3, 4, 5, 6, 7, 8)
    kinds = words.kind[start:end]
    candidates |= {start + int(k) for k in np.flatnonzero(np.isin(kinds, persons))}
    find = 0.0
    if not (document.people_only or document.cast_only):
        target = torch.zeros(end - start, device=states.device)
        target[[at - start for at in gold if at in document.again]] = 1
        find = F.binary_cross_entropy_with_logits(scores, target, pos_weight=scores.new_tensor(MENTION_WEIGHT), reduction="sum")
        # What the head takes for mentions has to learn to choose nobody; so have the names that are named once.
        guessed = (scores.detach().cpu().numpy() > 0) & (kinds == coreference.NOUN)
        ends = (kinds == coreference.NAME) & (np.append(kinds[1:], coreference.NOUN) != coreference.NAME)
        candidates |= {start + int(k) for k in np.flatnonzero(guessed | ends)}
    heads = np.array(sorted(candidates))
    if len(heads) < 2:
        return find, 0.0
    later, earlier = coreference.pairs(len(heads))
    rows = coreference.features(words, heads, later, earlier)
    score = model.heads["coref"](states[on(states, heads - start)], on(states, later), on(states, earlier), on(states, rows), drop=0.2)
    cluster = np.array([gold.get(int(at), -1 - n) for n, at in enumerate(heads)])
    n, width = len(heads), min(len(heads), coreference.MOST) + 1
    column = later - earlier - 1
    table = score.new_full((n, width), -1e9)
    table = table.index_put((on(states, later), on(states, column)), score)
    table = torch.cat([table[:, :-1], table.new_zeros(n, 1)], 1)
    right = np.zeros((n, width), bool)
    right[later, column] = cluster[later] == cluster[earlier]
    right[:, -1] = ~right[:, :-1].any(1)
    # A pronoun of the table that nobody annotated may be anything; elsewhere it is nobody's.
    partly = document.people_only or document.cast_only
    asked = np.array([int(at) in gold or not (partly and words.kind[at] == coreference.SECOND_PERSON) for at in heads])
    return find, choice_loss(table[on(states, asked)], on(states, right[asked]))


def syntax_loss(model, states, chunk):
    """Of tags, heads and relations, summed; sentences that a window cuts are left out."""
    if chunk.document.tree is None:
        return 0.0
    head = model.heads["syntax"]
    tree = chunk.document.tree[chunk.start:chunk.end]
    known = on(states, tree[:, 1] > -2)
    total = F.cross_entropy(head.tags(states)[known], on(states, tree[:, 0])[known], reduction="sum")
    at = 0
    for n in chunk.document.sentences:
        first, last = at - chunk.start, at + n - chunk.start
        at += n
        if n == 0 or first < 0 or last > len(tree):
            continue
        parents = tree[first:last, 1]
        inside = parents - chunk.start - first
        # The engine may part a sentence of the treebank: then a head is out of reach.
        parents = np.where(parents < 0, parents, np.where((inside >= 0) & (inside < n), inside, -2))
        usable = parents > -2
        if not usable.any():
            continue
        rows, target = on(states, usable), on(states, parents)
        own = states[first:last]
        total = total + F.cross_entropy(head.arcs(own)[rows], torch.where(target < 0, n, target)[rows], reduction="sum")
        total = total + F.cross_entropy(head.labels(own, target)[rows], on(states, tree[first:last, 2])[rows], reduction="sum")
    return total


def loss_of(model, states, chunks, weights):
    """(the weighted sum, {head: its part}) of a batch; states: [windows, pieces, width]."""
    parts = {"names": 0.0, "voices": 0.0, "links": 0.0, "mentions": 0.0, "kinds": 0.0, "coref": 0.0, "syntax": 0.0}
    for chunk in chunks:
        own = token_states(states, chunk).float()
        parts["names"] += names_loss(model, own, chunk) / NAMES
        parts["voices"] += voices_loss(model, own, chunk) / VOICES
        parts["links"] += link_loss(model, own, chunk) / LINKS
        find, choose = coreference_losses(model, own, chunk)
        parts["mentions"] += find / MENTIONS
        parts["kinds"] += kinds_loss(model, own, chunk) / KINDS
        parts["coref"] += choose / COREF
        parts["syntax"] += syntax_loss(model, own, chunk) / SYNTAX
    total = sum(weights[name] * value for name, value in parts.items())
    return total, {name: float(torch.as_tensor(value).detach()) for name, value in parts.items()}
