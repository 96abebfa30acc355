//! Two members with nothing but a noun phrase between or before them, whatever the tree says: "University of Arden
//! astrophysicist Dr Ann Lee", "Prime Minister of Belvia L. Orne", "Ann Lee, head of the Traffic Directorate at Arden
//! Police".

use std::collections::HashSet;

use crate::nlp::cast::word::fold;
use crate::nlp::lexicon;
use crate::nlp::relations::graph::{Graph, Member};
use crate::nlp::relations::label::noun;
use crate::nlp::relations::nominal::{holds_place, is_closed};
use crate::nlp::relations::proposal::{LabelPiece, Pattern, Proposal};
use crate::nlp::syntax::{Function, Tag};
use crate::nlp::{EntityKind, MentionForm};

/// The most words between the two.
const MAX_BETWEEN: usize = 10;

/// The most words before a name that say what its owner is.
const MAX_BEFORE: usize = 8;

/// Two neighbours with the words between them.
struct Gap {
    first: Member,
    second: Member,
    /// The first word after the first name.
    from: usize,
    /// The first word of the second.
    to: usize,
}

/// What reads them, in order; the first that finds something counts.
const READERS: [fn(&Graph<'_>, &Gap) -> Option<Proposal>; 7] =
    [whose, role_between, role_behind, role_alone, realm_behind, role_before, deed_between];

/// Adds proposals about neighbours, for pairs about which nothing else is found in the sentence.
pub(super) fn find(graph: &Graph<'_>, found: &mut Vec<Proposal>) {
    let pair = |it: &Proposal| {
        let mut pair = [it.subject.entity, it.object.entity];
        pair.sort_unstable();
        pair
    };
    let known: HashSet<_> = found.iter().map(pair).collect();
    found.extend(candidates(graph).into_iter().filter(|it| !known.contains(&pair(it))));
}

fn candidates(graph: &Graph<'_>) -> Vec<Proposal> {
    let mut found = Vec::new();
    let members: Vec<Member> = graph.words.iter().filter_map(|it| it.member).collect();
    for pair in members.windows(2) {
        let [first, second] = [pair[0], pair[1]];
        let (from, to) = (graph.end(first.word), graph.start(second.word));
        if to < from || to - from > MAX_BETWEEN || !graph.same_marks(first.word, second.word) {
            continue;
        }
        let gap = Gap { first, second, from, to };
        let Some(proposal) = READERS.iter().find_map(|read| read(graph, &gap)) else { continue };
        // "Arden Court judges - Ann Lee, Max Roe and Eva Poe": each of them is one.
        if proposal.subject.word == second.word {
            let others = graph.with_conjuncts(second.word).into_iter().skip(1);
            let is_each = proposal.pieces.iter().any(|it| matches!(it, LabelPiece::Singular(_)));
            let others = others.filter(|_| is_each).filter_map(|it| graph.words[it].member);
            let others: Vec<Proposal> =
                others.map(|subject| Proposal { subject, ..proposal.clone() }).collect();
            found.extend(others);
        }
        found.push(proposal);
    }
    found
}

/// "Ann Lee, whose company Acme failed", "Ann Lee, whose husband, Max Roe, had left".
fn whose(graph: &Graph<'_>, gap: &Gap) -> Option<Proposal> {
    let &Gap { first, second, from, to } = gap;
    let at = (from..to).find(|&it| graph.lower(it) == "whose").filter(|&it| it <= from + 1)?;
    let end = if graph.lower(to - 1) == "," { to - 1 } else { to };
    let words: Vec<usize> = (at + 1..end).collect();
    let role = words.last().copied().filter(|&it| {
        let lower = graph.lower(it);
        graph.words[it].tag == Tag::Noun
            && (lexicon::role::is_person_role(lower) || lexicon::role::is_organization(lower))
            && (second.kind == EntityKind::Organization) == lexicon::role::is_organization(lower)
    })?;
    let is_phrase = words.iter().all(|&it| is_noun(graph, it) || graph.words[it].tag == Tag::Adjective);
    if !is_phrase || second.form != MentionForm::Name || second.kind == EntityKind::Place {
        return None;
    }
    let label = words.into_iter().map(LabelPiece::Word).chain([LabelPiece::Of]).collect();
    Some(Proposal::new(second, first, Pattern::Neighbour, label, role))
}

/// "the feud between Ann Lee and Max Roe", "talks between Belvia and Arden".
fn deed_between(graph: &Graph<'_>, gap: &Gap) -> Option<Proposal> {
    let &Gap { first, second, from, to } = gap;
    let is_pair = to == from + 1
        && graph.lower(from) == "and"
        && (first.kind == EntityKind::Person) == (second.kind == EntityKind::Person);
    let between =
        graph.start(first.word).checked_sub(1).filter(|&it| is_pair && graph.lower(it) == "between")?;
    let deed = between
        .checked_sub(1)
        .filter(|&it| graph.words[it].tag == Tag::Noun && graph.name_at(it).is_none())?;
    let label = noun(graph, deed).into_iter().map(LabelPiece::Word).chain([LabelPiece::With]).collect();
    Some(Proposal::new(first, second, Pattern::Event, label, deed))
}

/// "Arden chairman Ann Lee", "Belvia's state agency BNA", "her niece, Ann Lee".
fn role_between(graph: &Graph<'_>, gap: &Gap) -> Option<Proposal> {
    let &Gap { first, second, from, to } = gap;
    let is_owned = from < to && is_possessive(graph.lower(from)) || graph.is(first.word, Function::Possessor);
    if second.kind == EntityKind::Place
        || second.form != MentionForm::Name
        || first.kind == EntityKind::Person && !is_owned
        || from == to
        || matches!(graph.lower(from), "," | "and" | "or" | "(" | ")" | "-" | "–" | "—")
    {
        return None;
    }
    let mut words: Vec<usize> = (from..to).collect();
    while words.last().is_some_and(|&it| is_loose(graph, it) || is_address(graph, it)) {
        words.pop();
    }
    let words: Vec<usize> = words.into_iter().filter(|&it| !is_possessive(graph.lower(it))).collect();
    let last = words.last().copied().filter(|&it| is_noun(graph, it))?;
    let is_phrase = |&it: &usize| {
        is_noun(graph, it)
            || matches!(graph.words[it].tag, Tag::Adjective | Tag::Adverb | Tag::Number)
            || matches!(graph.lower(it), "of" | "for" | "-" | "and" | "&" | "the" | ".")
    };
    if words.len() > 7
        || !words.iter().all(is_phrase)
        || matches!(graph.lower(words[0]), "of" | "for" | "and" | "the")
    {
        return None;
    }
    // "Belvia Gov. Ann Lee", not "Arden dentist Ann Lee"
    let is_office = lexicon::honorific::is_office(&fold(graph.words[last].text));
    if first.kind == EntityKind::Place
        && !is_owned
        && !is_office
        && !holds_place(graph, last, second, &[LabelPiece::Of])
    {
        return None;
    }
    let is_each = lexicon::noun::singular(graph.lower(last)).is_some_and(lexicon::role::is_person_role);
    if is_each && graph.with_conjuncts(second.word).len() == 1 {
        return None; // "Arden officials Ann Lee met"
    }
    let words = words.into_iter().filter(|&it| graph.lower(it) != ".");
    let piece =
        |it: usize| if is_each && it == last { LabelPiece::Singular(it) } else { LabelPiece::Word(it) };
    let pieces = words.map(piece).chain([LabelPiece::Of]).collect();
    Some(Proposal::new(second, first, Pattern::Neighbour, pieces, last))
}

/// "Ann Lee, head of the Traffic Directorate at Arden Police".
fn role_behind(graph: &Graph<'_>, gap: &Gap) -> Option<Proposal> {
    let &Gap { first, second, from, to } = gap;
    if first.kind == EntityKind::Place || first.form != MentionForm::Name || to < from + 3 {
        return None;
    }
    let is_open = graph.lower(from) == "," || lexicon::role::is_person_role(graph.lower(from));
    let mut words: Vec<usize> = (from..to).skip_while(|&it| is_loose(graph, it)).collect();
    while words.last().is_some_and(|&it| graph.words[it].tag == Tag::Determiner) {
        words.pop();
    }
    let last = words.last().copied()?;
    let is_phrase = |&it: &usize| {
        is_noun(graph, it)
            || matches!(graph.words[it].tag, Tag::Adjective | Tag::Determiner | Tag::Adposition | Tag::Number)
            || matches!(graph.lower(it), "-" | "and" | "&")
    };
    let role = words.iter().copied().find(|&it| is_noun(graph, it))?;
    let is_case = matches!(graph.lower(last), "of" | "at" | "for" | "in" | "to" | "from" | "with" | "on");
    let is_own =
        words[0] <= role && graph.words[words[0]].tag != Tag::Adposition && graph.lower(role) != "both";
    if !is_open || !is_case || !is_own || !words.iter().all(is_phrase) || !is_closed(graph, to) {
        return None;
    }
    let first_role = words.iter().copied().find(|&it| lexicon::role::is_person_role(graph.lower(it)));
    let pieces = words.into_iter().map(LabelPiece::Word).collect();
    Some(Proposal::new(first, second, Pattern::Neighbour, pieces, first_role.unwrap_or(role)))
}

/// "Ann Lee, director, Arden Hospital, said": an office alone between commas is one at the organization after it.
fn role_alone(graph: &Graph<'_>, gap: &Gap) -> Option<Proposal> {
    let &Gap { first, second, from, to } = gap;
    let is_pair = first.kind == EntityKind::Person && second.kind == EntityKind::Organization;
    let are_names = first.form == MentionForm::Name && second.form == MentionForm::Name;
    if !is_pair || !are_names || to < from + 3 || !is_closed(graph, graph.end(second.word)) {
        return None;
    }
    let words: Vec<usize> = (from + 1..to - 1).collect();
    let role = words.last().copied().filter(|&it| lexicon::role::is_person_role(graph.lower(it)))?;
    let is_phrase = |&it: &usize| {
        is_noun(graph, it) || graph.words[it].tag == Tag::Adjective || matches!(graph.lower(it), "-" | "and")
    };
    let is_parted = graph.lower(from) == "," && graph.lower(to - 1) == ",";
    let label = words.iter().copied().map(LabelPiece::Word).chain([LabelPiece::Of]).collect();
    (is_parted && words.iter().all(is_phrase))
        .then(|| Proposal::new(first, second, Pattern::Neighbour, label, role))
}

/// "Prime Minister Ann Lee of Belvia", "Ann Lee from Arden House".
fn realm_behind(graph: &Graph<'_>, gap: &Gap) -> Option<Proposal> {
    let &Gap { first, second, from, to } = gap;
    let case = from;
    let is_near = to == from + 1 || to == from + 2 && graph.words[from + 1].tag == Tag::Determiner;
    if first.kind != EntityKind::Person
        || first.form != MentionForm::Name
        || second.form != MentionForm::Name
        || second.kind == EntityKind::Person
        || !is_near
        || !matches!(graph.lower(case), "of" | "from" | "at")
    {
        return None;
    }
    let pieces =
        [titles(graph, first.word).as_slice(), &[case]].concat().into_iter().map(LabelPiece::Word).collect();
    Some(Proposal::new(first, second, Pattern::Neighbour, pieces, case))
}

/// The words before a name that say what it is: "*Prime Minister* Ann Lee", "*Professor* Max Roe".
pub(super) fn titles(graph: &Graph<'_>, name: usize) -> Vec<usize> {
    let start = graph.start(name);
    let is_title = |&it: &usize| {
        is_noun(graph, it)
            && graph.words[it].text.starts_with(char::is_uppercase)
            && graph.name_at(it).is_none()
            && !is_address(graph, it)
    };
    let mut words: Vec<usize> = (start.saturating_sub(4)..start).rev().take_while(is_title).collect();
    words.reverse();
    words
}

/// "Prime Minister of Belvia L. Orne", "The director of Arden, Mr Ann Lee,".
fn role_before(graph: &Graph<'_>, gap: &Gap) -> Option<Proposal> {
    let &Gap { first, second, from, to } = gap;
    if second.kind != EntityKind::Person
        || second.form != MentionForm::Name
        || first.kind == EntityKind::Person
        || !(from..to).all(|it| is_loose(graph, it) || is_address(graph, it) || graph.lower(it) == ".")
    {
        return None;
    }
    let start = graph.start(first.word);
    let mut at = start;
    while at > 0 && graph.words[at - 1].tag == Tag::Determiner {
        at -= 1;
    }
    let case =
        at.checked_sub(1).filter(|&it| matches!(graph.lower(it), "of" | "for" | "at" | "in" | "to"))?;
    let words: Vec<usize> = (case.saturating_sub(MAX_BEFORE)..case)
        .rev()
        .take_while(|&it| {
            graph.name_at(it).is_none()
                && (is_noun(graph, it)
                    || matches!(graph.words[it].tag, Tag::Adjective)
                    || matches!(graph.lower(it), "of" | "-"))
        })
        .collect();
    let words: Vec<usize> = words.into_iter().rev().skip_while(|&it| graph.lower(it) == "of").collect();
    let role = words.iter().copied().find(|&it| lexicon::role::is_person_role(graph.lower(it)))?;
    // "Max Roe, head of Arden Ann Lee": someone else may be the head.
    let comma = words[0].checked_sub(1).filter(|&it| graph.words[it].text == ",");
    if comma.and_then(|it| it.checked_sub(1)).is_some_and(|it| graph.name_at(it).is_some()) {
        return None;
    }
    let pieces = words.into_iter().chain([case]).map(LabelPiece::Word).collect();
    Some(Proposal::new(second, first, Pattern::Neighbour, pieces, role))
}

fn is_noun(graph: &Graph<'_>, word: usize) -> bool {
    matches!(graph.words[word].tag, Tag::Noun | Tag::Name)
}

fn is_possessive(lower: &str) -> bool {
    matches!(lower, "'s" | "’s" | "'" | "’")
}

/// What may be between a description and a name without meaning anything.
fn is_loose(graph: &Graph<'_>, word: usize) -> bool {
    graph.words[word].tag == Tag::Determiner || matches!(graph.lower(word), "," | "-" | "–" | "—" | ":")
}

/// "Mr", "Dr"; not "Gov.", which is an office.
fn is_address(graph: &Graph<'_>, word: usize) -> bool {
    lexicon::honorific::is_address(&fold(graph.words[word].text)) || fold(graph.words[word].text) == "dr"
}
