//! Compares what the search found with the page: if too little was found, looks again where the article must be; and
//! restores paragraphs that the search left out between the others.

use std::collections::{BTreeSet, HashMap, HashSet};

use dom_query::{Document, NodeId};

use crate::import::html::article::{Article, search};
use crate::import::html::mend::LINK;
use crate::import::html::prose::Prose;
use crate::import::html::tree::{self, Node, attribute, has_words, is};

/// The attribute in which a paragraph carries its number through the search.
const MARK: &str = "data-byline-at";

/// A longer result is an article, though it may be the wrong one.
const SHORT: usize = 1500;

/// Running text has at least this many paragraphs side by side, or this many letters in one.
const MIN_RUN: usize = 3;
const LONG: usize = 400;

/// With fewer letters, no article was lost.
const MIN_LETTERS: usize = 100;

/// Paragraphs with this many equal characters at the start count as one.
const SAME: usize = 40;

/// The length of headlines of other pages; on a page without much prose, many of them mean a list.
const LINKED_HEADLINE: std::ops::Range<usize> = 20..160;

/// The best article of a page.
pub(super) fn best(page: &Document) -> Article {
    let root = page.root();
    let prose = Prose::read(root);
    for node in root.descendants().iter().filter(|it| it.has_attr(MARK)) {
        node.remove_attr(MARK);
    }
    for (number, paragraph) in prose.paragraphs.iter().enumerate() {
        paragraph.node.set_attr(MARK, &number.to_string());
    }
    let view = View { root, prose };
    let mut found = search(&page.html()).unwrap_or_default();
    let mut marks = view.marks(&found.content);
    if let Some(place) = view.better(&marks) {
        let again = view.search_in(&place);
        found.content = again;
        marks = view.marks(&found.content);
    }
    found.content = view.filled(&found.content, &mut marks);
    found.letters = view.letters(&marks);
    found.n_paragraphs = marks.len();
    found.longest_run = view.longest_run(&marks);
    found.n_headlines = view.n_headlines();
    found
}

/// A page with its paragraphs numbered.
struct View<'a> {
    root: Node<'a>,
    prose: Prose<'a>,
}

impl<'a> View<'a> {
    /// The numbers of the paragraphs in a piece of HTML.
    fn marks(&self, html: &str) -> BTreeSet<usize> {
        let piece = Document::from(html);
        let marked = piece.root().descendants();
        let numbers = marked.iter().filter_map(|it| it.attr(MARK)?.parse::<usize>().ok());
        numbers.filter(|&it| it < self.prose.paragraphs.len()).collect()
    }

    fn letters(&self, marks: &BTreeSet<usize>) -> usize {
        marks.iter().map(|&it| self.prose.paragraphs[it].weight.letters).sum()
    }

    /// The most letters of paragraphs that have one parent, if there are some of them.
    fn longest_run(&self, marks: &BTreeSet<usize>) -> usize {
        let mut runs: HashMap<NodeId, (usize, usize)> = HashMap::new();
        for paragraph in marks.iter().map(|&it| &self.prose.paragraphs[it]) {
            if let Some(parent) = paragraph.node.parent() {
                let run = runs.entry(parent.id).or_default();
                *run = (run.0 + 1, run.1 + paragraph.weight.letters);
            }
        }
        runs.into_values()
            .filter(|(n, letters)| *n >= MIN_RUN || *letters >= LONG)
            .map(|(_, letters)| letters)
            .max()
            .unwrap_or_default()
    }

    /// The letters of those paragraphs that are inside an element.
    fn letters_of(&self, marks: &BTreeSet<usize>, node: &Node<'_>) -> usize {
        marks.range(self.prose.within(node)).map(|&it| self.prose.paragraphs[it].weight.letters).sum()
    }

    /// Whether one of the paragraphs is inside an element.
    fn holds(&self, node: &Node<'_>, marks: &BTreeSet<usize>) -> bool {
        marks.range(self.prose.within(node)).next().is_some()
    }

