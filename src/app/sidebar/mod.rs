//! The lists beside the text: which one is in front, what they contain, and in which order.

pub(crate) mod cast;
pub(crate) mod notes;
pub(crate) mod outline;
pub(crate) mod quotes;
pub(crate) mod relations;
pub(crate) mod view;

use std::collections::HashMap;

use crate::annotate::Problem;
use crate::app::article::Article;
use crate::app::article::marks::Marks;
use crate::app::article::relevance::Relevance;
use crate::app::chosen::{Chosen, EntityKey, Target};
use crate::app::list::AnyList;
use crate::app::looks::Looks;
use crate::app::sidebar::cast::{CastList, Sort};
use crate::app::sidebar::notes::NoteList;
use crate::app::sidebar::outline::Outline;
use crate::app::sidebar::quotes::QuoteList;
use crate::app::sidebar::relations::{RelationItem, RelationList};
use crate::app::sidebar::view::ListView;
use crate::nlp::{Analysis, Entity, Quote};
use crate::text::{Id, Span};

/// From this width on, a list is wide.
pub(crate) const WIDE: u16 = 40;

/// What the rows of all lists are made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ListFacts<'a> {
    pub(crate) article: &'a Article,
    pub(crate) looks: Looks,
    pub(crate) chosen: Option<&'a Chosen>,
    /// The sentences about the chosen subject, if the lists show only what is about it.
    pub(crate) relevance: Option<&'a Relevance>,
    /// The width of the list in cells.
    pub(crate) width: u16,
    /// The rows that a list may take beside the details.
    pub(crate) height: u16,
}

impl ListFacts<'_> {
    fn is_about(&self, span: Span) -> bool {
        self.relevance.is_some_and(|it| it.touches(span))
    }
}

/// Two members of the cast, identified in a way that another analysis understands.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    keys: [EntityKey; 2],
    pub(crate) members: [Id<Entity>; 2],
}

/// What is listed.
#[derive(Debug, Clone, Default)]
pub(crate) enum ListFilter {
    #[default]
    All,
    /// In every list, what is about the chosen subject.
    Chosen,
    /// Everything that links two members.
    Pair(Box<Pair>),
}

impl ListFilter {
    /// What links two members; everything if one of them has no name.
    pub(crate) fn pair(analysis: &Analysis, members: [Id<Entity>; 2]) -> Self {
        let [one, other] = members.map(|id| EntityKey::new(analysis, id));
        one.zip(other)
            .map_or(Self::All, |(one, other)| Self::Pair(Box::new(Pair { keys: [one, other], members })))
    }

    /// Finds the two in another analysis; everything is listed if one is missing.
    pub(crate) fn renew(&mut self, analysis: &Analysis, marks: &Marks) {
        if let Self::Pair(pair) = self {
            match (pair.keys[0].find(analysis, marks), pair.keys[1].find(analysis, marks)) {
                (Some(one), Some(other)) => pair.members = [one, other],
                _ => *self = Self::All,
            }
        }
    }
}

/// Where cursors go when lists are filled again.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeptCursors {
    pub(crate) person: Option<Id<Entity>>,
    pub(crate) quote: Option<Id<Quote>>,
}

/// The order of each list.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sorts {
    pub(crate) cast: Sort,
    pub(crate) relations: Sort,
    pub(crate) quotes: Sort,
    pub(crate) notes: notes::NoteOrder,
}

/// The lists of the sidebar. Their rows are ids of the current analysis.
#[derive(Debug)]
pub(crate) struct Sidebar {
    /// The list in front.
    pub(crate) view: ListView,
    pub(crate) cast: CastList,
    pub(crate) relations: RelationList,
    pub(crate) quotes: QuoteList,
    /// The most lines that a quote has in its list.
    pub(crate) quote_lines: usize,
    pub(crate) notes: NoteList,
    pub(crate) outline: Outline,
    pub(crate) sorts: Sorts,
    /// Which part of everything is listed.
    pub(crate) only: ListFilter,
    /// Cells and rows that the lists whose rows depend on them were filled for.
    room: HashMap<ListView, (u16, u16)>,
    /// Whether the user has pointed at a row of the list in front since the last choice of a subject: moved the
    /// cursor, clicked, or jumped from it.
    pub(crate) is_pointed: bool,
}

impl Sidebar {
    /// The positions of the cursors.
    pub(crate) fn cursors(&self) -> KeptCursors {
        KeptCursors { person: self.cast.selected(), quote: self.quotes.selected() }
    }

    /// Empty lists, with this one in front.
    pub(crate) fn new(view: ListView) -> Self {
        Self {
            view,
            cast: CastList::default(),
            relations: RelationList::default(),
            quotes: QuoteList::default(),
            quote_lines: 1,
            notes: NoteList::default(),
            outline: Outline::default(),
            sorts: Sorts::default(),
            only: ListFilter::default(),
            room: HashMap::new(),
            is_pointed: false,
        }
    }

