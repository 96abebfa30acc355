//! How the article has what a sentence states: as its own words, or as claimed, denied, asked, supposed or planned.
//!
//! Read from the words above and beside the one that states it: "Lee denied claims that she had *sued* Acme" leads
//! from "sued" over "claims" to "denied". What a title or description says about a name holds whatever happens to the
//! clause.

use crate::nlp::lexicon::claim::{self, Governs};
use crate::nlp::lexicon::{doubt, speech};
use crate::nlp::relations::frame::frame;
use crate::nlp::relations::graph::Graph;
use crate::nlp::relations::proposal::{LabelPiece, Pattern, Proposal};
use crate::nlp::syntax::{Function, Tag};
use crate::nlp::{Entity, Status};
use crate::text::Id;

/// How many words up the tree are examined.
const DEPTH: usize = 10;

/// The status of a proposal, and who is responsible for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct AttributedStatus {
    pub(super) status: Status,
    /// The word that is responsible for it.
    pub(super) word: Option<usize>,
    /// The member who says, denies or asks it.
    pub(super) by: Option<Id<Entity>>,
    /// Its weight, compared with another one.
    weight: u8,
}

impl AttributedStatus {
    fn new(status: Status, word: usize, by: Option<Id<Entity>>) -> Self {
        let weight = match status {
            Status::Stated => 0,
            Status::Planned => 2,
            Status::Alleged => 3,
            Status::Conditional => 4,
            Status::Asked => 5,
            Status::Denied => 6,
        };
        Self { status, word: Some(word), by, weight }
    }

    /// Someone merely says so. A reported plan is still a plan.
    fn said(word: usize, by: Option<Id<Entity>>) -> Self {
        Self { weight: 1, ..Self::new(Status::Alleged, word, by) }
    }

    /// In words that someone says or denies at `word`; the quote knows better than the tree who does. `is_inside`:
    /// the word responsible for the status is also inside the quote, and is the speaker's.
    pub(super) fn in_quote(
        self,
        is_denied: bool,
        is_inside: bool,
        word: usize,
        speaker: Option<Id<Entity>>,
    ) -> Self {
        let quoted = |it: Self| Self { word: None, ..it };
        if is_denied {
            return self.with(quoted(Self::new(Status::Denied, word, speaker)));
        }
        let said = quoted(Self::said(word, speaker));
        match self.status {
            _ if self.weight <= said.weight => Self { by: speaker.or(self.by), ..said },
            Status::Denied | Status::Asked if !is_inside => self,
            _ => self.with(said),
        }
    }

    /// The one with more weight; the speaker is kept.
    fn with(self, other: Self) -> Self {
        let (more, less) = if other.weight > self.weight { (other, self) } else { (self, other) };
        Self { by: more.by.or(less.by), ..more }
    }
}

/// The status of a proposal, according to the tree.
pub(super) fn of(graph: &Graph<'_>, proposal: &Proposal) -> AttributedStatus {
    match proposal.pattern {
        Pattern::Copula => climb(graph, proposal.anchor).with(beside(graph, proposal)),
        Pattern::Event => {
            // "rumours of a feud between Lee and Roe"
            let above = graph.words[proposal.anchor].head.filter(|&it| {
                graph.is(proposal.anchor, Function::NominalModifier)
                    && (claim::is_claim(graph.lower(it)) || claim::is_support(graph.lower(it)))
                    && graph.case(proposal.anchor).iter().all(|&it| matches!(graph.lower(it), "of" | "about"))
            });
            let told = above.map(|it| of_noun(graph, it)).unwrap_or_default();
            beside(graph, proposal).with(of_noun(graph, proposal.anchor)).with(told)
        }
        pattern if pattern.class() == 0 => beside(graph, proposal),
        _ => climb(graph, proposal.anchor).with(alternative(graph, proposal)),
    }
}

