"""Attributions as three layers of labels (source, cue, content) and as links from each piece of content to its source and cue."""
import dataclasses

import numpy as np

LAYERS = ("source", "cue", "content")
O, B, I = range(3)
EDGES = (1, 2, 3, 4, 5, 8, 16, 32, 64)


@dataclasses.dataclass
class Piece:
    """A run of tokens of content, with the first tokens of its sources and of its cues (empty: it has none)."""

    start: int
    end: int
    source: list
    cue: list


def token_range(document, start, end):
    """The tokens of a span of code points."""
    starts, ends = document.tokens[:, 0], document.tokens[:, 1]
    return int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end, "left"))


def label(document, gold):
    """Set `document.voices` ([tokens, 3]; -1: no label) and `document.pieces_of_content` from the attributions."""
    labels = np.zeros((len(document.tokens), 3), np.int64)
    pieces = []
    for a in gold["attributions"]:
        ranges = {layer: [r for r in (token_range(document, *span) for span in a[layer]) if r[1] > r[0]] for layer in LAYERS}
        for column, layer in enumerate(LAYERS):
            for first, last in ranges[layer]:
                labels[first:last, column] = I
                labels[first, column] = B
        pieces += [Piece(*r, [s for s, _ in ranges["source"]], [s for s, _ in ranges["cue"]]) for r in ranges["content"]]
    for start, end in gold.get("ignore", []):
        first, last = token_range(document, start, end)
        labels[first:last] = -1
    document.voices, document.contents = labels, sorted(pieces, key=lambda p: p.start)


def buckets(first, last, keys):
    """Side and distance of each key from the piece first..last (its last token), as one number."""
    side = np.select([keys < first, keys > last], [0, 1], 2)
    distance = np.select([side == 0, side == 1], [first - keys, keys - last], keys - first)
    return side * 10 + np.searchsorted(np.array(EDGES), distance, "right")
