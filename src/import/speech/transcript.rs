//! Transcripts: lines that say who speaks, or when, and what is said. Times are removed, and names precede what they
//! say.

use std::borrow::Cow;

use crate::document::{Document, DocumentBuilder, Metadata, TooLong};
use crate::import::given::Given;
use crate::import::importer::{Importer, Look, Read};
use crate::import::plain;
use crate::import::speech::head::{self, Head, head, may_be_head};
use crate::import::speech::loose::{self, SpeakerStyle};
use crate::import::speech::{Turn, append, ends_sentence, is_direction};

/// Transcripts. No file extension identifies them.
pub(in crate::import) const IMPORTER: Importer = Importer {
    name: "transcript",
    about: "`NAME: …`, `Speaker 1 00:01`, `[Name] …`, names on their own line, `Q.` and `A.`, chats: each turn has its speaker, times are left out",
    extensions: &[],
    media_types: &[],
    look: |given| Look::certain_if(!is_markup(given) && layout(&tidied(given.text())).is_some()),
    read: Read::Text(|given, _| document(given.text(), given.meta())),
};

/// How many lines decide whether a text is a transcript.
const SAMPLE_LINES: usize = 400;
/// At least one line in this many must have a name or a time.
const RAREST: usize = 12;
/// The fewest turns of a transcript: with times, without, and if the text is nothing but turns.
const MIN_TIMED: usize = 3;
const MIN_NAMED: usize = 6;
const MIN_WHOLE: usize = 3;

/// How a transcript writes who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// With colons, or with times.
    Marked,
    Loose(SpeakerStyle),
}

/// Pages and Markdown use markup for what they say.
fn is_markup(given: &Given<'_>) -> bool {
    given.text().trim_start().starts_with(['<', '{', '#'])
        || given.is_called(&["md", "markdown", "html", "htm"])
}

/// The text without the numbers of lines that courts write, and without the marks of bold names.
fn tidied(text: &str) -> Cow<'_, str> {
    let sample = || text.lines().filter(|it| !it.trim().is_empty()).take(SAMPLE_LINES);
    let n_lines = sample().count();
    if n_lines < MIN_TIMED {
        return Cow::Borrowed(text);
    }
    let n_numbered = sample().filter(|it| after_number(it).is_some()).count();
    if n_numbered * 10 >= n_lines * 9 {
        return Cow::Owned(text.lines().flat_map(|it| [after_number(it).unwrap_or(it), "\n"]).collect());
    }
    let is_bold =
        |it: &&str| it.find("**").is_some_and(|at| at < 30) && (it.contains(":**") || it.contains("**:"));
    if sample().filter(is_bold).count() * RAREST >= n_lines {
        return Cow::Owned(text.replace("**", ""));
    }
    Cow::Borrowed(text)
}

/// "12      Q.  Did you see it?"
fn after_number(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).filter(|_| (1..=3).contains(&digits))?;
    (rest.is_empty() || rest.starts_with("  ") || rest.starts_with('\t')).then_some(rest)
}

/// How a text writes who speaks, if most of it comes after names or times that recur.
fn layout(text: &str) -> Option<Layout> {
    if is_marked(text) {
        return Some(Layout::Marked);
    }
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|it| !it.is_empty()).take(SAMPLE_LINES).collect();
    let n_paragraphs = text.split("\n\n").take(SAMPLE_LINES).filter(|it| !it.trim().is_empty()).count();
    loose::form(&lines, n_paragraphs).map(Layout::Loose)
}

fn is_marked(text: &str) -> bool {
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
    let counts = head::names(&heads);
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
    // "Ann Lee:" alone and what she says are one.
    let is_alone = |it: &&str| it.trim().ends_with(':') && is_named(it) && !it.trim().contains('\n');
    let n_paragraphs = paragraphs.clone().filter(|it| !is_alone(it)).count();
    let n_named = paragraphs.filter(is_named).count();
    n_turns >= MIN_NAMED
        && named.count() > 1
        && (3 * n_turns >= 2 * lines.len() || 3 * n_named >= 2 * n_paragraphs && n_paragraphs > 3)
}

/// Whether a short text consists of nothing but turns of at least two people, one of whom speaks again, and at least
/// two of whom say a sentence. A title may precede it.
fn is_whole(text: &str) -> bool {
    let has_blank_lines = text.trim().contains("\n\n");
    let separator = if has_blank_lines { "\n\n" } else { "\n" };
    // The first ones show whether the text is too long.
    let turns: Vec<&str> = text
        .split(separator)
        .map(|it| it.trim_start().lines().next().unwrap_or_default().trim())
        .filter(|it| !it.is_empty())
        .take(MIN_NAMED + 1)
        .collect();
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
    let counts = head::names(&heads);
    heads.len() == turns.len()
        && heads.iter().all(is_turn)
        && n_sentences >= 2
        && counts.len() > 1
        && counts.values().any(|&n| n > 1)
}

