//! Removes what surrounds the article in a page, as shown by names, roles or headings: menus, share buttons,
//! newsletters, related stories, comments, boxes about the author, advertisements.
//!
//! The search itself recognizes much of it, but puts it back if it finds little else. The element with most of the
//! page's prose stays, whatever it is called.

use std::sync::LazyLock;

use dom_query::Document;
use regex::Regex;

use crate::import::html::prose::{self, Prose};
use crate::import::html::story;
use crate::import::html::tree::{self, Node, Weight, attribute, has_words, is};

/// Elements that are never part of the article.
const TAGS: &[&str] = &[
    "nav",
    "dialog",
    "amp-ad",
    "amp-embed",
    "amp-sticky-ad",
    "amp-consent",
    "amp-sidebar",
    "amp-social-share",
    "amp-user-notification",
    "amp-auto-ads",
    "amp-analytics",
    "amp-pixel",
    "amp-next-page",
    "amp-subscriptions-dialog",
    "amp-lightbox",
    "amp-addthis",
    "amp-recommended-box",
    "menu",
];

/// Words in class or id of elements that are never part of the article; "-" separates adjacent words.
const NAMES: &[&str] = &[
    "audio-player",
    "breadcrumb",
    "breadcrumbs",
    "newsletter",
    "newsletters",
    "mailchimp",
    "sharedaddy",
    "addtoany",
    "addthis",
    "sharethis",
    "share-buttons",
    "share-bar",
    "share-tools",
    "share-links",
    "share-icons",
    "share-this",
    "share-article",
    "share-options",
    "sharing",
    "sharebar",
    "sharing-buttons",
    "social-share",
    "social-sharing",
    "social-links",
    "social-media",
    "social-buttons",
    "social-icons",
    "social-bar",
    "article-share",
    "article-tools",
    "post-share",
    "related",
    "relateds",
    "jp-relatedposts",
    "related-posts",
    "related-articles",
    "related-stories",
    "recommended",
    "recommendation",
    "recommendations",
    "read-more",
    "readmore",
    "read-next",
    "read-also",
    "more-stories",
    "more-from",
    "more-news",
    "most-read",
    "most-popular",
    "most-viewed",
    "mostread",
    "trending",
    "taboola",
    "outbrain",
    "zergnet",
    "promo",
    "promobox",
    "author-bio",
    "author-box",
    "author-card",
    "author-info",
    "author-profile",
    "author-about",
    "about-author",
    "about-the-author",
    "bio-box",
    "byline-bio",
    "writer-bio",
    "comments",
    "comment-list",
    "comment-form",
    "comments-area",
    "comment-section",
    "discussion",
    "disqus",
    "respond",
    "reader-comments",
    "responses",
    "cookie",
    "cookies",
    "cookie-banner",
    "consent",
    "gdpr",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "advertorial",
    "ad",
    "ads",
    "ad-slot",
    "ad-unit",
    "ad-container",
    "adslot",
    "adsbygoogle",
    "dfp",
    "sponsor",
    "sponsored",
    "sponsored-content",
    "tag-list",
    "taglist",
    "post-tags",
    "article-tags",
    "entry-tags",
    "tagcloud",
    "follow-us",
    "site-footer",
    "site-header",
    "pagination",
    "pager",
    "post-navigation",
    "nav-links",
    "skip-link",
    "toolbar",
    "signup",
    "sign-up",
    "subscribe",
    "subscription-box",
    "subscribe-box",
    "donate",
    "donation",
    "donation-box",
    "app-download",
    "download-app",
    "teaser-list",
    "up-next",
    "next-article",
    "popular",
    "inbox",
    "poll",
    "quiz",
    "survey",
    "table-of-contents",
    "text-to-speech",
    "toc",
    "site-nav",
    "masthead-nav",
    "trust-badge",
    "correction-form",
    "print-button",
    "disclaimer",
];

/// Headings after which nothing in the same element belongs to the article.
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^(
            \(?\d*\)?\s*(reader\s+|user\s+)?(comments?|responses|replies|reactions|thoughts)(\s*\(?\d+\)?)?(\s+on\s.*)?
          | (what\s+(readers|people)\s+(are\s+saying|say)|from\s+(the|our)\s+readers|your\s+(views|comments|thoughts)|have\s+your\s+say)
          | (the\s+)?(discussion|conversation)(\s*\(?\d+\)?)?
          | (join|start)\s+the\s+(conversation|discussion|debate) | leave\s+a\s+(reply|comment|response) | (post|add|write)\s+a\s+comment
          | what\s+do\s+you\s+think\?? | (show|view|hide|read)\s+(all\s+)?(\d+\s+)?comments | letters\s+from\s+readers
          | (about|meet)\s+the\s+(authors?|writers?|reporters?) | about\s+(our|this)\s+(reporter|writer|author|columnist)
          | about\s+us | about\s+the\s+\S+(\s\S+)?\s+(courier|herald|times|post|news|gazette|tribune|star|mail)
        )\s*[:.…]?$",
    )
    .expect("a fixed pattern")
});

