//! Notes in Markdown: what is known of the article, its cast, who stands in which relation to whom, and the quotes by
//! speaker, each with its sentence.
//!
//! For people (and Obsidian, whose marks are escaped, too), not for programs: it has no offsets. Places are left out, as
//! the reader leaves them out.

mod library;
mod text;

use std::cmp::Reverse;
use std::fmt::Write as _;

use crate::annotate::{Annotated, Mark};
use crate::digest::{self, Tally, Voice, Voices, counted};
use crate::document::Document;
pub use library::{NotedArticle, NotedWords, notes};

use crate::export::markdown::text::escaped;
use crate::export::{Part, json, on_one_line, quote_word};
use crate::nlp::{Analysis, Entity, EntityKind, Quote, QuoteKind};
use crate::text::{Id, Span};

/// The notes as one file.
pub(super) fn export(doc: &Document, annotated: &Annotated) -> Vec<Part> {
    let analysis = &annotated.analysis;
    let mut out = front_matter(doc);
    if let Some(title) = &doc.meta().title {
        out.extend(["\n# ", &escaped(title), "\n"]);
    }
    out += &marks(&annotated.marks);
    out += &cast("People", EntityKind::Person, doc, analysis);
    out += &cast("Organizations", EntityKind::Organization, doc, analysis);
    out += &relations(doc, analysis);
    out += &quotes(doc, analysis);
    vec![Part { extension: "md", contents: out }]
}

/// YAML; its strings are JSON strings, which is the one spelling of them without surprises.
fn front_matter(doc: &Document) -> String {
    let meta = doc.meta();
    let mut out = "---\n".to_owned();
    let fields = [
        ("title", &meta.title),
        ("author", &meta.author),
        ("published", &meta.published),
        ("site", &meta.site),
        ("source", &meta.source),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            out.extend([name, ": ", &json::quoted(value), "\n"]);
        }
    }
    out.extend(["sha256: ", &json::quoted(&doc.fingerprint().to_string()), "\n---\n"]);
    out
}

/// What the reader highlighted and noted.
fn marks(marks: &[Mark]) -> String {
    if marks.is_empty() {
        return String::new();
    }
    let mut out = "\n## Notes\n\n".to_owned();
    for mark in marks {
        out.extend(["- ", &escaped(&mark.at.exact)]);
        if mark.span.is_none() {
            out.push_str(" (no longer in the text)");
        }
        if !mark.note.is_empty() {
            // Its lines stay lines, inside the item.
            let lines: Vec<_> = mark.note.lines().map(escaped).collect();
            out.extend([" — ", &lines.join("\\\n  ")]);
        }
        out.push('\n');
    }
    out
}

fn cast(heading: &str, kind: EntityKind, doc: &Document, analysis: &Analysis) -> String {
    let mut members: Vec<_> = analysis.entities.iter().filter(|(_, it)| it.kind == kind).collect();
    if members.is_empty() {
        return String::new();
    }
    members.sort_by_key(|(_, it)| Reverse(it.mentions.len())); // stable: then by first mention
    let mut out = format!("\n## {heading}\n\n");
    for (id, entity) in members {
        let description =
            entity.description.as_ref().map_or_else(String::new, |it| format!(", {}", escaped(it)));
        out.extend([
            "- **",
            &escaped(&entity.name),
            "**",
            &description,
            " — ",
            &mentions(doc, analysis, id),
            "\n",
        ]);
    }
    out
}

/// "4 mentions: 1 name, 2 pronouns, 1 description (“the mayor”); 1 not sure".
fn mentions(doc: &Document, analysis: &Analysis, id: Id<Entity>) -> String {
    let Tally { all, doubtful } = digest::tally(analysis, id);
    let mut out = counted(all.total(), "mention");
    if all.names < all.total() {
        out.extend([": ", &all.in_words()]);
    }
    let descriptions = digest::descriptions(doc, analysis, id);
    if !descriptions.is_empty() {
        let words: Vec<_> = descriptions.iter().map(|it| format!("“{}”", escaped(it))).collect();
        out.extend([" (", &words.join(", "), ")"]);
    }
    if doubtful.total() > 0 {
        out.extend(["; ", &doubtful.total().to_string(), " not sure"]);
    }
    out
}

