//! What the user typed, and nothing else: this module looks at no file, environment or terminal.

mod export;
mod output;

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args as ClapArgs, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::document::Document;
use crate::store::ArticleId;
use crate::tui::ColorChoice;

pub(super) use export::{AnnotateArgs, BadLines, ExportArgs, PickArgs, ReportArgs};
pub(super) use output::{CompletionsArgs, ManArgs, Schema, SchemaArgs};

const ABOUT: &str = "\
Shows who is in an article, and who said what

Examples:
  byline article.txt
      open an article in the reader: text, a web page, PDF, EPUB, mail, a folder, a pipe
  byline https://example.org/news/1
      fetch this one page and open it
  byline export article.html --format markdown -o notes.md
      write to a file who is in it and who said what; `--list` shows all formats
  byline annotate < in.jsonl > out.jsonl
      analyse many texts, one per line
  byline library; byline who 'Ann Reed'
      list what you have read, and find the articles that name someone
  byline --private letter.txt
      read without leaving a trace
  byline --print-keymap > keymap.toml
      write all keys, and what they do, to a file; it takes effect in `~/.config/byline`";

const EXIT_STATUS: &str = "\
Exit status:
  0  success
  1  some of the input failed: an article that cannot be read,
     a line for `annotate` that is not a document
  2  wrong usage, or byline could not do its work:
     no terminal, a full disk, a bad model file

More commands:
  byline man          print the manual page
  byline completions  print completions for bash, zsh, fish and other shells
  byline schema       print the JSON Schema of the JSON, or its Spark columns";

/// Shows who is in an article, and who said what
#[derive(Debug, Parser)]
#[command(
    name = "byline",
    version,
    subcommand_precedence_over_arg = true,
    long_about = ABOUT,
    after_long_help = EXIT_STATUS
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) read: ReadArgs,
    #[command(flatten)]
    pub(super) engine: EngineArgs,
    #[command(flatten)]
    pub(super) store: StoreArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
    #[command(flatten)]
    pub(super) print: PrintArgs,
}

/// The arguments of the reader.
#[derive(Debug, Default, PartialEq, Eq, ClapArgs)]
pub(super) struct ReadArgs {
    /// Files, folders or web addresses; `-` for standard input [default: a pipe, else the library]
    ///
    /// If there are several articles, `:n` goes to the next one, `:p` to the previous one, and `:articles` lists them.
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Open an article from the library, by its number
    #[arg(long, value_name = "ID", conflicts_with = "files")]
    pub(super) open: Option<ArticleId>,
    /// Print the article as plain lines, for screen readers and pipes
    ///
    /// After each paragraph, a line says who is in it and who says what. byline also does this if standard output is not a terminal.
    #[arg(long)]
    pub(super) plain: bool,
    /// Leave no trace: keep neither the article nor your place in it
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true, value_name = "true|false")]
    pub(super) private: Option<bool>,
    /// Theme: auto, dark, light, dark-contrast, light-contrast or one of your own [default: auto]
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// How many colours to use [default: auto]
    #[arg(long, value_enum)]
    pub(super) color: Option<Color>,
    /// Draw frames and marks in ASCII only
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true, value_name = "true|false")]
    pub(super) ascii: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// As many as the terminal has; none if `NO_COLOR` is set
    Auto,
    /// The terminal's own 16
    #[value(name = "16")]
    Sixteen,
    /// The 256 of xterm
    #[value(name = "256")]
    Indexed,
    /// Red, green and blue
    True,
    /// None: bold, underline and reverse video are used instead
    Never,
}

impl From<Color> for ColorChoice {
    fn from(typed: Color) -> Self {
        match typed {
            Color::Auto => Self::Auto,
            Color::Sixteen => Self::Sixteen,
            Color::Indexed => Self::Indexed,
            Color::True => Self::True,
            Color::Never => Self::Never,
        }
    }
}

