//! README and docs tell the truth: their tables match the code, their links lead somewhere, and the commands in them
//! exist.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Writes a table in Markdown.
type Table = fn() -> String;

/// The pages that contain a table from the code.
const TABLES: &[(&str, Table)] = &[
    ("docs/keys.md", byline::app::input::keymap::markdown_table),
    ("docs/formats-in.md", byline::import::markdown_table),
    ("docs/formats-out.md", byline::export::markdown_table),
    ("docs/configuration.md", byline::config::markdown_table),
];

/// A README that shows rather than tells is short.
const README_LINES: usize = 160;

#[expect(clippy::disallowed_methods, reason = "the tests read the pages")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// README and all pages of docs, with their text.
fn pages() -> Vec<(PathBuf, String)> {
    let mut paths: Vec<PathBuf> =
        root().join("docs").read_dir().unwrap().map(|it| it.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == "md"));
    paths.extend(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map(|it| root().join(it)));
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), read(&path))).collect()
}

/// The lines inside of code blocks.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let fences = text.split("```").enumerate();
    fences.filter(|(number, _)| number % 2 == 1).flat_map(|(_, block)| block.lines().skip(1))
}

/// Set to `write` to bring the tables in the pages up to date.
const WRITES: &str = "BYLINE_DOCS";

