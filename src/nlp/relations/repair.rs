//! Corrects the tree around names, where it is often wrong and the neighbouring words show what is right: lists,
//! prepositions, clauses.

use crate::nlp::EntityKind;
use crate::nlp::lexicon;
use crate::nlp::relations::descriptor::{self, MAX_TITLE, is_owner};
use crate::nlp::relations::graph::{Word, attach, name_of, take_cases};
use crate::nlp::relations::stray;
use crate::nlp::syntax::{Function, Tag};

/// Corrects the tree around names; it stays a tree.
pub(super) fn mend(words: &mut [Word<'_>]) {
    let mut is_named = vec![false; words.len()];
    for word in words.iter() {
        word.name.clone().into_iter().flatten().for_each(|at| is_named[at] = true);
    }
    for at in 0..words.len() {
        let Some(name) = words[at].name.clone() else { continue };
        if name.start == 0 && is_dateline(words, name.end) {
            words[at].member = None; // where it was written
            continue;
        }
        if let Some([before, hyphen]) = name.start.checked_sub(2).map(|it| &words[it..name.start])
            && hyphen.text == "-"
            && before.span.end() == hyphen.span.start()
            && hyphen.span.end() == words[name.start].span.start()
            && name.start.checked_sub(3).is_none_or(|it| words[it].text != "(")
        // "(R-Ohio)"
        {
            words[at].member = None; // "an anti-Acme fighter"
            continue;
        }
        stray::mend(words, &is_named, at);
        descriptor::modifier(words, &is_named, at, name.end);
        descriptor::title(words, &is_named, at, name.start);
        descriptor::office(words, &is_named, at, name.start);
        descriptor::apposition(words, &is_named, at, name.start, name.end);
        descriptor::behind(words, at, name.start);
        second(words, at);
        preposition(words, &is_named, at, name.start, name.end);
        descriptor::belonging(words, &is_named, at, name.start, name.end);
        conjunct(words, at, name.start);
        together(words, &is_named, at, name.start);
        based(words, at, name.end);
    }
    for at in 0..words.len() {
        stray::subject(words, at);
        stray::clause(words, &is_named, at);
        stray::object(words, at);
        asked(words, at);
        relative(words, &is_named, at);
        descriptor::investor(words, &is_named, at);
        participle(words, &is_named, at);
    }
}

/// "PARIS — Lee said", "PARIS- Lee said": whether a name at the start is a dateline.
fn is_dateline(words: &[Word<'_>], end: usize) -> bool {
    let Some([sign, next]) = words.get(end..end + 2) else { return false };
    let is_parted = sign.span.end() != next.span.start();
    matches!(sign.text, "—" | "–" | ":" | "--") || sign.text == "-" && is_parted
}

/// "called for him to resign": he is the one who resigns.
fn asked(words: &mut [Word<'_>], to: usize) {
    let Some(who) = to.checked_sub(1) else { return };
    let Some(case) = who.checked_sub(1).filter(|&it| words[it].lower == "for" && words[to].lower == "to")
    else {
        return;
    };
    let Some(verb) = words[to].head.filter(|&it| it > to && words[it].tag == Tag::Verb) else { return };
    if words[who].tag == Tag::Pronoun && attach(words, who, verb, Function::Subject) {
        attach(words, case, verb, Function::Marker);
    }
}

/// "met with Lee", "called on the chairman Lee", "shareholders of Acme": attaches the phrase to what directly
/// precedes the preposition.
fn preposition(words: &mut [Word<'_>], is_named: &[bool], name: usize, start: usize, end: usize) {
    // "by an Acme federal judge": of the judge.
    let mut behind = words.iter().skip(end).take(MAX_TITLE).skip_while(|it| it.tag == Tag::Adjective);
    if is_owner(words, name) || behind.next().is_some_and(|it| it.tag == Tag::Noun) {
        return;
    }
    let mut first = start;
    while let Some(at) = first.checked_sub(1).filter(|&it| start - it <= MAX_TITLE && !is_named[it]) {
        match words[at].tag {
            Tag::Noun | Tag::Name | Tag::Adjective => first = at,
            Tag::Determiner => {
                first = at;
                break;
            }
            _ => break,
        }
    }
    let Some(case) = first.checked_sub(1).filter(|&it| lexicon::preposition::is_governed(&words[it].lower))
    else {
        return;
    };
    let Some(before) = case.checked_sub(1) else { return };
    // The name may stand for the noun before it: "the chairman Lee".
    let phrase = match words[name].head {
        Some(head) if (first..start).contains(&head) => head,
        _ => name,
    };
    if words[name].function == Function::Conjunct && words[case].lower != "of" {
        return;
    }
    // "apologized for Acme firing Lee": Acme fires.
    let fires = words[name].head == Some(end) && words[end].lower.ends_with("ing");
    if fires && words[name].function == Function::Subject {
        return;
    }
    let (head, function) = match words[before].tag {
        Tag::Verb if words[case].lower != "of" => (before, Function::Oblique),
        // "Lee's murder by Roe | shocked": whoever comes after "by" is not a subject.
        Tag::Noun if words[case].lower == "by" && words[phrase].function == Function::Subject => {
            (before, Function::NominalModifier)
        }
        Tag::Noun | Tag::Name if words[case].lower == "of" => {
            let whole = if is_named[before] { name_of(words, before) } else { None };
            (whole.unwrap_or(before), Function::NominalModifier)
        }
        _ => match (deed_between(words, phrase, case), event_before(words, is_named, phrase, case)) {
            (Some(verb), _) => (verb, Function::Oblique),
            (None, Some(event)) => (event, Function::NominalModifier),
            (None, None) => return,
        },
    };
    // "appointed by Lee": the tree says more than that he comes after a preposition.
    let is_agent = words[phrase].function == Function::Agent;
    if head == phrase || words[phrase].head == Some(head) && (words[phrase].function == function || is_agent)
    {
        return;
    }
    if attach(words, phrase, head, function) {
        attach(words, case, phrase, Function::Case);
    }
}

/// "Lee, born in 1950, studied law at Acme": what comes after a verb does not belong to its subject.
fn deed_between(words: &[Word<'_>], phrase: usize, case: usize) -> Option<usize> {
    let subject = words[phrase].head.filter(|&it| it < case && words[it].function == Function::Subject)?;
    words[subject].head.filter(|&verb| subject < verb && verb < case && words[verb].tag == Tag::Verb)
}

/// "the arrest of Lee by Acme", "the marriage of Lee to Roe": what comes after the second preposition belongs to the
/// noun, where the tree has it with the name between.
fn event_before(words: &[Word<'_>], is_named: &[bool], phrase: usize, case: usize) -> Option<usize> {
    let is_second = matches!(words[case].lower.as_str(), "by" | "to");
    let between = case.checked_sub(1).filter(|&it| is_second && is_named[it])?;
    let between = name_of(words, between).filter(|&it| words[phrase].head == Some(it))?;
    let has_of =
        words.iter().any(|it| it.head == Some(between) && it.function == Function::Case && it.lower == "of");
    let is_modifier = words[between].function == Function::NominalModifier && has_of;
    words[between].head.filter(|&it| is_modifier && words[it].tag == Tag::Noun)
}

/// "the plans of Acme and Hall Group", where the tree has Acme as a part of Hall Group: the second is joined to the first.
fn second(words: &mut [Word<'_>], name: usize) {
    let end = words[name].name.as_ref().map_or(name + 1, |it| it.end);
    let second = words[name].head.filter(|&it| {
        words[name].function == Function::Compound
            && words[it].name.as_ref().is_some_and(|it| it.start > end)
            && words[end..it].iter().any(|it| it.lower == "and")
            && words[end..it].iter().all(|it| it.tag != Tag::Verb)
    });
    if let Some((second, above)) = second.and_then(|it| Some((it, words[it].head?))) {
        let function = words[second].function;
        if attach(words, name, above, function) {
            take_cases(words, second, name);
            attach(words, second, name, Function::Conjunct);
        }
    }
}

/// "chairman Ann Lee and former chairman Bob Roe": two people, not one with two names.
fn conjunct(words: &mut [Word<'_>], name: usize, start: usize) {
    // "led by Ann Lee and Bob Roe calling for": no clause begins with the subject of a participle.
    let joined = words[name].head.filter(|&it| {
        words[name].function == Function::Subject
            && it > name
            && words[it].lower.ends_with("ing")
            && words[it].function == Function::Participle
    });
    if let Some(first) =
        joined.and_then(|it| words[it].head).filter(|&it| it < name && words[it].name.is_some())
    {
        let between = words.get(first + 1..start).unwrap_or_default();
        if between.iter().any(|it| it.lower == "and") && between.iter().all(|it| it.tag != Tag::Verb) {
            attach(words, name, first, Function::Conjunct);
        }
        return;
    }
    // "the brother of Lee, and of Roe", where the tree joins Roe to the brother
    let and_of = (1..start).rfind(|&it| words[it].lower == "of" && words[it - 1].lower == "and");
    let joined_to =
        words[name].head.filter(|&it| words[name].function == Function::Conjunct && words[it].name.is_none());
    if let Some((of, noun)) = and_of.zip(joined_to)
        && let Some(first) = words[..of].iter().rposition(|it| {
            it.head == Some(noun) && it.function == Function::NominalModifier && it.name.is_some()
        })
        && words[of..start].iter().all(|it| it.tag != Tag::Verb)
    {
        attach(words, name, first, Function::Conjunct);
        return;
    }
    // "trained Lee as well as Roe", where the tree joins Roe to the verb
    let is_verbs = words[name].head.is_some_and(|it| it < name && words[it].tag == Tag::Verb);
    let well = start.checked_sub(3).filter(|&it| {
        let phrase = words[it..start].iter().map(|it| it.lower.as_str());
        words[name].function == Function::Conjunct && is_verbs && phrase.eq(["as", "well", "as"])
    });
    let beside = well.and_then(|it| it.checked_sub(1)).and_then(|it| name_of(words, it));
    if let Some(first) = beside {
        attach(words, name, first, Function::Conjunct);
        return;
    }
    // "Lee, a friend, and Roe, a rival": joined to Lee, who is the friend.
    let is_joined = words[name].function == Function::Conjunct
        && start >= 2
        && words[start - 1].lower == "and"
        && words[start - 2].text == ",";
    let friend = words[name].head.filter(|&it| {
        is_joined && it < name && words[it].name.is_none() && words[it].function == Function::Apposition
    });
    if let Some(first) = friend.and_then(|it| words[it].head).filter(|&it| words[it].name.is_some()) {
        attach(words, name, first, Function::Conjunct);
        return;
    }
    let Some(first) = words[name].head.filter(|&it| it < name && words[it].name.is_some()) else { return };
    if !matches!(
        words[name].function,
        Function::Apposition | Function::Flat | Function::List | Function::Compound
    ) {
        return;
    }
    let between = words.get(first + 1..start).unwrap_or_default();
    if between.iter().any(|it| it.lower == "and") && between.iter().all(|it| it.tag != Tag::Verb) {
        words[name].function = Function::Conjunct;
    }
}

/// "Lee, together with Roe, founded Acme": so did Roe.
fn together(words: &mut [Word<'_>], is_named: &[bool], name: usize, start: usize) {
    let Some(mut at) = start.checked_sub(2).filter(|&it| {
        words[it + 1].lower == "with" && matches!(words[it].lower.as_str(), "together" | "along")
    }) else {
        return;
    };
    while at > 0 && words[at - 1].text == "," {
        at -= 1;
    }
    let first = at.checked_sub(1).filter(|&it| is_named[it]).and_then(|it| name_of(words, it));
    if let Some(first) = first {
        attach(words, name, first, Function::Conjunct);
    }
}

/// "United States-based fund": describes the fund, and takes no part in anything.
fn based(words: &mut [Word<'_>], name: usize, end: usize) {
    let Some([hyphen, participle]) = words.get(end..end + 2) else { return };
    if hyphen.text != "-" || hyphen.span.end() != participle.span.start() {
        return;
    }
    let noun = (end + 2..words.len().min(end + 6)).rfind(|&it| words[it].tag == Tag::Noun);
    if noun.is_some_and(|noun| attach(words, name, noun, Function::Other)) {
        words[name].member = None;
    }
}

/// "led by Lee and Roe calling for": the one named directly before the participle does it, not the one who leads; no
/// verb has a clause that belongs to a noun.
fn participle(words: &mut [Word<'_>], is_named: &[bool], at: usize) {
    let is_verbs = words[at].head.is_some_and(|it| words[it].tag == Tag::Verb);
    if words[at].function != Function::Participle || !is_verbs || !words[at].lower.ends_with("ing") {
        return;
    }
    let Some(mut name) = at.checked_sub(1).filter(|&it| is_named[it]).and_then(|it| name_of(words, it))
    else {
        return;
    };
    while let Some(first) =
        words[name].head.filter(|&it| words[name].function == Function::Conjunct && it < name)
    {
        name = first;
    }
    if words[name].member.is_some() {
        attach(words, at, name, Function::Participle);
    }
}

/// "Acme, which is owned by", "Lee, 56, who served": describes the name directly before it. "a deal between Lee and
/// Roe that failed": a clause with "that" describes no name, but the noun above.
fn relative(words: &mut [Word<'_>], is_named: &[bool], at: usize) {
    if words[at].lower == "that" && words[at].tag == Tag::Pronoun {
        let verb = words[at].head.filter(|&it| it > at && words[it].function == Function::RelativeClause);
        let Some((verb, mut noun)) = verb.and_then(|it| Some((it, words[it].head?))) else { return };
        while words[noun].name.is_some() {
            match words[noun].head.filter(|&it| it < at) {
                Some(above) => noun = above,
                None => return,
            }
        }
        if Some(noun) != words[verb].head && matches!(words[noun].tag, Tag::Noun) {
            attach(words, verb, noun, Function::RelativeClause);
        }
        return;
    }
    if !matches!(words[at].lower.as_str(), "which" | "who") || at < 2 || words[at - 1].text != "," {
        return;
    }
    let is_age = words[at - 2].tag == Tag::Number && at >= 4 && words[at - 3].text == ",";
    let before = if is_age { at - 4 } else { at - 2 };
    let Some(verb) = words[at].head.filter(|&it| it > at) else { return };
    let Some(name) = Some(before).filter(|&it| is_named[it]).and_then(|it| name_of(words, it)) else {
        return;
    };
    let is_person = words[name].member.is_some_and(|it| it.kind == EntityKind::Person);
    // "It was Lee, not Roe, who sued": Lee did.
    let start = words[name].name.as_ref().map_or(name, |it| it.start);
    if start.checked_sub(1).is_some_and(|it| words[it].lower == "not") {
        return;
    }
    if is_person == (words[at].lower == "who") && words[verb].head != Some(name) {
        attach(words, verb, name, Function::RelativeClause);
    }
}
