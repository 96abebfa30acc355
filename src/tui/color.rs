//! How many colours the terminal has, and whether its background is dark. Only decides; `probe` asks the terminal,
//! and the theme has the colours.
//!
//! We do not use the crate supports-color, because it reads the environment itself, so it cannot be tested as a
//! table.

use crate::app::ColorDepth;
use crate::tui::Environment;

/// How many colours the user wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorChoice {
    /// As many as the terminal has; none if `NO_COLOR` is set.
    #[default]
    Auto,
    /// None.
    Never,
    /// The terminal's sixteen.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Red, green, blue.
    True,
}

/// Which theme the user wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// The one that fits the terminal's background.
    #[default]
    Auto,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
}

/// Terminals that have all colours but may not set `COLORTERM`, for example after ssh.
const TRUE_COLOR_TERMS: [&str; 7] =
    ["alacritty", "contour", "foot", "foot-extra", "wezterm", "xterm-ghostty", "xterm-kitty"];

/// How many colours to use.
pub fn depth(choice: ColorChoice, environment: &Environment) -> ColorDepth {
    match choice {
        ColorChoice::Auto => detect_depth(environment),
        ColorChoice::Never => ColorDepth::None,
        ColorChoice::Sixteen => ColorDepth::Sixteen,
        ColorChoice::Indexed => ColorDepth::Indexed,
        ColorChoice::True => ColorDepth::True,
    }
}

/// Whether to use the theme for a dark background. `asked` is the terminal's answer, if there was one.
pub fn is_dark(choice: ThemeChoice, asked: Option<bool>, environment: &Environment) -> bool {
    match choice {
        ThemeChoice::Dark => true,
        ThemeChoice::Light => false,
        ThemeChoice::Auto => {
            asked.or_else(|| environment.colorfgbg.as_deref().and_then(is_dark_by_colorfgbg)).unwrap_or(true)
        }
    }
}

fn detect_depth(environment: &Environment) -> ColorDepth {
    if environment.no_color || environment.is_dumb() {
        return ColorDepth::None;
    }
    let term = environment.term.as_deref().unwrap_or_default();
    // GNU screen passes on the COLORTERM of the outer terminal, but not its colours. tmux has the same kind of TERM.
    let is_screen = term.starts_with("screen") && !environment.tmux;
    let says_true = environment.colorterm.as_deref().is_some_and(|it| it == "truecolor" || it == "24bit");
    if (says_true && !is_screen) || term.ends_with("-direct") || TRUE_COLOR_TERMS.contains(&term) {
        ColorDepth::True
    } else if term.contains("256color") || environment.term_program.as_deref() == Some("Apple_Terminal") {
        ColorDepth::Indexed
    } else if term.ends_with("-mono") || term.ends_with("-m") || is_video_terminal(term) {
        ColorDepth::None
    } else {
        ColorDepth::Sixteen
    }
}

/// "vt100", "vt220": the real ones have no colours.
fn is_video_terminal(term: &str) -> bool {
    term.strip_prefix("vt").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// "15;0" and "15;default;0" are dark, "0;15" is light, "default;default" says nothing.
fn is_dark_by_colorfgbg(value: &str) -> Option<bool> {
    let background: u8 = value.rsplit(';').next()?.parse().ok()?;
    match background {
        0..=6 | 8 => Some(true),
        7 | 9..=15 => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth_of(term: &str, colorterm: &str) -> ColorDepth {
        let environment = Environment::new(|name| match name {
            "TERM" => Some(term.to_owned()),
            "COLORTERM" => Some(colorterm.to_owned()),
            _ => None,
        });
        depth(ColorChoice::Auto, &environment)
    }

    #[test]
    fn the_depth_follows_the_terminal() {
        let table = [
            ("xterm-256color", "truecolor", ColorDepth::True),
            ("xterm-256color", "24bit", ColorDepth::True),
            ("xterm-256color", "", ColorDepth::Indexed),
            ("tmux-256color", "", ColorDepth::Indexed),
            ("xterm-kitty", "", ColorDepth::True),
            ("xterm-direct", "", ColorDepth::True),
            ("screen-256color", "truecolor", ColorDepth::Indexed),
            ("screen", "truecolor", ColorDepth::Sixteen),
            ("xterm", "", ColorDepth::Sixteen),
            ("linux", "", ColorDepth::Sixteen),
            ("rxvt", "", ColorDepth::Sixteen),
            ("vt220", "", ColorDepth::None),
            ("xterm-mono", "", ColorDepth::None),
            ("dumb", "truecolor", ColorDepth::None),
        ];
        for (term, colorterm, expected) in table {
            assert_eq!(depth_of(term, colorterm), expected, "TERM={term} COLORTERM={colorterm}");
        }
    }

    #[test]
    fn tmux_passes_all_colours_on_although_it_calls_itself_screen() {
        let environment = Environment {
            term: Some("screen-256color".to_owned()),
            colorterm: Some("truecolor".to_owned()),
            tmux: true,
            ..Environment::default()
        };
        assert_eq!(depth(ColorChoice::Auto, &environment), ColorDepth::True);
    }

    #[test]
    fn no_color_is_obeyed_unless_the_user_says_otherwise() {
        let environment =
            Environment { term: Some("xterm-256color".to_owned()), no_color: true, ..Environment::default() };
        assert_eq!(depth(ColorChoice::Auto, &environment), ColorDepth::None);
        assert_eq!(depth(ColorChoice::Sixteen, &environment), ColorDepth::Sixteen);
        assert_eq!(depth(ColorChoice::Never, &environment), ColorDepth::None);
    }

    #[test]
    fn the_users_word_comes_before_the_terminals_and_that_before_a_variable() {
        let light = Environment { colorfgbg: Some("0;15".to_owned()), ..Environment::default() };
        assert!(is_dark(ThemeChoice::Dark, Some(false), &light));
        assert!(!is_dark(ThemeChoice::Light, Some(true), &light));
        assert!(is_dark(ThemeChoice::Auto, Some(true), &light));
        assert!(!is_dark(ThemeChoice::Auto, None, &light));
        assert!(is_dark(ThemeChoice::Auto, None, &Environment::default()));
    }

    #[test]
    fn the_background_is_the_last_number() {
        assert_eq!(is_dark_by_colorfgbg("15;0"), Some(true));
        assert_eq!(is_dark_by_colorfgbg("0;default;15"), Some(false));
        assert_eq!(is_dark_by_colorfgbg("12;8"), Some(true));
        assert_eq!(is_dark_by_colorfgbg("0;7"), Some(false));
        assert_eq!(is_dark_by_colorfgbg("default;default"), None);
        assert_eq!(is_dark_by_colorfgbg(""), None);
    }
}
