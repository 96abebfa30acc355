//! Mermaid, the diagrams in Markdown on GitHub, GitLab and in Obsidian: a flowchart with labels and no other
//! attributes.
//!
//! People have round ends, organizations have corners, places are hexagons; edges that are uncertain or not stated
//! are dashed.

use std::fmt::Write as _;

use crate::document::Document;
use crate::export::OutputFile;
use crate::export::graph::Graph;
use crate::nlp::{Analysis, EntityKind, Status};

/// The flowchart, from left to right. Mermaid rejects more than 500 edges unless its page allows them.
pub(in crate::export) fn export(doc: &Document, analysis: &Analysis) -> Vec<OutputFile> {
    let graph = Graph::new(doc, analysis);
    let mut out = "flowchart LR\n".to_owned();
    for node in &graph.nodes {
        let (open, close) = match node.kind {
            EntityKind::Person => ("([", "])"),
            EntityKind::Organization => ("[", "]"),
            EntityKind::Place => ("{{", "}}"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {}{open}\"{}\"{close}", node.id, escaped(&node.name));
    }
    for edge in &graph.edges {
        let arrow = if edge.is_doubtful || edge.status != Status::Stated { "-.->" } else { "-->" };
        let _ = writeln!(out, "  {} {arrow}|\"{}\"| {}", edge.subject, escaped(&edge.label), edge.object);
    }
    vec![OutputFile::beside("mmd", out)]
}

/// Escapes the inside of a string with Mermaid's codes: "#34;" is a quotation mark.
///
/// Labels are parsed as Markdown ("1. Lee" is a list, "www.a.b" a link, "_a_" italic), and before that, patterns
/// search the whole source ("style…: #…;", "%%{…}%%", "ﬂ°" for Mermaid's own codes). So only characters that none of
/// them looks for stay as they are.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut is_start = true;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let ends_word = chars.peek().is_none_or(|next| *next == ' ');
        let is_plain = match c {
            'ﬂ' | '¶' => false,
            ',' | '?' | '(' | '\'' | ' ' => true,
            '-' | '!' => !is_start && !ends_word,
            '.' | ')' => !is_start && ends_word,
            _ => c.is_alphanumeric() || !c.is_ascii(),
        };
        // A number and a period at the start of the text would begin a list.
        is_start = is_start && c.is_ascii_digit();
        if is_plain {
            out.push(c);
        } else {
            let _ = write!(out, "#{};", u32::from(c)); // writing to a string cannot fail
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_as_they_are() {
        assert_eq!(escaped("St. John’s Court-Lee, Jr."), "St. John’s Court-Lee, Jr.");
        assert_eq!(escaped("called on … to resign (says Roe) ?"), "called on … to resign (says Roe) ?");
    }

    #[test]
    fn a_string_cannot_end_before_its_end() {
        assert_eq!(escaped("a\"] --> b"), "a#34;#93; --#62; b");
    }

    #[test]
    fn nothing_is_a_code_html_or_a_directive() {
        assert_eq!(escaped("#quot; <b> &lt;"), "#35;quot#59; #60;b#62; #38;lt#59;");
        assert_eq!(escaped("%%{init}%%"), "#37;#37;#123;init#125;#37;#37;");
        assert_eq!(escaped("ﬂ°°35¶ß"), "#64258;°°35#182;ß");
    }

    #[test]
    fn nothing_is_markdown() {
        assert_eq!(escaped("1. Lee 2. Roe"), "1#46; Lee 2. Roe");
        assert_eq!(escaped("- Lee - Roe _x_"), "#45; Lee #45; Roe #95;x#95;");
        assert_eq!(escaped("www.lee.org"), "www#46;lee#46;org");
        assert_eq!(escaped("`x`"), "#96;x#96;");
    }
}
