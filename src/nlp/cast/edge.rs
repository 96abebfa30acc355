//! Corrects where names begin and end: "Touch ‘n Go" cut in two, "Bill and Hillary Clinton" found as one, "Mr
//! Justice" alone.

use std::ops::Range;

use crate::nlp::cast::name_occurrence::{Text, honorific};
use crate::nlp::cast::word::fold;
use crate::nlp::lexicon;
use crate::nlp::names::{Name, NameKind};

/// The word that joins "Touch ‘n Go" and "Shop 'n' Save", without quotation marks.
const LINK: &str = "n";

/// The most words of a nickname in quotation marks.
const MAX_NICKNAME: usize = 3;

/// The names with corrected edges, in order.
pub(super) fn mend(text: Text<'_>, names: &[Name]) -> Vec<Name> {
    let names: Vec<Name> = (0..names.len()).filter_map(|at| without_title(text, names, at)).collect();
    let names = going_on(text, &link(text, &names));
    names.iter().flat_map(|name| parts(text, name)).collect()
}

/// The names, with `others` replacing everything they cover; one that crosses another name is left out. Both lists
/// are in order.
pub(super) fn lay_over(names: Vec<Name>, others: Vec<Name>) -> Vec<Name> {
    let mut laid: Vec<Name> = Vec::with_capacity(names.len() + others.len());
    let mut names = names.into_iter().peekable();
    for whole in others {
        let range = whole.tokens.to_range();
        laid.extend(std::iter::from_fn(|| names.next_if(|it| it.tokens.to_range().end <= range.start)));
        let inside: Vec<Name> =
            std::iter::from_fn(|| names.next_if(|it| it.tokens.to_range().start < range.end)).collect();
        let crosses = |it: &Name| {
            let part = it.tokens.to_range();
            part.end > range.start && (part.start < range.start || part.end > range.end)
        };
        if laid.last().is_some_and(crosses) || inside.iter().any(crosses) {
            laid.extend(inside);
        } else {
            laid.push(whole);
        }
    }
    laid.extend(names);
    laid
}

/// "Finley “Finn” Polmar" and "University of California at Berkeley", of which only the beginning was found; without
/// the names inside.
fn going_on(text: Text<'_>, names: &[Name]) -> Vec<Name> {
    let mut whole: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        let tokens = name.tokens.to_range();
        if whole.last().is_some_and(|last| last.tokens.to_range().end > tokens.start) {
            continue;
        }
        let free_from = whole.last().map_or(0, |last| last.tokens.to_range().end);
        let (start, end) = match name.kind {
            NameKind::Person => {
                let end = end_behind_nickname(text, tokens.end)
                    .or_else(|| end_of_surname(text, names, &tokens))
                    .or_else(|| end_of_number(text, tokens.end));
                (start_of_initials(text, free_from, tokens.start), end)
            }
            NameKind::Organization => (tokens.start, end_of_campus(text, names, name)),
            _ => (tokens.start, None),
        };
        whole.push(over(text, name, start..end.unwrap_or(tokens.end)));
    }
    whole
}

/// The end of a name that a nickname in quotation marks interrupts at `quote`.
fn end_behind_nickname(text: Text<'_>, quote: usize) -> Option<usize> {
    let is_mark = |at: usize| matches!(text.token(at), "“" | "”" | "\"" | "‘" | "’");
    let is_capital = |at: usize| text.token(at).starts_with(char::is_uppercase);
    let nickname = quote + 1..quote + 2 + MAX_NICKNAME;
    let close = nickname.clone().find(|&at| is_mark(at)).filter(|_| is_mark(quote))?;
    let is_nickname =
        close > nickname.start && (nickname.start..close).all(|at| is_capital(at) || text.token(at) == "the");
    let (_, sentence) = text.sentence(quote);
    let end = (close + 1..sentence.end).find(|&at| !is_capital(at)).unwrap_or(sentence.end);
    (is_nickname && end > close + 1 && end - close <= MAX_NICKNAME).then_some(end)
}

