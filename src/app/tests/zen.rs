//! Only the text, with nothing around it.

use super::*;

#[test]
fn zen_shows_only_the_text_and_leads_back_to_what_was_there() {
    let mut model = open(120, 36);
    press(&mut model, "s z");
    assert_eq!((model.screen.mode, model.screen.title.height, model.has_list()), (Mode::Single, 0, false));
    assert_eq!(model.reader.height(), 35);
    press(&mut model, "2");
    assert_eq!((model.pane, model.has_list()), (Pane::List, true), "a list stands in front");
    press(&mut model, "z");
    assert_eq!((model.screen.mode, model.has_list()), (Mode::Double, false));
    press(&mut model, "s Tab z Esc");
    assert_eq!((model.pane, model.has_list()), (Pane::List, true));
}

#[test]
fn all_keys_work_in_zen_and_the_place_stays() {
    let mut model = open(120, 36);
    press(&mut model, "4 } z");
    let first = model.reader.place().start();
    press(&mut model, "g l Enter n");
    assert!(model.card.is_some() && model.needle.is_some());
    press(&mut model, "Ctrl-O z");
    assert_eq!(model.reader.place().start(), first);
}