/// Quotes by who says them, in the order in which they first speak; those of nobody last.
fn quotes(doc: &Document, analysis: &Analysis) -> String {
    let voices = Voices::new(doc, analysis);
    if voices.rows().is_empty() {
        return String::new();
    }
    let mut out = "\n## Quotes\n".to_owned();
    for row in voices.rows() {
        let (name, tie) = match &row.voice {
            Voice::Cast(id) => (escaped(&analysis.entities[*id].name), None),
            Voice::Source { words, tie } => (escaped(words), tie.filter(|it| it.speaks)),
            Voice::Unknown => ("Speaker unknown".to_owned(), None),
        };
        out.extend(["\n### ", &name, "\n\n"]);
        if let Some(tie) = tie {
            let mention = &analysis.mentions[tie.mention];
            let doubt = if mention.confidence.is_doubtful() { " (not sure)" } else { "" };
            out.extend(["Speaks for ", &escaped(&analysis.entities[mention.entity].name), doubt, ".\n\n"]);
        }
        let count = counted(row.quotes.len(), "quote");
        let _ = writeln!(out, "{count}, {}% of all words quoted.", row.percent); // writing to a string cannot fail
        for &id in &row.quotes {
            out += &entry(doc, analysis, &analysis.quotes[id]);
        }
    }
    out
}

/// Each relation as a sentence, whose claim it is, and the sentences that state it.
fn relations(doc: &Document, analysis: &Analysis) -> String {
    if analysis.relations.is_empty() {
        return String::new();
    }
    let mut out = "\n## Relations\n".to_owned();
    let name = |id: Id<Entity>| format!("**{}**", escaped(&analysis.entities[id].name));
    for relation in analysis.relations.rows() {
        let (before, after) = relation.label.split_once('…').unwrap_or((&relation.label, ""));
        let parts = [name(relation.subject), escaped(before), name(relation.object), escaped(after)];
        let parts: Vec<_> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        out.extend(["\n- ", &parts.join(" ")]);
        let claim = relation.said_by.map(|id| format!("says {}", escaped(&analysis.entities[id].name)));
        let doubt = relation.confidence.is_doubtful().then(|| "not sure".to_owned());
        let notes: Vec<_> = claim.into_iter().chain(doubt).collect();
        if !notes.is_empty() {
            out.extend([" (", &notes.join(", "), ")"]);
        }
        out.push('\n');
        for &sentence in &relation.evidence {
            let sentence = on_one_line(doc.slice(analysis.sentences[sentence].span));
            out.extend(["\n  > ", &escaped(&sentence), "\n"]);
        }
    }
    out
}

fn entry(doc: &Document, analysis: &Analysis, quote: &Quote) -> String {
    let said = digest::said(doc, quote);
    let mut out = format!("\n- {}", escaped(&said));
    let kind = (quote.kind != QuoteKind::Direct).then_some(quote_word(quote.kind));
    let doubt = quote.confidence.is_doubtful().then_some("not sure");
    let notes: Vec<_> = kind.into_iter().chain(doubt).collect();
    if !notes.is_empty() {
        out.extend([" (", &notes.join(", "), ")"]);
    }
    out.push('\n');
    if let Some(sentence) = sentence_of(quote, analysis) {
        let sentence = on_one_line(doc.slice(sentence));
        if sentence != said {
            out.extend(["\n  > ", &escaped(&sentence), "\n"]);
        }
    }
    out
}

/// From the first to the last sentence that holds words of the quote, its cue or its source.
fn sentence_of(quote: &Quote, analysis: &Analysis) -> Option<Span> {
    let parts = quote.content.iter().chain(&quote.cue).chain(&quote.source);
    let whole = parts.copied().reduce(Span::join)?;
    let sentences = analysis.sentences.rows();
    let from = sentences.partition_point(|it| it.span.end() <= whole.start());
    let within = sentences.iter().skip(from).take_while(|it| it.span.start() < whole.end());
    within.map(|it| it.span).reduce(Span::join)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentBuilder, Metadata};

    #[test]
    fn front_matter_has_no_yaml_surprises() {
        let title = Some("no: \"yes\" # \\ - 'x'".to_owned());
        let doc = DocumentBuilder::new().finish(Metadata { title, ..Metadata::default() }).unwrap();
        assert!(front_matter(&doc).starts_with("---\ntitle: \"no: \\\"yes\\\" # \\\\ - 'x'\"\nsha256: \""));
    }
}
