//! What the environment says about the terminal, as plain data. The command line reads the variables; nothing here
//! does.

use std::path::PathBuf;

/// What the environment variables say about the terminal.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each from a variable of its own")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// `TERM`, the kind of terminal.
    pub term: Option<String>,
    /// `COLORTERM`: "truecolor" if the terminal says so.
    pub colorterm: Option<String>,
    /// `COLORFGBG`: colours of text and background, "15;0".
    pub colorfgbg: Option<String>,
    /// `TERM_PROGRAM`: the name of the terminal, if it gives one.
    pub term_program: Option<String>,
    /// Whether `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// Whether the locale says that only ASCII can be shown.
    pub ascii: bool,
    /// Whether byline runs inside tmux.
    pub tmux: bool,
    /// Whether the user is logged in from another machine, whose clipboard is not ours.
    pub ssh: bool,
    /// Whether there is a Wayland display.
    pub wayland: bool,
    /// Whether there is an X display.
    pub x11: bool,
    /// Whether this is Linux inside Windows.
    pub wsl: bool,
    /// `VISUAL`, else `EDITOR`: the user's editor, perhaps with arguments.
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
            // The first one that is set counts, as in setlocale(3). If none is set: most terminals show UTF-8 anyway.
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

    /// Whether the terminal cannot position the cursor: `TERM` is "dumb" or missing.
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
