//! Subtitles (SubRip, WebVTT): cues are joined into sentences and paragraphs; times and markup are removed.

use std::collections::{HashMap, HashSet};

use crate::document::{Document, DocumentBuilder, TooLong};
use crate::import::given::Given;
use crate::import::importer::{Importer, Look, Read};
use crate::import::speech::{Turn, append, ends_sentence, loose};

/// Subtitles.
pub(in crate::import) const IMPORTER: Importer = Importer {
    name: "subtitles",
    about: "SubRip and WebVTT: cues are joined into sentences; speakers are kept where they are named",
    extensions: &["srt", "vtt", "sbv"],
    media_types: &["text/vtt", "application/x-subrip"],
    look,
    read: Read::Text(|given, _| document(given)),
};

/// The first time is within this many lines.
const FIRST_LINES: usize = 4;
/// A pause of this many milliseconds after a sentence begins a paragraph.
const PAUSE: u64 = 4_000;
/// A paragraph of this many bytes ends with its sentence.
const LONG: usize = 700;

fn look(given: &Given<'_>) -> Look {
    let text = given.text();
    let mut first = text.lines().map(str::trim).filter(|it| !it.is_empty()).take(FIRST_LINES);
    let is_web = first.clone().next().is_some_and(|it| it == "WEBVTT" || it.starts_with("WEBVTT "));
    Look::certain_if(is_web || first.any(|it| times(it).is_some()))
}

fn document(given: &Given<'_>) -> Result<Document, TooLong> {
    let mut builder = DocumentBuilder::new();
    append(&turns(&cues(given.text())), &mut builder);
    builder.finish(given.meta())
}

/// Lines that are shown at the same time, with the time in milliseconds.
#[derive(Debug, Default)]
struct Cue<'t> {
    start: u64,
    end: u64,
    lines: Vec<&'t str>,
}

fn cues(text: &str) -> Vec<Cue<'_>> {
    let mut cues: Vec<Cue<'_>> = Vec::new();
    let mut is_open = false;
    for line in text.lines().map(str::trim) {
        if let Some((start, end)) = times(line) {
            // Without an empty line between them, the number of this cue was taken for a line of the previous one.
            if let Some(last) = cues.last_mut().filter(|_| is_open) {
                last.lines.pop_if(|it| it.bytes().all(|it| it.is_ascii_digit()));
            }
            cues.push(Cue { start, end, lines: Vec::new() });
            is_open = true;
        } else if line.is_empty() {
            is_open = false;
        } else if let Some(last) = cues.last_mut().filter(|_| is_open) {
            last.lines.push(line);
        }
    }
    cues
}

/// "00:00:01,000 --> 00:00:03,500 align:start", or with a comma as YouTube writes it ("0:00:01.000,0:00:03.500").
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, end) = match line.split_once("-->") {
        Some(parts) => parts,
        None if line.matches(',').count() == 1 && line.matches('.').count() == 2 => line.split_once(',')?,
        None => return None,
    };
    Some((milliseconds(start.trim())?, milliseconds(end.split_whitespace().next()?)?))
}

/// "01:02:03,500", "02:03.500".
fn milliseconds(time: &str) -> Option<u64> {
    let (whole, part) = time.rsplit_once([',', '.']).unwrap_or((time, "0"));
    let mut seconds = 0_u64;
    let parts: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    for part in parts {
        let is_number = (1..=4).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
        seconds = seconds * 60 + part.parse::<u64>().ok().filter(|_| is_number)?;
    }
    Some(seconds * 1000 + part.get(..3).unwrap_or(part).parse::<u64>().ok()?)
}

/// The cues, joined: a paragraph ends with a speaker, or with a sentence before a pause or when it is long.
fn turns(cues: &[Cue<'_>]) -> Vec<Turn> {
    let known = known_names(cues);
    let mut turns: Vec<Turn> = Vec::new();
    let (mut last_line, mut last_end) = (String::new(), 0);
    for cue in cues {
        let above = cue.lines.first().filter(|it| cue.lines.len() > 1 && known.contains(**it)).copied();
        let lines = cue.lines.iter().skip(usize::from(above.is_some()));
        for (at, line) in lines.flat_map(|it| spoken(it)).enumerate() {
            let Line { mut speaker, changes, text } = read(line, &known);
            if at == 0 {
                speaker = speaker.or(above.map(str::to_owned));
            }
            // Captions that roll up show each line several times.
            if text.is_empty() || (speaker.is_none() && text == last_line) {
                continue;
            }
            let is_pause = cue.start.saturating_sub(last_end) >= PAUSE;
            let goes_on = turns.last().is_some_and(|it| {
                let said = it.said.last().map_or("", String::as_str);
                let is_over = ends_sentence(said) && (is_pause || said.len() >= LONG);
                let is_same = speaker.is_none() || speaker == it.speaker;
                !changes && !is_over && is_same
            });
            if !goes_on {
                // A mark for a change of speaker does not say who speaks.
                let before = turns.last().and_then(|it| it.speaker.clone()).filter(|_| !changes);
                turns.push(Turn::of(speaker.or(before)));
            }
            if let Some(turn) = turns.last_mut() {
                turn.push(&text);
            }
            (last_line, last_end) = (text, cue.end);
        }
        last_end = cue.end;
    }
    turns
}

/// Names that come again before a colon, in brackets, or above what is said in one of every two cues.
fn known_names<'t>(cues: &[Cue<'t>]) -> HashSet<&'t str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut above: HashMap<&str, usize> = HashMap::new();
    for cue in cues {
        if let [first, _, ..] = cue.lines[..]
            && loose::is_name(first)
        {
            *above.entry(first).or_default() += 1;
        }
        for name in cue.lines.iter().filter_map(|it| labelled(it)).map(|it| it.0) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let n_above: usize = above.values().filter(|&&n| n > 1).sum();
    let all = counts.into_iter().chain(above.into_iter().filter(|_| n_above * 2 >= cues.len()));
    all.filter(|(_, n)| *n > 1).map(|(name, _)| name).collect()
}

