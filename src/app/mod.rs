//! State of the interface: what is on the screen and what each key does to it. Pure: no terminal, files or threads;
//! `update` takes a message and returns what it asks of the world.

mod key;
mod message;
mod settings;

use std::sync::Arc;

pub use key::{Key, KeyCode, Mouse, MouseKind};
pub use message::{Effect, Exported, Msg, Update};
pub use settings::{ColorDepth, Format, Settings};

use crate::document::Document;

/// The whole state of the interface.
#[derive(Debug)]
pub struct Model {
    doc: Arc<Document>,
    settings: Settings,
    dirty: bool,
}

impl Model {
    /// An article just opened, not yet analysed. A [`Msg::Resize`] tells the size of the screen before the first drawing.
    pub fn new(doc: Arc<Document>, settings: Settings) -> Self {
        Self { doc, settings, dirty: true }
    }

    /// The article.
    pub fn document(&self) -> &Document {
        &self.doc
    }

    /// What the interface was told at its start, with what was switched since.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Takes in what happened and tells what is to be done.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        self.dirty = true;
        match msg {
            Msg::Key(key) if key == Key::char('q') || key == Key::ctrl('c') => vec![Effect::Quit],
            Msg::Key(key) if key == Key::ctrl('z') => vec![Effect::Suspend],
            _ => Vec::new(),
        }
    }

    /// Whether the screen must be drawn again; asks once per change.
    pub fn take_dirty(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }
}
