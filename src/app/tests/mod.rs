//! Keys in, state out.

mod about;
mod aim;
mod chosen;
mod digits;
mod edit;
mod export;
mod jump;
mod link;
mod listing;
mod mouse;
mod note;
mod place;
mod popup;
mod program;
mod relation;
mod reread;
mod select;
mod stand_in;
mod typing;
mod zen;

use std::sync::Arc;

use super::*;
use crate::app::card;
use crate::app::input::action::Context;
use crate::app::input::action::{ACTIONS, Action};
use crate::app::input::keymap::Keymap;
use crate::app::popup::Popup;
use crate::app::reader::FocusKind;
use crate::app::screen::Mode;
use crate::app::sidebar::ListFilter;
use crate::digest::sample;
use crate::document::Document;
use crate::nlp::{Analysis, EntityKind};
use crate::text::{ByteOffset, Id, Span};

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

/// An analysed article on a screen of this size.
pub(crate) fn analysed(
    settings: Settings,
    columns: u16,
    rows: u16,
    (doc, analysis): (Arc<Document>, Arc<Analysis>),
) -> App {
    let mut app = App::new(doc, settings);
    app.update(Msg::Resize { columns, rows });
    app.update(Msg::Analysis(Update::Done(analysis)));
    app
}

/// An article with these paragraphs.
fn open_article(columns: u16, rows: u16, paragraphs: &[&str]) -> App {
    analysed(settings(), columns, rows, sample::article(paragraphs))
}

/// The [`story`].
fn open(columns: u16, rows: u16) -> App {
    analysed(settings(), columns, rows, story())
}

/// Presses keys, written as in the tables and separated by spaces; a word in quotes is typed. Returns the effects
/// except those that record the place.
fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for key in keys.split_whitespace() {
        if let Some(word) = key.strip_prefix('"') {
            for c in word.chars() {
                effects.extend(app.update(Msg::Key(Key::char(c))));
            }
        } else {
            effects.extend(app.update(Msg::Key(Key::parse(key).unwrap())));
        }
    }
    effects.retain(|effect| !matches!(effect, Effect::Seen(_)));
    effects
}

fn after(keys: &str) -> App {
    let mut app = open(100, 24);
    press(&mut app, keys);
    app
}

fn focused(app: &App) -> (usize, String) {
    let focus = app.reader.focus().expect("something is focused");
    (focus.span.start().to_usize(), app.article.doc.slice(focus.span).to_owned())
}

/// The number and count of the current place, as the status line shows them.
fn walked(app: &App) -> (Option<usize>, usize) {
    let chosen = app.chosen.as_ref().expect("something is walked");
    let places = chosen.places(&app.article, app.looks.forms);
    (chosen.index(&places).map(|index| index + 1), places.len())
}

#[test]
fn n_with_nothing_chosen_walks_the_name_at_the_top_of_the_list() {
    for columns in [120, 50] {
        let mut app = open(columns, 24);
        press(&mut app, "n n");
        assert_eq!(app.chosen.as_ref().unwrap().name(), "Ann Lee");
        assert_eq!(walked(&app), (Some(2), 4));
    }
}

#[test]
fn n_walks_the_mentions_of_the_chosen_name_in_order() {
    for (columns, rows) in [(120, 36), (80, 24), (50, 20), (30, 8)] {
        let mut app = open(columns, rows);
        press(&mut app, "Tab Enter");
        let mentions = app.chosen.as_ref().unwrap().places(&app.article, app.looks.forms);
        assert_eq!(mentions.len(), 4);
        for (number, mention) in mentions.iter().enumerate() {
            if number > 0 {
                press(&mut app, "n");
            }
            assert_eq!(walked(&app), (Some(number + 1), 4));
            assert_eq!(app.reader.focus().unwrap().span, *mention);
            let frame = app.reader.frame();
            let row = frame.iter().position(|line| line.span.covers(*mention)).unwrap();
            let is_edge = number == 0 || number == 3;
            assert!(is_edge || rows < 10 || (2..frame.len() - 2).contains(&row), "{columns}x{rows} {number}");
        }
        press(&mut app, "n");
        assert_eq!(walked(&app), (Some(1), 4));
        assert_eq!(app.notice.as_deref(), Some("wrapped to the first"));
        press(&mut app, "N");
        assert_eq!(walked(&app), (Some(4), 4));
    }
}

#[test]
fn a_name_chosen_in_the_list_is_walked_at_once_but_nothing_moves() {
    let app = after("Tab j");
    assert_eq!(app.chosen.as_ref().unwrap().name(), "Bob Day");
    assert_eq!(walked(&app), (None, 2));
    assert_eq!(app.reader.focus(), None);
}

