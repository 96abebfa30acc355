//! The list of people and organizations.

use std::cmp::Reverse;

use crate::app::article::mention_filter::Forms;
use crate::app::chosen::Chosen;
use crate::app::list;
use crate::app::list::{List, Row};
use crate::app::sidebar::{ListFacts, ListFilter};
use crate::document::Document;
use crate::nlp::{Analysis, Entity, EntityKind, MentionForm};
use crate::text::Id;

/// People and organizations; each section has a heading with its number of entries.
pub(crate) type CastList = List<(CastSection, usize), Id<Entity>>;

/// A section of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CastSection {
    /// Entities of a kind that have a name.
    Named(EntityKind),
    /// People and groups without a name.
    Unnamed,
}

impl CastSection {
    /// In the order of the list.
    const ALL: [Self; 4] = [
        Self::Named(EntityKind::Person),
        Self::Named(EntityKind::Organization),
        Self::Named(EntityKind::Place),
        Self::Unnamed,
    ];

    /// Whether an entity is in it.
    fn has(self, entity: &Entity) -> bool {
        match self {
            Self::Named(kind) => entity.is_named && entity.kind == kind,
            Self::Unnamed => !entity.is_named,
        }
    }
}

/// Which sections are listed besides named people and organizations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ExtraSections {
    pub(crate) places: bool,
    pub(crate) unnamed: bool,
}

/// Order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Sort {
    /// Most mentions, or most words said, first.
    #[default]
    Count,
    /// In order of the text.
    Text,
    /// By name.
    Name,
}

impl Sort {
    /// The next order.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Count => Self::Text,
            Self::Text => Self::Name,
            Self::Name => Self::Count,
        }
    }

    /// Its name in the status line.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Count => "by count",
            Self::Text => "in order of the text",
            Self::Name => "by name",
        }
    }
}

/// Fills the list; the cursor goes to this member.
pub(crate) fn fill(
    list: &mut CastList,
    from: &ListFacts<'_>,
    only: &ListFilter,
    sort: Sort,
    keep: Option<Id<Entity>>,
) {
    let filter = list.filter.words();
    let (article, chosen) = (from.article, from.chosen.and_then(Chosen::entity));
    let is_company = |id| {
        let relations = article.links.relations_of(id).iter().map(|&it| &article.analysis.relations[it]);
        Some(id) == chosen
            || relations.into_iter().any(|it| [Some(it.subject), Some(it.object)].contains(&chosen))
    };
    let is_near = |id: Id<Entity>| {
        let mentions = article.analysis.entities[id].mentions.iter();
        mentions.into_iter().any(|&it| from.is_about(article.analysis.mentions[it].span))
    };
    let is_listed = |id| match (only, chosen) {
        (ListFilter::Chosen, Some(_)) => is_company(id),
        (ListFilter::Chosen, None) => is_near(id),
        (ListFilter::All | ListFilter::Pair(_), _) => true,
    };
    let forms = from.looks.forms;
    let besides = ExtraSections { places: from.looks.places, unnamed: from.looks.unnamed };
    let rows = rows(&article.doc, &article.analysis, sort, forms, besides, filter, is_listed);
    list.set_rows_anew(rows, keep);
}

/// The rows for an analysis; only mentions in these forms count.
pub(crate) fn rows(
    doc: &Document,
    analysis: &Analysis,
    sort: Sort,
    forms: Forms,
    besides: ExtraSections,
    filter: &str,
    is_listed: impl Fn(Id<Entity>) -> bool,
) -> Vec<Row<(CastSection, usize), Id<Entity>>> {
    let mut rows = Vec::new();
    for section in CastSection::ALL {
        let is_left_out = match section {
            CastSection::Named(kind) => kind == EntityKind::Place && !besides.places,
            CastSection::Unnamed => !besides.unnamed,
        };
        if is_left_out {
            continue;
        }
        let of_kind = analysis.entities.iter().filter(|(_, entity)| section.has(entity));
        let mut ids: Vec<_> = of_kind
            .filter(|(id, _)| is_listed(*id))
            .filter(|(id, _)| filter.is_empty() || is_found(doc, analysis, *id, filter))
            .map(|(id, _)| id)
            .collect();
        match sort {
            Sort::Count => ids.sort_by_cached_key(|&id| Reverse(forms.mentions_of(analysis, id).count())),
            Sort::Text => ids.sort_by_key(|&id| analysis.entities[id].mentions.first().copied()),
            Sort::Name => ids.sort_by_key(|&id| analysis.entities[id].name.to_lowercase()),
        }
        if !ids.is_empty() {
            rows.push(Row::Head((section, ids.len())));
            rows.extend(ids.into_iter().map(Row::Item));
        }
    }
    rows
}

