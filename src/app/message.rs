//! Messages to the interface, and the effects it asks for. Plain data: the event loop does the work.

use std::path::PathBuf;
use std::sync::Arc;

use crate::annotate::{Anchor, Edit, EditId, Entry};
use crate::app::input::action::Action;
use crate::app::{Key, Mouse};
use crate::document::{Document, Target};
use crate::nlp::{Analysis, Entity};
use crate::text::{Id, Span};

/// Something happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted. It is typed into a prompt, never treated as keys.
    Paste(String),
    /// Perform an action, as its key would.
    Run(Action),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has this size (sent once at the start).
    Resize {
        /// Width in cells.
        columns: u16,
        /// Height in cells.
        rows: u16,
    },
    /// News of the analysis.
    Analysis(Update),
    /// In how many other articles of the library the people and organizations of this one occur, for those that do.
    /// Comes after the whole analysis, to which the ids belong.
    Elsewhere(Vec<(Id<Entity>, usize)>),
    /// Answer to [`Effect::Export`].
    Exported {
        /// The format that was asked for.
        format: &'static str,
        /// The file, as typed.
        path: PathBuf,
        /// How it went.
        how: Exported,
    },
    /// The edits of this article that were already in the library.
    Log(Vec<Entry>),
    /// Answer to [`Effect::Record`].
    Recorded {
        /// The edit with its number.
        entry: Box<Entry>,
        /// Whether it is saved; if not, what happens to it and why, in one line.
        kept: Result<(), String>,
    },
    /// Answer to [`Effect::Reload`]: the article as it is now. No more news about earlier analyses will come.
    Reread(Arc<Document>),
    /// What happened to the article's file, in one line; `None` if it is unchanged.
    Source(Option<&'static str>),
    /// Which edits are not saved yet and why, in one line; `None` if all are.
    Unsaved(Option<String>),
    /// Answer to [`Effect::Write`]: what was written, or why nothing was, in one line.
    Written(Result<String, String>),
    /// A note that was being written when the program ended, for the user to continue.
    Draft {
        /// The words that it is about.
        at: Box<Anchor>,
        /// Its highlight, if there is one already.
        mark: Option<EditId>,
        /// What was written so far.
        note: String,
    },
    /// Answer to [`Effect::RunProgram`].
    Answered {
        /// The number of the run.
        run: usize,
        /// The output of the program.
        answer: ProgramAnswer,
    },
    /// Something that the user should know, for the status line.
    Notice(String),
    /// The screen must be drawn again, for example after a suspension.
    Redraw,
}

/// News of the analysis.
#[derive(Debug, Clone)]
pub enum Update {
    /// `done` of `total` units of a stage are done.
    Progress {
        /// What is being done, in words for the status line.
        stage: &'static str,
        /// Units done.
        done: usize,
        /// Units in all.
        total: usize,
    },
    /// What is known so far.
    Partial(Arc<Analysis>),
    /// The whole analysis.
    Done(Arc<Analysis>),
    /// The analysis could not be made; why, in one line.
    Failed(String),
}

/// How an export went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// The file is written.
    Written(PathBuf),
    /// The file exists and was not replaced, because overwriting was not requested.
    Exists(PathBuf),
    /// Nothing was written; why, in one line.
    Failed(String),
}

/// The output of one of the user's programs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProgramAnswer {
    /// What it wrote, cleaned of anything that could drive a terminal.
    pub text: String,
    /// A message about it, in one line: why it did not run, failed or was stopped.
    pub problem: Option<String>,
}

/// Something that the outside world is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the article. End the program, unless the article was opened from the library.
    Quit,
    /// Leave the article for the library.
    Library {
        /// Whether to show the notes of all articles there.
        notes: bool,
    },
    /// Leave the article for another one of those opened together, counted from 0.
    Article(usize),
    /// End the program.
    QuitNow,
    /// Suspend the program, as Ctrl-Z does in a shell; [`Msg::Resize`] or [`Msg::Redraw`] follows.
    Suspend,
    /// Clear the terminal and draw everything again.
    Redraw,
    /// Write the article's analysis to a file; [`Msg::Exported`] answers.
    Export {
        /// Id of one of [`Settings::formats`](crate::app::Settings::formats).
        format: &'static str,
        /// The file, as typed.
        path: PathBuf,
        /// Whether an existing file may be replaced.
        overwrite: bool,
    },
    /// Record that this part of the article is on the screen, from its first word to its last.
    Seen(Span),
    /// Save an edit, permanently if possible; [`Msg::Recorded`] answers.
    Record(Box<Edit>),
    /// Read the article's file again; [`Msg::Reread`] answers, or [`Msg::Notice`] if that fails.
    Reload,
    /// Open an address outside the program; [`Msg::Notice`] reports the result.
    Open(Target),
    /// Let the user write a note in an editor; [`Msg::Written`] answers.
    Write {
        /// The note so far.
        note: String,
        /// The words that it is about.
        about: String,
    },
    /// Run one of the user's programs, separate from ours, with the words on its standard input, too;
    /// [`Msg::Answered`] answers.
    RunProgram {
        /// The number of the run.
        run: usize,
        /// The program and its arguments, never empty; no shell may read them.
        arguments: Vec<String>,
        /// The words.
        words: String,
    },
    /// Stop the last program, with everything it started; its output is no longer wanted.
    StopProgram,
    /// Copy the text to the clipboard.
    Copy(String),
    /// The same, followed by the command that reopens the article, if the library has it.
    Cite(String),
    /// Whether the program gets the mouse, or the terminal keeps it.
    MouseCapture(bool),
}
