//! The list of the user's notes and highlights, including those whose words are gone, and of corrections without
//! effect.

use std::cmp::Reverse;

use crate::annotate;
use crate::annotate::{EditId, Mark, Problem};
use crate::app::card;
use crate::app::card::{Card, CardLine, CardSize};
use crate::app::chosen::Target;
use crate::app::list;
use crate::app::list::{List, Row};
use crate::app::sidebar::{ListFacts, ListFilter};
use crate::app::text::grapheme;
use crate::digest::Wording;
use crate::document::Document;
use crate::nlp::Analysis;
use crate::text::Span;

/// From this height on, a line is left free between a note and its words.
const ROOM_FOR_GAP: usize = 7;

/// A heading, with how many rows follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoteHead {
    Notes(usize),
    /// Highlights without a note.
    Highlights(usize),
    /// Notes and highlights whose words are no longer in the text.
    Lost(usize),
    /// Corrections that match nothing.
    Problems(usize),
}

impl NoteHead {
    /// Its text, and how many rows follow.
    pub(crate) const fn title(self) -> (&'static str, usize) {
        match self {
            Self::Notes(n) => ("Notes", n),
            Self::Highlights(n) => ("Highlights", n),
            Self::Lost(n) => ("No longer in the text", n),
            Self::Problems(n) => ("Corrections that match nothing", n),
        }
    }
}

/// A row that can be chosen, identified by its edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoteItem {
    /// A highlight or note; a note has a second line.
    Mark(EditId),
    /// A correction without effect.
    Problem(EditId),
}

/// Notes, highlights, and those that are lost.
pub(crate) type NoteList = List<NoteHead, NoteItem>;

/// The order within each part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum NoteOrder {
    #[default]
    Text,
    Newest,
}

impl NoteOrder {
    /// The other order.
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::Text => Self::Newest,
            Self::Newest => Self::Text,
        }
    }

    /// Its name in the status line.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Text => "in order of the text",
            Self::Newest => "newest first",
        }
    }
}

/// Fills the list; `told` words corrections without effect.
pub(crate) fn fill(
    list: &mut NoteList,
    from: &ListFacts<'_>,
    only: &ListFilter,
    order: NoteOrder,
    told: &dyn Fn(&Problem) -> String,
) {
    let keep = list.selected();
    let is_all = !matches!(only, ListFilter::Chosen);
    let tag = from.chosen.and_then(|it| match &it.target {
        Target::Tag(tag) => Some(tag),
        Target::Entity(..) | Target::Voice(_) | Target::Search(_) => None,
    });
    let is_listed = |mark: &&Mark| match tag {
        _ if is_all => true,
        Some(tag) => mark.tags.contains(tag),
        None => mark.span.is_some_and(|it| from.is_about(it)),
    };
    let article = from.article;
    let marks: Vec<&Mark> = article.notes.iter().filter(is_listed).collect();
    let problems = article.problems.iter().filter(|_| is_all);
    let problems: Vec<_> = problems.map(|it| (it.edit, told(it))).collect();
    let rows = rows(&marks, &problems, order, list.filter.words());
    list.set_rows_anew(rows, keep);
}

/// The rows for marks, those in the text first, and for corrections, each with its words.
pub(crate) fn rows(
    marks: &[&Mark],
    problems: &[(EditId, String)],
    order: NoteOrder,
    filter: &str,
) -> Vec<Row<NoteHead, NoteItem>> {
    let mut marks: Vec<_> = marks.iter().copied().filter(|mark| is_found(mark, filter)).collect();
    let mut problems: Vec<_> = problems.iter().filter(|(_, told)| list::is_match(told, filter)).collect();
    if order == NoteOrder::Newest {
        marks.sort_by_key(|mark| Reverse(mark.id));
        problems.sort_by_key(|(id, _)| Reverse(*id));
    }
    let mut rows = Vec::new();
    let heads = [NoteHead::Notes, NoteHead::Highlights, NoteHead::Lost];
    for (part, head) in heads.into_iter().enumerate() {
        let of_part = || marks.iter().filter(|mark| self::part(mark) == part);
        let n = of_part().count();
        rows.extend((n > 0).then_some(Row::Head(head(n))));
        for mark in of_part() {
            rows.push(Row::Item(NoteItem::Mark(mark.id)));
            rows.extend(has_words(mark).then_some(Row::More(NoteItem::Mark(mark.id), 1)));
        }
    }
    rows.extend((!problems.is_empty()).then_some(Row::Head(NoteHead::Problems(problems.len()))));
    rows.extend(problems.into_iter().map(|&(id, _)| Row::Item(NoteItem::Problem(id))));
    rows
}

