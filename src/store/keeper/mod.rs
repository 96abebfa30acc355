//! The thread that keeps the open article, so that no key waits for a disk. It opens the library, says where the user
//! was, and writes edits at once; it writes the user's place once that has been still for a moment, and when the user
//! leaves. If it cannot write something, it tries again later, and keeps the edits in a file beside the library in
//! the meantime.

mod read;

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};
use std::{io, panic};

use crate::annotate::{self, EditId};
use crate::document::Document;
use crate::nlp::{Analysis, Entity};
use crate::store::database::LockWait;
use crate::store::keeper::read::Read;
use crate::store::library::Numbers;
use crate::store::unsaved::{FIRST_WAITING, Unsaved, Unwritten, Waiting};
use crate::store::{ArticleId, Cache, Folders, Library, LoggedEdit, StoreError, members};
use crate::text::{Id, Span};

/// How long after a move the new place is written, unless the user quits first: one write for many keys.
const SAVE_AFTER: Duration = Duration::from_secs(1);

/// How long after a failed write the next attempt comes. Another program that writes is soon done; a disk error needs
/// a person.
const AGAIN_AFTER: Duration = Duration::from_secs(1);
const DISK_AGAIN_AFTER: Duration = Duration::from_secs(10);

/// What the thread reports.
#[derive(Debug)]
pub enum News {
    /// The article is not kept, or not yet; why, in one line.
    Failed(String),
    /// The article's number, and its edits so far. Reported as soon as the article is kept, and again if more edits
    /// are found later.
    Kept(ArticleId, Vec<LoggedEdit>),
    /// Answers [`KeeperHandle::record`]: the edit with its number; it is on the disk.
    Recorded(LoggedEdit),
    /// Answers [`KeeperHandle::record`]: the edit is not in the library yet; why, in one line. Until [`News::Saved`] it
    /// has a provisional number, which other edits may refer to even afterwards.
    Waiting(LoggedEdit, String),
    /// All waiting edits are on the disk.
    Saved,
    /// How many edits that an earlier session could not write are now in the library.
    Recovered(usize),
    /// For the people and organizations of this article that other articles also name: how many articles do.
    Elsewhere(Vec<(Id<Entity>, usize)>),
}

/// The library has not said where the user was: it cannot, or not in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unknown;

/// Sends requests to the thread; can be cloned and sent to other threads.
#[derive(Debug, Clone)]
pub struct KeeperHandle(Sender<KeeperRequest>);

/// A handle on the thread.
#[derive(Debug)]
pub struct Keeper {
    handle: KeeperHandle,
    place: Receiver<Option<Span>>,
    thread: JoinHandle<Result<(), Box<Unwritten>>>,
}

enum KeeperRequest {
    Listen(Box<dyn Fn(News) + Send>),
    Seen(Span),
    Found { model: String, analysis: Arc<Analysis>, is_new: bool },
    Record(Box<annotate::Edit>),
    Dates(Sender<Vec<(u64, String)>>),
    Settle(Sender<Result<(), String>>),
    Close,
}

impl std::fmt::Debug for KeeperRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Order")
    }
}

impl KeeperHandle {
    /// This part of the article is on the screen.
    pub fn seen(&self, part: Span) {
        self.send(KeeperRequest::Seen(part));
    }

    /// A model found this in the article, now or earlier (if the cache had it). [`News::Elsewhere`] answers.
    pub fn found(&self, model: String, analysis: Arc<Analysis>, is_new: bool) {
        self.send(KeeperRequest::Found { model, analysis, is_new });
    }

    /// Adds an edit to the article's log. [`News::Recorded`] or [`News::Waiting`] answers; false if the thread has
    /// ended.
    pub fn record(&self, edit: annotate::Edit) -> bool {
        self.0.send(KeeperRequest::Record(Box::new(edit))).is_ok()
    }

    /// When each edit of the article was made, in UTC, by the edit's number; edits that are still waiting have no date.
    /// Waits for the disk, but no longer than the limit; then no dates are known.
    pub fn dates(&self, limit: Duration) -> Vec<(u64, String)> {
        let (sender, answer) = mpsc::channel();
        self.send(KeeperRequest::Dates(sender));
        answer.recv_timeout(limit).unwrap_or_default()
    }

    fn send(&self, request: KeeperRequest) {
        // The thread ends only when it is closed, and nothing is ordered after that.
        drop(self.0.send(request));
    }
}

