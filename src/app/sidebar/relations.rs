//! The list of relations, by person or in order of the text: of everyone, of one, or of two members, and for two also
//! what else links them.

use std::cmp::Reverse;
use std::ops::Range;

use crate::app::article::relevance::Relevance;
use crate::app::article::told;
use crate::app::card;
use crate::app::chosen::Chosen;
use crate::app::list;
use crate::app::list::{List, Row};
use crate::app::reader::layout::wrap_running;
use crate::app::sidebar::cast::Sort;
use crate::app::sidebar::{ListFacts, ListFilter};
use crate::digest::{self, Links, Piece};
use crate::document::Document;
use crate::nlp::{Analysis, Entity, EntityKind, Quote, Relation, Sentence};
use crate::text::Id;

/// The most lines for a sentence or a quote.
const MAX_LINES: usize = 2;
/// The smallest width of a line in cells.
const MIN_WIDTH: usize = 16;

/// A heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RelationHead {
    /// A member with its number of relations.
    Member(Id<Entity>, usize),
    /// The number of relations between two members.
    Relations(usize),
    /// The number of quotes by the first member that mention the second.
    Said(Id<Entity>, Id<Entity>, usize),
    /// The number of sentences that mention both and state no relation between them.
    Together(usize),
}

/// A row that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RelationItem {
    /// A relation, listed under this member.
    Relation(Id<Relation>, Option<Id<Entity>>),
    Quote(Id<Quote>),
    Sentence(Id<Sentence>),
}

impl RelationItem {
    /// Whether both are the same relation, whichever member they are listed under.
    pub(crate) fn is_about_same(self, other: Self) -> bool {
        matches!((self, other), (Self::Relation(one, _), Self::Relation(other, _)) if one == other)
    }
}

/// Relations, and what else links two members.
pub(crate) type RelationList = List<RelationHead, RelationItem>;

/// Whose relations are listed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum RelationScope<'a> {
    All,
    /// Those of one member.
    Member(Id<Entity>),
    /// Those stated by sentences about a subject.
    About(&'a Relevance),
    /// Everything that links two members.
    Pair(Id<Entity>, Id<Entity>),
}

/// What the list is made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RelationListing<'a> {
    pub(crate) sort: Sort,
    pub(crate) scope: RelationScope<'a>,
    pub(crate) filter: &'a str,
    /// The width of a line in cells.
    pub(crate) width: usize,
}

/// Fills the list, whose lines depend on the width.
pub(crate) fn fill(list: &mut RelationList, from: &ListFacts<'_>, only: &ListFilter, sort: Sort) {
    let keep = list.selected();
    let scope = match (only, from.chosen.and_then(Chosen::entity), from.relevance) {
        (ListFilter::Pair(pair), ..) => RelationScope::Pair(pair.members[0], pair.members[1]),
        (ListFilter::Chosen, Some(id), _) => RelationScope::Member(id),
        (ListFilter::Chosen, None, Some(relevance)) => RelationScope::About(relevance),
        (ListFilter::All, ..) | (ListFilter::Chosen, None, None) => RelationScope::All,
    };
    // A hidden list has no width yet.
    let width = usize::from(from.width.saturating_sub(2)).max(MIN_WIDTH);
    let wanted = RelationListing { sort, scope, filter: list.filter.words(), width };
    let article = from.article;
    let rows = rows(&article.doc, &article.analysis, &article.links, wanted);
    // In another order, it may be listed under another name.
    let keep = keep.filter(|&it| rows.contains(&Row::Item(it))).or_else(|| {
        let items = rows.iter().filter_map(|row| if let Row::Item(it) = row { Some(*it) } else { None });
        items.into_iter().find(|it| keep.is_some_and(|keep| keep.is_about_same(*it)))
    });
    list.set_rows_anew(rows, keep);
}

/// The name of an order in the status line.
pub(crate) fn sort_title(sort: Sort) -> &'static str {
    match sort {
        Sort::Count => "by name, most relations first",
        Sort::Text => "in order of the text",
        Sort::Name => "by name",
    }
}

