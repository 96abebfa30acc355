//! The part of the article on the screen, which the analysing thread checks in order to analyse that part first.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::nlp::{Analysis, Cancelled, Progress};
use crate::text::Span;

/// The part of the article that is on the screen; threads may share it, and none waits for another.
#[derive(Debug)]
pub(super) struct Visible(AtomicU64);

impl Visible {
    /// Starts with this part.
    pub(super) fn new(part: Span) -> Self {
        Self(AtomicU64::new(packed(part)))
    }

    /// Replaces the part.
    pub(super) fn set(&self, part: Span) {
        self.0.store(packed(part), Ordering::Relaxed);
    }

    fn get(&self) -> Span {
        let both = self.0.load(Ordering::Relaxed);
        let half = |it: u64| usize::try_from(it & u64::from(u32::MAX)).unwrap_or_default();
        Span::new(half(both >> 32), half(both))
    }
}

/// Both ends in one number, so that one is never read without the other.
fn packed(part: Span) -> u64 {
    let [start, end] = [part.start(), part.end()].map(|it| it.to_usize() as u64);
    start << 32 | end
}

/// Progress of an analysis that knows what is on the screen.
pub(super) struct WatchedProgress<'p> {
    pub(super) progress: &'p mut dyn Progress,
    pub(super) visible: &'p Visible,
}

impl Progress for WatchedProgress<'_> {
    fn report(&mut self, stage: &'static str, done: usize, total: usize) {
        self.progress.report(stage, done, total);
    }

    fn check(&self) -> Result<(), Cancelled> {
        self.progress.check()
    }

    fn partial(&mut self, analysis: Analysis) {
        self.progress.partial(analysis);
    }

    fn visible(&self) -> Option<Span> {
        Some(self.visible.get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::progress::Silent;

    #[test]
    fn an_analysis_is_told_what_is_on_the_screen_now() {
        let visible = Visible::new(Span::new(0, 9));
        let watched = WatchedProgress { progress: &mut Silent, visible: &visible };
        assert_eq!(watched.visible(), Some(Span::new(0, 9)));
        visible.set(Span::new(7, 64 << 20));
        assert_eq!(watched.visible(), Some(Span::new(7, 64 << 20)));
    }
}
