//! The user's edits, in order. Nothing is ever removed from the log: an undo is an edit, too.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::annotate::anchor::Anchor;
use crate::nlp::EntityKind;

/// The number of an edit in the log of its article; never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EditId(pub u64);

/// A member of the cast, identified by words that stand for it. Its kind says what it is if a later analysis misses
/// it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Words that stand for it.
    pub at: Anchor,
    /// What kind of entity it is.
    #[serde(with = "kind_in_words")]
    pub kind: EntityKind,
}

/// One thing that the user did.
///
/// The JSON that serde makes of it is stored, so released names of variants, fields and words never change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "kebab-case")]
pub enum Edit {
    /// Highlights words, with or without a note.
    Mark {
        /// The words.
        at: Anchor,
        /// The note; empty if there is none.
        note: String,
        /// Words to find the note by.
        tags: Vec<String>,
    },
    /// Replaces the note and tags of a highlight.
    Rewrite {
        /// The edit that made it.
        mark: EditId,
        /// The note as it is now.
        note: String,
        /// The tags as they are now.
        tags: Vec<String>,
    },
    /// Deletes a highlight.
    Erase {
        /// The edit that made it.
        mark: EditId,
    },
    /// These words are a name, wherever they occur.
    Name {
        /// The words and what they name.
        of: Member,
    },
    /// These words are not a name, anywhere.
    Nobody {
        /// The entity.
        of: Member,
    },
    /// These words stand for no one here; elsewhere they may.
    NotHere {
        /// The words.
        at: Anchor,
    },
    /// These words stand for this one here.
    StandsFor {
        /// The words.
        at: Anchor,
        /// The entity that they stand for.
        of: Member,
    },
    /// This entity is a person, an organization or a place.
    Kind {
        /// The entity.
        of: Member,
        /// Its kind.
        #[serde(with = "kind_in_words")]
        kind: EntityKind,
    },
    /// Two entities are the same.
    Same {
        /// The entity whose name and kind stay.
        of: Member,
        /// The other.
        with: Member,
    },
    /// These words stand for a different entity, which has no other words yet.
    Apart {
        /// The words, including every other occurrence of them for that entity.
        of: Member,
    },
    /// The entity is listed under another name.
    Rename {
        /// The entity.
        of: Member,
        /// Its name.
        name: String,
    },
    /// A quote has another speaker, or an unknown one.
    Speaker {
        /// The first words of the quote.
        quote: Anchor,
        /// Who says it.
        speaker: Option<Member>,
    },
    /// No one says this.
    NoQuote {
        /// The first words of what was taken for a quote.
        quote: Anchor,
    },
    /// The article does not state this relation.
    NoRelation {
        /// The words that it was read from.
        cue: Anchor,
        /// Its subject.
        subject: Member,
        /// Its object.
        object: Member,
    },
    /// Gives a place in the article a letter. Undo skips it, because it is about reading.
    Bookmark {
        /// The letter; any other place that had it loses it.
        letter: char,
        /// The first words of the place; `None` removes the letter.
        at: Option<Anchor>,
    },
    /// Undoes an edit.
    Undo {
        /// The edit; not itself an undo.
        which: EditId,
    },
    /// Redoes an edit that was undone.
    Redo {
        /// The edit.
        which: EditId,
    },
}

impl Edit {
    /// Whether it changes what the machine found: it is about neither a highlight nor another edit.
    pub const fn is_correction(&self) -> bool {
        !matches!(
            self,
            Self::Mark { .. }
                | Self::Rewrite { .. }
                | Self::Erase { .. }
                | Self::Bookmark { .. }
                | Self::Undo { .. }
                | Self::Redo { .. }
        )
    }

    /// Renumbers the edits that it refers to.
    pub fn renumber(&mut self, number: impl FnOnce(EditId) -> EditId) {
        match self {
            Self::Rewrite { mark: it, .. }
            | Self::Erase { mark: it }
            | Self::Undo { which: it }
            | Self::Redo { which: it } => *it = number(*it),
            _ => {}
        }
    }

