//! The title line above and the status line below.

use ratatui::style::Style;

use crate::app::article::mention_filter::Forms;
use crate::app::article::search::MAX_HITS;
use crate::app::article::stand_in;
use crate::app::article::stand_in::Widths;
use crate::app::chosen::{Chosen, Target};
use crate::app::input::action;
use crate::app::input::action::{Action, Context};
use crate::app::input::keymap;
use crate::app::popup::Popup;
use crate::app::popup::search_prompt::{SearchPrompt, SearchPurpose};
use crate::app::reader::FocusKind;
use crate::app::reader::selection;
use crate::app::screen::Mode;
use crate::app::text::grapheme;
use crate::app::{App, Keymap, ListView, Pane, Progress};
use crate::digest::counted;
use crate::document::BlockKind;
use crate::nlp::{Mention, MentionForm};
use crate::text::Span;
use crate::tui::view::paint::{Paint, cells};
use crate::tui::view::{relation, typed};

/// What the footer offers while the article has the keys, most useful first.
const TEXT_HINTS: &[Action] = &[
    Action::NextPane,
    Action::NextThing,
    Action::Card,
    Action::Search,
    Action::ViewRelations,
    Action::ViewQuotes,
    Action::Graph,
    Action::Export,
    Action::Quit,
];
/// The same while a name or search is chosen.
const WALK_HINTS: &[Action] = &[
    Action::NextHit,
    Action::PreviousHit,
    Action::Card,
    Action::NextPane,
    Action::Search,
    Action::Export,
    Action::WalkAll,
    Action::Quit,
];
/// The same in a list.
const LIST_HINTS: &[Action] = &[
    Action::ListJump,
    Action::NextHit,
    Action::ListFilter,
    Action::ListSort,
    Action::ViewCast,
    Action::ViewRelations,
    Action::ViewQuotes,
    Action::With,
    Action::NextPane,
    Action::Quit,
];
/// The same in the list of relations.
const RELATION_HINTS: &[Action] = &[
    Action::ListJump,
    Action::ListOnly,
    Action::With,
    Action::Graph,
    Action::ListSort,
    Action::ListFilter,
    Action::NextPane,
    Action::ViewCast,
    Action::ViewQuotes,
    Action::Quit,
];
/// The same in the list of notes.
const NOTE_HINTS: &[Action] = &[
    Action::ListJump,
    Action::Note,
    Action::EraseMark,
    Action::ListFilter,
    Action::ListSort,
    Action::Undo,
    Action::NextPane,
    Action::ViewCast,
    Action::Quit,
];
/// The same in the outline.
const OUTLINE_HINTS: &[Action] = &[
    Action::ListJump,
    Action::ListFilter,
    Action::NextHeading,
    Action::Back,
    Action::NextPane,
    Action::ViewCast,
    Action::ViewQuotes,
    Action::Quit,
];
/// The same while a relation is marked in the text.
const STATED_HINTS: &[Action] =
    &[Action::NextRelation, Action::PreviousRelation, Action::ViewRelations, Action::Graph, Action::Close];
/// The same while a link is focused.
const LINK_HINTS: &[Action] =
    &[Action::OpenLink, Action::Copy, Action::NextLink, Action::PreviousLink, Action::Links, Action::Close];
/// The same while words are selected.
const SELECT_HINTS: &[Action] = &[
    Action::SelectNextWord,
    Action::SelectSentence,
    Action::Note,
    Action::Highlight,
    Action::Copy,
    Action::SelectDown,
    Action::SelectParagraph,
    Action::SelectOtherEnd,
    Action::SelectDrop,
];
/// The same in the graph.
const GRAPH_HINTS: &[Action] = &[
    Action::GraphOpen,
    Action::GraphNextLine,
    Action::GraphCentre,
    Action::GraphClose,
    Action::GraphLeft,
    Action::GraphDown,
    Action::GraphUp,
    Action::GraphRight,
];
/// The same in the list of earlier mentions.
const PEEK_HINTS: &[Action] = &[Action::PeekJump, Action::PeekDown, Action::PeekClose];

