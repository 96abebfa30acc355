//! Repairs what would mislead the search for the article, or spoil its text: captions recognized only by a class,
//! rows whose parts only a style sheet separates, footnote marks, paragraphs that are one link.

use dom_query::Document;

use crate::import::html::author;
use crate::import::html::date;
use crate::import::html::prose::{self, Paragraph, Prose};
use crate::import::html::story;
use crate::import::html::tree::{self, Node, has_words, is};
use crate::import::html::unseen::{self, UNSEEN};

/// A longer text in a box with a picture may be the article's.
const MAX_BOX_LENGTH: usize = 120;

/// The element that replaces a link in a paragraph that the search would take for a list of links.
pub(super) const LINK: &str = "byline-link";

/// The element around a space that the page does not have.
pub(super) const GAP: &str = "byline-gap";

/// A longer text is not a caption.
const MAX_CAPTION_LENGTH: usize = 600;

/// Elements within a line.
const INLINE: &[&str] =
    &["a", "abbr", "b", "cite", "em", "i", "label", "small", "span", "strong", "time", "u", "font"];

/// Repairs the page in place.
pub(super) fn mend(page: &Document) {
    let root = page.root();
    for node in root.descendants() {
        if is(&node, &["html", "body"]) {
            // "has-footer" there would make the search drop the whole page.
            let kept = node.attr("lang");
            node.remove_all_attrs();
            if let Some(language) = kept {
                node.set_attr("lang", &language);
            }
        } else if is(&node, &["sup"]) && is_footnote_mark(&node) {
            unseen::take_out(page, &node);
        } else if is(&node, &["table"]) && is_picture_in_table(&node) {
            make_figure(&node);
        } else if is_caption(&node) && !is(&node, &["figcaption"]) {
            node.rename("figcaption");
        } else if is(&node, &["p", "div", "li", "td", "header", "section", "footer"]) {
            part_row(page, &node);
        }
    }
    keep_linked_prose(page);
}

/// `<sup><a href="#fn1">[1]</a></sup>`
fn is_footnote_mark(node: &Node<'_>) -> bool {
    let words = tree::text(node);
    let inner = words.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '^' | ' ' | ','));
    let is_mark = inner.chars().count() <= 3
        && (inner.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§'))
            || inner.len() == 1 && inner.bytes().all(|it| it.is_ascii_lowercase()));
    let leads_down = |it: Node<'_>| {
        is(&it, &["a"]) && it.attr("href").is_some_and(|href| href.contains('#') && !href.ends_with('#'))
    };
    is_mark && (node.descendants_it().any(leads_down) || node.parent().is_some_and(leads_down))
}

/// Whether it is a caption: by its tag, its class, or its place in a figure with a picture.
fn is_caption(node: &Node<'_>) -> bool {
    const NAMES: &[&str] = &[
        "caption",
        "captions",
        "figcaption",
        "credit",
        "credits",
        "photocredit",
        "imagecredit",
        "photographer",
    ];
    if is(node, &["figcaption"]) {
        return true;
    }
    if !is(
        node,
        &["div", "p", "span", "small", "cite", "aside", "em", "i", "section", "figure", "dd", "h5", "h6"],
    ) || is(node, &["figure"])
    {
        return false;
    }
    let has_picture = |it: &Node<'_>| it.descendants_it().any(|it| is(&it, PICTURES));
    if has_picture(node) || node.descendants_it().any(|it| is(&it, &["figcaption"])) {
        return false;
    }
    let words = tree::text(node);
    if words.is_empty() || words.chars().count() > MAX_CAPTION_LENGTH {
        return false;
    }
    let in_caption = node.ancestors_it(Some(4)).any(|it| is(&it, &["figcaption"]));
    let in_figure =
        node.ancestors_it(Some(4)).find(|it| is(it, &["figure"])).is_some_and(|it| has_picture(&it));
    let groups = tree::groups(node);
    let is_named = NAMES.iter().any(|it| has_words(&groups, it));
    // A span in running text is part of it, whatever its class.
    let stands_apart =
        tree::is_block(node) || in_figure || !node.parent().is_some_and(|it| is(&it, &["p", "li"]));
    let is_line = is(node, &["div", "p", "span", "small", "cite"]) && tree::is_leaf(node);
    let is_in_figure = is_line && (in_figure || is_below_picture(node));
    !in_caption && (is_named && stands_apart || is_in_figure)
}

