//! The sidebar: people and organizations, relations, or quotes by speaker, and the details of the row under the
//! cursor.

use ratatui::style::{Modifier, Style};

use crate::app::article::mention_filter::Forms;
use crate::app::article::told;
use crate::app::card;
use crate::app::card::{CardLine, CardSize, Subject};
use crate::app::chosen::Chosen;
use crate::app::list::Row;
use crate::app::screen::Area;
use crate::app::sidebar::WIDE;
use crate::app::sidebar::cast::CastSection;
use crate::app::sidebar::quotes;
use crate::app::sidebar::quotes::QuoteHead;
use crate::app::{App, ListView, Pane, Progress};
use crate::digest::{self, Voice};
use crate::nlp::{Entity, EntityKind, MentionForm, Quote};
use crate::text::Id;
use crate::tui::view::card::{draw_lines, draw_strip};
use crate::tui::view::paint::{Paint, cells};
use crate::tui::view::text::bar_index;
use crate::tui::view::{note, outline, relation, typed};

/// The cells of the sparkline, for lists of at least this width.
const STRIP_CELLS: [(u16, u16); 4] = [(72, 24), (52, 12), (WIDE, 9), (0, 5)];
/// The title of the counts of names only.
const BY_NAME: &str = "by name";
/// The cells of a count, with one before its title.
const COUNT_CELLS: u16 = 8;

/// Draws tabs, list and details.
pub(super) fn draw(paint: &mut Paint<'_>, app: &App) {
    let (pane, list) = (app.screen.side_pane, app.screen.list);
    draw_tabs(paint, app);
    let below_tabs = app.screen.tabs.y + app.screen.tabs.height;
    paint.rule(pane.x, below_tabs, pane.width);
    let title = relation::whose(app).or_else(|| app.told_of_no_row()).or_else(|| match app.sidebar.view {
        ListView::Notes => Some(note::how_many(app)),
        ListView::Outline => Some(app.sidebar.outline.told()),
        ListView::Cast | ListView::Relations | ListView::Quotes => None,
    });
    if let Some(title) = title {
        paint.title(pane.x, below_tabs, pane.width, &title, paint.theme.heading);
    }
    match app.sidebar.view {
        ListView::Cast => {
            for (y, (row, is_cursor)) in (list.y..).zip(app.sidebar.cast.shown()) {
                match row {
                    Row::Head((section, n)) => draw_section(paint, app, y, section, n),
                    Row::Item(id) => draw_entity(paint, app, y, id),
                    Row::More(..) => {}
                }
                // A sparkline in reverse would hang from above.
                let (strip, _) = Columns::new(app).strip;
                draw_cursor(paint, app, Area { y, width: strip.saturating_sub(list.x), ..list }, is_cursor);
            }
        }
        ListView::Relations => {
            for (y, (row, is_cursor)) in (list.y..).zip(app.sidebar.relations.shown()) {
                relation::draw_row(paint, app, y, row);
                draw_cursor(paint, app, Area { y, ..list }, is_cursor);
            }
        }
        ListView::Quotes => {
            for (y, (row, is_cursor)) in (list.y..).zip(app.sidebar.quotes.shown()) {
                match row {
                    Row::Head(QuoteHead::Voice(number)) => draw_voice(paint, app, y, number),
                    Row::Head(QuoteHead::SourceMember(number)) => draw_source_member(paint, app, y, number),
                    Row::Item(id) => draw_quote(paint, app, y, id, 0),
                    Row::More(id, nth) => draw_quote(paint, app, y, id, nth),
                }
                draw_cursor(paint, app, Area { y, ..list }, is_cursor);
            }
        }
        ListView::Notes => {
            for (y, (row, is_cursor)) in (list.y..).zip(app.sidebar.notes.shown()) {
                note::draw_row(paint, app, y, row);
                draw_cursor(paint, app, Area { y, ..list }, is_cursor);
            }
        }
        ListView::Outline => {
            let read = app.section_read();
            for (y, (row, is_cursor)) in (list.y..).zip(app.sidebar.outline.list.shown()) {
                outline::draw_row(paint, app, y, row, read);
                draw_cursor(paint, app, Area { y, ..list }, is_cursor);
            }
        }
    }
    if app.sidebar.list().is_empty() {
        draw_empty(paint, app);
    }
    draw_detail(paint, app);
}

fn draw_tabs(paint: &mut Paint<'_>, app: &App) {
    let area = app.screen.tabs;
    let (filter, front) = (app.sidebar.list().filter(), app.sidebar.view);
    let tabs = app.tabs();
    for tab in &tabs {
        let style = if tab.view == front { paint.theme.cursor } else { Style::new() };
        paint.put(tab.area.x, tab.area.y, tab.area.width, &tab.text, style);
    }
    let in_front = tabs.iter().find(|tab| tab.view == front).map(|tab| tab.area.y);
    if let Some(y) = in_front.filter(|_| filter.is_shown()) {
        let ends = tabs.iter().filter(|tab| tab.area.y == y).map(|tab| tab.area.x + tab.area.width);
        let left = ends.max().unwrap_or(area.x) + 1;
        let at = (left, y, (area.x + area.width).saturating_sub(left));
        typed::draw_input(paint, at, "/", &filter.input, filter.has_keys);
    }
}

