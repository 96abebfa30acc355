//! `GraphML`: a directed graph with parallel edges, for networkx, igraph, Gephi, Cytoscape and yEd.

use std::fmt::Write as _;

use crate::document::Document;
use crate::export::graph::Graph;
use crate::export::{OutputFile, kind_word};
use crate::nlp::Analysis;

/// The attributes of nodes and edges: what they belong to, name, type. Programs show `label` beside the node or edge.
const KEYS: &[(&str, &str, &str)] = &[
    ("node", "label", "string"),
    ("node", "name", "string"),
    ("node", "kind", "string"),
    ("node", "description", "string"),
    ("node", "mentions", "int"),
    ("edge", "label", "string"),
    ("edge", "relation", "string"),
    ("edge", "negated", "boolean"),
    ("edge", "status", "string"),
    ("edge", "said_by", "string"),
    ("edge", "confidence", "double"),
    ("edge", "cue", "string"),
    ("edge", "evidence", "string"),
];

/// The graph with typed attributes. Edges have ids, which a graph with parallel edges needs.
pub(in crate::export) fn export(doc: &Document, analysis: &Analysis) -> Vec<OutputFile> {
    let graph = Graph::new(doc, analysis);
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"",
        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"",
        " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns",
        " http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    ));
    for (of, name, kind) in KEYS {
        line(
            &mut out,
            1,
            &format!("<key id=\"{of}_{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"),
        );
    }
    line(&mut out, 1, "<graph id=\"relations\" edgedefault=\"directed\">");
    for node in &graph.nodes {
        line(&mut out, 2, &format!("<node id=\"{}\">", node.id));
        data(&mut out, "node_label", &node.name);
        data(&mut out, "node_name", &node.name);
        data(&mut out, "node_kind", kind_word(node.kind));
        if let Some(description) = &node.description {
            data(&mut out, "node_description", description);
        }
        data(&mut out, "node_mentions", &node.n_mentions.to_string());
        line(&mut out, 2, "</node>");
    }
    for edge in &graph.edges {
        line(
            &mut out,
            2,
            &format!("<edge id=\"{}\" source=\"{}\" target=\"{}\">", edge.id, edge.subject, edge.object),
        );
        data(&mut out, "edge_label", &edge.label);
        data(&mut out, "edge_relation", &edge.words);
        data(&mut out, "edge_negated", &edge.is_negated.to_string());
        data(&mut out, "edge_status", edge.status.word());
        if let Some(name) = &edge.said_by {
            data(&mut out, "edge_said_by", name);
        }
        data(&mut out, "edge_confidence", &edge.confidence.to_string());
        data(&mut out, "edge_cue", &edge.cue);
        data(&mut out, "edge_evidence", &edge.evidence);
        line(&mut out, 2, "</edge>");
    }
    line(&mut out, 1, "</graph>");
    line(&mut out, 0, "</graphml>");
    vec![OutputFile::beside("graphml", out)]
}

fn line(out: &mut String, depth: usize, line: &str) {
    let _ = writeln!(out, "{:indent$}{line}", "", indent = 2 * depth); // writing to a string cannot fail
}

fn data(out: &mut String, key: &str, value: &str) {
    line(out, 3, &format!("<data key=\"{key}\">{}</data>", escaped(value)));
}

/// Escaped as the content of an element, where "]]>" is not allowed either.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_xml_are_escaped() {
        assert_eq!(escaped("<b> &amp; ]]> \"'"), "&lt;b&gt; &amp;amp; ]]&gt; \"'");
    }
}
