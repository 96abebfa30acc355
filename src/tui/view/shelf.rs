//! The library screen: the articles of the library with how far they have been read, and the results of a search.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::app::card;
use crate::app::input::action::Action;
use crate::app::list::Row;
use crate::app::screen::{Area, Mode};
use crate::app::shelf::{Note, Piece, SearchScope, Shelf, ShelfArticle, ShelfItem, ShelfPopup};
use crate::digest::counted;
use crate::tui::theme::{Theme, Themes};
use crate::tui::view::paint::{Paint, cells};
use crate::tui::view::signs::Signs;
use crate::tui::view::{draw_too_small, help, on_screen, status, typed};

/// What the last line offers, most useful first.
const HINTS: &[Action] = &[
    Action::ShelfOpen,
    Action::ShelfSearch,
    Action::ShelfWho,
    Action::ShelfNotes,
    Action::ShelfAnnotated,
    Action::Quit,
    Action::ShelfSort,
    Action::ShelfRemove,
];

/// The same for the notes of all articles.
const NOTE_HINTS: &[Action] =
    &[Action::ShelfOpen, Action::ShelfSearch, Action::ShelfNotes, Action::ShelfSort, Action::Quit];

/// The cells of the columns after the title.
const NOTES: u16 = 5;
const READ: u16 = 4;

/// The whole library screen.
#[derive(Debug)]
pub struct ShelfView<'s>(pub &'s Shelf, pub &'s Themes);

impl Widget for ShelfView<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let shelf = self.0;
        let (columns, rows) = (shelf.places.columns, shelf.places.rows);
        on_screen(columns, rows, area, buf, |cells| {
            let settings = &shelf.settings;
            let theme = Theme::new(self.1.of(settings.dark), settings.colors);
            let mut paint = Paint { buf: cells, theme, signs: Signs::new(settings.ascii) };
            draw(&mut paint, shelf);
        });
    }
}

fn draw(paint: &mut Paint<'_>, shelf: &Shelf) {
    let places = shelf.places;
    if places.mode == Mode::Tiny {
        draw_too_small(paint, places.columns, &shelf.settings.keymap);
        return;
    }
    draw_title(paint, shelf);
    // A note has neither a percentage nor notes of its own.
    let is_of_notes = shelf.holdings.lists_notes && shelf.search.query().is_none();
    let columns = if is_of_notes { Columns::of_notes(places.list) } else { Columns::new(places.list) };
    draw_head(
        paint,
        places.head,
        &columns,
        if is_of_notes { ["note", "written"] } else { ["article", "opened"] },
    );
    for (y, (row, is_cursor)) in (places.list.y..).zip(shelf.list.shown()) {
        match row {
            Row::Item(ShelfItem::Article(at)) => {
                if let Some(article) = shelf.holdings.articles.get(at) {
                    draw_article(paint, places.list, y, &columns, article);
                }
            }
            Row::Item(ShelfItem::Sample) => draw_sample(paint, places.list, y),
            Row::Item(ShelfItem::Hit(at)) => {
                if let Some(hit) = shelf.hit(at) {
                    draw_article(paint, places.list, y, &columns, &hit.article);
                }
            }
            Row::More(ShelfItem::Hit(at), _) => {
                let line = shelf.hit(at).map(|it| it.line.as_slice());
                draw_snippet(paint, places.list, y, line.unwrap_or_default());
            }
            Row::Item(ShelfItem::Note(at)) => {
                if let Some(note) = shelf.holdings.notes.get(at) {
                    draw_note(paint, places.list, y, &columns, note);
                }
            }
            Row::More(ShelfItem::Note(at), _) => {
                if let Some(note) = shelf.holdings.notes.get(at) {
                    draw_about(paint, places.list, y, note);
                }
            }
            Row::More(ShelfItem::Article(_) | ShelfItem::Sample, _) | Row::Head(()) => {}
        }
        if is_cursor && matches!(row, Row::Item(_)) {
            paint.tint(Area { y, height: 1, ..places.list }, paint.theme.cursor);
        }
    }
    if shelf.list.is_empty() {
        let text = if shelf.search.query().is_none() && shelf.holdings.lists_notes {
            "there are no notes yet"
        } else if shelf.search.query().is_none() {
            &shelf.settings.keymap.words("no article has notes or corrections; {library-annotated} shows all")
        } else if shelf.search.found().is_some() {
            if shelf.holdings.lists_notes { "no note has it" } else { "no article has it" }
        } else {
            ""
        };
        let list = places.list;
        paint.put_fit(list.x + 1, list.y, list.width.saturating_sub(2), text, paint.theme.dim);
    }
    let hint = "a file: byline FILE    a page: byline ADDRESS";
    paint.put_fit(
        places.hint.x + 1,
        places.hint.y,
        places.hint.width.saturating_sub(2),
        hint,
        paint.theme.dim,
    );
    draw_status(paint, shelf);
    draw_over(paint, shelf);
}

