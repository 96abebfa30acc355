//! What coreference asks its networks, for training them: the ranker's questions with the right answers, and the
//! evidence for listing those without a name.

use std::collections::{BTreeMap, HashMap};

use crate::nlp::cast::Cast;
use crate::nlp::coref::candidate::{self, Candidate, CandidateForm};
use crate::nlp::coref::decode::{self, Judge};
use crate::nlp::coref::evidence::Evidence;
use crate::nlp::coref::group::{Groups, Number};
use crate::nlp::coref::speech::Speech;
use crate::nlp::coref::token_context::TokenContext;
use crate::nlp::coref::{Given, Ranker, evidence, unnamed};
use crate::nlp::{Entity, MentionForm};
use crate::text::{Id, Span};

/// How many numbers of evidence an option has.
pub const N_EVIDENCE: usize = evidence::N;

/// A mention of an annotated entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// Its position.
    pub span: Span,
    /// Its form.
    pub form: MentionForm,
    /// The number of its entity.
    pub entity: usize,
}

/// One question to the ranker.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The words that the question is about.
    pub span: Span,
    /// The evidence for each option; the last one is "none of those before".
    pub options: Vec<Evidence>,
    /// Which of them are right.
    pub right: Vec<bool>,
}

/// All questions about a document. Each is answered correctly before the next is asked, or, if `is_own`, as the
/// ranker answers it, so that it learns to continue after its own mistakes (Ross et al. 2011).
pub(crate) fn questions(given: Given<'_>, cast: &Cast, marked: &[Marked], is_own: bool) -> Vec<Question> {
    let context =
        TokenContext::read(given.doc, given.tokens, given.sentences, given.syntax, cast, given.marks);
    let speech = Speech::read(&context, cast, given.quotes);
    let candidates = candidate::collect(&context, cast, given.affinity, |it| speech.is_head(it));
    let mut oracle = Oracle {
        gold: candidates.iter().map(|it| gold(&context, it, marked)).collect(),
        of_group: of_entities(cast, marked),
        n_named: cast.entities.len(),
        context: &context,
        candidates: &candidates,
        questions: Vec::new(),
        ranker: is_own.then_some(given.ranker),
    };
    decode::judged(&context, cast, &candidates, &speech, given.affinity, &mut oracle);
    oracle.questions
}

/// Someone without a name, listed or not.
#[derive(Debug, Clone, PartialEq)]
pub struct UnnamedEntry {
    /// The mentions.
    pub mentions: Vec<Span>,
    /// The words that head those that are nouns.
    pub nouns: Vec<Span>,
    /// The evidence for listing it: at first the mean and the highest of what the network says of the nouns.
    pub evidence: Vec<f32>,
}

/// All those without a name who are mentioned twice or speak.
pub(crate) fn unnamed(given: Given<'_>, cast: &Cast) -> Vec<UnnamedEntry> {
    let context =
        TokenContext::read(given.doc, given.tokens, given.sentences, given.syntax, cast, given.marks);
    let speech = Speech::read(&context, cast, given.quotes);
    let candidates = candidate::collect(&context, cast, given.affinity, |it| speech.is_head(it));
    let answers = decode::decode(&context, cast, &candidates, &speech, given.affinity, given.ranker);
    let found = unnamed::find(&context, &candidates, &answers, &speech, given.affinity);
    let entry = |it: unnamed::Someone| {
        let members = || it.members.iter().map(|&at| &candidates[at]);
        let nouns = members().filter(|it| it.form == CandidateForm::Noun);
        UnnamedEntry {
            mentions: members().map(|it| context.span(&it.tokens)).collect(),
            nouns: nouns.map(|it| context.span(&(it.head..it.head + 1))).collect(),
            evidence: it.evidence.to_vec(),
        }
    };
    found.into_iter().map(entry).collect()
}

struct Oracle<'a> {
    /// For each candidate: the annotated entity.
    gold: Vec<Option<usize>>,
    /// For each group: the annotated entity.
    of_group: HashMap<Number, usize>,
    /// How many groups belong to the cast; they come first.
    n_named: usize,
    context: &'a TokenContext<'a>,
    candidates: &'a [Candidate],
    questions: Vec<Question>,
    /// The ranker whose answers are followed instead of the right ones, if any.
    ranker: Option<&'a Ranker>,
}

impl Judge for Oracle<'_> {
    fn choose(&mut self, at: usize, groups: &[Number], options: &[Evidence]) -> (usize, f32) {
        let own = self.gold[at];
        let mut right: Vec<bool> = groups.iter().map(|it| self.of_group.get(it).copied() == own).collect();
        // A group opened by mistake for someone with a name is less right than the group of the name.
        let is_named = |it: &Number| it.to_usize() < self.n_named;
        if own.is_some() && right.iter().zip(groups).any(|(&it, group)| it && is_named(group)) {
            for (it, group) in right.iter_mut().zip(groups) {
                *it &= is_named(group);
            }
        }
        let chosen = right.iter().position(|&it| it && own.is_some());
        // An entity that no one annotated may be any other such entity; one that was not mentioned before is none of
        // these.
        right.push(chosen.is_none());
        self.questions.push(Question {
            span: self.context.span(&self.candidates[at].tokens),
            options: options.to_vec(),
            right,
        });
        match self.ranker {
            Some(ranker) => ranker.choose(options),
            None => (chosen.unwrap_or(groups.len()), 1.0),
        }
    }

    fn told(&mut self, at: usize, group: Number) {
        if let Some(entity) = self.gold[at] {
            self.of_group.entry(group).or_insert(entity);
        }
    }
}

/// The annotated entity of a candidate: a mention that ends where the candidate does.
fn gold(context: &TokenContext<'_>, candidate: &Candidate, marked: &[Marked]) -> Option<usize> {
    let form = match candidate.form {
        CandidateForm::Name(_) | CandidateForm::Thing => return None,
        CandidateForm::Pronoun(_) => MentionForm::Pronoun,
        CandidateForm::Noun | CandidateForm::OneOfTwo { .. } => MentionForm::Noun,
    };
    let head = context.span(&(candidate.head..candidate.head + 1));
    let mut ending = marked.iter().filter(|it| it.form == form && it.span.covers(head));
    if form == MentionForm::Pronoun {
        return ending.find(|it| it.span == head).map(|it| it.entity);
    }
    // "the mayor of Oslo" has "mayor" as its head: the mention begins where the candidate does, or ends there.
    let whole = context.span(&candidate.tokens);
    ending.find(|it| it.span.end() == head.end() || it.span.start() == whole.start()).map(|it| it.entity)
}

/// The annotated entity of each member of the cast: the one with which it shares most names.
fn of_entities(cast: &Cast, marked: &[Marked]) -> HashMap<Number, usize> {
    let mut shared: BTreeMap<(Id<Entity>, usize), usize> = BTreeMap::new();
    for mention in cast.mentions.rows() {
        let names = marked.iter().filter(|it| it.form == MentionForm::Name);
        if let Some(found) = names.clone().find(|it| it.span.overlaps(mention.span)) {
            *shared.entry((mention.entity, found.entity)).or_default() += 1;
        }
    }
    let mut best: HashMap<Number, (usize, usize)> = HashMap::new();
    for ((entity, gold), n) in shared {
        let row = best.entry(Groups::of_entity(entity)).or_insert((gold, n));
        if n > row.1 {
            *row = (gold, n);
        }
    }
    best.into_iter().map(|(group, (gold, _))| (group, gold)).collect()
}
