//! What an article is opened for, where it was found by what it holds: it is gone to as soon as it is known.

use crate::annotate::EditId;
use crate::app::article::search::Search;
use crate::app::chosen::{Chosen, Target};
use crate::app::input::aim::Aim;
use crate::app::reader::{Focus, FocusKind};
use crate::app::{App, Progress};

impl App {
    /// Begins at what the article was opened for, and marks it: words are searched for, a name or a tag is chosen, a note is
    /// focused. What is not known yet is gone to when it is, unless the reader has done something before.
    pub fn begin_with(&mut self, aim: Aim) {
        self.input.aim = Some(aim);
        self.take_aim();
        self.refresh();
    }

    /// Goes to what the article was opened for, if it is known.
    pub(in crate::app) fn take_aim(&mut self) {
        let Some(aim) = self.input.aim.take() else { return };
        let is_taken = match &aim {
            Aim::Note(id) => self.aim_at_note(*id, None),
            Aim::Tag(tag, id) => self.aim_at_note(*id, Some(tag)),
            Aim::Name(name) => self.aim_at_name(name),
            Aim::Words(words) => {
                let searches =
                    words.iter().map(|it| Search::new(self.article.doc.text(), &regex::escape(it)));
                if let Some(search) = searches.into_iter().find(|it| !it.hits().is_empty()) {
                    search.pattern().clone_into(&mut self.habits.last_search);
                    self.choose_subject(Chosen::new(Target::Search(search)));
                    self.walk(true);
                }
                true
            }
        };
        if !is_taken {
            self.input.aim = Some(aim);
        }
    }

    /// Tells whether it is known. With a tag, all notes with the one that lies in it are chosen.
    fn aim_at_note(&mut self, id: EditId, tag: Option<&str>) -> bool {
        let Some(mark) = self.article.notes.iter().find(|it| it.id == id) else { return false };
        let span = mark.span;
        // "#press" finds "press/local".
        let lies_in = |it: &&String| {
            let rest = tag.and_then(|tag| it.strip_prefix(tag));
            rest.is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
        };
        let whole = mark.tags.iter().find(|it| tag == Some(it));
        let tag = whole.or_else(|| mark.tags.iter().find(lies_in));
        if let Some(tag) = tag.cloned() {
            self.choose_subject(Chosen { target: Target::Tag(tag), at: span });
        }
        match span {
            Some(span) => self.reader.go_to(Focus { span, kind: FocusKind::Mark }),
            None => self.tell("the words of this note are no longer in the text"),
        }
        true
    }

    /// Tells whether it is known. Only the whole analysis tells whether several have the name, or nobody.
    fn aim_at_name(&mut self, name: &str) -> bool {
        if let [id] = self.named(name)[..] {
            self.choose(id, None);
            self.walk(true);
            return true;
        }
        let is_whole = matches!(self.article.progress, Progress::Done | Progress::Failed(_));
        if is_whole && let Err(why) = self.choose_by_name(name) {
            self.tell(&why);
        }
        is_whole
    }
}