    /// Whether the rows of the list in front were made for other cells and rows than these.
    pub(crate) fn needs_room(&self, room: (u16, u16)) -> bool {
        self.room.get(&self.view).is_some_and(|it| *it != room)
    }

    /// Empty lists for another text, with the same order and filters.
    pub(crate) fn into_other_text(self) -> Self {
        let Self { view, mut cast, mut relations, mut quotes, mut notes, mut outline, sorts, .. } = self;
        let fresh = Self::new(view);
        cast.set_rows(Vec::new(), |_| false);
        relations.set_rows(Vec::new(), |_| false);
        quotes.set_rows(Vec::new(), |_| false);
        notes.set_rows(Vec::new(), |_| false);
        let filter = std::mem::take(&mut outline.list.filter);
        outline = Outline::default();
        outline.list.filter = filter;
        Self { cast, relations, quotes, notes, outline, sorts, ..fresh }
    }

    /// The list in front.
    pub(crate) fn list(&self) -> &dyn AnyList {
        match self.view {
            ListView::Cast => &self.cast,
            ListView::Relations => &self.relations,
            ListView::Quotes => &self.quotes,
            ListView::Notes => &self.notes,
            ListView::Outline => &self.outline.list,
        }
    }

    /// The list in front, to change it.
    pub(crate) fn list_mut(&mut self) -> &mut dyn AnyList {
        self.list_of(self.view)
    }

    /// One of the lists, to change it.
    pub(crate) fn list_of(&mut self, view: ListView) -> &mut dyn AnyList {
        match view {
            ListView::Cast => &mut self.cast,
            ListView::Relations => &mut self.relations,
            ListView::Quotes => &mut self.quotes,
            ListView::Notes => &mut self.notes,
            ListView::Outline => &mut self.outline.list,
        }
    }

    /// Fills a list again. `keep` says where the cursors of some lists go, `told` words corrections without effect.
    pub(crate) fn fill(
        &mut self,
        view: ListView,
        from: &ListFacts<'_>,
        keep: KeptCursors,
        told: &dyn Fn(&Problem) -> String,
    ) {
        let only = &self.only;
        if matches!(view, ListView::Relations | ListView::Quotes) {
            self.room.insert(view, (from.width, from.height));
        }
        match view {
            ListView::Cast => cast::fill(&mut self.cast, from, only, self.sorts.cast, keep.person),
            ListView::Relations => relations::fill(&mut self.relations, from, only, self.sorts.relations),
            ListView::Quotes => {
                self.quote_lines = quotes::fill(&mut self.quotes, from, only, self.sorts.quotes, keep.quote);
            }
            ListView::Notes => notes::fill(&mut self.notes, from, only, self.sorts.notes, told),
            // Reading all of a long article takes time, so this list is filled only while it is in front.
            ListView::Outline if self.view == view => self.outline.fill(from, only),
            ListView::Outline => {}
        }
    }

    /// Puts the cursors of all lists on the chosen subject, or on no row if it has none there.
    pub(crate) fn find(&mut self, article: &Article, chosen: &Chosen) {
        self.is_pointed = false;
        for view in ListView::ALL {
            self.find_in(view, article, chosen);
        }
    }

    /// The same for the lists in which the chosen subject had no row until now.
    pub(crate) fn find_where_aside(&mut self, article: &Article, chosen: &Chosen) {
        for view in ListView::ALL {
            if self.list_of(view).is_aside() {
                self.find_in(view, article, chosen);
            }
        }
    }

    /// Puts the cursors of all lists back where they were, because nothing is chosen.
    pub(crate) fn find_nobody(&mut self) {
        for view in ListView::ALL {
            self.list_of(view).put_aside(false);
        }
    }

    fn find_in(&mut self, view: ListView, article: &Article, chosen: &Chosen) {
        let id = chosen.entity();
        let is_found = match view {
            ListView::Cast => id.is_some_and(|id| self.cast.select(id)),
            ListView::Relations => id.is_some_and(|id| {
                self.relations.select_first(|item| match item {
                    RelationItem::Relation(_, Some(from)) => from == id,
                    RelationItem::Relation(relation, None) => {
                        let relation = &article.analysis.relations[relation];
                        relation.subject == id || relation.object == id
                    }
                    RelationItem::Quote(_) | RelationItem::Sentence(_) => false,
                })
            }),
            ListView::Quotes => {
                // In its own order, the list may begin with another of her quotes than the text.
                let quotes = chosen.quotes(article);
                self.quotes.select_first(|id| quotes.contains(&id))
            }
            ListView::Notes => {
                let has_tag = |id, tag| article.notes.iter().any(|it| it.id == id && it.tags.contains(tag));
                if let Target::Tag(tag) = &chosen.target {
                    self.notes.select_first(|it| matches!(it, notes::NoteItem::Mark(id) if has_tag(id, tag)));
                }
                return;
            }
            ListView::Outline => return,
        };
        let is_whole = matches!(self.only, ListFilter::All) && self.list_of(view).filter().words().is_empty();
        self.list_of(view).put_aside(!is_found && is_whole && chosen.is_someone());
    }
}