/// The rows for an analysis.
pub(crate) fn rows(
    doc: &Document,
    analysis: &Analysis,
    links: &Links,
    wanted: RelationListing<'_>,
) -> Vec<Row<RelationHead, RelationItem>> {
    let mut rows = Vec::new();
    let mut push = |head: Option<RelationHead>, items: Vec<RelationItem>| {
        if !items.is_empty() {
            rows.extend(head.map(Row::Head));
        }
        for item in items {
            let n_lines = lines(doc, analysis, item, wanted.width).len();
            rows.push(Row::Item(item));
            rows.extend((1..n_lines).map(|nth| Row::More(item, nth)));
        }
    };
    let found = |ids: &[Id<Relation>], from: Option<Id<Entity>>| -> Vec<RelationItem> {
        let ids = ids.iter().copied().filter(|&id| is_found(analysis, id, wanted.filter));
        ids.map(|id| RelationItem::Relation(id, from)).collect()
    };
    match wanted.scope {
        RelationScope::Pair(one, other) => {
            let pair = links.pair(analysis, one, other);
            let relations = found(&pair.relations, None);
            push(Some(RelationHead::Relations(relations.len())), relations);
            for (by, of, quotes) in [(one, other, pair.first_of_second), (other, one, pair.second_of_first)] {
                let is_match =
                    |&id: &Id<Quote>| list::is_match(&digest::said(doc, &analysis.quotes[id]), wanted.filter);
                let quotes: Vec<_> = quotes.into_iter().filter(is_match).map(RelationItem::Quote).collect();
                push(Some(RelationHead::Said(by, of, quotes.len())), quotes);
            }
            let is_match =
                |&id: &Id<Sentence>| list::is_match(doc.slice(analysis.sentences[id].span), wanted.filter);
            let together: Vec<_> =
                pair.together.into_iter().filter(is_match).map(RelationItem::Sentence).collect();
            push(Some(RelationHead::Together(together.len())), together);
        }
        RelationScope::Member(one) => {
            let from = (wanted.sort != Sort::Text).then_some(one);
            // The member is named above the list.
            push(None, found(links.relations_of(one), from));
        }
        RelationScope::About(relevance) => {
            let about = |id: &Id<Relation>| {
                let evidence = &analysis.relations[*id].evidence;
                evidence.iter().any(|&it| relevance.touches(analysis.sentences[it].span))
            };
            let about: Vec<_> = analysis.relations.ids().filter(about).collect();
            push(None, found(&about, None));
        }
        RelationScope::All if wanted.sort == Sort::Text => {
            let all: Vec<_> = analysis.relations.ids().collect();
            push(None, found(&all, None));
        }
        RelationScope::All => {
            let mut members: Vec<_> = analysis.entities.ids().collect();
            members.retain(|&id| !links.relations_of(id).is_empty());
            if wanted.sort == Sort::Count {
                members.sort_by_key(|&id| Reverse(links.relations_of(id).len()));
            } else {
                members.sort_by_cached_key(|&id| analysis.entities[id].name.to_lowercase());
            }
            members.sort_by_key(|&id| analysis.entities[id].kind);
            for id in members {
                let items = found(links.relations_of(id), Some(id));
                push(Some(RelationHead::Member(id, items.len())), items);
            }
        }
    }
    rows
}

/// The search looks at the text of the rows, not at the sentences: another name in those is not a match.
fn is_found(analysis: &Analysis, id: Id<Relation>, filter: &str) -> bool {
    let relation = &analysis.relations[id];
    filter.is_empty()
        || list::is_match(
            &format!("{}{}", digest::told(analysis, relation, None), told::notes(analysis, relation)),
            filter,
        )
}

/// The look of some words on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// The name of a member of this kind.
    Name(EntityKind),
    Words,
    /// Uncertain words, and remarks.
    Dim,
}

/// A line of an item: its indent in cells, and its words with their looks.
pub(crate) type RelationLine = (usize, Vec<(String, Look)>);

