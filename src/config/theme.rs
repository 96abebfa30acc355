//! Theme files: what they change in a built-in theme, meaning by meaning.

use std::fmt::Write as _;
use std::path::Path;

use ratatui::style::{Modifier, Style};
use toml::Spanned;
use toml::de::DeValue;

use crate::app::ColorDepth;
use crate::config::Problem;
use crate::config::reading::{self, Entry, Fault, Reading, list, quoted, unknown};
use crate::tui::theme::{BUILT_IN, BuiltIn, Ink, Meaning, Palette, SIXTEEN};

const STYLES: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
    ("strike", Modifier::CROSSED_OUT),
];
/// The names of the depths of colour in a theme file.
const DEPTHS: [(&str, ColorDepth); 4] = [
    ("true", ColorDepth::True),
    ("256", ColorDepth::Indexed),
    ("16", ColorDepth::Sixteen),
    ("none", ColorDepth::None),
];
const COLOR: &str = "one of the sixteen colour names, a number from 0 to 255, \"#rrggbb\" or \"none\"";

/// Whether this can be the name of a theme: a file name without `.toml` that leads to no other folder.
pub fn is_theme_name(name: &str) -> bool {
    !name.starts_with('.') && Path::new(name).file_name().is_some_and(|it| it == name)
}

/// Reads a theme's file: the palette, and what is wrong with the file.
pub fn theme(name: &str, bytes: &[u8]) -> (Palette, Vec<Problem>) {
    let mut palette = BuiltIn::find(name).unwrap_or(BUILT_IN[0]).palette();
    let file = format!("themes/{name}.toml");
    let mut problems = reading::read(&file, bytes, |reading, entries| {
        if let Some(base) = entries.iter().find(|it| it.key == "base") {
            match reading.choice("base", &base.value, &BUILT_IN.map(|it| (it.name, it))) {
                Ok(base) => palette = base.palette(),
                Err(fault) => reading.tell(fault),
            }
        }
        for entry in entries.into_iter().filter(|it| it.key != "base") {
            meaning(reading, entry, &mut palette);
        }
    });
    name.clone_into(&mut palette.name);
    let alike = palette.settle();
    problems.extend(alike.first().map(|(depth, one, other)| {
        let depth = DEPTHS.iter().find(|it| it.1 == *depth).map_or("", |it| it.0);
        let what = format!("{one} and {other} look the same with {depth} colours");
        Problem { file, line: None, what: what.replace("true colours", "true colour") }
    }));
    (palette, problems)
}

/// A theme's file with all looks, each with a comment on what it is for.
pub fn print_theme(palette: &Palette) -> String {
    let mut out = format!(
        "# byline's theme {}. Save this as themes/NAME.toml in your settings folder to get the theme NAME. What you leave out looks\n\
         # as it does in the base.\n\
         # A colour is one of the terminal's sixteen ({}, …), a number from 0 to 255, \"#rrggbb\"\n\
         # or \"none\". A single value is used on every terminal, as the nearest colour it has; {{ true = …, 256 = …, 16 = … }}\n\
         # gives one for each colour depth. A style is a list of {}; it can be given by\n\
         # colour depth too, with none = […] for terminals without colours.\n\nbase = {}\n",
        palette.name,
        SIXTEEN.iter().take(4).map(|it| quoted(it)).collect::<Vec<_>>().join(", "),
        STYLES.iter().map(|it| quoted(it.0)).collect::<Vec<_>>().join(", "),
        quoted(palette.base.name),
    );
    for meaning in Meaning::ALL {
        let _ = write!(out, "\n# {}\n[{}]\n", meaning.about(), meaning.id()); // never fails on a string
        if !meaning.is_added() {
            let colors = |part: fn(Style) -> Ink| {
                let ink = |depth| part(palette.look(meaning, depth)).to_string();
                by_depth(&DEPTHS[..3], ink)
            };
            let _ = writeln!(out, "color = {}", colors(|it| Ink::of(it.fg)));
            let _ = writeln!(out, "background = {}", colors(|it| Ink::of(it.bg)));
        }
        let styles = by_depth(&DEPTHS, |depth| {
            let look = palette.look(meaning, depth).add_modifier;
            list(STYLES.iter().filter(|it| look.contains(it.1)).map(|it| it.0))
        });
        let _ = writeln!(out, "style = {styles}");
    }
    out
}

