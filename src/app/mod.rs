//! State of the interface: what is on the screen and what each key does to it. Pure: no terminal, files or threads;
//! `update` takes a message and returns what it asks of the world.

mod about;
mod act;
pub mod action;
mod aim;
pub(crate) mod bookmark;
pub(crate) mod card;
pub(crate) mod cast_list;
pub(crate) mod command;
pub(crate) mod dialog;
pub(crate) mod direction;
pub(crate) mod export_dialog;
pub(crate) mod forms;
mod fuzzy;
pub(crate) mod glyph;
pub(crate) mod graph;
pub(crate) mod help;
pub(crate) mod hint;
mod input;
mod key;
pub mod keymap;
pub(crate) mod layout;
pub(crate) mod line_input;
pub(crate) mod link;
pub(crate) mod list;
pub(crate) mod list_view;
mod lists;
pub(crate) mod marks;
mod message;
mod mouse;
pub(crate) mod needle;
pub(crate) mod note_list;
pub(crate) mod outline;
pub(crate) mod palette;
pub(crate) mod peek;
pub(crate) mod prompt;
pub(crate) mod quote_list;
pub(crate) mod reader;
pub(crate) mod relation_list;
mod reread;
pub(crate) mod screen;
pub(crate) mod search;
pub(crate) mod search_prompt;
pub(crate) mod selection;
mod settings;
pub mod shelf;
pub(crate) mod shown;
pub(crate) mod stand_in;
pub(crate) mod strip;
mod subject;
mod thing;
pub(crate) mod which_key;
pub(crate) mod with;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

pub use aim::Aim;
pub use forms::Forms;
pub use key::{KEY_NAMES, Key, KeyCode, Mouse, MouseKind};
pub use keymap::Keymap;
pub use list_view::ListView;
pub use message::{Effect, Exported, Msg, Update};
pub use settings::{ColorDepth, Format, MEASURES, Settings, Start};

use crate::annotate::{self, Annotated, Log, Mark, Member, Problem};
use crate::app::about::About;
use crate::app::action::{Action, Context};
use crate::app::bookmark::Bookmark;
use crate::app::card::{Card, Room};
use crate::app::cast_list::{CastList, Sort};
use crate::app::dialog::Dialog;
use crate::app::marks::Marks;
use crate::app::needle::{EntityKey, Needle};
use crate::app::note_list::NoteList;
use crate::app::outline::Outline;
use crate::app::quote_list::QuoteList;
use crate::app::reader::Reader;
use crate::app::relation_list::{Only, RelationList};
use crate::app::screen::{Area, Mode, Screen, Wanted};
use crate::digest::{Links, Voices};
use crate::document::Document;
use crate::nlp::{Analysis, Entity, EntityKind, MentionForm};
use crate::text::{ByteOffset, Id, Span};

/// Cells of a line of a list at least.
const MIN_LIST_WIDTH: usize = 16;

/// How far the analysis is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Nothing was heard of it.
    Waiting,
    /// So many percent of a stage are done.
    Running(&'static str, usize),
    /// It is complete.
    Done,
    /// It could not be made; why.
    Failed(String),
}

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pane {
    Text,
    List,
}

/// Which part of the interface is in front: what a number's first digit may change and is then taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Front {
    view: ListView,
    pane: Pane,
    sidebar: bool,
}

