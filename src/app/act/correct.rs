//! Makes corrections out of what is focused, and decides which corrections apply to it.

use crate::annotate::{Edit, Member};
use crate::app::card::Subject;
use crate::app::input::action::Action;
use crate::app::reader::{Focus, FocusKind};
use crate::app::text::grapheme;
use crate::app::{App, Pane};
use crate::nlp::{Entity, EntityKind, Mention, MentionForm, Quote};
use crate::text::{Id, Span};

impl App {
    /// Identifies a member of the cast by its first full name, else its first name, or its first description if it
    /// has no name.
    pub(in crate::app) fn as_member(&self, id: Id<Entity>) -> Option<Member> {
        let entity = self.article.analysis.entities.get(id)?;
        let mentions = entity.mentions.iter().map(|&it| &self.article.analysis.mentions[it]);
        let form = if entity.is_named { MentionForm::Name } else { MentionForm::Noun };
        let mut mentions = mentions.filter(|it| it.form == form);
        // The full name tells the user best who is meant.
        let is_whole = |it: &&Mention| self.article.doc.slice(it.span) == entity.name;
        let name = mentions.clone().find(is_whole).or_else(|| mentions.next())?;
        Some(Member { at: self.anchor(name.span), kind: entity.kind })
    }

    /// The focused entity, identified by the focused words if they are a name.
    fn focused_member(&self) -> Option<Member> {
        let id = self.correctable()?;
        let focused = self.focused_mention().and_then(|span| self.article.marks.mention_at(span));
        let name = focused.filter(|mark| mark.form == MentionForm::Name && mark.entity == id);
        let name = name.map(|mark| Member { at: self.anchor(mark.span), kind: mark.kind });
        name.or_else(|| self.as_member(id))
    }

    fn of_member(&self, edit: impl Fn(Member) -> Edit) -> Option<Edit> {
        self.focused_member().map(edit)
    }

    /// The entity that a correction would be about. It is not one that merely occurs in a focused sentence or note.
    pub(in crate::app) fn correctable(&self) -> Option<Id<Entity>> {
        let focus = self.reader.focus().filter(|_| self.panes.front == Pane::Text);
        let is_around = focus.is_some_and(|it| {
            matches!(it.kind, FocusKind::Sentence | FocusKind::Mark)
                && self.article.marks.mention_at(it.span).is_none()
        });
        self.subject_entity().filter(|_| !is_around)
    }

    pub(in crate::app) fn focused_mention(&self) -> Option<Span> {
        let focus = self.reader.focus().filter(|_| self.panes.front == Pane::Text)?;
        self.article.marks.mention_at(focus.span).map(|mark| mark.span)
    }

    pub(in crate::app) fn focused_quote(&self) -> Option<Id<Quote>> {
        match self.subject()? {
            Subject::Quote(id) => Some(id),
            _ => None,
        }
    }

    /// The edit that makes what is focused this kind of entity. Words found by a search, which are not a name yet,
    /// become one, and so do selected words that are not exactly a name: "Hill Bank" where only "Hill" was found.
    pub(in crate::app) fn kind_edit(&self, kind: EntityKind) -> Option<Edit> {
        let focus = self.reader.focus().filter(|_| self.panes.front == Pane::Text);
        let is_new = |focus: &Focus| match focus.kind {
            FocusKind::Hit => self.article.marks.mention_around(focus.span).is_none(),
            FocusKind::Selection(_) => self.article.marks.mention_at(focus.span).is_none(),
            _ => false,
        };
        match focus.filter(is_new) {
            Some(focus) => Some(Edit::Name { of: Member { at: self.anchor(focus.span), kind } }),
            None => self.of_member(|of| Edit::Kind { of, kind }),
        }
    }

    /// The edit that says that the focused words are not a name. A pronoun never is one; changing whom it stands for
    /// is a different correction.
    pub(in crate::app) fn nobody_edit(&mut self) -> Option<Edit> {
        if let Some(words) = self.stand_in_of_a_name() {
            let words = grapheme::one_line(self.article.doc.slice(words)).replace(['{', '}'], "");
            self.advise(&format!(
                "“{words}” is not a name: {{stands-for}} corrects who it stands for, {{not-here}} says no one listed"
            ));
            return None;
        }
        self.of_member(|of| Edit::Nobody { of })
    }

    /// The focused words, if they stand for an entity and are neither its name nor the description it is listed
    /// under.
    fn stand_in_of_a_name(&self) -> Option<Span> {
        let mark = self.article.marks.mention_at(self.focused_mention()?)?;
        let is_named = self.article.analysis.entities[mark.entity].is_named;
        let is_name = mark.form == MentionForm::Name || (mark.form == MentionForm::Noun && !is_named);
        (!is_name).then_some(mark.span)
    }

    /// Whether a correction applies to what is focused; `None` for other actions.
    pub(crate) fn can_correct(&self, action: Action) -> Option<bool> {
        let words =
            || self.reader.focus().is_some_and(|it| it.kind.is_words()) && self.panes.front == Pane::Text;
        Some(match action {
            Action::IsPerson | Action::IsOrganization | Action::IsPlace => {
                self.kind_edit(EntityKind::Person).is_some()
            }
            Action::NotAName => self.correctable().is_some() && self.stand_in_of_a_name().is_none(),
            Action::Merge | Action::Rename => self.correctable().is_some(),
            Action::NotHere | Action::Split => self.focused_mention().is_some(),
            Action::StandsFor => self.focused_mention().is_some() || words(),
            Action::Speaker => self.focused_quote().is_some(),
            Action::Wrong => self.wrong_edit().is_some(),
            _ => return None,
        })
    }

    /// The edit that says that no one says the quote, or that the article does not state the relation.
    pub(in crate::app) fn wrong_edit(&self) -> Option<Edit> {
        match self.subject()? {
            Subject::Quote(id) => Some(Edit::NoQuote { quote: self.quote_anchor(id) }),
            Subject::Relation(id) => {
                let relation = &self.article.analysis.relations[id];
                let (subject, object) = (self.as_member(relation.subject)?, self.as_member(relation.object)?);
                Some(Edit::NoRelation { cue: self.anchor(relation.cue[0]), subject, object })
            }
            _ => None,
        }
    }

    /// The edit that gives a name to someone else. It is impossible for the only name of an entity.
    pub(in crate::app) fn split_edit(&mut self) -> Option<Edit> {
        let span = self.focused_mention()?;
        let mark = self.article.marks.mention_at(span)?;
        if mark.form == MentionForm::Name {
            let words = self.article.doc.slice(span);
            let names = self.article.analysis.entities[mark.entity]
                .mentions
                .iter()
                .map(|&it| &self.article.analysis.mentions[it]);
            let mut names = names.filter(|it| it.form == MentionForm::Name);
            if names.all(|it| self.article.doc.slice(it.span) == words) {
                self.tell(format!("“{words}” is its only name: there is nothing to split off"));
                return None;
            }
        }
        Some(Edit::Apart { of: Member { at: self.anchor(span), kind: mark.kind } })
    }
}
