//! What the user typed, and nothing else: no file, environment or terminal is looked at here.

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

const EXAMPLES: &str = "\
Examples:
  byline article.txt
      open an article in the reader; also a web page, PDF, EPUB, mail, a folder, a pipe
  byline https://example.org/news/1
      fetch a page, and nothing else, and open it
  byline export article.html --format markdown -o notes.md
      write down who is in it and who said what; `--list` tells all formats
  byline annotate < in.jsonl > out.jsonl
      analyse many texts, a line each
  byline library; byline who 'Ann Reed'
      what was opened, and which of it names someone
  byline --private letter.txt
      read without a trace
  byline --print-keymap > ~/.config/byline/keymap.toml
      all keys with what they do, to change";

const EXIT_STATUS: &str = "\
Exit status:
  0  all was done
  1  something in the input failed: an article that cannot be read,
     a line of `annotate` that is no document
  2  wrong usage, or the program could not do its work:
     no terminal, no space, a bad model file

More commands:
  byline man          the manual page
  byline completions  completions for bash, zsh, fish and other shells
  byline schema       what the JSON holds, as a JSON Schema or Spark's columns";

/// Who is in an article, and who said what.
#[derive(Debug, Parser)]
#[command(
    name = "byline",
    version,
    subcommand_precedence_over_arg = true,
    before_long_help = EXAMPLES,
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

/// What the reader is asked for.
#[derive(Debug, Default, PartialEq, Eq, ClapArgs)]
pub(super) struct ReadArgs {
    /// Files, folders, addresses; `-` for standard input [default: a pipe, else a sample]
    ///
    /// Several are opened one after the other: `:n` goes to the next, `:p` to the one before, `:articles` lists them.
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Open an article of the library again, by its number there
    #[arg(long, value_name = "ID", conflicts_with = "files")]
    pub(super) open: Option<ArticleId>,
    /// Print the article line after line, for screen readers and pipes
    ///
    /// With what is known of it. So it is printed, too, where standard output is no terminal.
    #[arg(long)]
    pub(super) plain: bool,
    /// Leave no trace: keep neither the article nor the place in it
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true, value_name = "true|false")]
    pub(super) private: Option<bool>,
    /// Looks: auto, dark, light, dark-contrast, light-contrast or a theme of yours [default: auto]
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
    /// As many as the terminal has; none under `NO_COLOR`
    Auto,
    /// The terminal's own sixteen
    #[value(name = "16")]
    Sixteen,
    /// The 256 of xterm
    #[value(name = "256")]
    Indexed,
    /// Red, green and blue
    True,
    /// None: bold, underline and reverse tell things apart
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
    /// Understands what was typed (the program's name first).
    pub(super) fn understand(typed: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let args = Self::try_parse_from(typed)?;
        let is_for_reader = args.read != ReadArgs::default() || args.print != PrintArgs::default();
        if args.command.is_some() && is_for_reader {
            let message = "an article and the reader's options do not go with a command\n\n  tip: put the command first";
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
    /// Threads to work with [default: one for each core]
    #[arg(long, value_name = "N", global = true)]
    pub(super) threads: Option<NonZeroUsize>,
    /// Analyse the text whatever language it seems to be in
    ///
    /// Only English is analysed. `en` takes all of the text for English, `auto` looks at each paragraph.
    #[arg(
        long,
        value_name = "LANGUAGE",
        default_value = "auto",
        hide_default_value = true,
        hide_short_help = true,
        global = true
    )]
    pub(super) language: Taken,
}

impl EngineArgs {
    /// The document as its language was asked to be taken.
    pub(super) fn takes(&self, doc: Document) -> Document {
        if self.language == Taken::En { doc.taken_for_english() } else { doc }
    }
}

/// What language a text is taken for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Taken {
    /// The one that it seems to be in
    #[default]
    Auto,
    /// English
    En,
}

