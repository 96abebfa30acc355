//! Words inside a line of the page that are removed from it: hidden ones, words for screen readers, marks of footnotes.
//!
//! A program that looks for byline's words on the page finds these between them, so an empty element keeps them in
//! their place.

use dom_query::Document;
use html5ever::tokenizer::Tag;

use crate::import::html::tree::{self, Node};

/// The element that replaces them.
pub(super) const UNSEEN: &str = "byline-unseen";

/// Its attribute with the words.
const WORDS: &str = "words";

/// Longer words, in bytes, are not kept: they are a pane or a list, and not within a line.
pub(super) const MAX_LENGTH: usize = 1000;

/// Removes an element from a page; within a line, its words are kept as something that is not read.
pub(super) fn take_out(page: &Document, node: &Node<'_>) {
    let words = node.text();
    if !words.trim().is_empty() && words.len() <= MAX_LENGTH && is_behind_words(node) {
        let mark = page.tree.new_element(UNSEEN);
        mark.set_attr(WORDS, &words);
        node.insert_before(&mark);
    }
    node.remove_from_parent();
}

/// The words that such an element replaces.
pub(super) fn words(tag: &Tag) -> String {
    let attribute = tag.attrs.iter().find(|it| &*it.name.local == WORDS);
    attribute.map(|it| it.value.to_string()).unwrap_or_default()
}

/// Whether words come before it in its line.
fn is_behind_words(node: &Node<'_>) -> bool {
    let inner = node.ancestors_it(None).take_while(|it| !tree::is_block(it));
    std::iter::once(*node).chain(inner).any(|it| {
        let before = std::iter::successors(it.prev_sibling(), Node::prev_sibling);
        let mut line = before.take_while(|it| !tree::is_block(it) && !tree::is(it, &["br"]));
        line.any(|it| (it.is_text() || it.is_element()) && !it.text().trim().is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::blocks;

    #[test]
    fn words_within_a_line_are_kept_for_those_who_look_on_the_page() {
        for (page, original) in [
            ("<p>Ann Lee<i class=x>,</i> of Arden</p>", "Ann Lee, of Arden"),
            ("<p><a>Ann <b>Lee</b><i class=x> (new tab)</i></a> of Arden</p>", "Ann Lee (new tab) of Arden"),
            ("<p><a>Ann Lee</a> <a><i class=x>The town </i>of</a> Arden</p>", "Ann Lee The town of Arden"),
            ("<p><i class=x>Name: </i>Ann Lee of Arden</p>", "Ann Lee of Arden"),
            ("<p>Ann Lee<br><i class=x>,</i>of Arden</p>", "Ann Leeof Arden"),
            ("<p>Ann Lee of Arden</p><div class=x>Menu</div>", "Ann Lee of Arden"),
        ] {
            let tree = Document::from(page);
            take_out(&tree, &tree.select_single(".x").nodes()[0]);
            let blocks = blocks::blocks(&tree.html(), None);
            let (_, text) = &blocks[0];
            let shown = text.text().replace('\n', " ");
            assert_eq!((shown.trim(), blocks.len()), ("Ann Lee of Arden", 1), "{page}");
            assert_eq!(text.original(0..text.text().len()), original, "{page}");
        }
    }
}
