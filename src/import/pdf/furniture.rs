//! What is on every page and not part of the text: running heads, running feet, page numbers.

use std::collections::HashMap;

use crate::document::BlockKind;
use crate::import::pdf::Piece;

/// How many blocks at the top and at the bottom of a page may be furniture.
const EDGE: usize = 3;
/// Longer blocks are text.
const MAX_LENGTH: usize = 160;
/// A line on this many pages is not part of the text; at the very top or bottom, a third of the pages is enough.
const MIN_PAGES: usize = 3;

/// Removes furniture from all pages.
pub(super) fn remove(pages: &mut [Vec<Piece>]) {
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
