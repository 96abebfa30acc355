//! The tree of a page, and what the search for its article needs from it.

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

use crate::import::html::element;
use crate::text::collapse_whitespace;

/// An element or a text of a page.
pub(super) type Node<'a> = NodeRef<'a>;

/// The letters inside an element, and how many of them are in links.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    /// Characters without white space.
    pub(super) letters: usize,
    /// How many of them are in links.
    pub(super) linked: usize,
}

impl Weight {
    /// The share of the letters that are in links, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "pages are far shorter than 2^52")]
    pub(super) fn link_share(self) -> f64 {
        if self.letters == 0 { 0.0 } else { self.linked as f64 / self.letters as f64 }
    }
}

/// The weight of `root` and of each element below it.
pub(super) fn weights(root: Node<'_>) -> HashMap<NodeId, Weight> {
    let nodes = root.descendants();
    let mut weights: HashMap<NodeId, Weight> = HashMap::with_capacity(nodes.len());
    // In document order, so that, from the end, each element comes before its parent.
    for node in nodes.iter().rev().chain([&root]) {
        let mut own = weights.get(&node.id).copied().unwrap_or_default();
        if node.is_text() {
            own.letters = node.text().chars().filter(|c| !c.is_whitespace()).count();
        } else if is(node, &["a"]) {
            own.linked = own.letters;
        } else if is(node, NO_TEXT) {
            own = Weight::default();
        }
        weights.insert(node.id, own);
        if node.id != root.id
            && let Some(parent) = node.parent()
        {
            let parent = weights.entry(parent.id).or_default();
            parent.letters += own.letters;
            parent.linked += own.linked;
        }
    }
    weights
}

/// Elements whose text nobody reads.
const NO_TEXT: &[&str] = &["script", "style", "head", "title", "select", "button"];

/// Whether it is an element with one of these names.
pub(super) fn is(node: &Node<'_>, names: &[&str]) -> bool {
    node.element_ref().is_some_and(|it| names.contains(&it.name.local.as_ref()))
}

/// Whether it begins a new line.
pub(super) fn is_block(node: &Node<'_>) -> bool {
    node.element_ref().is_some_and(|it| element::is_block(it.name.local.as_ref()))
}

/// Whether there is no block inside it.
pub(super) fn is_leaf(node: &Node<'_>) -> bool {
    !node.descendants_it().any(|it| is_block(&it))
}

/// Its text, with one space for each run of white space and between blocks.
pub(super) fn text(node: &Node<'_>) -> String {
    let mut text = String::new();
    for node in node.descendants() {
        if node.is_text() {
            text.push_str(&node.text());
        } else if is_block(&node) || is(&node, &["br"]) {
            text.push(' ');
        }
    }
    collapse_whitespace(&text)
}

/// The value of an attribute, in lower case; empty if it is missing.
pub(super) fn attribute(node: &Node<'_>, name: &str) -> String {
    node.attr(name).map_or_else(String::new, |it| it.trim().to_lowercase())
}

/// The words in its class and id, in lower case, grouped by name: `article-body__text isOpen` gives `article body
/// text` and `is open`.
pub(super) fn groups(node: &Node<'_>) -> Vec<Vec<String>> {
    let named = ["class", "id", "data-component", "data-testid", "data-qa"].map(|it| node.attr(it));
    let names =
        named.iter().flatten().flat_map(|it| it.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    names.map(|name| parts(&name)).filter(|it| !it.is_empty()).collect()
}

/// The words of a name in one of the styles that web developers use.
fn parts(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    let mut before = ' ';
    for c in name.chars() {
        if c.is_alphanumeric() {
            let is_hump = c.is_uppercase() && before.is_lowercase();
            match words.last_mut() {
                Some(word) if open && !is_hump => word.extend(c.to_lowercase()),
                _ => words.push(c.to_lowercase().collect()),
            }
        }
        open = c.is_alphanumeric();
        before = c;
    }
    words
}

/// Whether the groups contain these words next to each other; in `wanted`, "-" separates them.
pub(super) fn has_words(groups: &[Vec<String>], wanted: &str) -> bool {
    let wanted: Vec<&str> = wanted.split('-').collect();
    groups
        .iter()
        .any(|group| group.windows(wanted.len()).any(|it| it.iter().zip(&wanted).all(|(a, b)| a == b)))
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    #[test]
    fn names_are_read_in_every_style() {
        assert_eq!(parts("article-body__text"), ["article", "body", "text"]);
        assert_eq!(parts("ArticleBodyText"), ["article", "body", "text"]);
        assert_eq!(parts("--"), Vec::<String>::new());
        let page = Document::from("<p class='a share-tools' id=relatedStories>");
        let groups = groups(&page.select_single("p").nodes()[0]);
        assert!(has_words(&groups, "share-tools") && has_words(&groups, "related"));
        assert!(!has_words(&groups, "a-share"));
    }

    #[test]
    fn letters_and_links_are_weighed() {
        let page = Document::from("<div>ab <p>c<a href=x>d <b>e</b></a></p><script>xxx</script></div>");
        let root = page.root();
        let weights = weights(root);
        let of = |name| weights[&page.select_single(name).nodes()[0].id];
        assert_eq!((of("div").letters, of("div").linked), (5, 2));
        assert_eq!((of("p").letters, of("script").letters), (3, 0));
    }
}
