//! Decides which windows of a text are read next, and when the known part is worth showing: what the user sees comes
//! first, then what comes after it. The order never affects the result.

use std::cmp::Reverse;
use std::ops::Range;

use crate::text::Span;

/// After how many windows a partial result of a text that no one looks at is worth its time; each further one comes
/// at twice as many.
const FIRST_PARTIAL: usize = 64;

/// A partial result takes about as long as reading this share of all windows. What is visible is shown as soon as it
/// is known, but at least this many windows must have been read since the last time.
const PACE: usize = 64;

/// What is ahead is wanted sooner than what the user has left behind.
const BEHIND: usize = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Read,
    Shown,
}

/// The windows of a text, in its order.
#[derive(Debug)]
pub(crate) struct Schedule {
    /// The words that each window says something about.
    spans: Vec<Span>,
    states: Vec<State>,
    /// What the user last saw, and in which windows that is.
    visible: Option<Span>,
    seen: Range<usize>,
    n_read: usize,
    n_shown: usize,
}

impl Schedule {
    /// Nothing has been read, and no one is looking.
    pub(crate) fn new(spans: Vec<Span>) -> Self {
        let states = vec![State::Waiting; spans.len()];
        Self { spans, states, visible: None, seen: 0..0, n_read: 0, n_shown: 0 }
    }

    /// Orders the windows that have not been started, the next one last, by what the user sees now.
    pub(crate) fn arrange(&mut self, visible: Option<Span>, pending: &mut [usize]) {
        if visible == self.visible {
            return;
        }
        self.visible = visible;
        let bounds = visible.unwrap_or_default();
        let start = self.spans.partition_point(|it| it.end() <= bounds.start());
        let n_seen = self.spans.iter().skip(start).take_while(|it| it.overlaps(bounds)).count();
        self.seen = start..start + n_seen;
        let distance = |&at: &usize| if at < start { BEHIND * (start - at) } else { at - start };
        pending.sort_by_key(|at| Reverse((distance(at), *at)));
    }

    /// Records that a window was read. Returns whether to show what is known.
    pub(crate) fn read(&mut self, window: usize) -> bool {
        self.states[window] = State::Read;
        self.n_read += 1;
        let n_new = self.n_read - self.n_shown;
        let seen = self.states.get(self.seen.clone()).unwrap_or_default();
        let is_seen = !seen.contains(&State::Waiting) && seen.contains(&State::Read);
        let is_due = if is_seen {
            self.n_shown == 0 || n_new * PACE >= self.states.len()
        } else {
            self.n_read >= FIRST_PARTIAL && n_new >= self.n_shown
        };
        let shows = is_due && self.n_read < self.states.len();
        if shows {
            self.n_shown = self.n_read;
            self.states.iter_mut().filter(|it| **it == State::Read).for_each(|it| *it = State::Shown);
        }
        shows
    }

    /// How many windows were read, and how many there are.
    pub(crate) fn progress(&self) -> (usize, usize) {
        (self.n_read, self.states.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: [usize; 0] = [];

    /// Windows of ten bytes each, with a byte between them.
    fn schedule(n: usize) -> Schedule {
        Schedule::new((0..n).map(|at| Span::new(11 * at, 11 * at + 10)).collect())
    }

    /// The order in which windows are read while the user sees something else each time.
    fn order(n: usize, visible: impl Fn(usize) -> Option<Span>) -> Vec<usize> {
        let mut schedule = schedule(n);
        let mut pending: Vec<usize> = (0..n).rev().collect();
        let next = |at| {
            schedule.arrange(visible(at), &mut pending);
            pending.pop()
        };
        (0..n).filter_map(next).collect()
    }

    #[test]
    fn what_is_seen_comes_first_then_what_is_near_and_rather_what_follows() {
        assert_eq!(order(4, |_| None), [0, 1, 2, 3]);
        assert_eq!(order(4, |_| Some(Span::new(0, 12))), [0, 1, 2, 3]);
        assert_eq!(order(8, |_| Some(Span::new(40, 50))), [3, 4, 2, 5, 6, 1, 7, 0]);
        assert_eq!(order(4, |_| Some(Span::new(900, 999))), [3, 2, 1, 0], "of another text");
    }

    #[test]
    fn a_jump_changes_what_comes_next() {
        let end = |at| Some(if at < 2 { Span::new(0, 5) } else { Span::new(84, 88) });
        assert_eq!(order(8, end), [0, 1, 7, 6, 5, 4, 3, 2]);
    }

    /// After which windows something is shown.
    fn shown(schedule: &mut Schedule, windows: impl IntoIterator<Item = usize>) -> Vec<usize> {
        windows.into_iter().filter(|&it| schedule.read(it)).collect()
    }

    #[test]
    fn what_is_seen_is_shown_once_it_is_known() {
        let mut of_few = schedule(30);
        of_few.arrange(Some(Span::new(0, 15)), &mut []);
        assert_eq!(shown(&mut of_few, 0..5), [1], "two windows are seen");
        of_few.arrange(Some(Span::new(110, 120)), &mut []);
        assert_eq!(shown(&mut of_few, [10, 11]), [10]);
        of_few.arrange(Some(Span::new(22, 25)), &mut []);
        assert_eq!(shown(&mut of_few, 12..20), NOTHING, "that was shown with what was seen before");
    }

    #[test]
    fn a_long_text_is_not_shown_with_every_page_that_is_turned() {
        let mut long = schedule(640);
        let mut shows = |at: usize| {
            long.arrange(Some(Span::new(11 * at, 11 * at + 10)), &mut []);
            long.read(at)
        };
        assert_eq!((0..31).filter(|&it| shows(it)).collect::<Vec<_>>(), [0, 10, 20, 30]);
    }

    #[test]
    fn what_nobody_looks_at_is_shown_ever_more_seldom_and_the_end_is_no_part() {
        assert_eq!(shown(&mut schedule(400), 0..400), [63, 127, 255]);
        assert_eq!(shown(&mut schedule(64), 0..64), NOTHING);
        let mut seen = schedule(2);
        seen.arrange(Some(Span::new(0, 20)), &mut []);
        assert_eq!(shown(&mut seen, 0..2), NOTHING);
    }
}
