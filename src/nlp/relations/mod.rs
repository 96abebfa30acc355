//! Who is related to whom, by rules over each sentence's tree, the cast and the quotes.
//!
//! A proposal joins two members by a noun ("Lee, chairman of Acme"), a verb ("Lee sued Acme") or what is said ("Lee
//! said Acme lied"); merely being in one sentence joins nobody. Proposals about one pair become one line, with all
//! their sentences as evidence. Every rule looks at a bounded part of a sentence, so the whole is linear in the text.

mod beside;
mod chain;
mod complete;
mod descriptor;
mod event;
mod evidence;
pub mod explain;
mod frame;
mod given;
mod graph;
mod inside;
mod label;
mod listed;
mod neighbour;
mod nominal;
mod office;
mod path;
mod proposal;
mod reach;
mod reader;
mod repair;
mod said;
mod scorer;
mod status;
mod straighten;
mod stray;
#[cfg(test)]
mod tests;
pub mod training;
mod verbal;

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Document;
use crate::nlp::encoder::head_outputs::WordVector;
use crate::nlp::lexicon;
use crate::nlp::quotes::marks;
use crate::nlp::syntax::Function;
use crate::nlp::{
    Analysis, Confidence, Entity, EntityKind, MentionForm, Quote, Relation, Sentence, Status, Token,
};
use crate::text::{Id, Span, Table};
use evidence::{Beside, Evidence};
use graph::Graph;
use proposal::{LabelPiece, Pattern, Proposal};
use reader::Reader;
use status::AttributedStatus;

pub use scorer::Scorer;

/// Anything less probable is not worth the reader's time.
const MIN_PROBABILITY: f32 = 0.45;

/// The same for what the article does not assert ("denied that she had …", "did not meet", "will sue"): its line says
/// so, and leaving it out would hide the denial, too.
const MIN_UNASSERTED: f32 = 0.3;

/// The most lines for one pair and class that say different things.
const MAX_LINES: usize = 3;

