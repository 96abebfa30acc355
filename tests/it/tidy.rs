//! The house is in order: layers, sizes, docs, lists, and nothing of the machine that it was built on.

#![expect(clippy::disallowed_methods, reason = "the tests make and read files of their own")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each folder in `src` with the folders that it may use: nothing upward or sideways.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("document", &["text"]),
    ("import", &["document", "text"]),
    ("fetch", &[]),
    ("nlp", &["document", "text"]),
    ("digest", &["nlp", "document", "text"]),
    ("annotate", &["nlp", "document", "text"]),
    ("intake", &["annotate", "import", "nlp", "document", "text"]),
    ("export", &["annotate", "digest", "nlp", "document", "text"]),
    ("store", &["annotate", "digest", "nlp", "document", "text"]),
    ("app", &["annotate", "digest", "nlp", "document", "text"]),
    ("worker", &["nlp"]),
    ("tui", &["worker", "app", "store", "export", "annotate", "digest", "nlp", "import", "document", "text"]),
    ("config", &["tui", "app", "export", "digest", "nlp", "text"]),
    (
        "cli",
        &[
            "config", "tui", "worker", "app", "store", "export", "intake", "annotate", "digest", "nlp",
            "fetch", "import", "document", "text",
        ],
    ),
];

/// Folders that only compute, and what that forbids.
const PURE: &[&str] = &["text", "document", "nlp", "digest", "annotate", "app", "config"];
const WORLD: &[&str] =
    &["std::fs", "std::env", "std::net", "std::process", "SystemTime", "Instant::", "std::thread"];
/// The only place in a pure layer that has threads: an ordered map over pieces of work.
const THREADS: &str = "src/nlp/parallel.rs";

/// Beyond this a file has more than one subject. Tables of data are not `.rs` files here.
const MAX_LINES: usize = 800;