    /// The element with far more prose than was found, if what was found is little or is elsewhere.
    fn better(&self, marks: &BTreeSet<usize>) -> Option<Node<'a>> {
        let own = self.letters(marks);
        let place = self.bodies().into_iter().max_by_key(|it| self.prose.letters_in(it))?;
        let there = self.prose.letters_in(&place);
        let is_elsewhere = self.letters_of(marks, &place) * 5 < own;
        ((own < SHORT || is_elsewhere) && there > 2 * own && there > MIN_LETTERS).then_some(place)
    }

    /// Elements in which pages keep their article, and the one with the most paragraphs as children.
    fn bodies(&self) -> Vec<Node<'a>> {
        const NAMES: &[&str] = &[
            "entry-content",
            "article-body",
            "article-content",
            "article-text",
            "post-content",
            "post-body",
            "story-body",
            "story-content",
            "story-text",
            "content-body",
            "body-copy",
            "main-content",
        ];
        let is_body = |it: &Node<'_>| {
            attribute(it, "itemprop").split_whitespace().any(|it| it == "articlebody")
                || is(it, &["article", "main"])
                || attribute(it, "role") == "main"
                || is(it, &["div", "section"]) && {
                    let groups = tree::groups(it);
                    NAMES.iter().any(|it| has_words(&groups, it))
                }
        };
        let mut bodies: Vec<Node<'a>> = self.root.descendants().into_iter().filter(is_body).collect();
        // Teasers in a list are articles, too; an element that is one of many is not the place of the article.
        let total = self.prose.letters();
        bodies.retain(|it| self.prose.letters_in(it) * 2 > total);
        let mut sums: HashMap<NodeId, (usize, Node<'a>)> = HashMap::new();
        for paragraph in &self.prose.paragraphs {
            for (share, outer) in [2, 1].into_iter().zip(paragraph.node.ancestors_it(Some(2))) {
                if is(&outer, &["html"]) {
                    continue;
                }
                let entry = sums.entry(outer.id).or_insert((0, outer));
                entry.0 += share * paragraph.weight.letters;
            }
        }
        bodies.extend(
            sums.into_values()
                .max_by_key(|(sum, node)| (*sum, std::cmp::Reverse(node.id)))
                .map(|(_, node)| node),
        );
        bodies
    }

    /// The article that the search finds if there is nothing else; everything in that place if the search still
    /// leaves out half.
    fn search_in(&self, place: &Node<'_>) -> String {
        let body = place.html();
        let found = search(&format!("<html><body><div>{body}</div></body></html>")).unwrap_or_default();
        let inside = self.prose.letters_in(place);
        if self.letters(&self.marks(&found.content)) * 10 < inside * 6 {
            body.to_string()
        } else {
            found.content
        }
    }

    /// The content with the paragraphs that belong between and beside its own; adds their numbers to `marks`.
    fn filled(&self, content: &str, marks: &mut BTreeSet<usize>) -> String {
        let (Some(&first), Some(&last)) = (marks.first(), marks.last()) else { return content.to_owned() };
        let Some(common) = self.common(marks) else { return content.to_owned() };
        let is_body = |it: &Node<'_>| {
            is(it, &["article", "main"])
                || attribute(it, "role") == "main"
                || attribute(it, "itemprop") == "articlebody"
        };
        let body = std::iter::once(common).chain(common.ancestors_it(None)).find(is_body);
        // Without one, where more prose is than in the smallest element that contains all of it.
        let beyond = || {
            common.ancestors_it(None).find(|it| self.prose.letters_in(it) > self.prose.letters_in(&common))
        };
        let outside = |it: Node<'a>| it.parent().filter(|_| is(&it, &["article"])).unwrap_or(it);
        let place = body.map(outside).or_else(beyond).unwrap_or(common);
        let found: HashSet<String> = marks.iter().map(|&it| start(&self.prose.paragraphs[it].node)).collect();
        let mut pieces: Vec<(usize, Node<'_>)> = Vec::new();
        let mut added = BTreeSet::new();
        for number in 0..self.prose.paragraphs.len() {
            let is_between = first < number && number < last;
            if marks.contains(&number) || added.contains(&number) {
                continue;
            }
            let Some(piece) = self.piece(number, &place, marks, &found) else { continue };
            // Beside it, a single paragraph may be anything.
            let is_several = self.prose.within(&piece).len() >= 2;
            let is_inside = body.is_some_and(|it| self.prose.within(&it).contains(&number));
            if !is_between && !is_inside && !is_several {
                continue;
            }
            added.extend(self.prose.within(&piece));
            pieces.push((number, piece));
        }
        // More than everything that was found is not a gap in it.
        if pieces.is_empty() || self.letters(&added) > self.letters(marks) {
            return content.to_owned();
        }
        let page = Document::from(content);
        let placed: Vec<(usize, Node<'_>)> = {
            let nodes = page.root().descendants();
            let numbered = nodes.into_iter().filter_map(|it| Some((it.attr(MARK)?.parse().ok()?, it)));
            numbered.collect()
        };
        // Backwards, so that pieces in one place keep their order.
        for (number, piece) in pieces.iter().rev() {
            let html = piece.html();
            match placed.iter().rfind(|(it, _)| it < number) {
                Some((_, before)) => before.after_html(html),
                None => {
                    if let Some((_, after)) = placed.first() {
                        after.before_html(html);
                    }
                }
            }
        }
        marks.extend(added);
        page.body().map_or_else(|| content.to_owned(), |it| it.inner_html().to_string())
    }

    /// The smallest element with nearly all of the paragraphs.
    fn common(&self, marks: &BTreeSet<usize>) -> Option<Node<'a>> {
        let all = self.letters(marks);
        let middle = *marks.iter().nth(marks.len() / 2)?;
        let node = self.prose.paragraphs.get(middle)?.node;
        node.ancestors_it(None).find(|it| self.letters_of(marks, it) * 10 >= all * 9)
    }

    /// The largest element around a paragraph that the search left out completely, if it is part of the article.
    fn piece(
        &self,
        number: usize,
        place: &Node<'_>,
        marks: &BTreeSet<usize>,
        found: &HashSet<String>,
    ) -> Option<Node<'a>> {
        let node = self.prose.paragraphs.get(number)?.node;
        let holds_others = self.holds(&node, marks);
        let is_within = self.prose.within(place).contains(&number) && node.id != place.id;
        if !is_within || holds_others {
            return None;
        }
        let mut piece = node;
        while let Some(parent) = piece.parent().filter(|it| it.id != place.id) {
            if self.holds(&parent, marks) {
                break;
            }
            piece = parent;
        }
        let inner = self.prose.letters_in(&piece);
        let weight = self.prose.weight(&piece);
        let is_running = inner * 10 >= weight.letters * 8 && weight.link_share() < 0.4;
        let outer = piece.ancestors_it(None).take_while(|it| it.id != place.id);
        let stands_apart = std::iter::once(piece).chain(outer).any(|it| is_apart(&it)) || is_apart(&node);
        let is_twice = found.contains(&start(&node));
        (is_running && !stands_apart && !is_twice).then_some(piece)
    }

    /// Links that read like headlines of other pages.
    fn n_headlines(&self) -> usize {
        let is_headline = |it: &Node<'_>| {
            let words = tree::text(it);
            LINKED_HEADLINE.contains(&words.chars().count())
                && words.split(' ').count() >= 4
                && !it.ancestors_it(None).any(|it| is(&it, &["nav", "footer", "aside"]) || is(&it, &["p"]))
        };
        let links = self.root.descendants().into_iter().filter(|it| is(it, &["a"]) && is_headline(it));
        let targets: BTreeSet<String> =
            links.filter_map(|it| it.attr("href").map(|it| it.to_string())).collect();
        targets.len()
    }
}