/// Whether the words of a label show the status: "will sue", "denied suing".
pub fn tells_status(label: &str, status: Status) -> bool {
    let mut words =
        label.split_whitespace().map(|it| it.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    match status {
        Status::Stated => true,
        _ => words.any(|it| lexicon::claim::tells(&it, status)),
    }
}

/// Finds what is stated about two members of the cast, with the confidence that `scorer` has in it. Ignores the
/// relations in `analysis`. `words` are what the network keeps of each token. Without syntax, there are no relations.
pub fn find(doc: &Document, analysis: &Analysis, scorer: &Scorer, words: &[WordVector]) -> Table<Relation> {
    let mut lines = Lines::default();
    each_proposal(doc, analysis, |graph, it| {
        let confidence = scorer.probability(&it.input(analysis, graph, words)) * it.attribution;
        if confidence >= least(&it.proposal) {
            lines.add(graph, &it.proposal, confidence);
        }
    });
    lines.finish()
}

/// Passes on everything that the rules find and nothing contradicts, in order of the text, each with its sentence.
/// Without syntax, there is nothing.
fn each_proposal(doc: &Document, analysis: &Analysis, mut give: impl FnMut(&Graph<'_>, Weighed)) {
    if analysis.syntax.is_empty() {
        return;
    }
    let marks = marks::pair(doc);
    let mut reader = Reader::new(doc, analysis, &marks);
    for id in analysis.sentences.ids() {
        let Some(graph) = reader.read(id) else { continue };
        for it in weighed(&graph, analysis) {
            give(&graph, it);
        }
    }
}

/// The confidence that a proposal needs to be listed.
fn least(proposal: &Proposal) -> f32 {
    let is_asserted = proposal.status == Status::Stated && !proposal.negated;
    if is_asserted { MIN_PROBABILITY } else { MIN_UNASSERTED }
}

/// A proposal with its evidence.
struct Weighed {
    proposal: Proposal,
    evidence: Evidence,
    /// The confidence in who says it; 1 if it is in no one's words.
    attribution: f32,
}

impl Weighed {
    /// The subject, the object and the word that states it.
    fn words(&self, analysis: &Analysis, graph: &Graph<'_>) -> [Id<Token>; 3] {
        let first = analysis.sentences[graph.id].tokens.to_range().start;
        let Proposal { subject, object, anchor, .. } = &self.proposal;
        [subject.word, object.word, *anchor].map(|word| Id::new(first + word))
    }

    /// The scorer's input for it.
    fn input(&self, analysis: &Analysis, graph: &Graph<'_>, words: &[WordVector]) -> scorer::Input {
        let kept = self.words(analysis, graph).map(|it| words.get(it.to_usize()));
        scorer::input(&self.evidence, kept)
    }
}

/// What the rules find in a sentence and nothing contradicts, with the evidence for the scorer.
fn weighed(graph: &Graph<'_>, analysis: &Analysis) -> Vec<Weighed> {
    let found: Vec<(Proposal, f32)> =
        proposals(graph, analysis).into_iter().filter_map(|it| judged(graph, analysis, it)).collect();
    let beside = |of: &Proposal| {
        let (subject, object) = (of.subject.entity, of.object.entity);
        let ends = |it: &Proposal| (it.subject.entity, it.object.entity);
        let same = || found.iter().filter(|it| ends(&it.0) == (subject, object));
        Beside {
            same: same().count(),
            other: found.iter().filter(|it| ends(&it.0) == (object, subject)).count(),
            is_nominal: same().any(|it| it.0.pattern.class() == 0),
        }
    };
    let evidence = |it: &Proposal| evidence::of(graph, it, beside(it));
    let of = |it: &(Proposal, f32)| Weighed {
        evidence: evidence(&it.0),
        proposal: it.0.clone(),
        attribution: it.1,
    };
    found.iter().map(of).collect()
}

/// What the rules find in a sentence.
fn proposals(graph: &Graph<'_>, analysis: &Analysis) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    beside::find(graph, &mut proposals);
    nominal::find(graph, &mut proposals);
    verbal::find(graph, &mut proposals);
    said::find(graph, analysis.quotes.rows(), &mut proposals);
    given::find(graph, &mut proposals);
    neighbour::find(graph, &mut proposals);
    chain::find(graph, &mut proposals);
    proposals
}

/// Whether the words of a label say that something is not so, or was not done: "did not meet", "refused to meet".
pub fn says_no(label: &str) -> bool {
    let says_no = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        lexicon::doubt::is_negation(&word)
            || word == "none"
            || word.ends_with("n't")
            || word.ends_with("n’t")
            || lexicon::doubt::is_refusing(&word)
            || lexicon::doubt::is_near_miss(&word)
    };
    label.split_whitespace().any(says_no)
}

/// Whether the holder or the realm of an office has the wrong kind: "the minister Lee, the minister Roe" read as one
/// of the other.
fn is_odd_office(graph: &Graph<'_>, proposal: &Proposal) -> bool {
    // "minister of Lee", not "minister of Tourism Lee"; "Lee's minister Roe" may be Lee's.
    let start = graph.start(proposal.object.word);
    let is_far = matches!(proposal.pieces[..], [.., LabelPiece::Word(office), LabelPiece::Word(of)]
        if office == proposal.anchor && of + 1 != start);
    proposal.pattern.class() == 0
        && proposal.pattern != Pattern::Belonging
        && lexicon::role::is_realm_office(graph.lower(proposal.anchor))
        && (proposal.object.kind == EntityKind::Person && is_far
            || proposal.subject.kind != EntityKind::Person)
}

/// The proposal with the one who says it, and the confidence in that; `None` if something in the sentence contradicts
/// it.
fn judged(graph: &Graph<'_>, analysis: &Analysis, mut proposal: Proposal) -> Option<(Proposal, f32)> {
    let (subject, object) = (proposal.subject, proposal.object);
    if subject.entity == object.entity || is_odd_office(graph, &proposal) {
        return None;
    }
    // "runs the sale of the club: Lee, Roe and others": names listed after a colon are not objects of what precedes
    // it.
    let is_listed = |word: usize| {
        let start = graph.words[word].name.as_ref().map_or(word, |name| name.start);
        proposal.anchor < start && start.checked_sub(1).is_some_and(|it| graph.words[it].text == ":")
    };
    if proposal.pattern.class() != 2
        && proposal.pattern != Pattern::Listed
        && [subject.word, object.word].into_iter().any(is_listed)
    {
        return None;
    }
    let is_told = proposal.pattern.class() != 0;
    // "a spokeswoman for Acme": her label in the cast says it already.
    let entity = &analysis.entities[subject.entity];
    let is_told_by_name =
        object.form == MentionForm::Name && entity.name.contains(graph.words[object.word].text);
    if !is_told && !entity.is_named && is_told_by_name {
        return None;
    }
    if is_told && graph.is_asked(proposal.anchor) {
        return None;
    }
    // "his lawyer from the Acme website, Ann Lee": nobody is a website.
    if !is_told
        && subject.kind == EntityKind::Person
        && lexicon::speech::is_document(graph.lower(proposal.anchor))
    {
        return None;
    }
    // "minister of health and Roe": a name joined to an office's realm has nothing to do with the office.
    let is_joined = graph.is(object.word, Function::Conjunct)
        && graph.words[object.word].head.is_some_and(|it| graph.member(it).is_none());
    if !is_told
        && object.kind == EntityKind::Person
        && is_joined
        && lexicon::role::is_realm_office(graph.lower(proposal.anchor))
    {
        return None;
    }
    // A place counts only if it acts, if something is done to it, or if someone has an office there.
    if object.kind == EntityKind::Place
        && is_told
        && !matches!(
            proposal.pattern,
            Pattern::Event
                | Pattern::Object
                | Pattern::InsideObject
                | Pattern::Controlled
                | Pattern::Preposition
                | Pattern::Said
        )
    {
        return None;
    }
    proposal.negated ^= denies_itself(graph, &proposal);
    let quotes = analysis.quotes.rows();
    let around = |word: usize| graph.words[word].quote;
    let speaker = |quote: Option<usize>| quote.and_then(|it| quotes.get(it)).and_then(|it| it.speaker);
    // Only the speaker reaches across the edge of what is said.
    if around(subject.word) != around(object.word) {
        let inner = around(object.word).or(around(subject.word));
        let is_speaker = speaker(around(object.word)) == Some(subject.entity)
            || speaker(around(subject.word)) == Some(object.entity);
        // "Lee “was sued” by Roe": a passive is one clause, wherever the quotation marks are.
        let is_one_clause = proposal.pattern == Pattern::Object && proposal.steps <= 1;
        if proposal.pattern.class() != 2
            && !is_speaker
            && !is_one_clause
            && inner.is_some()
            && !graph.same_marks(subject.word, object.word)
        {
            return None;
        }
    }
    let is_reported = match proposal.pattern {
        Pattern::Said | Pattern::SaidBeside => speaker(around(proposal.anchor)) != Some(subject.entity),
        // A title in reported words is the article's own, unless it is in quotation marks.
        pattern if pattern.class() == 0 && graph.words[proposal.anchor].marks.is_none() => false,
        _ => around(proposal.anchor) == around(subject.word),
    };
    let quote = around(proposal.anchor).and_then(|it| quotes.get(it)).filter(|_| is_reported);
    let quote = quote.filter(|it| !has_cue(graph, it, lexicon::claim::is_presuming));
    let attributed = status::of(graph, &proposal);
    let attributed = quote.map_or(attributed, |it| {
        let is_inside = attributed.word.is_none_or(|word| around(word) == around(proposal.anchor));
        let is_denied = has_cue(graph, it, lexicon::doubt::is_denying);
        attributed.in_quote(is_denied, is_inside, proposal.anchor, it.speaker)
    });
    proposal.status = attributed.status;
    proposal.said_by = attributed.by.filter(|&by| by != subject.entity || !tells(&proposal, attributed));
    let is_quoted = proposal.said_by.is_some() && proposal.said_by == quote.and_then(|it| it.speaker);
    let attribution = quote.filter(|_| is_quoted).map_or(1.0, |it| it.confidence.to_f32());
    Some((proposal, attribution))
}

/// Whether the words of a proposal say that it is not so: "did *not* sue", "has *no* ties to", "nearly sued"; not
/// "urged … *not* to sue" or "sued … *without* warning", which deny something else.
fn denies_itself(graph: &Graph<'_>, proposal: &Proposal) -> bool {
    let anchor = proposal.anchor;
    let place = |piece: LabelPiece| proposal.pieces.iter().position(|&it| it == piece);
    let at = place(LabelPiece::Word(anchor)).or_else(|| place(LabelPiece::Singular(anchor)));
    let object = place(LabelPiece::Object).unwrap_or(proposal.pieces.len());
    let denies = |(place, piece): (usize, &LabelPiece)| {
        let (LabelPiece::Word(word) | LabelPiece::As(word, _)) = *piece else { return false };
        let is_own = word < graph.len() && graph.words[word].head == Some(anchor);
        match graph.lower(word) {
            "without" => is_own && graph.denies(word),
            "neither" | "nor" => true, // "told neither Lee nor Roe"
            "no" => place < object || is_own,
            _ if graph.is_near_miss(word) => is_own,
            _ => graph.denies(word) && (is_own || at.is_none_or(|at| place < at)),
        }
    };
    let words: BTreeSet<&LabelPiece> =
        proposal.pieces.iter().enumerate().filter(|it| denies(*it)).map(|it| it.1).collect();
    words.len() % 2 == 1
}

/// Whether such a word attributes a quote in the sentence; "not" before it rules it out, unless the word takes what
/// follows for a fact.
fn has_cue(graph: &Graph<'_>, quote: &Quote, is_such: fn(&str) -> bool) -> bool {
    let is_cue = |at: &usize| quote.cue.iter().any(|it| it.covers(graph.words[*at].span));
    (0..graph.len()).filter(is_cue).any(|at| {
        let lower = graph.lower(at);
        is_such(lower) && (graph.negation(at).is_none() || lexicon::claim::is_presuming(lower))
    })
}

/// Whether the words of a proposal show its status: "denied suing".
fn tells(proposal: &Proposal, attributed: AttributedStatus) -> bool {
    attributed.word.is_some_and(|it| proposal.pieces.contains(&LabelPiece::Word(it)))
}

/// "would does not exist": verbs of two clauses, because only a bare verb can follow "would".
fn has_two_clauses(label: &str) -> bool {
    let words: Vec<&str> = label.split(' ').collect();
    words.windows(2).any(|pair| {
        lexicon::function_word::is_modal(pair[0])
            && matches!(pair[1], "does" | "did" | "is" | "was" | "were" | "has" | "had")
    })
}

/// Proposals, collected into lines.
#[derive(Default)]
struct Lines {
    by_pair: BTreeMap<(Id<Entity>, Id<Entity>), Vec<Line>>,
}

/// What the proposals of one class about one pair say.
struct Line {
    class: u8,
    /// The word that states it, in lower case.
    key: String,
    label: String,
    cue: Vec<Span>,
    evidence: Vec<Id<Sentence>>,
    said_by: Option<Id<Entity>>,
    negated: bool,
    status: Status,
    confidence: f32,
    /// Whether only headlines say it.
    is_headline: bool,
    /// How well the label reads.
    rank: f32,
}

impl Lines {
    fn add(&mut self, graph: &Graph<'_>, proposal: &Proposal, confidence: f32) {
        let Some((label, cue)) = label::render(
            graph,
            &complete::completed(graph, proposal),
            proposal.pattern == Pattern::Belonging,
        ) else {
            return;
        };
        if cue.is_empty() || has_two_clauses(&label) {
            return;
        }
        let words = label.split_whitespace().count();
        let mut rank = confidence;
        for end in [proposal.subject, proposal.object] {
            rank += if end.form == MentionForm::Name { 0.05 } else { 0.0 };
        }
        rank -= if proposal.status == Status::Stated { 0.0 } else { 0.1 };
        // "chief economist" rather than "economist"
        rank += if proposal.pattern.class() == 0 {
            0.01 * f32::from(u8::try_from(words.min(6)).unwrap_or(6))
        } else {
            0.0
        };
        rank += if (2..=6).contains(&words) { 0.05 } else { 0.0 };
        let line = Line {
            class: proposal.pattern.class(),
            key: graph.words[proposal.anchor].lower.clone(),
            label,
            cue,
            evidence: vec![graph.id],
            said_by: proposal.said_by,
            negated: proposal.negated,
            status: proposal.status,
            confidence,
            is_headline: graph.is_headline,
            rank,
        };
        let lines = self.by_pair.entry((proposal.subject.entity, proposal.object.entity)).or_default();
        let same = lines.iter_mut().find(|it| it.is_like(&line));
        match same {
            Some(same) => same.join(line),
            None => lines.push(line),
        }
    }

    /// The best lines of each pair, in order of the text.
    fn finish(self) -> Table<Relation> {
        let mut relations = Vec::new();
        for ((subject, object), mut lines) in self.by_pair {
            // The verbs of headlines are misread too often.
            lines.retain(|it| !it.is_headline || it.class == 0);
            lines.sort_by(|a, b| b.rank.total_cmp(&a.rank));
            let mut counts = [0_usize; 3];
            for line in lines {
                let count = &mut counts[usize::from(line.class) % 3];
                *count += 1;
                let most = if line.class == 2 { 1 } else { MAX_LINES };
                if *count > most {
                    continue;
                }
                relations.push(Relation {
                    subject,
                    object,
                    label: line.label,
                    cue: line.cue,
                    evidence: line.evidence,
                    status: line.status,
                    said_by: line.said_by,
                    negated: line.negated,
                    confidence: Confidence::new(line.confidence),
                });
            }
        }
        relations.sort_by_key(|it| (it.evidence[0], it.cue[0].start(), it.subject, it.object));
        Table::from(relations)
    }
}

impl Line {
    /// Whether two lines of one pair say the same: "secretary of" and "general secretary of", "sued" twice.
    fn is_like(&self, other: &Self) -> bool {
        let holds = |long: &str, short: &str| {
            short.split(' ').all(|word| long.split(' ').any(|it| it.eq_ignore_ascii_case(word)))
        };
        let is_own = |it: &Self| matches!(it.status, Status::Stated | Status::Alleged);
        self.class == other.class
            && self.negated == other.negated
            && (self.status == other.status || is_own(self) && is_own(other))
            && (self.key == other.key
                || self.label == other.label
                || self.class == 0 && (holds(&self.label, &other.label) || holds(&other.label, &self.label)))
    }

    /// Merges two that say the same into the better one, with the evidence of both. Being said in two places makes it
    /// more certain, and it is stated if the article itself says it in one of them.
    fn join(&mut self, other: Self) {
        let stated = [&*self, &other].into_iter().find(|it| it.status == Status::Stated);
        let (status, said_by) = stated.map_or((self.status, self.said_by), |it| (it.status, it.said_by));
        let confidence = 1.0 - (1.0 - self.confidence) * (1.0 - 0.5 * other.confidence);
        let is_better = other.rank > self.rank;
        let is_headline = self.is_headline && other.is_headline;
        let mut evidence = std::mem::take(&mut self.evidence);
        if is_better {
            let old = std::mem::replace(&mut evidence, other.evidence.clone());
            evidence.extend(old);
            *self = other;
        } else {
            evidence.extend(other.evidence);
        }
        let mut seen = Vec::new();
        evidence.retain(|it| {
            let is_new = !seen.contains(it);
            seen.push(*it);
            is_new
        });
        (self.status, self.said_by) = (status, said_by);
        let is_new_place = evidence.len() > 1;
        self.evidence = evidence;
        self.is_headline = is_headline;
        if is_new_place {
            self.confidence = confidence.min(0.99);
        }
    }
}
