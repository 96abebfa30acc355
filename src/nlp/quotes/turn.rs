//! From attributions to candidates: one for each paragraph of an attribution. Quotations that nothing attributes are
//! given to the person who speaks around them.

use std::ops::Range;

use crate::nlp::quotes::attribution::Attribution;
use crate::nlp::quotes::form;
use crate::nlp::quotes::quotation::Quotation;
use crate::nlp::quotes::token_context::TokenContext;
use crate::nlp::quotes::{QuoteCandidate, Setting};
use crate::text::{Id, Span, Table};

/// A shorter quotation that nothing attributes may be a term, a title or irony.
const MIN_WORDS: usize = 6;

/// The confidence in the speaker of a quotation that only its place attributes; measured on news, rounded.
mod certainty {
    pub(super) const NEXT_SENTENCE: f32 = 0.9;
    pub(super) const NEXT_PARAGRAPH: f32 = 0.75;
    pub(super) const GUESS: f32 = 0.5;
}

/// A sentence with the whole of each quotation that begins in it: "“A. B,” he said" is one.
#[derive(Debug)]
struct Passage {
    tokens: Range<usize>,
    block: usize,
}

/// The candidates for attributions and for the quotations between them.
pub(super) fn take(context: TokenContext<'_>, attributions: Vec<Attribution>) -> Table<QuoteCandidate> {
    let mut pieces: Vec<(Range<usize>, Id<QuoteCandidate>)> = Vec::new();
    let mut turns = Turns::new(context);
    for attribution in attributions {
        // "It was announced that prices rose" is said by no one; quotations are attributed by their place.
        let is_answer = attribution.setting == Setting::Interview;
        let is_quotation =
            |it: &Range<usize>| context.quotation_at(it.start).is_some_and(|q| q.tokens == *it);
        let is_told = attribution.cue.is_some() && attribution.content.iter().all(is_quotation);
        if attribution.source.is_none() && !is_answer && !is_told {
            continue;
        }
        pieces.extend(turns.push(attribution));
    }
    pieces.sort_by_key(|it| it.0.start);
    let mut from = 0;
    for passage in passages(context) {
        while pieces.get(from).is_some_and(|it| it.0.end <= passage.tokens.start) {
            from += 1;
        }
        let end = pieces[from..].partition_point(|it| it.0.start < passage.tokens.end);
        turns.read(&passage, &pieces[from..from + end]);
    }
    turns.finish()
}

/// Collects the candidates, passage by passage.
#[derive(Debug)]
struct Turns<'a> {
    context: TokenContext<'a>,
    candidates: Table<QuoteCandidate>,
    /// Quotations that are not read yet.
    ahead: std::iter::Peekable<std::slice::Iter<'a, Quotation>>,
    /// Quotations that wait for an attribution after them.
    pending: Vec<Span>,
    /// The current block.
    block: Option<usize>,
    /// The candidate with which the previous passage ended.
    last: Option<Id<QuoteCandidate>>,
    /// The candidate with which the previous block ended.
    previous: Option<Id<QuoteCandidate>>,
}

impl<'a> Turns<'a> {
    fn new(context: TokenContext<'a>) -> Self {
        Self {
            context,
            candidates: Table::new(),
            ahead: context.quotations.iter().peekable(),
            pending: Vec::new(),
            block: None,
            last: None,
            previous: None,
        }
    }

