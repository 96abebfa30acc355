#!/usr/bin/env python3
"""Times the whole analysis of many texts on one thread, beside other programs, in turn: the table of docs/speed.md.

usage: python3 tests/readers/speed.py [--byline PROGRAM] [--runs N] [--instructions NAME ...] [--spacy MODEL ...] [--compromise FOLDER] IN.jsonl

Run by hand on a quiet machine. IN.jsonl has {"id": …, "text": …} on each line. MODEL is what `spacy.load` takes, a package or a folder
(pip install spacy==3.8.18 and a model of its version); each is timed with names only and with all its parts. FOLDER is where
`npm install compromise` was run. `--instructions` names instruction sets of the machine, for byline, besides the fastest one. Each figure is
the median of the runs, of whole processes: processor time, with what they need to start, and most memory.
"""
import argparse
import importlib.metadata
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SPACY = """
import json, sys, spacy
nlp = spacy.load(sys.argv[1])
if sys.argv[2] == "names":
    nlp.select_pipes(enable="ner")
texts = (json.loads(line)["text"] for line in open(sys.argv[3], encoding="utf-8"))
print(sum(len(doc.ents) for doc in nlp.pipe(texts)), "names")
"""
COMPROMISE = """
const module_ = require(process.argv[1] + "/node_modules/compromise");
const nlp = module_.default ?? module_;
const lines = require("fs").readFileSync(process.argv[2], "utf8").trim().split("\\n");
let n = 0;
for (const line of lines) n += nlp(JSON.parse(line).text).topics().out("array").length;
console.log(n, "names");
"""


def measured(command):
    """Seconds of the processor and MiB at most."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"failed: {command}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--byline", default=str(ROOT / "target" / "release" / "byline"))
    ap.add_argument("--runs", type=int, default=5)
    ap.add_argument("--instructions", action="append", default=[])
    ap.add_argument("--spacy", metavar="MODEL", action="append", default=[])
    ap.add_argument("--compromise", metavar="FOLDER")
    ap.add_argument("input")
    args = ap.parse_args()
    if not shutil.which(args.byline):
        print(f"missing {args.byline}: cargo build --release, or --byline PROGRAM")
        return 1
    texts = [json.loads(line)["text"] for line in open(args.input, encoding="utf-8")]
    n_words = sum(len(text.split()) for text in texts)
    annotate = [args.byline, "annotate", "-q", "--threads", "1"]
    programs = {"byline": [*annotate, args.input]}
    for name in args.instructions:
        programs[f"byline, {name}"] = [*annotate, "--instructions", name, args.input]
    for model in args.spacy:
        version = importlib.metadata.version("spacy")
        name = pathlib.Path(model).name
        for what in ("names", "all parts"):
            programs[f"spaCy {version}, {name}, {what}"] = [sys.executable, "-c", SPACY, model, what, args.input]
    if args.compromise:
        folder = str(pathlib.Path(args.compromise).resolve())
        version = json.loads((pathlib.Path(folder) / "node_modules/compromise/package.json").read_text())["version"]
        programs[f"compromise {version}"] = ["node", "-e", COMPROMISE, folder, args.input]
    found = {name: [] for name in programs}
    for _ in range(args.runs):
        for name, command in programs.items():
            found[name].append(measured(command))
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    print(f"{len(texts)} texts, {n_words:,} words; {cpu}; {args.runs} runs in turn; load {os.getloadavg()[0]:.1f}\n")
    print("| | processor time | from … to | words per second | memory |\n| --- | --: | --: | --: | --: |")
    for name, runs in found.items():
        times = [time for time, _ in runs]
        time, memory = statistics.median(times), statistics.median(memory for _, memory in runs)
        span = f"{min(times):.1f} … {max(times):.1f}"
        print(f"| {name} | {time:.1f} s | {span} | {n_words / time:,.0f} | {memory:.0f} MiB |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
