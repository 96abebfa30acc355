//! Elements whose name, role or tag says that they are not part of an article.

use crate::import::html::tree::{self, Node, attribute, has_words, is};

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
    "amp-list",
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
    "tags",
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

/// A box for an address has at most this many letters.
const MAX_FORM: usize = 500;

/// Whether it is a box in which readers enter their address: an invitation to a newsletter, under any name.
pub(super) fn asks_for_address(node: &Node<'_>, letters: usize) -> bool {
    let is_address = |it: Node<'_>| {
        is(&it, &["input"])
            && (attribute(&it, "type") == "email"
                || ["name", "placeholder", "autocomplete"].iter().any(|name| {
                    let value = attribute(&it, name);
                    value.contains("email") || value.contains("e-mail")
                }))
    };
    letters <= MAX_FORM
        && is(node, &["div", "section", "form", "aside", "fieldset"])
        && node.descendants_it().any(is_address)
}

/// Whether an element says so of itself.
pub(super) fn is_chrome(node: &Node<'_>) -> bool {
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

/// Whether an element is made for what is beside an article, however much that is.
pub(super) fn is_beside(node: &Node<'_>) -> bool {
    const NAMES: &[&str] = &["sidebar", "side-bar", "right-rail", "right-column", "secondary"];
    is(node, &["aside"])
        || attribute(node, "role") == "complementary"
        || is(node, &["div", "section"]) && {
            let groups = tree::groups(node);
            NAMES.iter().any(|it| has_words(&groups, it))
        }
}
