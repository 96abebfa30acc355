//! The search prompt, which shows the first hit while the user types.

use crate::app::article::search::Search;
use crate::app::chosen::{Chosen, Target};
use crate::app::input::action::Action;
use crate::app::popup::any::{AnyPopup, Click, Keys, Outcome, Placement, Press, RefersTo};
use crate::app::reader::{Focus, FocusKind, Reader, ReturnPlace};
use crate::app::screen::{Area, Screen};
use crate::app::text::line_input::LineInput;
use crate::app::{App, Key, KeyCode};
use crate::document::Document;
use crate::text::Span;

/// The purpose of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SearchPurpose {
    /// To go to the hits.
    Find,
    /// To show only the sentences that contain a hit.
    Narrow,
}

/// What has been typed and found so far.
#[derive(Debug)]
pub(crate) struct SearchPrompt {
    pub(crate) purpose: SearchPurpose,
    pub(crate) input: LineInput,
    pub(crate) search: Search,
    from: ReturnPlace,
    /// The first byte on the screen when the search began; hits are searched from there.
    origin: usize,
    /// The previous search; an arrow up or an empty search repeats it.
    last: String,
}

impl SearchPrompt {
    /// An empty prompt.
    pub(crate) fn new(reader: &Reader, last: String) -> Self {
        let origin = reader.visible().start().to_usize();
        Self {
            purpose: SearchPurpose::Find,
            input: LineInput::default(),
            search: Search::new("", ""),
            from: reader.return_place(),
            origin,
            last,
        }
    }

    /// The hit that the screen shows: the first one after the start of the search.
    pub(crate) fn hit(&self) -> Option<Span> {
        let hits = self.search.hits();
        let index = hits.partition_point(|hit| hit.start().to_usize() < self.origin);
        hits.get(index).or_else(|| hits.first()).copied()
    }

    /// Whether that hit is above the start of the search, because there is none below.
    pub(crate) fn has_wrapped(&self) -> bool {
        self.hit().is_some_and(|hit| hit.start().to_usize() < self.origin)
    }

    /// Handles a key that types; false if it closes the prompt.
    fn type_key(&mut self, key: Key, doc: &Document, reader: &mut Reader) -> bool {
        if key.code == KeyCode::Backspace && self.input.text().is_empty() {
            return false;
        }
        if self.input.key(key) {
            self.search(doc, reader);
        }
        true
    }

    /// Handles pasted text.
    pub(crate) fn paste(&mut self, text: &str, doc: &Document, reader: &mut Reader) {
        self.input.insert(text);
        self.search(doc, reader);
    }

    fn recall(&mut self, doc: &Document, reader: &mut Reader) {
        self.input = LineInput::new(self.last.clone());
        self.search(doc, reader);
    }

    fn search(&mut self, doc: &Document, reader: &mut Reader) {
        if self.input.text() != self.search.pattern() {
            self.search = Search::new(doc.text(), self.input.text());
        }
        reader.restore(self.from);
        if let Some(span) = self.hit() {
            reader.show_quietly(span);
            reader.set_focus(Some(Focus { span, kind: FocusKind::Hit }));
        }
    }

    /// Closes the prompt and restores everything.
    fn cancel(&self, app: &mut App) -> Outcome {
        app.reader.restore(self.from);
        Outcome::CLOSE
    }

    /// Closes the prompt and searches for what was typed, or repeats the last search if nothing was typed.
    fn accept(&mut self, app: &mut App) -> Outcome {
        if self.input.text().is_empty() {
            if self.last.is_empty() {
                return self.cancel(app);
            }
            self.recall(&app.article.doc, &mut app.reader);
        }
        app.reader.jumped_from(self.from);
        let (search, at) = (self.search.clone(), self.hit());
        search.pattern().clone_into(&mut app.habits.last_search);
        let is_found = !search.hits().is_empty();
        if !is_found {
            if app.offer_near(search.pattern()) {
                return Outcome::CLOSE;
            }
            app.tell(format!("“{}” is not in the text", search.pattern()));
        }
        app.choose_subject(Chosen { target: Target::Search(search), at });
        if is_found && self.purpose == SearchPurpose::Narrow {
            app.narrow();
        }
        Outcome::CLOSE
    }
}

impl AnyPopup for SearchPrompt {
    fn place(&self, screen: Screen, _: Area) -> Placement {
        Placement::Bare(screen.status)
    }

    fn fit(&mut self, _: Area) {}

    fn refers_to(&self) -> RefersTo {
        RefersTo::Positions
    }

    fn keys(&self) -> Keys {
        Keys::Typed
    }

    fn on_key(&mut self, app: &mut App, key: Key) -> Outcome {
        if self.type_key(key, &app.article.doc, &mut app.reader) { Outcome::STAY } else { self.cancel(app) }
    }

    fn on_action(&mut self, app: &mut App, action: Action) -> Outcome {
        match action {
            Action::TypingAccept => return self.accept(app),
            Action::TypingCancel => return self.cancel(app),
            Action::TypingUp => self.recall(&app.article.doc, &mut app.reader),
            _ => {}
        }
        Outcome::STAY
    }

    fn on_paste(&mut self, app: &mut App, text: &str) {
        self.paste(text, &app.article.doc, &mut app.reader);
    }

    fn on_wheel(&mut self, _: isize) {}

    fn on_press(&mut self, _: &mut App, _: Press) -> Click {
        Click::Nothing
    }

    fn on_press_beside(&self) -> Click {
        Click::Nothing
    }
}
