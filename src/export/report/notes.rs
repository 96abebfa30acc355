//! The user's marks and notes.

use std::fmt::Write as _;

use crate::annotate::Mark;
use crate::export::Article;
use crate::export::report::Scope;
use crate::export::report::markup::escaped;

/// Writes notes and highlights in order of the text; those whose words are gone come last.
pub(super) fn write(out: &mut String, article: &Article<'_>, scope: Scope) {
    let marks = &article.annotated.marks;
    if marks.is_empty() {
        return;
    }
    out.push_str(&scope.heading(1, &format!("Notes <span class=\"soft\">{}</span>", marks.len())));
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
    if !mark.note.is_empty() {
        let _ = write!(out, "<p class=\"note\" dir=\"auto\">{}</p>", escaped(&mark.note));
    }
    let tags = mark.tags.iter().map(|it| format!("#{}", escaped(it)));
    let facts: Vec<_> = tags.chain(article.date(mark.id).map(escaped)).collect();
    if !facts.is_empty() {
        let _ = write!(out, "<p class=\"soft\">{}</p>", facts.join(" "));
    }
    out.push_str("</li>\n");
}
