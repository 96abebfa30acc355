//! Where documents come from: lines of JSON, articles, and folders of both.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::cli::annotate::request::{self, InputLine};
use crate::export::Files;
use crate::import;

/// Extensions of JSON Lines, for searching folders. A file that the user names may have any other, too.
const LINES: &[&str] = &["jsonl", "ndjson"];

/// A name for standard input, on systems that have one.
const STDIN: &str = "/dev/stdin";

/// How deep folders are searched.
const MAX_DEPTH: usize = 32;

/// Where documents are read from.
pub(super) enum Source {
    /// JSON Lines, with the name of the input.
    Lines(String, Box<dyn BufRead + Send>),
    /// An article.
    Article(PathBuf),
}

/// A document, or something that should have been one.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum InputItem {
    /// A line, with its number in the input, counted from 1.
    Line {
        /// The name of the input.
        input: String,
        /// Counted from 1.
        number: u64,
        /// The content of the line.
        line: InputLine,
    },
    /// An article in a file.
    Article(PathBuf),
}

/// The sources in these paths, in order; folders sorted by name. The files that the answers go to are no sources: the
/// answers would be answered, without end.
pub(super) fn sources(
    paths: &[PathBuf],
    answers: &Files,
) -> impl Iterator<Item = anyhow::Result<Source>> + Send {
    let paths = paths.to_vec();
    paths.into_iter().flat_map(move |path| -> Box<dyn Iterator<Item = anyhow::Result<Source>> + Send> {
        if !path.is_dir() {
            let is_answered = answers.contain(if path == Path::new("-") { Path::new(STDIN) } else { &path });
            return Box::new(std::iter::once(if is_answered { Err(answered(&path)) } else { open(path) }));
        }
        let mut found = Vec::new();
        match look(&path, 0, &mut found) {
            Ok(()) if found.is_empty() => {
                let what = "contains neither JSON Lines nor articles";
                Box::new(std::iter::once(Err(anyhow::anyhow!("`{}`: {what}", path.display()))))
            }
            Ok(()) => Box::new(found.into_iter().filter(|it| !answers.contain(it)).map(open)),
            Err(error) => {
                let what = format!("`{}`: the folder cannot be read", path.display());
                Box::new(std::iter::once(Err(anyhow::Error::new(error).context(what))))
            }
        }
    })
}

fn look(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut paths = fs::read_dir(folder)?.map(|it| Ok(it?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        // A link may lead back to the folder it is in.
        let is_link = fs::symlink_metadata(&path).is_ok_and(|it| it.is_symlink());
        if path.is_dir() && !is_link && depth < MAX_DEPTH {
            look(&path, depth + 1, found)?;
        } else if path.is_file() && (is_called_like_lines(&path) || is_called_like_an_article(&path)) {
            found.push(path);
        }
    }
    Ok(())
}

fn is_called_like_lines(path: &Path) -> bool {
    let ending = path.extension().and_then(|it| it.to_str());
    ending.is_some_and(|it| LINES.iter().any(|known| known.eq_ignore_ascii_case(it)))
}

/// A name without an extension says nothing.
fn is_called_like_an_article(path: &Path) -> bool {
    path.extension().is_some() && import::is_called_like_an_article(path)
}

fn answered(path: &Path) -> anyhow::Error {
    anyhow::anyhow!("`{}`: the answers go there\nhint: name another file", path.display())
}

fn open(path: PathBuf) -> anyhow::Result<Source> {
    if path == Path::new("-") {
        return Ok(Source::Lines("standard input".to_owned(), Box::new(BufReader::new(io::stdin()))));
    }
    if is_called_like_an_article(&path) {
        return Ok(Source::Article(path));
    }
    let name = format!("`{}`", path.display());
    let file = File::open(&path).with_context(|| format!("{name}: cannot be read"))?;
    Ok(Source::Lines(name, Box::new(BufReader::new(file))))
}

/// Hands each document of a source to `take`, until `take` says that nobody is listening any more.
pub(super) fn feed(source: Source, mut take: impl FnMut(InputItem) -> bool) -> anyhow::Result<()> {
    let (name, mut input) = match source {
        Source::Article(path) => {
            take(InputItem::Article(path));
            return Ok(());
        }
        Source::Lines(name, input) => (name, input),
    };
    let mut number = 0;
    while let Some(line) =
        request::next_line(&mut *input).with_context(|| format!("{name}: cannot be read"))?
    {
        number += 1;
        if matches!(&line, InputLine::Whole(bytes) if bytes.trim_ascii().is_empty()) {
            continue;
        }
        if !take(InputItem::Line { input: name.clone(), number, line }) {
            break;
        }
    }
    Ok(())
}
