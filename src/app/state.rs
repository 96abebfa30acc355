//! The state of the interface: parts that own what they show, and the user's switches.

use std::sync::Arc;

use crate::annotate::Annotated;
use crate::app::article::Article;
use crate::app::article::relevance::Relevance;
use crate::app::article::search::Search;
use crate::app::card::CardPane;
use crate::app::chosen;
use crate::app::chosen::Chosen;
use crate::app::input::Input;
use crate::app::input::action::{Action, Context};
use crate::app::looks::{Emphasis, Habits, Looks, Pane, Panes};
use crate::app::popup::Popup;
use crate::app::popup::which_key::{ActionState, WhichKey};
use crate::app::reader::Reader;
use crate::app::screen::{Screen, ScreenWishes};
use crate::app::settings::{MEASURES, Settings, Start};
use crate::app::sidebar::Sidebar;
use crate::app::sidebar::view::{self, Tab};
use crate::document::Document;
use crate::nlp::MentionForm;
use crate::text::ByteOffset;

/// The whole state of the interface.
#[derive(Debug)]
pub struct App {
    pub(crate) article: Article,
    pub(crate) reader: Reader,
    /// Who or what everything is about.
    pub(crate) chosen: Option<Chosen>,
    pub(crate) emphasis: Emphasis,
    pub(crate) sidebar: Sidebar,
    pub(crate) panes: Panes,
    pub(crate) looks: Looks,
    pub(crate) card: CardPane,
    pub(crate) popup: Option<Popup>,
    pub(crate) input: Input,
    pub(crate) habits: Habits,
    pub(crate) settings: Settings,
    pub(crate) screen: Screen,
    /// A text for the status line until the next key.
    pub(crate) notice: Option<String>,
    pub(crate) dirty: bool,
}

impl App {
    /// An article that was just opened and is not analysed yet. A [`Msg::Resize`](crate::app::Msg::Resize) gives the
    /// size of the screen before the first frame is drawn.
    pub fn new(doc: Arc<Document>, settings: Settings) -> Self {
        let Start {
            measure,
            sidebar,
            view,
            highlights,
            places,
            unnamed,
            forms,
            every_mention,
            speakers,
            mouse,
            ..
        } = settings.start;
        let wanted = ScreenWishes { measure, sidebar, list_in_front: false, zen: false, alone: false };
        let mut app = Self {
            reader: Reader::new(Arc::clone(&doc)),
            article: Article::new(doc),
            chosen: None,
            emphasis: Emphasis::default(),
            sidebar: Sidebar::new(view),
            panes: Panes { front: Pane::Text, sidebar, before_zen: None },
            looks: Looks {
                highlights,
                places,
                unnamed,
                forms,
                every_mention,
                speakers,
                measure: measure.clamp(MEASURES.0, MEASURES.1),
            },
            card: CardPane::default(),
            popup: None,
            input: Input::new(Arc::clone(&settings.keymap), mouse),
            habits: Habits::default(),
            notice: settings.notice.clone(),
            settings,
            screen: Screen::new(80, 24, wanted),
            dirty: true,
        };
        app.refresh();
        app
    }

    /// The article.
    pub fn document(&self) -> &Document {
        &self.article.doc
    }

    /// The analysis with the user's edits, once it is complete.
    pub fn annotated(&self) -> Option<Annotated> {
        self.article.annotated()
    }

    /// The settings at the start, with the changes since then.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Begins at a byte of the text, where the user was before.
    pub fn begin_at(&mut self, byte: ByteOffset) {
        self.reader.begin_at(byte.to_usize());
        self.refresh();
        self.reader.take_moved();
    }

    /// Whether the screen must be drawn again; asks once per change.
    pub fn take_dirty(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }

    /// The contexts whose keys apply, innermost first.
    pub(crate) fn contexts(&self) -> &'static [Context] {
        if let Some(contexts) = self.popup.as_ref().and_then(|it| it.keys().contexts()) {
            return contexts;
        }
        match self.panes.front {
            Pane::Text if self.selection().is_some() => &[Context::Select, Context::Text, Context::Main],
            Pane::Text => &[Context::Text, Context::Main],
            Pane::List => &[Context::List, Context::Main],
        }
    }

    /// The popup with the keys that can follow, if there are any and there is room.
    pub(crate) fn which_key(&self) -> Option<WhichKey> {
        let state = |action| match (self.switch(action), self.can_correct(action)) {
            (Some(is_on), _) => ActionState::Switch(is_on),
            (None, Some(false)) => ActionState::Idle,
            (None, _) => ActionState::Plain,
        };
        WhichKey::new(&self.input, self.contexts(), state, self.screen)
    }

    /// The tabs of the lists, as they are on the screen.
    pub(crate) fn tabs(&self) -> Vec<Tab> {
        let is_filtered = self.sidebar.list().filter().is_shown();
        view::tabs(self.sidebar.view, is_filtered, self.screen.tabs, &self.input.keymap)
    }

    /// The search whose hits are shown: the one being typed, else the chosen one.
    pub(crate) fn shown_search(&self) -> Option<&Search> {
        match (&self.popup, &self.chosen) {
            (Some(Popup::Search(prompt)), _) => Some(&prompt.search),
            (_, Some(Chosen { target: chosen::Target::Search(search), .. })) => Some(search),
            _ => None,
        }
    }

    /// The sentences that are not dimmed, if others are.
    pub(crate) fn bright(&self) -> Option<&Relevance> {
        self.emphasis.relevance.as_ref().filter(|_| self.emphasis.dims && !self.emphasis.narrows)
    }

    /// How many sentences the text shows, if some are left out.
    pub(crate) fn n_shown(&self) -> Option<String> {
        self.emphasis
            .relevance
            .as_ref()
            .filter(|_| self.emphasis.narrows)
            .map(|about| format!("{} sentences", about.count()))
    }

    /// Whether the switch of an action is on; `None` for actions that are not switches.
    pub(crate) fn switch(&self, action: Action) -> Option<bool> {
        match action {
            Action::WalkNames => Some(self.looks.forms.has(MentionForm::Name)),
            Action::WalkPronouns => Some(self.looks.forms.has(MentionForm::Pronoun)),
            Action::WalkDescriptions => Some(self.looks.forms.has(MentionForm::Noun)),
            Action::Dim => Some(self.emphasis.dims),
            Action::Narrow => Some(self.emphasis.narrows),
            _ => None,
        }
    }

    /// Whether only the text is shown.
    pub(crate) fn is_zen(&self) -> bool {
        self.panes.before_zen.is_some()
    }
}
