//! What investigators load into their programs, read back: the tables for Gephi, the script for Neo4j and the entities
//! for Aleph have every relation with its ends, its words and how the article has it.

use std::collections::BTreeMap;

use byline::document::Document;
use byline::nlp::Analysis;
use proptest::prelude::*;
use serde_json::Value;

use crate::export::{draft, export, one_line};
use crate::graph::{lawsuit, relation, with_relations};

/// A relation as a program reads it: the names of both ends, the words, the status, whether it is negated.
type Read = (String, String, String, String, bool);

/// The rows of a CSV file (RFC 4180) by the names of its columns.
fn csv_rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(!is_quoted && cell.is_empty() && row.is_empty(), "{text:?}");
    let head: Vec<String> = rows.remove(0);
    let named = |row: Vec<String>| {
        assert_eq!(row.len(), head.len());
        head.iter().cloned().zip(row).collect()
    };
    rows.into_iter().map(named).collect()
}

fn read_gephi(parts: &[String]) -> Vec<Read> {
    let [nodes, edges] = parts else { panic!("{parts:?}") };
    let labels: BTreeMap<_, _> =
        csv_rows(nodes).into_iter().map(|it| (it["Id"].clone(), it["Label"].clone())).collect();
    let read = |it: BTreeMap<String, String>| {
        assert_eq!(it["Type"], "Directed");
        let [from, to] = ["Source", "Target"].map(|end| labels[&it[end]].clone());
        (from, to, it["Relation"].clone(), it["Status"].clone(), it["Negated"] == "true")
    };
    csv_rows(edges).into_iter().map(read).collect()
}

/// The strings of a line of Cypher, and the line with a "?" for each of them.
fn cypher_strings(line: &str) -> (Vec<String>, String) {
    let (mut strings, mut bare) = (Vec::new(), String::new());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c != '\'' {
            bare.push(c);
            continue;
        }
        let mut string = String::new();
        loop {
            match chars.next().unwrap() {
                '\'' => break,
                '\\' => string.push(chars.next().filter(|it| "\\'".contains(*it)).unwrap()),
                c => string.push(c),
            }
        }
        strings.push(string);
        bare.push('?');
    }
    (strings, bare)
}

fn read_neo4j(script: &str) -> Vec<Read> {
    let mut names = BTreeMap::new();
    let mut edges = Vec::new();
    for line in script.lines().filter(|it| !it.starts_with("//")) {
        let (strings, bare) = cypher_strings(line);
        // Nothing that an article says is outside of a string.
        let mut statement = bare.strip_suffix(';').unwrap().splitn(2, " SET ");
        assert!(statement.all(|it| !it.contains(';')), "{line}");
        if bare.starts_with("MERGE (n:") {
            names.insert(strings[0].clone(), strings[1].clone());
        } else {
            let kind = bare.split("[r:").nth(1).and_then(|it| it.split(' ').next()).unwrap();
            let negated = kind.strip_prefix("NOT_");
            let status = negated.unwrap_or(kind).to_lowercase();
            assert_eq!(status, strings[5], "{line}");
            let [from, to] = [&strings[0], &strings[1]].map(|it| names[it].clone());
            edges.push((from, to, strings[4].clone(), status, negated.is_some()));
        }
    }
    edges
}

fn read_followthemoney(lines: &str) -> Vec<Read> {
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |row: &Value, property: &str| row["properties"][property][0].as_str().unwrap().to_owned();
    let named = |id: &str| {
        let row = rows.iter().find(|it| it["id"] == id).unwrap();
        of(row, if row["schema"] == "Address" { "full" } else { "name" })
    };
    let links = rows.iter().filter(|it| it["schema"] == "UnknownLink");
    let read = |row: &Value| {
        let status = of(row, "status");
        let (status, negated) =
            status.split_once(", said not").map_or((status.clone(), false), |it| (it.0.to_owned(), true));
        (named(&of(row, "subject")), named(&of(row, "object")), of(row, "role"), status, negated)
    };
    links.map(read).collect()
}

fn check(doc: &Document, analysis: &Analysis) {
    let expected = |fit: fn(&str) -> String| -> Vec<Read> {
        let name = |id| fit(&analysis.entities[id].name);
        let read = |it: &byline::nlp::Relation| {
            (name(it.subject), name(it.object), fit(&it.label), it.status.word().to_owned(), it.negated)
        };
        analysis.relations.rows().iter().map(read).collect()
    };
    // Entities of one name and kind are one node, and are written as the first of them is.
    let folded = |rows: Vec<Read>| -> Vec<Read> {
        rows.into_iter()
            .map(|(a, b, words, status, no)| (a.to_lowercase(), b.to_lowercase(), words, status, no))
            .collect()
    };
    assert_eq!(folded(read_gephi(&export("gephi", doc, analysis))), folded(expected(one_line)));
    assert_eq!(folded(read_neo4j(&export("neo4j", doc, analysis)[0])), folded(expected(one_line)));
    let links = read_followthemoney(&export("followthemoney", doc, analysis)[0]);
    for (found, expected) in links.iter().zip(expected(str::to_owned)) {
        // The role ends with remarks: "(says Roe)".
        assert!(found.2.starts_with(&expected.2), "{found:?}");
        let words = expected.2.clone();
        assert_eq!((found.0.clone(), found.1.clone(), words, found.3.clone(), found.4), expected);
    }
    assert_eq!(links.len(), analysis.relations.len());
}

#[test]
fn relations_read_back_from_every_format_of_investigators() {
    let (doc, analysis) = lawsuit();
    check(&doc, &analysis);
    let [nodes, edges] = &export("gephi", &doc, &analysis)[..] else { panic!("two tables") };
    let (nodes, edges) = (csv_rows(nodes), csv_rows(edges));
    let lee = nodes.iter().find(|it| it["Label"] == "Lee").unwrap();
    assert_eq!([&lee["Kind"], &lee["Description"], &lee["Mentions"]], ["person", "a \"farmer\"", "2"]);
    assert_eq!(
        [&edges[1]["SaidBy"], &edges[1]["Doubtful"], &edges[2]["Negated"]],
        ["\"Roe\\\"", "true", "true"]
    );
    let script = export("neo4j", &doc, &analysis).remove(0);
    assert!(script.contains("MERGE (a)-[r:NOT_STATED {"), "{script}");
}

proptest! {
    #[test]
    fn relations_of_any_text_read_back_from_every_format_of_investigators(
        draft in draft(),
        relations in prop::collection::vec(relation(), 0..6),
    ) {
        let (doc, analysis) = with_relations(&draft, &relations);
        check(&doc, &analysis);
    }
}
