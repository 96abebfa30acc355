//! Words with their surroundings, so that clients find them in the real page.
//!
//! A page has other white space between its blocks than byline's text, and its text has no list markers or bars of tables,
//! so the surroundings end with the block or the cell. Inside blocks, the page's own characters are used: it may have line
//! ends and indents instead of a space, and soft hyphens in words. Positions refer to byline's text, so they are given only
//! if the source is that text.

use std::borrow::Cow;

use unicode_segmentation::GraphemeCursor;

use crate::document::{BlockKind, Document};
use crate::text::Span;

/// Characters of context on each side of the quoted words; Hypothesis clients keep as many.
const CONTEXT_CHARS: usize = 32;

/// Extensions of files that contain nothing but their text.
const TEXT: &[&str] = &["txt", "text"];

/// The words of a span with up to 32 characters of context on each side, in the page's own characters.
pub(super) struct Quoted<'d> {
    pub(super) exact: Cow<'d, str>,
    pub(super) prefix: Cow<'d, str>,
    pub(super) suffix: Cow<'d, str>,
}

/// The words of a span as a client searches for them; words that the page does not show, as they are in byline's text.
pub(super) fn quoted(doc: &Document, span: Span) -> Quoted<'_> {
    let (before, after) = around(doc, span);
    if !doc.is_on_page(span) {
        let [exact, prefix, suffix] = [span, before, after].map(|it| Cow::Borrowed(doc.slice(it)));
        return Quoted { exact, prefix, suffix };
    }
    let (exact, unseen) = (doc.original(span), unseen_behind(doc, span));
    let exact = match exact {
        Cow::Owned(mut it) if !unseen.is_empty() => {
            it.truncate(it.len() - unseen.len());
            Cow::Owned(it)
        }
        it => it,
    };
    let after = match (unseen, doc.original(after)) {
        ("", after) => after,
        (unseen, after) => Cow::Owned(format!("{unseen}{after}")),
    };
    Quoted { exact, prefix: end_of(doc.original(before)), suffix: start_of(after) }
}

/// What the page has after the last character of the span without showing it.
fn unseen_behind(doc: &Document, span: Span) -> &str {
    let last = doc.originals_in(span).last().filter(|it| it.span.end() == span.end());
    last.and_then(|it| it.text.strip_prefix(doc.slice(it.span))).unwrap_or_default()
}

