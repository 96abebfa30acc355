//! Cards about one name, quote or relation: over the text, below a list or below the graph.

use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::card::{CardLine, WordingPart};
use crate::app::screen::Area;
use crate::app::text::{grapheme, sparkline};
use crate::nlp::Entity;
use crate::text::Id;
use crate::tui::theme::Theme;
use crate::tui::view::paint::{Paint, cells};

/// Draws the card of a name or quote.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App) {
    let Some((card, area)) = &app.card.shown else { return };
    paint.clear(*area);
    paint.frame(*area, &card.title, paint.theme.heading);
    let inside = area.inside();
    let inside = Area { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    draw_lines(paint, app, inside, card.lines.iter().cloned());
}

/// Draws the lines of a card, as many as there is room for.
pub(super) fn draw_lines(
    paint: &mut Paint<'_>,
    app: &App,
    area: Area,
    lines: impl Iterator<Item = CardLine>,
) {
    let mut lines: Vec<_> = lines.collect();
    let n_rows = usize::from(area.height);
    if let (true, Some(CardLine::Text(last))) = (lines.len() > n_rows, lines.get_mut(n_rows.wrapping_sub(1)))
    {
        // The card says how much is left out.
        let room = usize::from(area.width).saturating_sub(cells(paint.signs.more).into());
        *last = format!("{}{}", grapheme::fit_words(last, room, ""), paint.signs.more);
    }
    for (y, line) in (area.y..area.y + area.height).zip(lines) {
        match line {
            CardLine::Stated(pieces) => {
                let mut x = area.x;
                for (text, part) in pieces {
                    let style = if part == WordingPart::Other { Style::new() } else { Theme::part(part) };
                    x += paint.put(x, y, (area.x + area.width).saturating_sub(x), &text, style);
                }
            }
            CardLine::Text(text) => {
                paint.put_fit(area.x, y, area.width, &text, Style::new());
            }
            CardLine::Strip(text, id) => {
                let used = paint.put_fit(area.x, y, area.width, &text, Style::new()) + 2;
                let width = area.width.saturating_sub(used).min(24);
                draw_strip(paint, app, (area.x + used, y, width), id);
            }
        }
    }
}

/// Draws where in the article an entity appears.
pub(super) fn draw_strip(paint: &mut Paint<'_>, app: &App, (x, y, width): (u16, u16, u16), id: Id<Entity>) {
    let entity = &app.article.analysis.entities[id];
    let places = app.looks.forms.mentions_of(&app.article.analysis, id).map(|it| it.span);
    let heights = sparkline::heights(places, app.article.doc.text().len(), usize::from(width));
    let style = Style { add_modifier: Modifier::empty(), ..paint.theme.name(entity.kind) };
    for (x, height) in (x..).zip(heights) {
        let style = if height == 0 { paint.theme.dim } else { style };
        paint.put(x, y, 1, paint.signs.strip[height], style);
    }
}
