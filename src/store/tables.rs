//! Converts whole analyses to what the cache stores, and back: the tables as compressed columns of small numbers. An
//! analysis that does not fit the article is rejected.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::document::{BlockKind, Document, Fingerprint};
use crate::nlp::syntax::{Function, Syntax, Tag};
use crate::nlp::{
    Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, Relation, Sentence,
    Stance, Status, Token,
};
use crate::text::{Id, IdRange, Span, Table};

/// The version of the columns below; other versions are not read.
const FORMAT: u8 = 3;

/// The compression level; twice as much effort saves little more.
const LEVEL: u8 = 3;

const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Organization, EntityKind::Place];
const FORMS: [MentionForm; 3] = [MentionForm::Name, MentionForm::Pronoun, MentionForm::Noun];
const QUOTES: [QuoteKind; 3] = [QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect];

/// What an analysis depends on, apart from who made it: the text and its division into blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AnalysisKey {
    /// The fingerprint of the text.
    pub(super) fingerprint: Fingerprint,
    /// The SHA-256 hash of the blocks.
    pub(super) blocks: [u8; 32],
}

impl AnalysisKey {
    pub(super) fn of(doc: &Document) -> Self {
        let mut hash = Sha256::new();
        for block in doc.blocks().rows() {
            let (kind, level) = match block.kind {
                BlockKind::Heading(level) => (0, level),
                BlockKind::Paragraph => (1, 0),
                BlockKind::ListItem(depth) => (2, depth),
                BlockKind::BlockQuote => (3, 0),
                BlockKind::Code => (4, 0),
                BlockKind::Caption => (5, 0),
                BlockKind::Boilerplate => (6, 0),
            };
            for edge in [block.span.start(), block.span.end()] {
                hash.update((edge.to_usize() as u64).to_le_bytes());
            }
            hash.update([kind, level]);
        }
        hash.update([u8::from(doc.is_taken_for_english())]);
        Self { fingerprint: doc.fingerprint(), blocks: hash.finalize().into() }
    }
}

/// Packs an analysis of the article with this key. The seal at the front later shows that it is complete, and who
/// made it.
pub(super) fn pack(key: &AnalysisKey, model: &str, analysis: &Analysis) -> Vec<u8> {
    let columns = postcard::to_allocvec(&Columns::of(analysis)).expect("numbers and strings can be written");
    let packed = miniz_oxide::deflate::compress_to_vec(&columns, LEVEL);
    let mut bytes = seal(key, model, &packed).to_vec();
    bytes.extend(packed);
    bytes
}

/// The analysis of the article, if that is what was packed and it has not been changed since.
pub(super) fn unpack(doc: &Document, key: &AnalysisKey, model: &str, bytes: &[u8]) -> Option<Analysis> {
    let (found, packed) = bytes.split_first_chunk::<32>()?;
    if *found != seal(key, model, packed) {
        return None;
    }
    let columns = miniz_oxide::inflate::decompress_to_vec(packed).ok()?;
    let analysis = postcard::from_bytes::<Columns>(&columns).ok()?.analysis()?;
    analysis.check_places(doc).is_ok().then_some(analysis)
}

/// Binds the packed tables to their article and model, so that those of another article are not accepted.
fn seal(key: &AnalysisKey, model: &str, packed: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update([FORMAT]);
    hash.update(key.fingerprint.as_bytes());
    hash.update(key.blocks);
    hash.update((model.len() as u64).to_le_bytes());
    hash.update(model);
    hash.update(packed);
    hash.finalize().into()
}

/// A span as its distance from the end of the previous one, and its length.
type Step = (i64, u32);

/// The tables, column by column. Ids are row numbers, spans are steps; anything that follows from another column is
/// left out.
#[derive(Serialize, Deserialize)]
struct Columns {
    /// For each token: the number of bytes between it and the previous one, and its length.
    gaps: Vec<u32>,
    lengths: Vec<u32>,
    /// The number of tokens of each sentence.
    sentences: Vec<u32>,
    /// For each token, if its syntax is known: tag and function in the model's order, and the distance to its head, 0
    /// for none.
    tags: Vec<u8>,
    functions: Vec<u8>,
    heads: Vec<i64>,
    mentions: Vec<(Step, u8, u32, f32)>,
    /// Kind, name, description, and whether the article names the entity.
    entities: Vec<(u8, String, Option<String>, bool)>,
    quotes: Vec<QuoteRow>,
    relations: Vec<RelationRow>,
}

