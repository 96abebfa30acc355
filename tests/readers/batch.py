#!/usr/bin/env python3
"""Annotates many texts with byline on one and two threads, beside spaCy's `nlp.pipe` in the same run, and checks what a batch promises.

usage: python3 tests/readers/batch.py [--byline PROGRAM] [--spacy MODEL] IN.jsonl

Run by hand, not by the tests. IN.jsonl has {"id": …, "text": …} on each line, at least ten. MODEL is what `spacy.load` takes, a package or
a folder (pip install spacy==3.8.18 and a model of its version). It prints processor time, time by the clock and most memory of each, and
whether these hold: one and two threads give the same answers; a run that was killed and resumed gives the same answers; a bad line costs
one answer. Exit status: 0 all holds, 1 something does not.
"""
import argparse
import hashlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PIPE = """
import json, sys, spacy
nlp = spacy.load(sys.argv[1])
texts = (json.loads(line)["text"] for line in open(sys.argv[2], encoding="utf-8"))
print(sum(len(doc.ents) for doc in nlp.pipe(texts)), "names;", ", ".join(nlp.pipe_names))
"""


def measured(command, output):
    """Runs it: seconds of the processor, seconds by the clock, MB at most, exit status."""
    start = time.time()
    with open(output, "wb") as file:
        pid = subprocess.Popen(command, stdout=file).pid
        _, status, used = os.wait4(pid, 0)
    return used.ru_utime + used.ru_stime, time.time() - start, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def row(name, n_words, figures):
    processor, clock, memory, _ = figures
    print(f"{name:20} {processor:7.1f} s of processor time, {clock:7.1f} s, {memory:6.0f} MB, {n_words / processor:7,.0f} words per second")


def sum_of(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def resumed(byline, source, whole, folder):
    """Kills a run twice, in the middle of whatever it does, and lets a third one finish."""
    output = folder / "resumed.jsonl"
    command = [byline, "annotate", "-q", "--resume", str(output), source]
    n_lines = whole.read_bytes().count(b"\n")
    kept = []
    for share in (0.2, 0.6):
        process = subprocess.Popen(command)
        while process.poll() is None and (not output.exists() or output.read_bytes().count(b"\n") < share * n_lines):
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        kept.append(output.read_bytes().count(b"\n"))
    # Half an answer, as a full disk or a lost machine leaves it.
    with open(output, "ab") as file:
        file.write(whole.read_bytes().splitlines()[kept[-1]][:40])
    subprocess.run(command, check=True)
    return kept, sum_of(output) == sum_of(whole)


def bad_lines(byline, source, whole, folder):
    """Two bad lines among the first ten: twelve answers, ten of them as before."""
    lines = pathlib.Path(source).read_text("utf-8").splitlines()[:10]
    mixed = folder / "mixed.jsonl"
    mixed.write_text("\n".join(lines[:3] + ["no JSON"] + lines[3:] + ['{"id": "x"}']) + "\n", "utf-8")
    answers = {}
    for mode, status in (("fail", 1), ("keep", 0)):
        done = subprocess.run([byline, "annotate", "--bad-lines", mode, str(mixed)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.returncode == status, f"--bad-lines {mode}: exit status {done.returncode}"
        assert b"line 4: " in done.stderr and b"line 12: " in done.stderr, done.stderr.decode()
        answers[mode] = done.stdout.splitlines()
    errors = [json.loads(line).get("line") for line in answers["keep"] if "error" in json.loads(line)]
    good = [line for line in answers["keep"] if "error" not in json.loads(line)]
    return errors == [4, 12] and answers["fail"] == answers["keep"] and good == whole.read_bytes().splitlines()[:10]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--byline", default=str(ROOT / "target" / "release" / "byline"))
    ap.add_argument("--spacy", metavar="MODEL")
    ap.add_argument("input")
    args = ap.parse_args()
    if not shutil.which(args.byline):
        print(f"missing {args.byline}: cargo build --release, or --byline PROGRAM")
        return 1
    texts = [json.loads(line)["text"] for line in open(args.input, encoding="utf-8")]
    n_words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {n_words:,} words; load {os.getloadavg()[0]:.1f}")
    holds = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for threads in (1, 2):
            command = [args.byline, "annotate", "-q", "--threads", str(threads), args.input]
            row(f"byline, threads: {threads}", n_words, measured(command, folder / f"{threads}.jsonl"))
        if args.spacy:
            row("spaCy, nlp.pipe", n_words, measured([sys.executable, "-c", PIPE, args.spacy, args.input], folder / "spacy.txt"))
            print(f"  {(folder / 'spacy.txt').read_text().strip()}")
        whole = folder / "1.jsonl"
        holds["one and two threads give the same answers"] = sum_of(whole) == sum_of(folder / "2.jsonl")
        kept, is_same = resumed(args.byline, args.input, whole, folder)
        holds[f"killed after {kept[0]} and {kept[1]} answers and resumed: the same answers"] = is_same
        holds["two bad lines cost two answers"] = bad_lines(args.byline, args.input, whole, folder)
        print(f"sha256 of the answers: {sum_of(whole)}; load {os.getloadavg()[0]:.1f}")
    for what, is_so in holds.items():
        print(f"{'ok      ' if is_so else 'DIFFERS '} {what}")
    return 0 if all(holds.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