#[test]
fn the_focused_name_is_chosen_with_a_star() {
    let app = after("l l l * n n");
    assert_eq!((focused(&app).1.as_str(), walked(&app)), ("Lee", (Some(4), 4)));
    let app = after("] q ] q *");
    assert_eq!(app.chosen.as_ref().unwrap().name(), "Bob Day");
}

#[test]
fn after_scrolling_away_the_walk_goes_on_from_the_screen() {
    let mut app = open(60, 12);
    press(&mut app, "Tab Enter G n");
    assert_eq!(walked(&app), (Some(4), 4));
    press(&mut app, "g N");
    assert_eq!(walked(&app), (Some(4), 4));
    assert_eq!(app.notice.as_deref(), Some("wrapped to the last"));
}

#[test]
fn things_are_stepped_through_and_places_left_out() {
    let mut app = after("");
    let mut seen = Vec::new();
    for _ in 0..8 {
        press(&mut app, "l");
        seen.push(focused(&app).1);
    }
    assert_eq!(seen, ["Ann Lee", "Hill", "Ann Lee", "Hill", "Bob Day", "“I go,”", "Lee", "“Not I,”"]);
    press(&mut app, "h h");
    assert_eq!(focused(&app).1, "“I go,”");
    assert_eq!(focused(&after("P 6 l")).1, "Rome");
    assert_eq!(focused(&after("] o ] o ] o [ o")).1, "Hill");
}

#[test]
fn a_card_does_not_lie_over_the_text_while_a_list_tells_the_same_below() {
    let mut app = open(80, 24);
    press(&mut app, "] p Enter");
    assert!(app.card.shown.is_some());
    press(&mut app, "3");
    assert!(app.card.shown.is_none());
    press(&mut app, "Tab");
    assert!(app.card.shown.is_some(), "it is back with the text");
}

#[test]
fn from_every_article_one_gets_to_the_library() {
    let mut app = after("");
    press(&mut app, ": \"library Enter");
    assert!(app.popup.is_some(), "there is none, and that is told");
    app.settings.has_library = true;
    assert_eq!(press(&mut app, "Esc : \"library Enter"), [Effect::Library { notes: false }]);
    assert_eq!(press(&mut app, ": \"notes Enter"), [Effect::Library { notes: true }]);
}

/// The quote under the cursor of the list.
fn quoted(app: &App) -> &str {
    app.sidebar
        .quotes
        .selected()
        .map_or("", |id| app.article.doc.slice(app.article.analysis.quotes[id].content[0]))
}

#[test]
fn a_search_shows_hits_while_typing_and_escape_goes_back() {
    let mut app = after("/ \"not");
    assert_eq!(focused(&app).1, "Not");
    press(&mut app, "Esc");
    assert_eq!((app.reader.focus(), app.reader.visible().start().to_usize()), (None, 0));
    press(&mut app, "/ \"lee Enter n");
    assert_eq!((focused(&app).1.as_str(), walked(&app)), ("Lee", (Some(2), 4)));
    press(&mut app, "Ctrl-O / Enter");
    assert_eq!(walked(&app).1, 4);
}

#[test]
fn a_search_for_nothing_there_says_so() {
    let app = after("/ \"zebra Enter n");
    assert_eq!(app.notice.as_deref(), Some("“zebra” is not in the text"));
}

#[test]
fn jumps_lead_back_and_forward() {
    let mut app = after("G");
    let end = app.reader.visible();
    press(&mut app, "Ctrl-O");
    assert_eq!(app.reader.visible().start().to_usize(), 0);
    press(&mut app, ";");
    assert_eq!(app.reader.visible(), end);
    press(&mut app, "' '");
    assert_eq!(app.reader.visible().start().to_usize(), 0);
}

#[test]
fn sentences_are_focused_one_after_the_other() {
    let mut app = after(") ) )");
    assert_eq!(focused(&app).1, "Rain fell on the town.");
    press(&mut app, "(");
    assert_eq!(focused(&app).1, "Ann Lee of the Hill met Bob Day in Rome.");
}

#[test]
fn the_card_follows_the_focus_and_keeps_it_in_sight() {
    let mut app = open(50, 20);
    press(&mut app, "Enter");
    assert!(app.card.shown.as_ref().unwrap().0.title.starts_with("Ann Lee"));
    press(&mut app, "l");
    assert!(app.card.shown.as_ref().unwrap().0.title.starts_with("Hill"));
    press(&mut app, "] q");
    assert!(app.card.shown.as_ref().unwrap().0.title.ends_with("quote"));
    let focus = app.reader.focus().unwrap();
    assert!(app.reader.shows(focus.span));
    press(&mut app, "q");
    assert!(app.card.shown.is_none());
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
}

