//! What a page hides: words for screen readers and closed panes are removed; an article behind "read more", under a
//! pop-up, or waiting for a script is shown.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId};
use regex::Regex;

use crate::import::html::element::TEMPLATE;
use crate::import::html::prose::{self, Prose};
use crate::import::html::sheet::{self, Sheet, is_not_displayed, is_off_screen};
use crate::import::html::tree::{self, Node, attribute, has_words, is};
use crate::import::html::unseen;

/// Longer texts are not only for screen readers.
const MAX_READER_WORDS: usize = 200;
/// This many hidden letters of prose are part of an article, if they are where one may be.
const ENOUGH: usize = 120;

/// Removes what is permanently hidden from the page, and shows the rest.
pub(super) fn settle(page: &Document, sheet: &Sheet) {
    drop_reader_words(page, sheet);
    // Something that is shown may itself hide something.
    for _ in 0..4 {
        if !settle_outermost(page, sheet) {
            break;
        }
    }
}

/// Whether a class is one of those for screen readers.
fn is_for_readers(class: &str) -> bool {
    const PARTS: &[&str] = &[
        "hidevisually",
        "hideaccessible",
        "showforsr",
        "forscreen",
        "sronly",
        "screenreader",
        "visuallyhidden",
        "hiddenvisually",
        "visuallyhide",
        "assistivetext",
        "a11yhidden",
        "a11yonly",
        "a11ytext",
        "elementinvisible",
        "offscreen",
        "accessiblyhidden",
        "accessibilityhidden",
        "accessiblehide",
        "readersonly",
        "readeronly",
    ];
    // "md:not-sr-only", "focus:sr-only"
    if class.contains(':') || class.starts_with("not") {
        return false;
    }
    let plain: String = class.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    PARTS.iter().any(|it| plain.contains(it))
        || matches!(plain.as_str(), "sr" | "srtext" | "vh" | "vhidden" | "isvhidden")
}

fn drop_reader_words(page: &Document, sheet: &Sheet) {
    let told = Regex::new(
        r"(?i)^[\s,;(\[–—-]*(?:(?:this )?(?:link )?(?:will )?opens? (?:up )?(?:in |an? )*(?:external |separate )?(?:new |another )?(?:browser )?(?:tab|window|page|site|website)|(?:this )?(?:link )?(?:is |leads to an? )?external(?: link| site| website| page)?|new (?:tab|window))[\s.)\]]*$",
    )
    .expect("a fixed pattern");
    for node in page.root().descendants() {
        if !node.is_element() || tree::is_block(&node) && !is(&node, &["div", "p"]) {
            continue;
        }
        let class = node.attr("class").unwrap_or_default();
        let style = node.attr("style").unwrap_or_default();
        let is_named = class.split_whitespace().any(is_for_readers)
            || is_off_screen(&style)
            || sheet::names(&sheet.off_screen, &node);
        let may_tell = is(&node, &["span", "small", "em", "i", "sup", "abbr"]);
        if !is_named && !may_tell {
            continue;
        }
        let words = tree::text(&node);
        let is_told = may_tell
            && words.len() < 60
            && told.is_match(&words)
            && node.ancestors_it(Some(3)).any(|it| is(&it, &["a"]));
        let goes = is_told
            || is_named && words.chars().count() <= MAX_READER_WORDS && !is_spoken_initial(&node, &words);
        if goes {
            unseen::take_out(page, &node);
        }
    }
}

/// A decorated first letter is hidden from screen readers, which get the word beside it; that word is the text.
fn is_spoken_initial(node: &Node<'_>, words: &str) -> bool {
    let is_shown_for = |it: Node<'_>| {
        let shown = tree::text(&it);
        attribute(&it, "aria-hidden") == "true"
            && !shown.is_empty()
            && words.to_lowercase().starts_with(&shown.chars().take(1).collect::<String>().to_lowercase())
    };
    [node.next_element_sibling(), node.prev_element_sibling()].into_iter().flatten().any(is_shown_for)
}