#[derive(Serialize, Deserialize)]
struct QuoteRow {
    kind: u8,
    content: Vec<Step>,
    cue: Vec<Step>,
    source: Vec<Step>,
    speaker: Option<u32>,
    co_speakers: Vec<u32>,
    is_attitude: bool,
    confidence: f32,
}

#[derive(Serialize, Deserialize)]
struct RelationRow {
    subject: u32,
    object: u32,
    label: String,
    cue: Vec<Step>,
    evidence: Vec<u32>,
    status: u8,
    said_by: Option<u32>,
    negated: bool,
    confidence: f32,
}

impl Columns {
    fn of(analysis: &Analysis) -> Self {
        let (mut gaps, mut lengths) = (Vec::new(), Vec::new());
        let mut end = 0;
        for token in analysis.tokens.rows() {
            gaps.push(number(token.span.start().to_usize() - end));
            lengths.push(number(token.span.len()));
            end = token.span.end().to_usize();
        }
        let head = |(id, row): (Id<Syntax>, &Syntax)| {
            row.head.map_or(0, |head| distance(id.to_usize(), head.to_usize()))
        };
        let syntax = &analysis.syntax;
        let mut at = Position::default();
        let mut mention =
            |it: &Mention| (at.step(it.span), place(&FORMS, it.form), row(it.entity), it.confidence.to_f32());
        let mentions = analysis.mentions.rows().iter().map(&mut mention).collect();
        let entity =
            |it: &Entity| (place(&KINDS, it.kind), it.name.clone(), it.description.clone(), it.is_named);
        Self {
            gaps,
            lengths,
            sentences: analysis.sentences.rows().iter().map(|it| number(it.tokens.len())).collect(),
            tags: syntax.rows().iter().map(|it| place(Tag::ALL, it.tag)).collect(),
            functions: syntax.rows().iter().map(|it| place(Function::ALL, it.function)).collect(),
            heads: syntax.iter().map(head).collect(),
            mentions,
            entities: analysis.entities.rows().iter().map(entity).collect(),
            quotes: quotes(&analysis.quotes),
            relations: relations(&analysis.relations),
        }
    }

    /// The tables, if the columns are consistent. Whether they fit a text is another question.
    fn analysis(self) -> Option<Analysis> {
        let tokens = tokens(&self.gaps, &self.lengths)?;
        let sentences = sentences(&self.sentences, &tokens)?;
        let syntax = syntax(&self.tags, &self.functions, &self.heads)?;
        let mut entities: Vec<Entity> = Vec::with_capacity(self.entities.len());
        for (kind, name, description, is_named) in self.entities {
            let kind = *KINDS.get(usize::from(kind))?;
            entities.push(Entity { kind, name, description, is_named, mentions: Vec::new() });
        }
        let mut mentions = Vec::with_capacity(self.mentions.len());
        let mut at = Position::default();
        for (index, (step, form, entity, confidence)) in self.mentions.into_iter().enumerate() {
            entities.get_mut(entity as usize)?.mentions.push(Id::new(index));
            mentions.push(Mention {
                span: at.span(step)?,
                form: *FORMS.get(usize::from(form))?,
                entity: id(entity),
                confidence: Confidence::new(confidence),
            });
        }
        let mut at = Position::default();
        let quotes = self.quotes.into_iter().map(|it| it.quote(&mut at)).collect::<Option<Table<_>>>()?;
        let mut at = Position::default();
        let relations = self.relations.into_iter().map(|it| it.relation(&mut at));
        let relations = relations.collect::<Option<Table<_>>>()?;
        let (mentions, entities) = (mentions.into(), entities.into());
        Some(Analysis { tokens, sentences, mentions, entities, quotes, syntax, relations })
    }
}