/// The name with other tokens.
fn over(text: Text<'_>, name: &Name, tokens: Range<usize>) -> Name {
    if tokens == name.tokens.to_range() {
        return name.clone();
    }
    text.name(&tokens, name.kind, name.confidence)
}

/// "M." of "M. Dane Waters".
fn start_of_initials(text: Text<'_>, free_from: usize, name: usize) -> usize {
    let (_, sentence) = text.sentence(name);
    let is_initial = |&at: &usize| {
        let token = text.token(at);
        let letters: Vec<&str> = token.split_terminator('.').collect();
        let is_capital = |it: &&str| it.chars().count() == 1 && it.starts_with(char::is_uppercase);
        let is_known = lexicon::place::country(&fold(token)).is_some();
        token.ends_with('.') && !is_known && letters.iter().all(is_capital)
    };
    let n_initials = (sentence.start.max(free_from)..name).rev().take_while(is_initial).count();
    name - n_initials
}

/// The end of a name that continues after a given name: "David Gish", of which "David" was found.
fn end_of_surname(text: Text<'_>, names: &[Name], given: &Range<usize>) -> Option<usize> {
    let word = text.token(given.end);
    let (_, sentence) = text.sentence(given.start);
    let is_prose = text.token(sentence.end - 1) == ".";
    let is_given = given.len() == 1 && lexicon::name::given_name(&fold(text.token(given.start))).is_some();
    let is_surname = word.starts_with(char::is_uppercase)
        && word.contains(char::is_lowercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        && !lexicon::date::is_date(word)
        && !lexicon::role::is_person_noun(&fold(word));
    let next = names.partition_point(|name| name.tokens.to_range().end <= given.end);
    let is_free = names.get(next).is_none_or(|name| name.tokens.to_range().start > given.end + 1);
    let is_last = !text.token(given.end + 1).starts_with(char::is_uppercase);
    (is_prose && is_given && is_surname && is_free && is_last).then_some(given.end + 1)
}

/// The end of a ruler's name that was found without its number: "Afede XIV".
fn end_of_number(text: Text<'_>, end: usize) -> Option<usize> {
    let number = text.token(end);
    let is_roman = number.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let is_number = is_roman && lexicon::honorific::is_generation(&fold(number));
    is_number.then_some(end + 1)
}

/// The end of a university's name that says where it is.
fn end_of_campus(text: Text<'_>, names: &[Name], name: &Name) -> Option<usize> {
    let tokens = name.tokens.to_range();
    let is_university = text.token(tokens.start) == "University" && text.token(tokens.end) == "at";
    let next = names.get(names.partition_point(|it| it.tokens.to_range().start <= tokens.end))?;
    let campus = next.tokens.to_range();
    (is_university && campus.start == tokens.end + 1 && next.kind == NameKind::Place).then_some(campus.end)
}

/// "Touch ‘n Go", found as two organizations, is one; "intelligence" before "committee" is not its last word.
fn link(text: Text<'_>, names: &[Name]) -> Vec<Name> {
    let mut linked: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        let mut name = name.clone();
        if name.kind == NameKind::Organization {
            let mut tokens = name.tokens.to_range();
            if is_cut_short(text, tokens.end) {
                tokens.end += 1;
            }
            let before =
                linked.pop_if(|before| before.kind == name.kind && is_link(text, before, tokens.start));
            tokens.start = before.map_or(tokens.start, |before| before.tokens.to_range().start);
            name = over(text, &name, tokens);
        }
        linked.push(name);
    }
    linked
}

/// Whether the name that ends before `end` continues in lower case: "House of Representatives intelligence
/// committee".
fn is_cut_short(text: Text<'_>, end: usize) -> bool {
    let is_small = end > 0 && text.token(end - 1).chars().all(char::is_lowercase);
    is_small && matches!(text.token(end), "committee" | "subcommittee" | "department" | "ministry" | "agency")
}

