//! The parts of a format that byline reads: how it is recognized, and how it becomes documents.

use crate::document::{Document, TooLong};
use crate::import::given::Given;
use crate::import::guard::Exceeded;
use crate::import::several::ListedArticle;

/// What a caller can choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// How long the article in a web page is searched for; after that, all text of the page is shown.
    pub extraction_limit: std::time::Duration,
    /// How long any other file that is more than text may take; after that, it is rejected.
    pub reading_limit: std::time::Duration,
}

impl Options {
    /// For interactive use: real pages take some milliseconds, the largest known ones less than a second; a book or a
    /// report of hundreds of pages takes some seconds.
    pub const STANDARD: Self = Self {
        extraction_limit: std::time::Duration::from_secs(5),
        reading_limit: std::time::Duration::from_secs(20),
    };
}

/// A format that byline reads.
#[derive(Debug)]
pub struct Importer {
    /// Its name, as people say it.
    pub name: &'static str,
    /// How it is read, in one line of Markdown.
    pub about: &'static str,
    /// File extensions, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Media types, in lower case.
    pub media_types: &'static [&'static str],
    /// Whether bytes look like this format.
    pub(super) look: fn(&Given<'_>) -> Look,
    pub(super) read: Read,
}

/// How sure a format is that some bytes belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// They do not, or nothing shows that they do.
    Unlike,
    /// They seem to, unless name or media type says otherwise.
    Like,
    /// They do, whatever the file is called.
    Certain,
}

impl Look {
    /// `Certain` if true.
    pub(super) const fn certain_if(is_so: bool) -> Self {
        if is_so { Self::Certain } else { Self::Unlike }
    }

    /// `Like` if true.
    pub(super) const fn like_if(is_so: bool) -> Self {
        if is_so { Self::Like } else { Self::Unlike }
    }
}

/// How a format becomes documents.
#[derive(Debug, Clone, Copy)]
pub(super) enum Read {
    /// Text, in time proportional to its length.
    Text(fn(&Given<'_>, &Options) -> Result<Document, TooLong>),
    /// A file that is unpacked or parsed in other ways, on a thread that can be abandoned.
    Guarded(fn(&Given<'_>, &Options) -> Result<Document, Fault>),
    /// A file with several articles: what they are, and the first of them. On a thread that can be abandoned, too.
    Several {
        /// What it is, with its article: "a mailbox".
        what: &'static str,
        list: fn(&Given<'_>) -> Result<Vec<ListedArticle>, Fault>,
        read: fn(&Given<'_>, &Options) -> Result<Document, Fault>,
    },
}

/// Why a file gave no document.
#[derive(Debug)]
pub(super) enum Fault {
    /// Its text is too long.
    TooLong(TooLong),
    /// It is what it seems to be, but cannot be read: what is wrong, and what helps.
    Unreadable(&'static str, &'static str),
}

/// What helps if a file is damaged.
pub(super) const DAMAGED: &str =
    "was it saved completely? Open it in the program that made it, and save it as text or HTML";

impl From<TooLong> for Fault {
    fn from(it: TooLong) -> Self {
        Self::TooLong(it)
    }
}

impl From<Exceeded> for Fault {
    fn from(_: Exceeded) -> Self {
        Self::Unreadable(
            "unpacks to more data than byline reads",
            "unpack it yourself, and open the part that you want to read",
        )
    }
}