fn draw_title(paint: &mut Paint<'_>, shelf: &Shelf) {
    let places = shelf.places;
    let title = shelf.title();
    if places.mode == Mode::Bare {
        return;
    }
    let n_noted = shelf.holdings.articles.iter().filter(|it| it.n_annotations() > 0).count();
    let n = counted(shelf.holdings.articles.len(), "article");
    let right = if n_noted == 0 || places.columns < 70 {
        n
    } else {
        format!("{n} {} {n_noted} with notes", paint.signs.dot)
    };
    let right_x = paint.put_right(places.columns.saturating_sub(1), 0, &right, Style::new());
    if places.mode == Mode::Double {
        paint.put(1, 0, right_x.saturating_sub(2), "byline", paint.theme.heading);
        paint.frame(places.pane, &title, paint.theme.heading);
        return;
    }
    let text = format!("byline {} {title}", paint.signs.dash);
    if cells(&text) + 2 > right_x {
        // What is listed matters more than its order.
        paint.put_fit(1, 0, right_x.saturating_sub(2), &title, paint.theme.heading);
    } else {
        let used = 1 + paint.put(1, 0, right_x.saturating_sub(2), "byline", paint.theme.heading);
        let text = format!(" {} {title}", paint.signs.dash);
        paint.put_fit(used, 0, right_x.saturating_sub(used + 1), &text, Style::new());
    }
}

/// Where the columns after the title end; those without room are left out.
struct Columns {
    /// With the number of cells of a date.
    opened: Option<(u16, usize)>,
    read: Option<u16>,
    corrections: Option<u16>,
    notes: Option<u16>,
    /// Where the title has to end.
    title: u16,
}

impl Columns {
    fn new(list: Area) -> Self {
        let mut right = (list.x + list.width).saturating_sub(1);
        let mut column = |is_shown: bool, width: u16| {
            is_shown.then(|| {
                let end = right;
                right = right.saturating_sub(width + 2);
                end
            })
        };
        let date = if list.width >= 100 { 16 } else { 10 };
        let opened = column(list.width >= 60, date).map(|end| (end, usize::from(date)));
        let read = column(list.width >= 40, READ);
        let corrections = column(list.width >= 70, NOTES);
        let notes = column(list.width >= 40, NOTES);
        Self { opened, read, corrections, notes, title: right }
    }

    /// The columns of a list of notes: only when each was written.
    fn of_notes(list: Area) -> Self {
        let all = Self::new(list);
        let title = all.opened.map_or((list.x + list.width).saturating_sub(1), |(end, n)| {
            end.saturating_sub(u16::try_from(n).unwrap_or(u16::MAX).saturating_add(2))
        });
        Self { read: None, corrections: None, notes: None, title, ..all }
    }
}

fn draw_head(paint: &mut Paint<'_>, head: Area, columns: &Columns, [first, date]: [&str; 2]) {
    if head.height == 0 {
        return;
    }
    let dim = paint.theme.dim;
    paint.put(head.x + 1, head.y, head.width.saturating_sub(1), first, dim);
    let opened = columns.opened.map(|it| it.0);
    for (end, name) in
        [(opened, date), (columns.read, "read"), (columns.corrections, "corr."), (columns.notes, "notes")]
    {
        if let Some(end) = end {
            paint.put_right(end, head.y, name, dim);
        }
    }
}

