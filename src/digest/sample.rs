//! Articles with a hand-made analysis, for tests: mentions and quotes are marked in the text.

use std::sync::Arc;

use crate::document::{Block, BlockKind, Document, DocumentBuilder, Metadata};
use crate::nlp::{
    Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, Relation, Sentence,
    Status, Token,
};
use crate::text::{Id, IdRange, Span, Table};

/// An article with a paragraph for each text (`# ` makes a heading, `## ` one below it).
///
/// `[PER Ann Lee]`, `[ORG Hill]`, `[LOC Rome]` are names; `[PER Lee=Ann Lee]` names the entity "Ann Lee". A sign may
/// follow the kind: `[PER? Ann]` is uncertain, `[PER~ she=Ann Lee]` a pronoun, `[PER& the mayor=Ann Lee]` a
/// description. Marks nest: `[PER& [PER~ his=Bob Day] wife=Ann Lee]`.
///
/// `{…}` is a quote, `{~…}` a mixed one and `{:…}` an indirect one; `{?…}` is uncertain. The next name after it is
/// its speaker, unless `<…>` marks its source: then the speaker is whoever exactly these words stand for, or no one.
///
/// ` (Ann Lee; called on … to go; Bob Day)` after the words of a sentence is a relation that they state; it is not
/// part of the text. A fourth part says who says so, a fifth ("denied") gives the status. Signs after the `(`: `?`
/// uncertain, `!` negated. The same relation again is one more sentence for it.
pub(crate) fn article(paragraphs: &[&str]) -> (Arc<Document>, Arc<Analysis>) {
    article_of(paragraphs, Metadata::default())
}

/// The same with metadata.
pub(crate) fn article_of(paragraphs: &[&str], meta: Metadata) -> (Arc<Document>, Arc<Analysis>) {
    let mut reading = Reading::default();
    for paragraph in paragraphs {
        reading.paragraph(paragraph);
    }
    let analysis = reading.analysis();
    let doc = DocumentBuilder::from_parts(reading.text, reading.blocks, meta).unwrap();
    analysis.check(&doc).unwrap();
    (Arc::new(doc), Arc::new(analysis))
}

#[derive(Default)]
struct Reading {
    text: String,
    blocks: Vec<Block>,
    mentions: Vec<Marked>,
    quotes: Vec<Quoted>,
    stated: Vec<Stated>,
    /// Where the open marks began, with their signs.
    open: Vec<(usize, String)>,
}

struct Marked {
    span: Span,
    kind: EntityKind,
    form: MentionForm,
    entity: String,
    confidence: f32,
}

struct Quoted {
    span: Span,
    kind: QuoteKind,
    source: Option<Span>,
    /// Kind and name of an entity.
    speaker: Option<(EntityKind, String)>,
    confidence: f32,
}

/// A relation: the position of its mark, and its parts.
struct Stated {
    at: usize,
    /// Subject, label and object; then who says it, if anyone does; then its status, if that is neither stated nor
    /// alleged.
    parts: Vec<String>,
    signs: String,
}

impl Stated {
    fn claimant(&self) -> Option<&str> {
        self.parts.get(3).map(String::as_str).filter(|it| !it.is_empty())
    }

    fn status(&self) -> Status {
        match self.parts.get(4) {
            Some(word) => *Status::ALL.iter().find(|it| it.word() == word).expect("the word of a status"),
            None if self.claimant().is_some() => Status::Alleged,
            None => Status::Stated,
        }
    }
}