fn tokens(gaps: &[u32], lengths: &[u32]) -> Option<Table<Token>> {
    let mut end = 0_u32;
    let mut token = |(&gap, &length): (&u32, &u32)| {
        let start = end.checked_add(gap)?;
        end = start.checked_add(length)?;
        Some(Token { span: Span::new(start as usize, end as usize) })
    };
    let rows = gaps.iter().zip(lengths).map(&mut token).collect::<Option<Table<_>>>()?;
    (gaps.len() == lengths.len()).then_some(rows)
}

fn sentences(sizes: &[u32], tokens: &Table<Token>) -> Option<Table<Sentence>> {
    let mut start = 0_usize;
    let mut sentence = |&size: &u32| {
        let end = start.checked_add(size as usize)?;
        let rows = tokens.rows().get(start..end)?;
        let span = rows.first()?.span.join(rows.last()?.span);
        let tokens = IdRange::new(start, end);
        start = end;
        Some(Sentence { span, tokens })
    };
    sizes.iter().map(&mut sentence).collect()
}

fn syntax(tags: &[u8], functions: &[u8], heads: &[i64]) -> Option<Table<Syntax>> {
    let row = |(at, ((&tag, &function), &head)): (usize, ((&u8, &u8), &i64))| {
        let to = usize::try_from(head.checked_add(i64::try_from(at).ok()?)?).ok()?;
        let head = if head == 0 { None } else { Some(Id::new(u32::try_from(to).ok()? as usize)) };
        let tag = *Tag::ALL.get(usize::from(tag))?;
        Some(Syntax { tag, head, function: *Function::ALL.get(usize::from(function))? })
    };
    let rows = tags.iter().zip(functions).zip(heads).enumerate().map(row).collect::<Option<Table<_>>>()?;
    (tags.len() == functions.len() && tags.len() == heads.len()).then_some(rows)
}

fn quotes(table: &Table<Quote>) -> Vec<QuoteRow> {
    let mut at = Position::default();
    let quote = |it: &Quote| QuoteRow {
        kind: place(&QUOTES, it.kind),
        content: at.steps(&it.content),
        cue: at.steps(&it.cue),
        source: at.steps(&it.source),
        speaker: it.speaker.map(row),
        co_speakers: it.co_speakers.iter().copied().map(row).collect(),
        is_attitude: it.stance == Stance::Attitude,
        confidence: it.confidence.to_f32(),
    };
    table.rows().iter().map(quote).collect()
}

impl QuoteRow {
    fn quote(self, at: &mut Position) -> Option<Quote> {
        Some(Quote {
            kind: *QUOTES.get(usize::from(self.kind))?,
            content: at.spans(&self.content)?,
            cue: at.spans(&self.cue)?,
            source: at.spans(&self.source)?,
            speaker: self.speaker.map(id),
            co_speakers: self.co_speakers.into_iter().map(id).collect(),
            stance: if self.is_attitude { Stance::Attitude } else { Stance::Statement },
            confidence: Confidence::new(self.confidence),
        })
    }
}

fn relations(table: &Table<Relation>) -> Vec<RelationRow> {
    let mut at = Position::default();
    let relation = |it: &Relation| RelationRow {
        subject: row(it.subject),
        object: row(it.object),
        label: it.label.clone(),
        cue: at.steps(&it.cue),
        evidence: it.evidence.iter().copied().map(row).collect(),
        status: place(Status::ALL, it.status),
        said_by: it.said_by.map(row),
        negated: it.negated,
        confidence: it.confidence.to_f32(),
    };
    table.rows().iter().map(relation).collect()
}

impl RelationRow {
    fn relation(self, at: &mut Position) -> Option<Relation> {
        Some(Relation {
            subject: id(self.subject),
            object: id(self.object),
            label: self.label,
            cue: at.spans(&self.cue)?,
            evidence: self.evidence.into_iter().map(id).collect(),
            status: *Status::ALL.get(usize::from(self.status))?,
            said_by: self.said_by.map(id),
            negated: self.negated,
            confidence: Confidence::new(self.confidence),
        })
    }
}