fn draw_article(paint: &mut Paint<'_>, list: Area, y: u16, columns: &Columns, article: &ShelfArticle) {
    let x = list.x + 1;
    let others = if article.n_others == 0 { String::new() } else { format!(" +{}", article.n_others) };
    let width = columns.title.saturating_sub(x).saturating_sub(cells(&others));
    let used = paint.put_fit(x, y, width, &article.title, Style::new());
    paint.put(x + used, y, cells(&others), &others, paint.theme.dim);
    if let Some((end, n)) = columns.opened {
        let date: String = article.opened.chars().take(n).collect();
        paint.put_right(end, y, &date, paint.theme.dim);
    }
    if let Some(end) = columns.read {
        paint.put_right(end, y, &format!("{}%", article.read_percent), Style::new());
    }
    // A single column counts both.
    let (notes, corrections) = match columns.corrections {
        Some(_) => (article.n_notes, article.n_corrections),
        None => (article.n_notes + article.n_corrections, 0),
    };
    for (end, n) in [(columns.notes, notes), (columns.corrections, corrections)] {
        if let Some(end) = end.filter(|_| n > 0) {
            paint.put_right(end, y, &n.to_string(), Style::new());
        }
    }
}

/// Draws the text of a note, or the words that are highlighted.
fn draw_note(paint: &mut Paint<'_>, list: Area, y: u16, columns: &Columns, note: &Note) {
    let x = list.x + 1;
    let width = columns.title.saturating_sub(x);
    if note.told.is_empty() {
        paint.put_fit(x, y, width, &format!("“{}”", note.words), Style::new());
    } else {
        paint.put_fit(x, y, width, &note.told, Style::new());
    }
    if let Some((end, n)) = columns.opened {
        let date: String = note.written.chars().take(n).collect();
        paint.put_right(end, y, &date, paint.theme.dim);
    }
}

/// Draws what a note is about.
fn draw_about(paint: &mut Paint<'_>, list: Area, y: u16, note: &Note) {
    let x = list.x + 3;
    let width = (list.x + list.width).saturating_sub(1).saturating_sub(x);
    let about = if note.told.is_empty() {
        note.title.clone()
    } else {
        format!("“{}” {} {}", note.words, paint.signs.dash, note.title)
    };
    paint.put_fit(x, y, width, &about, paint.theme.dim);
}

fn draw_sample(paint: &mut Paint<'_>, list: Area, y: u16) {
    let width = list.width.saturating_sub(2);
    paint.put_fit(list.x + 1, y, width, "the sample article, to try everything on", paint.theme.dim);
}

/// Draws the words around a hit; the first hit is always visible.
fn draw_snippet(paint: &mut Paint<'_>, list: Area, y: u16, pieces: &[Piece]) {
    let mut x = list.x + 3;
    let end = (list.x + list.width).saturating_sub(1);
    let room = usize::from(end.saturating_sub(x));
    let before: String = pieces.iter().take_while(|it| !it.is_hit).map(|it| it.text.as_str()).collect();
    let n_before = before.chars().count();
    let hit = pieces.iter().find(|it| it.is_hit).map_or(0, |it| it.text.chars().count());
    // Enough is left out that the hit is in the first half, or ends with the line.
    let mut n_left_out = 0;
    if n_before + hit > room {
        let from = n_before.saturating_sub(room / 3);
        // The line begins with a whole word.
        let is_space = |c: char| c == ' ';
        let to_word = before.chars().skip(from).position(is_space).map_or(0, |it| it + 1);
        n_left_out = from + to_word;
        x += paint.put(x, y, end.saturating_sub(x), paint.signs.more, paint.theme.dim);
    }
    for piece in pieces {
        let n = piece.text.chars().count();
        let text: String = piece.text.chars().skip(n_left_out).collect();
        n_left_out = n_left_out.saturating_sub(n);
        let style = if piece.is_hit { paint.theme.hit } else { paint.theme.dim };
        x += paint.put_fit(x, y, end.saturating_sub(x), &text, style);
    }
}