/// "Lee *or* Roe robbed Acme": one of them did. "did not rob Lee or Roe": neither.
fn alternative(graph: &Graph<'_>, proposal: &Proposal) -> AttributedStatus {
    let or = |word: usize| {
        let first = graph.words[word].head.filter(|_| graph.is(word, Function::Conjunct)).unwrap_or(word);
        let all = graph.with_conjuncts(first);
        let mut coordinators = all.iter().flat_map(|&it| graph.children_as(it, &[Function::Coordinator]));
        coordinators.find(|&it| graph.lower(it) == "or")
    };
    let ends = [proposal.subject.word, proposal.object.word];
    let or = ends.into_iter().find_map(or).filter(|_| !proposal.negated);
    or.map_or_else(AttributedStatus::default, |it| AttributedStatus::new(Status::Conditional, it, None))
}

/// According to the words of a description: "alleged accomplice of", "future wife of", "supposedly the wife of".
fn beside(graph: &Graph<'_>, proposal: &Proposal) -> AttributedStatus {
    let of_word = |word: usize| {
        let lower = graph.lower(word);
        match () {
            () if claim::is_alleged(lower) => AttributedStatus::new(Status::Alleged, word, None),
            () if claim::is_possible(lower) => AttributedStatus::new(Status::Conditional, word, None),
            () if claim::is_future(lower) => AttributedStatus::new(Status::Planned, word, None),
            () => AttributedStatus::default(),
        }
    };
    let of_piece = |piece: &LabelPiece| match *piece {
        LabelPiece::Word(word) => Some(word),
        _ => None,
    };
    let adverbs = graph.children_as(proposal.anchor, &[Function::AdverbialModifier]);
    let words = proposal.pieces.iter().filter_map(of_piece).chain(adverbs);
    words.map(of_word).fold(AttributedStatus::default(), AttributedStatus::with)
}

/// According to the words of a clause and those above it.
fn climb(graph: &Graph<'_>, anchor: usize) -> AttributedStatus {
    let mut found = AttributedStatus::default();
    let (mut at, mut is_shared) = (anchor, true);
    for _ in 0..DEPTH {
        found = found.with(own(graph, at, is_shared));
        let Some(head) = graph.words[at].head else { break };
        let is_noun = matches!(graph.words[head].tag, Tag::Noun | Tag::Name);
        is_shared = true;
        match graph.words[at].function {
            // "If Lee sued and Roe lied"; "Lee will sue and leave"
            Function::Conjunct => is_shared = graph.child_as(at, Function::Subject).is_none(),
            Function::Clause | Function::Participle | Function::RelativeClause
                if is_noun && is_of_claim(graph, head, at) =>
            {
                found = found.with(of_noun(graph, head));
                match graph.words[head].head {
                    Some(above) if above != head => {
                        at = above;
                        continue;
                    }
                    _ => break,
                }
            }
            // "a joke in which Lee robs Acme"
            Function::RelativeClause if claim::is_fiction(graph.lower(head)) => {
                found = found.with(AttributedStatus::new(Status::Alleged, head, None));
                break;
            }
            Function::Clause | Function::OpenClause | Function::ClauseSubject => {
                found = found.with(governed(graph, head, at));
            }
            Function::AdverbialClause | Function::Oblique if preposition(graph, at).is_some() => {
                found = found.with(governed(graph, head, at));
            }
            // "will become director of Acme"
            Function::Object | Function::Oblique | Function::BareOblique
                if at == anchor && !is_noun && graph.words[at].tag != Tag::Verb => {}
            // "Lee sued Acme, prosecutors alleged"
            Function::Parataxis if speech::is_speech(graph.lower(head)) => {
                found = found.with(governed(graph, head, at));
            }
            _ => break,
        }
        at = head;
    }
    let remarks = graph.children_as(at, &[Function::Parataxis]);
    remarks
        .filter(|&it| claim::governs(graph.lower(it)) == Some(Governs::Alleges))
        .fold(found, |found, it| found.with(AttributedStatus::new(Status::Alleged, it, subject(graph, it))))
}

/// The preposition that attaches a verb in -ing to the one above: "accused *of* suing".
fn preposition(graph: &Graph<'_>, at: usize) -> Option<usize> {
    let is_ing = graph.lower(at).ends_with("ing");
    let mut markers = graph.children_as(at, &[Function::Marker, Function::Case]).filter(|&it| it < at);
    markers.find(|&it| matches!(graph.lower(it), "of" | "with" | "from" | "in" | "about")).filter(|_| is_ing)
}

