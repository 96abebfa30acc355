//! Lists and the details below them.

use super::*;

#[test]
fn while_the_analysis_runs_a_list_stays_on_its_first_row_until_the_cursor_is_moved() {
    let (doc, whole) = sample::article(&[
        "[PER Ann Lee] met [PER Bob Day] and [PER Cy Orr].",
        "[PER Day=Bob Day] met [PER Orr=Cy Orr]. [PER Orr=Cy Orr] left.",
    ]);
    let (_, first) = sample::article(&["[PER Ann Lee] met [PER Bob Day] and [PER Cy Orr]."]);
    let name = |app: &App| app.sidebar.cast.selected().map(|id| app.article.analysis.entities[id].name.clone());
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