fn draw_status(paint: &mut Paint<'_>, shelf: &Shelf) {
    let places = shelf.places;
    let (y, end) = (places.rows - 1, places.columns.saturating_sub(1));
    let mut x = 1;
    if shelf.search.is_typing || shelf.search.query().is_some() {
        let prompt = match shelf.search.scope {
            SearchScope::Words => "/",
            SearchScope::Notes => "notes: ",
            SearchScope::Names => "who: ",
        };
        let keymap = &shelf.settings.keymap;
        let how = match (shelf.search.found(), &shelf.notice) {
            (_, Some(notice)) => notice.clone(),
            _ if !shelf.search.is_typing => keymap.words("{close} drops it"),
            (None, _) if shelf.search.query().is_none() => keymap
                .words("{typing-accept} opens, {typing-complete} keeps the list, {typing-cancel} drops it"),
            (None, _) => paint.signs.more.to_owned(),
            (Some(found), _) => counted(found.n_articles, "article"),
        };
        let mut right = places.columns;
        if cells(&how) + 12 < places.columns {
            right = paint.put_right(end, y, &how, paint.theme.dim).saturating_sub(1);
        }
        let input = if shelf.search.is_typing { right } else { right.min(places.columns / 2) };
        typed::draw_input(paint, (0, y, input), prompt, &shelf.search.input, shelf.search.is_typing);
        return;
    }
    if let Some(notice) = &shelf.notice {
        paint.put_fit(x, y, end.saturating_sub(x), notice, Style::new());
        return;
    }
    let hint = |action| status::hint(&shelf.settings.keymap, action);
    let help = hint(Action::Help).unwrap_or_default();
    let help_x = end.saturating_sub(cells(&help));
    if help_x < x {
        return;
    }
    paint.put(help_x, y, cells(&help), &help, Style::new());
    for &action in if shelf.holdings.lists_notes { NOTE_HINTS } else { HINTS } {
        let Some(mut text) = hint(action) else { continue };
        if shelf.holdings.lists_notes && action == Action::ShelfNotes {
            // The way back.
            text = text.replace("notes", "articles");
        }
        if x + cells(&text) + 2 > help_x {
            break;
        }
        x += paint.put(x, y, cells(&text), &text, paint.theme.dim) + 2;
    }
}

fn draw_over(paint: &mut Paint<'_>, shelf: &Shelf) {
    let area = shelf.places.over();
    match &shelf.popup {
        None => {}
        Some(ShelfPopup::Help(it)) => help::draw(paint, area, it, &shelf.settings.keymap),
        Some(ShelfPopup::Remove(article)) => draw_question(paint, shelf.places.mode, area, article),
    }
}

/// Asks whether to remove an article, and says what would be lost with it.
fn draw_question(paint: &mut Paint<'_>, mode: Mode, area: Area, article: &ShelfArticle) {
    let notes = Shelf::told_notes(article);
    let lost = if notes.is_empty() {
        "It has no notes.".to_owned()
    } else {
        format!("{notes} would be lost for good.")
    };
    // If there is little room, the row under the cursor shows which article it is.
    let is_bare = mode == Mode::Bare;
    let (edge, text) = if is_bare {
        (0, format!("Remove? {lost} y removes"))
    } else {
        let dash = paint.signs.dash;
        (1, format!("{} {dash} {lost} y removes it, any other key does not", article.title))
    };
    let lines = card::wrapped(&text, usize::from(area.width.saturating_sub(2 + 2 * edge)));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2 * edge).min(area.height);
    let below = if is_bare { area.height - height } else { (area.height - height) / 2 };
    let area = Area { y: area.y + below, height, ..area };
    paint.clear(area);
    if !is_bare {
        paint.frame(area, "Remove from the library", paint.theme.heading);
    }
    for (y, line) in (area.y + edge..area.y + height - edge).zip(&lines) {
        paint.put(area.x + 1 + edge, y, area.width.saturating_sub(2 + 2 * edge), line, Style::new());
    }
}
