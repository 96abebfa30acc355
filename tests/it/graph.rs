//! The graphs of relations, read back: `GraphML` by an XML parser, DOT and Mermaid by small strict parsers of our
//! own, and Mermaid's labels by a Markdown parser, too. `tests/readers` loads them into the programs that they are
//! for.

use std::collections::BTreeMap;

use byline::document::{Document, Metadata};
use byline::nlp::{Analysis, Confidence, EntityKind, Relation, Status};
use byline::text::Id;
use proptest::prelude::*;

use crate::export::{Draft, draft, export, name, one_line, text};

/// A relation of a draft: subject, object, label, negated, whose claim, confidence. One that refers to a missing
/// entity is left out.
pub(crate) type DraftRelation = (usize, usize, String, bool, Option<usize>, f32);

pub(crate) fn with_relations(draft: &Draft, relations: &[DraftRelation]) -> (Document, Analysis) {
    let (doc, mut analysis) = draft.build();
    let (n_entities, n_sentences) = (analysis.entities.len(), analysis.sentences.len());
    for (number, (subject, object, label, negated, said_by, confidence)) in relations.iter().enumerate() {
        if n_entities == 0 || subject % n_entities == object % n_entities || label.trim().is_empty() {
            continue;
        }
        analysis.relations.push(Relation {
            subject: Id::new(subject % n_entities),
            object: Id::new(object % n_entities),
            label: label.clone(),
            cue: vec![analysis.tokens.rows()[0].span],
            evidence: vec![Id::new(number % n_sentences)],
            said_by: said_by.map(|it| Id::new(it % n_entities)),
            negated: *negated,
            status: Status::Stated,
            confidence: Confidence::new(*confidence),
        });
    }
    analysis.check(&doc).unwrap();
    (doc, analysis)
}

/// What a program that draws a graph learns from all three formats.
#[derive(Debug, PartialEq, Default)]
struct Drawing {
    /// Id, name, kind.
    nodes: Vec<(String, String, String)>,
    /// From, to, label, whether it is uncertain.
    edges: Vec<(String, String, String, bool)>,
}

