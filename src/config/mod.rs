//! The user's settings: `config.toml`, `keymap.toml` and themes, from text to typed values and back. Touches no files.
//!
//! An error never stops anything: it is reported with its line, and the rest of the file applies, even around invalid
//! TOML.

mod keymap;
mod problem;
mod reading;
mod setting;
mod theme;

pub use crate::text::near::suggestion;
pub use keymap::{keymap, print_keymap};
pub use problem::{Problem, notice};
pub use setting::{Config, ThemeWish, config, markdown_table, print_config};
pub use theme::{is_theme_name, print_theme, theme};

#[cfg(test)]
mod tests;
