//! What someone is, according to the words directly beside the name, whatever the tree says about them.

use crate::nlp::EntityKind;
use crate::nlp::cast::word::fold;
use crate::nlp::lexicon;
use crate::nlp::relations::graph::{Graph, Member, Word};
use crate::nlp::relations::inside::inside;
use crate::nlp::relations::label::noun;
use crate::nlp::relations::listed;
use crate::nlp::relations::neighbour::titles;
use crate::nlp::relations::nominal::holds_place;
use crate::nlp::relations::office;
use crate::nlp::relations::proposal::{LabelPiece, Pattern, Proposal, pieces};
use crate::nlp::syntax::{Function, Tag};

/// The most words of what an organization is, between "of" and its name.
const MAX_KIND: usize = 7;

/// Adds what the words beside the names of a sentence state.
pub(super) fn find(graph: &Graph<'_>, found: &mut Vec<Proposal>) {
    for head in (0..graph.len()).filter(|&it| graph.words[it].name.is_some()) {
        belonging(graph, head, found);
        office::behind(graph, head, found);
        title(graph, head, found);
        office_before(graph, head, found);
        compounded(graph, head, found);
        listed::offices(graph, head, found);
    }
    parallel(graph, found);
}

/// "former Acme chairman Lee", "Acme's chairman Ann Lee": stated by the words beside the name, whatever the tree
/// says.
fn title(graph: &Graph<'_>, head: usize, found: &mut Vec<Proposal>) {
    let (Some(subject), Some(name)) = (graph.words[head].member, graph.words[head].name.clone()) else {
        return;
    };
    let is_noun = |at: usize| matches!(graph.words[at].tag, Tag::Noun | Tag::Name | Tag::Adjective);
    let mut start = name.start;
    // Goes back over the title, to the name before it.
    let object = loop {
        let Some(at) = start.checked_sub(1).filter(|_| name.start - start < 7) else { return };
        if let Some(other) = graph.name_at(at) {
            break graph.words[other].member;
        }
        if graph.words[at].text == ")" {
            // "officer (CEO) Ann Lee"
            let Some(open) = (at.saturating_sub(3)..at).rfind(|&it| graph.words[it].text == "(") else {
                return;
            };
            start = open;
            continue;
        }
        let is_joint = matches!(graph.words[at].text, "-" | "'s" | "’s");
        if !is_noun(at) && !is_joint {
            return;
        }
        start = at;
    };
    let Some(object) = object else { return };
    let mut words: Vec<usize> =
        (start..name.start).filter(|&it| !matches!(graph.words[it].text, "'s" | "’s")).collect();
    // "Acme (ACM) chairman Lee" and "officer (CEO) Ann Lee"
    if let Some(open) = words.iter().position(|&it| graph.words[it].text == "(") {
        let close = words.iter().position(|&it| graph.words[it].text == ")").unwrap_or(words.len() - 1);
        words.drain(open..=close);
    }
    drop_honorifics(graph, &mut words);
    // "Ruritania's news agency RNA", "Acme's subsidiary Hall"
    let is_owned = subject.kind == EntityKind::Organization
        && matches!(graph.words[graph.end(object.word)].text, "'s" | "’s");
    let suits =
        |it: &str| lexicon::role::is_person_role(it) || is_owned && lexicon::role::is_organization(it);
    let role = words.last().copied().filter(|&it| suits(graph.lower(it)));
    let holds = |role| {
        object.kind != EntityKind::Place || is_owned || holds_place(graph, role, subject, &[LabelPiece::Of])
    };
    if !role.is_some_and(holds) || !graph.same_marks(head, object.word) {
        return;
    }
    // "former Acme chairman": what precedes the organization describes the chairman.
    let former = start
        .checked_sub(1)
        .and_then(|_| graph.words[object.word].name.clone())
        .and_then(|it| it.start.checked_sub(1));
    let former = former.filter(|&it| {
        matches!(graph.lower(it), "former" | "ex" | "then" | "acting" | "late" | "longtime")
            && graph.words[start].text != "'s"
    });
    // "Acme lawyers Lee and Roe": each of them is one.
    let is_each = |it: usize| {
        Some(it) == role
            && lexicon::noun::singular(graph.lower(it)).is_some_and(lexicon::role::is_person_role)
    };
    let piece = |it: usize| if is_each(it) { LabelPiece::Singular(it) } else { LabelPiece::Word(it) };
    let pieces = former.into_iter().chain(words.iter().copied()).map(piece).chain([LabelPiece::Of]).collect();
    let anchor = words.last().copied().unwrap_or(head);
    found.push(Proposal::new(subject, object, Pattern::Title, pieces, anchor));
}

