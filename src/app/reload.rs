//! Taking in the article anew, when its file was read again: what was read, chosen and typed stays as far as it can.

use std::sync::Arc;

use crate::annotate::{Anchor, Finder};
use crate::app::chosen::Needle;
use crate::app::popup::Dialog;
use crate::app::reader::Reader;
use crate::app::reader::layout::LineKind;
use crate::app::text::bidi;
use crate::app::{Model, Progress};
use crate::document::Document;
use crate::text::Span;

/// Lines of the screen that are looked for in the new text, from the top, until one is found.
const MOST_LINES: usize = 12;

impl Model {
    /// The article is another text from now on. The same words are on the screen, if they are still there.
    pub(super) fn read_again(&mut self, doc: Arc<Document>) {
        self.source_news = None;
        if *doc == *self.doc {
            return self.tell("read again: not changed");
        }
        let place = self.place_in(&doc);
        let share = (self.reader.place().start().to_usize(), self.doc.text().len().max(1));
        self.reader = Reader::new(Arc::clone(&doc));
        self.from_right = bidi::is_mostly_from_right(doc.text());
        self.doc = doc;
        self.machine = Arc::default();
        self.progress = Progress::Waiting;
        self.elsewhere.clear();
        self.merge_from = None;
        self.card_open = false;
        self.needle = self.needle.take().and_then(Needle::into_other_text);
        if !matches!(self.dialog, Some(Dialog::Ask(_) | Dialog::Help(_) | Dialog::Export(_))) {
            self.dialog = None;
        }
        self.lay_over();
        self.seen = Span::default();
        if let Some((byte, n_above)) = place {
            self.reader.begin_at(byte);
            self.refresh();
            self.reader.scroll(-isize::try_from(n_above).unwrap_or(0));
            self.tell("read again: the text has changed");
        } else {
            let byte = self.doc.text().len() * share.0 / share.1;
            self.reader.begin_at(self.doc.text().floor_char_boundary(byte));
            self.tell("read again: the text has changed, and what was on the screen is gone");
        }
    }

    /// Where the first words on the screen that are in the other text stand there, and how many lines were above them.
    fn place_in(&self, doc: &Document) -> Option<(usize, usize)> {
        let finder = Finder::new(doc);
        let lines = self.reader.frame().iter().enumerate();
        let lines = lines.filter(|(_, line)| matches!(line.kind, LineKind::Text(_)) && !line.span.is_empty());
        let mut lines = lines.take(MOST_LINES);
        lines.find_map(|(n_above, line)| {
            let found = finder.find(&Anchor::of(&self.doc, line.span)).span()?;
            Some((found.start().to_usize(), n_above))
        })
    }
}