/// According to the words of the clause itself.
fn own(graph: &Graph<'_>, at: usize, is_shared: bool) -> AttributedStatus {
    let word = &graph.words[at];
    let is_complement = matches!(word.function, Function::Clause | Function::Participle);
    let mut found = AttributedStatus::default();
    for &child in graph.children(at) {
        let lower = graph.lower(child);
        let told = match graph.words[child].function {
            Function::Marker => match lower {
                "whether" => Some(Status::Asked),
                "if" if is_complement => Some(Status::Asked),
                "if" | "unless" | "lest" | "provided" | "supposing" => Some(Status::Conditional),
                // "Lee to sue Acme", in a headline
                "to" if word.function == Function::Root => Some(Status::Planned),
                _ => None,
            },
            // "In the film, Lee robs Acme"
            Function::Oblique if child < at && is_in_work(graph, child) => Some(Status::Alleged),
            Function::AuxiliaryVerb if is_shared => modal(graph, at, lower),
            Function::AdverbialModifier | Function::Other if is_shared => match () {
                () if claim::is_alleged(lower) => Some(Status::Alleged),
                () if claim::is_possible(lower) => Some(Status::Conditional),
                () => None,
            },
            _ => None,
        };
        if let Some(status) = told {
            found = found.with(AttributedStatus::new(status, child, None));
        }
    }
    if let Some(first) = inverted(graph, at) {
        found = found.with(AttributedStatus::new(Status::Conditional, first, None));
    }
    found
}

/// "*Had* Lee paid Acme, it would have closed": the auxiliary before the subject of a condition, which the tree may
/// attach to either verb.
fn inverted(graph: &Graph<'_>, at: usize) -> Option<usize> {
    const SUBJECTS: &[Function] = &[Function::Subject, Function::PassiveSubject];
    let subject = graph.children_as(at, SUBJECTS).find(|&it| it < at)?;
    let mut start = graph.start(subject);
    start = graph.subtree(subject, 16).into_iter().filter(|&it| it < start).min().unwrap_or(start);
    let first = start.checked_sub(1).filter(|&it| matches!(graph.lower(it), "had" | "should" | "were"))?;
    let is_opening = first == 0 || graph.words[first - 1].tag == Tag::Punctuation;
    let is_clause = graph.is(at, Function::AdverbialClause) || !graph.is_asked(at);
    let is_own = graph.words[first].head.is_some_and(|it| it == at || Some(it) == graph.words[at].head);
    (is_opening && is_clause && is_own).then_some(first)
}

/// "In the film": what happens there did not happen.
fn is_in_work(graph: &Graph<'_>, noun: usize) -> bool {
    claim::is_fiction(graph.lower(noun))
        && graph.case(noun).iter().any(|&it| graph.lower(it) == "in")
        && graph.children_as(noun, &[Function::Determiner, Function::Possessor]).next().is_some()
}

/// The effect of an auxiliary verb on a clause.
fn modal(graph: &Graph<'_>, at: usize, auxiliary: &str) -> Option<Status> {
    match auxiliary {
        "will" | "'ll" | "’ll" | "wo" | "shall" => Some(Status::Planned),
        // "said she would sue": a plan at that time
        "would" | "'d" | "’d" if is_reported(graph, at) => Some(Status::Planned),
        "would" | "could" | "may" | "might" => Some(Status::Conditional),
        "should" | "must" | "ought" => Some(Status::Asked),
        _ => None,
    }
}

/// Whether someone merely reports the clause, without a condition: "said she would sue", not "would have sued".
fn is_reported(graph: &Graph<'_>, at: usize) -> bool {
    let has_have = graph.children_as(at, &[Function::AuxiliaryVerb]).any(|it| graph.lower(it) == "have");
    let is_said = |&head: &usize| {
        let head = graph.lower(head);
        speech::is_speech(head) || matches!(claim::governs(head), Some(Governs::Plans))
    };
    !has_have && graph.is(at, Function::Clause) && graph.words[at].head.as_ref().is_some_and(is_said)
}