    /// Adds an attribution as a candidate for each block with its words; returns which tokens belong to which content.
    ///
    /// The candidate in the block of its attribution has that attribution; in the other blocks, its speech continues.
    fn push(&mut self, attribution: Attribution) -> Vec<(Range<usize>, Id<QuoteCandidate>)> {
        let context = self.context;
        let home =
            attribution.cue.as_ref().or(attribution.source.as_ref()).map(|it| context.block_of(it.start));
        let mut parts: Vec<(usize, Vec<Range<usize>>)> = Vec::new();
        let ranges = attribution.content.iter().flat_map(|it| context.by_block(it));
        let ranges = ranges.flat_map(|it| context.by_quotation(it));
        // All of a turn is said, including its last punctuation mark.
        let said = |it| match attribution.setting {
            Setting::Article => context.said(it).map(|it| form::without_deed(context, it)),
            Setting::Transcript | Setting::Interview => Some(it),
        };
        for range in ranges.filter_map(said) {
            let block = context.block_of(range.start);
            match parts.last_mut().filter(|it| it.0 == block) {
                Some((_, ranges)) => ranges.push(range),
                None => parts.push((block, vec![range])),
            }
        }
        if let Some(main) = parts.iter().position(|it| Some(it.0) == home) {
            parts.swap(0, main); // it goes first, so that the others can follow it
        }
        if let [(block, ranges), ..] = parts.as_slice()
            && ranges.last().is_some_and(|it| is_question(context.doc.slice(context.span(it))))
        {
            let block = *block;
            parts.retain(|it| it.0 <= block); // a question is answered by someone else
        }
        let source = attribution.source.and_then(|it| context.source(it));
        let [mut cue, mut source] = [attribution.cue.map(|it| context.cue(it)), source]
            .map(|it| it.iter().map(|it| context.span(it)).collect::<Vec<Span>>());
        let mut places = Vec::new();
        let mut first = None;
        for (_, ranges) in parts {
            let id = self.candidates.push(QuoteCandidate {
                content: ranges.iter().map(|it| context.span(it)).collect(),
                cue: std::mem::take(&mut cue),
                source: std::mem::take(&mut source),
                follows: first,
                stance: attribution.stance,
                setting: attribution.setting,
                certainty: attribution.certainty,
            });
            first = first.or(Some(id));
            places.extend(ranges.into_iter().map(|range| (range, id)));
        }
        places
    }

    /// Reads the next passage, given what is said in it by which candidate.
    fn read(&mut self, passage: &Passage, said: &[(Range<usize>, Id<QuoteCandidate>)]) {
        let mut quotations = Vec::new();
        while let Some(quotation) = self.ahead.next_if(|it| it.tokens.start < passage.tokens.end) {
            quotations.push(quotation);
        }
        if self.block != Some(passage.block) {
            let continues = quotations.first().is_some_and(|it| {
                it.tokens.start == passage.tokens.start && self.context.marks[it.row].continues
            });
            self.end_block(continues);
            self.block = Some(passage.block);
        }
        if let (Some(first), Some(last)) = (said.first(), said.last()) {
            self.take_pending(passage, first);
            self.last = Some(last.1);
        } else if self.is_pure(passage, &quotations) {
            self.follow(quotations);
            return;
        } else {
            self.drop_pending();
            self.last = None;
        }
        quotations.retain(|quotation| {
            let next = said.partition_point(|it| it.0.end <= quotation.tokens.start);
            said.get(next).is_none_or(|it| it.0.start >= quotation.tokens.end)
        });
        self.guess(&quotations);
    }

    /// Ends the document and returns the candidates.
    fn finish(mut self) -> Table<QuoteCandidate> {
        self.end_block(false);
        self.drop_pending();
        self.candidates
    }

    /// Whether the passage contains nothing but quotations.
    fn is_pure(&self, passage: &Passage, quotations: &[&Quotation]) -> bool {
        let is_bare = |start: usize, end: usize| !(start..end).any(|at| self.context.is_word(at));
        let mut end = passage.tokens.start;
        let between =
            quotations.iter().all(|it| is_bare(std::mem::replace(&mut end, it.tokens.end), it.tokens.start));
        !quotations.is_empty() && between && is_bare(end, passage.tokens.end)
    }

