//! Writes THIRD-PARTY-NOTICES.md: the licences of all crates that are linked into the program.
//!
//! `cargo run --example notices`: asks `cargo tree` for the crates of a normal build on Linux and macOS, and takes
//! the texts from their packages. If a crate offers MIT among others, MIT is taken. Says which packages contain
//! no licence text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, ensure};
use serde_json::Value;

const OUT: &str = "THIRD-PARTY-NOTICES.md";
const HEAD: &str = "# Third-party notices

byline itself is licensed under MIT or Apache-2.0. The program contains the crates below, each under the licence named. The built-in model is
derived from all-MiniLM-L6-v2 (Apache-2.0); its [model card](assets/model/MODEL_CARD.md) says what it was trained on. SQLite, which
`libsqlite3-sys` contains, is in the public domain.

`cargo run --example notices` writes this file.
";
const TARGETS: [&str; 2] = ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin"];

fn main() -> anyhow::Result<()> {
    let mut crates: BTreeMap<(String, String), Crate> = BTreeMap::new();
    for target in TARGETS {
        for it in linked(target)? {
            crates.insert((it.name.clone(), it.version.clone()), it);
        }
    }
    let mut out = HEAD.to_owned();
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(out, "\n| Crate | Version | Licence |\n| --- | --- | --- |");
    for it in crates.values() {
        let _ = writeln!(out, "| {} | {} | {} |", it.name, it.version, it.licence);
    }
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut without = BTreeSet::new();
    for it in crates.values() {
        if it.texts.is_empty() {
            without.insert(it.name.clone());
        }
        for text in &it.texts {
            texts.entry(text.clone()).or_default().push(it.name.clone());
        }
    }
    for (text, names) in texts {
        let _ = writeln!(out, "\n## {}\n\n```\n{text}\n```", names.join(", "));
    }
    if !without.is_empty() {
        let names: Vec<_> = without.into_iter().collect();
        let _ = writeln!(out, "\n## Without a licence text in their package\n\n{}", names.join(", "));
    }
    #[expect(clippy::disallowed_methods, reason = "the notices are written here")]
    std::fs::write(OUT, out).context("cannot write the notices")?;
    Ok(())
}

struct Crate {
    name: String,
    version: String,
    /// As its package states it.
    licence: String,
    /// The texts of the licence that we take.
    texts: Vec<String>,
}

/// All crates that a build for the target links, except byline itself and what runs only at build time.
fn linked(target: &str) -> anyhow::Result<Vec<Crate>> {
    // The tree leaves out optional crates that nothing switches on; the metadata have the licences.
    let tree = cargo(&[
        "tree",
        "--locked",
        "--target",
        target,
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
    ])?;
    let built: BTreeSet<(&str, &str)> = tree.lines().filter_map(named).collect();
    let metadata = cargo(&["metadata", "--format-version", "1", "--locked", "--filter-platform", target])?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = list(&metadata["packages"])
        .filter(|it| !it["source"].is_null() && built.contains(&(text(&it["name"]), text(&it["version"]))));
    packages.map(described).collect()
}

/// The crate in a line of the tree: `adler2 v2.0.1 (*)`.
fn named(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split(' ');
    Some((words.next()?, words.next()?.strip_prefix('v')?))
}

/// What cargo prints.
fn cargo(arguments: &[&str]) -> anyhow::Result<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(arguments).output().context("cannot run cargo")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

fn described(package: &Value) -> anyhow::Result<Crate> {
    let licence = package["license"].as_str().unwrap_or("see the text").to_owned();
    let folder = Path::new(text(&package["manifest_path"])).parent().context("a manifest is in a folder")?;
    let takes_mit = licence.split([' ', '/', '(', ')']).any(|it| it == "MIT") && !licence.contains(" AND ");
    let mut files = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default().to_uppercase();
        let is_licence =
            ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"].iter().any(|it| name.starts_with(it));
        if is_licence && path.is_file() {
            #[expect(clippy::disallowed_methods, reason = "licences are read here")]
            let text = std::fs::read_to_string(&path)?;
            files.push((name, text.replace("\r\n", "\n").trim().to_owned()));
        }
    }
    files.sort();
    let is_mit = |(name, text): &&(String, String)| {
        name.contains("MIT") || text.contains("Permission is hereby granted")
    };
    if takes_mit && files.iter().any(|it| is_mit(&it)) {
        files.retain(|it| is_mit(&it));
    }
    Ok(Crate {
        name: text(&package["name"]).to_owned(),
        version: text(&package["version"]).to_owned(),
        licence,
        texts: files.into_iter().map(|it| it.1).collect(),
    })
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
