//! Which pronouns fit a person, and how evidence about one person is weighed; `lexicon::gender` has the words that
//! show it.

/// Which pronouns fit a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
}

/// If there is this much more evidence for one gender than for the other, little doubt is left.
const SURE: f32 = 1.0;

/// Evidence about one person's gender.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Leaning {
    he: f32,
    she: f32,
}

impl Leaning {
    /// Adds evidence, if there is any.
    pub(in crate::nlp) fn count(&mut self, gender: Option<Gender>, weight: f32) {
        match gender {
            Some(Gender::Male) => self.he += weight,
            Some(Gender::Female) => self.she += weight,
            None => {}
        }
    }

    /// Adds all evidence from another one.
    pub(in crate::nlp) fn add(&mut self, other: Self) {
        self.he += other.he;
        self.she += other.she;
    }

    /// The gender, if the evidence leaves little doubt.
    pub(in crate::nlp) fn gender(self) -> Option<Gender> {
        if self.he >= self.she + SURE {
            Some(Gender::Male)
        } else if self.she >= self.he + SURE {
            Some(Gender::Female)
        } else {
            None
        }
    }
}
