//! Every view at every size on every kind of terminal, with a row for each view. The texts are the same on all
//! terminals, so a snapshot has them once; a legend shows the looks.

use super::jump::bookmarked;
use super::note::noted;
use super::relation::related;
use super::*;

/// Large, medium, small, and a corner of a screen.
const SIZES: [(u16, u16); 4] = [(120, 36), (80, 24), (50, 20), (20, 5)];

/// Dark, light, the terminal's sixteen colours, none.
const TERMINALS: [(ColorDepth, bool); 4] = [
    (ColorDepth::True, true),
    (ColorDepth::Indexed, false),
    (ColorDepth::Sixteen, true),
    (ColorDepth::None, true),
];

type Open = fn(u16, u16, ColorDepth) -> App;

const HARBOUR: Open = |columns, rows, colors| app(columns, rows, colors, true);

/// The name of a view, its article, and the keys that lead to it.
const VIEWS: &[(&str, Open, &str)] = &[
    ("walk", HARBOUR, "Tab Enter n Tab"),
    ("names", retold, "1 j"),
    ("relations", related, "2 j"),
    ("quotes", HARBOUR, "3 j"),
    ("notes", noted, "4 j"),
    ("relation", related, "] r"),
    ("card", related, "l Enter"),
    ("graph", related, "R"),
    ("graph_line", related, "R n n"),
    ("with", related, "l L"),
    ("earlier", retold, "n n n K"),
    ("search", HARBOUR, "/ b u i l d"),
    ("selection", HARBOUR, "j v l l"),
    ("note_prompt", HARBOUR, "l a w h y"),
    ("correct", HARBOUR, "l c"),
    ("export", HARBOUR, "e"),
    ("help", HARBOUR, "?"),
    ("only", HARBOUR, "l l l * &"),
    ("dimmed", HARBOUR, "] o * F"),
    ("zen", HARBOUR, "z l"),
    ("outline", HARBOUR, "5"),
    ("palette", HARBOUR, ": e x"),
    ("letters", HARBOUR, "f"),
    ("bookmarks", bookmarked, "'"),
];

#[test]
fn every_view_at_every_size_tells_the_same_on_every_terminal() {
    for (name, open, keys) in VIEWS {
        let mut told = String::new();
        for (columns, rows) in SIZES {
            let screens = TERMINALS.map(|(colors, dark)| {
                let mut app = open(columns, rows, colors);
                app.settings.dark = dark;
                press(&mut app, keys);
                screen(&app)
            });
            assert!(screens.iter().all(|it| *it == screens[0]), "{name} {columns}x{rows}");
            let _ = writeln!(told, "{columns}x{rows}\n{}", screens[0]);
        }
        insta::assert_snapshot!(format!("{name}"), told);
    }
}

/// What is marked in the text: its name, the article, the keys, the words.
const MEANINGS: &[(&str, Open, &str, &str)] = &[
    ("person", HARBOUR, "", "Nora"),
    ("organization", HARBOUR, "", "Meridian"),
    ("place", HARBOUR, "P", "Portmere"),
    ("quotation mark", HARBOUR, "", "“Nobody"),
    ("chosen", HARBOUR, "] o *", "Dockers’ Union meets"),
    ("focused", HARBOUR, "] o", "Dockers’ Union."),
    ("found", HARBOUR, "/ b u i l d Enter g Esc", "build a"),
    ("noted", noted, "", "open in"),
    ("doubtful", HARBOUR, "", "Abara of Meridian"),
    ("selected", HARBOUR, ") ) v", "voted"),
    ("dimmed", HARBOUR, "] o * F", "The terminal"),
    ("text", HARBOUR, "", "voted"),
];

/// Meanings that may look like others on such terminals, because something else shows them: a quotation mark is
/// itself a sign, a note has one beside it, and the last line counts the words of a selection.
const TOLD_OTHERWISE: [(ColorDepth, &str); 3] =
    [(ColorDepth::None, "quotation mark"), (ColorDepth::None, "noted"), (ColorDepth::Sixteen, "selected")];

#[test]
fn every_meaning_has_looks_of_its_own_on_every_terminal() {
    for (colors, dark) in TERMINALS {
        let name = if dark { format!("{colors:?}_dark") } else { format!("{colors:?}_light") };
        let mut legend = String::new();
        let mut seen: Vec<(&str, String)> = Vec::new();
        for (what, open, keys, words) in MEANINGS {
            let mut app = open(100, 30, colors);
            app.settings.dark = dark;
            press(&mut app, keys);
            let look = look(&app, words);
            let _ = writeln!(legend, "{what:<16} {look}");
            if !TOLD_OTHERWISE.contains(&(colors, what)) {
                let same = seen.iter().find(|(_, other)| *other == look);
                assert!(same.is_none(), "{name}: {what} looks like {same:?}");
                seen.push((what, look));
            }
        }
        insta::assert_snapshot!(format!("looks_{}", name.to_lowercase()), legend);
    }
}

#[test]
fn without_colour_a_quotation_mark_is_a_sign_and_a_note_has_one() {
    let app = noted(100, 30, ColorDepth::None);
    let screen = screen(&app);
    let row = screen.lines().find(|line| line.contains("open in three")).unwrap();
    assert!(row.contains('✎'), "{row}");
    assert_ne!(look(&app, "“Nobody"), look(&app, "voted"));
}
