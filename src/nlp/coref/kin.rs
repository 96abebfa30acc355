//! Who is whose husband, wife, child or parent, as the text says it: for "her husband" instead of a name.

use std::collections::HashMap;

use crate::nlp::coref::group::Number;
use crate::nlp::gender::Gender;
use crate::nlp::lexicon::kin::Kin;

/// How many relatives of one person are kept; keeps hostile text linear.
const MAX_COUNT: usize = 16;

/// The relatives of groups, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Kinship {
    of: HashMap<Number, Vec<(Kin, Option<Gender>, Number)>>,
    /// All owners with their relatives, in the order in which they were mentioned.
    pairs: Vec<(Number, Kin, Number)>,
}

impl Kinship {
    /// Records that `relative` is the owner's wife, son …
    pub(super) fn add(&mut self, owner: Number, relation: Kin, gender: Option<Gender>, relative: Number) {
        self.note(owner, (relation, gender, relative));
        self.note(relative, (relation.inverse(), None, owner));
        if self.pairs.len() < MAX_COUNT && !self.pairs.contains(&(owner, relation, relative)) {
            self.pairs.push((owner, relation, relative));
        }
    }

    /// The only pair of an owner and such a relative that fits.
    pub(super) fn only_pair(
        &self,
        relation: Kin,
        fits: impl Fn(Number, Number) -> bool,
    ) -> Option<(Number, Number)> {
        let inverse = relation.inverse();
        let turned = self.pairs.iter().filter(|it| it.1 == inverse).map(|it| (it.2, it.0));
        let told = self.pairs.iter().filter(|it| it.1 == relation).map(|it| (it.0, it.2));
        let mut found = told.chain(turned).filter(|it| fits(it.0, it.1));
        let first = found.next()?;
        found.all(|it| it == first).then_some(first)
    }

    fn note(&mut self, of: Number, row: (Kin, Option<Gender>, Number)) {
        let rows = self.of.entry(of).or_default();
        if rows.len() < MAX_COUNT && !rows.contains(&row) {
            rows.push(row);
        }
    }

    /// The only relative of this kind; `genders` gives those of groups.
    pub(super) fn find(
        &self,
        owner: Number,
        relation: Kin,
        gender: Option<Gender>,
        genders: impl Fn(Number) -> Option<Gender>,
    ) -> Option<Number> {
        let rows = self.of.get(&owner)?.iter();
        let fits = |&&(kind, known, relative): &&(Kin, Option<Gender>, Number)| {
            let known = known.or_else(|| genders(relative));
            kind == relation && (known.is_none() || gender.is_none() || known == gender)
        };
        let mut found = rows.filter(fits).map(|it| it.2);
        let first = found.next()?;
        found.all(|it| it == first).then_some(first)
    }
}
