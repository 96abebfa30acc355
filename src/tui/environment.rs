//! What the surroundings say of the terminal, as plain data. The command line reads the variables; nothing here does.

use std::path::PathBuf;

/// What the environment variables say of the terminal.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each from a variable of its own")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// `TERM`, the kind of terminal.
    pub term: Option<String>,
    /// `COLORTERM`: "truecolor" where the terminal says so.
    pub colorterm: Option<String>,
    /// `COLORFGBG`: colours of text and background, "15;0".
    pub colorfgbg: Option<String>,
    /// `TERM_PROGRAM`: name of the terminal, where it tells.
    pub term_program: Option<String>,
    /// `NO_COLOR` is there and not empty.
    pub no_color: bool,
    /// The locale says that signs outside ASCII cannot be shown.
    pub ascii: bool,
    /// Inside tmux.
    pub tmux: bool,
    /// Logged in from another machine: a clipboard here is not the one before the reader.
    pub ssh: bool,
    /// A Wayland display is there.
    pub wayland: bool,
    /// An X display is there.
    pub x11: bool,
    /// In a Linux inside of Windows.
    pub wsl: bool,
    /// `VISUAL`, else `EDITOR`: what the reader writes with, maybe with arguments.
    pub editor: Option<String>,
    /// Home folder, for paths that start with `~/`.
    pub home: Option<PathBuf>,
}

impl Environment {
    /// Asks `variable` for each variable that matters. An empty one counts as none.
    ///
    /// ```
    /// use byline::tui::Environment;
    ///
    /// let environment = Environment::new(|name| (name == "TERM").then(|| "xterm".to_owned()));
    /// assert_eq!(environment.term.as_deref(), Some("xterm"));
    /// ```
    pub fn new(variable: impl Fn(&str) -> Option<String>) -> Self {
        let get = |name| variable(name).filter(|value| !value.is_empty());
        let has = |name| get(name).is_some();
        Self {
            term: get("TERM"),
            colorterm: get("COLORTERM"),
            colorfgbg: get("COLORFGBG"),
            term_program: get("TERM_PROGRAM"),
            no_color: has("NO_COLOR"),
            // The first that is set counts, as in setlocale(3). None set: most terminals show UTF-8 all the same.
            ascii: ["LC_ALL", "LC_CTYPE", "LANG"]
                .into_iter()
                .find_map(get)
                .is_some_and(|locale| !is_utf8(&locale)),
            tmux: has("TMUX"),
            ssh: has("SSH_CONNECTION") || has("SSH_TTY"),
            wayland: has("WAYLAND_DISPLAY"),
            x11: has("DISPLAY"),
            wsl: has("WSL_DISTRO_NAME"),
            editor: ["VISUAL", "EDITOR"].into_iter().find_map(get),
            home: get("HOME").map(PathBuf::from),
        }
    }

    /// Whether the terminal cannot place the cursor: `TERM` is "dumb" or not there.
    pub fn is_dumb(&self) -> bool {
        self.term.as_deref().is_none_or(|term| term == "dumb")
    }
}

fn is_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::new(|name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_empty_variable_is_none() {
        assert!(!environment(&[("NO_COLOR", "")]).no_color);
        assert!(environment(&[("NO_COLOR", "1")]).no_color);
        assert!(environment(&[("TERM", "")]).is_dumb());
    }

    #[test]
    fn a_terminal_without_a_kind_is_dumb() {
        assert!(environment(&[]).is_dumb());
        assert!(environment(&[("TERM", "dumb")]).is_dumb());
        assert!(!environment(&[("TERM", "xterm")]).is_dumb());
    }

    #[test]
    fn the_locale_that_counts_says_whether_signs_can_be_shown() {
        assert!(!environment(&[]).ascii);
        assert!(!environment(&[("LANG", "en_GB.UTF-8")]).ascii);
        assert!(!environment(&[("LANG", "C.utf8")]).ascii);
        assert!(environment(&[("LANG", "de_DE.ISO-8859-1")]).ascii);
        assert!(environment(&[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")]).ascii);
        assert!(!environment(&[("LC_ALL", ""), ("LANG", "en_GB.UTF-8")]).ascii);
    }
}
