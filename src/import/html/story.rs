//! Boxes that lead to other stories: each has a linked headline and little text.

use crate::import::html::author;
use crate::import::html::prose::{self, Prose};
use crate::import::html::tree::{self, Node, is};

/// A box with more letters of prose is a text of its own.
const MAX_LETTERS: usize = 500;
/// The fewest boxes, side by side, in a list of stories.
const MIN_STORIES: usize = 3;
/// With this many letters of prose beside a list, there is an article.
const MIN_BESIDE: usize = 300;

/// A box with the linked headline of another story.
pub(super) fn is_story(node: &Node<'_>, prose: &Prose<'_>) -> bool {
    let is_linked_headline = |it: Node<'_>| {
        // "By Ann Lee" may be a heading, too.
        is(&it, &["h2", "h3", "h4", "h5"])
            && !author::is_labelled(&tree::text(&it))
            && it
                .descendants_it()
                .chain(it.ancestors_it(Some(1)))
                .any(|it| is(&it, &["a"]) && it.attr("href").is_some_and(|it| !it.starts_with('#')))
    };
    prose.weight(node).letters < MAX_LETTERS
        && !node.descendants_it().any(|it| is(&it, &["h1"]))
        && node.descendants_it().any(is_linked_headline)
}

/// Removes lists of other stories, if the page has prose beside them; and what leads to other stories between the
/// paragraphs of an article.
pub(super) fn strip(root: Node<'_>, prose: &Prose<'_>) {
    let lists: Vec<Node<'_>> = root.descendants().into_iter().filter(|it| is_list(it, prose)).collect();
    let inside: usize = lists.iter().map(|it| prose.letters_in(it)).sum();
    if prose.letters() >= inside + MIN_BESIDE {
        lists.iter().for_each(Node::remove_from_parent);
    }
    for node in root.descendants() {
        if is(&node, &["a", "ul", "ol"]) && stands_between(&node) && leads_elsewhere(&node, prose) {
            node.remove_from_parent();
        }
    }
}

/// A row, grid or list of boxes.
fn is_list(node: &Node<'_>, prose: &Prose<'_>) -> bool {
    if !is(node, &["div", "section", "ul", "ol", "aside"]) {
        return false;
    }
    let items: Vec<Node<'_>> =
        node.element_children().into_iter().filter(|it| prose.weight(it).letters > 0).collect();
    let is_box = |it: &&Node<'_>| is(it, &["div", "li", "article", "section", "a"]) && is_story(it, prose);
    let n_stories = items.iter().filter(is_box).count();
    n_stories >= MIN_STORIES && n_stories * 10 >= items.len() * 7
}

/// Whether some paragraphs of running text are beside it.
pub(super) fn stands_between(node: &Node<'_>) -> bool {
    let Some(parent) = node.parent() else { return false };
    let beside = parent.element_children().into_iter().filter(|it| is(it, &["p"]));
    beside.filter(|it| prose::is_prose(&tree::text(it))).nth(2).is_some()
}

/// A link around a headline, a list of linked headlines, or the list of an article's tags below it.
fn leads_elsewhere(node: &Node<'_>, prose: &Prose<'_>) -> bool {
    if is(node, &["a"]) {
        return is_story(node, prose) && node.attr("href").is_some_and(|it| !it.starts_with('#'));
    }
    let items: Vec<Node<'_>> = node.element_children();
    let is_linked = |it: &Node<'_>| {
        let leads = it
            .descendants_it()
            .any(|it| is(&it, &["a"]) && it.attr("href").is_some_and(|it| !it.starts_with('#')));
        leads && prose.weight(it).link_share() > 0.95
    };
    let n_words = |it: &Node<'_>| tree::text(it).split(' ').count();
    let is_last = || {
        let next = std::iter::successors(node.next_element_sibling(), Node::next_element_sibling);
        !next.into_iter().any(|it| prose::is_prose(&tree::text(&it)))
    };
    items.len() >= 2
        && items.iter().all(is_linked)
        && (items.len() <= 6 && items.iter().all(|it| n_words(it) >= 4)
            || items.iter().all(|it| n_words(it) <= 3) && is_last())
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    const PROSE: &str = "<p>The harbour board met on Monday to hear what Mary Cole had found in the ledgers, and nobody spoke.</p>\
        <p>Not one of the sums agreed with the next, she said, however long she looked at it, with or without her glasses.</p>";

    fn stripped(page: &str) -> String {
        let page = Document::from(page);
        let root = page.root();
        strip(root, &Prose::read(root));
        tree::text(&root)
    }

    #[test]
    fn lists_of_stories_go_if_there_is_an_article() {
        let story = "<div><h3><a href=/x>Gone is the bridge</a></h3><p>The bridge was closed on Monday, said the council of the town of Bree.</p></div>";
        let list = format!("<section><h2>News</h2>{}</section>", story.repeat(9));
        let text = stripped(&format!("<main>{}{list}</main>", PROSE.repeat(2)));
        assert!(text.contains("Mary Cole") && !text.contains("Bree") && !text.contains("News"), "{text}");
        assert!(stripped(&format!("<main>{list}</main>")).contains("Bree"));
    }

    #[test]
    fn what_leads_elsewhere_between_paragraphs_goes() {
        for it in [
            "<a class=card href=/1><h3>Gone is the bridge</h3><span>3 min</span></a>",
            "<ul><li><a href=/1>Gone is the bridge again</a></li><li><a href=/2>Gone is the goat too</a></li></ul>",
        ] {
            let text = stripped(&format!("<article>{PROSE}{it}{PROSE}</article>"));
            assert!(!text.contains("Gone") && text.matches("Mary Cole").count() == 2, "{text}");
        }
        let tags = "<ul><li><a href=/1>Gone</a></li><li><a href=/2>Goats</a></li></ul>";
        assert!(!stripped(&format!("<article>{PROSE}{PROSE}{tags}</article>")).contains("Gone"));
        for it in [
            "<ul><li><a href=/1>Gone</a></li><li>The goat</li></ul>",
            "<ul><li><a href=#a>Gone is the bridge again</a></li><li><a href=#b>Gone is the goat too</a></li></ul>",
            "<a href=#x><h3>Gone is the bridge</h3></a>",
            tags,
        ] {
            assert!(stripped(&format!("<article>{PROSE}{it}{PROSE}</article>")).contains("Gone"), "{it}");
        }
    }
}
