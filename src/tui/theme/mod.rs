//! What each meaning looks like: the looks of a palette that the terminal can show. Colour is never the only cue, and
//! the colours of plain text and background are the terminal's own.

mod ink;
mod palette;

use ratatui::style::{Modifier, Style};

pub use ink::{Ink, SIXTEEN};
pub use palette::{BUILT_IN, BuiltIn, Meaning, Palette, Themes};

use crate::app::ColorDepth;
use crate::app::card::WordingPart;
use crate::nlp::{EntityKind, MentionForm};

/// The looks of all meanings.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    /// A person's name.
    pub person: Style,
    /// An organization's name.
    pub organization: Style,
    /// A place's name.
    pub place: Style,
    /// Quotation marks and the bar beside a quote.
    pub quote: Style,
    /// A search hit.
    pub hit: Style,
    /// What the user highlighted.
    pub note: Style,
    /// The places of the chosen name; added to their own style.
    pub chosen: Modifier,
    /// What is focused; added to its own style.
    pub focus: Modifier,
    /// What is uncertain; added to its own style.
    pub doubt: Modifier,
    /// Headings and titles.
    pub heading: Style,
    /// Frames, and words that matter less.
    pub dim: Style,
    /// The row under the cursor of a list.
    pub cursor: Style,
}

impl Theme {
    /// The looks of a palette on a terminal of this colour depth.
    pub fn new(palette: &Palette, colors: ColorDepth) -> Self {
        let look = |meaning| palette.look(meaning, colors);
        Self {
            person: look(Meaning::Person),
            organization: look(Meaning::Organization),
            place: look(Meaning::Place),
            quote: look(Meaning::Quote),
            hit: look(Meaning::Hit),
            note: look(Meaning::Note),
            chosen: look(Meaning::Chosen).add_modifier,
            focus: look(Meaning::Focus).add_modifier,
            doubt: look(Meaning::Doubt).add_modifier,
            heading: look(Meaning::Heading),
            dim: look(Meaning::Dim),
            cursor: look(Meaning::Cursor),
        }
    }

    /// Two looks that a user could not tell apart, if there are any. Compared are the kinds of names with each other,
    /// with plain text, with pronouns and with search hits; and the chosen name and the focus with the rest.
    pub fn alike(&self) -> Option<(&'static str, &'static str)> {
        const PRONOUN: &str = "a person's pronoun";
        let he = self.mention(EntityKind::Person, MentionForm::Pronoun);
        let looks = [
            ("plain text", Style::new()),
            (Meaning::Person.id(), self.person),
            (Meaning::Organization.id(), self.organization),
            (Meaning::Place.id(), self.place),
            (Meaning::Hit.id(), self.hit),
            (PRONOUN, he),
            (Meaning::Chosen.id(), self.person.add_modifier(self.chosen)),
            (Meaning::Focus.id(), self.person.add_modifier(self.focus)),
            (Meaning::Doubt.id(), self.person.add_modifier(self.doubt)),
        ];
        // A place and a pronoun may both be slanted: no one takes "he" for "Rome". Search hits and the places of the
        // chosen name are stepped through in the same way, and only one of them is shown at a time.
        let may = [(Meaning::Place.id(), PRONOUN), (Meaning::Hit.id(), Meaning::Chosen.id())];
        let may_be_alike = |one, other| may.contains(&(one, other));
        let pairs =
            looks.iter().enumerate().flat_map(|(n, other)| looks.iter().take(n).map(move |one| (one, other)));
        pairs
            .map(|(one, other)| (one.0, other.0, one.1 == other.1))
            .find(|(one, other, is_same)| *is_same && !may_be_alike(one, other))
            .map(|(one, other, _)| (one, other))
    }

    /// A name of this kind.
    pub fn name(&self, kind: EntityKind) -> Style {
        match kind {
            EntityKind::Person => self.person,
            EntityKind::Organization => self.organization,
            EntityKind::Place => self.place,
        }
    }