/// The document for a transcript: what precedes the first turn as in any text, then the turns.
fn document(text: &str, mut meta: Metadata) -> Result<Document, TooLong> {
    let text = &*tidied(text);
    let (before, turns) = turns(text, layout(text).unwrap_or(Layout::Marked));
    let mut builder = DocumentBuilder::new();
    let (head, _) = plain::document(&before, Metadata::default())?;
    for block in head.blocks().rows() {
        builder.block(block.kind, head.slice(block.span));
    }
    meta.title = meta.title.or_else(|| head.meta().title.clone());
    append(&turns, &mut builder);
    builder.finish(meta)
}

/// What precedes the first turn, and the turns.
fn turns(text: &str, layout: Layout) -> (String, Vec<Turn>) {
    let head = |line| match layout {
        Layout::Marked => head(line),
        Layout::Loose(form) => loose::head(line, form),
    };
    let heads: Vec<Head<'_>> = text.lines().filter_map(|it| head(it.trim())).collect();
    let counts = head::names(&heads);
    let is_whole = is_whole(text);
    // "Paris: never again" at the start of a wrapped line names no one.
    let is_head = |it: &Head<'_>, was_over: bool| {
        let comes_again = |name: &str| counts.get(name).is_some_and(|&n| n > 1);
        is_whole || it.is_timed || it.name.is_some_and(|it| comes_again(it) || was_over && is_full_name(it))
    };
    let is_any_timed_named = heads.iter().any(|it| it.is_timed && it.name.is_some());
    let (mut before, mut turns): (String, Vec<Turn>) = (String::new(), Vec::new());
    let (mut was_blank, mut was_time) = (true, false);
    for line in text.lines().map(str::trim) {
        if was_time && is_duration(line) {
            continue;
        }
        let said_before = turns.last().and_then(|it| it.said.last()).map_or("", String::as_str);
        let is_over = ends_sentence(said_before);
        // If names have times, a name without one is part of what is said; a time without a name separates nothing.
        let found = head(line).filter(|it| {
            is_head(it, was_blank || is_over || said_before.is_empty())
                && (it.is_timed || !is_any_timed_named)
        });
        was_time = found.is_some_and(|it| it.name.is_none() && it.said.is_empty());
        match (found, turns.last_mut()) {
            (Some(Head { name: None, said, .. }), Some(turn)) if was_blank && is_over => {
                turn.said.push(said.to_owned());
            }
            (Some(Head { name: None, said, .. }), Some(turn)) => turn.push(said),
            (Some(Head { name, said, .. }), _) => {
                let mut turn = Turn::of(name.map(speaker));
                turn.push(said);
                turns.push(turn);
            }
            (None, None) => before.extend([line, "\n"]),
            (None, Some(turn)) if is_direction(line) => turn.said.extend([line.to_owned(), String::new()]),
            (None, Some(turn)) if line.is_empty() || !was_blank || turn.is_empty() => turn.push(line),
            (None, Some(turn)) => turn.said.push(line.to_owned()),
        }
        was_blank = line.is_empty();
    }
    (before, turns)
}

/// A name that speaks once: "MODERATOR", "Sara Lindqvist", but not "Update" or "One more thing".
fn is_full_name(name: &str) -> bool {
    let is_in_capitals =
        name.chars().filter(|it| it.is_alphabetic()).count() > 2 && !name.contains(char::is_lowercase);
    loose::is_name(name) && (is_in_capitals || name.contains(' '))
}

/// "1 minute, 2 seconds": a time in words, below the same in numbers.
fn is_duration(line: &str) -> bool {
    let is_unit = |it: &str| matches!(it.trim_end_matches(['s', ',']), "hour" | "minute" | "second");
    let words: Vec<&str> = line.split(' ').collect();
    words.len() >= 2
        && words.chunks(2).all(|it| {
            matches!(it, [number, unit] if number.bytes().all(|it| it.is_ascii_digit()) && is_unit(unit))
        })
}

