//! The tables of an analysis while they are being corrected: rows can be removed, and entities have numbers.

use std::collections::HashMap;

use crate::document::Document;
use crate::nlp::lexicon::pronoun;
use crate::nlp::{Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, Relation, Sentence};
use crate::text::{Id, Span, Table, collapse_whitespace};

/// The confidence in what the user said.
const SURE: f32 = 1.0;

/// Longer mentions are not found by words inside them.
const MAX_LENGTH: usize = 512;

/// A mention; `entity` is a number in `Draft::entities`.
#[derive(Debug)]
struct DraftMention {
    span: Span,
    form: MentionForm,
    confidence: Confidence,
    entity: usize,
    is_gone: bool,
}

#[derive(Debug)]
struct DraftEntity {
    kind: EntityKind,
    name: String,
    description: Option<String>,
    /// Whether the article names it.
    is_named: bool,
    /// Whether the user gave the name.
    is_renamed: bool,
    /// Whether it has lost names, so that the name it is listed under may no longer be one of its names.
    is_cut: bool,
}

/// A quote with the numbers of its speaker and of any further speakers.
type DraftQuote = (Quote, Option<usize>, Vec<usize>);

/// See the module.
#[derive(Debug)]
pub(super) struct Draft<'d> {
    doc: &'d Document,
    sentences: &'d Table<Sentence>,
    /// The machine's rows in order, and from `n_machine` on the user's.
    rows: Vec<DraftMention>,
    n_machine: usize,
    entities: Vec<DraftEntity>,
    /// Each with the numbers of its speaker and of any further speakers; `None` once removed.
    quotes: Vec<Option<DraftQuote>>,
    /// Each with the numbers of subject, object and whoever says it; `None` once removed.
    relations: Vec<Option<(Relation, [Option<usize>; 3])>>,
}

impl<'d> Draft<'d> {
    pub(super) fn new(doc: &'d Document, analysis: &'d Analysis) -> Self {
        let rows: Vec<DraftMention> = analysis
            .mentions
            .rows()
            .iter()
            .map(|it| DraftMention {
                span: it.span,
                form: it.form,
                confidence: it.confidence,
                entity: it.entity.to_usize(),
                is_gone: false,
            })
            .collect();
        let member = |it: &Entity| DraftEntity {
            kind: it.kind,
            name: it.name.clone(),
            description: it.description.clone(),
            is_named: it.is_named,
            is_renamed: false,
            is_cut: false,
        };
        let number = |id: Option<Id<Entity>>| id.map(Id::to_usize);
        let quotes = analysis.quotes.rows().iter().map(|it| {
            let others = it.co_speakers.iter().copied().map(Id::to_usize).collect();
            Some((it.clone(), number(it.speaker), others))
        });
        let relations = analysis
            .relations
            .rows()
            .iter()
            .map(|it| Some((it.clone(), [Some(it.subject), Some(it.object), it.said_by].map(number))));
        Self {
            doc,
            sentences: &analysis.sentences,
            n_machine: rows.len(),
            entities: analysis.entities.rows().iter().map(member).collect(),
            quotes: quotes.collect(),
            relations: relations.collect(),
            rows,
        }
    }

    /// The entity at these words: the one with a mention of exactly these words, else the one with a name that shares
    /// some of them, else a new one.
    pub(super) fn entity_at(&mut self, span: Span, kind: EntityKind) -> usize {
        let row = self.row_at(span).or_else(|| self.name_over(span));
        match row {
            Some(row) => self.rows[row].entity,
            None => self.add_name(span, kind),
        }
    }

    /// Makes the words a name, here and wherever the same words occur and nothing is named yet.
    pub(super) fn name_everywhere(&mut self, span: Span, kind: EntityKind) {
        let entity = self.add_name(span, kind);
        let words = self.doc.slice(span);
        let text = self.doc.text();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        for (start, words) in text.match_indices(words) {
            let other = Span::new(start, start + words.len());
            let before = text.get(..start).and_then(|it| it.chars().next_back());
            let after = text.get(start + words.len()..).and_then(|it| it.chars().next());
            let is_apart = !is_word(before) && !is_word(after);
            if is_apart && self.around(other).next().is_none() {
                self.add_row(other, entity);
            }
        }
    }

    pub(super) fn drop_entity(&mut self, span: Span) {
        if let Some(row) = self.row_at(span).or_else(|| self.name_over(span)) {
            let entity = self.rows[row].entity;
            self.rows.iter_mut().filter(|it| it.entity == entity).for_each(|it| it.is_gone = true);
        }
    }

    pub(super) fn drop_mention(&mut self, span: Span) {
        if let Some(row) = self.row_at(span) {
            self.drop_row(row);
        }
    }

