//! The number of an article.

use std::fmt;
use std::str::FromStr;

/// The number of an article in a library; never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub(in crate::store) i64);

impl ArticleId {
    /// The id with this number, for code that stores ids as numbers.
    pub const fn from_i64(number: i64) -> Self {
        Self(number)
    }

    /// The id as a number, for other programs.
    pub const fn to_i64(self) -> i64 {
        self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for ArticleId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}