/// According to the word that governs a clause: "*denied* that", "*plans* to", "it is *false* that".
fn governed(graph: &Graph<'_>, head: usize, clause: usize) -> AttributedStatus {
    let lower = graph.lower(head);
    let is_negated = is_negated(graph, head);
    let by = || subject(graph, head);
    let has_to = graph.has_to(clause);
    let new = |status: Status, by: Option<Id<Entity>>| AttributedStatus::new(status, head, by);
    // "proved unfounded"
    let is_proved_false = graph
        .children_as(head, &[Function::OpenClause])
        .any(|it| it > head && claim::is_false(graph.lower(it)));
    if is_proved_false || claim::is_false(lower) {
        return new(if is_negated { Status::Alleged } else { Status::Denied }, None);
    }
    if claim::is_open(lower) {
        return new(if is_negated { Status::Alleged } else { Status::Asked }, None);
    }
    if is_ruling_out(graph, head) {
        return new(if is_negated { Status::Conditional } else { Status::Denied }, by());
    }
    if graph.children(head).iter().any(|&it| claim::is_falsely(graph.lower(it))) {
        return new(Status::Denied, None);
    }
    let is_speech = speech::is_speech(lower);
    // "did not know that Lee had sued": he had.
    if claim::is_presuming(lower) {
        return AttributedStatus::default();
    }
    match claim::governs(lower) {
        Some(Governs::Denies) if is_negated => AttributedStatus::said(head, by()),
        Some(Governs::Denies) => new(Status::Denied, by()),
        Some(Governs::Supposes) => new(Status::Conditional, by().filter(|_| !has_to)),
        Some(Governs::Plans) if has_to => new(Status::Planned, None),
        Some(Governs::Asks) if has_to || !is_speech => new(Status::Asked, by()),
        Some(Governs::Alleges | Governs::Proves) if is_negated => new(Status::Denied, None),
        Some(Governs::Alleges) => new(Status::Alleged, by()),
        Some(Governs::Proves) => AttributedStatus::default(),
        Some(Governs::Believes) if is_negated => new(Status::Denied, by()),
        Some(Governs::Believes) => AttributedStatus::said(head, by()),
        Some(Governs::Settles) if is_negated => new(Status::Asked, None),
        _ if is_speech && (!has_to || is_passive(graph, head)) => AttributedStatus::said(head, by()),
        _ => AttributedStatus::default(),
    }
}

fn is_passive(graph: &Graph<'_>, verb: usize) -> bool {
    graph.child_as(verb, Function::PassiveAuxiliary).is_some()
}

/// Whether a noun is a claim with the content of the clause after it: "claims *that Lee sued Acme*", not "the claim
/// that Lee rejected", where "that" is what Lee rejected.
fn is_of_claim(graph: &Graph<'_>, noun: usize, clause: usize) -> bool {
    let lower = graph.lower(noun);
    if !(claim::is_claim(lower) || claim::is_support(lower) || claim::is_project(lower)) {
        return false;
    }
    let marker = graph.children_as(clause, &[Function::Marker, Function::Case]).find(|&it| it < clause);
    let opening = marker.or(graph.words.get(noun + 1).map(|_| noun + 1).filter(|&it| it < clause));
    match opening.map(|it| graph.lower(it)) {
        Some("to" | "of" | "whether" | "if" | "about") => true,
        Some("that") => {
            let has = |functions: &[Function]| {
                graph.children_as(clause, functions).any(|it| graph.lower(it) != "that")
            };
            let is_verb = graph.words[clause].tag == Tag::Verb;
            has(&[Function::Subject, Function::PassiveSubject])
                && (marker.is_some()
                    || !is_verb
                    || has(&[Function::Object, Function::Oblique, Function::Clause]))
        }
        _ => false,
    }
}

