//! The user's marks and notes.

use std::fmt::Write as _;

use crate::annotate::{self, Mark};
use crate::digest::Day;
use crate::export::Article;
use crate::export::report::markup::escaped;
use crate::export::report::{NOTES, Scope};

/// Writes notes and highlights in order of the text; those whose words are gone come last.
pub(super) fn write(out: &mut String, article: &Article<'_>, scope: Scope) {
    let marks = &article.annotated.marks;
    if marks.is_empty() {
        return;
    }
    out.push_str(&scope.heading_of(NOTES, &marks.len().to_string()));
    out.push_str("<ul>\n");
    for it in marks {
        mark(out, article, it, scope);
    }
    out.push_str("</ul>\n");
}

fn mark(out: &mut String, article: &Article<'_>, mark: &Mark, scope: Scope) {
    let words = escaped(&mark.at.exact);
    let words = match mark.span {
        Some(_) => format!("<a href=\"#{}-k{}\">{words}</a>", scope.prefix(), mark.id.0),
        None => format!("{words} <span class=\"soft\">(no longer in the text)</span>"),
    };
    // Writing to a string cannot fail.
    let _ = write!(out, "<li><blockquote><p dir=\"auto\">{words}</p></blockquote>");
    let told = annotate::told(&mark.note, &mark.tags);
    if !told.is_empty() {
        let _ = write!(out, "<p class=\"note\" dir=\"auto\">{}</p>", escaped(&told));
    }
    if let Some(date) = article.date(mark.id) {
        let day = Day::of(date).map_or_else(|| date.to_owned(), Day::in_words);
        let _ = write!(out, "<p class=\"soft\">{}</p>", escaped(&day));
    }
    out.push_str("</li>\n");
}
