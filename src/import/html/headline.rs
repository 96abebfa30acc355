//! The title above the article in the page's own characters, where the page shows it.
//!
//! Pages often state the title only in data for search engines, and show another headline or none. A program that
//! looks for byline's words on the page must know that such a title stands for nothing there.

use crate::document::{BlockKind, Linked};

/// A longer text is not a title, and comparing it with a page of the same letters would take forever.
const MAX_LETTERS: usize = 1000;

/// The title, with what the page has in its place: the characters of a heading, of other words, or nothing.
pub(super) fn placed(title: &str, page: &[(BlockKind, Linked)]) -> Linked {
    let wanted = letters(title);
    let candidates = page.iter().filter_map(|(kind, text)| {
        let own = letters(text.text());
        let at = position(&wanted, &own, text.text())?;
        let rank = match kind {
            BlockKind::Heading(level) => usize::from(*level),
            // In running text a title of one word could be any word.
            _ if own.len() == wanted.len() || wanted.len() > 20 => 7,
            _ => return None,
        };
        Some(((own.len() > wanted.len(), rank), (text, own, at)))
    });
    let best = candidates.min_by_key(|(rank, _)| *rank);
    if let Some((_, (text, own, at))) = best {
        return aligned(title, &wanted, text, &own[at..at + wanted.len()]);
    }
    let mut out = Linked::default();
    out.push_for("", title, None);
    out
}

/// Whether two lines are the same but for case, white space and the shape of their marks.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let same = |line: &str| letters(line).into_iter().map(|it| it.folded).collect::<Vec<_>>();
    same(one) == same(other)
}

/// A visible character.
#[derive(Debug, Clone, Copy)]
struct Letter {
    /// In the form in which titles are compared.
    folded: char,
    start: usize,
    end: usize,
}

/// The visible characters of a line. Data for search engines have other quotation marks and dashes than the page, and some pages
/// write headlines in capitals.
fn letters(line: &str) -> Vec<Letter> {
    let visible = line.char_indices().filter(|(_, c)| !c.is_whitespace());
    visible
        .map(|(start, c)| {
            let folded = match c {
                '‘' | '’' | '`' | '´' | '′' => '\'',
                '“' | '”' | '„' | '«' | '»' | '″' => '"',
                '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
                _ => c.to_lowercase().next().unwrap_or(c),
            };
            Letter { folded, start, end: start + c.len_utf8() }
        })
        .collect()
}

/// Where the title begins among the characters of a block, as whole words.
fn position(wanted: &[Letter], own: &[Letter], text: &str) -> Option<usize> {
    if wanted.is_empty() || wanted.len() > MAX_LETTERS || own.len() < wanted.len() {
        return None;
    }
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    own.windows(wanted.len()).position(|part| {
        let (from, to) = (part[0], part[part.len() - 1]);
        let before = text.get(..from.start).and_then(|it| it.chars().next_back());
        let after = text.get(to.end..).and_then(|it| it.chars().next());
        part.iter().zip(wanted).all(|(one, other)| one.folded == other.folded)
            && !(is_word(before) && is_word(Some(from.folded)))
            && !(is_word(after) && is_word(Some(to.folded)))
    })
}

/// The title, character by character beside those of the page.
fn aligned(title: &str, wanted: &[Letter], text: &Linked, own: &[Letter]) -> Linked {
    let mut out = Linked::default();
    let mut push = |original: &str, words: &str| {
        if original == words { out.push(words, None) } else { out.push_for(original, words, None) }
    };
    let mut behind = None;
    for (ours, theirs) in wanted.iter().zip(own) {
        if let Some((our_end, their_end)) = behind {
            let gap = title.get(our_end..ours.start).unwrap_or_default();
            push(&text.original(their_end..theirs.start), gap);
        }
        let letter = title.get(ours.start..ours.end).unwrap_or_default();
        push(&text.original(theirs.start..theirs.end), letter);
        behind = Some((ours.end, theirs.end));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::blocks;

    fn check(title: &str, page: &str, expected: &str) {
        let placed = placed(title, &blocks::blocks(page, None));
        assert_eq!(placed.text(), title, "{page}");
        assert_eq!(placed.original(0..title.len()), expected, "{page}");
    }

    #[test]
    fn a_title_has_the_characters_of_the_headline_that_shows_it() {
        let title = "Ann Reed's \"new\" tide - and Port Arden";
        for (page, expected) in [
            (
                "<p>x<h1>\n Ann&nbsp;Reed’s <i>“new”</i>\n tide – and Port Ar&shy;den</h1>",
                "Ann\u{a0}Reed’s “new”\n tide – and Port Ar\u{ad}den",
            ),
            ("<h1>ANN REED'S \"NEW\" TIDE—AND PORT ARDEN</h1>", "ANN REED'S \"NEW\" TIDE—AND PORT ARDEN"),
            (
                "<h1>Harbour News</h1><h2>Flood: Ann Reed's \"new\" tide - and Port Arden</h2>",
                "Ann Reed's \"new\" tide - and Port Arden",
            ),
            (
                "<p>See Ann Reed’s \"new\" tide - and Port Arden<div>Ann Reed's 'new'</div><div>Ann Reed's \"new\" tide - and  Port Arden</div>",
                "Ann Reed's \"new\" tide - and  Port Arden",
            ),
        ] {
            check(title, page, expected);
        }
    }

    #[test]
    fn a_title_that_the_page_does_not_show_stands_for_nothing() {
        for page in [
            "<title>Ann Reed sails</title><h1>The sailing of Ann Reed</h1>",
            "<h1>Joann Reed sails</h1>",
            "<h1>Ann Reed sailst</h1>",
            "",
        ] {
            check("Ann Reed sails", page, "");
        }
        check("Flood", "<p>Flood and fire came over the town.", "");
    }

    #[test]
    fn lines_are_the_same_whatever_the_shape_of_their_marks() {
        assert!(is_same("Ann's “tide” – a test", "ANN’S \"TIDE\" - A\u{a0}TEST"));
        assert!(!is_same("Ann’s tide", "Ann’s tides"));
    }
}
