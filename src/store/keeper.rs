//! The thread that keeps the article being read, so that no key waits for a disk: it opens the library, tells where the
//! reader was, and writes places when they have rested for a moment and when the reader leaves.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};
use std::{io, panic};

use crate::document::Document;
use crate::nlp::Entity;
use crate::store::{ArticleId, Cache, Edit, Folders, Library, Member, StoreError};
use crate::text::{ByteOffset, Id, Span};

/// A place is written so long after it was left, unless the reader quits before: one write for many keys.
const SAVE_AFTER: Duration = Duration::from_secs(1);

/// What was on the screen for so long counts as read: who only opens a page, or jumps to its end and back, has not read it.
const RESTED: Duration = Duration::from_secs(3);

/// What the thread has to tell.
#[derive(Debug)]
pub enum News {
    /// Nothing more will be kept; why.
    Failed(String),
    /// The article's number, and its edits so far; told first.
    Kept(ArticleId, Vec<Edit>),
    /// Answer to [`Pen::record`]: the edit with its number, once it is on the disk, or why it is not.
    Recorded(Result<Edit, String>),
    /// In how many other articles the people and organizations of this one are, those that are in any.
    Elsewhere(Vec<(Id<Entity>, usize)>),
}

/// The library has not told where the reader was: it cannot, or not in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unknown;

/// Gives orders to the thread; may be cloned and sent.
#[derive(Debug, Clone)]
pub struct Pen(Sender<Order>);

/// Handle on the thread.
#[derive(Debug)]
pub struct Keeper {
    pen: Pen,
    place: Receiver<Option<Span>>,
    thread: JoinHandle<Result<(), StoreError>>,
}

enum Order {
    Listen(Box<dyn Fn(News) + Send>),
    Seen(Span),
    Cast { model: String, members: Vec<Member> },
    Record(String),
    Close,
}

impl std::fmt::Debug for Order {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Order")
    }
}

impl Pen {
    /// This part of the article is on the screen.
    pub fn seen(&self, part: Span) {
        self.send(Order::Seen(part));
    }

    /// These people and organizations are in the article, as the model found.
    pub fn cast(&self, model: String, members: Vec<Member>) {
        self.send(Order::Cast { model, members });
    }

    /// Adds an edit, as JSON, to the article's log. [`News::Recorded`] answers; false if there is nobody to do so.
    pub fn record(&self, payload: String) -> bool {
        self.0.send(Order::Record(payload)).is_ok()
    }

    fn send(&self, order: Order) {
        // A thread that has failed has told why.
        drop(self.0.send(order));
    }
}

impl Keeper {
    /// Starts the thread, which keeps the article, opened now under a name.
    pub fn spawn(
        folders: Folders,
        doc: Arc<Document>,
        opened_as: String,
        now: SystemTime,
    ) -> io::Result<Self> {
        let (orders, inbox) = mpsc::channel();
        let (tell_place, place) = mpsc::sync_channel(1);
        let thread = thread::Builder::new().name("library".to_owned()).spawn(move || {
            let mut desk = Desk { unsaved: None, read: Read::default(), listener: None, doc, folders };
            let result = desk.serve(&inbox, &opened_as, now, move |it| {
                let _ = tell_place.try_send(it); // nobody waits for it any more
            });
            if let Err(error) = &result {
                desk.report_failure(error, &inbox);
            }
            result
        })?;
        Ok(Self { pen: Pen(orders), place, thread })
    }

    /// The part of the article that was on the screen last, if it was opened before. Waits for the disk, but not longer
    /// than so.
    pub fn place(&self, limit: Duration) -> Result<Option<Span>, Unknown> {
        self.place.recv_timeout(limit).map_err(|_| Unknown)
    }

    /// From now on, what the thread has to tell goes there.
    pub fn listen(&self, listener: impl Fn(News) + Send + 'static) {
        self.pen.send(Order::Listen(Box::new(listener)));
    }

    /// For giving orders.
    pub fn pen(&self) -> Pen {
        self.pen.clone()
    }

    /// Writes what is not yet written, and waits for that.
    pub fn close(self) -> Result<(), StoreError> {
        self.pen.send(Order::Close);
        self.thread.join().unwrap_or_else(|payload| panic::resume_unwind(payload))
    }
}

struct Desk {
    folders: Folders,
    doc: Arc<Document>,
    /// Where the reader is, and since when it waits to be written.
    unsaved: Option<(Span, Instant)>,
    read: Read,
    listener: Option<Box<dyn Fn(News) + Send>>,
}

/// How far the article is read.
#[derive(Debug, Default)]
struct Read {
    /// What is on the screen, and since when.
    shown: Option<(Span, Instant)>,
    /// The byte after the last word that rested on the screen.
    furthest: ByteOffset,
}

