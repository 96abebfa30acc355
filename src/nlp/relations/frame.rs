//! Who does what a verb says, even if the sentence does not repeat it: "Lee came and saw", "asked Roe to leave".

use crate::nlp::lexicon;
use crate::nlp::relations::graph::Graph;
use crate::nlp::relations::label::{object as object_words, verb};
use crate::nlp::relations::proposal::{LabelPiece, pieces};
use crate::nlp::syntax::{Function, Tag};

/// How many verbs up the tree a subject is searched for.
const DEPTH: usize = 5;

/// Who does what a verb says.
#[derive(Debug, Clone, Default)]
pub(super) struct Frame {
    /// Words for the one that does it, or, in a passive, for the one to whom it is done.
    pub(super) subjects: Vec<usize>,
    /// Whether the subjects are those to whom it is done.
    pub(super) is_passive: bool,
    /// Who does it in a passive: "seen *by Lee*".
    pub(super) agents: Vec<usize>,
    /// Words of the verbs above that it depends on: "wants to", "declined to".
    pub(super) prefix: Vec<LabelPiece>,
    /// Verbs between the subject's verb and this one.
    pub(super) steps: usize,
    /// Whether it is mentioned beside another clause: "after suing Acme".
    pub(super) is_beside: bool,
    /// Whether it is only asked for: "called on Lee *to resign*".
    pub(super) is_wanted: bool,
    /// What it is done to, if that is the noun that the clause describes: "the calls that Lee had".
    pub(super) gap: Option<usize>,
}

impl Frame {
    /// Whether a verb above says that it was not done: "declined to speak".
    pub(super) fn refuses(&self, graph: &Graph<'_>) -> bool {
        // "lost her bid to unseat Roe"
        let gives_up = |word: usize| {
            lexicon::doubt::is_giving_up(graph.lower(word))
                && graph.child_as(word, Function::Object).is_some()
        };
        let is_refusing = |it: &LabelPiece| match *it {
            LabelPiece::Word(word) => lexicon::doubt::is_refusing(graph.lower(word)) || gives_up(word),
            _ => false,
        };
        self.prefix.iter().any(is_refusing)
    }
}

/// Finds the frame of a verb.
pub(super) fn frame(graph: &Graph<'_>, at: usize) -> Frame {
    frame_within(graph, at, DEPTH)
}

