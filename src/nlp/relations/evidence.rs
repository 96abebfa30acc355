//! The evidence that a proposal is a relation that the article states: numbers for the scorer, in a fixed order.
//!
//! Training uses the same numbers, as this module writes them; their order is part of the model's format. Neither the
//! rest of the article nor the status (denied, planned) is among them: both were tried and did not help.

use crate::nlp::evidence::{Writer, share};
use crate::nlp::lexicon;
use crate::nlp::relations::graph::{Graph, Member};
use crate::nlp::relations::path::Path;
use crate::nlp::relations::proposal::{LabelPiece, Pattern, Proposal};
use crate::nlp::syntax::{Function, Tag};
use crate::nlp::{EntityKind, MentionForm};

/// How many numbers there are.
pub(crate) const N: usize = 123;

/// What each number means, in plain words, and after them what the words themselves contribute.
pub(super) const NAMES: [&str; N + 3] = [
    "a title before the name",
    "a description after the name",
    "“is” or “became”",
    "a description instead of the name",
    "a list",
    "“of” or brackets beside the name",
    "a noun for an action",
    "subject and object",
    "someone inside the object",
    "someone after a preposition",
    "a verb that depends on another",
    "a clause beside the main one",
    "what is said about someone",
    "something said that mentions someone",
    "a noun phrase between two names",
    "the subject is a name",
    "the subject is a pronoun",
    "the subject is a description",
    "the subject is a person",
    "the subject is an organization",
    "the subject is a place",
    "the confidence in the subject",
    "the subject is one of several",
    "the subject is in a quote",
    "the subject is in quotation marks",
    "the object is a name",
    "the object is a pronoun",
    "the object is a description",
    "the object is a person",
    "the object is an organization",
    "the object is a place",
    "the confidence in the object",
    "the object is one of several",
    "the object is in a quote",
    "the object is in quotation marks",
    "the subject comes first",
    "no word between",
    "one or two words between",
    "three to five words between",
    "six to eleven words between",
    "twelve or more words between",
    "two dozen or more words between",
    "no one else between",
    "one other between",
    "several others between",
    "verbs between",
    "a comma between",
    "a colon or brackets between",
    "a quotation mark between",
    "“and” between",
    "“who” or “that” between",
    "a word for an office between",
    "a word for a relative between",
    "a verb of speech between",
    "no path through the tree",
    "the length of the path through the tree",
    "the subject is above the object",
    "the object is above the subject",
    "a verb joins them",
    "a noun joins them",
    "on the subject’s side: subject",
    "on the subject’s side: subject of a passive",
    "on the subject’s side: object",
    "on the subject’s side: phrase with a preposition",
    "on the subject’s side: agent",
    "on the subject’s side: noun after a noun",
    "on the subject’s side: owner",
    "on the subject’s side: word before a noun",
    "on the subject’s side: description",
    "on the subject’s side: “and”",
    "on the subject’s side: clause",
    "on the subject’s side: open clause",
    "on the subject’s side: clause beside",
    "on the subject’s side: another step",
    "on the object’s side: subject",
    "on the object’s side: subject of a passive",
    "on the object’s side: object",
    "on the object’s side: phrase with a preposition",
    "on the object’s side: agent",
    "on the object’s side: noun after a noun",
    "on the object’s side: owner",
    "on the object’s side: word before a noun",
    "on the object’s side: description",
    "on the object’s side: “and”",
    "on the object’s side: clause",
    "on the object’s side: open clause",
    "on the object’s side: clause beside",
    "on the object’s side: another step",
    "“of” before the object",
    "“to” before the object",
    "“with” before the object",
    "“by” before the object",
    "“for” before the object",
    "“from” before the object",
    "“in” before the object",
    "“at” before the object",
    "“on” before the object",
    "“against” before the object",
    "“about” before the object",
    "“over” before the object",
    "another preposition before the object",
    "words after the object",
    "a verb states it",
    "a noun states it",
    "an office states it",
    "a word for an organization states it",
    "a word for a relative states it",
    "a verb of speech states it",
    "a verb of telling states it",
    "a mutual verb states it",
    "“be” or “have” states it",
    "the main verb states it",
    "a relative clause states it",
    "a subordinate clause states it",
    "the words between the two",
    "the length of the label",
    "a headline",
    "both are in the same quote",
    "both are in the same quotation marks",
    "a question",
    "how many rules find the same",
    "how many rules find the reverse",
    "a rule says what the subject is",
    "the network: the subject",
    "the network: the object",
    "the network: the word that states it",
];

