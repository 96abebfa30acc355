"""Mentions by their head words, and what is known of two of them without reading: the features of a pair.

The Rust engine computes the same features; `parity.py` writes pairs with their scores for a test of that.
"""
import dataclasses

import numpy as np

N_FEATURES = 182
NAME, NOUN, FIRST_PERSON, SECOND_PERSON, HE, SHE, IT, WE, THEY, OTHER = range(10)
PRONOUNS = {word: kind for kind, words in {
    FIRST_PERSON: "i me my mine myself", SECOND_PERSON: "you your yours yourself yourselves", HE: "he him his himself",
    SHE: "she her hers herself", IT: "it its itself", WE: "we us our ours ourselves",
    THEY: "they them their theirs themselves themself", OTHER: "this that these those who whom whose which one ones",
}.items() for word in words.split()}
DETERMINERS = {word: kind for kind, words in {
    1: "the", 2: "a an", 3: "my your his her its our their 's ’s ' ’", 4: "this that these those",
    5: "some any every each no another both all",
}.items() for word in words.split()}
STOPS = set("of in on at for to from by with and or but as which who whom is are was were be been has have had".split())
# Where the head word of a phrase stands before: "[the head] of the committee", "[a man] who ...".
CUTS = STOPS | set(", ( ) : ; — – - \" “ ” about against over under between during since after before among through than like without "
                   "within that whose".split())
POSSESSIVES = {"'s", "’s", "'", "’"}
MOST = 150  # candidates back that a mention is compared with


@dataclasses.dataclass
class Words:
    """What the features ask of each token of a document; arrays of one entry a token."""

    text: list  # in lower case
    kind: np.ndarray
    determiner: np.ndarray
    sentence: np.ndarray
    block: np.ndarray
    quote: np.ndarray
    leads: np.ndarray  # among the first three of its sentence


# What a noun stands for: one human being, several, a body of people, a place, anything else.
KINDS = ("person", "people", "organization", "place", "thing")
SINGULAR, PLURAL = {FIRST_PERSON, HE, SHE}, {WE, THEY}
IRREGULAR = {"people", "men", "women", "children", "police", "media", "authorities"}


def kinds(text, is_name):
    """Class of each token as a head."""
    out = np.full(len(text), NOUN)
    for i, word in enumerate(text):
        alone = is_name[i] and not (i and is_name[i - 1]) and not (i + 1 < len(text) and is_name[i + 1])
        if word in PRONOUNS and (alone or not is_name[i]):
            out[i] = PRONOUNS[word]
        elif is_name[i]:
            out[i] = NAME
    return out


def determiner(text, head, start):
    """The class of the determiner before a noun; `start`: the first token of its sentence."""
    for word in reversed(text[max(start, head - 5):head]):
        if word in DETERMINERS:
            return DETERMINERS[word]
        if not word[0].isalnum() or word in STOPS:
            return 0
    return 0


def words(document, is_name):
    """`Words` of a document; is_name: [tokens]."""
    text = [document.text[a:b].lower() for a, b in document.tokens]
    kind = kinds(text, is_name)
    lengths = [n for n in document.sentences]
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    block = np.repeat(np.arange(len(document.blocks)), document.blocks)[sentence] if len(lengths) else sentence
    start = np.repeat(np.cumsum([0] + lengths[:-1]), lengths).astype(int)
    det = np.array([determiner(text, i, start[i]) if kind[i] == NOUN else 0 for i in range(len(text))], int)
    return Words(text, kind, det, sentence, block, np.array(document.quotes, int), (np.arange(len(text)) - start < 3).astype(int))


def bucket(values, edges):
    """How many of the edges each value reaches."""
    return np.searchsorted(np.array(edges), values, "right")


TOKEN_EDGES = (1, 2, 3, 4, 5, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256)
BETWEEN_EDGES = (1, 2, 3, 4, 6, 10, 20)


def features(words, heads, later, earlier):
    """Rows of the feature table [pairs, 11] for pairs of the candidates `heads` (tokens in order)."""
    i, j = heads[later], heads[earlier]
    inside, before = words.quote[i], words.quote[j]
    relation = np.select([(inside == 0) & (before == 0), inside == before, (inside > 0) & (before > 0), inside > 0], [0, 1, 2, 3], 4)
    text = np.array(words.text, object)
    columns = [
        bucket(i - j, TOKEN_EDGES),
        16 + np.minimum(words.sentence[i] - words.sentence[j], 7),
        24 + np.minimum(words.block[i] - words.block[j], 3),
        28 + relation,
        33 + words.kind[i] * 10 + words.kind[j],
        133 + (text[i] == text[j]).astype(int),
        135 + bucket(later - earlier - 1, BETWEEN_EDGES),
        143 + words.determiner[i],
        149 + words.determiner[j],
        155 + words.leads[i],
        157 + words.leads[j],
    ]
    return np.stack(columns, 1)


def pairs(n):
    """All pairs (later, earlier) of n candidates, each with at most `MOST` before it."""
    later = np.repeat(np.arange(n), np.minimum(np.arange(n), MOST))
    earlier = np.concatenate([np.arange(max(0, i - MOST), i) for i in range(n)]) if n > 1 else np.zeros(0, int)
    return later, earlier.astype(int)


def head(text, start, end):
    """The head of the phrase of tokens start..end: the word before its first preposition, comma or relative."""
    while end - 1 > start and text[end - 1] in POSSESSIVES:
        end -= 1
    stop = next((k for k in range(start + 1, end) if text[k] in CUTS), end)
    return stop - 1


def gold_heads(document, clusters):
    """{head token: number of its cluster}; of two mentions with one head the longer takes its "and" or its last word."""
    text = [document.text[a:b].lower() for a, b in document.tokens]
    starts, ends = document.tokens[:, 0], document.tokens[:, 1]
    spans = []
    for number, cluster in enumerate(clusters):
        for m in cluster:
            first, last = int(np.searchsorted(ends, m["start"], "right")), int(np.searchsorted(starts, m["end"], "left"))
            if last > first:
                spans.append((last - first, first, last, number))
    out = {}
    for _, first, last, number in sorted(spans):
        at = head(text, first, last)
        if at in out:
            at = next((k for k in range(first, last) if text[k] in ("and", "or", "&") and k not in out), last - 1)
        if at not in out:
            out[at] = number
    return out


def kinds_of_nouns(document, clusters):
    """{token: row of `KINDS`} for the nouns that head a mention; people are told from a person by their pronouns, else by the noun."""
    kind = document.words.kind
    heads, pronouns = gold_heads(document, clusters), {}
    for at, number in heads.items():
        pronouns.setdefault(number, set()).add(int(kind[at]))
    out = {}
    for at, number in heads.items():
        if kind[at] != NOUN:
            continue
        label = clusters[number][0].get("type")
        if label in ("PER", "PEOPLE"):
            word = document.words.text[at]
            plural = word in IRREGULAR or word.endswith("s") and not word.endswith("ss")
            own = pronouns[number]
            many = label == "PEOPLE" or not own & SINGULAR and (bool(own & PLURAL) or plural)
            out[at] = 1 if many else 0
        else:
            out[at] = {"ORG": 2, "LOC": 3}.get(label, 4)
    return out
