//! How lists and cards word what was found: who speaks, and the remarks on a relation.

use crate::digest::{self, SourceMember, Voice};
use crate::document::Document;
use crate::nlp::{Analysis, MentionForm, Relation};

/// The name of a voice.
pub(crate) fn voice_name<'a>(analysis: &'a Analysis, voice: &'a Voice) -> &'a str {
    match voice {
        Voice::Cast(id) => &analysis.entities[*id].name,
        Voice::Source { words, .. } => words,
        Voice::Unknown => "Speaker not found",
    }
}

/// "speaks for Jeff Sessions", or who a pronoun or description in the source stands for: "“her” — Ann Lee". With its
/// doubt.
pub(crate) fn source_member(doc: &Document, analysis: &Analysis, member: SourceMember) -> Option<String> {
    let mention = &analysis.mentions[member.mention];
    let name = &analysis.entities[mention.entity].name;
    let doubt = if mention.confidence.is_doubtful() { " ?" } else { "" };
    if member.speaks {
        return Some(format!("speaks for {name}{doubt}"));
    }
    let says_itself = mention.form == MentionForm::Name && doubt.is_empty();
    (!says_itself).then(|| format!("“{}” — {name}{doubt}", digest::words(doc, mention.span)))
}

/// The remarks after the sentence of a relation: " [not] (denied by Nancy Pelosi) ×2 ?". They contain no-break
/// spaces, so that a number stays with its sign, and doubt with what it is about.
pub(crate) fn notes(analysis: &Analysis, relation: &Relation) -> String {
    let mut notes = String::new();
    if digest::hides_negation(relation) {
        notes += " [not]";
    }
    if let Some(standing) = digest::standing(analysis, relation) {
        notes.extend([" (", &standing, ")"]);
    }
    if relation.evidence.len() > 1 {
        notes.extend(["\u{a0}×", &relation.evidence.len().to_string()]);
    }
    if relation.confidence.is_doubtful() {
        notes += "\u{a0}?";
    }
    notes
}