/// The last 32 characters before the words; the page may have more there than the text.
fn end_of(original: Cow<'_, str>) -> Cow<'_, str> {
    let surplus = original.chars().count().saturating_sub(CONTEXT_CHARS);
    let from = original.char_indices().nth(surplus).map_or(original.len(), |(at, _)| at);
    let from = (from..original.len()).find(|&at| is_edge(&original, at)).unwrap_or(original.len());
    if surplus == 0 { original } else { Cow::Owned(original.get(from..).unwrap_or_default().to_owned()) }
}

/// The first 32 characters after the words.
fn start_of(original: Cow<'_, str>) -> Cow<'_, str> {
    let Some((to, _)) = original.char_indices().nth(CONTEXT_CHARS) else { return original };
    let to = (0..=to).rev().find(|&at| is_edge(&original, at)).unwrap_or_default();
    Cow::Owned(original.get(..to).unwrap_or_default().to_owned())
}

/// Whether a position is between graphemes.
fn is_edge(text: &str, at: usize) -> bool {
    text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// The surroundings of the span, up to 32 characters on each side: before, after.
fn around(doc: &Document, span: Span) -> (Span, Span) {
    let blocks = doc.blocks().rows();
    let block_at = |byte: usize| {
        let at = blocks.partition_point(|it| it.span.end().to_usize() <= byte);
        blocks.get(at).filter(|it| it.span.start().to_usize() <= byte)
    };
    let (start, end) = (span.start().to_usize(), span.end().to_usize());
    let first = block_at(start).map_or(start, |it| {
        let mark =
            if matches!(it.kind, BlockKind::ListItem(_)) { mark_length(doc.slice(it.span)) } else { 0 };
        (it.span.start().to_usize() + mark).min(start)
    });
    let last = block_at(end.saturating_sub(1)).map_or(end, |it| it.span.end().to_usize().max(end));
    // Where byline put something between words, they may be apart on the page: in the cells of a table.
    let own = |from: usize, to: usize| {
        let within = doc.originals_in(Span::new(from, to.max(from)));
        within.iter().filter(|it| it.text.is_empty())
    };
    let first = own(first, start).next_back().map_or(first, |it| it.span.end().to_usize());
    let last = own(end, last).next().map_or(last, |it| it.span.start().to_usize());
    context(doc.text(), span, first, last)
}

/// The address where a reader would look for the words: where the article says it was published, else where it was
/// read.
pub(super) fn address(doc: &Document) -> Option<&str> {
    let meta = doc.meta();
    meta.address.as_ref().map(crate::document::Target::as_str).or(meta.source.as_deref())
}

/// Whether positions in byline's text are positions in the source.
pub(super) fn counts_in_source(doc: &Document) -> bool {
    let meta = doc.meta();
    let is_text = |source: &str| {
        let name = source.rsplit('/').next().unwrap_or_default();
        let ending = name.rsplit_once('.').map(|it| it.1.to_lowercase());
        !source.contains("://") && ending.is_none_or(|it| TEXT.contains(&it.as_str()))
    };
    meta.address.is_none() && meta.source.as_deref().is_none_or(is_text)
}

/// The length of "• " or "1. " at the start of a list item, in bytes.
fn mark_length(item: &str) -> usize {
    let mark = item.split_inclusive(' ').next().unwrap_or_default();
    let is_mark =
        mark.ends_with(' ') && !mark.trim_end_matches([' ', '.', ')']).chars().any(char::is_alphabetic);
    if is_mark { mark.len() } else { 0 }
}

/// The text before and after the span, from `first` and up to `last`, cut between graphemes.
fn context(text: &str, span: Span, first: usize, last: usize) -> (Span, Span) {
    let (start, end) = (span.start().to_usize(), span.end().to_usize());
    let before = text.get(first..start).unwrap_or_default();
    let after = text.get(end..last).unwrap_or_default();
    let from = before.char_indices().rev().take(CONTEXT_CHARS).last().map_or(start, |(at, _)| first + at);
    let to = after.char_indices().nth(CONTEXT_CHARS).map_or(last.max(end), |(at, _)| end + at);
    let between = |&at: &usize| is_edge(text, at);
    let from = (from..start).find(between).unwrap_or(start);
    let to = (end..=to).rev().find(between).unwrap_or(end);
    (Span::new(from, start), Span::new(end, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentBuilder, Linked, Metadata};

    fn check_context(text: &str, word: &str, before: &str, after: &str) {
        let at = text.find(word).unwrap();
        let (prefix, suffix) = context(text, Span::new(at, at + word.len()), 0, text.len());
        assert_eq!((prefix.of(text), suffix.of(text)), (before, after));
    }

    #[test]
    fn context_ends_with_the_text() {
        check_context("a Pelosi b", "Pelosi", "a ", " b");
        check_context("Pelosi", "Pelosi", "", "");
    }

    #[test]
    fn context_has_32_characters_and_cuts_no_visible_one() {
        let thirty_one = "é".repeat(31);
        check_context(
            &format!("…{thirty_one} Pelosi {thirty_one}…"),
            "Pelosi",
            &format!("{thirty_one} "),
            &format!(" {thirty_one}"),
        );
        // "e" and its accent are two code points, and the 32nd would be one of them.
        check_context(
            &format!("e\u{301}{thirty_one}Pelosi{thirty_one}e\u{301}"),
            "Pelosi",
            &thirty_one,
            &thirty_one,
        );
    }

    #[test]
    fn context_ends_with_the_block_and_has_no_mark_of_a_list() {
        let mut builder = DocumentBuilder::new();
        builder.block(BlockKind::Paragraph, "The council met.");
        builder.block(BlockKind::ListItem(0), "• Ann Reed sat.");
        builder.block(BlockKind::Paragraph, "It rained.");
        let doc = builder.finish(Metadata::default()).unwrap();
        let of = |words: &str| {
            let at = doc.text().find(words).unwrap();
            let (before, after) = around(&doc, Span::new(at, at + words.len()));
            (doc.slice(before), doc.slice(after))
        };
        assert_eq!([of("Ann"), of("sat.")], [("", " Reed sat."), ("Ann Reed ", "")]);
    }

    /// Prefix, words and suffix.
    fn quoted_words(doc: &Document, words: &str) -> [String; 3] {
        let at = doc.text().find(words).unwrap();
        let Quoted { exact, prefix, suffix } = quoted(doc, Span::new(at, at + words.len()));
        [prefix, exact, suffix].map(Cow::into_owned)
    }

    #[test]
    fn words_and_context_have_the_page_s_own_characters() {
        let mut text = Linked::from("The mayor,");
        text.push_for("\n   ", " ", None);
        text.push("Ann", None);
        text.push_for("\u{a0}\u{a0}", " ", None);
        text.push("Reed , sat. ", None);
        text.push("It rai", None);
        text.push_for("\u{ad}", "", None);
        text.push("ned all the morning", None);
        text.push_for("\n ", "\n", None);
        text.push("over the town", None);
        let mut builder = DocumentBuilder::new();
        builder.block(BlockKind::Heading(1), "Flood");
        builder.linked_block(BlockKind::Paragraph, &text);
        let doc = builder.finish(Metadata::default()).unwrap();
        let of = |words: &str| quoted_words(&doc, words);
        assert_eq!(
            of("Ann Reed"),
            ["The mayor,\n   ", "Ann\u{a0}\u{a0}Reed", " , sat. It rai\u{ad}ned all the morni"]
        );
        assert_eq!(
            of("rained"),
            [
                "e mayor,\n   Ann\u{a0}\u{a0}Reed , sat. It ",
                "rai\u{ad}ned",
                " all the morning\n over the town"
            ]
        );
    }

    #[test]
    fn hidden_words_are_beside_the_words_and_not_in_them() {
        let mut text = Linked::from("The mayor");
        text.push_for(", ", "", None);
        text.push(" Ann Reed", None);
        text.push_for(" (new tab)", "", None);
        text.push(" sat.", None);
        let mut builder = DocumentBuilder::new();
        builder.linked_block(BlockKind::Paragraph, &text);
        let doc = builder.finish(Metadata::default()).unwrap();
        let of = |words: &str| quoted_words(&doc, words);
        assert_eq!(of("Ann Reed"), ["The mayor,  ", "Ann Reed", " (new tab) sat."]);
        assert_eq!(of("Ann"), ["The mayor,  ", "Ann", " Reed (new tab) sat."]);
        assert_eq!(of("Reed sat."), ["The mayor,  Ann ", "Reed (new tab) sat.", ""]);
    }

    #[test]
    fn context_of_a_page_is_cut_between_visible_characters() {
        let wide = " ".repeat(40);
        assert_eq!(end_of(Cow::Owned(format!("a{wide}"))), " ".repeat(32));
        assert_eq!(start_of(Cow::Owned(format!("{}e\u{301}b", " ".repeat(31)))), " ".repeat(31));
    }

    #[test]
    fn positions_count_only_where_the_source_is_the_text() {
        let counts = |source: Option<&str>| {
            let meta = Metadata { source: source.map(str::to_owned), ..Metadata::default() };
            counts_in_source(&DocumentBuilder::new().finish(meta).unwrap())
        };
        assert!(counts(None) && counts(Some("news/a.txt")) && counts(Some("news.d/a")));
        for source in ["news/a.HTML", "https://example.org/a", "a.md", "a.pdf", "mails.mbox#2", "a.srt"] {
            assert!(!counts(Some(source)), "{source}");
        }
    }
}
