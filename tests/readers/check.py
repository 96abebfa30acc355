#!/usr/bin/env python3
"""Loads byline's graphs of relations into the programs that they are for, and compares with its JSON.

usage: python3 tests/readers/check.py [--byline PROGRAM] [--node FOLDER] [ARTICLE...]

Run by hand, not by the tests. The articles are the sample and hostile.txt, unless others are named. It needs
  GraphML   networkx (pip install networkx)
  DOT       Graphviz' `dot` on the path
  Mermaid   `node` on the path, and in FOLDER Mermaid and a page for it: npm install --prefix FOLDER mermaid jsdom
and says which of them is missing. Exit status: 0 all was loaded and the same, 1 something differs, 2 something is missing.
"""
import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SVG = "{http://www.w3.org/2000/svg}"


class Missing(Exception):
    """A program or package that a reader needs."""


def run(command, text=None):
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    if done.returncode or (done.stderr and command[0] == "dot"):
        raise ValueError(f"{command[0]}: exit status {done.returncode}: {done.stderr.strip()[:2000]}")
    return done.stdout


def one_line(text):
    return " ".join(text.split())


def expected(analysis):
    """From the JSON: {node: (name, kind, mentions)} and [(subject, object, words, negated, whose claim, doubtful, dashed)]."""
    relations = analysis["relations"]
    ends = {r[end] for r in relations for end in ("subject", "object")}
    names = {e["id"]: one_line(e["name"]) for e in analysis["entities"]}
    nodes = {e["id"]: (names[e["id"]], e["type"], len(e["mentions"])) for e in analysis["entities"] if e["id"] in ends}
    edges = [(r["subject"], r["object"], one_line(r["label"]), r["negated"], names.get(r["said_by"]), r["confidence"] < 0.7,
              r["confidence"] < 0.7 or r["status"] != "stated") for r in relations]
    return nodes, edges


def compare(nodes, edges, wanted):
    """`nodes` {id: name}, `edges` [(subject, object, label, dashed or None)] in order."""
    want_nodes, want_edges = wanted
    assert nodes == {i: n[0] for i, n in want_nodes.items()}, f"nodes: {nodes}"
    assert len(edges) == len(want_edges), f"{len(edges)} edges, not {len(want_edges)}"
    for (a, b, label, dashed), (subject, other, words, _, claim, doubtful, is_dashed) in zip(edges, want_edges):
        assert (a, b) == (subject, other), f"{a} -> {b}, not {subject} -> {other}"
        assert label.startswith(words), f"{label!r} does not begin with {words!r}"
        assert claim is None or f"{claim})" in label, f"{label!r} does not tell that {claim!r} says or denies so"
        assert label.endswith(" ?") == doubtful and dashed in (None, is_dashed), f"{label!r}: doubt"


def graphml(source, wanted):
    try:
        import networkx
    except ImportError:
        raise Missing("networkx: pip install networkx")
    graph = networkx.parse_graphml(source, force_multigraph=True)
    assert graph.is_directed() and graph.is_multigraph()
    for node, (_, kind, mentions) in wanted[0].items():
        assert (graph.nodes[node]["kind"], graph.nodes[node]["mentions"]) == (kind, mentions), graph.nodes[node]
    edges = sorted(graph.edges(keys=True, data=True), key=lambda e: int(e[2][1:]))
    for (*_, data), (_, _, words, negated, claim, *_) in zip(edges, wanted[1]):
        assert (data["relation"], data["negated"], data.get("said_by")) == (words, negated, claim), data
        assert isinstance(data["confidence"], float) and data["evidence"] and data["cue"], data
    compare(dict(graph.nodes(data="name")), [(a, b, data["label"], None) for a, b, _, data in edges], wanted)


def dot(source, wanted):
    if not shutil.which("dot"):
        raise Missing("dot: install Graphviz")
    svg = ElementTree.fromstring(run(["dot", "-Tsvg"], source))

    def drawn(group):
        # Graphviz draws runs of blanks with no-break spaces.
        return one_line(" ".join(t.text or "" for t in group.iter(SVG + "text")))
    groups = [g for g in svg.iter(SVG + "g") if g.get("class") in ("node", "edge")]
    nodes = {g.find(SVG + "title").text: drawn(g) for g in groups if g.get("class") == "node"}
    edges = [(int(g.get("id")[1:]), *g.find(SVG + "title").text.split("->"), drawn(g),
              any(p.get("stroke-dasharray") for p in g.iter(SVG + "path"))) for g in groups if g.get("class") == "edge"]
    compare(nodes, [edge[1:] for edge in sorted(edges)], wanted)


def mermaid(source, wanted, folder):
    if not shutil.which("node"):
        raise Missing("node: install Node.js")
    for package in ("mermaid", "jsdom"):
        if not folder or not (folder / "node_modules" / package).is_dir():
            raise Missing(f"{package}: npm install --prefix FOLDER mermaid jsdom, then --node FOLDER")
    found = json.loads(run(["node", str(HERE / "mermaid.mjs"), str(folder.resolve())], source))
    compare(dict(found["nodes"]), found["edges"], wanted)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--byline", default=str(ROOT / "target" / "release" / "byline"))
    ap.add_argument("--node", type=pathlib.Path, help="where mermaid and jsdom are installed")
    ap.add_argument("articles", nargs="*", default=[str(ROOT / "assets" / "sample.txt"), str(HERE / "hostile.txt")])
    args = ap.parse_args()
    if not shutil.which(args.byline):
        print(f"missing {args.byline}: cargo build --release, or --byline PROGRAM")
        return 2
    readers = {"graphml": graphml, "dot": dot, "mermaid": lambda source, wanted: mermaid(source, wanted, args.node)}
    differs, missing = False, set()
    for article in args.articles:
        wanted = expected(json.loads(run([args.byline, "export", article])))
        for name, read in readers.items():
            try:
                read(run([args.byline, "export", "--format", name, article]), wanted)
                print(f"ok       {name:8} {article}: {len(wanted[0])} nodes, {len(wanted[1])} edges")
            except Missing as what:
                missing.add(str(what))
            except Exception as what:  # whatever a reader says against it
                differs = True
                print(f"DIFFERS  {name:8} {article}: {what}")
    for what in sorted(missing):
        print(f"missing  {what}")
    return 1 if differs else 2 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