/// `SPEAKER_00` is written for machines.
fn speaker(name: &str) -> String {
    name.replace('_', " ").trim_end_matches([',', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert!(layout(&tidied(text)).is_some(), "{text}");
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
    fn turns_are_told_in_every_layout() {
        const SAID: [&str; 6] = ["We saw it.", "Did you?", "It fell.", "And then?", "We left.", "So did I."];
        let each = |names: [&str; 2], write: &dyn Fn(&str, &str) -> String| -> String {
            SAID.iter().enumerate().map(|(at, said)| write(names[at % 2], said)).collect()
        };
        let (mixed, capitals) = (["Ann Lee", "Tom Ito"], ["ANN LEE", "TOM ITO"]);
        for (text, names) in [
            (each(mixed, &|name, said| format!("**{name}:** {said}\n\n")), mixed),
            (each(mixed, &|name, said| format!("{name}: {said} (00:01:02)\n")), mixed),
            (each(mixed, &|name, said| format!("{name}: [00:01]\n{said}\n\n")), mixed),
            (each(mixed, &|name, said| format!("[00:01:02.000] - {name}\n{said}\n\n")), mixed),
            (each(mixed, &|name, said| format!("[{name}] 10:02:03\n{said}\n\n")), mixed),
            (each(mixed, &|name, said| format!("{name}  10:15 AM\n{said}\n")), mixed),
            (each(mixed, &|name, said| format!("{name}, [22.05.2026 10:15]\n{said}\n\n")), mixed),
            (each(mixed, &|name, said| format!("22/05/2026, 10:15 - {name}: {said}\n")), mixed),
            (each(mixed, &|name, said| format!("10:02:03 From {name} to Everyone: {said}\n")), mixed),
            (each(["ann", "tom"], &|name, said| format!("[10:15] <{name}> {said}\n")), ["ann", "tom"]),
            (each(mixed, &|name, said| format!("[{name}] {said}\n")), mixed),
            (each(mixed, &|name, said| format!("[{name}]: {said}\n\n")), mixed),
            (each(capitals, &|name, said| format!("{name} — {said}\n\n")), capitals),
            (each(mixed, &|name, said| format!("{name}\t{said}\n")), mixed),
            (each(capitals, &|name, said| format!("{name}\n{said}\n\n")), capitals),
            (each(mixed, &|name, said| format!("{name}:\n\n{said}\n\n")), mixed),
            (each(["Q", "A"], &|name, said| format!("  {name}     {said}\n")), ["Q", "A"]),
            (each(["Q", "A"], &|name, said| format!(" 12    {name}.  {said}\n")), ["Q", "A"]),
            (
                each(["Mr. LEE", "The CHAIR"], &|name, said| format!("  {name}. {said}\n")),
                ["Mr. LEE", "The CHAIR"],
            ),
        ] {
            let expected = SAID.iter().enumerate().map(|(at, said)| format!("{}: {said}", names[at % 2]));
            let expected: Vec<String> = expected.collect();
            check(&text, &expected.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_happens_is_not_said_and_one_turn_is_enough_for_a_full_name() {
        check(
            "THE PRESIDENT: We saw it.\n(Laughter.)\nAnd left.\n\nQ    When?\n\nTHE PRESIDENT: Then.\n\nMODERATOR: Thanks.\n\n[Applause]\n\n\
             Q    Why?\n\nTHE PRESIDENT: So.\n\nQ    Who?\n",
            &[
                "THE PRESIDENT: We saw it.",
                "(Laughter.)",
                "And left.",
                "Q: When?",
                "THE PRESIDENT: Then.",
                "MODERATOR: Thanks.",
                "[Applause]",
                "Q: Why?",
                "THE PRESIDENT: So.",
                "Q: Who?",
            ],
        );
        check(
            "0:06\n6 seconds\nthe tide rose\n1:02\n1 minute, 2 seconds\non monday\n1:10\n1 minute, 10 seconds\nand fell",
            &["the tide rose on monday and fell"],
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
            assert_eq!(layout(&tidied(text)), None, "{text}");
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
            "Monday — It rained.\nTuesday — It rained.\nMonday — It snowed.\nTuesday — It froze.\nMonday — Sun.\nTuesday — Sun.",
            "Calder\tArden\t2-1\nArden\tCalder\t0-0\nCalder\tBree\t1-1\nBree\tArden\t3-2\nArden\tBree\t1-0\nBree\tCalder\t0-2",
            "The Tide\n\nIt rose on Monday.\n\nThe Quay\n\nIt sank.\n\nThe Town\n\nIt slept.\n\nThe Board\n\nIt met.",
            "1  It rained.\n2  It snowed.\n3  It froze.\n4  It thawed.",
        ] {
            assert_eq!(layout(&tidied(text)), None, "{text}");
        }
    }
}
