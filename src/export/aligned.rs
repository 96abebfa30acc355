//! Spans in tokens: some tools accept no span that begins or ends inside a token, so edges are moved outwards to
//! those of the token.

use crate::nlp::{Analysis, Entity, Mention, MentionForm, Sentence};
use crate::text::{Id, Span, Table};

/// The number of the first token of a span and the one after its last; `None` if it contains no token.
pub(super) fn tokens_of(analysis: &Analysis, span: Span) -> Option<(usize, usize)> {
    let tokens = analysis.tokens.rows();
    let first = tokens.partition_point(|it| it.span.end() <= span.start());
    let behind = tokens.partition_point(|it| it.span.start() < span.end());
    (first < behind).then_some((first, behind))
}

/// Mentions that do not overlap: the names, then those others that overlap none chosen before. In order of the text.
pub(super) fn flat_mentions(analysis: &Analysis) -> Vec<Id<Mention>> {
    let rows = || analysis.mentions.iter();
    let names = rows().filter(|(_, it)| it.form == MentionForm::Name);
    let mut others: Vec<_> = rows().filter(|(_, it)| it.form != MentionForm::Name).collect();
    others.sort_by_key(|(_, it)| std::cmp::Reverse(it.span.len()));
    // Sorted by their starts, so only neighbours need be checked for overlap.
    let mut taken: std::collections::BTreeMap<usize, (usize, Id<Mention>)> =
        std::collections::BTreeMap::new();
    for (id, it) in names.chain(others) {
        let (start, end) = (it.span.start().to_usize(), it.span.end().to_usize());
        let before = taken.range(..end).next_back();
        if before.is_none_or(|(_, &(before_end, _))| before_end <= start) {
            taken.insert(start, (end, id));
        }
    }
    taken.into_values().map(|it| it.1).collect()
}

/// The mention of an entity among those in the sentences that state something: a name if there is one, else the
/// first.
pub(super) fn mention_in(
    analysis: &Analysis,
    among: &[Id<Mention>],
    entity: Id<Entity>,
    evidence: &[Id<Sentence>],
) -> Option<Id<Mention>> {
    let own = || among.iter().copied().filter(|&it| analysis.mentions[it].entity == entity);
    let is_name = |it: &Id<Mention>| analysis.mentions[*it].form == MentionForm::Name;
    let sentences: &Table<Sentence> = &analysis.sentences;
    let here = || {
        own().filter(|&it| evidence.iter().any(|&id| sentences[id].span.covers(analysis.mentions[it].span)))
    };
    here().find(is_name).or_else(|| here().next()).or_else(|| own().find(is_name)).or_else(|| own().next())
}
