//! Relations on the screen: the list, the sentence that is marked, what links two, the graph.

use super::*;

/// An article with relations: doubtful, denied, said by somebody, stated twice.
pub(super) fn related(columns: u16, rows: u16, colors: ColorDepth) -> Model {
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
    let (doc, analysis) = sample::article(&paragraphs);
    let settings =
        Settings { name: "lock.txt".to_owned(), ascii: false, dark: true, colors, formats: FORMATS.to_vec() };
    let mut model = Model::new(doc, settings);
    model.update(Msg::Resize { columns, rows });
    model.update(Msg::Analysis(Update::Done(analysis)));
    model
}

#[test]
fn relations_by_name_on_a_wide_screen_with_one_marked_in_the_text() {
    let mut model = related(120, 36, ColorDepth::Indexed);
    press(&mut model, "2 Tab j Enter");
    insta::assert_snapshot!("wide", screen(&model));
    insta::assert_snapshot!("wide_looks", looks(&model));
}

#[test]
fn relations_on_a_screen_of_middle_size_without_colour() {
    let mut model = related(80, 24, ColorDepth::None);
    press(&mut model, "2 Tab S j j j Enter");
    insta::assert_snapshot!("middle", screen(&model));
    insta::assert_snapshot!("middle_looks", looks(&model));
}

#[test]
fn relations_on_a_small_screen() {
    let mut model = related(50, 20, ColorDepth::None);
    press(&mut model, "2 j");
    insta::assert_snapshot!("small_list", screen(&model));
    press(&mut model, "Enter Enter");
    insta::assert_snapshot!("small_text", screen(&model));
}

#[test]
fn of_a_long_relation_the_last_line_tells_both_names() {
    let mut model = related(50, 20, ColorDepth::None);
    press(&mut model, "[ r G ] r ] r ] r ] r ] r ] r");
    let screen = screen(&model);
    let last = screen.lines().last().unwrap();
    assert!(last.starts_with(" Edda Vogt asked … to leave → Piet Maas 2/2"), "{last}");
    press(&mut model, "[ r");
    let screen = self::screen(&model);
    let last = screen.lines().last().unwrap();
    assert!(last.starts_with(" Night Boat Comp… rents a lock from → Canal Trust"), "{last}");
}

#[test]
fn what_links_two_is_asked_for_and_told() {
    let mut model = related(80, 24, ColorDepth::Indexed);
    press(&mut model, "Tab L");
    insta::assert_snapshot!("with", screen(&model));
    press(&mut model, "Enter");
    model.update(Msg::Resize { columns: 120, rows: 36 });
    insta::assert_snapshot!("pair", screen(&model));
}

#[test]
fn the_graph_with_a_chosen_name() {
    let mut model = related(80, 24, ColorDepth::None);
    press(&mut model, "R");
    insta::assert_snapshot!("graph_looks", looks(&model));
    press(&mut model, "l");
    model.update(Msg::Resize { columns: 50, rows: 20 });
    insta::assert_snapshot!("graph_small", screen(&model));
    model.settings.ascii = true;
    let screen = screen(&model);
    assert!(screen.is_ascii(), "{screen}");
}

#[test]
fn a_graph_fills_its_screen_before_names_are_left_out() {
    let names = ('A'..='Z').map(|c| format!("[PER {c}{c}] met [PER Zoe] ({c}{c}; met; Zoe)."));
    let names = names.collect::<Vec<_>>().join(" ");
    let (doc, analysis) = sample::article(&[&names]);
    let mut model = related(80, 24, ColorDepth::None);
    model = Model::new(doc, model.settings.clone());
    model.update(Msg::Resize { columns: 80, rows: 24 });
    model.update(Msg::Analysis(Update::Done(analysis)));
    press(&mut model, "R");
    insta::assert_snapshot!("graph_full", screen(&model));
}

#[test]
fn the_looks_of_a_relation_in_the_text() {
    let mut out = String::new();
    for colors in [ColorDepth::True, ColorDepth::Indexed, ColorDepth::Sixteen, ColorDepth::None] {
        let mut model = related(100, 30, colors);
        press(&mut model, "n Esc g ] r ] r");
        let _ = writeln!(out, "{colors:?}");
        for (what, word) in
            [("subject", "Edda"), ("cue", "asked"), ("object", "Piet"), ("not in it", "Canal Trust, asked")]
        {
            let _ = writeln!(out, "  {what:<10} {}", look(&model, word));
        }
    }
    insta::assert_snapshot!(out);
}
