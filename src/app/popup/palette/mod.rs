//! The command line after `:` with what matches it: commands, and every action that is possible here, by name or
//! description.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::app::input::action::{ACTIONS, Action, ActionInfo, Context};
use crate::app::input::keymap;
use crate::app::input::keymap::Keymap;
use crate::app::list;
use crate::app::list::Row;
use crate::app::popup::any::{Click, Outcome, RefersTo};
use crate::app::popup::command;
use crate::app::popup::command::{COMMANDS, Command, CommandInfo};
use crate::app::popup::searchable::{Listed, SearchableList};
use crate::app::screen::Area;
use crate::app::text::fuzzy;
use crate::app::{App, Format, Key, KeyCode, Program};

/// Points for a word that occurs only in the description: below any name that matches well.
const IN_DESCRIPTION: i32 = 4;
/// Commands come before actions with similar names, but not before an action whose whole name is typed.
const FOR_COMMANDS: i32 = 1;
const EXACT: i32 = 3;

/// What Enter runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PaletteChoice {
    Action(Action),
    Command(Command),
    /// The user's program with this name.
    Program(String),
}

/// A row: its name, what it does, its keys, and what is typed to get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) keys: String,
    typed: String,
    /// `None` if more must be typed.
    choice: Option<PaletteChoice>,
}

/// What arguments can be completed from the article.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// The names of the cast with their kinds, most mentioned first.
    pub(crate) names: Vec<(String, String)>,
    /// The letters of the bookmarks with their words.
    pub(crate) bookmarks: Vec<(char, String)>,
    pub(crate) formats: Vec<Format>,
    pub(crate) programs: Vec<Program>,
    /// Whether several articles were opened together.
    pub(crate) has_others: bool,
}

/// What is offered; rows are numbers of entries, with titles above them while nothing is typed.
#[derive(Debug)]
pub(crate) struct Suggestions {
    entries: Vec<Entry>,
    contexts: &'static [Context],
    keymap: Arc<Keymap>,
    recent: Vec<Action>,
    words: Words,
    /// Why what was typed is impossible.
    pub(crate) fault: Option<String>,
}

/// The line and its list.
pub(crate) type Palette = SearchableList<Suggestions>;

impl Palette {
    /// An empty line that offers the actions of these contexts, those last run from here first.
    pub(crate) fn of(
        contexts: &'static [Context],
        recent: &[Action],
        keymap: &Arc<Keymap>,
        words: Words,
    ) -> Self {
        Self::new(Suggestions {
            entries: Vec::new(),
            contexts,
            keymap: Arc::clone(keymap),
            recent: recent.to_vec(),
            words,
            fault: None,
        })
    }

    /// A row of the list.
    pub(crate) fn entry(&self, number: usize) -> &Entry {
        &self.listed.entries[number]
    }

    /// The text below the list.
    pub(crate) fn told(&self) -> String {
        match (&self.listed.fault, self.list.selected()) {
            (Some(fault), _) => fault.clone(),
            (None, _) if self.typed().is_empty() && !self.is_picked() => command::NUMBERS.to_owned(),
            (None, Some(number)) => self.entry(number).description.clone(),
            (None, None) => self
                .listed
                .keymap
                .words("{typing-accept} runs, {typing-complete} completes, {typing-cancel} closes"),
        }
    }

    /// Completes the line with a row.
    fn complete(&mut self, number: usize) {
        self.retype(self.entry(number).typed.clone());
    }

    /// What to run; `None` if more must be typed.
    fn enter(&mut self) -> Option<PaletteChoice> {
        let row = self.list.selected();
        let completes = command::begun(self.typed()).is_some_and(|(it, _)| self.listed.has_rows(it.word()));
        let takes_row = self.is_picked() || (completes && row.is_some());
        if !takes_row {
            match command::read(self.typed(), &self.listed.words.formats) {
                Some(Ok(command)) => return Some(PaletteChoice::Command(command)),
                Some(Err(fault)) => {
                    self.listed.fault = Some(fault);
                    return None;
                }
                None => {}
            }
        }
        match row.map(|number| (number, self.entry(number).choice.clone())) {
            Some((_, Some(choice))) => return Some(choice),
            Some((number, None)) => self.complete(number),
            None => {
                let advice = self.listed.keymap.words("{help} lists the keys");
                self.listed.fault = Some(format!("nothing matches “{}”: {advice}", self.typed().trim()));
            }
        }
        None
    }
}