impl Keeper {
    /// Starts the thread, which keeps the article; `name` is what it was opened as.
    pub fn spawn(
        folders: Folders,
        doc: Arc<Document>,
        opened_as: String,
        now: SystemTime,
    ) -> io::Result<Self> {
        let (requests, inbox) = mpsc::channel();
        let (tell_place, place) = mpsc::sync_channel(1);
        let thread = thread::Builder::new().name("library".to_owned()).spawn(move || {
            let tell_place = Box::new(move |it| {
                let _ = tell_place.try_send(it); // nobody is waiting for it any more
            });
            let mut state = KeeperState {
                folders,
                doc,
                opened_as,
                opened: now,
                tell_place: Some(tell_place),
                library: None,
                id: None,
                place: None,
                read: Read::default(),
                waiting: Vec::new(),
                n_recorded: 0,
                n_told: 0,
                n_recovered: 0,
                numbers: Numbers::new(),
                last: 0,
                file: None,
                again: None,
                failure: None,
                listener: None,
            };
            state.serve(&inbox)
        })?;
        Ok(Self { handle: KeeperHandle(requests), place, thread })
    }

    /// The part of the article that was on the screen last, if the article was opened before. Waits for the disk, but
    /// no longer than the limit.
    pub fn place(&self, limit: Duration) -> Result<Option<Span>, Unknown> {
        self.place.recv_timeout(limit).map_err(|_| Unknown)
    }

    /// From now on, the thread reports to this listener.
    pub fn listen(&self, listener: impl Fn(News) + Send + 'static) {
        self.handle.send(KeeperRequest::Listen(Box::new(listener)));
    }

    /// A handle for sending requests.
    pub fn handle(&self) -> KeeperHandle {
        self.handle.clone()
    }

    /// Makes one more attempt to write. An error if edits are still waiting: why, in a few words.
    pub fn settle(&self) -> Result<(), String> {
        let (sender, answer) = mpsc::channel();
        self.handle.send(KeeperRequest::Settle(sender));
        answer.recv().unwrap_or(Ok(()))
    }

    /// Writes what is not yet written, and waits for that. The error says what could not be written.
    pub fn close(self) -> Result<(), Box<Unwritten>> {
        self.handle.send(KeeperRequest::Close);
        self.thread.join().unwrap_or_else(|payload| panic::resume_unwind(payload))
    }
}

struct KeeperState {
    folders: Folders,
    doc: Arc<Document>,
    opened_as: String,
    opened: SystemTime,
    /// Present until the place has been reported.
    tell_place: Option<Box<dyn Fn(Option<Span>)>>,
    library: Option<Library>,
    /// The article's number, once the article is kept.
    id: Option<ArticleId>,
    /// Where the user is, and since when that has been waiting to be written.
    place: Option<(Span, Instant)>,
    read: Read,
    /// Edits that are not in the library yet, oldest first, and how many there have been in total.
    waiting: Vec<Waiting>,
    n_recorded: i64,
    /// How many of them, counted from the oldest, were reported as waiting.
    n_told: usize,
    /// The final numbers of edits that had to wait.
    numbers: Numbers,
    /// The last number known in the article's log.
    last: i64,
    /// The file with the waiting edits, if it could be created.
    file: Option<Unsaved>,
    /// When to try again.
    again: Option<Instant>,
    /// Why the article is not kept; present until the listener knows.
    failure: Option<String>,
    /// How many edits of an earlier session were added, until the listener knows.
    n_recovered: usize,
    listener: Option<Box<dyn Fn(News) + Send>>,
}

/// What to do next.
enum Next {
    Request(KeeperRequest),
    Save,
}

impl KeeperState {
    fn serve(&mut self, inbox: &Receiver<KeeperRequest>) -> Result<(), Box<Unwritten>> {
        // Creating a library takes a while, and no one should wait for a place that cannot be in it.
        if !Library::exists(&self.folders)
            && let Some(tell) = self.tell_place.take()
        {
            tell(None);
        }
        if let Err(error) = self.catch_up(LockWait::Brief) {
            // Whoever is waiting for the place should not wait any longer.
            self.tell_place = None;
            let yet = if error.is_passing() { " yet" } else { "" };
            self.failure = Some(format!("not kept{yet}: {}", error.in_short()));
        }
        loop {
            match self.next(inbox) {
                Next::Request(KeeperRequest::Listen(listener)) => {
                    self.listener = Some(listener);
                    self.greet(0);
                }
                Next::Request(KeeperRequest::Record(edit)) => self.record(*edit),
                Next::Request(KeeperRequest::Seen(part)) => {
                    let now = Instant::now();
                    self.read.show(part, now);
                    let since = self.place.map_or(now, |(_, since)| since);
                    self.place = Some((part, since));
                }
                Next::Request(KeeperRequest::Found { model, analysis, is_new }) => {
                    self.put(&model, &analysis, is_new);
                }
                // Whoever asked may have lost patience.
                Next::Request(KeeperRequest::Dates(answer)) => drop(answer.send(self.dates())),
                Next::Request(KeeperRequest::Settle(answer)) => {
                    let failed = self.catch_up(LockWait::Brief).err().filter(|_| !self.waiting.is_empty());
                    let result = failed.map_or(Ok(()), |it| Err(it.in_short().to_owned()));
                    drop(answer.send(result)); // whoever asked is waiting
                }
                Next::Request(KeeperRequest::Close) => return self.close(),
                // What cannot be written now is tried again.
                Next::Save => drop(self.catch_up(LockWait::Brief).and_then(|_| self.write_place())),
            }
        }
    }