/// The numbers of one proposal.
pub(crate) type Evidence = [f32; N];

/// Prepositions directly before the object, with one number each; the others share one.
const PREPOSITIONS: [&str; 12] =
    ["of", "to", "with", "by", "for", "from", "in", "at", "on", "against", "about", "over"];

/// Kinds of steps in a tree.
const N_STEPS: usize = 14;

/// The number that stands for a pattern.
pub(super) const fn of_pattern(pattern: Pattern) -> usize {
    pattern as usize
}

/// What else the rules find in the sentence.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Beside {
    /// Proposals about the same two in the same direction, including this one.
    pub(super) same: usize,
    /// Those in the other direction.
    pub(super) other: usize,
    /// Whether one of them says what the subject is.
    pub(super) is_nominal: bool,
}

/// The numbers of a proposal.
pub(super) fn of(graph: &Graph<'_>, proposal: &Proposal, beside: Beside) -> Evidence {
    let mut row = Writer::new();
    let (subject, object) = (proposal.subject, proposal.object);
    row.one_of(Some(of_pattern(proposal.pattern)), Pattern::N);
    for end in [subject, object] {
        row.one_of(Some(form(end.form)), 3);
        row.one_of(Some(kind(end.kind)), 3);
        row.number(if end.form == MentionForm::Name { 1.0 } else { end.confidence });
        row.flag(graph.is(end.word, Function::Conjunct) || graph.with_conjuncts(end.word).len() > 1);
        row.flag(graph.words[end.word].quote.is_some());
        row.flag(graph.words[end.word].marks.is_some());
    }
    between(graph, subject, object, &mut row);
    tree(graph, subject.word, object.word, &mut row);
    preposition(graph, &proposal.pieces, &mut row);
    anchor(graph, proposal, &mut row);
    row.number(share(proposal.steps, 6));
    row.number(share(proposal.pieces.len(), 10));
    row.flag(graph.is_headline);
    row.flag(graph.words[subject.word].quote == graph.words[object.word].quote);
    row.flag(graph.same_marks(subject.word, object.word));
    row.flag(graph.is_asked(proposal.anchor));
    row.number(share(beside.same, 4));
    row.number(share(beside.other, 4));
    row.flag(beside.is_nominal);
    debug_assert_eq!(row.len(), N);
    row.finish()
}

const fn form(form: MentionForm) -> usize {
    match form {
        MentionForm::Name => 0,
        MentionForm::Pronoun => 1,
        MentionForm::Noun => 2,
    }
}

const fn kind(kind: EntityKind) -> usize {
    match kind {
        EntityKind::Person => 0,
        EntityKind::Organization => 1,
        EntityKind::Place => 2,
    }
}

/// The words between the two.
fn between(graph: &Graph<'_>, subject: Member, object: Member, row: &mut Writer<N>) {
    let is_first = subject.word < object.word;
    let (first, second) = if is_first { (subject, object) } else { (object, subject) };
    let range = graph.end(first.word).min(graph.start(second.word))..graph.start(second.word);
    let words = graph.words.get(range).unwrap_or_default();
    let others = words.iter().filter(|it| it.member.is_some()).count();
    let has = |is_such: &dyn Fn(&str) -> bool| words.iter().any(|it| is_such(&it.lower));
    row.flag(is_first);
    row.one_of(Some([1, 3, 6, 12, 24].partition_point(|&it| it <= words.len())), 6);
    row.one_of(Some(others.min(2)), 3);
    row.number(share(words.iter().filter(|it| it.tag == Tag::Verb).count(), 3));
    row.flag(has(&|it| it == ","));
    row.flag(has(&|it| matches!(it, ";" | ":" | "(" | ")" | "–" | "—")));
    row.flag(has(&|it| matches!(it, "“" | "”" | "\"" | "''" | "``")));
    row.flag(has(&|it| matches!(it, "and" | "or" | "but")));
    row.flag(has(&|it| matches!(it, "who" | "which" | "that" | "whose")));
    row.flag(has(&lexicon::role::is_person_role));
    row.flag(has(&|it| lexicon::kin::Kin::of(it).is_some()));
    row.flag(has(&lexicon::speech::is_speech));
}

