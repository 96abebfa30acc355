//! What a template sees of an article: plain values whose names stay, because other people's templates rely on them.
//! The built-in template (`article.md.j2`) explains each of them.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::annotate::Mark;
use crate::digest::{self, Day, Tally, Voice, Voices};
use crate::document::{Document, Fingerprint};
use crate::export::markdown::text::{block_id, tag_name};
use crate::export::{self, Options, kind_word, quote_word};
use crate::nlp::{Analysis, Entity, Quote, Relation, Sentence};
use crate::text::{Id, Span};

/// All values.
pub(super) fn article(article: &export::Article<'_>, options: &Options) -> Value {
    let (doc, annotated) = (article.doc, article.annotated);
    let meta = doc.meta();
    let (analysis, marks) = (&annotated.analysis, &annotated.marks);
    // A sentence is shown once: with the first of the relations, then of the quotes, that it contains.
    let mut told = HashSet::new();
    let evidence = evidence(doc, analysis, &mut told);
    let (voices, quotes) = voices(doc, analysis, &mut told);
    let marks: Vec<_> = marks.iter().map(|it| mark(doc, it)).collect();
    let of_kind = |is_note| marks.iter().filter(|it| it.is_note() == is_note).cloned().collect();
    let tags: BTreeSet<_> = annotated.marks.iter().flat_map(|it| &it.tags).map(|it| tag_name(it)).collect();
    Value::from(Serde(Article {
        title: digest::title(doc).unwrap_or_else(|| "Untitled".to_owned()),
        author: meta.author.as_deref(),
        published: meta.published.as_deref(),
        site: meta.site.as_deref(),
        source: meta.source.as_deref(),
        url: meta.address.as_ref().map(ToString::to_string),
        date: meta.published.as_deref().and_then(Day::of).map(Day::iso),
        id: article.id,
        open: article.id.map(|id| format!("byline --open {id}")),
        sha256: doc.fingerprint().to_string(),
        tags,
        links: options.links,
        cast: cast(doc, analysis),
        relations: analysis.relations.rows().iter().map(|it| relation(doc, analysis, it)).collect(),
        evidence,
        quotes,
        voices,
        notes: of_kind(true),
        highlights: of_kind(false),
        marks,
    }))
}

#[derive(Serialize)]
struct Article<'a> {
    title: String,
    author: Option<&'a str>,
    published: Option<&'a str>,
    site: Option<&'a str>,
    source: Option<&'a str>,
    url: Option<String>,
    date: Option<String>,
    id: Option<i64>,
    open: Option<String>,
    sha256: String,
    tags: BTreeSet<String>,
    links: bool,
    cast: Vec<Member<'a>>,
    relations: Vec<RelationRow<'a>>,
    evidence: Vec<Evidence<'a>>,
    quotes: Vec<QuoteRow>,
    voices: Vec<VoiceRow>,
    marks: Vec<MarkRow<'a>>,
    notes: Vec<MarkRow<'a>>,
    highlights: Vec<MarkRow<'a>>,
}

#[derive(Serialize)]
struct Member<'a> {
    name: &'a str,
    kind: &'static str,
    named: bool,
    description: Option<&'a str>,
    aliases: Vec<String>,
    called: Vec<String>,
    mentions: Mentions,
}

#[derive(Serialize)]
struct Mentions {
    all: usize,
    names: usize,
    pronouns: usize,
    descriptions: usize,
    doubtful: usize,
    in_words: String,
}

fn cast<'a>(doc: &Document, analysis: &'a Analysis) -> Vec<Member<'a>> {
    let mut members: Vec<_> = analysis.entities.iter().collect();
    members.sort_by_key(|(_, it)| Reverse(it.mentions.len())); // stable: then by first mention
    members.into_iter().map(|(id, it)| member(doc, analysis, id, it)).collect()
}

fn member<'a>(doc: &Document, analysis: &Analysis, id: Id<Entity>, entity: &'a Entity) -> Member<'a> {
    let Tally { all, doubtful } = digest::tally(analysis, id);
    Member {
        name: &entity.name,
        kind: kind_word(entity.kind),
        named: entity.is_named,
        description: entity.description.as_deref(),
        aliases: digest::aliases(doc, analysis, id),
        called: digest::descriptions(doc, analysis, id),
        mentions: Mentions {
            all: all.total(),
            names: all.names,
            pronouns: all.pronouns,
            descriptions: all.nouns,
            doubtful: doubtful.total(),
            in_words: all.in_words(),
        },
    }
}

