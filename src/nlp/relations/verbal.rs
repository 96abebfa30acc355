//! What someone does to someone: subjects with objects, with what stands inside them, and with prepositions.

use crate::nlp::EntityKind;
use crate::nlp::relations::frame::{Frame, frame};
use crate::nlp::relations::graph::{Graph, Member, Word};
use crate::nlp::relations::lexicon;
use crate::nlp::relations::nominal::{Inside, inside};
use crate::nlp::relations::statement::{Family, Piece, Statement, noun, phrase, verb};
use crate::nlp::syntax::{Function, Tag};

/// The longest list, in names.
const MOST_ITEMS: usize = 12;

/// Words of a label that follow the object.
const MOST_AFTER: usize = 6;

/// A member that a verb's deed reaches, and how.
struct Reached {
    member: Member,
    family: Family,
    /// Words after the verb up to the member.
    words: Vec<usize>,
    /// The word right below the verb.
    argument: usize,
    steps: usize,
}

/// Adds what the verbs of a sentence state.
pub(super) fn find(graph: &Graph<'_>, found: &mut Vec<Statement>) {
    for at in 0..graph.len() {
        let word = &graph.words[at];
        let is_predicate = word.tag == Tag::Verb
            && !graph.is(at, Function::AdjectivalModifier)
            && !graph.is(at, Function::Compound)
            || word.tag == Tag::Adjective
                && graph.children_as(at, &[Function::Copula, Function::PassiveAuxiliary]).next().is_some();
        let is_being = matches!(
            word.lower.as_str(),
            "is" | "was" | "are" | "were" | "'s" | "’s" | "be" | "been" | "being"
        );
        if !is_predicate
            || is_being
            || word.name.is_some()
            || matches!(word.function, Function::AuxiliaryVerb | Function::Case | Function::Copula)
        {
            continue;
        }
        let frame = frame(graph, at);
        if lexicon::is_listing(&word.lower) {
            listed(graph, at, &frame, found);
        } else {
            acts(graph, at, &frame, found);
        }
    }
}

fn acts(graph: &Graph<'_>, at: usize, frame: &Frame, found: &mut Vec<Statement>) {
    let members =
        |words: &[usize]| -> Vec<Member> { words.iter().flat_map(|&it| graph.members(it)).take(8).collect() };
    let subjects = members(&frame.subjects);
    let agents = members(&frame.agents);
    let push = |subject: Member,
                object: Member,
                family: Family,
                pieces: Vec<Piece>,
                steps: usize,
                found: &mut Vec<Statement>| {
        let negated = std::iter::once(at)
            .chain(frame.prefix.iter().copied())
            .any(|it| it < graph.len() && graph.negation(it).is_some());
        found.push(Statement {
            subject,
            object,
            family,
            pieces,
            anchor: at,
            negated,
            hedged: graph.is_hedged(at),
            steps: steps + frame.steps + frame.steps.saturating_sub(1),
            said_by: None,
        });
    };
    let above = |family: Family| match family {
        _ if frame.is_beside => Family::Adverbial,
        Family::Object | Family::InsideObject | Family::Preposition if !frame.prefix.is_empty() => {
            Family::Controlled
        }
        family => family,
    };
    if frame.is_passive {
        let participle: Vec<usize> = verb(graph, at, false);
        let after: Vec<usize> = graph
            .children_as(at, &[Function::Oblique])
            .filter(|&it| it > at && it < at + 4 && members(&[it]).is_empty())
            .flat_map(|it| phrase(graph, it, at, 3))
            .collect();
        for &agent in &agents {
            let pieces: Vec<Piece> = participle
                .iter()
                .map(|&it| Piece::Word(it))
                .chain([Piece::Object])
                .chain(after.iter().map(|&it| Piece::Word(it)))
                .collect();
            for &object in &subjects {
                push(agent, object, Family::Object, pieces.clone(), 1, found);
            }
            if subjects.is_empty() {
                // "the plan of Roe was rejected by Lee"
                for &subject in &frame.subjects {
                    for Inside { member, words, steps } in inside(graph, subject, 2) {
                        let pieces = participle.iter().chain(&words).map(|&it| Piece::Word(it)).collect();
                        push(agent, member, Family::InsideObject, pieces, steps + 1, found);
                    }
                }
            }
        }
    }
    let doers = if frame.is_passive && !agents.is_empty() { Vec::new() } else { subjects };
    if doers.is_empty() || frame.is_wanted {
        return;
    }
    let mut verb_words: Vec<usize> = frame.prefix.clone();
    verb_words.extend(verb(graph, at, true));
    for reached in reached(graph, at, frame) {
        let Reached { member, family, words, argument, steps } = reached;
        let mut pieces: Vec<Piece> = verb_words.iter().map(|&it| Piece::Word(it)).collect();
        let split = pieces
            .iter()
            .position(|it| matches!(it, Piece::Word(word) if *word > argument && *word < graph.len()));
        let tail =
            split.map(|it| pieces.split_off(it)).filter(|_| frame.gap != Some(argument)).unwrap_or_default();
        pieces.extend(words.iter().map(|&it| Piece::Word(it)));
        pieces.push(Piece::Object);
        pieces.extend(tail);
        pieces.dedup();
        if matches!(family, Family::Object | Family::Preposition) {
            pieces.extend(after(graph, at, argument, family).into_iter().map(Piece::Word));
        }
        for &subject in &doers {
            push(subject, member, above(family), pieces.clone(), steps, found);
        }
    }
}