/// Headings above a list or a box that is not part of the article; what follows it may be.
static BOX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^(
            (more\s+)?related(\s+(articles?|stories|story|posts?|news|coverage|content|reading|topics|links|items))? | (recommended|suggested)(\s+(for\s+you|reading|stories|articles))?
          | (you\s+(may|might)\s+(also\s+)?(like|enjoy|be\s+interested\s+in)|readers\s+also\s+(read|liked)) | more\s+(from|in|on|by|about)\s.{1,60} | more\s+(stories|news|articles|headlines|to\s+read|like\s+this|top\s+stories)
          | (read|see)\s+(also|more|next|this\s+next) | also\s+(read|in\s+the\s+news|on\s+this) | up\s+next | (what\s+to\s+)?read\s+next | in\s+other\s+news | elsewhere\s+on\s.{1,40} | around\s+the\s+web | from\s+(around|across)\s+the\s+web
          | most\s+(read|popular|viewed|commented|shared)(\s+(stories|articles|now|today|this\s+week))? | popular(\s+(now|stories|articles|posts))? | trending(\s+(now|stories|today))? | latest(\s+(news|stories|headlines|articles|from\s.{1,40}))? | top\s+stories | editors?['’]?s?\s+(picks|choice) | don['’]?t\s+miss(\s+out)?
          | (sign\s+up|subscribe|join|get)\s.{0,80}(newsletters?|inbox|emails?|briefing|updates|mailing\s+list|alerts)(\s.{0,40})? | (our\s+|the\s+|daily\s+|weekly\s+|morning\s+|free\s+|join\s+our\s+)*(newsletters?|briefing) | stay\s+(informed|in\s+the\s+loop|up\s+to\s+date|connected) | never\s+miss\s.{1,60} | subscribe(\s+(now|today|to\s.{1,50}))?
          | support\s+the\s+(courier|gazette|guardian|herald|journal|mail|news|observer|post|press|star|times|tribune)
          | share(\s+(this|on|via|the)(\s.{1,30})?)? | follow\s+(us|.{1,30}\s+on\s.{1,20}) | (filed\s+under|tags|topics|tagged|keywords|categories)(\s+.{0,60})? | advertisement | sponsored(\s+(content|links|by\s.{1,40}))? | (support|help|donate)\s+(us|our|local|independent)\s.{1,50} | become\s+a\s+(member|subscriber|supporter)
        )\s*[:.…»›→]?$",
    )
    .expect("a fixed pattern")
});

/// What readers are asked about data of theirs.
static CONSENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)\b(?:stores?|access|storing)\b.{0,60}\bon\s+(?:a|your|the)\s+device\b | \bprocess(?:ing|es)?\b.{0,40}\bpersonal\s+(?:data|information)\b
            | \blegitimate\s+interests?\b | \b(?:we|this\s+(?:web)?site|our\s+partners)\b.{0,40}\buses?\b.{0,30}\bcookies\b
            | \bcookie\s+(?:policy|settings|preferences|notice)\b | \bwithdraw\s+your\s+consent\b | \bconsent\s+to\b.{0,60}\b(?:cookies|processing)\b",
    )
    .expect("a fixed pattern")
});

/// So many letters of other prose are a text of the page.
const CONSENT_BESIDE: usize = 300;

