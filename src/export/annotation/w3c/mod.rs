//! W3C Web Annotations as one `AnnotationPage` in JSON-LD.
//!
//! A mention is an annotation that identifies and classifies. A quote links its words to those that name the speaker.
//! A relation links the words that state it, and says as a sentence who does what to whom and how the article has it.
//! Every target has a `TextQuoteSelector`, which finds the words in the original page, and, if the source is byline's
//! text, a `TextPositionSelector`, which counts its code points. A page may state its title only in its metadata: what
//! the machine found there is left out, and the source of the user's notes there is byline's text. The user's
//! corrections have no standard form: each is an annotation with the motivation of editing, whose body is the stored
//! correction. Anything that the vocabulary has no word for is in `byline:`.

mod model;
mod names;

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::json;

use crate::annotate::{Anchor, Entry, Finder, Mark};
use crate::digest;
use crate::document::Document;
use crate::export::annotation::context::{self, Quoted};
use crate::export::annotation::w3c::model::{
    AnchorRow, Annotation, Body, Collection, Page, PositionSelector, QuoteSelector, RelationRow, Selector,
    SpecificResource, Targets,
};
use crate::export::annotation::w3c::names::{AnnotationIds, iri, urn};
use crate::export::json::{self, rounded};
use crate::export::offsets::{Counter, Unit};
use crate::export::{Article, Options, OutputFile, form_word, kind_word, note, quote_word};
use crate::nlp::{Analysis, Entity, Mention, Quote, Relation};
use crate::text::{Id, Span};

/// All mentions, quotes, relations and user's marks in order of the text, then the corrections in the order in which
/// they were made.
pub(in crate::export) fn export(article: &Article<'_>, _: &Options) -> Vec<OutputFile> {
    let (doc, annotated) = (article.doc, article.annotated);
    let hash = doc.fingerprint().to_string();
    let source = context::address(doc).map_or_else(|| format!("urn:sha256:{hash}"), iri);
    let corrections: Vec<(Anchor, &Entry)> =
        annotated.corrections.iter().filter_map(|it| Some((first_words(it)?, it))).collect();
    let items = Maker::new(article, &source, &hash).annotations(&corrections);
    let page = Page {
        context: json!(["http://www.w3.org/ns/anno.jsonld", {"byline": "urn:byline:"}]),
        id: urn(&hash, &["page"]),
        r#type: "AnnotationPage",
        part_of: Collection {
            id: urn(&hash, &["collection"]),
            r#type: "AnnotationCollection",
            label: doc.meta().title.as_deref(),
            text: format!("urn:sha256:{hash}"),
            total: items.len(),
        },
        start_index: 0,
        items,
    };
    vec![OutputFile::beside("jsonld", json::readable(&page) + "\n")]
}

struct Maker<'a> {
    article: &'a Article<'a>,
    doc: &'a Document,
    analysis: &'a Analysis,
    counter: Counter<'a>,
    source: &'a str,
    /// byline's text, as a source.
    text: String,
    /// Whether positions refer to the source.
    counts: bool,
    names: AnnotationIds<'a>,
    /// The name of each entity, by number.
    entities: Vec<String>,
}

impl<'a> Maker<'a> {
    fn new(article: &'a Article<'a>, source: &'a str, hash: &'a str) -> Self {
        let (doc, analysis) = (article.doc, &article.annotated.analysis);
        let counter = Counter::new(doc.text(), Unit::CodePoint);
        let mut names = AnnotationIds::new(hash);
        let entities =
            analysis.entities.rows().iter().map(|it| names.name(&["entity", kind_word(it.kind), &it.name]));
        let entities = entities.collect();
        let counts = context::counts_in_source(doc);
        let text = format!("urn:sha256:{hash}");
        Self { article, doc, analysis, counter, source, text, counts, names, entities }
    }

