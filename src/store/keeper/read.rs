//! How far an article has been read: what stayed on the screen counts, not what scrolled past.

use std::time::{Duration, Instant};

use crate::text::{ByteOffset, Span};

/// How long a part must be on the screen to count as read. Opening a page, or jumping to its end and back, is not
/// reading.
const RESTED: Duration = Duration::from_secs(3);

/// How far the article has been read.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// What is on the screen, and since when.
    shown: Option<(Span, Instant)>,
    /// The byte after the last word that stayed on the screen.
    furthest: ByteOffset,
    /// How much of that the library has recorded.
    written: ByteOffset,
}

impl Read {
    /// Records that this part is on the screen from now on.
    pub(super) fn show(&mut self, part: Span, now: Instant) {
        self.rest(now);
        self.shown = Some((part, now));
    }

    /// Counts what is on the screen if it has been there long enough; returns how far everything has been read.
    pub(super) fn rest(&mut self, now: Instant) -> ByteOffset {
        if let Some((part, _)) = self.shown.filter(|(_, since)| now.duration_since(*since) >= RESTED) {
            self.furthest = self.furthest.max(part.end());
        }
        self.furthest
    }

    /// What is on the screen, if the library has not recorded all that was read.
    pub(super) fn unwritten(&self) -> Option<Span> {
        self.shown.filter(|_| self.furthest > self.written).map(|it| it.0)
    }

    /// Notes that the library has recorded everything read so far.
    pub(super) const fn wrote(&mut self) {
        self.written = self.furthest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rested_on_the_screen_is_read_and_what_flew_by_is_not() {
        let begin = Instant::now();
        let at = |seconds: u64| begin + Duration::from_secs(seconds);
        let mut read = Read::default();
        read.show(Span::new(0, 50), at(0));
        assert_eq!(
            read.rest(at(1)),
            ByteOffset::new(0),
            "a page that fits the screen is not read when it opens"
        );
        assert_eq!(read.unwritten(), None);
        read.show(Span::new(900, 1000), at(4));
        assert_eq!(read.unwritten(), Some(Span::new(900, 1000)));
        read.wrote();
        read.show(Span::new(40, 90), at(5));
        assert_eq!(read.rest(at(5)), ByteOffset::new(50), "the end was only looked at");
        assert_eq!(read.unwritten(), None);
        read.show(Span::new(0, 50), at(20));
        assert_eq!(read.rest(at(60)), ByteOffset::new(90), "who goes back has still read on");
    }
}
