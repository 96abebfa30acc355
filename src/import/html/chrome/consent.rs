//! Boxes that ask readers for consent to what the page stores about them.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::html::chrome::View;
use crate::import::html::tree::{self, Node, is};

/// What readers are asked about their data.
static CONSENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)\b(?:stores?|access|storing)\b.{0,60}\bon\s+(?:a|your|the)\s+device\b | \bprocess(?:ing|es)?\b.{0,40}\bpersonal\s+(?:data|information)\b
            | \blegitimate\s+interests?\b | \b(?:we|this\s+(?:web)?site|our\s+partners)\b.{0,40}\buses?\b.{0,30}\bcookies\b
            | \bcookie\s+(?:policy|settings|preferences|notice)\b | \bwithdraw\s+your\s+consent\b | \bconsent\s+to\b.{0,60}\b(?:cookies|processing)\b",
    )
    .expect("a fixed pattern")
});

/// With this many letters of other prose, the page has a text of its own.
const CONSENT_BESIDE: usize = 300;

/// Whether a text says what is stored about readers, or asks for their consent.
pub(in crate::import::html) fn asks(text: &str) -> bool {
    CONSENT.is_match(text)
}

impl View<'_> {
    /// Whether it mostly says what the page stores about its readers, and the page has a text of its own as well.
    pub(super) fn asks_for_consent(&self, node: &Node<'_>) -> bool {
        let own = &self.prose.paragraphs[self.prose.within(node)];
        let letters = self.prose.letters_in(node);
        let is_box = is(node, &["div", "section", "aside", "form"]);
        if letters == 0 || !is_box || self.prose.letters() < letters + CONSENT_BESIDE {
            return false;
        }
        let asks = own.iter().filter(|it| asks(&tree::text(&it.node)));
        let n_letters: usize = asks.map(|it| it.weight.letters).sum();
        // An article may be about it.
        let is_of_article = |it: Node<'_>| is(&it, &["article", "h1"]);
        n_letters * 2 >= letters
            && !node.descendants_it().any(is_of_article)
            && !node.ancestors_it(None).any(is_of_article)
    }
}
