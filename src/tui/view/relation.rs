//! Relations: rows of their list, and the line about the one marked in the text.

use ratatui::style::Style;

use crate::app::article::told;
use crate::app::card::WordingPart;
use crate::app::list::Row;
use crate::app::reader::FocusKind;
use crate::app::sidebar::ListFilter;
use crate::app::sidebar::relations;
use crate::app::sidebar::relations::{Look, RelationHead, RelationItem};
use crate::app::text::grapheme;
use crate::app::{App, ListView};
use crate::digest::{self, Piece, counted};
use crate::text::Id;
use crate::tui::theme::Theme;
use crate::tui::view::paint::Paint;

/// The cells for the remarks on a relation, in the line about it.
const NOTE_CELLS: usize = 8;
/// The fewest cells for each of its names.
const MIN_NAME_CELLS: usize = 10;

/// Draws a row of the list.
pub(super) fn draw_row(paint: &mut Paint<'_>, app: &App, y: u16, row: Row<RelationHead, RelationItem>) {
    match row {
        Row::Head(head) => draw_head(paint, app, y, head),
        Row::Item(item) => draw_line(paint, app, y, item, 0),
        Row::More(item, nth) => draw_line(paint, app, y, item, nth),
    }
}

fn draw_head(paint: &mut Paint<'_>, app: &App, y: u16, head: RelationHead) {
    let list = app.screen.list;
    let dim = paint.theme.dim;
    let name = |id: Id<_>| app.article.analysis.entities[id].name.clone();
    let (text, n, style) = match head {
        RelationHead::Member(id, n) => {
            (name(id), n, paint.theme.name(app.article.analysis.entities[id].kind))
        }
        RelationHead::Relations(n) => ("Relations".to_owned(), n, dim),
        RelationHead::Said(by, of, n) => (format!("{} says of {}", name(by), name(of)), n, dim),
        RelationHead::Together(n) => ("Mentioned together".to_owned(), n, dim),
    };
    let n_x = paint.put_right(list.x + list.width.saturating_sub(1), y, &n.to_string(), dim);
    paint.put_fit(list.x + 1, y, n_x.saturating_sub(list.x + 2), &text, style);
}

fn draw_line(paint: &mut Paint<'_>, app: &App, y: u16, item: RelationItem, nth: usize) {
    let list = app.screen.list;
    let width = usize::from(list.width.saturating_sub(2));
    let lines = relations::lines(&app.article.doc, &app.article.analysis, item, width);
    let Some((indent, pieces)) = lines.into_iter().nth(nth) else { return };
    let mut x = list.x + 1 + u16::try_from(indent).unwrap_or(0);
    for (text, look) in pieces {
        let style = match look {
            Look::Name(kind) => paint.theme.name(kind),
            Look::Words => Style::new(),
            Look::Dim => paint.theme.dim,
        };
        x += paint.put_fit(x, y, (list.x + list.width).saturating_sub(x), &text, style);
    }
}

/// Draws the relation that is marked in the text, with the looks that its parts have there. Returns where the line
/// ends, if there is one.
pub(super) fn draw_focused(paint: &mut Paint<'_>, app: &App, mut x: u16, end: u16) -> Option<u16> {
    let FocusKind::Relation(id, nth) = app.reader.focus()?.kind else { return None };
    let relation = app.article.analysis.relations.get(id)?;
    let y = app.screen.status.y;
    let mut notes = told::notes(&app.article.analysis, relation).replace('\u{a0}', " ");
    if relation.evidence.len() > 1 {
        let number = format!("×{}", relation.evidence.len());
        notes = notes.replace(&number, &format!("{}/{}", nth + 1, relation.evidence.len()));
    }
    let pieces = digest::sentence(&app.article.analysis, relation, None);
    let room =
        usize::from(end.saturating_sub(x)).saturating_sub(grapheme::text_width(&notes).min(NOTE_CELLS));
    let cells_of = cells_of(app, &pieces, room);
    for (piece, n_cells) in pieces.into_iter().zip(cells_of) {
        let (text, style) = match piece {
            Piece::Words(words) => {
                let is_gap = words.trim().len() < 2;
                (words, if is_gap { Style::new() } else { Theme::part(WordingPart::Cue) })
            }
            Piece::Name(id) => {
                let entity = &app.article.analysis.entities[id];
                let part = if id == relation.subject { WordingPart::Subject } else { WordingPart::Object };
                let add_modifier = Theme::part(part).add_modifier;
                (entity.name.as_str(), Style { add_modifier, ..paint.theme.name(entity.kind) })
            }
        };
        let text = grapheme::fit(text, n_cells, paint.signs.more);
        x += paint.put_fit(x, y, end.saturating_sub(x), &text, style);
    }
    x += paint.put_fit(x, y, end.saturating_sub(x), &notes, Style::new());
    Some(x)
}

/// The cells for each piece of a sentence that words a relation. If there is not enough room, the last words are cut
/// first so that both names fit, then the names.
fn cells_of(app: &App, pieces: &[Piece<'_>], mut room: usize) -> Vec<usize> {
    let width = |piece: &Piece<'_>| match piece {
        Piece::Name(id) => grapheme::text_width(&app.article.analysis.entities[*id].name),
        Piece::Words(words) => grapheme::text_width(words),
    };
    let least = |piece: &Piece<'_>| match piece {
        Piece::Name(_) => width(piece).min(MIN_NAME_CELLS),
        Piece::Words(words) if words.trim().len() < 2 => width(piece),
        Piece::Words(_) => 0,
    };
    let mut cells: Vec<_> = pieces.iter().map(least).collect();
    room = room.saturating_sub(cells.iter().sum());
    for is_name in [false, true] {
        for (cells, piece) in cells.iter_mut().zip(pieces) {
            if matches!(piece, Piece::Name(_)) == is_name {
                let more = (width(piece) - *cells).min(room);
                (*cells, room) = (*cells + more, room - more);
            }
        }
    }
    cells
}

/// The text of the rule above the list: whose relations are listed.
pub(super) fn whose(app: &App) -> Option<String> {
    let name = |id: Id<_>| &app.article.analysis.entities[id].name;
    match (&app.sidebar.only, &app.chosen) {
        (ListFilter::Pair(pair), _) => Some(format!("{} & {}", name(pair.members[0]), name(pair.members[1]))),
        (ListFilter::Chosen, Some(chosen)) => {
            Some(match chosen.entity().filter(|_| app.sidebar.view == ListView::Relations) {
                Some(id) => {
                    format!("{}: {}", name(id), counted(app.article.links.relations_of(id).len(), "relation"))
                }
                None => format!("only {}", chosen.name()),
            })
        }
        (ListFilter::All, _) | (ListFilter::Chosen, None) => None,
    }
}
