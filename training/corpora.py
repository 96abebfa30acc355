"""From annotated text and its tokens (`prepare`) to one label target per token.

A corpus is `NAME.jsonl` (gold) with `PREPARED/NAME.jsonl` (tokens of the same documents, made by the Rust tokenizer).
What each corpus leaves open is not guessed: a token's target is the *set* of labels that its corpus allows there.
"""
import collections
import dataclasses
import json
import pathlib
import re

import numpy as np

import coreference
import syntax
import voices
from labels import INDEX, LABELS, OUTSIDE, begin, inside

MISC = [INDEX["B-MISC"], INDEX["I-MISC"]]
# Words before a person's bare name; only those that the corpora were seen to put inside a span now and then.
TITLES = set("mr mrs ms miss dr sir dame lord lady rev prof professor president senator governor sheikh imam judge".split())


@dataclasses.dataclass(frozen=True)
class Rules:
    """How far a corpus is to be trusted."""

    genres: tuple = ()  # only documents of these `meta.genre`; all if empty
    loose_misc: bool = False  # MISC is made by rule: O is as good
    acting_places: bool = False  # states that act are ORG there: LOC is as good


# GUM: without the genres whose texts are non-commercial (fiction, how-to, essays, letters, podcasts) or state no licence
# (conversation, speech, textbook, vlog).
RULES = {
    "gum.train": Rules(genres=("news", "interview", "academic", "court", "bio", "voyage"), loose_misc=True, acting_places=True),
    "wnut17.train": Rules(loose_misc=True),
}


@dataclasses.dataclass
class Document:
    """One document: per token its pieces, class, span; per sentence its number of tokens; `target` [tokens, labels]."""

    id: str
    pieces: list
    case: np.ndarray
    tokens: np.ndarray
    sentences: list
    blocks: list
    quotes: list  # the pair of quotation marks that each token stands in, from 1; 0: none
    text: str = ""
    target: np.ndarray = None  # of names; None: no names are asked
    soft: bool = False  # `target` is a distribution of a teacher, not a set of allowed labels
    voices: np.ndarray = None  # [tokens, 3], see `voices.label`
    contents: list = ()
    heads: dict = None  # {token: cluster} of the mentions that are annotated, see `coreference.gold_heads`
    words: object = None  # `coreference.Words`
    people_only: bool = False  # coreference was annotated for people, places and bodies only (LitBank)
    cast_only: bool = False  # coreference was annotated for the cast only (reading)
    tree: np.ndarray = None  # see `syntax.label`
    again: set = ()  # the heads whose clusters have several mentions
    kinds: dict = None  # {token: what a noun that heads a mention stands for}, a row of `coreference.KINDS`


def read_jsonl(path):
    """The objects of a JSON Lines file."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_prepared(path):
    """Documents without targets, as the Rust tokenizer cuts them."""
    for d in read_jsonl(path):
        yield Document(d["id"], d["pieces"], np.array(d["case"], np.int64), np.array(d["tokens"], np.int64).reshape(-1, 2),
                       d["sentences"], d["blocks"], d["quotes"])


def bare(text, start, end, entity_type):
    """The span without a leading "the", a person's leading title, a trailing possessive: the convention of the product."""
    while True:
        cut = re.match(r"([\w’']+)\.?\s+(?=\w)", text[start:end])
        if not cut or not (cut[1].lower() == "the" or (entity_type == "PER" and cut[1].lower() in TITLES)):
            break
        start += cut.end()
    tail = re.search(r"(?<=\w)['’]s$", text[start:end])
    return start, end - len(tail[0]) if tail else end


def places_of(paths):
    """Names that are mostly LOC in these gold files, lower case."""
    seen = collections.defaultdict(collections.Counter)
    for path in paths:
        for d in read_jsonl(path):
            for e in d["entities"]:
                seen[d["text"][e["start"]:e["end"]].lower()][e["type"]] += 1
    return {name for name, types in seen.items() if types["LOC"] > sum(types.values()) / 2}


def label(document, gold, rules, places, misfits):
    """Set `document.target` from the gold spans; `misfits` counts spans that do not begin and end with a token."""
    text = document.text = gold["text"]
    n = len(document.tokens)
    allowed = np.zeros((n, len(LABELS)), np.float32)
    allowed[:, OUTSIDE] = 1
    starts, ends = document.tokens[:, 0], document.tokens[:, 1]
    taken = np.zeros(n, bool)
    for e in sorted((e for e in gold["entities"] if not e.get("nested")), key=lambda e: e["start"]):
        kind = e["type"]
        start, end = bare(text, e["start"], e["end"], kind)
        first, last = int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end, "left")) - 1
        if last < first or taken[first:last + 1].any():
            misfits["lost"] += 1
            continue
        misfits["exact" if starts[first] == start and ends[last] == end else "widened"] += 1
        taken[first:last + 1] = True
        kinds = [kind]
        if kind == "ORG" and rules.acting_places and text[start:end].lower() in places:
            kinds.append("LOC")
        allowed[first:last + 1] = 0
        for k in kinds:
            allowed[first, begin(k)] = 1
            allowed[first + 1:last + 1, inside(k)] = 1
        if kind == "MISC" and rules.loose_misc:
            allowed[first:last + 1, OUTSIDE] = 1
    document.target = allowed


