//! Words that attribute something to someone ("said", "according to"), with the words that name whom.

use std::ops::Range;

use crate::nlp::quotes::lexicon::{self, Form, Takes, Verb};
use crate::nlp::quotes::passage::Passage;
use crate::nlp::quotes::phrase;
use crate::nlp::quotes::words::Class;

/// How far back an insertion between a subject and its verb may begin, and how far a subject is looked for.
const REACH: usize = 40;

/// How a cue stands to its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// "Sessions said".
    Before,
    /// "said Sessions".
    Inverted,
    /// "Sessions, who said".
    Relative,
    /// ", adding", "and said": with the subject of a verb before.
    Shared,
    /// "according to Sessions".
    According,
    /// "Sessions' claim that".
    Noun,
}

/// A cue in a passage, in items.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    /// "said", "according to".
    pub(super) verb: Range<usize>,
    /// "Sessions"; may be unknown.
    pub(super) source: Option<Range<usize>>,
    /// All that belongs to the attribution; what is said lies before or after it.
    pub(super) region: Range<usize>,
    pub(super) shape: Shape,
    pub(super) takes: Takes,
    /// Whether the verb is a participle that only a quotation or "that" makes a cue: "a memo saying that".
    pub(super) loose: bool,
}

/// The cues of a passage, in order.
pub(super) fn find(passage: &Passage<'_>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut subject = None;
    for at in 0..passage.len() {
        let Some(word) = passage.word(at) else { continue };
        let found = if passage.is_one_of(at, &["according"]) && passage.class(at + 1) == Some(Class::To) {
            according(passage, at)
        } else if let Some(verb) = word.verb {
            let shared = || {
                let last = cues.iter().rev().find(|it| it.region.end <= at && it.shape != Shape::Relative);
                last.map_or_else(
                    || {
                        subject
                            .get_or_insert_with(|| phrase::main_subject(passage))
                            .clone()
                            .filter(|it| it.end <= at)
                    },
                    |it| it.source.clone(),
                )
            };
            verb_cue(passage, at, verb, shared).or_else(|| noun_cue(passage, at))
        } else {
            noun_cue(passage, at)
        };
        cues.extend(found);
    }
    cues
}

fn according(passage: &Passage<'_>, at: usize) -> Option<Cue> {
    let source = phrase::after(passage, at + 2)?;
    let region = at..source.end;
    Some(Cue {
        verb: at..at + 2,
        source: Some(source),
        region,
        shape: Shape::According,
        takes: Takes::SAYS,
        loose: false,
    })
}

/// "Nervo's conclusion that judges ...", "his claim that ..."
fn noun_cue(passage: &Passage<'_>, at: usize) -> Option<Cue> {
    let is_noun = passage.class(at) == Some(Class::Open)
        && passage.class(at + 1) == Some(Class::That)
        && lexicon::is_statement(&passage.text(at).to_lowercase());
    let owner = at.checked_sub(1).filter(|_| is_noun)?;
    let source = match passage.class(owner)? {
        Class::Possessive => owner..at,
        Class::Clitic => phrase::before(passage, owner)?,
        _ => return None,
    };
    let region = source.start..at + 1;
    Some(Cue {
        verb: at..at + 1,
        source: Some(source),
        region,
        shape: Shape::Noun,
        takes: Takes::SAYS,
        loose: true,
    })
}

/// The auxiliaries and adverbs before a verb.
#[expect(clippy::struct_excessive_bools, reason = "any of them may stand there")]
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    start: usize,
    /// The verb.
    end: usize,
    auxiliary: bool,
    be: bool,
    negated: bool,
    infinitive: bool,
}

fn group(passage: &Passage<'_>, at: usize) -> Group {
    let mut group = Group { start: at, end: at, ..Group::default() };
    while group.start > 0 && at - group.start < REACH {
        let before = group.start - 1;
        match passage.class(before) {
            Some(Class::Adverb) => {}
            Some(Class::Auxiliary) => group.auxiliary = true,
            Some(Class::Be) => group.be = true,
            Some(Class::Negation) => group.negated = true,
            Some(Class::To) => {
                group.infinitive = true;
                return group;
            }
            // "he's said"
            Some(Class::Clitic) if before > 0 && passage.class(before - 1) == Some(Class::Pronoun) => {
                group.auxiliary = true;
            }
            // "Clinton, however, said"
            Some(Class::Comma)
                if before > 1
                    && passage.class(before - 1) == Some(Class::Adverb)
                    && passage.class(before - 2) == Some(Class::Comma) =>
            {
                group.start = before - 2;
                continue;
            }
            _ => break,
        }
        group.start = before;
    }
    group
}

