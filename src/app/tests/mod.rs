//! Keys in, state out.

mod about;
mod aim;
mod edit;
mod jump;
mod link;
mod mouse;
mod note;
mod place;
mod relation;
mod reread;
mod select;
mod stand_in;
mod zen;

use super::*;
use crate::app::action::{ACTIONS, Action};
use crate::app::keymap::{Keymap, Lookup};
use crate::app::reader::FocusKind;
use crate::app::screen::Mode;
use crate::digest::sample;

const JSON: Format = Format { id: "json", description: "all of it", extension: "json" };

fn settings() -> Settings {
    Settings {
        name: "news/story.txt".to_owned(),
        colors: ColorDepth::Indexed,
        formats: vec![JSON],
        ..Settings::default()
    }
}

/// Some paragraphs of padding around a story of Ann Lee, Bob Day and the Hill.
fn story() -> (Arc<Document>, Arc<Analysis>) {
    let padding = "Rain fell on the town. ".repeat(30);
    let paragraphs = [
        "# [PER Ann Lee] leaves [ORG Hill]",
        "[PER Ann Lee] of the [ORG Hill] met [PER Bob Day] in [LOC Rome] (Ann Lee; met; Bob Day).",
        &padding,
        "{“I go,”} said [PER Lee=Ann Lee]. {“Not I,”} said [PER Bob Day].",
        &padding,
        "In the end [PER? Lee=Ann Lee] was gone.",
    ];
    sample::article(&paragraphs)
}

fn open(columns: u16, rows: u16) -> Model {
    let (doc, analysis) = story();
    let mut model = Model::new(doc, settings());
    model.update(Msg::Resize { columns, rows });
    model.update(Msg::Analysis(Update::Done(analysis)));
    model
}

/// Keys as the tables write them, with spaces between; a word in quotes is typed. Tells what they ask for, besides that
/// the place be remembered.
fn press(model: &mut Model, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for key in keys.split_whitespace() {
        if let Some(word) = key.strip_prefix('"') {
            for c in word.chars() {
                effects.extend(model.update(Msg::Key(Key::char(c))));
            }
        } else {
            effects.extend(model.update(Msg::Key(Key::parse(key).unwrap())));
        }
    }
    effects.retain(|effect| !matches!(effect, Effect::Seen(_)));
    effects
}

fn after(keys: &str) -> Model {
    let mut model = open(100, 24);
    press(&mut model, keys);
    model
}

fn focused(model: &Model) -> (usize, String) {
    let focus = model.reader.focus().expect("something is focused");
    (focus.span.start().to_usize(), model.doc.slice(focus.span).to_owned())
}

/// Number and count of the place walked, as the status line tells them.
fn walked(model: &Model) -> (Option<usize>, usize) {
    let needle = model.needle.as_ref().expect("something is walked");
    let places = needle.places(&model.analysis, model.forms);
    (needle.index(&places).map(|index| index + 1), places.len())
}

#[test]
fn n_with_nothing_chosen_walks_the_name_at_the_top_of_the_list() {
    for columns in [120, 50] {
        let mut model = open(columns, 24);
        press(&mut model, "n n");
        assert_eq!(model.needle.as_ref().unwrap().name(), "Ann Lee");
        assert_eq!(walked(&model), (Some(2), 4));
    }
}

#[test]
fn n_walks_the_mentions_of_the_chosen_name_in_order() {
    for (columns, rows) in [(120, 36), (80, 24), (50, 20), (30, 8)] {
        let mut model = open(columns, rows);
        press(&mut model, "Tab Enter");
        let mentions = model.needle.as_ref().unwrap().places(&model.analysis, model.forms);
        assert_eq!(mentions.len(), 4);
        for (number, mention) in mentions.iter().enumerate() {
            if number > 0 {
                press(&mut model, "n");
            }
            assert_eq!(walked(&model), (Some(number + 1), 4));
            assert_eq!(model.reader.focus().unwrap().span, *mention);
            let frame = model.reader.frame();
            let row = frame.iter().position(|line| line.span.covers(*mention)).unwrap();
            let is_edge = number == 0 || number == 3;
            assert!(is_edge || rows < 10 || (2..frame.len() - 2).contains(&row), "{columns}x{rows} {number}");
        }
        press(&mut model, "n");
        assert_eq!(walked(&model), (Some(1), 4));
        assert_eq!(model.notice.as_deref(), Some("on from the start"));
        press(&mut model, "N");
        assert_eq!(walked(&model), (Some(4), 4));
    }
}

