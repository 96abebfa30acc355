//! What an article is opened for, where it was found by what it holds: it is gone to as soon as it is known.

use crate::annotate::EditId;
use crate::app::needle::{Needle, Target};
use crate::app::reader::{Focus, FocusKind};
use crate::app::search::Search;
use crate::app::{Model, Progress};

/// What an article is opened for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// A note or highlight, by the edit that made it.
    Note(EditId),
    /// Someone, by name.
    Name(String),
    /// Words; the first of these that stand in the text.
    Words(Vec<String>),
}

impl Model {
    /// Begins at what the article was opened for, and marks it: words are searched for, a name is chosen, a note is focused.
    /// What is not known yet is gone to when it is, unless the reader has done something before.
    pub fn begin_with(&mut self, aim: Aim) {
        self.aim = Some(aim);
        self.take_aim();
        self.refresh();
    }

    /// Goes to what the article was opened for, if it is known.
    pub(in crate::app) fn take_aim(&mut self) {
        let is_taken = match &self.aim {
            None => return,
            Some(Aim::Note(id)) => self.aim_at_note(*id),
            Some(Aim::Name(name)) => match self.named(name) {
                Some(id) => {
                    self.choose(id, None);
                    self.walk(true);
                    true
                }
                None => matches!(self.progress, Progress::Done | Progress::Failed(_)),
            },
            Some(Aim::Words(words)) => {
                let searches = words.iter().map(|it| Search::new(self.doc.text(), &regex::escape(it)));
                if let Some(search) = searches.into_iter().find(|it| !it.hits().is_empty()) {
                    self.aim_at_hit(search);
                }
                true
            }
        };
        if is_taken {
            self.aim = None;
        }
    }

    fn aim_at_note(&mut self, id: EditId) -> bool {
        let Some(mark) = self.notes.iter().find(|it| it.id == id) else { return false };
        match mark.span {
            Some(span) => self.reader.go_to(Focus { span, kind: FocusKind::Mark }),
            None => self.tell("the words of this note are no longer in the text"),
        }
        true
    }

    fn aim_at_hit(&mut self, search: Search) {
        let first = search.hits().first().copied();
        search.pattern().clone_into(&mut self.last_search);
        self.needle = Some(Needle { target: Target::Search(search), at: first });
        if let Some(span) = first {
            self.reader.go_to(Focus { span, kind: FocusKind::Hit });
        }
    }
}
