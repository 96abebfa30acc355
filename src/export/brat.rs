//! brat standoff: `.ann` with the `.txt` that it counts in.
//!
//! Mentions are text-bounds (`Person`, `Organization`, `Place`; attribute `Form` unless a name), chained by `Coref`
//! relations; a quote is an event with the arguments `Speaker`, `Source` and `Cue`; an entity's full name and description
//! are a note on its first name. brat refuses a line whose words are not those of the text to the letter, so spans are
//! split at line breaks and tabs and joined by one space, as it does itself.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::document::Document;
use crate::export::{Part, on_one_line};
use crate::nlp::{Analysis, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind};
use crate::text::{Id, Span, TextIndex};

/// The annotations, and the text beside them.
pub(super) fn export(doc: &Document, analysis: &Analysis) -> Vec<Part> {
    let mut writer = Writer {
        doc,
        analysis,
        index: TextIndex::new(doc.text()),
        out: String::new(),
        last: Last::default(),
        shared: HashMap::new(),
        mentions: analysis.mentions.iter().map(|(id, it)| (it.span, id)).collect(),
    };
    // Text-bound numbers of the mentions are those of the table, from 1.
    for mention in analysis.mentions.rows() {
        writer.mention(mention);
    }
    for entity in analysis.entities.rows() {
        writer.coreference(entity);
        writer.note(entity);
    }
    for quote in analysis.quotes.rows() {
        writer.quote(quote);
    }
    vec![
        Part { extension: "ann", contents: writer.out },
        Part { extension: "txt", contents: doc.text().to_owned() },
    ]
}

/// The last number given in each of brat's series.
#[derive(Default)]
struct Last {
    text_bound: usize,
    event: usize,
    relation: usize,
    attribute: usize,
    note: usize,
}

