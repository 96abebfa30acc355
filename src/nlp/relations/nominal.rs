//! What someone is to someone: titles, appositions, copulas and descriptions.

use crate::nlp::lexicon;
use crate::nlp::relations::event;
use crate::nlp::relations::frame::frame;
use crate::nlp::relations::graph::{Graph, Member};
use crate::nlp::relations::inside::{Inside, inside};
use crate::nlp::relations::label;
use crate::nlp::relations::listed;
use crate::nlp::relations::proposal::{LabelPiece, Pattern, Proposal, pieces};
use crate::nlp::syntax::{Function, Tag};
use crate::nlp::{EntityKind, MentionForm};

/// What a predicate begins with, if that is a preposition: "is *in* charge of Acme", "is *on the* board of Acme".
fn opening(graph: &Graph<'_>, head: usize) -> Vec<usize> {
    let copula = graph.child_as(head, Function::Copula);
    let case = copula
        .and_then(|it| graph.children_as(head, &[Function::Case]).find(|&case| it < case && case < head));
    case.map_or_else(Vec::new, |case| [vec![case], article(graph, head)].concat())
}

/// The article of a noun, or its "his".
fn article(graph: &Graph<'_>, noun: usize) -> Vec<usize> {
    let is_article = |it: &usize| lexicon::function_word::opens_noun(graph.lower(*it));
    label::object(graph, noun).into_iter().take_while(is_article).collect()
}

/// Adds what the nouns of a sentence state.
pub(super) fn find(graph: &Graph<'_>, found: &mut Vec<Proposal>) {
    for head in 0..graph.len() {
        let word = &graph.words[head];
        let is_noun =
            matches!(word.tag, Tag::Noun | Tag::Name | Tag::Adjective) && !graph.is(head, Function::Flat);
        if !is_noun || word.name.is_some() {
            continue;
        }
        event::mutual(graph, head, found);
        listed::one_of(graph, head, found);
        let holders = holders(graph, head);
        if holders.is_empty() {
            event::find(graph, head, found);
            event::joint(graph, head, found);
            continue;
        }
        // "Roe, the envoy appointed by Lee": Lee appointed Roe. Not where that may be denied: "is not the envoy appointed by".
        let settled = || holders.iter().filter(|it| it.1 != Pattern::Copula);
        for by in graph.children_as(head, &[Function::Participle]).filter(|&it| it > head) {
            let agents = graph.agents(by).flat_map(|it| graph.members(it));
            let pairs = agents.flat_map(|agent| settled().map(move |it| (agent, it.0)));
            found.extend(pairs.map(|(agent, holder)| Proposal {
                steps: 3,
                ..Proposal::new(agent, holder, Pattern::Object, vec![LabelPiece::Word(by)], by)
            }));
        }
        for Inside { member: object, words, steps } in inside(graph, head, 3) {
            for &(subject, pattern) in &holders {
                let is_place = object.kind == EntityKind::Place && !holds_place(graph, head, subject, &words);
                if is_place || !graph.same_marks(subject.word, object.word) {
                    continue;
                }
                // "leaders of": each of them is one
                let singular = lexicon::noun::singular(&word.lower);
                let is_each = singular.is_some_and(lexicon::role::is_person_role)
                    && matches!(pattern, Pattern::Title | Pattern::Apposition)
                    && one_of(graph, head).is_none();
                let piece = |&it: &LabelPiece| {
                    if is_each && it == LabelPiece::Word(head) { LabelPiece::Singular(head) } else { it }
                };
                let mut label: Vec<LabelPiece> = words.iter().map(piece).collect();
                let verb = graph.words[head].head.filter(|&it| graph.words[it].tag == Tag::Verb);
                let not = graph.negation(head).or_else(|| graph.negation(verb?));
                // "is one of the founders of Acme"
                if label.last() == Some(&LabelPiece::Of) && one_of(graph, head).is_some() {
                    label
                        .iter_mut()
                        .filter(|it| **it == LabelPiece::Word(head))
                        .for_each(|it| *it = LabelPiece::Singular(head));
                } else if let Some(one) = one_of(graph, head) {
                    let of = Some(one + 1).filter(|&it| graph.lower(it) == "of");
                    let opening = [vec![one], of.into_iter().collect(), article(graph, head)].concat();
                    label.splice(0..0, pieces(&opening));
                } else if pattern == Pattern::Copula {
                    label.splice(0..0, pieces(&opening(graph, head)));
                }
                if pattern == Pattern::Copula
                    && let Some(not) = not
                {
                    label.insert(0, LabelPiece::Word(not));
                }
                found.push(Proposal { steps, ..Proposal::new(subject, object, pattern, label, head) });
            }
        }
    }
}

