//! Compares what the search found with the page: looks again where the article must stand if too little came out, and puts back
//! paragraphs that it left out between the others.

use std::collections::{BTreeSet, HashMap};

use dom_query::{Document, NodeId};

use crate::import::html::article::{Article, search};
use crate::import::html::mend::LINK;
use crate::import::html::tree::{self, Node, Paragraph, Weight, attribute, has_words, is};

/// The number that a paragraph carries through the search.
const MARK: &str = "data-byline-at";

/// A longer result is an article, though it may be the wrong one.
const SHORT: usize = 1500;

/// Headlines of other pages from which on a page without much prose is a list of them.
const LINKED_HEADLINE: std::ops::Range<usize> = 20..160;

/// The best article of a page.
pub(super) fn best(page: &Document) -> Article {
    let root = page.root();
    let weights = tree::weights(root);
    let prose = tree::prose(root, &weights);
    for node in root.descendants().iter().filter(|it| it.has_attr(MARK)) {
        node.remove_attr(MARK);
    }
    for (number, paragraph) in prose.iter().enumerate() {
        paragraph.node.set_attr(MARK, &number.to_string());
    }
    let view = View { root, weights, prose };
    let mut found = search(&page.html()).unwrap_or_default();
    let mut marks = view.marks(&found.content);
    if let Some(place) = view.better(&marks, &found) {
        let again = view.search_in(&place);
        found.content = again;
        marks = view.marks(&found.content);
    }
    found.content = view.filled(&found.content, &mut marks);
    found.letters = view.letters(&marks);
    found.n_headlines = view.n_headlines();
    found
}

/// A page with its paragraphs numbered.
struct View<'a> {
    root: Node<'a>,
    weights: HashMap<NodeId, Weight>,
    prose: Vec<Paragraph<'a>>,
}

impl<'a> View<'a> {
    /// The numbers of the paragraphs that a piece of HTML has.
    fn marks(&self, html: &str) -> BTreeSet<usize> {
        let piece = Document::from(html);
        let marked = piece.root().descendants();
        let numbers = marked.iter().filter_map(|it| it.attr(MARK)?.parse::<usize>().ok());
        numbers.filter(|&it| it < self.prose.len()).collect()
    }

    fn letters(&self, marks: &BTreeSet<usize>) -> usize {
        marks.iter().map(|&it| self.prose[it].weight.letters).sum()
    }

    fn numbers_in(&self, node: &Node<'_>) -> BTreeSet<usize> {
        let numbers = self.prose.iter().enumerate();
        numbers.filter(|(_, it)| tree::is_within(&it.node, node)).map(|(number, _)| number).collect()
    }

    fn weight(&self, node: &Node<'_>) -> Weight {
        self.weights.get(&node.id).copied().unwrap_or_default()
    }

    /// Where far more prose stands than was found, if that is little or stands elsewhere.
    fn better(&self, marks: &BTreeSet<usize>, found: &Article) -> Option<Node<'a>> {
        let length = found.content.len().min(self.letters(marks).max(1) * 4);
        let own = self.letters(marks);
        let (place, inside) = self
            .bodies()
            .into_iter()
            .map(|it| (it, self.numbers_in(&it)))
            .max_by_key(|(_, it)| self.letters(it))?;
        let there = self.letters(&inside);
        let common: BTreeSet<usize> = inside.intersection(marks).copied().collect();
        let is_elsewhere = self.letters(&common) * 5 < own;
        let is_short = own < SHORT && length < 4 * SHORT;
        ((is_short || is_elsewhere) && there > 2 * own && there > 100).then_some(place)
    }

    /// Elements that pages keep their article in, and the one that has the most paragraphs as its children.
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
        // Teasers of a list stand in articles, too: one of many like it is no place for the article.
        let total: usize = tree::letters(&self.prose);
        bodies.retain(|it| self.letters(&self.numbers_in(it)) * 2 > total);
        let mut sums: HashMap<NodeId, (usize, Node<'a>)> = HashMap::new();
        for paragraph in &self.prose {
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

    /// The article as the search finds it where nothing else is; all that stands there if it still leaves out half.
    fn search_in(&self, place: &Node<'_>) -> String {
        let body = place.html();
        let found = search(&format!("<html><body><div>{body}</div></body></html>")).unwrap_or_default();
        let inside = self.letters(&self.numbers_in(place));
        if self.letters(&self.marks(&found.content)) * 10 < inside * 6 {
            body.to_string()
        } else {
            found.content
        }
    }

    /// The content with the paragraphs that belong between and beside its own; their numbers are added.
    fn filled(&self, content: &str, marks: &mut BTreeSet<usize>) -> String {
        let (Some(&first), Some(&last)) = (marks.first(), marks.last()) else { return content.to_owned() };
        let Some(common) = self.common(marks) else { return content.to_owned() };
        let is_body = |it: &Node<'_>| {
            is(it, &["article", "main"])
                || attribute(it, "role") == "main"
                || attribute(it, "itemprop") == "articlebody"
        };
        let body = std::iter::once(common).chain(common.ancestors_it(None)).find(is_body);
        let place = body.unwrap_or(common);
        let mut pieces: Vec<(usize, Node<'_>)> = Vec::new();
        let mut added = BTreeSet::new();
        for number in 0..self.prose.len() {
            let is_between = first < number && number < last;
            if marks.contains(&number) || added.contains(&number) || !is_between && body.is_none() {
                continue;
            }
            let Some(piece) = self.piece(number, &place, marks) else { continue };
            added.extend(self.numbers_in(&piece));
            pieces.push((number, piece));
        }
        // More than all that was found is no gap in it.
        if pieces.is_empty() || self.letters(&added) > self.letters(marks) {
            return content.to_owned();
        }
        let page = Document::from(content);
        let placed: Vec<(usize, Node<'_>)> = {
            let nodes = page.root().descendants();
            let numbered = nodes.into_iter().filter_map(|it| Some((it.attr(MARK)?.parse().ok()?, it)));
            numbered.collect()
        };
        // Backwards, so that pieces with one place keep their order.
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
        let node = self.prose.get(middle)?.node;
        node.ancestors_it(None).find(|it| {
            let inside: BTreeSet<usize> = self.numbers_in(it).intersection(marks).copied().collect();
            self.letters(&inside) * 10 >= all * 9
        })
    }

    /// The largest element around a paragraph that the search left out as a whole, if it is a part of the article.
    fn piece(&self, number: usize, place: &Node<'_>, marks: &BTreeSet<usize>) -> Option<Node<'a>> {
        let node = self.prose.get(number)?.node;
        if !tree::is_within(&node, place) || node.id == place.id {
            return None;
        }
        let mut piece = node;
        while let Some(parent) = piece.parent().filter(|it| it.id != place.id) {
            if !self.numbers_in(&parent).is_disjoint(marks) {
                break;
            }
            piece = parent;
        }
        let inner = self.letters(&self.numbers_in(&piece));
        let weight = self.weight(&piece);
        let is_running = inner * 10 >= weight.letters * 8 && weight.link_share() < 0.4;
        let outer = piece.ancestors_it(None).take_while(|it| it.id != place.id);
        let stands_apart = std::iter::once(piece).chain(outer).any(|it| is_apart(&it)) || is_apart(&node);
        let words = tree::text(&node);
        let is_twice = marks
            .iter()
            .any(|&it| tree::text(&self.prose[it].node).starts_with(words.trim_end_matches(['.', '…'])));
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

/// Whether an element is one that stands beside an article's text.
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