#[derive(Serialize)]
struct RelationRow<'a> {
    subject: &'a str,
    before: &'a str,
    object: &'a str,
    after: &'a str,
    sentence: String,
    status: &'static str,
    standing: Option<String>,
    says: Option<&'a str>,
    negated: bool,
    doubtful: bool,
    evidence: Vec<String>,
}

/// Relations that the same sentences state.
#[derive(Serialize)]
struct Evidence<'a> {
    text: Vec<String>,
    relations: Vec<RelationRow<'a>>,
}

fn relation<'a>(doc: &Document, analysis: &'a Analysis, relation: &'a Relation) -> RelationRow<'a> {
    let name = |id: Id<Entity>| analysis.entities[id].name.as_str();
    let (before, after) = digest::label_parts(&relation.label);
    let evidence = relation.evidence.iter().map(|&it| digest::words(doc, analysis.sentences[it].span));
    RelationRow {
        subject: name(relation.subject),
        before,
        object: name(relation.object),
        after,
        sentence: digest::told(analysis, relation, None),
        status: relation.status.word(),
        standing: digest::standing(analysis, relation),
        says: relation.said_by.map(name),
        negated: relation.negated,
        doubtful: relation.confidence.is_doubtful(),
        evidence: evidence.collect(),
    }
}

fn evidence<'a>(doc: &Document, analysis: &'a Analysis, told: &mut HashSet<Span>) -> Vec<Evidence<'a>> {
    let mut groups: Vec<(&[Id<Sentence>], Evidence<'a>)> = Vec::new();
    let mut at: HashMap<&[Id<Sentence>], usize> = HashMap::new();
    for it in analysis.relations.rows() {
        let key = it.evidence.as_slice();
        let at = *at.entry(key).or_insert_with(|| {
            groups.push((key, Evidence { text: Vec::new(), relations: Vec::new() }));
            groups.len() - 1
        });
        groups[at].1.relations.push(relation(doc, analysis, it));
    }
    for (sentences, group) in &mut groups {
        let spans = sentences.iter().map(|&it| analysis.sentences[it].span);
        group.text = spans.filter(|&span| told.insert(span)).map(|span| digest::words(doc, span)).collect();
    }
    groups.into_iter().map(|it| it.1).collect()
}

#[derive(Serialize)]
struct VoiceRow {
    name: Option<String>,
    is_cast: bool,
    speaks_for: Option<String>,
    speaks_for_doubtful: bool,
    percent: usize,
    quotes: Vec<QuoteRow>,
}

#[derive(Serialize, Clone)]
struct QuoteRow {
    text: String,
    kind: &'static str,
    speaker: Option<String>,
    cue: Option<String>,
    doubtful: bool,
    id: String,
    block: String,
    sentence: String,
    context: Option<String>,
}

/// The speakers, in the order in which they first speak, and all quotes in order of the text.
fn voices(doc: &Document, analysis: &Analysis, told: &mut HashSet<Span>) -> (Vec<VoiceRow>, Vec<QuoteRow>) {
    let name = |id: Id<Entity>| analysis.entities[id].name.clone();
    let mut ids = Ids::default();
    let mut all = Vec::new();
    let mut rows = Vec::new();
    for row in Voices::new(doc, analysis).rows() {
        let (said_by, member) = match &row.voice {
            Voice::Cast(id) => (Some(name(*id)), None),
            Voice::Source { words, member } => (Some(words.clone()), member.filter(|it| it.speaks)),
            Voice::Unknown => (None, None),
        };
        let member = member.map(|it| &analysis.mentions[it.mention]);
        let quotes: Vec<_> = row.quotes.iter().map(|&id| quote(doc, analysis, id, &mut ids, told)).collect();
        all.extend(row.quotes.iter().copied().zip(quotes.iter().cloned()));
        rows.push(VoiceRow {
            name: said_by,
            is_cast: matches!(row.voice, Voice::Cast(_)),
            speaks_for: member.map(|it| name(it.entity)),
            speaks_for_doubtful: member.is_some_and(|it| it.confidence.is_doubtful()),
            percent: row.percent,
            quotes,
        });
    }
    all.sort_by_key(|it| it.0);
    (rows, all.into_iter().map(|it| it.1).collect())
}

