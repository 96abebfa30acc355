//! What can go wrong between a file and a document, worded so that a person knows what to do next.

use std::io;

use crate::document::TooLong;
use crate::import::several::ListedArticle;

/// The largest input that is read, in bytes.
pub const MAX_BYTES: usize = 64 << 20;

/// Why there is no document. `name` is the path or "standard input", cleaned for the screen.
///
/// The message says what and where; if something helps, a second line begins with `hint: `.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// Nothing exists at the path.
    #[error("`{name}`: there is no such file\nhint: check the spelling, or the folder you are in")]
    NotFound {
        /// The path.
        name: String,
    },
    /// Nothing exists at the path, which looks like an address.
    #[error(
        "`{name}`: this is an address, not a file\nhint: `byline {name}` fetches and opens it, `byline add {name}` keeps it for `byline export --open`; or save the page in a browser"
    )]
    Address {
        /// The address.
        name: String,
    },
    /// The path leads to a directory.
    #[error("`{name}`: this is a directory\nhint: name one file in it")]
    IsDirectory {
        /// The path.
        name: String,
    },
    /// The user has no permission to read it.
    #[error("`{name}`: no permission to read it\nhint: check its owner and permissions with `ls -l`")]
    PermissionDenied {
        /// The path.
        name: String,
    },
    /// Opening or reading failed for another reason.
    #[error("`{name}`: cannot be read: {source}")]
    Unreadable {
        /// The path, or "standard input".
        name: String,
        /// What the system reported.
        source: io::Error,
    },
    /// It is larger than [`MAX_BYTES`].
    #[error("`{name}`: larger than the {} MiB that byline reads\nhint: cut it into parts, e.g. with `split`", MAX_BYTES >> 20)]
    TooLarge {
        /// The path, or "standard input".
        name: String,
    },
    /// The file became shorter while it was read, twice.
    #[error(
        "`{name}`: became shorter while being read\nhint: another program is writing to it; try again when that is done"
    )]
    Shrank {
        /// The path.
        name: String,
    },
    /// There are no bytes.
    #[error("`{name}`: empty\nhint: {}", empty_hint(name))]
    Empty {
        /// The path, or "standard input".
        name: String,
    },
    /// There is no visible character, or a page has no text.
    #[error("`{name}`: contains no text")]
    Blank {
        /// The path, or "standard input".
        name: String,
    },
    /// byline does not read its format.
    #[error("`{name}`: looks like {looks_like}, which byline does not read\nhint: {hint}")]
    NotText {
        /// The path, or "standard input".
        name: String,
        /// What it seems to be, e.g. "a PDF document".
        looks_like: &'static str,
        /// What helps.
        hint: &'static str,
    },
    /// byline reads its format, but cannot read this file.
    #[error("`{name}`: {what}\nhint: {hint}")]
    Damaged {
        /// The path, or "standard input".
        name: String,
        /// What is wrong, e.g. "is encrypted".
        what: &'static str,
        /// What helps.
        hint: &'static str,
    },
    /// It contains several articles where one is wanted.
    #[error(
        "`{name}`: this is {what} of {} articles\nhint: open it with `byline {name}`, or add all to the library with `byline add {name}`",
        parts.len()
    )]
    Several {
        /// The path, or "standard input".
        name: String,
        /// What it is, with its article: "a mailbox".
        what: &'static str,
        /// The articles, in order.
        parts: Vec<ListedArticle>,
    },
    /// The text is longer than a document may be, although its bytes were not.
    #[error("`{name}`: {source}")]
    TooLong {
        /// The path, or "standard input".
        name: String,
        /// How long it is.
        source: TooLong,
    },
}

/// The name of standard input.
pub(super) const STDIN: &str = "standard input";

fn empty_hint(name: &str) -> &'static str {
    if name == STDIN {
        "pipe an article into it, e.g. `cat article.txt | byline -`"
    } else {
        "was it saved completely?"
    }
}
