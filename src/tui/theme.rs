//! What each meaning looks like. No meaning is told by colour alone, and the text's own colour and background are the
//! terminal's: nothing paints them.

use ratatui::style::{Color, Modifier, Style};

use crate::app::card::Part;
use crate::app::{ColorDepth, Settings};
use crate::nlp::{EntityKind, MentionForm};

/// The looks of all meanings.
///
/// The 256 colours keep a contrast of 4.7 and more on common dark and light backgrounds, and people, organizations and
/// quotes stay apart under the three colour-vision deficiencies. True colours are the same ones on purpose.
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
    /// A place that a search found.
    pub hit: Style,
    /// What the reader highlighted.
    pub note: Style,
    /// Where the chosen name stands; added to its own style.
    pub needle: Modifier,
    /// What is focused; added to its own style.
    pub focus: Modifier,
    /// A guess; added to its own style.
    pub doubt: Modifier,
    /// Headings and titles.
    pub heading: Style,
    /// Frames, and words that matter less.
    pub dim: Style,
    /// The row under the cursor of a list.
    pub cursor: Style,
}

/// A colour for each depth: red-green-blue and number of 256 on dark and light, and of the sixteen on dark and light.
struct Tone {
    dark: (u32, u8),
    light: (u32, u8),
    sixteen: (Color, Color),
}

const PERSON: Tone =
    Tone { dark: (0x005f_afff, 75), light: (0x0000_5faf, 25), sixteen: (Color::Cyan, Color::Blue) };
const ORGANIZATION: Tone =
    Tone { dark: (0x00ff_af00, 214), light: (0x0087_5f00, 94), sixteen: (Color::Yellow, Color::Magenta) };
const QUOTE: Tone =
    Tone { dark: (0x00ff_5f5f, 203), light: (0x0087_00ff, 93), sixteen: (Color::Red, Color::Magenta) };
const PLACE: Tone =
    Tone { dark: (0x0087_d787, 114), light: (0x0000_5f00, 22), sixteen: (Color::Green, Color::Green) };
const NOTE_BACKGROUND: Tone =
    Tone { dark: (0x0030_3030, 236), light: (0x00ff_ffd7, 230), sixteen: (Color::Reset, Color::Reset) };
const HIT_BACKGROUND: Tone =
    Tone { dark: (0x00ff_d787, 222), light: (0x00ff_d787, 222), sixteen: (Color::Reset, Color::Reset) };

impl Theme {
    /// The theme for a background and a depth of colour.
    pub fn new(settings: &Settings) -> Self {
        let (dark, colors) = (settings.dark, settings.colors);
        let tone = |tone: &Tone| tone.style(dark, colors);
        let hit = match colors {
            ColorDepth::None => Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD),
            ColorDepth::Sixteen => Style::new().add_modifier(Modifier::REVERSED),
            ColorDepth::Indexed | ColorDepth::True => Style {
                fg: Some(if colors == ColorDepth::True { Color::Rgb(0, 0, 0) } else { Color::Indexed(16) }),
                bg: HIT_BACKGROUND.style(dark, colors).fg,
                ..Style::new()
            },
        };
        let note = match colors {
            ColorDepth::None | ColorDepth::Sixteen => Style::new().add_modifier(Modifier::UNDERLINED),
            ColorDepth::Indexed | ColorDepth::True => Style {
                bg: NOTE_BACKGROUND.style(dark, colors).fg,
                ..Style::new().add_modifier(Modifier::UNDERLINED)
            },
        };
        Self {
            person: tone(&PERSON).add_modifier(Modifier::BOLD),
            organization: tone(&ORGANIZATION).add_modifier(Modifier::UNDERLINED),
            place: tone(&PLACE).add_modifier(Modifier::ITALIC),
            quote: tone(&QUOTE).add_modifier(Modifier::ITALIC),
            hit,
            note,
            needle: Modifier::REVERSED,
            focus: Modifier::REVERSED.union(Modifier::BOLD).union(Modifier::UNDERLINED),
            doubt: Modifier::DIM,
            heading: Style::new().add_modifier(Modifier::BOLD),
            dim: Style::new().add_modifier(Modifier::DIM),
            cursor: Style::new().add_modifier(Modifier::REVERSED),
        }
    }

    /// A name of this kind.
    pub fn name(&self, kind: EntityKind) -> Style {
        match kind {
            EntityKind::Person => self.person,
            EntityKind::Organization => self.organization,
            EntityKind::Place => self.place,
        }
    }

    /// A mention of this kind and form: pronouns and descriptions have their entity's colour but are slanted, neither bold
    /// nor underlined, so that names stand out.
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

    /// The words of a relation that is shown in the text: subject and object stand out from all names, each in its own
    /// way, the cue from the text.
    pub(crate) fn part(part: Part) -> Style {
        Style::new().add_modifier(match part {
            Part::Subject => Modifier::REVERSED | Modifier::BOLD,
            Part::Object => Modifier::REVERSED | Modifier::UNDERLINED,
            Part::Cue => Modifier::BOLD | Modifier::UNDERLINED,
            Part::Other => Modifier::empty(),
        })
    }

    /// What is added to the words of a link: to plain ones, or to such as have looks of their own already. Neither is what a
    /// name of any kind looks like, nor asks for a colour.
    pub fn link(is_plain: bool) -> Modifier {
        Modifier::UNDERLINED | if is_plain { Modifier::DIM } else { Modifier::ITALIC }
    }

    /// What is added to a mention of the chosen name: its pronouns do not glare as its names do.
    pub fn chosen(&self, form: MentionForm) -> Modifier {
        if form == MentionForm::Name { self.needle } else { Modifier::UNDERLINED }
    }
}

impl Tone {
    fn style(&self, dark: bool, colors: ColorDepth) -> Style {
        let (rgb, index) = if dark { self.dark } else { self.light };
        match colors {
            ColorDepth::None => Style::new(),
            ColorDepth::Sixteen => Style::new().fg(if dark { self.sixteen.0 } else { self.sixteen.1 }),
            ColorDepth::Indexed => Style::new().fg(Color::Indexed(index)),
            ColorDepth::True => Style::new().fg(Color::from_u32(rgb)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(dark: bool, colors: ColorDepth) -> Theme {
        Theme::new(&Settings { name: String::new(), ascii: false, dark, colors, formats: Vec::new() })
    }

    #[test]
    fn meanings_are_told_apart_without_colour() {
        for dark in [true, false] {
            for colors in [ColorDepth::None, ColorDepth::Sixteen, ColorDepth::Indexed, ColorDepth::True] {
                let it = theme(dark, colors);
                let person = it.person.add_modifier;
                // A place's name and a person's pronoun are both slanted: nobody takes "he" for "Rome".
                let he = it.mention(EntityKind::Person, MentionForm::Pronoun).add_modifier;
                let there = it.mention(EntityKind::Place, MentionForm::Pronoun).add_modifier;
                let all = [
                    person,
                    it.organization.add_modifier,
                    it.place.add_modifier,
                    person | it.needle,
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
        let [subject, cue, object] = [Part::Subject, Part::Cue, Part::Object].map(Theme::part);
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