impl Read {
    fn show(&mut self, part: Span, now: Instant) {
        self.rest(now);
        self.shown = Some((part, now));
    }

    /// Counts what is on the screen, if it has been there for long enough; tells how far all is read.
    fn rest(&mut self, now: Instant) -> ByteOffset {
        if let Some((part, _)) = self.shown.filter(|(_, since)| now.duration_since(*since) >= RESTED) {
            self.furthest = self.furthest.max(part.end());
        }
        self.furthest
    }
}

impl Desk {
    fn serve(
        &mut self,
        inbox: &Receiver<Order>,
        opened_as: &str,
        now: SystemTime,
        tell_place: impl Fn(Option<Span>),
    ) -> Result<(), StoreError> {
        // Beginning a library takes a while, and nobody should wait for what cannot be in it.
        let is_new = !Library::exists(&self.folders);
        if is_new {
            tell_place(None);
        }
        let mut library = Library::open(&self.folders)?;
        if !is_new {
            let place = library.place(&self.doc)?;
            tell_place(place);
            self.read.shown = place.map(|it| (it, Instant::now()));
        }
        let id = library.keep(&self.doc, opened_as, now)?;
        loop {
            match self.next(inbox) {
                Some(Order::Listen(listener)) => {
                    self.listener = Some(listener);
                    self.tell(News::Kept(id, library.edits(id)?));
                }
                Some(Order::Record(payload)) => self.record(&mut library, id, payload),
                Some(Order::Seen(part)) => {
                    self.read.show(part, Instant::now());
                    let since = self.unsaved.map_or_else(Instant::now, |(_, since)| since);
                    self.unsaved = Some((part, since));
                }
                Some(Order::Cast { model, members }) => self.put_cast(&model, &members),
                Some(Order::Close) => return self.save(&mut library, id),
                None => self.save(&mut library, id)?,
            }
        }
    }

