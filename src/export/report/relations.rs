//! Who is related to whom: a picture, and each relation as a sentence that says how the article presents it.

use std::fmt::Write as _;

use crate::digest::{self, Piece, counted};
use crate::export::Article;
use crate::export::report::markup::{escaped, isolated};
use crate::export::report::statements::named;
use crate::export::report::{RELATIONS, Scope, picture};
use crate::nlp::{Relation, Status};

/// Writes the picture and the list.
pub(super) fn write(out: &mut String, article: &Article<'_>, scope: Scope) {
    let relations = article.annotated.analysis.relations.rows();
    if relations.is_empty() {
        return;
    }
    out.push_str(&scope.heading_of(RELATIONS, &relations.len().to_string()));
    picture::write(out, article, scope);
    out.push_str("<ul class=\"wide\">\n");
    for it in relations {
        relation(out, article, it, scope);
    }
    out.push_str("</ul>\n");
}

fn relation(out: &mut String, article: &Article<'_>, relation: &Relation, scope: Scope) {
    let analysis = &article.annotated.analysis;
    let words = |piece: Piece<'_>| match piece {
        Piece::Name(id) => format!("<strong>{}</strong>", named(id, &analysis.entities[id].name)),
        Piece::Words(words) => escaped(words),
    };
    let sentence: String = digest::sentence(analysis, relation, None).into_iter().map(words).collect();
    let notes: Vec<_> = digest::reservations(analysis, relation).iter().map(|it| isolated(it)).collect();
    let notes = match notes.as_slice() {
        [] => String::new(),
        notes => format!(" <span class=\"but doubt\">({})</span>", notes.join(", ")),
    };
    let is_claimed = relation.status != Status::Stated || relation.negated;
    let class = if is_claimed { " class=\"claimed\"" } else { "" };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<li{class}><details><summary>{sentence}{notes}</summary>");
    for &id in &relation.evidence {
        let words = digest::words(article.doc, analysis.sentences[id].span);
        let _ = writeln!(
            out,
            "<blockquote><p dir=\"auto\">{} <a href=\"#{}-s{}\">in the text</a></p></blockquote>",
            escaped(&words),
            scope.prefix(),
            id.to_usize()
        );
    }
    let confidence = (relation.confidence.to_f32() * 100.0).round();
    let n = counted(relation.evidence.len(), "sentence");
    let _ = writeln!(
        out,
        "<p class=\"soft\">{n}; {}; byline is {confidence}% sure that the article says so.</p></details></li>",
        relation.status.word()
    );
}