/// According to a noun for a claim and what happens to it: "*denied* claims", "no *evidence*", "the reports are
/// *false*".
fn of_noun(graph: &Graph<'_>, noun: usize) -> AttributedStatus {
    let lower = graph.lower(noun);
    let is_claim = claim::is_claim(lower);
    let is_support = claim::is_support(lower);
    let above = graph.words[noun].head;
    let is_none = graph.children_as(noun, &[Function::Determiner]).any(|it| is_no(graph.lower(it)))
        || graph.children_as(noun, &[Function::AdjectivalModifier]).any(|it| is_no(graph.lower(it)))
        || graph.case(noun).iter().any(|&it| graph.lower(it) == "without");
    let verb_denies = above.filter(|&it| is_denying(graph, it));
    let is_denied_verb = |it: usize| is_negated(graph, it);
    if let Some(verb) = verb_denies {
        let status = if is_denied_verb(verb) { Status::Alleged } else { Status::Denied };
        return AttributedStatus::new(status, verb, subject(graph, verb));
    }
    if is_support && (is_none || above.is_some_and(is_denied_verb)) {
        return AttributedStatus::new(Status::Denied, noun, None);
    }
    let is_told_of = matches!(
        graph.words[noun].function,
        Function::Subject | Function::PassiveSubject | Function::ClauseSubject
    );
    if let Some(predicate) = above.filter(|_| is_told_of) {
        let attributed = governed(graph, predicate, noun);
        if matches!(attributed.status, Status::Denied | Status::Asked) {
            return attributed;
        }
    }
    if claim::is_false(lower) {
        return AttributedStatus::new(Status::Denied, noun, None);
    }
    // "no doubt that Lee sued"
    if is_none && !is_support && lower.starts_with("doubt") {
        return AttributedStatus::default();
    }
    match () {
        () if lower.starts_with("question") || lower.starts_with("doubt") => {
            AttributedStatus::new(Status::Asked, noun, None)
        }
        () if claim::is_project(lower) => AttributedStatus::new(Status::Planned, noun, None),
        () if is_claim && !is_support => AttributedStatus::new(Status::Alleged, noun, owner(graph, noun)),
        () => AttributedStatus::default(),
    }
}

fn is_no(word: &str) -> bool {
    matches!(word, "no" | "little" | "scant" | "any")
}

/// Whether a verb says of a claim that it is not so: "rejected", "ruled out".
fn is_denying(graph: &Graph<'_>, verb: usize) -> bool {
    claim::governs(graph.lower(verb)) == Some(Governs::Denies) || is_ruling_out(graph, verb)
}

fn is_ruling_out(graph: &Graph<'_>, verb: usize) -> bool {
    matches!(graph.lower(verb), "rule" | "rules" | "ruled" | "ruling")
        && graph.words.get(verb + 1).is_some_and(|it| it.lower == "out")
}

/// Whether a verb or an adjective is denied: "did *not* prove", "*no* court found", "*failed* to prove".
fn is_negated(graph: &Graph<'_>, word: usize) -> bool {
    let is_failed = graph.is(word, Function::OpenClause)
        && graph.words[word]
            .head
            .is_some_and(|it| doubt::is_refusing(graph.lower(it)) || is_unable(graph, it));
    let has_nobody = graph.children_as(word, &[Function::Subject, Function::PassiveSubject]).any(|it| {
        matches!(graph.lower(it), "nobody" | "none" | "nothing")
            || graph.children_as(it, &[Function::Determiner]).any(|it| graph.lower(it) == "no")
    });
    graph.negation(word).is_some() || is_failed || has_nobody
}

fn is_unable(graph: &Graph<'_>, word: usize) -> bool {
    graph.lower(word) == "unable" || graph.lower(word) == "able" && graph.negation(word).is_some()
}

/// Who does what a verb says, if that is a member of the cast.
fn subject(graph: &Graph<'_>, verb: usize) -> Option<Id<Entity>> {
    let frame = frame(graph, verb);
    let words = if frame.is_passive { frame.agents } else { frame.subjects };
    words.into_iter().find_map(|it| graph.members(it).first().map(|it| it.entity))
}

/// Whose claim a noun is: "*Lee's* claim that", "a claim *by Lee* that".
fn owner(graph: &Graph<'_>, noun: usize) -> Option<Id<Entity>> {
    let by = |it: &usize| {
        graph.is(*it, Function::Possessor)
            || graph.case(*it).iter().any(|&it| matches!(graph.lower(it), "by" | "from"))
    };
    let mut owners = graph.children(noun).iter().copied().filter(by);
    owners.find_map(|it| graph.member(it)).map(|it| it.entity)
}
