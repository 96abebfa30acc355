"""Score a model on gold files with a given scorer (score.py of the corpora).

Prints F1 of people and organizations, strict and normalised, per file.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import corpora
import decode
import predict
import windows


def arguments():
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--scorer", required=True)
    p.add_argument("--model", required=True, help="checkpoint")
    p.add_argument("--limit", type=int, default=windows.LIMIT)
    p.add_argument("--no-vote", action="store_true")
    p.add_argument("files", nargs="+", metavar="GOLD.jsonl:PREPARED.jsonl")
    return p.parse_args()


def mentions(document, text, scores, vote=True):
    """The names of one document as the scorer reads them."""
    found = decode.names(document, text, scores, vote)
    return [{"start": int(document.tokens[a, 0]), "end": int(document.tokens[b - 1, 1]), "type": t} for a, b, t in found]


def score(scorer, gold_path, answers):
    """The scorer's entity table; answers: {id: [{start, end, type}]}."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        for i, entities in answers.items():
            out.write(json.dumps({"id": i, "entities": entities}) + "\n")
        out.flush()
        run = subprocess.run([sys.executable, scorer, gold_path, out.name, "--only", "entities", "--json"], check=True,
                             stdout=subprocess.PIPE)
    return json.loads(run.stdout)["entities"]


def line(name, table):
    """One row of the report."""
    cells = (f"{label} {100 * table[label + ' normalised']['f']:5.1f} ({100 * table[label + ' strict']['f']:5.1f})"
             for label in ("PER", "ORG", "both"))
    return f"{name:<24} " + "  ".join(cells)


def main():
    args = arguments()
    run = predict.load(args.model)
    print("F1 normalised (strict)")
    for entry in args.files:
        gold_path, prepared_path = entry.split(":")
        texts = {d["id"]: d["text"] for d in corpora.read_jsonl(gold_path)}
        documents = list(corpora.read_prepared(prepared_path))
        scores = predict.score_documents(run, documents, args.limit)
        answers = {d.id: mentions(d, texts[d.id], s, not args.no_vote) for d, s in zip(documents, scores)}
        print(line(pathlib.Path(prepared_path).stem, score(args.scorer, gold_path, answers)), flush=True)


if __name__ == "__main__":
    main()
