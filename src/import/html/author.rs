//! Extracts authors' names from the lines in which pages put them.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::html::{date, one_line};

/// A longer line is other text in the place of a name.
const MAX_LENGTH: usize = 160;

/// Words before a name.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^\s*(?:(?:words|story|text|written|reported|report|reporting|posted|published|created|compiled|edited|an?\s+article|opinion|analysis|exclusive)\s+by\b
            | by(?:\s+our\s+(?:reporter|correspondent))?\b | von\b | par\b | por\b | door\b | di\b | (?:authors?|writer|words|story|text|autor(?:in)?|auteur)\s*:)\s*:?\s*",
    )
    .expect("a fixed pattern")
});

/// Where the names end and something else begins.
static END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)\s*(?: [|•·│/›»\n<(\[] | \s[-–—]\s | \S*@ | \S+\.(?:com|org|net|co) \b | https?: | www\. | \b(?:updated|published|posted|last\s+modified)\b | \d
            | \b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.?\s+\d
            | \b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b
            | ,?\s+(?:in|at|for|of|from)\s+(?:the\s+)?\p{Lu} | ,?\s+(?:is|has|covers|reports|writes)\s | \bvia\b | \s&\s\p{Lu}+\s*$ ).*",
    )
    .expect("a fixed pattern")
});

/// Words that say what someone does, not what they are called.
const ROLES: &[&str] = &[
    "analyst",
    "bureau",
    "chief",
    "columnist",
    "contributor",
    "correspondent",
    "correspondents",
    "critic",
    "desk",
    "director",
    "editor",
    "editorial",
    "editors",
    "journalist",
    "korrespondent",
    "photographer",
    "producer",
    "redakteur",
    "redaktion",
    "reporter",
    "reporters",
    "senior",
    "staff",
    "writer",
    "writers",
    "follow",
    "author",
    "view",
    "profile",
    "bio",
    "email",
];

/// Names that belong to no person: agencies, offices, accounts.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "afp",
    "agence",
    "agencies",
    "agency",
    "ani",
    "anonymous",
    "ap",
    "associated",
    "bloomberg",
    "blog",
    "company",
    "contributors",
    "dpa",
    "epd",
    "gmbh",
    "guest",
    "inc",
    "kna",
    "magazine",
    "media",
    "network",
    "news",
    "newsdesk",
    "newspaper",
    "newsroom",
    "online",
    "pa",
    "press",
    "pti",
    "publisher",
    "reuters",
    "site",
    "team",
    "unknown",
    "upi",
    "user",
    "webmaster",
    "wire",
    "wires",
    "xinhua",
    "today",
];

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "al", "ap", "bin", "bint", "da", "de", "dei", "del", "della", "den", "der", "di", "dos", "du", "el",
    "het", "ibn", "la", "le", "mac", "of", "ten", "ter", "van", "von", "y", "zu", "zum", "zur",
];

/// What separates one name from the next.
static AND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*(?:[,;&]|\band\b|\bund\b|\bet\b|\bwith\b)\s*").expect("a fixed pattern")
});

/// The names in a line, separated by commas; `None` if no one is named. `site` is the name of the site, which is not
/// a person.
pub(super) fn names(line: &str, site: Option<&str>) -> Option<String> {
    let line = one_line(line)?;
    if line.starts_with("http") || line.chars().count() > MAX_LENGTH {
        return None;
    }
    let line = line.trim_start_matches(['(', '[', '—', '–', '-', ' ']);
    let line = bare_label(line).map_or_else(|| LABEL.replace(line, ""), Into::into);
    let line = END.replace(&line, "");
    let site = site.map(plain);
    let mut found: Vec<String> = Vec::new();
    for piece in AND.split(&line) {
        let piece = LABEL.replace(piece, "");
        let piece = piece.trim_matches(|c: char| c.is_whitespace() || ",;:-–—|•·/()[]".contains(c));
        let is_site = site.as_ref().is_some_and(|site| !site.is_empty() && plain(piece) == *site);
        if is_name(piece) && !is_site && !found.iter().any(|it| it == piece) {
            found.push(piece.to_owned());
        }
    }
    (!found.is_empty()).then(|| found.join(", "))
}

/// Whether a line begins like one that names its author.
pub(super) fn is_labelled(line: &str) -> bool {
    let line = line.trim_start_matches(['(', '[', '—', '–', '-', ' ']);
    LABEL.is_match(line) || bare_label(line).is_some()
}