fn draw_section(paint: &mut Paint<'_>, app: &App, y: u16, section: CastSection, n: usize) {
    let list = app.screen.list;
    let name = match section {
        CastSection::Named(EntityKind::Person) => "People",
        CastSection::Named(EntityKind::Organization) => "Organizations",
        CastSection::Named(EntityKind::Place) => "Places",
        CastSection::Unnamed => "Without a name",
    };
    let start = list.x + 1;
    let width = paint.put(start, y, list.width.saturating_sub(1), &format!("{name} {n}"), paint.theme.dim);
    let columns = Columns::new(app);
    if let Some(names) = columns.names {
        // Beside "Organizations 5" there may be no room for it; "People" above has it.
        if section != CastSection::Unnamed && names >= start + width + 1 + cells(BY_NAME) {
            paint.put_right(names, y, BY_NAME, paint.theme.dim);
        }
        let all = match section {
            _ if !app.looks.forms.has(MentionForm::Pronoun) => "in all",
            CastSection::Named(EntityKind::Person) => "+he/she",
            CastSection::Named(EntityKind::Organization | EntityKind::Place) => "+it",
            CastSection::Unnamed => "in all",
        };
        paint.put_right(columns.all, y, all, paint.theme.dim);
    }
}

/// Where the columns of the list of names are.
struct Columns {
    /// Where the sparkline starts, and its cells.
    strip: (u16, u16),
    /// Where the count of all mentions ends.
    all: u16,
    /// Where the count of names ends, if it is shown, too.
    names: Option<u16>,
}

impl Columns {
    fn new(app: &App) -> Self {
        let list = app.screen.list;
        let is_wide = list.width >= WIDE;
        let n_strip = STRIP_CELLS.iter().find(|it| list.width >= it.0).map_or(0, |it| it.1);
        let strip = (list.x + list.width.saturating_sub(1)).saturating_sub(n_strip);
        let all = strip.saturating_sub(1);
        let has_others = app.looks.forms.has(MentionForm::Name)
            && app.looks.forms != Forms::NAMES
            && app.article.marks.has_stand_ins();
        let names = (is_wide && has_others).then(|| all.saturating_sub(COUNT_CELLS));
        Self { strip: (strip, n_strip), all, names }
    }
}

fn draw_entity(paint: &mut Paint<'_>, app: &App, y: u16, id: Id<Entity>) {
    let list = app.screen.list;
    let entity = &app.article.analysis.entities[id];
    let style = paint.theme.name(entity.kind);
    let is_walked = app.chosen.as_ref().and_then(Chosen::entity) == Some(id);
    let sign = match entity.kind {
        _ if is_walked => paint.signs.chosen,
        EntityKind::Person => " ",
        EntityKind::Organization => paint.signs.organization,
        EntityKind::Place => paint.signs.place,
    };
    paint.put(
        list.x,
        y,
        1.min(list.width),
        sign,
        style.remove_modifier(Modifier::UNDERLINED | Modifier::ITALIC),
    );
    let columns = Columns::new(app);
    draw_strip(paint, app, (columns.strip.0, y, columns.strip.1), id);
    let n = app.looks.forms.mentions_of(&app.article.analysis, id).count();
    let mut count_x = paint.put_right(columns.all, y, &n.to_string(), Style::new());
    if let Some(names) = columns.names.filter(|_| entity.is_named) {
        let n = Forms::NAMES.mentions_of(&app.article.analysis, id).count();
        count_x = paint.put_right(names, y, &n.to_string(), paint.theme.dim);
    }
    let x = list.x + 1;
    let room = count_x.saturating_sub(x + 1);
    let used = paint.put_fit(x, y, room, &entity.name, style);
    // The words by which the text refers to the person, if there is room for some.
    if let Some(description) = &entity.description
        && room.saturating_sub(used) > 12
    {
        paint.put_fit(x + used + 2, y, room - used - 2, description, paint.theme.dim);
    }
}

fn draw_voice(paint: &mut Paint<'_>, app: &App, y: u16, number: usize) {
    let list = app.screen.list;
    let Some(row) = app.article.voices.rows().get(number) else { return };
    let share = format!("{} {} {}%", row.quotes.len(), paint.signs.dot, row.percent);
    let right = list.x + list.width.saturating_sub(1);
    let share_x = paint.put_right(right, y, &share, paint.theme.dim);
    let x = list.x + 1;
    let style = match row.voice {
        Voice::Cast(id) => paint.theme.name(app.article.analysis.entities[id].kind),
        Voice::Source { .. } => Style::new(),
        Voice::Unknown => paint.theme.dim,
    };
    let name = told::voice_name(&app.article.analysis, &row.voice);
    paint.put_fit(x, y, share_x.saturating_sub(x + 1), name, style);
}