/// The first line: the article, the number of names, the progress.
pub(super) fn draw_title(paint: &mut Paint<'_>, app: &App) {
    let area = app.screen.title;
    if area.height == 0 {
        return;
    }
    let dot = paint.signs.dot;
    let n_names = app.article.n_names();
    let names = if n_names == 1 { "1 name".to_owned() } else { format!("{n_names} names") };
    let shown = app.n_shown().map_or_else(String::new, |it| format!("{it} {dot} "));
    let right = format!("{names} {dot} {shown}{}%", app.reader.percent());
    let right_x = paint.put_right(area.width.saturating_sub(1), area.y, &right, Style::new());
    let room = right_x.saturating_sub(2);
    let used = 1 + paint.put_fit(1, area.y, room.saturating_sub(1), &app.settings.name, paint.theme.heading);
    // If the library uses the title as the article's name, it is not shown twice.
    let is_name = |title: &String| title.starts_with(app.settings.name.trim_end_matches('…').trim_end());
    if let Some(title) = title(app).filter(|it| !is_name(it))
        && room > used + 12
    {
        let text = format!(" {} {title}", paint.signs.dash);
        paint.put_fit(used, area.y, room - used, &text, Style::new());
    }
}

/// The headline: the article's own, or else its first heading.
fn title(app: &App) -> Option<String> {
    let heading = || {
        let first = app.article.doc.blocks().rows().first()?;
        matches!(first.kind, BlockKind::Heading(_)).then(|| app.article.doc.slice(first.span))
    };
    app.article.doc.meta().title.as_deref().or_else(heading).map(grapheme::one_line)
}

/// An action that the last line offers: its first cell, its width, and the action.
type Hint = (u16, u16, Action);

/// The last line: the current place, a message, and useful keys. Returns which actions it offers where.
pub(super) fn draw_status(paint: &mut Paint<'_>, app: &App) -> Vec<Hint> {
    let area = app.screen.status;
    if area.height == 0 {
        return Vec::new();
    }
    if let Some(Popup::Search(prompt)) = &app.popup {
        draw_prompt(paint, app, prompt);
        return Vec::new();
    }
    let end = area.width.saturating_sub(1);
    let mut x = 1;
    // The graph hides the text, so nothing is said about places there.
    let is_quiet = app.is_zen() && app.panes.front == Pane::Text;
    if !matches!(app.popup, Some(Popup::Graph(_))) && !is_quiet {
        x = draw_place(paint, app, x, end);
    }
    if let Some(text) = typed(app) {
        x += paint.put_fit(x, area.y, end.saturating_sub(x), &text, paint.theme.heading) + 2;
    }
    let is_running = matches!(app.article.progress, Progress::Running(..));
    let progress = progress(paint, &app.article.progress);
    if let Some(text) = &app.notice {
        // A message may stay for long, and often says that something is not known yet.
        if let Some(progress) = progress.filter(|_| is_running) {
            x += paint.put_fit(x, area.y, end.saturating_sub(x), &progress, Style::new()) + 2;
        }
        paint.put_fit(x, area.y, end.saturating_sub(x), text, Style::new());
        return Vec::new();
    }
    // Says why nobody is found if a text is in another language.
    let is_done = app.article.progress == Progress::Done;
    let unread = is_done.then(|| app.article.doc.foreign_part()).flatten();
    for news in app.article.unsaved.iter().chain(&app.article.source_news).chain(&unread) {
        x += paint.put_fit(x, area.y, end.saturating_sub(x), news, paint.theme.heading) + 2;
    }
    if is_quiet && app.popup.is_none() {
        return Vec::new();
    }
    if let Some(Popup::Hints(_)) = &app.popup {
        let advice = "type the letters to focus, in upper case to open the card; {typing-cancel} ends it";
        let text = app.input.keymap.words(advice);
        paint.put_fit(x, area.y, end.saturating_sub(x), &text, paint.theme.dim);
        return Vec::new();
    }
    if let Some(text) = progress {
        x += paint.put_fit(x, area.y, end.saturating_sub(x), &text, Style::new()) + 2;
    }
    if let Some(link) = app.focused_link().filter(|_| app.popup.is_none() && app.panes.front == Pane::Text) {
        let text = format!("→ {}", link.target);
        x += paint.put_fit(x, area.y, end.saturating_sub(x), &text, Style::new()) + 2;
    }
    draw_hints(paint, app, x)
}

