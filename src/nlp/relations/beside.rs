//! What someone is, according to the words directly beside the name, whatever the tree says about them.

use crate::nlp::cast::word::fold;
use crate::nlp::lexicon;
use crate::nlp::relations::graph::{Graph, Member, Word};
use crate::nlp::relations::label::noun;
use crate::nlp::relations::listed;
use crate::nlp::relations::neighbour::titles;
use crate::nlp::relations::nominal::{holds_place, inside, is_closed};
use crate::nlp::relations::statement::{Family, Piece, Statement, pieces};
use crate::nlp::syntax::{Function, Tag};
use crate::nlp::{EntityKind, MentionForm};

/// Adds what the words beside the names of a sentence state.
pub(super) fn find(graph: &Graph<'_>, found: &mut Vec<Statement>) {
    for head in (0..graph.len()).filter(|&it| graph.words[it].name.is_some()) {
        belonging(graph, head, found);
        office(graph, head, found);
        title(graph, head, found);
        office_before(graph, head, found);
        listed::offices(graph, head, found);
    }
}

/// "former Acme chairman Lee", "Acme's chairman Ann Lee": stated by the words beside the name, whatever the tree
/// says.
fn title(graph: &Graph<'_>, head: usize, found: &mut Vec<Statement>) {
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
    // "Ruritania's news agency RNA", "Acme's subsidiary Hall"
    let is_owned = subject.kind == EntityKind::Organization
        && matches!(graph.words[graph.end(object.word)].text, "'s" | "’s");
    let suits =
        |it: &str| lexicon::role::is_person_role(it) || is_owned && lexicon::role::is_organization(it);
    let role = words.last().copied().filter(|&it| suits(graph.lower(it)));
    let holds = |role| {
        object.kind != EntityKind::Place || is_owned || holds_place(graph, role, subject, &[Piece::Of])
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
    let piece = |it: usize| if is_each(it) { Piece::Singular(it) } else { Piece::Word(it) };
    let pieces = former.into_iter().chain(words.iter().copied()).map(piece).chain([Piece::Of]).collect();
    let anchor = words.last().copied().unwrap_or(head);
    found.push(Statement::new(subject, object, Family::Title, pieces, anchor));
}

/// "Lee, chairman of Acme", "Lee co-owner of the Acme club": stated by the words after the name.
fn office(graph: &Graph<'_>, head: usize, found: &mut Vec<Statement>) {
    let (Some(subject), Some(name)) = (graph.words[head].member, graph.words[head].name.clone()) else {
        return;
    };
    // "an Acme member of the board": without a comma, only people are described like this.
    if subject.kind != EntityKind::Person && graph.words.get(name.end).is_none_or(|it| it.text != ",") {
        return;
    }
    // "director of Acme, founder of Hall": not what Acme is.
    let is_realm = graph.is(head, Function::NominalModifier)
        && graph.words[head]
            .head
            .is_some_and(|it| it < head && lexicon::role::is_person_role(graph.lower(it)));
    if subject.kind != EntityKind::Person && (is_realm || is_realm_of_office(graph, name.start)) {
        return;
    }
    let mut words: Vec<usize> = Vec::new();
    let mut role = None;
    for at in name.end..graph.len().min(name.end + 14) {
        let word = &graph.words[at];
        if !graph.same_marks(head, at) {
            return;
        }
        if let Some(role) = role {
            let Some(object) =
                word.member.filter(|it| it.form == MentionForm::Name || word.tag == Tag::Pronoun)
            else {
                let goes_on = matches!(word.tag, Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Name)
                    || words.last() == Some(&role)
                        && matches!(word.lower.as_str(), "of" | "at" | "for" | "on");
                let is_case = words.last() == Some(&role);
                if !goes_on || is_case && word.tag != Tag::Adposition {
                    return;
                }
                if is_case {
                    words.push(at);
                }
                continue;
            };
            let is_place =
                object.kind == EntityKind::Place && !holds_place(graph, role, subject, &pieces(&words));
            if words.last() == Some(&role) || is_place || !is_closed(graph, at) {
                return;
            }
            found.push(Statement::new(subject, object, Family::Apposition, pieces(&words), role));
            return;
        }
        match word.tag {
            Tag::Punctuation if at == name.end && word.text == "," => {}
            Tag::Determiner if words.is_empty() => {}
            _ if graph.name_at(at).is_some() => {
                // "Lee, an Acme graduate,"
                let other = graph.name_at(at).map(|it| &graph.words[it]);
                let Some((object, end)) =
                    other.and_then(|it| it.member.zip(it.name.as_ref().map(|it| it.end)))
                else {
                    return;
                };
                // "Lee, Acme's chairman,"
                let sign = graph.words.get(end).is_some_and(|it| matches!(it.text, "'s" | "’s"));
                let end = end + usize::from(sign);
                let rest: Vec<usize> = (end..graph.len().min(end + 6))
                    .take_while(|&it| matches!(graph.words[it].tag, Tag::Noun | Tag::Name | Tag::Adjective))
                    .collect();
                let closes = rest
                    .last()
                    .and_then(|&it| graph.words.get(it + 1))
                    .is_some_and(|it| matches!(it.text, "," | "."));
                let has_comma = graph.words[name.end].text == ",";
                let is_role = rest.last().is_some_and(|&it| {
                    lexicon::role::is_person_role(graph.lower(it))
                        && lexicon::noun::singular(graph.lower(it))
                            .is_none_or(|it| !lexicon::role::is_person_role(it))
                });
                if closes && has_comma && is_role && object.kind != EntityKind::Place {
                    let anchor = rest[rest.len() - 1];
                    let words = words.iter().copied().chain(rest);
                    let pieces = words.map(Piece::Word).chain([Piece::Of]).collect();
                    found.push(Statement::new(subject, object, Family::Apposition, pieces, anchor));
                }
                return;
            }
            Tag::Noun | Tag::Name | Tag::Adjective | Tag::Punctuation
                if words.len() < 6 && !matches!(word.text, "," | "(" | ")" | ";") =>
            {
                words.push(at);
                let next_glued = graph.words.get(at + 1).is_some_and(|it| it.span.start() == word.span.end());
                if lexicon::role::is_person_role(&word.lower)
                    && !next_glued
                    && graph.words.get(at + 1).is_some_and(|it| it.tag == Tag::Adposition)
                {
                    role = Some(at);
                }
            }
            _ => return,
        }
    }
}

/// Whether an office of which it is the realm directly precedes a name: "director of | Acme".
fn is_realm_of_office(graph: &Graph<'_>, start: usize) -> bool {
    let mut before = (0..start).rev().skip_while(|&it| graph.words[it].tag == Tag::Determiner);
    let case = before.next().is_some_and(|it| matches!(graph.lower(it), "of" | "at" | "for"));
    case && before.next().is_some_and(|it| lexicon::role::is_person_role(graph.lower(it)))
}

/// "Lee of Acme"
fn belonging(graph: &Graph<'_>, head: usize, found: &mut Vec<Statement>) {
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
                Statement::new(subject, object, Family::Belonging, case.clone(), both)
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
        let whole = members.into_iter().filter(suits).map(|it| (it, pieces(&words)));
        found.extend(
            whole
                .chain(parts)
                .map(|(object, label)| Statement::new(subject, object, Family::Belonging, label, case[0])),
        );
    }
}

