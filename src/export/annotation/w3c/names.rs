//! Names for annotations, and sources as addresses.

use std::collections::HashSet;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Names for annotations: the same in every export of the same findings, and all different.
pub(super) struct AnnotationIds<'a> {
    hash: &'a str,
    given: HashSet<String>,
}

impl<'a> AnnotationIds<'a> {
    pub(super) fn new(hash: &'a str) -> Self {
        Self { hash, given: HashSet::new() }
    }

    pub(super) fn name(&mut self, parts: &[&str]) -> String {
        let mut name = urn(self.hash, parts);
        while !self.given.insert(name.clone()) {
            name = urn(&name, parts);
        }
        name
    }
}

/// A version 8 (custom) UUID made from the document's hash and the parts, as RFC 9562 allows.
pub(super) fn urn(hash: &str, parts: &[&str]) -> String {
    let mut hasher = Sha256::new_with_prefix(hash);
    for part in parts {
        hasher.update([0]);
        hasher.update(part);
    }
    let mut hex = String::with_capacity(36);
    for (at, byte) in hasher.finalize().iter().take(16).enumerate() {
        let byte = match at {
            6 => byte & 0x0f | 0x80, // version
            8 => byte & 0x3f | 0x80, // variant
            _ => *byte,
        };
        let dash = if matches!(at, 4 | 6 | 8 | 10) { "-" } else { "" };
        let _ = write!(hex, "{dash}{byte:02x}"); // writing to a string cannot fail
    }
    format!("urn:uuid:{hex}")
}

/// The source as an IRI reference: an address stays as it is, a path becomes one.
pub(super) fn iri(source: &str) -> String {
    let is_address = source.starts_with("http://") || source.starts_with("https://");
    let mut out = String::with_capacity(source.len());
    if source.starts_with('/') {
        out.push_str("file://");
    } else if !is_address && source.split('/').next().is_some_and(|first| first.contains(':')) {
        out.push_str("./"); // "notes:today.txt" has no scheme
    }
    for c in source.chars() {
        let is_forbidden = c.is_control() || c.is_whitespace() || r#"<>"{}|\^`"#.contains(c);
        if is_forbidden || (!is_address && "%?#".contains(c)) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}"); // writing to a string cannot fail
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_version_8_uuids_that_stay_and_differ() {
        let name = urn("hash", &["mention", "1-2"]);
        assert_eq!(name, urn("hash", &["mention", "1-2"]));
        assert_ne!(name, urn("hash", &["mention1", "-2"]));
        let uuid = name.strip_prefix("urn:uuid:").unwrap();
        assert_eq!(uuid.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(uuid.split('-').nth(2).unwrap().starts_with('8'));
        let mut names = AnnotationIds::new("hash");
        assert_ne!(names.name(&["quote"]), names.name(&["quote"]));
    }

    #[test]
    fn a_path_becomes_an_iri() {
        assert_eq!(iri("https://example.org/a?b=c#d e"), "https://example.org/a?b=c#d%20e");
        assert_eq!(iri("news/50% off?.txt"), "news/50%25%20off%3F.txt");
        assert_eq!(iri("notes:today.txt"), "./notes:today.txt");
        assert_eq!(iri("/news/élan.txt"), "file:///news/élan.txt");
    }
}