/// Whether a table between paragraphs only keeps a picture and its caption together.
fn is_picture_in_table(table: &Node<'_>) -> bool {
    let cells =
        table.descendants_it().filter(|it| is(it, &["td", "th"]) && !tree::text(it).is_empty()).count();
    (1..=2).contains(&cells)
        && tree::text(table).chars().count() <= 2 * MAX_BOX_LENGTH
        && table.descendants_it().any(|it| is(&it, PICTURES))
        && !table.descendants_it().any(|it| is(&it, &["table"]))
        && story::stands_between(table)
}

fn make_figure(table: &Node<'_>) {
    for it in table.descendants() {
        if is(&it, &["td", "th"]) && !tree::text(&it).is_empty() {
            it.rename("figcaption");
        } else if is(&it, &["td", "th", "tr", "tbody", "thead", "tfoot"]) {
            it.rename("div");
        }
    }
    table.rename("figure");
}

/// Whether it is a short text in a box with nothing but a picture, or the slanted words below one.
fn is_below_picture(node: &Node<'_>) -> bool {
    let length = |it: &Node<'_>| tree::text(it).chars().count();
    let is_picture = |it: &Node<'_>| {
        (is(it, PICTURES) || it.descendants_it().any(|it| is(&it, PICTURES))) && length(it) == 0
    };
    let Some(parent) = node.parent().filter(|it| is(it, &["div", "li", "td", "article", "section", "main"]))
    else {
        return false;
    };
    let beside: Vec<Node<'_>> =
        parent.element_children().into_iter().filter(|it| !is(it, &[GAP, UNSEEN])).collect();
    let is_text = |it: &Node<'_>| {
        tree::is_leaf(it)
            && !is(it, &["h1", "h2", "h3", "h4", "h5", "h6"])
            && length(it) <= MAX_BOX_LENGTH
            && !author::is_labelled(&tree::text(it))
    };
    let is_between = |it: &Node<'_>| {
        story::stands_between(it) || it.parent().is_some_and(|outer| story::stands_between(&outer))
    };
    let is_box = is(&parent, &["div", "li"])
        && beside.len() <= 3
        && beside.iter().any(is_picture)
        && beside.iter().all(|it| is_picture(it) || is_text(it))
        && is_between(&parent);
    let is_slanted = is(node, &["p", "div"])
        && length(node) <= 2 * MAX_BOX_LENGTH
        && node.element_children().iter().any(|it| is(it, &["em", "i"]) && length(it) == length(node))
        && node.prev_element_sibling().is_some_and(|it| is_picture(&it));
    is_box || is_slanted
}

/// The elements of a picture.
const PICTURES: &[&str] = &["img", "picture", "video", "amp-img", "svg", "iframe", "amp-video", "audio"];

/// "By Ann Lee" and "3 March" in a row of spans run together without the style sheet. Parts of a row become lines;
/// other neighbours get a space.
fn part_row(page: &Document, node: &Node<'_>) {
    let children: Vec<Node<'_>> = node.children().into_iter().filter(|it| !is(it, &[UNSEEN])).collect();
    let elements: Vec<Node<'_>> = children.iter().filter(|it| it.is_element()).copied().collect();
    if elements.is_empty() || node.ancestors_it(None).any(|it| is(&it, &["pre", "code", "figcaption"])) {
        return;
    }
    let mut glued = Vec::new();
    for pair in children.windows(2) {
        let [one, other] = pair else { continue };
        let are_elements = is(one, INLINE) && is(other, INLINE);
        let are_both = |it: &Node<'_>| is(it, INLINE) || it.is_text();
        // "By <b>Ann Lee</b>March 3, 2026": beside plain words only a date is told from the rest of a word.
        let is_dated = || are_both(one) && are_both(other) && begins_with_date(&other.text());
        if are_glued(&one.text(), &other.text()) && (are_elements || is_dated()) {
            glued.push(*other);
        }
    }
    if glued.is_empty() {
        return;
    }
    let only_elements =
        children.iter().all(|it| it.is_element() && is(it, INLINE) || !it.is_nonempty_text() && it.is_text());
    let is_row = only_elements && elements.iter().all(|it| it.text().trim().chars().count() <= 60);
    if is_row {
        for it in &elements {
            it.rename("div");
        }
        return;
    }
    for it in glued {
        let gap = page.tree.new_element(GAP);
        gap.set_text(" ");
        it.insert_before(&gap);
    }
}

