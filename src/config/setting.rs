//! `config.toml`: one table of settings, each with its description, how it is read and how it is written.

use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use toml::Spanned;
use toml::de::DeValue;

use crate::app::{Forms, ListView, MEASURES, Program, Start};
use crate::config::Problem;
use crate::config::reading::{self, Entry, Fault, Reading, list, quoted, unknown};
use crate::export::{self, EXPORTERS};
use crate::nlp::MentionForm;
use crate::text::near;
use crate::tui::ColorChoice;

/// The user's permanent settings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Config {
    /// Which theme.
    pub theme: ThemeWish,
    /// How many colours.
    pub color: ColorChoice,
    /// Use only ASCII characters in frames and marks, even if the terminal could show others.
    pub ascii: bool,
    /// What the reader starts with.
    pub start: Start,
    /// Keep nothing.
    pub private: bool,
    /// Fetch nothing.
    pub offline: bool,
    /// Exports to Markdown write names as links.
    pub markdown_links: bool,
    /// The template for exports to Markdown, as it was written.
    pub markdown_template: Option<PathBuf>,
    /// The folder of the library, as it was written.
    pub library: Option<PathBuf>,
    /// The model to use, as it was written.
    pub model: Option<PathBuf>,
    /// How many threads to use.
    pub threads: Option<NonZeroUsize>,
}

/// Which theme the user wants.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ThemeWish {
    /// `dark` or `light`, depending on the terminal's background.
    #[default]
    Auto,
    /// The theme with this name, on any background.
    One(String),
    /// One theme for each kind of background.
    Pair {
        /// For dark backgrounds.
        dark: String,
        /// For light backgrounds.
        light: String,
    },
}

const VIEWS: [(&str, ListView); 5] = [
    ("names", ListView::Cast),
    ("relations", ListView::Relations),
    ("quotes", ListView::Quotes),
    ("notes", ListView::Notes),
    ("outline", ListView::Outline),
];
const FORMS: [(&str, MentionForm); 3] =
    [("names", MentionForm::Name), ("pronouns", MentionForm::Pronoun), ("descriptions", MentionForm::Noun)];
const COLORS: [(&str, ColorChoice); 5] = [
    ("auto", ColorChoice::Auto),
    ("16", ColorChoice::Sixteen),
    ("256", ColorChoice::Indexed),
    ("true", ColorChoice::True),
    ("never", ColorChoice::Never),
];

/// A value that is being read, with what is needed to report a problem.
struct GivenValue<'g, 't> {
    key: &'static str,
    value: &'g Spanned<DeValue<'t>>,
    reading: &'g Reading<'t>,
    themes: &'g [String],
}

/// A setting.
struct SettingRow {
    key: &'static str,
    about: &'static str,
    read: fn(&mut Config, &GivenValue<'_, '_>) -> Result<(), Fault>,
    /// Its value as TOML; `None` if there is none by default.
    write: fn(&Config) -> Option<String>,
    /// What the comment shows as an example if there is no value.
    example: &'static str,
}

const fn row(
    key: &'static str,
    about: &'static str,
    read: fn(&mut Config, &GivenValue<'_, '_>) -> Result<(), Fault>,
    write: fn(&Config) -> Option<String>,
) -> SettingRow {
    SettingRow { key, about, read, write, example: "" }
}

