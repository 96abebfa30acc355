//! Reads one sentence after another with what is in it: mentions, quotation marks, contents of quotes.

use std::collections::HashMap;

use crate::document::{BlockKind, Document};
use crate::nlp::cast::word::fold;
use crate::nlp::lexicon;
use crate::nlp::quotes::marks::QuotePair;
use crate::nlp::relations::graph::{Graph, Member, Word};
use crate::nlp::relations::repair;
use crate::nlp::relations::straighten::straighten;
use crate::nlp::syntax::Function;
use crate::nlp::{Analysis, Entity, EntityKind, Mention, MentionForm, Sentence};
use crate::text::{Id, Span};

/// The longest sentence that is read: longer ones are tables or not sentences at all.
const MAX_LENGTH: usize = 400;

/// How many nested contents are tracked.
const MAX_OPEN: usize = 8;

/// What is read in step with the sentences.
pub(super) struct Reader<'a> {
    doc: &'a Document,
    analysis: &'a Analysis,
    /// The outermost pairs of quotation marks, in order.
    marks: Vec<Span>,
    /// Contents of quotes in order of their starts, with the quote.
    contents: Vec<(Span, usize)>,
    /// Those that began earlier and may continue.
    open: Vec<(Span, usize)>,
    /// Countries of the cast, by their number in the lexicon.
    countries: HashMap<usize, Id<Entity>>,
    next_mention: usize,
    next_mark: usize,
    next_content: usize,
    block: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(doc: &'a Document, analysis: &'a Analysis, marks: &[QuotePair]) -> Self {
        let quotes = analysis.quotes.rows().iter().enumerate();
        let mut contents: Vec<(Span, usize)> =
            quotes.flat_map(|(at, quote)| quote.content.iter().map(move |&span| (span, at))).collect();
        contents.sort_by_key(|it| (it.0.start(), it.0.end()));
        let marks = marks.iter().filter(|it| it.depth == 0).map(|it| it.span).collect();
        let (next_mention, next_mark, next_content, block) = (0, 0, 0, 0);
        let places = analysis.entities.iter().filter(|it| it.1.kind == EntityKind::Place);
        let countries = places.filter_map(|(id, it)| Some((lexicon::place::country(&fold(&it.name))?, id)));
        let countries = countries.collect();
        Self {
            doc,
            analysis,
            marks,
            contents,
            open: Vec::new(),
            countries,
            next_mention,
            next_mark,
            next_content,
            block,
        }
    }

    /// Reads a sentence, after those before it. `None` if it has fewer than two mentions or is too long.
    pub(super) fn read(&mut self, id: Id<Sentence>) -> Option<Graph<'a>> {
        let sentence = self.analysis.sentences[id];
        let span = sentence.span;
        let mentions = self.mentions(span);
        let marks = self.marks(span);
        let contents = self.contents(span);
        let blocks = self.doc.blocks().rows();
        while blocks.get(self.block).is_some_and(|it| it.span.end() <= span.start()) {
            self.block += 1;
        }
        if sentence.tokens.len() > MAX_LENGTH || mentions.is_empty() {
            return None;
        }
        let first = sentence.tokens.to_range().start;
        let rows = self
            .analysis
            .tokens
            .slice(sentence.tokens)
            .iter()
            .zip(self.analysis.syntax.rows().iter().skip(first));
        let mut words: Vec<Word<'a>> = rows
            .map(|(token, syntax)| {
                let text = self.doc.slice(token.span);
                let holds = |it: &&(Span, usize)| it.0.covers(token.span);
                Word {
                    text,
                    lower: text.to_lowercase(),
                    span: token.span,
                    tag: syntax.tag,
                    head: syntax.head.map(|head| head.to_usize() - first),
                    function: syntax.function,
                    member: None,
                    name: None,
                    quote: contents.iter().filter(holds).min_by_key(|it| it.0.len()).map(|it| it.1),
                    marks: marks.iter().find(|it| it.0.covers(token.span)).map(|it| it.1),
                }
            })
            .collect();
        let block = blocks.get(self.block);
        let is_heading = block.is_some_and(|it| matches!(it.kind, BlockKind::Heading(_)));
        let ends =
            words.last().is_some_and(|it| matches!(it.text, "." | "!" | "?" | "”" | "\"" | "…" | "’" | "'"));
        let is_headline = is_heading || self.block == 0 && !ends;
        let depths: Vec<usize> = (0..words.len()).map(|word| depth(&words, word)).collect();
        for mention in mentions {
            place(&mut words, &depths, self.analysis, mention);
        }
        for word in &mut words {
            // "We want Lee to leave", said Roe: Roe and those for whom he speaks.
            let quote = word.quote.and_then(|it| self.analysis.quotes.rows().get(it));
            if let Some(speaker) =
                quote.and_then(|it| it.speaker).filter(|_| word.lower == "we" && word.member.is_none())
            {
                let kind = self.analysis.entities[speaker].kind;
                word.member = Some(Member {
                    entity: speaker,
                    kind,
                    form: MentionForm::Pronoun,
                    confidence: 0.7,
                    word: 0,
                });
            }
        }
        self.demonyms(&mut words);
        for (at, word) in words.iter_mut().enumerate() {
            if let Some(member) = &mut word.member {
                member.word = at;
            }
        }
        straighten(&mut words);
        repair::mend(&mut words);
        Some(Graph::new(id, words, is_headline))
    }

    /// "the *Norwegian* ambassador": of Norway, if it is in the cast.
    fn demonyms(&self, words: &mut [Word<'_>]) {
        let mut is_named = vec![false; words.len()];
        for at in words.iter().filter_map(|it| it.name.clone()).flatten() {
            is_named[at] = true;
        }
        for (word, _) in words.iter_mut().zip(is_named).filter(|it| !it.1 && it.0.member.is_none()) {
            let is_beside = matches!(word.function, Function::AdjectivalModifier | Function::Compound);
            let country = lexicon::place::country_of_demonym(&word.lower).filter(|_| is_beside);
            if let Some(&entity) = country.and_then(|it| self.countries.get(&it)) {
                let (kind, form) = (EntityKind::Place, MentionForm::Noun);
                word.member = Some(Member { entity, kind, form, confidence: 0.9, word: 0 });
            }
        }
    }

    fn mentions(&mut self, sentence: Span) -> Vec<Id<Mention>> {
        let rows = self.analysis.mentions.rows();
        while rows.get(self.next_mention).is_some_and(|it| it.span.start() < sentence.start()) {
            self.next_mention += 1;
        }
        let from = self.next_mention;
        while rows.get(self.next_mention).is_some_and(|it| it.span.start() < sentence.end()) {
            self.next_mention += 1;
        }
        (from..self.next_mention).filter(|&it| sentence.covers(rows[it].span)).map(Id::new).collect()
    }

    /// The outermost pairs of marks that overlap the sentence.
    fn marks(&mut self, sentence: Span) -> Vec<(Span, usize)> {
        while self.marks.get(self.next_mark).is_some_and(|it| it.end() <= sentence.start()) {
            self.next_mark += 1;
        }
        let rest = self.marks.iter().enumerate().skip(self.next_mark);
        rest.take_while(|it| it.1.start() < sentence.end()).map(|(at, &span)| (span, at)).collect()
    }

    /// The contents that overlap the sentence.
    fn contents(&mut self, sentence: Span) -> Vec<(Span, usize)> {
        self.open.retain(|it| it.0.end() > sentence.start());
        let rest = self.contents.iter().skip(self.next_content);
        let begun: Vec<_> = rest.take_while(|it| it.0.start() < sentence.end()).copied().collect();
        self.next_content += begun.len();
        self.open.extend(begun);
        let found = self.open.clone();
        let most = self.open.len().saturating_sub(MAX_OPEN);
        self.open.drain(..most);
        found
    }
}