    /// The anchors of the words it is about; empty if it is about another edit.
    pub fn anchors_mut(&mut self) -> Vec<&mut Anchor> {
        match self {
            Self::Mark { at, .. } | Self::NotHere { at } | Self::NoQuote { quote: at } => vec![at],
            Self::Name { of }
            | Self::Nobody { of }
            | Self::Kind { of, .. }
            | Self::Apart { of }
            | Self::Rename { of, .. } => vec![&mut of.at],
            Self::Same { of, with } => vec![&mut of.at, &mut with.at],
            Self::StandsFor { at, of } => vec![at, &mut of.at],
            Self::Speaker { quote, speaker } => {
                [quote].into_iter().chain(speaker.as_mut().map(|it| &mut it.at)).collect()
            }
            Self::NoRelation { cue, subject, object } => vec![cue, &mut subject.at, &mut object.at],
            Self::Bookmark { at, .. } => at.iter_mut().collect(),
            Self::Rewrite { .. } | Self::Erase { .. } | Self::Undo { .. } | Self::Redo { .. } => Vec::new(),
        }
    }
}

/// An edit with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: EditId,
    /// What was done.
    pub edit: Edit,
}

impl Entry {
    /// Reads an entry as it was stored; `None` if this version of byline does not know such an edit.
    pub fn read(number: i64, payload: &str) -> Option<Self> {
        let edit = serde_json::from_str(payload).ok()?;
        Some(Self { id: EditId(number.unsigned_abs()), edit })
    }
}

/// All edits of one article in order, and which of them are still valid after undos.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Log {
    entries: Vec<Entry>,
    /// The valid edits in the order in which they became valid, and those undone since the last new edit.
    done: Vec<EditId>,
    undone: Vec<EditId>,
}

impl Log {
    /// The log with these entries, which are in order of their numbers.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut log = Self::default();
        entries.into_iter().for_each(|it| log.push(it));
        log
    }

    /// Adds an entry.
    pub fn push(&mut self, entry: Entry) {
        match entry.edit {
            Edit::Undo { which } => {
                if let Some(at) = self.done.iter().rposition(|&it| it == which) {
                    self.done.remove(at);
                    self.undone.push(which);
                }
            }
            Edit::Redo { which } => {
                if let Some(at) = self.undone.iter().rposition(|&it| it == which) {
                    self.undone.remove(at);
                    self.done.push(which);
                }
            }
            Edit::Bookmark { .. } => {}
            _ => {
                self.done.push(entry.id);
                self.undone.clear();
            }
        }
        self.entries.push(entry);
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries that are valid, in order of their numbers.
    pub fn valid(&self) -> impl Iterator<Item = &Entry> {
        let mut done = self.done.clone();
        done.sort_unstable();
        self.entries.iter().filter(move |it| done.binary_search(&it.id).is_ok())
    }

    /// The places that have a letter, by letter.
    pub fn bookmarks(&self) -> BTreeMap<char, &Anchor> {
        let mut places = BTreeMap::new();
        for entry in &self.entries {
            if let Edit::Bookmark { letter, at } = &entry.edit {
                match at {
                    Some(at) => places.insert(*letter, at),
                    None => places.remove(letter),
                };
            }
        }
        places
    }

    /// The edit that undoes the last valid edit.
    pub fn undo(&self) -> Option<Edit> {
        self.done.last().map(|&which| Edit::Undo { which })
    }

    /// The edit that redoes the last undo, unless something else was done since.
    pub fn redo(&self) -> Option<Edit> {
        self.undone.last().map(|&which| Edit::Redo { which })
    }

    /// The entry with this number.
    pub fn get(&self, id: EditId) -> Option<&Entry> {
        self.entries.iter().find(|it| it.id == id)
    }
}

/// The kind of an entity as it is stored.
mod kind_in_words {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::nlp::EntityKind;