/// The start of a paragraph; summaries repeat the starts of others.
fn start(node: &Node<'_>) -> String {
    tree::text(node).chars().take(SAME).collect()
}

/// Whether an element is one that is usually beside an article's text.
fn is_apart(node: &Node<'_>) -> bool {
    const NAMES: &[&str] = &[
        "sidebar",
        "comment",
        "comments",
        "disclaimer",
        "copyright",
        "legal",
        "author",
        "bio",
        "teaser",
        "promo",
        "widget",
        "footer",
        "related",
        "newsletter",
        "caption",
        "credit",
        "notice",
        "card",
        "subscribe",
        "paywall",
        "cookie",
        "tags",
        "correction",
        "reply",
    ];
    let groups = tree::groups(node);
    is(node, &["aside", "footer", "form", "nav", "table", "figcaption", "figure", "a", LINK])
        || NAMES.iter().any(|it| has_words(&groups, it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(number: usize) -> String {
        format!(
            "<p>Paragraph {number} of the story tells what Mary Cole had found in the ledgers, and that nobody at the table spoke for a while.</p>"
        )
    }

    fn paragraphs(numbers: std::ops::Range<usize>) -> String {
        numbers.map(paragraph).collect()
    }

    fn found(page: &str) -> Vec<usize> {
        let text = tree::text(&Document::from(best(&Document::from(page)).content).root());
        text.split("Paragraph ").skip(1).filter_map(|it| it.split(' ').next()?.parse().ok()).collect()
    }

    #[test]
    fn the_second_half_of_a_split_article_is_put_back_in_order() {
        let page = format!(
            "<main><div><div><div>{}</div></div></div><div><div><div>{}</div></div></div></main>",
            paragraphs(0..12),
            paragraphs(12..15)
        );
        assert_eq!(found(&page), (0..15).collect::<Vec<_>>());
    }

    #[test]
    fn boxes_beside_the_text_are_not_put_back() {
        let page = format!(
            "<main><article>{}<aside>{}</aside>{}</article></main>",
            paragraphs(0..6),
            paragraph(90),
            paragraphs(6..12)
        );
        assert_eq!(found(&page), (0..12).collect::<Vec<_>>());
    }

    #[test]
    fn a_short_find_elsewhere_gives_way_to_the_articles_own_element() {
        let page = format!(
            "<div>{}</div><div itemprop=articleBody role=complementary>{}</div>",
            paragraphs(90..95),
            paragraphs(0..12)
        );
        assert_eq!(found(&page), (0..12).collect::<Vec<_>>());
    }
}