/// All settings, in the order in which they are printed.
const ROWS: &[SettingRow] = &[
    row(
        "theme",
        "Theme: \"auto\" asks the terminal for its background and uses \"dark\" or \"light\"; or \"dark-contrast\",\n\
         \"light-contrast\" or the name of a file in the folder themes; or one for each background:\n\
         { dark = \"dark-contrast\", light = \"mine\" }",
        read_theme,
        |it| Some(it.theme.to_toml()),
    ),
    row(
        "color",
        "How many colours: \"auto\", \"16\", \"256\", \"true\" or \"never\"; this overrides NO_COLOR",
        |it, given| {
            it.color = given.reading.choice(given.key, given.value, &COLORS)?;
            Ok(())
        },
        |it| Some(quoted(word(&COLORS, it.color))),
    ),
    row(
        "ascii",
        "Draw frames and marks in ASCII only",
        |it, given| given.boolean(&mut it.ascii),
        |it| Some(it.ascii.to_string()),
    ),
    row(
        "line-length",
        "Longest line of the article in columns, from 32 to 120",
        |it, given| {
            let range = usize::from(MEASURES.0)..=usize::from(MEASURES.1);
            let cells = given.reading.number(given.key, given.value, range)?;
            it.start.measure = u16::try_from(cells).unwrap_or(MEASURES.1);
            Ok(())
        },
        |it| Some(it.start.measure.to_string()),
    ),
    row(
        "sidebar",
        "Show the sidebar where there is room for it",
        |it, given| given.boolean(&mut it.start.sidebar),
        |it| Some(it.start.sidebar.to_string()),
    ),
    row(
        "list",
        "What the sidebar lists first: \"names\", \"relations\", \"quotes\", \"notes\" or \"outline\"",
        |it, given| {
            it.start.view = given.reading.choice(given.key, given.value, &VIEWS)?;
            Ok(())
        },
        |it| Some(quoted(word(&VIEWS, it.start.view))),
    ),
    row(
        "highlights",
        "Mark names and quotes in the text",
        |it, given| given.boolean(&mut it.start.highlights),
        |it| Some(it.start.highlights.to_string()),
    ),
    row(
        "places",
        "Mark and list places as well",
        |it, given| given.boolean(&mut it.start.places),
        |it| Some(it.start.places.to_string()),
    ),
    row(
        "unnamed",
        "List people and groups without a name as well: “the suspect”, “residents”",
        |it, given| given.boolean(&mut it.start.unnamed),
        |it| Some(it.start.unnamed.to_string()),
    ),
    row(
        "every-mention",
        "Mark every pronoun and description that stands for someone, not only those of the chosen name",
        |it, given| given.boolean(&mut it.start.every_mention),
        |it| Some(it.start.every_mention.to_string()),
    ),
    row(
        "speakers",
        "Show who says each quote in the margin, where there is room beside the text",
        |it, given| given.boolean(&mut it.start.speakers),
        |it| Some(it.start.speakers.to_string()),
    ),
    row(
        "walk",
        "What the key for the next mention visits and the lists count: \"names\", \"pronouns\", \"descriptions\"",
        read_walk,
        |it| {
            let forms = FORMS.iter().filter(|form| it.start.forms.has(form.1));
            Some(list(forms.map(|form| form.0)))
        },
    ),
    row(
        "mouse",
        "Let byline use the mouse; false leaves it to the terminal, so that you can select text with it",
        |it, given| given.boolean(&mut it.start.mouse),
        |it| Some(it.start.mouse.to_string()),
    ),
    row(
        "private",
        "Keep nothing: neither articles nor your place in them",
        |it, given| given.boolean(&mut it.private),
        |it| Some(it.private.to_string()),
    ),
    row(
        "network",
        "Fetch web addresses that you open; false never opens a connection, like --offline",
        |it, given| {
            let mut is_on = !it.offline;
            given.boolean(&mut is_on)?;
            it.offline = !is_on;
            Ok(())
        },
        |it| Some((!it.offline).to_string()),
    ),
    SettingRow {
        example: "\"markdown\"",
        ..row(
            "export-format",
            "The format that the export dialog suggests, named as in `byline export --list`",
            read_format,
            |it| it.start.export_format.map(quoted),
        )
    },
    SettingRow {
        example: "\"~/notes\"",
        ..row(
            "export-folder",
            "The folder that the export dialog suggests; by default the one that byline was started in",
            |it, given| given.path(&mut it.start.export_folder),
            |it| it.start.export_folder.as_ref().map(|it| quoted(&it.to_string_lossy())),
        )
    },
    row(
        "markdown-links",
        "In Markdown, write the names of people and organizations as [[links]], for a vault with a page for each",
        |it, given| given.boolean(&mut it.markdown_links),
        |it| Some(it.markdown_links.to_string()),
    ),
    SettingRow {
        example: "\"article.md.j2\"",
        ..row(
            "markdown-template",
            "Your own template for Markdown; `byline export --print-template` prints one to start from.\n\
             A path that does not begin with / or ~ is relative to this file's folder",
            |it, given| given.path(&mut it.markdown_template),
            |it| it.markdown_template.as_ref().map(|it| quoted(&it.to_string_lossy())),
        )
    },
    SettingRow {
        example: "\"~/articles/library\"",
        ..row(
            "library",
            "The folder of the library; a path that does not begin with / or ~ is relative to this file's folder",
            |it, given| given.path(&mut it.library),
            |it| it.library.as_ref().map(|it| quoted(&it.to_string_lossy())),
        )
    },
    SettingRow {
        example: "\"other.model\"",
        ..row(
            "model",
            "A model file to use instead of the built-in model; the path is read like that of the library",
            |it, given| given.path(&mut it.model),
            |it| it.model.as_ref().map(|it| quoted(&it.to_string_lossy())),
        )
    },
    SettingRow {
        example: "2",
        ..row(
            "threads",
            "How many threads to use; by default one for each core",
            |it, given| {
                it.threads =
                    NonZeroUsize::new(given.reading.number(given.key, given.value, 1..=usize::MAX)?);
                Ok(())
            },
            |it| it.threads.map(|it| it.to_string()),
        )
    },
    SettingRow {
        example: "{ dict = [\"dict\", \"--\", \"{}\"] }",
        ..row(
            "programs",
            "Your own programs, run from the reader on words of the article: {} stands for the words, as one argument;\n\
             they also come on standard input; no shell reads them",
            read_programs,
            write_programs,
        )
    },
];

