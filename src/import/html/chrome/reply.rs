//! Comments whose names say nothing.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::html::chrome::{View, is_attached};
use crate::import::html::tree::{self, Node, is};

/// Removes similar neighbours, each with a word for replying to it.
pub(super) fn strip(root: Node<'_>, view: &View<'_>) {
    static REPLY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(reply|replies|permalink|report (abuse|comment|this)|flag|upvote|downvote|like \(?\d+\)?|\d+ likes?)\b").expect("a fixed pattern")
    });
    static AGO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(\d+|an?|one|two|three) (second|minute|min|hour|hr|day|week|month|year)s? ago\b|\byesterday at\b").expect("a fixed pattern")
    });
    for node in root.descendants() {
        if !is(&node, &["div", "section", "ul", "ol", "article", "aside"]) || !is_attached(&node, &root) {
            continue;
        }
        let items: Vec<Node<'_>> =
            node.children().into_iter().filter(|it| is(it, &["div", "li", "article", "section"])).collect();
        let is_comment = |it: &&Node<'_>| {
            let words = tree::text(it);
            let length = words.chars().count();
            (10..3000).contains(&length)
                && (ends_in_reply(it, &REPLY) || AGO.is_match(&words) && REPLY.is_match(&words))
        };
        let n_comments = items.iter().filter(is_comment).count();
        if n_comments >= 2
            && n_comments * 10 >= items.len() * 7
            && view.prose.letters_in(&node) * 10 < view.prose.letters() * 5
        {
            node.remove_from_parent();
        }
    }
}

/// A link or a button that says only "Reply".
fn ends_in_reply(node: &Node<'_>, reply: &Regex) -> bool {
    node.descendants_it().any(|it| {
        is(&it, &["a", "button", "span", "small", "footer", "p", "div"]) && it.text().len() < 60 && {
            let words = tree::text(&it);
            reply.find(&words).is_some_and(|found| found.start() < 30 && words.len() < 40)
        }
    })
}
