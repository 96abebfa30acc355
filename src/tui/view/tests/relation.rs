//! Relations on the screen: the list, the marked sentence, what links two names, the graph.

use super::*;

/// An article with relations: uncertain, denied, attributed to someone, stated twice.
pub(super) fn related(columns: u16, rows: u16, colors: ColorDepth) -> App {
    let paragraphs = [
        "# Lock keepers quarrel over the night boat",
        "[PER Edda Vogt], director of the [ORG Canal Trust] (Edda Vogt; director of; Canal Trust), asked [PER Piet Maas] on \
         Monday to leave (Edda Vogt; asked … to leave; Piet Maas). [PER~ He=Piet Maas] had never run the \
         [ORG Night Boat Company] (!Piet Maas; had never run; Night Boat Company; Edda Vogt), {:[PER~ she=Edda Vogt] lied}, \
         [PER Maas=Piet Maas] said.",
        "[PER Lena Okafor], a lawyer of [PER Maas=Piet Maas] (?Lena Okafor; lawyer of; Piet Maas), sued the \
         [ORG Canal Trust] (Lena Okafor; sued; Canal Trust). {“[PER Vogt=Edda Vogt] will pay,”} [PER Okafor=Lena Okafor] said.",
        "The [ORG Night Boat Company] rents a lock from the [ORG Canal Trust] (Night Boat Company; rents a lock from; Canal Trust). \
         [PER~ She=Edda Vogt] asked [PER~ him=Piet Maas] again to leave (Edda Vogt; asked … to leave; Piet Maas). \
         [PER Maas=Piet Maas] and [PER Vogt=Edda Vogt] did not shake hands.",
    ];
    let settings =
        Settings { name: "lock.txt".to_owned(), colors, formats: FORMATS.to_vec(), ..Settings::default() };
    analysed(settings, columns, rows, sample::article(&paragraphs))
}

#[test]
fn relations_by_name_on_a_wide_screen_with_one_marked_in_the_text() {
    let mut app = related(120, 36, ColorDepth::Indexed);
    press(&mut app, "2 j Enter");
    insta::assert_snapshot!("wide", screen(&app));
    insta::assert_snapshot!("wide_looks", looks(&app));
}

#[test]
fn relations_on_a_screen_of_middle_size_without_colour() {
    let mut app = related(80, 24, ColorDepth::None);
    press(&mut app, "2 S j j j Enter");
    insta::assert_snapshot!("middle", screen(&app));
    insta::assert_snapshot!("middle_looks", looks(&app));
}

#[test]
fn relations_on_a_small_screen() {
    let mut app = related(50, 20, ColorDepth::None);
    press(&mut app, "2 j");
    insta::assert_snapshot!("small_list", screen(&app));
    press(&mut app, "Enter Enter");
    insta::assert_snapshot!("small_text", screen(&app));
}

#[test]
fn of_a_long_relation_the_last_line_tells_both_names() {
    let mut app = related(50, 20, ColorDepth::None);
    press(&mut app, "[ r G ] r ] r ] r ] r ] r ] r");
    let screen = screen(&app);
    let last = screen.lines().last().unwrap();
    assert!(last.starts_with(" Edda Vogt asked Piet Maas to leave 2/2"), "{last}");
    press(&mut app, "[ r");
    let screen = self::screen(&app);
    let last = screen.lines().last().unwrap();
    assert!(last.starts_with(" Night Boat Company rents a lock from Canal Trust"), "{last}");
}

#[test]
fn what_links_two_is_asked_for_and_told() {
    let mut app = related(80, 24, ColorDepth::Indexed);
    press(&mut app, "Tab L");
    insta::assert_snapshot!("with", screen(&app));
    press(&mut app, "Enter");
    app.update(Msg::Resize { columns: 120, rows: 36 });
    insta::assert_snapshot!("pair", screen(&app));
}

#[test]
fn the_graph_with_a_chosen_name() {
    let mut app = related(80, 24, ColorDepth::None);
    press(&mut app, "R");
    insta::assert_snapshot!("graph_looks", looks(&app));
    press(&mut app, "l");
    app.update(Msg::Resize { columns: 50, rows: 20 });
    insta::assert_snapshot!("graph_small", screen(&app));
    app.settings.ascii = true;
    let screen = screen(&app);
    assert!(screen.is_ascii(), "{screen}");
}

#[test]
fn a_graph_fills_its_screen_before_names_are_left_out() {
    let names = ('A'..='Z').map(|c| format!("[PER {c}{c}] met [PER Zoe] ({c}{c}; met; Zoe)."));
    let names = names.collect::<Vec<_>>().join(" ");
    let (doc, analysis) = sample::article(&[&names]);
    let mut app = related(80, 24, ColorDepth::None);
    app = App::new(doc, app.settings.clone());
    app.update(Msg::Resize { columns: 80, rows: 24 });
    app.update(Msg::Analysis(Update::Done(analysis)));
    press(&mut app, "R");
    insta::assert_snapshot!("graph_full", screen(&app));
}

