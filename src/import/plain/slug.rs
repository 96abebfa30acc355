//! The lines that news agencies and press offices put above their texts: slugs and datelines.
//!
//! They are recognized without patterns: compiling one takes as long as drawing the first page of an article, and every
//! text is looked at.

/// A longer line is not a slug.
const MAX_LENGTH: usize = 140;
/// A dateline ends within this many bytes.
const DATELINE_LENGTH: usize = 100;

/// The codes before the first hyphen of a slug, perhaps after up to three small letters.
const CODES: &[&str] = &["BC", "AM", "PM", "AP", "EU", "US", "UK", "ASIA", "AFR"];
/// What slugs begin with, in any case, whatever comes after it.
const EMBARGOES: &[&str] = &[
    "embargoed",
    "under embargo",
    "embargo:",
    "hold for release",
    "for release",
    "for immediate release",
    "not for publication",
    "strictly embargoed",
    "check against delivery",
];
/// What slugs begin with, in any case, if a colon comes after it.
const FIELDS: &[&str] = &[
    "media contact",
    "press contact",
    "news contact",
    "contact",
    "media contacts",
    "press contacts",
    "news contacts",
    "contacts",
    "slug",
    "keyword",
    "word count",
    "wordcount",
    "byline",
    "dateline",
    "priority",
    "category",
];
/// Whom slugs address, if a mark comes after it.
const EDITORS: &[&str] = &[
    "Eds",
    "EDS",
    "Editors",
    "ATTN",
    "ATTENTION EDITORS",
    "ATTENTION",
    "Note to editors",
    "NOTE TO EDITORS",
];
/// How urgent the text is; alone on its line.
const URGENCIES: &[&str] = &["URGENT", "BULLETIN", "FLASH", "ALERT", "NEWSALERT", "APNewsAlert"];
/// Which version it is, before a number and the headline.
const VERSIONS: &[&str] = &["UPDATE", "CORRECTED", "REFILE", "WRAPUP", "RPT"];
/// What was changed, in parentheses.
const CHANGES: &[&str] = &[
    "adds",
    "updates",
    "recasts",
    "corrects",
    "refiles",
    "repeats",
    "rewrites",
    "removes",
    "releads",
    "clarifies",
    "fixes",
];
const MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const AGENCIES: &[&str] =
    &["AP", "Reuters", "REUTERS", "AFP", "UPI", "dpa", "DPA", "PA", "Xinhua", "Bloomberg", "ANI", "PTI"];

/// What a slug says about the article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Slug {
    pub(super) headline: Option<String>,
    pub(super) author: Option<String>,
}

/// What the line says if it is a slug: "BC-US--Harbor Board, 1st Ld-Writethru,0512", "EMBARGOED until Friday",
/// "UPDATE 2-Board meets again".
pub(super) fn slug(line: &str) -> Option<Slug> {
    if line.len() > MAX_LENGTH || line.contains('\n') {
        return None;
    }
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = |it: &str| Some(it.trim().to_owned()).filter(|it| !it.is_empty());
    if let Some(rest) = line.strip_prefix('^') {
        let author = rest.strip_prefix("By ").and_then(|it| it.split(['=', '<']).next());
        return Some(Slug { author: author.and_then(said), headline: None });
    }
    if let Some(headline) = VERSIONS.iter().find_map(|it| after_version(line.strip_prefix(it)?)) {
        return Some(Slug { headline: said(headline), author: None });
    }
    let is_slug = has_code(&line)
        || EMBARGOES.iter().any(|it| without_prefix(&line, it).is_some())
        || FIELDS
            .iter()
            .any(|it| without_prefix(&line, it).is_some_and(|rest| rest.trim_start().starts_with(':')))
        || EDITORS.iter().any(|it| {
            line.strip_prefix(it).is_some_and(|rest| rest.trim_start().starts_with([':', '.', ',', '—', '-']))
        })
        || URGENCIES.iter().any(|it| line.strip_prefix(it).is_some_and(is_little))
        || is_change(&line);
    is_slug.then(Slug::default)
}

/// "BC-US--Harbor Board"
fn has_code(line: &str) -> bool {
    let Some((code, rest)) = line.split_once('-') else { return false };
    let small = code.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let is_small = small.trim_end().chars().all(|c| c.is_ascii_lowercase())
        && small.trim_end().len() <= 3
        && !small.starts_with(' ');
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '’' | '\'' | '.' | '-');
    let head = rest.split(|c| !is_part(c)).next().unwrap_or_default();
    // A second hyphen separates the code from the words.
    let has_words = head
        .char_indices()
        .skip(1)
        .any(|(at, c)| c == '-' && rest.get(at + 1..).is_some_and(|it| !it.trim_start().is_empty()));
    is_small
        && code.strip_prefix(small).is_some_and(|it| CODES.contains(&it))
        && rest.starts_with(|c: char| c.is_ascii_uppercase())
        && has_words
}

