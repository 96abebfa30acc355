//! Replaces the article after its file was read again: place, choices and typed text stay as far as possible.

use std::sync::Arc;

use crate::annotate::{Anchor, Finder};
use crate::app::App;
use crate::app::looks::Emphasis;
use crate::app::popup::Popup;
use crate::app::reader::layout::LineKind;
use crate::document::Document;

/// How many lines of the screen, from the top, are searched for in the new text until one is found.
const MAX_LINES: usize = 12;

impl App {
    /// Switches to another text. The same words stay on the screen if they are still there.
    pub(super) fn read_again(&mut self, doc: Arc<Document>) {
        self.article.source_news = None;
        if *doc == *self.article.doc {
            return self.tell("reloaded: not changed");
        }
        let place = self.place_in(&doc);
        let share = (self.reader.place().start().to_usize(), self.article.doc.text().len().max(1));
        let log = std::mem::take(&mut self.article.log);
        let unsaved = self.article.unsaved.take();
        let fresh = Self::new(doc, self.settings.clone());
        let old = std::mem::replace(self, fresh);
        self.carry_over(old);
        self.article.log = log;
        self.article.unsaved = unsaved;
        self.lay_over();
        if let Some((byte, n_above)) = place {
            self.reader.begin_at(byte);
            self.refresh();
            self.reader.scroll(-isize::try_from(n_above).unwrap_or(0));
            self.tell("reloaded: the text has changed");
        } else {
            let byte = self.article.doc.text().len() * share.0 / share.1;
            self.reader.begin_at(self.article.doc.text().floor_char_boundary(byte));
            self.tell("reloaded: the text has changed, and what was on the screen is gone");
        }
    }

    /// Takes over from the state of the old text what does not belong to that text. Nothing else is carried over: no
    /// position and no id outlives its text. A new field does not compile until it is handled here.
    fn carry_over(&mut self, old: Self) {
        let Self {
            article: _,
            reader: _,
            chosen,
            emphasis: Emphasis { dims, narrows, relevance: _ },
            sidebar,
            panes,
            looks,
            card: _,
            popup,
            input,
            habits,
            settings: _,
            screen,
            notice,
            dirty: _,
        } = old;
        self.chosen = chosen.map(|it| it.into_other_text(self.article.doc.text()));
        self.emphasis = Emphasis { dims, narrows, relevance: None };
        self.sidebar = sidebar.into_other_text();
        self.panes = panes;
        self.looks = looks;
        self.popup = popup.filter(Popup::holds_no_position);
        self.input = input.into_other_text();
        self.habits = habits;
        self.screen = screen;
        self.notice = notice;
    }

    /// Where the first visible words that the other text contains are in it, and how many lines were above them.
    fn place_in(&self, doc: &Document) -> Option<(usize, usize)> {
        let finder = Finder::new(doc);
        let lines = self.reader.frame().iter().enumerate();
        let lines = lines.filter(|(_, line)| matches!(line.kind, LineKind::Text(_)) && !line.span.is_empty());
        let mut lines = lines.take(MAX_LINES);
        lines.find_map(|(n_above, line)| {
            let found = finder.find(&Anchor::of(&self.article.doc, line.span)).span()?;
            Some((found.start().to_usize(), n_above))
        })
    }
}