/// "chief executive | Dr", but not "secretary general": an honorific between an office and the name is no part of the
/// office.
fn drop_honorifics(graph: &Graph<'_>, words: &mut Vec<usize>) {
    let is_role = |it: usize| lexicon::role::is_person_role(graph.lower(it));
    let is_honorific = |it: usize| {
        graph.words[it].text == "."
            || !is_role(it) && lexicon::honorific::honorific(&fold(graph.words[it].text)).is_some()
    };
    let n_kept = words.iter().rposition(|&it| !is_honorific(it)).map_or(0, |it| it + 1);
    if n_kept.checked_sub(1).is_some_and(|it| is_role(words[it])) {
        words.truncate(n_kept);
    }
}

/// "Acme-backed Hall": what the organization before a participle does.
fn compounded(graph: &Graph<'_>, head: usize, found: &mut Vec<Proposal>) {
    let (Some(subject), Some(name)) = (graph.words[head].member, graph.words[head].name.clone()) else {
        return;
    };
    let participle = name.end + 1;
    let hyphen = graph.words.get(name.end).filter(|it| it.text == "-");
    let verb = hyphen.and_then(|_| lexicon::verb::compounded(&graph.words.get(participle)?.lower));
    let is_noun = |it: &usize| {
        graph.name_at(*it).is_none() && matches!(graph.words[*it].tag, Tag::Noun | Tag::Adjective)
    };
    let Some(next) = (participle + 1..graph.len().min(participle + 5)).find(|it| !is_noun(it)) else {
        return;
    };
    let object = graph.name_at(next).and_then(|it| graph.words[it].member);
    let suits = |it: &Member| it.kind == EntityKind::Organization && subject.kind != EntityKind::Place;
    if let Some((object, verb)) = object.filter(suits).zip(verb) {
        let label = vec![LabelPiece::As(participle, verb)];
        found.push(Proposal::new(subject, object, Pattern::Object, label, participle));
    }
}

/// "Lee of Acme"
fn belonging(graph: &Graph<'_>, head: usize, found: &mut Vec<Proposal>) {
    let Some(subject) = graph.words[head].member.filter(|it| it.kind == EntityKind::Person) else { return };
    owner(graph, subject, found);
    party(graph, subject, found);
    // "Lee and Roe, both of Acme"
    for both in graph.children_as(head, &[Function::Apposition]).filter(|&it| graph.lower(it) == "both") {
        for realm in graph.children_as(both, &[Function::NominalModifier]) {
            let case = pieces(&graph.case(realm));
            let objects = graph.members(realm).into_iter().filter(|it| it.kind == EntityKind::Organization);
            let each = |object| {
                let each = graph.members(head).into_iter();
                each.map(move |it| (it, object))
            };
            let pairs = objects.flat_map(each);
            found.extend(pairs.filter(|_| !case.is_empty()).map(|(subject, object)| {
                Proposal::new(subject, object, Pattern::Belonging, case.clone(), both)
            }));
        }
    }
    for child in graph.children_as(head, &[Function::NominalModifier]) {
        let case = graph.case(child);
        if !case.iter().all(|&it| matches!(graph.lower(it), "of" | "from" | "at" | "with")) || case.is_empty()
        {
            continue;
        }
        // "Lee, formerly of Acme"
        let is_former =
            |&it: &usize| graph.words[it].tag == Tag::Adverb && graph.lower(it) != "also" && it > head;
        let before = case[0].checked_sub(1).filter(is_former);
        let words = [titles(graph, head).as_slice(), before.as_slice(), &case].concat();
        let members = graph.members(child);
        // "Lee from Paris said", not "pushed Lee from the bridge"
        let is_from = graph.lower(case[0]) == "from"
            && matches!(graph.words[head].function, Function::Subject | Function::PassiveSubject);
        // "signed Lee from Acme": not where Lee belongs
        let is_taken = graph.lower(case[0]) == "from"
            && graph.is(head, Function::Object)
            && graph.words[case[0] - 1].text != ",";
        let suits = |it: &Member| match it.kind {
            EntityKind::Organization => !is_taken,
            EntityKind::Place => is_from,
            EntityKind::Person => false,
        };
        // "Lee, from Acme's research institute"
        let parts = if members.is_empty() { inside(graph, child, 1) } else { Vec::new() };
        let parts = parts.into_iter().filter(|it| it.member.kind == EntityKind::Organization);
        let parts = parts.map(|it| (it.member, [pieces(&words), it.words].concat()));
        // "Lee from Acme and Roe from Hall", where the tree has Hall with Lee
        let is_own = |it: &Member| holder_before(graph, it.word).is_none_or(|it| it == head);
        let whole = members.into_iter().filter(suits).filter(is_own).map(|it| (it, pieces(&words)));
        found.extend(
            whole
                .chain(parts)
                .map(|(object, label)| Proposal::new(subject, object, Pattern::Belonging, label, case[0])),
        );
    }
}

