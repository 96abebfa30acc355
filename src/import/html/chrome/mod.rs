//! Removes what surrounds the article in a page, as shown by names, roles or headings: menus, share buttons,
//! newsletters, related stories, comments, boxes about the author, advertisements.
//!
//! The search itself recognizes much of it, but puts it back if it finds little else. The element with most of the
//! page's prose stays, whatever it is called.

mod consent;
mod heading;
mod named;
mod reply;

pub(super) use consent::asks;

use dom_query::Document;
use heading::is_heading;
use named::{is_beside, is_chrome};

use crate::import::html::prose::Prose;
use crate::import::html::story;
use crate::import::html::tree::{Node, Weight, attribute, is};

/// An article has at least this many letters; a teaser has fewer.
const ARTICLE: usize = 400;

/// Removes the chrome.
pub(super) fn strip(page: &Document) {
    let root = page.root();
    let prose = Prose::read(root);
    let weight = prose.weight(&root);
    let articles = root.descendants().into_iter().filter(is_article).collect();
    let view = View { plain: weight.letters - weight.linked, prose, articles };
    for node in root.descendants() {
        if !node.is_element() || !is_attached(&node, &root) {
            continue;
        }
        if is_chrome(&node) || named::asks_for_address(&node, view.prose.weight(&node).letters) {
            if view.may_go(&node) {
                node.remove_from_parent();
            }
        } else if view.asks_for_consent(&node) || is_beside(&node) && view.has_article_beside(&node) {
            node.remove_from_parent();
        } else if is_heading(&node) {
            view.strip_below(&node);
        }
    }
    story::strip(root, &view.prose);
    reply::strip(root, &view);
}

/// What is known about a page.
struct View<'a> {
    prose: Prose<'a>,
    /// The letters of the whole page that are not in links.
    plain: usize,
    /// Elements that say that they are an article.
    articles: Vec<Node<'a>>,
}

fn is_article(node: &Node<'_>) -> bool {
    is(node, &["article"]) || attribute(node, "itemprop").split_whitespace().any(|it| it == "articlebody")
}

impl View<'_> {
    /// Whether it contains no large part of the page's prose, or of its text if none of the text reads like prose.
    fn may_go(&self, node: &Node<'_>) -> bool {
        let own = self.prose.letters_in(node);
        let plain = |it: Weight| it.letters - it.linked;
        (own == 0 || own * 10 < self.prose.letters() * 4)
            && plain(self.prose.weight(node)) * 10 < self.plain * 5
    }

    /// Whether the page has an article outside an element.
    fn has_article_beside(&self, node: &Node<'_>) -> bool {
        let outside = |it: &Node<'_>| {
            let place = self.prose.within(it);
            let own = self.prose.within(node);
            place.end <= own.start || own.end <= place.start
        };
        let inner = node.ancestors_it(None).any(|it| is_article(&it));
        !inner && self.articles.iter().any(|it| outside(it) && self.prose.letters_in(it) >= ARTICLE)
    }
}

