//! What a reader should know about how complete an article is.

use std::fmt;

/// Why what is shown may not be the article, or not all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notice {
    /// No article was found in the page, so all of its text is shown.
    NoArticle,
    /// The page lists articles and has none of its own.
    Index,
    /// The text ends before the article does.
    CutShort,
    /// The page says that its article is not free.
    Walled,
}

impl Notice {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::NoArticle, Self::Index, Self::CutShort, Self::Walled];

    /// A word that identifies it and never changes.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoArticle => "no-article",
            Self::Index => "index",
            Self::CutShort => "cut-short",
            Self::Walled => "walled",
        }
    }

    /// The notice with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoArticle => "no article was found in this page, so all of its text is shown",
            Self::Index => "this page seems to be a list of articles, without one of its own",
            Self::CutShort => "this article seems to be cut short: the page has only the beginning",
            Self::Walled => "the page says that this article is not free: this may be only the beginning",
        })
    }
}
