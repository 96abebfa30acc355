//! The chosen subject: a name, a voice without a name, a search or a tag; and stepping through its places.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::app::article::Article;
use crate::app::article::marks::Marks;
use crate::app::article::mention_filter::Forms;
use crate::app::article::search::Search;
use crate::app::reader::FocusKind;
use crate::digest::Voice;
use crate::nlp::{Analysis, Entity, EntityKind, MentionForm, Quote};
use crate::text::{ByteOffset, Id, Span};

/// Identifies an entity in a way that another analysis understands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntityKey {
    name: String,
    kind: EntityKind,
    /// One of its names, if it has one: a pronoun may later stand for someone else.
    at: Span,
}

impl EntityKey {
    /// The key of an entity: its first name, or its first mention if the article never names it ("the suspect").
    pub(crate) fn new(analysis: &Analysis, id: Id<Entity>) -> Option<Self> {
        let entity = analysis.entities.get(id)?;
        let mentions = || entity.mentions.iter().map(|&mention| &analysis.mentions[mention]);
        let name = mentions().find(|it| it.form == MentionForm::Name);
        let at = name.or_else(|| mentions().next())?.span;
        Some(Self { name: entity.name.clone(), kind: entity.kind, at })
    }

    /// The entity in this analysis: the one that the same words stand for, else the one with the same name and kind.
    pub(crate) fn find(&self, analysis: &Analysis, marks: &Marks) -> Option<Id<Entity>> {
        let same_words = marks.mention_at(self.at).filter(|mark| mark.kind == self.kind);
        let same_name = || {
            let mut entities = analysis.entities.iter();
            entities.find(|(_, it)| it.name == self.name && it.kind == self.kind).map(|(id, _)| id)
        };
        same_words.map(|mark| mark.entity).or_else(same_name)
    }
}

/// Who or what is chosen.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    /// An entity, with its id in the current analysis if it is there.
    Entity(EntityKey, Option<Id<Entity>>),
    /// A source without a name, identified by its words.
    Voice(String),
    /// What a search found.
    Search(Search),
    /// The user's notes with a tag.
    Tag(String),
}

/// The one subject that the whole interface follows: lists put their cursor on it, and `n` and `N` step through it.
#[derive(Debug, Clone)]
pub(crate) struct Chosen {
    pub(crate) target: Target,
    /// The place visited last; `None` if it was just chosen.
    pub(crate) at: Option<Span>,
}

impl Chosen {
    /// A subject that was just chosen.
    pub(crate) fn new(target: Target) -> Self {
        Self { target, at: None }
    }

    /// The places to step through, in order of the text: mentions in these forms, quotes, hits, or notes.
    pub(crate) fn places(&self, article: &Article, forms: Forms) -> Vec<Span> {
        let mut places: Vec<Span> = match &self.target {
            Target::Entity(_, id) => {
                let mentions = id.iter().flat_map(|&id| forms.mentions_of(&article.analysis, id));
                mentions.map(|it| it.span).collect()
            }
            Target::Voice(_) => {
                self.quotes(article).iter().map(|&id| article.analysis.quotes[id].content[0]).collect()
            }
            Target::Search(search) => return search.hits().to_vec(),
            Target::Tag(tag) => {
                let notes = article.notes.iter().filter(|mark| mark.tags.contains(tag));
                notes.filter_map(|mark| mark.span).collect()
            }
        };
        places.sort_by_key(|&place| order(place));
        places.dedup();
        places
    }

