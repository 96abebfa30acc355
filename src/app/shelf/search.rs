//! The search of the library, and its result.

use crate::app::shelf::message::{Found, Hit, Query, SearchScope};
use crate::app::text::line_input::LineInput;

/// A search of the library.
#[derive(Debug)]
pub(crate) struct LibrarySearch {
    pub(crate) scope: SearchScope,
    pub(crate) input: LineInput,
    /// Whether keys go into the input.
    pub(crate) is_typing: bool,
    /// Whether to open the first hit as soon as it arrives, because the user was faster than the search.
    pub(crate) opens_first: bool,
    /// The last result, and the search that it belongs to.
    found: Option<(Query, Found)>,
}

impl Default for LibrarySearch {
    fn default() -> Self {
        let (input, found) = (LineInput::default(), None);
        Self { scope: SearchScope::Words, input, is_typing: false, opens_first: false, found }
    }
}

impl LibrarySearch {
    /// The current search; `None` if nothing is typed.
    pub(crate) fn query(&self) -> Option<Query> {
        let text = self.input.text().trim();
        (!text.is_empty()).then(|| Query { scope: self.scope, text: text.to_owned() })
    }

    /// The result of the current search; `None` while it is running.
    pub(crate) fn found(&self) -> Option<&Found> {
        let query = self.query()?;
        self.found.as_ref().filter(|it| it.0 == query).map(|it| &it.1)
    }

    /// The last hits, whatever is typed now.
    pub(crate) fn hits(&self) -> &[Hit] {
        self.found.as_ref().map_or(&[], |it| it.1.hits.as_slice())
    }

    /// Takes a result; returns whether the previous one was for the same search.
    pub(crate) fn take(&mut self, query: Query, found: Found) -> bool {
        let same = self.found.as_ref().is_some_and(|it| it.0 == query);
        self.found = Some((query, found));
        same
    }

    /// Forgets the result, but not what is typed.
    pub(crate) fn forget(&mut self) {
        self.found = None;
    }

    /// Forgets what is typed and found; the scope stays.
    pub(crate) fn clear(&mut self) {
        *self = Self { scope: self.scope, ..Self::default() };
    }
}
