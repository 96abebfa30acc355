//! Corrects the tree where a title, an office or a description of someone is with the wrong word.

use crate::nlp::EntityKind;
use crate::nlp::cast::word::fold;
use crate::nlp::lexicon;
use crate::nlp::relations::graph::{Word, attach, name_of, take_cases};
use crate::nlp::syntax::{Function, Tag};

/// The most words of a title or description before a name.
pub(super) const MAX_TITLE: usize = 6;

/// "her eldest son Jeremy is", "insurer Acme Group": attaches the name to the noun.
pub(super) fn title(words: &mut [Word<'_>], is_named: &[bool], name: usize, start: usize) {
    let Some(noun) = start.checked_sub(1).filter(|&it| !is_named[it]) else { return };
    let kind = words[name].member.map(|it| it.kind);
    let suits = match kind {
        Some(EntityKind::Person) => is_role(words, is_named, noun),
        Some(EntityKind::Organization) => {
            words[noun].tag == Tag::Noun && lexicon::role::is_organization(&words[noun].lower)
        }
        _ => false,
    };
    let is_joined = words[noun].head == Some(name) || words[name].head == Some(noun);
    let is_stray = words[noun].function == Function::Title && words[noun].head.is_some_and(|it| it < noun);
    if suits && is_stray && !is_joined {
        attach(words, noun, name, Function::Title); // a title precedes its name
        return;
    }
    if suits && !is_joined && !is_owner(words, name) {
        let shares = words[noun].head == words[name].head;
        // "the company Lee founded" and "told the judge Lee left" have a verb of the name's own.
        let follows =
            words[name].head.is_some_and(|it| it > name) && words[name].function == Function::Subject;
        if shares || !follows {
            attach(words, name, noun, Function::Apposition);
        }
    }
}

/// "Acme Committee chairman Lee", "Roe's lawyer Lee": the first name belongs to the office, and does nothing itself.
pub(super) fn modifier(words: &mut [Word<'_>], is_named: &[bool], name: usize, end: usize) {
    let owner = is_owner(words, name);
    let start = if owner { end + 1 } else { end };
    let is_title =
        |&at: &usize| !is_named[at] && matches!(words[at].tag, Tag::Noun | Tag::Name | Tag::Adjective);
    let next = (start..words.len().min(start + MAX_TITLE)).find(|at| !is_title(at));
    let Some(next) = next.filter(|&it| it > start && is_named[it] && is_role(words, is_named, it - 1)) else {
        return;
    };
    let Some(holder) = name_of(words, next) else { return };
    let role = next - 1;
    if words[role].head != Some(holder) && words[holder].head != Some(role) {
        attach(words, role, holder, Function::Title);
    }
    if words[name].head != Some(role) {
        attach(words, name, role, if owner { Function::Possessor } else { Function::Compound });
    }
}

/// "met with Member of the Acme Board Ann Lee": the name is that of the member, and takes its place.
pub(super) fn office(words: &mut [Word<'_>], is_named: &[bool], name: usize, start: usize) {
    let is_person = words[name].member.is_some_and(|it| it.kind == EntityKind::Person);
    let near = start.saturating_sub(MAX_TITLE + 1)..start;
    let is_part =
        |it: &usize| matches!(words[*it].tag, Tag::Noun | Tag::Name | Tag::Adjective | Tag::Determiner);
    let of = near.rev().find(|it| !is_part(it)).filter(|&it| it + 1 < start && words[it].lower == "of");
    // "critic of Mr Lee", "wife of the singer Lee": what comes before the name belongs to it.
    let is_own = start.checked_sub(1).is_some_and(|it| {
        let lower = words[it].lower.as_str();
        // "the Minister of Justice Lee", "Secretary of State Lee": no title of its own.
        let is_realm = it > 1
            && words[it - 1].lower == "of"
            && matches!(words[it - 2].lower.as_str(), "minister" | "secretary");
        !is_named[it]
            && !is_realm
            && (words[it].tag != Tag::Noun && words[it].tag != Tag::Name
                || lexicon::role::is_person_noun(lower)
                || lexicon::role::is_role(lexicon::role::Role::Modifier, lower)
                || lexicon::honorific::honorific(&fold(words[it].text)).is_some())
    });
    let role = of.and_then(|it| it.checked_sub(1)).filter(|&it| {
        let is_kin = lexicon::role::is_role(lexicon::role::Role::Kin, &words[it].lower);
        is_person && !is_own && !is_kin && is_role(words, is_named, it)
    });
    let Some((role, above)) = role.and_then(|it| Some((it, words[it].head?))) else { return };
    // "Lee, head of Acme Roe": nobody knows whose office that is.
    if words[role].function == Function::Apposition && words[above].name.is_some() && above < role {
        return;
    }
    let is_beside = words[name].head == Some(above);
    let is_subject = matches!(words[name].function, Function::Subject | Function::PassiveSubject);
    // "told the head of Acme Lee left": the name has a verb of its own.
    if is_subject && !is_beside {
        return;
    }
    let function = if is_beside { words[name].function } else { words[role].function };
    if !attach(words, name, above, function) {
        return;
    }
    attach(words, role, name, Function::Title);
    take_cases(words, role, name);
}

/// "Lee's lawyer, Ann Roe, had", "Lee's wife, former actress Ann Roe, had": the name is that of the lawyer, whatever else
/// is near.
pub(super) fn apposition(words: &mut [Word<'_>], is_named: &[bool], name: usize, start: usize, end: usize) {
    let mut first = start;
    while let Some(at) = first.checked_sub(1).filter(|&it| start - it < MAX_TITLE && !is_named[it]) {
        let is_article = words[at].tag == Tag::Determiner;
        if !is_article && !matches!(words[at].tag, Tag::Noun | Tag::Adjective | Tag::Name) {
            break;
        }
        first = at;
        if is_article {
            break;
        }
    }
    let owned =
        |noun: usize| words.iter().any(|it| it.head == Some(noun) && it.function == Function::Possessor);
    let is_noun = |&it: &usize| {
        words[it + 1].text == "," && is_role(words, is_named, it) && (first == start || owned(it))
    };
    let Some(noun) = first.checked_sub(2).filter(is_noun) else { return };
    let is_closed = words.get(end).is_none_or(|it| matches!(it.text, "," | "." | ")" | ";"));
    if is_closed && words[name].head != Some(noun) && words[noun].head != Some(name) {
        attach(words, name, noun, Function::Apposition);
    }
}

/// A name after its noun is not part of a compound: "the venture fund Acme Capital".
pub(super) fn behind(words: &mut [Word<'_>], name: usize, start: usize) {
    let is_behind = words[name].head.is_some_and(|it| it < start && words[it].tag == Tag::Noun);
    if is_behind && words[name].function == Function::Compound {
        words[name].function = Function::Apposition;
    }
}

/// "Lee from Acme said", "Lee, also of Acme, said": what is between a person and the verb tells where the person
/// belongs.
pub(super) fn belonging(words: &mut [Word<'_>], is_named: &[bool], name: usize, start: usize, end: usize) {
    let is_between = |&it: &usize| {
        !is_named[it] && matches!(words[it].tag, Tag::Noun | Tag::Name | Tag::Adjective | Tag::Determiner)
    };
    let Some(case) = (0..start).rev().find(|it| !is_between(it)) else { return };
    let kind = words[name].member.map(|it| it.kind);
    let suits = match words[case].lower.as_str() {
        "from" => kind != Some(EntityKind::Person),
        "of" | "at" => kind == Some(EntityKind::Organization),
        _ => false,
    };
    let Some(mut before) = case.checked_sub(1).filter(|_| suits && start - case < MAX_TITLE) else { return };
    if words[before].tag == Tag::Adverb {
        before = before.saturating_sub(1);
    }
    let has_comma = words[before].text == ",";
    if has_comma {
        before = before.saturating_sub(1);
    }
    // "Acme's research institute"
    let mut phrase = name;
    while let Some(owned) = words[phrase].head.filter(|&it| {
        it > end
            && !is_named[it]
            && matches!(words[phrase].function, Function::Possessor | Function::Compound)
    }) {
        phrase = owned;
    }
    let last = if phrase == name { end } else { phrase + 1 };
    let person = name_of(words, before).filter(|&it| {
        words[it].member.is_some_and(|it| it.kind == EntityKind::Person)
            && matches!(words[it].function, Function::Subject | Function::PassiveSubject)
    });
    let Some((person, verb)) = person.and_then(|it| Some((it, words[it].head?))) else { return };
    let is_closed = !has_comma || words.get(last).is_some_and(|it| it.text == ",");
    // "Lee, formerly of Acme, joined Hall", where the tree has Acme with Hall
    let is_astray =
        has_comma && words[phrase].head.is_some_and(|it| it >= last || (before..case).contains(&it));
    if is_closed && verb >= last && (words[phrase].head == Some(verb) || is_astray) {
        attach(words, phrase, person, Function::NominalModifier);
        attach(words, case, phrase, Function::Case);
    }
}

/// "an investor in the club": a preposition directly after an office belongs to the office.
pub(super) fn investor(words: &mut [Word<'_>], is_named: &[bool], case: usize) {
    let Some(noun) = case.checked_sub(1).filter(|&it| is_role(words, is_named, it)) else { return };
    if !matches!(words[case].lower.as_str(), "of" | "in" | "on" | "at" | "for") {
        return;
    }
    let Some(phrase) = words[case].head.filter(|&it| it > case && words[it].tag != Tag::Verb) else { return };
    if words[phrase].head != Some(noun) {
        attach(words, phrase, noun, Function::NominalModifier);
    }
}

/// Whether it is a noun for an office or relative that stands for one person and is not part of a name.
pub(super) fn is_role(words: &[Word<'_>], is_named: &[bool], at: usize) -> bool {
    let word = &words[at];
    matches!(word.tag, Tag::Noun | Tag::Name)
        && !is_named[at]
        && lexicon::role::is_person_role(&word.lower)
        && lexicon::noun::singular(&word.lower).is_none_or(|it| !lexicon::role::is_person_role(it))
}

/// "Lee's"
pub(super) fn is_owner(words: &[Word<'_>], name: usize) -> bool {
    let end = words[name].name.as_ref().map_or(name + 1, |it| it.end);
    words.get(end).is_some_and(|it| matches!(it.text, "'s" | "’s" | "'" | "’"))
}