/// The members that a verb reaches below itself.
fn reached(graph: &Graph<'_>, at: usize, frame: &Frame) -> Vec<Reached> {
    let mut found = Vec::new();
    let says = lexicon::is_speech(graph.lower(at)) && !lexicon::is_telling(graph.lower(at));
    let is_verb = graph.words[at].tag == Tag::Verb;
    let mut objects: Vec<usize> =
        graph.children_as(at, &[Function::Object, Function::IndirectObject]).filter(|_| is_verb).collect();
    if !says && is_verb {
        // What comes behind the verb does not do it: "called for Lee to resign".
        objects.extend(graph.children_as(at, &[Function::Subject]).filter(|&it| it > at));
        let clauses =
            graph.children_as(at, &[Function::OpenClause, Function::AdverbialClause, Function::Clause]);
        let has_object = !objects.is_empty();
        for clause in clauses
            .filter(|_| !has_object)
            .filter(|&it| graph.children_as(it, &[Function::Marker]).any(|it| graph.lower(it) == "to"))
        {
            objects.extend(graph.children_as(clause, &[Function::Subject]).filter(|&it| it > at));
        }
    }
    // "the calls that Lee had with Roe": the calls are what he had.
    let gap = frame.gap.map(|noun| same_as(graph, noun));
    if let Some(gap) = gap {
        objects.retain(|&it| graph.antecedent(it).is_none());
        if let Some(member) = graph.member(gap) {
            found.push(Reached {
                member,
                family: Family::Object,
                words: Vec::new(),
                argument: gap,
                steps: 1,
            });
        }
    }
    let mut obliques: Vec<usize> =
        graph.children_as(at, &[Function::Oblique, Function::NominalModifier]).collect();
    for object in objects.iter().copied() {
        if says {
            break; // "said the chairman"
        }
        if !graph.case(object).is_empty() {
            obliques.push(object);
            continue;
        }
        let members = graph.members(object);
        let is_member = graph.member(object).is_some();
        found.extend(members.into_iter().map(|member| Reached {
            member,
            family: Family::Object,
            words: Vec::new(),
            argument: object,
            steps: 1,
        }));
        if is_member {
            continue;
        }
        for Inside { member, words, steps } in inside(graph, object, 3) {
            if member.kind != EntityKind::Place {
                found.push(Reached {
                    member,
                    family: Family::InsideObject,
                    words,
                    argument: object,
                    steps: steps + 1,
                });
            }
        }
    }
    objects.retain(|it| !obliques.contains(it));
    for oblique in obliques {
        let case = graph.case(oblique);
        let lower = |it: &usize| graph.lower(*it);
        if oblique < at {
            continue; // "About Lee she said": beside what is done
        }
        if case.is_empty()
            || case.iter().any(|it| lexicon::is_loose(lower(it)))
            || says && case.iter().any(|it| lexicon::is_occasion(lower(it)))
        {
            continue;
        }
        // "had calls with Roe": the noun belongs to the label.
        let mut between: Vec<usize> = objects
            .iter()
            .filter(|&&it| at < it && it < oblique && graph.member(it).is_none())
            .flat_map(|&it| noun(graph, it))
            .collect();
        if let Some(gap) = gap.filter(|&it| graph.member(it).is_none()) {
            between = noun(graph, gap);
        }
        let has_object_member = objects.iter().any(|&it| it < oblique && graph.member(it).is_some());
        if has_object_member {
            continue; // two of them, neither of which does it
        }
        let is_member = graph.member(oblique).is_some();
        for member in graph.members(oblique) {
            if member.kind != EntityKind::Place {
                let words = [between.as_slice(), &case].concat();
                found.push(Reached {
                    member,
                    family: Family::Preposition,
                    words,
                    argument: oblique,
                    steps: 2,
                });
            }
        }
        if is_member {
            continue;
        }
        for Inside { member, words, steps } in inside(graph, oblique, 2) {
            if member.kind != EntityKind::Place {
                let words = [between.as_slice(), &case, &words].concat();
                found.push(Reached {
                    member,
                    family: Family::Preposition,
                    words,
                    argument: oblique,
                    steps: steps + 2,
                });
            }
        }
    }
    found
}

