//! Screens as a user sees them, and their looks with one letter per cell.

mod direction;
mod jump;
mod link;
mod note;
mod random_walk;
mod relation;
mod shelf;
mod table;
mod tabs;
mod wide;

use std::fmt::Write as _;
use std::sync::Arc;

use ratatui::style::{Color, Modifier};

use super::*;
use crate::app::tests::analysed;
use crate::app::{ColorDepth, Format, Key, Msg, Settings, Update};
use crate::digest::sample;
use crate::document::Metadata;

const FORMATS: [Format; 2] = [
    Format { id: "json", description: "everything, for programs", extension: "json" },
    Format { id: "markdown", description: "for reading and notes", extension: "md" },
];

fn app(columns: u16, rows: u16, colors: ColorDepth, dark: bool) -> App {
    let meta = Metadata {
        author: Some("Ida Quill".to_owned()),
        published: Some("2024-05-02T08:00:00Z".to_owned()),
        ..Metadata::default()
    };
    let paragraphs = [
        "# Harbour board splits over new ferry terminal",
        "[LOC Portmere]’s harbour board voted on Thursday to build a ferry terminal, over the protest of \
         [PER Nora Lindqvist], who chairs the [ORG Dockers’ Union] (Nora Lindqvist; chairs; Dockers’ Union).",
        "{“Nobody asked the people who work there,”} [PER Lindqvist=Nora Lindqvist] said. {~The board had “slept \
         through the winter”}, [PER Lindqvist=Nora Lindqvist] added.",
        "{:The terminal would open in three years}, said [PER? Tom Abara] of [ORG Meridian Lines] (?Tom Abara; of; Meridian Lines).",
        "[PER Lindqvist=Nora Lindqvist] will appeal. The [ORG Dockers’ Union] meets on Monday.",
    ];
    let article = sample::article_of(&paragraphs, meta);
    let settings = Settings {
        name: "harbour.txt".to_owned(),
        dark,
        colors,
        formats: FORMATS.to_vec(),
        ..Settings::default()
    };
    analysed(settings, columns, rows, article)
}

/// An article in which people are also "she" and "the mayor", and some sources are outside the cast.
fn retold(columns: u16, rows: u16, colors: ColorDepth) -> App {
    let paragraphs = [
        "# [PER Mayor Ruth Sandoval=Ruth Sandoval] closes the old bridge",
        "[PER Ruth Sandoval], who is in [PER~ her=Ruth Sandoval] second term, closed the bridge over the Tamm on Monday. \
         [PER~ She=Ruth Sandoval] called it unsafe. {“Nobody will drown in my town,”} [PER& the mayor=Ruth Sandoval] said.",
        "[PER Hugo Brandt] of the [ORG Tamm Ferry Company] praised [PER~ her=Ruth Sandoval]. {?:That [ORG~? it=Tamm Ferry \
         Company] would run all night}, [PER~? he=Hugo Brandt] said, was agreed with [PER& [PER~ his=Hugo Brandt] former \
         partner=Ruth Sandoval].",
        "{“The bridge will outlive us all,”} said <a spokesman for the [ORG Bridge Guild]>. {~The guild would “go to \
         court”}, said <critics of [PER Sandoval=Ruth Sandoval]>. {“Ferries sink,”} said <another>. [PER& [PER Brandt=Hugo Brandt]’s rival=Ruth Sandoval] left.",
    ];
    let settings =
        Settings { name: "bridge.txt".to_owned(), colors, formats: FORMATS.to_vec(), ..Settings::default() };
    analysed(settings, columns, rows, sample::article(&paragraphs))
}

fn press(app: &mut App, keys: &str) {
    for key in keys.split_whitespace() {
        app.update(Msg::Key(Key::parse(key).unwrap()));
    }
}

fn drawn(app: &App) -> Buffer {
    let area = Rect::new(0, 0, app.screen.columns, app.screen.rows);
    let mut buf = Buffer::empty(area);
    View(app, &Themes::default()).render(area, &mut buf);
    buf
}

