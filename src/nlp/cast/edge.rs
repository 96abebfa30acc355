//! Puts right where names begin and end: "Touch ‘n Go" cut in two, "Bill and Hillary Clinton" found as one, "Mr Justice" alone.

use crate::nlp::cast::name_occurrence::{Text, honorific};
use crate::nlp::names::{Name, NameKind};

/// What joins the halves of "Touch ‘n Go" and "Shop 'n' Save", without quotation marks.
const LINK: &str = "n";

/// The names with their right edges, in order.
pub(super) fn mend(text: Text<'_>, names: &[Name]) -> Vec<Name> {
    let names: Vec<Name> = (0..names.len()).filter_map(|at| without_title(text, names, at)).collect();
    link(text, &names).iter().flat_map(|name| parts(text, name)).collect()
}

/// "Touch ‘n Go" found as two organizations is one; "intelligence" before "committee" is not its last word.
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
            name = text.name(&tokens, name.kind, name.confidence);
        }
        linked.push(name);
    }
    linked
}

/// Whether the name that ends before `end` in a small letter goes on: "House of Representatives intelligence committee".
fn is_cut_short(text: Text<'_>, end: usize) -> bool {
    let is_small = end > 0 && text.token(end - 1).chars().all(char::is_lowercase);
    is_small && matches!(text.token(end), "committee" | "subcommittee" | "department" | "ministry" | "agency")
}

/// Whether only "'n'" stands between the name and `next`, in any quotation marks or inside the name.
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

/// "Mr Justice" before "Vane" is no name of its own, and where "Vane" is overlooked, it is the name.
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

/// "Bill and Hillary Clinton" found as one name is two.
fn parts(text: Text<'_>, name: &Name) -> Vec<Name> {
    let tokens = name.tokens.to_range();
    let and = tokens.clone().find(|&at| matches!(text.token(at), "and" | "&"));
    match and {
        Some(and) if name.kind == NameKind::Person && and > tokens.start && and + 1 < tokens.end => {
            [tokens.start..and, and + 1..tokens.end]
                .map(|part| text.name(&part, name.kind, name.confidence))
                .into()
        }
        _ => vec![name.clone()],
    }
}