/// The lines of an item; at least one.
pub(crate) fn lines(
    doc: &Document,
    analysis: &Analysis,
    item: RelationItem,
    width: usize,
) -> Vec<RelationLine> {
    match item {
        RelationItem::Relation(id, from) => relation_lines(analysis, &analysis.relations[id], from, width),
        RelationItem::Quote(id) => {
            let quote = &analysis.quotes[id];
            let doubt = if quote.confidence.is_doubtful() { "\u{a0}?" } else { "" };
            words_lines(&digest::said(doc, quote), doubt, width)
        }
        RelationItem::Sentence(id) => {
            words_lines(&digest::words(doc, analysis.sentences[id].span), "", width)
        }
    }
}

/// The first lines of some words, with their doubt.
fn words_lines(words: &str, doubt: &str, width: usize) -> Vec<RelationLine> {
    let lines = card::clipped_before(words, doubt, width.saturating_sub(2), MAX_LINES);
    lines.into_iter().map(|line| (2, vec![(line, Look::Words)])).collect()
}

/// A relation as a sentence with its remarks; further lines are indented.
fn relation_lines(
    analysis: &Analysis,
    relation: &Relation,
    under: Option<Id<Entity>>,
    width: usize,
) -> Vec<RelationLine> {
    let look = if relation.confidence.is_doubtful() { Look::Dim } else { Look::Words };
    let piece = |it: Piece<'_>| match it {
        Piece::Name(id) => {
            let entity = &analysis.entities[id];
            (entity.name.clone(), Look::Name(entity.kind))
        }
        Piece::Words(words) => (words.to_owned(), look),
    };
    let mut pieces: Vec<_> = digest::sentence(analysis, relation, under).into_iter().map(piece).collect();
    pieces.push((told::notes(analysis, relation), look));
    let indent = usize::from(under.is_some());
    hanging(&pieces, width, [indent, indent + 2])
}

