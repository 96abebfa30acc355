//! The graph of relations as a picture: hubs between two columns, as on the screen.

use std::fmt::Write as _;

use crate::digest::network::drawing::Drawing;
use crate::digest::network::{Edge, Network, label};
use crate::digest::told_whole;
use crate::export::Article;
use crate::export::report::Scope;
use crate::export::report::markup::escaped;
use crate::nlp::{Analysis, Entity, EntityKind, Status};
use crate::text::{Id, grapheme};

/// The layout grid, in cells.
const COLUMNS: u16 = 128;
const ROWS: u16 = 120;
/// The size of a cell, in units of the picture.
const CELL: (u16, u16) = (8, 20);

/// Writes the picture, unless there are no relations.
pub(super) fn write(out: &mut String, article: &Article<'_>, scope: Scope) {
    let analysis = &article.annotated.analysis;
    let network = Network::new(analysis);
    let members = network.members(None);
    let edges = network.edges(analysis, &members);
    let sign = |id: Id<Entity>| if analysis.entities[id].kind == EntityKind::Person { "" } else { "◆" };
    let names: Vec<_> =
        members.iter().map(|&id| format!("{}{}", sign(id), analysis.entities[id].name)).collect();
    let widths: Vec<_> = names.iter().map(|it| grapheme::text_width(it)).collect();
    let drawn = |rows| label::draw(&widths, &edges, (COLUMNS, rows));
    let Some(drawing) = rows(names.len()).find_map(drawn) else { return };
    let labels = label::place(&drawing, &edges, &[(0..edges.len()).collect()], (COLUMNS, ROWS));
    let spots = || drawing.spots.iter().flatten();
    let (top, bottom) = (spots().map(|it| it.row).min(), spots().map(|it| it.row).max());
    let (Some(top), Some(bottom)) = (top, bottom) else { return };
    let (n_drawn, id) = (spots().count(), scope.prefix());
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<figure><div class=\"picture\" tabindex=\"0\" role=\"region\" aria-label=\"Picture of the relations in article {}\">\n\
         <svg viewBox=\"0 {} {} {}\" role=\"img\" aria-labelledby=\"{id}-picture\">\
         <title id=\"{id}-picture\">Who is related to whom; the list below says the same in words</title>",
        scope.number,
        i32::from(y(top)) - 16,
        COLUMNS * CELL.0,
        (bottom - top) * CELL.1 + 32,
    );
    for number in drawing.edges() {
        edge(out, analysis, &drawing, number, &edges[number]);
    }
    for it in &labels {
        let room = it.text.len() - it.text.trim_start().len();
        let at = x(it.x) + u16::try_from(room).unwrap_or(0) * CELL.0;
        let _ = writeln!(
            out,
            "<text class=\"words\" x=\"{at}\" y=\"{}\">{}</text>",
            y(it.row) + 4,
            escaped(it.text.trim())
        );
    }
    for (name, spot) in names.iter().zip(&drawing.spots) {
        let Some(spot) = spot else { continue };
        let fitted = grapheme::fit(name, usize::from(spot.width), "…");
        let _ = writeln!(
            out,
            "<text class=\"node\" x=\"{}\" y=\"{}\">{}</text>",
            x(spot.x),
            y(spot.row) + 4,
            escaped(&fitted)
        );
    }
    let left_out = match names.len() - n_drawn {
        0 => String::new(),
        n => format!(" {n} of {} names had no room.", names.len()),
    };
    let _ = writeln!(
        out,
        "</svg></div><figcaption>◆ organization or place; dashed: not sure; dotted: not stated by the article itself, or not \
         so.{left_out}</figcaption></figure>"
    );
}

/// The heights to try for this many names, the lowest first.
fn rows(n_names: usize) -> impl Iterator<Item = u16> {
    let wanted = u16::try_from(n_names).unwrap_or(ROWS).min(ROWS / 2) * 2;
    [wanted.max(9), ROWS].into_iter()
}

fn x(column: u16) -> u16 {
    column * CELL.0
}

fn y(row: u16) -> u16 {
    row * CELL.1
}

/// The line of an edge, with arrows to the objects, and its tooltip.
fn edge(out: &mut String, analysis: &Analysis, drawing: &Drawing, number: usize, edge: &Edge) {
    let relations = || edge.relations.iter().map(|&id| &analysis.relations[id]);
    let is_stated = relations().any(|it| it.status == Status::Stated && !it.negated);
    let is_sure = relations().any(|it| !it.confidence.is_doubtful());
    let class = match (is_stated, is_sure) {
        (false, _) => "edge claimed",
        (true, false) => "edge unsure",
        (true, true) => "edge",
    };
    let told: Vec<_> = relations().map(|it| escaped(&told_whole(analysis, it))).collect();
    let middle = |&(column, row): &(u16, u16)| (x(column) + CELL.0 / 2, y(row));
    let points: Vec<_> = drawing.points(number).iter().map(middle).collect();
    let path: Vec<_> = points.iter().map(|(x, y)| format!("{x} {y}")).collect();
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<g class=\"{class}\"><title>{}</title><path d=\"M{}\"/>",
        told.join("; "),
        path.join("L")
    );
    let arrows = drawing.arrows(number).into_iter().flatten();
    for arrow in arrows.filter(|it| edge.leads_to(it.node)) {
        let (x, y) = middle(&arrow.cell);
        let (tip, back) =
            if arrow.is_right { (x + 6, x.saturating_sub(3)) } else { (x.saturating_sub(6), x + 3) };
        let (above, below) = (i32::from(y) - 4, y + 4);
        let _ = write!(out, "<polygon points=\"{tip},{y} {back},{above} {back},{below}\"/>");
    }
    out.push_str("</g>\n");
}
