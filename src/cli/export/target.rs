//! Where an export goes, and the format that its file name implies.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use crate::cli::export::articles::Loaded;
use crate::digest;
use crate::export::{self, DEFAULT, EXPORTERS, Exporter};

/// The most characters of a file name made from a title.
const MAX_LENGTH: usize = 60;

/// The most bytes of a file name made from that of an article; file systems take 255, with the extension.
const MAX_STEM_BYTES: usize = 200;

/// Where an export goes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Standard output.
    Output,
    /// One file, or one folder for a format that writes folders.
    File(PathBuf),
    /// A file for each article in this folder.
    Each(PathBuf),
}

impl Target {
    /// Where this many articles go: into a folder if the user names one, or if the format holds only one article per
    /// file.
    pub(super) fn new(output: Option<&Path>, format: &Exporter, n: usize) -> anyhow::Result<Self> {
        let Some(path) = output else {
            if format.is_folder() {
                bail!(
                    "the format `{}` writes a folder of files\nhint: name the folder with `-o FOLDER`",
                    format.name
                );
            }
            if n > 1 && !format.holds_many() {
                bail!(
                    "{n} articles need a folder: the format `{}` writes one file for each\nhint: name the folder with `-o FOLDER`",
                    format.name
                );
            }
            return Ok(Self::Output);
        };
        if format.is_folder() {
            if path.exists() && !path.is_dir() {
                bail!(
                    "`{}` is not a folder\nhint: the format `{}` writes a folder of files",
                    path.display(),
                    format.name
                );
            }
            return Ok(Self::File(path.to_owned()));
        }
        if is_folder(path) || n > 1 && !format.holds_many() {
            if path.exists() && !path.is_dir() {
                bail!(
                    "`{}` is not a folder\nhint: {n} articles need a folder, one file for each",
                    path.display()
                );
            }
            return Ok(Self::Each(path.to_owned()));
        }
        Ok(Self::File(path.to_owned()))
    }
}

/// Whether the path is that of a folder, or its name says so.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', '\\'])
}

/// File names for one folder, no two of them the same.
#[derive(Debug, Default)]
pub(super) struct UniqueNames(HashSet<String>);

impl UniqueNames {
    /// "FOLDER/flood.json" for a file, "FOLDER/12-flood-in-ohio.json" for an article of the library. Creates the
    /// folder.
    pub(super) fn path(&mut self, folder: &Path, loaded: &Loaded, format: &Exporter) -> PathBuf {
        // If the folder cannot be created, writing into it will say why.
        let _ = std::fs::create_dir_all(folder);
        let stem =
            match (loaded.id, loaded.file.as_deref().and_then(Path::file_stem).and_then(|it| it.to_str())) {
                (Some(id), _) => format!("{id}-{}", slug(&digest::title(loaded.doc()).unwrap_or_default())),
                (None, Some(stem)) => cut(stem),
                (None, None) => slug(&digest::title(loaded.doc()).unwrap_or_default()),
            };
        let stem = Some(stem.trim_matches('-').to_owned()).filter(|it| !it.is_empty());
        let stem = stem.unwrap_or_else(|| "article".to_owned());
        let name = |nth: usize| if nth == 1 { stem.clone() } else { format!("{stem}-{nth}") };
        // One of these is free: no more were given out.
        let free = (1..=self.0.len() + 1).map(name).find(|it| !self.0.contains(&it.to_lowercase()));
        let free = free.unwrap_or_else(|| stem.clone());
        self.0.insert(free.to_lowercase());
        folder.join(format!("{free}.{}", format.extension))
    }
}

/// The beginning of a name that is too long.
fn cut(stem: &str) -> String {
    stem.get(..stem.floor_char_boundary(MAX_STEM_BYTES)).unwrap_or_default().to_owned()
}

/// A title as a file name that needs no quoting in a shell.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.chars().count() + word.chars().count() >= MAX_LENGTH {
            break;
        }
        slug.extend([if slug.is_empty() { "" } else { "-" }, &word.to_lowercase()]);
    }
    slug
}

/// The default file name of a report: "flood.html", or "report.html" for several articles.
pub(super) fn proposed(files: &[PathBuf], format: &Exporter) -> PathBuf {
    let stem = match files {
        [only] => only.file_stem().and_then(|it| it.to_str()).filter(|it| *it != "-"),
        _ => None,
    };
    PathBuf::from(format!("{}.{}", stem.unwrap_or("report"), format.extension))
}

/// The format that the extension of the output stands for: "notes.md" means Markdown, "notes.vault" a vault. Without an
/// extension, the default; the name of a folder may contain a period for other reasons.
pub(super) fn format_of(output: Option<&Path>) -> anyhow::Result<&'static Exporter> {
    let default = || export::find(DEFAULT).expect("the default is in the table, as a test says");
    let Some(path) = output.filter(|it| it.extension().is_some()) else { return Ok(default()) };
    if is_folder(path) {
        return Ok(export::of_path(path).filter(|it| it.is_folder()).unwrap_or_else(default));
    }
    export::of_path(path).ok_or_else(|| {
        let known: Vec<String> = EXPORTERS.iter().map(|it| format!(".{}", it.extension)).collect();
        anyhow!(
            "`{}`: no format has this extension\nhint: use {}, or give `--format NAME`",
            path.display(),
            known.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_the_output_tells_the_format() {
        let name = |path: &str| format_of(Some(Path::new(path))).unwrap().name;
        assert_eq!([name("a/notes.md"), name("a.ann"), name("a")], ["markdown", "brat", "json"]);
        assert_eq!(name("a.txt"), name("a.text"));
        assert_eq!([name("a.vault"), name("a.vault/"), name("news.2026/")], ["vault", "vault", "json"]);
        assert_eq!(format_of(None).unwrap().name, "json");
        let unknown = format_of(Some(Path::new("a.xyz"))).unwrap_err().to_string();
        assert!(unknown.contains(".md") && unknown.contains("--format"), "{unknown}");
    }

    #[test]
    fn several_articles_go_into_a_folder_or_one_file_that_holds_them() {
        let target = |output: Option<&str>, format: &str, n| {
            Target::new(output.map(Path::new), export::find(format).unwrap(), n).ok()
        };
        assert_eq!(target(Some("x/"), "json", 1), Some(Target::Each(PathBuf::from("x/"))));
        assert_eq!(target(Some("x"), "json", 2), Some(Target::Each(PathBuf::from("x"))));
        assert_eq!(target(Some("x.html"), "html", 2), Some(Target::File(PathBuf::from("x.html"))));
        assert_eq!(target(None, "csv", 2), Some(Target::Output));
        assert_eq!((target(None, "json", 2), target(None, "vault", 1)), (None, None));
    }

    #[test]
    fn a_long_name_has_room_for_an_extension() {
        assert_eq!(cut("Flood in Ohio"), "Flood in Ohio");
        assert_eq!(cut(&"é".repeat(120)), "é".repeat(100));
    }

    #[test]
    fn a_title_becomes_a_name_without_blanks() {
        assert_eq!(slug("“Flood” in Ohio: 3 dead"), "flood-in-ohio-3-dead");
        assert!(slug(&"word ".repeat(40)).len() < MAX_LENGTH);
    }
}
