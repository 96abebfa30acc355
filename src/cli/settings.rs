//! The user's settings: which folder they are in, what they say, and which command-line options override them. byline
//! never writes there.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use directories::{BaseDirs, ProjectDirs};

use crate::app::Keymap;
use crate::cli::args::{Args, Command, ConfigArgs, PrintArgs};
use crate::cli::tell_text;
use crate::config::{self, Config, Problem, ThemeWish};
use crate::tui::theme::{BuiltIn, Palette, Themes};
use crate::tui::{ThemeChoice, expand_home};

/// The variable that names the folder of settings, as `--config` does.
const VARIABLE: &str = "BYLINE_CONFIG";

/// The largest settings file; a person types less.
const MAX_BYTES: u64 = 1 << 20;

/// How many problems are reported; after that, only their number is.
const MAX_TOLD: usize = 10;

/// The settings that apply: command-line options, else the files, else the defaults.
pub(super) struct Settings {
    pub(super) config: Config,
    folder: Option<PathBuf>,
    home: Option<PathBuf>,
    theme_names: Vec<String>,
    problems: Vec<Problem>,
}

impl Settings {
    /// Reads `config.toml` and merges it into `args`, which then holds the settings that apply.
    pub(super) fn read(args: &mut Args) -> anyhow::Result<Self> {
        if let Some(typed) = args.config.config_folder.as_ref().filter(|it| !it.is_dir()) {
            bail!("`{}`: there is no such folder", typed.display());
        }
        let home = BaseDirs::new().map(|it| it.home_dir().to_owned());
        let folder = folder(&args.config, home.as_deref());
        let theme_names = folder.as_deref().map(theme_names).unwrap_or_default();
        let mut problems = Vec::new();
        let bytes = contents(folder.as_deref(), "config.toml", &mut problems);
        let (config, found) = config::config(&bytes.unwrap_or_default(), &theme_names);
        problems.extend(found);
        let mut settings = Self { config, folder, home, theme_names, problems };
        settings.join(args)?;
        Ok(settings)
    }

    /// Merges options and file. Options win.
    fn join(&mut self, args: &mut Args) -> anyhow::Result<()> {
        let configured = |path: &Option<PathBuf>| path.as_deref().map(|path| self.path(path));
        args.store.configured = configured(&self.config.library);
        let model = configured(&self.config.model);
        let template = self.template();
        let config = &mut self.config;
        config.color = args.read.color.map_or(config.color, Into::into);
        config.ascii = args.read.ascii.unwrap_or(config.ascii);
        config.offline |= args.config.offline;
        config.private = args.read.private.unwrap_or(config.private);
        // In a file, a path is relative to another folder than on the command line.
        let typed = |path: &Option<PathBuf>| path.as_deref().and_then(|path| std::path::absolute(path).ok());
        config.library = typed(&args.store.folder).or(config.library.take());
        config.model = typed(&args.engine.model).or(config.model.take());
        config.threads = args.engine.threads.or(config.threads);
        args.engine.model = args.engine.model.take().or(model);
        args.engine.threads = config.threads;
        if let Some(Command::Export(export)) = &mut args.command {
            export.links |= config.markdown_links;
            export.configured = template;
        }
        if let Some(name) = &args.read.theme {
            self.config.theme = match name.as_str() {
                "auto" => ThemeWish::Auto,
                name => ThemeWish::One(self.known(name)?.to_owned()),
            };
        }
        Ok(())
    }

    /// The user's own template for exports to Markdown.
    pub(super) fn template(&self) -> Option<PathBuf> {
        self.config.markdown_template.as_deref().map(|path| self.path(path))
    }

    /// A path in `config.toml`: relative to the home folder, or to the folder of the file.
    fn path(&self, path: &Path) -> PathBuf {
        let path = expand_home(path, self.home.as_deref());
        self.folder.as_ref().map_or_else(|| path.clone(), |folder| folder.join(&path))
    }

