//! Whom a correction means: the user chooses from a list of the cast, and the choice becomes an edit.

use crate::annotate::Edit;
use crate::app::act::edit;
use crate::app::chosen::Chosen;
use crate::app::input::action::Action;
use crate::app::list;
use crate::app::popup::Popup;
use crate::app::popup::cast_picker::{CastPicker, CastPurpose, Who};
use crate::app::text::grapheme;
use crate::app::{App, Effect};
use crate::nlp::Entity;
use crate::text::{Id, near};

impl App {
    /// Opens the list of the cast for an action that needs a choice.
    pub(in crate::app) fn pick(&mut self, action: Action) {
        let picker = match action {
            Action::Merge => self
                .correctable()
                .and_then(|id| CastPicker::of_same(&self.article.analysis, id, self.as_member(id)?)),
            Action::StandsFor => self.stand_in_picker(),
            _ => self.focused_quote().map(|id| {
                let walked = self.chosen.as_ref().and_then(Chosen::entity);
                let span = self.article.analysis.quotes[id].content[0];
                CastPicker::of_speaker(&self.article.analysis, self.anchor(span), span, walked)
            }),
        };
        match picker {
            Some(picker) => self.popup = Some(Popup::CastPicker(picker)),
            None => self.advise(edit::missing(action)),
        }
    }

    /// Asks whom the focused words stand for: a mention, or words that were selected or found by a search.
    fn stand_in_picker(&self) -> Option<CastPicker> {
        let focus = self.reader.focus()?;
        let mark = self.focused_mention().and_then(|span| self.article.marks.mention_at(span));
        let span = mark.map_or(focus.span, |it| it.span);
        if mark.is_none() && !focus.kind.is_words() {
            return None;
        }
        let (analysis, words) = (&self.article.analysis, grapheme::one_line(self.article.doc.slice(span)));
        Some(CastPicker::of_stand_in(analysis, &words, self.anchor(span), span, mark.map(|it| it.entity)))
    }

    /// Carries out the choice.
    pub(in crate::app) fn picked(&mut self, purpose: CastPurpose, who: Who) -> Vec<Effect> {
        let id = match who {
            Who::Member(id) => Some(id),
            Who::Nobody => None,
        };
        let member = id.and_then(|id| self.as_member(id));
        let edit = match (purpose, id, member) {
            (CastPurpose::Link(first), Some(second), _) => {
                self.list_pair([first, second]);
                None
            }
            (CastPurpose::Choose, Some(id), _) => {
                self.choose(id, None);
                None
            }
            (CastPurpose::StandsFor(at), _, Some(of)) => Some(Edit::StandsFor { at, of }),
            (CastPurpose::StandsFor(at), ..) => Some(Edit::NotHere { at }),
            (CastPurpose::Speaker(quote), _, speaker) => Some(Edit::Speaker { quote, speaker }),
            (CastPurpose::Merge(with), _, Some(of)) => Some(Edit::Same { of, with }),
            (CastPurpose::Link(_) | CastPurpose::Choose | CastPurpose::Merge(_), ..) => None,
        };
        edit.map(|it| Effect::Record(Box::new(it))).into_iter().collect()
    }

    /// The members of the cast that the words name: the one with exactly this name, else all whose name contains all
    /// the words.
    pub(in crate::app) fn named(&self, words: &str) -> Vec<Id<Entity>> {
        let entities = || self.article.analysis.entities.iter();
        let whole: Vec<_> = entities()
            .filter(|(_, it)| it.name.to_lowercase() == words.to_lowercase())
            .map(|it| it.0)
            .collect();
        if !whole.is_empty() {
            return whole;
        }
        entities().filter(|(_, it)| list::is_match(&it.name, words)).map(|it| it.0).collect()
    }

    /// After a search without results, offers names that are similar to what was typed; false if there are none.
    pub(in crate::app) fn offer_near(&mut self, words: &str) -> bool {
        self.offer_names(words, format!("“{words}” is not in the text. Did you mean …?"))
    }

    /// Offers names that are similar to these words; false if there are none.
    fn offer_names(&mut self, words: &str, title: String) -> bool {
        let analysis = &self.article.analysis;
        let near = analysis.entities.iter().filter(|(_, it)| near::is_near(words, &it.name));
        let near: Vec<_> = near.map(|it| it.0).collect();
        if near.is_empty() {
            return false;
        }
        self.popup = Some(Popup::CastPicker(CastPicker::of_names(analysis, title, near)));
        true
    }

    /// Chooses the entity that the words name. Asks if there are several, and says so if there is none.
    pub(in crate::app) fn choose_by_name(&mut self, words: &str) -> Result<(), String> {
        match self.named(words)[..] {
            [] => {
                let title = format!("no one listed is called “{words}”. Did you mean …?");
                if !self.offer_names(words, title) {
                    return Err(format!("no one listed is called “{words}”"));
                }
            }
            [id] => self.choose(id, None),
            ref ids => {
                let picker =
                    CastPicker::of_names(&self.article.analysis, format!("Which “{words}”?"), ids.to_vec());
                self.popup = Some(Popup::CastPicker(picker));
            }
        }
        Ok(())
    }
}