/// "winners were Lee from Acme, Roe from Hall and Poe of Vane": several people, each with an organization.
fn parallel(graph: &Graph<'_>, found: &mut Vec<Proposal>) {
    let pairs: Vec<(Member, usize, Member)> = (0..graph.len())
        .filter_map(|it| {
            let object = graph.words[it].member.filter(|it| it.kind == EntityKind::Organization)?;
            let subject = graph.words[holder_before(graph, it)?].member?;
            let closes = graph.words.get(graph.end(it)).is_none_or(|it| {
                it.tag == Tag::Punctuation && it.text != "-" || matches!(it.lower.as_str(), "and" | "&")
            });
            closes.then_some((subject, graph.end(subject.word), object))
        })
        .collect();
    if pairs.len() > 1 {
        found.extend(pairs.into_iter().map(|(subject, case, object)| {
            Proposal::new(subject, object, Pattern::Belonging, pieces(&[case]), case)
        }));
    }
}

/// The person whose name is directly before "from", "of" or "at" and this name.
fn holder_before(graph: &Graph<'_>, name: usize) -> Option<usize> {
    let mut before = (0..graph.start(name)).rev().skip_while(|&it| graph.words[it].tag == Tag::Determiner);
    before.next().filter(|&it| matches!(graph.lower(it), "from" | "of" | "at"))?;
    let holder = graph.name_at(before.next()?)?;
    graph.words[holder].member.filter(|it| it.kind == EntityKind::Person).map(|_| holder)
}

/// "CNN's Ann Lee", "Uganda's Yoweri Roe": directly before the name.
fn owner(graph: &Graph<'_>, subject: Member, found: &mut Vec<Proposal>) {
    let sign =
        graph.start(subject.word).checked_sub(1).filter(|&it| matches!(graph.words[it].text, "'s" | "’s"));
    let Some((sign, owner)) = sign.and_then(|it| Some((it, graph.name_at(it.checked_sub(1)?)?))) else {
        return;
    };
    let object = graph.words[owner].member.filter(|it| it.kind != EntityKind::Person);
    if let Some(object) = object.filter(|_| graph.same_marks(owner, subject.word)) {
        let pieces = vec![LabelPiece::As(sign, "of")];
        found.push(Proposal::new(subject, object, Pattern::Belonging, pieces, sign));
    }
}