fn is_found(doc: &Document, analysis: &Analysis, id: Id<Entity>, filter: &str) -> bool {
    let entity = &analysis.entities[id];
    let mentions = entity.mentions.iter().map(|&it| &analysis.mentions[it]);
    let mut words = mentions.filter(|it| it.form != MentionForm::Pronoun).map(|it| doc.slice(it.span));
    list::is_match(&entity.name, filter)
        || entity.description.as_deref().is_some_and(|it| list::is_match(it, filter))
        || words.any(|it| list::is_match(it, filter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    const TEXT: &[&str] = &[
        "[PER Zoe Zorn] met [PER Ann Lee] of [ORG Hill] in [LOC Rome]. [PER~ She=Zoe Zorn] and [PER~ her=Zoe Zorn] cat.",
        "[PER Lee=Ann Lee] and [PER& the mayor=Zoe Zorn] left.",
    ];

    fn check(forms: Forms, sort: Sort, with_places: bool, filter: &str, expected: &str) {
        let (doc, analysis) = sample::article(TEXT);
        let besides = ExtraSections { places: with_places, unnamed: true };
        let shown: Vec<_> = rows(&doc, &analysis, sort, forms, besides, filter, |_| true)
            .into_iter()
            .map(|row| match row {
                Row::Head((CastSection::Named(kind), n)) => format!("{kind:?} {n}:"),
                Row::Head((CastSection::Unnamed, n)) => format!("Unnamed {n}:"),
                Row::Item(id) | Row::More(id, _) => analysis.entities[id].name.clone(),
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn people_come_first_by_the_mentions_that_count() {
        let (zoe_first, ann_first) = (
            "Person 2: Zoe Zorn Ann Lee Organization 1: Hill",
            "Person 2: Ann Lee Zoe Zorn Organization 1: Hill",
        );
        check(Forms::ALL, Sort::Count, false, "", zoe_first);
        check(Forms::NAMES, Sort::Count, false, "", ann_first);
        check(Forms::NAMES, Sort::Text, false, "", zoe_first);
        check(Forms::ALL, Sort::Name, false, "", ann_first);
    }

    #[test]
    fn places_are_listed_only_when_asked_for() {
        check(Forms::ALL, Sort::Count, true, "rome", "Place 1: Rome");
    }

    #[test]
    fn those_without_a_name_come_last_unless_they_are_hidden() {
        let (doc, analysis) = sample::article(TEXT);
        let mut analysis = analysis.as_ref().clone();
        let hill = analysis.entities.iter().find(|it| it.1.name == "Hill").unwrap().0;
        analysis.entities[hill].is_named = false;
        let heads = |unnamed| -> Vec<CastSection> {
            let besides = ExtraSections { places: true, unnamed };
            let rows = rows(&doc, &analysis, Sort::Count, Forms::ALL, besides, "", |_| true);
            rows.iter().filter_map(|row| if let Row::Head(it) = row { Some(it.0) } else { None }).collect()
        };
        let named = [CastSection::Named(EntityKind::Person), CastSection::Named(EntityKind::Place)];
        assert_eq!(heads(false), named);
        assert_eq!(heads(true), [&named[..], &[CastSection::Unnamed]].concat());
    }

    #[test]
    fn a_filter_finds_other_names_and_descriptions_too() {
        check(Forms::ALL, Sort::Count, false, "lee", "Person 1: Ann Lee");
        check(Forms::NAMES, Sort::Count, false, "mayor", "Person 1: Zoe Zorn");
    }
}