    /// Makes the words stand for this entity, here only. Whoever says or does something by these words is then this
    /// entity, too.
    pub(super) fn stand_for(&mut self, span: Span, entity: usize) {
        let row = self.row_at(span);
        let before = row.map(|row| self.rows[row].entity);
        if let Some(row) = row {
            self.entities[self.rows[row].entity].is_cut = true;
            (self.rows[row].entity, self.rows[row].confidence) = (entity, Confidence::new(SURE));
        } else {
            let form = if pronoun::is_pronoun(self.doc.slice(span)) {
                MentionForm::Pronoun
            } else {
                MentionForm::Noun
            };
            let crosses = |it: Span| !it.covers(span) && !span.covers(it);
            let in_way: Vec<_> = self.around(span).filter(|&it| crosses(self.rows[it].span)).collect();
            for row in in_way {
                self.drop_row(row);
            }
            let confidence = Confidence::new(SURE);
            self.rows.push(DraftMention { span, form, confidence, entity, is_gone: false });
        }
        for (quote, by, _) in self.quotes.iter_mut().flatten() {
            if *by == before && quote.source.iter().any(|it| it.covers(span)) {
                (*by, quote.confidence) = (Some(entity), Confidence::new(SURE));
            }
        }
        let Some(before) = before else { return };
        let ends = self.ends_by(span, before);
        for (at, end) in ends {
            if let Some((_, numbers)) = &mut self.relations[at] {
                numbers[end] = Some(entity);
            }
        }
    }

    /// The relations that are read from these words, as number and end (0 subject, 1 object). The words belong to an
    /// end if no other mention of the same entity is nearer to the cue in its sentence.
    fn ends_by(&self, span: Span, entity: usize) -> Vec<(usize, usize)> {
        let gap = |cue: Span, at: Span| {
            let (first, second) = if at.start() < cue.start() { (at, cue) } else { (cue, at) };
            second.start().to_usize().saturating_sub(first.end().to_usize())
        };
        let mut found = Vec::new();
        for (number, row) in self.relations.iter().enumerate() {
            let Some((relation, numbers)) = row else { continue };
            let Some(cue) = relation.cue.iter().copied().reduce(Span::join) else { continue };
            let sentence = relation.evidence.first().map(|&it| self.sentences[it].span);
            let Some(sentence) = sentence.filter(|it| it.covers(span)) else { continue };
            let mentions = self
                .around(sentence)
                .filter(|&it| self.rows[it].entity == entity || self.rows[it].span == span);
            let nearest = mentions.map(|it| self.rows[it].span).min_by_key(|&it| gap(cue, it));
            if nearest == Some(span) {
                let ends = (0..2).filter(|&end| numbers[end] == Some(entity));
                found.extend(ends.map(|end| (number, end)));
            }
        }
        found
    }

    pub(super) fn set_kind(&mut self, entity: usize, kind: EntityKind) {
        self.entities[entity].kind = kind;
        let names = self.rows.iter_mut().filter(|it| it.entity == entity && it.form == MentionForm::Name);
        names.for_each(|it| it.confidence = Confidence::new(SURE));
    }

    /// Merges `with` into `of`, whose name, kind and description stay.
    pub(super) fn merge(&mut self, of: usize, with: usize) {
        if of == with {
            return;
        }
        self.rows.iter_mut().filter(|it| it.entity == with).for_each(|it| it.entity = of);
        let description = self.entities[with].description.take();
        let kept = &mut self.entities[of].description;
        *kept = kept.take().or(description);
        let moved = |it: &mut Option<usize>| {
            if *it == Some(with) {
                *it = Some(of);
            }
        };
        for (_, by, others) in self.quotes.iter_mut().flatten() {
            moved(by);
            others.iter_mut().filter(|it| **it == with).for_each(|it| *it = of);
        }
        self.relations.iter_mut().flatten().for_each(|it| it.1.iter_mut().for_each(moved));
    }

    /// Gives the name at the words, and all the same names of its entity, to another entity. A pronoun or description
    /// then stands for no one.
    pub(super) fn split(&mut self, span: Span, kind: EntityKind) {
        let Some(row) = self.row_at(span) else {
            self.entity_at(span, kind);
            return;
        };
        if self.rows[row].form != MentionForm::Name {
            self.drop_row(row);
            return;
        }
        let (from, words) = (self.rows[row].entity, self.doc.slice(span));
        let to = self.new_entity(words, self.entities[from].kind);
        self.entities[from].is_cut = true;
        for row in &mut self.rows {
            if row.entity == from && row.form == MentionForm::Name && self.doc.slice(row.span) == words {
                row.entity = to;
                row.confidence = Confidence::new(SURE);
            }
        }
    }