fn frame_within(graph: &Graph<'_>, at: usize, depth: usize) -> Frame {
    let mut frame = own(graph, at);
    let word = &graph.words[at];
    // "for Lee to resign"
    frame.is_wanted = graph.has_to(at)
        && !frame.subjects.is_empty()
        && word.head.is_some_and(|it| !lexicon::verb::is_making(graph.lower(it)));
    frame.is_wanted |= is_demanded(graph, at) || is_instead(graph, at);
    let Some(above) = word.head else { return frame };
    if word.function == Function::RelativeClause {
        relative(graph, at, above, &mut frame);
        return frame;
    }
    if !frame.subjects.is_empty() || depth == 0 {
        return frame;
    }
    let is_verbal = matches!(graph.words[above].tag, Tag::Verb)
            || graph.child_as(above, Function::Copula).is_some()
            // "looks set to nominate"
            // "Ready to back Lee, Roe works"
            || graph.words[above].tag == Tag::Adjective
                && (graph.is(above, Function::OpenClause) || is_beside_verb(graph, above));
    match word.function {
        Function::Conjunct if is_verbal => {
            let upper = frame_within(graph, above, depth - 1);
            // "was seen and left": only the first is passive.
            let own_passive = is_participle(graph, at) && !has_auxiliary(graph, at);
            let is_passive = frame.is_passive || upper.is_passive && own_passive;
            Frame { is_passive, agents: frame.agents, steps: upper.steps, gap: None, ..upper }
        }
        // "denied suing Acme"
        Function::Clause if is_verbal && word.lower.ends_with("ing") => {
            controlled(graph, at, above, frame, depth)
        }
        Function::Clause if !graph.has_to(at) => {
            frame.subjects.extend(parted_subject(graph, at, above));
            frame
        }
        Function::OpenClause | Function::Clause if is_verbal => controlled(graph, at, above, frame, depth),
        // "was convicted of threatening Roe"
        Function::Oblique if is_verbal && binding(graph, at).is_some() => {
            controlled(graph, at, above, frame, depth)
        }
        Function::AdverbialClause if is_verbal => {
            if graph.has_to(at) || binding(graph, at).is_some() {
                return controlled(graph, at, above, frame, depth);
            }
            let upper = frame_within(graph, above, depth - 1);
            let subjects =
                if upper.is_passive || upper.agents.is_empty() { upper.subjects } else { upper.agents };
            // "…, put up for sale by its owner": of the noun before it, nobody knows which.
            let is_past =
                is_participle(graph, at) && !word.lower.ends_with("ing") && !has_auxiliary(graph, at);
            // "After the talks led by Roe, Lee left": describes the noun.
            let is_of_noun = at > 0 && (graph.is_nominal(at - 1) || is_mark(graph.words[at - 1].text));
            if is_past && (at > above || is_of_noun) {
                return frame;
            }
            // "Asked about Roe, Lee said"
            let prefix = if is_past { vec![LabelPiece::Was] } else { frame.prefix };
            let is_passive = frame.is_passive || is_past;
            let frame = Frame { is_passive, prefix, ..frame };
            Frame { subjects, steps: upper.steps + 1, is_beside: true, ..frame }
        }
        Function::Participle => {
            if graph.has_to(at) {
                // "Lee's decision to leave", "Lee declared its intention to leave"
                // "Lee is in talks to buy Acme"
                if graph.child_as(above, Function::Copula).is_some() {
                    return controlled(graph, at, above, frame, depth);
                }
                let owner = graph.child_as(above, Function::Possessor);
                // "its intention": of the one that has it
                let is_pronoun =
                    |it: &usize| graph.words[*it].tag == Tag::Pronoun && graph.member(*it).is_none();
                let owner = owner.filter(|it| !is_pronoun(it));
                let mut prefix = Vec::new();
                let mut steps = 1;
                let mut subjects: Vec<usize> = owner.into_iter().collect();
                let mut plan = super::label::noun(graph, above);
                let governor = graph.words[above].head.filter(|_| graph.is(above, Function::Object));
                if let Some(governor) = governor
                    && (subjects.is_empty() || graph.member(subjects[0]).is_some())
                {
                    let upper = frame_within(graph, governor, depth - 1);
                    // "lost her bid to unseat Roe": hers, who lost
                    let is_own = |it: &usize| {
                        let same = |other: &usize| {
                            let entity = |it: usize| graph.member(it).map(|it| it.entity);
                            entity(*it).is_some() && entity(*it) == entity(*other)
                        };
                        graph.words[*it].tag == Tag::Pronoun && upper.subjects.iter().any(same)
                    };
                    if subjects.iter().all(is_own) && !upper.is_passive {
                        if !subjects.is_empty() {
                            plan = object_words(graph, above);
                        }
                        subjects = upper.subjects;
                        prefix = [upper.prefix, pieces(&verb(graph, governor, false))].concat();
                        steps = upper.steps + 1;
                    }
                }
                let to = graph.children_as(at, &[Function::Marker]).filter(|&it| graph.lower(it) == "to");
                prefix.extend(plan.into_iter().chain(to).map(LabelPiece::Word));
                return Frame { subjects, prefix, steps, ..frame };
            }
            let is_passive = !word.lower.ends_with("ing");
            // "Lee's remark on dropping Roe"
            let marker = graph.children_as(at, &[Function::Marker, Function::Case]).find(|&it| it < at);
            if let (Some(marker), Some(owner), false) =
                (marker, graph.child_as(above, Function::Possessor), is_passive)
            {
                let words = super::label::noun(graph, above).into_iter().chain([marker]);
                let prefix = words.map(LabelPiece::Word).collect();
                return Frame { subjects: vec![owner], prefix, steps: 1, ..frame };
            }
            // "Lee, whose father founded Acme"
            let is_clause = graph.children(above).iter().any(|&it| graph.lower(it) == "whose")
                && graph.child_as(at, Function::Object).is_some();
            Frame { subjects: vec![above], is_passive: is_passive && !is_clause, ..frame }
        }
        _ if is_beside_verb(graph, at) => {
            let upper = frame_within(graph, above, depth - 1);
            Frame { subjects: upper.subjects, steps: upper.steps + 1, is_beside: true, ..frame }
        }
        _ => frame,
    }
}

