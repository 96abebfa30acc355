//! The popup of a name's earlier mentions, shown without moving.

use crate::app::input::action::{Action, Context};
use crate::app::list::{List, Row};
use crate::app::popup;
use crate::app::popup::any::{AnyPopup, Click, Keys, Outcome, Placement, Press, RefersTo};
use crate::app::reader::{Focus, FocusKind};
use crate::app::screen::{Area, Screen};
use crate::app::text::grapheme;
use crate::app::{App, Key};
use crate::document::Document;
use crate::nlp::{Analysis, Entity, MentionForm};
use crate::text::{Id, Span};

/// Earlier mentions, the nearest first.
#[derive(Debug)]
pub(crate) struct Peek {
    pub(crate) name: String,
    pub(crate) list: List<(), Span>,
}

impl Peek {
    /// The names and descriptions of an entity before a byte; `None` if there are none. An earlier "he" would not
    /// show who he is.
    pub(crate) fn new(analysis: &Analysis, id: Id<Entity>, before: usize) -> Option<Self> {
        let entity = &analysis.entities[id];
        let mentions = entity.mentions.iter().rev().map(|&mention| &analysis.mentions[mention]);
        let telling = mentions.filter(|it| it.form != MentionForm::Pronoun).map(|it| it.span);
        let rows: Vec<_> = telling.filter(|span| span.start().to_usize() < before).map(Row::Item).collect();
        if rows.is_empty() {
            return None;
        }
        let mut list = List::default();
        list.set_rows(rows, |_| false);
        Some(Self { name: entity.name.clone(), list })
    }
}

impl AnyPopup for Peek {
    fn place(&self, _: Screen, room: Area) -> Placement {
        Placement::Middle(popup::lines(self.list.len()).saturating_add(2).min(room.height / 2))
    }

    fn fit(&mut self, inside: Area) {
        self.list.set_height(usize::from(inside.height));
    }

    fn refers_to(&self) -> RefersTo {
        RefersTo::Ids
    }

    fn keys(&self) -> Keys {
        Keys::Of(&[Context::Peek])
    }

    fn on_key(&mut self, _: &mut App, _: Key) -> Outcome {
        Outcome::Pass
    }

    fn on_action(&mut self, app: &mut App, action: Action) -> Outcome {
        match action {
            Action::PeekDown => self.list.move_by(1),
            Action::PeekUp => self.list.move_by(-1),
            Action::PeekJump => {
                if let Some(span) = self.list.selected() {
                    app.front_text();
                    app.reader.go_to(Focus { span, kind: FocusKind::Mention });
                    return Outcome::CLOSE;
                }
            }
            Action::PeekClose => return Outcome::CLOSE,
            _ => {}
        }
        Outcome::STAY
    }

    fn on_paste(&mut self, _: &mut App, _: &str) {}

    fn on_wheel(&mut self, lines: isize) {
        self.list.move_by(lines.signum());
    }

    fn on_press(&mut self, _: &mut App, press: Press) -> Click {
        Click::act_if(
            press.row_below(0).and_then(|at| self.list.select_shown(at)).is_some(),
            Action::PeekJump,
        )
    }

    fn on_press_beside(&self) -> Click {
        Click::Close
    }
}

/// A mention in its sentence, cut to this many cells: before, the mention, after.
pub(crate) fn snippet(
    doc: &Document,
    analysis: &Analysis,
    mention: Span,
    width: usize,
    more: &str,
) -> (String, String, String) {
    let sentences = analysis.sentences.rows();
    let at = sentences.partition_point(|sentence| sentence.span.end() <= mention.start());
    let whole = sentences.get(at).map(|it| it.span).filter(|it| it.covers(mention)).unwrap_or(mention);
    let slice = |from: usize, to: usize| grapheme::flat(doc.slice(Span::new(from, to)));
    let (start, end) = (mention.start().to_usize(), mention.end().to_usize());
    let name = grapheme::fit(&slice(start, end), width, more);
    let room = width - grapheme::text_width(&name);
    let mut before = slice(whole.start().to_usize(), start);
    // A third of the room shows what precedes the name, the rest what follows.
    let room_before = room / 3;
    if grapheme::text_width(&before) > room_before {
        let mut used = grapheme::text_width(more);
        let mut cut = before.len();
        for word in before.split_inclusive(' ').rev() {
            used += grapheme::text_width(word);
            if used > room_before {
                break;
            }
            cut -= word.len();
        }
        before.replace_range(..cut, if room_before == 0 { "" } else { more });
    }
    let after = grapheme::fit(
        &slice(end, whole.end().to_usize()),
        room - grapheme::text_width(&before).min(room),
        more,
    );
    (before, name, after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    #[test]
    fn earlier_mentions_come_nearest_first() {
        let (doc, analysis) = sample::article(&["[PER Ann] sat. [PER Ann] rose. [PER~ She=Ann] left."]);
        let peek = Peek::new(&analysis, Id::new(0), 19).unwrap();
        let starts: Vec<_> = peek
            .list
            .shown()
            .filter_map(|(row, _)| match row {
                Row::Item(span) => Some(span.start().to_usize()),
                Row::Head(()) | Row::More(..) => None,
            })
            .collect();
        assert_eq!(starts, [9]); // The list shows one row until it knows its height.
        assert!(Peek::new(&analysis, Id::new(0), 0).is_none());
        let (before, name, after) = snippet(&doc, &analysis, Span::new(9, 12), 40, "…");
        assert_eq!((before.as_str(), name.as_str(), after.as_str()), ("", "Ann", " rose."));
    }

    #[test]
    fn a_long_sentence_is_cut_on_both_sides() {
        let (doc, analysis) = sample::article(&["One two three four [PER Ann] six seven eight nine ten."]);
        let (before, name, after) = snippet(&doc, &analysis, Span::new(19, 22), 24, "…");
        assert_eq!(format!("{before}{name}{after}"), "…four Ann six seven eig…");
    }
}
