//! Finds what belongs to printed pages rather than to the text: page numbers and running heads.

use std::collections::HashMap;
use std::ops::Range;

/// The fewest times that heads and numbers recur.
const MIN_COUNT: usize = 3;
/// The fewest lines of a page.
const MIN_PAGE_LENGTH: usize = 15;
/// A longer line is not a head.
const MAX_HEAD_LENGTH: usize = 80;
/// Words for which a number in a line counts parts of the text, not pages.
const PARTS: &[&str] = &[
    "chapter", "part", "section", "book", "act", "scene", "canto", "letter", "article", "table", "figure",
    "appendix", "question", "lesson", "day", "week", "step", "item", "rule", "speaker", "verse", "round",
    "game", "episode",
];

/// A line with its position in the text, including its end.
#[derive(Debug, Clone)]
struct Line<'t> {
    text: &'t str,
    range: Range<usize>,
    /// Whether it may be a head.
    is_short: bool,
}

/// The positions of page numbers and running heads, with the white space around them if they are inside a sentence.
pub(super) fn marks(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let mut is_mark = vec![false; lines.len()];
    for places in numbered(&lines).into_iter().chain(repeated(&lines)) {
        for place in places {
            is_mark[place] = true;
        }
    }
    if !is_mark.contains(&true) {
        return Vec::new();
    }
    // A head beside a number belongs to the page, if it recurs.
    for places in beside(&lines, &is_mark) {
        is_mark[places] = true;
    }
    cuts(&lines, &is_mark)
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|whole| {
        let range = start..start + whole.len();
        start = range.end;
        let text = whole.trim();
        Line { text, range, is_short: is_short(text) }
    });
    lines.collect()
}

/// Whether a line may be a head. Only some lines are so long that their characters must be counted.
fn is_short(line: &str) -> bool {
    line.len() <= MAX_HEAD_LENGTH
        || line.len() <= 4 * MAX_HEAD_LENGTH && line.chars().nth(MAX_HEAD_LENGTH).is_none()
}

/// The number in a short line that has no other: "12", "- 12 -", "Page 12 of 30", "The Harbour Report 12". With it, the
/// other words in lower case.
fn number(line: &str) -> Option<(u32, String)> {
    if !line.contains(|c: char| c.is_ascii_digit()) || line.ends_with(['.', ',', ';', ':', '?', '!']) {
        return None;
    }
    let words = line.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | '[' | ']'));
    let value = |word: &str| word.parse::<u32>().ok().filter(|_| word.len() <= 4);
    let mut numbers = words.clone().filter_map(value);
    // "Page 3 of 30" is the third page, and so is "3 of 30".
    let number = numbers.next()?;
    if numbers.nth(1).is_some() {
        return None;
    }
    let mut rest = String::new();
    for word in words.filter(|it| !it.is_empty() && value(it).is_none()) {
        rest.push_str(&word.to_lowercase());
        rest.push(' ');
    }
    let rest = rest.trim().trim_end_matches(" of").to_owned();
    let first = rest.split(' ').next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    (!PARTS.contains(&first)).then_some((number, rest))
}