/// Words with their looks in lines: the first indent is for the first line, the second for the others.
fn hanging(pieces: &[(String, Look)], width: usize, indents: [usize; 2]) -> Vec<RelationLine> {
    let text: String = pieces.iter().map(|(words, _)| words.as_str()).collect();
    let wrapped = |text: &str, indent| wrap_running(text, width.saturating_sub(indent).max(1));
    let mut ranges: Vec<_> = wrapped(&text, indents[0]).into_iter().take(1).collect();
    if let Some(end) = ranges.first().map(|it| it.end) {
        let rest = wrapped(text.get(end..).unwrap_or_default(), indents[1]).into_iter();
        ranges.extend(rest.map(|it| end + it.start..end + it.end));
    }
    let line = |(nth, range): (usize, Range<usize>)| {
        let mut from = 0;
        let within = pieces.iter().filter_map(|(words, look)| {
            let start = from;
            from += words.len();
            let (start, end) = (range.start.max(start) - start, range.end.clamp(start, from) - start);
            let words = words.get(start..end).filter(|it| !it.is_empty())?;
            Some((words.replace('\u{a0}', " "), *look))
        });
        (indents[nth.min(1)], within.collect())
    };
    ranges.into_iter().enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::text::grapheme;
    use crate::digest::sample;

    const TEXT: &[&str] = &[
        "[PER Nora Quist] asked [PER Tom Abara] to leave (Nora Quist; asked … to leave; Tom Abara). \
         [PER~ She=Nora Quist] had hired [PER~ him=Tom Abara] (?Nora Quist; hired; Tom Abara).",
        "[PER Abara=Tom Abara] never ran [ORG Meridian Ferry Company] (!Tom Abara; never ran; Meridian Ferry Company; Nora Quist). \
         [PER Quist=Nora Quist] asked [PER Abara=Tom Abara] to leave (Nora Quist; asked … to leave; Tom Abara).",
        "{“[PER Tom Abara] sleeps,”} [PER Quist=Nora Quist] said. [PER Abara=Tom Abara] and [PER Quist=Nora Quist] sat.",
    ];

    fn check(sort: Sort, only: &[usize], filter: &str, width: usize, expected: &[&str]) {
        let (doc, analysis) = sample::article(TEXT);
        let links = Links::new(&analysis);
        let scope = match *only {
            [] => RelationScope::All,
            [one] => RelationScope::Member(Id::new(one)),
            [one, other, ..] => RelationScope::Pair(Id::new(one), Id::new(other)),
        };
        let name = |id: Id<Entity>| &analysis.entities[id].name;
        let rows = rows(&doc, &analysis, &links, RelationListing { sort, scope, filter, width });
        let line = |item, nth: usize| {
            let (indent, pieces) = lines(&doc, &analysis, item, width).swap_remove(nth);
            let words: String = pieces.into_iter().map(|(text, _)| text).collect();
            assert!(indent + grapheme::text_width(&words) <= width, "{words}");
            format!("{}{words}", " ".repeat(indent))
        };
        let shown = rows.into_iter().map(|row| match row {
            Row::Head(RelationHead::Member(id, n)) => format!("# {} {n}", name(id)),
            Row::Head(RelationHead::Relations(n)) => format!("# {n} relations"),
            Row::Head(RelationHead::Said(by, of, n)) => format!("# {} of {} {n}", name(by), name(of)),
            Row::Head(RelationHead::Together(n)) => format!("# together {n}"),
            Row::Item(item) => line(item, 0),
            Row::More(item, nth) => line(item, nth),
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn relations_stand_under_each_of_their_members_told_from_that_side() {
        let expected = [
            "# Tom Abara 3",
            " Nora Quist asked Tom Abara to leave ×2",
            " Nora Quist hired Tom Abara ?",
            " never ran Meridian Ferry Company (says",
            "   Nora Quist)",
            "# Nora Quist 2",
            " asked Tom Abara to leave ×2",
            " hired Tom Abara ?",
            "# Meridian Ferry Company 1",
            " Tom Abara never ran Meridian Ferry",
            "   Company (says Nora Quist)",
        ];
        check(Sort::Count, &[], "", 40, &expected);
    }

    #[test]
    fn in_order_of_the_text_each_stands_once_and_wraps_where_it_is_narrow() {
        let expected = [
            "Nora Quist asked Tom Abara",
            "  to leave ×2",
            "Nora Quist hired Tom",
            "  Abara ?",
            "Tom Abara never ran",
            "  Meridian Ferry Company",
            "  (says Nora Quist)",
        ];
        check(Sort::Text, &[], "", 26, &expected);
        check(Sort::Text, &[], "hired", 28, &["Nora Quist hired Tom Abara ?"]);
    }

    #[test]
    fn of_one_only_its_own_are_listed() {
        let expected = [" Tom Abara never ran Meridian Ferry", "   Company (says Nora Quist)"];
        check(Sort::Name, &[2], "", 40, &expected);
    }

    #[test]
    fn names_keep_their_looks_over_the_end_of_a_line() {
        let (_, analysis) = sample::article(TEXT);
        let lines = relation_lines(&analysis, &analysis.relations.rows()[2], None, 20);
        let names = lines.iter().flat_map(|(_, pieces)| pieces);
        let names: Vec<_> =
            names.filter(|(_, look)| matches!(look, Look::Name(_))).map(|it| &*it.0).collect();
        assert_eq!(names, ["Tom Abara", "Meridian Ferry", "Company"]);
    }

    #[test]
    fn of_two_all_that_links_them_is_listed_and_being_mentioned_together_is_no_relation() {
        let expected = [
            "# 2 relations",
            "Nora Quist asked Tom Abara to leave ×2",
            "Nora Quist hired Tom Abara ?",
            "# Nora Quist of Tom Abara 1",
            "  “Tom Abara sleeps,”",
            "# together 2",
            "  “Tom Abara sleeps,” Quist said.",
            "  Abara and Quist sat.",
        ];
        check(Sort::Count, &[0, 1], "", 40, &expected);
        check(Sort::Count, &[0, 1], "sat", 40, &["# together 1", "  Abara and Quist sat."]);
    }
}