    fn annotations(mut self, corrections: &'a [(Anchor, &Entry)]) -> Vec<Annotation<'a>> {
        let analysis = self.analysis;
        let mentions = analysis.mentions.rows().iter().map(Found::Mention);
        let quotes = analysis.quotes.rows().iter().map(Found::Quote);
        let relations = analysis.relations.rows().iter().map(Found::Relation);
        let marks = self.article.annotated.marks.iter().map(Found::Mark);
        let found = mentions.chain(quotes).chain(relations).chain(marks);
        let mut found: Vec<_> = found.filter(|it| it.is_on_page(self.doc)).collect();
        found.sort_by_key(Found::start); // stable: a mention before the quote that it starts
        let annotations = found.into_iter().map(|it| match it {
            Found::Mention(mention) => self.mention(mention),
            Found::Quote(quote) => self.quote(quote),
            Found::Relation(relation) => self.relation(relation),
            Found::Mark(mark) => self.mark(mark),
        });
        let mut annotations: Vec<_> = annotations.collect();
        let finder = Finder::new(self.doc);
        annotations.extend(corrections.iter().map(|(at, entry)| self.correction(&finder, at, entry)));
        annotations
    }

    fn annotation(
        &mut self,
        name: &[&str],
        motivation: &'static str,
        body: Vec<Body<'a>>,
        target: Targets<'a>,
    ) -> Annotation<'a> {
        Annotation {
            id: self.names.name(name),
            r#type: "Annotation",
            motivation,
            body,
            target,
            created: None,
            confidence: None,
            relation: None,
            anchor: None,
        }
    }

