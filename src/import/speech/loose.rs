//! Transcripts without colons and times: "[Ann Lee] We saw it.", "ANN LEE — We saw it.", "Mr. LEE. We saw it.", names in
//! a column of their own, and names on a line of their own.
//!
//! Other texts have such lines, too. So they count only if nearly all of a text consists of them, and if their names
//! come again.

use std::collections::HashMap;

use crate::import::speech::ends_sentence;
use crate::import::speech::head::Head;

/// The longest name, in bytes, and the most words in it.
const MAX_NAME: usize = 60;
const MAX_WORDS: usize = 8;
/// The fewest turns, in total and of at least two people each.
const MIN_TURNS: usize = 6;
const MIN_EACH: usize = 2;

/// How a text writes its speakers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum SpeakerStyle {
    /// "[Ann Lee] We saw it.", "(Ann Lee) We saw it."
    Brackets,
    /// "ANN LEE — We saw it."
    Dash,
    /// "Mr. LEE. We saw it."
    Point,
    /// "ANN LEE", a tab or several spaces, "We saw it."
    Column,
    /// "Ann Lee", and what she says on the next lines.
    Line,
}

const STYLES: [SpeakerStyle; 5] = [
    SpeakerStyle::Brackets,
    SpeakerStyle::Dash,
    SpeakerStyle::Point,
    SpeakerStyle::Column,
    SpeakerStyle::Line,
];

/// The form of a text that is a transcript in one of them, from its lines and the number of its paragraphs.
pub(super) fn form(lines: &[&str], n_paragraphs: usize) -> Option<SpeakerStyle> {
    STYLES.into_iter().find(|it| has_form(lines, n_paragraphs, *it))
}

fn has_form(lines: &[&str], n_paragraphs: usize, form: SpeakerStyle) -> bool {
    let heads: Vec<(usize, Head<'_>)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, head(line, form)?))).collect();
    if heads.len() < MIN_TURNS {
        return false;
    }
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for name in heads.iter().filter_map(|(_, it)| it.name) {
        *counts.entry(name).or_default() += 1;
    }
    let comes_again = |name: &str| counts.get(name).is_some_and(|&n| n >= MIN_EACH);
    let n_people = counts.values().filter(|&&n| n >= MIN_EACH).count();
    let turns: Vec<&(usize, Head<'_>)> =
        heads.iter().filter(|(_, it)| it.name.is_some_and(comes_again)).collect();
    // Where lines are wrapped, several belong to a turn.
    let share = match form {
        SpeakerStyle::Brackets | SpeakerStyle::Dash => 2,
        SpeakerStyle::Column | SpeakerStyle::Line => 5,
        SpeakerStyle::Point => 20,
    };
    let are_most = turns.len() * share >= lines.len() || turns.len() * 2 >= n_paragraphs && n_paragraphs > 3;
    let said = |(at, head): &&&(usize, Head<'_>)| {
        let said =
            if head.said.is_empty() { lines.get(at + 1).copied().unwrap_or_default() } else { head.said };
        ends_sentence(said) || said.split_whitespace().nth(8).is_some()
    };
    n_people > 1
        && turns.len() >= MIN_TURNS
        && turns.len() * 10 >= heads.len() * 8
        && are_most
        && turns.iter().filter(said).count() * 10 >= turns.len() * 7
}

/// The name that a line begins with in this form.
pub(super) fn head(line: &str, form: SpeakerStyle) -> Option<Head<'_>> {
    let (name, said) = match form {
        SpeakerStyle::Brackets => {
            let close = if line.starts_with('[') { ']' } else { ')' };
            let (name, said) = line.strip_prefix(['[', '('])?.split_once(close)?;
            (name, said)
        }
        SpeakerStyle::Dash => [" — ", " – ", " -- "].iter().find_map(|it| line.split_once(it))?,
        SpeakerStyle::Point => point(line)?,
        SpeakerStyle::Column => {
            let gap = line.find('\t').into_iter().chain(line.find("   ")).min()?;
            line.split_at(gap)
        }
        SpeakerStyle::Line => (line, ""),
    };
    let said = said.trim();
    let fits = form == SpeakerStyle::Line || !said.is_empty();
    (fits && is_name(name)).then_some(Head { name: Some(name.trim()), said, is_timed: false })
}

/// "Mr. SMITH of Ohio. I rise.", "The CHAIRMAN. Thank you."
fn point(line: &str) -> Option<(&str, &str)> {
    const TITLES: &[&str] = &[
        "the",
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lord",
        "lady",
        "senator",
        "sen",
        "representative",
        "rep",
        "chairman",
        "chairwoman",
        "judge",
        "justice",
        "secretary",
        "president",
        "governor",
        "madam",
    ];
    let first = line.split(' ').next()?;
    let is_titled = TITLES.contains(&first.trim_end_matches('.').to_lowercase().as_str());
    let rest = line.get(first.len()..).filter(|_| is_titled)?;
    let end = first.len() + rest.find(". ")?;
    let name = line.get(..end)?;
    let is_capital =
        |it: &str| it.chars().count() > 1 && it.chars().all(|c| c.is_uppercase() || "’'-".contains(c));
    let has_capitals = name.split(' ').nth(1).is_some_and(is_capital);
    has_capitals.then(|| (name, line.get(end + 2..).unwrap_or_default()))
}

/// Whether words may be the name of a speaker: each begins with a capital except small ones, and they end no
/// sentence.
pub(super) fn is_name(words: &str) -> bool {
    const SMALL: &[&str] = &[
        "of", "the", "and", "for", "to", "de", "da", "di", "del", "van", "von", "der", "al", "bin", "la",
        "le",
    ];
    const NEVER: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "tomorrow",
        "note",
        "chapter",
        "part",
        "music",
        "laughter",
        "applause",
        "laughs",
        "chuckles",
        "sighs",
        "crosstalk",
        "inaudible",
        "sings",
        "coughs",
        "gasps",
        "cheering",
        "silence",
    ];
    let words = words.trim();
    let mut all = words.split_whitespace();
    let is_capital = |it: &str| {
        let it = it.trim_start_matches(['(', '“', '"']);
        it.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    words.len() <= MAX_NAME
        && words.starts_with(char::is_uppercase)
        && !words.ends_with(['.', '!', '?', ',', ';', ':', '…', '”', '"'])
        && words.chars().all(|c| c.is_alphanumeric() || " .,'’&()_-#".contains(c))
        && words.split_whitespace().count() <= MAX_WORDS
        && !NEVER.contains(&words.split([' ', ',']).next().unwrap_or_default().to_lowercase().as_str())
        && all.all(|it| is_capital(it) || SMALL.contains(&it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_other_words() {
        for name in [
            "Ann Lee",
            "INES KOVAC",
            "Ann Lee (Calder) (Lab)",
            "The Secretary of State",
            "SPEAKER_00",
            "Mr. Ito",
        ] {
            assert!(is_name(name), "{name}");
        }
        for words in ["the tide", "We saw it.", "Door slams", "Monday", "MUSIC", "12 boats", "Who left?", ""]
        {
            assert!(!is_name(words), "{words}");
        }
    }
}