    /// What the subject says, in order of the text.
    pub(crate) fn quotes<'a>(&self, article: &'a Article) -> &'a [Id<Quote>] {
        let is_it = |voice: &Voice| match (&self.target, voice) {
            (Target::Entity(_, Some(id)), Voice::Cast(speaker)) => id == speaker,
            (Target::Voice(name), Voice::Source { words, .. }) => name == words,
            _ => false,
        };
        article.voices.rows().iter().find(|row| is_it(&row.voice)).map_or(&[], |row| &row.quotes)
    }

    /// The chosen entity, if it is one.
    pub(crate) fn entity(&self) -> Option<Id<Entity>> {
        match &self.target {
            Target::Entity(_, id) => *id,
            Target::Voice(_) | Target::Search(_) | Target::Tag(_) => None,
        }
    }

    /// Whether it is a name or a voice, which can have a row in every list.
    pub(crate) const fn is_someone(&self) -> bool {
        matches!(self.target, Target::Entity(..) | Target::Voice(_))
    }

    /// Its name on the screen.
    pub(crate) fn name(&self) -> Cow<'_, str> {
        match &self.target {
            Target::Entity(key, _) => Cow::Borrowed(&key.name),
            Target::Voice(words) => Cow::Borrowed(words),
            Target::Search(search) => Cow::Borrowed(search.pattern()),
            Target::Tag(tag) => Cow::Owned(format!("#{tag}")),
        }
    }

    /// What kind of focus its places get.
    pub(crate) fn focus_kind(&self) -> FocusKind {
        match self.target {
            Target::Entity(..) => FocusKind::Mention,
            Target::Voice(_) => FocusKind::Quote,
            Target::Search(_) => FocusKind::Hit,
            Target::Tag(_) => FocusKind::Mark,
        }
    }

    /// Whether both mean the same.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (&self.target, &other.target) {
            (Target::Entity(_, Some(one)), Target::Entity(_, Some(other))) => one == other,
            (Target::Entity(one, _), Target::Entity(other, _)) => one == other,
            (Target::Voice(one), Target::Voice(other)) | (Target::Tag(one), Target::Tag(other)) => {
                one == other
            }
            (Target::Search(one), Target::Search(other)) => one.pattern() == other.pattern(),
            _ => false,
        }
    }

    /// The number of the place visited last, counted from 0.
    pub(crate) fn index(&self, places: &[Span]) -> Option<usize> {
        let at = self.at?;
        places.binary_search_by_key(&order(at), |&place| order(place)).ok()
    }

    /// The same subject in another text: a name is found by its words, a search is repeated.
    pub(crate) fn into_other_text(self, text: &str) -> Self {
        let target = match self.target {
            Target::Entity(key, _) => Target::Entity(EntityKey { at: Span::default(), ..key }, None),
            Target::Search(search) => Target::Search(Search::new(text, search.pattern())),
            target @ (Target::Voice(_) | Target::Tag(_)) => target,
        };
        Self::new(target)
    }

    /// Finds the entity in another analysis.
    pub(crate) fn renew(&mut self, article: &Article) {
        if let Target::Entity(key, id) = &mut self.target {
            *id = key.find(&article.analysis, &article.marks);
            if let Some(renewed) = id.and_then(|id| article.analysis.entities.get(id)) {
                key.name.clone_from(&renewed.name);
            }
        }
    }
}

/// A step between places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    /// The place's number, counted from 0.
    pub(crate) index: usize,
    /// Whether the step wrapped around an end of the text.
    pub(crate) wrapped: bool,
}

/// Sorts places by the text; one that contains another comes before it.
fn order(place: Span) -> (ByteOffset, Reverse<ByteOffset>) {
    (place.start(), Reverse(place.end()))
}

/// The next place to go to: from the place visited last if it is on the screen, else from the first byte on the
/// screen; from an end of the text if none was visited.
pub(crate) fn step(places: &[Span], at: Option<Span>, visible: Option<Span>, is_next: bool) -> Option<Step> {
    if places.is_empty() {
        return None;
    }
    let n = places.len();
    let index = match (at, visible) {
        (None, _) => Some(if is_next { 0 } else { n - 1 }),
        (Some(at), None) if is_next => {
            Some(places.partition_point(|&place| order(place) <= order(at))).filter(|&index| index < n)
        }
        (Some(at), None) => places.partition_point(|&place| order(place) < order(at)).checked_sub(1),
        (Some(_), Some(screen)) if is_next => {
            Some(places.partition_point(|place| place.start() < screen.start())).filter(|&index| index < n)
        }
        (Some(_), Some(screen)) => {
            places.partition_point(|place| place.start() < screen.start()).checked_sub(1)
        }
    };
    Some(match index {
        Some(index) => Step { index, wrapped: false },
        None => Step { index: if is_next { 0 } else { n - 1 }, wrapped: true },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Vec<Span> {
        [10, 20, 30].map(|start| Span::new(start, start + 5)).to_vec()
    }

    fn next(at: Option<usize>, visible: Option<Span>, is_next: bool) -> (usize, bool) {
        let step = step(&places(), at.map(|at| Span::new(at, at + 5)), visible, is_next).unwrap();
        (step.index, step.wrapped)
    }

    #[test]
    fn a_walk_starts_at_an_end_and_goes_round() {
        assert_eq!(next(None, None, true), (0, false));
        assert_eq!(next(Some(10), None, true), (1, false));
        assert_eq!(next(Some(30), None, true), (0, true));
        assert_eq!(next(None, None, false), (2, false));
        assert_eq!(next(Some(10), None, false), (2, true));
    }

    #[test]
    fn after_scrolling_away_a_walk_goes_on_from_the_screen() {
        assert_eq!(next(Some(10), Some(Span::new(25, 60)), true), (2, false));
        assert_eq!(next(Some(10), Some(Span::new(25, 60)), false), (1, false));
        assert_eq!(next(Some(10), Some(Span::new(50, 60)), true), (0, true));
    }

    #[test]
    fn a_place_inside_another_is_visited_after_it() {
        let places = [Span::new(10, 30), Span::new(10, 13), Span::new(40, 42)];
        let step = |at, is_next| step(&places, Some(at), None, is_next).unwrap().index;
        assert_eq!([step(places[0], true), step(places[1], true), step(places[2], false)], [1, 2, 1]);
    }

    #[test]
    fn nothing_has_no_next() {
        assert_eq!(step(&[], None, None, true), None);
    }
}
