//! Leaves out what pages put between the paragraphs of an article and the search for it lets pass.
//!
//! Only blocks that are nothing else go: a line of the article itself must never be lost.

use crate::document::{BlockKind, Linked};
use crate::import::html::one_line;

/// Lines that invite to something, as a whole block, in lower case and without a colon or dots at the end.
const INVITATIONS: &[&str] = &[
    "advertisement",
    "advertisement - continue reading below",
    "article continues after advertisement",
    "article continues below",
    "continue reading",
    "continue reading the main story",
    "copy link",
    "listen to this article",
    "more on this story",
    "print",
    "read more",
    "related articles",
    "related stories",
    "save",
    "share",
    "share on facebook",
    "share on twitter",
    "share on x",
    "share this article",
    "share this story",
    "sign up",
    "skip advertisement",
    "sponsored",
    "story continues below advertisement",
    "subscribe",
    "supported by",
];

/// A byline stands above the text, not in it.
const BYLINE_BLOCKS: usize = 8;

/// The blocks without invitations, and without the line that names the author a second time.
pub(super) fn sift(blocks: Vec<(BlockKind, Linked)>, author: Option<&str>) -> Vec<(BlockKind, Linked)> {
    let author = author.map(plain_names);
    let is_chaff = |index: usize, text: &str| {
        // Longer than any of them, and cheap to see.
        if text.len() > 200 {
            return false;
        }
        let Some(line) = one_line(text) else { return true };
        let line = line.to_lowercase();
        let line = line.trim_start_matches("• ").trim_end_matches([':', '.', '…', ' ']);
        INVITATIONS.contains(&line)
            || (index < BYLINE_BLOCKS && author.as_deref() == Some(&plain_names(line)))
    };
    let kept = blocks.into_iter().enumerate().filter(|(index, (_, text))| !is_chaff(*index, text.text()));
    kept.map(|(_, block)| block).collect()
}

/// "By Ann Lee and Tom Reyes" as "ann lee, tom reyes".
fn plain_names(line: &str) -> String {
    let line = line.to_lowercase();
    line.strip_prefix("by ").unwrap_or(&line).replace(", and ", ", ").replace(" and ", ", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sifted(lines: &[&str], author: &str) -> Vec<String> {
        let blocks = lines.iter().map(|&line| (BlockKind::Paragraph, line.into())).collect();
        sift(blocks, Some(author)).into_iter().map(|(_, text)| text.text().to_owned()).collect()
    }

    #[test]
    fn invitations_go_and_sentences_stay() {
        let lines = [
            "Advertisement",
            "Read more:",
            "Share",
            "Share prices fell.",
            "Read more books, she said.",
            "• Copy link",
        ];
        assert_eq!(sifted(&lines, "x"), ["Share prices fell.", "Read more books, she said."]);
    }

    #[test]
    fn the_byline_goes_where_the_author_is_known() {
        let lines = ["By Ann Lee and Tom Reyes", "By Ivo Brandt", "Ann Lee, Tom Reyes", "Ann Lee said so."];
        assert_eq!(sifted(&lines, "Ann Lee, Tom Reyes"), ["By Ivo Brandt", "Ann Lee said so."]);
    }

    #[test]
    fn the_list_is_in_the_form_it_is_compared_in() {
        for line in INVITATIONS {
            assert_eq!(*line, line.to_lowercase().trim_end_matches([':', '.', '…', ' ']));
        }
        assert!(INVITATIONS.is_sorted());
    }
}
