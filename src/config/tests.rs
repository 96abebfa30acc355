//! Each kind of problem with its line; what byline prints can be read back.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use ratatui::widgets::Widget as _;

use super::*;
use crate::app::input::action::{ACTIONS, Action};
use crate::app::input::keymap::{parse, written};
use crate::app::{App, ColorDepth, Forms, Keymap, ListView, Msg, Program, Settings, Start, Update};
use crate::digest::sample;
use crate::nlp::MentionForm;
use crate::tui::ColorChoice;
use crate::tui::theme::{BUILT_IN, BuiltIn, Meaning, Themes};
use crate::tui::view::View;

fn told(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

/// The problems of a `config.toml`, without its name.
fn faults(text: &str) -> Vec<String> {
    let told = told(&config(text.as_bytes(), &["mine".to_owned()]).1);
    told.iter().map(|it| it.replace("config.toml ", "")).collect()
}

fn key_faults(text: &str) -> Vec<String> {
    told(&keymap(text.as_bytes()).1).iter().map(|it| it.replace("keymap.toml ", "")).collect()
}

fn theme_faults(text: &str) -> Vec<String> {
    told(&theme("mine", text.as_bytes()).1)
        .iter()
        .map(|it| it.replace("themes/mine.toml", "").trim().to_owned())
        .collect()
}

/// The keys of an action, each as it is told.
fn keys(keymap: &Keymap, action: Action) -> String {
    keymap.keys(action).iter().map(|it| written(it)).collect::<Vec<_>>().join(" ")
}

#[test]
fn nothing_is_byline_as_it_is() {
    assert_eq!(config(b"", &[]), (Config::default(), Vec::new()));
    assert_eq!(keymap(b""), (Keymap::new(), Vec::new()));
    let (palette, problems) = theme("mine", b"");
    assert_eq!((palette.look(Meaning::Person, ColorDepth::True), problems.len()), {
        (BUILT_IN[0].palette().look(Meaning::Person, ColorDepth::True), 0)
    });
}

#[test]
fn every_setting_can_be_set() {
    let text = r#"
        theme = { dark = "mine", light = "light-contrast" }
        color = 256
        ascii = true
        line-length = 80
        sidebar = false
        list = "quotes"
        highlights = false
        places = true
        unnamed = false
        every-mention = true
        speakers = false
        walk = ["names", "descriptions"]
        mouse = false
        private = true
        network = false
        export-format = "markdown"
        markdown-links = true
        markdown-template = "article.md.j2"
        export-folder = "~/notes"
        library = "kept"
        model = 'C:\model'
        threads = 3
        programs = { dict = ["dict", "--", "{}"], "count.words" = "wc -w" }
    "#;
    let (set, problems) = config(text.as_bytes(), &["mine".to_owned()]);
    assert_eq!(told(&problems), [""; 0]);
    let expected = Config {
        markdown_links: true,
        markdown_template: Some("article.md.j2".into()),
        theme: ThemeWish::Pair { dark: "mine".to_owned(), light: "light-contrast".to_owned() },
        color: ColorChoice::Indexed,
        ascii: true,
        start: Start {
            measure: 80,
            sidebar: false,
            view: ListView::Quotes,
            highlights: false,
            places: true,
            unnamed: false,
            every_mention: true,
            speakers: false,
            forms: Forms::of(&[MentionForm::Name, MentionForm::Noun]).unwrap(),
            mouse: false,
            export_format: Some("markdown"),
            export_folder: Some("~/notes".into()),
            programs: [("dict", &["dict", "--", "{}"][..]), ("count.words", &["wc", "-w"])]
                .map(|(name, arguments)| Program {
                    name: name.to_owned(),
                    arguments: arguments.iter().map(|&it| it.to_owned()).collect(),
                })
                .to_vec(),
        },
        private: true,
        offline: true,
        library: Some("kept".into()),
        model: Some(r"C:\model".into()),
        threads: std::num::NonZeroUsize::new(3),
    };
    assert_eq!(set, expected);
    let printed = print_config(&set);
    assert_eq!(config(printed.as_bytes(), &["mine".to_owned()]), (expected, Vec::new()), "{printed}");
    for line in printed.lines() {
        assert!(line.len() <= 120, "{line}");
    }
}

#[test]
fn the_printed_settings_are_those_that_hold() {
    let printed = print_config(&Config::default());
    assert_eq!(config(printed.as_bytes(), &[]), (Config::default(), Vec::new()));
    // Those without a value are comments, which only need their `#` removed.
    let whole: Vec<&str> = printed
        .lines()
        .map(|line| {
            let is_setting = line
                .strip_prefix("# ")
                .is_some_and(|it| it.split_once(" = ").is_some_and(|it| !it.0.contains(' ')));
            if is_setting { line.trim_start_matches("# ") } else { line }
        })
        .collect();
    let whole = whole.join("\n");
    let (set, problems) = config(whole.as_bytes(), &[]);
    assert_eq!(told(&problems), [""; 0], "{whole}");
    assert!(set.threads.is_some() && set.library.is_some() && set.start.export_format.is_some());
}

#[test]
fn a_fault_of_a_setting_is_told_with_its_line_and_the_rest_holds() {
    let text =
        "sidbar = false\nplaces = true\nsidebar = \"no\"\nline-length = 500\n\nlist = \"name\"\nwalk = []\n";
    let (set, problems) = config(text.as_bytes(), &[]);
    assert!(set.start.places && set.start.sidebar && set.start.measure == 68);
    assert_eq!(
        told(&problems),
        [
            "config.toml line 1: `sidbar` is not a setting; did you mean `sidebar`?",
            "config.toml line 3: `sidebar` must be true or false, not \"no\"",
            "config.toml line 4: `line-length` must be a number from 32 to 120, not 500",
            "config.toml line 6: `list` must be \"names\", \"relations\", \"quotes\", \"notes\" or \"outline\", not \"name\"; did you mean `names`?",
            "config.toml line 7: `walk` must be a list of \"names\", \"pronouns\" and \"descriptions\", not []",
        ]
    );
}

#[test]
fn other_faults_of_settings_are_told() {
    let check = |text: &str, fault: &str| assert_eq!(faults(text), [format!("line 1: {fault}")], "{text}");
    check("theme = \"mien\"", "there is no theme `mien`; did you mean `mine`?");
    check("theme = 5", "`theme` must be \"auto\", a theme's name or { dark = \"…\", light = \"…\" }, not 5");
    check("theme = { dusk = \"dark\" }", "`dusk` is not a kind of background");
    check("color = \"512\"", "`color` must be \"auto\", \"16\", \"256\", \"true\" or \"never\", not \"512\"");
    check("threads = 0", "`threads` must be a number of at least 1, not 0");
    check("threads = -1", "`threads` must be a number of at least 1, not -1");
    check("export-format = \"markdwon\"", "`markdwon` is not a format; did you mean `markdown`?");
    check("library = \"\"", "`library` must be a path in quotes, not \"\"");
    check("walk = [1]", "`walk` must be a list of \"names\", \"pronouns\" and \"descriptions\", not 1");
    check("[reader]\nsidebar = true", "`reader` is not a setting");
    check("\"a\\u001b[2Jb\" = 1", "`ab` is not a setting");
}

#[test]
fn a_fault_of_a_program_is_told_and_the_others_hold() {
    let text = "[programs]\na = \"look {}\"\nb = \"look {} | head\"\nc = [\"wc\", \"-w\"]\n";
    let (set, problems) = config(text.as_bytes(), &[]);
    assert_eq!(set.start.programs.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["a", "c"]);
    let told = told(&problems);
    assert!(
        told[0].starts_with(
            "config.toml line 3: the program `b` looks like a shell command, but no shell reads it"
        ),
        "{told:?}"
    );
    let check = |text: &str, fault: &str| {
        let told = faults(&format!("programs = {text}"));
        assert!(told.len() == 1 && told[0].starts_with(&format!("line 1: {fault}")), "{told:?}");
    };
    check("\"dict\"", "`programs` must be a table: { dict = [");
    check("{ x = [] }", "the program `x` is empty");
    check("{ x = \"{}\" }", "the program `x` begins with words from the article");
    check("{ x = [1] }", "`x` must be a list of the program and its arguments: ");
    check("{ \"a b\" = \"x\" }", "the program `a b` has a name with characters other than letters");
}

#[test]
fn what_is_no_toml_costs_its_own_line_only() {
    let text = "places = true\nsidebar = = false\nmouse = false\nlist = quotes\nlist = \"notes\"\n";
    let (set, problems) = config(text.as_bytes(), &[]);
    let lines: Vec<_> = problems.iter().map(|it| it.line).collect();
    assert!(lines.contains(&Some(2)) && lines.contains(&Some(4)), "{problems:?}");
    assert!(set.start.places && set.start.sidebar && !set.start.mouse, "{set:?}");
    let (set, problems) = config(b"places = true\nascii = \"\xff\"\nmouse = false", &[]);
    assert!(set.start.places && !set.start.mouse);
    assert_eq!(problems[0].to_string(), "config.toml line 2: this is not UTF-8");
    let (set, _) = config(b"\xef\xbb\xbfplaces = true\n[unclosed\nmouse = false\n", &[]);
    assert!(set.start.places);
    let (set, problems) = config(b"places = true\nplaces = false\n", &[]);
    assert!(set.start.places && problems.len() == 1 && problems[0].line == Some(2), "{problems:?}");
}

#[test]
fn an_action_has_the_keys_that_the_file_gives_it_and_no_others() {
    let text = "[article]\ncard = [\"o\", \"Ctrl-O\"]\n[everywhere]\nexport = \"x\"\nnext-person = \"Space p\"\npage-down = \"PgDn\"\nplaces = []\n";
    let (keymap, problems) = keymap(text.as_bytes());
    assert_eq!(told(&problems), [""; 0]);
    assert_eq!(keys(&keymap, Action::Card), "o Ctrl-O");
    assert_eq!(keys(&keymap, Action::Export), "x");
    // Its key now belongs to the export.
    assert_eq!(keys(&keymap, Action::EraseMark), "");
    assert_eq!(keys(&keymap, Action::NextPerson), "Spacep");
    assert_eq!(keys(&keymap, Action::Places), "");
    assert_eq!(keys(&keymap, Action::NextQuote), "]q");
}

#[test]
fn a_fault_of_a_key_is_told_with_its_line_and_the_rest_holds() {
    let text = "\
[artcle]
card = \"o\"
[article]
crad = \"o\"
export = \"x\"
search = 5
top = [\"Hom\", \"t\"]
bottom = \"\"
select = \"Ctrl-C\"
card = \"o\"
";
    let (keymap, problems) = keymap(text.as_bytes());
    assert_eq!(
        told(&problems),
        [
            "keymap.toml line 1: `artcle` is not a group of actions; did you mean `article`?",
            "keymap.toml line 4: `crad` is not an action; did you mean `card`?",
            "keymap.toml line 5: `export` belongs under [everywhere]",
            "keymap.toml line 6: `search` must be a key in quotes, or a list of keys, not 5",
            "keymap.toml line 7: `Hom` is not a key; did you mean `Home`?",
            "keymap.toml line 8: `bottom` has an empty key; [] leaves it without a key",
            "keymap.toml line 9: Ctrl-C always quits",
        ]
    );
    assert_eq!(keys(&keymap, Action::Card), "o");
    assert_eq!(keys(&keymap, Action::Top), "g Home");
    assert_eq!(key_faults("card = \"o\""), ["line 1: `card` belongs under [article]"]);
    assert_eq!(key_faults("article = \"o\""), ["line 1: `article` must be a table of actions, not \"o\""]);
}

#[test]
fn a_key_that_types_does_nothing_else_while_one_types() {
    let text =
        "[typing]\ntyping-accept = [\"x\", \"F2\"]\ntyping-down = \"Ctrl-X j\"\ntyping-up = \"Alt-k\"\n";
    assert_eq!(
        key_faults(text),
        [
            "line 2: `x` would type here: `typing-accept` needs one key with Ctrl- or Alt-, or one that has a name",
            "line 3: `Ctrl-Xj` would type here: `typing-down` needs one key with Ctrl- or Alt-, or one that has a name",
        ]
    );
    assert_eq!(keys(&keymap(text.as_bytes()).0, Action::TypingUp), "Alt-k");
}

#[test]
fn keys_that_cannot_stand_beside_each_other_are_named() {
    let text = "[everywhere]\nexport = \"x\"\nhelp = \"x\"\nundo = \"i i\"\nredo = \"i\"\nsidebar = \"]\"\n";
    assert_eq!(
        key_faults(text),
        [
            "line 3: `x` is already the key of `export` (line 2), so `help` does not get it",
            "line 4: `ii` conflicts with `i`, so `unnamed` lost that key",
            "line 5: `i` conflicts with `ii` of `undo` (line 4), so `redo` does not get it",
            &format!("line 6: `]` conflicts with `]p`, so `next-person` and {} more lost that key", {
                ACTIONS.iter().flat_map(|it| it.default_keys).filter(|it| it.starts_with("] ")).count() - 1
            }),
        ]
    );
    // The same key may do one thing in a list and another in the article.
    assert_eq!(key_faults("[list]\nlist-sort = \"x\"\n[article]\ncard = \"x\"\n"), [""; 0]);
    // No message to someone who gave the sequence's first key away on purpose.
    assert_eq!(key_faults("[article]\ntop = [\"g g\", \"Home\"]\n"), [""; 0]);
}

#[test]
fn ctrl_c_quits_whatever_the_file_says() {
    let (keymap, problems) = keymap(b"[everywhere]\nquit-now = [\"F10\"]\nexport = [\"Ctrl-C\", \"x\"]\n");
    assert_eq!(problems.len(), 1);
    assert_eq!(keys(&keymap, Action::QuitNow), "Ctrl-C F10");
}

#[test]
fn the_printed_keys_are_those_that_hold() {
    let changed = "[article]\ncard = [\"o\", \"g c\"]\n[everywhere]\nexport = \"\\\\\"\nplaces = '\"'\nhelp = []\nquit-now = [\"F10\", \"Ctrl-C\"]\n";
    for text in ["", changed] {
        let (map, _) = keymap(text.as_bytes());
        let printed = print_keymap(&map);
        let (again, problems) = keymap(printed.as_bytes());
        assert_eq!(told(&problems), [""; 0]);
        assert!(again == map, "{printed}");
        for row in ACTIONS {
            let lines = format!("# {}\n{} = [", map.words(row.description), row.id);
            assert!(printed.contains(&lines), "{lines}");
        }
    }
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
        let (doc, analysis) = sample::article(&["[PER Xenia Lee] left the [ORG Zeta Works]."]);
        let mut model = App::new(doc, Settings { colors, ..Settings::default() });
        model.update(Msg::Resize { columns: 60, rows: 20 });
        model.update(Msg::Analysis(Update::Done(analysis)));
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

/// Pieces of settings, and random text.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "sidebar",
            "theme",
            "walk",
            "[article]",
            "[person]",
            "card",
            "color",
            "style",
            " = ",
            "true",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "\"\"\"",
            "'",
            ",",
            "\n",
            "\n",
            "\"x\"",
            "\"] p\"",
            "256",
            "-0x",
            "1e9",
            "#",
            ".",
            "base",
            "1979-05-27",
            "\r",
            "\u{feff}",
            "é",
            "\u{202e}",
        ])
        .prop_map(|it| it.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|it| it.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_settings(bytes in pieces()) {
        let problems = [
            config(&bytes, &[]).1,
            keymap(&bytes).1,
            theme("mine", &bytes).1,
        ];
        let n_lines = bytes.split(|it| *it == b'\n').count();
        for problem in problems.iter().flatten() {
            prop_assert!(problem.line.is_none_or(|line| (1..=n_lines).contains(&line)), "{problem}");
            prop_assert!(!problem.what.contains(|c: char| c.is_control() || c == '\u{202e}'), "{problem}");
        }
    }

    #[test]
    fn any_keys_that_are_given_can_be_printed_and_read_back(
        given in prop::collection::vec((0..ACTIONS.len(), prop::sample::select(vec!["j", "x", "g", "g g", "] p", "]", "Ctrl-X", "F5", "5", "Space q"])), 0..12)
    ) {
        let text = given.iter().map(|(index, key)| {
            let row = &ACTIONS[*index];
            format!("{}.{} = \"{key}\"\n", row.context.id(), row.id)
        });
        let (map, _) = keymap(text.collect::<String>().as_bytes());
        let (again, problems) = keymap(print_keymap(&map).as_bytes());
        prop_assert_eq!(told(&problems), [""; 0]);
        prop_assert!(again == map);
        prop_assert!(parse("Ctrl-C").is_some_and(|it| map.keys(Action::QuitNow).contains(&it)));
    }
}