struct Writer<'a> {
    doc: &'a Document,
    analysis: &'a Analysis,
    index: TextIndex<'a>,
    out: String,
    last: Last,
    /// Quotes, sources and cues already written: two quotes may share each of them.
    shared: HashMap<(&'static str, Vec<Span>), String>,
    /// The mention at each span.
    mentions: HashMap<Span, Id<Mention>>,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn mention(&mut self, mention: &Mention) {
        let kind = match self.analysis.entities[mention.entity].kind {
            EntityKind::Person => "Person",
            EntityKind::Organization => "Organization",
            EntityKind::Place => "Place",
        };
        let id = self.text_bound(kind, &[mention.span]);
        match mention.form {
            MentionForm::Name => {}
            MentionForm::Pronoun => self.attribute("Form", &id, "Pronoun"),
            MentionForm::Noun => self.attribute("Form", &id, "Noun"),
        }
    }

    /// Links every mention to the one before it.
    fn coreference(&mut self, entity: &Entity) {
        for pair in entity.mentions.windows(2) {
            self.last.relation += 1;
            let line = format!(
                "R{}\tCoref Arg1:{} Arg2:{}",
                self.last.relation,
                mention_id(pair[1]),
                mention_id(pair[0])
            );
            self.line(&line);
        }
    }

    fn note(&mut self, entity: &Entity) {
        let Some(first) = self.first_name(entity) else { return };
        let mut note = on_one_line(&entity.name);
        if let Some(description) = &entity.description {
            let _ = write!(note, ", {}", on_one_line(description)); // writing to a string cannot fail
        }
        self.last.note += 1;
        let line = format!("#{}\tAnnotatorNotes {}\t{note}", self.last.note, mention_id(first));
        self.line(&line);
    }

    fn quote(&mut self, quote: &Quote) {
        let trigger = self.shared_text_bound("Quote", &quote.content);
        let speaker = quote.speaker.and_then(|speaker| self.speaker_mention(speaker, &quote.source));
        let mut arguments = speaker.map_or_else(String::new, |id| format!(" Speaker:{}", mention_id(id)));
        for (role, spans) in [("Source", &quote.source), ("Cue", &quote.cue)] {
            if !spans.is_empty() {
                let id = self.shared_text_bound(role, spans);
                let _ = write!(arguments, " {role}:{id}"); // writing to a string cannot fail
            }
        }
        self.last.event += 1;
        let event = format!("E{}", self.last.event);
        self.line(&format!("{event}\tQuote:{trigger}{arguments}"));
        let kind = match quote.kind {
            QuoteKind::Direct => "Direct",
            QuoteKind::Mixed => "Mixed",
            QuoteKind::Indirect => "Indirect",
        };
        self.attribute("Kind", &event, kind);
    }

    fn attribute(&mut self, name: &str, of: &str, value: &str) {
        self.last.attribute += 1;
        let line = format!("A{}\t{name} {of} {value}", self.last.attribute);
        self.line(&line);
    }

    /// One text-bound for the same words in the same role: some readers refuse two. A mention is its own source.
    fn shared_text_bound(&mut self, kind: &'static str, spans: &[Span]) -> String {
        if kind == "Source"
            && let [span] = spans
            && let Some(&mention) = self.mentions.get(span)
        {
            return mention_id(mention);
        }
        let key = (kind, spans.to_vec());
        if let Some(id) = self.shared.get(&key) {
            return id.clone();
        }
        let id = self.text_bound(kind, spans);
        self.shared.insert(key, id.clone());
        id
    }

    fn text_bound(&mut self, kind: &str, spans: &[Span]) -> String {
        self.last.text_bound += 1;
        let id = format!("T{}", self.last.text_bound);
        let fragments = fragments(self.doc.text(), spans);
        let places: Vec<_> = fragments
            .iter()
            .map(|&fragment| self.index.span_to_code_points(fragment))
            .map(|(start, end)| format!("{start} {end}"))
            .collect();
        let words: Vec<_> = fragments.iter().map(|&fragment| self.doc.slice(fragment)).collect();
        self.line(&format!("{id}\t{kind} {}\t{}", places.join(";"), words.join(" ")));
        id
    }

    /// The speaker as mentioned at that place, by name if it is, else its first name.
    fn speaker_mention(&self, speaker: Id<Entity>, source: &[Span]) -> Option<Id<Mention>> {
        let rows = self.analysis.mentions.rows();
        let mut here: Vec<Id<Mention>> = Vec::new();
        for span in source {
            let from = rows.partition_point(|it| it.span.start() < span.start());
            let within =
                rows.iter().enumerate().skip(from).take_while(|(_, it)| it.span.start() < span.end());
            let of_speaker = within.filter(|(_, it)| it.entity == speaker && span.covers(it.span));
            here.extend(of_speaker.map(|(index, _)| Id::new(index)));
        }
        let is_name = |id: &&Id<Mention>| self.analysis.mentions[**id].form == MentionForm::Name;
        let first = here.iter().find(is_name).or(here.first()).copied();
        first.or_else(|| self.first_name(&self.analysis.entities[speaker]))
    }

    fn first_name(&self, entity: &Entity) -> Option<Id<Mention>> {
        entity.mentions.iter().copied().find(|&id| self.analysis.mentions[id].form == MentionForm::Name)
    }
}

fn mention_id(id: Id<Mention>) -> String {
    format!("T{}", id.to_usize() + 1)
}

/// The spans in order, apart from one another, without line breaks, tabs or blank edges.
fn fragments(text: &str, spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.start() < last.end() => *last = last.join(span),
            _ => apart.push(span),
        }
    }
    let pieces = apart.iter().flat_map(|span| {
        let mut at = span.start().to_usize();
        span.of(text).split_inclusive(char::is_control).filter_map(move |piece| {
            let piece_start = at;
            at += piece.len();
            let lead = piece.len() - piece.trim_start().len();
            let words = piece.trim();
            (!words.is_empty()).then(|| Span::new(piece_start + lead, piece_start + lead + words.len()))
        })
    });
    let fragments: Vec<_> = pieces.collect();
    if fragments.is_empty() { apart } else { fragments }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_fragments(text: &str, spans: &[(usize, usize)], expected: &[&str]) {
        let spans: Vec<_> = spans.iter().map(|&(start, end)| Span::new(start, end)).collect();
        let found: Vec<_> = fragments(text, &spans).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_span_is_split_at_line_breaks_and_tabs() {
        check_fragments("“Go\n\n  away”, he", &[(0, 16)], &["“Go", "away”"]);
        check_fragments("Jeff\tSessions", &[(0, 13)], &["Jeff", "Sessions"]);
    }

    #[test]
    fn spans_come_in_order_and_apart() {
        check_fragments("one two three", &[(8, 13), (0, 3)], &["one", "three"]);
        check_fragments("one two three", &[(0, 7), (4, 13)], &["one two three"]);
    }
}
