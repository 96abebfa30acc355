//! Finds the article in a page: a thin wrapper around the crate `legible`, so that it can be replaced.

use crate::import::html::front::Front;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Article {
    pub(super) title: Option<String>,
    pub(super) site: Option<String>,
    /// The article's own HTML, without its surroundings; empty if there is none.
    pub(super) content: String,
    /// How many letters of prose it has.
    pub(super) letters: usize,
    /// How many paragraphs of prose it has.
    pub(super) n_paragraphs: usize,
    /// How many letters of prose are side by side in one element; teasers of a list are not.
    pub(super) longest_run: usize,
    /// How many headlines of other pages the page lists.
    pub(super) n_headlines: usize,
    /// The author and date that the page shows.
    pub(super) front: Front,
}

/// What `legible` considers the article of a page, with the page's title and site.
pub(super) fn search(page: &str) -> Option<Article> {
    let found = legible::parse(page, None, None).ok()?;
    let title = Some(found.title).filter(|it| !it.trim().is_empty());
    Some(Article { title, site: found.site_name, content: found.content, ..Article::default() })
}
