#!/usr/bin/env python3
"""Hand annotations of articles: check them, keep them without the articles' texts, and put the two together again.

An annotator writes NAME.gold: a head, a line `---`, and the article with its marks. GUIDE.md says what is marked.

    person p1 Jeff Sessions                          a member of the cast
    organization o1 The Hill
    place g1 Russia
    unnamed u1 person the suspect                    person, people or organization; a label in the article's words
    quote q1 direct p1                               direct, mixed or indirect; the speaker, or `-`
    quote q2 indirect p1,p2 attitude                 several speakers; a wish, hope, praise or order is an attitude
    relation p2 p1 called on … to step aside | 6     subject, object, label, paragraphs (counted from 1)
    relation? p2 o1 member of | 2                    `?`: right if found, not missed if not
    relation p2 p1 bribed | 3 | denied p2            how the article states it, and who says so

In the body ⟦p1:name|Jeff Sessions⟧, ⟦p1:pronoun|he⟧, ⟦p1:noun|the senator⟧, ⟦q1:content|…⟧, ⟦q1:cue|said⟧ and
⟦q1:source|he⟧ nest. Without its marks the body is the article, to the letter.

    marks.py check FILE.gold RAW.txt      tells the first fault, or what was counted
    marks.py detach FOLDER > marks.json   marks as offsets in code points, and the text's SHA-256: no text
    marks.py attach marks.json TEXTS...   JSON Lines with the texts found in these JSON Lines files or folders of .txt
    marks.py agree FOLDER_A FOLDER_B      F1 of B against A, over the articles that both have
"""
import collections
import hashlib
import json
import pathlib
import re
import sys

OPEN, CLOSE = "⟦", "⟧"
TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
UNNAMED = {"person": "PER", "people": "PEOPLE", "organization": "ORG"}
KINDS = ("direct", "mixed", "indirect")
FORMS = ("name", "pronoun", "noun")
PARTS = ("content", "cue", "source")
STATUSES = ("stated", "alleged", "denied", "asked", "conditional", "planned")


class Fault(Exception):
    """What is wrong with a file of annotations, in a sentence."""


def body_of(marked):
    """The text without its marks, and `(label, start, end)` of each mark, in code points."""
    text, spans, open_marks, at = [], [], [], 0
    while at < len(marked):
        sign = marked[at]
        if sign == OPEN:
            bar = marked.find("|", at)
            if bar < 0 or bar - at > 40:
                raise Fault(f"a mark without a label: {marked[at:at + 40]!r}")
            open_marks.append((marked[at + 1:bar], len(text)))
            at = bar + 1
            continue
        if sign == CLOSE:
            if not open_marks:
                raise Fault(f"a mark ends that never began, after {''.join(text[-40:])!r}")
            label, start = open_marks.pop()
            spans.append((label, start, len(text)))
        else:
            text.append(sign)
        at += 1
    if open_marks:
        raise Fault(f"the mark {open_marks[-1][0]!r} never ends")
    return "".join(text), sorted(spans, key=lambda it: (it[1], -it[2]))


def relation_of(words, optional, line):
    """A relation of the head, from what stands behind its first word."""
    fields = [field.strip() for field in words.split("|")]
    ends = fields[0].split(None, 2)
    if len(fields) not in (2, 3) or len(ends) != 3:
        raise Fault(f"a relation is `SUBJECT OBJECT label | paragraphs | status`: {line!r}")
    status, _, by = (fields[2] if len(fields) == 3 else "stated").partition(" ")
    if status not in STATUSES:
        raise Fault(f"no such status: {line!r}")
    return {"subject": ends[0], "object": ends[1], "label": ends[2], "optional": optional, "status": status,
            "said_by": by.strip() or None, "paragraphs": [int(it) for it in re.findall(r"\d+", fields[1])]}


