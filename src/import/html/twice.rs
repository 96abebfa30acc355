//! What a page contains twice, so that each screen shows one of the two: a lead for phones and one for desktops.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId};

use crate::import::html::sheet::{self, Sheet};
use crate::import::html::tree::{self, Node, is_block, is_leaf};

/// A shorter text may occur twice, as "He agreed." does.
const MIN_LENGTH: usize = 30;

/// A text of this length that follows itself is a lead that begins the text again.
const LEAD: usize = 80;

/// Removes all but one of the equal texts of which a screen shows one, and of those that follow each other.
pub(super) fn drop_copies(page: &Document, sheet: &Sheet) {
    let mut copies: HashMap<String, Vec<Node<'_>>> = HashMap::new();
    let mut gone: HashSet<NodeId> = HashSet::new();
    let mut shown: Vec<Node<'_>> = Vec::new();
    let mut neighbours: Vec<[Node<'_>; 2]> = Vec::new();
    let mut before: Option<(String, Node<'_>)> = None;
    for node in page.root().descendants() {
        if !is_block(&node) || !is_leaf(&node) {
            continue;
        }
        let text = tree::text(&node);
        let length = text.chars().count();
        if length < MIN_LENGTH {
            continue;
        }
        if let Some((_, other)) = before.as_ref().filter(|(it, _)| *it == text && length >= LEAD) {
            neighbours.push([*other, node]);
        }
        copies.entry(text.clone()).or_default().push(node);
        before = Some((text, node));
    }
    copies.retain(|_, nodes| nodes.len() > 1);
    for nodes in copies.values() {
        let places: Vec<Option<Node<'_>>> = nodes.iter().map(|it| place(it, sheet)).collect();
        // What every screen shows stays; otherwise the first paragraph.
        let first = || nodes.iter().position(|it| !is_heading(it)).unwrap_or_default();
        let kept = places.iter().position(Option::is_none).unwrap_or_else(first);
        shown.extend(places.get(kept).copied().flatten());
        let others = places.iter().enumerate().filter(|(at, _)| *at != kept);
        gone.extend(others.filter(|(_, place)| place.is_some()).map(|(at, _)| nodes[at].id));
    }
    // In one place, a text is repeated on purpose.
    let place = |it: &Node<'_>| (it.parent().map(|it| it.id), it.attr("class"));
    let mut followers: HashSet<NodeId> = HashSet::new();
    for [one, next] in neighbours {
        let stays = |it: &Node<'_>| !gone.contains(&it.id) || followers.contains(&it.id);
        if !stays(&one) || !stays(&next) || place(&one) == place(&next) {
            continue;
        }
        if is_heading(&one) {
            gone.insert(one.id);
        } else {
            gone.insert(next.id);
            followers.insert(next.id);
        }
    }
    // The search would take a class like `hidden-xs` for that of something hidden.
    for it in shown {
        it.remove_attrs(&["class", "id"]);
    }
    for node in page.root().descendants().iter().filter(|it| gone.contains(&it.id)) {
        node.remove_from_parent();
    }
}

fn is_heading(node: &Node<'_>) -> bool {
    tree::is(node, &["h1", "h2", "h3", "h4", "h5", "h6"])
}

/// The element for some screens only that a text is in.
fn place<'a>(node: &Node<'a>, sheet: &Sheet) -> Option<Node<'a>> {
    std::iter::once(*node).chain(node.ancestors_it(None)).find(|it| is_for_some_screens(it, sheet))
}

/// Whether it is by its names, or by the page's own style sheets.
fn is_for_some_screens(node: &Node<'_>, sheet: &Sheet) -> bool {
    const SCREENS: &[&str] = &["mobile", "desktop", "tablet", "phone", "handheld", "smartphone", "print"];
    const SIZES: &[&str] = &["xs", "sm", "md", "lg", "xl", "xxl", "small", "medium", "large"];
    const SHOWS: &[&str] =
        &["hidden", "hide", "visible", "show", "none", "only", "block", "inline", "flex", "d"];
    if tree::is(node, &["html", "body"]) {
        return false;
    }
    sheet::names(&sheet.sometimes, node)
        || tree::groups(node).iter().any(|group| {
            let has = |words: &[&str]| group.iter().any(|it| words.contains(&it.as_str()));
            has(SCREENS) || has(SIZES) && has(SHOWS)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The harbour board met on Monday to hear what Mary Cole had found.";

    fn check(page: &str, styles: &str, times: usize) {
        let tree = Document::from(page);
        drop_copies(&tree, &Sheet::read(styles));
        assert_eq!(tree::text(&tree.root()).matches("Mary Cole").count(), times, "{page}");
    }

    #[test]
    fn a_lead_for_each_screen_is_read_once() {
        for (one, other) in [
            ("lead-mobile", "lead-desktop"),
            ("lead d-md-none", "lead d-none d-md-block"),
            ("md:hidden", "hidden md:block"),
            ("visible-xs", "hidden-xs"),
            ("a7", "b9"),
            ("hide-for-large", "text"),
        ] {
            let styles = "@media (max-width: 600px) { .b9 { display: none } } @media (min-width: 601px) { .a7 { display: none } }";
            check(&format!("<p class='{one}'>{STORY}</p><p class='{other}'>{STORY}</p>"), styles, 1);
            check(
                &format!(
                    "<div class='{other}'><h2>{STORY}</h2></div><div class='{one}'><h2>{STORY}</h2></div>"
                ),
                styles,
                1,
            );
        }
    }

    #[test]
    fn a_lead_that_begins_the_text_again_is_read_once() {
        let lead = format!("{STORY} It was the third time in a year, and the room was empty.");
        check(&format!("<p class=dek>{lead}</p><div><p>{lead}</p><p>Then it rained.</p></div>"), "", 1);
    }

    #[test]
    fn a_text_that_stands_once_or_is_repeated_stays() {
        check(&format!("<p class=mobile>{STORY}</p>"), "", 1);
        check(&format!("<p class=verse>{STORY}</p><p class=verse>{STORY}</p>"), "", 2);
        let lead = format!("{STORY} It was the third time in a year, and the room was empty.");
        check(&format!("<p>{lead}</p><p>{lead}</p>"), "", 2);
        check("<p class=mobile>Mary Cole</p><p class=desktop>Mary Cole</p>", "", 2);
    }
}
