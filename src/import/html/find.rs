//! All work on a page's tree, on a thread of its own with a time limit: what is hidden is settled, faults are mended, chrome goes,
//! the article is sought and compared with the page.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use dom_query::Document;

use crate::import::html::article::Article;
use crate::import::html::tame::Tamed;
use crate::import::html::{check, chrome, front, hidden, mend};

/// A page nested as deep as `tame` lets pass needs far less; the default of a thread would do for most.
const STACK_BYTES: usize = 16 << 20;

/// The article of a page, which may be empty; `None` if it is not found within `limit`.
pub(super) fn extract(page: &Tamed, limit: Duration) -> Option<Article> {
    let (page, styles) = (page.page.clone(), page.styles.clone());
    within(limit, move || {
        let tree = Document::from(page);
        hidden::settle(&tree, &styles);
        mend::mend(&tree);
        let whole = tree.html();
        chrome::strip(&tree);
        let front = front::read(&tree);
        let mut found = check::best(&tree);
        if found.letters == 0 {
            // What was taken out may have been all there is.
            found = check::best(&Document::from(whole));
        }
        Article { front, ..found }
    })
}

/// The result of `work`, unless it takes longer than `limit` or panics; then it is left to itself.
///
/// A thread cannot be stopped from outside. That it may run on is the price; `tame` makes it improbable.
fn within<T: Send + 'static>(limit: Duration, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let thread = thread::Builder::new().name("extraction".to_owned()).stack_size(STACK_BYTES);
    // Nobody listens any more when it took too long.
    let spawned = thread.spawn(move || drop(sender.send(work())));
    spawned.ok()?;
    receiver.recv_timeout(limit).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::tame;

    #[test]
    fn work_that_never_ends_is_given_up() {
        let (_keep, never) = mpsc::channel::<()>();
        assert_eq!(within(Duration::from_millis(1), move || never.recv().is_ok()), None);
    }

    #[test]
    fn work_that_ends_is_taken() {
        assert_eq!(within(Duration::MAX, || 1), Some(1));
    }

    #[test]
    fn a_page_without_text_has_no_article() {
        assert_eq!(extract(&tame::tame("<p> </p>"), Duration::MAX).unwrap().content, "");
    }
}
