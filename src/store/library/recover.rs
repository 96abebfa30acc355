//! Adds the edits that programs which have ended could not write.

use std::path::Path;

use crate::store::StoreError;
use crate::store::library::{Library, Numbers};
use crate::store::unsaved::{self, Leftover};

/// Adds the edits in the folder, and returns how many. What cannot be added now stays there.
pub(super) fn take_in(library: &mut Library, folder: &Path) -> usize {
    let mut n_added = 0;
    for left in unsaved::left_in(folder) {
        if let Ok(n) = recover(library, &left) {
            n_added += n;
            left.remove();
        }
    }
    n_added
}

fn recover(library: &mut Library, left: &Leftover) -> Result<usize, StoreError> {
    let id = match library.with_text(left.doc.fingerprint())? {
        Some(id) => id,
        None => library.keep(&left.doc, &left.opened_as, left.opened)?,
    };
    let mut known = library.edits(id)?;
    known.retain(|it| it.number > left.last);
    let (added, _) = library.append_waiting(id, &left.edits, known, &Numbers::new())?;
    Ok(added.len())
}
