//! The article's file, watched on a separate thread: whether it has changed, and its new text. Nothing is polled: the
//! thread looks only when asked, and sleeps otherwise.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant, SystemTime};
use std::{io, mem};

use crate::app::Msg;
use crate::document::Document;
use crate::import;
use crate::tui::Event;
use crate::tui::fault::first_line;

/// The shortest time between two looks at a file, however many keys are pressed.
const LOOK_INTERVAL: Duration = Duration::from_secs(1);

/// The text of the status line after a file has changed, with actions in braces.
const CHANGED: &str = "the file has changed: {reload} reads it again";

/// A name for standard input, on systems that have one.
const STDIN: &str = "/dev/stdin";

/// Where an article came from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file, and its state when it was read.
    File(PathBuf, Stamp),
    /// A web page: its host, and a function that fetches it.
    Web(String, Refetch),
    /// Something that cannot be read again; why, in one line.
    Gone(String),
}

/// Fetches the page again; the error says on one line why that failed.
#[derive(Clone)]
pub struct Refetch(pub Arc<dyn Fn() -> Result<Document, String> + Send + Sync>);

impl fmt::Debug for Refetch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Refetch")
    }
}

impl Source {
    /// A file that is about to be read.
    pub fn file(path: &Path) -> Self {
        Self::File(path.to_owned(), Stamp::of(path))
    }

    /// Its path. Standard input may be a file, too.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::File(path, _) => path,
            Self::Gone(_) | Self::Web(..) => Path::new(STDIN),
        }
    }
}

/// What identifies a state of a file: its size, its time and which file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp(Option<(u64, Option<SystemTime>, u64)>);

impl Stamp {
    /// The current state of the file, even if there is none.
    pub fn of(path: &Path) -> Self {
        let of = |it: fs::Metadata| (it.len(), it.modified().ok(), file_number(&it));
        Self(fs::metadata(path).ok().map(of))
    }
}

