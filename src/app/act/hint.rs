//! Letters on what can be focused on the screen.

use crate::app::App;
use crate::app::article::visibility::Shown;
use crate::app::popup::Popup;
use crate::app::popup::hint::Hints;
use crate::app::reader::{Focus, FocusKind};

impl App {
    /// Puts letters on everything on the screen that a step would stop at, and on the user's marks.
    pub(in crate::app) fn show_hints(&mut self) {
        let visible = self.reader.visible();
        let shown = Shown { names: true, ..self.shown() };
        let mentions = self.article.marks.mentions_in(visible).filter(|mark| shown.has(mark));
        let mut things: Vec<_> =
            mentions.map(|mark| Focus { span: mark.span, kind: FocusKind::Mention }).collect();
        let quotes = self.article.marks.quotes_in(visible).filter(|mark| mark.opens);
        things.extend(quotes.map(|mark| Focus { span: mark.span, kind: FocusKind::Quote }));
        let links = self.article.doc.links_in(visible);
        let links =
            links.filter(|link| !self.article.marks.mentions_in(link.span).any(|mark| shown.has(mark)));
        things.extend(links.map(|link| Focus { span: link.span, kind: FocusKind::Link }));
        for span in self.article.marks_over(visible).filter_map(|mark| mark.span) {
            if things.iter().all(|it| it.span != span) {
                things.push(Focus { span, kind: FocusKind::Mark });
            }
        }
        // A long quote that begins above the screen has no place for its letters.
        things.retain(|it| self.reader.shows(it.span));
        things.sort_by_key(|it| (it.span.start(), std::cmp::Reverse(it.span.end())));
        match Hints::new(things, visible) {
            Some(hints) => self.popup = Some(Popup::Hints(hints)),
            None => self.tell("no name, quote or note is on the screen"),
        }
    }
}
