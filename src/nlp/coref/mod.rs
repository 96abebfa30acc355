//! Whom pronouns and descriptions stand for: "he", "the attorney general" and "her husband" joined to the entities of
//! the cast.
//!
//! One pass from left to right. What has been spoken of so far forms groups, most of them entities, some of people
//! without a name, who are dropped at the end; each candidate goes to the group that fits best or opens one. What
//! cannot be is a veto (gender, kind, the speaker in the own quotation), what is likely a score. The words of a
//! quotation are read after its source, wherever that stands. Takes time in proportion to the text.

mod affinity;
mod candidate;
mod confidence;
mod decode;
mod feature;
mod grammar;
mod group;
mod kin;
mod office;
mod page;
mod source;
mod speech;
#[cfg(test)]
mod tests;
mod word;

use crate::document::Document;
use crate::nlp::cast::Cast;
use crate::nlp::quotes::{Candidate as Quote, marks::Marked};
use crate::nlp::{Confidence, Entity, Mention, MentionForm, Sentence, Token};
use crate::text::{Id, Span, Table};
pub(crate) use affinity::{Affinity, PairScorer};
use candidate::Form;
use page::Page;

/// The cast with all its mentions, and who the sources are.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Resolved {
    /// Names, pronouns and descriptions, in order; a longer one before one inside it.
    pub(crate) mentions: Table<Mention>,
    /// The entities of the cast with all their mentions.
    pub(crate) entities: Table<Entity>,
    /// For each quote, whom its source (or that of the quote it follows) stands for, and how sure that is.
    pub(crate) speakers: Vec<Option<(Id<Entity>, Confidence)>>,
}

/// Joins the pronouns and descriptions of a document to its cast; by rules alone without an `affinity`.
pub(crate) fn resolve(
    doc: &Document,
    tokens: &Table<Token>,
    sentences: &Table<Sentence>,
    cast: Cast,
    marks: &[Marked],
    quotes: &[Quote],
    affinity: Option<Affinity<'_>>,
) -> Resolved {
    let page = Page::read(doc, tokens, sentences, &cast, marks);
    let candidates = candidate::collect(&page, &cast, affinity);
    let answers = decode::decode(&page, &cast, &candidates, quotes, affinity);
    let names = cast.mentions.rows().iter().cloned();
    let found = candidates.iter().zip(&answers.of_candidates).filter_map(|(candidate, answer)| {
        let form = match candidate.form {
            Form::Name(_) | Form::Thing => return None,
            Form::Pronoun(_) => MentionForm::Pronoun,
            Form::Person | Form::Organization | Form::OneOfTwo { .. } => MentionForm::Noun,
        };
        let (entity, confidence) = (*answer)?;
        Some(Mention { span: page.span(&candidate.tokens), form, entity, confidence })
    });
    let mut mentions: Vec<Mention> = names.chain(found).collect();
    mentions.sort_by_key(|it| (it.span.start(), std::cmp::Reverse(it.span.end())));
    drop_crossing(&mut mentions);
    let mut entities = cast.entities;
    for id in entities.ids() {
        entities[id].mentions.clear();
    }
    let mentions = Table::from(mentions);
    for (id, mention) in mentions.iter() {
        entities[mention.entity].mentions.push(id);
    }
    Resolved { mentions, entities, speakers: answers.of_quotes }
}

/// Leaves out pronouns and descriptions that cross the one before: in "his wife's first husband", of "his wife" and "wife's
/// first husband", the latter.
fn drop_crossing(mentions: &mut Vec<Mention>) {
    let mut around: Vec<Span> = Vec::new();
    mentions.retain(|mention| {
        while around.pop_if(|it| it.end() <= mention.span.start()).is_some() {}
        let is_inside = around.last().is_none_or(|it| it.covers(mention.span) && *it != mention.span);
        let stays = is_inside || mention.form == MentionForm::Name;
        if stays {
            around.push(mention.span);
        }
        stays
    });
}
