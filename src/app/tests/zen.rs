//! Only the text, with nothing around it.

use super::*;

#[test]
fn zen_shows_only_the_text_and_leads_back_to_what_was_there() {
    let mut app = open(120, 36);
    press(&mut app, "s z");
    assert_eq!((app.screen.mode, app.screen.title.height, app.has_list()), (Mode::Single, 0, false));
    assert_eq!(app.reader.height(), 35);
    press(&mut app, "2");
    assert_eq!((app.panes.front, app.has_list()), (Pane::List, true), "a list stands in front");
    press(&mut app, "z");
    assert_eq!((app.screen.mode, app.has_list()), (Mode::Double, false));
    press(&mut app, "s Tab z Esc");
    assert_eq!((app.panes.front, app.has_list()), (Pane::List, true));
}

#[test]
fn all_keys_work_in_zen_and_the_place_stays() {
    let mut app = open(120, 36);
    press(&mut app, "4 } z");
    let first = app.reader.place().start();
    press(&mut app, "g l Enter n");
    assert!(app.card.shown.is_some() && app.chosen.is_some());
    press(&mut app, "Ctrl-O z");
    assert_eq!(app.reader.place().start(), first);
}
