"""A share of a corpus (JSON Lines or CoNLL-U), from standard input to standard output: `sample.py SHARE <CORPUS`.

The documents whose names have the lowest hashes are taken, so files with the same documents keep the same ones. At least
`LEAST` stay, because a head learns nothing from none.
"""
import hashlib
import json
import sys

LEAST = 4


def documents(text):
    """(name, text) of each document, in order."""
    if text.startswith("#"):
        for part in text.split("# newdoc id = ")[1:]:
            yield part.splitlines()[0], f"# newdoc id = {part}"
    else:
        for line in text.splitlines(keepends=True):
            yield json.loads(line)["id"].rpartition(":")[2], line


def main():
    share = float(sys.argv[1])
    found = list(documents(sys.stdin.read()))
    order = sorted(range(len(found)), key=lambda at: hashlib.sha256(found[at][0].encode()).digest())
    for at in sorted(order[:max(LEAST, round(len(found) * share))]):
        sys.stdout.write(found[at][1])


if __name__ == "__main__":
    main()
