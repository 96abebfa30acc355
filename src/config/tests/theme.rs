//! Theme files: what they change on the screen, each kind of problem, what is printed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use ratatui::widgets::Widget as _;

use super::told;
use crate::app::tests::analysed;
use crate::app::{ColorDepth, Settings};
use crate::config::*;
use crate::digest::sample;
use crate::tui::theme::{BUILT_IN, BuiltIn, Meaning, Themes};
use crate::tui::view::View;

fn theme_faults(text: &str) -> Vec<String> {
    told(&theme("mine", text.as_bytes()).1)
        .iter()
        .map(|it| it.replace("themes/mine.toml", "").trim().to_owned())
        .collect()
}

#[test]
fn a_theme_changes_what_it_names() {
    let text = r##"
        base = "light"
        [person]
        color = "#ff0000"
        style = ["bold", "italic"]
        [organization]
        color = { 256 = 30, 16 = "light-blue" }
        style = { none = ["underline", "bold"] }
        [hit]
        background = "none"
        [focus]
        style = ["reverse", "underline"]
    "##;
    let (palette, problems) = theme("mine", text.as_bytes());
    assert_eq!(told(&problems), [""; 0]);
    let person = |depth| palette.look(Meaning::Person, depth);
    assert_eq!(person(ColorDepth::True).fg, Some(Color::Rgb(255, 0, 0)));
    assert_eq!(person(ColorDepth::Indexed).fg, Some(Color::Indexed(196)));
    assert_eq!(person(ColorDepth::Sixteen).fg, Some(Color::LightRed));
    assert_eq!(person(ColorDepth::None).fg, None);
    assert_eq!(person(ColorDepth::Indexed).add_modifier, Modifier::BOLD | Modifier::ITALIC);
    let organization = |depth| palette.look(Meaning::Organization, depth);
    let base = BUILT_IN[1].palette();
    assert_eq!(organization(ColorDepth::True), base.look(Meaning::Organization, ColorDepth::True));
    assert_eq!(organization(ColorDepth::Indexed).fg, Some(Color::Indexed(30)));
    assert_eq!(organization(ColorDepth::Sixteen).fg, Some(Color::LightBlue));
    assert_eq!(organization(ColorDepth::None).add_modifier, Modifier::UNDERLINED | Modifier::BOLD);
    assert_eq!(palette.look(Meaning::Hit, ColorDepth::Indexed).bg, None);
    assert_eq!(
        palette.look(Meaning::Focus, ColorDepth::Indexed).add_modifier,
        Modifier::REVERSED | Modifier::UNDERLINED
    );
}

#[test]
fn a_fault_of_a_theme_is_told_with_its_line_and_the_rest_holds() {
    let text = "\
base = \"drak\"
[persn]
color = 1
[person]
colour = 1
color = \"pink\"
style = [\"bald\"]
[chosen]
color = 1
[quote]
color = { 512 = 1 }
background = 256
[place]
color = 3
";
    assert_eq!(
        theme_faults(text),
        [
            "line 1: `base` must be \"dark\", \"light\", \"dark-contrast\" or \"light-contrast\", not \"drak\"; did you mean `dark`?",
            "line 2: `persn` is not a part of a theme; did you mean `person`?",
            "line 5: `colour` is not a part of a look; did you mean `color`?",
            "line 6: `color` must be one of the sixteen colour names, a number from 0 to 255, \"#rrggbb\" or \"none\", not \"pink\"",
            "line 7: `style` must be \"bold\", \"dim\", \"italic\", \"underline\", \"reverse\" or \"strike\", not \"bald\"; did you mean `bold`?",
            "line 9: `chosen` is added to other looks, so it has only a style",
            "line 11: `512` is not a colour depth",
            "line 12: `background` must be one of the sixteen colour names, a number from 0 to 255, \"#rrggbb\" or \"none\", not 256",
        ]
    );
    let (palette, _) = theme("mine", text.as_bytes());
    assert_eq!(palette.look(Meaning::Place, ColorDepth::True).fg, Some(Color::Indexed(3)));
}

#[test]
fn a_theme_in_which_two_look_the_same_is_told() {
    let same = "[person]\ncolor = 4\nstyle = []\n[organization]\ncolor = 4\nstyle = []\n";
    assert_eq!(theme_faults(same), [": person and organization look the same with true colour"]);
    // Distinguished by colour only: without colours, they look as in the base theme.
    let (palette, problems) = theme("mine", same.replacen('4', "5", 1).as_bytes());
    assert_eq!(told(&problems), [""; 0]);
    assert_eq!(palette.look(Meaning::Person, ColorDepth::None).add_modifier, Modifier::BOLD);
    assert_eq!(palette.look(Meaning::Person, ColorDepth::Sixteen).add_modifier, Modifier::empty());
}

/// On the screen: the names of a person and of an organization with a user's theme, at each depth of colour.
#[test]
fn a_theme_is_seen_in_the_text() {
    let text = "[person]\ncolor = { true = \"#ff0000\", 256 = 196, 16 = \"light-red\" }\nstyle = [\"italic\", \"bold\"]\n\
                [organization]\nstyle = [\"strike\"]\n";
    let palette = theme("mine", text.as_bytes()).0;
    let themes = Themes { dark: palette, ..Themes::default() };
    let expected = [
        (ColorDepth::True, Color::Rgb(255, 0, 0)),
        (ColorDepth::Indexed, Color::Indexed(196)),
        (ColorDepth::Sixteen, Color::LightRed),
        (ColorDepth::None, Color::Reset),
    ];
    for (colors, color) in expected {
        let model = analysed(
            Settings { colors, ..Settings::default() },
            60,
            20,
            sample::article(&["[PER Xenia Lee] left the [ORG Zeta Works]."]),
        );
        let area = Rect::new(0, 0, 60, 20);
        let mut buffer = Buffer::empty(area);
        View(&model, &themes).render(area, &mut buffer);
        let cell = |letter: &str| buffer.content.iter().find(|it| it.symbol() == letter).unwrap();
        assert_eq!(
            (cell("X").fg, cell("X").modifier),
            (color, Modifier::ITALIC | Modifier::BOLD),
            "{colors:?}"
        );
        assert_eq!(cell("Z").modifier, Modifier::CROSSED_OUT, "{colors:?}");
    }
}

#[test]
fn a_printed_theme_is_the_theme() {
    let changed = "base = \"light-contrast\"\n[person]\ncolor = \"none\"\n[hit]\nstyle = { 16 = [\"bold\", \"strike\"] }\n";
    let mine = theme("mine", changed.as_bytes()).0;
    for palette in BUILT_IN.map(BuiltIn::palette).into_iter().chain([mine]) {
        let printed = print_theme(&palette);
        let (again, problems) = theme(&palette.name, printed.as_bytes());
        assert_eq!(told(&problems), [""; 0]);
        assert_eq!(again, palette, "{printed}");
    }
}

#[test]
fn a_theme_s_name_leads_nowhere_else() {
    assert!(is_theme_name("solar dusk"));
    for name in ["", "..", "../x", "a/b", "/a", ".hidden", "a/"] {
        assert!(!is_theme_name(name), "{name}");
    }
}