/// Whether someone has an office in a place: "the mayor of Paris", "former Paris mayor Lee".
pub(super) fn holds_place(graph: &Graph<'_>, role: usize, subject: Member, words: &[LabelPiece]) -> bool {
    let ends_in = match words.last() {
        Some(LabelPiece::Of) => "of",
        Some(&(LabelPiece::Word(last) | LabelPiece::Singular(last))) => graph.lower(last),
        _ => "",
    };
    // "the senator from New York"
    let is_from = ends_in == "from" && lexicon::role::is_seat(graph.lower(role));
    // "RNA, Ruritania's news agency"
    if subject.kind == EntityKind::Organization && words.last() == Some(&LabelPiece::Of) {
        return lexicon::role::is_organization(graph.lower(role));
    }
    subject.kind == EntityKind::Person
        && lexicon::role::is_local_office(graph.lower(role))
        && (matches!(ends_in, "of" | "to") || is_from)
}

/// Whether no verb separates a title from its name: "Lee's adviser, Ann Roe, met Ito" says nothing about Ito.
fn stands_before(graph: &Graph<'_>, title: usize, name: usize) -> bool {
    !(title + 1..name)
        .any(|at| matches!(graph.words[at].tag, Tag::Verb | Tag::Auxiliary) || graph.words[at].text == ";")
}

/// Whether a description ends before a verb of its own: "Lee, a former Acme chairman living abroad has said"
/// describes someone other than Lee. So does "Lee, head of Acme Roe".
pub(super) fn is_closed(graph: &Graph<'_>, noun: usize) -> bool {
    for (at, word) in graph.words.iter().enumerate().skip(noun + 1) {
        let is_person = |it: usize| graph.words[it].member.is_some_and(|it| it.kind == EntityKind::Person);
        let others = graph.name_at(at).zip(graph.name_at(at - 1)).filter(|it| it.0 != it.1);
        match word.tag {
            _ if others.is_some_and(|it| is_person(it.0)) => return false,
            Tag::Auxiliary => return false,
            Tag::Punctuation if word.text != "-" => return true,
            Tag::Pronoun if matches!(word.lower.as_str(), "who" | "which" | "that" | "whose") => return true,
            _ => {}
        }
    }
    true
}

/// Whether a verb gives the noun to the name before it: "named Ann Lee its chief economist", where the tree may take
/// the noun for a description. `given` reads it from the verb, which may be asked or denied.
fn is_given(graph: &Graph<'_>, name: usize, noun: usize) -> bool {
    let is_apart = (graph.end(name)..noun).any(|it| graph.words[it].tag == Tag::Punctuation);
    let verb = graph.words[name].head.filter(|&it| it < name);
    !is_apart && name < noun && verb.is_some_and(|it| lexicon::verb::is_appointing(graph.lower(it)))
}

/// "took *over* as chairman"
fn takes_over(graph: &Graph<'_>, verb: usize) -> bool {
    matches!(graph.lower(verb), "take" | "takes" | "took" | "taken" | "taking")
        && graph.words.get(verb + 1).is_some_and(|it| it.lower == "over")
}

