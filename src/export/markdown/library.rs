//! The notes of many articles in one file.

use std::collections::HashMap;
use std::path::Path;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::annotate::EditId;
use crate::export::markdown::template::{self, Template, TemplateError};
use crate::export::markdown::text::block_id;

/// The built-in template, which explains the values.
pub const NOTES_TEMPLATE: &str = include_str!("notes.md.j2");

/// An article with the user's highlights and notes.
#[derive(Debug, Clone)]
pub struct NotedArticle<'a> {
    /// Its number in the library.
    pub id: i64,
    /// What it is called.
    pub title: &'a str,
    /// The date of publication, as the article writes it.
    pub published: Option<&'a str>,
    /// The path or address from which it was last read.
    pub source: Option<&'a str>,
    /// Its highlights and notes.
    pub marks: Vec<NotedWords<'a>>,
}

/// Words that the user highlighted.
#[derive(Debug, Clone)]
pub struct NotedWords<'a> {
    /// The edit that marked them.
    pub id: EditId,
    /// The words.
    pub words: &'a str,
    /// The note; empty if there is none.
    pub note: &'a str,
    /// Tags to find the note by.
    pub tags: &'a [String],
}

/// The notes of articles, each article under a heading with the command that reopens it; every note has an id to link
/// to.
pub fn notes(articles: &[NotedArticle<'_>]) -> String {
    template::built_in(NOTES_TEMPLATE, values(articles), HashMap::new())
}

/// The same with the user's own template.
pub fn notes_by(path: &Path, articles: &[NotedArticle<'_>]) -> Result<String, TemplateError> {
    Template::open(path)?.render(values(articles), HashMap::new())
}

#[derive(Serialize)]
struct Notes<'a> {
    articles: Vec<ArticleRow<'a>>,
}

#[derive(Serialize)]
struct ArticleRow<'a> {
    id: i64,
    title: &'a str,
    published: Option<&'a str>,
    source: Option<&'a str>,
    open: String,
    marks: Vec<MarkRow<'a>>,
}

#[derive(Serialize)]
struct MarkRow<'a> {
    words: &'a str,
    note: &'a str,
    tags: &'a [String],
    id: String,
    block: String,
}

fn values(articles: &[NotedArticle<'_>]) -> Value {
    let rows = articles.iter().map(|article| ArticleRow {
        id: article.id,
        title: article.title,
        published: article.published,
        source: article.source,
        open: format!("byline --open {}", article.id),
        marks: article.marks.iter().map(|it| mark(article.id, it)).collect(),
    });
    Value::from(Serde(Notes { articles: rows.collect() }))
}

fn mark<'a>(article: i64, it: &NotedWords<'a>) -> MarkRow<'a> {
    let id = format!("{article}-a{}", it.id.0);
    MarkRow { words: it.words, note: it.note, tags: it.tags, block: block_id(&id), id }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_note_stands_below_its_article_with_the_way_back() {
        let tags = ["ask".to_owned()];
        let words = |id, words, note| NotedWords { id: EditId(id), words, note, tags: &tags };
        let article = NotedArticle {
            id: 12,
            title: "The *mill*",
            published: Some("2026-11-25"),
            source: None,
            marks: vec![words(3, "burned", "why? #ask"), words(4, "wind", "")],
        };
        let expected = r"# Notes

## The \*mill\*

2026-11-25 · `byline --open 12`

> burned

why? #ask ^by-12-a3

> wind

#ask ^by-12-a4
";
        assert_eq!(notes(&[article]), expected);
    }
}
