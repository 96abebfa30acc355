//! What comes into the interface and what it asks of the world. Plain data: the event loop does the deeds.

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
    /// Text was pasted; it is typed into a prompt and never read as keys.
    Paste(String),
    /// An action is to be done, as its key would.
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
    /// In how many other articles of the library people and organizations of this one are; of those that are in any. Comes
    /// after the whole analysis, whose entities these are.
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
    /// The edits of this article that were kept before.
    Log(Vec<Entry>),
    /// Answer to [`Effect::Record`].
    Recorded {
        /// The edit with its number.
        entry: Box<Entry>,
        /// Whether it is saved; if not, what becomes of it and why, in one line.
        kept: Result<(), String>,
    },
    /// Answer to [`Effect::Reload`]: the article as it is now. News of an analysis from before do not come any more.
    Reread(Arc<Document>),
    /// What has become of the file that the article came from, in one line; nothing if it is what was read.
    Source(Option<&'static str>),
    /// What of the edits is not saved yet and why, in one line; nothing if all are.
    Unsaved(Option<String>),
    /// Answer to [`Effect::Write`]: what was written, or in one line why nothing was.
    Written(Result<String, String>),
    /// A note that was being written when the program ended: the reader may go on with it.
    Draft {
        /// The words that it is about.
        at: Box<Anchor>,
        /// The highlight that it is of, if there is one already.
        mark: Option<EditId>,
        /// What was written so far.
        note: String,
    },
    /// Answer to [`Effect::RunProgram`].
    Answered {
        /// The number of the run.
        run: usize,
        /// What the program answered.
        answer: ProgramAnswer,
    },
    /// Something that the reader of the article should be told, in the status line.
    Notice(String),
    /// The screen must be drawn again, for example after being suspended.
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
    /// The file exists and was not replaced, since overwriting was not asked for.
    Exists(PathBuf),
    /// Nothing was written; why, in one line.
    Failed(String),
}

/// What a program of the reader's answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProgramAnswer {
    /// What it wrote, cleaned of all that could drive a terminal.
    pub text: String,
    /// What is to be told of it, in one line: why it did not run, failed or was stopped.
    pub problem: Option<String>,
}

/// Something that the world outside is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the article; end the program, unless it was opened in the library.
    Quit,
    /// Leave the article for the library.
    Library {
        /// For the notes of all articles there.
        notes: bool,
    },
    /// Leave the article for another one of those that were opened together, counted from 0.
    Article(usize),
    /// End the program.
    QuitNow,
    /// Stop the program as Ctrl-Z does in a shell; afterwards [`Msg::Resize`] or [`Msg::Redraw`] comes.
    Suspend,
    /// Clear the terminal and draw everything again.
    Redraw,
    /// Write the article's analysis to a file; [`Msg::Exported`] answers.
    Export {
        /// Id of one of [`Settings::formats`](crate::app::Settings::formats).
        format: &'static str,
        /// The file, as typed.
        path: PathBuf,
        /// Whether a file of that name may be replaced.
        overwrite: bool,
    },
    /// Remember that this part of the article is on the screen, from its first word to its last.
    Seen(Span),
    /// Keep an edit, for good where that can be; [`Msg::Recorded`] answers.
    Record(Box<Edit>),
    /// Read the article's file again; [`Msg::Reread`] answers, or [`Msg::Notice`] why not.
    Reload,
    /// Open an address outside of the program; [`Msg::Notice`] tells how that went.
    Open(Target),
    /// Let the reader write a note in an editor; [`Msg::Written`] answers.
    Write {
        /// The note so far.
        note: String,
        /// The words that it is about.
        about: String,
    },
    /// Run a program of the reader's, apart from ours, with the words on its standard input, too; [`Msg::Answered`] answers.
    RunProgram {
        /// The number of the run.
        run: usize,
        /// The program and its arguments, never empty; no shell is to read them.
        arguments: Vec<String>,
        /// The words.
        words: String,
    },
    /// Stop the program that was run last, with all that it started; nobody waits for its answer any more.
    StopProgram,
    /// Put the text into the clipboard.
    Copy(String),
    /// The same, with the way back to the article behind it, where the library has it.
    Cite(String),
    /// Let the program have the mouse, or leave it to the terminal.
    MouseCapture(bool),
}
