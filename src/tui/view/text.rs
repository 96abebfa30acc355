//! The article: lines with their marks.

use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::article::marks::{MentionMark, QuoteMark};
use crate::app::article::stand_in;
use crate::app::card;
use crate::app::card::WordingPart;
use crate::app::chosen::Chosen;
use crate::app::popup::Popup;
use crate::app::reader::layout::{Line, LineKind};
use crate::app::reader::{Focus, FocusKind};
use crate::app::text::grapheme;
use crate::digest::{self, Wording};
use crate::document::BlockKind;
use crate::nlp::{EntityKind, MentionForm, QuoteKind};
use crate::text::{ByteOffset, Span};
use crate::tui::theme::Theme;
use crate::tui::view::hint;
use crate::tui::view::paint::Paint;

/// Characters that open and close a quotation.
const QUOTATION_MARKS: &str = "“”„«»\"";

/// What is marked on one line.
struct LineMarks<'m> {
    /// Each with the words that are marked for it. A mention that contains another one comes before it.
    mentions: Vec<(&'m MentionMark, Span)>,
    quotes: Vec<&'m QuoteMark>,
    /// The relation that is shown, if any.
    wording: Option<Wording>,
    hits: Vec<Span>,
    notes: Vec<Span>,
    links: Vec<Span>,
}

/// Draws the visible lines.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App) {
    let area = app.screen.text;
    let mut above = None;
    for (y, line) in (area.y..).zip(app.reader.frame()) {
        match line.kind {
            LineKind::Header(index) => {
                let text = app.reader.header().get(index).map_or("", String::as_str);
                let title = app.article.doc.meta().title.as_deref().map(grapheme::one_line);
                let is_title = title.as_deref() == Some(text);
                let style = if is_title { paint.theme.heading } else { paint.theme.dim };
                paint.put_fit(area.x, y, area.width, text, style);
            }
            LineKind::Text(kind) => draw_line(paint, app, y, line, kind),
            LineKind::LeftOut => {
                paint.put(area.x, y, area.width, paint.signs.more, paint.theme.dim);
            }
            // The title stands out from the headings in the article.
            LineKind::Blank if above == Some(LineKind::Text(BlockKind::Heading(1))) => {
                paint.rule(area.x, y, area.width);
            }
            LineKind::Blank => {}
        }
        above = Some(line.kind);
    }
    if let Some(Popup::Hints(hints)) = &app.popup {
        hint::draw(paint, app, hints);
    }
}

fn draw_line(paint: &mut Paint<'_>, app: &App, y: u16, line: &Line, kind: BlockKind) {
    let marks = LineMarks::new(app, line.span);
    draw_gutter(paint, app, y, line, &marks);
    let area = app.screen.text;
    let mut x = area.x + u16::try_from(line.indent).unwrap_or(0);
    // Characters of one style are drawn together: there are fewer calls, and combining characters stay with their
    // base.
    let mut run = String::new();
    let mut run_style = Style::new();
    for glyph in line.glyphs(&app.article.doc) {
        let at = ByteOffset::new(line.span.start().to_usize() + glyph.start);
        let style = style(paint, app, kind, &marks, at, glyph.symbol);
        if style != run_style && glyph.width > 0 {
            x += paint.put(x, y, (area.x + area.width).saturating_sub(x), &run, run_style);
            run.clear();
            run_style = style;
        }
        run.push_str(glyph.symbol);
    }
    paint.put(x, y, (area.x + area.width).saturating_sub(x), &run, run_style);
}

impl<'m> LineMarks<'m> {
    fn new(app: &'m App, line: Span) -> Self {
        let shown = app.shown();
        // The first word of a name may end the line before the one on which the name continues.
        let reach = Span::new(line.start().to_usize(), line.end().to_usize() + 1);
        let mentions = app.article.marks.mentions_in(reach).filter(|mark| shown.has(mark));
        let mentions = mentions.map(|mark| (mark, app.article.marked_words(mark))).collect();
        let quotes =
            if app.looks.highlights { app.article.marks.quotes_in(line).collect() } else { Vec::new() };
        let hits = app.shown_search().map_or_else(Vec::new, |search| search.hits_in(line).copied().collect());
        let notes = app.article.marks_over(line).filter_map(|mark| mark.span).collect();
        let wording = shown_wording(app).filter(|it| it.sentence.overlaps(line));
        let links =
            app.article.doc.links_in(line).filter(|_| app.looks.highlights).map(|link| link.span).collect();
        Self { mentions, quotes, wording, hits, notes, links }
    }
}

