//! Author and date as a page shows them: above the article, or below it with a word that says so; never those of
//! other stories.

use std::collections::HashSet;

use dom_query::{Document, NodeId};

use crate::import::html::date::Event;
use crate::import::html::prose::{Paragraph, Prose};
use crate::import::html::story::is_story;
use crate::import::html::tree::{self, Node, attribute, has_words, is};
use crate::import::html::{author, boilerplate, date};
use crate::text::collapse_whitespace;

/// A longer text is not a line with names and dates.
const MAX_LENGTH: usize = 160;

/// Names of elements that name the author.
const BYLINES: &[&str] = &["byline", "author", "authors", "writer", "contributor", "contributors"];

/// What surrounds the start of an article.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// Lines that may name the author, the most reliable first.
    pub(super) authors: Vec<String>,
    /// The date of publication, in ISO 8601.
    pub(super) published: Option<String>,
}

/// Where a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LinePosition {
    /// Before the third paragraph.
    Top,
    Middle,
    /// After the last paragraph.
    Bottom,
}

/// Reads the front of a page whose chrome was removed.
pub(super) fn read(page: &Document) -> Front {
    let root = page.root();
    let prose = Prose::read(root);
    let Some(scope) = scope(root, &prose) else { return Front::default() };
    // Text that is beside lines in one element does not show where these are.
    let inside = &prose.paragraphs[prose.within(&scope)];
    let is_text = |it: &&Paragraph<'_>| {
        let words = tree::text(&it.node);
        tree::is_leaf(&it.node) && !date::is_all(&words) && !boilerplate::is_invitation(&words)
    };
    let own: HashSet<NodeId> = inside.iter().filter(is_text).map(|it| it.node.id).collect();
    let (mut authors, mut dates) = (Vec::new(), Vec::new());
    let mut n_read = 0;
    let mut label = String::new();
    for node in scope.descendants() {
        n_read += usize::from(own.contains(&node.id));
        if node.is_text() && node.is_nonempty_text() {
            label = collapse_whitespace(&node.text());
        }
        let is_beside = own.contains(&node.id) || stands_apart(&node, &scope, &prose, &label);
        if !(node.is_element() || is_line_between_breaks(&node)) || is_beside {
            continue;
        }
        let part = match n_read {
            0..3 if own.len() > n_read || n_read == 0 => LinePosition::Top,
            _ if n_read < own.len() => LinePosition::Middle,
            _ => LinePosition::Bottom,
        };
        let words = if node.is_text() { collapse_whitespace(&node.text()) } else { tree::text(&node) };
        if words.chars().count() > MAX_LENGTH && !node.has_attr("content") {
            continue;
        }
        let is_own = !node.ancestors_it(None).any(|it| own.contains(&it.id));
        if let Some(found) = dated(&node, &words, &label, part, is_own) {
            dates.push(found);
        }
        if let Some(rank) = names_author(&node, &words, &label, part, is_own) {
            authors.push((rank, node.attr("content").map_or(words, |it| it.to_string())));
        }
    }
    dates.sort_by_key(|(rank, _)| *rank);
    authors.sort_by_key(|(rank, _)| *rank);
    Front {
        authors: authors.into_iter().map(|(_, line)| line).collect(),
        published: dates.into_iter().next().map(|(_, date)| date),
    }
}

/// Whether it is a text between line breaks: pages for printers have no elements for their lines.
fn is_line_between_breaks(node: &Node<'_>) -> bool {
    let beside = |it: Option<Node<'_>>| it.is_some_and(|it| is(&it, &["br"]));
    node.is_text()
        && node.is_nonempty_text()
        && beside(node.next_element_sibling())
        && beside(node.prev_element_sibling())
}

