//! The graph of relations: names, the lines between them with their words, and the panel about the chosen name or
//! line.

use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::card;
use crate::app::card::{CardSize, WordingPart};
use crate::app::input::action::Action;
use crate::app::popup::graph::{Graph, Reach, evidence};
use crate::app::screen::Area;
use crate::digest::counted;
use crate::nlp::EntityKind;
use crate::tui::theme::Theme;
use crate::tui::view::card::draw_lines as card_lines;
use crate::tui::view::paint::Paint;

/// Draws the graph into its area.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App, area: Area, graph: &Graph) {
    paint.clear(area);
    let parts = Graph::parts(area);
    draw_header(paint, app, parts.header, graph);
    draw_lines(paint, parts.canvas, graph);
    draw_names(paint, parts.canvas, graph);
    draw_panel(paint, app, parts.panel, graph);
}

/// "12 of 31 names": how many are shown, and the key that shows more.
fn draw_header(paint: &mut Paint<'_>, app: &App, area: Area, graph: &Graph) {
    paint.rule(area.x, area.y, area.width);
    let (n_drawn, n_names) = (graph.n_drawn(), graph.n_names());
    let names = if n_drawn < n_names {
        format!("{n_drawn} of {}", counted(n_names, "name"))
    } else {
        counted(n_names, "name")
    };
    let more = match graph.reach() {
        Some(Reach::Near) => "; {graph-widen} shows all",
        Some(Reach::All) if n_drawn == n_names => "; {graph-widen} shows fewer",
        Some(Reach::All) => ", no room for more; {graph-widen} shows fewer",
        None if n_drawn < n_names => ", no room for more",
        None => "",
    };
    let title = format!("relations: {names}{}", app.input.keymap.words(more));
    paint.title(area.x, area.y, area.width, &title, paint.theme.heading);
}

fn draw_lines(paint: &mut Paint<'_>, canvas: Area, graph: &Graph) {
    let chosen = graph.chosen_number();
    let is_of_chosen = |edge: usize| graph.edges()[edge].joins(chosen);
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let dim = paint.theme.dim;
    draw_some(paint, canvas, graph, [&|_| true; 2], (dim, false));
    // While a line is selected, the other lines of the chosen name are less prominent.
    match graph.line_number() {
        Some(line) => {
            draw_some(paint, canvas, graph, [&is_of_chosen; 2], (Style::new(), false));
            draw_some(paint, canvas, graph, [&|edge| edge == line, &is_of_chosen], (bold, true));
        }
        None => draw_some(paint, canvas, graph, [&is_of_chosen; 2], (bold, true)),
    }
    for label in graph.labels() {
        let is_told = graph.line_number() == Some(label.edge);
        let (words, room) = (label.text.trim(), label.text.len() - label.text.trim_start().len());
        let (x, y) = (canvas.x + label.x, canvas.y + label.row);
        paint.clear(Area { x, y, width: label.width(), height: 1 });
        let style = if is_told { Theme::part(WordingPart::Cue) } else { dim };
        paint.put(x + u16::try_from(room).unwrap_or(0), y, label.width(), words, style);
    }
}

/// Draws the lines of some edges, with arrows to the objects. Where lines meet, they are drawn joined with all
/// others, so that none of them seems to end there.
fn draw_some(
    paint: &mut Paint<'_>,
    canvas: Area,
    graph: &Graph,
    [is_wanted, is_joined]: [&dyn Fn(usize) -> bool; 2],
    (style, is_heavy): (Style, bool),
) {
    let Some(drawing) = graph.drawing() else { return };
    let wanted = drawing.strokes(is_wanted);
    let (joined, all) = (drawing.strokes(is_joined), drawing.strokes(|_| true));
    for ((x, row), bits) in joined.cells().filter(|&(cell, _)| wanted.at(cell) != 0) {
        let bits = if all.is_joint((x, row)) { all.at((x, row)) } else { bits };
        let sign = paint.signs.line(bits, is_heavy);
        paint.clear(Area { x: canvas.x + x, y: canvas.y + row, width: 1, height: 1 });
        paint.put(canvas.x + x, canvas.y + row, 1, sign, style);
    }
    for (number, edge) in graph.edges().iter().enumerate().filter(|&(number, _)| is_wanted(number)) {
        let arrows = drawing.arrows(number).into_iter().flatten();
        for arrow in arrows.filter(|it| edge.leads_to(it.node)) {
            let sign = paint.signs.arrows[usize::from(arrow.is_right)];
            paint.put(canvas.x + arrow.cell.0, canvas.y + arrow.cell.1, 1, sign, style);
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

/// Draws the selected line with its sentences, or else the chosen name with as many of its relations as there is room
/// for.
fn draw_panel(paint: &mut Paint<'_>, app: &App, area: Area, graph: &Graph) {
    if area.height < 2 {
        return;
    }
    paint.rule(area.x, area.y, area.width);
    if let Some(edge) = graph.line() {
        let inside = Area {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height - 1,
        };
        let room = CardSize { width: usize::from(inside.width), lines: usize::from(inside.height) };
        let (title, lines) = evidence(&app.article.doc, &app.article.analysis, graph, edge, room);
        paint.title(area.x, area.y, area.width, &title, paint.theme.heading);
        return card_lines(paint, app, inside, lines.into_iter());
    }
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
