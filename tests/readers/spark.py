#!/usr/bin/env python3
"""Annotates texts with byline on Spark in two ways, and compares with a single run.

usage: python3 tests/readers/spark.py [--byline PROGRAM] [--partitions N] IN.jsonl

Run by hand, not by the tests. It needs Java 17 and pip install pyspark pandas pyarrow. IN.jsonl has {"id": …, "text": …} on each line; every
machine of a cluster needs the program at the same path. Exit status: 0 all is equal, 1 something differs.
"""
import argparse
import json
import os
import pathlib
import shlex
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def annotate(command, lines):
    """The answers to some lines, from one process. Writing runs beside reading: either pipe alone would fill up and wait for ever."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def write():
        with process.stdin as pipe:
            for line in lines:
                pipe.write(line + "\n")
    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    yield from (line.rstrip("\n") for line in process.stdout)
    writer.join()
    if process.wait():
        raise RuntimeError(f"byline: exit status {process.returncode}")


def by_pipe(spark, command, path, partitions):
    """Spark's own pipe: a process for each partition. A bad line is answered, and must not fail the job: --bad-lines keep."""
    return spark.sparkContext.textFile(path, partitions).pipe(shlex.join(command), checkCode=True).collect()


def in_pandas(spark, command, path, schema, partitions):
    """mapInPandas: answers as columns of the schema that `byline schema spark` prints. A small file is one partition, so it is divided."""
    import pandas

    def answers(frames):
        for frame in frames:
            rows = []
            for line in annotate(command, frame["value"].tolist()):
                row = json.loads(line)
                # An id may be any JSON.
                row["id"] = json.dumps(row["id"])
                row["raw"] = line
                rows.append({key: row.get(key) for key in ("id", "offset_unit", "line", "error", "raw")})
            yield pandas.DataFrame(rows, columns=["id", "offset_unit", "line", "error", "raw"])
    ddl = "id STRING, offset_unit STRING, line BIGINT, error STRING, raw STRING"
    frame = spark.read.text(path).repartition(partitions).mapInPandas(answers, ddl)
    from pyspark.sql.functions import col, from_json
    # The whole answer as typed columns.
    typed = frame.withColumn("answer", from_json(col("raw"), schema)).select("raw", "answer.entities", "error")
    found = typed.collect()
    return [row["raw"] for row in found], sum(len(row["entities"] or []) for row in found)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--byline", default=str(ROOT / "target" / "release" / "byline"))
    ap.add_argument("--partitions", type=int, default=2)
    ap.add_argument("input")
    args = ap.parse_args()
    from pyspark.sql import SparkSession
    # The workers run what this runs on, with its packages.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    command = [args.byline, "annotate", "--threads", "1", "-q", "--bad-lines", "keep"]
    start = time.time()
    with open(args.input, encoding="utf-8") as lines:
        # Numbers of lines are those of a partition; answers to bad lines are compared without them.
        single = list(annotate(command, (line.rstrip("\n") for line in lines)))
    print(f"single run: {len(single)} answers, {time.time() - start:.1f} s")
    schema = subprocess.run([args.byline, "schema", "spark"], stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    spark = SparkSession.builder.master(f"local[{args.partitions}]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")

    def same(found):
        def without_line(text):
            row = json.loads(text)
            row.pop("line", None)
            return json.dumps(row)
        return sorted(map(without_line, found)) == sorted(map(without_line, single))
    start = time.time()
    piped = by_pipe(spark, command, args.input, args.partitions)
    is_piped = same(piped)
    print(f"pipe: {len(piped)} answers, {'equal' if is_piped else 'NOT EQUAL'}, {time.time() - start:.1f} s")
    start = time.time()
    mapped, n_entities = in_pandas(spark, command, args.input, schema, args.partitions)
    wanted = sum(len(json.loads(line).get("entities") or []) for line in single)
    is_mapped = same(mapped) and n_entities == wanted
    print(f"mapInPandas: {len(mapped)} answers, {n_entities} entities in typed columns, {'equal' if is_mapped else 'NOT EQUAL'}, "
          f"{time.time() - start:.1f} s")
    spark.stop()
    return 0 if is_piped and is_mapped else 1


if __name__ == "__main__":
    sys.exit(main())