/// Where the last span ended. The next one begins nearby, and small numbers take little space.
#[derive(Debug, Default)]
struct Position(u32);

impl Position {
    fn step(&mut self, span: Span) -> Step {
        let step = distance(self.0 as usize, span.start().to_usize());
        self.0 = number(span.end().to_usize());
        (step, number(span.len()))
    }

    fn steps(&mut self, spans: &[Span]) -> Vec<Step> {
        spans.iter().map(|&it| self.step(it)).collect()
    }

    fn span(&mut self, (step, length): Step) -> Option<Span> {
        let start = u32::try_from(i64::from(self.0).checked_add(step)?).ok()?;
        self.0 = start.checked_add(length)?;
        Some(Span::new(start as usize, self.0 as usize))
    }

    fn spans(&mut self, steps: &[Step]) -> Option<Vec<Span>> {
        steps.iter().map(|&it| self.span(it)).collect()
    }
}

/// The position of a value in the list of all values of its kind.
fn place<T: PartialEq>(all: &[T], value: T) -> u8 {
    let at = all.iter().position(|it| *it == value).expect("the list holds all values");
    u8::try_from(at).expect("a handful of values")
}

fn number(n: usize) -> u32 {
    u32::try_from(n).expect("texts are capped at 64 MiB")
}

fn row<T>(id: Id<T>) -> u32 {
    number(id.to_usize())
}

fn id<T>(row: u32) -> Id<T> {
    Id::new(row as usize)
}