def parse(path):
    """An article of a .gold file: text, cast, unnamed, attributions, links. Offsets are code points."""
    head, found, marked = path.read_text(encoding="utf-8").partition("\n---\n")
    if not found:
        raise Fault("there is no line `---` between head and body")
    members, quotes, links = {}, {}, []
    for line in head.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        word, _, rest = line.partition(" ")
        if word in TYPES:
            id_, name = rest.split(None, 1)
            members[id_] = {"id": id_, "type": TYPES[word], "name": name.strip(), "mentions": []}
        elif word == "unnamed":
            id_, kind, label = rest.split(None, 2)
            if kind not in UNNAMED:
                raise Fault(f"`unnamed` is a person, people or an organization: {line!r}")
            members[id_] = {"id": id_, "type": UNNAMED[kind], "name": label.strip(), "named": False, "mentions": []}
        elif word == "quote":
            id_, kind, speakers, *stance = rest.split()
            if kind not in KINDS or stance not in ([], ["attitude"], ["statement"]):
                raise Fault(f"a quote is `ID direct|mixed|indirect SPEAKERS [attitude]`: {line!r}")
            speakers = [] if speakers == "-" else speakers.split(",")
            quotes[id_] = {"id": id_, "kind": kind, "speaker": speakers[0] if speakers else None, "speakers": speakers,
                           "stance": stance[0] if stance else "statement", **{part: [] for part in PARTS}}
        elif word in ("relation", "relation?"):
            links.append(relation_of(rest, word.endswith("?"), line))
        else:
            raise Fault(f"a line of the head that is nothing: {line!r}")
    text, spans = body_of(marked)
    for label, start, end in spans:
        id_, _, part = label.partition(":")
        words = text[start:end]
        if not words or words != words.strip():
            raise Fault(f"{label} has blank edges: {words!r}")
        if part in PARTS and id_ in quotes:
            quotes[id_][part].append([start, end])
        elif part in FORMS and id_ in members:
            members[id_]["mentions"].append({"start": start, "end": end, "kind": part})
        else:
            raise Fault(f"{label!r} is not in the head, or is no part of one: {words!r}")
    n_paragraphs = len(re.findall(r"[^\n]+", text))
    for member in members.values():
        forms = {mention["kind"] for mention in member["mentions"]}
        if member.get("named", True) and "name" not in forms:
            raise Fault(f"{member['id']} {member['name']} has no name in the text")
        if not member.get("named", True) and (not forms or "name" in forms):
            raise Fault(f"{member['id']} {member['name']} must have mentions, none of them a name")
    for quote in quotes.values():
        if not quote["content"]:
            raise Fault(f"{quote['id']} has no content")
        if not set(quote["speakers"]) <= set(members):
            raise Fault(f"{quote['id']} has a speaker that is nobody: {quote['speakers']}")
    for link in links:
        if not {link["subject"], link["object"], link["said_by"] or link["subject"]} <= set(members):
            raise Fault(f"a relation of somebody who is not in the head: {link}")
        if not link["paragraphs"] or not all(1 <= it <= n_paragraphs for it in link["paragraphs"]):
            raise Fault(f"paragraphs are 1 to {n_paragraphs}: {link}")
    return {"id": path.stem, "text": text, "cast": list(members.values()), "attributions": list(quotes.values()),
            "links": links}


def digest(text):
    """SHA-256 of a text without the blank lines at its end."""
    return hashlib.sha256(text.rstrip().encode()).hexdigest()


def check(gold, raw):
    """Raises a [`Fault`] if the body is not the raw text; else the counts as a line."""
    doc, want = parse(pathlib.Path(gold)), pathlib.Path(raw).read_text(encoding="utf-8").rstrip()
    have = doc["text"].rstrip()
    if have != want:
        at = next((i for i, (a, b) in enumerate(zip(have, want)) if a != b), min(len(have), len(want)))
        raise Fault(f"the body differs at {at}: {have[max(0, at - 30):at + 30]!r} for {want[max(0, at - 30):at + 30]!r}")
    if (len(doc["text"]) - len(doc["text"].lstrip())) != (len(want) - len(want.lstrip())):
        raise Fault("the body begins with other blanks than the text")
    n_mentions = sum(len(member["mentions"]) for member in doc["cast"])
    n_unnamed = sum(not member.get("named", True) for member in doc["cast"])
    return (f"{doc['id']}: {len(doc['cast']) - n_unnamed} named, {n_unnamed} unnamed, {n_mentions} mentions, "
            f"{len(doc['attributions'])} quotes, {len(doc['links'])} relations")


