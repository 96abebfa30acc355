//! What the user has in front of them: what the card is about, and what is marked.

use crate::annotate::Mark;
use crate::app::article::Article;
use crate::app::article::marks::{MentionMark, QuoteMark};
use crate::app::article::visibility::Shown;
use crate::app::card::{self, Card, CardFacts, CardSize, Subject};
use crate::app::chosen::Chosen;
use crate::app::reader::FocusKind;
use crate::app::sidebar::notes;
use crate::app::sidebar::relations::RelationItem;
use crate::app::{App, ListView, Pane};
use crate::nlp::{Entity, EntityKind, MentionForm};
use crate::text::Id;

impl App {
    /// What the card would be about: in a list its row, in the text the focus, else the chosen subject.
    pub(crate) fn subject(&self) -> Option<Subject> {
        if self.panes.front == Pane::List && self.has_list() {
            return self.list_subject();
        }
        let walked = || self.chosen.as_ref().and_then(Chosen::entity).map(Subject::Entity);
        let Some(focus) = self.reader.focus() else { return walked() };
        let mention = |mark: &MentionMark| Subject::Mention(mark.mention);
        let name = || {
            let within = || self.article.marks.mentions_in(focus.span);
            within().find(|mark| mark.form == MentionForm::Name).or_else(|| within().next()).map(mention)
        };
        let quote = || self.article.marks.quotes_in(focus.span).next().map(|mark| Subject::Quote(mark.quote));
        // For a sentence, its first person, else its first organization.
        let member = || {
            let within = || self.article.marks.mentions_in(focus.span);
            let of_kind = |kind| within().find(|it| it.kind == kind && it.form == MentionForm::Name);
            let found =
                of_kind(EntityKind::Person).or_else(|| within().find(|it| it.kind == EntityKind::Person));
            found.or_else(|| of_kind(EntityKind::Organization)).map(mention)
        };
        match focus.kind {
            FocusKind::Mention => self.article.marks.mention_at(focus.span).map(mention).or_else(walked),
            FocusKind::Quote => quote(),
            FocusKind::Hit | FocusKind::Selection(_) => {
                self.article.marks.mention_around(focus.span).map(mention).or_else(name).or_else(quote)
            }
            FocusKind::Sentence => member().or_else(quote),
            // A note is its own subject, unless it is on exactly a name or a quote.
            FocusKind::Mark => {
                let is_it = |it: &&QuoteMark| it.span == focus.span;
                let quote = || self.article.marks.quotes_in(focus.span).find(is_it);
                let mention = self.article.marks.mention_at(focus.span).map(mention);
                mention.or_else(|| quote().map(|mark| Subject::Quote(mark.quote)))
            }
            FocusKind::Relation(id, _) => Some(Subject::Relation(id)),
            FocusKind::Link => None,
        }
    }

    /// What the details below the list are about: the focus in the text while the text has the keys, else the row of
    /// the list.
    pub(crate) fn detail_subject(&self) -> Option<Subject> {
        let is_about_names = |kind| !matches!(kind, FocusKind::Mark | FocusKind::Link);
        let is_focused = self.reader.focus().is_some_and(|it| is_about_names(it.kind));
        let focused = (self.panes.front == Pane::Text && is_focused).then(|| self.subject()).flatten();
        focused.or_else(|| self.list_subject())
    }

    /// The focused mark of the user, if it is focused as a mark.
    fn focused_mark(&self) -> Option<&Mark> {
        let focus =
            self.reader.focus().filter(|it| it.kind == FocusKind::Mark && self.panes.front == Pane::Text)?;
        self.article.marks_over(focus.span).find(|mark| mark.span == Some(focus.span))
    }

    /// The card for what is in front: the focused note if there is one, else the subject.
    pub(crate) fn card_in_front(&self, room: CardSize) -> Option<Card> {
        if let Some(mark) = self.focused_mark() {
            return Some(notes::card(&self.article.doc, &self.article.analysis, mark, room));
        }
        self.subject().map(|it| card::card(self.facts(), it, room))
    }

    /// What cards are made from.
    pub(crate) fn facts(&self) -> CardFacts<'_> {
        let Article { doc, analysis, voices, links, elsewhere, .. } = &self.article;
        CardFacts { doc, analysis, voices, links, elsewhere }
    }

    /// The entity that the card would be about.
    pub(crate) fn subject_entity(&self) -> Option<Id<Entity>> {
        self.subject().and_then(|subject| subject.entity(&self.article.analysis))
    }

    /// Which mentions are marked in the text.
    pub(crate) fn shown(&self) -> Shown {
        let focus = self.reader.focus();
        let within = focus
            .filter(|it| !matches!(it.kind, FocusKind::Hit | FocusKind::Selection(_)))
            .map(|focus| focus.span);
        Shown {
            names: self.looks.highlights,
            places: self.looks.places,
            unnamed: self.looks.unnamed,
            every: self.looks.every_mention,
            chosen: self.chosen.as_ref().and_then(Chosen::entity).map(|entity| (entity, self.looks.forms)),
            within,
        }
    }

    /// What the row under the cursor is about.
    pub(crate) fn list_subject(&self) -> Option<Subject> {
        match self.sidebar.view {
            ListView::Cast => self.sidebar.cast.selected().map(Subject::Entity),
            ListView::Relations => self.sidebar.relations.selected().map(|item| match item {
                RelationItem::Relation(id, _) => Subject::Relation(id),
                RelationItem::Quote(id) => Subject::Quote(id),
                RelationItem::Sentence(id) => Subject::Sentence(id),
            }),
            ListView::Quotes => self.sidebar.quotes.selected().map(Subject::Quote),
            ListView::Notes | ListView::Outline => None,
        }
    }
}