fn lines(buf: &Buffer, cell: impl Fn(u16, u16) -> String) -> String {
    let mut out = String::new();
    for y in 0..buf.area.height {
        let line: String = (0..buf.area.width).map(|x| cell(x, y)).collect();
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

fn screen(app: &App) -> String {
    let buf = drawn(app);
    lines(&buf, |x, y| buf[(x, y)].symbol().to_owned())
}

/// One letter per cell: the style that the terminal gets.
fn looks(app: &App) -> String {
    looks_of(&drawn(app))
}

fn looks_of(buf: &Buffer) -> String {
    lines(buf, |x, y| {
        let cell = &buf[(x, y)];
        let has = |modifier| cell.modifier.contains(modifier);
        let is_coloured = cell.fg != Color::Reset || cell.bg != Color::Reset;
        let letter = match () {
            () if has(Modifier::REVERSED | Modifier::UNDERLINED | Modifier::BOLD) => 'f',
            () if has(Modifier::REVERSED) => 'r',
            () if has(Modifier::BOLD | Modifier::DIM) => 'd',
            () if has(Modifier::BOLD) => 'b',
            () if has(Modifier::UNDERLINED) => 'u',
            () if has(Modifier::ITALIC) => 'i',
            () if has(Modifier::DIM) => '.',
            () if is_coloured => 'c',
            () => ' ',
        };
        if is_coloured { letter.to_ascii_uppercase().to_string() } else { letter.to_string() }
    })
}

#[test]
fn the_looks_of_a_wide_screen_are_told_apart() {
    for (name, colors) in [("256_colours", ColorDepth::Indexed), ("no_colour", ColorDepth::None)] {
        let mut app = app(100, 22, colors, true);
        press(&mut app, "Tab Enter n Tab");
        insta::assert_snapshot!(format!("looks_{name}"), looks(&app));
    }
}

/// The look of each meaning on each terminal, taken from the screen.
#[test]
fn the_looks_of_each_meaning() {
    let mut out = String::new();
    for (colors, dark) in [
        (ColorDepth::True, true),
        (ColorDepth::Indexed, true),
        (ColorDepth::Indexed, false),
        (ColorDepth::Sixteen, true),
        (ColorDepth::Sixteen, false),
        (ColorDepth::None, true),
    ] {
        let _ = writeln!(out, "{colors:?} on {}", if dark { "dark" } else { "light" });
        // The chosen name is Lindqvist, and its second mention is visited; "terminal" is searched in a second screen.
        let mut walking = app(100, 30, colors, dark);
        press(&mut walking, "] o * l h");
        let mut searching = app(100, 30, colors, dark);
        press(&mut searching, "/ b u i l d Enter g Esc");
        // Every mention is marked; then only those of Sandoval, who is chosen.
        let mut marking = retold(100, 30, colors);
        marking.settings.dark = dark;
        press(&mut marking, "W");
        let mut choosing = retold(100, 30, colors);
        choosing.settings.dark = dark;
        press(&mut choosing, "n");
        for (what, app, word) in [
            ("person", &walking, "Nora"),
            ("organization", &walking, "Meridian"),
            ("chosen", &walking, "Dockers’ Union meets"),
            ("focused", &walking, "Dockers’ Union."),
            ("doubtful", &walking, "Abara of Meridian"),
            ("quotation mark", &walking, "“Nobody"),
            ("quote bar", &walking, "▌"),
            ("hit", &searching, "build a"),
            ("text", &walking, "voted"),
            ("pronoun", &marking, "his former"),
            ("organization’s", &marking, "it would"),
            ("doubtful pronoun", &marking, "he said"),
            ("description", &marking, "mayor said"),
            ("name within it", &marking, "Brandt’s"),
            ("chosen pronoun", &choosing, "She called"),
            ("chosen, around", &choosing, "rival"),
            ("chosen, within", &choosing, "Brandt’s"),
        ] {
            let _ = writeln!(out, "  {what:<16} {}", look(app, word));
        }
    }
    insta::assert_snapshot!(out);
}

/// The look of the first cell of a word.
fn look(app: &App, word: &str) -> String {
    let buf = drawn(app);
    let width = usize::from(buf.area.width);
    for row in buf.content.chunks(width) {
        let line: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
        if let Some((before, _)) = line.split_once(word) {
            let cell = &row[before.chars().count()];
            let modifier =
                if cell.modifier.is_empty() { String::new() } else { format!(" {:?}", cell.modifier) };
            let ground = if cell.bg == Color::Reset { String::new() } else { format!(" on {}", cell.bg) };
            return format!("{}{ground}{modifier}", cell.fg);
        }
    }
    panic!("{word:?} is not on the screen");
}

#[test]
fn a_person_walked_to_a_pronoun_and_its_look() {
    let mut app = retold(120, 34, ColorDepth::Indexed);
    press(&mut app, "n n n");
    insta::assert_snapshot!("walked_to_she", screen(&app));
    insta::assert_snapshot!("walked_to_she_looks", looks(&app));
}

#[test]
fn every_pronoun_marked_without_colour_and_a_doubtful_one_focused_with_its_card() {
    let mut app = retold(80, 24, ColorDepth::None);
    press(&mut app, "W ] u ] u ] u Enter");
    insta::assert_snapshot!("every_pronoun", screen(&app));
    insta::assert_snapshot!("every_pronoun_looks", looks(&app));
}

#[test]
fn quotes_of_sources_outside_the_cast() {
    let mut app = retold(120, 34, ColorDepth::Indexed);
    press(&mut app, "3 j j j");
    insta::assert_snapshot!("sources_wide", screen(&app));
    let mut app = retold(50, 20, ColorDepth::Indexed);
    press(&mut app, "3 j j");
    insta::assert_snapshot!("sources_small", screen(&app));
}

#[test]
fn a_focused_sentence_tells_who_is_who() {
    let mut app = retold(80, 24, ColorDepth::None);
    press(&mut app, ") ) ) ) )");
    insta::assert_snapshot!("sentence", screen(&app));
    insta::assert_snapshot!("sentence_looks", looks(&app));
}

#[test]
fn the_switches_of_the_walk_are_seen() {
    let mut app = retold(80, 24, ColorDepth::None);
    press(&mut app, "n w p w");
    insta::assert_snapshot!("switches", screen(&app));
    press(&mut app, "Esc g Tab");
    insta::assert_snapshot!("switches_list", screen(&app));
}

/// Reversed, its bars would hang from above.
#[test]
fn the_sparkline_of_the_row_under_the_cursor_is_not_reversed() {
    let mut app = retold(120, 30, ColorDepth::None);
    press(&mut app, "1 j");
    let buf = drawn(&app);
    let list = app.screen.list;
    let is_reversed = |x: u16, y: u16| buf[(x, y)].modifier.contains(Modifier::REVERSED);
    let row = (list.y..list.y + list.height).find(|&y| is_reversed(list.x + 1, y)).unwrap();
    let bars: Vec<u16> =
        (list.x..list.x + list.width).filter(|&x| "▁▂▃▄▅▆▇█".contains(buf[(x, row)].symbol())).collect();
    assert!(!bars.is_empty() && bars.iter().all(|&x| !is_reversed(x, row)), "{}", looks(&app));
}

#[test]
fn a_title_has_a_line_below_it_and_a_heading_within_has_none() {
    let (doc, _) = sample::article(&["# One", "Words.", "## Two", "More words."]);
    let mut app = App::new(doc, app(50, 20, ColorDepth::None, true).settings);
    app.update(Msg::Resize { columns: 50, rows: 20 });
    let screen = screen(&app);
    let below = |words: &str| screen.lines().skip_while(|line| line.trim() != words).nth(1).unwrap();
    assert!(below("One").trim().chars().all(|c| c == '─') && !below("One").is_empty(), "{screen}");
    assert_eq!(below("Two"), "", "{screen}");
}

#[test]
fn the_article_of_a_name_is_marked_with_it() {
    let text = "Ann read The [ORG Hill=The Hill] and left.";
    let mut app = analysed(app(80, 24, ColorDepth::None, true).settings, 80, 24, sample::article(&[text]));
    assert_eq!(look(&app, "The Hill and"), look(&app, "Hill and"));
    press(&mut app, "l");
    assert_eq!(look(&app, "The Hill and"), look(&app, "Hill and"));
    assert_ne!(look(&app, "The Hill and"), look(&app, "read"));
}

#[test]
fn speakers_in_the_margin_of_a_very_wide_screen() {
    let mut app = retold(200, 24, ColorDepth::Indexed);
    press(&mut app, "3");
    insta::assert_snapshot!("speakers", screen(&app));
    insta::assert_snapshot!("speakers_looks", looks(&app));
    press(&mut app, "z");
    assert!(!screen(&app).contains("a spokesman for…"), "{}", screen(&app));
    press(&mut app, "z M");
    let screen = screen(&app);
    assert!(!screen.contains("a spokesman for…"), "{screen}");
    assert!(screen.contains("speakers are no longer named in the margin"), "{screen}");
}

#[test]
fn a_list_in_ascii_on_a_small_screen() {
    let mut app = app(50, 20, ColorDepth::None, true);
    app.settings.ascii = true;
    press(&mut app, "Tab j");
    let screen = screen(&app);
    assert!(screen.is_ascii(), "{screen}");
    insta::assert_snapshot!(screen);
}

#[test]
fn tiny_screens() {
    insta::assert_snapshot!(screen(&app(20, 5, ColorDepth::None, true)));
    assert_eq!(screen(&app(9, 2, ColorDepth::None, true)), "byline: t\nq quits\n");
    assert_eq!(screen(&app(1, 1, ColorDepth::None, true)), "b\n");
    assert_eq!(screen(&app(0, 0, ColorDepth::None, true)), "");
}

#[test]
fn how_far_the_analysis_is_stands_beside_what_is_told() {
    let mut app = app(80, 24, ColorDepth::None, true);
    let told = Msg::Notice("the relations are not known yet".to_owned());
    app.update(Msg::Analysis(Update::Progress { stage: "names", done: 34, total: 100 }));
    app.update(told.clone());
    let last = |app: &App| screen(app).lines().last().unwrap_or_default().trim().to_owned();
    assert!(last(&app).contains("names… 34%  the relations are not known yet"), "{}", last(&app));
    app.update(Msg::Analysis(Update::Failed("no model".to_owned())));
    app.update(told);
    assert!(!last(&app).contains("no model"), "that is long, and comes again");
}

#[test]
fn a_title_is_not_told_twice() {
    let mut app = app(120, 36, ColorDepth::None, true);
    let first = |app: &App| screen(app).lines().next().unwrap_or_default().to_owned();
    assert!(first(&app).starts_with(" harbour.txt — Harbour board splits over new ferry terminal "));
    for name in ["Harbour board splits over new ferry terminal", "Harbour board splits…"] {
        name.clone_into(&mut app.settings.name);
        assert!(!first(&app).contains('—'), "{}", first(&app));
    }
}

#[test]
fn what_may_follow_a_first_key_and_the_export_dialog() {
    let mut app = app(60, 16, ColorDepth::None, true);
    press(&mut app, "]");
    insta::assert_snapshot!("which_key", screen(&app));
    press(&mut app, "Esc e");
    insta::assert_snapshot!("export", screen(&app));
}

#[test]
fn below_the_list_stands_more_of_a_quote_than_in_it() {
    let words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen";
    let quotes = vec![format!("{{“{words}”}} said [PER Edda Rask]."); 30];
    let mut app = analysed(
        Settings::default(),
        80,
        24,
        sample::article(&quotes.iter().map(String::as_str).collect::<Vec<_>>()),
    );
    press(&mut app, "3");
    let (list, detail) = (app.screen.list, app.screen.detail);
    let screen = screen(&app);
    let side = screen.lines().map(|line| line.chars().skip(usize::from(list.x)).collect::<String>());
    let side: Vec<String> = side.collect();
    assert!(side[usize::from(list.y + 2)].contains("eight nine…"), "{side:#?}");
    let below = side[usize::from(detail.y + 1)..usize::from(detail.y + detail.height)].join("\n");
    assert!(below.contains("eleven twelve") && below.contains("Edda Rask"), "{below}");
}

#[test]
fn the_export_dialog_on_a_small_screen_has_all_formats() {
    let formats = crate::export::EXPORTERS.iter();
    let formats = formats.map(|it| Format { id: it.name, description: it.about, extension: it.extension });
    let mut app = app(50, 20, ColorDepth::None, true);
    app.settings.formats = formats.collect();
    press(&mut app, "e Down");
    insta::assert_snapshot!("export_small", screen(&app));
    assert!(screen(&app).contains("│ the file, Esc closes "), "what to do is told whole");
    app.update(Msg::Resize { columns: 40, rows: 9 });
    press(&mut app, "Up Up");
    insta::assert_snapshot!("export_low", screen(&app));
}

/// Whatever every size and key leads to can be drawn, even into an area of another size.
#[test]
fn everything_is_drawn_at_every_size() {
    for (columns, rows) in
        [(120, 36), (99, 20), (72, 20), (71, 20), (40, 10), (39, 9), (20, 5), (19, 4), (1, 1), (0, 0)]
    {
        for keys in [
            "",
            "Tab",
            "2",
            "2 Enter",
            "R",
            "R j l",
            "l L",
            "] r",
            "3",
            "5 j",
            "f",
            ": n",
            "m",
            "'",
            "l Enter",
            "? Down",
            "e",
            "/ a",
            "]",
            "Tab Enter n n K",
            "Tab / a",
        ] {
            let mut app = app(columns, rows, ColorDepth::True, true);
            press(&mut app, keys);
            drawn(&app);
            let mut other = Buffer::empty(Rect::new(3, 2, 30, 9));
            View(&app, &Themes::default()).render(other.area, &mut other);
        }
    }
}

/// No character of the article has another colour than the terminal's own, unless it is marked.
#[test]
fn text_and_background_are_the_terminals_own() {
    let app = app(100, 24, ColorDepth::True, true);
    let buf = drawn(&app);
    let backgrounds: Vec<_> = buf.content.iter().filter(|cell| cell.bg != Color::Reset).collect();
    assert!(backgrounds.is_empty());
    let text = app.screen.text;
    let plain = (text.x..text.x + text.width).filter(|&x| buf[(x, text.y + 5)].fg == Color::Reset).count();
    assert!(plain > 20);
}
