//! Corrects the tree where it is often wrong regardless of names, and the order of words shows what is right:
//! prepositions, possessors, predicates, infinitives.

use crate::nlp::lexicon;
use crate::nlp::relations::graph::{Word, attach, name_of};
use crate::nlp::syntax::{Function, Tag};

/// The most words between an owner and what is owned: "Lee's longest-serving aide".
const MAX_OWNED: usize = 6;

/// The most words from a relative pronoun to the verb of its clause.
const MAX_OPENED: usize = 8;

/// Corrects the tree; it stays one.
pub(super) fn straighten(words: &mut [Word<'_>]) {
    for at in 0..words.len() {
        preposition(words, at);
        behind(words, at);
        fronted(words, at);
        done_by(words, at);
        having(words, at);
        owner(words, at);
        auxiliary(words, at);
        remains(words, at);
        predicate(words, at);
        infinitive(words, at);
        relative(words, at);
        ahead(words, at);
        whom(words, at);
    }
}

/// "Lee, who was serving": a clause with "who" as its subject is a relative one.
fn relative(words: &mut [Word<'_>], pronoun: usize) {
    let is_who =
        matches!(words[pronoun].lower.as_str(), "who" | "which") && words[pronoun].tag == Tag::Pronoun;
    if !is_who || words[pronoun].function != Function::Subject {
        return;
    }
    if let Some(verb) = words[pronoun].head.filter(|&it| words[it].function == Function::Participle) {
        words[verb].function = Function::RelativeClause;
    }
}

/// "Lee, for whom Roe worked, is a member of Acme": a relative clause describes what comes before it, never what
/// follows.
fn ahead(words: &mut [Word<'_>], verb: usize) {
    let is_ahead = words[verb].head.is_some_and(|it| it > verb);
    if words[verb].function != Function::RelativeClause || !is_ahead {
        return;
    }
    let is_opener = |it: &usize| matches!(words[*it].lower.as_str(), "who" | "whom" | "which" | "whose");
    let near = verb.saturating_sub(MAX_OPENED)..verb;
    let Some(opener) = near.rev().find(is_opener) else { return };
    let is_between =
        |it: &usize| words[*it].tag == Tag::Adposition || words[*it].text == "," || words[*it].text == "(";
    let Some(last) = (0..opener).rev().find(|it| !is_between(it)) else { return };
    let noun = name_of(words, last).or(Some(last).filter(|&it| words[it].tag == Tag::Noun));
    if let Some(noun) = noun {
        attach(words, verb, noun, Function::RelativeClause);
    }
}

/// "Lee, for whom Roe worked, is ill": "whom" belongs to the clause that it begins.
fn whom(words: &mut [Word<'_>], pronoun: usize) {
    if words[pronoun].lower != "whom" || pronoun == 0 || words[pronoun - 1].head != Some(pronoun) {
        return;
    }
    let mut behind = pronoun + 1..words.len().min(pronoun + 1 + MAX_OPENED);
    let Some(verb) = behind.find(|&it| words[it].function == Function::RelativeClause) else { return };
    if words[pronoun].head != Some(verb) {
        attach(words, pronoun, verb, Function::Oblique);
    }
}

/// "chairman of the board of directors": the second "of" belongs to the nearer noun.
fn preposition(words: &mut [Word<'_>], case: usize) {
    let is_case = |it: &Word<'_>| it.tag == Tag::Adposition && it.function == Function::Case;
    let Some(head) = words[case].head.filter(|&it| it > case && is_case(&words[case])) else { return };
    let Some(second) = (case + 2..head).find(|&it| is_case(&words[it]) && words[it].head == Some(head))
    else {
        return;
    };
    let noun = (case + 1..second).rfind(|&it| matches!(words[it].tag, Tag::Noun | Tag::Name));
    if let Some(noun) = noun.filter(|&it| words[head].head == Some(it)) {
        attach(words, case, noun, Function::Case);
    }
}

/// "the takeover of Acme *by* Hall": a preposition belongs to the name after it, not to the one before.
fn behind(words: &mut [Word<'_>], case: usize) {
    if words[case].tag != Tag::Adposition || words[case].function != Function::Case {
        return;
    }
    let next = words.iter().position(|it| it.name.as_ref().is_some_and(|name| name.start == case + 1));
    let Some((name, head)) = next.zip(words[case].head) else { return };
    // "owned by | Lee, was sold to Acme", where the tree has "by" with Acme
    let end = words[name].name.as_ref().map_or(name + 1, |it| it.end);
    let is_beyond =
        words.get(end..head).unwrap_or_default().iter().any(|it| it.text == "," || it.tag == Tag::Verb);
    if head < case || is_beyond {
        attach(words, case, name, Function::Case);
    }
}

/// "Backed by Roe, Lee won": a participle at the start of a sentence is its subject's.
fn fronted(words: &mut [Word<'_>], verb: usize) {
    let is_joined = matches!(words[verb].function, Function::Conjunct | Function::Parataxis)
        && words[verb].tag == Tag::Verb
        && words[verb].head == Some(0);
    let is_participle = words[0].head.is_none()
        && words[0].tag == Tag::Verb
        && words.iter().any(|it| it.head == Some(0) && it.function == Function::Agent);
    if !is_joined || !is_participle {
        return;
    }
    let is_subject = |it: &Word<'_>| {
        it.head == Some(verb) && matches!(it.function, Function::Subject | Function::PassiveSubject)
    };
    let Some(subject) = words.iter().position(is_subject).filter(|&it| it < verb) else { return };
    words[verb].head = None;
    words[verb].function = Function::Root;
    words[0].head = Some(subject);
    words[0].function = Function::Participle;
}

/// "suspected of *having* bribed": no verb of its own.
fn having(words: &mut [Word<'_>], at: usize) {
    let verb = at + 1;
    if words[at].lower != "having" || words.get(verb).is_none_or(|it| it.tag != Tag::Verb) {
        return;
    }
    if words[at].head.is_none() || words[at].head != words[verb].head {
        return;
    }
    if words[verb].function != Function::OpenClause {
        words[verb].function = words[at].function;
    }
    for word in 0..words.len() {
        if words[word].head == Some(at) && words[word].function == Function::Marker {
            attach(words, word, verb, Function::Marker);
        }
    }
    attach(words, at, verb, Function::AuxiliaryVerb);
}

/// "Lee *remains* chairman of Acme", where the tree takes "remains" for a part of the noun: it is like "is".
fn remains(words: &mut [Word<'_>], verb: usize) {
    let is_astray = lexicon::verb::is_becoming(&words[verb].lower)
        && matches!(words[verb].function, Function::AdjectivalModifier | Function::Compound);
    let Some(noun) = words[verb].head.filter(|&it| is_astray && it > verb) else { return };
    let is_subject = |it: &Word<'_>| it.head == Some(noun) && it.function == Function::Subject;
    if words[..verb].iter().any(is_subject) {
        words[verb].function = Function::Copula;
    }
}

/// "Lee *is* due to meet Roe", where the tree has "is" with "meet"; "Acme is *in* talks", where it has Acme with "in": both
/// belong to the predicate.
fn predicate(words: &mut [Word<'_>], at: usize) {
    let Some(head) = words[at].head.filter(|&it| it > at) else { return };
    let is_due = |it: usize| {
        let is_next = words.get(it + 1).is_some_and(|next| next.lower == "to" && next.head == Some(head));
        words[it].tag == Tag::Adjective && words[it].head == Some(head) && is_next
    };
    if words[at].function == Function::Copula && words[head].head.is_none() && head > at + 2 && is_due(at + 1)
    {
        // "is *due* to meet", where the tree has all with "meet"
        let due = at + 1;
        words[due].head = None;
        words[due].function = Function::Root;
        words[head].head = Some(due);
        words[head].function = Function::OpenClause;
        for word in &mut words[..due] {
            if word.head == Some(head) {
                word.head = Some(due);
            }
        }
    } else if words[at].function == Function::Copula {
        let due = words[head].head.filter(|&it| at < it && it < head && words[it].tag == Tag::Adjective);
        if due.is_some_and(|it| words[it + 1].lower == "to" && words[it + 1].head == Some(head)) {
            // So are "will" and "not" before it.
            let is_own = |it: &&mut Word<'_>| {
                it.head == Some(head) && matches!(it.tag, Tag::Auxiliary | Tag::Particle)
            };
            for word in words[..=at].iter_mut().filter(is_own) {
                word.head = due;
            }
            words[head].function = Function::OpenClause;
        }
    } else if words[at].function == Function::Subject && words[head].function == Function::Case {
        let noun = words[head].head.filter(|&it| it > head && words[it].head.is_none());
        if let Some(noun) = noun {
            words[at].head = Some(noun);
            // The "is" before a predicate with a preposition is its copula.
            if words[head - 1].tag == Tag::Auxiliary {
                attach(words, head - 1, noun, Function::Copula);
            }
        }
    }
}

/// "said Acme *would* sign", where the tree has "would" with "said": it belongs to the verb after it.
fn auxiliary(words: &mut [Word<'_>], at: usize) {
    let is_astray = words[at].tag == Tag::Auxiliary
        && matches!(words[at].function, Function::Clause | Function::OpenClause | Function::Parataxis);
    let mut behind = (at + 1..words.len()).skip_while(|&it| words[it].tag == Tag::Adverb);
    let verb = behind
        .next()
        .filter(|&it| is_astray && words[it].tag == Tag::Verb && words[it].head == words[at].head);
    if let Some(verb) = verb {
        attach(words, at, verb, Function::AuxiliaryVerb);
    }
}

/// "won the seat once held by Lee": a participle with the one who does it, right after a noun, is the noun's.
fn done_by(words: &mut [Word<'_>], verb: usize) {
    let is_participle = words[verb].tag == Tag::Verb
        && words[verb].function == Function::AdverbialClause
        && !words[verb].lower.ends_with("ing")
        && words.get(verb + 1).is_some_and(|it| it.lower == "by");
    let mut before = (0..verb).rev().skip_while(|&it| words[it].tag == Tag::Adverb);
    let last = before.next().filter(|_| is_participle);
    // "was shown on Acme TV, owned by Lee"
    let is_owned =
        last.is_some_and(|it| words[it].text == ",") && lexicon::verb::is_leading(&words[verb].lower);
    let name = last.and_then(|it| it.checked_sub(1)).filter(|_| is_owned);
    let name = name.and_then(|last| name_of(words, last));
    if let Some(name) = name {
        if words[name].head == Some(verb)
            && let Some(above) = words[verb].head
        {
            attach(words, name, above, Function::Oblique);
        }
        attach(words, verb, name, Function::Participle);
        return;
    }
    let Some(noun) = last.filter(|&it| words[it].tag == Tag::Noun) else { return };
    if words[verb].head.is_some_and(|it| it < noun) {
        attach(words, verb, noun, Function::Participle);
    }
}

/// "shot Japan's longest-serving leader": a word with "'s" owns the noun after it, and does nothing.
fn owner(words: &mut [Word<'_>], sign: usize) {
    if !matches!(words[sign].text, "'s" | "’s") || words[sign].tag != Tag::Particle {
        return;
    }
    let Some(owner) = words[sign].head.filter(|&it| it < sign) else { return };
    // "Acme's chairman was sacked by Lee", where the tree has Acme with Lee
    let is_far = words[owner].function == Function::Possessor
        && words[owner]
            .head
            .is_some_and(|it| it > sign && words[sign..it].iter().any(|it| it.tag == Tag::Verb));
    if !is_far && !matches!(words[owner].function, Function::Subject | Function::Object | Function::Oblique) {
        return;
    }
    let is_between = |it: &Word<'_>| {
        matches!(it.tag, Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number) || it.text == "-"
    };
    let behind = sign + 1..words.len().min(sign + 1 + MAX_OWNED);
    let end = behind.clone().find(|&it| {
        // "longest-serving leader"
        let is_joined = words[it - 1].text == "-" && words[it].tag == Tag::Verb;
        !is_between(&words[it]) && !is_joined
    });
    let owned =
        (behind.start..end.unwrap_or(behind.end)).rfind(|&it| matches!(words[it].tag, Tag::Noun | Tag::Name));
    if let Some(owned) = owned {
        attach(words, owner, owned, Function::Possessor);
    }
}

/// "decided to give up on joining Acme": a clause directly after an infinitive belongs to it.
fn infinitive(words: &mut [Word<'_>], marker: usize) {
    let Some(clause) = words[marker].head.filter(|&it| it > marker && words[marker].tag != Tag::Particle)
    else {
        return;
    };
    let is_clause = matches!(words[clause].function, Function::AdverbialClause | Function::OpenClause)
        && words[marker].function == Function::Marker
        && words[clause].lower.ends_with("ing");
    let Some(above) = words[clause].head.filter(|&it| is_clause && it < marker) else { return };
    let Some(mut last) = marker.checked_sub(1) else { return };
    if words[last].function == Function::VerbParticle {
        last = words[last].head.unwrap_or(last);
    }
    if last != above && words[last].head == Some(above) && words[last].function == Function::OpenClause {
        attach(words, clause, last, Function::AdverbialClause);
    }
}