    pub(super) fn rename(&mut self, entity: usize, name: &str) {
        self.entities[entity].name = collapse_whitespace(name);
        self.entities[entity].is_renamed = true;
    }

    /// The quote that shares the most with the words.
    pub(super) fn quote_at(&self, span: Span) -> Option<usize> {
        let shared = |quote: &Quote| quote.content.iter().map(|&it| common(it, span)).sum::<usize>();
        let quotes = self.quotes.iter().enumerate();
        let quotes =
            quotes.filter_map(|(at, it)| it.as_ref().map(|it| (shared(&it.0), std::cmp::Reverse(at))));
        quotes.max().filter(|it| it.0 > 0).map(|it| it.1.0)
    }

    pub(super) fn set_speaker(&mut self, quote: usize, speaker: Option<usize>) {
        if let Some((quote, by, others)) = &mut self.quotes[quote] {
            quote.confidence = Confidence::new(SURE);
            *by = speaker;
            others.clear();
        }
    }

    pub(super) fn drop_quote(&mut self, span: Span) {
        if let Some(quote) = self.quote_at(span) {
            self.quotes[quote] = None;
        }
    }

    /// Removes what is read from these words about the two.
    pub(super) fn drop_relations(&mut self, cue: Span, subject: Span, object: Span) {
        let number =
            |span| self.row_at(span).or_else(|| self.name_over(span)).map(|row| self.rows[row].entity);
        let ends = [number(subject), number(object)];
        for relation in &mut self.relations {
            let is_it = relation.as_ref().is_some_and(|(row, numbers)| {
                row.cue.iter().any(|it| it.overlaps(cue)) && (numbers.get(..2) == Some(&ends))
            });
            if is_it {
                *relation = None;
            }
        }
    }

    /// The mention of exactly these words.
    fn row_at(&self, span: Span) -> Option<usize> {
        self.around(span).find(|&row| self.rows[row].span == span)
    }

    /// The name that shares the most with the words.
    fn name_over(&self, span: Span) -> Option<usize> {
        let names = self.around(span).filter(|&row| self.rows[row].form == MentionForm::Name);
        names.max_by_key(|&row| (common(self.rows[row].span, span), std::cmp::Reverse(row)))
    }

    /// The mentions that share something with the words.
    fn around(&self, span: Span) -> impl Iterator<Item = usize> {
        let machine = self.rows.get(..self.n_machine).unwrap_or_default();
        let first = span.start().to_usize().saturating_sub(MAX_LENGTH);
        let from = machine.partition_point(|it| it.span.start().to_usize() < first);
        let to = machine.partition_point(|it| it.span.start() < span.end());
        let rows = (from..to).chain(self.n_machine..self.rows.len());
        rows.filter(move |&row| !self.rows[row].is_gone && self.rows[row].span.overlaps(span))
    }

    /// Adds a name to the entity that already has these words as a name, or to a new one. Names that overlap it are
    /// removed, and so are other mentions unless it lies inside them.
    fn add_name(&mut self, span: Span, kind: EntityKind) -> usize {
        let in_way: Vec<usize> = self
            .around(span)
            .filter(|&row| {
                let row = &self.rows[row];
                row.form == MentionForm::Name || !row.span.covers(span) || row.span == span
            })
            .collect();
        for row in in_way {
            self.drop_row(row);
        }
        let words = self.doc.slice(span);
        let known = self.rows.iter().find(|it| {
            !it.is_gone
                && it.form == MentionForm::Name
                && self.entities[it.entity].kind == kind
                && self.doc.slice(it.span) == words
        });
        let known = known.map(|it| it.entity);
        let entity = match known {
            Some(entity) => entity,
            None => self.new_entity(words, kind),
        };
        self.add_row(span, entity);
        entity
    }

    fn add_row(&mut self, span: Span, entity: usize) {
        let confidence = Confidence::new(SURE);
        self.rows.push(DraftMention { span, form: MentionForm::Name, confidence, entity, is_gone: false });
    }

    fn new_entity(&mut self, words: &str, kind: EntityKind) -> usize {
        let name = collapse_whitespace(words);
        let (is_named, is_renamed, is_cut) = (true, false, false);
        self.entities.push(DraftEntity { kind, name, description: None, is_named, is_renamed, is_cut });
        self.entities.len() - 1
    }

    fn drop_row(&mut self, row: usize) {
        self.rows[row].is_gone = true;
        self.entities[self.rows[row].entity].is_cut = true;
    }