/// What "ones" stands for: the noun that the clause above tells of.
fn same_as(graph: &Graph<'_>, noun: usize) -> usize {
    if !matches!(graph.lower(noun), "one" | "ones" | "those") {
        return noun;
    }
    let mut above = graph.words[noun].head;
    for _ in 0..4 {
        let Some(at) = above else { break };
        if let Some(subject) =
            graph.child_as(at, Function::Subject).filter(|&it| it < noun && graph.words[it].tag == Tag::Noun)
        {
            return subject;
        }
        above = graph.words[at].head;
    }
    noun
}

/// What the label needs after the object: "to resign", "of lying", "for sale".
fn after(graph: &Graph<'_>, at: usize, argument: usize, family: Family) -> Vec<usize> {
    for &child in graph.children(at) {
        if child <= argument {
            continue;
        }
        let marker =
            graph.children_as(child, &[Function::Marker, Function::Case]).next().filter(|&it| it > argument);
        match graph.words[child].function {
            Function::OpenClause | Function::AdverbialClause | Function::Clause => {
                let Some(marker) = marker else {
                    if graph.is(child, Function::OpenClause) {
                        return phrase(graph, child, argument + 1, MOST_AFTER);
                    }
                    return Vec::new();
                };
                if matches!(graph.lower(marker), "to" | "of" | "for" | "from" | "as") {
                    return phrase(graph, child, marker, MOST_AFTER);
                }
                return Vec::new();
            }
            Function::Oblique
                if family == Family::Object
                    && marker.is_some_and(|it| {
                        matches!(graph.lower(it), "of" | "for" | "as" | "from" | "into")
                    }) =>
            {
                let words = phrase(graph, child, marker.unwrap_or(child), MOST_AFTER);
                return if words.len() < MOST_AFTER { words } else { Vec::new() };
            }
            Function::Punctuation | Function::Conjunct | Function::Parataxis => return Vec::new(),
            _ => {}
        }
    }
    Vec::new()
}

/// "owners of Acme include Lee, Roe and Poe": each is owner of Acme. "In addition to Ann, other owners include": Ann, too.
fn listed(graph: &Graph<'_>, at: usize, frame: &Frame, found: &mut Vec<Statement>) {
    let names = |range: std::ops::Range<usize>| {
        let is_item = |word: &&Word<'_>| !matches!(word.function, Function::Possessor | Function::Other);
        graph
            .words
            .get(range)
            .unwrap_or_default()
            .iter()
            .filter(|it| it.name.is_some())
            .filter(is_item)
            .filter_map(|it| it.member)
            .take(MOST_ITEMS)
    };
    let end = (at + 1..graph.len())
        .find(|&it| graph.words[it].tag == Tag::Verb || matches!(graph.words[it].text, ";" | "." | "("))
        .unwrap_or(graph.len());
    for &subject in &frame.subjects {
        for Inside { member: object, words, steps } in inside(graph, subject, 2) {
            let is_other = graph.lower(0) == "in"
                && graph.len() > 1
                && graph.lower(1) == "addition"
                && graph.children(subject).iter().any(|&it| graph.lower(it) == "other");
            let first = if is_other { 0..subject } else { 0..0 };
            for item in names(first).chain(names(at + 1..end)) {
                let singular =
                    |&it: &usize| if it == subject { Piece::Singular(it) } else { Piece::Word(it) };
                found.push(Statement {
                    subject: item,
                    object,
                    family: Family::Listed,
                    pieces: words.iter().map(singular).collect(),
                    anchor: subject,
                    negated: false,
                    hedged: false,
                    steps: steps + 1,
                    said_by: None,
                });
            }
        }
    }
}
