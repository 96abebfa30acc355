//! The user's own programs, run on words of the article.

use super::*;
use crate::app::popup::output::Output;

fn app(programs: &[(&str, &[&str])]) -> App {
    let mut app = after("");
    app.settings.start.programs = programs
        .iter()
        .map(|(name, arguments)| Program {
            name: (*name).to_owned(),
            arguments: arguments.iter().map(|&it| it.to_owned()).collect(),
        })
        .collect();
    app
}

fn dict() -> App {
    app(&[("dict", &["dict", "--", "{}"])])
}

fn runs(run: usize, arguments: &[&str], words: &str) -> Vec<Effect> {
    let arguments = arguments.iter().map(|&it| it.to_owned()).collect();
    vec![Effect::RunProgram { run, arguments, words: words.to_owned() }]
}

fn answer(app: &mut App, run: usize, text: &str, problem: Option<&str>) -> Vec<Effect> {
    let answer = ProgramAnswer { text: text.to_owned(), problem: problem.map(str::to_owned) };
    app.update(Msg::Answered { run, answer })
}

fn output(app: &App) -> &Output {
    let Some(Popup::Output(output)) = &app.popup else { panic!("{:?}", app.popup) };
    output
}

#[test]
fn a_program_gets_the_focused_words_and_its_answer_is_shown() {
    let mut app = dict();
    assert_eq!(press(&mut app, "l !"), runs(1, &["dict", "--", "Ann Lee"], "Ann Lee"));
    assert_eq!(output(&app).title, "dict: “Ann Lee”");
    assert_eq!(output(&app).hint(&app.input.keymap), "running; Esc stops it");
    answer(&mut app, 1, "a name\n  and so on\n", None);
    assert_eq!(output(&app).shown(), ["a name", "  and so on"]);
    assert_eq!(press(&mut app, "y"), [Effect::Copy("a name\n  and so on\n".to_owned())]);
    assert_eq!(press(&mut app, "q"), []);
    assert!(app.popup.is_none());
}

#[test]
fn a_program_gets_the_selected_words_before_the_focused_ones() {
    let mut app = dict();
    assert_eq!(press(&mut app, "l v l !"), runs(1, &["dict", "--", "Ann Lee leaves"], "Ann Lee leaves"));
}

#[test]
fn in_a_list_a_program_gets_the_name_of_the_row() {
    let mut app = dict();
    assert_eq!(press(&mut app, "Tab !"), runs(1, &["dict", "--", "Ann Lee"], "Ann Lee"));
}

#[test]
fn without_programs_it_is_told_how_to_set_one_up() {
    let mut app = app(&[]);
    assert_eq!(press(&mut app, "l !"), []);
    let told = app.notice.as_deref().unwrap();
    assert!(told.contains("config.toml") && told.contains("programs = "), "{told}");
}

#[test]
fn without_words_it_is_told_how_to_get_some() {
    let mut app = dict();
    assert_eq!(press(&mut app, "!"), []);
    assert!(app.notice.as_deref().unwrap().starts_with("select words first: v"), "{:?}", app.notice);
}

#[test]
fn of_several_programs_it_asks_which() {
    let mut app = app(&[("dict", &["dict", "--", "{}"]), ("count", &["wc", "-w"])]);
    press(&mut app, "l !");
    let Some(Popup::Palette(palette)) = &app.popup else { panic!("{:?}", app.popup) };
    assert_eq!(palette.entry(palette.list.selected().unwrap()).title, "!dict");
    assert_eq!(press(&mut app, "\"co Enter"), runs(1, &["wc", "-w"], "Ann Lee"));
    press(&mut app, "Esc");
    assert_eq!(press(&mut app, ": \"!dict Enter"), runs(2, &["dict", "--", "Ann Lee"], "Ann Lee"));
}

#[test]
fn a_program_is_stopped_when_nobody_waits_for_it_any_more() {
    for key in ["Esc", "q"] {
        let mut app = dict();
        press(&mut app, "l !");
        assert_eq!(press(&mut app, key), [Effect::StopProgram], "{key}");
        // Too late.
        answer(&mut app, 1, "old", None);
        assert!(app.popup.is_none());
        press(&mut app, "!");
        answer(&mut app, 1, "old", None);
        assert_eq!(output(&app).shown(), [""; 0]);
        assert_eq!(answer(&mut app, 2, "new", None), []);
        assert_eq!(output(&app).shown(), ["new"]);
        assert_eq!(press(&mut app, key), []);
    }
}

#[test]
fn a_problem_is_told_with_what_the_program_wrote() {
    let mut app = dict();
    press(&mut app, "l !");
    answer(&mut app, 1, "no match\n", Some("dict failed: exit status: 20"));
    assert_eq!(output(&app).shown(), ["dict failed: exit status: 20", "", "no match"]);
    assert_eq!(
        (output(&app).n_of_problem(), output(&app).hint(&app.input.keymap).as_str()),
        (1, "y copies, q closes")
    );
    press(&mut app, "Esc !");
    answer(&mut app, 2, "", None);
    assert_eq!(output(&app).shown(), ["It printed nothing."]);
    // A long one is shown in full.
    let why = "there is no program dict here: install it, or change programs in config.toml, where it stands, as you like";
    press(&mut app, "Esc !");
    answer(&mut app, 3, "", Some(why));
    assert_eq!(
        (output(&app).shown().join(" "), output(&app).hint(&app.input.keymap).as_str()),
        (why.to_owned(), "q closes")
    );
}

#[test]
fn a_long_answer_scrolls_and_fits_any_screen() {
    let mut app = dict();
    press(&mut app, "l !");
    let lines: Vec<String> = (1..=100).map(|n| format!("line {n} {}", "word ".repeat(20))).collect();
    let text = lines.join("\n");
    answer(&mut app, 1, &text, None);
    assert!(output(&app).shown()[0].starts_with("line 1 "));
    press(&mut app, "G");
    let last = output(&app).shown().last().unwrap().clone();
    press(&mut app, "G Space j");
    assert_eq!(output(&app).shown().last(), Some(&last));
    for (columns, rows) in [(30, 8), (20, 5), (200, 60)] {
        app.update(Msg::Resize { columns, rows });
        let area = app.popup.as_ref().unwrap().area(app.screen);
        assert!(
            output(&app).shown().len() <= usize::from(area.height.saturating_sub(2)).max(1),
            "{columns}x{rows}"
        );
        let width = usize::from(area.width.saturating_sub(4));
        let fits = |line: &String| crate::app::text::grapheme::text_width(line) <= width;
        assert!(output(&app).shown().iter().all(fits), "{columns}x{rows}");
    }
    press(&mut app, "g");
    assert!(output(&app).shown()[0].starts_with("line 1 "));
}
