//! The paragraphs of a page that read like an article's, and where they are.

use std::collections::HashMap;
use std::ops::Range;

use dom_query::NodeId;

use crate::import::html::tree::{self, Node, Weight, is, is_block, is_leaf, text};

/// A shorter paragraph might as well be a caption, a teaser or a line of the page.
const MIN_PROSE_LENGTH: usize = 50;

/// Whether a paragraph reads like one of an article: it is long enough, and ends a sentence.
pub(super) fn is_prose(text: &str) -> bool {
    // An ideograph says as much as a syllable or a word.
    let length: usize = text.chars().take(400).map(|c| if c >= '\u{2e80}' { 3 } else { 1 }).sum();
    length >= MIN_PROSE_LENGTH
        && text.contains(['.', '!', '?', '…', '。', '！', '？', '؟', '।', '”', '"', '»'])
}

/// A paragraph of the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paragraph<'a> {
    pub(super) node: Node<'a>,
    pub(super) weight: Weight,
}

/// All such paragraphs of a page, numbered in order.
pub(super) struct Prose<'a> {
    pub(super) paragraphs: Vec<Paragraph<'a>>,
    weights: HashMap<NodeId, Weight>,
    /// The numbers of the paragraphs inside an element; they are consecutive.
    places: HashMap<NodeId, Range<usize>>,
    /// The letters of all paragraphs before each one, and in total.
    sums: Vec<usize>,
}

impl<'a> Prose<'a> {
    /// Finds the paragraphs.
    pub(super) fn read(root: Node<'a>) -> Self {
        let weights = tree::weights(root);
        let paragraphs = paragraphs(root, &weights);
        let mut places: HashMap<NodeId, Range<usize>> = HashMap::new();
        let mut sums = vec![0];
        for (number, paragraph) in paragraphs.iter().enumerate() {
            sums.push(sums[number] + paragraph.weight.letters);
            for outer in paragraph.node.ancestors_it(None).chain([paragraph.node]) {
                places.entry(outer.id).or_insert(number..number + 1).end = number + 1;
            }
        }
        Self { paragraphs, weights, places, sums }
    }

    /// The weight of an element, whether it was measured before or not.
    pub(super) fn weight(&self, node: &Node<'_>) -> Weight {
        self.weights.get(&node.id).copied().unwrap_or_default()
    }

    /// The numbers of the paragraphs in an element.
    pub(super) fn within(&self, node: &Node<'_>) -> Range<usize> {
        self.places.get(&node.id).cloned().unwrap_or_default()
    }

    /// The letters of the paragraphs in an element.
    pub(super) fn letters_in(&self, node: &Node<'_>) -> usize {
        let place = self.within(node);
        self.sums[place.end] - self.sums[place.start]
    }

    /// The letters of all paragraphs.
    pub(super) fn letters(&self) -> usize {
        self.sums.last().copied().unwrap_or_default()
    }
}

/// The paragraphs that read like an article's, in order, except those that are mostly links. Text beside blocks in
/// one element is a paragraph, too.
fn paragraphs<'a>(root: Node<'a>, weights: &HashMap<NodeId, Weight>) -> Vec<Paragraph<'a>> {
    const MAY_BE: &[&str] = &[
        "p",
        "div",
        "section",
        "li",
        "td",
        "dd",
        "article",
        "main",
        "blockquote",
        "body",
        "center",
        "font",
        "span",
    ];
    let mut found = Vec::new();
    for node in root.descendants() {
        let weight = weights.get(&node.id).copied().unwrap_or_default();
        if weight.letters < MIN_PROSE_LENGTH / 3 || !is(&node, MAY_BE) {
            continue;
        }
        if is_leaf(&node) {
            if is_block(&node) && weight.link_share() <= 0.5 && is_prose(&text(&node)) {
                found.push(Paragraph { node, weight });
            }
            continue;
        }
        let (mut own, mut words) = (Weight::default(), String::new());
        for child in node.children_it(false).filter(|it| it.is_text() || !is_block(it) && is_leaf(it)) {
            let weight = weights.get(&child.id).copied().unwrap_or_default();
            own.letters += weight.letters;
            own.linked += weight.linked;
            if weight.letters > 0 {
                words.push_str(&child.text());
            }
        }
        if own.letters >= MIN_PROSE_LENGTH && own.link_share() <= 0.3 && is_prose(&words) {
            found.push(Paragraph { node, weight: own });
        }
    }
    found
}
