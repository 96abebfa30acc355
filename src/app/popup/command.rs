//! What can be typed after `:` apart from the names of actions. The commands of vim do what vim users expect.

use std::path::PathBuf;

use crate::app::Format;

/// A row of the table of commands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CommandInfo {
    /// Its word, and synonyms.
    pub(crate) words: &'static [&'static str],
    /// Its argument; empty if it takes none.
    pub(crate) argument: &'static str,
    /// What it does.
    pub(crate) description: &'static str,
    read: fn(&str, &[Format]) -> Result<Command, String>,
    /// Whether it is offered only if several articles were opened together.
    pub(crate) is_for_several: bool,
}

/// A parsed command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Command {
    /// Go to a line, counted from 1.
    Line(usize),
    /// Go to a percentage of the text.
    Percent(usize),
    /// Go to the end.
    End,
    /// Choose the entity that these words name.
    Name(String),
    /// Write a file.
    Export {
        /// The id of a format.
        format: &'static str,
        /// The file.
        path: PathBuf,
        /// Whether an existing file may be replaced.
        overwrite: bool,
    },
    /// Use the colours for a dark or a light background.
    Theme {
        /// Whether the background is dark.
        dark: bool,
    },
    /// List the bookmarks.
    Bookmarks,
    /// Delete these bookmarks; without letters, all of them.
    DeleteBookmarks(Vec<char>),
    /// Go to the library: to its articles, or to the notes of all of them.
    Library {
        /// Whether to show the notes.
        notes: bool,
    },
    /// Go to the next or previous of the articles that were opened together.
    Step {
        /// Whether to go to the next one.
        forward: bool,
    },
    /// List the articles that were opened together.
    Articles,
    /// Say that everything is saved.
    Save,
    Help,
    Quit,
}

/// All commands, in the order in which they are offered.
pub(crate) const COMMANDS: &[CommandInfo] = &[
    CommandInfo {
        words: &["name"],
        argument: "NAME",
        description: "Choose a name, to step through its mentions",
        read: |it, _| Ok(Command::Name(it.to_owned())),
        is_for_several: false,
    },
    CommandInfo {
        words: &["export", "export!"],
        argument: "[FORMAT] FILE",
        description: "Export to a file; its extension sets the format",
        read: |it, formats| export(it, formats, false),
        is_for_several: false,
    },
    CommandInfo {
        words: &["theme"],
        argument: "dark or light",
        description: "Colours for this background",
        read: theme,
        is_for_several: false,
    },
    CommandInfo {
        words: &["marks", "bookmarks"],
        argument: "",
        description: "List the bookmarks; a letter goes there",
        read: |_, _| Ok(Command::Bookmarks),
        is_for_several: false,
    },
    CommandInfo {
        words: &["delmarks", "delmark", "delm", "delmarks!", "delm!"],
        argument: "LETTERS",
        description: "Delete bookmarks; ! deletes all",
        read: |it, _| delete(it),
        is_for_several: false,
    },
    CommandInfo {
        words: &["next", "n", "n!", "bn", "bnext"],
        argument: "",
        description: "Go to the next of the articles opened together",
        read: |_, _| Ok(Command::Step { forward: true }),
        is_for_several: true,
    },
    CommandInfo {
        words: &["previous", "p", "prev", "N", "bp", "bprevious"],
        argument: "",
        description: "Go to the previous one",
        read: |_, _| Ok(Command::Step { forward: false }),
        is_for_several: true,
    },
    CommandInfo {
        words: &["articles", "args", "ar"],
        argument: "",
        description: "List the articles opened together",
        read: |_, _| Ok(Command::Articles),
        is_for_several: true,
    },
    CommandInfo {
        words: &["library", "lib", "ls", "files"],
        argument: "",
        description: "Leave the article for the library",
        read: |_, _| Ok(Command::Library { notes: false }),
        is_for_several: false,
    },
    CommandInfo {
        words: &["notes"],
        argument: "",
        description: "Leave the article for the notes of all articles",
        read: |_, _| Ok(Command::Library { notes: true }),
        is_for_several: false,
    },
    CommandInfo {
        words: &["write", "w", "w!", "wa", "up", "update"],
        argument: "",
        description: "Nothing to do: notes and corrections are saved as you make them",
        read: |_, _| Ok(Command::Save),
        is_for_several: false,
    },
    CommandInfo {
        words: &["help", "h"],
        argument: "",
        description: "List all keys",
        read: |_, _| Ok(Command::Help),
        is_for_several: false,
    },
    CommandInfo {
        words: &["quit", "q", "q!", "qa", "qa!", "wq", "wq!", "wqa", "x", "x!", "xa", "exit"],
        argument: "",
        description: "Quit; everything is already saved",
        read: |_, _| Ok(Command::Quit),
        is_for_several: false,
    },
];

/// The explanation of numbers, which have no row of their own.
pub(crate) const NUMBERS: &str = "a number goes to that line, 50% to that part of the text";

impl CommandInfo {
    /// The word that is typed to run it.
    pub(crate) const fn word(&self) -> &'static str {
        self.words[0]
    }
}

/// Parses what was typed; `None` if it is not a command, or lacks its argument.
pub(crate) fn read(typed: &str, formats: &[Format]) -> Option<Result<Command, String>> {
    let typed = typed.trim().trim_start_matches(':').trim_start();
    if let Some(place) = place(typed) {
        return Some(Ok(place));
    }
    let (word, argument) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let argument = argument.trim();
    let row = COMMANDS.iter().find(|row| row.words.contains(&word))?;
    match word {
        "delmarks!" | "delm!" => Some(Ok(Command::DeleteBookmarks(Vec::new()))),
        "export!" if !argument.is_empty() => Some(export(argument, formats, true)),
        _ if !row.argument.is_empty() && argument.is_empty() => None,
        _ => Some((row.read)(argument, formats)),
    }
}

