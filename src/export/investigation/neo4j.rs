//! A Cypher script for Neo4j; running it again changes nothing.
//!
//! The type of a relationship says how the article has it (`STATED`, `DENIED`, …), so that a mere claim is not taken
//! for a fact.

use std::fmt::Write as _;

use crate::export::investigation::joined::Joined;
use crate::export::{Article, Options, OutputFile};
use crate::nlp::EntityKind;

/// A statement for each node and edge.
pub(in crate::export) fn export(articles: &[Article<'_>], _: &Options) -> Vec<OutputFile> {
    let joined = Joined::new(articles);
    let mut out = String::from("// who takes part in a relation\n");
    for (id, it) in &joined.nodes {
        let label = match it.kind {
            EntityKind::Person => "Person",
            EntityKind::Organization => "Organization",
            EntityKind::Place => "Place",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "MERGE (n:{label} {{id: '{id}'}}) SET n.name = {}, n.description = {}, n.mentions = {}, n.articles = {};",
            quoted(&it.name),
            it.description.as_deref().map_or_else(|| "null".to_owned(), quoted),
            it.n_mentions,
            it.n_articles
        );
    }
    out.push_str("// what the articles have of two\n");
    for it in &joined.edges {
        let kind = if it.negated { format!("NOT_{}", it.status.word()) } else { it.status.word().to_owned() };
        let _ = writeln!(
            out,
            "MATCH (a {{id: '{}'}}), (b {{id: '{}'}}) MERGE (a)-[r:{} {{id: '{}'}}]->(b) SET r.label = {}, r.relation = {}, \
             r.status = '{}', r.negated = {}, r.said_by = {}, r.confidence = {}, r.doubtful = {}, r.evidence = {}, r.article = {}, r.article_id = '{}';",
            it.subject,
            it.object,
            kind.to_uppercase(),
            it.id,
            quoted(&it.label),
            quoted(&it.words),
            it.status.word(),
            it.negated,
            it.said_by.as_deref().map_or_else(|| "null".to_owned(), quoted),
            it.confidence,
            it.is_doubtful,
            quoted(&it.evidence),
            quoted(&it.article),
            it.article_id
        );
    }
    vec![OutputFile::beside("cypher", out)]
}

/// A Cypher string.
fn quoted(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\'' => out.push_str("\\'"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_cannot_end_before_its_end() {
        assert_eq!(quoted("O'Neill\\' }) DETACH DELETE n; //"), "'O\\'Neill\\\\\\' }) DETACH DELETE n; //'");
    }
}
