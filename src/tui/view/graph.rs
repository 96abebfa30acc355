//! The graph of relations: names, lines between them, and what is told of the chosen name.

use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::card;
use crate::app::input::action::Action;
use crate::app::popup::graph::Graph;
use crate::app::screen::Area;
use crate::digest::counted;
use crate::nlp::EntityKind;
use crate::tui::view::paint::Paint;

/// Draws the graph into its area.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, area: Area, graph: &Graph) {
    paint.clear(area);
    let parts = Graph::parts(area);
    draw_header(paint, parts.header, graph);
    draw_lines(paint, parts.canvas, graph);
    draw_names(paint, parts.canvas, graph);
    draw_panel(paint, app, parts.panel, graph);
}

/// "12 names", and how many there was no room for.
fn draw_header(paint: &mut Paint<'_>, area: Area, graph: &Graph) {
    paint.rule(area.x, area.y, area.width);
    let n_left_out = graph.n_left_out();
    let n_drawn = graph.nodes().len() - n_left_out;
    let left_out =
        if n_left_out > 0 { format!(", {n_left_out} with fewer relations left out") } else { String::new() };
    let title = format!("relations: {}{left_out}", counted(n_drawn, "name"));
    paint.title(area.x, area.y, area.width, &title, paint.theme.heading);
}

fn draw_lines(paint: &mut Paint<'_>, canvas: Area, graph: &Graph) {
    let Some(drawing) = graph.drawing() else { return };
    let chosen = graph.chosen_number();
    let is_of_chosen = |edge: usize| {
        let (one, other) = graph.edges()[edge].ends;
        one == chosen || other == chosen
    };
    let bold = Style::new().add_modifier(Modifier::BOLD);
    for (strokes, style, is_heavy) in
        [(drawing.strokes(|_| true), paint.theme.dim, false), (drawing.strokes(is_of_chosen), bold, true)]
    {
        for ((x, row), bits) in strokes.cells() {
            let sign = paint.signs.line(bits, is_heavy);
            paint.clear(Area { x: canvas.x + x, y: canvas.y + row, width: 1, height: 1 });
            paint.put(canvas.x + x, canvas.y + row, 1, sign, style);
        }
    }
    // Arrows lead to those to whom the chosen one does something, and to him.
    for (number, edge) in graph.edges().iter().enumerate().filter(|&(number, _)| is_of_chosen(number)) {
        let Some(ends) = drawing.ends(number) else { continue };
        let (one, other) = edge.ends;
        for (node, is_object) in [(one, edge.is_object.0), (other, edge.is_object.1)] {
            let Some(spot) = drawing.spots[node].filter(|_| is_object) else { continue };
            // The end of the line that stands on the name's row, beside it.
            let is_beside =
                |x: u16, row: u16| row == spot.row && (x + 2 == spot.x || x == spot.x + spot.width + 1);
            for ((x, row), is_name_right) in ends.into_iter().filter(|&((x, row), _)| is_beside(x, row)) {
                let sign = paint.signs.arrows[usize::from(is_name_right)];
                paint.put(canvas.x + x, canvas.y + row, 1, sign, bold);
            }
        }
    }
}

fn draw_names(paint: &mut Paint<'_>, canvas: Area, graph: &Graph) {
    let Some(drawing) = graph.drawing() else { return };
    for (number, node) in graph.nodes().iter().enumerate() {
        let Some(spot) = drawing.spots[number] else { continue };
        let sign = match node.kind {
            EntityKind::Person => " ",
            EntityKind::Organization => paint.signs.organization,
            EntityKind::Place => paint.signs.place,
        };
        let mut style = paint.theme.name(node.kind);
        if number == graph.chosen_number() {
            style = style.add_modifier(paint.theme.focus);
        } else if !graph.is_near(number) {
            style = style.remove_modifier(Modifier::BOLD).add_modifier(Modifier::DIM);
        }
        let plain = style.remove_modifier(Modifier::UNDERLINED | Modifier::ITALIC | Modifier::REVERSED);
        let (x, y) = (canvas.x + spot.x, canvas.y + spot.row);
        paint.put(x, y, 1, sign, plain);
        paint.put_fit(x + 1, y, spot.width.saturating_sub(1), &node.name, style);
    }
}

/// The chosen name with its relations, as many as there is room for.
fn draw_panel(paint: &mut Paint<'_>, app: &App, area: Area, graph: &Graph) {
    if area.height < 2 {
        return;
    }
    paint.rule(area.x, area.y, area.width);
    let node = graph.chosen();
    let kind = card::kind_name(node.kind);
    let n = node.relations.len();
    let title = format!("{}, {kind}: {}", node.name, counted(n, "relation"));
    paint.title(area.x, area.y, area.width, &title, paint.theme.heading);
    let room = usize::from(area.height - 1);
    let n_told = if n <= room { n } else { room - 1 };
    let told = node.relations.iter().take(n_told).filter_map(|&id| {
        let relation = app.article.analysis.relations.get(id)?;
        Some(card::relation_told(&app.article.analysis, relation, node.entity))
    });
    let more = (n_told < n).then(|| {
        format!(
            "and {} more{}",
            n - n_told,
            app.input
                .keymap
                .key(Action::GraphOpen)
                .map_or_else(String::new, |key| format!(": {key} lists them"))
        )
    });
    for (y, line) in (area.y + 1..).zip(told.chain(more)) {
        paint.put_fit(area.x + 1, y, area.width.saturating_sub(2), &line, Style::new());
    }
}

#[cfg(test)]
mod tests {
    use crate::app::popup::graph::Strokes;
    use crate::tui::view::signs::Signs;

    #[test]
    fn every_way_that_lines_meet_has_a_sign() {
        for ascii in [false, true] {
            for bits in 1..16 {
                for is_heavy in [false, true] {
                    let sign = Signs::new(ascii).line(bits, is_heavy);
                    assert_eq!(sign.chars().count(), 1, "{bits}");
                    assert!(!ascii || sign.is_ascii());
                }
            }
        }
        assert_eq!(Signs::new(false).line(Strokes::LEFT | Strokes::DOWN, false), "┐");
    }
}