impl Args {
    /// Parses the command line; the first argument is the program's name.
    pub(super) fn understand(typed: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let args = Self::try_parse_from(typed)?;
        let is_for_reader = args.read != ReadArgs::default() || args.print != PrintArgs::default();
        if args.command.is_some() && is_for_reader {
            let message = "articles and options of the reader cannot be combined with a command\n\n  tip: put the command first";
            return Err(Self::command().error(ErrorKind::ArgumentConflict, message));
        }
        Ok(args)
    }
}

#[derive(Debug, ClapArgs)]
pub(super) struct EngineArgs {
    /// Use this model instead of the built-in one
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) model: Option<PathBuf>,
    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N", global = true)]
    pub(super) threads: Option<NonZeroUsize>,
    /// Treat the text as being in this language
    ///
    /// byline analyses only English. `auto` looks at each paragraph; `en` analyses all of the text as English.
    #[arg(
        long,
        value_name = "LANGUAGE",
        default_value = "auto",
        hide_default_value = true,
        hide_short_help = true,
        global = true
    )]
    pub(super) language: AssumedLanguage,
}

impl EngineArgs {
    /// The document, treated as being in the language that the user asked for.
    pub(super) fn takes(&self, doc: Document) -> Document {
        if self.language == AssumedLanguage::En { doc.taken_for_english() } else { doc }
    }
}

/// Which language a text is treated as being in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum AssumedLanguage {
    /// Detect it for each paragraph
    #[default]
    Auto,
    /// English
    En,
}

