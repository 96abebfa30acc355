//! Dates as pages write them, in ISO 8601.

use std::fmt::Write as _;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// The names of months in the languages of many pages, with their numbers.
const MONTHS: &[(&str, u32)] = &[
    ("january", 1),
    ("jan", 1),
    ("januar", 1),
    ("janvier", 1),
    ("enero", 1),
    ("gennaio", 1),
    ("januari", 1),
    ("janeiro", 1),
    ("february", 2),
    ("feb", 2),
    ("februar", 2),
    ("février", 2),
    ("febrero", 2),
    ("febbraio", 2),
    ("februari", 2),
    ("fevereiro", 2),
    ("march", 3),
    ("mar", 3),
    ("märz", 3),
    ("mars", 3),
    ("marzo", 3),
    ("maart", 3),
    ("março", 3),
    ("april", 4),
    ("apr", 4),
    ("avril", 4),
    ("abril", 4),
    ("aprile", 4),
    ("may", 5),
    ("mai", 5),
    ("mayo", 5),
    ("maggio", 5),
    ("mei", 5),
    ("maio", 5),
    ("june", 6),
    ("jun", 6),
    ("juni", 6),
    ("juin", 6),
    ("junio", 6),
    ("giugno", 6),
    ("junho", 6),
    ("july", 7),
    ("jul", 7),
    ("juli", 7),
    ("juillet", 7),
    ("julio", 7),
    ("luglio", 7),
    ("julho", 7),
    ("august", 8),
    ("aug", 8),
    ("août", 8),
    ("agosto", 8),
    ("augustus", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("septembre", 9),
    ("septiembre", 9),
    ("settembre", 9),
    ("setembro", 9),
    ("october", 10),
    ("oct", 10),
    ("okt", 10),
    ("oktober", 10),
    ("octobre", 10),
    ("octubre", 10),
    ("ottobre", 10),
    ("outubro", 10),
    ("november", 11),
    ("nov", 11),
    ("novembre", 11),
    ("noviembre", 11),
    ("novembro", 11),
    ("december", 12),
    ("dec", 12),
    ("dez", 12),
    ("dezember", 12),
    ("décembre", 12),
    ("diciembre", 12),
    ("dicembre", 12),
    ("dezembro", 12),
];

static MACHINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b((?:19|20)\d\d)-(\d\d?)-(\d\d?)(?:[T ]+(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?",
    )
    .expect("a fixed pattern")
});
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(\d\d?)(?:st|nd|rd|th|er)?[.\s–-]+(?:of\s+|de\s+)?(\p{L}{3,10})[.,]?[\s–-]+(?:de\s+)?((?:19|20)\d\d)\b").expect("a fixed pattern")
});
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(\p{L}{3,10})\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b")
        .expect("a fixed pattern")
});
static NUMBERS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(\d{1,4})([./])(\d\d?)[./](\d{4}|\d\d?)\b").expect("a fixed pattern"));
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[/_-]((?:19|20)\d\d)[/_-]?(\d\d?|[a-z]{3})[/_-]?(\d\d)(?:[/_.-]|$)")
        .expect("a fixed pattern")
});

/// The first date in a text: `2026-05-22`, with the time if the text is written for machines.
pub(in crate::import) fn find(text: &str) -> Option<String> {
    let machine = MACHINE.captures(text).and_then(|it| timed(&it));
    machine.or_else(|| {
        let day = DAY_FIRST.captures(text).and_then(|it| day(&it[3], month(&it[2])?, &it[1]));
        let day = day
            .or_else(|| MONTH_FIRST.captures(text).and_then(|it| self::day(&it[3], month(&it[1])?, &it[2])));
        day.or_else(|| NUMBERS.captures(text).and_then(|it| numbers(&it)))
    })
}

/// What a page says about a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    Published,
    Updated,
}

static EVENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)\b(?:
            (?P<published>published|posted|created|released|ver(?:ö|oe)ffentlicht|erschienen|erstellt|publié|publicado|pubblicato|gepubliceerd)
          | updated?|modified|revised|edited|corrected|amended|aktualisiert|ge(?:ä|ae)ndert|stand|mis\s+à\s+jour|modifié|actualizado|atualizado|aggiornato|bijgewerkt
        )\b",
    )
    .expect("a fixed pattern")
});

/// The events that a line names, with their places.
fn events(line: &str) -> impl Iterator<Item = (usize, Event)> + '_ {
    EVENT.captures_iter(line).map(|it| {
        let event = if it.name("published").is_some() { Event::Published } else { Event::Updated };
        (it.get(0).map_or(0, |it| it.start()), event)
    })
}

/// The last event that words before a date name: "Updated 23 May, first published" names the publication.
pub(super) fn event_before(words: &str) -> Option<Event> {
    events(words).last().map(|(_, event)| event)
}

