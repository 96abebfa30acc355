//! Finds out what an earlier run has answered, so that another one can continue from there.

use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, ErrorKind};
use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::cli::annotate::request::{self, Line};

/// The answers that already exist.
#[derive(Debug, Default)]
pub(super) struct Answered {
    /// How many.
    pub(super) n: u64,
    /// The id of the last one.
    last_id: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Id {
    id: Box<RawValue>,
}

impl Answered {
    /// Counts complete lines. An incomplete line at the end, which was being written when the run was killed, is cut
    /// off.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let name = format!("`{}`", path.display());
        let file = match File::open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            file => file.with_context(|| format!("{name}: cannot be read"))?,
        };
        if !fs::metadata(path).is_ok_and(|it| it.is_file()) {
            bail!("{name}: not a regular file\nhint: `--resume` takes the file of answers to continue");
        }
        let mut reader = BufReader::new(file);
        let (mut n, mut last, mut whole) = (0, None, 0);
        while let Some((line, length)) =
            request::next_line_with_length(&mut reader).with_context(|| format!("{name}: cannot be read"))?
        {
            let Some(length) = length else { break }; // it has no line end
            n += 1;
            whole += length;
            last = Some(line);
        }
        if fs::metadata(path).is_ok_and(|it| it.len() > whole) {
            let file = OpenOptions::new().write(true).open(path);
            file.and_then(|it| it.set_len(whole)).with_context(|| format!("cannot write {name}"))?;
        }
        let last_id = match last {
            Some(Line::Whole(bytes)) => {
                let id: Result<Id, _> = serde_json::from_slice(&bytes);
                Some(id.with_context(|| format!("{name}, line {n}: this is not an answer of `annotate`"))?.id)
            }
            Some(Line::TooLong) | None => None,
        };
        Ok(Self { n, last_id })
    }

    /// Whether the document with this number, counted from 1, has an answer already; an error if the answer belongs
    /// to another document.
    pub(super) fn has(&self, number: u64, id: &str) -> Result<bool, String> {
        match &self.last_id {
            Some(last) if number == self.n && last.get() != id => Err(format!(
                "the existing answers end with the id {}, but document {number} of the input has the id {id}\nhint: use \
                 the same input, or write to another file",
                last.get()
            )),
            _ => Ok(number <= self.n),
        }
    }
}