/// "Ann Lee: We saw it.", "[Ann Lee] We saw it.", "(ANN LEE) We saw it."
fn labelled(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['-', '–', '—', '>', ' ']);
    let in_brackets = [('[', ']'), ('(', ')')];
    let bracketed = in_brackets.iter().find_map(|&(open, close)| line.strip_prefix(open)?.split_once(close));
    let (name, said) = bracketed.or_else(|| line.split_once(": "))?;
    (loose::is_name(name) && !said.trim().is_empty()).then_some((name, said))
}

/// What a line says, and who says it.
#[derive(Debug, Default)]
struct Line {
    speaker: Option<String>,
    /// Whether someone else begins to speak.
    changes: bool,
    text: String,
}

/// What each speaker says in one line: "Who said so? —Bob Day." and "(sighs) >> BOB: Good." are of two.
fn spoken(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, _) in line.match_indices([' ', '\t']) {
        let (before, rest) = (line.get(from..at).unwrap_or_default(), line.get(at + 1..).unwrap_or_default());
        let is_over = ends_sentence(before.trim_end());
        let begins = |mark: &str| {
            rest.strip_prefix(mark).is_some_and(|it| it.trim_start().starts_with(char::is_uppercase))
        };
        let is_next = rest.starts_with(">>") || is_over && ["- ", "– ", "—", "–"].iter().any(|it| begins(it));
        if is_next && !before.trim().is_empty() {
            parts.push(before);
            from = at + 1;
        }
    }
    parts.push(line.get(from..).unwrap_or_default());
    parts
}

fn read(line: &str, known: &HashSet<&str>) -> Line {
    let (mut speaker, mut text) = without_tags(line);
    let mut changes = false;
    for mark in [">>>", ">>", "- ", "– ", "—", "–", "-"] {
        // "—and then it fell" goes on.
        let goes_on = |it: &&str| matches!(mark, "—" | "–") && it.starts_with(char::is_lowercase);
        if let Some(rest) = text.strip_prefix(mark).filter(|it| !goes_on(it)) {
            (text, changes) = (rest.trim_start().to_owned(), true);
            break;
        }
    }
    let colon = || text.split_once(": ").filter(|(name, _)| is_name(name));
    let label = labelled(&text).filter(|(name, _)| known.contains(name)).or_else(colon);
    if speaker.is_none()
        && let Some((name, rest)) = label
    {
        let rest = rest.trim_start_matches([':', ' ']);
        (speaker, text) = (Some(name.to_owned()), rest.to_owned());
    }
    let is_sound = [('[', ']'), ('(', ')'), ('♪', '♪'), ('♫', '♫'), ('*', '*')]
        .iter()
        .any(|&(open, close)| text.len() > 1 && text.starts_with(open) && text.ends_with(close));
    if is_sound || !text.contains(char::is_alphanumeric) {
        text.clear();
    }
    Line { changes: changes && speaker.is_none(), speaker, text }
}

/// A name in capitals, as subtitles write speakers: "MARY COLE".
fn is_name(name: &str) -> bool {
    let n_letters = name.chars().filter(|it| it.is_alphabetic()).count();
    let fits = |it: char| it.is_uppercase() || it.is_numeric() || matches!(it, ' ' | '.' | '\'' | '’' | '-');
    n_letters > 1 && name.len() <= 40 && name.chars().all(fits)
}