impl Suggestions {
    /// Whether rows complete the argument of a command.
    fn has_rows(&self, word: &str) -> bool {
        match word {
            "name" => !self.words.names.is_empty(),
            "delmarks" => !self.words.bookmarks.is_empty(),
            _ => false,
        }
    }

    /// The commands that are useful here.
    fn commands(&self) -> impl Iterator<Item = &'static CommandInfo> {
        let has_others = self.words.has_others;
        COMMANDS.iter().filter(move |row| has_others || !row.is_for_several)
    }

    fn actions(&self) -> impl Iterator<Item = &'static ActionInfo> {
        let contexts = self.contexts;
        ACTIONS.iter().filter(move |row| row.action != Action::Palette && contexts.contains(&row.context))
    }

    fn action(&self, action: Action) -> Option<Entry> {
        self.actions().find(|row| row.action == action).map(|row| self.of_action(row))
    }

    /// The commands and actions that match, best first.
    fn found(&self, typed: &str) -> Vec<Entry> {
        let actions = self.actions().filter_map(|row| {
            let in_description =
                || is_told(&self.keymap.words(row.description), typed).then_some(IN_DESCRIPTION);
            let name = fuzzy::score(row.id, typed);
            let whole = if row.id == typed { EXACT } else { 0 };
            let score = name.max(fuzzy::score(row.short, typed)).or_else(in_description)?;
            Some((score + whole, self.of_action(row)))
        });
        let commands = self.commands().filter_map(|row| {
            let name = row.words.iter().filter_map(|word| fuzzy::score(word, typed)).max();
            let in_description = || is_told(row.description, typed).then_some(IN_DESCRIPTION);
            Some((name.or_else(in_description)? + FOR_COMMANDS, of_command(row)))
        });
        let mut found: Vec<_> = actions.chain(commands).collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score)); // stable: then in the order of the table
        let place = match command::read(typed, &self.words.formats) {
            Some(Ok(it @ (Command::Line(_) | Command::Percent(_) | Command::End))) => {
                Some(of_place(typed, it))
            }
            _ => None,
        };
        place.into_iter().chain(found.into_iter().map(|it| it.1)).collect()
    }

    /// The user's programs whose names begin like this.
    fn programs(&self, name: &str) -> Vec<Entry> {
        let found = self.words.programs.iter().filter(|it| it.name.starts_with(name));
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|it| it.name != name); // stable: the one that is fully typed first
        let entry = |it: &Program| Entry {
            title: format!("!{}", it.name),
            description: it.arguments.join(" "),
            keys: String::new(),
            typed: format!("!{}", it.name),
            choice: Some(PaletteChoice::Program(it.name.clone())),
        };
        found.into_iter().map(entry).collect()
    }

    /// The possible arguments of a command.
    fn arguments(&self, word: &str, typed: &str) -> Vec<Entry> {
        let entry = |title: &str, description: &str, choice| Entry {
            title: title.to_owned(),
            description: description.to_owned(),
            keys: String::new(),
            typed: format!("{word} {title}"),
            choice,
        };
        let starts = |it: &str| it.starts_with(typed.trim());
        match word {
            "name" => {
                let found = self.words.names.iter().filter(|(name, _)| list::is_match(name, typed));
                found
                    .map(|(name, what)| {
                        entry(name, what, Some(PaletteChoice::Command(Command::Name(name.clone()))))
                    })
                    .collect()
            }
            "theme" => [("dark", true), ("light", false)]
                .into_iter()
                .filter(|(it, _)| starts(it))
                .map(|(it, dark)| {
                    let choice = PaletteChoice::Command(Command::Theme { dark });
                    entry(it, &format!("Colours for a {it} background"), Some(choice))
                })
                .collect(),
            "export" => {
                let found = self.words.formats.iter().filter(|it| starts(it.id));
                let complete = |it: &Format| Entry {
                    typed: format!("{word} {} ", it.id),
                    ..entry(it.id, it.description, None)
                };
                found.map(complete).collect()
            }
            "delmarks" => {
                let found = self.words.bookmarks.iter().filter(|(letter, _)| starts(&letter.to_string()));
                found
                    .map(|(letter, words)| {
                        let choice = PaletteChoice::Command(Command::DeleteBookmarks(vec![*letter]));
                        entry(&letter.to_string(), words, Some(choice))
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    fn of_action(&self, row: &ActionInfo) -> Entry {
        let keys = self.keymap.keys(row.action).iter().take(2).map(|keys| keymap::written(keys));
        Entry {
            title: row.id.to_owned(),
            description: self.keymap.words(row.description),
            keys: keys.collect::<Vec<_>>().join(" "),
            typed: row.id.to_owned(),
            choice: Some(PaletteChoice::Action(row.action)),
        }
    }
}

impl Listed for Suggestions {
    type Head = &'static str;
    type Item = usize;

    fn title(&self, keymap: &Keymap) -> String {
        keymap.words("Command, or what to do: {typing-accept} runs, {typing-complete} completes")
    }

    fn rows(&mut self, typed: &str) -> Vec<Row<&'static str, usize>> {
        let typed = typed.trim_start().trim_start_matches(':');
        let mut rows = Vec::new();
        if typed.trim().is_empty() {
            self.entries.clear();
            let recent: Vec<_> = self.recent.iter().filter_map(|&it| self.action(it)).collect();
            let commands = self.commands().map(of_command).collect();
            let actions = self.actions().map(|row| self.of_action(row)).collect();
            for (title, entries) in [("Done last", recent), ("Commands", commands), ("Actions", actions)] {
                let entries: Vec<Entry> = entries;
                if !entries.is_empty() {
                    rows.push(Row::Head(title));
                }
                for entry in entries {
                    rows.push(Row::Item(self.entries.len()));
                    self.entries.push(entry);
                }
            }
        } else {
            self.entries = match command::begun(typed) {
                Some((row, argument)) => self.arguments(row.word(), argument),
                None => match typed.strip_prefix('!') {
                    Some(name) => self.programs(name.trim()),
                    None => self.found(typed.trim()),
                },
            };
            rows.extend((0..self.entries.len()).map(Row::Item));
        }
        rows
    }

    fn none(&self, _: &str) -> String {
        String::new()
    }

    fn refers_to(&self) -> RefersTo {
        RefersTo::Positions
    }

    fn take(popup: &mut Palette, app: &mut App) -> Outcome {
        let Some(choice) = popup.enter() else { return Outcome::STAY };
        match app.run(choice) {
            Ok(effects) => Outcome::Close(effects),
            Err(fault) => {
                popup.listed.fault = Some(fault);
                Outcome::STAY
            }
        }
    }

    fn act(popup: &mut Palette, _: &mut App, action: Action) -> Outcome {
        if action == Action::TypingComplete
            && let Some(number) = popup.list.selected()
        {
            popup.complete(number);
        }
        Outcome::STAY
    }

    fn height(_: &Palette, room: u16) -> u16 {
        (room * 2 / 3).max(8)
    }

    fn lines_below(_: Area) -> u16 {
        1
    }

    fn begin(&mut self) {
        self.fault = None;
    }

    fn is_closed_by(&self, key: Key, typed: &str, _: &App) -> bool {
        key.code == KeyCode::Backspace && typed.is_empty()
    }

    /// Anything being typed stays.
    fn beside() -> Click {
        Click::Nothing
    }
}

/// Whether every typed word is the beginning of a word in the description.
fn is_told(description: &str, typed: &str) -> bool {
    let description = description.to_lowercase();
    let begins = |word: &str| {
        description.split(|c: char| !c.is_alphanumeric()).any(|it| it.starts_with(&word.to_lowercase()))
    };
    typed.split_whitespace().all(begins)
}

fn of_command(row: &CommandInfo) -> Entry {
    let choice = command::read(row.word(), &[]).and_then(Result::ok).map(PaletteChoice::Command);
    let space = if row.argument.is_empty() { "" } else { " " };
    Entry {
        title: format!("{}{space}{}", row.word(), row.argument),
        description: row.description.to_owned(),
        keys: String::new(),
        typed: format!("{}{space}", row.word()),
        choice,
    }
}

fn of_place(typed: &str, place: Command) -> Entry {
    let description = match place {
        Command::Line(number) => format!("To line {number}"),
        Command::Percent(percent) => format!("To {percent}% of the text"),
        _ => "To the end".to_owned(),
    };
    Entry {
        title: typed.to_owned(),
        description,
        keys: String::new(),
        typed: typed.to_owned(),
        choice: Some(PaletteChoice::Command(place)),
    }
}