/// "*Ready* to back Roe, Lee works": an adjective that the tree gives to a verb.
fn is_beside_verb(graph: &Graph<'_>, at: usize) -> bool {
    let functions = [Function::AdverbialModifier, Function::AdjectivalModifier, Function::AdverbialClause];
    let above = graph.words[at].head.filter(|_| functions.contains(&graph.words[at].function));
    graph.words[at].tag == Tag::Adjective && above.is_some_and(|it| graph.words[it].tag == Tag::Verb)
}

/// "He and Lee, says Roe, were asked": the clause's own subject precedes the verb of speech.
fn parted_subject(graph: &Graph<'_>, at: usize, speech: usize) -> Option<usize> {
    const NOMINAL: &[Function] =
        &[Function::Subject, Function::PassiveSubject, Function::Object, Function::Other];
    let before = || graph.children_as(speech, NOMINAL).filter(|&it| it != at);
    let first = before().find(|&it| it < at && it < speech)?;
    let is_speech = lexicon::speech::is_speech(graph.lower(speech));
    // Or "Roe, who Lee says was asked"
    let is_relative = matches!(graph.lower(first), "who" | "whom" | "which" | "that");
    let is_parted = is_relative || speech > 0 && graph.words[speech - 1].text == ",";
    before().any(|it| it != first).then_some(first).filter(|_| is_speech && is_parted)
}

/// What the verb's own words say.
fn own(graph: &Graph<'_>, at: usize) -> Frame {
    let mut frame = Frame::default();
    // "Lee vetoed a bill by Roe": whoever does it is named already.
    let has_doer = graph.children_as(at, &[Function::Subject]).any(|it| it < at)
        && graph.children_as(at, &[Function::Object]).any(|it| it > at)
        && graph.child_as(at, Function::PassiveAuxiliary).is_none();
    if is_participle(graph, at) && !graph.lower(at).ends_with("ing") && !has_doer {
        let agents = graph.children_as(at, &[Function::Agent, Function::Oblique, Function::NominalModifier]);
        frame.agents =
            agents.filter(|&it| graph.is_agent(it, at) && graph.words[it].tag != Tag::Number).collect();
    }
    for child in graph.children_as(at, &[Function::Subject, Function::PassiveSubject]) {
        // Only verbs of speech come before their subject: "…”, said Lee".
        let is_being = lexicon::function_word::is_being(graph.lower(at)) && graph.lower(at) != "being";
        if child > at && !lexicon::speech::is_speech(graph.lower(at)) && !is_being {
            continue;
        }
        if frame.subjects.is_empty() {
            frame.is_passive = graph.is(child, Function::PassiveSubject);
        }
        frame.subjects.push(child);
    }
    // "asked about Lee's firing Roe"
    if frame.subjects.is_empty() && graph.lower(at).ends_with("ing") {
        let owner = graph.child_as(at, Function::Possessor);
        frame.subjects.extend(owner.filter(|&it| graph.owns(it, at)));
    }
    // "was put up for sale on Friday by its owner": the tree attaches the owner to the sale.
    let is_done = graph.child_as(at, Function::PassiveAuxiliary).is_some()
        || graph.is(at, Function::Participle)
        || graph.is(at, Function::RelativeClause);
    if frame.agents.is_empty() && is_done && is_participle(graph, at) && !graph.lower(at).ends_with("ing") {
        let near = (at + 1..graph.len().min(at + 12))
            .take_while(|&it| graph.words[it].tag != Tag::Verb && graph.words[it].text != ",");
        let mut by = near.filter(|&it| graph.lower(it) == "by");
        let agent = by.next().and_then(|it| graph.words[it].head.filter(|&head| head > it));
        frame.agents.extend(agent.filter(|&it| graph.words[it].tag != Tag::Number));
    }
    let has_passive = graph.child_as(at, Function::PassiveAuxiliary).is_some();
    frame.is_passive |= has_passive || !frame.agents.is_empty();
    frame
}