    /// A mention of this kind and form. Pronouns and descriptions have the colour of their entity but are slanted,
    /// neither bold nor underlined, so that names stand out.
    pub fn mention(&self, kind: EntityKind, form: MentionForm) -> Style {
        let style = self.name(kind);
        match (form, kind) {
            (MentionForm::Name, _) => style,
            (_, EntityKind::Place) => style.add_modifier(Modifier::DIM),
            (_, EntityKind::Person | EntityKind::Organization) => {
                Style { add_modifier: Modifier::ITALIC, ..style }
            }
        }
    }

    /// The words of a relation that is shown in the text: subject and object stand out from all names, each in its
    /// own way, and the cue stands out from the text.
    pub(crate) fn part(part: WordingPart) -> Style {
        Style::new().add_modifier(match part {
            WordingPart::Subject => Modifier::REVERSED | Modifier::BOLD,
            WordingPart::Object => Modifier::REVERSED | Modifier::UNDERLINED,
            WordingPart::Cue => Modifier::BOLD | Modifier::UNDERLINED,
            WordingPart::Other => Modifier::empty(),
        })
    }

    /// What is added to the words of a link, depending on whether they are plain or have their own looks already.
    /// Neither looks like a name of any kind or needs a colour.
    pub fn link(is_plain: bool) -> Modifier {
        Modifier::UNDERLINED | if is_plain { Modifier::DIM } else { Modifier::ITALIC }
    }

    /// What is added to a mention of the chosen name. Its pronouns are less conspicuous than its names.
    pub fn chosen(&self, form: MentionForm) -> Modifier {
        if form == MentionForm::Name { self.chosen } else { Modifier::UNDERLINED }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    fn theme(dark: bool, colors: ColorDepth) -> Theme {
        Theme::new(Themes::default().of(dark), colors)
    }

    #[test]
    fn meanings_are_told_apart_without_colour() {
        for dark in [true, false] {
            for colors in [ColorDepth::None, ColorDepth::Sixteen, ColorDepth::Indexed, ColorDepth::True] {
                let it = theme(dark, colors);
                let person = it.person.add_modifier;
                // The name of a place and the pronoun of a person are both slanted: no one takes "he" for "Rome".
                let he = it.mention(EntityKind::Person, MentionForm::Pronoun).add_modifier;
                let there = it.mention(EntityKind::Place, MentionForm::Pronoun).add_modifier;
                let all = [
                    person,
                    it.organization.add_modifier,
                    it.place.add_modifier,
                    person | it.chosen,
                    person | it.focus,
                    person | it.doubt,
                    he | it.chosen(MentionForm::Pronoun),
                    there,
                ];
                for (index, one) in all.iter().enumerate() {
                    assert!(!all[..index].contains(one), "{colors:?}: {one:?}");
                }
                assert!(![person, it.organization.add_modifier].contains(&he));
            }
        }
    }

    #[test]
    fn subject_cue_and_object_are_told_apart_without_colour_and_from_names() {
        let it = theme(true, ColorDepth::None);
        let [subject, cue, object] =
            [WordingPart::Subject, WordingPart::Cue, WordingPart::Object].map(Theme::part);
        for one in [subject, cue, object] {
            let names = [it.person, it.organization, it.place, it.hit];
            let parts = [subject, cue, object].into_iter().filter(|other| *other == one).count();
            assert!(parts == 1 && one != Style::new() && !names[..3].contains(&one));
        }
    }

    #[test]
    fn without_colour_nothing_is_coloured() {
        let it = theme(true, ColorDepth::None);
        for style in [it.person, it.organization, it.place, it.quote, it.hit, it.heading, it.dim, it.cursor] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }

    #[test]
    fn only_hits_have_a_background() {
        for colors in [ColorDepth::Sixteen, ColorDepth::Indexed, ColorDepth::True] {
            let it = theme(false, colors);
            for style in [it.person, it.organization, it.place, it.quote, it.heading, it.dim, it.cursor] {
                assert_eq!(style.bg, None);
            }
        }
        assert_eq!(theme(true, ColorDepth::Indexed).hit.bg, Some(Color::Indexed(222)));
    }
}
