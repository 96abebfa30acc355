//! Identifies the rules of a build, so that the cache returns only what these rules found.

#![expect(clippy::disallowed_methods, reason = "cargo reads it, and asks for it")]

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What an analysis depends on besides the model: our code and lists, and the versions of the crates that compute it.
const RULES: &[&str] =
    &["assets/lexicons", "src/nlp", "src/text", "src/document", "src/store/tables.rs", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut hash = DefaultHasher::new();
    for rules in RULES {
        println!("cargo::rerun-if-changed={rules}");
        for path in files(Path::new(rules))? {
            fs::read(path)?.hash(&mut hash);
        }
    }
    println!("cargo::rustc-env=BYLINE_RULES={:016x}", hash.finish());
    Ok(())
}

/// The file, or all files below the folder, in order.
fn files(path: &Path) -> io::Result<BTreeSet<PathBuf>> {
    if !path.is_dir() {
        return Ok(path.exists().then(|| path.to_owned()).into_iter().collect());
    }
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(path)? {
        found.extend(files(&entry?.path())?);
    }
    Ok(found)
}