/// The whole state of the interface.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch with a key of its own")]
#[derive(Debug)]
pub struct Model {
    pub(crate) doc: Arc<Document>,
    pub(crate) settings: Settings,
    pub(crate) screen: Screen,
    pub(crate) reader: Reader,
    /// What the machine found, as it found it.
    machine: Arc<Analysis>,
    /// What the reader did since, ever.
    log: Log,
    /// The machine's analysis with the reader's corrections.
    pub(crate) analysis: Arc<Analysis>,
    /// The reader's highlights and notes.
    pub(crate) notes: Vec<Mark>,
    /// The places that the reader gave letters, by letter.
    pub(crate) bookmarks: Vec<Bookmark>,
    /// The corrections that found nothing.
    pub(crate) problems: Vec<Problem>,
    /// The first of two that are to become one, with its name.
    merge_from: Option<(Member, String)>,
    pub(crate) marks: Marks,
    pub(crate) voices: Voices,
    pub(crate) links: Links,
    pub(crate) progress: Progress,
    /// What has become of the file that the article came from.
    pub(crate) source_news: Option<String>,
    /// In how many other articles an entity of the whole analysis is.
    elsewhere: HashMap<Id<Entity>, usize>,
    pub(crate) needle: Option<Needle>,
    pub(crate) cast: CastList,
    cast_sort: Sort,
    pub(crate) relations: RelationList,
    relation_sort: Sort,
    /// Whose relations are listed.
    pub(crate) only: Only,
    pub(crate) quotes: QuoteList,
    quote_sort: Sort,
    pub(crate) note_list: NoteList,
    note_order: note_list::Order,
    pub(crate) outline: Outline,
    pub(crate) view: ListView,
    pub(crate) pane: Pane,
    sidebar: bool,
    /// What was in front and beside before only the text was shown.
    zen: Option<(Pane, bool)>,
    /// The article is written from right to left: nothing stands beside it.
    from_right: bool,
    pub(crate) highlights: bool,
    pub(crate) places: bool,
    /// Which mentions are walked and counted.
    pub(crate) forms: Forms,
    /// Every pronoun and description is marked, not only those of the chosen name.
    every_mention: bool,
    measure: u16,
    /// What is not about what is walked is dimmed; what is, as far as it is needed.
    dims: bool,
    /// It is left out.
    narrows: bool,
    about: Option<About>,
    mouse: bool,
    /// What the left button does, held down in the text, and what it was pressed on last.
    drag: Option<mouse::Drag>,
    pressed_on: Option<Span>,
    card_open: bool,
    /// The open card and where it is.
    pub(crate) card: Option<(Card, Area)>,
    pub(crate) dialog: Option<Dialog>,
    pub(crate) keymap: Arc<Keymap>,
    /// Keys of a sequence that is not complete.
    pub(crate) pending: Vec<Key>,
    /// A number typed before a key, and what its first digit changed.
    pub(crate) number: Option<usize>,
    before_number: Option<Front>,
    /// Something to tell in the status line until the next key.
    pub(crate) notice: Option<String>,
    /// What a repeated export does.
    last_export: Option<(&'static str, PathBuf)>,
    last_search: String,
    /// What the article was opened for, until it was gone to.
    aim: Option<Aim>,
    /// The actions run last from the palette, the last one first.
    recent: Vec<Action>,
    /// The part of the article that was told last to be on the screen.
    seen: Span,
    dirty: bool,
}

impl Model {
    /// An article just opened, not yet analysed. A [`Msg::Resize`] tells the size of the screen before the first
    /// drawing.
    pub fn new(doc: Arc<Document>, settings: Settings) -> Self {
        let start = settings.start.clone();
        let wanted = Wanted {
            measure: start.measure,
            sidebar: start.sidebar,
            list_in_front: false,
            zen: false,
            alone: false,
        };
        let from_right = direction::is_mostly_from_right(doc.text());
        let mut model = Self {
            reader: Reader::new(Arc::clone(&doc)),
            doc,
            keymap: Arc::clone(&settings.keymap),
            notice: settings.notice.clone(),
            settings,
            screen: Screen::new(80, 24, wanted),
            machine: Arc::default(),
            log: Log::default(),
            analysis: Arc::default(),
            notes: Vec::new(),
            bookmarks: Vec::new(),
            problems: Vec::new(),
            merge_from: None,
            marks: Marks::default(),
            voices: Voices::default(),
            links: Links::default(),
            progress: Progress::Waiting,
            source_news: None,
            elsewhere: HashMap::new(),
            needle: None,
            cast: CastList::default(),
            cast_sort: Sort::default(),
            relations: RelationList::default(),
            relation_sort: Sort::default(),
            only: Only::default(),
            quotes: QuoteList::default(),
            quote_sort: Sort::default(),
            note_list: NoteList::default(),
            note_order: note_list::Order::default(),
            outline: Outline::default(),
            view: start.view,
            pane: Pane::Text,
            sidebar: start.sidebar,
            zen: None,
            from_right,
            highlights: start.highlights,
            places: start.places,
            forms: start.forms,
            every_mention: start.every_mention,
            measure: start.measure.clamp(MEASURES.0, MEASURES.1),
            dims: false,
            narrows: false,
            about: None,
            mouse: start.mouse,
            drag: None,
            pressed_on: None,
            card_open: false,
            card: None,
            dialog: None,
            pending: Vec::new(),
            number: None,
            before_number: None,
            last_export: None,
            last_search: String::new(),
            aim: None,
            recent: Vec::new(),
            seen: Span::default(),
            dirty: true,
        };
        model.refresh();
        model
    }

