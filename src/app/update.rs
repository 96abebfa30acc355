//! Handles messages, returns effects, and then fits everything to the screen.

use crate::annotate::Log;
use crate::app::card::{Card, CardSize};
use crate::app::chosen::EntityKey;
use crate::app::looks::Pane;
use crate::app::screen::{Area, Mode, Screen, ScreenWishes};
use crate::app::sidebar::KeptCursors;
use crate::app::{App, Effect, ListView, Msg, Progress, Update};

impl App {
    /// Handles a message, and returns what is to be done.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        self.dirty = true;
        let mut effects = Vec::new();
        let awaited = self.awaited_run();
        if matches!(msg, Msg::Key(_) | Msg::Paste(_) | Msg::Run(_) | Msg::Mouse(_)) {
            self.input.aim = None;
        }
        let is_answer = matches!(msg, Msg::Answered { .. });
        match msg {
            Msg::Key(key) => effects = self.key(key),
            Msg::Paste(text) => self.paste(&text),
            Msg::Run(action) => effects = self.proposed(action),
            Msg::Mouse(mouse) => effects = self.mouse(mouse),
            Msg::Resize { columns, rows } => (self.screen.columns, self.screen.rows) = (columns, rows),
            Msg::Analysis(update) => self.news(update),
            Msg::Elsewhere(counts) => self.article.elsewhere = counts.into_iter().collect(),
            Msg::Exported { format, path, how } => self.exported(format, path, how),
            Msg::Log(entries) => {
                self.article.log = Log::of(entries);
                self.lay_over();
                self.take_aim();
            }
            Msg::Recorded { entry, kept } => self.recorded(*entry, kept),
            Msg::Reread(doc) => self.read_again(doc),
            Msg::Source(news) => {
                // It is newer than what was shown before.
                self.notice = self.notice.take().filter(|_| news.is_none());
                self.article.source_news = news.map(|it| self.input.keymap.words(it));
            }
            Msg::Unsaved(what) => self.article.unsaved = what,
            Msg::Draft { at, mark, note } => self.offer(*at, mark, note),
            Msg::Written(written) => effects = self.written(written),
            Msg::Answered { run, answer } => self.answered_by_program(run, answer),
            Msg::Notice(notice) => self.notice = Some(notice),
            Msg::Redraw => {}
        }
        self.refresh();
        if awaited.is_some() && self.awaited_run() != awaited && !is_answer {
            effects.insert(0, Effect::StopProgram);
        }
        if !matches!(self.screen.mode, Mode::Tiny)
            && let Some(place) = self.reader.take_moved()
        {
            // Before anything that ends the program.
            effects.insert(0, Effect::Seen(place));
        }
        effects
    }

    /// Switches to another analysis. Place, chosen subject and selection stay.
    fn news(&mut self, update: Update) {
        match update {
            Update::Progress { stage, done, total } => {
                let progress =
                    Progress::Running(stage, (done * 100).checked_div(total).unwrap_or(0).min(100));
                self.dirty = self.article.progress != progress;
                self.article.progress = progress;
            }
            Update::Partial(analysis) => {
                self.article.machine = analysis;
                self.lay_over();
            }
            Update::Done(analysis) => {
                self.article.progress = Progress::Done;
                self.article.machine = analysis;
                self.lay_over();
            }
            Update::Failed(why) => self.article.progress = Progress::Failed(why),
        }
        self.take_aim();
    }

    /// Lays the edits over the machine's analysis. Place, chosen subject and selection stay.
    pub(in crate::app) fn lay_over(&mut self) {
        let person = self.sidebar.cast.selected().and_then(|id| EntityKey::new(&self.article.analysis, id));
        let quote = self.sidebar.quotes.selected().map(|id| self.article.analysis.quotes[id].content[0]);
        self.article.lay_over();
        let (analysis, marks) = (&self.article.analysis, &self.article.marks);
        self.sidebar.outline.is_fresh = false;
        self.emphasis.relevance = None;
        self.reader.forget_relations();
        self.sidebar.only.renew(analysis, marks);
        if let Some(chosen) = &mut self.chosen {
            chosen.renew(&self.article);
        }
        let person = person.and_then(|key| key.find(analysis, marks));
        let quote = quote.and_then(|span| {
            marks.quotes_in(span).find(|mark| mark.span.start() == span.start()).map(|mark| mark.quote)
        });
        self.refill_on(KeptCursors { person, quote });
        if let Some(chosen) = &self.chosen {
            self.sidebar.find_where_aside(&self.article, chosen);
        }
        // Their mentions and names may have changed.
        self.popup.take_if(|it| it.holds_ids());
    }

    /// Divides the screen anew and fits lists, card and text into it.
    pub(in crate::app) fn refresh(&mut self) {
        let (columns, rows) = (self.screen.columns, self.screen.rows);
        let list_in_front = self.panes.front == Pane::List;
        let zen = self.is_zen();
        let (measure, sidebar, alone) = (self.looks.measure, self.panes.sidebar, self.article.from_right);
        let wanted = ScreenWishes { measure, sidebar, list_in_front, zen, alone };
        self.screen = Screen::new(columns, rows, wanted);
        if list_in_front && !self.has_list() {
            // The sidebar disappeared, so the text gets the keys.
            self.panes.front = Pane::Text;
        }
        self.keep_relevance();
        self.refill_front();
        self.screen.share_side(self.sidebar.list().n_rows());
        self.keep_narrow();
        self.card.shown = self.fit_card();
        let n_card = self.card.shown.as_ref().map_or(0, |(_, area)| area.height);
        let height = self.screen.text.height - n_card;
        self.reader.resize(usize::from(self.screen.text.width), usize::from(height));
        for view in ListView::ALL {
            let height = usize::from(self.screen.list.height);
            self.sidebar.list_of(view).set_height(height);
        }
        self.fit_popup();
    }

    fn fit_card(&self) -> Option<(Card, Area)> {
        let pane = self.screen.text_pane;
        // Below a list that has the keys, the same is shown beside the text.
        let is_told = self.panes.front == Pane::List && self.screen.detail.height > 0;
        if !self.card.is_open || is_told || matches!(self.screen.mode, Mode::Tiny | Mode::Bare) {
            return None;
        }
        let width = usize::from(pane.width).saturating_sub(4);
        let lines = usize::from(pane.height / 2).saturating_sub(2);
        let card = self.card_in_front(CardSize { width, lines })?;
        let n_lines = u16::try_from(card.lines.len()).unwrap_or(u16::MAX);
        let height = n_lines.saturating_add(2).min(pane.height / 2);
        Some((card, Area { y: pane.y + pane.height - height, height, ..pane }))
    }
}
