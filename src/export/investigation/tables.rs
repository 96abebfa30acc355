//! The graph of relations as two tables, nodes and edges, for the importers of Gephi and Neo4j: of one article, or of
//! a library as one graph.

use crate::export::investigation::joined::Joined;
use crate::export::{Article, Options, OutputFile, kind_word};

/// NAME.nodes.csv and NAME.edges.csv.
pub(in crate::export) fn export(articles: &[Article<'_>], _: &Options) -> Vec<OutputFile> {
    let joined = Joined::new(articles);
    let mut nodes = sheet(&["Id", "Label", "Kind", "Description", "Mentions", "Articles"]);
    for (id, it) in &joined.nodes {
        row(
            &mut nodes,
            &[
                id,
                &it.name,
                kind_word(it.kind),
                it.description.as_deref().unwrap_or_default(),
                &it.n_mentions.to_string(),
                &it.n_articles.to_string(),
            ],
        );
    }
    let mut edges = sheet(&[
        "Source",
        "Target",
        "Type",
        "Id",
        "Label",
        "Relation",
        "Status",
        "Negated",
        "SaidBy",
        "Confidence",
        "Doubtful",
        "Evidence",
        "Article",
        "ArticleId",
    ]);
    for it in &joined.edges {
        row(
            &mut edges,
            &[
                &it.subject,
                &it.object,
                "Directed",
                &it.id,
                &it.label,
                &it.words,
                it.status.word(),
                &it.negated.to_string(),
                it.said_by.as_deref().unwrap_or_default(),
                &it.confidence.to_string(),
                &it.is_doubtful.to_string(),
                &it.evidence,
                &it.article,
                &it.article_id,
            ],
        );
    }
    vec![OutputFile::beside("nodes.csv", finished(nodes)), OutputFile::beside("edges.csv", finished(edges))]
}

type Sheet = csv::Writer<Vec<u8>>;

fn sheet(head: &[&str]) -> Sheet {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    row(&mut sheet, head);
    sheet
}

fn row(sheet: &mut Sheet, cells: &[&str]) {
    sheet.write_record(cells).expect("every row has all columns, and a vector takes every byte");
}

fn finished(sheet: Sheet) -> String {
    let bytes = sheet.into_inner().expect("a vector takes every byte");
    String::from_utf8(bytes).expect("cells are UTF-8")
}
