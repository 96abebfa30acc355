"""Own short texts with marks in brackets, to the gold format of `reading`: casts with mentions, and links.

    passages.py FILE.txt... > PASSAGES.jsonl

`GUIDE.md` describes the notation. Every fault is told with its passage; then nothing is written.
"""
import json
import pathlib
import re
import sys

PRONOUNS = set("he him his himself she her hers herself it its itself they them their theirs themselves i me my mine myself we us our ours "
               "ourselves who whom you your yours".split())
TYPES = {"p": "PER", "o": "ORG", "l": "LOC"}
UNNAMED = {"person": "PER", "people": "PEOPLE", "organization": "ORG"}
STATUS = {"stated", "alleged", "denied", "asked", "conditional", "planned"}
MEMBER = re.compile(r"^([polu]\d+) (=|~) (.+?)(?: \((person|people|organization)\))?$")


class Fault(Exception):
    """A mark that does not fit."""


def unmarked(marked):
    """The text without marks, and (member, start, end) in order of the beginnings."""
    text, open_at, found, at = [], [], [], 0
    while at < len(marked):
        if marked[at] == "[":
            open_at.append(len(text))
        elif m := re.compile(r":([polu]\d+)\]").match(marked, at):
            if not open_at:
                raise Fault(f"a mark is closed that was not opened: {marked[max(0, at - 20):m.end()]}")
            found.append((m[1], open_at.pop(), len(text)))
            at = m.end()
            continue
        elif marked[at] == "]":
            raise Fault(f"no member before ]: {marked[max(0, at - 30):at + 1]}")
        else:
            text.append(marked[at])
        at += 1
    if open_at:
        raise Fault("a mark is not closed")
    return "".join(text), sorted(found, key=lambda it: (it[1], -it[2]))


def kind(member, words):
    """Whether a mention is a name, a pronoun or a noun."""
    lower = words.lower().replace("’", "'").removesuffix("'s")
    if lower in PRONOUNS:
        return "pronoun"
    if member["id"].startswith("u") or re.match(r"(?:the|a|an|his|her|its|their|my|our|this|that) [a-z0-9]|[a-z0-9]", words, re.I) and not names(member, words):
        return "noun"
    return "name" if names(member, words) else "noun"


def names(member, words):
    """Whether words share a capital word with one of the member's names."""
    own = {w for name in member["names"] for w in re.findall(r"[\w&.’'-]+", name) if w[:1].isupper() or w[:1].isdigit()}
    theirs = [w.removesuffix("’s").removesuffix("'s") for w in re.findall(r"[\w&.’'-]+", words)]
    capital = [w for w in theirs if w[:1].isupper() and w not in ("The", "A", "An", "His", "Her", "Its", "Their", "My", "Our")]
    return bool(capital) and all(w in own for w in capital) and all(w[:1].isupper() or w in ("of", "the", "and", "for", "de", "van", "del", "la", "al", "in", "on") for w in theirs)


def passage(block):
    """One passage as gold."""
    head, *lines = block.strip().splitlines()
    number = re.fullmatch(r"@ (\S+)(?: .*)?", head)
    if not number:
        raise Fault(f"no “@ name” at the beginning: {head[:60]}")
    cast, body, links = {}, [], []
    for line in lines:
        if not body and (m := MEMBER.match(line)):
            shown = [it.strip() for it in m[3].split(" / ")]
            if (m[1][0] == "u") != (m[2] == "~") or (m[1][0] == "u") != bool(m[4]):
                raise Fault(f"an unnamed member is “u1 ~ label (person)”, a named one “p1 = Name”: {line}")
            cast[m[1]] = {"id": m[1], "type": UNNAMED[m[4]] if m[4] else TYPES[m[1][0]], "name": shown[0], "named": not m[4], "names": shown, "mentions": []}
        elif line.startswith("> "):
            parts = [it.strip() for it in line[2:].split("|")]
            if len(parts) < 3:
                raise Fault(f"a relation is “> p1 | label | o1”: {line}")
            more = set(parts[3:])
            status = [it for it in more if it.split()[0] in STATUS]
            if more - set(status) - {"optional"} or len(status) > 1:
                raise Fault(f"what is {sorted(more)} in {line}?")
            links.append((parts, status[0] if status else "stated", "optional" in more))
        else:
            body.append(line)
    text, marks = unmarked("\n".join(body).strip())
    for member, start, end in marks:
        if member not in cast:
            raise Fault(f"{member} is not in the cast")
        words = text[start:end]
        if words != words.strip() or not words:
            raise Fault(f"a mark holds spaces at its edge or nothing: “{words}”")
        cast[member]["mentions"].append({"start": start, "end": end, "kind": kind(cast[member], words)})
    for member in cast.values():
        if not member["mentions"]:
            raise Fault(f"{member['id']} has no mention")
        if member["named"] and not any(it["kind"] == "name" for it in member["mentions"]):
            raise Fault(f"no mention of {member['id']} is its name {member['name']}: {[text[m['start']:m['end']] for m in member['mentions']]}")
        if not member["named"] and any(it["kind"] == "name" for it in member["mentions"]):
            raise Fault(f"{member['id']} is unnamed and has a name")
    out = []
    for parts, status, optional in links:
        if parts[0] not in cast or parts[2] not in cast:
            raise Fault(f"{parts[0]} or {parts[2]} is not in the cast")
        link = {"subject": parts[0], "object": parts[2], "label": parts[1], "optional": optional, "status": status.split()[0]}
        if " " in status:
            link["said_by"] = status.split()[1]
        out.append(link)
    members = [{k: v for k, v in it.items() if k != "names"} for it in cast.values()]
    return {"id": number[1], "text": text, "cast": members, "attributions": [], "links": out, "relations": []}


def main():
    passages, faults, seen = [], 0, set()
    for path in sys.argv[1:]:
        for block in re.split(r"^(?=@ )", pathlib.Path(path).read_text("utf-8"), flags=re.M):
            if not block.strip():
                continue
            try:
                found = passage(block)
                if found["id"] in seen:
                    raise Fault("the name is taken")
                seen.add(found["id"])
                passages.append(found)
            except Fault as fault:
                faults += 1
                print(f"{path}: {block.splitlines()[0]}: {fault}", file=sys.stderr)
    if faults:
        sys.exit(f"{faults} faults")
    for it in passages:
        print(json.dumps(it, ensure_ascii=False))
    words = sum(len(it["text"].split()) for it in passages)
    mentions = [m["kind"] for it in passages for c in it["cast"] for m in c["mentions"]]
    print(f"{len(passages)} passages, {words} words, {mentions.count('name')} names, {mentions.count('pronoun')} pronouns, "
          f"{mentions.count('noun')} nouns, {sum(len(it['links']) for it in passages)} links", file=sys.stderr)


if __name__ == "__main__":
    main()