/// The page with this table instead of the one that begins like it.
fn with_table(page: &str, table: &str) -> String {
    let first = table.lines().next().unwrap();
    let (before, old) = page.split_once(first).unwrap();
    let is_table = |line: &&str| line.is_empty() || line.starts_with(['|', '*']);
    let rest: Vec<_> = old.lines().skip(1).skip_while(is_table).collect();
    let rest = if rest.is_empty() { String::new() } else { format!("\n{}\n", rest.join("\n")) };
    format!("{before}{}\n{rest}", table.trim())
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the tables are written here, if that is asked for")]
fn tables_are_those_of_the_code() {
    let tables = TABLES.iter().map(|(page, table)| (root().join(page), table()));
    let stale: Vec<_> = tables.filter(|(page, table)| !read(page).contains(table.trim())).collect();
    if std::env::var(WRITES).is_ok_and(|it| it == "write") {
        for (page, table) in stale {
            std::fs::write(&page, with_table(&read(&page), &table)).unwrap();
        }
        return;
    }
    let texts: Vec<_> =
        stale.iter().map(|(page, table)| format!("{} should contain:\n\n{table}", page.display())).collect();
    assert!(texts.is_empty(), "{}\n{WRITES}=write lets this test write the tables", texts.join("\n"));
}

#[test]
fn a_table_takes_the_place_of_the_old_one_and_of_nothing_else() {
    let page = "# Keys\n\n**A**\n\n| b |\n\n**C**\n\n| d |\n\nText.\n";
    assert_eq!(with_table(page, "**A**\n\n| e |\n\n"), "# Keys\n\n**A**\n\n| e |\n\nText.\n");
    assert_eq!(with_table("x\n\n| b |\n| c |\n", "| b |\n"), "x\n\n| b |\n");
}

#[test]
fn the_readme_is_short_and_shows_how_to_open_the_sample_and_run_the_tests() {
    let readme = read(&root().join("README.md"));
    assert!(readme.lines().count() <= README_LINES, "{} lines", readme.lines().count());
    for command in ["cargo run --release", "cargo test --locked"] {
        assert!(readme.contains(command), "{command}");
    }
}

#[test]
fn links_lead_to_files_and_headings() {
    for (path, text) in pages() {
        for target in text.split("](").skip(1).filter_map(|it| it.split_once(')')).map(|it| it.0) {
            if target.contains("://") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            assert!(file.exists(), "{}: there is no {target}", path.display());
            let ids = |line: &str| {
                let words = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
                words.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect::<String>()
            };
            let has_heading =
                || read(&file).lines().any(|line| line.starts_with('#') && ids(line) == heading);
            assert!(heading.is_empty() || has_heading(), "{}: there is no {target}", path.display());
        }
    }
}

/// The pages that name files of the code, in backticks, from `src` or from the folder that they are about.
const PAGES_ABOUT_CODE: &[&str] =
    &["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/decisions.md", "docs/releasing.md"];

#[test]
fn files_that_the_pages_name_exist() {
    let mut todo = vec![root().to_owned()];
    let mut known = Vec::new();
    while let Some(folder) = todo.pop() {
        for path in folder.read_dir().unwrap().map(|it| it.unwrap().path()) {
            known.push(format!("/{}", path.strip_prefix(root()).unwrap().to_str().unwrap()));
            if path.is_dir() && !path.ends_with(".git") && !path.ends_with("target") {
                todo.push(path);
            }
        }
    }
    for page in PAGES_ABOUT_CODE {
        let text = read(&root().join(page));
        for named in text.split('`').skip(1).step_by(2) {
            let is_path = Path::new(named).extension().is_some_and(|it| it == "rs") || named.contains('/');
            let is_plain = named.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
            let ending = format!("/{}", named.trim_end_matches('/'));
            let is_known =
                |path: &String| path.trim_end_matches(".rs").ends_with(ending.trim_end_matches(".rs"));
            assert!(!is_path || !is_plain || known.iter().any(is_known), "{page}: there is no {named}");
        }
    }
}

/// The help of a command.
fn help(command: Option<&str>) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_byline")).args(command).arg("--help").output().unwrap();
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn every_command_and_option_in_the_pages_exists() {
    let commands = [
        "add",
        "export",
        "report",
        "explain",
        "annotate",
        "library",
        "notes",
        "import",
        "who",
        "schema",
        "man",
        "completions",
    ];
    let helps: BTreeMap<_, _> =
        commands.into_iter().map(Some).chain([None]).map(|it| (it, help(it))).collect();
    let pages = pages();
    let mut told = Vec::new();
    for (path, text) in &pages {
        for line in code(text) {
            // Examples in a column are followed by what they do.
            let line = line.split("   ").next().unwrap_or_default();
            for call in line.split(['|', '"', ';', '&']).map(str::trim) {
                let call = call.strip_prefix("$ ").unwrap_or(call);
                let Some(arguments) =
                    call.strip_prefix("byline ").or_else(|| call.strip_prefix("target/release/byline "))
                else {
                    continue;
                };
                let command = arguments.split(' ').next().filter(|it| commands.contains(it));
                told.extend(command);
                let help = &helps[&command];
                for option in arguments.split(' ').filter(|it| it.starts_with('-') && it.len() > 1) {
                    let is_known = if option.starts_with("--") {
                        help.contains(option.split('=').next().unwrap_or_default())
                    } else {
                        help.contains(&format!("{option}, "))
                    };
                    assert!(is_known, "{}: `{call}` has no option {option}", path.display());
                }
            }
        }
    }
    for command in commands {
        assert!(told.contains(&command), "no page shows `byline {command}`");
    }
}

#[test]
fn the_notices_are_of_the_crates_that_are_built() {
    let notices = read(&root().join("THIRD-PARTY-NOTICES.md"));
    let lock = read(&root().join("Cargo.lock"));
    let mut named = Vec::new();
    for line in notices.lines().filter(|line| line.starts_with("| ")).skip(2) {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let package = format!("name = \"{}\"\nversion = \"{}\"\n", cells[1], cells[2]);
        assert!(lock.contains(&package), "{line}: run `cargo run --example notices`");
        named.push(cells[1]);
    }
    let manifest = read(&root().join("Cargo.toml"));
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    for name in dependencies.lines().filter_map(|line| line.split_once(" = ")).map(|it| it.0) {
        assert!(named.contains(&name), "{name} is missing: run `cargo run --example notices`");
    }
}