#[cfg(unix)]
fn file_number(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn file_number(_: &fs::Metadata) -> u64 {
    0
}

/// Sends requests to the thread.
#[derive(Debug)]
pub(super) struct Watch {
    requests: Result<Sender<SourceRequest>, String>,
    /// The host, if the article comes from the web.
    host: Option<String>,
    looked: Option<Instant>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SourceRequest {
    Look,
    Read,
}

impl Watch {
    /// Starts the thread, if there is a file.
    pub(super) fn spawn(source: Source, out: Sender<Event>) -> io::Result<Self> {
        let host = match &source {
            Source::Web(host, _) => Some(host.clone()),
            Source::File(..) | Source::Gone(_) => None,
        };
        let requests = match source {
            Source::Web(_, refetch) => {
                let (requests, inbox) = mpsc::channel();
                let serve = move || serve_page(&refetch, &inbox, |event| out.send(event).is_ok());
                thread::Builder::new().name("source".to_owned()).spawn(serve)?;
                Ok(requests)
            }
            Source::Gone(why) => Err(why),
            Source::File(path, stamp) => {
                let (requests, inbox) = mpsc::channel();
                let serve = move || serve(&path, stamp, &inbox, |event| out.send(event).is_ok());
                thread::Builder::new().name("source".to_owned()).spawn(serve)?;
                Ok(requests)
            }
        };
        Ok(Self { requests, host, looked: None })
    }

    /// The host that is contacted to read the article again, if it comes from the web.
    pub(super) fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// Looks at the file, unless that was just done.
    pub(super) fn look(&mut self) {
        if self.looked.is_none_or(|it| it.elapsed() >= LOOK_INTERVAL) {
            self.look_at_once();
        }
    }

    /// Looks at the file in any case.
    pub(super) fn look_at_once(&mut self) {
        if let Ok(requests) = &self.requests {
            self.looked = Some(Instant::now());
            let _ = requests.send(SourceRequest::Look); // a thread that has ended has no listener either
        }
    }

    /// Reads the file again; [`Event::Reread`] answers. The error says why there is nothing to read.
    pub(super) fn read(&self) -> Result<(), &str> {
        let requests = self.requests.as_ref().map_err(String::as_str)?;
        requests.send(SourceRequest::Read).map_err(|_| "the thread that reads is gone")
    }
}

/// Handles requests until no more can come, or nobody is listening.
fn serve(path: &Path, read: Stamp, inbox: &Receiver<SourceRequest>, tell: impl Fn(Event) -> bool) {
    let (mut read, mut told) = (read, read);
    while let Ok(request) = inbox.recv() {
        let now = Stamp::of(path);
        let event = match request {
            SourceRequest::Look if mem::replace(&mut told, now) == now => continue,
            SourceRequest::Look => Event::Msg(Msg::Source(difference(read, now))),
            SourceRequest::Read => {
                let doc = read_file(path);
                if doc.is_ok() {
                    // The state before reading, so that a change in the meantime is noticed at the next look.
                    (read, told) = (now, now);
                }
                Event::Reread(doc.map(Arc::new))
            }
        };
        if !tell(event) {
            return;
        }
    }
}

/// The same for a web page, which is never looked at without a request.
fn serve_page(page: &Refetch, inbox: &Receiver<SourceRequest>, tell: impl Fn(Event) -> bool) {
    while let Ok(request) = inbox.recv() {
        if request == SourceRequest::Read && !tell(Event::Reread((page.0)().map(Arc::new))) {
            return;
        }
    }
}

/// A pipe or device in its place would block, or never end.
fn read_file(path: &Path) -> Result<Document, String> {
    if fs::metadata(path).is_ok_and(|it| !it.is_file()) {
        return Err("it is no longer a file".to_owned());
    }
    import::open(path, &import::Options::STANDARD).map_err(|it| first_line(&it.to_string()))
}

/// What the status line says about the file; `None` if it is unchanged.
fn difference(read: Stamp, now: Stamp) -> Option<&'static str> {
    match now {
        _ if now == read => None,
        Stamp(None) => Some("the file is gone; its text stays"),
        Stamp(Some(_)) => Some(CHANGED),
    }
}

/// The result of [`Watch::read`].
pub(super) type Reread = Result<Arc<Document>, String>;

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests change files of their own")]
mod tests {
    use super::*;

    /// A file for a test, which was just read, and the thread that watches it.
    struct WatchedFile {
        path: PathBuf,
        requests: Sender<SourceRequest>,
        events: Receiver<Event>,
    }

    fn watched(name: &str) -> WatchedFile {
        let folder = std::env::temp_dir().join(format!("byline-source-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.txt");
        fs::write(&path, "One.").unwrap();
        let (requests, inbox) = mpsc::channel();
        let (out, events) = mpsc::channel();
        let (file, stamp) = (path.clone(), Stamp::of(&path));
        thread::spawn(move || serve(&file, stamp, &inbox, |event| out.send(event).is_ok()));
        WatchedFile { path, requests, events }
    }

    impl WatchedFile {
        fn request(&self, request: SourceRequest) {
            self.requests.send(request).unwrap();
        }

        /// The next report: a text, or a message for the user.
        fn told(&self) -> Option<String> {
            match self.events.recv().ok()? {
                Event::Reread(doc) => Some(doc.map_or_else(|why| why, |doc| doc.text().to_owned())),
                Event::Msg(Msg::Source(news)) => Some(news.unwrap_or("as read").to_owned()),
                other => panic!("{other:?}"),
            }
        }

        /// Ends the thread; returns whether there was nothing more to report.
        fn ends_silently(self) -> bool {
            drop(self.requests);
            let is_silent = self.events.recv().is_err();
            fs::remove_dir_all(self.path.parent().unwrap()).unwrap();
            is_silent
        }
    }

    #[test]
    fn a_change_is_told_once_and_gone_when_it_is_read() {
        let file = watched("change");
        file.request(SourceRequest::Look);
        // In one step, because a half-written file would be another change.
        let other = file.path.with_extension("new");
        fs::write(&other, "One. Two.").unwrap();
        fs::rename(&other, &file.path).unwrap();
        // Whether or not the first look came earlier, the change is reported once.
        file.request(SourceRequest::Look);
        assert_eq!(file.told().as_deref(), Some(CHANGED));
        file.request(SourceRequest::Look);
        file.request(SourceRequest::Read);
        assert_eq!(file.told().as_deref(), Some("One. Two."));
        file.request(SourceRequest::Look);
        assert!(file.ends_silently());
    }

    #[test]
    fn a_file_put_in_its_place_is_a_change_and_one_that_is_gone_is_told() {
        let file = watched("replace");
        let other = file.path.with_extension("new");
        fs::write(&other, "Two.").unwrap();
        fs::rename(&other, &file.path).unwrap();
        file.request(SourceRequest::Look);
        assert_eq!(file.told().as_deref(), Some(CHANGED));
        fs::remove_file(&file.path).unwrap();
        file.request(SourceRequest::Look);
        assert_eq!(file.told().as_deref(), Some("the file is gone; its text stays"));
        file.request(SourceRequest::Read);
        let told = file.told().unwrap();
        assert!(told.ends_with("a.txt`: there is no such file"), "{told}");
        fs::write(&file.path, "Three.").unwrap();
        file.request(SourceRequest::Look);
        assert_eq!(file.told().as_deref(), Some(CHANGED));
        file.request(SourceRequest::Read);
        assert_eq!(file.told().as_deref(), Some("Three."));
        assert!(file.ends_silently());
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_device_or_folder_in_its_place_is_told_and_a_file_read_again_later() {
        let file = watched("pipe");
        let links = ["/dev/zero", "/"];
        let make_pipe = || {
            let made = std::process::Command::new("mkfifo").arg(&file.path).status().unwrap();
            assert!(made.success());
        };
        for at in 0..=links.len() {
            fs::remove_file(&file.path).unwrap();
            match links.get(at) {
                Some(link) => std::os::unix::fs::symlink(link, &file.path).unwrap(),
                None => make_pipe(),
            }
            file.request(SourceRequest::Read);
            assert_eq!(file.told().as_deref(), Some("it is no longer a file"));
        }
        fs::remove_file(&file.path).unwrap();
        fs::write(&file.path, "Two.").unwrap();
        file.request(SourceRequest::Read);
        assert_eq!(file.told().as_deref(), Some("Two."));
        assert!(file.ends_silently());
    }

    #[test]
    fn what_is_no_file_says_why_it_is_not_read() {
        let (out, _inbox) = mpsc::channel();
        let mut watch = Watch::spawn(Source::Gone("it came through a pipe".to_owned()), out).unwrap();
        watch.look();
        assert_eq!(watch.read(), Err("it came through a pipe"));
    }
}
