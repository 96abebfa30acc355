//! The thread that lists, searches and removes for the library screen, so that no key waits for a disk. Of several
//! waiting searches, only the last one is run.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crate::app::shelf::{Found, Hit, Piece, Query, SearchScope, ShelfMsg};
use crate::digest::counted;
use crate::document::Fingerprint;
use crate::store::{self, ArticleId, Cache, Folders, Library, NameMatch, StoreError, typed_words};
use crate::tui::event_loop::Event;
use crate::tui::fault::first_line;
use crate::tui::listing::{article, articles, clean, notes};

/// How many results of a search are shown: more than anyone looks through.
const MAX_HITS: usize = 100;

/// Sends requests to the thread, which ends with this value.
#[derive(Debug)]
pub(super) struct Librarian(Sender<LibraryRequest>);

#[derive(Debug)]
enum LibraryRequest {
    List,
    Notes,
    Find(Query),
    Remove(i64),
}

impl Librarian {
    /// Starts the thread. `model` identifies the analyses that say who is in an article.
    pub(super) fn spawn(folders: Folders, model: String, out: Sender<Event>) -> io::Result<Self> {
        let (sender, inbox) = mpsc::channel();
        thread::Builder::new().name("librarian".to_owned()).spawn(move || {
            let mut worker = LibraryWorker { folders, model, open: None };
            // Nobody is listening only when the program ends.
            worker.serve(&inbox, &|msg| drop(out.send(Event::Shelf(msg))));
        })?;
        Ok(Self(sender))
    }

    /// Requests all articles.
    pub(super) fn list(&self) {
        self.request(LibraryRequest::List);
    }

    /// Requests all notes.
    pub(super) fn notes(&self) {
        self.request(LibraryRequest::Notes);
    }

    /// Requests a search.
    pub(super) fn find(&self, query: Query) {
        self.request(LibraryRequest::Find(query));
    }

    /// Removes an article, and requests the others.
    pub(super) fn remove(&self, id: i64) {
        self.request(LibraryRequest::Remove(id));
    }

    fn request(&self, request: LibraryRequest) {
        // The thread lives as long as this handle.
        drop(self.0.send(request));
    }
}

struct LibraryWorker {
    folders: Folders,
    model: String,
    open: Option<Library>,
}

impl LibraryWorker {
    fn serve(&mut self, inbox: &Receiver<LibraryRequest>, tell: &dyn Fn(ShelfMsg)) {
        while let Ok(first) = inbox.recv() {
            let requests: Vec<_> = std::iter::once(first).chain(inbox.try_iter()).collect();
            let last = requests.iter().rposition(|it| matches!(it, LibraryRequest::Find(_)));
            for (at, request) in requests.into_iter().enumerate() {
                match request {
                    LibraryRequest::Find(query) if Some(at) == last => {
                        let found = self.find(&query).map_err(|it| why(&it));
                        tell(ShelfMsg::Found(query, found));
                    }
                    LibraryRequest::Find(_) => {}
                    LibraryRequest::List => self.list(tell),
                    LibraryRequest::Notes => tell(match self.opened().and_then(|it| notes(it)) {
                        Ok(notes) => ShelfMsg::Noted(notes),
                        Err(error) => ShelfMsg::Notice(why(&error)),
                    }),
                    LibraryRequest::Remove(id) => {
                        let told = match self.remove(id) {
                            Ok(name) => format!("removed: {}", clean(&name)),
                            Err(error) => format!("not removed: {}", why(&error)),
                        };
                        self.list(tell);
                        tell(ShelfMsg::Notice(told));
                    }
                }
            }
        }
    }

    fn opened(&mut self) -> Result<&mut Library, StoreError> {
        let library = match self.open.take() {
            Some(library) => library,
            None => Library::open_to_read(&self.folders)?,
        };
        Ok(self.open.insert(library))
    }

    fn list(&mut self, tell: &dyn Fn(ShelfMsg)) {
        tell(match self.opened().and_then(|it| articles(it)) {
            Ok(articles) => ShelfMsg::Listed(articles),
            Err(error) => ShelfMsg::Notice(why(&error)),
        });
    }

    fn remove(&mut self, id: i64) -> Result<String, StoreError> {
        let folders = self.folders.clone();
        Ok(store::remove(&folders, self.opened()?, ArticleId::from_i64(id))?.name)
    }

    fn find(&mut self, query: &Query) -> Result<Found, StoreError> {
        let words = typed_words(&query.text);
        let result = match query.scope {
            SearchScope::Words => self.opened().and_then(|it| it.search(&words, Some(MAX_HITS))).map(found),
            SearchScope::Notes => {
                self.opened().and_then(|it| it.search_notes(&words, Some(MAX_HITS))).map(found)
            }
            SearchScope::Names => self.names(&words),
        };
        match result {
            Err(StoreError::NoWord) => Ok(Found::default()),
            result => result,
        }
    }

    /// Who the articles name, as far as they have been analysed; analysing them here would take too long.
    fn names(&mut self, words: &[String]) -> Result<Found, StoreError> {
        let naming = self.opened()?.naming(words)?;
        let cache = Cache::open(&self.folders)?;
        let known = cache.known(&self.model)?;
        let n_unknown = naming.iter().filter(|(_, it)| !known.contains(it)).count();
        let ids: HashMap<Fingerprint, ArticleId> = naming.into_iter().map(|(id, it)| (it, id)).collect();
        let mut by_article: HashMap<ArticleId, Vec<NameMatch>> = HashMap::new();
        for name_match in cache.who(words, &self.model)? {
            if let Some(&id) = ids.get(&name_match.fingerprint) {
                by_article.entry(id).or_default().push(name_match);
            }
        }
        let mut found: Vec<_> = by_article.into_iter().collect();
        found.sort_by_key(|(id, of)| Reverse((of.iter().map(|it| it.n_mentions).sum::<usize>(), *id)));
        let n_articles = found.len();
        let library = self.opened()?;
        let hits = found
            .into_iter()
            .take(MAX_HITS)
            .map(|(id, of)| Ok(Hit { article: article(&library.entry(id)?), note: None, line: people(&of) }));
        Ok(Found { n_articles, hits: hits.collect::<Result<_, StoreError>>()?, n_unknown })
    }
}

/// What the library found, in the form of the library screen.
fn found(found: store::Found) -> Found {
    let piece = |it: store::Piece| Piece { text: without_controls(&it.text), is_hit: it.is_hit };
    let hit = |it: store::Hit| {
        let about = it.note.map(|_| Piece { text: "note: ".to_owned(), is_hit: false });
        let line = about.into_iter().chain(it.snippet.into_iter().map(piece)).collect();
        Hit { article: article(&it.entry), note: it.note, line }
    };
    Found { n_articles: found.n_articles, hits: found.hits.into_iter().map(hit).collect(), n_unknown: 0 }
}

/// "Ann Reed, person: 2 mentions; Reed & Sons, organization: 1 mention".
fn people(name_matches: &[NameMatch]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (at, it) in name_matches.iter().enumerate() {
        if at > 0 {
            pieces.push(Piece { text: "; ".to_owned(), is_hit: false });
        }
        pieces.push(Piece { text: clean(&it.name), is_hit: true });
        let mentions = counted(it.n_mentions, "mention");
        pieces.push(Piece { text: format!(", {}: {mentions}", it.kind.word()), is_hit: false });
    }
    pieces
}

/// On one line already; its outer spaces stay.
fn without_controls(text: &str) -> String {
    crate::text::sanitize::sanitize(text).text.replace(['\n', '\t'], " ")
}

fn why(error: &StoreError) -> String {
    first_line(&error.to_string())
}
