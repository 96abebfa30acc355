//! Files in a ZIP archive, read one by one into memory: nothing is ever written, and no name can lead outside.

use std::io::Cursor;

use zip::ZipArchive;

use crate::import::guard::{Allowance, Exceeded};
use crate::import::importer::{DAMAGED, Fault};

/// The unpacked size of all files that are read together. A small file of zeros unpacks to a thousand times its size.
const MAX_BYTES: u64 = 64 << 20;

/// The first bytes of every ZIP file that is not empty.
pub(super) const MAGIC: &[u8] = b"PK\x03\x04";

/// A ZIP file.
#[derive(Debug)]
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: Allowance,
}

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        let zip = ZipArchive::new(Cursor::new(bytes));
        let zip = zip.map_err(|_| Fault::Unreadable("this file is damaged: it does not unpack", DAMAGED))?;
        Ok(Self { zip, left: Allowance::new(MAX_BYTES) })
    }

    /// The file with this name; `None` if it does not exist or cannot be unpacked.
    pub(super) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Exceeded> {
        let Ok(file) = self.zip.by_name(name) else { return Ok(None) };
        self.left.unpack(file).map(Some)
    }

    /// Whether a file with this name exists.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }
}

/// Resolves a path relative to a file in the archive: "OEBPS/a.opf" and "../b%20c.xhtml#d" give "b c.xhtml".
pub(super) fn resolve(from: &str, path: &str) -> String {
    let path = path.split(['#', '?']).next().unwrap_or_default();
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.retain(|it| !it.is_empty());
    percent_decoded(&parts.join("/"))
}

fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|it| std::str::from_utf8(it).ok());
        if let Some(byte) = hex.filter(|_| first == b'%').and_then(|it| u8::from_str_radix(it, 16).ok()) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_from_file_to_file_and_never_out() {
        for (from, path, expected) in [
            ("OEBPS/a.opf", "b.xhtml", "OEBPS/b.xhtml"),
            ("OEBPS/a.opf", "../b%20c.xhtml#d", "b c.xhtml"),
            ("a.opf", "x/./y/../b.xhtml", "x/b.xhtml"),
            ("a.opf", "../../../etc/passwd", "etc/passwd"),
            ("x/a.opf", "/b.xhtml", "b.xhtml"),
            ("a.opf", "100%.xhtml", "100%.xhtml"),
            ("a.opf", "%C3%A9", "é"),
        ] {
            assert_eq!(resolve(from, path), expected);
        }
    }
}