    /// The article.
    pub fn document(&self) -> &Document {
        &self.doc
    }

    /// The analysis as the reader has it, once it is whole.
    pub fn annotated(&self) -> Option<Annotated> {
        (self.progress == Progress::Done).then(|| annotate::overlay(&self.doc, &self.machine, &self.log))
    }

    /// What the interface was told at its start, with what was switched since.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Shows first what stands at a byte of the text: where the reader was before.
    pub fn begin_at(&mut self, byte: ByteOffset) {
        self.reader.begin_at(byte.to_usize());
        self.refresh();
        self.seen = self.reader.place();
    }

    /// Takes in what happened and tells what is to be done.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        self.dirty = true;
        let mut effects = Vec::new();
        if matches!(msg, Msg::Key(_) | Msg::Paste(_) | Msg::Run(_) | Msg::Mouse(_)) {
            self.aim = None;
        }
        match msg {
            Msg::Key(key) => effects = self.key(key),
            Msg::Paste(text) => self.paste(&text),
            Msg::Run(action) => effects = self.proposed(action),
            Msg::Mouse(mouse) => effects = self.mouse(mouse),
            Msg::Resize { columns, rows } => (self.screen.columns, self.screen.rows) = (columns, rows),
            Msg::Analysis(update) => self.news(update),
            Msg::Elsewhere(counts) => self.elsewhere = counts.into_iter().collect(),
            Msg::Exported(exported) => self.exported(exported),
            Msg::Log(entries) => {
                self.log = Log::of(entries);
                self.lay_over();
                self.take_aim();
            }
            Msg::Recorded { entry, kept } => self.recorded(*entry, kept),
            Msg::Reread(doc) => self.read_again(doc),
            Msg::Source(news) => {
                // It is newer than what was told before.
                self.notice = self.notice.take().filter(|_| news.is_none());
                self.source_news = news;
            }
            Msg::Written(written) => effects = self.written(written),
            Msg::Notice(notice) => self.notice = Some(notice),
            Msg::Redraw => {}
        }
        self.refresh();
        let place = self.reader.place();
        if self.seen != place && !matches!(self.screen.mode, Mode::Tiny) {
            self.seen = place;
            // Before whatever ends the program.
            effects.insert(0, Effect::Seen(place));
        }
        effects
    }

    /// Whether the screen must be drawn again; asks once per change.
    pub fn take_dirty(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }

    /// Takes in another analysis. What is read, chosen and selected stays what it is.
    fn news(&mut self, update: Update) {
        match update {
            Update::Progress { stage, done, total } => {
                let progress =
                    Progress::Running(stage, (done * 100).checked_div(total).unwrap_or(0).min(100));
                self.dirty = self.progress != progress;
                self.progress = progress;
            }
            Update::Partial(analysis) => {
                self.machine = analysis;
                self.lay_over();
            }
            Update::Done(analysis) => {
                self.progress = Progress::Done;
                self.machine = analysis;
                self.lay_over();
            }
            Update::Failed(why) => self.progress = Progress::Failed(why),
        }
        self.take_aim();
    }

    fn set_analysis(&mut self, analysis: Arc<Analysis>) {
        let person = self.cast.selected().and_then(|id| EntityKey::new(&self.analysis, id));
        let quote = self.quotes.selected().map(|id| self.analysis.quotes[id].content[0]);
        self.analysis = analysis;
        self.marks = Marks::new(&self.analysis);
        self.voices = Voices::new(&self.doc, &self.analysis);
        self.links = Links::new(&self.analysis);
        self.outline.is_fresh = false;
        self.about = None;
        self.reader.forget_relations();
        self.only.renew(&self.analysis, &self.marks);
        if let Some(needle) = &mut self.needle {
            needle.renew(&self.analysis, &self.marks);
        }
        let person = person.and_then(|key| key.find(&self.analysis, &self.marks));
        let quote = quote.and_then(|span| {
            self.marks.quotes_in(span).find(|mark| mark.span.start() == span.start()).map(|mark| mark.quote)
        });
        self.fill_cast(person);
        self.fill_quotes(quote);
        self.fill_relations();
        self.fill_notes();
        if let Some(Dialog::Peek(_) | Dialog::With(_) | Dialog::Graph(_) | Dialog::Hints(_)) = self.dialog {
            // Its mentions and names may be others now.
            self.dialog = None;
        }
    }