/// What follows the label in "Words Ann Lee", if it is a name.
fn bare_label(line: &str) -> Option<&str> {
    let name = ["Words", "Text", "Interview"].iter().find_map(|it| line.strip_prefix(it))?;
    let name = name.strip_prefix(' ')?.trim();
    is_name(name).then_some(name)
}

/// Whether words are a label above or before the name of an author: "Author:", "Written by".
pub(super) fn is_label(words: &str) -> bool {
    const LABELS: &[&str] = &[
        "author",
        "authors",
        "by",
        "byline",
        "written by",
        "words",
        "words by",
        "text",
        "text by",
        "story by",
        "posted by",
        "published by",
        "reported by",
        "reporter",
        "reporters",
        "writer",
        "journalist",
        "autor",
        "autorin",
        "von",
        "par",
        "auteur",
        "por",
        "door",
        "di",
    ];
    LABELS.contains(&words.trim_end_matches([':', ' ']).to_lowercase().as_str())
}

/// Whether the words say what an author does: "Chief reporter".
pub(super) fn is_role(words: &str) -> bool {
    let words: Vec<String> = words
        .split_whitespace()
        .map(|it| it.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    words.len() <= 5 && words.iter().any(|it| ROLES.contains(&it.as_str()))
}

fn plain(name: &str) -> String {
    let name = name.to_lowercase();
    let name = name.strip_prefix("the ").unwrap_or(&name);
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn is_name(piece: &str) -> bool {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let is_cased = piece.contains(|c: char| c.is_lowercase() || c.is_uppercase());
    if !is_cased {
        // Other scripts write names without capitals, and some without spaces.
        return (2..=30).contains(&piece.chars().count())
            && piece.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '·');
    }
    let plain_word = |it: &str| it.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_capital =
        |it: &&&str| it.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
    (2..=5).contains(&words.len())
        && date::find(piece).is_none()
        && !date::is_all(piece)
        && words.iter().all(|it| is_capital(&it) || PARTICLES.contains(&plain_word(it).as_str()))
        && words.iter().filter(is_capital).count() >= 2
        && !piece.contains(|c: char| c.is_ascii_digit())
        && !words.iter().any(|it| {
            let it = plain_word(it);
            ROLES.contains(&it.as_str()) || NOBODY.contains(&it.as_str())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_out_of_bylines() {
        for (line, expected) in [
            ("By Lydia Farrow", "Lydia Farrow"),
            ("By LYDIA FARROW", "LYDIA FARROW"),
            ("Ann Lee and Tom Reyes", "Ann Lee, Tom Reyes"),
            ("By Ann Lee, Tom Reyes and Ivo Brandt", "Ann Lee, Tom Reyes, Ivo Brandt"),
            ("By Lydia Farrow, Chief Reporter", "Lydia Farrow"),
            ("Lydia Farrow | 22 May 2026", "Lydia Farrow"),
            ("Words Lydia Farrow", "Lydia Farrow"),
            ("Words: Lydia Farrow", "Lydia Farrow"),
            ("(Reporting by Lydia Farrow in Port Arden; Editing by Jo Park)", "Lydia Farrow"),
            ("Lydia Farrow March 3, 2026", "Lydia Farrow"),
            ("By Lydia Farrow in Port Arden", "Lydia Farrow"),
            ("By Lydia Farrow for the Calder Courier", "Lydia Farrow"),
            ("Lydia Farrow lydia@x.example", "Lydia Farrow"),
            ("Von Jürgen von der Lippe", "Jürgen von der Lippe"),
            ("Written by J. R. O’Neill (Reuters)", "J. R. O’Neill"),
            ("Lydia Farrow, Calder Courier", "Lydia Farrow"),
            ("李明", "李明"),
        ] {
            assert_eq!(names(line, Some("The Calder Courier")).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn dates_agencies_roles_and_the_medium_are_no_authors() {
        for line in [
            "22 May 2026",
            "May 22, 2026",
            "Reuters",
            "Associated Press",
            "The Calder Courier",
            "Calder Courier",
            "admin",
            "Staff Writer",
            "News Desk",
            "https://x.example/ann",
            "By Our Reporter",
            "Chief Political Correspondent",
            "5 min read",
            "Words of wisdom",
            "Friday 22 May",
            "",
            "the harbour board",
        ] {
            assert_eq!(names(line, Some("Calder Courier")), None, "{line}");
        }
    }
}