    /// A sentence with only quotations continues the attribution before it in its paragraph, or waits.
    fn follow(&mut self, quotations: Vec<&Quotation>) {
        let quotes = quotations.into_iter().map(|it| self.context.span(&it.tokens));
        let Some(last) = self.last else {
            self.pending.extend(quotes);
            return;
        };
        let QuoteCandidate { content, cue, source, .. } = &self.candidates[last];
        if self.context.is_marked(content[content.len() - 1]) {
            let quotes: Vec<Span> = quotes.collect();
            self.candidates[last].content.extend(quotes);
        } else {
            // "Schiff said that it may. “It will.”": a quote of its own, with the words that attribute the one
            // before.
            let next = QuoteCandidate {
                content: quotes.collect(),
                cue: cue.clone(),
                source: source.clone(),
                ..QuoteCandidate::beside(Vec::new(), Some(last), certainty::NEXT_SENTENCE)
            };
            self.last = Some(self.candidates.push(next));
        }
    }

    /// Quotations before an attributed one in their paragraph belong to it: "“One.” “Two,” he said."
    fn take_pending(&mut self, passage: &Passage, first: &(Range<usize>, Id<QuoteCandidate>)) {
        let leads =
            first.0.start == passage.tokens.start && self.context.is_marked(self.context.span(&first.0));
        if !leads {
            self.drop_pending();
            return;
        }
        let block = self.context.doc.blocks().rows()[passage.block].span.start();
        let (earlier, mut content): (Vec<Span>, Vec<Span>) =
            std::mem::take(&mut self.pending).into_iter().partition(|it| it.start() < block);
        content.append(&mut self.candidates[first.1].content);
        content.sort_by_key(|it| it.start());
        self.candidates[first.1].content = content;
        for paragraph in earlier {
            let follows = Some(first.1);
            self.candidates.push(QuoteCandidate::beside(vec![paragraph], follows, certainty::NEXT_SENTENCE));
        }
    }

    /// Ends a block: what waits continues the previous paragraph, unless the next one continues it.
    fn end_block(&mut self, next_continues: bool) {
        if !self.pending.is_empty() && !next_continues {
            self.drop_pending();
        } else if self.pending.is_empty() {
            self.previous = self.last;
        }
        self.last = None;
    }

    /// Gives what waits to the speaker of the previous paragraph, or to no one.
    fn drop_pending(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty() {
            return;
        }
        // A question is answered by someone else.
        let asked = |it: &Id<QuoteCandidate>| {
            self.candidates[*it].content.last().is_some_and(|span| is_question(self.context.doc.slice(*span)))
        };
        let follows = self.previous.filter(|it| !asked(it));
        let certainty = if follows.is_some() { certainty::NEXT_PARAGRAPH } else { certainty::GUESS };
        let n_words: usize =
            pending.iter().map(|it| self.context.doc.slice(*it).split_whitespace().count()).sum();
        if follows.is_some() || n_words >= MIN_WORDS {
            self.last = Some(self.candidates.push(QuoteCandidate::beside(pending, follows, certainty)));
            self.previous = self.last;
        }
    }

    /// Long quotations that nothing attributes.
    fn guess(&mut self, quotations: &[&Quotation]) {
        for quotation in quotations.iter().filter(|it| it.n_words >= 2 * MIN_WORDS) {
            let content = vec![self.context.span(&quotation.tokens)];
            let guessed = QuoteCandidate::beside(content, None, certainty::GUESS);
            self.last = Some(self.candidates.push(guessed));
        }
    }
}

/// The passages of a document, in order.
fn passages(context: TokenContext<'_>) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::with_capacity(context.sentences.len());
    let mut quotations = context.quotations.iter().peekable();
    for sentence in context.sentences.rows() {
        let tokens = sentence.tokens.to_range();
        while quotations.next_if(|it| it.tokens.end <= tokens.start).is_some() {}
        let within = quotations.peek().is_some_and(|it| it.tokens.start < tokens.start);
        match passages.last_mut().filter(|_| within) {
            Some(passage) => passage.tokens.end = tokens.end,
            None => passages.push(Passage { block: context.block_of(tokens.start), tokens }),
        }
    }
    passages
}