    /// A correction by the user, on the first words that it refers to.
    fn correction(&mut self, finder: &Finder<'_>, at: &'a Anchor, entry: &Entry) -> Annotation<'a> {
        let position = |at: &Anchor| finder.find(at).span();
        let value = note::correction(&entry.edit, &self.counter, &position).to_string();
        let format = Some("application/json");
        let body = vec![Body::Text { id: None, r#type: "TextualBody", purpose: "editing", format, value }];
        let target = Targets::One(self.place_now(position(at), at));
        let created = self.article.date(entry.id);
        let annotation = self.annotation(&["correction", &entry.id.0.to_string()], "editing", body, target);
        Annotation { created, ..annotation }
    }

    /// A highlight or note by the user.
    fn mark(&mut self, mark: &'a Mark) -> Annotation<'a> {
        let note = (!mark.note.is_empty()).then(|| text_body("commenting", &mark.note));
        let motivation = if note.is_some() { "commenting" } else { "highlighting" };
        let tags = mark.tags.iter().map(|tag| text_body("tagging", tag));
        let body = note.into_iter().chain(tags).collect();
        let target = Targets::One(self.place_now(mark.span, &mark.at));
        let place = mark.span.map(|span| self.counter.span(span));
        let (start, end) = (place.map(|it| it.0), place.map(|it| it.1));
        let Anchor { exact, prefix, suffix, .. } = &mark.at;
        let created = self.article.date(mark.id);
        let annotation = self.annotation(&["mark", &mark.id.0.to_string()], motivation, body, target);
        Annotation { created, anchor: Some(AnchorRow { exact, prefix, suffix, start, end }), ..annotation }
    }

    fn mention(&mut self, mention: &'a Mention) -> Annotation<'a> {
        let kind = kind_word(self.analysis.entities[mention.entity].kind);
        let form = form_word(mention.form);
        let body =
            vec![self.identity(mention.entity), text_body("classifying", kind), text_body("tagging", form)];
        let name = ["mention", form, &self.places_key(&[mention.span])];
        let target = Targets::One(self.place(mention.span));
        let confidence = Some(rounded(mention.confidence));
        Annotation { confidence, ..self.annotation(&name, "identifying", body, target) }
    }

    fn quote(&mut self, quote: &'a Quote) -> Annotation<'a> {
        let mut body = vec![text_body("classifying", &format!("{} quote", quote_word(quote.kind)))];
        body.extend(quote.speakers().map(|speaker| self.identity(speaker)));
        let words =
            |purpose, &span| Body::Words { r#type: "SpecificResource", purpose, place: self.place(span) };
        let is_on_page = |span: &&Span| self.doc.is_on_page(**span);
        body.extend(quote.source.iter().filter(is_on_page).map(|span| words("linking", span)));
        body.extend(quote.cue.iter().filter(is_on_page).map(|span| words("describing", span)));
        let target = self.targets(&quote.content);
        let name = ["quote", &self.places_key(&quote.content)];
        let confidence = Some(rounded(quote.confidence));
        Annotation { confidence, ..self.annotation(&name, "linking", body, target) }
    }

    /// The words that state a relation, with the sentence that it amounts to, which always includes how the article
    /// has it.
    fn relation(&mut self, relation: &'a Relation) -> Annotation<'a> {
        let told = digest::told_whole(self.analysis, relation);
        let body = vec![text_body("classifying", "relation"), text_body("describing", &told)];
        let iri = |id: Id<Entity>| self.entities.get(id.to_usize()).cloned();
        let row = RelationRow {
            subject: iri(relation.subject),
            label: &relation.label,
            object: iri(relation.object),
            status: relation.status.word(),
            said_by: relation.said_by.and_then(iri),
            negated: relation.negated,
        };
        let target = self.targets(&relation.cue);
        let name = ["relation", &told, &self.places_key(&relation.cue)];
        let confidence = Some(rounded(relation.confidence));
        let annotation = self.annotation(&name, "linking", body, target);
        Annotation { confidence, relation: Some(row), ..annotation }
    }

    /// One body with one id for everything that stands for an entity.
    fn identity(&self, id: Id<Entity>) -> Body<'a> {
        let entity = &self.analysis.entities[id];
        let iri = self.entities.get(id.to_usize()).cloned();
        let value = entity.name.clone();
        Body::Text { id: iri, r#type: "TextualBody", purpose: "identifying", format: None, value }
    }

    fn place(&self, span: Span) -> SpecificResource<'a> {
        let is_on_page = self.doc.is_on_page(span);
        let Quoted { exact, prefix, suffix } = context::quoted(self.doc, span);
        let (start, end) = self.counter.span(span);
        let position = PositionSelector { r#type: "TextPositionSelector", start, end };
        let position = (self.counts || !is_on_page).then_some(Selector::Position(position));
        let quoted = quote_selector(exact, prefix, suffix);
        let source = if is_on_page { Cow::Borrowed(self.source) } else { Cow::Owned(self.text.clone()) };
        SpecificResource { source, selector: std::iter::once(quoted).chain(position).collect() }
    }

    /// The words on the page.
    fn targets(&self, spans: &[Span]) -> Targets<'a> {
        let on_page = spans.iter().filter(|&&span| self.doc.is_on_page(span));
        let mut places: Vec<_> = on_page.map(|&span| self.place(span)).collect();
        match places.pop() {
            Some(place) if places.is_empty() => Targets::One(place),
            last => Targets::Each(places.into_iter().chain(last).collect()),
        }
    }

    /// Where an anchor's words are now; without a position if they are no longer in the text.
    fn place_now(&self, span: Option<Span>, at: &'a Anchor) -> SpecificResource<'a> {
        let lost = || SpecificResource {
            source: self.source.into(),
            selector: vec![quote_selector((&at.exact).into(), (&at.prefix).into(), (&at.suffix).into())],
        };
        span.map_or_else(lost, |span| self.place(span))
    }

    fn places_key(&self, spans: &[Span]) -> String {
        let mut key = String::new();
        for &span in spans {
            let (start, end) = self.counter.span(span);
            let _ = write!(key, "{start}-{end} "); // writing to a string cannot fail
        }
        key
    }
}

enum Found<'a> {
    Mention(&'a Mention),
    Quote(&'a Quote),
    Relation(&'a Relation),
    Mark(&'a Mark),
}

impl Found<'_> {
    /// Whether the page shows any of its words; the reader's own notes are told in any case.
    fn is_on_page(&self, doc: &Document) -> bool {
        match self {
            Self::Mention(mention) => doc.is_on_page(mention.span),
            Self::Quote(quote) => quote.content.iter().any(|&it| doc.is_on_page(it)),
            Self::Relation(relation) => relation.cue.iter().any(|&it| doc.is_on_page(it)),
            Self::Mark(_) => true,
        }
    }

    fn start(&self) -> usize {
        let first = match self {
            Self::Mention(mention) => Some(&mention.span),
            Self::Quote(quote) => quote.content.first(),
            Self::Relation(relation) => relation.cue.first(),
            Self::Mark(mark) => mark.span.as_ref().or(Some(&mark.at.span)),
        };
        first.map_or(0, |span| span.start().to_usize())
    }
}

/// The first words that a correction refers to.
fn first_words(entry: &Entry) -> Option<Anchor> {
    entry.edit.clone().anchors_mut().first().map(|at| (**at).clone())
}

/// The words with their surroundings.
fn quote_selector<'a>(exact: Cow<'a, str>, prefix: Cow<'a, str>, suffix: Cow<'a, str>) -> Selector<'a> {
    Selector::Quote(QuoteSelector { r#type: "TextQuoteSelector", exact, prefix, suffix })
}

fn text_body<'a>(purpose: &'static str, value: &str) -> Body<'a> {
    Body::Text { id: None, r#type: "TextualBody", purpose, format: None, value: value.to_owned() }
}
