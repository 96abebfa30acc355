//! What standard error shows during a run and at its end: failures, progress and totals.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::cli::tell_text;
use crate::digest::counted;

/// How many failures are reported one by one. All of them are in the answers.
const MAX_TOLD: usize = 20;

/// How often progress is shown.
const EVERY: Duration = Duration::from_millis(200);

/// Reports on a run.
pub(super) struct RunReport {
    is_quiet: bool,
    /// Whether to show progress, which would get in the way if the answers themselves go to the terminal.
    shows_progress: bool,
    start: Instant,
    last: Option<Instant>,
    n_before: u64,
    n_done: usize,
    n_words: usize,
    n_failed: usize,
}

impl RunReport {
    pub(super) fn new(is_quiet: bool, is_screen_free: bool, n_before: u64) -> Self {
        let shows_progress = !is_quiet && is_screen_free && io::stderr().is_terminal();
        Self {
            is_quiet,
            shows_progress,
            start: Instant::now(),
            last: None,
            n_before,
            n_done: 0,
            n_words: 0,
            n_failed: 0,
        }
    }

    /// A document was analysed.
    pub(super) fn done(&mut self, n_words: usize) {
        self.n_done += 1;
        self.n_words += n_words;
        self.progress();
    }

    /// A document failed; `place` and `why` say where and why.
    pub(super) fn failed(&mut self, place: &str, why: &str) {
        self.n_failed += 1;
        if self.n_failed <= MAX_TOLD {
            self.clear();
            tell_text(&format!("byline: {place}: {why}"));
        }
        self.progress();
    }

    fn progress(&mut self) {
        let is_due = self.last.is_none_or(|it| it.elapsed() >= EVERY);
        if self.shows_progress && is_due {
            self.last = Some(Instant::now());
            let failed =
                if self.n_failed > 0 { format!(", {} failed", self.n_failed) } else { String::new() };
            let _ = write!(io::stderr(), "\r\x1b[K{}{failed}", counted(self.n_done, "document")); // nowhere to report it
        }
    }

    fn clear(&self) {
        if self.shows_progress {
            let _ = write!(io::stderr(), "\r\x1b[K"); // nowhere to report that reporting failed
        }
    }

    /// How many documents failed.
    pub(super) const fn n_failed(&self) -> usize {
        self.n_failed
    }

    /// Reports how much was done.
    pub(super) fn finish(&self) {
        self.clear();
        if let Some(more @ 1..) = self.n_failed.checked_sub(MAX_TOLD) {
            tell_text(&format!("byline: and {more} more failed; the answers say why"));
        }
        if !self.is_quiet {
            let seconds = self.start.elapsed().as_secs_f64();
            let before = if self.n_before > 0 {
                format!("; {} already answered", self.n_before)
            } else {
                String::new()
            };
            tell_text(&format!(
                "byline: {}, {}, {} failed, {seconds:.1} s{before}",
                counted(self.n_done, "document"),
                counted(self.n_words, "word"),
                self.n_failed
            ));
        }
    }
}
