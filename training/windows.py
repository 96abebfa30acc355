"""Cut documents into windows of whole sentences, and collect windows of like length into batches."""
import dataclasses

import numpy as np

LIMIT = 256  # pieces in a window, [CLS] and [SEP] included
CLS, SEP, MASK = 101, 102, 103  # of the encoder's vocab.txt
LOWER, TITLE, UPPER, FIRST = 0, 1, 2, 8  # case classes; FIRST is added for the first token of a sentence


@dataclasses.dataclass
class Window:
    """Tokens start..end of `document` as pieces with [CLS] and [SEP]; `first`: the position of each token's first piece."""

    document: object
    start: int
    end: int
    ids: np.ndarray
    case: np.ndarray
    first: np.ndarray


def build(document, start, end):
    """The window over the tokens start..end."""
    ids, case, first = [CLS], [5], []
    for t in range(start, end):
        first.append(len(ids))
        ids += document.pieces[t]
        case += [document.case[t]] * len(document.pieces[t])
    ids.append(SEP)
    case.append(5)
    return Window(document, start, end, np.array(ids), np.array(case), np.array(first))


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


def pack(document, limit=LIMIT, first_limit=None):
    """Windows of at most `limit` pieces. `first_limit` shortens the first one, so that training sees other borders each time."""
    parts = units(document, limit - 2)
    out, i, room = [], 0, (first_limit or limit) - 2
    while i < len(parts):
        j, size = i, 0
        while j < len(parts) and (j == i or size + parts[j][2] <= room):
            size += parts[j][2]
            j += 1
        out.append(build(document, parts[i][0], parts[j - 1][1]))
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
