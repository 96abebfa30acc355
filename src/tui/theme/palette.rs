//! Palettes: for each meaning, its look at each depth of colour. Two pairs are built in; a theme file changes some
//! looks of one of them.

use ratatui::style::{Modifier, Style};

use crate::app::ColorDepth;
use crate::tui::theme::{Ink, Theme};

/// Something that has its own look.
#[expect(missing_docs, reason = "`about` describes each")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Person,
    Organization,
    Place,
    Quote,
    Hit,
    Note,
    Chosen,
    Focus,
    Doubt,
    Heading,
    Dim,
    Cursor,
}

impl Meaning {
    /// All meanings, in the order in which a theme lists them.
    pub const ALL: [Self; 12] = [
        Self::Person,
        Self::Organization,
        Self::Place,
        Self::Quote,
        Self::Hit,
        Self::Note,
        Self::Chosen,
        Self::Focus,
        Self::Doubt,
        Self::Heading,
        Self::Dim,
        Self::Cursor,
    ];

    /// Its name in a theme.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Quote => "quote",
            Self::Hit => "hit",
            Self::Note => "note",
            Self::Chosen => "chosen",
            Self::Focus => "focus",
            Self::Doubt => "doubt",
            Self::Heading => "heading",
            Self::Dim => "dim",
            Self::Cursor => "cursor",
        }
    }

    /// Its description.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Person => "A person's name; pronouns and descriptions have its colour and are slanted",
            Self::Organization => "An organization's name",
            Self::Place => "A place's name",
            Self::Quote => "Quotation marks and the bar beside a quote",
            Self::Hit => "Search matches",
            Self::Note => "What you highlighted",
            Self::Chosen => "The places of the chosen name; added to their own looks",
            Self::Focus => "What is focused; added to its own looks",
            Self::Doubt => "What byline is not sure of; added to its own looks",
            Self::Heading => "Headings, titles and keys",
            Self::Dim => "Frames, and words that matter less",
            Self::Cursor => "The row under the cursor of a list",
        }
    }

    /// Whether it only adds a style to the look of something else, and has no colour.
    pub const fn is_added(self) -> bool {
        matches!(self, Self::Chosen | Self::Focus | Self::Doubt)
    }
}

/// The looks of all meanings at all depths of colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// Its name.
    pub name: String,
    /// The built-in palette that it changes.
    pub base: &'static BuiltIn,
    looks: [[Style; 4]; 12],
}

/// A built-in palette.
#[derive(Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// Its name.
    pub name: &'static str,
    /// The palette for the opposite kind of background.
    pub opposite: &'static str,
    /// Whether it is made for a dark background.
    pub is_dark: bool,
    tones: [Tone; 4],
    note: Tone,
    doubt: Modifier,
    dim: Modifier,
}

/// A colour for each depth: true colour, 256 and 16.
type Tone = [Ink; 3];

const fn tone(rgb: u32, index: u8, sixteen: u8) -> Tone {
    let [_, red, green, blue] = rgb.to_be_bytes();
    [Ink::Rgb(red, green, blue), Ink::Indexed(index), Ink::Named(sixteen)]
}

const fn background(rgb: u32, index: u8) -> Tone {
    let [true_color, indexed, _] = tone(rgb, index, 0);
    [true_color, indexed, Ink::None]
}

