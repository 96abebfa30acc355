//! Who says what, with each speaker's share of all quoted words.

use std::fmt::Write as _;

use crate::digest::{self, Voice, Voices, counted};
use crate::export::Article;
use crate::export::report::markup::{escaped, isolated};
use crate::export::report::{QUOTES, Scope};
use crate::nlp::{Entity, Quote, Stance};
use crate::text::Id;

/// Writes the quotes by speaker.
pub(super) fn write(out: &mut String, article: &Article<'_>, scope: Scope) {
    let analysis = &article.annotated.analysis;
    let voices = Voices::new(article.doc, analysis);
    if voices.rows().is_empty() {
        return;
    }
    let n = analysis.quotes.len();
    out.push_str(&scope.heading_of(QUOTES, &counted(n, "quote")));
    out.push_str("<div class=\"wide\">\n");
    for row in voices.rows() {
        out.push_str("<div class=\"voice\">\n");
        let name = |id: Id<Entity>| analysis.entities[id].name.as_str();
        let (who, member) = match &row.voice {
            Voice::Cast(id) => (named(*id, name(*id)), None),
            Voice::Source { words, member } => (isolated(words), member.filter(|it| it.speaks)),
            Voice::Unknown => ("Speaker unknown".to_owned(), None),
        };
        out.push_str(&scope.heading(2, &format!("{who} <span class=\"soft\">{}%</span>", row.percent)));
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "<svg class=\"share\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}% of all words \
             quoted\"><rect class=\"all\" width=\"100\" height=\"6\"/><rect width=\"{}\" height=\"6\"/></svg>",
            row.percent, row.percent
        );
        if let Some(member) = member {
            let mention = &analysis.mentions[member.mention];
            let doubt = if mention.confidence.is_doubtful() {
                " <span class=\"doubt\">(not sure)</span>"
            } else {
                ""
            };
            let _ =
                writeln!(out, "<p class=\"soft\">Speaks for {}{doubt}.</p>", isolated(name(mention.entity)));
        }
        out.push_str("<ul>\n");
        for &id in &row.quotes {
            quote(out, article, id, scope);
        }
        out.push_str("</ul>\n</div>\n");
    }
    out.push_str("</div>\n");
}

/// A name as a control that chooses its member of the cast.
pub(super) fn named(id: Id<Entity>, name: &str) -> String {
    format!("<span data-e=\"{}\">{}</span>", id.to_usize(), isolated(name))
}

fn quote(out: &mut String, article: &Article<'_>, id: Id<Quote>, scope: Scope) {
    let analysis = &article.annotated.analysis;
    let quote = &analysis.quotes[id];
    let mut notes = vec![quote.kind.word().to_owned()];
    if quote.stance == Stance::Attitude {
        notes.push(quote.stance.word().to_owned());
    }
    let others: Vec<_> = quote.co_speakers.iter().map(|&it| isolated(&analysis.entities[it].name)).collect();
    if !others.is_empty() {
        notes.push(format!("with {}", others.join(", ")));
    }
    if quote.confidence.is_doubtful() {
        notes.push("<span class=\"doubt\">not sure</span>".to_owned());
    }
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<li><a href=\"#{}-q{}\">{}</a> <span class=\"soft\">({})</span></li>",
        scope.prefix(),
        id.to_usize(),
        escaped(&digest::said(article.doc, quote)),
        notes.join(", ")
    );
}
