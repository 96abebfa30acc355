//! The popup that asks for the second of two names: what links the first with it.

use std::cmp::Reverse;

use crate::app::list;
use crate::app::list::{List, Row};
use crate::app::{Key, KeyCode};
use crate::digest::{Links, counted};
use crate::nlp::{Analysis, Entity, EntityKind};
use crate::text::Id;

/// Names to choose from, those with most links first.
#[derive(Debug)]
pub(crate) struct With {
    pub(crate) first: Id<Entity>,
    pub(crate) title: String,
    choices: Vec<Choice>,
    /// The rows are numbers of choices.
    pub(crate) list: List<(), usize>,
}

/// A name to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) second: Id<Entity>,
    pub(crate) name: String,
    pub(crate) kind: EntityKind,
    /// "2 relations, 1 quote, 3 sentences".
    pub(crate) links: String,
}

/// What a key leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WithResult {
    Stay,
    Close,
    /// This one is the second.
    Choose(Id<Entity>),
}

impl With {
    /// The names that anything links with the first; `None` if there are none.
    pub(crate) fn new(analysis: &Analysis, links: &Links, first: Id<Entity>) -> Option<Self> {
        let mut found: Vec<_> = links
            .company(analysis, first)
            .into_iter()
            .map(|(id, pair)| {
                let entity = &analysis.entities[id];
                let n_quotes = pair.first_of_second.len() + pair.second_of_first.len();
                let parts = [
                    (pair.relations.len(), "relation"),
                    (n_quotes, "quote"),
                    (pair.together.len(), "sentence"),
                ];
                let parts: Vec<_> =
                    parts.iter().filter(|(n, _)| *n > 0).map(|&(n, one)| counted(n, one)).collect();
                let choice = Choice {
                    second: id,
                    name: entity.name.clone(),
                    kind: entity.kind,
                    links: parts.join(", "),
                };
                (Reverse((pair.relations.len(), pair.n())), choice)
            })
            .collect();
        if found.is_empty() {
            return None;
        }
        found.sort_by_key(|(rank, _)| *rank); // stable: then by first mention
        let mut with = Self {
            first,
            title: format!("What links {} with: type to search", analysis.entities[first].name),
            choices: found.into_iter().map(|(_, choice)| choice).collect(),
            list: List::default(),
        };
        with.list.filter.has_keys = true;
        with.fill();
        Some(with)
    }

    /// A row of the list.
    pub(crate) fn choice(&self, number: usize) -> &Choice {
        &self.choices[number]
    }

    /// The number of rows without a filter.
    pub(crate) fn len(&self) -> usize {
        self.choices.len()
    }

    /// Takes a key.
    pub(crate) fn key(&mut self, key: Key) -> WithResult {
        match key.code {
            KeyCode::Esc => return WithResult::Close,
            KeyCode::Enter => {
                let chosen = self.list.selected();
                return chosen
                    .map_or(WithResult::Stay, |number| WithResult::Choose(self.choices[number].second));
            }
            _ => {
                if self.list.key(key) {
                    self.fill();
                }
            }
        }
        WithResult::Stay
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, text: &str) {
        self.list.filter.input.insert(text);
        self.fill();
    }

    fn fill(&mut self) {
        let filter = self.list.filter.input.text();
        let rows = self.choices.iter().enumerate().filter(|(_, it)| list::is_match(&it.name, filter));
        let rows = rows.map(|(number, _)| Row::Item(number)).collect();
        self.list.set_rows(rows, |_| false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    #[test]
    fn names_with_most_links_come_first_and_are_found_by_typing() {
        let (_, analysis) = sample::article(&[
            "[PER Ann] saw [PER Cy]. [PER Ann] saw [PER Cy]. [PER Ann] sued [ORG Hill] (Ann; sued; Hill). [PER Dee] sat.",
            "{“[PER Cy] ran.”} said [PER Ann].",
        ]);
        let links = Links::new(&analysis);
        let mut with = With::new(&analysis, &links, Id::new(0)).unwrap();
        let told: Vec<_> = with.choices.iter().map(|it| format!("{}: {}", it.name, it.links)).collect();
        assert_eq!(told, ["Hill: 1 relation", "Cy: 1 quote, 3 sentences"]);
        for c in "cy".chars() {
            with.key(Key::char(c));
        }
        assert_eq!(with.key(Key::plain(KeyCode::Enter)), WithResult::Choose(Id::new(1)));
        assert!(With::new(&analysis, &links, Id::new(3)).is_none());
    }
}