/// The block id of each quote.
pub(in crate::export) fn quote_blocks(doc: &Document, analysis: &Analysis) -> HashMap<Id<Quote>, String> {
    let mut ids = Ids::default();
    let voices = Voices::new(doc, analysis);
    let quotes = voices.rows().iter().flat_map(|it| it.quotes.iter().copied());
    quotes.map(|id| (id, block_id(&ids.of(&digest::said(doc, &analysis.quotes[id]))))).collect()
}

fn quote(
    doc: &Document,
    analysis: &Analysis,
    id: Id<Quote>,
    ids: &mut Ids,
    told: &mut HashSet<Span>,
) -> QuoteRow {
    let quote = &analysis.quotes[id];
    let text = digest::said(doc, quote);
    let sentences = sentences_of(quote, analysis);
    let words = |spans: &[Span]| spans.iter().map(|&it| digest::words(doc, it)).collect::<Vec<_>>().join(" ");
    // Sentences that were shown already are not repeated.
    let new: Vec<_> = sentences.iter().copied().filter(|&it| told.insert(it)).collect();
    let context = Some(words(&new)).filter(|it| !it.is_empty() && *it != text);
    let id_of_words = ids.of(&text);
    QuoteRow {
        kind: quote_word(quote.kind),
        speaker: digest::speaker(doc, analysis, id),
        cue: Some(words(&quote.cue)).filter(|it| !it.is_empty()),
        doubtful: quote.confidence.is_doubtful(),
        block: block_id(&id_of_words),
        id: id_of_words,
        sentence: words(&sentences),
        context,
        text,
    }
}

/// Names for quotes, made from their words, so that a link to a quote stays valid when another model finds more of
/// them.
#[derive(Debug, Default)]
struct Ids(HashMap<String, usize>);

impl Ids {
    fn of(&mut self, said: &str) -> String {
        let hash: String = Fingerprint::of(said).to_string().chars().take(8).collect();
        let n = self.0.entry(hash.clone()).or_default();
        *n += 1;
        if *n == 1 { format!("q{hash}") } else { format!("q{hash}-{n}") }
    }
}

/// The sentences that contain words of the quote, its cue or its source, and those between.
fn sentences_of(quote: &Quote, analysis: &Analysis) -> Vec<Span> {
    let parts = quote.content.iter().chain(&quote.cue).chain(&quote.source);
    let Some(whole) = parts.copied().reduce(Span::join) else { return Vec::new() };
    let sentences = analysis.sentences.rows();
    let from = sentences.partition_point(|it| it.span.end() <= whole.start());
    let to = sentences.partition_point(|it| it.span.start() < whole.end());
    sentences.get(from..to).unwrap_or_default().iter().map(|it| it.span).collect()
}

#[derive(Serialize, Clone)]
struct MarkRow<'a> {
    id: String,
    block: String,
    words: &'a str,
    note: &'a str,
    tags: &'a [String],
    is_lost: bool,
    paragraph: Option<String>,
}

impl MarkRow<'_> {
    fn is_note(&self) -> bool {
        !self.note.is_empty() || !self.tags.is_empty()
    }
}

fn mark<'a>(doc: &Document, mark: &'a Mark) -> MarkRow<'a> {
    let id = format!("a{}", mark.id.0);
    let paragraph = mark.span.and_then(|span| {
        let blocks = doc.blocks().rows();
        let at = blocks.partition_point(|it| it.span.end() <= span.start());
        blocks.get(at).map(|it| digest::words(doc, it.span))
    });
    MarkRow {
        block: block_id(&id),
        id,
        words: &mark.at.exact,
        note: &mark.note,
        tags: &mark.tags,
        is_lost: mark.span.is_none(),
        paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_twice_has_two_names_that_stay() {
        let (mut ids, mut again) = (Ids::default(), Ids::default());
        let (first, second) = (ids.of("No."), ids.of("No."));
        assert_eq!(second, format!("{first}-2"));
        assert_eq!((again.of("Yes.") == first, again.of("No.")), (false, first));
    }
}