#[test]
fn without_room_for_a_card_the_status_line_tells_its_title() {
    let mut app = open(30, 8);
    press(&mut app, "Enter");
    assert_eq!(app.notice.as_deref(), Some("Ann Lee · person"));
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
}

#[test]
fn earlier_mentions_are_shown_without_moving() {
    let mut app = after("Tab Enter Tab n n");
    let place = app.reader.visible();
    press(&mut app, "K");
    assert!(matches!(&app.popup, Some(Popup::Peek(peek)) if peek.list.len() == 2));
    assert_eq!(app.reader.visible(), place);
    press(&mut app, "Esc");
    assert!(app.popup.is_none());
    press(&mut app, "K j Enter");
    assert_eq!(focused(&app), (0, "Ann Lee".to_owned()));
}

#[test]
fn a_quote_of_the_list_is_jumped_to() {
    let mut app = after("3 Enter");
    assert_eq!(focused(&app).1, "“I go,”");
    assert_eq!(press(&mut app, "y"), [Effect::Copy("“I go,”".to_owned())]);
}

#[test]
fn what_is_focused_is_copied() {
    let mut app = after("");
    assert_eq!(press(&mut app, "y"), []);
    assert_eq!(press(&mut app, "l y"), [Effect::Copy("Ann Lee".to_owned())]);
    assert_eq!(press(&mut app, "Tab j y"), [Effect::Copy("Bob Day".to_owned())]);
}

#[test]
fn a_list_is_filtered_by_typing() {
    let mut app = after("Tab / \"day");
    assert_eq!(app.sidebar.cast.len(), 2);
    press(&mut app, "Enter n");
    assert_eq!(focused(&app).1, "Bob Day");
    press(&mut app, "Esc");
    assert_eq!(app.sidebar.cast.len(), 5);
}

#[test]
fn escape_drops_one_thing_after_the_other() {
    let mut app = after("Tab Enter Tab Enter");
    assert!(app.card.shown.is_some());
    press(&mut app, "Esc");
    assert!(app.card.shown.is_none() && app.reader.focus().is_some());
    press(&mut app, "Esc");
    assert!(app.reader.focus().is_none() && app.chosen.is_some());
    press(&mut app, "Esc");
    assert!(app.chosen.is_none());
    assert_eq!(press(&mut app, "Esc"), []);
}

#[test]
fn help_does_the_line_under_the_cursor() {
    let mut app = after("? \"longer");
    let before = app.looks.measure;
    press(&mut app, "-");
    assert!(app.popup.is_some(), "typing searches");
    press(&mut app, "Backspace Enter");
    assert!(app.popup.is_none() && app.looks.measure != before);
}

#[test]
fn on_a_small_screen_the_list_takes_the_place_of_the_text() {
    let mut app = open(50, 20);
    assert!(!app.has_list());
    press(&mut app, "Tab");
    assert!(app.has_list());
    press(&mut app, "j Enter");
    assert!(!app.has_list());
    assert_eq!(focused(&app).1, "Bob Day");
    press(&mut app, "Tab");
    assert_eq!(press(&mut app, "q"), [], "q closes the list first");
    assert!(!app.has_list());
}

#[test]
fn another_size_keeps_the_first_word_focus_and_choice() {
    let mut app = after("Tab Enter Tab n n 4 j");
    let (top, focus) = (app.reader.visible().start(), app.reader.focus());
    for (columns, rows) in [(50, 20), (30, 8), (5, 2), (1, 1), (100, 24)] {
        app.update(Msg::Resize { columns, rows });
        assert!(app.reader.frame()[0].span.contains(top), "{columns}x{rows}");
    }
    assert_eq!((app.reader.visible().start(), app.reader.focus()), (top, focus));
    assert_eq!(walked(&app), (Some(3), 4));
}