/// Twenty names: a mayor with nine around her, and a quarry with others.
fn many(columns: u16, rows: u16) -> App {
    let paragraphs = [
        "[PER Greta Holm] runs [ORG Westhaven] (Greta Holm; runs; Westhaven). [PER Greta Holm] sued the [ORG Stone Quarry] \
         (Greta Holm; sued; Stone Quarry). [PER Ole Brandt] is a brother of [PER Greta Holm] (Ole Brandt; is a brother of; Greta Holm).",
        "[PER Tilda Moe] asked [PER Greta Holm] to wait (Tilda Moe; asked … to wait; Greta Holm). [PER Ivo Lund] met \
         [PER Greta Holm] (Ivo Lund; met; Greta Holm). [PER Ivo Lund] works for the [ORG Stone Quarry] (Ivo Lund; works for; Stone Quarry).",
        "[PER Greta Holm] fired [PER Uwe Stark] (Greta Holm; fired; Uwe Stark). [PER Uwe Stark] told the [ORG Daily Gull] \
         (Uwe Stark; told; Daily Gull). The [ORG Daily Gull] praised [PER Greta Holm] (Daily Gull; praised; Greta Holm).",
        "[PER Greta Holm] wrote to [PER Ann Quay] (Greta Holm; wrote to; Ann Quay). [PER Bo Fisk] advises [PER Greta Holm] \
         (Bo Fisk; advises; Greta Holm). [PER Greta Holm] advised [PER Bo Fisk] against it (Greta Holm; advised … against it; Bo Fisk).",
        "[PER Per Dahl] owns the [ORG Stone Quarry] (Per Dahl; owns; Stone Quarry). [PER Kim Ost] left the [ORG Stone Quarry] \
         (Kim Ost; left; Stone Quarry). [PER Lea Varn] digs for [PER Per Dahl] (Lea Varn; digs for; Per Dahl).",
        "[PER Max Eide] joined the [ORG Daily Gull] (Max Eide; joined; Daily Gull). [PER Siv Nord] hired [PER Max Eide] (Siv Nord; hired; Max Eide).",
    ];
    analysed(related(columns, rows, ColorDepth::None).settings, columns, rows, sample::article(&paragraphs))
}

#[test]
fn a_large_graph_begins_around_one_name_and_can_be_widened() {
    let mut told = String::new();
    for (columns, rows) in [(120, 36), (80, 24), (50, 20)] {
        for keys in ["R", "w", "w n"] {
            let mut app = many(columns, rows);
            press(&mut app, &format!("R {}", keys.trim_start_matches('R')));
            let _ = writeln!(told, "{columns}x{rows} {keys}\n{}", screen(&app));
        }
    }
    insta::assert_snapshot!("graph_many", told);
}

#[test]
fn lines_of_others_keep_their_arrows() {
    let mut app = related(120, 36, ColorDepth::None);
    press(&mut app, "R");
    let screen = screen(&app);
    let row = screen.lines().find(|line| line.contains("Piet Maas")).unwrap();
    assert!(row.contains("▶  Piet Maas"), "{row}");
}

#[test]
fn the_looks_of_a_relation_in_the_text() {
    let mut out = String::new();
    for colors in [ColorDepth::True, ColorDepth::Indexed, ColorDepth::Sixteen, ColorDepth::None] {
        let mut app = related(100, 30, colors);
        press(&mut app, "n Esc g ] r ] r");
        let _ = writeln!(out, "{colors:?}");
        for (what, word) in
            [("subject", "Edda"), ("cue", "asked"), ("object", "Piet"), ("not in it", "Canal Trust, asked")]
        {
            let _ = writeln!(out, "  {what:<10} {}", look(&app, word));
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn no_line_ends_in_nothing_where_that_of_the_chosen_name_turns() {
    let names = ["Bo Rask", "Cy Orr", "Di Lund", "Ed Moss", "Flo Birk", "Gus Hahn"];
    let text: Vec<String> =
        names.iter().map(|it| format!("[PER {it}] sued [PER Ann Vogt] ({it}; sued; Ann Vogt).")).collect();
    let mut app = analysed(
        Settings::default(),
        120,
        36,
        sample::article(&text.iter().map(String::as_str).collect::<Vec<_>>()),
    );
    for name in names {
        let first = name.split(' ').next().unwrap().to_lowercase();
        let letters: Vec<_> = first.chars().map(String::from).collect();
        press(&mut app, &format!(": n a m e Space {} Enter R", letters.join(" ")));
        let screen = screen(&app);
        assert!(screen.contains('━'), "{screen}");
        // A light line from the left or right continues in what it comes to.
        for end in ["─┏", "─┃", "─┗", "┓─", "┃─", "┛─", "─┌", "─└", "┐─", "┘─"]
        {
            assert!(!screen.contains(end), "{name} {end}\n{screen}");
        }
        press(&mut app, "Esc Esc");
    }
}
