//! brat standoff: `.ann` with the `.txt` that its offsets refer to.
//!
//! Mentions are text-bounds (`Person`, `Organization`, `Place`; attribute `Form` unless it is a name), chained by
//! `Coref` relations. A quote is an event with the arguments `Speaker`, `Source` and `Cue`; a relation is one with
//! `Subject`, `Object` and `SaidBy`. An entity's full name and description are a note on its first name, and a
//! relation has a note that puts it in one sentence and says how the article presents it. Confidence is in notes of the
//! type `Confidence`; the user's marks are text-bounds of the type `Mark`. brat rejects a line whose words differ from the
//! text, so spans are split at line breaks and tabs and joined by one space, as brat does itself.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::annotate;
use crate::digest;
use crate::document::Document;
use crate::export::json::rounded;
use crate::export::offsets::{Counter, Unit};
use crate::export::{Article, Options, OutputFile, on_one_line};
use crate::nlp::{
    Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, Relation, Status,
};
use crate::text::{Id, Span};

/// The annotations, and beside them the text.
pub(in crate::export) fn export(article: &Article<'_>, _: &Options) -> Vec<OutputFile> {
    let (doc, analysis) = (article.doc, &article.annotated.analysis);
    let mut writer = Writer {
        doc,
        analysis,
        counter: Counter::new(doc.text(), Unit::CodePoint),
        out: String::new(),
        last: Last::default(),
        shared: HashMap::new(),
        mentions: analysis.mentions.iter().map(|(id, it)| (it.span, id)).collect(),
    };
    // The text-bound numbers of mentions are those of the table, counted from 1.
    for mention in analysis.mentions.rows() {
        writer.mention(mention);
    }
    for entity in analysis.entities.rows() {
        writer.coreference(entity);
        writer.name(entity);
    }
    for quote in analysis.quotes.rows() {
        writer.quote(quote);
    }
    for relation in analysis.relations.rows() {
        writer.relation(relation);
    }
    for mark in &article.annotated.marks {
        let Some(span) = mark.span else { continue };
        let id = writer.text_bound("Mark", &[span]);
        let told = on_one_line(&annotate::told(&mark.note, &mark.tags));
        if !told.is_empty() {
            writer.note("AnnotatorNotes", &id, &told);
        }
    }
    vec![OutputFile::beside("ann", writer.out), OutputFile::beside("txt", doc.text().to_owned())]
}