/// "who said", "that Lee had", "whom Lee met"
fn relative(graph: &Graph<'_>, at: usize, noun: usize, frame: &mut Frame) {
    let is_pronoun = |&it: &usize| {
        graph.words[it].tag == Tag::Pronoun && matches!(graph.lower(it), "who" | "which" | "that")
    };
    // "Lee and Roe, who both left"
    let is_of_both =
        graph.children_as(at, &[Function::AdverbialModifier]).any(|it| graph.lower(it) == "both");
    let first = graph.words[noun].head.filter(|_| is_of_both && graph.is(noun, Function::Conjunct));
    let noun = first.unwrap_or(noun);
    if frame.subjects.is_empty() {
        match name_before(graph, at, noun) {
            Some(name) => {
                frame.subjects.push(name);
                frame.gap = Some(noun);
            }
            None => frame.subjects.push(noun),
        }
    } else if let Some(pronoun) = frame.subjects.iter_mut().find(|it| is_pronoun(it)) {
        *pronoun = noun;
    } else {
        let has_object = graph
            .children_as(at, &[Function::Object])
            .any(|it| !matches!(graph.lower(it), "that" | "which" | "whom" | "who"));
        // "for whom Lee worked": not what he worked.
        let is_behind =
            |it: &usize| *it < at && !graph.case(*it).is_empty() && graph.antecedent(*it).is_some();
        let has_preposition = graph.children_as(at, &[Function::Oblique]).any(|it| is_behind(&it));
        if !has_object && !has_preposition && !frame.is_passive {
            frame.gap = Some(noun);
        }
    }
}

/// The name directly before a verb: "the ones that Acme's chairman, Ann Lee, reportedly had".
fn name_before(graph: &Graph<'_>, at: usize, noun: usize) -> Option<usize> {
    let is_between = |&it: &usize| {
        matches!(graph.words[it].tag, Tag::Adverb | Tag::Auxiliary | Tag::Punctuation)
            && graph.words[it].text != "."
    };
    let last = (noun + 1..at).rev().find(|it| !is_between(it))?;
    graph.name_at(last).filter(|it| (noun + 1..at).contains(it) && graph.case(*it).is_empty())
}

/// Prepositions after which the object of the verb above does it: "stopped Roe *from* suing".
const OF_OBJECT: &[&str] = &["from", "of", "for", "into", "against"];

/// "asked Roe to leave": the object leaves; likewise "called on Roe to leave". "wants to leave": the subject.
fn controlled(graph: &Graph<'_>, at: usize, above: usize, own: Frame, depth: usize) -> Frame {
    let promises = matches!(
        graph.lower(above),
        "promise" | "promised" | "promises" | "threaten" | "threatened" | "threatens"
    );
    let binding = binding(graph, at);
    // "stopped Roe from suing", "accused Roe of suing": Roe sues, or may.
    let is_of_object = binding.is_some_and(|it| OF_OBJECT.contains(&graph.lower(it)));
    let objects = [Function::Object, Function::IndirectObject, Function::Subject];
    let is_between = |&it: &usize| above < it && it < at;
    let object = graph.children_as(above, &objects).find(is_between);
    let reflexive =
        object.filter(|&it| graph.lower(it).ends_with("self") || graph.lower(it).ends_with("selves"));
    let object = object.filter(|_| reflexive.is_none());
    let object = object.or_else(|| {
        let mut obliques = graph.children_as(above, &[Function::Oblique]);
        obliques.find(|&it| {
            is_between(&it)
                && graph
                    .case(it)
                    .first()
                    .is_some_and(|&case| matches!(graph.lower(case), "on" | "upon" | "for"))
        })
    });
    // "helped Roe move to Acme", "let Roe keep it": without "to", Roe moves and keeps.
    let is_bare = graph.is(at, Function::OpenClause)
        && lexicon::verb::is_making(graph.lower(above))
        && !graph.lower(at).ends_with("ing")
        && graph.words[at].tag == Tag::Verb;
    // "used the money to buy Acme": the subject buys. "urged MPs to leave Acme": the MPs do.
    let moves = lexicon::verb::is_moving_to_act(graph.lower(above));
    let means = object.filter(|&it| !moves && graph.has_to(at) && is_thing(graph, it));
    // "left Acme to join Hall": so does who leaves.
    let leaves = lexicon::verb::is_leaving(graph.lower(above));
    if let (Some(object), None, false) = (object, means, promises || leaves)
        && (graph.has_to(at) || is_of_object || is_bare)
    {
        return Frame {
            subjects: vec![object],
            steps: 1,
            // "let Roe sue Acme": the line of who lets Roe says it all.
            is_wanted: is_of_object || is_bare || !lexicon::verb::is_making(graph.lower(above)),
            ..own
        };
    }
    let upper = frame_within(graph, above, depth - 1);
    let mut prefix = upper.prefix;
    let mut words = verb(graph, above, upper.is_passive);
    // "is *in* talks to buy Acme"
    if let Some(copula) = graph.child_as(above, Function::Copula) {
        words.extend(graph.children_as(above, &[Function::Case]).filter(|&it| copula < it && it < above));
        words.sort_unstable();
    }
    words.extend(reflexive);
    words.extend(means.into_iter().flat_map(|it| object_words(graph, it)));
    words.extend(graph.children_as(at, &[Function::Marker]).filter(|&it| graph.lower(it) == "to"));
    words.extend(binding);
    prefix.extend(pieces(&words));
    // "was forced to leave": the one who is forced leaves.
    Frame { subjects: upper.subjects, prefix, steps: upper.steps + 1, is_beside: upper.is_beside, ..own }
}