/// "Ann Lee (Labour)": a member of the organization that is alone in brackets after the name.
fn party(graph: &Graph<'_>, subject: Member, found: &mut Vec<Proposal>) {
    let open = graph.end(subject.word);
    // "Ann Lee (R-Ohio)": of the seat
    let is_seat = |it: &[Word<'_>]| {
        it[0].text == "(" && matches!(it[1].text, "R" | "D" | "I" | "Rep" | "Dem") && it[2].text == "-"
    };
    let seat = graph.words.get(open..open + 3).filter(|it| is_seat(it)).and_then(|_| {
        let seat = graph.words[graph.name_at(open + 3)?].member?;
        (seat.kind == EntityKind::Place).then_some(seat)
    });
    if let Some(seat) = seat {
        let label = vec![LabelPiece::As(open, "of")];
        found.push(Proposal::new(subject, seat, Pattern::Belonging, label, open));
    }
    let name = graph
        .words
        .get(open + 1)
        .filter(|_| graph.words[open].text == "(")
        .and_then(|_| graph.name_at(open + 1));
    let Some(name) = name.filter(|&it| graph.words.get(graph.end(it)).is_some_and(|it| it.text == ")"))
    else {
        return;
    };
    if let Some(object) = graph.words[name].member.filter(|it| it.kind == EntityKind::Organization) {
        let label =
            roster(graph).map_or_else(|| vec![LabelPiece::As(open, "of")], |it| vec![it, LabelPiece::Of]);
        found.push(Proposal::new(subject, object, Pattern::Belonging, label, open));
    }
}

/// "Goalkeepers: Lee (Arden), Roe (Belvia)": what everyone in a list is.
fn roster(graph: &Graph<'_>) -> Option<LabelPiece> {
    let is_heading = graph.words.get(1).is_some_and(|it| it.text == ":") && graph.name_at(0).is_none();
    let lower = graph.words.first().map_or("", |it| it.lower.as_str());
    lexicon::noun::singular(lower).filter(|_| is_heading).map(|_| LabelPiece::Singular(0))
}

/// "President of the Mars Society Dr. Ann Lee", "The director of Acme, Mr Ann Lee,": an office with a title or a comma
/// before the name.
fn office_before(graph: &Graph<'_>, head: usize, found: &mut Vec<Proposal>) {
    let Some(subject) = graph.words[head].member.filter(|it| it.kind == EntityKind::Person) else { return };
    let start = graph.start(head);
    let is_title = |it: &usize| {
        graph.name_at(*it).is_none() && lexicon::honorific::honorific(&fold(graph.words[*it].text)).is_some()
    };
    let mut end = start;
    while let Some(at) =
        end.checked_sub(1).filter(|it| is_title(it) || end < start && graph.words[*it].text == ".")
    {
        end = at;
    }
    let has_comma = end > 0 && graph.words[end - 1].text == ",";
    end -= usize::from(has_comma);
    // "the head of ACE (Acme Centre), Ann Lee,"
    if has_comma && end > 0 && graph.words[end - 1].text == ")" {
        end = (0..end).rfind(|&it| graph.words[it].text == "(").unwrap_or(end);
    }
    let Some(other) = end.checked_sub(1).filter(|_| end < start).and_then(|it| graph.name_at(it)) else {
        return;
    };
    let Some(object) = graph.words[other].member.filter(|it| it.kind != EntityKind::Person) else { return };
    // "of | the state-owned oil giant | Acme"
    let first = graph.start(other);
    let is_kind = first.checked_sub(1).is_some_and(|it| lexicon::role::is_organization(graph.lower(it)));
    let is_between = |it: &usize| match graph.words[*it].tag {
        Tag::Determiner => true,
        Tag::Noun | Tag::Adjective | Tag::Verb | Tag::Punctuation => {
            is_kind && graph.name_at(*it).is_none() && !matches!(graph.words[*it].text, "," | "(" | ")" | ";")
        }
        _ => false,
    };
    let of = (first.saturating_sub(MAX_KIND)..first).rev().find(|it| !is_between(it));
    let Some(of) = of.filter(|&it| graph.lower(it) == "of") else { return };
    let role = of.checked_sub(1).filter(|&it| {
        let lower = graph.lower(it);
        graph.name_at(it).is_none()
            && graph.words[it].member.is_none()
            && lexicon::role::is_person_role(lower)
            && lexicon::noun::singular(lower).is_none_or(|it| !lexicon::role::is_person_role(it))
    });
    let Some(role) = role.filter(|_| graph.same_marks(head, other)) else { return };
    let words = [noun(graph, role), vec![of]].concat();
    if object.kind == EntityKind::Organization || holds_place(graph, role, subject, &pieces(&words)) {
        found.push(Proposal::new(subject, object, Pattern::Title, pieces(&words), role));
    }
}