/// Draws the current place: the relation that is marked, else the chosen subject and the focus. Returns where that
/// ends.
fn draw_place(paint: &mut Paint<'_>, app: &App, mut x: u16, end: u16) -> u16 {
    let y = app.screen.status.y;
    if let Some(after) = relation::draw_focused(paint, app, x, end) {
        return after + 2;
    }
    let walked = app.chosen.as_ref().map(|chosen| walked(paint, app, chosen));
    let doubt = doubt(app).map(str::to_owned);
    for text in [walked, focused(paint, app), doubt].into_iter().flatten() {
        x += paint.put_fit(x, y, end.saturating_sub(x), &text, paint.theme.heading) + 2;
    }
    x
}

/// The cells for words and names; many on a wide screen.
fn room(app: &App) -> Widths {
    if app.screen.columns >= 100 { Widths { words: 32, name: 40 } } else { Widths { words: 16, name: 20 } }
}

/// The focus, if the chosen subject does not show it already.
fn focused(paint: &Paint<'_>, app: &App) -> Option<String> {
    // In a list, the details below show it.
    let focus = app.reader.focus().filter(|_| app.panes.front == Pane::Text)?;
    if app.selection().is_some() {
        return Some(counted(
            selection::words_in(&app.article.doc, &app.article.analysis, focus.span).count(),
            "word",
        ));
    }
    if let Some(mark) = app.article.marks_over(focus.span).find(|mark| mark.span == Some(focus.span))
        && !mark.note.is_empty()
    {
        let room = usize::from(app.screen.columns / 2);
        return Some(format!(
            "{} {}",
            paint.signs.note,
            grapheme::fit_one_line(&mark.note, room, paint.signs.more)
        ));
    }
    if app.chosen.as_ref().and_then(|chosen| walked_mention(app, chosen)).is_some() {
        return None;
    }
    let told = stand_in::focused(
        &app.article.doc,
        &app.article.analysis,
        &app.article.marks,
        focus,
        room(app),
        paint.signs.more,
    );
    // If there is little room, a name that is marked in the text need not be shown.
    told.filter(|it| app.screen.mode != Mode::Bare || it != app.article.doc.slice(focus.span))
}

/// What is uncertain about the focus.
fn doubt(app: &App) -> Option<&'static str> {
    let focus = app.reader.focus().filter(|_| app.panes.front == Pane::Text)?;
    stand_in::doubt(&app.article.analysis, &app.article.marks, focus)
}

/// The focused mention, if it is one of the chosen subject.
fn walked_mention<'m>(app: &'m App, chosen: &Chosen) -> Option<&'m Mention> {
    let focus = app.reader.focus().filter(|focus| focus.kind == FocusKind::Mention)?;
    let mention = &app.article.analysis.mentions[app.article.marks.mention_at(focus.span)?.mention];
    (Some(mention.entity) == chosen.entity()).then_some(mention)
}

/// "● Nancy Pelosi  mention 1 of 4" or "● she — Nancy Pelosi ?  mention 2 of 4", shorter if there is less room.
fn walked(paint: &Paint<'_>, app: &App, chosen: &Chosen) -> String {
    let places = chosen.places(&app.article, app.looks.forms);
    let n = if places.len() >= MAX_HITS { format!("{MAX_HITS}+") } else { places.len().to_string() };
    let at = chosen.index(&places).map(|index| index + 1);
    let is_wide = app.screen.columns >= 100;
    let (room, more) = (room(app), paint.signs.more);
    let name = match walked_mention(app, chosen) {
        Some(mention) if mention.form != MentionForm::Name || mention.confidence.is_doubtful() => {
            stand_in::mention(&app.article.doc, &app.article.analysis, mention, room, more)
        }
        _ => grapheme::fit(&chosen.name(), room.name, more),
    };
    let (sign, what, several) = match &chosen.target {
        Target::Entity(..) => (paint.signs.chosen, "mention", "mentions"),
        Target::Voice(_) => (paint.signs.chosen, "quote", "quotes"),
        Target::Search(_) => ("/", "match", "matches"),
        Target::Tag(_) => (paint.signs.chosen, "note", "notes"),
    };
    let gap = if sign == "/" { "" } else { " " };
    let walked = match (at, is_wide) {
        (Some(at), true) => format!("{sign}{gap}{name}  {what} {at} of {n}"),
        (Some(at), false) => format!("{sign}{gap}{name} {at}/{n}"),
        (None, true) => format!("{sign}{gap}{name}  {n} {}", if places.len() == 1 { what } else { several }),
        (None, false) => format!("{sign}{gap}{name} {n}"),
    };
    if app.looks.forms == Forms::ALL || chosen.entity().is_none() {
        return walked;
    }
    format!("{walked}, {}", app.looks.forms.title())
}

