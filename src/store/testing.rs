//! For tests: separate folders, and articles to keep.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::document::{BlockKind, Document, DocumentBuilder, Metadata};

/// An empty folder in the build folder, one for each test.
pub(super) fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tmp/store").join(test);
    let _ = fs::remove_dir_all(&folder); // from an earlier run
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// This many seconds after 1970.
pub(super) fn time(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

/// An article with a heading, and a paragraph for each text.
pub(super) fn article(heading: &str, paragraphs: &[&str]) -> Document {
    let mut builder = DocumentBuilder::new();
    builder.block(BlockKind::Heading(1), heading);
    for paragraph in paragraphs {
        builder.block(BlockKind::Paragraph, paragraph);
    }
    builder.finish(Metadata::default()).unwrap()
}
