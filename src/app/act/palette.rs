//! The command line after `:`: opening it, and running what was chosen there.

use crate::app::input::action::Action;
use crate::app::popup::Popup;
use crate::app::popup::command::Command;
use crate::app::popup::export::ExportDialog;
use crate::app::popup::help::Help;
use crate::app::popup::palette::{Palette, PaletteChoice, Words};
use crate::app::{App, ColorDepth, Effect, card};
use crate::nlp::EntityKind;

/// How many recent actions are offered.
const MAX_RECENT: usize = 5;

impl App {
    pub(in crate::app) fn open_palette(&mut self) {
        let mut cast: Vec<_> = self
            .article
            .analysis
            .entities
            .rows()
            .iter()
            .filter(|it| self.looks.places || it.kind != EntityKind::Place)
            .collect();
        cast.sort_by_key(|it| std::cmp::Reverse(it.mentions.len()));
        let words = Words {
            names: cast.iter().map(|it| (it.name.clone(), card::kind_name(it.kind).to_owned())).collect(),
            bookmarks: self.article.bookmarks.iter().map(|it| (it.letter, it.words())).collect(),
            formats: self.settings.formats.clone(),
            programs: self.settings.start.programs.clone(),
            has_others: self.settings.among.is_some(),
        };
        self.popup = Some(Popup::Palette(Palette::of(
            self.contexts(),
            &self.habits.recent,
            &self.input.keymap,
            words,
        )));
    }

    /// Runs the choice; an error says why that is impossible.
    pub(in crate::app) fn run(&mut self, choice: PaletteChoice) -> Result<Vec<Effect>, String> {
        match choice {
            PaletteChoice::Action(action) => {
                self.habits.recent.retain(|&it| it != action);
                self.habits.recent.insert(0, action);
                self.habits.recent.truncate(MAX_RECENT);
                Ok(self.act(action))
            }
            PaletteChoice::Command(command) => self.run_command(command),
            PaletteChoice::Program(name) => Ok(self.run_program_named(&name)),
        }
    }

    fn run_command(&mut self, command: Command) -> Result<Vec<Effect>, String> {
        match command {
            Command::Line(_) | Command::Percent(_) | Command::End => {
                self.front_text();
                match command {
                    Command::Line(number) => self.reader.go_line(number),
                    Command::Percent(percent) => self.reader.go_percent(percent),
                    _ => self.reader.go_bottom(),
                }
            }
            Command::Name(words) => {
                self.choose_by_name(&words)?;
            }
            Command::Export { format, path, overwrite } => {
                let dialog = ExportDialog::asked(self.settings.formats.clone(), format, &path);
                self.popup = Some(Popup::Export(dialog));
                return Ok(vec![Effect::Export { format, path, overwrite }]);
            }
            Command::Theme { .. } if self.settings.colors == ColorDepth::None => {
                return Err("colours are off".to_owned());
            }
            Command::Theme { dark } => {
                // The action switches and says so.
                self.settings.dark = !dark;
                return Ok(self.act(Action::Theme));
            }
            Command::Bookmarks => self.ask_for_bookmark(true),
            Command::DeleteBookmarks(letters) => return self.delete_bookmarks(&letters),
            Command::Step { forward } => return self.step_article(forward),
            Command::Articles => self.list_articles(),
            Command::Save => {
                self.advise("notes and corrections are saved as you make them; {export} writes a file");
            }
            Command::Help => {
                self.popup = Some(Popup::Help(Help::of_all(self.contexts(), &self.input.keymap)));
            }
            Command::Library { .. } if !self.settings.has_library => {
                return Err("there is no library yet: articles opened from a file are kept in one".to_owned());
            }
            Command::Library { notes } => return Ok(vec![Effect::Library { notes }]),
            Command::Quit => return Ok(vec![Effect::Quit]),
        }
        Ok(Vec::new())
    }
}