impl Reading {
    fn paragraph(&mut self, marked: &str) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let n_hashes = marked.chars().take_while(|&c| c == '#').count();
        let (kind, mut rest) = match marked.split_at(n_hashes).1.strip_prefix(' ').filter(|_| n_hashes > 0) {
            Some(heading) => (BlockKind::Heading(u8::try_from(n_hashes).unwrap()), heading),
            None => (BlockKind::Paragraph, marked),
        };
        let start = self.text.len();
        while let Some(c) = rest.chars().next() {
            rest = rest.strip_prefix(c).unwrap();
            match c {
                '[' => {
                    let (signs, after) = rest.split_once(' ').unwrap();
                    self.open.push((self.text.len(), signs.to_owned()));
                    rest = after;
                }
                '=' if self.open.last().is_some_and(|it| it.1.starts_with(char::is_uppercase)) => {
                    let (entity, after) = rest.split_once(']').unwrap();
                    self.mention(Some(entity));
                    rest = after;
                }
                ']' => self.mention(None),
                '{' => {
                    let signs: String = rest.chars().take_while(|&c| "~:?".contains(c)).collect();
                    rest = rest.strip_prefix(&signs).unwrap();
                    self.open.push((self.text.len(), signs));
                }
                '}' => self.quote(),
                '<' => {
                    self.open.push((self.text.len(), String::new()));
                    self.quotes.last_mut().unwrap().source = Some(Span::default());
                }
                '>' => {
                    let span = self.close().0;
                    let speaker = self.mentions.iter().find(|it| it.span == span);
                    let quote = self.quotes.last_mut().unwrap();
                    quote.source = Some(span);
                    quote.speaker = speaker.map(|it| (it.kind, it.entity.clone()));
                }
                '(' if rest.contains(';') => {
                    let (inside, after) = rest.split_once(')').unwrap();
                    let words = inside.trim_start_matches(['?', '!']);
                    let signs = inside.strip_suffix(words).unwrap().to_owned();
                    let parts = words.split(';').map(|part| part.trim().to_owned()).collect();
                    // The space before the mark is not part of the text, either.
                    assert_eq!(self.text.pop(), Some(' '));
                    self.stated.push(Stated { at: self.text.len() - 1, parts, signs });
                    rest = after;
                }
                _ => self.text.push(c),
            }
        }
        assert!(self.open.is_empty(), "marks are left open in {marked}");
        self.blocks.push(Block { span: Span::new(start, self.text.len()), kind });
    }

    fn close(&mut self) -> (Span, String) {
        let (start, signs) = self.open.pop().unwrap();
        (Span::new(start, self.text.len()), signs)
    }

    fn mention(&mut self, entity: Option<&str>) {
        let (span, signs) = self.close();
        let entity = entity.unwrap_or_else(|| span.of(&self.text)).to_owned();
        let kind = match signs.get(..3).unwrap() {
            "PER" => EntityKind::Person,
            "ORG" => EntityKind::Organization,
            _ => EntityKind::Place,
        };
        if let Some(quote) = self.quotes.last_mut().filter(|it| it.source.is_none()) {
            quote.speaker.get_or_insert((kind, entity.clone()));
        }
        let form = match () {
            () if signs.contains('~') => MentionForm::Pronoun,
            () if signs.contains('&') => MentionForm::Noun,
            () => MentionForm::Name,
        };
        let confidence = if signs.contains('?') { 0.4 } else { 0.95 };
        self.mentions.push(Marked { span, kind, form, entity, confidence });
    }

    fn quote(&mut self) {
        let (span, signs) = self.close();
        let kind = match () {
            () if signs.contains('~') => QuoteKind::Mixed,
            () if signs.contains(':') => QuoteKind::Indirect,
            () => QuoteKind::Direct,
        };
        let confidence = if signs.contains('?') { 0.4 } else { 0.9 };
        self.quotes.push(Quoted { span, kind, source: None, speaker: None, confidence });
    }

    fn analysis(&mut self) -> Analysis {
        self.mentions.sort_by_key(|it| (it.span.start(), std::cmp::Reverse(it.span.end())));
        let mut entities: Vec<Entity> = Vec::new();
        let mut mentions = Vec::new();
        for (index, marked) in self.mentions.iter().enumerate() {
            let known = entities.iter().position(|it| it.name == marked.entity && it.kind == marked.kind);
            let entity = known.unwrap_or_else(|| {
                entities.push(Entity {
                    kind: marked.kind,
                    name: marked.entity.clone(),
                    description: None,
                    is_named: true,
                    mentions: vec![],
                });
                entities.len() - 1
            });
            entities[entity].mentions.push(Id::new(index));
            mentions.push(Mention {
                span: marked.span,
                form: marked.form,
                entity: Id::new(entity),
                confidence: Confidence::new(marked.confidence),
            });
        }
        let speaker = |(kind, name): &(EntityKind, String)| {
            Id::new(entities.iter().position(|it| it.name == *name && it.kind == *kind).unwrap())
        };
        let quote = |it: &Quoted| Quote {
            kind: it.kind,
            content: vec![it.span],
            cue: vec![],
            source: it.source.into_iter().collect(),
            speaker: it.speaker.as_ref().map(speaker),
            co_speakers: Vec::new(),
            stance: crate::nlp::Stance::Statement,
            confidence: Confidence::new(it.confidence),
        };
        let (tokens, sentences) = self.sentences();
        let relations = self.relations(&entities, sentences.rows());
        Analysis {
            relations,
            quotes: self.quotes.iter().map(quote).collect(),
            mentions: Table::from(mentions),
            entities: Table::from(entities),
            tokens,
            sentences,
            ..Analysis::default()
        }
    }

    fn relations(&self, entities: &[Entity], sentences: &[Sentence]) -> Table<Relation> {
        let member = |name: &str| {
            Id::new(entities.iter().position(|it| it.name == name).unwrap_or_else(|| panic!("no {name}")))
        };
        let mut relations: Vec<Relation> = Vec::new();
        for stated in &self.stated {
            let nth = sentences.partition_point(|it| it.span.end().to_usize() <= stated.at);
            let sentence = sentences[nth].span;
            let (subject, object) = (member(&stated.parts[0]), member(&stated.parts[2]));
            let label = &stated.parts[1];
            let known = relations
                .iter_mut()
                .find(|it| (it.subject, it.object, &it.label) == (subject, object, label));
            if let Some(known) = known {
                known.evidence.push(Id::new(nth));
                continue;
            }
            let cue = label.split('…').map(str::trim).filter(|it| !it.is_empty()).map(|words| {
                let at = sentence.start().to_usize()
                    + sentence.of(&self.text).find(words).expect("the label's words");
                Span::new(at, at + words.len())
            });
            relations.push(Relation {
                subject,
                object,
                label: label.clone(),
                cue: cue.collect(),
                evidence: vec![Id::new(nth)],
                status: stated.status(),
                said_by: stated.claimant().map(member),
                negated: stated.signs.contains('!'),
                confidence: Confidence::new(if stated.signs.contains('?') { 0.6 } else { 0.9 }),
            });
        }
        relations.into_iter().collect()
    }

    /// One token per word. A sentence ends with a word that ends in a full stop, or with its block.
    fn sentences(&self) -> (Table<Token>, Table<Sentence>) {
        let (mut tokens, mut sentences) = (Table::new(), Table::new());
        for block in &self.blocks {
            let text = block.span.of(&self.text);
            let mut first = tokens.len();
            for word in text.split_whitespace() {
                let start = block.span.start().to_usize() + (word.as_ptr() as usize - text.as_ptr() as usize);
                tokens.push(Token { span: Span::new(start, start + word.len()) });
                if word.ends_with('.') || start + word.len() == block.span.end().to_usize() {
                    let range = IdRange::new(first, tokens.len());
                    let rows: &[Token] = tokens.slice(range);
                    let span = rows[0].span.join(rows[rows.len() - 1].span);
                    sentences.push(Sentence { span, tokens: range });
                    first = tokens.len();
                }
            }
        }
        (tokens, sentences)
    }
}
