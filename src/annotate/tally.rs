//! How many notes, highlights and corrections an article has.

use crate::annotate::edit::{Edit, Log};
use crate::annotate::note::marks;

/// Notes, highlights and corrections, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Highlights with a note or tags.
    pub notes: usize,
    /// Highlights without either.
    pub highlights: usize,
    /// Corrections.
    pub corrections: usize,
}

impl Tally {
    /// Counts what is valid in a log, whether its words are still in the text or not.
    pub fn of(log: &Log) -> Self {
        let mut tally = Self::default();
        let is_about_a_mark = |it: &Edit| matches!(it, Edit::Mark { .. } | Edit::Rewrite { .. });
        log.valid().filter(|it| !is_about_a_mark(&it.edit)).for_each(|it| tally.count(&it.edit));
        let marks = marks(log);
        tally.notes = marks.iter().filter(|it| it.is_note()).count();
        tally.highlights = marks.len() - tally.notes;
        tally
    }

    /// Counts an edit by what it creates.
    pub fn count(&mut self, edit: &Edit) {
        match edit {
            Edit::Mark { note, tags, .. } if !says(note, tags) => self.highlights += 1,
            Edit::Mark { .. } | Edit::Rewrite { .. } => self.notes += 1,
            Edit::Erase { .. } | Edit::Bookmark { .. } | Edit::Undo { .. } | Edit::Redo { .. } => {}
            _ => self.corrections += 1,
        }
    }

    /// All of them.
    pub const fn total(self) -> usize {
        self.notes + self.highlights + self.corrections
    }
}

fn says(note: &str, tags: &[String]) -> bool {
    !note.is_empty() || !tags.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Anchor, EditId, Entry};
    use crate::text::Span;

    #[test]
    fn what_was_erased_or_undone_does_not_count() {
        let at = || Anchor {
            span: Span::new(0, 1),
            exact: "x".to_owned(),
            prefix: String::new(),
            suffix: String::new(),
            alike: Vec::new(),
        };
        let mark = |note: &str| Edit::Mark { at: at(), note: note.to_owned(), tags: vec![] };
        let edits = [
            mark("a"),
            mark(""),
            mark("gone"),
            Edit::Erase { mark: EditId(3) },
            Edit::NotHere { at: at() },
            Edit::NotHere { at: at() },
            Edit::Undo { which: EditId(6) },
            mark(""),
            Edit::Rewrite { mark: EditId(8), note: "b".to_owned(), tags: vec![] },
            Edit::Rewrite { mark: EditId(3), note: "c".to_owned(), tags: vec![] },
        ];
        let log = Log::of((1..).map(EditId).zip(edits).map(|(id, edit)| Entry { id, edit }));
        assert_eq!(Tally::of(&log), Tally { notes: 2, highlights: 1, corrections: 1 });
    }
}
