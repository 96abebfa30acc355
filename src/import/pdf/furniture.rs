//! What is on every page and not part of the text: running heads, running feet, page numbers, and what browsers print
//! above and below a page.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::BlockKind;
use crate::import::pdf::Piece;

/// How many blocks at the top and at the bottom of a page may be furniture.
const EDGE: usize = 3;
/// Longer blocks are text.
const MAX_LENGTH: usize = 160;
/// A line on this many pages is not part of the text; at the very top or bottom, a third of the pages is enough.
const MIN_PAGES: usize = 3;

/// "11/30/26, 8:58 PM", "x.example/a 1/2", "1 of 2". Some browsers leave out the figures.
static BROWSER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?: [\d\s]*[/.-][\d\s]*[/.-][\d\s]*,[\d\s]*:[\d\s:]*(?:[AaPp]\.?[Mm]\.?)?
            | (?:https?|file)://\S+(?:\s+\d*\s*/\s*\d*)? | \d*\s*/\s*\d* )$",
    )
    .expect("a fixed pattern")
});

/// Removes furniture from all pages.
pub(super) fn remove(pages: &mut [Vec<Piece>]) {
    pages.iter_mut().for_each(remove_of_browser);
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut seen: Vec<String> = edges(page).map(|at| form(&page[at])).collect();
        seen.sort();
        seen.dedup();
        for form in seen {
            *counts.entry(form).or_default() += 1;
        }
    }
    let n_pages = pages.len();
    let is_often = |form: &str, is_outermost: bool| {
        let n = counts.get(form).copied().unwrap_or_default();
        // The heads of left and right pages differ, and chapters have their own.
        n >= MIN_PAGES && (5 * n >= n_pages || n >= 8) || n > 1 && is_outermost && 3 * n >= n_pages
    };
    for (number, page) in pages.iter_mut().enumerate() {
        let is_furniture = |&at: &usize| {
            // The title of an article is the running head of its other pages.
            let is_title = number == 0 && matches!(page[at].kind, BlockKind::Heading(_));
            let is_outermost = at == 0 || at + 1 == page.len();
            !is_title && is_often(&form(&page[at]), is_outermost)
                || n_pages > 1 && is_page_number(page[at].text.text())
        };
        let out: Vec<usize> = edges(page).filter(is_furniture).collect();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !out.contains(&(at - 1))
        });
    }
}

/// The short blocks at the top and bottom of a page.
fn edges(page: &[Piece]) -> impl Iterator<Item = usize> {
    let n = page.len();
    (0..n)
        .filter(move |at| *at < EDGE || at + EDGE >= n)
        .filter(|&at| page[at].text.text().len() <= MAX_LENGTH)
}

/// A line without what differs from page to page: numbers and case.
fn form(piece: &Piece) -> String {
    let text = piece.text.text().to_lowercase();
    let mut form = String::new();
    for sign in text.chars().filter(|it| !it.is_whitespace()) {
        match sign {
            _ if sign.is_numeric() && form.ends_with('0') => {}
            _ if sign.is_numeric() => form.push('0'),
            _ => form.push(sign),
        }
    }
    form
}

/// Removes what a browser prints around a page: time and title above, address and number below.
fn remove_of_browser(page: &mut Vec<Piece>) {
    let is_of_it = |it: &Piece| BROWSER.is_match(it.text.text().trim());
    let is_time = |it: &Piece| is_of_it(it) && it.text.text().contains(':') && !it.text.text().contains("//");
    if !page.first().is_some_and(is_time) {
        return;
    }
    let is_title = |it: &Piece| it.kind == BlockKind::Paragraph && it.text.text().len() <= MAX_LENGTH;
    let n_head = if page.get(1).is_some_and(is_title) { 2 } else { 1 };
    page.drain(..n_head);
    // The foot may be in the middle, where a table is read after the text around it.
    page.retain(|it| !is_of_it(it));
}

/// "12", "- 12 -", "Page 3 of 9", "xiv".
fn is_page_number(text: &str) -> bool {
    let text = text
        .trim_matches(|it: char| it.is_whitespace() || matches!(it, '-' | '–' | '—' | '|' | '·' | '[' | ']'));
    let text = text.to_lowercase();
    let rest = ["page", "p.", "seite", "página"].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(&text);
    let mut words = rest.split(['/', ' ']).filter(|it| !it.is_empty() && !matches!(*it, "of" | "von" | "de"));
    let is_number = |it: &str| it.len() <= 4 && it.bytes().all(|it| it.is_ascii_digit());
    let is_roman = |it: &str| it.len() <= 6 && it.bytes().all(|it| b"ivxl".contains(&it));
    let n_words = words.clone().count();
    (1..=2).contains(&n_words) && (words.clone().all(is_number) || n_words == 1 && words.all(is_roman))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(texts: &[&str]) -> Vec<Piece> {
        texts.iter().map(|&it| Piece { kind: BlockKind::Paragraph, text: it.into() }).collect()
    }

    #[test]
    fn what_stands_on_every_page_goes() {
        let mut pages: Vec<_> = (1..=4)
            .zip(["One.", "Two.", "Three.", "Four."])
            .map(|(n, text)| page(&["THE  TIDE REPORT", text, &format!("Page {n} of 4")]))
            .collect();
        remove(&mut pages);
        assert_eq!(pages, [page(&["One."]), page(&["Two."]), page(&["Three."]), page(&["Four."])]);
    }

    #[test]
    fn left_and_right_pages_have_heads_of_their_own_and_a_title_stays() {
        let texts = [["Tides", "One."], ["Review", "Two."], ["Tides", "Three."], ["Review", "Four."]];
        let mut pages: Vec<_> = texts.iter().map(|it| page(it)).collect();
        pages[0][0].kind = BlockKind::Heading(1);
        remove(&mut pages);
        let left: Vec<_> =
            pages.iter().map(|it| it.iter().map(|it| it.text.text()).collect::<Vec<_>>()).collect();
        assert_eq!(left, [vec!["Tides", "One."], vec!["Two."], vec!["Three."], vec!["Four."]]);
    }

    #[test]
    fn what_a_browser_prints_around_a_page_goes() {
        for (time, foot) in [
            ("11/30/26, 8:58 PM", "https://x.example/a 1/2"),
            ("/ / , : PM", "file:///a.html"),
            ("30.11.2026, 20:58", "1/2"),
        ] {
            let mut pages = vec![page(&[time, "Tides – Harbour News", "One.", foot, "1987 / 2002 it was."])];
            remove(&mut pages);
            assert_eq!(pages, [page(&["One.", "1987 / 2002 it was."])], "{time}");
        }
        let mut pages = vec![page(&["https://x.example/a", "One."])];
        remove(&mut pages);
        assert_eq!(pages[0].len(), 2);
    }

    #[test]
    fn text_that_comes_once_stays() {
        let mut pages = vec![page(&["One.", "12"]), page(&["Two.", "13"]), page(&["12 people left."])];
        remove(&mut pages);
        assert_eq!(pages, [page(&["One."]), page(&["Two."]), page(&["12 people left."])]);
        let mut only = vec![page(&["2026"])];
        remove(&mut only);
        assert_eq!(only, [page(&["2026"])], "of one page nobody knows");
    }

    #[test]
    fn page_numbers_are_told_from_text() {
        for text in ["12", "– 12 –", "Page 3 of 9", "3/9", "xiv", "Seite 4"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["12 people", "2026-01-01", "12345", "civic", "", "Page", "Vivid"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