/// The event of a label, which has no other words: "Last updated:".
pub(super) fn event_of_label(words: &str) -> Option<Event> {
    let is_filler = |it: &str| {
        matches!(
            it,
            "first" | "last" | "originally" | "date" | "on" | "am" | "le" | "el" | "at" | "time" | "zuletzt"
        )
    };
    let rest = EVENT.replace_all(words, " ").to_lowercase();
    let mut others = rest.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    others.all(is_filler).then(|| event_before(words)).flatten()
}

/// The date in a line that is most likely the one of publication, and what the line says about it: in "Updated 23 May
/// 2026. First published 22 May 2026", the second one.
pub(super) fn of_publication(line: &str) -> Option<(Option<Event>, String)> {
    let places: Vec<(usize, Event)> = events(line).collect();
    let ends = places.iter().skip(1).map(|it| it.0).chain([line.len()]);
    let labelled =
        places.iter().zip(ends).filter_map(|(&(at, event), end)| Some((event, find(line.get(at..end)?)?)));
    let before = line.get(..places.first().map_or(line.len(), |it| it.0)).and_then(find);
    match (labelled.min_by_key(|it| it.0), before) {
        (Some((Event::Published, date)), _) => Some((Some(Event::Published), date)),
        (Some(_), Some(date)) => Some((None, date)),
        (Some((event, date)), None) => Some((Some(event), date)),
        // "22 May 2026 (updated)"
        (None, Some(date)) => Some((places.first().map(|it| it.1), date)),
        (None, None) => None,
    }
}

/// The date in an address: `/2026/05/22/`, `/2026/may/22/`, `-2026-05-22`, `/20260522/`.
pub(super) fn in_address(address: &str) -> Option<String> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    ADDRESS.captures_iter(path).find_map(|it| {
        let month = it[2].parse().ok().or_else(|| month(&it[2]))?;
        day(&it[1], month, &it[3])
    })
}

/// Whether a line contains nothing but a date, a time and words that belong to them.
pub(super) fn is_all(line: &str) -> bool {
    static REST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)\b\d{1,2}[:.h]\d{2}(:\d{2})?\b | \b\d{1,2}\s?([ap]\.?m\b\.?) | \b[ap]\.?m\b\.? | \b(mon|tues?|wed(nes)?|thurs?|fri|sat(ur)?|sun)(day)?\b
            | \b((first|last|originally)\s+)?(published|updated|posted|modified|released|created|revised|edited)\b | \b(date|time|on|at|to|and|the|of|by|last|today|yesterday|uhr|edition|print|issue)\b
            | \b(gmt|utc|bst|cet|cest|est|edt|et|cst|cdt|ct|mst|mdt|mt|pst|pdt|pt|ist|aest|aedt|jst)\b | \b\d+\s*(-|–)?\s*(minutes?|mins?|m)\b\s*(-|–)?\s*(read(ing)?(\s+time)?|listen|watch)? | \b(reading|read)\s+time\b | \b(\d+|an?)\s+(seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago\b | [+-]\d\d:?\d\d\b
            | \b(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b",
        )
        .expect("a fixed pattern")
    });
    if line.chars().count() > 120 || !line.contains(|c: char| c.is_ascii_digit()) && !line.ends_with("ago") {
        return false;
    }
    let mut rest = line.to_owned();
    let before = rest.len();
    for pattern in [&MACHINE, &DAY_FIRST, &MONTH_FIRST, &NUMBERS] {
        let cut = pattern.replace_all(&rest, |it: &Captures<'_>| {
            let is_date = find(&it[0]).is_some() || it[0].chars().all(|c| !c.is_alphabetic());
            if is_date { " ".to_owned() } else { it[0].to_owned() }
        });
        rest = cut.into_owned();
    }
    rest = REST.replace_all(&rest, " ").into_owned();
    let has_cut = rest.trim().len() < before;
    // "22 May", "May 22": a day without a year.
    rest = rest.split_whitespace().filter(|it| !is_day_or_month(it)).collect();
    has_cut && !rest.contains(char::is_alphanumeric)
}

fn is_day_or_month(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let number = word.trim_end_matches(char::is_alphabetic);
    month(word).is_some() || (1..=2).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit())
}

fn month(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    MONTHS.iter().find(|(it, _)| *it == name).map(|(_, number)| *number)
}