def detach(folder):
    """The articles of a folder without their texts."""
    for path in sorted(pathlib.Path(folder).glob("*.gold")):
        doc = parse(path)
        yield {"id": doc["id"], "sha256": digest(doc.pop("text")), **doc}


def texts(places):
    """`(id, text)` of all articles in these files and folders."""
    for place in map(pathlib.Path, places):
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.suffix == ".txt":
                yield path.stem, path.read_text(encoding="utf-8")
            elif path.suffix == ".jsonl":
                for line in path.open(encoding="utf-8"):
                    doc = json.loads(line)
                    yield doc["id"], doc.get("text", "")


def attach(marks, places):
    """The articles with their texts; a [`Fault`] names those whose text is nowhere."""
    wanted = {doc["sha256"]: doc for doc in json.loads(pathlib.Path(marks).read_text(encoding="utf-8"))}
    for id_, text in texts(places):
        doc = wanted.pop(digest(text), None)
        if doc:
            named = [it for it in doc["cast"] if it.get("named", True)]
            flat = [{"start": m["start"], "end": m["end"], "type": it["type"]}
                    for it in named for m in it["mentions"] if m["kind"] == "name"]
            clusters = [[dict(m, type=it["type"]) for m in it["mentions"]] for it in doc["cast"]]
            yield {**doc, "source": "hand", "text": text, "meta": {"same_text_as": doc.get("same_text_as", id_)}, "clusters": clusters,
                   "entities": sorted(flat, key=lambda it: it["start"])}
    if wanted:
        raise Fault("there is no text for: " + ", ".join(doc["id"] for doc in wanted.values()))


def agree(folder_a, folder_b):
    """`(what, F1, n in A, n in B)` of the second annotation against the first, by place and, for relations, by pair."""
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for path in sorted(pathlib.Path(folder_b).glob("*.gold")):
        first = pathlib.Path(folder_a) / path.name
        if not first.exists():
            continue
        a, b = parse(first), parse(path)
        sets = []
        for doc in (a, b):
            rows, names = collections.defaultdict(set), {}
            for member in doc["cast"]:
                first_at = min((m["start"], m["end"]) for m in member["mentions"])
                names[member["id"]] = first_at
                kind = "named" if member.get("named", True) else "unnamed"
                rows[f"{kind} {member['type']} listed"].add(first_at)
                for mention in member["mentions"]:
                    row = f"{kind} {mention['kind']}s of {member['type']}"
                    rows[row].add((mention["start"], mention["end"], first_at))
            for quote in doc["attributions"]:
                at = tuple(map(tuple, quote["content"]))
                rows["quotes"].add(at)
                rows["quotes with speaker"].add((at, names.get(quote["speaker"])))
                rows["quotes with stance"].add((at, quote["stance"]))
            for link in doc["links"]:
                ends = names[link["subject"]], names[link["object"]]
                rows["relations, pairs"].add(frozenset(ends))
                rows["relations with status"].add((ends, link["status"]))
            sets.append(rows)
        for row in set(sets[0]) | set(sets[1]):
            x, y = sets[0][row], sets[1][row]
            for at, n in enumerate((len(x & y), len(x), len(y))):
                counts[row][at] += n
    for row, (both, n_a, n_b) in sorted(counts.items()):
        yield row, 2 * both / (n_a + n_b) if n_a + n_b else 1.0, n_a, n_b


def main():
    match sys.argv[1:]:
        case ["check", gold, raw]:
            print(check(gold, raw))
        case ["detach", folder]:
            json.dump(list(detach(folder)), sys.stdout, ensure_ascii=False, indent=0)
        case ["attach", marks, *places] if places:
            for doc in attach(marks, places):
                print(json.dumps(doc, ensure_ascii=False))
        case ["agree", folder_a, folder_b]:
            for row, f1, n_a, n_b in agree(folder_a, folder_b):
                print(f"{row:32} {100 * f1:5.1f}  {n_a:5} {n_b:5}")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    try:
        main()
    except Fault as fault:
        sys.exit(f"{sys.argv[2]}: {fault}")
