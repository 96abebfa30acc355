//! What someone is, told by the words right beside the name, whatever the tree says of them.

use crate::nlp::lexicon;
use crate::nlp::relations::graph::Graph;
use crate::nlp::relations::nominal::{holds_place, is_closed};
use crate::nlp::relations::statement::{Family, Piece, Statement, pieces};
use crate::nlp::syntax::{Function, Tag};
use crate::nlp::{EntityKind, MentionForm};

/// Adds what stands beside the names of a sentence.
pub(super) fn find(graph: &Graph<'_>, found: &mut Vec<Statement>) {
    for head in (0..graph.len()).filter(|&it| graph.words[it].name.is_some()) {
        belonging(graph, head, found);
        office(graph, head, found);
        title(graph, head, found);
    }
}

/// "former Acme chairman Lee", "Acme's chairman Ann Lee": told by the words beside the name, whatever the tree says.
fn title(graph: &Graph<'_>, head: usize, found: &mut Vec<Statement>) {
    let (Some(subject), Some(name)) = (graph.words[head].member, graph.words[head].name.clone()) else {
        return;
    };
    let is_noun = |at: usize| matches!(graph.words[at].tag, Tag::Noun | Tag::Name | Tag::Adjective);
    let mut start = name.start;
    // Back over the title, to the name before it.
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
    if let Some(open) = words.iter().position(|&it| graph.words[it].text == "(") {
        words.truncate(open);
    }
    let role = words.last().copied().filter(|&it| lexicon::role::is_person_role(graph.lower(it)));
    let holds = |role| object.kind != EntityKind::Place || holds_place(graph, role, subject, &[Piece::Of]);
    if !role.is_some_and(holds) || !graph.same_marks(head, object.word) {
        return;
    }
    // "former Acme chairman": what stands before the organization belongs to the chairman.
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

/// "Lee, chairman of Acme", "Lee co-owner of the Acme club": told by the words behind the name.
fn office(graph: &Graph<'_>, head: usize, found: &mut Vec<Statement>) {
    let (Some(subject), Some(name)) = (graph.words[head].member, graph.words[head].name.clone()) else {
        return;
    };
    // "an Acme member of the board": without a comma only a person is described.
    if subject.kind != EntityKind::Person && graph.words.get(name.end).is_none_or(|it| it.text != ",") {
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

/// "Lee of Acme"
fn belonging(graph: &Graph<'_>, head: usize, found: &mut Vec<Statement>) {
    let Some(subject) = graph.words[head].member.filter(|it| it.kind == EntityKind::Person) else { return };
    for child in graph.children_as(head, &[Function::NominalModifier]) {
        let case = graph.case(child);
        if !case.iter().all(|&it| matches!(graph.lower(it), "of" | "from" | "at" | "with")) || case.is_empty()
        {
            continue;
        }
        for object in graph.members(child).into_iter().filter(|it| it.kind == EntityKind::Organization) {
            found.push(Statement::new(subject, object, Family::Belonging, pieces(&case), case[0]));
        }
    }
}
