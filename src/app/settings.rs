//! What the interface knows when it starts. Others find it out; this module does not look at the environment.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::input::keymap::Keymap;
use crate::app::{Forms, ListView};

/// The shortest and longest limit for lines, in cells.
pub const MEASURES: (u16, u16) = (32, 120);

/// How many colours may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColorDepth {
    /// None; only bold, underline, reverse, dim and italic.
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
    /// Its name on the command line: `json`.
    pub id: &'static str,
    /// A short description.
    pub description: &'static str,
    /// The extension of its files, without a dot.
    pub extension: &'static str,
}

/// What the interface knows when it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The article's name in the title line: the file's name, or "standard input". Cleaned.
    pub name: String,
    /// Whether frames and marks use only ASCII characters.
    pub ascii: bool,
    /// Whether the terminal's background is dark.
    pub dark: bool,
    /// How many colours may be used.
    pub colors: ColorDepth,
    /// The export formats, in the order in which they are offered.
    pub formats: Vec<Format>,
    /// Whether there is a library to go to.
    pub has_library: bool,
    /// The user's initial choices.
    pub start: Start,
    /// The keys.
    pub keymap: Arc<Keymap>,
    /// The names of the themes for dark and light backgrounds.
    pub theme_names: [String; 2],
    /// The text of the first status line, until a key is pressed.
    pub notice: Option<String>,
    /// The articles that were opened together with this one, if there are others.
    pub among: Option<ArticlePosition>,
}

/// Articles that were opened together, and which of them this one is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticlePosition {
    /// Their titles, in order. Cleaned and on one line.
    pub titles: Arc<[String]>,
    /// The number of this one, counted from 0.
    pub at: usize,
}

impl Default for Settings {
    /// For nothing, without colours.
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

/// What the interface starts with; keys change it later.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch with a key of its own")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The longest line of text in cells, within [`MEASURES`].
    pub measure: u16,
    /// Whether the sidebar is shown, if there is room.
    pub sidebar: bool,
    /// What the sidebar lists.
    pub view: ListView,
    /// Whether names, quotes and the like are marked in the text.
    pub highlights: bool,
    /// Whether places are marked and listed, too.
    pub places: bool,
    /// Whether people and groups without a name are listed.
    pub unnamed: bool,
    /// Whether every pronoun and description is marked, not only those of the chosen name.
    pub every_mention: bool,
    /// Whether the margin shows the speaker of each quote, if there is room.
    pub speakers: bool,
    /// Which mentions count and are stepped through.
    pub forms: Forms,
    /// Whether byline uses the mouse.
    pub mouse: bool,
    /// The format that the export dialog suggests, by its id; otherwise the first one.
    pub export_format: Option<&'static str>,
    /// The folder that the export dialog suggests; otherwise the one that byline was started in.
    pub export_folder: Option<PathBuf>,
    /// Programs that can be run on words of the article, in the order in which they are offered.
    pub programs: Vec<Program>,
}

/// One of the user's own programs, to be run on words of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The user's name for it: `dict`.
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