/// Whether only "'n'" is between the name and `next`, in any quotation marks or inside the name.
fn is_link(text: Text<'_>, before: &Name, next: usize) -> bool {
    let tokens = before.tokens.to_range();
    let is_sign = |token: &str| matches!(token, "'" | "‘" | "’");
    let letters = |token: &str| token.trim_matches(['\'', '‘', '’']).to_lowercase();
    let between = tokens.end..next.min(tokens.end + 4);
    let mut words = between.clone().map(|at| text.token(at)).filter(|token| !is_sign(token));
    let ends_in_link = tokens.len() > 1 && letters(text.token(tokens.end - 1)) == LINK;
    between.end == next
        && match words.next() {
            Some(word) => letters(word) == LINK && words.next().is_none(),
            None => ends_in_link,
        }
}

/// "Mr Justice" before "Vane" is not a name of its own; if "Vane" was overlooked, that is the name.
fn without_title(text: Text<'_>, names: &[Name], at: usize) -> Option<Name> {
    let name = &names[at];
    let tokens = name.tokens.to_range();
    let mut end = tokens.start;
    while end < tokens.end
        && let Some((n_words, _)) = honorific(text, end)
    {
        end += n_words;
    }
    if end < tokens.end || name.kind != NameKind::Person || !text.token(end).starts_with(char::is_uppercase) {
        return Some(name.clone());
    }
    let is_named = names.get(at + 1).is_some_and(|next| next.tokens.to_range().start == end);
    (!is_named).then(|| text.name(&(end..end + 1), NameKind::Person, name.confidence))
}

/// "Bill and Hillary Clinton", "CNE's Risk Unit" or "Board of the Lund Chamber of Commerce", found as one name, is two.
fn parts(text: Text<'_>, name: &Name) -> Vec<Name> {
    let tokens = name.tokens.to_range();
    let behind = |at: usize| match (name.kind, text.token(at)) {
        (NameKind::Person, "and" | "&") => Some(at + 1),
        (NameKind::Organization, "'s" | "’s") => is_owner(text, tokens.start..at).then_some(at + 1),
        (NameKind::Organization, "of") => {
            (is_part(text.token(at - 1)) && is_body(text, at + 1..tokens.end)).then_some(at + 2)
        }
        _ => None,
    };
    let parting = (tokens.start + 1..tokens.end.saturating_sub(1)).find_map(|at| Some((at, behind(at)?)));
    match parting {
        Some((end, start)) => [tokens.start..end, start..tokens.end]
            .map(|part| text.name(&part, name.kind, name.confidence))
            .into(),
        None => vec![name.clone()],
    }
}

/// Whether an organization's name ends before a possessive: "CNE", "Crime Bureau", but not "Queen"
/// or "Magistrate".
fn is_owner(text: Text<'_>, tokens: Range<usize>) -> bool {
    let last = text.token(tokens.end - 1);
    let n_capitals = last.chars().filter(char::is_ascii_uppercase).count();
    let is_acronym = tokens.len() == 1 && n_capitals > 1 && n_capitals * 2 > last.len();
    is_acronym || tokens.len() > 1 && is_part(last)
}

/// Whether this is what parts of an organization are called.
fn is_part(word: &str) -> bool {
    const PARTS: [&str; 8] = [
        "Committee",
        "Subcommittee",
        "Department",
        "Bureau",
        "Board",
        "Division",
        "Directorate",
        "Secretariat",
    ];
    PARTS.contains(&word)
}

/// Whether these words name a body with "the": "the International Union of Writers", but not "the Interior" or "the
/// Army".
fn is_body(text: Text<'_>, tokens: Range<usize>) -> bool {
    let is_head = |at: usize| {
        lexicon::organization::is_org_word(lexicon::organization::OrgWord::Head, &fold(text.token(at)))
    };
    tokens.len() > 2 && text.token(tokens.start) == "the" && tokens.skip(1).any(is_head)
}
