//! Exports from the reader: the meaning of a typed file name, and the result of writing there.

use std::path::{Path, PathBuf};

use crate::annotate::Annotated;
use crate::app::Exported;
use crate::document::Document;
use crate::export::{self, Dates};
use crate::tui::fault::first_line;

/// A requested export.
#[derive(Debug)]
pub(super) struct ExportRequest {
    pub(super) format: &'static str,
    pub(super) options: export::Options,
    /// The user's own template for Markdown. It is read again for each export, because it may be edited in between.
    pub(super) template: Option<PathBuf>,
    pub(super) path: PathBuf,
    pub(super) overwrite: bool,
    /// When the user's edits were made.
    pub(super) written: Dates,
    /// The article's file.
    pub(super) article: PathBuf,
}

/// Writes an export. An existing file is replaced only if that was allowed, and the article never is.
pub(super) fn write_export(doc: &Document, annotated: &Annotated, request: ExportRequest) -> Exported {
    let ExportRequest { format, options, template, path, overwrite, written, article } = request;
    let Some(exporter) = export::find(format) else {
        return Exported::Failed(format!("there is no format `{format}`"));
    };
    // A folder of notes is added to, so nothing in it is lost.
    if !overwrite && path.exists() && !exporter.is_folder() {
        return Exported::Exists(path);
    }
    let article_of = export::Article { doc, annotated, id: options.id, written: Some(&written) };
    let parts = match exporter.run_by(template.as_deref(), &article_of, &options) {
        Ok(parts) => parts,
        Err(e) => return Exported::Failed(first_line(&e.to_string())),
    };
    let mut articles = export::Files::default();
    articles.add(&article);
    match export::save(&parts, &path, &articles) {
        Ok(files) => Exported::Written(files.into_iter().next().unwrap_or(path)),
        Err(e) => Exported::Failed(first_line(&e.to_string())),
    }
}

/// `~/notes.md`, expanded as by a shell.
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
