//! What a line of a transcript begins with: who speaks, when, or both.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

/// The longest name with a time, in bytes.
const MAX_DISTANCE: usize = 120;
/// The most words in a name.
const MAX_WORDS: usize = 9;

/// A time, perhaps with its day: "1:02", "[00:01:02]", "(01:02.5)", "10:15 AM", "22/05/2026, 10:15".
const TIME: &str = r"[\[(]?(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+)?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?(?:\s?[APap]\.?[Mm]\.?)?[\])]?";
/// A name with a role: "INES KOVAC", "Ann Lee (captain)", "Dr. O’Neil, mayor", `SPEAKER_00`, "Q".
const NAME: &str = r"\p{Lu}[\p{L}\p{M}\d_.'’&-]*(?:[ ,]{1,2}[\p{L}\p{M}\d_.'’&()-]+){0,5}";
/// What separates a name from its time.
const GAP: &str = r"(?:\s+[-–—|]\s*|\s+)";

static HEADS: LazyLock<[(Regex, bool); 10]> = LazyLock::new(|| {
    let head = |pattern: String| Regex::new(&format!("^(?:{pattern})$")).expect("a fixed pattern");
    [
        // "10:02:03 From Ann Lee to Everyone: We saw it."
        (
            head(format!(r"{TIME}\s+From\s+(?P<name>{NAME}?)(?:\s+to\s+[^:]{{1,40}})?\s*:\s*(?P<said>.*)")),
            true,
        ),
        // "[10:15] <ann> We saw it."
        (head(format!(r"{TIME}\s*<(?P<name>[^<>\s][^<>]{{0,40}})>\s+(?P<said>.*)")), true),
        // "[00:01:02] Ann Lee: We saw it."
        (head(format!(r"{TIME}\s*[-–—|]?\s*(?P<name>{NAME}):(?:\s+(?P<said>.*))?")), true),
        // "Ann Lee: (00:01) We saw it.", or what is said on the next lines.
        (head(format!(r"(?P<name>{NAME}):\s*[\[(]{TIME}:?(?:\s+(?P<said>.*))?")), true),
        // "Ann Lee 00:01", "[00:01] - Ann Lee" and "[Ann Lee] 00:01", with what is said on the next lines.
        (head(format!(r"\[?(?P<name>{NAME})\]?,?{GAP}{TIME}:?|{TIME}\s*[-–—|]\s*(?P<other>{NAME})")), true),
        // "Ann Lee (00:01): We saw it."
        (head(format!(r"(?P<name>{NAME}),?{GAP}(?:[\[(]{TIME}:?|{TIME}:)\s+(?P<said>.*)")), true),
        // "00:01", "[00:01:02] We saw it.", "0:01 – 0:09"
        (head(format!(r"{TIME}(?:\s*[-–—]+>?\s*{TIME})?(?:\s+(?P<said>.*))?")), true),
        // "Q. Did you see it?", "Q    Did you see it?"
        (head(r"(?P<name>[QA])(?:[.:]\s*|\s{2,}|\t\s*)(?P<said>.*)".to_owned()), false),
        // "Ann Lee: We saw it.", "Ann Lee:"
        (head(format!(r"(?P<name>{NAME}):(?:\s+(?P<said>.*))?")), false),
        // "[Ann Lee]: We saw it."
        (head(format!(r"[\[(](?P<name>{NAME})[\])]:(?:\s+(?P<said>.*))?")), false),
    ]
});

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head<'t> {
    pub(super) name: Option<&'t str>,
    pub(super) said: &'t str,
    pub(super) is_timed: bool,
}

/// The name or time that a line begins with, and the rest of it.
pub(super) fn head(line: &str) -> Option<Head<'_>> {
    if !may_be_head(line) {
        return None;
    }
    let (found, is_timed) =
        HEADS.iter().find_map(|(head, is_timed)| Some((head.captures(line)?, *is_timed)))?;
    let part = |key| found.name(key).map(|it| it.as_str().trim());
    let said = without_time(part("said").unwrap_or_default());
    Some(Head { name: part("name").or_else(|| part("other")), said, is_timed })
}

/// Most lines of most texts have none, and are skipped without trying the patterns.
pub(super) fn may_be_head(line: &str) -> bool {
    let is_letter = ["Q", "A"].iter().any(|it| {
        line.strip_prefix(it)
            .is_some_and(|rest| [". ", ".\t", "  ", "\t"].iter().any(|it| rest.starts_with(it)))
    });
    if is_letter {
        return true;
    }
    let Some(colon) = line.bytes().take(MAX_DISTANCE).position(|it| it == b':') else { return false };
    let before = line.get(..colon).unwrap_or_default();
    line.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit() || matches!(it, '[' | '('))
        && before.split_whitespace().count() <= MAX_WORDS
}

/// How often each name speaks.
pub(super) fn names<'t>(heads: &[Head<'t>]) -> HashMap<&'t str, usize> {
    let mut counts = HashMap::new();
    for name in heads.iter().filter_map(|it| it.name) {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// What is said, without the time after it: "We saw it. (00:01:05)".
fn without_time(said: &str) -> &str {
    if !said.ends_with([')', ']']) {
        return said;
    }
    let Some((before, time)) = said.rsplit_once(['(', '[']) else { return said };
    let is_time = time.contains(':') && time.chars().all(|it| it.is_ascii_digit() || ":.,)]".contains(it));
    if is_time { before.trim_end() } else { said }
}
