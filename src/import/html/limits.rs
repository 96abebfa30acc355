//! Recognizes when what was read of a page may not be its article, or not all of it.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{BlockKind, Linked, Notice};
use crate::import::html::article::Article;
use crate::import::html::page_metadata::PageMetadata;
use crate::import::html::{SHORT, boilerplate, chrome, one_line};

/// From this many linked headlines on, with little other text, a page is a list.
const MANY_HEADLINES: usize = 10;

/// A list has at most this many letters for each of its headlines: with a paragraph below each, and without.
const TEASER: usize = 150;
const HEADLINE: usize = 60;

/// From this many letters on, paragraphs side by side are an article.
const RUNNING_TEXT: usize = 600;

/// A page with more letters than this may be an article about missing pages.
const MAX_ERROR: usize = 700;

/// The same for one about what sites store.
const MAX_CONSENT: usize = 2000;

/// What the headline or the first words say on a page without an article: it is missing, or the page is a gate before
/// others.
static ERROR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^\W*(?:
            (?:error\s*)?(?:40[0-9]|410|50[0-9])(?:\s*[-–—|:·.].{0,60}|\s+(?:error|not\s+found|page)\b.{0,60})?$
          | (?:oops|sorry|uh.oh)\W.{0,80}\b(?:page|went\s+wrong|n[o’']t\s+(?:find|found|exist)).{0,80}$
          | .{0,20}\bpage\b.{0,40}\b(?:not\s+(?:be\s+)?found|(?:does|do)(?:\s+not|n[’']t)\s+exist|(?:is\s+)?(?:no\s+longer\s+|un|not\s+)available)\b.{0,80}$
          | .{0,20}\bpage\b.{0,40}\b(?:is\s+missing|has\s+been\s+removed)\W*$
          | not\s+found$ | (?:we\s+)?(?:can(?:no|[’'])t|couldn[’']t|could\s+not|are\s+unable\s+to)\s+find\s+(?:the|that|this)\s+page\b.{0,80}$
          | something\s+went\s+wrong\W*$ | access\s+denied$ | just\s+a\s+moment\W*$ | attention\s+required\W.{0,40}$ | (?:checking|verifying)\b.{0,20}\b(?:your\s+browser|you\s+are\s+human)\b.{0,60}$
          | (?:are\s+you\s+a\s+(?:robot|human)|(?:please\s+)?verify\s+(?:that\s+)?you\s+are\s+(?:a\s+)?human)\b.{0,60}$ | (?:please\s+)?enable\s+(?:javascript|js|cookies)\b.{0,100}$
        )",
    )
    .expect("a fixed pattern")
});

/// Whether the page says that what it has is no article, or asks for consent and has nothing else.
fn is_no_article(stated: &PageMetadata, article: &Article, blocks: &[(BlockKind, Linked)]) -> bool {
    let lines: Vec<String> = blocks.iter().filter_map(|(_, text)| one_line(text.text())).collect();
    let n_letters = |lines: &mut dyn Iterator<Item = &String>| lines.map(String::len).sum::<usize>();
    let all = n_letters(&mut lines.iter());
    let consent = n_letters(&mut lines.iter().filter(|it| chrome::asks(it)));
    let first = lines.iter().take(2).map(String::as_str);
    let says = stated.title.as_deref().into_iter().chain(first).any(|it| ERROR.is_match(it));
    says && article.letters <= MAX_ERROR && all <= 2 * MAX_ERROR
        || article.letters <= MAX_CONSENT && consent * 10 > all * 6
}

/// What the reader should know about how the page was read.
pub(super) fn notice(
    stated: &PageMetadata,
    article: &Article,
    is_found: bool,
    blocks: &[(BlockKind, Linked)],
) -> Option<Notice> {
    // Short articles may be among many headlines, too, but then the page says that it is an article, or its paragraphs
    // are side by side.
    let has_teasers = article.n_paragraphs * 2 >= article.n_headlines;
    let letters_of_teaser = if has_teasers { TEASER } else { HEADLINE };
    let is_list = article.n_headlines >= MANY_HEADLINES
        && article.longest_run < RUNNING_TEXT
        && article.letters < letters_of_teaser * article.n_headlines
        && !stated.is_article
        && article.front.authors.is_empty();
    let is_wall = |(_, text): &(BlockKind, Linked)| boilerplate::is_wall(text.text());
    let n_words: usize = blocks.iter().map(|(_, text)| text.text().split_whitespace().count()).sum();
    if is_list {
        Some(Notice::Index)
    } else if !is_found || is_no_article(stated, article, blocks) {
        (!blocks.is_empty()).then_some(Notice::NoArticle)
    } else if stated.is_walled || blocks.iter().rev().take(6).any(is_wall) {
        Some(Notice::Walled)
    } else if ends_early(blocks, article.letters)
        || stated.n_words.is_some_and(|it| it > 100 && it > 2 * n_words)
    {
        Some(Notice::CutShort)
    } else {
        None
    }
}

/// Whether the last words say that more follows elsewhere.
fn ends_early(blocks: &[(BlockKind, Linked)], letters: usize) -> bool {
    let lines =
        blocks.iter().rev().filter_map(|(_, text)| Some((one_line(text.text())?, !text.links().is_empty())));
    let mut more = false;
    for (line, leads_elsewhere) in lines.take(4) {
        let lower = line.to_lowercase();
        let plain = lower.trim_end_matches([' ', '→', '»', '›', '.', '…', ':']);
        let ends_so = |ends: &[&str]| ends.iter().any(|it| plain.ends_with(it));
        if ends_so(&[
            "continue reading",
            "read more",
            "read the full story",
            "read the full article",
            "read full story",
            "read full article",
            "read the rest",
            "keep reading",
            "(more)",
        ]) {
            if plain.split(' ').count() > 6 {
                return true;
            }
            // Without a link, it is a button that opens more text in the page.
            more = leads_elsewhere;
            continue;
        }
        let is_open = line.ends_with("[…]") || line.ends_with("[...]") || line.ends_with("[&hellip;]");
        return is_open
            || (more || letters < SHORT) && (line.ends_with('…') || line.ends_with("..."))
            || more && letters < SHORT / 2;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Target;

    fn told(lines: &[&str], letters: usize, n_headlines: usize) -> Option<Notice> {
        let link = Target::new("https://x.example/a").unwrap();
        let block = |line: &&str| {
            let mut text = Linked::default();
            let (words, target) = line.strip_prefix('>').map_or((*line, None), |it| (it, Some(&link)));
            text.push(words, target);
            (BlockKind::Paragraph, text)
        };
        let blocks: Vec<_> = lines.iter().map(block).collect();
        let article = Article { letters, n_headlines, longest_run: letters, ..Article::default() };
        notice(&PageMetadata::default(), &article, letters > 0, &blocks)
    }

    #[test]
    fn ends_that_are_none_are_told() {
        assert_eq!(told(&["She said so.", ">Continue reading"], 300, 0), Some(Notice::CutShort));
        assert_eq!(told(&["She said that […]"], 5000, 0), Some(Notice::CutShort));
        assert_eq!(told(&["She said that…"], 300, 0), Some(Notice::CutShort));
        assert_eq!(told(&["She said that…"], 5000, 0), None);
        assert_eq!(told(&["She said so.", "Read more"], 300, 0), None, "a button");
        assert_eq!(told(&["She said.", "Subscribe to continue reading."], 300, 0), Some(Notice::Walled));
        assert_eq!(told(&["She said so."], 300, 0), None);
    }

    #[test]
    fn lists_and_pages_without_an_article_are_told() {
        assert_eq!(told(&["One", "Two"], 100, 20), Some(Notice::Index));
        assert_eq!(told(&["She said so."], 900, 20), None);
        assert_eq!(told(&["Menu"], 0, 2), Some(Notice::NoArticle));
    }

    #[test]
    fn pages_that_say_that_they_have_no_article_are_told() {
        for lines in [
            ["404", "We looked everywhere, and so did the others. Please search our archive."],
            ["Page not found", "Please search our archive."],
            ["Sorry, we can’t find that page", "It may have moved."],
            ["This page does not exist", "It may have moved."],
            ["The page you asked for is no longer available.", "It may have moved."],
            ["Access denied", "You may not read this."],
            ["Just a moment...", "Enable JavaScript and cookies to continue"],
            ["Please verify you are a human", "Click the box."],
            [
                "We value your privacy",
                "We and our partners store information on a device, such as cookies, and process personal data, for advertising.",
            ],
        ] {
            assert_eq!(told(&lines, 200, 0), Some(Notice::NoArticle), "{lines:?}");
        }
        for lines in [
            ["Missing page of the ledger found", "It was not found where it should have been."],
            ["404 boats left the port", "That is more than ever."],
            ["Sorry, says the mayor", "He had not found the key."],
            ["Plane not found", "It was last seen on Monday."],
        ] {
            assert_eq!(told(&lines, 200, 0), None, "{lines:?}");
        }
        assert_eq!(told(&["Page not found", &"word ".repeat(400)], 1600, 0), None);
    }
}
