//! The popup that asks which member of the cast is meant: whom "he" stands for, who says this, who is the same as
//! someone, what links two. No one is ever picked without a choice.

use std::cmp::Reverse;

use crate::annotate::{Anchor, Member};
use crate::app::App;
use crate::app::card;
use crate::app::input::keymap::Keymap;
use crate::app::list;
use crate::app::list::Row;
use crate::app::popup::any::{Outcome, RefersTo};
use crate::app::popup::searchable::{Listed, SearchableList};
use crate::digest::{Links, counted};
use crate::nlp::{Analysis, Entity, EntityKind, MentionForm};
use crate::text::{ByteOffset, Id, Span};

/// The purpose of the choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CastPurpose {
    /// Show what links this entity with the choice.
    Link(Id<Entity>),
    /// These words stand for the choice.
    StandsFor(Anchor),
    /// The choice is the speaker of this quote.
    Speaker(Anchor),
    /// The choice is the same as this entity.
    Merge(Member),
    /// The choice becomes the chosen subject.
    Choose,
}

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    Member(Id<Entity>),
    /// Someone who is not listed, or is unknown.
    Nobody,
}

/// A row to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CastChoice {
    pub(crate) who: Who,
    pub(crate) name: String,
    /// `None` for nobody.
    pub(crate) kind: Option<EntityKind>,
    /// What distinguishes it from others: "2 relations, 1 quote", "person · 3 mentions".
    pub(crate) told: String,
}

/// Names to choose from, the most likely first; rows are numbers of choices.
#[derive(Debug)]
pub(crate) struct Choices {
    purpose: CastPurpose,
    title: String,
    rows: Vec<CastChoice>,
}

/// Asks which member of the cast is meant.
pub(crate) type CastPicker = SearchableList<Choices>;

impl CastPicker {
    /// The names that are linked with the first one; `None` if there are none.
    pub(crate) fn of_linked(analysis: &Analysis, links: &Links, first: Id<Entity>) -> Option<Self> {
        let mut found: Vec<_> = links
            .company(analysis, first)
            .into_iter()
            .map(|(id, pair)| {
                let n_quotes = pair.first_of_second.len() + pair.second_of_first.len();
                let parts = [
                    (pair.relations.len(), "relation"),
                    (n_quotes, "quote"),
                    (pair.together.len(), "sentence"),
                ];
                let parts: Vec<_> =
                    parts.iter().filter(|(n, _)| *n > 0).map(|&(n, one)| counted(n, one)).collect();
                let choice = CastChoice { told: parts.join(", "), ..member(analysis, id) };
                (Reverse((pair.relations.len(), pair.n())), choice)
            })
            .collect();
        found.sort_by_key(|(rank, _)| *rank); // stable: then by first mention
        let title = format!("What links {} with: type to search", analysis.entities[first].name);
        let choices: Vec<_> = found.into_iter().map(|(_, choice)| choice).collect();
        (!choices.is_empty()).then(|| Self::asking(CastPurpose::Link(first), title, choices))
    }

    /// Whom words stand for. Entities of the same kind come first, most recently mentioned first. At the end are the
    /// current one, to confirm it, and someone who is not listed.
    pub(crate) fn of_stand_in(
        analysis: &Analysis,
        words: &str,
        at: Anchor,
        span: Span,
        now: Option<Id<Entity>>,
    ) -> Self {
        let mut ids = by_recency(analysis, span.start());
        // A "he" that was given to the wrong person mostly belongs to another person.
        let kind = now.map(|id| analysis.entities[id].kind);
        ids.sort_by_key(|&id| (Some(id) == now, Some(analysis.entities[id].kind) != kind)); // stable
        let mut choices: Vec<_> = ids.into_iter().map(|id| member(analysis, id)).collect();
        if let Some(last) = choices.last_mut().filter(|_| now.is_some()) {
            "as it is now".clone_into(&mut last.told);
        }
        choices.push(nobody("somebody else", "not listed"));
        Self::asking(CastPurpose::StandsFor(at), format!("“{words}” is …: type to search"), choices)
    }

    /// Who says a quote. Entities mentioned last before its end come first; at the end is an unknown speaker.
    pub(crate) fn of_speaker(
        analysis: &Analysis,
        at: Anchor,
        span: Span,
        walked: Option<Id<Entity>>,
    ) -> Self {
        let mut ids = by_recency(analysis, span.end());
        ids.sort_by_key(|&id| Some(id) != walked); // stable
        let mut choices: Vec<_> = ids.into_iter().map(|id| member(analysis, id)).collect();
        choices.push(nobody("nobody", "speaker unknown"));
        Self::asking(CastPurpose::Speaker(at), "Who says this: type to search".to_owned(), choices)
    }

    /// Who is the same as this entity. Entities of its kind come first, and among them those that share a word with
    /// its name.
    pub(crate) fn of_same(analysis: &Analysis, id: Id<Entity>, of: Member) -> Option<Self> {
        let first = &analysis.entities[id];
        let words: Vec<_> = first.name.split_whitespace().map(str::to_lowercase).collect();
        let shares = |name: &str| name.split_whitespace().any(|it| words.contains(&it.to_lowercase()));
        let mut ids: Vec<_> = analysis.entities.ids().filter(|&it| it != id).collect();
        ids.sort_by_key(|&it| {
            let other = &analysis.entities[it];
            (!shares(&other.name), other.kind != first.kind, Reverse(other.mentions.len()))
        });
        let choices: Vec<_> = ids.into_iter().map(|it| member(analysis, it)).collect();
        let title = format!("{} is the same as …: type to search", first.name);
        (!choices.is_empty()).then(|| Self::asking(CastPurpose::Merge(of), title, choices))
    }

