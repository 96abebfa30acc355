//! Lines that repeat the author, the site or the date of an article, above it, or tell about the author below it.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::html::{author, date};

/// What an author is, below the text.
static ABOUT_AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?x)^(?:\p{Lu}[\p{L}.’'-]*\s){1,3}\p{Lu}[\p{L}’'-]+,?\s(?:is|was)\s(?:an?|the|our)\s(?:\S+\s){0,8}?(?i:reporter|correspondent|editor|columnist|journalist|writer|contributor|producer|staffer|freelancer?)\b").expect("a fixed pattern")
});
static ABOUT_WORK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:covers|covering|follow (?:him|her|them)|based in|reach (?:him|her|them)|contact (?:him|her|them)|writes about|joined the|has covered)\b|@\w").expect("a fixed pattern")
});

/// What is known about an article, to recognize lines that repeat it.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::import::html) struct Known<'a> {
    pub(in crate::import::html) author: Option<&'a str>,
    pub(in crate::import::html) site: Option<&'a str>,
    /// The host of the page.
    pub(in crate::import::html) host: Option<&'a str>,
}

/// "Ann Lee is a reporter at the Courier. She covers the harbour."
pub(super) fn is_about_author(line: &str, known: Known<'_>) -> bool {
    let names_author = known.author.is_some_and(|it| it.split(", ").any(|name| line.starts_with(name)));
    ABOUT_AUTHOR.is_match(line) && (names_author || ABOUT_WORK.is_match(line))
}

/// A line that repeats the author, the site and the date, or says what the author does.
pub(super) fn is_front(line: &str, known: Known<'_>) -> bool {
    if line.chars().count() > 160 || line.ends_with(['.', '”']) && !line.ends_with("m.") {
        return false;
    }
    let mut rest = line.to_owned();
    let authors: Vec<&str> = known.author.map(|it| it.split(", ").collect()).unwrap_or_default();
    let mut names_one = false;
    for name in authors.iter().copied().chain(known.site) {
        // Words of several bytes in another case are left alone.
        while let Some(at) = rest.to_lowercase().find(&name.to_lowercase()).filter(|_| !name.is_empty())
            && let Some(end) = Some(at + name.len())
                .filter(|end| rest.get(at..*end).is_some_and(|it| it.eq_ignore_ascii_case(name)))
        {
            rest.replace_range(at..end, " ");
            names_one = true;
        }
    }
    if !names_one {
        // "By Lydia Farrow" stays if another author is known, because it is unclear whose name it is.
        return false;
    }
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = rest
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect();
    let is_label = |it: &String| {
        matches!(
            it.as_str(),
            "by" | "and"
                | "von"
                | "par"
                | "por"
                | "for"
                | "the"
                | "written"
                | "words"
                | "story"
                | "reporting"
                | "reported"
                | "posted"
                | "published"
                | "on"
                | "at"
                | "in"
                | "of"
                | "author"
                | "updated"
        )
    };
    words.iter().all(is_label)
        || date::is_all(rest)
        || date::is_all(rest.trim_start_matches(['b', 'B', 'y', ' ', '|', '•', '·', ',']))
        || author::is_role(rest) && words.len() <= 6
}

/// "Arden correspondent": what the author does, below the name.
pub(super) fn is_job(line: &str) -> bool {
    const JOBS: &[&str] = &[
        "columnist",
        "correspondent",
        "critic",
        "editor",
        "journalist",
        "photographer",
        "producer",
        "reporter",
        "writer",
    ];
    let last = line.rsplit(' ').next().unwrap_or_default().to_lowercase();
    line.split(' ').count() <= 4 && JOBS.contains(&last.as_str())
}