    const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Organization, EntityKind::Place];

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(super) fn serialize<S: Serializer>(kind: &EntityKind, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(kind.word())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<EntityKind, D::Error> {
        let word = String::deserialize(deserializer)?;
        let kind = KINDS.into_iter().find(|it| it.word() == word);
        kind.ok_or_else(|| D::Error::unknown_variant(&word, &["person", "organization", "place"]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    /// One of each, with the JSON that it has had since the first release.
    #[test]
    fn an_edit_is_stored_in_words_that_stay() {
        let at = Anchor {
            span: Span::new(4, 7),
            exact: "Lee".to_owned(),
            prefix: "Ann ".to_owned(),
            suffix: " won".to_owned(),
            alike: Vec::new(),
        };
        let of = Member { at: at.clone(), kind: EntityKind::Person };
        let place = r#""start":4,"end":7,"exact":"Lee","prefix":"Ann ","suffix":" won""#;
        let who = format!(r#"{{"at":{{{place}}},"kind":"person"}}"#);
        let (note, tags) = ("why?".to_owned(), vec!["ask".to_owned()]);
        let golden = [
            (
                Edit::Mark { at: at.clone(), note: note.clone(), tags: tags.clone() },
                format!(r#"{{"edit":"mark","at":{{{place}}},"note":"why?","tags":["ask"]}}"#),
            ),
            (
                Edit::Rewrite { mark: EditId(3), note, tags },
                r#"{"edit":"rewrite","mark":3,"note":"why?","tags":["ask"]}"#.to_owned(),
            ),
            (Edit::Erase { mark: EditId(3) }, r#"{"edit":"erase","mark":3}"#.to_owned()),
            (Edit::Name { of: of.clone() }, format!(r#"{{"edit":"name","of":{who}}}"#)),
            (Edit::Nobody { of: of.clone() }, format!(r#"{{"edit":"nobody","of":{who}}}"#)),
            (Edit::NotHere { at: at.clone() }, format!(r#"{{"edit":"not-here","at":{{{place}}}}}"#)),
            (
                Edit::Kind { of: of.clone(), kind: EntityKind::Organization },
                format!(r#"{{"edit":"kind","of":{who},"kind":"organization"}}"#),
            ),
            (
                Edit::Same { of: of.clone(), with: of.clone() },
                format!(r#"{{"edit":"same","of":{who},"with":{who}}}"#),
            ),
            (Edit::Apart { of: of.clone() }, format!(r#"{{"edit":"apart","of":{who}}}"#)),
            (
                Edit::Rename { of: of.clone(), name: "Ann".to_owned() },
                format!(r#"{{"edit":"rename","of":{who},"name":"Ann"}}"#),
            ),
            (
                Edit::Speaker { quote: at.clone(), speaker: None },
                format!(r#"{{"edit":"speaker","quote":{{{place}}},"speaker":null}}"#),
            ),
            (Edit::NoQuote { quote: at.clone() }, format!(r#"{{"edit":"no-quote","quote":{{{place}}}}}"#)),
            (
                Edit::NoRelation { cue: at.clone(), subject: of.clone(), object: of },
                format!(r#"{{"edit":"no-relation","cue":{{{place}}},"subject":{who},"object":{who}}}"#),
            ),
            (
                Edit::Bookmark { letter: 'a', at: Some(at) },
                format!(r#"{{"edit":"bookmark","letter":"a","at":{{{place}}}}}"#),
            ),
            (
                Edit::Bookmark { letter: 'a', at: None },
                r#"{"edit":"bookmark","letter":"a","at":null}"#.to_owned(),
            ),
            (Edit::Undo { which: EditId(3) }, r#"{"edit":"undo","which":3}"#.to_owned()),
            (Edit::Redo { which: EditId(3) }, r#"{"edit":"redo","which":3}"#.to_owned()),
        ];
        for (edit, json) in golden {
            assert_eq!(serde_json::to_string(&edit).unwrap(), json);
            assert_eq!(serde_json::from_str::<Edit>(&json).unwrap(), edit);
        }
    }

    #[test]
    fn a_bookmark_is_neither_undone_nor_ends_what_can_be_redone() {
        let at = |exact: &str| Anchor {
            span: Span::new(0, 3),
            exact: exact.to_owned(),
            prefix: String::new(),
            suffix: String::new(),
            alike: Vec::new(),
        };
        let bookmark = |letter, exact: Option<&str>| Edit::Bookmark { letter, at: exact.map(at) };
        let mark = Edit::Mark { at: at("one"), note: String::new(), tags: Vec::new() };
        let edits = [
            mark,
            bookmark('b', Some("two")),
            bookmark('a', Some("one")),
            Edit::Undo { which: EditId(1) },
            bookmark('a', Some("six")),
            bookmark('c', Some("ten")),
            bookmark('c', None),
        ];
        let log = Log::of((1..).map(EditId).zip(edits).map(|(id, edit)| Entry { id, edit }));
        assert_eq!((log.undo(), log.redo()), (None, Some(Edit::Redo { which: EditId(1) })));
        assert_eq!(log.valid().count(), 0);
        let places: Vec<_> = log.bookmarks().into_iter().map(|(letter, at)| (letter, &*at.exact)).collect();
        assert_eq!(places, [('a', "six"), ('b', "two")]);
    }

    #[test]
    fn what_is_no_edit_is_an_error() {
        for json in [r#"{"edit":"paint"}"#, r#"{"edit":"erase"}"#, "[]", ""] {
            assert!(serde_json::from_str::<Edit>(json).is_err(), "{json}");
        }
    }
}