    /// The contexts whose keys hold, the innermost first.
    pub(crate) fn contexts(&self) -> &'static [Context] {
        match (&self.dialog, self.pane) {
            (Some(Dialog::Peek(_)), _) => &[Context::Peek],
            (Some(Dialog::Graph(_)), _) => &[Context::Graph],
            (_, Pane::Text) if self.selection().is_some() => &[Context::Select, Context::Text, Context::Main],
            (_, Pane::Text) => &[Context::Text, Context::Main],
            (_, Pane::List) => &[Context::List, Context::Main],
        }
    }

    /// The search whose hits are shown: the one being typed, else the one being walked.
    pub(crate) fn shown_search(&self) -> Option<&search::Search> {
        match (&self.dialog, &self.needle) {
            (Some(Dialog::Search(prompt)), _) => Some(&prompt.search),
            (_, Some(Needle { target: needle::Target::Search(search), .. })) => Some(search),
            _ => None,
        }
    }

    /// The sentences that are not dimmed, if others are.
    pub(crate) fn bright(&self) -> Option<&About> {
        self.about.as_ref().filter(|_| self.dims && !self.narrows)
    }

    /// How many sentences the text shows, if some are left out.
    pub(crate) fn n_shown(&self) -> Option<String> {
        self.about.as_ref().filter(|_| self.narrows).map(|about| format!("{} sentences", about.count()))
    }

    /// Whether the switch that an action turns is on; `None` for actions that turn none.
    pub(crate) fn switch(&self, action: Action) -> Option<bool> {
        match action {
            Action::WalkNames => Some(self.forms.has(MentionForm::Name)),
            Action::WalkPronouns => Some(self.forms.has(MentionForm::Pronoun)),
            Action::WalkDescriptions => Some(self.forms.has(MentionForm::Noun)),
            Action::Dim => Some(self.dims),
            Action::Narrow => Some(self.narrows),
            _ => None,
        }
    }

    /// Whether only the text is shown.
    pub(crate) fn is_zen(&self) -> bool {
        self.zen.is_some()
    }

    /// The number of people and organizations.
    pub(crate) fn n_names(&self) -> usize {
        self.analysis.entities.rows().iter().filter(|it| it.kind != EntityKind::Place).count()
    }

    /// Divides the screen anew and fits lists, card and text into it.
    fn refresh(&mut self) {
        let (columns, rows) = (self.screen.columns, self.screen.rows);
        let list_in_front = self.pane == Pane::List;
        let zen = self.is_zen();
        let (measure, sidebar, alone) = (self.measure, self.sidebar, self.from_right);
        let wanted = Wanted { measure, sidebar, list_in_front, zen, alone };
        let list_width = self.screen.list.width;
        self.screen = Screen::new(columns, rows, wanted);
        if self.screen.list.width != list_width && self.has_list() {
            self.fill_relations();
        }
        if list_in_front && !self.has_list() {
            // The sidebar went away: the keys go to the text.
            self.pane = Pane::Text;
        }
        self.fill_outline();
        self.keep_about();
        self.keep_narrow();
        self.card = self.fit_card();
        let n_card = self.card.as_ref().map_or(0, |(_, area)| area.height);
        let height = self.screen.text.height - n_card;
        self.reader.resize(usize::from(self.screen.text.width), usize::from(height));
        for view in ListView::ALL {
            let height = usize::from(self.screen.list.height);
            self.list_of(view).set_height(height);
        }
        if let Some(dialog) = &mut self.dialog {
            dialog.fit(self.screen);
        }
        // Letters stand on what is on the screen.
        let visible = self.reader.visible();
        self.dialog.take_if(|it| matches!(it, Dialog::Hints(hints) if hints.visible != visible));
        self.fall_back_to_list();
    }

    fn fit_card(&self) -> Option<(Card, Area)> {
        let pane = self.screen.text_pane;
        let subject = self.subject().filter(|_| self.card_open)?;
        if matches!(self.screen.mode, Mode::Tiny | Mode::Bare) {
            return None;
        }
        let width = usize::from(pane.width).saturating_sub(4);
        let lines = usize::from(pane.height / 2).saturating_sub(2);
        let card = card::card(self.facts(), subject, Room { width, lines });
        let n_lines = u16::try_from(card.lines.len()).unwrap_or(u16::MAX);
        let height = n_lines.saturating_add(2).min(pane.height / 2);
        Some((card, Area { y: pane.y + pane.height - height, height, ..pane }))
    }
}

#[cfg(test)]
mod tests;