#[derive(Debug, ClapArgs)]
pub(super) struct StoreArgs {
    /// The folder of the library [default: `BYLINE_LIBRARY`, else your data folder]
    #[arg(long = "library", value_name = "DIR", global = true)]
    pub(super) folder: Option<PathBuf>,
    /// The setting in `config.toml`.
    #[arg(skip)]
    pub(super) configured: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ConfigArgs {
    /// Never open a network connection
    #[arg(long, global = true)]
    pub(super) offline: bool,
    /// The folder of your settings [default: `~/.config/byline`]
    ///
    /// The environment variable `BYLINE_CONFIG` sets it, too. byline reads `config.toml`, `keymap.toml` and `themes/NAME.toml` there, if they exist, and writes nothing.
    #[arg(long = "config", value_name = "DIR", global = true)]
    pub(super) config_folder: Option<PathBuf>,
}

/// Prints settings instead of showing an article.
#[derive(Debug, Default, PartialEq, Eq, ClapArgs)]
#[group(multiple = false, conflicts_with = "files")]
#[expect(clippy::struct_field_names, reason = "as the options are called")]
pub(super) struct PrintArgs {
    /// Print all settings as a `config.toml`
    #[arg(long)]
    pub(super) print_config: bool,
    /// Print all keys as a `keymap.toml`
    #[arg(long)]
    pub(super) print_keymap: bool,
    /// Print a theme as a file that you can edit [default: the one in use]
    #[arg(long, value_name = "NAME", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "not asked for, asked for, asked for by name")]
    pub(super) print_theme: Option<Option<String>>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Add articles to the library without showing them
    ///
    /// Folders, mailboxes and feeds are added with everything in them. Articles that are already there are not added again.
    Add(AddArgs),
    /// Export the analysis of articles for other programs
    ///
    /// `--list` shows all formats, with what each keeps and what it drops.
    Export(ExportArgs),
    /// Write a report that you can send to anyone: one page for the browser
    ///
    /// It shows the article with its marks, who is in it, who says what, and your notes, and needs no network. With several articles,
    /// it starts with a table of contents. Without `-o`, it goes to standard output, or on a terminal to a file named after the article.
    Report(ReportArgs),
    /// Explain who words stand for, who says a quote, and why a relation is listed
    ///
    /// For each one: the candidates or the rule that found it, how probable each was, and what counted for and against it.
    Explain(ExplainArgs),
    /// Analyse many texts: one line in, one line out, in order
    ///
    /// Reads JSON Lines of {"id": …, "text": …}, articles, and folders of both. Offsets count in the text that you gave, or for an
    /// article in the `text` of the answer. Other fields of a line come back in `extra`. A line that fails is answered with
    /// {"id": …, "line": …, "error": …}, and the exit status at the end is 1. Empty lines are skipped.
    Annotate(AnnotateArgs),
    /// List, search or remove the articles that you have opened
    ///
    /// `byline --open ID` opens an article again, even if its file is gone.
    Library(LibraryArgs),
    /// List the notes and highlights of all articles, or search them
    ///
    /// They are grouped by article; `byline --open ID` leads back to it.
    Notes(NotesArgs),
    /// Import notes, highlights and corrections into the library
    ///
    /// Reads byline's JSON, and Web Annotations from byline or other programs. byline finds the article by its text, or by the file or
    /// address it was read from; byline's JSON contains the article itself. What is already there is not imported twice.
    Import(ImportArgs),
    /// Find the articles in the library that name a person or organization
    ///
    /// Shows how often each article mentions them, and the sentences that name them. Part of a name is enough. Articles that this
    /// model has not analysed yet are analysed first.
    Who(WhoArgs),
    // Left out of the short help, which fits on one screen; the end of the long help mentions them.
    /// Print a schema of the JSON that `export` and `annotate` write
    #[command(hide = true)]
    Schema(SchemaArgs),
    /// Print the manual page
    #[command(hide = true)]
    Man(ManArgs),
    /// Print completions for a shell
    #[command(hide = true)]
    Completions(CompletionsArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct AddArgs {
    /// What to add; `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ExplainArgs {
    /// The article, in any format that byline opens
    pub(super) file: PathBuf,
    /// Explain only these words, in upper or lower case [default: everything]
    #[arg(long, value_name = "WORDS")]
    pub(super) at: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct LibraryArgs {
    /// Show the articles that contain all these words in their text or notes, best match first
    ///
    /// Words in quotes must be together; `resign*` finds every word that begins with resign; `#press` is a tag of your notes (quote it
    /// in the shell: '#press').
    #[arg(value_name = "SEARCH")]
    pub(super) search: Vec<String>,
    /// Only articles with notes, highlights or corrections
    #[arg(long)]
    pub(super) annotated: bool,
    /// Remove an article with its text and notes; can be repeated
    #[arg(long, value_name = "ID", conflicts_with_all = ["search", "limit", "json", "annotated"])]
    pub(super) remove: Vec<ArticleId>,
    /// Do not ask before removing an article that has notes or corrections
    #[arg(long, requires = "remove")]
    pub(super) yes: bool,
    /// Show at most N articles [default: all; 20 for a search, unless it is printed as JSON]
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// Print one JSON object per line, for each article
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct NotesArgs {
    /// Show the notes that contain all these words, in the note itself or in the words it is about
    ///
    /// `#press` is a tag (quote it in the shell: '#press'). Words in quotes must be together; `resign*` finds every word that begins
    /// with resign.
    #[arg(value_name = "SEARCH")]
    pub(super) search: Vec<String>,
    /// The format [default: text, or markdown with a template]
    #[arg(short, long, value_enum)]
    pub(super) format: Option<NotesFormat>,
    /// For Markdown, use your own template instead of the built-in one
    #[arg(long, value_name = "TEMPLATE")]
    pub(super) template: Option<PathBuf>,
    /// Print the built-in template, with all values and filters, instead of notes
    #[arg(long, conflicts_with_all = ["search", "format", "template"])]
    pub(super) print_template: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum NotesFormat {
    /// For reading in the terminal
    Text,
    /// One Markdown file with live #tags, for Obsidian and other vaults
    Markdown,
    /// JSON Lines: one object for each note
    Json,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ImportArgs {
    /// Files that `byline export` wrote as json or w3c, or other Web Annotations; `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// The article that the notes belong to: its number in the library, or its file
    #[arg(long, value_name = "ID|FILE")]
    pub(super) article: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct WhoArgs {
    /// A name or part of one, in upper or lower case
    #[arg(value_name = "NAME", required = true)]
    pub(super) name: Vec<String>,
    /// Show all sentences, not only the first three of each article
    #[arg(long)]
    pub(super) all: bool,
    /// Show only the N articles that mention them most [default: 20; all with --json]
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// Print one JSON object per line, for each article
    #[arg(long)]
    pub(super) json: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn the_long_help_begins_with_what_byline_does_and_examples() {
        let help = Args::command().render_long_help().to_string();
        assert!(help.starts_with("Shows who is in an article"), "{help}");
        let examples: Vec<_> = help.lines().skip(2).take_while(|line| !line.is_empty()).collect();
        let commands = examples.iter().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        assert_eq!((examples[0], commands.clone().count()), ("Examples:", 7));
        assert!(commands.clone().all(|line| line.contains("byline")));
    }

    #[test]
    fn a_format_is_found_by_its_name() {
        let args = Args::try_parse_from(["byline", "export", "a.txt", "--format", "brat"]).unwrap();
        let Some(Command::Export(args)) = args.command else { panic!("{args:?}") };
        assert_eq!(args.format.map(|it| it.extension), Some("ann"));
        assert!(Args::try_parse_from(["byline", "export", "a.txt", "--format", "docx"]).is_err());
    }

    #[test]
    fn the_engines_options_go_with_every_command_but_the_readers_do_not() {
        let understand = |typed: &[&str]| Args::understand(typed.iter().map(OsString::from));
        assert!(understand(&["byline", "--threads", "1", "annotate"]).is_ok());
        assert!(understand(&["byline", "annotate", "--threads", "1"]).is_ok());
        assert!(understand(&["byline", "a.txt", "--ascii", "--color", "256"]).is_ok());
        assert!(understand(&["byline", "--ascii", "annotate"]).is_err());
        assert!(understand(&["byline", "a.txt", "annotate"]).is_err());
        assert!(understand(&["byline", "library", "--library", "x", "word"]).is_ok());
        assert!(understand(&["byline", "--private", "library"]).is_err());
        let told = |typed: &[&str]| understand(typed).unwrap_err().to_string();
        assert!(understand(&["byline", "a.txt", "b.txt", "--offline"]).is_ok());
        assert!(understand(&["byline", "add", "a.txt", "b.mbox", "--offline"]).is_ok());
        assert!(told(&["byline", "a.txt", "--asci"]).contains("--ascii"), "a misspelled option is one");
        assert!(understand(&["byline", "export", "a.txt", "b.txt"]).is_ok());
        assert!(understand(&["byline", "library", "--config", "x"]).is_ok());
        assert!(understand(&["byline", "--print-config", "library"]).is_err());
    }

    #[test]
    fn settings_are_printed_one_kind_at_a_time_and_without_an_article() {
        let understand = |typed: &[&str]| Args::understand(typed.iter().map(OsString::from));
        assert!(understand(&["byline", "--print-config", "--ascii"]).is_ok());
        assert!(understand(&["byline", "--print-config", "--print-keymap"]).is_err());
        assert!(understand(&["byline", "--print-config", "a.txt"]).is_err());
        let theme = |typed: &[&str]| understand(typed).unwrap().print.print_theme;
        assert_eq!(theme(&["byline", "--print-theme"]), Some(None));
        assert_eq!(theme(&["byline", "--print-theme", "light"]), Some(Some("light".to_owned())));
    }

    #[test]
    fn a_switch_can_be_typed_off() {
        let ascii = |typed: &[&str]| Args::understand(typed.iter().map(OsString::from)).unwrap().read.ascii;
        assert_eq!(ascii(&["byline", "a.txt"]), None);
        assert_eq!(ascii(&["byline", "--ascii", "a.txt"]), Some(true));
        assert_eq!(ascii(&["byline", "--ascii=false", "a.txt"]), Some(false));
    }

    #[test]
    fn the_short_help_fits_a_screen() {
        let help = Args::command().render_help().to_string();
        assert!(help.lines().count() <= 40, "{help}");
    }

    #[test]
    fn an_article_is_named_by_its_file_or_its_number() {
        let understand = |typed: &[&str]| Args::understand(typed.iter().map(OsString::from));
        assert!(understand(&["byline", "--open", "12", "--ascii"]).is_ok());
        assert!(understand(&["byline", "--open", "12", "a.txt"]).is_err());
        assert!(understand(&["byline", "--open", "twelve"]).is_err());
        assert!(understand(&["byline", "library", "word", "--remove", "1"]).is_err());
    }
}
