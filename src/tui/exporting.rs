//! Exports from the reader: where a typed name leads, and what comes of writing there.

use std::path::{Path, PathBuf};

use crate::annotate::Annotated;
use crate::app::Exported;
use crate::document::Document;
use crate::export;
use crate::tui::fault::first_line;

/// Writes an export; one that is there only if it may be replaced, and never the article.
pub(super) fn write_export(
    doc: &Document,
    annotated: &Annotated,
    options: &export::Options,
    format: &str,
    path: PathBuf,
    overwrite: bool,
    article: &Path,
) -> Exported {
    let Some(exporter) = export::find(format) else {
        return Exported::Failed(format!("there is no format `{format}`"));
    };
    if !overwrite && path.exists() {
        return Exported::Exists(path);
    }
    match export::save(&exporter.run_with(doc, annotated, options), &path, Some(article)) {
        Ok(files) => Exported::Written(files.into_iter().next().unwrap_or(path)),
        Err(e) => Exported::Failed(first_line(&e.to_string())),
    }
}

/// `~/notes.md`, as a shell would read it.
pub fn expand_home(path: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_from_home_is_read_as_in_a_shell() {
        let home = Some(Path::new("/home/jane"));
        assert_eq!(expand_home(Path::new("~/notes.md"), home), Path::new("/home/jane/notes.md"));
        assert_eq!(expand_home(Path::new("~jane/notes.md"), home), Path::new("~jane/notes.md"));
        assert_eq!(expand_home(Path::new("notes.md"), home), Path::new("notes.md"));
        assert_eq!(expand_home(Path::new("~/notes.md"), None), Path::new("~/notes.md"));
    }
}