fn style(
    paint: &Paint<'_>,
    app: &App,
    kind: BlockKind,
    marks: &LineMarks<'_>,
    at: ByteOffset,
    symbol: &str,
) -> Style {
    let theme = &paint.theme;
    let is_dimmed = app.bright().is_some_and(|bright| !bright.has(at));
    if is_dimmed && !app.reader.focus().is_some_and(|it| it.span.contains(at)) {
        return theme.dim;
    }
    let is_heading = matches!(kind, BlockKind::Heading(_));
    let mut style = match kind {
        BlockKind::Heading(_) => theme.heading,
        BlockKind::Caption | BlockKind::Boilerplate => theme.dim,
        _ => Style::new(),
    };
    if QUOTATION_MARKS.contains(symbol) && marks.quotes.iter().any(|mark| mark.span.contains(at)) {
        style = style.patch(theme.quote);
    }
    let around = marks.mentions.iter().filter(|(_, words)| words.contains(at)).map(|(mark, _)| *mark);
    // Of nested mentions, the innermost has its own look: in "Sessions’ spokeswoman", "Sessions" still looks like a
    // name.
    if let Some(mark) = around.clone().next_back() {
        if app.looks.highlights {
            let is_name = mark.form == MentionForm::Name;
            // A heading is bold itself.
            let base = if is_heading && !is_name { Style::new() } else { style };
            style = base.patch(theme.mention(mark.kind, mark.form));
            if is_heading && is_name && mark.kind == EntityKind::Person {
                style = style.add_modifier(Modifier::ITALIC);
            }
        }
        if mark.doubtful {
            style = style.add_modifier(theme.doubt);
        }
        // Only the parts of the relation should stand out.
        let is_relation = app.reader.focus().is_some_and(|it| matches!(it.kind, FocusKind::Relation(..)));
        let walked = app.chosen.as_ref().and_then(Chosen::entity).filter(|_| !is_relation);
        for mark in around.filter(|mark| Some(mark.entity) == walked) {
            style = style.add_modifier(theme.chosen(mark.form));
        }
    }
    if marks.links.iter().any(|link| link.contains(at)) {
        style = style.add_modifier(Theme::link(style == Style::new()));
    }
    if marks.notes.iter().any(|note| note.contains(at)) {
        style = style.patch(theme.note);
    }
    if marks.hits.iter().any(|hit| hit.contains(at)) {
        style = style.patch(theme.hit);
    }
    if let Some(wording) = &marks.wording {
        let part = card::part_at(wording, at.to_usize());
        if part != WordingPart::Other {
            style = Style { add_modifier: Theme::part(part).add_modifier, ..style };
        }
    }
    let is_focused = |focus: &Focus| {
        let is_it = |&(mark, words): &(&MentionMark, Span)| mark.span == focus.span && words.contains(at);
        focus.span.contains(at) || focus.kind == FocusKind::Mention && marks.mentions.iter().any(is_it)
    };
    match app.reader.focus().filter(is_focused) {
        Some(focus) => match focus.kind {
            FocusKind::Mention | FocusKind::Hit | FocusKind::Link => style.add_modifier(theme.focus),
            FocusKind::Selection(_) => style.patch(theme.cursor),
            // A whole focused sentence would be too conspicuous; its lines have a sign in the gutter.
            FocusKind::Quote | FocusKind::Sentence | FocusKind::Mark | FocusKind::Relation(..) => style,
        },
        None => style,
    }
}

/// The words of the focused relation, if one is focused.
fn shown_wording(app: &App) -> Option<Wording> {
    let FocusKind::Relation(id, nth) = app.reader.focus()?.kind else { return None };
    digest::wording(&app.article.analysis, app.article.analysis.relations.get(id)?, nth)
}

/// The signs before a line: the focus, with a different sign if it is uncertain, and the bar of a quote.
fn draw_gutter(paint: &mut Paint<'_>, app: &App, y: u16, line: &Line, marks: &LineMarks<'_>) {
    let gutter = app.screen.gutter;
    let left = app.screen.text.x - gutter.min(app.screen.text.x);
    let signs = paint.signs;
    if let Some(focus) = app.reader.focus().filter(|focus| focus.span.overlaps(line.span)) {
        let is_doubtful = line.span.contains(focus.span.start())
            && stand_in::doubt(&app.article.analysis, &app.article.marks, focus).is_some();
        let sign = if is_doubtful { "?" } else { signs.focus };
        paint.put(left, y, gutter.min(1), sign, paint.theme.heading);
    } else if let Some(mark) = app
        .article
        .marks_over(line.span)
        .find(|mark| mark.span.is_some_and(|it| line.span.contains(it.start())))
    {
        let sign = if mark.note.is_empty() { signs.highlight } else { signs.note };
        paint.put(left, y, gutter.min(1), sign, paint.theme.heading);
    } else if let Some(bookmark) = app.article.bookmark_on(line.span) {
        paint.put(left, y, gutter.min(1), bookmark.letter.encode_utf8(&mut [0; 4]), paint.theme.dim);
    }
    let bar = marks.quotes.iter().map(|mark| mark.kind).min_by_key(|&kind| bar_index(kind));
    if let Some(kind) = bar
        && gutter > 1
    {
        // The form of the bar shows the kind of quote; slanted, it would not join with the next line's.
        let style = paint.theme.quote.remove_modifier(Modifier::ITALIC);
        paint.put(left + 1, y, 1, signs.bars[bar_index(kind)], style);
    }
}

/// The index of a quote's sign, by how much of it is word for word.
pub(super) fn bar_index(kind: QuoteKind) -> usize {
    match kind {
        QuoteKind::Direct => 0,
        QuoteKind::Mixed => 1,
        QuoteKind::Indirect => 2,
    }
}