    /// The next request, unless something must be written before it comes.
    fn next(&self, inbox: &Receiver<KeeperRequest>) -> Next {
        let rested = self.place.filter(|_| self.again.is_none()).map(|(_, since)| since + SAVE_AFTER);
        let Some(time) = self.again.or(rested) else {
            // Every handle is gone, which is as good as closed.
            return Next::Request(inbox.recv().unwrap_or(KeeperRequest::Close));
        };
        match inbox.recv_timeout(time.saturating_duration_since(Instant::now())) {
            Ok(request) => Next::Request(request),
            Err(RecvTimeoutError::Timeout) => Next::Save,
            Err(RecvTimeoutError::Disconnected) => Next::Request(KeeperRequest::Close),
        }
    }

    /// Opens the library, keeps the article and writes what is waiting, as far as that has not been done; returns the
    /// edits written. After an error it must be called again: after a while if the error may pass, otherwise with the
    /// next edit and on leaving.
    fn catch_up(&mut self, patience: LockWait) -> Result<Vec<LoggedEdit>, StoreError> {
        self.again = None;
        let result = self.write_all(patience);
        if let Err(error) = &result {
            self.plan(error);
        }
        result
    }

    fn write_all(&mut self, patience: LockWait) -> Result<Vec<LoggedEdit>, StoreError> {
        let library = match &mut self.library {
            Some(library) => library,
            closed => {
                let library = Library::open_within(&self.folders, patience)?;
                self.n_recovered += library.n_recovered();
                closed.insert(library)
            }
        };
        library.be_patient(patience)?;
        if let Some(tell) = &self.tell_place {
            let place = library.place(&self.doc)?;
            tell(place);
            if let Some(place) = place {
                self.read.show(place, Instant::now());
            }
            self.tell_place = None;
        }
        // Another program may have removed the article. If the user has edited it since, it is worth having back.
        if !self.waiting.is_empty() && library.with_text(self.doc.fingerprint())? != self.id {
            self.id = None;
        }
        let known = self.id;
        let id = known.map_or_else(|| library.keep(&self.doc, &self.opened_as, self.opened), Ok)?;
        self.id = Some(id);
        let mut written = Vec::new();
        if !self.waiting.is_empty() {
            (written, self.numbers) = library.append_waiting(id, &self.waiting, Vec::new(), &self.numbers)?;
            self.waiting.clear();
        }
        if let Some(file) = self.file.take() {
            file.remove();
        }
        self.last = written.last().map_or(self.last, |it| it.number);
        if known.is_none() && self.listener.is_some() {
            self.greet(written.len());
        }
        if std::mem::take(&mut self.n_told) > 0 {
            self.tell(News::Saved);
        }
        Ok(written)
    }

    fn dates(&self) -> Vec<(u64, String)> {
        let kept = self.library.as_ref().zip(self.id);
        kept.and_then(|(library, id)| library.edit_dates(id).ok()).unwrap_or_default()
    }

    /// Writes where the user is and how far the article has been read, once the article is kept.
    fn write_place(&mut self) -> Result<(), StoreError> {
        let furthest = self.read.rest(Instant::now());
        let part = self.place.map(|it| it.0).or_else(|| self.read.unwritten());
        let (Some(part), Some(id), Some(library)) = (part, self.id, &mut self.library) else {
            return Ok(());
        };
        let result = library.set_place(id, part, furthest);
        match &result {
            Ok(()) => {
                self.place = None;
                self.read.wrote();
            }
            Err(error) => self.plan(error),
        }
        result
    }