/// Attaches a mention to the word that heads it.
fn place(words: &mut [Word<'_>], depths: &[usize], analysis: &Analysis, id: Id<Mention>) {
    let mention = &analysis.mentions[id];
    let first = words.partition_point(|it| it.span.end() <= mention.span.start());
    let end = words.partition_point(|it| it.span.start() < mention.span.end());
    let range = first..end;
    if range.is_empty() {
        return;
    }
    // The highest word, and of several the last. Only words that were below its head stay below it, so no cycle can
    // arise. "Lee, Dora Lenz and Roe", where "Lenz" depends on Lee: of two equally high words, not the one that is
    // part of another name.
    let is_flat = |word: usize| words[word].function == Function::Flat;
    let head =
        range.clone().min_by_key(|&word| (depths[word], is_flat(word), range.end - word)).unwrap_or(first);
    if words[head].member.is_some_and(|it| it.form == MentionForm::Name) {
        return; // the name decides, whatever longer mention it heads
    }
    words[head].member = Some(Member {
        entity: mention.entity,
        kind: analysis.entities[mention.entity].kind,
        form: mention.form,
        confidence: mention.confidence.to_f32(),
        word: head,
    });
    if mention.form == MentionForm::Name {
        words[head].name = Some(range.clone());
        // What depends on any word of a name depends on the name.
        let range_of = |it: &Option<usize>| it.is_some_and(|it| range.contains(&it) && it != head);
        for (at, word) in words.iter_mut().enumerate() {
            if !range.contains(&at) && range_of(&word.head) {
                word.head = Some(head);
            } else if range.contains(&at) && at != head {
                word.head = Some(head);
                word.function = Function::Flat;
            }
        }
    }
}

/// How many words are above a word.
fn depth(words: &[Word<'_>], word: usize) -> usize {
    std::iter::successors(words[word].head, |&it| words[it].head).count()
}
