//! The lists beside the text: which one is in front, what is in them, in which order.

pub(crate) mod cast;
pub(crate) mod notes;
pub(crate) mod outline;
pub(crate) mod quotes;
pub(crate) mod relations;
pub(crate) mod view;

use crate::annotate::{Mark, Problem};
use crate::app::article::Article;
use crate::app::article::marks::Marks;
use crate::app::article::relevance::Relevance;
use crate::app::chosen::{Chosen, EntityKey, Target};
use crate::app::list::{AnyList, Row};
use crate::app::sidebar::cast::{CastList, Sort};
use crate::app::sidebar::notes::NoteList;
use crate::app::sidebar::outline::Outline;
use crate::app::sidebar::quotes::QuoteList;
use crate::app::sidebar::relations::{Item, RelationList, Scope};
use crate::app::sidebar::view::ListView;
use crate::app::state::Looks;
use crate::nlp::{Analysis, Entity, Quote};
use crate::text::{Id, Span};

/// From so many cells on a list is wide.
pub(crate) const WIDE: u16 = 40;

/// Cells of a line of a list at least.
const MIN_LIST_WIDTH: usize = 16;

/// What the rows of all lists are made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub(crate) article: &'a Article,
    pub(crate) looks: Looks,
    pub(crate) chosen: Option<&'a Chosen>,
    /// The sentences about it, where only what is about it is listed.
    pub(crate) relevance: Option<&'a Relevance>,
    /// Cells of a line of the list.
    pub(crate) width: u16,
}

impl Facts<'_> {
    fn is_about(&self, span: Span) -> bool {
        self.relevance.is_some_and(|it| it.touches(span))
    }
}

/// Two members of the cast, told so that a later analysis has the same ones.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    keys: [EntityKey; 2],
    pub(crate) members: [Id<Entity>; 2],
}

/// What is listed.
#[derive(Debug, Clone, Default)]
pub(crate) enum Only {
    #[default]
    All,
    /// In every list what is about the chosen subject.
    Chosen,
    /// All that links two.
    Pair(Box<Pair>),
}

impl Only {
    /// What links two; all if one of them has no name.
    pub(crate) fn pair(analysis: &Analysis, members: [Id<Entity>; 2]) -> Self {
        let [one, other] = members.map(|id| EntityKey::new(analysis, id));
        one.zip(other)
            .map_or(Self::All, |(one, other)| Self::Pair(Box::new(Pair { keys: [one, other], members })))
    }

    /// Finds the two again in another analysis; all is listed if one is not there.
    pub(crate) fn renew(&mut self, analysis: &Analysis, marks: &Marks) {
        if let Self::Pair(pair) = self {
            match (pair.keys[0].find(analysis, marks), pair.keys[1].find(analysis, marks)) {
                (Some(one), Some(other)) => pair.members = [one, other],
                _ => *self = Self::All,
            }
        }
    }
}

/// The order of each list.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sorts {
    pub(crate) cast: Sort,
    pub(crate) relations: Sort,
    pub(crate) quotes: Sort,
    pub(crate) notes: notes::Order,
}

/// The lists of the sidebar. Their rows are ids of the present analysis.
#[derive(Debug)]
pub(crate) struct Sidebar {
    /// The list in front.
    pub(crate) view: ListView,
    pub(crate) cast: CastList,
    pub(crate) relations: RelationList,
    pub(crate) quotes: QuoteList,
    pub(crate) notes: NoteList,
    pub(crate) outline: Outline,
    pub(crate) sorts: Sorts,
    /// What of it all is listed.
    pub(crate) only: Only,
}

impl Sidebar {
    /// Empty lists, with one in front.
    pub(crate) fn new(view: ListView) -> Self {
        Self {
            view,
            cast: CastList::default(),
            relations: RelationList::default(),
            quotes: QuoteList::default(),
            notes: NoteList::default(),
            outline: Outline::default(),
            sorts: Sorts::default(),
            only: Only::default(),
        }
    }