    /// Several entities that some words may name.
    pub(crate) fn of_names(analysis: &Analysis, title: String, ids: Vec<Id<Entity>>) -> Self {
        let choices = ids.into_iter().map(|id| member(analysis, id)).collect();
        Self::asking(CastPurpose::Choose, title, choices)
    }

    fn asking(purpose: CastPurpose, title: String, choices: Vec<CastChoice>) -> Self {
        Self::new(Choices { purpose, title, rows: choices })
    }

    /// A row of the list.
    pub(crate) fn choice(&self, number: usize) -> &CastChoice {
        &self.listed.rows[number]
    }
}

impl Listed for Choices {
    type Head = ();
    type Item = usize;

    fn title(&self, _: &Keymap) -> String {
        self.title.clone()
    }

    fn rows(&mut self, typed: &str) -> Vec<Row<(), usize>> {
        let found = self.rows.iter().enumerate().filter(|(_, it)| list::is_match(&it.name, typed));
        found.map(|(number, _)| Row::Item(number)).collect()
    }

    fn none(&self, typed: &str) -> String {
        match &self.purpose {
            CastPurpose::Link(_) => format!("nothing links them with “{}”", typed.trim()),
            _ => format!("no one listed is called “{}”", typed.trim()),
        }
    }

    fn refers_to(&self) -> RefersTo {
        RefersTo::Ids
    }

    fn take(popup: &mut CastPicker, app: &mut App) -> Outcome {
        let Some(number) = popup.list.selected() else { return Outcome::STAY };
        let who = popup.choice(number).who;
        Outcome::Close(app.picked(popup.listed.purpose.clone(), who))
    }
}

fn nobody(name: &str, told: &str) -> CastChoice {
    CastChoice { who: Who::Nobody, name: name.to_owned(), kind: None, told: told.to_owned() }
}

fn member(analysis: &Analysis, id: Id<Entity>) -> CastChoice {
    let entity = &analysis.entities[id];
    let what = entity.description.as_deref().unwrap_or_else(|| card::kind_name(entity.kind));
    CastChoice {
        who: Who::Member(id),
        name: entity.name.clone(),
        kind: Some(entity.kind),
        told: format!("{what} · {}", counted(entity.mentions.len(), "mention")),
    }
}

/// The cast. First those whose last name before a place is nearest to it, then those who are named only after it.
fn by_recency(analysis: &Analysis, at: ByteOffset) -> Vec<Id<Entity>> {
    let mut ids: Vec<_> = analysis.entities.ids().collect();
    ids.sort_by_cached_key(|&id| {
        let names = analysis.entities[id].mentions.iter().map(|&it| &analysis.mentions[it]);
        let names = names.filter(|it| it.form == MentionForm::Name);
        let last = names.map(|it| it.span.start()).take_while(|&it| it < at).last();
        (analysis.entities[id].kind == EntityKind::Place, Reverse(last))
    });
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Key;
    use crate::digest::sample;

    fn names(picker: &CastPicker) -> Vec<&str> {
        picker.listed.rows.iter().map(|it| it.name.as_str()).collect()
    }

    #[test]
    fn names_with_most_links_come_first_and_are_found_by_typing() {
        let (_, analysis) = sample::article(&[
            "[PER Ann] saw [PER Cy]. [PER Ann] saw [PER Cy]. [PER Ann] sued [ORG Hill] (Ann; sued; Hill). [PER Dee] sat.",
            "{“[PER Cy] ran.”} said [PER Ann].",
        ]);
        let links = Links::new(&analysis);
        let mut picker = CastPicker::of_linked(&analysis, &links, Id::new(0)).unwrap();
        let told: Vec<_> = picker.listed.rows.iter().map(|it| format!("{}: {}", it.name, it.told)).collect();
        assert_eq!(told, ["Hill: 1 relation", "Cy: 1 quote, 3 sentences"]);
        for c in "cy".chars() {
            picker.type_key(Key::char(c));
        }
        let chosen = picker.list.selected().map(|it| picker.choice(it).who);
        assert_eq!(chosen, Some(Who::Member(Id::new(1))));
        assert!(CastPicker::of_linked(&analysis, &links, Id::new(3)).is_none());
    }

    #[test]
    fn whom_words_stand_for_is_asked_with_the_nearest_name_first_and_somebody_else_last() {
        let (doc, analysis) = sample::article(&[
            "[PER Ann] met [PER Bob] and [ORG Hill] in [LOC Rome]. [PER~ He=Bob] sat. [PER Cy] came.",
        ]);
        let at = doc.text().find("He ").unwrap();
        let span = Span::new(at, at + 2);
        let anchor = Anchor::of(&doc, span);
        let picker = CastPicker::of_stand_in(&analysis, "He", anchor, span, Some(Id::new(1)));
        assert_eq!(names(&picker), ["Ann", "Cy", "Hill", "Rome", "Bob", "somebody else"]);
    }

    #[test]
    fn the_same_one_is_looked_for_among_those_who_share_a_word_of_the_name() {
        let (doc, analysis) = sample::article(&[
            "[ORG Hill] and [PER Bob Day] saw [PER Ann Lee], [PER Cy], and [PER Lee=Lee].",
        ]);
        let lee = analysis.entities.ids().last().unwrap();
        let of = Member { at: Anchor::of(&doc, Span::new(0, 4)), kind: EntityKind::Person };
        let picker = CastPicker::of_same(&analysis, lee, of).unwrap();
        assert_eq!(names(&picker)[0], "Ann Lee");
        assert_eq!(names(&picker)[3], "Hill");
    }
}
