//! Transcripts: lines that say who speaks, or when, and what is said. Times are removed, and names precede what they
//! say.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, DocumentBuilder, Metadata, TooLong};
use crate::import::given::Given;
use crate::import::importer::{Importer, Look, Read};
use crate::import::plain;
use crate::import::speech::{Turn, append};

/// Transcripts. No file extension identifies them.
pub(in crate::import) const IMPORTER: Importer = Importer {
    name: "transcript",
    about: "`NAME: …`, `Speaker 1 00:01`, `[00:01:02] Name: …`, `Q.` and `A.`: each turn has its speaker, times are left out",
    extensions: &[],
    media_types: &[],
    look: |given| Look::certain_if(!is_markup(given) && is_transcript(given.text())),
    read: Read::Text(|given, _| document(given.text(), given.meta())),
};

/// How many lines decide whether a text is a transcript.
const SAMPLE_LINES: usize = 400;
/// The longest name with a time, in bytes.
const MAX_DISTANCE: usize = 120;
/// The most words in a name; and the number of lines in which at least one must have a name.
const MAX_WORDS: usize = 9;
const RAREST: usize = 12;
/// The fewest turns of a transcript with times, and without; and if nothing is between its turns.
const MIN_TIMED: usize = 3;
const MIN_NAMED: usize = 6;
const MIN_WHOLE: usize = 3;

/// A time: "1:02", "[00:01:02]", "(01:02.5)".
const TIME: &str = r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])]?";
/// A name with a role: "INES KOVAC", "Ann Lee (captain)", "Dr. O’Neil, mayor", `SPEAKER_00`, "Q".
const NAME: &str = r"\p{Lu}[\p{L}\p{M}\d_.'’&-]*(?:[ ,]{1,2}[\p{L}\p{M}\d_.'’&()-]+){0,5}";

/// What separates a name from its time.
const GAP: &str = r"(?:\s+[-–—|]\s*|\s+)";

static HEADS: LazyLock<[(Regex, bool); 6]> = LazyLock::new(|| {
    let head = |pattern: String| Regex::new(&format!("^{pattern}$")).expect("a fixed pattern");
    [
        // "[00:01:02] Ann Lee: We saw it."
        (head(format!(r"{TIME}\s*[-–—|]?\s*(?P<name>{NAME}):(?:\s+(?P<said>.*))?")), true),
        // "Ann Lee 00:01", and what is said on the next lines.
        (head(format!(r"(?P<name>{NAME}),?{GAP}{TIME}:?")), true),
        // "Ann Lee (00:01): We saw it."
        (head(format!(r"(?P<name>{NAME}),?{GAP}(?:[\[(]{TIME}:?|{TIME}:)\s+(?P<said>.*)")), true),
        // "00:01", "[00:01:02] We saw it.", "0:01 – 0:09"
        (head(format!(r"{TIME}(?:\s*[-–—]+>?\s*{TIME})?(?:\s+(?P<said>.*))?")), true),
        // "Ann Lee: We saw it.", "Ann Lee:"
        (head(format!(r"(?P<name>{NAME}):(?:\s+(?P<said>.*))?")), false),
        // "Q. Did you see it?"
        (head(r"(?P<name>[QA])\.\s+(?P<said>.*)".to_owned()), false),
    ]
});

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head<'t> {
    name: Option<&'t str>,
    said: &'t str,
    is_timed: bool,
}

fn head(line: &str) -> Option<Head<'_>> {
    if !may_be_head(line) {
        return None;
    }
    let (found, is_timed) =
        HEADS.iter().find_map(|(head, is_timed)| Some((head.captures(line)?, *is_timed)))?;
    let part = |key| found.name(key).map(|it| it.as_str().trim());
    Some(Head { name: part("name"), said: part("said").unwrap_or_default(), is_timed })
}

/// Most lines of most texts have none, and are skipped without trying the patterns.
fn may_be_head(line: &str) -> bool {
    let Some(colon) = line.bytes().take(MAX_DISTANCE).position(|it| it == b':') else {
        return line.starts_with("Q. ") || line.starts_with("A. ");
    };
    let before = line.get(..colon).unwrap_or_default();
    line.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit() || matches!(it, '[' | '('))
        && before.split_whitespace().count() <= MAX_WORDS
}

/// Pages and Markdown use markup for what they say.
fn is_markup(given: &Given<'_>) -> bool {
    given.text().trim_start().starts_with(['<', '{', '#'])
        || given.is_called(&["md", "markdown", "html", "htm"])
}

