//! The notes of many articles as one file.

use std::fmt::Write as _;

use crate::annotate::EditId;
use crate::export::markdown::text::{escaped, mark};

/// An article with what its reader highlighted and noted.
#[derive(Debug, Clone)]
pub struct NotedArticle<'a> {
    /// Its number in the library.
    pub id: i64,
    /// What it is called.
    pub title: &'a str,
    /// The date of publication, as the article writes it.
    pub published: Option<&'a str>,
    /// Path or address that it was last read from.
    pub source: Option<&'a str>,
    /// Its highlights and notes.
    pub marks: Vec<NotedWords<'a>>,
}

/// Words that the reader highlighted.
#[derive(Debug, Clone)]
pub struct NotedWords<'a> {
    /// The edit that marked them.
    pub id: EditId,
    /// The words.
    pub words: &'a str,
    /// The note; empty if there is none.
    pub note: &'a str,
    /// Words to find it by.
    pub tags: &'a [String],
}

/// The notes of articles: each below a heading, with the way back to it; every note has a name of its own to link to.
pub fn notes(articles: &[NotedArticle<'_>]) -> String {
    let mut out = "# Notes\n".to_owned();
    for article in articles {
        let about = [article.published, article.source].into_iter().flatten().map(escaped);
        let about: Vec<_> = about.chain([format!("`byline --open {}`", article.id)]).collect();
        let _ = write!(out, "\n## {}\n\n{}\n", escaped(article.title), about.join(" · ")); // never fails on a string
        for it in &article.marks {
            let id = format!("{}-a{}", article.id, it.id.0);
            out.extend(["\n", &mark(it.words, false, it.note, it.tags, &id)]);
        }
    }
    out
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
