//! What is stored of an analysis: the people and organizations of an article, how often they are mentioned, and
//! where.

use crate::digest;
use crate::document::Document;
use crate::nlp::{Analysis, Entity, EntityKind, MentionForm};
use crate::text::{Id, Span};

/// A person or organization of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Which entity of the analysis.
    pub entity: Id<Entity>,
    /// What kind of entity it is; never a place.
    pub kind: EntityKind,
    /// Its fullest name.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// The number of its mentions, in any form.
    pub n_mentions: usize,
    /// The sentences that name it, in order.
    pub sentences: Vec<Span>,
}

impl Member {
    /// Its name as it is compared with those of other articles; `None` for a person of whom only one word is known,
    /// because there are many Smiths.
    pub(super) fn same(&self) -> Option<String> {
        let words: Vec<_> = self.name.split_whitespace().map(str::to_lowercase).collect();
        let is_known = self.kind != EntityKind::Person || words.len() > 1;
        is_known.then(|| words.join(" "))
    }
}

/// The people and organizations that an article names, in order of their first mention.
pub fn members(doc: &Document, analysis: &Analysis) -> Vec<Member> {
    let entities = analysis.entities.iter().filter(|(_, it)| it.is_named && it.kind != EntityKind::Place);
    entities.map(|(id, entity)| member(doc, analysis, id, entity)).collect()
}

fn member(doc: &Document, analysis: &Analysis, id: Id<Entity>, entity: &Entity) -> Member {
    let all = analysis.sentences.rows();
    let mentions = entity.mentions.iter().map(|&it| &analysis.mentions[it]);
    let names = mentions.filter(|it| it.form == MentionForm::Name);
    let mut sentences: Vec<Span> = names
        .filter_map(|name| {
            let at = all.partition_point(|it| it.span.end() <= name.span.start());
            all.get(at).map(|it| it.span)
        })
        .collect();
    sentences.dedup();
    Member {
        entity: id,
        kind: entity.kind,
        name: entity.name.clone(),
        aliases: digest::aliases(doc, analysis, id),
        n_mentions: entity.mentions.len(),
        sentences,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    #[test]
    fn a_member_has_the_sentences_that_name_it_and_all_its_mentions() {
        let (doc, analysis) = sample::article(&[
            "[PER Ann Lee] met [PER Ms. Lee=Ann Lee] in [LOC Rome]. [PER~ She=Ann Lee] left. [PER Lee=Ann Lee] won.",
        ]);
        let members = members(&doc, &analysis);
        let [ann] = members.as_slice() else { panic!("{members:?}") };
        assert_eq!((ann.name.as_str(), ann.n_mentions), ("Ann Lee", 4));
        assert_eq!(ann.aliases, ["Ms. Lee", "Lee"]);
        let texts: Vec<_> = ann.sentences.iter().map(|&it| doc.slice(it)).collect();
        assert!(texts.iter().all(|it| it.contains("Lee")) && !texts.is_empty(), "{texts:?}");
    }

    #[test]
    fn one_word_does_not_tell_a_person_from_others() {
        let (doc, analysis) = sample::article(&["[PER Smith] of [ORG Hill] met [PER Ann  Lee]."]);
        let same: Vec<_> = members(&doc, &analysis).iter().map(Member::same).collect();
        assert_eq!(same, [None, Some("hill".to_owned()), Some("ann lee".to_owned())]);
    }
}
