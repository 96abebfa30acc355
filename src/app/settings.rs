//! What the interface is told at its start. Found out by others: nothing here looks at the environment.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::input::keymap::Keymap;
use crate::app::{Forms, ListView};

/// Lines are this short or long at the utmost, in cells.
pub const MEASURES: (u16, u16) = (32, 120);

/// How many colours may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColorDepth {
    /// None; bold, underline, reverse, dim and italic only.
    None,
    /// The sixteen of the terminal's own palette.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Red, green, blue.
    True,
}

/// A format that the analysis can be exported in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// What the command line calls it: `json`.
    pub id: &'static str,
    /// What it is, in a few words.
    pub description: &'static str,
    /// Ending of its files, without a dot.
    pub extension: &'static str,
}

/// What the interface is told at its start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What the title line calls the article: the file's name, or "standard input". Sanitized.
    pub name: String,
    /// Only ASCII signs in frames and marks.
    pub ascii: bool,
    /// The terminal's background is dark.
    pub dark: bool,
    /// How many colours may be used.
    pub colors: ColorDepth,
    /// Formats to export in, in the order to offer them.
    pub formats: Vec<Format>,
    /// There is a library to go to.
    pub has_library: bool,
    /// What the reader begins with.
    pub start: Start,
    /// Which keys do what.
    pub keymap: Arc<Keymap>,
    /// What the themes for dark and for light backgrounds are called.
    pub theme_names: [String; 2],
    /// What the first status line tells, until a key is pressed.
    pub notice: Option<String>,
    /// The articles that were opened together with this one, if there are others.
    pub among: Option<Among>,
}

/// Articles that were opened together, and which of them this one is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Among {
    /// What they are called, in order. Cleaned and on one line.
    pub titles: Arc<[String]>,
    /// The place of this one, from 0.
    pub at: usize,
}

impl Default for Settings {
    /// Of nothing, without colours.
    fn default() -> Self {
        Self {
            name: String::new(),
            ascii: false,
            dark: true,
            colors: ColorDepth::None,
            formats: Vec::new(),
            has_library: false,
            start: Start::default(),
            keymap: Arc::default(),
            theme_names: ["dark", "light"].map(str::to_owned),
            notice: None,
            among: None,
        }
    }
}

/// What the reader begins with; keys change it while one reads.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch with a key of its own")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// Cells that a line of text may take, within [`MEASURES`].
    pub measure: u16,
    /// The sidebar is there, where there is room.
    pub sidebar: bool,
    /// What the sidebar lists.
    pub view: ListView,
    /// Names, quotes and the like are marked in the text.
    pub highlights: bool,
    /// Places are marked and listed, too.
    pub places: bool,
    /// People and bodies without a name are listed.
    pub unnamed: bool,
    /// Every pronoun and description is marked, not only those of the chosen name.
    pub every_mention: bool,
    /// Who says a quote stands in the margin beside it, where there is room.
    pub speakers: bool,
    /// Which mentions are walked and counted.
    pub forms: Forms,
    /// byline takes the mouse.
    pub mouse: bool,
    /// The format that an export proposes, by its name; else the first one.
    pub export_format: Option<&'static str>,
    /// The folder that an export proposes; else where byline was started.
    pub export_folder: Option<PathBuf>,
    /// Programs that may be run on words of the article, in the order to offer them.
    pub programs: Vec<Program>,
}

/// A program of the reader's, to be run on words of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// What the reader calls it: `dict`.
    pub name: String,
    /// The program and its arguments, never empty; `{}` stands for the words.
    pub arguments: Vec<String>,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            measure: 68,
            sidebar: true,
            view: ListView::Cast,
            highlights: true,
            places: false,
            unnamed: true,
            every_mention: false,
            speakers: true,
            forms: Forms::ALL,
            mouse: true,
            export_format: None,
            export_folder: None,
            programs: Vec::new(),
        }
    }
}
