//! What can be typed after `:` besides the names of actions. What vim's fingers type there does what they mean.

use std::path::PathBuf;

use crate::app::Format;

/// A row of the table of commands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CommandInfo {
    /// Its word, and others that mean the same.
    pub(crate) words: &'static [&'static str],
    /// What stands behind the word; empty if nothing does.
    pub(crate) argument: &'static str,
    /// What it does.
    pub(crate) description: &'static str,
    read: fn(&str, &[Format]) -> Result<Command, String>,
    /// It is offered only where several articles were opened together.
    pub(crate) is_for_several: bool,
}

/// A command that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Command {
    /// To a line, from 1.
    Line(usize),
    /// To a percentage of the text.
    Percent(usize),
    /// To the end.
    End,
    /// Choose whom these words name.
    Name(String),
    /// Write a file.
    Export {
        /// The id of a format.
        format: &'static str,
        /// The file.
        path: PathBuf,
        /// A file of that name may be replaced.
        overwrite: bool,
    },
    /// Colours for a dark background, or for a light one.
    Theme {
        /// For a dark one.
        dark: bool,
    },
    /// List the bookmarks.
    Bookmarks,
    /// Delete these bookmarks; without letters all.
    DeleteBookmarks(Vec<char>),
    /// To the library: to its articles, or to the notes of all of them.
    Library {
        /// To the notes.
        notes: bool,
    },
    /// To the article after this one of those that were opened together, or before it.
    Step {
        /// After it.
        forward: bool,
    },
    /// List those that were opened together.
    Articles,
    /// Tell that all is saved.
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
        description: "Delete bookmarks; with ! all",
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

/// What is told of numbers, which have no row of their own.
pub(crate) const NUMBERS: &str = "a number goes to that line, 50% to that part of the text";

impl CommandInfo {
    /// What is typed to run it.
    pub(crate) const fn word(&self) -> &'static str {
        self.words[0]
    }
}

/// Reads what was typed; `None` if it is no command, or one that lacks its argument.
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

/// The row of the command that the line begins with, and what is typed behind its word and a space.
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
    // "x.spacy.jsonl": the longest ending that is known.
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
