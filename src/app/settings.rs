//! What the interface is told at its start. Found out by others: nothing here looks at the environment.

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
}