fn verb_cue(
    passage: &Passage<'_>,
    at: usize,
    verb: Verb,
    shared: impl FnOnce() -> Option<Range<usize>>,
) -> Option<Cue> {
    let group = group(passage, at);
    if group.negated || group.infinitive {
        return None; // "did not say", "to say": nothing is said.
    }
    let finite = match verb.form {
        Form::Past | Form::Base => !group.be,
        Form::Participle => group.auxiliary && !group.be,
        Form::Ing => group.be,
        Form::Third => true,
    };
    if !finite && verb.form != Form::Ing {
        return None;
    }
    let end = verb_end(passage, at);
    let cue = |source: Option<Range<usize>>, region: Range<usize>, shape: Shape| {
        let loose = shape == Shape::Before && !finite;
        Some(Cue { verb: at..end, source, region, shape, takes: verb.takes, loose })
    };
    let before = group.start.checked_sub(1);
    match before.and_then(|it| passage.class(it)) {
        // A quotation, or the start of the passage.
        None | Some(Class::Comma | Class::Dash | Class::Sign | Class::Stop | Class::Colon) => {
            let introduced = passage.word(group.start.wrapping_sub(1)).is_some();
            if finite && verb.form != Form::Base {
                if let Some(source) = inserted_subject(passage, group.start).filter(|_| introduced) {
                    return cue(Some(source.clone()), source.start..end, Shape::Before);
                }
                if let Some(source) = inverted_subject(passage, end, verb) {
                    let source = with_name(passage, source);
                    let region = group.start..source.end;
                    return cue(Some(source), region, Shape::Inverted);
                }
            }
            let follows = before.is_some() && verb.form == Form::Ing;
            if follows { cue(shared(), at..end, Shape::Shared) } else { None }
        }
        Some(Class::Coordinator) => {
            let named = verb.form != Form::Base || group.auxiliary;
            if named { cue(shared(), group.start..end, Shape::Shared) } else { None }
        }
        Some(Class::Preposition | Class::Subordinator) if verb.form == Form::Ing => {
            cue(shared(), at..end, Shape::Shared)
        }
        Some(Class::Relative) => {
            let who = group.start - 1;
            let head = if passage.class(who.wrapping_sub(1)) == Some(Class::Comma) { who - 1 } else { who };
            let source = phrase::before(passage, head)?;
            cue(Some(source), who..end, Shape::Relative)
        }
        // "the hearing", "the party's support": nouns.
        Some(Class::Determiner | Class::Possessive) => None,
        Some(Class::Clitic) if matches!(verb.form, Form::Base | Form::Third) => None,
        Some(_) => {
            let source = phrase::before(passage, group.start)?;
            let plausible = agrees(passage, &source, verb, group);
            let region = source.start..end;
            if plausible { cue(Some(source), region, Shape::Before) } else { None }
        }
    }
}

/// The end of the cue: "called on", "pointed out" take their particle.
fn verb_end(passage: &Passage<'_>, at: usize) -> usize {
    let particle = match passage.text(at).to_ascii_lowercase().as_str() {
        "called" | "calls" | "calling" | "call" => passage.is_one_of(at + 1, &["on", "for", "upon"]),
        "pointed" | "points" | "pointing" | "point" => passage.is_one_of(at + 1, &["out"]),
        _ => false,
    };
    at + 1 + usize::from(particle)
}

