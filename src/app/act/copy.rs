//! Copying: the words that are focused or in the row, and a quote or sentence with its source.

use crate::app::card::Subject;
use crate::app::reader::FocusKind;
use crate::app::sidebar::{notes, outline as app_outline};
use crate::app::text::grapheme;
use crate::app::{App, Effect, ListView, Pane};
use crate::digest;

impl App {
    /// Copies what is focused or in the row.
    pub(in crate::app) fn copy(&mut self) -> Vec<Effect> {
        let focus = self.reader.focus().filter(|_| self.panes.front == Pane::Text);
        let link = focus.filter(|it| it.kind == FocusKind::Link).and_then(|_| self.focused_link());
        let Some(text) = link.map(|it| it.target.to_string()).or_else(|| self.words_in_front()) else {
            self.advise(
                "nothing is focused: {previous-thing} and {next-thing} step through names, {previous-sentence} and \
                 {next-sentence} through sentences",
            );
            return Vec::new();
        };
        self.tell(format!("sent to the clipboard: {}", grapheme::fit(&text, 40, "…")));
        vec![Effect::Copy(text)]
    }

    /// The words that are selected, focused or in the row, on one line.
    pub(in crate::app) fn words_in_front(&self) -> Option<String> {
        let quote = |id| digest::said(&self.article.doc, &self.article.analysis.quotes[id]);
        let focused = || {
            let focus = self.reader.focus()?;
            Some(match (focus.kind, self.subject()) {
                (FocusKind::Quote, Some(Subject::Quote(id))) => quote(id),
                _ => grapheme::one_line(self.article.doc.slice(focus.span)),
            })
        };
        match (self.panes.front, self.list_subject()) {
            (Pane::List, None) if self.sidebar.view == ListView::Notes => {
                self.marked_in_list().map(notes::words)
            }
            (Pane::List, None) if self.sidebar.view == ListView::Outline => {
                self.sidebar.outline.selected().map(|it| app_outline::words(&self.article.doc, it))
            }
            (Pane::List, Some(Subject::Entity(id))) => Some(self.article.analysis.entities[id].name.clone()),
            (Pane::List, Some(Subject::Quote(id))) => Some(quote(id)),
            (Pane::List, Some(Subject::Relation(id))) => {
                Some(digest::told(&self.article.analysis, &self.article.analysis.relations[id], None))
            }
            (Pane::List, Some(Subject::Sentence(id))) => {
                Some(digest::words(&self.article.doc, self.article.analysis.sentences[id].span))
            }
            _ => focused(),
        }
    }

    /// Copies a quote or sentence with its speaker, the title, the site, the date and the address.
    pub(in crate::app) fn cite(&mut self) -> Vec<Effect> {
        let (doc, analysis) = (&self.article.doc, &self.article.analysis);
        let quote = match self.subject() {
            Some(Subject::Quote(id)) => Some(id),
            _ => None,
        };
        let words = match (quote, self.subject(), self.reader.focus()) {
            (Some(id), ..) => Some(digest::said(doc, &analysis.quotes[id])),
            (None, Some(Subject::Sentence(id)), _) => Some(digest::words(doc, analysis.sentences[id].span)),
            (None, Some(Subject::Relation(id)), _) => {
                let sentence = analysis.relations[id].evidence[0];
                Some(digest::words(doc, analysis.sentences[sentence].span))
            }
            (None, _, Some(focus)) if self.panes.front == Pane::Text => {
                let sentences = analysis.sentences.rows();
                let at = sentences.partition_point(|it| it.span.end() <= focus.span.start());
                let around = sentences.get(at).filter(|it| it.span.covers(focus.span)).map(|it| it.span);
                Some(digest::words(doc, around.unwrap_or(focus.span)))
            }
            _ => None,
        };
        let Some(words) = words else {
            self.advise(
                "focus a quote or a sentence first: {next-quote} and {next-sentence} step through them",
            );
            return Vec::new();
        };
        let speaker = quote.and_then(|id| digest::speaker(doc, analysis, id));
        let cited = digest::cited(doc, &words, speaker.as_deref());
        self.tell(format!("sent to the clipboard with its source: {}", grapheme::fit(&words, 40, "…")));
        vec![Effect::Cite(cited)]
    }
}