/// Whether most of a text comes after names or times that recur.
fn is_transcript(text: &str) -> bool {
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|it| !it.is_empty()).take(SAMPLE_LINES).collect();
    if is_whole(text) {
        return true;
    }
    // The patterns are compiled only for a text that may be a transcript, because that takes as long as showing an
    // article.
    let n_likely = lines.iter().filter(|it| may_be_head(it)).count();
    if n_likely < MIN_TIMED || RAREST * n_likely < lines.len() {
        return false;
    }
    let heads: Vec<Head<'_>> = lines.iter().filter_map(|it| head(it)).collect();
    let counts = names(&heads);
    let comes_again = counts.values().any(|&n| n > 1);
    let n_timed = heads.iter().filter(|it| it.is_timed).count();
    let n_timed_names = heads.iter().filter(|it| it.is_timed && it.name.is_some()).count();
    if comes_again && n_timed_names >= MIN_TIMED && 5 * n_timed >= lines.len() {
        return true;
    }
    // Times alone: a video. The programme of an event has times, too, but each with its own words.
    let n_bare = heads.iter().filter(|it| it.is_timed && it.name.is_none() && it.said.is_empty()).count();
    if n_bare >= MIN_TIMED && 3 * n_bare >= lines.len() {
        return true;
    }
    let named = counts.values().filter(|&&n| n > 1);
    let n_turns: usize = named.clone().sum();
    // Wrapped lines belong to their turn; of paragraphs, most must have a name.
    let paragraphs = text.split("\n\n").take(SAMPLE_LINES).filter(|it| !it.trim().is_empty());
    let is_named = |it: &&str| {
        head(it.trim_start().lines().next().unwrap_or_default().trim())
            .and_then(|it| it.name)
            .is_some_and(|it| counts.get(it).is_some_and(|&n| n > 1))
    };
    let (n_paragraphs, n_named) = (paragraphs.clone().count(), paragraphs.filter(is_named).count());
    n_turns >= MIN_NAMED
        && named.count() > 1
        && (3 * n_turns >= 2 * lines.len() || 3 * n_named >= 2 * n_paragraphs && n_paragraphs > 3)
}

/// Whether a short text consists of nothing but turns of at least two people, one of whom speaks again, and at least
/// two of whom say a sentence. A title may precede it.
fn is_whole(text: &str) -> bool {
    let has_blank_lines = text.trim().contains("\n\n");
    let turns: Vec<&str> = if has_blank_lines {
        text.split("\n\n").map(|it| it.trim_start().lines().next().unwrap_or_default().trim()).collect()
    } else {
        text.lines().map(str::trim).collect()
    };
    let turns: Vec<&str> = turns.into_iter().filter(|it| !it.is_empty()).take(MIN_NAMED + 1).collect();
    let turns = match turns.split_first() {
        Some((title, rest)) if has_blank_lines && !may_be_head(title) => rest,
        _ => &turns,
    };
    if !(MIN_WHOLE..=MIN_NAMED).contains(&turns.len()) || !turns.iter().all(|it| may_be_head(it)) {
        return false;
    }
    let heads: Vec<Head<'_>> = turns.iter().filter_map(|it| head(it)).collect();
    let is_turn = |it: &Head<'_>| !it.is_timed && it.name.is_some() && !it.said.is_empty();
    let n_sentences = heads.iter().filter(|it| super::ends_sentence(it.said)).count();
    let counts = names(&heads);
    heads.len() == turns.len()
        && heads.iter().all(is_turn)
        && n_sentences >= 2
        && counts.len() > 1
        && counts.values().any(|&n| n > 1)
}

fn names<'t>(heads: &[Head<'t>]) -> HashMap<&'t str, usize> {
    let mut counts = HashMap::new();
    for name in heads.iter().filter_map(|it| it.name) {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// The document for a transcript: what precedes the first turn as in any text, then the turns.
fn document(text: &str, mut meta: Metadata) -> Result<Document, TooLong> {
    let heads: Vec<Head<'_>> = text.lines().filter_map(|it| head(it.trim())).collect();
    let counts = names(&heads);
    let is_whole = is_whole(text);
    // "Paris: never again" at the start of a wrapped line names no one.
    let is_head = |it: &Head<'_>| {
        is_whole || it.is_timed || it.name.is_some_and(|it| counts.get(it).is_some_and(|&n| n > 1))
    };
    let is_any_timed_named = heads.iter().any(|it| it.is_timed && it.name.is_some());
    let (mut before, mut turns): (String, Vec<Turn>) = (String::new(), Vec::new());
    let mut was_blank = false;
    for line in text.lines().map(str::trim) {
        // If names have times, a name without one is part of what is said; a time without a name separates nothing.
        let found = head(line).filter(|it| is_head(it) && (it.is_timed || !is_any_timed_named));
        match (found, turns.last_mut()) {
            (Some(Head { name: None, said, .. }), Some(turn)) => {
                if !crate::import::speech::ends_sentence(turn.said.last().map_or("", String::as_str))
                    || !was_blank
                {
                    turn.push(said);
                } else {
                    turn.said.push(said.to_owned());
                }
            }
            (Some(Head { name, said, .. }), _) => {
                let mut turn = Turn::of(name.map(speaker));
                turn.push(said);
                turns.push(turn);
            }
            (None, None) => {
                before.push_str(line);
                before.push('\n');
            }
            (None, Some(turn)) if line.is_empty() || !was_blank || turn.is_empty() => turn.push(line),
            (None, Some(turn)) => turn.said.push(line.to_owned()),
        }
        was_blank = line.is_empty();
    }
    let mut builder = DocumentBuilder::new();
    let (head, _) = plain::document(&before, Metadata::default())?;
    for block in head.blocks().rows() {
        builder.block(block.kind, head.slice(block.span));
    }
    meta.title = meta.title.or_else(|| head.meta().title.clone());
    append(&turns, &mut builder);
    builder.finish(meta)
}

