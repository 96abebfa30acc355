//! Which forms of mentions count: what `n` stops at, what the list counts, and where the sparkline has marks.

use crate::nlp::{Analysis, Entity, Mention, MentionForm};
use crate::text::Id;

/// A choice of forms, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forms {
    names: bool,
    pronouns: bool,
    nouns: bool,
}

impl Forms {
    /// Every mention.
    pub const ALL: Self = Self { names: true, pronouns: true, nouns: true };
    /// Only names.
    pub const NAMES: Self = Self { names: true, pronouns: false, nouns: false };

    /// These forms; `None` if there are none.
    pub fn of(forms: &[MentionForm]) -> Option<Self> {
        let [names, pronouns, nouns] =
            [MentionForm::Name, MentionForm::Pronoun, MentionForm::Noun].map(|form| forms.contains(&form));
        (!forms.is_empty()).then_some(Self { names, pronouns, nouns })
    }

    /// Whether mentions of a form count.
    pub const fn has(self, form: MentionForm) -> bool {
        match form {
            MentionForm::Name => self.names,
            MentionForm::Pronoun => self.pronouns,
            MentionForm::Noun => self.nouns,
        }
    }

    /// Whether mentions of this form count. For an entity without a name, descriptions count as names.
    pub(crate) const fn counts(self, form: MentionForm, is_named: bool) -> bool {
        self.has(form) || !is_named && matches!(form, MentionForm::Noun) && self.names
    }

    /// Switches a form off or on; `None` if nothing would be left.
    pub(crate) fn switched(mut self, form: MentionForm) -> Option<Self> {
        let switch = match form {
            MentionForm::Name => &mut self.names,
            MentionForm::Pronoun => &mut self.pronouns,
            MentionForm::Noun => &mut self.nouns,
        };
        *switch = !*switch;
        (self.names || self.pronouns || self.nouns).then_some(self)
    }

    /// How the status line words the choice.
    pub(crate) const fn title(self) -> &'static str {
        match (self.names, self.pronouns, self.nouns) {
            (true, true, true) => "all mentions",
            (true, false, false) => "names only",
            (false, true, false) => "pronouns only",
            (false, false, true) => "descriptions only",
            (true, true, false) => "no descriptions",
            (true, false, true) => "no pronouns",
            (false, true, true) => "no names",
            (false, false, false) => "nothing", // `switched` keeps at least one
        }
    }

    /// The mentions of an entity that count, in order of the text.
    pub(crate) fn mentions_of(self, analysis: &Analysis, id: Id<Entity>) -> impl Iterator<Item = &Mention> {
        let entity = analysis.entities.get(id);
        let mentions = entity.map(|it| it.mentions.as_slice()).unwrap_or_default();
        let is_named = entity.is_none_or(|it| it.is_named);
        mentions.iter().map(|&id| &analysis.mentions[id]).filter(move |it| self.counts(it.form, is_named))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_switched_off_and_on_but_never_the_last_one() {
        let no_pronouns = Forms::ALL.switched(MentionForm::Pronoun).unwrap();
        assert_eq!(no_pronouns.title(), "no pronouns");
        assert!(!no_pronouns.has(MentionForm::Pronoun) && no_pronouns.has(MentionForm::Noun));
        assert_eq!(no_pronouns.switched(MentionForm::Noun), Some(Forms::NAMES));
        assert_eq!(no_pronouns.switched(MentionForm::Pronoun), Some(Forms::ALL));
        assert_eq!(Forms::NAMES.switched(MentionForm::Name), None);
    }
}