/// Like every text in a graph: on one line, without the two characters that XML cannot contain.
fn fit(text: &str) -> String {
    one_line(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// The attributes of the elements with this name, in order; those of their `data` have the names of the keys.
fn elements(xml: &roxmltree::Document<'_>, of: &str) -> Vec<BTreeMap<String, String>> {
    let all = || xml.descendants().filter(roxmltree::Node::is_element);
    let keys = all().filter(|it| it.has_tag_name("key") && it.attribute("for") == Some(of));
    let keys: BTreeMap<_, _> = keys.map(|it| (it.attribute("id"), it.attribute("attr.name"))).collect();
    let rows = all().filter(|it| it.has_tag_name(of)).map(|element| {
        let own = element.attributes().map(|it| (it.name().to_owned(), it.value().to_owned()));
        let data = element.children().filter(roxmltree::Node::is_element).map(|it| {
            let name = keys[&it.attribute("key")].unwrap();
            (name.to_owned(), it.text().unwrap_or_default().to_owned())
        });
        own.chain(data).collect()
    });
    rows.collect()
}

/// Reads `GraphML` and checks every attribute against the analysis.
fn read_graphml(source: &str, doc: &Document, analysis: &Analysis) -> Drawing {
    let xml = roxmltree::Document::parse(source).unwrap();
    assert!(xml.root_element().has_tag_name(("http://graphml.graphdrawing.org/xmlns", "graphml")));
    let (nodes, edges) = (elements(&xml, "node"), elements(&xml, "edge"));
    let name_of = |id: Id<_>| fit(&analysis.entities[id].name);
    for (number, (edge, relation)) in edges.iter().zip(analysis.relations.rows()).enumerate() {
        assert_eq!(edge["id"], format!("r{}", number + 1));
        assert_eq!(edge["relation"], fit(&relation.label));
        assert!(edge["label"].starts_with(&edge["relation"]));
        assert_eq!(edge.get("said_by"), relation.said_by.map(name_of).as_ref());
        if let Some(name) = edge.get("said_by") {
            assert!(edge["label"].contains(&format!("says {name})")), "{edge:?}");
        }
        assert_eq!(edge["negated"], relation.negated.to_string());
        assert_eq!(edge["status"], relation.status.word());
        assert!((edge["confidence"].parse::<f32>().unwrap() - relation.confidence.to_f32()).abs() < 0.001);
        assert_eq!(edge["cue"], fit(doc.slice(relation.cue[0])));
        assert_eq!(edge["evidence"], fit(doc.slice(analysis.sentences[relation.evidence[0]].span)));
    }
    assert_eq!(edges.len(), analysis.relations.len());
    let ids: Vec<_> = nodes.iter().map(|it| it["id"].clone()).collect();
    let expected: Vec<_> = analysis
        .entities
        .iter()
        .filter(|(id, _)| analysis.relations.rows().iter().any(|it| it.subject == *id || it.object == *id))
        .map(|(id, it)| (format!("e{}", id.to_usize() + 1), it))
        .collect();
    assert_eq!(ids, expected.iter().map(|it| it.0.clone()).collect::<Vec<_>>());
    for (node, (_, entity)) in nodes.iter().zip(expected) {
        assert_eq!((&node["name"], &node["label"]), (&fit(&entity.name), &node["name"]));
        assert_eq!(node.get("description"), entity.description.as_deref().map(fit).as_ref());
        assert_eq!(node["mentions"], entity.mentions.len().to_string());
    }
    Drawing {
        nodes: nodes.iter().map(|it| ["id", "name", "kind"].map(|key| it[key].clone()).into()).collect(),
        edges: edges
            .iter()
            .zip(analysis.relations.rows())
            .map(|(it, relation)| {
                let [from, to, label] = ["source", "target", "label"].map(|key| it[key].clone());
                (from, to, label, relation.confidence.is_doubtful()) // 0.6999 is written as 0.7
            })
            .collect(),
    }
}

/// The attributes in brackets as Graphviz reads them.
fn dot_attributes(list: &str) -> BTreeMap<String, String> {
    let mut attributes = BTreeMap::new();
    let mut rest = list;
    while !rest.is_empty() {
        let (key, value) = rest.split_once('=').unwrap();
        let is_id =
            |it: &str| !it.is_empty() && it.chars().all(|c| c.is_ascii_alphanumeric() || "_.".contains(c));
        assert!(is_id(key), "{key:?}");
        let (value, after) = if let Some(value) = value.strip_prefix('"') {
            let mut string = String::new();
            let mut chars = value.char_indices();
            let end = loop {
                match chars.next().unwrap() {
                    (at, '"') => break at,
                    (_, '\\') => {
                        let escaped = chars.next().unwrap().1;
                        assert!("\\\"".contains(escaped), "\\{escaped}");
                        string.push(escaped);
                    }
                    (_, c) => string.push(c),
                }
            };
            assert!(string.split('&').skip(1).all(|it| it.starts_with("amp;")), "{string:?}");
            (string.replace("&amp;", "&"), value.get(end + 1..).unwrap())
        } else {
            let (value, after) = value.split_at(value.find(',').unwrap_or(value.len()));
            assert!(is_id(value), "{value:?}");
            (value.to_owned(), after)
        };
        assert!(attributes.insert(key.to_owned(), value).is_none());
        rest = after.strip_prefix(", ").unwrap_or_else(|| {
            assert_eq!(after, "");
            after
        });
    }
    attributes
}

fn read_dot(source: &str) -> Drawing {
    let mut drawing = Drawing::default();
    let lines =
        source.strip_prefix("digraph relations {\n  rankdir=LR\n").unwrap().strip_suffix("}\n").unwrap();
    for line in lines.split_terminator('\n') {
        let (who, list) = line.split_once(" [").unwrap();
        let attributes = dot_attributes(list.strip_suffix(']').unwrap());
        let label = attributes["label"].clone();
        match who.trim_start().split_once(" -> ") {
            Some((from, to)) => {
                let is_dashed = attributes.get("style").map(String::as_str) == Some("dashed");
                drawing.edges.push((from.to_owned(), to.to_owned(), label, is_dashed));
            }
            None => drawing.nodes.push((who.trim().to_owned(), label, attributes["kind"].clone())),
        }
    }
    drawing
}

/// A label with Mermaid's codes, which become HTML's; then a Markdown parser finds words and nothing else.
fn mermaid_label(source: &str) -> String {
    // What Mermaid searches the whole source for before it parses it, and the marks for its own codes.
    let hidden = source.find(['"', '%', '<', '>', '&', ':', '`', '|', '{', '}', '[', ']', 'ﬂ', '¶']);
    assert_eq!(hidden, None, "{source:?}");
    let mut html = String::new();
    for (number, part) in source.split('#').enumerate() {
        if number > 0 {
            let (code, _) = part.split_once(';').unwrap();
            assert!(code.chars().all(|c| c.is_ascii_digit()), "{source:?}");
            html.push_str("&#");
        }
        html.push_str(part);
    }
    let mut label = String::new();
    for event in pulldown_cmark::Parser::new_ext(
        &html,
        pulldown_cmark::Options::all() - pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION,
    ) {
        use pulldown_cmark::{Event, Tag, TagEnd};
        match event {
            Event::Text(words) => label.push_str(&words),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            other => panic!("{other:?} in {html:?}"),
        }
    }
    label
}

fn read_mermaid(source: &str) -> Drawing {
    let mut drawing = Drawing::default();
    let mut lines = source.lines();
    assert_eq!(lines.next(), Some("flowchart LR"));
    for line in lines {
        let mut parts = line.strip_prefix("  ").unwrap().splitn(3, '"');
        let (before, label, after) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let label = mermaid_label(label);
        let shapes = [("([", "])", "person"), ("[", "]", "organization"), ("{{", "}}", "place")];
        if let Some(to) = after.strip_prefix("| ") {
            let (from, arrow) = before.split_once(' ').unwrap();
            assert!(["-->|", "-.->|"].contains(&arrow), "{line:?}");
            drawing.edges.push((from.to_owned(), to.to_owned(), label, arrow == "-.->|"));
        } else {
            let shape = shapes.iter().find(|it| it.1 == after).unwrap();
            drawing.nodes.push((before.strip_suffix(shape.0).unwrap().to_owned(), label, shape.2.to_owned()));
        }
    }
    drawing
}

fn check(doc: &Document, analysis: &Analysis) {
    let [graphml, dot, mermaid] =
        ["graphml", "dot", "mermaid"].map(|name| export(name, doc, analysis).remove(0));
    let drawing = read_graphml(&graphml, doc, analysis);
    assert_eq!(read_dot(&dot), drawing);
    assert_eq!(read_mermaid(&mermaid), drawing);
}

/// Lee and Acme, parallel relations, a claim, a doubt, a negation, and a bystander in no relation.
pub(crate) fn lawsuit() -> (Document, Analysis) {
    let draft = Draft {
        blocks: vec![
            "Lee of #1 <Acme> & Co sued \"Roe\\\" .".to_owned(),
            "Lee , says Roe , did not pay . Kent watched .".to_owned(),
        ],
        meta: Metadata::default(),
        entities: vec![
            (EntityKind::Person, Some("a \"farmer\"".to_owned()), vec![name(0, 0), name(8, 0)]),
            (EntityKind::Organization, None, vec![name(2, 3)]),
            (EntityKind::Person, None, vec![name(7, 0)]),
            (EntityKind::Person, None, vec![name(16, 0)]),
        ],
        quotes: vec![],
    };
    with_relations(
        &draft,
        &[
            (0, 1, "of".to_owned(), false, None, 0.9),
            (0, 2, "sued … for “1. a_b”".to_owned(), false, Some(2), 0.5),
            (0, 2, "did not pay".to_owned(), true, None, 0.8),
        ],
    )
}

#[test]
fn graphs_read_back_from_every_format() {
    let (doc, analysis) = lawsuit();
    assert_eq!(analysis.relations.len(), 3);
    check(&doc, &analysis);
}

#[test]
fn a_text_without_relations_is_an_empty_graph() {
    let (doc, mut analysis) = lawsuit();
    analysis.relations = Vec::new().into();
    check(&doc, &analysis);
}

#[test]
fn graphml_is_written_as_documented() {
    let (doc, analysis) = lawsuit();
    let graphml = export("graphml", &doc, &analysis).remove(0);
    let nodes = graphml.find("    <node").unwrap();
    let (head, body) = graphml.split_at(nodes);
    assert!(head.ends_with("<graph id=\"relations\" edgedefault=\"directed\">\n"));
    assert!(
        head.contains("<key id=\"edge_negated\" for=\"edge\" attr.name=\"negated\" attr.type=\"boolean\"/>")
    );
    let first_node = r#"    <node id="e1">
      <data key="node_label">Lee</data>
      <data key="node_name">Lee</data>
      <data key="node_kind">person</data>
      <data key="node_description">a "farmer"</data>
      <data key="node_mentions">2</data>
    </node>
"#;
    assert!(body.starts_with(first_node), "{body}");
    let second_edge = r#"
    <edge id="r2" source="e1" target="e3">
      <data key="edge_label">sued … for “1. a_b” (says "Roe\") ?</data>
      <data key="edge_relation">sued … for “1. a_b”</data>
      <data key="edge_negated">false</data>
      <data key="edge_status">stated</data>
      <data key="edge_said_by">"Roe\"</data>
      <data key="edge_confidence">0.5</data>
      <data key="edge_cue">Lee</data>
      <data key="edge_evidence">Lee , says Roe , did not pay . Kent watched .</data>
    </edge>
"#;
    assert!(body.contains(second_edge), "{body}");
}

#[test]
fn dot_is_written_as_documented() {
    let (doc, analysis) = lawsuit();
    let expected = r##"digraph relations {
  rankdir=LR
  e1 [label="Lee", shape=ellipse, kind=person, mentions=2, tooltip="a \"farmer\""]
  e2 [label="#1 <Acme> &amp; Co", shape=box, kind=organization, mentions=1]
  e3 [label="\"Roe\\\"", shape=ellipse, kind=person, mentions=1]
"##;
    let dot = export("dot", &doc, &analysis).remove(0);
    assert!(dot.starts_with(expected), "{dot}");
    let edge = r#"
  e1 -> e3 [id=r2, label="sued … for “1. a_b” (says \"Roe\\\") ?", style=dashed, relation="sued … for “1. a_b”", negated=false, status=stated, said_by="\"Roe\\\"", confidence=0.5, cue="Lee", tooltip="Lee , says Roe , did not pay . Kent watched ."]
"#;
    assert!(dot.contains(edge), "{dot}");
}

#[test]
fn mermaid_is_written_as_documented() {
    let (doc, analysis) = lawsuit();
    let expected = r##"flowchart LR
  e1(["Lee"])
  e2["#35;1 #60;Acme#62; #38; Co"]
  e3(["#34;Roe#92;#34;"])
  e1 -->|"of"| e2
  e1 -.->|"sued … for “1. a#95;b” (says #34;Roe#92;#34;) ?"| e3
  e1 -->|"did not pay"| e3
"##;
    assert_eq!(export("mermaid", &doc, &analysis).remove(0), expected);
}

pub(crate) fn relation() -> impl Strategy<Value = DraftRelation> {
    let label = text().prop_map(|it| one_line(&byline::text::sanitize::sanitize(&it).text));
    (any::<usize>(), any::<usize>(), label, any::<bool>(), prop::option::of(any::<usize>()), 0.0_f32..=1.0)
}

proptest! {
    #[test]
    fn graphs_of_any_text_read_back_from_every_format(
        draft in draft(),
        relations in prop::collection::vec(relation(), 0..6),
    ) {
        let (doc, analysis) = with_relations(&draft, &relations);
        check(&doc, &analysis);
    }
}
