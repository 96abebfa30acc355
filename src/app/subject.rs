//! What is in front of the reader: what the card is about, and what is marked.

use crate::app::article::Article;
use crate::app::article::marks::MentionMark;
use crate::app::article::visibility::Shown;
use crate::app::card::{Facts, Subject};
use crate::app::chosen::Chosen;
use crate::app::reader::FocusKind;
use crate::app::sidebar::relations::Item;
use crate::app::{App, ListView, Pane};
use crate::nlp::{Entity, MentionForm};
use crate::text::Id;

impl App {
    /// What the card would be about: in a list its row, in the text what is focused, else whose mentions are walked.
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
        match focus.kind {
            FocusKind::Mention => self.article.marks.mention_at(focus.span).map(mention).or_else(walked),
            FocusKind::Quote => quote(),
            FocusKind::Hit | FocusKind::Selection(_) => {
                self.article.marks.mention_around(focus.span).map(mention).or_else(name).or_else(quote)
            }
            FocusKind::Sentence | FocusKind::Mark => name().or_else(quote),
            FocusKind::Relation(id, _) => Some(Subject::Relation(id)),
            FocusKind::Link => None,
        }
    }

    /// What the details below the list are about: while the text has the keys what is focused there, else the row of the list.
    pub(crate) fn detail_subject(&self) -> Option<Subject> {
        let is_about_names = |kind| !matches!(kind, FocusKind::Mark | FocusKind::Link);
        let is_focused = self.reader.focus().is_some_and(|it| is_about_names(it.kind));
        let focused = (self.panes.front == Pane::Text && is_focused).then(|| self.subject()).flatten();
        focused.or_else(|| self.list_subject())
    }

    /// What cards are made from.
    pub(crate) fn facts(&self) -> Facts<'_> {
        let Article { doc, analysis, voices, links, elsewhere, .. } = &self.article;
        Facts { doc, analysis, voices, links, elsewhere }
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

    /// What the row under the cursor of the list is about.
    pub(crate) fn list_subject(&self) -> Option<Subject> {
        match self.sidebar.view {
            ListView::Cast => self.sidebar.cast.selected().map(Subject::Entity),
            ListView::Relations => self.sidebar.relations.selected().map(|item| match item {
                Item::Relation(id, _) => Subject::Relation(id),
                Item::Quote(id) => Subject::Quote(id),
                Item::Sentence(id) => Subject::Sentence(id),
            }),
            ListView::Quotes => self.sidebar.quotes.selected().map(Subject::Quote),
            ListView::Notes | ListView::Outline => None,
        }
    }
}