/// The settings in a `config.toml` and what is wrong with it; `themes` are the names of the user's themes.
pub fn config(bytes: &[u8], themes: &[String]) -> (Config, Vec<Problem>) {
    let mut config = Config::default();
    let problems = reading::read("config.toml", bytes, |reading, entries| {
        for entry in entries {
            let row = ROWS.iter().find(|row| row.key == entry.key);
            let result = match row {
                Some(row) => {
                    let given = GivenValue { key: row.key, value: &entry.value, reading, themes };
                    (row.read)(&mut config, &given)
                }
                None => Err(unknown(&entry.key, &entry.at, "not a setting", ROWS.iter().map(|row| row.key))),
            };
            if let Err(fault) = result {
                reading.tell(fault);
            }
        }
    });
    (config, problems)
}

/// A `config.toml` with all settings, each with a comment on what it does.
pub fn print_config(config: &Config) -> String {
    let mut out = "# byline's current settings. To keep and change them, save this as config.toml in your settings folder.\n\
                   # What you leave out keeps its default. Command-line options override this file.\n"
        .to_owned();
    for row in ROWS {
        out.push('\n');
        for line in row.about.lines() {
            let _ = writeln!(out, "# {line}"); // never fails on a string
        }
        let _ = match (row.write)(config) {
            Some(value) => writeln!(out, "{} = {value}", row.key),
            None => writeln!(out, "# {} = {}", row.key, row.example),
        };
    }
    out
}

/// All settings as a Markdown table, for docs/configuration.md.
pub fn markdown_table() -> String {
    let defaults = Config::default();
    let mut out = String::from("| Setting | Default | What it does |\n| --- | --- | --- |\n");
    for row in ROWS {
        let default = (row.write)(&defaults).map_or_else(|| "none".to_owned(), |it| format!("`{it}`"));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| `{}` | {default} | {} |", row.key, row.about.replace('\n', " "));
    }
    out
}

impl GivenValue<'_, '_> {
    fn boolean(&self, switch: &mut bool) -> Result<(), Fault> {
        *switch = self.reading.boolean(self.key, self.value)?;
        Ok(())
    }

    fn text(&self, wanted: &str) -> Result<&str, Fault> {
        let text = self.value.get_ref().as_str().filter(|it| !it.trim().is_empty());
        text.ok_or_else(|| self.reading.wrong(self.key, wanted, self.value))
    }

    fn path(&self, path: &mut Option<PathBuf>) -> Result<(), Fault> {
        *path = Some(PathBuf::from(self.text("a path in quotes")?));
        Ok(())
    }

    /// Reads the name of an existing theme.
    fn theme(&self, value: &Spanned<DeValue<'_>>) -> Result<String, Fault> {
        let name = value.get_ref().as_str().ok_or_else(|| {
            let wanted = "\"auto\", a theme's name or { dark = \"…\", light = \"…\" }";
            self.reading.wrong(self.key, wanted, value)
        })?;
        let built_in = crate::tui::theme::BUILT_IN.map(|it| it.name);
        let known = || built_in.into_iter().chain(self.themes.iter().map(String::as_str));
        if known().any(|it| it == name) {
            return Ok(name.to_owned());
        }
        let near = near::suggestion(name, known().chain(["auto"]));
        Err(Fault { at: value.span(), what: format!("there is no theme `{name}`{near}") })
    }
}