/// An article has at least so many letters; a teaser has fewer.
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
        if is_chrome(&node) {
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
    strip_replies(root, &view);
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

    /// Whether it mostly says what the page stores about its readers, and the page has a text besides.
    fn asks_for_consent(&self, node: &Node<'_>) -> bool {
        let own = &self.prose.paragraphs[self.prose.within(node)];
        let letters = self.prose.letters_in(node);
        let is_box = is(node, &["div", "section", "aside", "form"]);
        if letters == 0 || !is_box || self.prose.letters() < letters + CONSENT_BESIDE {
            return false;
        }
        let asks = own.iter().filter(|it| CONSENT.is_match(&tree::text(&it.node)));
        let n_letters: usize = asks.map(|it| it.weight.letters).sum();
        // An article may be about it.
        let is_of_article = |it: Node<'_>| is(&it, &["article", "h1"]);
        n_letters * 2 >= letters
            && !node.descendants_it().any(is_of_article)
            && !node.ancestors_it(None).any(is_of_article)
    }

    /// Whether the page has an article outside of an element, which does not stand in it.
    fn has_article_beside(&self, node: &Node<'_>) -> bool {
        let outside = |it: &Node<'_>| {
            let place = self.prose.within(it);
            let own = self.prose.within(node);
            place.end <= own.start || own.end <= place.start
        };
        let inner = node.ancestors_it(None).any(|it| is_article(&it));
        !inner && self.articles.iter().any(|it| outside(it) && self.prose.letters_in(it) >= ARTICLE)
    }

    /// Removes a heading that says that something else begins, with everything that belongs to it.
    fn strip_below(&self, heading: &Node<'_>) {
        let words = tree::text(heading);
        if words.chars().count() > 100 {
            return;
        }
        let is_end = AFTER.is_match(&words);
        if !is_end && !BOX.is_match(&words) {
            return;
        }
        // A heading may be wrapped in an element of its own.
        let mut top = *heading;
        while let Some(parent) = top.parent() {
            let is_all = self.prose.weight(&parent).letters <= self.prose.weight(&top).letters + 12;
            if !is_all || is(&parent, &["body", "html", "article", "main"]) {
                break;
            }
            top = parent;
        }
        let mut below = Vec::new();
        let mut next = top.next_sibling();
        while let Some(node) = next {
            next = node.next_sibling();
            if !is_end && (is_heading(&node) || self.is_running(&node)) {
                break;
            }
            below.push(node);
        }
        let own: usize = below.iter().map(|it| self.prose.letters_in(it)).sum();
        // If it is the first thing in a box, the box is removed.
        let parent = top.parent().filter(|it| !is(it, &["body", "html", "article", "main"]));
        if let Some(parent) = parent
            && !is_end
            && top.prev_element_sibling().is_none()
            && self.may_go(&parent)
            && self.prose.letters_in(&parent) * 10 < self.prose.letters() * 3
            && self.prose.weight(&parent).letters < 2500
            && below.iter().all(|it| next_is_none(it, &below))
        {
            parent.remove_from_parent();
            return;
        }
        if own * 10 < self.prose.letters() * 4 && below.iter().all(|it| self.may_go(it)) {
            below.iter().for_each(Node::remove_from_parent);
            top.remove_from_parent();
        }
    }

    /// A paragraph of running text, which a box of links does not have.
    fn is_running(&self, node: &Node<'_>) -> bool {
        is(node, &["p", "blockquote"])
            && prose::is_prose(&tree::text(node))
            && self.prose.weight(node).link_share() < 0.3
    }
}

/// Whether an element is made for what stands beside an article, however much that is.
fn is_beside(node: &Node<'_>) -> bool {
    const NAMES: &[&str] = &["sidebar", "side-bar", "right-rail", "right-column", "secondary"];
    is(node, &["aside"])
        || attribute(node, "role") == "complementary"
        || is(node, &["div", "section"]) && {
            let groups = tree::groups(node);
            NAMES.iter().any(|it| has_words(&groups, it))
        }
}

/// Whether nothing follows except what is listed.
fn next_is_none(node: &Node<'_>, listed: &[Node<'_>]) -> bool {
    node.next_element_sibling().is_none_or(|next| listed.iter().any(|it| it.id == next.id))
}

fn is_attached(node: &Node<'_>, root: &Node<'_>) -> bool {
    node.ancestors_it(None).last().is_some_and(|it| it.id == root.id)
}

fn is_heading(node: &Node<'_>) -> bool {
    is(node, &["h1", "h2", "h3", "h4", "h5", "h6"])
        || is(node, &["strong", "b", "p", "div", "span", "legend"])
            && node.parent().is_some_and(|it| !is(&it, &["p", "li", "td"]))
            && tree::is_leaf(node)
            && node.text().len() < 100
}

fn is_chrome(node: &Node<'_>) -> bool {
    if is(node, &["html", "body", "main", "head", "meta", "link", "script", "figcaption", "h1"]) {
        return false;
    }
    let role = attribute(node, "role");
    if is(node, TAGS)
        || matches!(
            role.as_str(),
            "dialog"
                | "alertdialog"
                | "navigation"
                | "search"
                | "menu"
                | "menubar"
                | "toolbar"
                | "contentinfo"
        )
        || attribute(node, "aria-modal") == "true"
        || attribute(node, "itemtype").ends_with("breadcrumblist")
        || attribute(node, "itemprop") == "comment"
        || matches!(
            attribute(node, "aria-label").as_str(),
            "breadcrumb" | "breadcrumbs" | "advertisement" | "share" | "comments"
        )
    {
        return true;
    }
    if is(node, &["article", "p", "a", "span", "em", "b", "strong", "i", "time"]) && !is(node, &["p"]) {
        return false;
    }
    let groups = tree::groups(node);
    // "comments-enabled", "has-related" and "no-ads" describe what is elsewhere.
    let groups: Vec<Vec<String>> = groups
        .into_iter()
        .filter(|it| {
            !it.iter().any(|word| {
                matches!(
                    word.as_str(),
                    "has"
                        | "no"
                        | "with"
                        | "without"
                        | "enabled"
                        | "disabled"
                        | "wrapper"
                        | "layout"
                        | "page"
                )
            })
        })
        .collect();
    NAMES.iter().any(|it| has_words(&groups, it))
}

/// Comments whose names say nothing: similar neighbours, each with a word for replying to it.
fn strip_replies(root: Node<'_>, view: &View<'_>) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            check(it, "gone");
        }
        for it in [
            "<div class=share-price>Gone up</div>",
            "<p class=has-related>Gone</p>",
            "<div class=readable>Gone</div>",
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
