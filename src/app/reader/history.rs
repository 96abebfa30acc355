//! Where the user was: back, forward, and the place before the last jump.

use crate::app::reader::{Anchor, Focus, FocusKind, Reader};

/// How many jumps can be undone.
const MAX_JUMPS: usize = 200;

/// A place to return to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct JumpPoint {
    pub(super) anchor: Anchor,
    pub(super) focus: Option<Focus>,
}

/// A place that a search may return to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReturnPlace(JumpPoint);

impl Reader {
    /// Another analysis has other relations, so a focused relation becomes a sentence.
    pub(crate) fn forget_relations(&mut self) {
        let places = self.back.iter_mut().chain(&mut self.forward).chain(&mut self.before_jump);
        places.map(|place| &mut place.focus).chain([&mut self.focus]).flatten().for_each(forget_relation);
    }

    /// Goes back to where the last jump started; false if there was none.
    pub(crate) fn go_back(&mut self) -> bool {
        let Some(place) = self.back.pop() else { return false };
        self.forward.push(self.here());
        self.return_to(place);
        true
    }

    /// Undoes a step back; false if there was none.
    pub(crate) fn go_forward(&mut self) -> bool {
        let Some(place) = self.forward.pop() else { return false };
        self.back.push(self.here());
        self.return_to(place);
        true
    }

    /// Goes to the place before the last jump, and from there back here. False if there was no jump.
    pub(crate) fn swap_last(&mut self) -> bool {
        let Some(place) = self.before_jump.replace(self.here()) else { return false };
        self.return_to(place);
        true
    }

    /// Where a search starts and returns to: the place, for [`restore`](Self::restore). A relation in it becomes a
    /// sentence, because another analysis may arrive while the user types.
    pub(crate) fn return_place(&self) -> ReturnPlace {
        let mut here = self.here();
        here.focus.iter_mut().for_each(forget_relation);
        ReturnPlace(here)
    }

    /// Shows a place again without counting that as a jump.
    pub(crate) fn restore(&mut self, return_place: ReturnPlace) {
        self.return_to(return_place.0);
    }

    /// Counts the move from a place to here as a jump.
    pub(crate) fn jumped_from(&mut self, return_place: ReturnPlace) {
        if return_place.0.anchor != self.anchor {
            self.remember(return_place.0);
        }
    }

    /// Converts all places to bytes, because another layout has other pieces.
    pub(super) fn unpin(&mut self) {
        let layout = &self.layout;
        let places = self.back.iter_mut().chain(&mut self.forward).chain(&mut self.before_jump);
        for anchor in places.map(|place| &mut place.anchor).chain([&mut self.anchor]) {
            if let Anchor::Gap(piece) = *anchor {
                *anchor = Anchor::Text(layout.end_of(piece));
            }
        }
    }

    pub(super) fn remember(&mut self, place: JumpPoint) {
        self.before_jump = Some(place);
        self.forward.clear();
        self.back.push(place);
        if self.back.len() > MAX_JUMPS {
            self.back.remove(0);
        }
    }

    pub(super) fn here(&self) -> JumpPoint {
        JumpPoint { anchor: self.anchor, focus: self.focus }
    }

    fn return_to(&mut self, place: JumpPoint) {
        let spot = self.spot(place.anchor);
        self.set_top(spot);
        self.anchor = place.anchor;
        self.focus = place.focus;
    }
}

fn forget_relation(focus: &mut Focus) {
    if matches!(focus.kind, FocusKind::Relation(..)) {
        focus.kind = FocusKind::Sentence;
    }
}