    /// The next order; `None` when it is time to write the place.
    fn next(&self, inbox: &Receiver<Order>) -> Option<Order> {
        let Some((_, since)) = self.unsaved else {
            // Nobody holds a pen any more: as good as closed.
            return Some(inbox.recv().unwrap_or(Order::Close));
        };
        match inbox.recv_timeout(SAVE_AFTER.saturating_sub(since.elapsed())) {
            Ok(order) => Some(order),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Order::Close),
        }
    }

    fn save(&mut self, library: &mut Library, id: ArticleId) -> Result<(), StoreError> {
        let furthest = self.read.rest(Instant::now());
        match self.unsaved.take().or(self.read.shown) {
            Some((part, _)) => library.set_place(id, part, furthest),
            None => Ok(()),
        }
    }

    /// What cannot be written now may be written later: reading and editing go on.
    fn record(&self, library: &mut Library, id: ArticleId, payload: String) {
        let made = SystemTime::now();
        let written = library.append_edit(id, &payload, made);
        self.tell(News::Recorded(written.map_err(|error| error.to_string())));
    }

    /// Without a cache one reads on as with it: it only saves work.
    fn put_cast(&self, model: &str, members: &[Member]) {
        let counts = Cache::open(&self.folders).and_then(|mut cache| {
            let fingerprint = self.doc.fingerprint();
            cache.put(fingerprint, model, members)?;
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

    /// Tells the listener, also one that comes later, and takes no more orders.
    fn report_failure(&mut self, error: &StoreError, inbox: &Receiver<Order>) {
        while self.listener.is_none() {
            match inbox.recv() {
                Ok(Order::Listen(listener)) => self.listener = Some(listener),
                Ok(Order::Close) | Err(_) => return,
                Ok(Order::Seen(_) | Order::Cast { .. } | Order::Record(_)) => {}
            }
        }
        self.tell(News::Failed(error.to_string()));
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::digest::sample;
    use crate::store::members;
    use crate::store::testing::{article, folder, time};

    const LONG: Duration = Duration::from_mins(1);

    fn keeper(folders: &Folders, doc: &Arc<Document>) -> Keeper {
        Keeper::spawn(folders.clone(), Arc::clone(doc), "a.txt".to_owned(), time(1)).unwrap()
    }

    #[test]
    fn the_last_place_is_written_on_closing_and_told_when_opened_again() {
        let folders = Folders::within(&folder("keeper"));
        let doc = Arc::new(article("Head", &["One two three.", "Four."]));
        let first = keeper(&folders, &doc);
        assert_eq!(first.place(LONG), Ok(None));
        for start in 0..9 {
            first.pen().seen(Span::new(start, 20));
        }
        first.close().unwrap();
        let second = keeper(&folders, &doc);
        assert_eq!(second.place(LONG), Ok(Some(Span::new(8, 20))));
        second.close().unwrap();
    }

    #[test]
    fn what_rested_on_the_screen_is_read_and_what_flew_by_is_not() {
        let begin = Instant::now();
        let at = |seconds: u64| begin + Duration::from_secs(seconds);
        let mut read = Read::default();
        read.show(Span::new(0, 50), at(0));
        assert_eq!(
            read.rest(at(1)),
            ByteOffset::new(0),
            "a page that fits the screen is not read when it opens"
        );
        read.show(Span::new(900, 1000), at(4));
        read.show(Span::new(40, 90), at(5));
        assert_eq!(read.rest(at(5)), ByteOffset::new(50), "the end was only looked at");
        read.show(Span::new(0, 50), at(20));
        assert_eq!(read.rest(at(60)), ByteOffset::new(90), "who goes back has still read on");
    }

    #[test]
    fn a_place_is_written_though_the_reader_stays() {
        let folders = Folders::within(&folder("debounce"));
        let doc = Arc::new(article("Head", &["One two three."]));
        let keeper = keeper(&folders, &doc);
        assert_eq!(keeper.place(LONG), Ok(None));
        keeper.pen().seen(Span::new(6, 9));
        let library = Library::open(&folders).unwrap();
        while library.place(&doc).unwrap().is_none() {
            thread::yield_now();
        }
        keeper.close().unwrap();
    }

    #[test]
    fn a_failure_is_told_and_the_place_not_waited_for() {
        let folder = folder("failure");
        fs::write(folder.join("library.db"), "this is not a database but some text".repeat(30)).unwrap();
        let doc = Arc::new(article("Head", &["One."]));
        let keeper = keeper(&Folders::within(&folder), &doc);
        assert_eq!(keeper.place(LONG), Err(Unknown));
        keeper.pen().seen(Span::new(0, 4));
        let (sender, inbox) = mpsc::channel();
        keeper.listen(move |news| drop(sender.send(news)));
        let Ok(News::Failed(message)) = inbox.recv() else { panic!("no failure") };
        assert!(message.contains("library.db`: damaged: ") && message.contains("\nhint: "), "{message}");
        assert!(matches!(keeper.close(), Err(StoreError::Damaged { .. })));
    }

    #[test]
    fn an_edit_is_answered_once_it_is_written_and_told_when_opened_again() {
        let folders = Folders::within(&folder("edits"));
        let doc = Arc::new(article("Head", &["One two three."]));
        let first = keeper(&folders, &doc);
        let (sender, inbox) = mpsc::channel();
        first.listen(move |news| drop(sender.send(news)));
        assert!(matches!(inbox.recv(), Ok(News::Kept(_, edits)) if edits.is_empty()));
        assert!(first.pen().record("{\"a\":1}".to_owned()));
        let Ok(News::Recorded(Ok(edit))) = inbox.recv() else { panic!("no answer") };
        assert_eq!((edit.number, edit.payload.as_str()), (1, "{\"a\":1}"));
        first.pen().record("no JSON".to_owned());
        assert!(matches!(inbox.recv(), Ok(News::Recorded(Err(_)))), "what cannot be written is told");
        first.close().unwrap();
        let second = keeper(&folders, &doc);
        let (sender, inbox) = mpsc::channel();
        second.listen(move |news| drop(sender.send(news)));
        let Ok(News::Kept(_, edits)) = inbox.recv() else { panic!("no edits") };
        assert_eq!(edits, [edit]);
        second.close().unwrap();
    }

    #[test]
    fn who_is_in_other_articles_is_told_after_the_analysis() {
        let folders = Folders::within(&folder("cast"));
        let mut told = Vec::new();
        for text in
            ["[PER Ann Lee] met [PER Bob Day].", "[PER Ann Lee] left.", "[PER Cy Hill] met [PER Ann Lee]."]
        {
            let (doc, analysis) = sample::article(&[text]);
            let keeper = keeper(&folders, &doc);
            let (sender, inbox) = mpsc::channel();
            keeper.listen(move |news| drop(sender.send(news)));
            keeper.pen().cast("m".to_owned(), members(&doc, &analysis));
            keeper.close().unwrap();
            let news = inbox.iter().find(|it| matches!(it, News::Elsewhere(_)));
            let Some(News::Elsewhere(counts)) = news else { panic!("nothing told") };
            told.push(counts.into_iter().map(|(id, n)| (id.to_usize(), n)).collect::<Vec<_>>());
        }
        assert_eq!(told, [vec![], vec![(0, 1)], vec![(1, 2)]]);
    }
}
