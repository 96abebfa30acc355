//! The speaker of a quote, in the margin before the line where the quote begins.

use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::article::marks::QuoteMark;
use crate::app::reader::layout::LineKind;
use crate::app::text::{bidi, grapheme};
use crate::digest;
use crate::nlp::EntityKind;
use crate::tui::view::paint::{Paint, cells};

/// The most cells for a name; in a wider margin, the eye would have to search for it.
const MAX_CELLS: u16 = 24;

/// A speaker as the margin shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Speaker {
    name: String,
    kind: Option<EntityKind>,
    /// Whether it is a person's name, which is best known by its end; not so "a spokeswoman for Sessions", which ends
    /// with another name.
    ends_with_surname: bool,
}

/// Draws the names, if anything may be beside the text. Of several quotes of one speaker in a paragraph, only the
/// first gets a name.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App) {
    let Some(margin) = app.screen.margin() else { return };
    let is_alone = app.is_zen() || app.article.from_right;
    if !app.looks.speakers || !app.looks.highlights || is_alone {
        return;
    }
    let right = margin.x + margin.width;
    let room = margin.width.saturating_sub(1).min(MAX_CELLS);
    let mut last = None;
    for (y, line) in (margin.y..).zip(app.reader.frame()) {
        let LineKind::Text(_) = line.kind else {
            last = None;
            continue;
        };
        let opens = |mark: &&QuoteMark| mark.opens && line.span.contains(mark.span.start());
        let Some(mark) = app.article.marks.quotes_in(line.span).find(opens) else { continue };
        let Some(speaker) = speaker(app, mark) else { continue };
        // A terminal may reverse such rows, including the margin.
        let is_turned = [app.article.doc.slice(line.span), &speaker.name]
            .iter()
            .any(|text| text.chars().any(bidi::is_from_right));
        if is_turned || last.as_ref() == Some(&speaker) {
            continue;
        }
        let doubt = if mark.doubtful { " ?" } else { "" };
        let name = shortened(&speaker, room.saturating_sub(cells(doubt)), paint.signs.more);
        let colour =
            speaker.kind.map_or(Style::new(), |kind| Style { fg: paint.theme.name(kind).fg, ..Style::new() });
        let style = paint.theme.dim.patch(colour).add_modifier(Modifier::DIM);
        paint.put_right(right, y, &format!("{name}{doubt}"), style);
        last = Some(speaker);
    }
}

/// The speaker, if known.
fn speaker(app: &App, mark: &QuoteMark) -> Option<Speaker> {
    let quote = &app.article.analysis.quotes[mark.quote];
    if let Some(id) = quote.speaker {
        let entity = &app.article.analysis.entities[id];
        let ends_with_surname = entity.is_named && entity.kind == EntityKind::Person;
        return Some(Speaker { name: entity.name.clone(), kind: Some(entity.kind), ends_with_surname });
    }
    let name = digest::source(&app.article.doc, quote);
    (!name.is_empty()).then_some(Speaker { name, kind: None, ends_with_surname: false })
}

/// The name in this many cells, shortened by whole words if possible.
fn shortened(speaker: &Speaker, room: u16, more: &str) -> String {
    let name = speaker.name.as_str();
    let fits = |words: &&str| cells(words) <= room;
    let ends = name.match_indices(' ').filter_map(|(at, _)| name.get(at + 1..));
    let ends = ends.filter(|_| speaker.ends_with_surname);
    let short = std::iter::once(name).chain(ends).find(fits);
    short.map_or_else(|| grapheme::fit_words(name, usize::from(room), more), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_shortened_from_the_side_that_tells_less() {
        let short = |name: &str, kind, ends_with_surname| {
            shortened(&Speaker { name: name.to_owned(), kind, ends_with_surname }, 16, "…")
        };
        let person = Some(EntityKind::Person);
        assert_eq!(short("Nora Lindqvist", person, true), "Nora Lindqvist");
        assert_eq!(short("Maria Luisa Montenegro", person, true), "Luisa Montenegro");
        assert_eq!(short("Wolfeschlegelsteinhausen", person, true), "Wolfeschlegelst…");
        assert_eq!(short("Harbour Oversight Committee", Some(EntityKind::Organization), false), "Harbour…");
        assert_eq!(short("a spokesman for the mayor", None, false), "a spokesman for…");
        assert_eq!(short("a spokeswoman for Loxley", person, false), "a spokeswoman…");
    }
}