/// A line of a date and little else.
fn begins_with_date(text: &str) -> bool {
    text.chars().count() <= 60
        && text.split([',', '|', '·']).next().is_some_and(|it| it.len() <= 24)
        && date::find(text).is_some()
}

/// True for "Farrow" and "March", or "2026" and "5 min", but not for "T" and "he".
fn are_glued(one: &str, other: &str) -> bool {
    let Some(last) = one.chars().next_back() else { return false };
    let Some(first) = other.chars().next() else { return false };
    let is_long = one.trim().chars().nth(1).is_some() && other.trim().chars().nth(1).is_some();
    let ends = last.is_lowercase() || last.is_numeric() || matches!(last, '.' | ':' | ')' | '”' | '!' | '?');
    is_long && ends && (first.is_uppercase() || first.is_numeric() || matches!(first, '“' | '('))
}

/// A paragraph that is mostly a link would be taken for a list of links. If it is a sentence among paragraphs, it is
/// one of them: its links get another name during the search.
fn keep_linked_prose(page: &Document) {
    let root = page.root();
    let prose = Prose::read(root);
    for node in root.descendants() {
        let link = node.parent().filter(|it| is(it, &["a"]) && it.element_children().len() == 1);
        let is_linked = link.is_some() || prose.weight(&node).link_share() > 0.2;
        if !is(&node, &["p"]) || !is_linked || !tree::is_leaf(&node) {
            continue;
        }
        let words = tree::text(&node);
        let ends = words.trim_end_matches(['”', '"', '’', '\'', ')', ' ']).ends_with(['.', '!', '?', '…'])
            || words.ends_with('”');
        if !prose::is_prose(&words) || !ends || is_invitation(&words) {
            continue;
        }
        let inner = link.unwrap_or(node);
        let in_list =
            inner.ancestors_it(Some(6)).any(|it| is(&it, &["li", "nav", "aside", "footer", "a", "form"]));
        let around = inner.ancestors_it(Some(2)).last();
        let beside = around.map_or(0, |around| {
            let paragraphs = &prose.paragraphs[prose.within(&around)];
            let is_plain = |it: &&Paragraph<'_>| it.node.id != node.id && it.weight.link_share() <= 0.2;
            paragraphs.iter().filter(is_plain).take(2).count()
        });
        if !in_list && beside >= 2 {
            let links = node.descendants().into_iter().filter(|it| is(it, &["a"]));
            links.chain(link).for_each(|it| it.rename(LINK));
        }
    }
}

