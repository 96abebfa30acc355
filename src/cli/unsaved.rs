//! The message at the end about edits that could not be saved: each edit, the reason, and what to do.

use crate::annotate::Edit;
use crate::cli::output::{clean, quoted};
use crate::cli::tell_text;
use crate::store::Unwritten;

/// Prints the message on standard error.
pub(super) fn tell(unwritten: Unwritten) {
    // Another article of this session may have added them to the library in the meantime.
    if unwritten.file.as_ref().is_none_or(|it| it.exists()) {
        tell_text(&message(unwritten));
    }
}

fn message(unwritten: Unwritten) -> String {
    let Unwritten { why, is_known, mut edits, file } = unwritten;
    let why = why.to_string();
    let (why, hint) = why.split_once("\nhint: ").unwrap_or((&why, "try again"));
    if edits.is_empty() {
        let what =
            if is_known { "the place in the article was" } else { "the article and the place in it were" };
        return format!("byline: {what} not saved: {why}\nhint: {hint}");
    }
    let lines: Vec<String> = edits.iter_mut().map(|it| format!("  {}", described(it))).collect();
    let lines = lines.join("\n");
    let then = match file {
        Some(file) => format!(
            "they are saved in `{}`: leave that file there, and byline adds them to the library as soon as it can be written",
            file.display()
        ),
        None => format!("the lines above are the only copy: save them, and {hint}"),
    };
    format!("byline: not in the library yet: {why}\n{lines}\nhint: {then}")
}

/// "note “who?” on “the mill”", with the whole note, because this may be the only place that still has it.
fn described(edit: &mut Edit) -> String {
    let words = edit.anchors_mut().first().map_or_else(String::new, |it| quoted(&it.exact));
    match edit {
        Edit::Mark { note, .. } if note.is_empty() => format!("highlight of {words}"),
        Edit::Mark { note, .. } => format!("note “{}” on {words}", clean(note)),
        Edit::Rewrite { note, .. } => format!("changed note “{}”", clean(note)),
        Edit::Erase { .. } => "a highlight removed".to_owned(),
        Edit::Undo { .. } => "an edit undone".to_owned(),
        Edit::Redo { .. } => "an edit redone".to_owned(),
        Edit::Bookmark { letter, at: Some(_) } => format!("bookmark {letter} at {words}"),
        Edit::Bookmark { letter, at: None } => format!("bookmark {letter} removed"),
        Edit::Rename { name, .. } => format!("name “{}” for {words}", clean(name)),
        _ => format!("correction of {words}"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::annotate::{Anchor, EditId};
    use crate::document::{BlockKind, DocumentBuilder, Metadata};
    use crate::store::StoreError;
    use crate::text::Span;

    fn unwritten(n_edits: usize, file: Option<&str>) -> String {
        let mut builder = DocumentBuilder::new();
        builder.block(BlockKind::Paragraph, "The mill burned.");
        let doc = builder.finish(Metadata::default()).unwrap();
        let at = Anchor::of(&doc, Span::new(0, 8));
        let edits = vec![
            Edit::Mark { at: at.clone(), note: "who\nsays?".to_owned(), tags: Vec::new() },
            Edit::Bookmark { letter: 'a', at: Some(at) },
            Edit::Undo { which: EditId(1) },
        ];
        let edits = edits.into_iter().take(n_edits).collect();
        let why = StoreError::Busy { path: PathBuf::from("library.db") };
        message(Unwritten { why, is_known: true, edits, file: file.map(PathBuf::from) })
    }

    #[test]
    fn each_edit_is_named_with_what_to_do() {
        assert_eq!(
            unwritten(3, Some("unsaved-1.jsonl")),
            "byline: not in the library yet: `library.db`: another program is using it\n\
             \x20 note “who says?” on “The mill”\n\
             \x20 bookmark a at “The mill”\n\
             \x20 an edit undone\n\
             hint: they are saved in `unsaved-1.jsonl`: leave that file there, and byline adds them to the library as soon as \
             it can be written"
        );
        assert!(unwritten(1, None).ends_with(
            "\nhint: the lines above are the only copy: save them, and try again when it is done"
        ));
        assert_eq!(
            unwritten(0, None),
            "byline: the place in the article was not saved: `library.db`: another program is using it\nhint: try again when it is done"
        );
    }
}