#[derive(Debug, ClapArgs)]
pub(super) struct StoreArgs {
    /// Where the library lies [default: `BYLINE_LIBRARY`, else with your other data]
    #[arg(long = "library", value_name = "DIR", global = true)]
    pub(super) folder: Option<PathBuf>,
    /// What `config.toml` says instead.
    #[arg(skip)]
    pub(super) configured: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ConfigArgs {
    /// Fetch nothing: no address is opened
    #[arg(long, global = true)]
    pub(super) offline: bool,
    /// Where your settings lie [default: `~/.config/byline`]
    ///
    /// Without it the variable `BYLINE_CONFIG` names the folder. There byline reads `config.toml`, `keymap.toml` and `themes/NAME.toml`, if they are there. It writes nothing.
    #[arg(long = "config", value_name = "DIR", global = true)]
    pub(super) config_folder: Option<PathBuf>,
}

/// Settings to be printed instead of an article shown.
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
    /// Print a theme as a file to change [default: the one in use]
    #[arg(long, value_name = "NAME", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "not asked for, asked for, asked for by name")]
    pub(super) print_theme: Option<Option<String>>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Put articles into the library without showing them
    ///
    /// Of folders, mailboxes and feeds all that are in them. What is there already is not doubled.
    Add(AddArgs),
    /// Write articles' analyses in a format for other programs
    ///
    /// `--list` tells all formats, what each keeps and what it drops.
    Export(ExportArgs),
    /// Write a report to send to somebody: a page that needs only a browser
    ///
    /// It has the article with its marks, who is in it, who says what, and your notes, and needs no network. Of several articles it has a list of contents. Without `-o` it goes
    /// to standard output, on a terminal to a file named after the article.
    Report(ReportArgs),
    /// Tell why words stand for whom they do, whose a quote is, and why a relation is listed
    ///
    /// For each: who might have been meant, or which rule found it, how probable that was, and what spoke for it and against it.
    Explain(ExplainArgs),
    /// Analyse many texts, answering a line for each, in order
    ///
    /// Reads JSON Lines of {"id": …, "text": …}, articles, and folders of both. Offsets count in the text as it was given, of an
    /// article in the text of the answer. What else stands in a line comes back in `extra`. A line that cannot be done is answered with
    /// {"id": …, "line": …, "error": …}, and the exit status is 1 at the end. Empty lines are passed over.
    Annotate(AnnotateArgs),
    /// List the articles that were opened, search their texts, or remove them
    ///
    /// An article opens again with `byline --open ID`, also when its file is gone.
    Library(LibraryArgs),
    /// List the notes and highlights of all articles, or those with some words or #tags
    ///
    /// Each stands below its article; `byline --open ID` leads back to it.
    Notes(NotesArgs),
    /// Take notes, highlights and corrections back into the library, from exports and from other programs
    ///
    /// Reads byline's own JSON and Web Annotations, also those of other programs. The article is found by its text, else by
    /// the file or address it was read from; byline's JSON brings it along. What is there already is not doubled.
    Import(ImportArgs),
    /// List the articles of the library that name a person or organization
    ///
    /// With how often each mentions them, and the sentences that name them. A part of a name is enough. Articles that
    /// were not analysed yet with this model are analysed first.
    Who(WhoArgs),
    // Not in the list of the short help, which fits a screen; the end of the long one tells of them.
    /// Print a schema of what `export --format json` and `annotate` write
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
    /// The article: text, Markdown or HTML
    pub(super) file: PathBuf,
    /// Only names, pronouns, descriptions and quotes at these words, in capital or small letters [default: all]
    #[arg(long, value_name = "WORDS")]
    pub(super) at: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct LibraryArgs {
    /// Show the articles that have all these words in text or notes, the best first
    ///
    /// Words in quotes must stand together; `resign*` finds every word that begins so; `#press` is a tag of notes, in the shell
    /// in quotes: '#press'.
    #[arg(value_name = "SEARCH")]
    pub(super) search: Vec<String>,
    /// Only articles with notes, highlights or corrections
    #[arg(long)]
    pub(super) annotated: bool,
    /// Remove an article with its text and notes; may be given several times
    #[arg(long, value_name = "ID", conflicts_with_all = ["search", "limit", "json", "annotated"])]
    pub(super) remove: Vec<ArticleId>,
    /// Do not ask before notes and corrections go with an article
    #[arg(long, requires = "remove")]
    pub(super) yes: bool,
    /// Show at most so many [default: all; of a search 20, as JSON all]
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// Print a JSON object for each article, on a line of its own
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct NotesArgs {
    /// Show the notes that have all these words, in the note or in the words that it is about
    ///
    /// `#press` is a tag, in the shell in quotes: '#press'. Words in quotes must stand together; `resign*` finds every word
    /// that begins so.
    #[arg(value_name = "SEARCH")]
    pub(super) search: Vec<String>,
    /// How to write them [default: text; with a template markdown]
    #[arg(short, long, value_enum)]
    pub(super) format: Option<NotesFormat>,
    /// In Markdown, write by a template of yours instead of the built-in one
    #[arg(long, value_name = "TEMPLATE")]
    pub(super) template: Option<PathBuf>,
    /// Print the built-in template, with what a template can say, instead of notes
    #[arg(long, conflicts_with_all = ["search", "format", "template"])]
    pub(super) print_template: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum NotesFormat {
    /// To be read in a terminal
    Text,
    /// One Markdown file with live #tags, for Obsidian and other vaults
    Markdown,
    /// JSON Lines: an object for each note
    Json,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ImportArgs {
    /// What `byline export` wrote as json or w3c, or Web Annotations; `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// The article that all of it is about: its number in the library, or its file
    #[arg(long, value_name = "ID|FILE")]
    pub(super) article: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct WhoArgs {
    /// A name or a part of it; capitals do not matter
    #[arg(value_name = "NAME", required = true)]
    pub(super) name: Vec<String>,
    /// Show all sentences, not only the first three of each article
    #[arg(long)]
    pub(super) all: bool,
    /// Show at most so many articles, those that mention them most [default: 20; as JSON all]
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// Print a JSON object for each article, on a line of its own
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
    fn the_long_help_starts_with_examples() {
        let help = Args::command().render_long_help().to_string();
        let examples: Vec<_> = help.lines().take_while(|line| !line.is_empty()).collect();
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