fn read_theme(config: &mut Config, given: &GivenValue<'_, '_>) -> Result<(), Fault> {
    let table = match given.value.get_ref() {
        DeValue::String(name) if name == "auto" => {
            config.theme = ThemeWish::Auto;
            return Ok(());
        }
        DeValue::Table(table) => table,
        _ => {
            config.theme = ThemeWish::One(given.theme(given.value)?);
            return Ok(());
        }
    };
    let (mut dark, mut light) = ("dark".to_owned(), "light".to_owned());
    for entry in given.reading.entries(table.clone()) {
        match &*entry.key {
            "dark" => dark = given.theme(&entry.value)?,
            "light" => light = given.theme(&entry.value)?,
            other => return Err(unknown(other, &entry.at, "not a kind of background", ["dark", "light"])),
        }
    }
    config.theme = ThemeWish::Pair { dark, light };
    Ok(())
}

fn read_walk(config: &mut Config, given: &GivenValue<'_, '_>) -> Result<(), Fault> {
    let wanted = "a list of \"names\", \"pronouns\" and \"descriptions\"";
    let words = given.reading.words(given.key, given.value, wanted)?;
    let forms: Vec<_> =
        words.iter().map(|word| given.reading.choice(given.key, word, &FORMS)).collect::<Result<_, _>>()?;
    config.start.forms =
        Forms::of(&forms).ok_or_else(|| given.reading.wrong(given.key, wanted, given.value))?;
    Ok(())
}

fn read_format(config: &mut Config, given: &GivenValue<'_, '_>) -> Result<(), Fault> {
    let name = given.text("a format's name in quotes")?;
    let format = export::find(name).ok_or_else(|| {
        unknown(name, &given.value.span(), "not a format", EXPORTERS.iter().map(|it| it.name))
    })?;
    config.start.export_format = Some(format.name);
    Ok(())
}

fn read_programs(config: &mut Config, given: &GivenValue<'_, '_>) -> Result<(), Fault> {
    let DeValue::Table(table) = given.value.get_ref() else {
        return Err(given.reading.wrong(
            given.key,
            "a table: { dict = [\"dict\", \"--\", \"{}\"] }",
            given.value,
        ));
    };
    let mut first_fault = None;
    for entry in given.reading.entries(table.clone()) {
        match read_program(given, &entry) {
            Ok(program) => config.start.programs.push(program),
            Err(fault) => _ = first_fault.get_or_insert(fault),
        }
    }
    first_fault.map_or(Ok(()), Err)
}

fn read_program(given: &GivenValue<'_, '_>, entry: &Entry<'_>) -> Result<Program, Fault> {
    let name = entry.key.to_string();
    let fault = |what: &str| Fault { at: entry.at.clone(), what: format!("the program `{name}` {what}") };
    let is_good = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    if name.is_empty() || !name.chars().all(is_good) {
        return Err(fault("has a name with characters other than letters, digits, -, _ and ."));
    }
    let wanted = "a list of the program and its arguments: [\"dict\", \"--\", \"{}\"]";
    let arguments: Vec<String> = match entry.value.get_ref() {
        // Someone who puts quotes there expects a shell, and there is none.
        DeValue::String(line) if line.contains(['"', '\'', '\\', '$', '|', '>', '<', '`', ';', '&', '*']) => {
            return Err(fault(
                "looks like a shell command, but no shell reads it; write a list of arguments: \
                [\"sh\", \"-c\", \"grep \\\"$1\\\" words | head\", \"sh\", \"{}\"]",
            ));
        }
        DeValue::String(line) => line.split_whitespace().map(str::to_owned).collect(),
        _ => {
            let words = given.reading.words(&name, &entry.value, wanted)?;
            words.iter().filter_map(|it| it.get_ref().as_str()).map(str::to_owned).collect()
        }
    };
    match arguments.first() {
        None => Err(fault("is empty")),
        Some(program) if program.is_empty() || program.contains("{}") => {
            Err(fault("begins with words from the article; the first entry must be the program"))
        }
        Some(_) if arguments.iter().any(|it| it.contains('\0')) => {
            Err(fault("has an argument with a zero byte"))
        }
        Some(_) => Ok(Program { name, arguments }),
    }
}

fn write_programs(config: &Config) -> Option<String> {
    let programs: Vec<_> = config
        .start
        .programs
        .iter()
        .map(|it| format!("{} = {}", quoted(&it.name), list(&it.arguments)))
        .collect();
    (!programs.is_empty()).then(|| format!("{{ {} }}", programs.join(", ")))
}

fn word<T: PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|it| it.1 == value).map_or("auto", |it| it.0)
}

impl ThemeWish {
    fn to_toml(&self) -> String {
        match self {
            Self::Auto => quoted("auto"),
            Self::One(name) => quoted(name),
            Self::Pair { dark, light } => {
                format!("{{ dark = {}, light = {} }}", quoted(dark), quoted(light))
            }
        }
    }
}