/// Lines of one form whose numbers increase by one, a page apart.
fn numbered(lines: &[Line<'_>]) -> Vec<Vec<usize>> {
    let mut forms: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for (at, line) in lines.iter().enumerate().filter(|it| it.1.is_short) {
        if let Some((number, form)) = number(line.text) {
            forms.entry(form).or_default().push((at, number));
        }
    }
    let mut found: Vec<Vec<usize>> = Vec::new();
    for places in forms.values() {
        let mut run: Vec<(usize, u32)> = Vec::new();
        for &(at, number) in places {
            match run.last() {
                // Even and odd pages may have their own heads.
                Some(&(last, before))
                    if at - last >= MIN_PAGE_LENGTH && (number == before + 1 || number == before + 2) =>
                {
                    run.push((at, number));
                }
                Some(&(last, before)) if number <= before || at - last < MIN_PAGE_LENGTH => {
                    if run.len() >= MIN_COUNT {
                        found.push(run.iter().map(|it| it.0).collect());
                    }
                    run = vec![(at, number)];
                }
                Some(_) => {}
                None => run.push((at, number)),
            }
        }
        if run.len() >= MIN_COUNT {
            found.push(run.iter().map(|it| it.0).collect());
        }
    }
    found
}

/// The same words, recurring at the distance of a page.
fn repeated(lines: &[Line<'_>]) -> Vec<Vec<usize>> {
    let mut forms: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate().filter(|it| it.1.is_short) {
        let ends = line.text.ends_with(['.', ',', ';', '?', '!', '”', '"']);
        if !ends && line.text.contains(char::is_alphabetic) {
            forms.entry(line.text).or_default().push(at);
        }
    }
    let is_regular = |places: &Vec<usize>| {
        let gaps: Vec<usize> =
            places.iter().zip(places.iter().skip(1)).map(|(one, next)| next - one).collect();
        let (shortest, longest) =
            (gaps.iter().min().copied().unwrap_or(0), gaps.iter().max().copied().unwrap_or(0));
        places.len() >= MIN_COUNT && shortest >= MIN_PAGE_LENGTH + 10 && longest * 10 <= shortest * 16
    };
    forms.into_values().filter(is_regular).collect()
}

/// Lines within two of a mark that are beside marks at least three times.
fn beside(lines: &[Line<'_>], is_mark: &[bool]) -> Vec<usize> {
    let mut forms: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let near =
            is_mark.get(at.saturating_sub(3)..(at + 4).min(lines.len())).is_some_and(|it| it.contains(&true));
        if near && !is_mark[at] && line.is_short && line.text.contains(char::is_alphabetic) {
            forms.entry(line.text).or_default().push(at);
        }
    }
    forms.into_values().filter(|places| places.len() >= MIN_COUNT).flatten().collect()
}

/// The lines to cut; inside a sentence, with the empty lines around them, so that the sentence continues.
fn cuts(lines: &[Line<'_>], is_mark: &[bool]) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if !is_mark[at] {
            at += 1;
            continue;
        }
        let is_gap = |it: usize| {
            lines.get(it).is_some_and(|line| line.text.is_empty()) || is_mark.get(it) == Some(&true)
        };
        let start = (0..=at).rev().take_while(|&it| is_gap(it)).last().unwrap_or(at);
        let end = (at..lines.len()).take_while(|&it| is_gap(it)).last().unwrap_or(at) + 1;
        let before = start.checked_sub(1).and_then(|it| lines.get(it)).map_or("", |it| it.text);
        let after = lines.get(end).map_or("", |it| it.text);
        let goes_on = !before.is_empty()
            && !before.ends_with(['.', '!', '?', ':', '”', '"', '…'])
            && after.starts_with(|c: char| {
                c.is_lowercase()
                    || c.is_numeric()
                    || before.ends_with([',', '-'])
                    || !c.is_uppercase() && c.is_alphabetic()
            });
        for line in (start..end).filter(|&it| goes_on || is_mark[it]) {
            cuts.push(lines[line].range.clone());
        }
        at = end;
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pages of lines, with something above and below each.
    fn pages(above: impl Fn(usize) -> String, below: impl Fn(usize) -> String) -> String {
        let lines = |page: usize| {
            (0..30)
                .map(move |line| format!("line {} of the text goes on and", page * 30 + line))
                .collect::<Vec<_>>()
                .join("\n")
        };
        let pages = (1..=4).flat_map(|page| [above(page), lines(page), below(page), String::new()]);
        pages.collect::<Vec<_>>().join("\n\n")
    }

    fn left(text: &str) -> String {
        let mut rest = text.to_owned();
        marks(text).into_iter().rev().for_each(|cut| rest.replace_range(cut, ""));
        rest
    }

    #[test]
    fn heads_and_numbers_go_and_sentences_go_on() {
        for text in [
            pages(|_| "The Harbour Report".to_owned(), |page| page.to_string()),
            pages(|_| "The Harbour Report".to_owned(), |page| format!("- {} -", page + 10)),
            pages(|page| format!("{page}   The Harbour Report"), |_| String::new()),
            pages(|_| String::new(), |page| format!("Page {page} of 4")),
            pages(|_| "THE HARBOUR REPORT".to_owned(), |_| String::new()),
        ] {
            let left = left(&text);
            assert!(!left.to_lowercase().contains("report") && !left.contains("Page"), "{left}");
            assert_eq!(left.trim().matches("\n\n").count(), 0, "{left}");
            assert_eq!(left.matches("goes on").count(), 120);
        }
    }

    #[test]
    fn what_comes_again_in_the_text_stays() {
        for text in [
            pages(|page| format!("CHAPTER {page}"), |_| String::new()),
            "INES KOVAC\nI bake.\n\nTOM REYES\nI sign.\n\n".repeat(20),
            "1\n2\n3\n4\n5\n".to_owned(),
            pages(|_| "He said no.".to_owned(), |_| String::new()),
        ] {
            assert_eq!(left(&text), text);
        }
    }
}