fn is_attached(node: &Node<'_>, root: &Node<'_>) -> bool {
    node.ancestors_it(None).last().is_some_and(|it| it.id == root.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::tree;

    const PROSE: &str = "<p>The harbour board met on Monday to hear what Mary Cole had found in the ledgers, and nobody spoke.</p>\
        <p>Not one of the sums agreed with the next, she said, however long she looked at it, with or without her glasses.</p>";

    fn check(around: &str, gone: &str) {
        let page = Document::from(format!("<article>{PROSE}{PROSE}{around}{PROSE}{PROSE}</article>"));
        strip(&page);
        let text = tree::text(&page.root());
        assert_eq!(text.matches("Mary Cole").count(), 4, "{around}: {text}");
        assert_eq!(text.contains("Gone"), gone != "gone", "{around}: {text}");
    }

    #[test]
    fn what_is_named_as_chrome_goes() {
        for it in [
            "<div class=share-tools>Gone</div>",
            "<div class='c-newsletter__box'><p>Gone</p></div>",
            "<amp-ad>Gone</amp-ad>",
            "<section aria-label=Breadcrumb>Gone</section>",
            "<div role=dialog>Gone</div>",
            "<div id=relatedArticles><a href=x>Gone</a></div>",
            "<div class=x><h3>The Morning</h3><p>Gone to your inbox every weekday.</p><label>Address</label><input type=email></div>",
            "<form><p>Gone.</p><input placeholder='Your e-mail'></form>",
            "<div data-component=tags><a href=/t>Gone</a></div>",
        ] {
            check(it, "gone");
        }
        for it in [
            "<div class=share-price>Gone up</div>",
            "<p class=has-related>Gone</p>",
            "<div class=readable>Gone</div>",
            "<div><p>Gone.</p><input type=text name=search></div>",
        ] {
            check(it, "stays");
        }
    }

    #[test]
    fn what_holds_most_of_the_text_stays_whatever_it_is_called() {
        let page = Document::from(format!("<div class=related>{PROSE}{PROSE}</div><p>Short."));
        strip(&page);
        assert!(tree::text(&page.root()).contains("Mary Cole"));
    }

    #[test]
    fn what_stands_beside_an_article_goes_however_much_it_is() {
        let news = "<p>Gone, said the mayor of Arden on Monday, is the bridge that nobody had crossed for years.</p>";
        for aside in ["<aside>N</aside>", "<div class=sidebar>N</div>", "<div role=complementary>N</div>"] {
            let aside = aside.replace('N', &news.repeat(30));
            let page = Document::from(format!("<article>{}</article>{aside}", PROSE.repeat(4)));
            strip(&page);
            let text = tree::text(&page.root());
            assert!(text.contains("Mary Cole") && !text.contains("Gone"), "{text}");
            let page = Document::from(format!("<article>{PROSE}</article>{aside}"));
            strip(&page);
            assert!(tree::text(&page.root()).contains("Gone"), "a teaser is no article");
        }
    }

    #[test]
    fn questions_for_consent_go_and_an_article_about_them_stays() {
        let asks = "<p>We and our partners store information on your device, such as cookies.</p><p>They process personal data for many purposes.</p>";
        let page = |page: &str| {
            let page = Document::from(page);
            strip(&page);
            tree::text(&page.root())
        };
        let text = page(&format!(
            "<div><div class=x><h2>Gone</h2>{}</div><div>{}</div></div>",
            asks.repeat(9),
            PROSE.repeat(2)
        ));
        assert!(!text.contains("Gone") && text.contains("Mary Cole"), "{text}");
        let text = page(&format!(
            "<article><h1>Gone</h1><div>{}</div></article><div>{}</div>",
            asks.repeat(9),
            PROSE.repeat(2)
        ));
        assert!(text.contains("Gone") && text.contains("your device"), "{text}");
    }

    #[test]
    fn boxes_go_with_their_headings() {
        check("<div><h3>Related stories</h3><ul><li><a href=x>Gone</a></ul></div>", "gone");
        check("<h3>You may also like</h3><ul><li><a href=x>Gone</a></ul>", "gone");
        check("<div><h4>Sign up to our newsletter</h4><p>Gone</p></div>", "gone");
        check("<h3>Related powers</h3><p>Gone</p>", "stays");
    }

    #[test]
    fn comments_end_the_article_under_any_name() {
        let page = Document::from(format!(
            "<article>{PROSE}{PROSE}<div class=zone><h3>3 Comments</h3><div><p>Gone are the days of Cole.</p></div></div></article>"
        ));
        strip(&page);
        assert!(!tree::text(&page.root()).contains("Gone"));
        let replies = "<div class=r><b>Jo</b> <p>Gone are the days when one could trust a ledger, or a board, I say.</p><a href=#>Reply</a></div>".repeat(3);
        check(&format!("<div class=zone>{replies}</div>"), "gone");
    }
}