fn is_question(quotation: &str) -> bool {
    quotation.trim_end_matches(['”', '"', '’', '\'', '»']).ends_with('?')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::Stance;
    use crate::nlp::quotes::testing::TestText;

    /// The candidates of a text in which the network has found some attributions: `source <cue> content + content`
    /// each. Those that follow another one have its number.
    fn check(text: &str, attributions: &[&str], expected: &[&str]) {
        let sample = TestText::new(text);
        let parse = |attribution: &&str| {
            let (source, rest) = attribution.split_once(" <").unwrap();
            let (cue, content) = rest.split_once("> ").unwrap();
            let content = content.split(" + ").map(|it| sample.range(it)).collect();
            let part = |part: &str| (!part.is_empty()).then(|| sample.range(part));
            Attribution {
                content,
                cue: part(cue),
                source: part(source),
                stance: Stance::Statement,
                setting: Setting::Article,
                certainty: 1.0,
            }
        };
        let found: Vec<String> = take(sample.context(), attributions.iter().map(parse).collect())
            .rows()
            .iter()
            .map(|it| {
                let follows = it.follows.map_or(String::new(), |it| format!("{}: ", it.to_usize()));
                format!(
                    "{follows}{} <{}> {}",
                    sample.join(&it.source),
                    sample.join(&it.cue),
                    sample.join(&it.content)
                )
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_quoted_sentence_goes_on_with_the_one_before_it() {
        check(
            "“We won,” Lee said. “They lost.” “All.”",
            &["Lee <said> “We won,”"],
            &["Lee <said> “We won,” + “They lost.” + “All.”"],
        );
        check(
            "“We won,” Lee said. “They lost.” “All.”",
            &["Lee <said> “We won,” + “They lost.” “All.”"],
            &["Lee <said> “We won,” + “They lost.” + “All.”"],
        );
        check(
            "Lee said it was late. “We left.”",
            &["Lee <said> it was late"],
            &["Lee <said> it was late", "0: Lee <said> “We left.”"],
        );
    }

    #[test]
    fn a_quoted_sentence_before_an_attributed_one_belongs_to_it() {
        check(
            "“We won.” “They lost,” Lee said.",
            &["Lee <said> “They lost,”"],
            &["Lee <said> “We won.” + “They lost,”"],
        );
    }

    #[test]
    fn a_quoted_paragraph_goes_on_with_the_paragraph_before() {
        check(
            "“We won,” Lee said.\n\n“Nobody thought so.”",
            &["Lee <said> “We won,”"],
            &["Lee <said> “We won,”", "0:  <> “Nobody thought so.”"],
        );
    }

    #[test]
    fn a_question_is_answered_by_someone_else() {
        check(
            "“Who won?” Lee asked.\n\n“We did, I think, at last.”",
            &["Lee <asked> “Who won?”"],
            &["Lee <asked> “Who won?”", " <> “We did, I think, at last.”"],
        );
        check(
            "“Who won?” Lee asked.\n\n“We did, I think, at last.”",
            &["Lee <asked> “Who won?” + “We did, I think, at last.”"],
            &["Lee <asked> “Who won?”", " <> “We did, I think, at last.”"],
        );
    }

    #[test]
    fn a_paragraph_left_open_goes_on_with_the_next() {
        check(
            "“We won it at last.\n\n“They lost,” Lee said.",
            &["Lee <said> “They lost,”"],
            &["Lee <said> “They lost,”", "0:  <> “We won it at last."],
        );
    }

    #[test]
    fn a_statement_has_a_quote_in_each_paragraph() {
        check(
            "“We won,” Lee said.\n\n“They lost,” she said.",
            &["Lee <said> “We won,” + “They lost,”"],
            &["Lee <said> “We won,”", "0:  <> “They lost,”"],
        );
    }

    #[test]
    fn what_is_announced_by_nobody_is_no_quote() {
        check("It was announced that prices rose again.", &[" <was announced> that prices rose again"], &[]);
        check("Prices rose.", &[" <> Prices rose"], &[]);
    }

    #[test]
    fn a_term_that_nothing_attributes_is_no_quote() {
        check("The “experts” of Lee left the house.", &[], &[]);
        check(
            "The “so many experts who all of them left the house at once” left.",
            &[],
            &[" <> “so many experts who all of them left the house at once”"],
        );
    }
}