/// The path through the tree.
fn tree(graph: &Graph<'_>, subject: usize, object: usize, row: &mut Writer<N>) {
    let path = Path::between(graph, subject, object);
    row.flag(path.is_none());
    let path = path.unwrap_or(Path { up: Vec::new(), top: subject, down: Vec::new() });
    row.number(share(path.len(), 8));
    row.flag(path.up.is_empty());
    row.flag(path.down.is_empty());
    let top = &graph.words[path.top];
    row.flag(top.tag == Tag::Verb);
    row.flag(matches!(top.tag, Tag::Noun | Tag::Name));
    for side in [&path.up, &path.down] {
        let mut counts = [0; N_STEPS];
        for &word in side {
            counts[step(graph.words[word].function)] += 1;
        }
        for count in counts {
            row.number(share(count, 2));
        }
    }
}

/// The kind of a step.
const fn step(function: Function) -> usize {
    match function {
        Function::Subject => 0,
        Function::PassiveSubject => 1,
        Function::Object | Function::IndirectObject => 2,
        Function::Oblique | Function::BareOblique => 3,
        Function::Agent => 4,
        Function::NominalModifier | Function::BareNominalModifier => 5,
        Function::Possessor => 6,
        Function::Compound | Function::Title | Function::AdjectivalModifier => 7,
        Function::Apposition | Function::Flat => 8,
        Function::Conjunct => 9,
        Function::Clause | Function::ClauseSubject | Function::Parataxis => 10,
        Function::OpenClause => 11,
        Function::AdverbialClause => 12,
        _ => 13,
    }
}

/// The word directly before the object.
fn preposition(graph: &Graph<'_>, pieces: &[LabelPiece], row: &mut Writer<N>) {
    let object = pieces.iter().position(|&it| it == LabelPiece::Object).unwrap_or(pieces.len());
    let last = object.checked_sub(1).map(|it| match pieces[it] {
        LabelPiece::Of => "of",
        LabelPiece::With => "with",
        LabelPiece::As(_, word) => word,
        LabelPiece::Word(word) | LabelPiece::Singular(word) => graph.lower(word),
        LabelPiece::Was | LabelPiece::Object => "",
    });
    let known = last.and_then(|last| PREPOSITIONS.iter().position(|&it| it == last));
    row.one_of(known, PREPOSITIONS.len());
    row.flag(known.is_none() && last.is_some_and(lexicon::preposition::is_preposition));
    row.flag(object < pieces.len());
}

/// The word that states it.
fn anchor(graph: &Graph<'_>, proposal: &Proposal, row: &mut Writer<N>) {
    let lower = graph.lower(proposal.anchor);
    let word = &graph.words[proposal.anchor];
    let singular = lexicon::noun::singular(lower).unwrap_or(lower);
    row.flag(word.tag == Tag::Verb);
    row.flag(matches!(word.tag, Tag::Noun | Tag::Name));
    row.flag(lexicon::role::is_person_role(singular));
    row.flag(lexicon::role::is_organization(singular));
    row.flag(lexicon::kin::Kin::of(singular).is_some());
    row.flag(lexicon::speech::is_speech(lower));
    row.flag(lexicon::speech::is_telling(lower));
    row.flag(lexicon::verb::is_mutual(lower).is_some());
    row.flag(lexicon::function_word::is_being(lower) || matches!(lower, "have" | "has" | "had"));
    row.flag(word.function == Function::Root);
    row.flag(matches!(word.function, Function::RelativeClause | Function::Participle));
    row.flag(matches!(word.function, Function::Clause | Function::OpenClause | Function::AdverbialClause));
}