/// Notes, highlights without a note, or lost ones.
fn part(mark: &Mark) -> usize {
    match mark.span {
        None => 2,
        Some(_) => usize::from(!has_words(mark)),
    }
}

/// "#press" finds the tag, "press" finds words, too.
fn is_found(mark: &Mark, filter: &str) -> bool {
    filter.is_empty() || list::is_match(&format!("{} {}", mark.at.exact, whole(mark)), filter)
}

/// Whether it has a word or a tag.
fn has_words(mark: &Mark) -> bool {
    !mark.note.trim().is_empty() || !mark.tags.is_empty()
}

/// The highlighted words, on one line.
pub(crate) fn words(mark: &Mark) -> String {
    grapheme::one_line(mark.at.exact.trim())
}

/// The note on one line, followed by those tags that it does not contain.
pub(crate) fn told(mark: &Mark) -> String {
    grapheme::one_line(&whole(mark))
}

/// The same with line breaks.
pub(crate) fn whole(mark: &Mark) -> String {
    annotate::told(&mark.note, &mark.tags)
}

/// The card of a focused note or highlight.
pub(crate) fn card(doc: &Document, analysis: &Analysis, mark: &Mark, room: CardSize) -> Card {
    let title = if whole(mark).is_empty() { "your highlight" } else { "your note" };
    Card { title: title.to_owned(), lines: detail(doc, analysis, mark, room) }
}

/// The text below the list: the whole note, and the sentence with the highlighted words; for lost words, their former
/// surroundings.
pub(crate) fn detail(doc: &Document, analysis: &Analysis, mark: &Mark, room: CardSize) -> Vec<CardLine> {
    let whole = whole(mark);
    let told = if whole.is_empty() { Vec::new() } else { whole.split('\n').collect() };
    let mut lines: Vec<String> = told.into_iter().flat_map(|line| wrapped(line, room.width)).collect();
    let n_whole = lines.len();
    // A long note leaves half of the room to the words that it is about.
    lines.truncate((room.lines / 2).max(1));
    if lines.len() < n_whole
        && let Some(last) = lines.last_mut()
    {
        *last = format!("{}…", grapheme::fit(last, room.width.saturating_sub(1), ""));
    }
    if n_whole > 0 && room.lines >= ROOM_FOR_GAP {
        lines.push(String::new());
    }
    let n_free = room.lines.saturating_sub(lines.len()).max(1);
    let mut lines: Vec<_> = lines.into_iter().map(CardLine::Text).collect();
    if let Some(span) = mark.span {
        lines.extend(card::stated(doc, &around(analysis, span), n_free, room.width));
    } else {
        let (words, prefix) = (words(mark), mark.at.prefix.trim());
        let stood = format!("no longer in the text: “{words}”, after “{prefix}”");
        lines.extend(card::wrapped(&stood, room.width).into_iter().map(CardLine::Text));
    }
    lines
}

/// A line of a note in lines of this many cells; an empty one stays one line.
fn wrapped(line: &str, width: usize) -> Vec<String> {
    if line.trim().is_empty() { vec![String::new()] } else { card::wrapped(line, width) }
}