#[test]
fn news_of_the_analysis_moves_nothing() {
    let (doc, whole) = story();
    // The first "Lee" is taken for someone else, and the last names have not been found yet.
    let (_, partial) = sample::article(&[
        "# [PER Ann Lee] leaves [ORG Hill]",
        "[PER Ann Lee] of the [ORG Hill] met [PER Bob Day] in [LOC Rome] (Ann Lee; met; Bob Day).",
    ]);
    let mut app = App::new(doc, settings());
    app.update(Msg::Resize { columns: 100, rows: 24 });
    app.update(Msg::Analysis(Update::Partial(partial)));
    press(&mut app, "Tab j n Tab 2 j");
    let before = (app.reader.visible(), app.reader.focus(), app.sidebar.cast.selected());
    assert_eq!(walked(&app), (Some(1), 1));
    app.update(Msg::Analysis(Update::Done(whole)));
    assert_eq!((app.reader.visible(), app.reader.focus(), app.sidebar.cast.selected()), before);
    assert_eq!(walked(&app), (Some(1), 2));
}

#[test]
fn a_click_focuses_a_name_and_opens_its_card() {
    let mut app = open(100, 24);
    let text = app.screen.text;
    let click = |column, row| Msg::Mouse(Mouse { kind: MouseKind::Press(1), column, row });
    app.update(click(text.x + 2, text.y + 2));
    app.update(Msg::Mouse(Mouse { kind: MouseKind::Release, column: 0, row: 0 }));
    assert_eq!(focused(&app).1, "Ann Lee");
    assert!(app.card.shown.is_some());
    let list = app.screen.list;
    app.update(click(list.x + 2, list.y + 2));
    assert_eq!((focused(&app).1.as_str(), walked(&app)), ("Bob Day", (Some(1), 2)));
    app.update(Msg::Mouse(Mouse { kind: MouseKind::ScrollDown, column: text.x, row: text.y }));
    assert!(app.reader.visible().start().to_usize() > 0);
}

#[test]
fn progress_is_drawn_only_when_it_is_another() {
    let (doc, _) = story();
    let mut app = App::new(doc, settings());
    let progress = |done| Msg::Analysis(Update::Progress { stage: "names", done, total: 1000 });
    app.update(progress(10));
    assert!(app.take_dirty() && !app.take_dirty());
    app.update(progress(12));
    assert!(!app.take_dirty());
    app.update(progress(20));
    assert!(app.take_dirty());
}

#[test]
fn no_action_fails_wherever_it_is_done() {
    let starts =
        ["", "R", "Tab", "f", ":", "z", "2", "3", "l L", "] r", "l Enter", "Tab Enter Tab n n K", "5", "m"];
    // On a smaller screen, the first ones; what is drawn on it is the affair of other tests.
    for (columns, rows, n_starts) in [(120, 36, starts.len()), (50, 20, 5), (30, 8, 5), (0, 0, 5)] {
        for start in starts.iter().take(n_starts) {
            for row in ACTIONS {
                let mut app = open(columns, rows);
                press(&mut app, start);
                let effects = app.act(row.action);
                app.refresh();
                let is_end = matches!(row.action, Action::QuitNow | Action::Suspend | Action::Redraw);
                assert!(!is_end || effects.len() == 1, "{}", row.id);
            }
        }
    }
}

#[test]
fn a_page_keeps_the_last_line_of_the_page_before() {
    let mut app = open(80, 16);
    press(&mut app, "} }");
    let frame = |app: &App| app.reader.frame().iter().map(|it| it.span).collect::<Vec<_>>();
    let (page, height) = (frame(&app), app.reader.height());
    assert_eq!(page.len(), height);
    press(&mut app, "d");
    assert_eq!(frame(&app)[0], page[height / 2]);
    press(&mut app, "u");
    assert_eq!(frame(&app), page);
    press(&mut app, "Space");
    assert_eq!(frame(&app)[0], page[height - 1]);
    press(&mut app, "b");
    assert_eq!(frame(&app), page);
}

#[test]
fn after_another_jump_there_is_no_way_forward() {
    let mut app = open(80, 16);
    press(&mut app, "G g Ctrl-O");
    assert_eq!(app.reader.percent(), 100);
    press(&mut app, ";");
    assert_eq!(app.reader.visible().start(), ByteOffset::new(0));
    press(&mut app, "Ctrl-O 2 0 % ;");
    assert!(app.reader.percent() < 100 && app.reader.visible().start() > ByteOffset::new(0));
    assert_eq!(app.notice.as_deref(), Some("no further jumps"));
}

#[test]
fn an_empty_article_can_be_handled() {
    let (doc, analysis) = sample::article(&[]);
    for start in ["", "Tab"] {
        for row in ACTIONS {
            let mut app = App::new(Arc::clone(&doc), settings());
            app.update(Msg::Resize { columns: 80, rows: 24 });
            app.update(Msg::Analysis(Update::Done(Arc::clone(&analysis))));
            press(&mut app, start);
            app.act(row.action);
            app.refresh();
        }
    }
}