/// Decides about all hidden elements that are not inside other hidden ones; returns whether any is now shown.
fn settle_outermost(page: &Document, sheet: &Sheet) -> bool {
    let root = page.root();
    let mut outermost: Vec<Node<'_>> = Vec::new();
    let mut inside: HashSet<NodeId> = HashSet::new();
    for node in root.descendants() {
        if node.parent().is_some_and(|it| inside.contains(&it.id)) {
            inside.insert(node.id);
        } else if node.is_element()
            && (is_hidden(&node, sheet)
                || sheet::names(&sheet.perhaps, &node) && tree::text(&node).len() >= ENOUGH)
        {
            inside.insert(node.id);
            outermost.push(node);
        }
    }
    if outermost.is_empty() {
        return false;
    }
    let prose = Prose::read(root);
    let total = prose.letters();
    let open: HashSet<String> = prose
        .paragraphs
        .iter()
        .filter(|it| !inside.contains(&it.node.id))
        .map(|it| tree::text(&it.node))
        .collect();
    // Where each paragraph is hidden by itself, they count together.
    let mut hidden_in: HashMap<NodeId, usize> = HashMap::new();
    for node in &outermost {
        if let Some(parent) = node.parent() {
            *hidden_in.entry(parent.id).or_default() += prose.letters_in(node);
        }
    }
    let mut shows = false;
    for node in outermost {
        let own = &prose.paragraphs[prose.within(&node)];
        let letters = prose.letters_in(&node);
        let is_new = own.iter().any(|it| !open.contains(&tree::text(&it.node)));
        let is_most = letters * 2 > total;
        let around = node.parent().and_then(|it| hidden_in.get(&it.id)).copied().unwrap_or(letters);
        // A short paragraph among them is one of them.
        let is_short = letters == 0 && is(&node, &["p"]) && !tree::text(&node).is_empty();
        // A template may be for anything, also for what is not there yet.
        let is_part = (letters > 0 || is_short)
            && !is(&node, &[TEMPLATE])
            && around >= ENOUGH
            && stands_in_article(&node, &inside)
            && !is_pane(&node);
        let is_perhaps = !is_hidden(&node, sheet);
        if is_perhaps && is_new {
            // Where the rule applies is unknown, so only an element in another place may be removed.
            node.remove_attrs(&["class", "id"]);
            shows = true;
        } else if is_new && letters > 0 && (is_most || is_part) || is_short && is_part {
            show(&node, sheet);
            shows = true;
        } else if is(&node, &["noscript", TEMPLATE]) {
            node.remove_from_parent();
        } else {
            unseen::take_out(page, &node);
        }
    }
    shows
}

fn is_hidden(node: &Node<'_>, sheet: &Sheet) -> bool {
    if is(node, &["html", "body", "head"]) {
        return false;
    }
    let is_fallback = node.attr("class").is_some_and(|it| it.contains("fallback-image"));
    node.attr("style").is_some_and(|it| is_not_displayed(&it))
        || node.has_attr("hidden")
        || attribute(node, "aria-hidden") == "true" && !is_fallback
        || is(node, &["noscript", TEMPLATE])
        || sheet::names(&sheet.hidden, node)
}

fn show(node: &Node<'_>, sheet: &Sheet) {
    node.remove_attrs(&["hidden", "aria-hidden", "style"]);
    if is(node, &["noscript", TEMPLATE]) {
        node.rename("div");
    }
    if sheet::names(&sheet.hidden, node) {
        node.remove_attrs(&["class", "id"]);
    }
}

/// Whether an article may continue here: inside one, or beside its paragraphs.
fn stands_in_article(node: &Node<'_>, hidden: &HashSet<NodeId>) -> bool {
    let is_body = |it: &Node<'_>| {
        is(it, &["article", "main"])
            || attribute(it, "role") == "main"
            || attribute(it, "itemprop") == "articlebody"
            || has_words(&tree::groups(it), "article-body")
    };
    if is_body(node) || node.ancestors_it(None).any(|it| is_body(&it)) {
        return true;
    }
    let Some(parent) = node.parent() else { return false };
    parent
        .children_it(false)
        .any(|it| !hidden.contains(&it.id) && is(&it, &["p"]) && prose::is_prose(&tree::text(&it)))
}

