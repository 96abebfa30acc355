//! DOT, the language of Graphviz.
//!
//! Sentences and descriptions are tooltips, which an SVG shows under the pointer; Graphviz ignores the other
//! attributes. People are round, organizations have corners, uncertain edges are dashed, and edges that the article
//! does not state itself are dotted.

use std::fmt::Write as _;

use crate::document::Document;
use crate::export::graph::{Edge, Graph, Node};
use crate::export::{OutputFile, kind_word};
use crate::nlp::{Analysis, EntityKind, Status};

/// The graph, drawn from left to right.
pub(in crate::export) fn export(doc: &Document, analysis: &Analysis) -> Vec<OutputFile> {
    let graph = Graph::new(doc, analysis);
    let mut out = "digraph relations {\n  rankdir=LR\n".to_owned();
    for node in &graph.nodes {
        let _ = writeln!(out, "  {} [{}]", node.id, node_attributes(node)); // writing to a string cannot fail
    }
    for edge in &graph.edges {
        let _ = writeln!(out, "  {} -> {} [{}]", edge.subject, edge.object, edge_attributes(edge));
    }
    out.push_str("}\n");
    vec![OutputFile::beside("dot", out)]
}

fn node_attributes(node: &Node) -> String {
    let shape = match node.kind {
        EntityKind::Person => "ellipse",
        EntityKind::Organization => "box",
        EntityKind::Place => "hexagon",
    };
    let mut attributes = vec![
        format!("label={}", quoted(&node.name)),
        format!("shape={shape}"),
        format!("kind={}", kind_word(node.kind)),
        format!("mentions={}", node.n_mentions),
    ];
    attributes.extend(node.description.iter().map(|it| format!("tooltip={}", quoted(it))));
    attributes.join(", ")
}

fn edge_attributes(edge: &Edge) -> String {
    let mut attributes = vec![format!("id={}", edge.id), format!("label={}", quoted(&edge.label))];
    if edge.is_doubtful {
        attributes.push("style=dashed".to_owned());
    } else if edge.status != Status::Stated {
        attributes.push("style=dotted".to_owned());
    }
    attributes.push(format!("relation={}", quoted(&edge.words)));
    attributes.push(format!("negated={}", edge.is_negated));
    attributes.push(format!("status={}", edge.status.word()));
    attributes.extend(edge.said_by.iter().map(|it| format!("said_by={}", quoted(it))));
    attributes.push(format!("confidence={}", edge.confidence));
    attributes.push(format!("cue={}", quoted(&edge.cue)));
    attributes.push(format!("tooltip={}", quoted(&edge.evidence)));
    attributes.join(", ")
}

/// A string that Graphviz shows exactly. In labels, it treats a backslash as an escape ("\N" is the node's name) and
/// "&lt;" as in HTML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('&', "&amp;").replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_cannot_end_before_its_end() {
        assert_eq!(quoted(r#"“a” "b" \N c\"#), r#""“a” \"b\" \\N c\\""#);
        assert_eq!(quoted("AT&amp;T"), "\"AT&amp;amp;T\"");
    }
}