/// The element that contains the article with its headline.
fn scope<'a>(root: Node<'a>, prose: &Prose<'a>) -> Option<Node<'a>> {
    let holds = |node: &Node<'_>| prose.letters_in(node) * 2 >= prose.letters();
    let headline = root.descendants().into_iter().find(|it| is(it, &["h1"]) && prose.weight(it).letters > 0);
    let around = |node: Node<'a>| {
        let outer: Vec<Node<'a>> = node.ancestors_it(None).filter(holds).collect();
        let body = outer.iter().find(|it| is(it, &["article", "main"])).copied();
        body.or_else(|| outer.first().copied())
    };
    // Without a main headline, it is a few elements further out.
    let beyond = |node: Node<'a>| {
        let outer = node.ancestors_it(None).filter(holds).take(4);
        let outer: Vec<Node<'a>> = outer.take_while(|it| !is(it, &["body", "html"])).collect();
        outer.last().copied()
    };
    headline
        .and_then(around)
        .or_else(|| prose.paragraphs.first().and_then(|it| beyond(it.node).or_else(|| around(it.node))))
}

/// Whether an element, or one around it, belongs to something other than the start and end of the article.
fn stands_apart(node: &Node<'_>, scope: &Node<'_>, prose: &Prose<'_>, label: &str) -> bool {
    let outer = node.ancestors_it(None).take_while(|it| it.id != scope.id);
    // A table may tell the author beside the word "Author".
    let is_labelled = author::is_label(label) || date::event_of_label(label).is_some();
    std::iter::once(*node).chain(outer).any(|it| {
        is(&it, &["aside", "nav", "figure", "figcaption", "blockquote", "form"])
            || is(&it, &["table"]) && !(is_labelled && prose.weight(&it).letters <= MAX_LENGTH)
            || is(&it, &["a"]) && it.id != node.id && says_more(&it, node)
            || is(&it, &["li", "article", "section", "div"]) && is_story(&it, prose)
    })
}

/// Whether a link has more words than this element and others like it: it is then a headline that leads elsewhere.
fn says_more(link: &Node<'_>, node: &Node<'_>) -> bool {
    let times: usize = link
        .descendants_it()
        .filter(|it| is(it, &["time"]))
        .map(|it| tree::text(&it).chars().count() + 1)
        .sum();
    tree::text(link).chars().count() > times.max(tree::text(node).chars().count()) + 6
}

/// The date that an element shows, and how unreliable it is.
fn dated(
    node: &Node<'_>,
    words: &str,
    label: &str,
    part: LinePosition,
    is_own: bool,
) -> Option<(usize, String)> {
    let is_time = is(node, &["time"]);
    let stated = || {
        ["datetime", "content", "data-datetime", "title"].iter().find_map(|it| date::find(&node.attr(it)?))
    };
    let written = || date::of_publication(words);
    let (event, found) = if is_time || node.has_attr("itemprop") {
        stated().map(|it| (date::event_before(words), it)).or_else(written)?
    } else {
        written()?
    };
    // Older dates are what an article is about.
    if found.as_str() < "1990" {
        return None;
    }
    let itemprop = attribute(node, "itemprop");
    if itemprop == "datepublished" {
        return Some((0, found));
    }
    if itemprop == "datemodified" {
        return Some((6, found));
    }
    let groups = tree::groups(node);
    let named = |names: &[&str]| names.iter().any(|it| has_words(&groups, it));
    let event = event
        .or_else(|| date::event_of_label(label))
        .or_else(|| date::event_before(label).filter(|_| is_time && label.len() <= MAX_LENGTH / 2))
        .or_else(|| named(&["updated", "modified"]).then_some(Event::Updated))
        .or_else(|| {
            let is_first = named(&["published", "pubdate", "posted", "publish", "created"]);
            (is_first || node.has_attr("pubdate")).then_some(Event::Published)
        });
    let (is_first, is_update) = (event == Some(Event::Published), event == Some(Event::Updated));
    let is_dated = named(&["date", "time", "timestamp", "dateline", "datetime"]);
    let is_line = is_own && tree::is_leaf(node) && words.chars().count() <= MAX_LENGTH;
    let rank = match part {
        _ if is_time && is_first => 1,
        LinePosition::Top if is_time && !is_update => 2,
        LinePosition::Top if is_line && is_first && !is_update => 2,
        LinePosition::Top if is_line && is_dated && !is_update => 3,
        LinePosition::Top if is_line && !is_update => 4,
        LinePosition::Top if is_time || is_line && is_update => 5,
        LinePosition::Bottom if is_line && is_first => 6,
        LinePosition::Bottom if is_time && !is_update => 7,
        _ => return None,
    };
    Some((rank, found))
}

