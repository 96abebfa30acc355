//! Bookmarks: setting one, going to one, deleting one.

use crate::annotate::{Anchor, Edit};
use crate::app::popup::Popup;
use crate::app::popup::bookmark::Letters;
use crate::app::reader::layout::LineKind;
use crate::app::{App, Effect};
use crate::text::Span;

impl App {
    /// Waits for a letter.
    pub(in crate::app) fn ask_for_bookmark(&mut self, goes: bool) {
        self.popup = Some(Popup::Bookmarks(Letters { goes }));
    }

    /// Sets a bookmark with this letter at the current place.
    pub(in crate::app) fn set_bookmark(&mut self, letter: char) -> Vec<Effect> {
        let Some(words) = self.words_here() else {
            self.tell("there is no text to bookmark");
            return Vec::new();
        };
        let at = Some(Anchor::of(&self.article.doc, words));
        vec![Effect::Record(Box::new(Edit::Bookmark { letter, at }))]
    }

    /// The words from the current place to the end of its line: from the focus if it is on the screen, else from the
    /// first word there.
    fn words_here(&self) -> Option<Span> {
        let lines = || self.reader.frame().iter().filter(|line| matches!(line.kind, LineKind::Text(_)));
        let focus = self.reader.focus().filter(|focus| self.reader.shows(focus.span));
        let start = focus.map_or_else(|| self.reader.place().start(), |focus| focus.span.start());
        let line = lines().find(|line| line.span.contains(start)).or_else(|| lines().next())?;
        let from = if line.span.contains(start) { start } else { line.span.start() };
        Some(Span::new(from.to_usize(), line.span.end().to_usize()))
    }

    /// Goes to the bookmark with this letter.
    pub(in crate::app) fn go_to_bookmark(&mut self, letter: char) {
        let Some(bookmark) = self.article.bookmarks.iter().find(|it| it.letter == letter) else {
            return self
                .advise(&format!("there is no bookmark {letter}: {{set-bookmark}} {letter} sets one here"));
        };
        let Some(span) = bookmark.span else {
            return self.tell(format!("the words of bookmark {letter} are no longer in the text"));
        };
        self.front_text();
        self.reader.go_to_line_of(span.start());
    }

    pub(in crate::app) fn delete_bookmarks(&mut self, letters: &[char]) -> Result<Vec<Effect>, String> {
        let all: Vec<char> = self.article.bookmarks.iter().map(|it| it.letter).collect();
        let letters = if letters.is_empty() { &all } else { letters };
        if let Some(letter) = letters.iter().find(|it| !all.contains(it)) {
            return Err(format!("there is no bookmark {letter}"));
        }
        if letters.is_empty() {
            return Err("there are no bookmarks".to_owned());
        }
        let delete = |&letter: &char| Effect::Record(Box::new(Edit::Bookmark { letter, at: None }));
        Ok(letters.iter().map(delete).collect())
    }
}
