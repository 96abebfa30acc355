//! The dialog that asks for the format and file of an export.

use std::path::{Path, PathBuf};

use crate::app::input::action::Action;
use crate::app::popup;
use crate::app::popup::any::{AnyPopup, Click, Keys, Outcome, Placement, Press, RefersTo};
use crate::app::screen::{Area, Screen};
use crate::app::text::grapheme;
use crate::app::text::line_input::LineInput;
use crate::app::{App, Effect, Exported, Format, Key, KeyCode, Start};

/// Lines below the formats: an empty line or the description of the chosen format, the file, the keys.
const BELOW: u16 = 3;
/// Additional lines, including the empty one, for a description that does not fit into its row.
const ABOUT: u16 = 1;
/// From this width on, the line with the keys is a single one; otherwise it takes two.
const ADVICE_CELLS: u16 = 68;

/// What the dialog is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Format and file are being chosen.
    Choose,
    /// The export is running.
    Wait,
    /// The file exists: may it be replaced?
    Replace,
    /// It failed, for this reason.
    Failed(String),
}

/// Format and file of an export.
#[derive(Debug, Clone)]
pub(crate) struct ExportDialog {
    formats: Vec<Format>,
    chosen: usize,
    pub(crate) path: LineInput,
    pub(crate) stage: Stage,
    /// Additional lines below the formats, in a narrow dialog.
    n_more: u16,
}

impl ExportDialog {
    /// A dialog that suggests a file named after the article, in the folder that byline was started in unless another
    /// one is to be suggested.
    pub(crate) fn new(formats: Vec<Format>, article: &str, start: &Start) -> Self {
        let chosen = formats.iter().position(|it| Some(it.id) == start.export_format).unwrap_or_default();
        let name = format!("{}.{}", stem(article), formats.get(chosen).map_or("", |it| it.extension));
        let folder = start.export_folder.as_ref();
        let path = folder.map_or_else(|| name.clone(), |folder| folder.join(&name).display().to_string());
        Self { formats, chosen, path: LineInput::new(path), stage: Stage::Choose, n_more: 0 }
    }

    /// A dialog in which everything is chosen and the export is running.
    pub(crate) fn asked(formats: Vec<Format>, format: &str, path: &Path) -> Self {
        let chosen = formats.iter().position(|it| it.id == format).unwrap_or_default();
        Self { formats, chosen, path: LineInput::new(path.to_string_lossy()), stage: Stage::Wait, n_more: 0 }
    }

    /// The formats, each with whether it is chosen.
    pub(crate) fn formats(&self) -> impl Iterator<Item = (&Format, bool)> {
        self.formats.iter().enumerate().map(|(index, format)| (format, index == self.chosen))
    }

    /// Cells of the column of names, which is as wide as the longest.
    pub(crate) fn id_cells(&self) -> usize {
        self.formats.iter().map(|it| grapheme::text_width(it.id)).max().unwrap_or(0)
    }

    /// Whether a format's row has no room for what it is: sign, name and that, with spaces between.
    pub(crate) fn is_cut(&self, format: &Format, width: u16) -> bool {
        self.id_cells() + 3 + grapheme::text_width(format.description) > usize::from(width)
    }

    /// The additional lines for the description of the chosen format and for the keys, in a dialog of this inner
    /// width.
    fn lines_more(&self, width: u16) -> u16 {
        let has_about = self.formats.iter().any(|it| self.is_cut(it, width.saturating_sub(2)));
        u16::from(width < ADVICE_CELLS) + if has_about { ABOUT } else { 0 }
    }

    /// The first visible format in a dialog of this inner height, and how many are visible. On a low screen, the list
    /// scrolls with the choice.
    pub(crate) fn shown(&self, height: u16) -> (usize, usize) {
        let n_rows = usize::from(height.saturating_sub(BELOW + self.n_more).max(1)).min(self.formats.len());
        ((self.chosen + 1).saturating_sub(n_rows), n_rows)
    }

    /// Chooses a format by its row in a dialog of this inner height.
    pub(crate) fn choose_shown(&mut self, row: usize, height: u16) {
        let (first, n_rows) = self.shown(height);
        let wanted = first + row;
        if row < n_rows
            && wanted < self.formats.len()
            && matches!(self.stage, Stage::Choose | Stage::Failed(_))
        {
            self.choose((wanted + self.formats.len() - self.chosen) % self.formats.len());
        }
    }

    /// Handles a key that types.
    pub(crate) fn type_key(&mut self, key: Key) -> Outcome {
        match key.code {
            KeyCode::Char('y' | 'Y') if self.stage == Stage::Replace => return self.run(true),
            _ if self.stage == Stage::Replace => {}
            KeyCode::BackTab => self.choose(self.formats.len().saturating_sub(1)),
            _ => {
                self.path.key(key);
            }
        }
        self.stage = Stage::Choose;
        Outcome::STAY
    }

