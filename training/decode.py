"""From label scores to names: windows -> logits per token -> legal BIO -> document vote. The Rust engine does the same."""
import collections

import numpy as np

from labels import LABELS, may_follow

N = len(LABELS)
LEGAL = np.array([[0.0 if may_follow(b, a) else -np.inf for b in range(N)] for a in range(N)])
LEGAL_START = np.array([0.0 if may_follow(b, None) else -np.inf for b in range(N)])


def log_softmax(z):
    """Row by row."""
    z = z - z.max(-1, keepdims=True)
    return z - np.log(np.exp(z).sum(-1, keepdims=True))


def viterbi(scores):
    """The best legal label sequence of one sentence; scores: log-probabilities [tokens, labels]."""
    best, back = scores[0] + LEGAL_START, []
    for row in scores[1:]:
        paths = best[:, None] + LEGAL
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def spans(path, offset=0):
    """[(first token, last token + 1, type)] of a label sequence."""
    out, i = [], 0
    while i < len(path):
        if LABELS[path[i]][0] == "B":
            j = i + 1
            while j < len(path) and LABELS[path[j]] == "I" + LABELS[path[i]][1:]:
                j += 1
            out.append((offset + i, offset + j, LABELS[path[i]][2:]))
            i = j
        else:
            i += 1
    return out



# Document vote: how much the other places of a word count, at most how many of them, and the least probability they may claim.
VOTE_WEIGHT, VOTE_MOST, VOTE_FLOOR = 0.2, 8, 1e-4


def vote(document, text, scores):
    """Scores in which each capitalised word leans to the types that the document's other places of that word have.

    Works before Viterbi, per token: so "Clinton" leans on "Hillary Clinton", and a name missed here is found by what it is
    elsewhere.
    """
    p = np.exp(scores)
    kinds = np.log(np.maximum(np.concatenate([p[:, :1], p[:, 1::2] + p[:, 2::2]], 1), VOTE_FLOOR))  # O and the types
    places = collections.defaultdict(list)
    for i, (start, end) in enumerate(document.tokens):
        if text[start].isupper():
            places[text[start:end].lower()].append(i)
    out = scores.copy()
    for at in places.values():
        if len(at) > 1:
            others = (kinds[at].sum(0) - kinds[at]) / (len(at) - 1)
            lean = VOTE_WEIGHT * min(len(at) - 1, VOTE_MOST) ** 0.5 * others
            out[at] += np.concatenate([lean[:, :1], np.repeat(lean[:, 1:], 2, 1)], 1)
    return out


def names(document, text, scores, use_vote=True):
    """[(first token, last token + 1, type)] of a document; scores: log-probabilities [tokens, labels]."""
    if use_vote:
        scores = vote(document, text, scores)
    out, at = [], 0
    for n in document.sentences:
        if n:
            out += spans(viterbi(scores[at:at + n]), at)
        at += n
    return out
