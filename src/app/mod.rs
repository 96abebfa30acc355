//! The state of the interface: what is on the screen and what each key changes. Pure: no terminal, files or threads;
//! `update` takes a message and returns the effects it asks for.

mod act;
pub(crate) mod article;
pub(crate) mod card;
pub(crate) mod chosen;
pub mod input;
pub(crate) mod list;
pub(crate) mod looks;
mod message;
pub(crate) mod popup;
pub(crate) mod reader;
mod reload;
pub(crate) mod screen;
mod settings;
pub mod shelf;
pub(crate) mod sidebar;
mod state;
mod subject;
pub(crate) mod text;
mod update;

pub(crate) use article::Progress;
pub use article::mention_filter::Forms;
pub use input::aim::Aim;
pub use input::key::{KEY_NAMES, Key, KeyCode, Mouse, MouseKind};
pub use input::keymap::Keymap;
pub(crate) use looks::Pane;
pub use message::{Effect, Exported, Msg, ProgramAnswer, Update};
pub use settings::{ArticlePosition, ColorDepth, Format, MEASURES, Program, Settings, Start};
pub use sidebar::view::ListView;
pub use state::App;

#[cfg(test)]
pub(crate) mod tests;
