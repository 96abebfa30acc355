//! Finds out what an earlier run has answered, so that another one can continue from there.

use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, ErrorKind};
use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::cli::annotate::request::{self, InputLine};
use crate::export::Unit;

/// How every answer begins.
const BEGINNINGS: [&[u8]; 2] = [br#"{"format":"byline/1","#, br#"{"id":"#];

/// What is said about a file of something else.
const FOREIGN: &str = "this is not an answer of `annotate`\nhint: name another file for `--resume`";

/// The answers that already exist.
#[derive(Debug, Default)]
pub(super) struct Answered {
    /// How many.
    pub(super) n: u64,
    /// The id of the last one.
    last_id: Option<Box<RawValue>>,
}

/// An answer that was read again: an analysis or an error.
#[derive(Deserialize)]
struct Answer {
    id: Box<RawValue>,
    format: Option<String>,
    offset_unit: Option<String>,
    error: Option<String>,
}

impl Answered {
    /// Counts complete lines. An incomplete line at the end, which was being written when the run was killed, is cut
    /// off. A file of something else is an error and stays as it is; so do answers with another unit of offsets, since
    /// nobody could read the file afterwards.
    pub(super) fn read(path: &Path, unit: Unit) -> anyhow::Result<Self> {
        let name = format!("`{}`", path.display());
        let file = match File::open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            file => file.with_context(|| format!("{name}: cannot be read"))?,
        };
        if !fs::metadata(path).is_ok_and(|it| it.is_file()) {
            bail!("{name}: not a regular file\nhint: `--resume` takes the file of answers to continue");
        }
        let mut reader = BufReader::new(file);
        let (mut answered, mut whole, mut last, mut cut) = (Self::default(), 0, None, None);
        while let Some((line, length)) =
            request::next_line_with_length(&mut reader).with_context(|| format!("{name}: cannot be read"))?
        {
            let Some(length) = length else {
                cut = Some(line);
                break;
            };
            answered.n += 1;
            whole += length;
            last = Some(line);
        }
        if let Some(InputLine::Whole(bytes)) = last {
            let answer = answer(&bytes).with_context(|| format!("{name}, line {}: {FOREIGN}", answered.n))?;
            if let Some(other) = answer.offset_unit.filter(|it| it != unit.word()) {
                bail!("{name}: its offsets count `{other}`\nhint: use the same `--offsets` as before");
            }
            answered.last_id = Some(answer.id);
        }
        if let Some(line) = cut {
            if !is_begun(&line) {
                bail!("{name}, line {}: {FOREIGN}", answered.n + 1);
            }
            let file = OpenOptions::new().write(true).open(path);
            file.and_then(|it| it.set_len(whole)).with_context(|| format!("cannot write {name}"))?;
        }
        Ok(answered)
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

fn answer(line: &[u8]) -> Option<Answer> {
    let answer: Answer = serde_json::from_slice(line).ok()?;
    (answer.format.is_some() || answer.error.is_some()).then_some(answer)
}

/// Whether a line that ends too early is the beginning of an answer.
fn is_begun(line: &InputLine) -> bool {
    let InputLine::Whole(line) = line else { return true }; // nobody but us writes lines of such a length
    let is_whole = serde_json::from_slice::<IgnoredAny>(line).is_ok();
    BEGINNINGS.iter().any(|it| it.starts_with(line) || line.starts_with(it))
        && (!is_whole || answer(line).is_some())
}