/// Whether a verb form that may also be a noun fits its subject: "critics say", not "the committee claims".
fn agrees(passage: &Passage<'_>, source: &Range<usize>, verb: Verb, group: Group) -> bool {
    let Some(head) = passage.word(source.end - 1) else { return false };
    // "dismissing calls for a recusal": a participle is no subject.
    if source.len() == 1 && head.class == Class::Open && head.name.is_none() {
        let text = passage.text(source.start);
        if text.ends_with("ing") && text.starts_with(char::is_lowercase) {
            return false;
        }
    }
    let bare = !group.auxiliary && !group.be;
    let word = passage.text(group.end).to_lowercase();
    let noun = word.strip_suffix('s').is_some_and(lexicon::is_statement);
    match verb.form {
        Form::Base if bare => {
            let plural = head.plural
                || passage.is_one_of(source.end - 1, &["they", "we", "I", "you", "people", "police"]);
            plural || (source.start..source.end).any(|it| passage.class(it) == Some(Class::Coordinator))
        }
        // "her opening remarks"
        Form::Third if noun => head.class == Class::Pronoun || head.name.is_some(),
        Form::Third => !head.plural || head.name.is_some(),
        _ => true,
    }
}

/// The subject that an insertion parts from its verb at `end`: "Clinton, at a press gaggle, said".
fn inserted_subject(passage: &Passage<'_>, end: usize) -> Option<Range<usize>> {
    let close = end.checked_sub(1)?;
    let open = if passage.is_one_of(close, &[")"]) {
        (close.saturating_sub(REACH)..close).rev().find(|&it| passage.is_one_of(it, &["("]))?
    } else {
        let sign = passage.class(close)?;
        if !matches!(sign, Class::Comma | Class::Dash) {
            return None;
        }
        let mut commas = (close.saturating_sub(REACH)..close).rev().take_while(|&it| !passage.is_quote(it));
        // The insertion may itself hold commas: take the farthest one that a whole subject stands before.
        let mut best = None;
        for at in commas.by_ref().filter(|&it| passage.class(it) == Some(sign)) {
            if subject_until(passage, at).is_some() {
                best = Some(at);
            }
        }
        best?
    };
    let source = subject_until(passage, open)?;
    // "A lawyer for the paper, David Schulz, said": the name belongs to the source.
    let named = |it: usize| passage.word(it).is_some_and(|word| word.name.is_some());
    Some(if named(open + 1) && !named(source.end - 1) { source.start..close } else { source })
}

/// The noun phrase before `end`, if it stands where a subject stands: first in its clause.
fn subject_until(passage: &Passage<'_>, end: usize) -> Option<Range<usize>> {
    let source = phrase::before(passage, end)?;
    let Some(before) = source.start.checked_sub(1) else { return Some(source) };
    let bounded = match passage.class(before) {
        None
        | Some(
            Class::Coordinator | Class::Subordinator | Class::That | Class::Dash | Class::Colon | Class::Stop,
        ) => true,
        // "In Washington, Clinton, a senator, said"
        Some(Class::Comma) => {
            passage.word(source.end - 1).is_some_and(|it| it.name.is_some())
                && matches!(passage.class(0), Some(Class::Preposition | Class::Subordinator | Class::Adverb))
        }
        _ => false,
    };
    bounded.then_some(source)
}

/// "said its author, Dr Demir": the name behind a description belongs to the source.
fn with_name(passage: &Passage<'_>, source: Range<usize>) -> Range<usize> {
    let named = |at: usize| passage.word(at).is_some_and(|it| it.name.is_some());
    let follows = passage.class(source.end) == Some(Class::Comma) && !named(source.end - 1);
    let name = if follows { phrase::after(passage, source.end + 1) } else { None };
    let closed = |it: &Range<usize>| matches!(passage.class(it.end), None | Some(Class::Comma | Class::Stop));
    match name.filter(|it| named(it.end - 1) && closed(it)) {
        Some(name) => source.start..name.end,
        None => source,
    }
}

/// The subject after a verb that ends at `end`: "said Sessions", if the verb can stand before it.
fn inverted_subject(passage: &Passage<'_>, end: usize, verb: Verb) -> Option<Range<usize>> {
    if !verb.takes.has(Takes::SAYS | Takes::STATES | Takes::SPEAKS | Takes::THINKS) || verb.form == Form::Ing
    {
        return None;
    }
    let source = phrase::after(passage, end)?;
    let predicate = |at: usize| matches!(passage.class(at), Some(Class::Open | Class::Auxiliary | Class::Be));
    let goes_on = match passage.class(source.end) {
        Some(
            Class::Negation
            | Class::That
            | Class::Pronoun
            | Class::Clitic
            | Class::Determiner
            | Class::Possessive,
        ) => true,
        Some(Class::Adverb) => predicate(source.end + 1),
        _ => predicate(source.end),
    };
    (!goes_on).then_some(source)
}