#[test]
fn a_name_chosen_in_the_list_is_walked_at_once_but_nothing_moves() {
    let model = after("Tab j");
    assert_eq!(model.needle.as_ref().unwrap().name(), "Bob Day");
    assert_eq!(walked(&model), (None, 2));
    assert_eq!(model.reader.focus(), None);
}

#[test]
fn the_focused_name_is_chosen_with_a_star() {
    let model = after("l l l * n n");
    assert_eq!((focused(&model).1.as_str(), walked(&model)), ("Lee", (Some(4), 4)));
    let model = after("] q ] q *");
    assert_eq!(model.needle.as_ref().unwrap().name(), "Bob Day");
}

#[test]
fn after_scrolling_away_the_walk_goes_on_from_the_screen() {
    let mut model = open(60, 12);
    press(&mut model, "Tab Enter G n");
    assert_eq!(walked(&model), (Some(4), 4));
    press(&mut model, "g N");
    assert_eq!(walked(&model), (Some(4), 4));
    assert_eq!(model.notice.as_deref(), Some("on from the end"));
}

#[test]
fn things_are_stepped_through_and_places_left_out() {
    let mut model = after("");
    let mut seen = Vec::new();
    for _ in 0..8 {
        press(&mut model, "l");
        seen.push(focused(&model).1);
    }
    assert_eq!(seen, ["Ann Lee", "Hill", "Ann Lee", "Hill", "Bob Day", "“I go,”", "Lee", "“Not I,”"]);
    press(&mut model, "h h");
    assert_eq!(focused(&model).1, "“I go,”");
    assert_eq!(focused(&after("P 6 l")).1, "Rome");
    assert_eq!(focused(&after("] o ] o ] o [ o")).1, "Hill");
}

#[test]
fn a_number_repeats_or_tells_where() {
    assert_eq!(focused(&after("3 l")).1, "Ann Lee");
    let mut model = open(60, 12);
    press(&mut model, "5 0 %");
    assert!((45..=50).contains(&model.reader.percent()));
    assert_eq!(after("2 0 g").reader.visible(), after("1 9 j").reader.visible());
}

#[test]
fn a_number_that_starts_like_a_view_leaves_the_view() {
    assert_eq!(after("3").view, ListView::Quotes);
    let model = after("2 5 %");
    assert_eq!((model.view, model.pane), (ListView::Cast, Pane::Text));
    let model = after("3 j");
    assert_eq!(
        (model.view, &model.number),
        (ListView::Quotes, &None),
        "a digit that showed a list is no count"
    );
    let model = after("l 7 Esc");
    assert!(model.number.is_none() && model.reader.focus().is_some(), "only the number is dropped");
}

#[test]
fn a_search_shows_hits_while_typing_and_escape_goes_back() {
    let mut model = after("/ \"not");
    assert_eq!(focused(&model).1, "Not");
    press(&mut model, "Esc");
    assert_eq!((model.reader.focus(), model.reader.visible().start().to_usize()), (None, 0));
    press(&mut model, "/ \"lee Enter n");
    assert_eq!((focused(&model).1.as_str(), walked(&model)), ("Lee", (Some(2), 4)));
    press(&mut model, "Ctrl-O / Enter");
    assert_eq!(walked(&model).1, 4);
}

#[test]
fn a_search_for_nothing_there_says_so() {
    let model = after("/ \"zebra Enter n");
    assert_eq!(model.notice.as_deref(), Some("“zebra” is not in the text"));
}

#[test]
fn jumps_lead_back_and_forward() {
    let mut model = after("G");
    let end = model.reader.visible();
    press(&mut model, "Ctrl-O");
    assert_eq!(model.reader.visible().start().to_usize(), 0);
    press(&mut model, ";");
    assert_eq!(model.reader.visible(), end);
    press(&mut model, "' '");
    assert_eq!(model.reader.visible().start().to_usize(), 0);
}

#[test]
fn sentences_are_focused_one_after_the_other() {
    let mut model = after(") ) )");
    assert_eq!(focused(&model).1, "Rain fell on the town.");
    press(&mut model, "(");
    assert_eq!(focused(&model).1, "Ann Lee of the Hill met Bob Day in Rome.");
}