/// Whether an element names the author, and how unreliable it is.
fn names_author(
    node: &Node<'_>,
    words: &str,
    label: &str,
    part: LinePosition,
    is_own: bool,
) -> Option<usize> {
    if words.is_empty() && !node.has_attr("content") {
        return None;
    }
    let itemprop = attribute(node, "itemprop");
    let in_author = || node.ancestors_it(Some(3)).any(|it| attribute(&it, "itemprop").contains("author"));
    if itemprop == "name" && in_author() {
        return Some(0);
    }
    if itemprop.split_whitespace().any(|it| it == "author" || it == "creator") {
        return Some(1);
    }
    if attribute(node, "rel").split_whitespace().any(|it| it == "author") {
        return Some(1);
    }
    let groups = tree::groups(node);
    let has = |names: &[&str]| names.iter().any(|it| has_words(&groups, it));
    if part != LinePosition::Middle
        && has(&["author-name", "byline-name", "byline-author", "authorname", "contributor-name"])
    {
        return Some(2);
    }
    // "Ann Lee" and "Chief reporter" may be lines of one byline.
    let is_line_of_byline = || {
        let mut outer = node.ancestors_it(Some(2));
        tree::is_leaf(node) && outer.any(|it| BYLINES.iter().any(|name| has_words(&tree::groups(&it), name)))
    };
    if part == LinePosition::Top && (has(BYLINES) || is_line_of_byline()) {
        return Some(3);
    }
    if part == LinePosition::Top && is_own && is(node, &["a"]) && leads_to_author(&attribute(node, "href")) {
        return Some(3);
    }
    let is_line = is_own && words.chars().count() <= 100 && !words.ends_with('.');
    let is_labelled = author::is_labelled(words) || tree::is_leaf(node) && author::is_label(label);
    if part == LinePosition::Top && is_line && is_labelled {
        return Some(4);
    }
    // "Ann Lee · 22 May 2026", or the date in the next line.
    let next = node.next_element_sibling().filter(|it| it.text().len() < 60);
    let is_pair = words.contains(['·', '|', '•']) && date::find(words).is_some()
        || next.is_some_and(|it| date::find(&tree::text(&it)).is_some());
    if part == LinePosition::Top && is_line && is_pair && tree::is_leaf(node) && !is_headline(node, words) {
        return Some(5);
    }
    (part == LinePosition::Bottom && is_line && tree::is_leaf(node) && is_labelled).then_some(6)
}

/// Whether an address is that of someone who writes: "/by/ann-lee", "/@annlee".
fn leads_to_author(address: &str) -> bool {
    const PLACES: &[&str] = &[
        "/@",
        "/author/",
        "/authors/",
        "/by/",
        "/profile/",
        "/profiles/",
        "/staff/",
        "/contributors/",
        "/journalists/",
    ];
    let path = address.split(['?', '#']).next().unwrap_or_default();
    PLACES.iter().any(|it| path.split_once(it).is_some_and(|(_, name)| !name.trim_matches('/').contains('/')))
}

