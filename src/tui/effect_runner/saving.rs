//! Edits on their way to the library: what it has answered, what still waits, and what happens when the text changes.

use std::sync::mpsc::Sender;

use crate::annotate::{Edit, EditId, Entry, Finder};
use crate::app::Msg;
use crate::digest::counted;
use crate::store::{self, Keeper, News};
use crate::tui::draft::Draft;
use crate::tui::effect_runner::EffectRunner;
use crate::tui::event_loop::{Event, Received};

/// The first number for edits that are in no library, far from those that the library assigns.
const FIRST_UNKEPT: u64 = 1 << 50;

impl EffectRunner<'_> {
    /// Lets the library finish writing, and then take over the edits for the new text.
    pub(super) fn keep_again(&mut self) -> anyhow::Result<()> {
        self.handle = None;
        self.export_options.id = None;
        let Some(keeper) = self.keeper.take() else { return Ok(()) };
        let closed = keeper.close();
        let Some(keep) = &self.keep else { return Ok(()) };
        let keeper = keep(&self.doc)?;
        listen(&keeper, self.n_reading, &self.inbox);
        self.handle = Some(keeper.handle());
        *self.keeper = Some(keeper);
        closed.map_err(|it| it.why.into())
    }

    /// Gives an edit to the library. Without a library, the edit lives as long as the program.
    pub(super) fn record(&mut self, mut edit: Edit) {
        let finder = Finder::new(&self.doc);
        edit.anchors_mut().into_iter().for_each(|it| finder.distinguish(it));
        self.unanswered.push_back(edit.clone());
        if !self.handle.as_ref().is_some_and(|handle| handle.record(edit)) {
            self.n_unkept += 1;
            let why = "not saved, and gone when you quit: nothing of this article is kept".to_owned();
            if let Some(msg) = self.recorded(FIRST_UNKEPT + self.n_unkept, Err(why)) {
                self.tell(msg);
            }
        }
    }

    /// The answer to the edit that has waited longest for one.
    pub(super) fn recorded(&mut self, number: u64, kept: Result<(), String>) -> Option<Msg> {
        let edit = self.unanswered.pop_front()?;
        if let Some(draft) = self.draft.take_if(|it| kept.is_ok() && it.is_finished_by(&edit)) {
            draft.remove();
        }
        Some(Msg::Recorded { entry: Box::new(Entry { id: EditId(number), edit }), kept })
    }

    /// Handles news from the library.
    pub(super) fn kept(&mut self, n_reading: usize, news: News) -> Received<Msg> {
        match news {
            // News about the previous text; only edits that were already sent still get their answers.
            News::Kept(..) | News::Elsewhere(_) | News::Failed(_) if n_reading != self.n_reading => {
                Received::Nothing
            }
            // The complete message, with advice, is printed when byline ends.
            News::Failed(why) => Received::Msg(Msg::Notice(why)),
            News::Recorded(row) => {
                self.recorded(row.number.unsigned_abs(), Ok(())).map_or(Received::Nothing, Received::Msg)
            }
            News::Waiting(row, why) => {
                let Some(msg) = self.recorded(row.number.unsigned_abs(), Err(why.clone())) else {
                    return Received::Nothing;
                };
                if let Msg::Recorded { entry, .. } = &msg {
                    self.waiting.push((**entry).clone());
                }
                let edits = counted(self.waiting.len(), "edit");
                self.tell(Msg::Unsaved(Some(format!("{edits} {why}"))));
                Received::Msg(msg)
            }
            News::Saved => {
                let is_finished =
                    |it: &Draft| self.waiting.iter().any(|entry| it.is_finished_by(&entry.edit));
                if let Some(draft) = self.draft.take_if(|it| is_finished(it)) {
                    draft.remove();
                }
                let edits = counted(self.waiting.len(), "edit");
                self.waiting.clear();
                self.tell(Msg::Unsaved(None));
                Received::Msg(Msg::Notice(format!("saved: {edits} that had to wait")))
            }
            News::Recovered(n) => {
                let edits = counted(n, "edit");
                Received::Msg(Msg::Notice(format!("saved: {edits} left over from last time")))
            }
            News::Kept(id, rows) => {
                self.export_options.id = Some(id.to_i64());
                if rows.is_empty() {
                    return Received::Nothing;
                }
                Received::Msg(Msg::Log(entries(&rows).into_iter().chain(self.waiting.clone()).collect()))
            }
            News::Elsewhere(counts) => Received::Msg(Msg::Elsewhere(counts)),
        }
    }
}

/// From now on, news from the library arrives as events.
pub(in crate::tui) fn listen(keeper: &Keeper, n_reading: usize, inbox: &Sender<Event>) {
    let inbox = inbox.clone();
    // Without a receiver, the user has left.
    keeper.listen(move |news| drop(inbox.send(Event::Kept(n_reading, news))));
}

/// The edits in the library. Those of a later version of byline, which this one cannot read, stay there.
fn entries(rows: &[store::LoggedEdit]) -> Vec<Entry> {
    rows.iter().filter_map(|row| Entry::read(row.number, &row.payload)).collect()
}