#[test]
fn the_card_follows_the_focus_and_keeps_it_in_sight() {
    let mut model = open(50, 20);
    press(&mut model, "Enter");
    assert!(model.card.as_ref().unwrap().0.title.starts_with("Ann Lee"));
    press(&mut model, "l");
    assert!(model.card.as_ref().unwrap().0.title.starts_with("Hill"));
    press(&mut model, "] q");
    assert!(model.card.as_ref().unwrap().0.title.ends_with("quote"));
    let focus = model.reader.focus().unwrap();
    assert!(model.reader.shows(focus.span));
    press(&mut model, "q");
    assert!(model.card.is_none());
    assert_eq!(press(&mut model, "q"), [Effect::Quit]);
}

#[test]
fn without_room_for_a_card_the_status_line_tells_its_title() {
    let mut model = open(30, 8);
    press(&mut model, "Enter");
    assert_eq!(model.notice.as_deref(), Some("Ann Lee · person"));
    assert_eq!(press(&mut model, "q"), [Effect::Quit]);
}

#[test]
fn earlier_mentions_are_shown_without_moving() {
    let mut model = after("Tab Enter Tab n n");
    let place = model.reader.visible();
    press(&mut model, "K");
    assert!(matches!(&model.dialog, Some(Dialog::Peek(peek)) if peek.list.len() == 2));
    assert_eq!(model.reader.visible(), place);
    press(&mut model, "Esc");
    assert!(model.dialog.is_none());
    press(&mut model, "K j Enter");
    assert_eq!(focused(&model), (0, "Ann Lee".to_owned()));
}

#[test]
fn a_quote_of_the_list_is_jumped_to() {
    let mut model = after("3 Tab Enter");
    assert_eq!(focused(&model).1, "“I go,”");
    assert_eq!(press(&mut model, "y"), [Effect::Copy("“I go,”".to_owned())]);
}

#[test]
fn what_is_focused_is_copied() {
    let mut model = after("");
    assert_eq!(press(&mut model, "y"), []);
    assert_eq!(press(&mut model, "l y"), [Effect::Copy("Ann Lee".to_owned())]);
    assert_eq!(press(&mut model, "Tab j y"), [Effect::Copy("Bob Day".to_owned())]);
}

#[test]
fn a_list_is_filtered_by_typing() {
    let mut model = after("Tab / \"day");
    assert_eq!(model.cast.len(), 2);
    press(&mut model, "Enter n");
    assert_eq!(focused(&model).1, "Bob Day");
    press(&mut model, "Esc");
    assert_eq!(model.cast.len(), 5);
}

#[test]
fn escape_drops_one_thing_after_the_other() {
    let mut model = after("Tab Enter Tab Enter");
    assert!(model.card.is_some());
    press(&mut model, "Esc");
    assert!(model.card.is_none() && model.reader.focus().is_some());
    press(&mut model, "Esc");
    assert!(model.reader.focus().is_none() && model.needle.is_some());
    press(&mut model, "Esc");
    assert!(model.needle.is_none());
    assert_eq!(press(&mut model, "Esc"), []);
}

#[test]
fn an_export_asks_and_is_repeated() {
    let mut model = after("e");
    let effect = |overwrite| Effect::Export { format: "json", path: "story.json".into(), overwrite };
    assert_eq!(press(&mut model, "Enter"), [effect(false)]);
    model.update(Msg::Exported(Exported::Exists("story.json".into())));
    assert_eq!(press(&mut model, "y"), [effect(true)]);
    model.update(Msg::Exported(Exported::Written("story.json".into())));
    assert!(model.dialog.is_none());
    assert_eq!(model.notice.as_deref(), Some("exported to story.json"));
    assert_eq!(press(&mut model, "E"), [effect(true)]);
}

#[test]
fn help_does_the_line_under_the_cursor() {
    let mut model = after("? \"longer");
    let before = model.measure;
    press(&mut model, "-");
    assert!(model.dialog.is_some(), "typing searches");
    press(&mut model, "Backspace Enter");
    assert!(model.dialog.is_none() && model.measure != before);
}

#[test]
fn on_a_small_screen_the_list_takes_the_place_of_the_text() {
    let mut model = open(50, 20);
    assert!(!model.has_list());
    press(&mut model, "Tab");
    assert!(model.has_list());
    press(&mut model, "j Enter");
    assert!(!model.has_list());
    assert_eq!(focused(&model).1, "Bob Day");
    press(&mut model, "Tab");
    assert_eq!(press(&mut model, "q"), [], "q closes the list first");
    assert!(!model.has_list());
}

