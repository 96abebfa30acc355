//! Blocks of a plain text that are not part of the article: the licence around a book from Project Gutenberg, and the
//! lines that news agencies and press offices put above and below their texts.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Block, BlockKind, Metadata};
use crate::import::html::one_line;

/// Slugs are above the text, within this many blocks.
const SLUG_BLOCKS: usize = 8;
/// A longer line is not a slug.
const MAX_SLUG_LENGTH: usize = 140;

/// The most bytes of the line at the end.
const MAX_CREDITS_LENGTH: usize = 280;

/// A dateline ends within so many bytes.
const DATELINE_LENGTH: usize = 100;

static EDGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\*\*\*\s*(start|end) of (?:the|this) project gutenberg\b").expect("a fixed pattern")
});

/// The same in books of the first years: "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*", "End of The Project
/// Gutenberg Etext of The Tide".
static OLD_EDGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:\*\s?end\s?\*?\s?(the small print)|(end) of (?:the |this )?project gutenberg(?:['’]s)? (?:etext|ebook)\b)")
        .expect("a fixed pattern")
});

// The lengths of lines are checked before the patterns: a limit in a pattern is as many copies of what it limits, and
// making them would take longer than reading an article.

/// "BC-US--Harbor Board, 1st Ld-Writethru,0512", "EMBARGOED until Friday", "Eds: UPDATES with quotes"
static SLUG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?: (?:[a-z]{1,3}\s?)?(?:BC|AM|PM|AP|EU|US|UK|ASIA|AFR)-[A-Z][\w’'.-]*--?\s?\S.*
            | (?i:embargoed|under\s+embargo|embargo:|hold\s+for\s+release|for\s+(?:immediate\s+)?release|not\s+for\s+publication|strictly\s+embargoed|check\s+against\s+delivery).*
            | (?:Eds|EDS|Editors|ATTN|ATTENTION(?:\s+EDITORS)?|Note\s+to\s+editors|NOTE\s+TO\s+EDITORS)\b\s?[:.,—-].*
            | (?:URGENT|BULLETIN|FLASH|ALERT|NEWSALERT|APNewsAlert)\b[\s:.—-]{0,3}
            | (?:UPDATE|CORRECTED|REFILE|WRAPUP|RPT)\s?\d{0,2}[-:](?P<headline>.*)
            | \^(?:By\s+(?P<author>[^=<]+))?.*
            | \((?i:adds|updates|recasts|corrects|refiles|repeats|rewrites|removes|releads|clarifies|fixes)\b[^)]*\)
            | (?i:(?:media|press|news)?\s?contacts?)\s?:.*
            | (?i:slug|keyword|word\s+count|wordcount|byline|dateline|priority|category)\s?:.*
            )$",
    )
    .expect("a fixed pattern")
});

/// "(Reporting by Ann Lee in Port Arden; Editing by Bo Day)"
static CREDITS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\((?i:(?:additional\s+)?(?:reporting|writing|compiled|editing))\s+by\b[^)]+\)$")
        .expect("a fixed pattern")
});

/// What ends a text from a news agency.
static END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:\(?more\)?|-\s?30\s?-|\#\s?\#\s?\#|-?\s?ends?\s?-|\(end\)|/ends?/)$")
        .expect("a fixed pattern")
});

/// "WASHINGTON (AP) —", "PORT ARDEN, May 22 (Reuters) -"
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\p{Lu}[\p{Lu}\s.,’'-]+(?:,?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2})?,?\s\((AP|Reuters|REUTERS|AFP|UPI|dpa|DPA|PA|Xinhua|Bloomberg|ANI|PTI)\)\s?(?:--?|–|—|:)")
        .expect("a fixed pattern")
});

/// Marks the blocks that are not part of the article, and takes metadata from them.
pub(super) fn mark(text: &str, blocks: &mut [Block], meta: &mut Metadata) {
    mark_licence(text, blocks, meta);
    let first = blocks.iter().position(|it| it.kind.is_article()).unwrap_or_default();
    for block in blocks.iter_mut().skip(first).take(SLUG_BLOCKS) {
        let line = block.span.of(text);
        let may_be_slug = line.len() <= MAX_SLUG_LENGTH && !line.contains('\n');
        if let Some(slug) = may_be_slug.then(|| SLUG.captures(line)).flatten() {
            block.kind = BlockKind::Boilerplate;
            let part = |key| slug.name(key).and_then(|it| one_line(it.as_str()));
            meta.title = meta.title.take().or_else(|| part("headline"));
            meta.author = meta.author.take().or_else(|| part("author"));
        } else if let Some(found) = dateline(line) {
            meta.site = meta.site.take().or_else(|| Some(found[1].to_owned()));
            break;
        }
    }
    if let Some(last) = blocks.iter_mut().rev().find(|it| it.kind.is_article())
        && is_end(last.span.of(text))
    {
        last.kind = BlockKind::Boilerplate;
    }
}

