//! The list of people and organizations.

use crate::app::glyph;
use crate::app::list::{self, List, Row};
use crate::document::Document;
use crate::nlp::{Analysis, Entity, EntityKind, MentionForm};
use crate::text::Id;

/// People and organizations, each kind under its heading with its number.
pub(crate) type CastList = List<(EntityKind, usize), Id<Entity>>;

/// Order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Sort {
    /// Most mentions, or most words said, first.
    #[default]
    Count,
    /// As in the text.
    Text,
    /// By name.
    Name,
}

impl Sort {
    /// The next of the orders.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Count => Self::Text,
            Self::Text => Self::Name,
            Self::Name => Self::Count,
        }
    }

    /// What the status line calls it.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Count => "by count",
            Self::Text => "in order of the text",
            Self::Name => "by name",
        }
    }
}

/// The rows for an analysis.
pub(crate) fn rows(
    doc: &Document,
    analysis: &Analysis,
    sort: Sort,
    with_places: bool,
    filter: &str,
) -> Vec<Row<(EntityKind, usize), Id<Entity>>> {
    let mut rows = Vec::new();
    for kind in [EntityKind::Person, EntityKind::Organization, EntityKind::Place] {
        if kind == EntityKind::Place && !with_places {
            continue;
        }
        let of_kind = analysis.entities.iter().filter(|(_, entity)| entity.kind == kind);
        let mut ids: Vec<_> = of_kind
            .filter(|(id, _)| filter.is_empty() || is_found(doc, analysis, *id, filter))
            .map(|(id, _)| id)
            .collect();
        match sort {
            Sort::Count => ids.sort_by_key(|&id| std::cmp::Reverse(analysis.entities[id].mentions.len())),
            Sort::Text => ids.sort_by_key(|&id| analysis.entities[id].mentions.first().copied()),
            Sort::Name => ids.sort_by_key(|&id| analysis.entities[id].name.to_lowercase()),
        }
        if !ids.is_empty() {
            rows.push(Row::Head((kind, ids.len())));
            rows.extend(ids.into_iter().map(Row::Item));
        }
    }
    rows
}

/// The other names that an entity goes by in the text, most frequent first.
pub(crate) fn aliases(doc: &Document, analysis: &Analysis, id: Id<Entity>) -> Vec<String> {
    let entity = &analysis.entities[id];
    let mut counted: Vec<(String, usize)> = Vec::new();
    for &mention in &entity.mentions {
        let mention = &analysis.mentions[mention];
        if mention.form == MentionForm::Name {
            let name = glyph::one_line(doc.slice(mention.span));
            match counted.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1,
                None => counted.push((name, 1)),
            }
        }
    }
    counted.retain(|(name, _)| *name != entity.name);
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted.into_iter().map(|(name, _)| name).collect()
}

fn is_found(doc: &Document, analysis: &Analysis, id: Id<Entity>, filter: &str) -> bool {
    let entity = &analysis.entities[id];
    list::is_match(&entity.name, filter)
        || entity.description.as_deref().is_some_and(|it| list::is_match(it, filter))
        || aliases(doc, analysis, id).iter().any(|alias| list::is_match(alias, filter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample;

    const TEXT: &[&str] =
        &["[PER Zoe Zorn] met [PER Ann Lee] of [ORG Hill] in [LOC Rome].", "[PER Lee=Ann Lee] left."];

    fn check(sort: Sort, with_places: bool, filter: &str, expected: &str) {
        let (doc, analysis) = sample::article(TEXT);
        let shown: Vec<_> = rows(&doc, &analysis, sort, with_places, filter)
            .into_iter()
            .map(|row| match row {
                Row::Head((kind, n)) => format!("{kind:?} {n}:"),
                Row::Item(id) => analysis.entities[id].name.clone(),
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn people_come_first_by_mentions() {
        check(Sort::Count, false, "", "Person 2: Ann Lee Zoe Zorn Organization 1: Hill");
        check(Sort::Text, false, "", "Person 2: Zoe Zorn Ann Lee Organization 1: Hill");
        check(Sort::Name, false, "", "Person 2: Ann Lee Zoe Zorn Organization 1: Hill");
    }

    #[test]
    fn places_are_listed_only_when_asked_for() {
        check(Sort::Count, true, "rome", "Place 1: Rome");
    }

    #[test]
    fn a_filter_finds_other_names_too() {
        let (doc, analysis) = sample::article(TEXT);
        assert_eq!(aliases(&doc, &analysis, Id::new(1)), ["Lee"]);
        check(Sort::Count, false, "lee", "Person 1: Ann Lee");
    }
}