    /// Performs an action of [`Context::Typing`].
    pub(crate) fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::TypingCancel => return Outcome::CLOSE,
            // Anything but a plain yes keeps the file.
            _ if self.stage == Stage::Replace => self.stage = Stage::Choose,
            Action::TypingAccept if self.path.text().trim().is_empty() => {
                self.stage = Stage::Failed("the file needs a name".to_owned());
            }
            Action::TypingAccept => return self.run(false),
            Action::TypingDown | Action::TypingComplete => self.choose(1),
            Action::TypingUp => self.choose(self.formats.len().saturating_sub(1)),
            _ => {}
        }
        Outcome::STAY
    }

    /// Handles the result of an export; returns whether the dialog is finished.
    pub(crate) fn answer(&mut self, exported: &Exported) -> bool {
        match exported {
            Exported::Written(_) => return true,
            Exported::Exists(_) => self.stage = Stage::Replace,
            Exported::Failed(why) => self.stage = Stage::Failed(why.clone()),
        }
        false
    }

    /// Chooses another format. The file's extension follows, unless the user typed it.
    fn choose(&mut self, by: usize) {
        self.stage = Stage::Choose;
        let Some(old) = self.formats.get(self.chosen).copied() else { return };
        self.chosen = (self.chosen + by) % self.formats.len();
        let new = self.formats[self.chosen];
        if let Some(stem) = self.path.text().strip_suffix(&format!(".{}", old.extension)) {
            self.path = LineInput::new(format!("{stem}.{}", new.extension));
        }
    }

    fn run(&mut self, overwrite: bool) -> Outcome {
        let Some(format) = self.formats.get(self.chosen) else { return Outcome::CLOSE };
        self.stage = Stage::Wait;
        let path = PathBuf::from(self.path.text().trim());
        Outcome::Stay(vec![Effect::Export { format: format.id, path, overwrite }])
    }
}

impl AnyPopup for ExportDialog {
    fn place(&self, _: Screen, room: Area) -> Placement {
        let n_more = self.lines_more(room.width.saturating_sub(2));
        Placement::Middle(popup::lines(self.formats.len()).saturating_add(BELOW + n_more.max(1) + 2))
    }

    fn fit(&mut self, inside: Area) {
        self.n_more = self.lines_more(inside.width);
    }

    fn refers_to(&self) -> RefersTo {
        RefersTo::Nothing
    }

    fn keys(&self) -> Keys {
        Keys::Typed
    }

    fn on_key(&mut self, _: &mut App, key: Key) -> Outcome {
        self.type_key(key)
    }

    fn on_action(&mut self, _: &mut App, action: Action) -> Outcome {
        self.act(action)
    }

    fn on_paste(&mut self, _: &mut App, text: &str) {
        self.path.insert(text);
    }

    fn on_wheel(&mut self, _: isize) {}

    fn on_press(&mut self, _: &mut App, press: Press) -> Click {
        if let Some(row) = press.row_below(0) {
            self.choose_shown(row, press.inside.height);
        }
        Click::Nothing
    }

    fn on_press_beside(&self) -> Click {
        Click::Nothing
    }
}

/// The article's file name without folder and extension; for an address, its last part.
fn stem(article: &str) -> String {
    let name = article.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let clean: String = stem.chars().map(|c| if c.is_whitespace() { '-' } else { c }).collect();
    if clean.is_empty() || clean == "-" { "article".to_owned() } else { clean }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: Format = Format { id: "json", description: "", extension: "json" };
    const BRAT: Format = Format { id: "brat", description: "", extension: "ann" };

    fn dialog() -> ExportDialog {
        ExportDialog::new(vec![JSON, BRAT], "news/a story.txt", &Start::default())
    }

    fn export(format: &'static str, path: &str, overwrite: bool) -> Outcome {
        Outcome::Stay(vec![Effect::Export { format, path: path.into(), overwrite }])
    }

    #[test]
    fn the_file_is_named_after_the_article_and_its_ending_after_the_format() {
        let mut dialog = dialog();
        assert_eq!(dialog.path.text(), "a-story.json");
        dialog.act(Action::TypingDown);
        assert_eq!(dialog.act(Action::TypingAccept), export("brat", "a-story.ann", false));
    }

    #[test]
    fn the_reader_may_want_another_format_and_folder_first() {
        let start =
            Start { export_format: Some("brat"), export_folder: Some("~/notes".into()), ..Start::default() };
        let mut dialog = ExportDialog::new(vec![JSON, BRAT], "story.txt", &start);
        assert_eq!(dialog.path.text(), "~/notes/story.ann");
        dialog.act(Action::TypingDown);
        assert_eq!(dialog.path.text(), "~/notes/story.json");
    }

    #[test]
    fn an_ending_typed_by_hand_stays() {
        let mut dialog = dialog();
        dialog.type_key(Key::ctrl('u'));
        "out.txt".chars().for_each(|c| {
            dialog.type_key(Key::char(c));
        });
        dialog.act(Action::TypingComplete);
        assert_eq!(dialog.act(Action::TypingAccept), export("brat", "out.txt", false));
    }

    #[test]
    fn a_file_is_replaced_only_when_allowed() {
        let mut dialog = dialog();
        dialog.act(Action::TypingAccept);
        assert!(!dialog.answer(&Exported::Exists("a-story.json".into())));
        assert_eq!(dialog.type_key(Key::char('n')), Outcome::STAY);
        assert_eq!(dialog.stage, Stage::Choose);
        dialog.act(Action::TypingAccept);
        dialog.answer(&Exported::Exists("a-story.json".into()));
        assert_eq!(dialog.type_key(Key::char('y')), export("json", "a-story.json", true));
        assert!(dialog.answer(&Exported::Written("a-story.json".into())));
        dialog.act(Action::TypingAccept);
        dialog.answer(&Exported::Exists("a-story.json".into()));
        assert_eq!(dialog.act(Action::TypingCancel), Outcome::CLOSE);
    }

    #[test]
    fn a_file_without_a_name_is_not_written() {
        let mut dialog = dialog();
        dialog.type_key(Key::ctrl('u'));
        assert_eq!(dialog.act(Action::TypingAccept), Outcome::STAY);
        assert!(matches!(dialog.stage, Stage::Failed(_)));
    }
}