    /// The name of an existing theme.
    fn known<'n>(&self, name: &'n str) -> anyhow::Result<&'n str> {
        if BuiltIn::find(name).is_some() || self.theme_names.iter().any(|it| it == name) {
            return Ok(name);
        }
        let mut names: Vec<&str> = crate::tui::theme::BUILT_IN.iter().map(|it| it.name).collect();
        names.extend(self.theme_names.iter().map(String::as_str).filter(|it| BuiltIn::find(it).is_none()));
        bail!("there is no theme `{name}`\nhint: choose one of {}", names.join(", "))
    }

    /// Reads `keymap.toml`.
    pub(super) fn keymap(&mut self) -> Keymap {
        let bytes = contents(self.folder.as_deref(), "keymap.toml", &mut self.problems);
        let (keymap, problems) = config::keymap(&bytes.unwrap_or_default());
        self.problems.extend(problems);
        keymap
    }

    /// Reads the themes that are wanted, and says which one to start with.
    pub(super) fn themes(&mut self) -> (Themes, ThemeChoice) {
        match self.config.theme.clone() {
            ThemeWish::Auto => self.pair("dark", "light"),
            ThemeWish::Pair { dark, light } => self.pair(&dark, &light),
            ThemeWish::One(name) => {
                let palette = self.theme(&name);
                let opposite = self.theme(palette.base.opposite);
                if palette.base.is_dark {
                    (Themes { dark: palette, light: opposite }, ThemeChoice::Dark)
                } else {
                    (Themes { dark: opposite, light: palette }, ThemeChoice::Light)
                }
            }
        }
    }

    fn pair(&mut self, dark: &str, light: &str) -> (Themes, ThemeChoice) {
        (Themes { dark: self.theme(dark), light: self.theme(light) }, ThemeChoice::Auto)
    }

    /// The theme with this name: the user's own, else the built-in one.
    fn theme(&mut self, name: &str) -> Palette {
        let is_own = self.theme_names.iter().any(|it| it == name);
        let folder = self.folder.as_deref().filter(|_| is_own);
        let bytes = contents(folder, &format!("themes/{name}.toml"), &mut self.problems);
        match (bytes, BuiltIn::find(name)) {
            (None, Some(built_in)) => built_in.palette(),
            (bytes, _) => {
                let (palette, problems) = config::theme(name, &bytes.unwrap_or_default());
                self.problems.extend(problems);
                palette
            }
        }
    }

    /// Reports on standard error what is wrong with the files, with their full paths.
    pub(super) fn tell(&self) {
        for problem in self.problems.iter().take(MAX_TOLD) {
            let path =
                self.folder.as_ref().map_or_else(|| problem.file.clone().into(), |it| it.join(&problem.file));
            let line = problem.line.map_or_else(String::new, |line| format!(", line {line}"));
            tell_text(&format!("byline: `{}`{line}: {}", path.display(), problem.what));
        }
        if let Some(n_more @ 1..) = self.problems.len().checked_sub(MAX_TOLD) {
            tell_text(&format!("byline: and {n_more} more in these files"));
        }
    }

    /// What the first status line says.
    pub(super) fn notice(&self) -> Option<String> {
        config::notice(&self.problems)
    }

    /// Prints what the user asked for, if anything.
    pub(super) fn print(&mut self, args: &PrintArgs) -> anyhow::Result<bool> {
        let text = if args.print_config {
            config::print_config(&self.config)
        } else if args.print_keymap {
            config::print_keymap(&self.keymap())
        } else if let Some(name) = &args.print_theme {
            let palette = if let Some(name) = name {
                self.known(name)?;
                self.theme(name)
            } else {
                let (themes, choice) = self.themes();
                themes.of(choice != ThemeChoice::Light).clone()
            };
            config::print_theme(&palette)
        } else {
            return Ok(false);
        };
        self.tell();
        io::stdout().lock().write_all(text.as_bytes()).context("cannot write the settings")?;
        Ok(true)
    }
}

/// The folder of settings: the one that was typed, else the one that the variable names, else where people look for
/// it. On macOS, too, the XDG folder comes first, because many users share it between their systems.
fn folder(args: &ConfigArgs, home: Option<&Path>) -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    if let Some(folder) = args.config_folder.clone().or_else(|| variable(VARIABLE)) {
        return Some(folder);
    }
    if let Some(folder) = variable("XDG_CONFIG_HOME").filter(|it| it.is_absolute()) {
        return Some(folder.join("byline"));
    }
    let usual = home.map(|home| home.join(".config/byline")).filter(|it| it.is_dir());
    usual.or_else(|| ProjectDirs::from("", "", "byline").map(|it| it.config_dir().to_owned()))
}

/// The content of a settings file, if it exists.
fn contents(folder: Option<&Path>, file: &str, problems: &mut Vec<Problem>) -> Option<Vec<u8>> {
    let path = folder?.join(file);
    let told = |what: String| Some(Problem { file: file.to_owned(), line: None, what });
    let problem = match fs::metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => told(format!("cannot be read: {error}")),
        // A pipe would be waited for.
        Ok(it) if !it.is_file() => told("not a regular file".to_owned()),
        Ok(it) if it.len() > MAX_BYTES => told("too large for a settings file".to_owned()),
        Ok(_) => match read_some(&path) {
            Ok(bytes) => return Some(bytes),
            Err(error) => told(format!("cannot be read: {error}")),
        },
    };
    problems.extend(problem);
    None
}

fn read_some(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The names of the user's own themes.
fn theme_names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder.join("themes")) else { return Vec::new() };
    let paths = entries.filter_map(|it| Some(it.ok()?.path()));
    let paths = paths.filter(|path| path.extension().is_some_and(|it| it == "toml"));
    let mut names: Vec<_> = paths.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.retain(|name| config::is_theme_name(name));
    names.sort();
    names
}
