//! Recognizes when what was read of a page may not be its article, or not all of it.

use crate::document::{BlockKind, Linked, Notice};
use crate::import::html::article::Article;
use crate::import::html::page_metadata::PageMetadata;
use crate::import::html::{SHORT, boilerplate, one_line};

/// This many linked headlines, with little other text, are a list.
const MANY_HEADLINES: usize = 10;

/// A list has at most so many letters for each of its headlines: with a paragraph below each, and without.
const TEASER: usize = 150;
const HEADLINE: usize = 60;

/// This many letters of paragraphs side by side are an article.
const RUNNING_TEXT: usize = 600;

/// What the reader should know about how the page was read.
pub(super) fn notice(
    stated: &PageMetadata,
    article: &Article,
    is_found: bool,
    blocks: &[(BlockKind, Linked)],
) -> Option<Notice> {
    // Short articles may be among many headlines, too, but then the page says that it is an article, or its paragraphs
    // stand side by side.
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
    } else if !is_found {
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
}