fn dateline(line: &str) -> Option<regex::Captures<'_>> {
    let open = line.bytes().take(DATELINE_LENGTH).position(|it| it == b'(')?;
    let has_capitals = line.get(..open)?.chars().filter(|it| it.is_uppercase()).nth(2).is_some();
    has_capitals.then(|| DATELINE.captures(line)).flatten()
}

fn is_end(line: &str) -> bool {
    line.len() <= 12 && END.is_match(line)
        || line.len() <= MAX_CREDITS_LENGTH && line.starts_with('(') && CREDITS.is_match(line)
}

fn mark_licence(text: &str, blocks: &mut [Block], meta: &mut Metadata) {
    let edge = |block: &Block, which: &str| {
        let line = block.span.of(text);
        line.starts_with("***") && EDGE.captures(line).is_some_and(|it| it[1].eq_ignore_ascii_case(which))
    };
    let old_edge = |block: &Block, group: usize| {
        let line = block.span.of(text);
        let may_be_one =
            line.starts_with('*') || line.get(..3).is_some_and(|it| it.eq_ignore_ascii_case("end"));
        may_be_one && OLD_EDGE.captures(line).is_some_and(|it| it.get(group).is_some())
    };
    let start = blocks.iter().position(|it| edge(it, "start"));
    let start = start.or_else(|| blocks.iter().position(|it| old_edge(it, 1)));
    let end = blocks.iter().rposition(|it| edge(it, "end"));
    let end = end.or_else(|| blocks.iter().rposition(|it| old_edge(it, 2)));
    if start.is_none() && end.is_none() {
        return;
    }
    let after = start.map_or(0, |it| it + 1);
    let stated = |name: &str| {
        let lines = blocks.iter().take(after).flat_map(|it| it.span.of(text).lines());
        let found = lines.filter_map(|it| it.trim().strip_prefix(name)).map(|it| it.trim().to_owned()).next();
        found.filter(|it| !it.is_empty())
    };
    meta.title = meta.title.take().or_else(|| stated("Title:"));
    meta.author = meta.author.take().or_else(|| stated("Author:"));
    // Between the licence and the book, it says who typed it in.
    let is_produced = |block: &Block| {
        let line = block.span.of(text);
        ["Produced by", "Transcribed from", "E-text prepared by"].iter().any(|it| line.starts_with(it))
    };
    let credits = blocks.iter().skip(after).take_while(|it| is_produced(it)).count();
    let end = end.unwrap_or(blocks.len());
    for (index, block) in blocks.iter_mut().enumerate() {
        let is_old_end = index + 2 >= end
            && block.span.of(text).starts_with("End of ")
            && block.span.of(text).contains("Project Gutenberg");
        if index < after + credits || index >= end || is_old_end {
            block.kind = BlockKind::Boilerplate;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plain::document;

    fn kept(text: &str) -> (Vec<String>, Metadata) {
        let (doc, _) = document(text, Metadata::default()).unwrap();
        let blocks = doc.blocks().rows().iter().filter(|it| it.kind.is_article());
        (blocks.map(|it| doc.slice(it.span).to_owned()).collect(), doc.meta().clone())
    }

    #[test]
    fn the_licence_of_a_book_is_none_of_it() {
        let text = "The Project Gutenberg eBook of The Tide\n\nThis eBook is for the use of anyone anywhere.\n\nTitle: The Tide\n\nAuthor: Ann Lee\n\n\
            *** START OF THE PROJECT GUTENBERG EBOOK THE TIDE ***\n\nProduced by Jo Park\n\nTHE TIDE\n\nIt came in.\n\nEnd of Project Gutenberg's The Tide\n\n\
            *** END OF THE PROJECT GUTENBERG EBOOK THE TIDE ***\n\nUpdated editions will replace the previous one.\n\nSECTION 1. General terms";
        let (blocks, meta) = kept(text);
        assert_eq!(blocks, ["THE TIDE", "It came in."]);
        assert_eq!((meta.title.as_deref(), meta.author.as_deref()), (Some("The Tide"), Some("Ann Lee")));
    }

    #[test]
    fn the_licence_of_an_old_book_is_none_of_it() {
        let text = "**The Project Gutenberg Etext of The Tide**\n\n*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*\n\n\
            It came in.\n\nThen it left.\n\nEnd of The Project Gutenberg Etext of The Tide\n\nMore of the licence.";
        assert_eq!(kept(text).0, ["It came in.", "Then it left."]);
    }

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