fn day(year: &str, month: u32, day: &str) -> Option<String> {
    let (year, day) = (year.parse::<u32>().ok()?, day.parse::<u32>().ok()?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    ((1900..2100).contains(&year) && (1..=last).contains(&day))
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn timed(it: &Captures<'_>) -> Option<String> {
    let mut written = day(&it[1], it[2].parse().ok()?, &it[3])?;
    let number = |at| it.get(at).and_then(|it| it.as_str().parse::<u32>().ok());
    if let (Some(hours @ 0..24), Some(minutes @ 0..60)) = (number(4), number(5)) {
        // Writing to a string cannot fail.
        let _ = write!(written, "T{hours:02}:{minutes:02}");
        if let Some(seconds) = number(6) {
            let _ = write!(written, ":{:02}", seconds.min(59));
        }
        if let Some(zone) = it.get(7).map(|it| it.as_str()) {
            // "+0200" becomes "+02:00".
            let (hours, minutes) = if zone.len() == 5 { zone.split_at(3) } else { (zone, "") };
            written.extend([hours, if minutes.is_empty() { "" } else { ":" }, minutes]);
        }
    }
    Some(written)
}

/// Numbers with points have the day first. With slashes, only a number above twelve decides.
fn numbers(it: &Captures<'_>) -> Option<String> {
    let (first, middle, last) = (&it[1], it[3].parse::<u32>().ok()?, &it[4]);
    if first.len() == 4 {
        return day(first, middle, last);
    }
    if last.len() != 4 || first.len() > 2 {
        return None;
    }
    let one: u32 = first.parse().ok()?;
    match &it[2] {
        "." => day(last, middle, first),
        _ if one > 12 => day(last, middle, first),
        _ if middle > 12 => day(last, one, &it[3]),
        _ if one == middle => day(last, middle, first),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_many_forms() {
        for (text, expected) in [
            ("2026-05-22", "2026-05-22"),
            ("2026-05-22T10:00", "2026-05-22T10:00"),
            ("2024-05-01T08:00:00Z", "2024-05-01T08:00:00Z"),
            ("2026-05-22 10:00:07.123 +0200", "2026-05-22T10:00:07+02:00"),
            ("Published on Friday, 22 May 2026 at 10 am", "2026-05-22"),
            ("May 22, 2026", "2026-05-22"),
            ("22nd of May, 2026", "2026-05-22"),
            ("Sept. 3, 2025 | 10:00", "2025-09-03"),
            ("22. Mai 2026", "2026-05-22"),
            ("le 1er août 2025", "2025-08-01"),
            ("22 de mayo de 2026", "2026-05-22"),
            ("22.05.2026, 10:15 Uhr", "2026-05-22"),
            ("05/22/2026", "2026-05-22"),
            ("22/5/2026", "2026-05-22"),
            ("2026/5/2", "2026-05-02"),
            ("22-May-2026", "2026-05-22"),
        ] {
            assert_eq!(find(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "03/04/2026",
            "31 April 2026",
            "May 2026",
            "version 1.2.3",
            "22 boats 2026",
            "2026-13-01",
            "in 1998",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_tells_which_of_its_dates_is_the_one_of_publication() {
        use Event::{Published, Updated};
        for (line, event, date) in [
            ("Updated 23 May 2026. First published 22 May 2026", Some(Published), "2026-05-22"),
            ("Published 22 May 2026, updated 23 May 2026", Some(Published), "2026-05-22"),
            ("22 May 2026 | Updated: 23 May 2026", None, "2026-05-22"),
            ("Last updated on 23 May 2026", Some(Updated), "2026-05-23"),
            ("Aktualisiert am 23.05.2026, veröffentlicht am 22.05.2026", Some(Published), "2026-05-22"),
            ("Mis à jour le 23 mai 2026 – publié le 22 mai 2026", Some(Published), "2026-05-22"),
            ("22 May 2026 (updated)", Some(Updated), "2026-05-22"),
            ("22 May 2026", None, "2026-05-22"),
        ] {
            assert_eq!(of_publication(line), Some((event, date.to_owned())), "{line}");
        }
        assert_eq!(of_publication("Updated today"), None);
        assert_eq!(event_of_label("Last updated:"), Some(Updated));
        assert_eq!(event_of_label("Council updated plans"), None);
    }

    #[test]
    fn addresses_tell_dates() {
        for (address, expected) in [
            ("https://x.example/news/2026/05/22/a.html", Some("2026-05-22")),
            ("https://x.example/2026/may/22/basin", Some("2026-05-22")),
            ("https://x.example/basin-2026-05-22.html", Some("2026-05-22")),
            ("https://x.example/20260522/a", Some("2026-05-22")),
            ("https://x.example/2026/05/basin", None),
            ("https://x.example/a-20261399", None),
        ] {
            assert_eq!(in_address(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn lines_of_nothing_but_dates_are_told() {
        for line in [
            "22 May 2026",
            "Published: 22 May 2026, 10:15 BST",
            "Updated 3 hours ago",
            "Friday 22 May",
            "May 22, 2026 | 5 min read",
            "10:15 a.m. ET",
            "First published on Fri 22 May 2026 10.00 EDT",
            "2026-05-22T10:00:00Z",
            "Last updated at 10:15",
            "5 min read",
            "22.05.2026, 10:15 Uhr",
        ] {
            assert!(is_all(line), "{line}");
        }
        for line in
            ["May left on 22 May 2026", "1984", "The 22 boats", "On Friday", "Updated plans", "May", "12"]
        {
            assert!(!is_all(line), "{line}");
        }
    }
}