/// "CNN's Ann Lee", "Uganda's Yoweri Roe": directly before the name.
fn owner(graph: &Graph<'_>, subject: Member, found: &mut Vec<Statement>) {
    let sign =
        graph.start(subject.word).checked_sub(1).filter(|&it| matches!(graph.words[it].text, "'s" | "’s"));
    let Some((sign, owner)) = sign.and_then(|it| Some((it, graph.name_at(it.checked_sub(1)?)?))) else {
        return;
    };
    let object = graph.words[owner].member.filter(|it| it.kind != EntityKind::Person);
    if let Some(object) = object.filter(|_| graph.same_marks(owner, subject.word)) {
        let pieces = vec![Piece::As(sign, "of")];
        found.push(Statement::new(subject, object, Family::Belonging, pieces, sign));
    }
}

/// "Ann Lee (Labour)": a member of the organization that is alone in brackets after the name.
fn party(graph: &Graph<'_>, subject: Member, found: &mut Vec<Statement>) {
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
        let label = vec![Piece::As(open, "of")];
        found.push(Statement::new(subject, seat, Family::Belonging, label, open));
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
        let label = roster(graph).map_or_else(|| vec![Piece::As(open, "of")], |it| vec![it, Piece::Of]);
        found.push(Statement::new(subject, object, Family::Belonging, label, open));
    }
}

/// "Goalkeepers: Lee (Arden), Roe (Belvia)": what everyone in a list is.
fn roster(graph: &Graph<'_>) -> Option<Piece> {
    let is_heading = graph.words.get(1).is_some_and(|it| it.text == ":") && graph.name_at(0).is_none();
    let lower = graph.words.first().map_or("", |it| it.lower.as_str());
    lexicon::noun::singular(lower).filter(|_| is_heading).map(|_| Piece::Singular(0))
}

/// "President of the Mars Society Dr. Ann Lee", "The director of Acme, Mr Ann Lee,": an office with a title or a comma
/// before the name.
fn office_before(graph: &Graph<'_>, head: usize, found: &mut Vec<Statement>) {
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
    let mut of = graph.start(other).checked_sub(1);
    of = of.filter(|&it| graph.words[it].tag == Tag::Determiner).map_or(of, |it| it.checked_sub(1));
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
        found.push(Statement::new(subject, object, Family::Title, pieces(&words), role));
    }
}