/// The "one" of "one of the founders".
fn one_of(graph: &Graph<'_>, founders: usize) -> Option<usize> {
    let one = graph.words[founders].head.filter(|&it| it < founders && graph.lower(it) == "one")?;
    let is_many = lexicon::noun::singular(graph.lower(founders)).is_some();
    (is_many && graph.is(founders, Function::NominalModifier) && graph.words[one].member.is_none())
        .then_some(one)
}

/// Who is said to be what the noun says.
fn holders(graph: &Graph<'_>, head: usize) -> Vec<(Member, Pattern)> {
    let word = &graph.words[head];
    let mut found = Vec::new();
    // "the chairman's husband": a mention is itself what it says.
    if let Some(member) = word.member.filter(|it| it.form == MentionForm::Noun) {
        return vec![(member, Pattern::Description)];
    }
    // "director of Acme, founder of Hall": whoever is the one is also the other.
    if let Some(above) = word.head.and_then(|it| role_above(graph, head, it)) {
        return holders(graph, above);
    }
    if let Some(one) = one_of(graph, head) {
        return holders(graph, one);
    }
    let names = |at: usize| graph.members(at).into_iter();
    // "activists, the Acme government": several people are not one.
    let is_many = lexicon::noun::singular(&word.lower).is_some_and(lexicon::role::is_person_role);
    let is_one = |it: usize| graph.with_conjuncts(it).len() == 1 && !graph.is(it, Function::Conjunct);
    let agrees = |it: usize| !is_many || !is_one(it);
    if let Some(above) = word.head {
        let is_name = graph.words[above].name.is_some();
        match word.function {
            Function::Title if head < above && stands_before(graph, head, above) => {
                found.extend(names(above).map(|it| (it, Pattern::Title)).take(1));
            }
            Function::Compound | Function::Flat | Function::AdjectivalModifier
                if is_name && head < above && lexicon::role::is_person_role(&word.lower) =>
            {
                found.extend(names(above).map(|it| (it, Pattern::Title)).take(1));
            }
            Function::Apposition
                if graph.same_marks(above, head)
                    && (head < above || is_closed(graph, head))
                    && !is_given(graph, above, head) =>
            {
                found.extend(
                    graph
                        .member(above)
                        .filter(|_| graph.is_near(above, head) && agrees(above))
                        .map(|it| (it, Pattern::Apposition)),
                );
                if is_many
                    && let Some(first) =
                        graph.words[above].head.filter(|_| graph.is(above, Function::Conjunct))
                {
                    found.extend(graph.member(first).map(|it| (it, Pattern::Apposition)));
                }
            }
            // "owner and chairman of Acme"
            Function::Conjunct
                if graph.words[above].name.is_none()
                    && graph.words[above].member.is_none_or(|it| it.form == MentionForm::Noun) =>
            {
                let upper = &graph.words[above];
                if upper.head.is_some_and(|it| graph.words[it].name.is_some())
                    && upper.function == Function::Apposition
                {
                    found.extend(
                        upper.head.and_then(|it| graph.member(it)).map(|it| (it, Pattern::Apposition)),
                    );
                }
            }
            _ => {}
        }
    }
    // "my uncle Terry", "Lee's lawyer, Ann Roe": one noun, one name.
    let names_of = graph.children_as(head, &[Function::Apposition, Function::Flat]);
    let near = names_of.into_iter().find(|&it| graph.words[it].name.is_some() && graph.is_near(head, it));
    found.extend(
        near.filter(|&it| agrees(it)).and_then(|it| graph.member(it)).map(|it| (it, Pattern::Apposition)),
    );
    if graph.child_as(head, Function::Copula).is_some() && word.tag != Tag::Adjective {
        for subject in graph.children_as(head, &[Function::Subject]) {
            found.extend(names(subject).map(|it| (it, Pattern::Copula)));
        }
    }
    found.extend(became(graph, head).into_iter().map(|it| (it, Pattern::Copula)));
    // "Lee's appointment as head of Acme"
    if let Some(above) = word.head.filter(|&it| it < head && lexicon::role::is_tenure(graph.lower(it)))
        && graph.is(head, Function::NominalModifier)
        && graph.case(head).iter().any(|&it| graph.lower(it) == "as")
    {
        let owners = graph.children_as(above, &[Function::Possessor]);
        found.extend(owners.filter_map(|it| graph.member(it)).map(|it| (it, Pattern::Apposition)));
    }
    // "has emerged as an investor in Acme"
    if let Some(above) = word.head.filter(|&it| it < head && graph.words[it].tag == Tag::Verb)
        && matches!(word.function, Function::Oblique | Function::OpenClause)
        && graph.case(head).iter().any(|&it| graph.lower(it) == "as")
        && (lexicon::verb::is_serving(graph.lower(above)) || takes_over(graph, above))
    {
        let own = frame(graph, above);
        found.extend(own.subjects.iter().flat_map(|&it| graph.members(it)).map(|it| (it, Pattern::Copula)));
    }
    found.dedup_by_key(|it| it.0.entity);
    found
}

