//! What nouns for events and for mutual relations state: "her submission to the court", "Lee and Roe are siblings".

use crate::nlp::EntityKind;
use crate::nlp::lexicon;
use crate::nlp::relations::graph::{Graph, Member};
use crate::nlp::relations::inside::inside;
use crate::nlp::relations::label::noun;
use crate::nlp::relations::proposal::{LabelPiece, Pattern, Proposal, pieces};
use crate::nlp::syntax::{Function, Tag};

/// "Lee and Roe are siblings": one is the other's.
pub(super) fn mutual(graph: &Graph<'_>, head: usize, found: &mut Vec<Proposal>) {
    let is_mutual = lexicon::noun::singular(graph.lower(head)).is_some_and(lexicon::kin::is_mutual);
    let mut subjects = graph.children_as(head, &[Function::Subject]);
    let Some(subject) =
        subjects.next().filter(|_| is_mutual && graph.child_as(head, Function::Copula).is_some())
    else {
        return;
    };
    if let [one, other] = graph.members(subject)[..] {
        let not = graph.negation(head).map(LabelPiece::Word);
        let words = noun(graph, head)
            .into_iter()
            .map(|it| if it == head { LabelPiece::Singular(it) } else { LabelPiece::Word(it) });
        let label = not.into_iter().chain(words).chain([LabelPiece::Of]).collect();
        found.push(Proposal::new(one, other, Pattern::Copula, label, head));
    }
}

/// "a fair run by Acme in partnership with Hall": by both.
pub(super) fn joint(graph: &Graph<'_>, head: usize, found: &mut Vec<Proposal>) {
    let is_in = graph.case(head).first().is_some_and(|&it| graph.lower(it) == "in");
    if !is_in || !lexicon::noun::is_joint(graph.lower(head)) {
        return;
    }
    let verb = graph.words[head].head.filter(|&it| it < head);
    // The tree may have the partnership with Acme.
    let verb = verb.map(|it| match graph.words[it].head {
        Some(above) if graph.words[it].member.is_some() => above,
        _ => it,
    });
    let Some(verb) = verb.filter(|&it| graph.words[it].tag == Tag::Verb) else { return };
    let Some(doer) = graph.agents(verb).next() else { return };
    for partner in graph.children_as(head, &[Function::NominalModifier]) {
        let case = graph.case(partner);
        if !case.iter().any(|&it| graph.lower(it) == "with") {
            continue;
        }
        let label = pieces(&[&[verb], graph.case(head).as_slice(), &[head], &case].concat());
        for subject in graph.members(doer) {
            let others = graph.members(partner).into_iter().filter(|it| it.entity != subject.entity);
            found.extend(others.map(|object| Proposal {
                steps: 3,
                ..Proposal::new(subject, object, Pattern::Preposition, label.clone(), verb)
            }));
        }
    }
}

/// "her submission to the court", "the arrest of Lee by Acme"
pub(super) fn find(graph: &Graph<'_>, head: usize, found: &mut Vec<Proposal>) {
    if graph.words[head].tag != Tag::Noun
        || graph.words[head].member.is_some()
        || lexicon::role::is_person_role(graph.lower(head))
        || lexicon::role::is_organization(graph.lower(head))
    {
        return;
    }
    let has_case = |child: usize, case: &str| graph.case(child).iter().any(|&it| graph.lower(it) == case);
    let owners = graph.children(head).iter().copied().filter(|&child| match graph.words[child].function {
        Function::Possessor => graph.owns(child, head),
        Function::NominalModifier | Function::Agent => has_case(child, "by"),
        _ => false,
    });
    let (by, owners): (Vec<usize>, Vec<usize>) = owners.partition(|&it| has_case(it, "by"));
    let members =
        |words: &[usize]| -> Vec<Member> { words.iter().flat_map(|&it| graph.members(it)).collect() };
    if let ([doer], [victim]) = (&members(&by)[..], &members(&owners)[..]) {
        // "Lee's murder by Roe"
        let label = noun(graph, head).into_iter().map(LabelPiece::Word).chain([LabelPiece::Of]).collect();
        found.push(Proposal { steps: 2, ..Proposal::new(*doer, *victim, Pattern::Event, label, head) });
        return;
    }
    let mut owners = members(&[owners, by].concat());
    if owners.is_empty() {
        // "a letter from Lee to Roe"
        let from = graph.children_as(head, &[Function::NominalModifier]).find(|&it| has_case(it, "from"));
        owners = from.map(|it| graph.members(it)).unwrap_or_default();
    }
    if owners.is_empty() {
        // "the marriage of Lee to Roe"
        let of = graph.children_as(head, &[Function::NominalModifier]).find(|&it| has_case(it, "of"));
        let to = graph.children_as(head, &[Function::NominalModifier]).find(|&it| has_case(it, "to"));
        let Some((of, to)) = of.zip(to) else { return };
        let words = noun(graph, head).into_iter().chain(graph.case(to));
        let label: Vec<LabelPiece> = words.map(LabelPiece::Word).collect();
        for object in graph.members(to) {
            let is_visit = lexicon::noun::is_visit(graph.lower(head));
            let ends = graph.members(of).into_iter().filter(|it| it.kind == object.kind || is_visit);
            found.extend(ends.map(|subject| Proposal {
                steps: 2,
                ..Proposal::new(subject, object, Pattern::Event, label.clone(), head)
            }));
        }
        return;
    }
    for child in graph.children_as(head, &[Function::NominalModifier]) {
        let case = graph.case(child);
        let joins = |&it: &usize| lexicon::preposition::is_of_events(graph.lower(it));
        if case.is_empty() || !case.iter().all(joins) {
            continue;
        }
        // "Acme's appeal against the ruling of the court"
        let members = graph.members(child);
        let is_deep =
            members.is_empty() && case.iter().all(|&it| matches!(graph.lower(it), "against" | "to"));
        let parts = if is_deep { inside(graph, child, 1) } else { Vec::new() };
        let parts = parts.into_iter().filter(|it| it.member.kind != EntityKind::Place);
        let parts = parts.map(|it| (it.member, it.words, 3));
        for (object, more, steps) in members.into_iter().map(|it| (it, Vec::new(), 2)).chain(parts) {
            // "Ruritania's invasion of Slavonia", not "Lee's tour of Slavonia"
            let takes_part = |it: &&Member| {
                object.kind != EntityKind::Place
                    || it.kind == EntityKind::Place && lexicon::noun::is_of_states(graph.lower(head))
                    || lexicon::noun::is_of_deed(graph.lower(head))
                    || lexicon::noun::is_visit(graph.lower(head))
            };
            for &subject in owners.iter().filter(takes_part) {
                let words = noun(graph, head).into_iter().chain(case.iter().copied());
                let label = words.map(LabelPiece::Word).chain(more.iter().copied()).collect();
                let event = Proposal::new(subject, object, Pattern::Event, label, head);
                found.push(Proposal { steps, ..event });
            }
        }
    }
}
