//! Who is whose husband, wife, child or parent, as the text says it: for "her husband" in place of a name.

use std::collections::HashMap;

use crate::nlp::gender::Gender;

/// So many relatives of one person are kept; keeps hostile text linear.
const MOST: usize = 16;

/// A kind of relatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Relation {
    Spouse,
    Lover,
    Child,
    Parent,
    Sibling,
}

impl Relation {
    /// The relation that a folded noun names: "wife".
    pub(super) fn of(noun: &str) -> Option<Self> {
        Some(match noun {
            "wife" | "husband" | "spouse" | "widow" | "widower" | "ex-wife" | "ex-husband" => Self::Spouse,
            "girlfriend" | "boyfriend" | "partner" | "fiance" | "fiancee" => Self::Lover,
            "son" | "daughter" | "child" | "stepson" | "stepdaughter" => Self::Child,
            "father" | "mother" | "mum" | "mom" | "dad" | "parent" => Self::Parent,
            "brother" | "sister" | "half-brother" | "half-sister" => Self::Sibling,
            _ => return None,
        })
    }

    /// What the other is to the relative.
    const fn inverse(self) -> Self {
        match self {
            Self::Child => Self::Parent,
            Self::Parent => Self::Child,
            same => same,
        }
    }
}

/// The relatives of groups, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Family {
    of: HashMap<usize, Vec<(Relation, Option<Gender>, usize)>>,
    /// All owners with their relatives, as told.
    pairs: Vec<(usize, Relation, usize)>,
}

impl Family {
    /// `relative` is the owner's wife, son ...
    pub(super) fn add(&mut self, owner: usize, relation: Relation, gender: Option<Gender>, relative: usize) {
        self.note(owner, (relation, gender, relative));
        self.note(relative, (relation.inverse(), None, owner));
        if self.pairs.len() < MOST && !self.pairs.contains(&(owner, relation, relative)) {
            self.pairs.push((owner, relation, relative));
        }
    }

    /// The only pair of an owner and such a relative that fits.
    pub(super) fn only_pair(
        &self,
        relation: Relation,
        fits: impl Fn(usize, usize) -> bool,
    ) -> Option<(usize, usize)> {
        let inverse = relation.inverse();
        let turned = self.pairs.iter().filter(|it| it.1 == inverse).map(|it| (it.2, it.0));
        let told = self.pairs.iter().filter(|it| it.1 == relation).map(|it| (it.0, it.2));
        let mut found = told.chain(turned).filter(|it| fits(it.0, it.1));
        let first = found.next()?;
        found.all(|it| it == first).then_some(first)
    }

    fn note(&mut self, of: usize, row: (Relation, Option<Gender>, usize)) {
        let rows = self.of.entry(of).or_default();
        if rows.len() < MOST && !rows.contains(&row) {
            rows.push(row);
        }
    }

    /// The only relative of that kind; `genders` tells those of groups.
    pub(super) fn find(
        &self,
        owner: usize,
        relation: Relation,
        gender: Option<Gender>,
        genders: impl Fn(usize) -> Option<Gender>,
    ) -> Option<usize> {
        let rows = self.of.get(&owner)?.iter();
        let fits = |&&(kind, known, relative): &&(Relation, Option<Gender>, usize)| {
            let known = known.or_else(|| genders(relative));
            kind == relation && (known.is_none() || gender.is_none() || known == gender)
        };
        let mut found = rows.filter(fits).map(|it| it.2);
        let first = found.next()?;
        found.all(|it| it == first).then_some(first)
    }
}