    /// Empty lists for another text, in the same order, with the same filters.
    pub(crate) fn into_other_text(self) -> Self {
        let Self { view, mut cast, mut relations, mut quotes, mut notes, mut outline, sorts, only: _ } = self;
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

    /// Fills the cast; the cursor goes to this member.
    pub(crate) fn fill_cast(&mut self, from: &Facts<'_>, keep: Option<Id<Entity>>) {
        let filter = self.cast.filter.words();
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
        let is_listed = |id| match (&self.only, chosen) {
            (Only::Chosen, Some(_)) => is_company(id),
            (Only::Chosen, None) => is_near(id),
            (Only::All | Only::Pair(_), _) => true,
        };
        let (forms, places) = (from.looks.forms, from.looks.places);
        let sort = self.sorts.cast;
        let rows = cast::rows(&article.doc, &article.analysis, sort, forms, places, filter, is_listed);
        self.cast.set_rows_anew(rows, keep);
    }

    /// Fills the quotes, whose lines depend on the width; the cursor goes to this one.
    pub(crate) fn fill_quotes(&mut self, from: &Facts<'_>, keep: Option<Id<Quote>>) {
        let filter = self.quotes.filter.words();
        let article = from.article;
        let speaks = |it: &&Chosen| matches!(it.target, Target::Entity(..) | Target::Voice(_));
        let said = from.chosen.filter(speaks).map(|it| it.quotes(article));
        let is_listed = |id| match (&self.only, said) {
            (Only::Chosen, Some(said)) => said.contains(&id),
            (Only::Chosen, None) => article.analysis.quotes[id].content.iter().any(|&it| from.is_about(it)),
            (Only::All | Only::Pair(_), _) => true,
        };
        let wanted = quotes::Wanted { sort: self.sorts.quotes, filter, width: usize::from(from.width) };
        let rows = quotes::rows(&article.doc, &article.analysis, &article.voices, wanted, is_listed);
        self.quotes.set_rows_anew(rows, keep);
    }

    /// Fills the relations, whose lines depend on the width, too.
    pub(crate) fn fill_relations(&mut self, from: &Facts<'_>) {
        let keep = self.relations.selected();
        let scope = match (&self.only, from.chosen.and_then(Chosen::entity), from.relevance) {
            (Only::Pair(pair), ..) => Scope::Pair(pair.members[0], pair.members[1]),
            (Only::Chosen, Some(id), _) => Scope::Member(id),
            (Only::Chosen, None, Some(relevance)) => Scope::About(relevance),
            (Only::All, ..) | (Only::Chosen, None, None) => Scope::All,
        };
        let wanted = relations::Wanted {
            sort: self.sorts.relations,
            scope,
            filter: self.relations.filter.words(),
            // A list that is hidden has no width yet.
            width: usize::from(from.width.saturating_sub(2)).max(MIN_LIST_WIDTH),
        };
        let article = from.article;
        let rows = relations::rows(&article.doc, &article.analysis, &article.links, wanted);
        // In another order it may stand under another name.
        let keep = keep.filter(|&it| rows.contains(&Row::Item(it))).or_else(|| {
            let items = rows.iter().filter_map(|row| if let Row::Item(it) = row { Some(*it) } else { None });
            items.into_iter().find(|it| keep.is_some_and(|keep| keep.is_about_same(*it)))
        });
        self.relations.set_rows_anew(rows, keep);
    }

    /// Fills the notes; corrections that found nothing are told in words.
    pub(crate) fn fill_notes(&mut self, from: &Facts<'_>, told: impl Fn(&Problem) -> String) {
        let keep = self.notes.selected();
        let is_all = !matches!(self.only, Only::Chosen);
        let tag = from.chosen.and_then(|it| match &it.target {
            Target::Tag(tag) => Some(tag),
            _ => None,
        });
        let is_listed = |mark: &&Mark| match tag {
            _ if is_all => true,
            Some(tag) => mark.tags.contains(tag),
            None => mark.span.is_some_and(|it| from.is_about(it)),
        };
        let article = from.article;
        let marks: Vec<&Mark> = article.notes.iter().filter(is_listed).collect();
        let problems = article.problems.iter().filter(|_| is_all);
        let problems: Vec<_> = problems.map(|it| (it.edit, told(it))).collect();
        let filter = self.notes.filter.words();
        let rows = notes::rows(&marks, &problems, self.sorts.notes, filter);
        self.notes.set_rows_anew(rows, keep);
    }

    /// Fills the outline while it is in front, making it anew where it is of another analysis: reading all of a long article
    /// takes its time.
    pub(crate) fn fill_outline(&mut self, from: &Facts<'_>) {
        if self.view != ListView::Outline {
            return;
        }
        let article = from.article;
        if !self.outline.is_fresh {
            self.outline.make(&article.doc, &article.analysis, &article.marks);
        }
        let is_all = !matches!(self.only, Only::Chosen);
        self.outline.fill(&article.doc, |it| is_all || from.is_about(it.whole));
    }

    /// Puts the cursors of all lists on the chosen subject, where it is in them.
    pub(crate) fn find(&mut self, article: &Article, chosen: &Chosen) {
        if let Some(id) = chosen.entity() {
            self.cast.select(id);
            self.relations.select_first(|item| match item {
                Item::Relation(_, Some(from)) => from == id,
                Item::Relation(relation, None) => {
                    let relation = &article.analysis.relations[relation];
                    relation.subject == id || relation.object == id
                }
                Item::Quote(_) | Item::Sentence(_) => false,
            });
        }
        if let Some(&first) = chosen.quotes(article).first() {
            // In its own order the list may begin with another one of hers.
            let quotes = chosen.quotes(article);
            self.quotes.select(first);
            self.quotes.select_first(|id| quotes.contains(&id));
        }
        if let Target::Tag(tag) = &chosen.target {
            let has_tag = |id| article.notes.iter().any(|mark| mark.id == id && mark.tags.contains(tag));
            self.notes.select_first(|item| matches!(item, notes::Item::Mark(id) if has_tag(id)));
        }
    }
}
