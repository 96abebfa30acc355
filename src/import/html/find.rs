//! All work on the tree of a page, on a separate thread with a time limit: decides what is hidden or there twice,
//! repairs faults, removes chrome, finds the article and compares it with the page.

use std::time::Duration;

use dom_query::Document;

use crate::import::guard;
use crate::import::html::article::Article;
use crate::import::html::prefilter::Prefiltered;
use crate::import::html::sheet::Sheet;
use crate::import::html::{check, chrome, front, hidden, mend, twice};

/// The article of a page, which may be empty; `None` if it is not found within `limit`.
pub(super) fn extract(page: &Prefiltered, limit: Duration) -> Option<Article> {
    let (page, styles) = (page.page.clone(), page.styles.clone());
    let found = guard::within(limit, move || {
        let tree = Document::from(page);
        let sheet = Sheet::read(&styles);
        hidden::settle(&tree, &sheet);
        twice::drop_copies(&tree, &sheet);
        mend::mend(&tree);
        let whole = tree.html();
        chrome::strip(&tree);
        let front = front::read(&tree);
        let mut found = check::best(&tree);
        if found.letters == 0 {
            // What was removed may have been everything.
            found = check::best(&Document::from(whole));
        }
        Article { front, ..found }
    });
    found.ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::prefilter;

    #[test]
    fn a_page_without_text_has_no_article() {
        assert_eq!(extract(&prefilter::prefilter("<p> </p>"), Duration::MAX).unwrap().content, "");
    }
}
