//! Finds the article in a page: a small border around the crate `legible`, so that it can be changed for another.

use std::time::Duration;

use crate::import::guard;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Article {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) site: Option<String>,
    pub(super) published: Option<String>,
    /// The article's own HTML, without what stands around it.
    pub(super) content: String,
}

/// The article of a page; `None` if there is none, or if it is not found within `limit`.
pub(super) fn extract(page: String, limit: Duration) -> Option<Article> {
    guard::within(limit, move || {
        let found = legible::parse(&page, None, None).ok()?;
        let title = Some(found.title);
        let (author, site, published) = (found.byline, found.site_name, found.published_time);
        Some(Article { title, author, site, published, content: found.content })
    })
    .ok()
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_text_has_no_article() {
        assert!(extract("<p> </p>".to_owned(), Duration::MAX).is_none());
    }
}