    /// Decides when to try again.
    fn plan(&mut self, error: &StoreError) {
        let pause = if matches!(error, StoreError::Busy { .. }) { AGAIN_AFTER } else { DISK_AGAIN_AFTER };
        self.again = error.is_passing().then(|| Instant::now() + pause);
        // If an error does not pass by itself, only edits are worth more than one attempt.
        if self.again.is_none() {
            self.place = None;
        }
    }

    /// Reports to a new listener everything except the last `n_told` edits of the log, which it knows. The log can be
    /// read even while another program is writing.
    fn greet(&mut self, n_told: usize) {
        if let Some(why) = self.failure.take() {
            self.tell(News::Failed(why));
        }
        if let Some((id, mut edits)) = self.known() {
            self.last = edits.last().map_or(self.last, |it| it.number);
            edits.truncate(edits.len().saturating_sub(n_told));
            self.tell(News::Kept(id, edits));
        }
        if let n @ 1.. = std::mem::take(&mut self.n_recovered) {
            self.tell(News::Recovered(n));
        }
    }

    /// What can be read of the article in the library.
    fn known(&self) -> Option<(ArticleId, Vec<LoggedEdit>)> {
        let library = self.library.as_ref()?;
        let id = library.with_text(self.doc.fingerprint()).ok()??;
        Some((id, library.edits(id).ok()?))
    }

    /// Records an edit. If it cannot be written now, it is written later; reading and editing go on.
    fn record(&mut self, mut edit: annotate::Edit) {
        let made = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let made = i64::try_from(made.as_secs()).unwrap_or(i64::MAX);
        edit.renumber(|it| EditId(self.numbers.get(&it.0).copied().unwrap_or(it.0)));
        self.waiting.push(Waiting { number: FIRST_WAITING + self.n_recorded, made, edit });
        self.n_recorded += 1;
        match self.catch_up(LockWait::Brief) {
            Ok(mut written) => {
                if let Some(edit) = written.pop() {
                    self.tell(News::Recorded(edit));
                }
            }
            Err(error) => self.put_by(&error),
        }
    }

    /// Saves the waiting edits in a file, and reports that they are waiting.
    fn put_by(&mut self, error: &StoreError) {
        let is_kept = self.put_into_file().is_ok();
        let Some(Waiting { number, made, edit }) = self.waiting.last() else { return };
        let payload = serde_json::to_string(edit).expect("edits are plain JSON");
        let edit = LoggedEdit { number: *number, made: *made, payload };
        let yet = if is_kept || error.is_passing() { " yet" } else { "" };
        self.n_told = self.waiting.len();
        self.tell(News::Waiting(edit, format!("not saved{yet}: {}", error.in_short())));
    }

    fn put_into_file(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(Unsaved::begin(
                &self.folders.data,
                &self.doc,
                &self.opened_as,
                self.opened,
                self.last,
            )?),
        };
        file.hold(&self.waiting)
    }

    /// Makes the last attempts. With edits at stake, it waits longer for another program.
    fn close(&mut self) -> Result<(), Box<Unwritten>> {
        let place = self.place;
        let result = match self.catch_up(LockWait::Brief) {
            Err(StoreError::Busy { .. }) if !self.waiting.is_empty() => self.catch_up(LockWait::Long),
            result => result,
        };
        self.place = place;
        let Err(why) = result.and_then(|_| self.write_place()) else { return Ok(()) };
        let is_kept = !self.waiting.is_empty() && self.put_into_file().is_ok();
        let file = self.file.as_ref().filter(|_| is_kept).map(|it| it.path().to_owned());
        let edits = self.waiting.drain(..).map(|it| it.edit).collect();
        Err(Box::new(Unwritten { why, is_known: self.id.is_some(), edits, file }))
    }

    /// Stores an analysis in the cache. Everything works without a cache; it only saves time.
    fn put(&self, model: &str, analysis: &Analysis, is_new: bool) {
        let counts = Cache::with(&self.folders, |cache| {
            if is_new {
                cache.put_analysis(&self.doc, model, analysis)?;
            } else {
                cache.opened(&self.doc, model, analysis)?;
            }
            let fingerprint = self.doc.fingerprint();
            let members = members(&self.doc, analysis);
            let counts = members.iter().map(|it| Ok((it.entity, cache.n_elsewhere(fingerprint, it)?)));
            counts.collect::<Result<Vec<_>, StoreError>>()
        });
        let Ok(mut counts) = counts else { return };
        counts.retain(|&(_, n)| n > 0);
        self.tell(News::Elsewhere(counts));
    }

    fn tell(&self, news: News) {
        if let Some(listener) = &self.listener {
            listener(news);
        }
    }
}

#[cfg(test)]
mod tests;