/// Whether it is a pane that opens over or beside the article.
fn is_pane(node: &Node<'_>) -> bool {
    const PANES: &[&str] = &[
        "modal",
        "popup",
        "pop",
        "pum",
        "overlay",
        "newsletter",
        "cookie",
        "cookies",
        "consent",
        "dialog",
        "menu",
        "nav",
        "login",
        "signin",
        "signup",
        "subscribe",
        "subscription",
        "lightbox",
        "comments",
        "comment",
        "related",
        "share",
        "sharing",
        "search",
        "tooltip",
        "toast",
        "banner",
        "gdpr",
        "dropdown",
        "footnote",
        "transcript",
        "copyright",
    ];
    let groups = tree::groups(node);
    is(node, &["dialog", "form", "nav", "aside", "footer"])
        || matches!(
            attribute(node, "role").as_str(),
            "dialog" | "alertdialog" | "navigation" | "menu" | "tooltip"
        )
        || PANES.iter().any(|it| has_words(&groups, it))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "<p>The harbour board met on Monday to hear what Mary Cole had found in the ledgers, and nobody spoke.</p>\
        <p>Not one of the sums agreed with the next, she said, however long she looked at it, with or without her glasses.</p>";

    fn check(html: &str, styles: &str, has: &[&str], lacks: &[&str]) {
        let page = Document::from(html);
        settle(&page, &Sheet::read(styles));
        let text = tree::text(&page.root());
        for it in has {
            assert!(text.contains(it), "{it} of {html} in {text}");
        }
        for it in lacks {
            assert!(!text.contains(it), "{it} of {html} in {text}");
        }
    }

    #[test]
    fn words_for_screen_readers_go_and_the_word_of_a_decorated_initial_stays() {
        for hidden in [
            "<span class=sr-only>, external</span>",
            "<span class='u-visuallyhidden'>, external</span>",
            "<span style='font-size: 0'>, external</span>",
            "<span class=ext> (link is external)</span>",
            "<span> (opens new window)</span>",
            "<span style='position: absolute; left: -9999px'>, external</span>",
            "<i style='clip:rect(0 0 0 0)'>, external</i>",
            "<span class=x7>, external</span>",
            "<span>(opens in new tab)</span>",
        ] {
            let page = format!("<p>See <a href=x>Cole{hidden}</a> there.");
            check(&page, ".x7 { clip-path: inset(50%); }", &["See Cole there."], &["external", "opens"]);
        }
        check(
            "<p><span aria-hidden=true>T</span><span class=sr-only>The</span> tide",
            "",
            &["The tide"],
            &["TThe"],
        );
        check("<p class='md:not-sr-only'>Read", "", &["Read"], &[]);
    }

    #[test]
    fn an_article_that_waits_for_a_script_is_shown() {
        let each = "<p aria-hidden=true>The tide came in on Monday, said Cole, and nobody had seen it so high since the end of the war.</p>\
            <p aria-hidden=true>“No,” she said.</p>\
            <p aria-hidden=true>It went out again on Tuesday, late in the day, and took the pier with it and two of the boats.</p>";
        check(
            &format!("<nav>Home</nav><article>{each}</article>"),
            "",
            &["came in on Monday", "“No,”", "took the pier"],
            &[],
        );
        for how in ["hidden", "aria-hidden=true", "style='display : none'", "class=js-hide", "id=late"] {
            let page = format!(
                "<main {how}>{PROSE}</main><div class=popup style='display:none'><p>Join us now, please, and get it all in your inbox.</div>"
            );
            check(&page, ".js-hide, #late {display:none}", &["Mary Cole"], &["inbox"]);
        }
    }

    #[test]
    fn a_part_behind_read_more_is_shown_and_panes_stay_closed() {
        let page = format!(
            "<article>{PROSE}<div hidden><p>On Tuesday the board met again, and this time it spoke until the lamps were lit and the tea was gone. It decided nothing at all, Cole said afterwards.</div>\
            <div hidden class=newsletter-modal>{PROSE}<p>Join.</div></article>"
        );
        check(&page, "", &["until the lamps"], &["Join"]);
    }

    #[test]
    fn what_is_hidden_and_stands_elsewhere_is_read_once() {
        let page = format!("<style></style><article><div class=meta>{PROSE}</div>{PROSE}</article>");
        let tree = Document::from(page);
        settle(&tree, &Sheet::read("@media print{.other{display:none}} .meta{display:none}"));
        assert_eq!(tree::text(&tree.root()).matches("Mary Cole").count(), 1);
        check("<p class=other>Text", "@media print{.other{display:none}}", &["Text"], &[]);
    }

    #[test]
    fn a_rule_that_holds_somewhere_takes_out_only_what_stands_elsewhere() {
        let styles = ".js .late, .card .dek { display: none }";
        let page =
            format!("<article><div class=dek>{PROSE}</div><div class=story>{PROSE}{PROSE}</div></article>");
        let tree = Document::from(page);
        settle(&tree, &Sheet::read(styles));
        assert_eq!(tree::text(&tree.root()).matches("Mary Cole").count(), 2);
        check(&format!("<div class=late>{PROSE}</div>"), styles, &["Mary Cole"], &[]);
    }

    #[test]
    fn an_article_in_a_template_is_shown_and_a_box_in_one_is_not() {
        let template = |inside: &str| format!("<byline-template>{inside}</byline-template>");
        check(&format!("<div id=app></div>{}", template(PROSE)), "", &["Mary Cole"], &[]);
        let page = format!(
            "<article>{PROSE}{PROSE}{}</article>",
            template(
                "<p>Join us now, please, and get it all in your inbox. Get the best of the Courier each morning, and read it before the others do.</p>"
            )
        );
        check(&page, "", &["Mary Cole"], &["inbox"]);
    }

    #[test]
    fn an_article_for_those_without_scripts_is_shown_and_a_notice_to_them_is_not() {
        check(&format!("<noscript><article>{PROSE}</article></noscript>"), "", &["Mary Cole"], &[]);
        let notice = "<noscript><p>Enable JavaScript to read this page.</p></noscript>";
        check(&format!("<article>{PROSE}</article>{notice}"), "", &["Mary Cole"], &["JavaScript"]);
    }
}
