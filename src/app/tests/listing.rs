//! Lists and the details below them.

use super::*;
use crate::app::card::Subject;

#[test]
fn while_the_analysis_runs_a_list_stays_on_its_first_row_until_the_cursor_is_moved() {
    let (doc, whole) = sample::article(&[
        "[PER Ann Lee] met [PER Bob Day] and [PER Cy Orr].",
        "[PER Day=Bob Day] met [PER Orr=Cy Orr]. [PER Orr=Cy Orr] left.",
    ]);
    let (_, first) = sample::article(&["[PER Ann Lee] met [PER Bob Day] and [PER Cy Orr]."]);
    let name =
        |app: &App| app.sidebar.cast.selected().map(|id| app.article.analysis.entities[id].name.clone());
    let mut app = App::new(Arc::clone(&doc), settings());
    app.update(Msg::Resize { columns: 120, rows: 36 });
    app.update(Msg::Analysis(Update::Partial(Arc::clone(&first))));
    assert_eq!(name(&app).as_deref(), Some("Ann Lee"));
    app.update(Msg::Analysis(Update::Done(Arc::clone(&whole))));
    assert_eq!(name(&app).as_deref(), Some("Cy Orr"), "she was only mentioned first");
    let mut app = App::new(doc, settings());
    app.update(Msg::Resize { columns: 120, rows: 36 });
    app.update(Msg::Analysis(Update::Partial(first)));
    press(&mut app, "Tab j");
    app.update(Msg::Analysis(Update::Done(whole)));
    assert_eq!(name(&app).as_deref(), Some("Bob Day"));
}

#[test]
fn details_are_about_what_is_focused_while_the_text_has_the_keys() {
    let mut app =
        open_article(120, 36, &["[PER Ann Lee] met [PER Bob Day]. {“No,”} said [PER Day=Bob Day]."]);
    let of_row = app.list_subject();
    assert_eq!(app.detail_subject(), of_row);
    press(&mut app, "l");
    assert_eq!(app.detail_subject(), Some(Subject::Mention(Id::new(0))));
    press(&mut app, "l");
    assert_eq!(app.detail_subject(), Some(Subject::Mention(Id::new(1))));
    press(&mut app, "l");
    assert_eq!(app.detail_subject(), Some(Subject::Quote(Id::new(0))));
    press(&mut app, "Tab");
    assert_eq!(app.detail_subject(), app.list_subject());
    press(&mut app, "Tab Esc");
    assert_eq!(app.detail_subject(), app.list_subject());
}

#[test]
fn details_take_the_rows_that_the_list_leaves_free() {
    let mut app =
        open_article(120, 36, &["[PER Ann Lee] met [PER Bob Day]. {“No,”} said [PER Day=Bob Day]."]);
    assert_eq!((app.screen.list.height, app.screen.detail.height), (3, 26));
    press(&mut app, "3");
    assert_eq!(app.screen.list.height, 2);
    press(&mut app, "/ \"zebra Enter");
    assert_eq!(app.screen.list.height, 1);
}

#[test]
fn quotes_take_more_lines_where_the_list_leaves_rows_free() {
    let long = "{?“One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                seventeen eighteen nineteen twenty, and one more time from the beginning to the end,”} said [PER Ann Lee].";
    let lines = |n_quotes: usize, columns, rows| {
        let mut app = open_article(200, 60, &vec![long; n_quotes]);
        press(&mut app, "3");
        app.update(Msg::Resize { columns, rows });
        assert!(app.screen.list.height >= 3, "{columns}x{rows}");
        app.sidebar.quote_lines
    };
    assert_eq!([lines(3, 120, 36), lines(9, 120, 36), lines(40, 120, 36)], [3, 2, 1]);
    assert_eq!([lines(2, 80, 24), lines(40, 80, 24)], [3, 2]);
}