/// The built-in palettes.
///
/// The 256 colours of `dark` and `light` have a contrast of at least 4.7 on common dark and light backgrounds, and
/// people, organizations and quotes can be told apart with each of the three colour-vision deficiencies. True colours
/// are deliberately the same. The other two palettes have a contrast of at least 7, and nothing in them is dimmed.
pub const BUILT_IN: [&BuiltIn; 4] = [
    &BuiltIn {
        name: "dark",
        opposite: "light",
        is_dark: true,
        // Person, organization, place, quote.
        tones: [
            tone(0x5f_afff, 75, 6),
            tone(0xff_af00, 214, 3),
            tone(0x87_d787, 114, 2),
            tone(0xff_5f5f, 203, 1),
        ],
        note: background(0x30_3030, 236),
        doubt: Modifier::DIM,
        dim: Modifier::DIM,
    },
    &BuiltIn {
        name: "light",
        opposite: "dark",
        is_dark: false,
        tones: [
            tone(0x00_5faf, 25, 4),
            tone(0x87_5f00, 94, 5),
            tone(0x00_5f00, 22, 2),
            tone(0x87_00ff, 93, 5),
        ],
        note: background(0xff_ffd7, 230),
        doubt: Modifier::DIM,
        dim: Modifier::DIM,
    },
    &BuiltIn {
        name: "dark-contrast",
        opposite: "light-contrast",
        is_dark: true,
        tones: [
            tone(0x87_ffff, 123, 14),
            tone(0xff_ff5f, 227, 11),
            tone(0x87_ff87, 120, 10),
            tone(0xff_afff, 219, 13),
        ],
        note: background(0x00_005f, 17),
        doubt: Modifier::ITALIC,
        dim: Modifier::empty(),
    },
    &BuiltIn {
        name: "light-contrast",
        opposite: "dark-contrast",
        is_dark: false,
        tones: [
            tone(0x00_0087, 18, 4),
            tone(0x5f_0000, 52, 1),
            tone(0x00_5f00, 22, 2),
            tone(0x5f_005f, 53, 5),
        ],
        note: background(0xff_ffd7, 230),
        doubt: Modifier::ITALIC,
        dim: Modifier::empty(),
    },
];

impl BuiltIn {
    /// The one with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        BUILT_IN.into_iter().find(|it| it.name == name)
    }

    /// All its looks.
    pub fn palette(&'static self) -> Palette {
        let looks = Meaning::ALL.map(|meaning| Palette::DEPTHS.map(|depth| self.look(meaning, depth)));
        Palette { name: self.name.to_owned(), base: self, looks }
    }

    fn look(&self, meaning: Meaning, depth: ColorDepth) -> Style {
        let paint = |tone: Tone| match depth {
            ColorDepth::None => None,
            ColorDepth::Sixteen => tone[2].color(depth),
            ColorDepth::Indexed => tone[1].color(depth),
            ColorDepth::True => tone[0].color(depth),
        };
        let is_rich = matches!(depth, ColorDepth::Indexed | ColorDepth::True);
        let [person, organization, place, quote] =
            self.tones.map(|tone| Style { fg: paint(tone), ..Style::new() });
        let plain = Style::new();
        match meaning {
            Meaning::Person => person.add_modifier(Modifier::BOLD),
            Meaning::Organization => organization.add_modifier(Modifier::UNDERLINED),
            Meaning::Place => place.add_modifier(Modifier::ITALIC),
            Meaning::Quote => quote.add_modifier(Modifier::ITALIC),
            Meaning::Hit if is_rich => {
                Style { fg: paint(tone(0, 16, 0)), bg: paint(background(0xff_d787, 222)), ..plain }
            }
            Meaning::Hit if depth == ColorDepth::None => {
                plain.add_modifier(Modifier::REVERSED | Modifier::BOLD)
            }
            Meaning::Note => Style { bg: paint(self.note), ..plain }.add_modifier(Modifier::UNDERLINED),
            Meaning::Hit | Meaning::Chosen | Meaning::Cursor => plain.add_modifier(Modifier::REVERSED),
            Meaning::Focus => plain.add_modifier(Modifier::REVERSED | Modifier::BOLD | Modifier::UNDERLINED),
            Meaning::Doubt => plain.add_modifier(self.doubt),
            Meaning::Heading => plain.add_modifier(Modifier::BOLD),
            Meaning::Dim => plain.add_modifier(self.dim),
        }
    }
}

impl Palette {
    /// The depths of colour, richest first: the order in which a theme lists them.
    pub const DEPTHS: [ColorDepth; 4] =
        [ColorDepth::True, ColorDepth::Indexed, ColorDepth::Sixteen, ColorDepth::None];

    /// The look of a meaning.
    pub fn look(&self, meaning: Meaning, depth: ColorDepth) -> Style {
        self.looks[meaning as usize][at(depth)]
    }

    /// Changes the look of a meaning.
    pub fn set(&mut self, meaning: Meaning, depth: ColorDepth, look: Style) {
        self.looks[meaning as usize][at(depth)] = look;
    }