/// The text of a line, and the speaker in WebVTT's `<v Mary Cole>`.
fn without_tags(line: &str) -> (Option<String>, String) {
    let (mut speaker, mut text, mut rest) = (None, String::new(), line);
    while let Some(at) = rest.find(['<', '{']) {
        let (before, tag) = rest.split_at(at);
        text.push_str(before);
        let close = if tag.starts_with('<') { '>' } else { '}' };
        let is_style = tag.starts_with('<') || tag.starts_with("{\\");
        if let Some((tag, after)) = tag.split_once(close).filter(|_| is_style) {
            let voice = tag.strip_prefix("<v").filter(|it| it.starts_with([' ', '.', '\t']));
            let name = voice.and_then(|it| it.split_once([' ', '\t'])).map(|it| it.1.trim().to_owned());
            speaker = speaker.or(name.filter(|it| !it.is_empty()));
            rest = after;
        } else {
            // Both marks take one byte.
            let (mark, after) = tag.split_at(1);
            text.push_str(mark);
            rest = after;
        }
    }
    text.push_str(rest);
    for (entity, sign) in
        [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", ""), ("&amp;", "&")]
    {
        text = text.replace(entity, sign);
    }
    (speaker, text.replace("\\N", " ").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::given::Origin;

    fn check(text: &str, expected: &[&str]) {
        let origin = Origin::stdin();
        let given = Given::new(text.as_bytes(), &origin);
        assert_eq!(look(&given), Look::Certain, "{text}");
        let doc = document(&given).unwrap();
        let blocks: Vec<_> = doc.blocks().rows().iter().map(|it| doc.slice(it.span)).collect();
        assert_eq!(blocks, expected, "{text}");
    }

    #[test]
    fn cues_are_joined_to_paragraphs() {
        check(
            "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>The tide rose</i>\r\non Monday.\r\n\r\n2\r\n00:00:02,100 --> 00:00:03,000\r\n{\\an8}Nobody saw it.\r\n\r\n\
             3\r\n00:00:09,000 --> 00:00:10,000\r\nIt fell.\r\n\r\n4\r\n00:00:19,000 --> 00:00:20,000\r\n[door slams]\r\n",
            &["The tide rose on Monday. Nobody saw it.", "It fell."],
        );
    }

    #[test]
    fn speakers_begin_turns() {
        check(
            "WEBVTT - talk\n\nNOTE made by\nnobody\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Mary Cole>We saw it &amp; left.</v>\n\n\
             00:02.000 --> 00:03.000\n<v Mary Cole>Then it fell.\n\n00:03.000 --> 00:04.000\n<v.loud Tom Ito>Did you?",
            &["Mary Cole: We saw it & left. Then it fell.", "Tom Ito: Did you?"],
        );
        check(
            "1\n00:00:01,000 --> 00:00:02,000\nMARY COLE: We saw it.\n2\n00:00:02,000 --> 00:00:03,000\n- Did you?\n- Yes.\n3\n00:00:04,000 --> 00:00:05,000\n>> TOM: No.\n",
            &["MARY COLE: We saw it.", "Did you?", "Yes.", "TOM: No."],
        );
    }

    #[test]
    fn names_that_come_again_begin_turns() {
        let cue = |at: usize, said: &str| format!("{at}\n00:00:0{at},000 --> 00:00:0{at},900\n{said}\n\n");
        let expected = ["Ann Lee: We saw it.", "Bo: Did you?", "Ann Lee: Yes. Twice.", "Bo: So?"];
        for (name, said) in [("", ": "), ("[", "] "), ("", "\n")] {
            let talk = [
                ("Ann Lee", "We saw it."),
                ("Bo", "Did you?"),
                ("Ann Lee", "Yes."),
                ("Ann Lee", "Twice."),
                ("Bo", "So?"),
            ];
            let cues =
                talk.iter().enumerate().map(|(at, (who, what))| cue(at, &format!("{name}{who}{said}{what}")));
            check(&cues.collect::<String>(), &expected);
        }
        check(
            &[
                cue(1, "[Music] The tide"),
                cue(2, "Note: it rose"),
                cue(3, "[Music] and fell."),
                cue(4, "(SIGHS) So."),
            ]
            .concat(),
            &["[Music] The tide Note: it rose [Music] and fell. (SIGHS) So."],
        );
    }

    #[test]
    fn several_may_speak_in_one_line() {
        check(
            "1\n00:00:01,000 --> 00:00:02,000\n—Who said so? —Bob Day.\n\n2\n00:00:02,000 --> 00:00:03,000\n(sighs) >> BOB: I did\n—and I stand by it.\n\n\
             3\n00:00:03,000 --> 00:00:04,000\nIt fell. Then - on Monday - it rose.\n",
            &[
                "Who said so?",
                "Bob Day.",
                "BOB: I did —and I stand by it. It fell. Then - on Monday - it rose.",
            ],
        );
    }

    #[test]
    fn captions_that_roll_up_are_read_once() {
        check(
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nthe tide<00:00:01.500><c> rose</c>\n\n00:00:02.000 --> 00:00:03.000\nthe tide rose\non monday\n\n\
             00:00:03.000 --> 00:00:04.000\non monday\nand fell",
            &["the tide rose on monday and fell"],
        );
    }

    #[test]
    fn prose_is_no_subtitles() {
        for text in ["1\nThe tide --> rose.", "From 10:00 --> 11:00 it rained", "12,5.3.4"] {
            let origin = Origin::stdin();
            assert_eq!(look(&Given::new(text.as_bytes(), &origin)), Look::Unlike, "{text}");
        }
    }
}
