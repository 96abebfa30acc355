//! Who is in the article, each with a strip that shows where.

use std::cmp::Reverse;
use std::fmt::Write as _;

use crate::digest::{self, Tally};
use crate::export::Article;
use crate::export::report::markup::{escaped, isolated};
use crate::export::report::{ORGANIZATIONS, PEOPLE, Scope};
use crate::nlp::{Entity, EntityKind};
use crate::text::Id;

/// The number of positions for ticks on a strip.
const STRIP: usize = 240;

/// Writes people, then organizations, the most mentioned first.
pub(super) fn write(out: &mut String, article: &Article<'_>, scope: Scope) {
    for (kind, part) in [(EntityKind::Person, PEOPLE), (EntityKind::Organization, ORGANIZATIONS)] {
        let members = article.annotated.analysis.entities.iter().filter(|(_, it)| it.kind == kind);
        let mut members: Vec<_> = members.collect();
        members.sort_by_key(|(_, it)| Reverse(it.mentions.len())); // stable: then by first mention
        if members.is_empty() {
            continue;
        }
        out.push_str(&scope.heading_of(part, &members.len().to_string()));
        out.push_str("<ul>\n");
        for (id, entity) in members {
            member(out, article, id, entity);
        }
        out.push_str("</ul>\n");
    }
}

fn member(out: &mut String, article: &Article<'_>, id: Id<Entity>, entity: &Entity) {
    let analysis = &article.annotated.analysis;
    let Tally { all, doubtful } = digest::tally(analysis, id);
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<li><button type=\"button\" class=\"who\" data-e=\"{}\" aria-pressed=\"false\"><span class=\"name\">{}</span>\
         <span class=\"n\">{}</span>{}</button>",
        id.to_usize(),
        isolated(&entity.name),
        all.total(),
        strip(article, entity)
    );
    let mut facts: Vec<String> = Vec::new();
    if !entity.is_named {
        facts.push("not named".to_owned());
    }
    facts.extend(entity.description.as_deref().map(isolated));
    let also = digest::aliases(article.doc, analysis, id);
    if !also.is_empty() {
        facts.push(format!("also {}", list(&also)));
    }
    let called = digest::descriptions(article.doc, analysis, id);
    if !called.is_empty() && entity.is_named {
        facts.push(format!("called {}", list(&called)));
    }
    facts.push(escaped(&all.in_words()));
    if doubtful.total() > 0 {
        facts.push(format!("<span class=\"doubt\">{} not sure</span>", doubtful.total()));
    }
    let _ = writeln!(out, "<p class=\"soft\">{}</p></li>", facts.join("; "));
}

fn list(words: &[String]) -> String {
    words.iter().map(|it| format!("“{}”", isolated(it))).collect::<Vec<_>>().join(", ")
}

/// A strip with a tick for each part of the text that mentions the entity.
fn strip(article: &Article<'_>, entity: &Entity) -> String {
    let length = article.doc.text().len().max(1);
    let mentions =
        entity.mentions.iter().map(|&it| article.annotated.analysis.mentions[it].span.start().to_usize());
    let mut ticks: Vec<_> = mentions.map(|at| at * STRIP / length).collect();
    ticks.dedup();
    let path = ticks.iter().map(|x| format!("M{x}.5 0V10")).collect::<Vec<_>>().concat();
    format!(
        "<svg class=\"strip\" viewBox=\"0 0 {STRIP} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>"
    )
}