def read_gold(gold_dir, prepared_dir, name, places=(), report=print):
    """The labelled documents of one corpus part (`ewn.train`)."""
    rules = RULES.get(name, Rules())
    golds = {d["id"]: d for d in read_jsonl(pathlib.Path(gold_dir) / f"{name}.jsonl")}
    misfits, out = collections.Counter(), []
    for document in read_prepared(pathlib.Path(prepared_dir) / f"{name}.jsonl"):
        gold = golds[document.id]
        if rules.genres and gold["meta"].get("genre") not in rules.genres:
            continue
        label(document, gold, rules, places, misfits)
        out.append(document)
    report(f"{name}: {len(out)} documents, {sum(len(d.tokens) for d in out)} tokens, "
           f"{sum(len(p) for d in out for p in d.pieces)} pieces, spans {dict(misfits)}")
    return out


def read_soft(path, prepared_path, report=print):
    """Documents labelled by a teacher (`label.py`): an .npz with one float16 [tokens, labels] array per id."""
    with np.load(path) as soft:
        out = []
        for document in read_prepared(prepared_path):
            if document.id in soft.files:
                document.target, document.soft = soft[document.id].astype(np.float32), True
                out.append(document)
    report(f"{path}: {len(out)} documents labelled by a teacher, {sum(len(d.tokens) for d in out)} tokens")
    return out


def read_voices(gold_path, prepared_path, teacher=None, report=print):
    """The documents of PolNeAR with their attributions; the names of a `teacher` are not asked."""
    golds = {d["id"]: d for d in read_jsonl(gold_path)}
    out = []
    for document in read_prepared(prepared_path):
        document.text = golds[document.id]["text"]
        voices.label(document, golds[document.id])
        out.append(document)
    report(f"{gold_path}: {len(out)} documents, {sum(len(d.contents) for d in out)} pieces of content")
    return out


# Genres whose texts are under a non-commercial licence.
NON_COMMERCIAL = {"fiction", "whow", "essay", "letter", "podcast"}


def read_coreference(gold_path, prepared_path, teacher, report=print):
    """The documents of OntoGUM (without the non-commercial genres) or LitBank; `teacher`: names by document, for the class of each word."""
    out = []
    golds = {d["id"]: d for d in read_jsonl(gold_path)}
    for document in read_prepared(prepared_path):
        gold = golds[document.id]
        if gold.get("meta", {}).get("genre") in NON_COMMERCIAL:
            continue
        document.text = gold["text"]
        document.people_only = gold["source"] == "LitBank"
        document.words = coreference.words(document, teacher[document.id].argmax(1) != OUTSIDE)
        document.heads = coreference.gold_heads(document, gold["clusters"])
        sizes = collections.Counter(document.heads.values())
        document.again = {at for at, number in document.heads.items() if sizes[number] > 1}
        if not document.people_only:
            document.kinds = coreference.kinds_of_nouns(document, gold["clusters"])
        out.append(document)
    report(f"{gold_path}: {len(out)} documents, {sum(len(d.heads) for d in out)} mentions")
    return out


def read_casts(gold_path, prepared_path, teacher, report=print):
    """Articles whose cast is annotated, with and without names (`reading/`); of things nothing is known."""
    out = []
    golds = {d["id"]: d for d in read_jsonl(gold_path)}
    for document in read_prepared(prepared_path):
        gold = golds[document.id]
        document.text = gold["text"]
        document.cast_only = True
        document.words = coreference.words(document, teacher[document.id].argmax(1) != OUTSIDE)
        clusters = [[{**m, "type": member["type"]} for m in member["mentions"]] for member in gold["cast"]]
        document.heads = coreference.gold_heads(document, clusters)
        document.kinds = coreference.kinds_of_nouns(document, clusters)
        out.append(document)
    report(f"{gold_path}: {len(out)} documents, {sum(len(d.heads) for d in out)} mentions")
    return out


def held_out(paths):
    """Ids of the texts that these files score on, in whatever corpus they stand: nothing is learned from them."""
    return {d["meta"]["same_text_as"] for path in paths for d in read_jsonl(path)}


def read_trees(path, prepared_path, known=(), report=print):
    """Documents of a treebank (`syntax_texts.py` wrote their texts). `known`: documents by id that only need their trees ("gum:NAME")."""
    trees, texts = syntax.read(path)
    fits, out = [], []
    known = {d.id: d for d in known}
    prepared = {d.id: d for d in read_prepared(prepared_path)} if prepared_path else {}
    for name, sentences in trees.items():
        document = known.get(f"gum:{name}") or prepared.get(name)
        if document is None:
            continue
        document.text = document.text or texts[name]
        fits.append(syntax.label(document, sentences))
        if name in prepared:
            out.append(document)
    report(f"{path}: {len(fits)} documents, {100 * np.mean(fits):.1f} % of their tokens have a head, {fits.count(0.0)} do not fit")
    return out
