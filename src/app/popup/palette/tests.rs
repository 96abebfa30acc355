//! What is offered for the typed text, and what Enter does.

use super::*;
use crate::app::Key;

fn palette(typed: &str) -> Palette {
    let words = Words {
        names: vec![
            ("Nora Lind".to_owned(), "person".to_owned()),
            ("Hill Bank".to_owned(), "organization".to_owned()),
        ],
        bookmarks: vec![('a', "Rain fell".to_owned())],
        formats: vec![Format { id: "json", description: "all", extension: "json" }],
        programs: ["dictionary", "dict"]
            .map(|name| Program { name: name.to_owned(), arguments: vec![name.to_owned(), "{}".to_owned()] })
            .to_vec(),
        has_others: false,
    };
    let mut palette = Palette::of(&[Context::Text, Context::Main], &[Action::Graph], &Arc::default(), words);
    typed.chars().for_each(|c| palette.type_key(Key::char(c)));
    palette
}

fn first(typed: &str) -> String {
    let palette = palette(typed);
    palette.list.selected().map_or_else(String::new, |it| palette.entry(it).title.clone())
}

fn entered(typed: &str) -> Option<PaletteChoice> {
    palette(typed).enter()
}

/// Completes the line with the row under the cursor.
fn complete(palette: &mut Palette) {
    palette.complete(palette.list.selected().unwrap());
}

#[test]
fn an_action_is_found_by_name_by_parts_of_it_and_by_description() {
    assert_eq!(first("next-quote"), "next-quote");
    assert_eq!(first("nq"), "next-quote");
    assert_eq!(first("longer lin"), "wider");
    assert_eq!(entered("graph"), Some(PaletteChoice::Action(Action::Graph)));
}

#[test]
fn the_whole_name_of_an_action_means_it_and_not_a_command() {
    assert_eq!(entered("theme"), Some(PaletteChoice::Action(Action::Theme)));
    assert_eq!(entered("export"), Some(PaletteChoice::Action(Action::Export)));
    assert_eq!(first("expo"), "export [FORMAT] FILE");
}

#[test]
fn while_nothing_is_typed_what_was_done_last_comes_first() {
    assert_eq!(first(""), "graph");
    assert_eq!(entered(""), Some(PaletteChoice::Action(Action::Graph)));
}

#[test]
fn only_what_can_be_done_here_is_offered() {
    let palette = palette("");
    let titles: Vec<_> = palette.listed.entries.iter().map(|it| it.title.as_str()).collect();
    assert!(titles.contains(&"card") && titles.contains(&"name NAME"));
    assert!(!titles.contains(&"list-sort") && !titles.contains(&"peek-jump") && !titles.contains(&"palette"));
}

#[test]
fn a_command_goes_before_the_row_under_the_cursor_until_that_is_moved() {
    assert_eq!(entered("q"), Some(PaletteChoice::Command(Command::Quit)));
    assert_eq!(entered("12"), Some(PaletteChoice::Command(Command::Line(12))));
    let mut palette = palette("q");
    palette.move_cursor(Action::TypingDown);
    let number = palette.list.selected().unwrap();
    let choice = palette.entry(number).choice.clone().unwrap();
    assert_eq!(palette.enter(), Some(choice));
}

#[test]
fn names_are_completed_and_chosen() {
    assert_eq!(first("name "), "Nora Lind");
    assert_eq!(first("name bank"), "Hill Bank");
    let name = |name: &str| Some(PaletteChoice::Command(Command::Name(name.to_owned())));
    assert_eq!(entered("name bank"), name("Hill Bank"));
    assert_eq!(entered("name zebra"), name("zebra"));
    let mut palette = palette("nam");
    complete(&mut palette);
    assert_eq!(palette.typed(), "name ");
    complete(&mut palette);
    assert_eq!(palette.typed(), "name Nora Lind");
}

#[test]
fn a_command_that_lacks_its_argument_is_completed_not_run() {
    let mut palette = palette("expor");
    assert_eq!(palette.enter(), None);
    assert_eq!(palette.typed(), "export ");
    complete(&mut palette);
    assert_eq!(palette.typed(), "export json ");
}

#[test]
fn what_is_no_command_is_told_and_stays_to_be_mended() {
    let mut palette = palette("xyzzy");
    assert_eq!(palette.enter(), None);
    assert_eq!(palette.told(), "nothing matches “xyzzy”: ? lists the keys");
    palette.type_key(Key::char('!'));
    assert!(palette.listed.fault.is_none());
}

#[test]
fn programs_of_the_readers_stand_behind_an_exclamation_mark() {
    let program = |name: &str| Some(PaletteChoice::Program(name.to_owned()));
    assert_eq!((entered("!dict"), entered("!dicti")), (program("dict"), program("dictionary")));
    assert_eq!((first("!"), palette("!dict").told()), ("!dictionary".to_owned(), "dict {}".to_owned()));
    assert_eq!(entered("!zebra"), None);
}