/// Whether a noun stands for something that cannot act: "the money".
fn is_thing(graph: &Graph<'_>, noun: usize) -> bool {
    let lower = graph.lower(noun);
    let is_someone = |it: &str| {
        lexicon::role::is_person_noun(it)
            || lexicon::role::is_person_role(it)
            || lexicon::role::is_organization(it)
    };
    graph.words[noun].tag == Tag::Noun
        && graph.members(noun).is_empty()
        && !is_someone(lower)
        && !lexicon::noun::singular(lower).is_some_and(is_someone)
        && lexicon::body::of_noun(lower).is_empty()
}

/// The preposition that attaches a verb in -ing to the verb above: "thinks *of* suing", "left *without* paying".
/// Those of time and means do not: "left after paying".
fn binding(graph: &Graph<'_>, at: usize) -> Option<usize> {
    // "suspected of having bribed"
    let is_perfect =
        || graph.children_as(at, &[Function::AuxiliaryVerb]).any(|it| graph.lower(it) == "having");
    if !(graph.lower(at).ends_with("ing") || is_perfect()) || graph.has_to(at) {
        return None;
    }
    // "voted against extending": the tree attaches it to either verb.
    let beside = at.checked_sub(1).filter(|&it| graph.words[it].head == graph.words[at].head);
    let markers = graph.children_as(at, &[Function::Marker, Function::Case]).filter(|&it| it < at);
    markers.chain(beside).find(|&it| lexicon::preposition::is_binding(graph.lower(it)))
}

/// "recommended that Lee *resign*"
fn is_demanded(graph: &Graph<'_>, at: usize) -> bool {
    let demands = graph.words[at].head.is_some_and(|it| lexicon::verb::is_demanding(graph.lower(it)));
    let lower = graph.lower(at);
    let is_bare = !["s", "ed", "ing"].iter().any(|end| lower.ends_with(end)) && !has_auxiliary(graph, at);
    demands && is_bare && graph.is(at, Function::Clause)
}

/// "instead of paying", "rather than pay", "would rather quit than pay"
fn is_instead(graph: &Graph<'_>, at: usize) -> bool {
    let is_bare = graph.words[at].tag == Tag::Verb && graph.is(at, Function::AdverbialClause);
    let than = graph.children_as(at, &[Function::Marker]).any(|it| graph.lower(it) == "than");
    if is_bare && than && graph.child_as(at, Function::Subject).is_none() {
        return true;
    }
    let marks = graph.children_as(at, &[Function::Marker, Function::Case, Function::Coordinator]);
    let mut words = marks.flat_map(|it| [it, it.saturating_sub(1)]);
    words.any(|it| it < at && matches!(graph.lower(it), "instead" | "rather"))
}

fn is_mark(text: &str) -> bool {
    matches!(text, "”" | "\"" | "’" | "'" | ")")
}

fn has_auxiliary(graph: &Graph<'_>, at: usize) -> bool {
    graph.child_as(at, Function::AuxiliaryVerb).is_some()
}

fn is_participle(graph: &Graph<'_>, at: usize) -> bool {
    let lower = graph.lower(at);
    lower.ends_with("ed")
        || lower.ends_with("en")
        || lower.ends_with("ing")
        || lexicon::verb::is_irregular_participle(lower)
}