/// What is built or fetched rather than written: git's own folder, and the names that `.gitignore` lists.
fn skipped() -> Vec<String> {
    let ignored = read(Path::new(".gitignore"));
    let names = ignored.lines().map(|line| line.trim().trim_matches('/')).filter(|it| !it.is_empty());
    let names = names.filter_map(|path| path.rsplit('/').next()).map(str::to_owned);
    names.chain([".git".to_owned()]).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the project, as paths from its root.
fn files(folder: &str) -> Vec<PathBuf> {
    let skipped = skipped();
    let mut found = Vec::new();
    let mut todo = vec![root().join(folder)];
    while let Some(folder) = todo.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|it| it.unwrap().path()) {
            let name = path.file_name().unwrap().to_str().unwrap();
            if skipped.iter().any(|it| it == name) {
                continue;
            }
            if path.is_dir() {
                todo.push(path);
            } else {
                found.push(path.strip_prefix(root()).unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

fn rust_files(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let files = folders.iter().flat_map(|folder| files(folder));
    let files = files.filter(|path| path.extension().is_some_and(|it| it == "rs"));
    files.map(|path| (path.clone(), read(&path))).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The folder (or file) in `src` that contains a path: "src/nlp/token/mod.rs" belongs to "nlp".
fn layer(path: &Path) -> String {
    let part = path.components().nth(1).unwrap().as_os_str().to_str().unwrap();
    part.trim_end_matches(".rs").to_owned()
}

/// Code without comments, so that a comment may name what code may not.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines.map(|(at, line)| (at, line.split("//").next().unwrap_or_default()))
}

#[test]
fn layers_use_only_lower_ones() {
    let layers: BTreeMap<_, _> = LAYERS.iter().copied().collect();
    let mut faults = Vec::new();
    for (path, text) in rust_files(&["src"]) {
        let layer = layer(&path);
        if ["lib", "main"].contains(&layer.as_str()) {
            continue;
        }
        let Some(allowed) = layers.get(layer.as_str()) else {
            panic!("{}: say in LAYERS what `{layer}` may use", path.display())
        };
        for (at, line) in code(&text) {
            for used in line.split("crate::").skip(1) {
                let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if used != layer && !allowed.contains(&used.as_str()) {
                    faults.push(format!("{}:{at}: `{layer}` uses `{used}`", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn pure_layers_touch_no_world() {
    let mut faults = Vec::new();
    for (path, text) in rust_files(&["src"]) {
        if !PURE.contains(&layer(&path).as_str()) {
            continue;
        }
        for (at, line) in code(&text) {
            let touched = WORLD.iter().find(|it| line.contains(**it));
            if let Some(touched) = touched
                && !(*touched == "std::thread" && path == Path::new(THREADS))
            {
                faults.push(format!("{}:{at}: {touched}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Every text without a format of its own is read there before the first frame. Compiling a pattern takes longer than
/// reading an article and drawing its first page.
#[test]
fn plain_text_is_read_without_patterns() {
    for (path, text) in rust_files(&["src/import/plain"]) {
        let at = code(&text).find(|(_, line)| line.contains("regex"));
        assert!(at.is_none(), "{}: {at:?}", path.display());
    }
}

#[test]
fn files_have_one_subject_and_say_which() {
    let mut faults = Vec::new();
    for (path, text) in rust_files(&["src", "tests", "examples", "benches"]) {
        let lines = text.lines().count();
        if lines > MAX_LINES {
            faults.push(format!("{}: {lines} lines", path.display()));
        }
        if !text.starts_with("//! ") {
            faults.push(format!("{}: does not begin with what it deals with (`//! …`)", path.display()));
        }
    }
    let main = read(Path::new("src/main.rs"));
    assert!(main.lines().count() < 40, "main.rs only calls the library");
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_code_map_has_every_file_and_folder() {
    let page = read(Path::new("ARCHITECTURE.md"));
    let map = page.split("\n## ").find(|it| it.starts_with("Code map")).unwrap();
    let cells = map.lines().filter(|line| line.starts_with("| `")).filter_map(|line| line.split('|').nth(1));
    let named: BTreeSet<PathBuf> =
        cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(PathBuf::from).collect();
    let files: BTreeSet<PathBuf> = files("").into_iter().collect();
    for path in &named {
        assert!(files.iter().any(|file| file.starts_with(path)), "{} does not exist", path.display());
    }
    // A hidden folder may belong to an editor.
    let seen = files.iter().filter(|file| !file.to_str().unwrap().starts_with('.'));
    let without: Vec<_> = seen.filter(|file| !named.iter().any(|path| file.starts_with(path))).collect();
    assert!(without.is_empty(), "the code map in ARCHITECTURE.md lacks {without:#?}");
}

#[test]
fn word_lists_say_what_they_are_and_have_no_line_twice() {
    for path in files("assets/lexicons") {
        let text = read(&path);
        assert!(text.starts_with("# "), "{}: begins with what it lists", path.display());
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(line, line.trim(), "{}", path.display());
        }
        let mut seen = BTreeSet::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            assert!(seen.insert(line), "{}: {line:?} stands twice", path.display());
        }
    }
}

#[test]
fn the_model_is_the_one_of_the_manifest() {
    use sha2::{Digest, Sha256};
    use std::fmt::Write as _;
    let manifest = read(Path::new("assets/MANIFEST.toml"));
    let values = |key: &str| -> Vec<String> {
        let lines = manifest.lines().filter_map(|line| line.strip_prefix(key)?.trim().strip_prefix('='));
        lines.map(|value| value.trim().trim_matches('"').to_owned()).collect()
    };
    let listed: BTreeMap<_, _> = values("path").into_iter().zip(values("sha256")).collect();
    let binary =
        files("assets/model").into_iter().filter(|path| path.extension().is_none_or(|it| it != "md"));
    let binary: Vec<_> = binary.map(|path| path.to_str().unwrap().to_owned()).collect();
    assert_eq!(listed.keys().collect::<Vec<_>>(), binary.iter().collect::<Vec<_>>());
    for (path, expected) in listed {
        let mut hex = String::new();
        for byte in Sha256::digest(fs::read(root().join(&path)).unwrap()) {
            write!(hex, "{byte:02x}").unwrap();
        }
        assert_eq!(hex, expected, "{path} is not the file that assets/MANIFEST.toml describes");
    }
}

#[test]
fn nothing_names_the_machine_it_was_built_on() {
    // In pieces, so that this file does not contain them.
    let places = [["/wo", "rk/"], ["/ro", "ot/"], ["../sh", "ared"], [".lib", "rary/"], ["/Us", "ers/"]];
    let places = places.map(|it| it.concat());
    let mut faults = Vec::new();
    for path in files("") {
        let Ok(text) = fs::read_to_string(root().join(&path)) else { continue }; // the model is not text
        for (at, line) in text.lines().enumerate() {
            if places.iter().any(|place| line.contains(place)) {
                faults.push(format!("{}:{}: {}", path.display(), at + 1, line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// What opens connections, directly or through the crates that `fetch` uses.
const NETWORK: &[&str] = &["std::net", "TcpStream", "UdpSocket", "ureq", "rustls"];

#[test]
fn one_module_has_network_code_and_only_the_command_line_uses_it() {
    let lock = read(Path::new("Cargo.lock"));
    for network in
        ["reqwest", "hyper", "curl", "native-tls", "tokio", "async-std", "openssl-sys", "cookie_store"]
    {
        assert!(!lock.contains(&format!("name = \"{network}\"")), "{network} is a dependency");
    }
    for (path, text) in rust_files(&["src"]) {
        let is_fetch = layer(&path) == "fetch";
        for network in NETWORK.iter().filter(|_| !is_fetch) {
            assert!(!code(&text).any(|(_, line)| line.contains(*network)), "{}: {network}", path.display());
        }
    }
    let users: Vec<_> = LAYERS.iter().filter(|it| it.1.contains(&"fetch")).map(|it| it.0).collect();
    assert_eq!(users, ["cli"]);
}

#[test]
fn every_dependency_is_explained() {
    let manifest = read(Path::new("Cargo.toml"));
    let page = read(Path::new("docs/dependencies.md"));
    let mut is_list = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_list = ["[dependencies]", "[dev-dependencies]"].contains(&line);
        } else if is_list && let Some((name, _)) = line.split_once(" = ") {
            assert!(
                page.contains(&format!("| `{name}` |")),
                "docs/dependencies.md does not say why `{name}` is used"
            );
        }
    }
}

/// The parts of a line of code that are in quotation marks.
fn literals(line: &str) -> Vec<&str> {
    let mut pieces: Vec<_> = line.split('"').skip(1).step_by(2).collect();
    if line.matches('"').count() % 2 == 1 {
        // This one continues on the next line.
        pieces.pop();
        pieces.extend(line.rsplit('"').next());
    }
    pieces
}

/// The user can change the keys of every action, so texts name actions, and the keymap fills in the keys.
#[test]
fn texts_of_the_reader_name_actions_and_no_keys() {
    let is_key = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        ["Enter", "Esc", "Tab", "Backspace", "PgUp", "PgDn"].contains(&word)
            || word.strip_prefix("Ctrl-").is_some_and(|it| it.chars().count() == 1)
    };
    // "r reads it again", but not "a note". The answer to a question about loss is always "y".
    let is_letter = |words: &[&str]| {
        let mut letters =
            words.iter().filter(|word| word.len() == 1 && word.starts_with(char::is_alphabetic));
        words.iter().any(|word| word.len() > 3) && letters.any(|word| !["a", "A", "y"].contains(word))
    };
    let mut faults = Vec::new();
    for (path, text) in rust_files(&["src/app", "src/tui"]) {
        let is_test =
            path.components().any(|it| ["tests", "tests.rs"].iter().any(|name| it.as_os_str() == *name));
        let written = text.split("\nmod tests {").next().unwrap_or_default();
        // No one reads why something cannot happen.
        let lines = code(written).filter(|(_, line)| !is_test && !line.contains(".expect("));
        for (at, line) in lines {
            // A single word is itself a key.
            let told = literals(line).into_iter().filter(|it| it.trim().contains(' '));
            let is_named = |it: &str| {
                let words: Vec<_> = it.split_whitespace().collect();
                words.iter().any(|word| is_key(word)) || is_letter(&words)
            };
            if told.into_iter().any(is_named) {
                faults.push(format!("{}:{at}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