/// What comes after "UPDATE" in " 2-Board meets again": the headline.
fn after_version(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let number = rest.bytes().take_while(u8::is_ascii_digit).count();
    rest.get(number..).filter(|_| number <= 2)?.strip_prefix(['-', ':'])
}

/// Whether no words come after "URGENT".
fn is_little(rest: &str) -> bool {
    rest.chars().count() <= 3 && rest.chars().all(|c| matches!(c, ' ' | ':' | '.' | '—' | '-'))
}

/// "(Adds quotes, background)"
fn is_change(line: &str) -> bool {
    let Some(inner) = line.strip_prefix('(').and_then(|it| it.strip_suffix(')')) else { return false };
    let first = inner.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !inner.contains(')') && CHANGES.iter().any(|it| it.eq_ignore_ascii_case(first))
}

fn without_prefix<'t>(line: &'t str, prefix: &str) -> Option<&'t str> {
    let (head, rest) = line.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// The agency in "WASHINGTON (AP) —", "PORT ARDEN, May 22 (Reuters) -".
pub(super) fn agency(line: &str) -> Option<&str> {
    let open = line.bytes().take(DATELINE_LENGTH).position(|it| it == b'(')?;
    let (before, rest) = line.split_at_checked(open)?;
    let (agency, after) = rest.strip_prefix('(')?.split_once(')')?;
    let is_dateline = AGENCIES.contains(&agency)
        && before.ends_with(char::is_whitespace)
        && after.trim_start().starts_with(['-', '–', '—', ':']);
    if !is_dateline {
        return None;
    }
    let mut words: Vec<&str> = before.split_whitespace().collect();
    if let [.., month, day] = words.as_slice()
        && MONTHS.iter().any(|it| month.starts_with(it))
        && day.trim_end_matches(',').bytes().all(|it| it.is_ascii_digit())
    {
        words.truncate(words.len() - 2);
    }
    let place = words.concat();
    let is_place = place.starts_with(char::is_uppercase)
        && place.chars().nth(1).is_some()
        && place.chars().all(|c| c.is_uppercase() || matches!(c, '.' | ',' | '’' | '\'' | '-'));
    is_place.then_some(agency)
}

#[cfg(test)]
mod tests {
    use crate::import::plain::apart::tests::kept;

    #[test]
    fn slugs_tell_title_and_author() {
        let body = "PORT ARDEN, May 22 (Reuters) - The harbour board met on Monday, and nobody at the table spoke for a while.";
        let credits = "(Reporting by Ann Lee in Port Arden; Editing by Bo Day)";
        let (blocks, meta) =
            kept(&format!("UPDATE 2-Board meets again\n\n(Adds quotes, background)\n\n{body}\n\n{credits}"));
        assert_eq!(blocks, [body]);
        assert_eq!(
            (meta.title.as_deref(), meta.site.as_deref()),
            (Some("Board meets again"), Some("Reuters"))
        );
        let (blocks, meta) = kept(&format!(
            "^BC-US--Harbor Board,3rd Ld-Writethru<\n\n^By ANN LEE=\n\n^Associated Press=\n\n{body}"
        ));
        assert_eq!(blocks, [body]);
        assert_eq!(meta.author.as_deref(), Some("ANN LEE"));
    }

    #[test]
    fn slugs_are_told_from_text() {
        let body =
            "WASHINGTON (AP) — The harbour board met on Monday, and nobody at the table spoke for a while.";
        for slug in [
            "BC-US--Harbor Board, 1st Ld-Writethru,0512",
            "EMBARGOED until 00:01 GMT Friday",
            "Eds: UPDATES with quotes.",
            "URGENT",
            "FOR IMMEDIATE RELEASE",
            "Media contact: Ann Lee, 555-0101",
            "(Recasts; adds quotes from the board)",
        ] {
            let (blocks, meta) = kept(&format!("{slug}\n\n{body}\n\n-30-"));
            assert_eq!(blocks, [body], "{slug}");
            assert_eq!(meta.site.as_deref(), Some("AP"), "{slug}");
        }
        for line in [
            "US-China talks go on",
            "Embargo on grain ends after four years, ministers said on Monday in a long and tired statement that nobody had expected to be made so soon after the vote.",
            "Urgent repairs",
        ] {
            assert_eq!(kept(&format!("{line}\n\n{body}")).0.len(), 2, "{line}");
        }
    }
}
