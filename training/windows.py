"""Cut documents into windows of whole sentences, and collect windows of like length into batches."""
import dataclasses

import numpy as np

CLS, SEP, MASK = 101, 102, 103  # of the encoder's vocab.txt
LOWER, TITLE, UPPER, FIRST = 0, 1, 2, 8  # case classes; FIRST is added for the first token of a sentence


@dataclasses.dataclass
class Window:
    """Pieces with [CLS] and [SEP]; `first` holds the position of each token's first piece; tokens from..to of `document`.

    `keep` are the tokens whose answer counts: the others are context only.
    """

    document: object
    start: int
    end: int
    keep: tuple
    ids: np.ndarray
    case: np.ndarray
    first: np.ndarray


def build(document, start, end, keep=None):
    """The window over the tokens start..end."""
    ids, case, first = [CLS], [5], []
    for t in range(start, end):
        first.append(len(ids))
        ids += document.pieces[t]
        case += [document.case[t]] * len(document.pieces[t])
    ids.append(SEP)
    case.append(5)
    return Window(document, start, end, keep or (start, end), np.array(ids), np.array(case), np.array(first))


def units(document, room):
    """Sentences as token ranges, those that are longer than `room` pieces in parts; with their number of pieces."""
    out, at = [], 0
    for n in document.sentences:
        start, size = at, 0
        for t in range(at, at + n):
            k = len(document.pieces[t])
            if size + k > room and t > start:
                out.append((start, t, size))
                start, size = t, 0
            size += k
        if n:
            out.append((start, at + n, size))
        at += n
    return out


def pack(document, limit=192, context=0, first_limit=None):
    """Windows of at most `limit` pieces.

    With `context` n, a window also holds up to n sentences before and after, as far as they fit in a quarter of the limit
    each: their answers are not kept. `first_limit` shortens the first window, so that training sees other borders each time.
    """
    parts = units(document, limit - 2)
    out, i, room = [], 0, (first_limit or limit) - 2
    side = limit // 4 if context else 0
    while i < len(parts):
        before = i
        used = 0
        while before > 0 and i - before < context and used + parts[before - 1][2] <= side:
            before -= 1
            used += parts[before][2]
        j, size = i, used
        while j < len(parts) and (j == i or size + parts[j][2] <= room - (side if context else 0)):
            size += parts[j][2]
            j += 1
        # A last piece of the document that fits without trailing context is taken whole.
        while j < len(parts) and context and sum(p[2] for p in parts[j:]) + size <= room:
            size += parts[j][2]
            j += 1
        after = j
        while after < len(parts) and after - j < context and size + parts[after][2] <= room:
            size += parts[after][2]
            after += 1
        while size > limit - 2 and before < i:
            size -= parts[before][2]
            before += 1
        out.append(build(document, parts[before][0], parts[after - 1][1], (parts[i][0], parts[j - 1][1])))
        i, room = j, limit - 2
    return out


def augment(window, rng, mask=0.08, upper=0.04, title=0.04, lower=0.01):
    """A copy with some pieces masked, and some sentences set as headlines are (the pieces are uncased: classes only)."""
    ids, case = window.ids.copy(), window.case.copy()
    hide = rng.random(len(ids)) < mask
    hide[[0, -1]] = False
    ids[hide] = MASK
    bounds = [i for i in range(1, len(case) - 1) if case[i] >= FIRST and case[i - 1] < FIRST] or [1]
    for a, b in zip(bounds, bounds[1:] + [len(case) - 1]):
        draw = rng.random()
        style = UPPER if draw < upper else TITLE if draw < upper + title else LOWER if draw < upper + title + lower else None
        if style is None:
            continue
        part = case[a:b]
        base = part % FIRST
        letters = (base <= 3) | (base == 6)
        part[letters] = style + (part[letters] >= FIRST) * FIRST
    return dataclasses.replace(window, ids=ids, case=case)


def batches(windows, budget, rng=None):
    """Lists of windows of like length with at most `budget` pieces, padding included; in random order if `rng`."""
    order = sorted(range(len(windows)), key=lambda i: (len(windows[i].ids), rng.random() if rng else i))
    out, group = [], []
    for i in order:
        if group and len(windows[i].ids) * (len(group) + 1) > budget:
            out.append(group)
            group = []
        group.append(windows[i])
    if group:
        out.append(group)
    if rng:
        rng.shuffle(out)
    return out


def collate(group):
    """ids, case, mask (None if nothing is padded): int64 arrays [B, L]."""
    length = max(len(w.ids) for w in group)
    ids = np.zeros((len(group), length), np.int64)
    case = np.full((len(group), length), 5, np.int64)
    mask = np.zeros((len(group), length), bool)
    for row, w in enumerate(group):
        n = len(w.ids)
        ids[row, :n], case[row, :n], mask[row, :n] = w.ids, w.case, True
    return ids, case, None if mask.all() else mask
