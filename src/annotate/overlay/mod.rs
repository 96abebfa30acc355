//! What is shown and exported: the machine's analysis with the user's edits applied, and the user's marks.
//!
//! Edits are applied one after the other in the order in which they were made, each to the result of those before it.
//! Edits of different members of the cast do not affect each other, so their order does not matter.

mod draft;

use crate::annotate::anchor::{Anchor, Finder};
use crate::annotate::edit::{Edit, EditId, Entry, Log, Member};
use crate::annotate::note::marks;
use crate::annotate::overlay::draft::Draft;
use crate::document::Document;
use crate::nlp::Analysis;
use crate::text::Span;

/// Words that the user highlighted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The edit that made it.
    pub id: EditId,
    /// Where the words are; `None` if they are no longer in the text.
    pub span: Option<Span>,
    /// The words as they were marked, with their surroundings.
    pub at: Anchor,
    /// The note; empty if there is none.
    pub note: String,
    /// Tags to find the note by.
    pub tags: Vec<String>,
}

/// An edit without effect, because its words are no longer in the text, or because what it corrects is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The edit.
    pub edit: EditId,
    /// The words it is about.
    pub words: String,
}

/// An analysis as the user sees it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annotated {
    /// The machine's tables, corrected; they satisfy [`Analysis::check`].
    pub analysis: Analysis,
    /// The user's marks: first those in the text, in its order, then those that are lost.
    pub marks: Vec<Mark>,
    /// The valid corrections, in the order in which they were made.
    pub corrections: Vec<Entry>,
    /// Those of them that could not be applied.
    pub problems: Vec<Problem>,
}

impl From<Analysis> for Annotated {
    /// An analysis without edits.
    fn from(analysis: Analysis) -> Self {
        Self { analysis, ..Self::default() }
    }
}

/// Lays the valid edits of the log over the analysis of the document.
///
/// Without corrections, the result is the machine's analysis. Never fails: edits that cannot be applied are listed.
pub fn overlay(doc: &Document, analysis: &Analysis, log: &Log) -> Annotated {
    let finder = Finder::new(doc);
    let marks = marks(log).into_iter().map(|it| Mark {
        id: it.id,
        span: finder.find(&it.at).span(),
        at: it.at,
        note: it.note,
        tags: it.tags,
    });
    let mut marks: Vec<Mark> = marks.collect();
    let (mut corrections, mut problems) = (Vec::new(), Vec::new());
    let mut draft: Option<Draft<'_>> = None;
    for entry in log.valid().filter(|it| it.edit.is_correction()) {
        corrections.push(entry.clone());
        let draft = draft.get_or_insert_with(|| Draft::new(doc, analysis));
        if let Err(lost) = correct(draft, &finder, &entry.edit) {
            problems.push(Problem { edit: entry.id, words: lost.exact.clone() });
        }
    }
    marks.sort_by_key(|it| (it.span.is_none(), it.span, it.id));
    let analysis = draft.map_or_else(|| analysis.clone(), |draft| draft.finish(analysis));
    Annotated { analysis, marks, corrections, problems }
}

/// Applies one correction; an error is the anchor that was not found.
fn correct<'e>(draft: &mut Draft<'_>, finder: &Finder<'_>, edit: &'e Edit) -> Result<(), &'e Anchor> {
    let find = |at: &'e Anchor| finder.find(at).span().ok_or(at);
    let place = |of: &'e Member| Ok((find(&of.at)?, of.kind));
    match edit {
        Edit::Name { of } => draft.name_everywhere(find(&of.at)?, of.kind),
        Edit::Nobody { of } => draft.drop_entity(find(&of.at)?),
        Edit::NotHere { at } => draft.drop_mention(find(at)?),
        Edit::StandsFor { at, of } => {
            let (at, (span, kind)) = (find(at)?, place(of)?);
            let entity = draft.entity_at(span, kind);
            draft.stand_for(at, entity);
        }
        Edit::Kind { of, kind } => {
            let (span, was) = place(of)?;
            let entity = draft.entity_at(span, was);
            draft.set_kind(entity, *kind);
        }
        Edit::Same { of, with } => {
            let (of, with) = (place(of)?, place(with)?);
            let (of, with) = (draft.entity_at(of.0, of.1), draft.entity_at(with.0, with.1));
            draft.merge(of, with);
        }
        Edit::Apart { of } => {
            let (span, kind) = place(of)?;
            draft.split(span, kind);
        }
        Edit::Rename { of, name } => {
            let (span, kind) = place(of)?;
            let entity = draft.entity_at(span, kind);
            draft.rename(entity, name);
        }
        Edit::Speaker { quote, speaker } => {
            let at = find(quote)?;
            let who = speaker.as_ref().map(place).transpose()?;
            let quote_number = draft.quote_at(at).ok_or(quote)?;
            let who = who.map(|(span, kind)| draft.entity_at(span, kind));
            draft.set_speaker(quote_number, who);
        }
        Edit::NoQuote { quote } => {
            let at = find(quote)?;
            draft.drop_quote(at);
        }
        Edit::NoRelation { cue, subject, object } => {
            let (cue, subject, object) = (find(cue)?, find(&subject.at)?, find(&object.at)?);
            draft.drop_relations(cue, subject, object);
        }
        Edit::Mark { .. }
        | Edit::Rewrite { .. }
        | Edit::Erase { .. }
        | Edit::Bookmark { .. }
        | Edit::Undo { .. }
        | Edit::Redo { .. } => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests;