/// "Read more: …"
fn is_invitation(words: &str) -> bool {
    let start = words.split(':').next().unwrap_or_default().to_lowercase();
    words.contains(':')
        && matches!(
            start.trim(),
            "read more"
                | "related"
                | "see also"
                | "read also"
                | "also read"
                | "more"
                | "watch"
                | "listen"
                | "read"
                | "don't miss"
                | "don’t miss"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "<p>The harbour board met on Monday to hear what Mary Cole had found in the ledgers, and nobody spoke.</p>";

    fn mended(html: &str) -> String {
        let page = Document::from(html);
        mend(&page);
        page.select("body").inner_html().to_string()
    }

    fn check(html: &str, expected: &str) {
        assert_eq!(mended(html), expected, "{html}");
    }

    #[test]
    fn rows_of_spans_become_lines_and_initials_stay_whole() {
        check(
            "<div><span>By Ann Lee</span><span>March 3, 2026</span><span>5 min read</span></div>",
            "<div><div>By Ann Lee</div><div>March 3, 2026</div><div>5 min read</div></div>",
        );
        check(
            "<p><b>Background</b><span>The basin was dug.</span> It</p>",
            "<p><b>Background</b><byline-gap> </byline-gap><span>The basin was dug.</span> It</p>",
        );
        check(
            "<p>By <b>Ann Lee</b>March 3, 2026</p>",
            "<p>By <b>Ann Lee</b><byline-gap> </byline-gap>March 3, 2026</p>",
        );
        check(
            "<p>By Ann Lee<time>3 March 2026</time></p>",
            "<p>By Ann Lee<byline-gap> </byline-gap><time>3 March 2026</time></p>",
        );
        check(
            "<p><b>Mac</b>Donald met <i>Java</i>Script</p>",
            "<p><b>Mac</b>Donald met <i>Java</i>Script</p>",
        );
        check("<p><span>T</span><span>he tide</span></p>", "<p><span>T</span><span>he tide</span></p>");
        check("<p>CO<sub>2</sub> <b>up</b><i>on</i></p>", "<p>CO<sub>2</sub> <b>up</b><i>on</i></p>");
    }

    #[test]
    fn marks_of_footnotes_go_and_powers_stay() {
        check(
            "<p>Lowe<sup><a href=#fn1>[1]</a></sup>, x<sup>2</sup> 5<sup>th</sup></p>",
            "<p>Lowe<byline-unseen words=\"[1]\"></byline-unseen>, x<sup>2</sup> 5<sup>th</sup></p>",
        );
    }

    #[test]
    fn captions_are_told_by_class_and_by_place() {
        assert!(
            mended("<div class=wp-caption><img src=x><p class=wp-caption-text>The quay.</p></div>")
                .contains("<figcaption class=\"wp-caption-text\">The quay.")
        );
        assert!(mended("<figure><img src=x><p>The quay.</p></figure>").contains("<figcaption>The quay."));
        assert!(mended("<div class='image-credit'>Jo Park</div>").contains("<figcaption"));
        for page in [
            "<div><img src=x><p>The quay in May.</p></div>",
            "<div><picture><img src=x></picture><span>The quay.</span><span>Jo Park</span></div>",
            "<img src=x><p><em>The quay in May. (Jo Park)</em></p>",
            "<dl><dt><img src=x></dt><dd class=wp-caption-dd>The quay.</dd></dl>",
            "<table align=right><tr><td><img src=x></td></tr><tr><td><font size=1>The quay in May.</font></td></tr></table>",
            "<table><tr><td><img src=x><br>The quay in May.</td></tr></table>",
        ] {
            assert!(
                mended(&format!("<main>{page}{}</main>", PROSE.repeat(3))).contains("<figcaption"),
                "{page}"
            );
        }
        for page in [
            "<div><div><img src=x><cite>By Ann Lee</cite></div></div>",
            "<div><h1>The quay</h1><img src=x><span>Ann Lee</span></div>",
            "<main><img src=x><p>The <em>quay</em> was empty.</p><p>It rained.</p></main>",
            "<figure><blockquote>Words</blockquote></figure>",
            "<table><tr><td><img src=x></td><td>Ann</td><td>3</td><td>4</td></tr></table>",
            "<p>He <span class=credit>took credit</span> for it.</p>",
        ] {
            assert!(!mended(page).contains("figcaption"), "{page}");
        }
    }

    #[test]
    fn a_linked_sentence_among_paragraphs_stays_and_a_list_of_links_is_one() {
        let prose = PROSE;
        let linked = "<a href=/x>On Friday John Musgrove, 54, and Sean Musgrove, both of Wordsworth Avenue, denied the charge.</a>";
        assert!(
            mended(&format!("<div>{prose}<div><p>{linked}</p></div>{prose}</div>"))
                .contains("<byline-link href=\"/x\">On Friday")
        );
        for page in [
            format!("<div>{prose}<ul><li><p>{linked}</p></li></ul>{prose}</div>"),
            format!("<p>{linked}</p>"),
            format!("<div>{prose}<p>Read more: {linked}</p>{prose}</div>"),
        ] {
            assert!(!mended(&page).contains("byline-link"), "{page}");
        }
    }
}