/// A single value if it is the same everywhere, else one for each depth.
fn by_depth(depths: &[(&str, ColorDepth)], value: impl Fn(ColorDepth) -> String) -> String {
    let values: Vec<_> = depths.iter().map(|(name, depth)| (name, value(*depth))).collect();
    match values.first() {
        Some((_, first)) if values.iter().all(|it| it.1 == *first) => first.clone(),
        _ => {
            let values: Vec<_> = values.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            format!("{{ {} }}", values.join(", "))
        }
    }
}

fn meaning(reading: &mut Reading<'_>, entry: Entry<'_>, palette: &mut Palette) {
    let ids = || Meaning::ALL.into_iter().map(Meaning::id);
    let Some(meaning) = Meaning::ALL.into_iter().find(|it| it.id() == entry.key) else {
        return reading.tell(unknown(&entry.key, &entry.at, "not a part of a theme", ids().chain(["base"])));
    };
    if !entry.value.get_ref().is_table() {
        let fault = reading.wrong(meaning.id(), "a table of color, background and style", &entry.value);
        return reading.tell(fault);
    }
    let DeValue::Table(table) = entry.value.into_inner() else { return };
    for entry in reading.entries(table) {
        let result = match &*entry.key {
            "color" | "background" if meaning.is_added() => Err(Fault {
                at: entry.at.clone(),
                what: format!("`{}` is added to other looks, so it has only a style", meaning.id()),
            }),
            "color" => look(reading, &entry, &DEPTHS[..3], ink, |depth, ink| {
                change(palette, meaning, depth, |it| it.fg = ink.color(depth));
            }),
            "background" => look(reading, &entry, &DEPTHS[..3], ink, |depth, ink| {
                change(palette, meaning, depth, |it| it.bg = ink.color(depth));
            }),
            "style" => look(reading, &entry, &DEPTHS, style, |depth, style| {
                change(palette, meaning, depth, |it| it.add_modifier = style);
            }),
            other => Err(unknown(other, &entry.at, "not a part of a look", ["color", "background", "style"])),
        };
        if let Err(fault) = result {
            reading.tell(fault);
        }
    }
}

fn change(palette: &mut Palette, meaning: Meaning, depth: ColorDepth, change: impl FnOnce(&mut Style)) {
    let mut look = palette.look(meaning, depth);
    change(&mut look);
    palette.set(meaning, depth, look);
}

/// A value for all depths, or a table with values for some of them.
fn look<T: Copy>(
    reading: &Reading<'_>,
    entry: &Entry<'_>,
    depths: &[(&str, ColorDepth)],
    read: fn(&Reading<'_>, &str, &Spanned<DeValue<'_>>) -> Result<T, Fault>,
    mut set: impl FnMut(ColorDepth, T),
) -> Result<(), Fault> {
    let DeValue::Table(table) = entry.value.get_ref() else {
        let value = read(reading, &entry.key, &entry.value)?;
        for (_, depth) in depths {
            set(*depth, value);
        }
        return Ok(());
    };
    for part in reading.entries(table.clone()) {
        let depth = depths.iter().find(|it| it.0 == part.key).map(|it| it.1);
        let depth = depth.ok_or_else(|| {
            unknown(&part.key, &part.at, "not a colour depth", depths.iter().map(|it| it.0))
        })?;
        set(depth, read(reading, &entry.key, &part.value)?);
    }
    Ok(())
}

fn ink(reading: &Reading<'_>, key: &str, value: &Spanned<DeValue<'_>>) -> Result<Ink, Fault> {
    if let Some(word) = value.get_ref().as_str() {
        return Ink::parse(word).ok_or_else(|| {
            let mut fault = reading.wrong(key, COLOR, value);
            fault.what += &crate::config::suggestion(word, SIXTEEN);
            fault
        });
    }
    let number = reading.number(key, value, 0..=255).ok().and_then(|it| u8::try_from(it).ok());
    number.map(Ink::Indexed).ok_or_else(|| reading.wrong(key, COLOR, value))
}

fn style(reading: &Reading<'_>, key: &str, value: &Spanned<DeValue<'_>>) -> Result<Modifier, Fault> {
    let words = reading.words(key, value, "a list of styles")?;
    words.into_iter().try_fold(Modifier::empty(), |all, word| Ok(all | reading.choice(key, word, &STYLES)?))
}