/// The last number used in each of brat's series.
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
    counter: Counter<'a>,
    out: String,
    last: Last,
    /// Quotes, sources and cues already written; two quotes may share them.
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
        self.confidence(&id, mention.confidence);
    }

    /// Links each mention to the previous one.
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

    fn name(&mut self, entity: &Entity) {
        let Some(first) = self.first_name(entity) else { return };
        let mut note = on_one_line(&entity.name);
        if let Some(description) = &entity.description {
            let _ = write!(note, ", {}", on_one_line(description)); // writing to a string cannot fail
        }
        self.note("AnnotatorNotes", &mention_id(first), &note);
    }

    fn note(&mut self, kind: &str, of: &str, note: &str) {
        self.last.note += 1;
        let line = format!("#{}\t{kind} {of}\t{note}", self.last.note);
        self.line(&line);
    }

    fn confidence(&mut self, of: &str, confidence: Confidence) {
        self.note("Confidence", of, &rounded(confidence).to_string());
    }

    /// An event on the words that state the relation.
    fn relation(&mut self, relation: &Relation) {
        let trigger = self.shared_text_bound("Relation", &relation.cue);
        let near = relation.evidence.first().map(|&id| self.analysis.sentences[id].span);
        let near = near.as_slice();
        let ends = [
            ("Subject", Some(relation.subject)),
            ("Object", Some(relation.object)),
            ("SaidBy", relation.said_by),
        ];
        let mut arguments = String::new();
        for (role, entity) in ends {
            if let Some(id) = entity.and_then(|it| self.mention_near(it, near)) {
                let _ = write!(arguments, " {role}:{}", mention_id(id)); // writing to a string cannot fail
            }
        }
        let event = self.event("Relation", &trigger, &arguments);
        let status = match relation.status {
            Status::Stated => "Stated",
            Status::Alleged => "Alleged",
            Status::Denied => "Denied",
            Status::Asked => "Asked",
            Status::Conditional => "Conditional",
            Status::Planned => "Planned",
        };
        self.attribute("Status", &event, status);
        if relation.negated {
            self.last.attribute += 1;
            let line = format!("A{}\tNegated {event}", self.last.attribute);
            self.line(&line);
        }
        self.note("AnnotatorNotes", &event, &on_one_line(&digest::told_whole(self.analysis, relation)));
        self.confidence(&event, relation.confidence);
    }

    fn event(&mut self, kind: &str, trigger: &str, arguments: &str) -> String {
        self.last.event += 1;
        let event = format!("E{}", self.last.event);
        self.line(&format!("{event}\t{kind}:{trigger}{arguments}"));
        event
    }

    fn quote(&mut self, quote: &Quote) {
        let trigger = self.shared_text_bound("Quote", &quote.content);
        let speaker = quote.speaker.and_then(|speaker| self.mention_near(speaker, &quote.source));
        let mut arguments = speaker.map_or_else(String::new, |id| format!(" Speaker:{}", mention_id(id)));
        for (role, spans) in [("Source", &quote.source), ("Cue", &quote.cue)] {
            if !spans.is_empty() {
                let id = self.shared_text_bound(role, spans);
                let _ = write!(arguments, " {role}:{id}"); // writing to a string cannot fail
            }
        }
        let event = self.event("Quote", &trigger, &arguments);
        let kind = match quote.kind {
            QuoteKind::Direct => "Direct",
            QuoteKind::Mixed => "Mixed",
            QuoteKind::Indirect => "Indirect",
        };
        self.attribute("Kind", &event, kind);
        self.confidence(&event, quote.confidence);
    }

    fn attribute(&mut self, name: &str, of: &str, value: &str) {
        self.last.attribute += 1;
        let line = format!("A{}\t{name} {of} {value}", self.last.attribute);
        self.line(&line);
    }

    /// One text-bound for the same words in the same role, because some readers reject two. A mention is its own
    /// source.
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
            .map(|&fragment| self.counter.span(fragment))
            .map(|(start, end)| format!("{start} {end}"))
            .collect();
        let words: Vec<_> = fragments.iter().map(|&fragment| self.doc.slice(fragment)).collect();
        self.line(&format!("{id}\t{kind} {}\t{}", places.join(";"), words.join(" ")));
        id
    }

    /// An entity as it is mentioned there: by a name if possible, else by its first name.
    fn mention_near(&self, entity: Id<Entity>, place: &[Span]) -> Option<Id<Mention>> {
        let rows = self.analysis.mentions.rows();
        let mut here: Vec<Id<Mention>> = Vec::new();
        for span in place {
            let from = rows.partition_point(|it| it.span.start() < span.start());
            let within =
                rows.iter().enumerate().skip(from).take_while(|(_, it)| it.span.start() < span.end());
            let of_speaker = within.filter(|(_, it)| it.entity == entity && span.covers(it.span));
            here.extend(of_speaker.map(|(index, _)| Id::new(index)));
        }
        let is_name = |id: &&Id<Mention>| self.analysis.mentions[**id].form == MentionForm::Name;
        let first = here.iter().find(is_name).or(here.first()).copied();
        let entity = &self.analysis.entities[entity];
        first.or_else(|| self.first_name(entity)).or_else(|| entity.mentions.first().copied())
    }

    fn first_name(&self, entity: &Entity) -> Option<Id<Mention>> {
        entity.mentions.iter().copied().find(|&id| self.analysis.mentions[id].form == MentionForm::Name)
    }
}

fn mention_id(id: Id<Mention>) -> String {
    format!("T{}", id.to_usize() + 1)
}

/// The spans in order, without overlap, line breaks, tabs or blank edges.
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