    /// Repairs looks that would hide a meaning, and returns the pairs that look alike where there are colours.
    ///
    /// A user may choose to distinguish meanings by colour alone. Where there are no colours, such a palette uses the
    /// marks of its base: someone who sets `NO_COLOR` for a day should still see who is who.
    pub fn settle(&mut self) -> Vec<(ColorDepth, &'static str, &'static str)> {
        if Theme::new(self, ColorDepth::None).alike().is_some() {
            for meaning in Meaning::ALL {
                self.set(meaning, ColorDepth::None, self.base.look(meaning, ColorDepth::None));
            }
        }
        let colored = Self::DEPTHS.into_iter().filter(|depth| *depth != ColorDepth::None);
        colored
            .filter_map(|depth| Theme::new(self, depth).alike().map(|(one, other)| (depth, one, other)))
            .collect()
    }
}

const fn at(depth: ColorDepth) -> usize {
    match depth {
        ColorDepth::True => 0,
        ColorDepth::Indexed => 1,
        ColorDepth::Sixteen => 2,
        ColorDepth::None => 3,
    }
}

/// The palettes that a key switches between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Themes {
    /// For a dark background.
    pub dark: Palette,
    /// For a light background.
    pub light: Palette,
}

impl Default for Themes {
    fn default() -> Self {
        Self { dark: BUILT_IN[0].palette(), light: BUILT_IN[1].palette() }
    }
}

impl Themes {
    /// The one for this background.
    pub const fn of(&self, dark: bool) -> &Palette {
        if dark { &self.dark } else { &self.light }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    /// Contrast as WCAG defines it.
    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let part = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let light = |[red, green, blue]: [u8; 3]| {
            0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue) + 0.05
        };
        let (one, other) = (light(one), light(other));
        one.max(other) / one.min(other)
    }

    #[test]
    fn colours_stand_out_from_common_backgrounds() {
        let dark = [[0, 0, 0], [0x1e, 0x1e, 0x1e], [0x28, 0x2a, 0x36], [0x00, 0x2b, 0x36]];
        let light = [[0xff, 0xff, 0xff], [0xfd, 0xf6, 0xe3]];
        for it in BUILT_IN {
            let least = if it.name.ends_with("contrast") { 7.0 } else { 4.7 };
            for meaning in [Meaning::Person, Meaning::Organization, Meaning::Place, Meaning::Quote] {
                let Some(Color::Rgb(red, green, blue)) = it.palette().look(meaning, ColorDepth::True).fg
                else {
                    panic!("{meaning:?}")
                };
                for background in if it.is_dark { &dark[..] } else { &light[..] } {
                    let contrast = contrast([red, green, blue], *background);
                    assert!(contrast >= least, "{} {meaning:?} {background:?}: {contrast:.2}", it.name);
                }
            }
        }
    }

    #[test]
    fn true_colours_are_those_of_the_256() {
        for it in BUILT_IN {
            for tone in it.tones.into_iter().chain([it.note]) {
                assert_eq!(
                    tone[0].color(ColorDepth::Indexed),
                    tone[1].color(ColorDepth::Indexed),
                    "{}",
                    it.name
                );
            }
        }
    }

    #[test]
    fn nothing_built_in_looks_like_something_else() {
        for it in BUILT_IN {
            let mut palette = it.palette();
            assert_eq!(palette.settle(), []);
            assert_eq!(palette, it.palette());
            for depth in Palette::DEPTHS {
                assert_eq!(Theme::new(&palette, depth).alike(), None, "{} {depth:?}", it.name);
            }
            assert_eq!(BuiltIn::find(it.opposite).map(|it| it.opposite), Some(it.name));
        }
    }

    #[test]
    fn what_only_colours_told_apart_is_marked_as_in_the_base_where_there_are_none() {
        let mut palette = BUILT_IN[0].palette();
        for depth in Palette::DEPTHS {
            for meaning in [Meaning::Person, Meaning::Organization] {
                let look = palette.look(meaning, depth);
                palette.set(meaning, depth, Style { add_modifier: Modifier::empty(), ..look });
            }
        }
        assert_eq!(palette.settle(), []);
        let look = |depth| palette.look(Meaning::Person, depth).add_modifier;
        assert_eq!(look(ColorDepth::None), Modifier::BOLD);
        assert_eq!(look(ColorDepth::Indexed), Modifier::empty());
    }
}
