//! Selecting words with the keyboard: starting, moving the end, selecting the sentence or paragraph.

use std::sync::Arc;

use crate::app::input::action::Action;
use crate::app::reader::selection;
use crate::app::reader::selection::Selection;
use crate::app::reader::{Focus, FocusKind};
use crate::app::{App, Pane};
use crate::text::Span;

impl App {
    /// The selection, if there is one and the text has the keys.
    pub(crate) fn selection(&self) -> Option<Selection> {
        match self.reader.focus()?.kind {
            FocusKind::Selection(selection) if self.panes.front == Pane::Text => Some(selection),
            _ => None,
        }
    }

    /// Selects what is focused, else the first word on the screen.
    pub(in crate::app) fn select(&mut self) {
        let focus = self.reader.focus().map(|it| it.span).filter(|&span| self.reader.shows(span));
        let first =
            || selection::words_in(&self.article.doc, &self.article.analysis, self.reader.visible()).next();
        match focus.or_else(first) {
            Some(span) => {
                self.set_selection(Selection::over(&self.article.doc, &self.article.analysis, span));
            }
            None => self.tell("the words are not known yet"),
        }
    }

    pub(in crate::app) fn act_on_selection(&mut self, action: Action) {
        let Some(selection) = self.selection() else { return };
        let analysis = Arc::clone(&self.article.analysis);
        let over = |span| Some(Selection::over(&self.article.doc, &analysis, span));
        let changed = match action {
            Action::SelectNextWord => selection.stepped(&self.article.doc, &analysis, true),
            Action::SelectPreviousWord => selection.stepped(&self.article.doc, &analysis, false),
            Action::SelectDown => self.word_beside(selection, true).map(|word| selection.to(word)),
            Action::SelectUp => self.word_beside(selection, false).map(|word| selection.to(word)),
            Action::SelectSentence => {
                over(widened(selection.span(), analysis.sentences.rows().iter().map(|it| it.span)))
            }
            Action::SelectParagraph => {
                over(widened(selection.span(), self.article.doc.blocks().rows().iter().map(|it| it.span)))
            }
            Action::SelectOtherEnd => Some(selection.turned()),
            _ => return self.reader.set_focus(None),
        };
        match changed {
            Some(selection) => self.set_selection(selection),
            None => self.tell("the text ends here"),
        }
    }

    /// The moving end stays on the screen.
    fn set_selection(&mut self, selection: Selection) {
        self.reader.show_quietly(selection.moving());
        let kind = FocusKind::Selection(selection);
        self.reader.set_focus(Some(Focus { span: selection.span(), kind }));
    }

    /// The word below or above the moving end, in the next line that has one.
    fn word_beside(&mut self, selection: Selection, is_below: bool) -> Option<Span> {
        let mut at = selection.moving().start();
        loop {
            let (line, below) = self.reader.beside(at, is_below)?;
            let mut words = selection::words_in(&self.article.doc, &self.article.analysis, line).peekable();
            let first = words.peek().copied();
            if let Some(word) = words.take_while(|it| it.start() <= below).last().or(first) {
                return Some(word);
            }
            at = line.start();
        }
    }
}

/// The smallest span that covers a span and all the spans (in order) that overlap it.
fn widened(span: Span, of: impl Iterator<Item = Span>) -> Span {
    of.filter(|it| it.overlaps(span)).fold(span, Span::join)
}