/// Draws the member of the cast that the source above points to.
fn draw_source_member(paint: &mut Paint<'_>, app: &App, y: u16, number: usize) {
    let list = app.screen.list;
    let Some(Voice::Source { member: Some(member), .. }) =
        app.article.voices.rows().get(number).map(|row| &row.voice)
    else {
        return;
    };
    if let Some(text) = told::source_member(&app.article.doc, &app.article.analysis, *member) {
        paint.put_fit(list.x + 3, y, list.width.saturating_sub(4), &text, paint.theme.dim);
    }
}

fn draw_quote(paint: &mut Paint<'_>, app: &App, y: u16, id: Id<Quote>, nth: usize) {
    let list = app.screen.list;
    let quote = &app.article.analysis.quotes[id];
    let bar = paint.signs.bars[bar_index(quote.kind)];
    let bar_style = paint.theme.quote.remove_modifier(Modifier::ITALIC);
    paint.put(list.x + 1, y, 1, bar, bar_style);
    let lines = quotes::lines(&app.article.doc, quote, usize::from(list.width), app.sidebar.quote_lines);
    let Some(line) = lines.get(nth) else { return };
    let style = if quote.confidence.is_doubtful() { paint.theme.dim } else { Style::new() };
    let indent = u16::try_from(quotes::INDENT).unwrap_or(0);
    paint.put(list.x + indent, y, list.width.saturating_sub(indent), line, style);
}

fn draw_cursor(paint: &mut Paint<'_>, app: &App, row: Area, is_cursor: bool) {
    if is_cursor && app.panes.front == Pane::List {
        paint.tint(Area { height: 1, ..row }, paint.theme.cursor);
    }
}

fn draw_empty(paint: &mut Paint<'_>, app: &App) {
    let list = app.screen.list;
    let text = match &app.article.progress {
        _ if !app.sidebar.list().filter().words().is_empty() => "no row has these words",
        _ if !app.sidebar.view.is_of_analysis() => app.sidebar.view.none(),
        Progress::Done => app.sidebar.view.none(),
        Progress::Failed(_) => "the analysis failed",
        Progress::Waiting | Progress::Running(..) => "analysing",
    };
    if list.height > 0 {
        let text = app.input.keymap.words(text);
        paint.put_fit(list.x + 1, list.y, list.width.saturating_sub(1), &text, paint.theme.dim);
    }
}

fn draw_detail(paint: &mut Paint<'_>, app: &App) {
    let area = app.screen.detail;
    if area.height < 2 {
        return;
    }
    let inside =
        Area { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: area.height - 1 };
    let (subject, of_row) = (app.detail_subject(), app.list_subject());
    let lines = match app.sidebar.view {
        _ if subject.is_some() || app.sidebar.list().is_empty() => Vec::new(),
        ListView::Notes => note::detail(app, inside),
        ListView::Outline => outline::detail(app, inside),
        ListView::Cast | ListView::Relations | ListView::Quotes => Vec::new(),
    };
    if !lines.is_empty() {
        paint.rule(area.x, area.y, area.width);
        return draw_lines(paint, app, inside, lines.into_iter());
    }
    let Some(subject) = subject else { return };
    paint.rule(area.x, area.y, area.width);
    // The list shows it already.
    let is_row = matches!(subject, Subject::Relation(_) | Subject::Sentence(_)) && of_row == Some(subject);
    let is_titled = !is_row && !matches!(subject, Subject::Quote(_));
    let n_lines = inside.height - u16::from(is_titled);
    let room = CardSize { width: usize::from(inside.width), lines: usize::from(n_lines) };
    let card = card::card(app.facts(), subject, room);
    if let Subject::Quote(id) = subject {
        // A list cuts a quote to its row; here is the whole quote, as far as there is room. With few lines, it gets
        // most of them.
        let words = digest::said(&app.article.doc, &app.article.analysis.quotes[id]);
        let height = usize::from(inside.height);
        let room = height.saturating_sub(card.lines.len()).max(height * 3 / 4).max(2);
        let lines = card::clipped(&words, usize::from(inside.width), room);
        let words = lines.into_iter().map(CardLine::Text);
        draw_lines(paint, app, inside, words.chain(card.lines));
    } else if !is_titled {
        draw_lines(paint, app, inside, card.lines.into_iter());
    } else {
        paint.put_fit(inside.x, inside.y, inside.width, &card.title, paint.theme.heading);
        let below = Area { y: inside.y + 1, height: inside.height - 1, ..inside };
        draw_lines(paint, app, below, card.lines.into_iter());
    }
}
