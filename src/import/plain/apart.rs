//! Blocks of a plain text that are not part of the article: the licence around a book from Project Gutenberg, and the
//! lines that news agencies and press offices put above and below their texts.

use crate::document::{Block, BlockKind, Metadata};
use crate::import::plain::licence;
use crate::import::plain::slug::{agency, slug};

/// Slugs are above the text, within this many blocks.
const SLUG_BLOCKS: usize = 8;
/// The most bytes of the line at the end.
const MAX_CREDITS_LENGTH: usize = 280;

/// What ends a text from a news agency, without white space and in lower case.
const ENDS: &[&str] = &[
    "more", "(more)", "(more", "more)", "-30-", "###", "-end-", "-ends-", "end-", "ends-", "(end)", "/end/",
    "/end", "/ends/", "/ends",
];

/// Marks the blocks that are not part of the article, and takes metadata from them.
pub(super) fn mark(text: &str, blocks: &mut [Block], meta: &mut Metadata) {
    licence::mark(text, blocks, meta);
    let first = blocks.iter().position(|it| it.kind.is_article()).unwrap_or_default();
    for block in blocks.iter_mut().skip(first).take(SLUG_BLOCKS) {
        let line = block.span.of(text);
        if let Some(slug) = slug(line) {
            block.kind = BlockKind::Boilerplate;
            meta.title = meta.title.take().or(slug.headline);
            meta.author = meta.author.take().or(slug.author);
        } else if let Some(agency) = agency(line) {
            meta.site = meta.site.take().or_else(|| Some(agency.to_owned()));
            break;
        }
    }
    if let Some(last) = blocks.iter_mut().rev().find(|it| it.kind.is_article())
        && is_end(last.span.of(text))
    {
        last.kind = BlockKind::Boilerplate;
    }
}

fn is_end(line: &str) -> bool {
    let mark = || line.split_whitespace().collect::<String>().to_lowercase();
    line.len() <= 12 && ENDS.contains(&mark().as_str()) || is_credits(line)
}

/// "(Reporting by Ann Lee in Port Arden; Editing by Bo Day)"
fn is_credits(line: &str) -> bool {
    let Some(inner) = line.strip_prefix('(').and_then(|it| it.strip_suffix(')')) else { return false };
    let words: Vec<String> = inner.split_whitespace().take(4).map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let has_names = match words.as_slice() {
        ["additional", what, "by", _] | [what, "by", _, ..] => {
            matches!(*what, "reporting" | "writing" | "compiled" | "editing")
        }
        _ => false,
    };
    has_names && line.len() <= MAX_CREDITS_LENGTH && !inner.contains(')')
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::import::plain::document;

    pub(in crate::import::plain) fn kept(text: &str) -> (Vec<String>, Metadata) {
        let (doc, _) = document(text, Metadata::default()).unwrap();
        let blocks = doc.blocks().rows().iter().filter(|it| it.kind.is_article());
        (blocks.map(|it| doc.slice(it.span).to_owned()).collect(), doc.meta().clone())
    }

    #[test]
    fn what_ends_an_agencys_text_is_none_of_it() {
        let body = "The board met on Monday, and nobody at the table spoke for a while.";
        for end in ["-30-", "# # #", "(more)", "- ends -", "/ENDS/", "(Additional reporting by Bo Day)"] {
            assert_eq!(kept(&format!("{body}\n\n{end}")).0, [body], "{end}");
        }
        for end in ["Endings", "30", "(Reporting by Ann Lee (Arden))", "(reporting from Arden)"] {
            assert_eq!(kept(&format!("{body}\n\n{end}")).0.len(), 2, "{end}");
        }
    }
}
