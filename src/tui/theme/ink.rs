//! Colours as a theme names them, and what they become on a terminal that has fewer.

use std::fmt;

use ratatui::style::Color;

use crate::app::ColorDepth;

/// The names of the terminal's own sixteen colours, by number.
pub const SIXTEEN: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "gray",
    "dark-gray",
    "light-red",
    "light-green",
    "light-yellow",
    "light-blue",
    "light-magenta",
    "light-cyan",
    "white",
];

/// The sixteen colours as xterm has them, for comparing others with them.
const XTERM: [u32; 16] = [
    0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5, 0x7f_7f7f,
    0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
];

/// The steps of each component in the colour cube of 6×6×6 among the 256.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// A colour in a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The terminal's own colour for text or background: nothing is painted.
    None,
    /// One of the sixteen, from 0 to 15.
    Named(u8),
    /// One of the 256.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

impl Ink {
    /// Parses one of the sixteen names, "none" or "#rrggbb".
    pub fn parse(text: &str) -> Option<Self> {
        if text == "none" {
            return Some(Self::None);
        }
        if let Some(at) = SIXTEEN.iter().position(|name| *name == text) {
            return u8::try_from(at).ok().map(Self::Named);
        }
        let digits =
            text.strip_prefix('#').filter(|it| it.len() == 6 && it.chars().all(|c| c.is_ascii_hexdigit()))?;
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self::Rgb(red, green, blue))
    }

    /// The nearest colour that a terminal of this colour depth has.
    pub fn color(self, depth: ColorDepth) -> Option<Color> {
        match (self, depth) {
            (Self::None, _) | (_, ColorDepth::None) => None,
            (Self::Named(number), _) | (Self::Indexed(number @ 0..16), ColorDepth::Sixteen) => {
                Some(named(number))
            }
            (Self::Rgb(red, green, blue), ColorDepth::True) => Some(Color::Rgb(red, green, blue)),
            (Self::Indexed(number), ColorDepth::True | ColorDepth::Indexed) => Some(Color::Indexed(number)),
            (Self::Rgb(red, green, blue), ColorDepth::Indexed) => {
                // What the first sixteen look like is up to the user's terminal.
                Some(Color::Indexed(nearest(16..=255, indexed, [red, green, blue])))
            }
            (Self::Indexed(number), ColorDepth::Sixteen) => {
                Some(named(nearest(0..=15, indexed, indexed(number))))
            }
            (Self::Rgb(red, green, blue), ColorDepth::Sixteen) => {
                Some(named(nearest(0..=15, indexed, [red, green, blue])))
            }
        }
    }

    /// The colour as a theme names it.
    pub fn of(color: Option<Color>) -> Self {
        match color {
            None | Some(Color::Reset) => Self::None,
            Some(Color::Rgb(red, green, blue)) => Self::Rgb(red, green, blue),
            Some(Color::Indexed(number)) => Self::Indexed(number),
            Some(other) => (0..16).find(|&number| named(number) == other).map_or(Self::None, Self::Named),
        }
    }
}

impl fmt::Display for Ink {
    /// As a TOML value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("\"none\""),
            Self::Named(number) => write!(f, "\"{}\"", SIXTEEN[usize::from(*number % 16)]),
            Self::Indexed(number) => write!(f, "{number}"),
            Self::Rgb(red, green, blue) => write!(f, "\"#{red:02x}{green:02x}{blue:02x}\""),
        }
    }
}

const fn named(number: u8) -> Color {
    match number {
        0 => Color::Black,
        1 => Color::Red,
        2 => Color::Green,
        3 => Color::Yellow,
        4 => Color::Blue,
        5 => Color::Magenta,
        6 => Color::Cyan,
        7 => Color::Gray,
        8 => Color::DarkGray,
        9 => Color::LightRed,
        10 => Color::LightGreen,
        11 => Color::LightYellow,
        12 => Color::LightBlue,
        13 => Color::LightMagenta,
        14 => Color::LightCyan,
        _ => Color::White,
    }
}

/// Red, green and blue of one of the 256, as xterm has them.
fn indexed(number: u8) -> [u8; 3] {
    match number {
        0..16 => {
            let [_, red, green, blue] = XTERM[usize::from(number)].to_be_bytes();
            [red, green, blue]
        }
        16..232 => {
            let cube = usize::from(number) - 16;
            [cube / 36, cube / 6 % 6, cube % 6].map(|step| STEPS[step])
        }
        232.. => [8 + (number - 232) * 10; 3],
    }
}

fn nearest(numbers: impl Iterator<Item = u8>, color: impl Fn(u8) -> [u8; 3], wanted: [u8; 3]) -> u8 {
    let distance = |number: &u8| -> u32 {
        let parts = color(*number).into_iter().zip(wanted);
        parts.map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
    };
    numbers.min_by_key(distance).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_as_it_is_written() {
        for text in ["none", "light-cyan", "gray", "#5fafff"] {
            assert_eq!(Ink::parse(text).unwrap().to_string(), format!("\"{text}\""));
        }
        for text in ["#5faff", "#5faffg", "5fafff", "pink", "", "#+fafff"] {
            assert_eq!(Ink::parse(text), None, "{text}");
        }
        for color in [Color::Rgb(1, 2, 3), Color::Indexed(75), Color::DarkGray] {
            let depth = ColorDepth::True;
            assert_eq!(Ink::of(Some(color)).color(depth), Some(color));
        }
    }

    #[test]
    fn a_terminal_with_fewer_colours_shows_the_nearest() {
        let blue = Ink::parse("#5fafff").unwrap();
        assert_eq!(blue.color(ColorDepth::True), Some(Color::Rgb(0x5f, 0xaf, 0xff)));
        assert_eq!(blue.color(ColorDepth::Indexed), Some(Color::Indexed(75)));
        assert_eq!(Ink::parse("#fe0102").unwrap().color(ColorDepth::Sixteen), Some(Color::LightRed));
        assert_eq!(Ink::Indexed(244).color(ColorDepth::Sixteen), Some(Color::DarkGray));
        assert_eq!(Ink::Indexed(3).color(ColorDepth::Sixteen), Some(Color::Yellow));
        assert_eq!(blue.color(ColorDepth::None), None);
        assert_eq!(Ink::None.color(ColorDepth::True), None);
    }
}