/// The start of a key sequence, or a number.
fn typed(app: &App) -> Option<String> {
    if let Some(number) = app.typed_number() {
        return Some(format!("{number}_"));
    }
    let keys = keymap::written(&app.input.pending);
    (!keys.is_empty()).then(|| format!("{keys}_"))
}

fn progress(paint: &Paint<'_>, progress: &Progress) -> Option<String> {
    let more = paint.signs.more;
    match progress {
        Progress::Waiting => Some(format!("analysing{more}")),
        Progress::Running(stage, percent) => Some(format!("{stage}{more} {percent}%")),
        Progress::Failed(why) => Some(format!("no analysis ({why}); the text can be read")),
        Progress::Done => None,
    }
}

fn draw_hints(paint: &mut Paint<'_>, app: &App, mut x: u16) -> Vec<Hint> {
    let area = app.screen.status;
    let help = hint(&app.input.keymap, Action::Help).unwrap_or_default();
    let help_x = area.width.saturating_sub(cells(&help) + 1);
    if help_x < x {
        return Vec::new();
    }
    let mut drawn = vec![(help_x, cells(&help), Action::Help)];
    paint.put(help_x, area.y, cells(&help), &help, Style::new());
    let is_stated = app.reader.focus().is_some_and(|it| matches!(it.kind, FocusKind::Relation(..)));
    let is_link = app.reader.focus().is_some_and(|it| it.kind == FocusKind::Link);
    let hints = match (app.contexts().first(), &app.chosen) {
        (Some(Context::List), _) => match app.sidebar.view {
            ListView::Cast | ListView::Quotes => LIST_HINTS,
            ListView::Relations => RELATION_HINTS,
            ListView::Notes => NOTE_HINTS,
            ListView::Outline => OUTLINE_HINTS,
        },
        (Some(Context::Select), _) => SELECT_HINTS,
        (Some(Context::Graph), _) => GRAPH_HINTS,
        (Some(Context::Peek), _) => PEEK_HINTS,
        (_, _) if is_stated => STATED_HINTS,
        (Some(Context::Text), _) if is_link => LINK_HINTS,
        (_, Some(_)) => WALK_HINTS,
        _ => TEXT_HINTS,
    };
    for &action in hints {
        let Some(text) = hint(&app.input.keymap, action) else { continue };
        if x + cells(&text) + 2 > help_x {
            break;
        }
        drawn.push((x, cells(&text), action));
        x += paint.put(x, area.y, cells(&text), &text, paint.theme.dim) + 2;
    }
    drawn
}

/// "n next": the first key of an action, if it has one, and its short name.
pub(super) fn hint(keymap: &Keymap, action: Action) -> Option<String> {
    Some(format!("{} {}", keymap.key(action)?, action::info(action).short))
}

/// The prompt of a search with its count: "/pelosi   4/14".
fn draw_prompt(paint: &mut Paint<'_>, app: &App, prompt: &SearchPrompt) {
    let area = app.screen.status;
    let hits = prompt.search.hits();
    let index = |hit: Span| hits.partition_point(|it| it.start() < hit.start()) + 1;
    let plus = if hits.len() >= MAX_HITS { "+" } else { "" };
    let count = match prompt.hit() {
        _ if prompt.input.text().is_empty() => {
            app.input.keymap.words("{typing-accept} searches, {typing-up} takes the last search")
        }
        Some(hit) => format!("{}/{}{plus}", index(hit), hits.len()),
        None => "nothing found".to_owned(),
    };
    let how = match prompt.search.fault() {
        Some(fault) => format!("{fault}: searched as typed  "),
        None if prompt.has_wrapped() => "wrapped to the first  ".to_owned(),
        None => String::new(),
    };
    let count = format!("{how}{count}");
    let mut end = area.width;
    if cells(&count) + 10 < area.width {
        end = paint.put_right(area.width - 1, area.y, &count, paint.theme.dim).saturating_sub(1);
    }
    let sign = if prompt.purpose == SearchPurpose::Narrow { "&" } else { "/" };
    typed::draw_input(paint, (0, area.y, end), sign, &prompt.input, true);
}
