"""The label set of the names head and what may follow what."""

TYPES = ["PER", "ORG", "LOC", "MISC"]
LABELS = ["O"] + [f"{prefix}-{t}" for t in TYPES for prefix in "BI"]
INDEX = {label: i for i, label in enumerate(LABELS)}
OUTSIDE = 0


def begin(entity_type):
    """The label of the first token of a name."""
    return INDEX["B-" + entity_type]


def inside(entity_type):
    """The label of the following tokens of a name."""
    return INDEX["I-" + entity_type]


def may_follow(label, before):
    """Whether `label` is legal after `before`; `before` is None at the start of a sentence."""
    if LABELS[label][0] != "I":
        return True
    return before is not None and LABELS[before] in ("B" + LABELS[label][1:], LABELS[label])