/// The row of the command that the line begins with, and what follows its word and a space.
pub(crate) fn begun(typed: &str) -> Option<(&'static CommandInfo, &str)> {
    let (word, argument) = typed.trim_start().split_once(' ')?;
    let row = COMMANDS.iter().find(|row| !row.argument.is_empty() && row.words.contains(&word))?;
    Some((row, argument))
}

fn place(typed: &str) -> Option<Command> {
    if typed == "$" {
        return Some(Command::End);
    }
    match typed.strip_suffix('%') {
        Some(number) => Some(Command::Percent(number.trim().parse().ok()?)),
        None => Some(Command::Line(typed.parse().ok()?)),
    }
}

fn export(argument: &str, formats: &[Format], overwrite: bool) -> Result<Command, String> {
    let ids = || formats.iter().map(|it| it.id).collect::<Vec<_>>().join(", ");
    let (first, rest) = argument.split_once(char::is_whitespace).unwrap_or((argument, ""));
    let rest = rest.trim();
    if let Some(format) = formats.iter().find(|it| it.id == first) {
        if rest.is_empty() {
            return Err(format!("export {first} needs the name of a file"));
        }
        return Ok(Command::Export { format: format.id, path: rest.into(), overwrite });
    }
    let path = PathBuf::from(argument);
    let name = path.file_name().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    let has = |ending: &str| name.strip_suffix(ending).is_some_and(|it| it.ends_with('.'));
    // "x.spacy.jsonl": the longest known extension counts.
    match formats.iter().filter(|it| has(it.extension)).max_by_key(|it| it.extension.len()) {
        Some(format) => Ok(Command::Export { format: format.id, path, overwrite }),
        None => Err(format!("which format? put one before the file: {}", ids())),
    }
}

fn theme(argument: &str, _: &[Format]) -> Result<Command, String> {
    match argument {
        "dark" => Ok(Command::Theme { dark: true }),
        "light" => Ok(Command::Theme { dark: false }),
        _ => Err(format!("“{argument}” is not a theme: use dark or light")),
    }
}

fn delete(argument: &str) -> Result<Command, String> {
    let letters = || argument.chars().filter(|c| !c.is_whitespace() && *c != ',');
    match letters().find(|c| !c.is_ascii_alphabetic()) {
        Some(c) => Err(format!("“{c}” is not a bookmark: bookmarks are letters")),
        None => Ok(Command::DeleteBookmarks(letters().collect())),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const FORMATS: &[Format] = &[
        Format { id: "json", description: "", extension: "json" },
        Format { id: "markdown", description: "", extension: "md" },
    ];

    fn run(typed: &str) -> Option<Command> {
        read(typed, FORMATS).map(Result::unwrap)
    }

    fn fault(typed: &str) -> String {
        read(typed, FORMATS).unwrap().unwrap_err()
    }

    #[test]
    fn numbers_are_places() {
        assert_eq!(run("120"), Some(Command::Line(120)));
        assert_eq!(run(" :50%"), Some(Command::Percent(50)));
        assert_eq!(run("$"), Some(Command::End));
        assert_eq!(run("12x"), None);
        assert_eq!(run("99999999999999999999999"), None);
    }

    #[test]
    fn vims_words_quit_and_say_that_all_is_saved() {
        for word in ["q", "q!", "wq", "x", "qa", "quit"] {
            assert_eq!(run(word), Some(Command::Quit), "{word}");
        }
        assert_eq!(run("w"), Some(Command::Save));
        assert_eq!(run("w story.txt"), Some(Command::Save));
    }

    #[test]
    fn an_export_takes_its_format_from_a_word_or_from_the_files_ending() {
        let export =
            |format, path: &str, overwrite| Some(Command::Export { format, path: path.into(), overwrite });
        assert_eq!(run("export a b.md"), export("markdown", "a b.md", false));
        assert_eq!(run("export json notes.txt"), export("json", "notes.txt", false));
        assert_eq!(run("export! A.JSON"), export("json", "A.JSON", true));
        assert_eq!(run("export"), None);
        assert_eq!(fault("export story"), "which format? put one before the file: json, markdown");
        assert_eq!(fault("export json"), "export json needs the name of a file");
    }

    #[test]
    fn bookmarks_are_deleted_by_letter_or_all() {
        assert_eq!(run("delmark a b"), Some(Command::DeleteBookmarks(vec!['a', 'b'])));
        assert_eq!(run("delm ab"), Some(Command::DeleteBookmarks(vec!['a', 'b'])));
        assert_eq!(run("delmarks!"), Some(Command::DeleteBookmarks(Vec::new())));
        assert_eq!(run("delmarks"), None);
        assert_eq!(fault("delmarks 1"), "“1” is not a bookmark: bookmarks are letters");
    }

    #[test]
    fn the_library_and_its_notes_are_a_word_away() {
        assert_eq!(run("library"), Some(Command::Library { notes: false }));
        assert_eq!(run("lib"), Some(Command::Library { notes: false }));
        assert_eq!(run("notes"), Some(Command::Library { notes: true }));
    }

    #[test]
    fn a_theme_is_dark_or_light() {
        assert_eq!(run("theme light"), Some(Command::Theme { dark: false }));
        assert_eq!(fault("theme pink"), "“pink” is not a theme: use dark or light");
    }

    #[test]
    fn no_word_means_two_commands() {
        let mut seen = HashSet::new();
        assert!(COMMANDS.iter().flat_map(|row| row.words).all(|word| seen.insert(word)));
    }
}