#[test]
fn another_size_keeps_the_first_word_focus_and_choice() {
    let mut model = after("Tab Enter Tab n n 4 j");
    let (top, focus) = (model.reader.visible().start(), model.reader.focus());
    for (columns, rows) in [(50, 20), (30, 8), (5, 2), (1, 1), (100, 24)] {
        model.update(Msg::Resize { columns, rows });
        assert!(model.reader.frame()[0].span.contains(top), "{columns}x{rows}");
    }
    assert_eq!((model.reader.visible().start(), model.reader.focus()), (top, focus));
    assert_eq!(walked(&model), (Some(3), 4));
}

#[test]
fn news_of_the_analysis_moves_nothing() {
    let (doc, whole) = story();
    // First "Lee" is taken for somebody else, and the last names are not found yet.
    let (_, partial) = sample::article(&[
        "# [PER Ann Lee] leaves [ORG Hill]",
        "[PER Ann Lee] of the [ORG Hill] met [PER Bob Day] in [LOC Rome] (Ann Lee; met; Bob Day).",
    ]);
    let mut model = Model::new(doc, settings());
    model.update(Msg::Resize { columns: 100, rows: 24 });
    model.update(Msg::Analysis(Update::Partial(partial)));
    press(&mut model, "Tab j n Tab 2 j");
    let before = (model.reader.visible(), model.reader.focus(), model.cast.selected());
    assert_eq!(walked(&model), (Some(1), 1));
    model.update(Msg::Analysis(Update::Done(whole)));
    assert_eq!((model.reader.visible(), model.reader.focus(), model.cast.selected()), before);
    assert_eq!(walked(&model), (Some(1), 2));
}

#[test]
fn a_click_focuses_a_name_and_opens_its_card() {
    let mut model = open(100, 24);
    let text = model.screen.text;
    let click = |column, row| Msg::Mouse(Mouse { kind: MouseKind::Press(1), column, row });
    model.update(click(text.x + 2, text.y + 2));
    model.update(Msg::Mouse(Mouse { kind: MouseKind::Release, column: 0, row: 0 }));
    assert_eq!(focused(&model).1, "Ann Lee");
    assert!(model.card.is_some());
    let list = model.screen.list;
    model.update(click(list.x + 2, list.y + 2));
    assert_eq!((focused(&model).1.as_str(), walked(&model)), ("Bob Day", (Some(1), 2)));
    model.update(Msg::Mouse(Mouse { kind: MouseKind::ScrollDown, column: text.x, row: text.y }));
    assert!(model.reader.visible().start().to_usize() > 0);
}

#[test]
fn progress_is_drawn_only_when_it_is_another() {
    let (doc, _) = story();
    let mut model = Model::new(doc, settings());
    let progress = |done| Msg::Analysis(Update::Progress { stage: "names", done, total: 1000 });
    model.update(progress(10));
    assert!(model.take_dirty() && !model.take_dirty());
    model.update(progress(12));
    assert!(!model.take_dirty());
    model.update(progress(20));
    assert!(model.take_dirty());
}

#[test]
fn every_action_does_something_and_none_fails_anywhere() {
    let map = Keymap::new();
    for (columns, rows) in [(120, 36), (50, 20), (30, 8), (3, 2), (0, 0)] {
        for start in [
            "",
            "z",
            "Tab",
            "2 Tab",
            "3 Tab",
            "R",
            "l L",
            "] r",
            "l Enter",
            "Tab Enter Tab n n K",
            "5 Tab",
            "f",
            ":",
            "m",
        ] {
            for row in ACTIONS {
                let mut model = open(columns, rows);
                press(&mut model, start);
                let effects = model.act(row.action);
                model.refresh();
                let is_end = matches!(row.action, Action::QuitNow | Action::Suspend | Action::Redraw);
                assert!(!is_end || effects.len() == 1, "{}", row.id);
            }
        }
    }
    for row in ACTIONS {
        let keys: Vec<_> = row.default_keys[0].split(' ').map(|key| Key::parse(key).unwrap()).collect();
        assert_eq!(map.lookup(&[row.context], &keys), Lookup::Action(row.action));
    }
}

#[test]
fn an_empty_article_can_be_handled() {
    let (doc, analysis) = sample::article(&[]);
    for start in ["", "Tab"] {
        for row in ACTIONS {
            let mut model = Model::new(Arc::clone(&doc), settings());
            model.update(Msg::Resize { columns: 80, rows: 24 });
            model.update(Msg::Analysis(Update::Done(Arc::clone(&analysis))));
            press(&mut model, start);
            model.act(row.action);
            model.refresh();
        }
    }
}