/// Whether the words are the headline: a date may be in the line below it, too.
fn is_headline(node: &Node<'_>, words: &str) -> bool {
    let root = node.ancestors_it(None).last();
    let title = root.and_then(|it| it.descendants_it().find(|it| is(it, &["title"])));
    let title = title.map(|it| tree::text(&it)).unwrap_or_default();
    // The name of the site may follow.
    is(node, &["h1"]) || title.starts_with(words) && 2 * words.len() >= title.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "<p>The harbour board met on Monday to hear what Mary Cole had found in the ledgers on 3 April 2020, and nobody spoke.</p>";

    fn check(above: &str, below: &str, author: Option<&str>, published: Option<&str>) {
        let page = Document::from(format!(
            "<header>Site 1 January 2001</header><main><h1>The tide</h1>{above}{}{below}</main><aside><time datetime=2019-01-01>x</time></aside>",
            PROSE.repeat(4)
        ));
        let front = read(&page);
        assert_eq!(front.published.as_deref(), published, "{above} {below}");
        assert_eq!(
            front.authors.iter().find_map(|it| author::names(it, None)).as_deref(),
            author,
            "{above} {below}"
        );
    }

    #[test]
    fn the_front_tells_author_and_date() {
        check("<p>By Ann Lee</p><p>22 May 2026</p>", "", Some("Ann Lee"), Some("2026-05-22"));
        check(
            "<div class=byline>Ann Lee <time datetime=2026-05-22>Friday</time></div>",
            "",
            Some("Ann Lee"),
            Some("2026-05-22"),
        );
        check(
            "<p>Updated <time datetime=2026-05-23>23 May</time>, first published <time itemprop=datePublished datetime=2026-05-22>22 May</time></p>",
            "",
            None,
            Some("2026-05-22"),
        );
        check(
            "<span itemprop=author><span itemprop=name>Ann Lee</span>, 3 March 2026</span>",
            "",
            Some("Ann Lee"),
            Some("2026-03-03"),
        );
        check(
            "",
            "<p>Posted on 5 May 2026</p><p>Reporting by Ann Lee</p>",
            Some("Ann Lee"),
            Some("2026-05-05"),
        );
        check("", "", None, None);
    }

    #[test]
    fn the_front_of_a_page_for_printers_and_links_to_the_author_are_read() {
        check("<b>By Ann Lee</b><br>Friday, May 22, 2026<br><br>", "", Some("Ann Lee"), Some("2026-05-22"));
        check(
            "<div><a href=https://x.example/@ann>Ann Lee</a><span>·</span><a href=#>Follow</a></div><div>4 min · May 22, 2026</div>",
            "",
            Some("Ann Lee"),
            Some("2026-05-22"),
        );
        check(
            "",
            "<p>(Reporting by Ann Lee in Arden; Editing by Jo Park)</p><p>Our Standards: The Thomson Reuters Trust Principles.</p>",
            Some("Ann Lee"),
            None,
        );
        check("<div><a href=/by/year/1902>Port Arden</a></div>", "", None, None);
    }

    #[test]
    fn a_headline_above_a_date_names_no_author() {
        for headline in
            ["<h1>Mayor Cole, Ann Lee Are Back</h1>", "<div class=t>Mayor Cole, Ann Lee Are Back</div>"]
        {
            let page = Document::from(format!(
                "<title>Mayor Cole, Ann Lee Are Back | Courier</title><main>{headline}<div>22 May 2026</div>{}</main>",
                PROSE.repeat(4)
            ));
            let front = read(&page);
            assert_eq!(front.authors.iter().find_map(|it| author::names(it, None)), None, "{headline}");
            assert_eq!(front.published.as_deref(), Some("2026-05-22"));
        }
    }

    #[test]
    fn labels_tell_which_name_and_which_date() {
        for front in [
            "<dl><dt>Updated</dt><dd>23 May 2026</dd><dt>Published</dt><dd>22 May 2026</dd><dt>Author</dt><dd>Ann Lee</dd></dl>",
            "<table><tr><th>Author:<td>Ann Lee<tr><th>Updated:<td>23 May 2026<tr><th>Posted:<td>22 May 2026</table>",
            "<ul><li><b>Words</b> <span>Ann Lee</span></li><li>Updated 23 May 2026. First published 22 May 2026</li></ul>",
            "<p>By</p><p>Ann Lee</p><p>Updated <time datetime=2026-05-23>x</time>. First published <time datetime=2026-05-22>x</time></p>",
            "<div class=byline><div>Ann Lee</div><div>Chief reporter</div></div><p>22 May 2026</p>",
            "<div>Written by</div><div><a href=/a>Ann Lee</a></div><div><span>Last updated: 23 May 2026</span><span>22 May 2026</span></div>",
        ] {
            check(front, "", Some("Ann Lee"), Some("2026-05-22"));
        }
        check("<table><tr><td>Ann Lee<td>5 May 2021</table>", "", None, None);
    }

    #[test]
    fn other_stories_tell_nothing() {
        for other in [
            "<div><h3><a href=/x>Ferry sinks</a></h3><time datetime=2026-01-05>Jan 5</time><span class=author>Jo Park</span></div>",
            "<a href=/x>Ferry sinks <time datetime=2026-01-05>Jan 5</time></a>",
            "<figure><figcaption>The quay on 5 May 2021. By Jo Park</figcaption></figure>",
        ] {
            check(other, other, None, None);
        }
    }
}