/// The role that continues another role after an organization: "director of Acme, *founder* of Hall".
fn role_above(graph: &Graph<'_>, head: usize, above: usize) -> Option<usize> {
    let is_joined = matches!(graph.words[head].function, Function::Apposition | Function::Conjunct);
    let is_role = |it: usize| {
        lexicon::role::is_person_role(graph.lower(it)) && !lexicon::role::is_organization(graph.lower(it))
    };
    if !is_joined || head < above || !is_role(head) {
        return None;
    }
    let is_organization = graph.words[above].member.is_some_and(|it| it.kind == EntityKind::Organization)
        && graph.words[above].name.is_some();
    if !is_organization {
        // "director of Acme … and founder of Hall", joined to the role itself
        let is_predicate = graph.child_as(above, Function::Copula).is_some();
        // "was minister and, after leaving, the leader of Acme", where the tree has an apposition
        let is_second =
            graph.is(head, Function::Conjunct) || graph.child_as(head, Function::Coordinator).is_some();
        return (is_predicate && is_second && is_role(above)).then_some(above);
    }
    let is_part = matches!(graph.words[above].function, Function::NominalModifier | Function::Oblique);
    graph.words[above].head.filter(|&it| is_part && it < above && is_role(it))
}

/// "became director of Acme", "was appointed director of Acme", "appointed Lee as director of Acme": who became it.
fn became(graph: &Graph<'_>, head: usize) -> Vec<Member> {
    let Some(verb) = graph.words[head].head.filter(|&it| graph.words[it].tag == Tag::Verb) else {
        return Vec::new();
    };
    let (is_as, is_bare) = match graph.case(head)[..] {
        [] => (false, true),
        [case] => (graph.lower(case) == "as", false),
        _ => (false, false),
    };
    let is_part = matches!(
        graph.words[head].function,
        Function::Object | Function::OpenClause | Function::Oblique | Function::BareOblique
    );
    let lower = graph.lower(verb);
    // "As a subsidiary of Acme, Hall was founded"
    if head < verb && is_as && is_part {
        let is_role = lexicon::role::is_organization(graph.lower(head))
            || lexicon::role::is_person_role(graph.lower(head));
        let subjects = frame(graph, verb).subjects;
        return subjects.iter().filter(|_| is_role).flat_map(|&it| graph.members(it)).collect();
    }
    if head < verb || !is_part || !lexicon::role::is_person_role(graph.lower(head)) || !(is_as || is_bare) {
        return Vec::new();
    }
    if is_bare && lexicon::verb::is_becoming(lower) {
        return frame(graph, verb).subjects.iter().flat_map(|&it| graph.members(it)).collect();
    }
    if !lexicon::verb::is_appointing(lower) {
        return Vec::new();
    }
    let own = frame(graph, verb);
    if own.refuses(graph) {
        return Vec::new();
    }
    let objects = graph.children_as(verb, &[Function::Object]).filter(|&it| it != head && it < head);
    let words: Vec<usize> = if own.is_passive { own.subjects } else { objects.collect() };
    words.into_iter().flat_map(|it| graph.members(it)).filter(|it| it.kind == EntityKind::Person).collect()
}