    /// Builds the tables. An entity that has lost its name is removed, with everything said about it. One that never
    /// had a name stays as long as it has a description, and gets a name once it has one.
    pub(super) fn finish(mut self, machine: &Analysis) -> Analysis {
        self.rows.retain(|it| !it.is_gone);
        self.rows.sort_by_key(|it| it.span.start()); // stable
        // The words that describe each of them.
        let mut first: Vec<Option<Span>> = vec![None; self.entities.len()];
        for row in self.rows.iter().filter(|it| it.form == MentionForm::Name) {
            let entity = &mut self.entities[row.entity];
            entity.is_cut |= !entity.is_named;
            entity.is_named = true;
            first[row.entity].get_or_insert(row.span);
        }
        for row in self.rows.iter().filter(|it| it.form == MentionForm::Noun) {
            if !self.entities[row.entity].is_named {
                first[row.entity].get_or_insert(row.span);
            }
        }
        self.rows.retain(|it| first[it.entity].is_some());
        self.name_anew();
        let mut order: Vec<usize> = (0..self.entities.len()).filter(|&it| first[it].is_some()).collect();
        order.sort_by_key(|&it| (!self.entities[it].is_named, first[it]));
        let mut ids: Vec<Option<Id<Entity>>> = vec![None; self.entities.len()];
        for (at, &number) in order.iter().enumerate() {
            ids[number] = Some(Id::new(at));
        }
        let id = |number: usize| ids.get(number).copied().flatten();
        let mut entities: Table<Entity> = order
            .iter()
            .map(|&number| {
                let DraftEntity { kind, name, description, is_named, .. } = &self.entities[number];
                Entity {
                    kind: *kind,
                    name: name.clone(),
                    description: description.clone(),
                    is_named: *is_named,
                    mentions: Vec::new(),
                }
            })
            .collect();
        let mut mentions = Table::new();
        for row in &self.rows {
            let Some(entity) = id(row.entity) else { continue };
            let mention = Mention { span: row.span, form: row.form, entity, confidence: row.confidence };
            let mention = mentions.push(mention);
            entities[entity].mentions.push(mention);
        }
        let quotes = self.quotes.into_iter().flatten();
        let quotes = quotes.map(|(quote, speaker, others)| {
            let mut speakers = speaker.into_iter().chain(others).filter_map(id);
            let speaker = speakers.next();
            let mut co_speakers: Vec<Id<Entity>> = Vec::new();
            for other in speakers.filter(|it| Some(*it) != speaker) {
                if !co_speakers.contains(&other) {
                    co_speakers.push(other);
                }
            }
            Quote { speaker, co_speakers, ..quote }
        });
        let relations = self.relations.into_iter().flatten().filter_map(|(relation, numbers)| {
            let [subject, object, said_by] = numbers.map(|it| it.and_then(id));
            let (subject, object) = (subject?, object?);
            (subject != object).then_some(Relation { subject, object, said_by, ..relation })
        });
        Analysis {
            tokens: machine.tokens.clone(),
            sentences: machine.sentences.clone(),
            syntax: machine.syntax.clone(),
            mentions,
            entities,
            quotes: quotes.collect(),
            relations: without_doubles(relations),
        }
    }

    /// An entity that has lost the name it is listed under is now listed under the longest one left.
    fn name_anew(&mut self) {
        for number in 0..self.entities.len() {
            let entity = &self.entities[number];
            if !entity.is_cut || entity.is_renamed {
                continue;
            }
            let names = self.rows.iter().filter(|it| it.entity == number && it.form == MentionForm::Name);
            let names: Vec<String> = names.map(|it| collapse_whitespace(self.doc.slice(it.span))).collect();
            // "The Hill" is listed with its article.
            let is_left =
                names.iter().any(|it| entity.name == *it || entity.name.strip_prefix("The ") == Some(it));
            let longest = names.into_iter().rev().max_by_key(|it| it.chars().count());
            if let Some(name) = longest.filter(|_| !is_left) {
                self.entities[number].name = name;
            }
        }
    }
}

/// If two entities become one, what was stated about both is stated once, with all its sentences.
fn without_doubles(relations: impl Iterator<Item = Relation>) -> Table<Relation> {
    let mut kept: Table<Relation> = Table::new();
    let mut known = HashMap::new();
    for relation in relations {
        let Relation { subject, object, status, said_by, negated, .. } = relation;
        let key = (subject, object, status, said_by, negated, relation.label.clone());
        let Some(&first) = known.get(&key) else {
            known.insert(key, kept.push(relation));
            continue;
        };
        let evidence = &mut kept[first].evidence;
        let more: Vec<_> = relation.evidence.into_iter().filter(|it| !evidence.contains(it)).collect();
        evidence.extend(more);
    }
    kept
}

/// How many bytes two spans share.
fn common(a: Span, b: Span) -> usize {
    let (start, end) = (a.start().max(b.start()), a.end().min(b.end()));
    end.to_usize().saturating_sub(start.to_usize())
}
