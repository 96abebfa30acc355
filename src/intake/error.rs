//! Why nothing can be imported from a file, worded so that a person knows what to do next.

/// Why nothing was imported from a file. `name` is the path or "standard input", cleaned for the screen.
///
/// The message says what and where; if something helps, a second line begins with `hint: `.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IntakeError {
    /// The bytes are not UTF-8, as JSON must be.
    #[error("`{name}`: invalid UTF-8 at byte {byte}\nhint: was it saved completely?")]
    NotUtf8 {
        /// The file.
        name: String,
        /// The first invalid byte.
        byte: usize,
    },
    /// The text is not JSON; the cause says where.
    #[error("`{name}`: not JSON: {source}\nhint: {HINT}")]
    NotJson {
        /// The file.
        name: String,
        /// What is wrong, with line and column.
        source: serde_json::Error,
    },
    /// It is JSON, but its fields are not those of byline's format.
    #[error("`{name}`: not in byline's format: {source}\nhint: export it again, or fix it by hand")]
    Misshapen {
        /// The file.
        name: String,
        /// What is wrong, with line and column.
        source: serde_json::Error,
    },
    /// A later version of byline wrote it.
    #[error("`{name}`: written by a newer byline (`{format}`)\nhint: update byline")]
    Newer {
        /// The file.
        name: String,
        /// Its format.
        format: String,
    },
    /// It is JSON for something else.
    #[error("`{name}`: neither byline's JSON nor Web Annotations\nhint: {HINT}")]
    Foreign {
        /// The file.
        name: String,
    },
}

const HINT: &str = "byline imports what `byline export` writes with `--format json` or `--format w3c`";