/// `SPEAKER_00` is written for machines.
fn speaker(name: &str) -> String {
    name.replace('_', " ").trim_end_matches([',', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert!(is_transcript(text), "{text}");
        let doc = document(text, Metadata::default()).unwrap();
        let blocks: Vec<_> = doc.blocks().rows().iter().map(|it| doc.slice(it.span)).collect();
        assert_eq!(blocks, expected, "{text}");
    }

    #[test]
    fn names_with_times_stand_above_what_is_said() {
        check(
            "Harbour talk\n\nSpeaker 1  00:01\nWe saw it.\nAll of it.\n\nIt fell.\n\nSpeaker 2  00:09\nDid you?\n\nSPEAKER_00 (1:00:12)\nYes.\n\nSpeaker 1 1:00:20\nNo.",
            &[
                "Harbour talk",
                "Speaker 1: We saw it. All of it.",
                "It fell.",
                "Speaker 2: Did you?",
                "SPEAKER 00: Yes.",
                "Speaker 1: No.",
            ],
        );
    }

    #[test]
    fn times_stand_before_or_behind_names() {
        check(
            "[00:01:02] Ann Lee: We saw it.\n[00:01:09] Bo: Where?\n[00:02:00] Ann Lee: At\nParis: there.\n",
            &["Ann Lee: We saw it.", "Bo: Where?", "Ann Lee: At Paris: there."],
        );
        check(
            "Ann Lee (00:02): We saw it.\nBo (00:03): Where?\nAnn Lee (00:04): There.",
            &["Ann Lee: We saw it.", "Bo: Where?", "Ann Lee: There."],
        );
    }

    #[test]
    fn names_alone_are_enough_if_they_come_again() {
        let talk = "Date: today\n\nINES KOVAC: We saw it,\nand left.\nTOM ITO: Did you?\nINES KOVAC: Yes.\nTOM ITO: Who\nNobody: never.\nINES KOVAC: No.\nTOM ITO: Oh.";
        check(
            talk,
            &[
                "Date: today",
                "INES KOVAC: We saw it, and left.",
                "TOM ITO: Did you?",
                "INES KOVAC: Yes.",
                "TOM ITO: Who Nobody: never.",
                "INES KOVAC: No.",
                "TOM ITO: Oh.",
            ],
        );
        check(
            "Q. Did you?\nA. Yes.\nQ. When?\nA. Then.\nQ. Why?\nA. So.",
            &["Q: Did you?", "A: Yes.", "Q: When?", "A: Then.", "Q: Why?", "A: So."],
        );
    }

    #[test]
    fn a_short_talk_with_nothing_between_its_turns_is_one() {
        check(
            "Ines Kovac: We saw the boat leave\nTom Ito: Did you call?\nInes Kovac: Yes, twice.\n",
            &["Ines Kovac: We saw the boat leave", "Tom Ito: Did you call?", "Ines Kovac: Yes, twice."],
        );
        check(
            "Harbour talk\n\nINES KOVAC: We saw it,\nand left.\n\nTOM ITO: Did you?\n\nINES KOVAC: Yes.\n\nBO: No.",
            &[
                "Harbour talk",
                "INES KOVAC: We saw it, and left.",
                "TOM ITO: Did you?",
                "INES KOVAC: Yes.",
                "BO: No.",
            ],
        );
        for text in [
            "Ann Lee: We saw it.\n\nBo: No.",
            "Size: small\nColour: red\nSize: large",
            "Note: It rained.\nNote: It snowed.\nNote: It froze.",
            "Ann Lee: We saw it.\n\nIt fell again, and nobody saw it.\n\nAnn Lee: No.\n\nBo: Yes.",
        ] {
            assert!(!is_transcript(text), "{text}");
        }
    }

    #[test]
    fn times_alone_part_nothing() {
        check("0:01\nthe tide rose\n0:04\non monday\n0:09\nand fell", &["the tide rose on monday and fell"]);
    }

    #[test]
    fn articles_lists_and_programmes_are_no_transcripts() {
        for text in [
            "The tide rose.\n\nAnn Lee: We saw it.\n\nIt fell again on Monday, and nobody saw it.\n\nBo: No.\n\nSo it went on.",
            "Price: low\nSize: small\nColour: red\nShape: round\nAge: old\nName: none\nEnd: now",
            "9:00 Coffee\n10:00 Talk\n11:00 Lunch\n12:00 Talk\n13:00 End",
            "Note: one\n\nNote: two\n\nNote: three\n\nNote: four\n\nNote: five\n\nNote: six\n\nNote: seven",
            "At 9:00\nthe tide rose\nand fell.",
            "Opening 9:00\nCoffee 10:00\nLunch 12:00\nTalks 13:00\nEnd 18:00",
            "Monday 9:00 Opening\nMonday 10:00 Talk\nTuesday 9:00 Talk\nTuesday 12:00 End",
        ] {
            assert!(!is_transcript(text), "{text}");
        }
    }
}
