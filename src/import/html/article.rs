//! Finds the article in a page: a small border around the crate `legible`, so that it can be changed for another.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// A page nested as deep as `tame` lets pass needs far less; the default of a thread would do for most.
const STACK_BYTES: usize = 16 << 20;

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
    within(limit, move || {
        let found = legible::parse(&page, None, None).ok()?;
        let title = Some(found.title);
        let (author, site, published) = (found.byline, found.site_name, found.published_time);
        Some(Article { title, author, site, published, content: found.content })
    })
    .flatten()
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
        assert!(extract("<p> </p>".to_owned(), Duration::MAX).is_none());
    }
}