/// The distance from one number to another.
fn distance(from: usize, to: usize) -> i64 {
    i64::from(number(to)) - i64::from(number(from))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::digest::sample;

    /// An article with something in every table.
    fn article() -> (Arc<Document>, Analysis) {
        let (doc, analysis) = sample::article(&[
            "# Head of [LOC Rome]",
            "[PER Ann Lee] met [PER& [PER~? his=Bob Day] wife=Ann Lee] (Ann Lee; met; Bob Day). {“Aye,”} said [PER Bob Day].",
            "[PER~ She=Ann Lee] said {:that é [PER Bob Day] left} (!Bob Day; left; Ann Lee; Ann Lee). [ORG Hill] {~did “so”} <says a man>.",
        ]);
        let mut analysis = Arc::unwrap_or_clone(analysis);
        let root = |at: usize| {
            analysis.sentences.rows().iter().map(|it| it.tokens).find(|it| it.to_range().contains(&at))
        };
        let row = |id: Id<Token>| {
            let root = root(id.to_usize()).map(|it| it.to_range().start).filter(|it| *it != id.to_usize());
            Syntax { tag: Tag::Verb, head: root.map(Id::new), function: Function::Other }
        };
        analysis.syntax = analysis.tokens.ids().map(row).collect();
        assert_eq!(analysis.check(&doc), Ok(()));
        assert!(!analysis.quotes.is_empty() && !analysis.relations.is_empty());
        (doc, analysis)
    }

    #[test]
    fn all_tables_come_back_as_they_were() {
        let (doc, analysis) = article();
        let key = AnalysisKey::of(&doc);
        assert_eq!(unpack(&doc, &key, "m", &pack(&key, "m", &analysis)), Some(analysis));
        let empty = Analysis::default();
        assert_eq!(unpack(&doc, &key, "m", &pack(&key, "m", &empty)), Some(empty));
    }

    #[test]
    fn what_is_damaged_or_of_something_else_is_no_analysis() {
        let (doc, analysis) = article();
        let key = AnalysisKey::of(&doc);
        let bytes = pack(&key, "m", &analysis);
        assert_eq!(unpack(&doc, &key, "n", &bytes), None, "of another model");
        let (other, _) = sample::article(&["[PER Ann Lee] met [PER Bob Day]."]);
        assert_eq!(unpack(&other, &AnalysisKey::of(&other), "m", &bytes), None, "of another article");
        for at in 0..bytes.len() {
            assert_eq!(unpack(&doc, &key, "m", &bytes[..at]), None, "cut after {at} bytes");
            let mut changed = bytes.clone();
            changed[at] ^= 16;
            assert_eq!(unpack(&doc, &key, "m", &changed), None, "byte {at} is another one");
        }
    }

    #[test]
    fn the_same_text_in_other_blocks_is_another_article() {
        use crate::document::{DocumentBuilder, Metadata};
        let key = |kind| {
            let mut builder = DocumentBuilder::new();
            builder.block(kind, "Ann Lee left.");
            AnalysisKey::of(&builder.finish(Metadata::default()).unwrap())
        };
        let paragraph = key(BlockKind::Paragraph);
        assert_eq!(paragraph, key(BlockKind::Paragraph));
        for kind in [BlockKind::Heading(1), BlockKind::Heading(2), BlockKind::ListItem(1), BlockKind::Code] {
            assert_ne!(paragraph, key(kind));
            assert_eq!(paragraph.fingerprint, key(kind).fingerprint);
        }
    }

    /// What results from columns that were changed, although the seal is right.
    fn changed(change: impl FnOnce(&mut Columns)) -> Option<Analysis> {
        let (doc, analysis) = article();
        let mut columns = Columns::of(&analysis);
        change(&mut columns);
        sealed(&doc, &postcard::to_allocvec(&columns).unwrap())
    }

    fn sealed(doc: &Document, columns: &[u8]) -> Option<Analysis> {
        let key = AnalysisKey::of(doc);
        let packed = miniz_oxide::deflate::compress_to_vec(columns, LEVEL);
        unpack(doc, &key, "m", &[seal(&key, "m", &packed).as_slice(), &packed].concat())
    }

    #[test]
    fn numbers_that_fit_nothing_are_no_analysis_and_no_panic() {
        assert!(changed(|_| {}).is_some());
        let changes: &[fn(&mut Columns)] = &[
            |it| it.gaps[0] = u32::MAX,
            |it| it.lengths[3] = u32::MAX,
            |it| it.lengths[0] = 0,
            |it| it.lengths.truncate(5),
            |it| it.sentences[0] = 0,
            |it| it.sentences[0] = u32::MAX,
            |it| it.sentences.truncate(1),
            |it| it.tags[0] = 99,
            |it| it.functions[0] = 99,
            |it| it.heads[0] = -1,
            |it| it.heads[1] = i64::MAX,
            |it| it.heads[1] = 1 << 40,
            |it| it.heads.truncate(2),
            |it| it.mentions[0].0.0 = i64::MIN,
            |it| it.mentions[0].0.0 = i64::MAX,
            |it| it.mentions[0].0.1 = u32::MAX,
            |it| it.mentions[0].1 = 3,
            |it| it.mentions[0].2 = u32::MAX,
            |it| it.mentions[0].2 = 1,
            |it| it.mentions.clear(),
            |it| it.entities[0].0 = 3,
            |it| it.entities.truncate(1),
            |it| it.quotes[0].kind = 3,
            |it| it.quotes[0].content.clear(),
            |it| it.quotes[0].content[0].0 += 9999,
            |it| it.quotes[0].speaker = Some(99),
            |it| it.relations[0].subject = u32::MAX,
            |it| it.relations[0].object = it.relations[0].subject,
            |it| it.relations[0].label.clear(),
            |it| it.relations[0].cue.clear(),
            |it| it.relations[0].evidence.clear(),
            |it| it.relations[0].evidence.push(u32::MAX),
            |it| it.relations[0].said_by = Some(99),
        ];
        for (at, change) in changes.iter().enumerate() {
            assert_eq!(changed(change), None, "change {at}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_sound_tables_or_none(changes in prop::collection::vec((any::<u16>(), any::<u8>()), 1..6)) {
            let (doc, analysis) = article();
            let mut columns = postcard::to_allocvec(&Columns::of(&analysis)).unwrap();
            for (at, byte) in changes {
                let at = usize::from(at) % columns.len();
                columns[at] = byte;
            }
            if let Some(found) = sealed(&doc, &columns) {
                prop_assert_eq!(found.check_places(&doc), Ok(()));
            }
        }
    }
}