/// The sentences that contain the words, with the words marked as what matters.
fn around(analysis: &Analysis, span: Span) -> Wording {
    let sentences = analysis.sentences.rows();
    let from = sentences.partition_point(|it| it.span.end() <= span.start());
    let over = sentences.get(from..).unwrap_or_default().iter().take_while(|it| it.span.overlaps(span));
    let sentence = over.map(|it| it.span).fold(span, Span::join);
    Wording { sentence, subject: None, cue: vec![span], object: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Anchor;
    use crate::digest::sample;

    const TEXT: &str = "The mill burned. Its owner blamed the wind. Nobody was hurt.";

    fn mark(id: u64, words: &str, note: &str) -> Mark {
        let (doc, _) = sample::article(&[TEXT]);
        let span = TEXT.find(words).map(|at| Span::new(at, at + words.len()));
        let at = match span {
            Some(span) => Anchor::of(&doc, span),
            None => Anchor {
                span: Span::new(0, 1),
                exact: words.to_owned(),
                prefix: "So ".to_owned(),
                suffix: String::new(),
                alike: Vec::new(),
            },
        };
        Mark { id: EditId(id), span, at, note: note.to_owned(), tags: annotate::tags(note) }
    }

    fn marks() -> Vec<Mark> {
        vec![
            mark(1, "mill", "which one? #ask"),
            mark(2, "owner", ""),
            mark(4, "the wind", "says who"),
            mark(3, "the miller", "his name #press"),
        ]
    }

    fn check(order: NoteOrder, filter: &str, expected: &[&str]) {
        let (marks, problems) = (marks(), [(EditId(9), "“Hill” is no name".to_owned())]);
        let of = |id| marks.iter().find(|mark| mark.id == id).unwrap();
        let shown = rows(&marks.iter().collect::<Vec<_>>(), &problems, order, filter).into_iter().map(
            |row| match row {
                Row::Head(head) => format!("# {} {}", head.title().0, head.title().1),
                Row::Item(NoteItem::Mark(id)) => words(of(id)),
                Row::More(NoteItem::Mark(id), _) => format!("  {}", told(of(id))),
                Row::Item(NoteItem::Problem(id)) | Row::More(NoteItem::Problem(id), _) => {
                    problems.iter().find(|it| it.0 == id).unwrap().1.clone()
                }
            },
        );
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn notes_and_highlights_stand_apart_and_what_is_lost_stays_listed() {
        let expected = [
            "# Notes 2",
            "mill",
            "  which one? #ask",
            "the wind",
            "  says who",
            "# Highlights 1",
            "owner",
            "# No longer in the text 1",
            "the miller",
            "  his name #press",
            "# Corrections that match nothing 1",
            "“Hill” is no name",
        ];
        check(NoteOrder::Text, "", &expected);
    }

    #[test]
    fn words_notes_and_tags_are_found() {
        check(NoteOrder::Text, "WIND", &["# Notes 1", "the wind", "  says who"]);
        check(NoteOrder::Text, "#press", &["# No longer in the text 1", "the miller", "  his name #press"]);
        check(NoteOrder::Text, "#name", &[]);
        check(NoteOrder::Text, "hill", &["# Corrections that match nothing 1", "“Hill” is no name"]);
    }

    #[test]
    fn the_newest_comes_first_if_wanted() {
        let expected =
            ["# Notes 2", "the wind", "  says who", "mill", "  which one? #ask", "# Highlights 1", "owner"];
        check(NoteOrder::Newest, "w", &expected);
    }

    #[test]
    fn a_tag_that_the_note_does_not_tell_is_told_behind_it() {
        let mut mark = mark(1, "mill", "see #fire");
        mark.tags = vec!["fire".to_owned(), "loss".to_owned()];
        assert_eq!(told(&mark), "see #fire #loss");
        mark.note.clear();
        assert_eq!(told(&mark), "#fire #loss");
    }

    fn detailed(mark: &Mark, width: usize, lines: usize) -> Vec<String> {
        let (doc, analysis) = sample::article(&[TEXT]);
        let line = |line| match line {
            CardLine::Text(text) | CardLine::Strip(text, _) => text,
            CardLine::Stated(pieces) => pieces.into_iter().map(|(text, _)| text).collect(),
        };
        detail(&doc, &analysis, mark, CardSize { width, lines }).into_iter().map(line).collect()
    }

    #[test]
    fn below_the_list_stand_the_note_and_the_sentence() {
        let marks = marks();
        assert_eq!(detailed(&marks[2], 40, 4), ["says who", "Its owner blamed the wind."]);
        assert_eq!(detailed(&marks[1], 40, 4), ["Its owner blamed the wind."]);
        assert_eq!(
            detailed(&marks[3], 60, 4),
            ["his name #press", "no longer in the text: “the miller”, after “So”"]
        );
        let long = mark(1, "wind", &"very long words of a note ".repeat(9));
        let lines = detailed(&long, 20, 4);
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(lines[1].ends_with('…') && lines[3].contains("wind"), "{lines:?}");
    }
}
