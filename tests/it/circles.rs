//! Inside a layer, no files import each other in a circle, so that each can be read after those that it uses. What a
//! folder's `mod.rs` shares with the files in its folder does not count.

#![expect(clippy::disallowed_methods, reason = "the tests read the project's own files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The layers that are free of circles.
const LAYERS: &[&str] = &[
    "text", "document", "import", "nlp", "digest", "annotate", "intake", "export", "store", "app", "config",
    "tui", "cli",
];

/// Modules by path, each with its text without tests.
fn modules(folder: &Path, path: &str, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        if name == "tests" || name == "snapshots" {
            continue;
        }
        if file.is_dir() {
            modules(&file, &format!("{path}::{name}"), found);
        } else if file.extension().is_some_and(|it| it == "rs") {
            let text = fs::read_to_string(&file).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let code: Vec<_> = code.lines().map(|it| it.split("//").next().unwrap_or_default()).collect();
            let path = if name == "mod" { path.to_owned() } else { format!("{path}::{name}") };
            found.insert(path, code.join("\n"));
        }
    }
}

/// `a::{b, c::{self, d}}` as `a::b`, `a::c`, `a::c::d`.
fn expanded(path: &str) -> Vec<String> {
    let Some((before, inside)) = path.split_once('{') else { return vec![path.trim().to_owned()] };
    let inside = inside.trim_end().trim_end_matches('}');
    let (mut parts, mut depth, mut part) = (Vec::new(), 0, String::new());
    for c in inside.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if c == ',' && depth == 0 {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(c);
        }
    }
    parts.push(part);
    let parts = parts.iter().filter(|it| !it.trim().is_empty());
    parts.flat_map(|it| expanded(&format!("{}{}", before.trim(), it.trim()))).collect()
}

/// The paths that a text uses, from its `use` items and from its code.
fn used(text: &str, is_public: bool) -> Vec<String> {
    let mut paths = Vec::new();
    for (at, _) in text.match_indices("use ") {
        let (before, item) = text.split_at(at);
        let line = before.rsplit('\n').next().unwrap_or_default().trim();
        if is_public != line.starts_with("pub") || !(line.is_empty() || line.starts_with("pub")) {
            continue;
        }
        let item = item.trim_start_matches("use ").split(';').next().unwrap_or_default();
        paths.extend(expanded(&item.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    if !is_public {
        for (at, _) in text.match_indices("crate::") {
            let path: String = text
                .split_at(at)
                .1
                .chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':'))
                .collect();
            paths.push(path);
        }
    }
    paths
}

/// Whether one of two modules is inside the other.
fn is_within(one: &str, other: &str) -> bool {
    one.starts_with(&format!("{other}::")) || other.starts_with(&format!("{one}::"))
}

/// The other modules that each module imports.
fn imports(modules: &BTreeMap<String, String>) -> BTreeMap<&str, BTreeSet<&str>> {
    // The origin of a name that a module re-exports.
    let mut origin: BTreeMap<String, String> = BTreeMap::new();
    for (module, text) in modules {
        for path in used(text, true) {
            let name = path.rsplit("::").next().unwrap_or_default();
            let from =
                path.strip_prefix("crate::").map_or_else(|| format!("{module}::{path}"), str::to_owned);
            origin.insert(format!("{module}::{name}"), from);
        }
    }
    let resolve = |path: &str| {
        let mut path =
            path.strip_prefix("crate::")?.trim_end_matches("::self").trim_end_matches("::").to_owned();
        for _ in 0..4 {
            path = origin.get(&path).cloned().unwrap_or(path);
        }
        loop {
            if let Some((module, _)) = modules.get_key_value(&path) {
                return Some(module.as_str());
            }
            path.truncate(path.rfind("::")?);
        }
    };
    let of = |(module, text): (&'_ String, &'_ String)| {
        let found = used(text, false).iter().filter_map(|it| resolve(it)).collect::<BTreeSet<_>>();
        let others = found.into_iter().filter(|it| *it != module && !is_within(it, module)).collect();
        (module.clone(), others)
    };
    let all: Vec<(String, BTreeSet<&str>)> = modules.iter().map(of).collect();
    all.into_iter()
        .filter_map(|(module, others)| Some((modules.get_key_value(&module)?.0.as_str(), others)))
        .collect()
}

#[test]
fn no_files_of_a_layer_import_each_other_in_a_circle() {
    let mut faults = Vec::new();
    for layer in LAYERS {
        let mut found = BTreeMap::new();
        modules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(layer), layer, &mut found);
        let imports = imports(&found);
        assert!(found.len() < 2 || imports.values().any(|it| !it.is_empty()), "nothing is read of {layer}");
        for &from in imports.keys() {
            // Everything that can be reached; a circle leads back.
            let (mut reached, mut todo) = (BTreeSet::new(), vec![from]);
            while let Some(module) = todo.pop() {
                todo.extend(imports.get(module).into_iter().flatten().filter(|&it| reached.insert(*it)));
            }
            if reached.contains(from) {
                faults.push(from.to_owned());
            }
        }
    }
    assert!(faults.is_empty(), "these import each other in a circle: {faults:#?}");
}

#[test]
fn the_parts_of_the_reader_are_small() {
    const MOST_FIELDS: usize = 15;
    const MOST_LINES: usize = 520;
    let mut found = BTreeMap::new();
    modules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app"), "app", &mut found);
    let mut faults = Vec::new();
    for (module, text) in &found {
        if text.lines().count() > MOST_LINES {
            faults.push(format!("{module}: {} lines", text.lines().count()));
        }
        for part in text.split("struct ").skip(1) {
            let body = part.split_once('{').map_or("", |it| it.1).split("\n}").next().unwrap_or_default();
            let is_field = |line: &&str| {
                line.starts_with("    ") && line.trim_end().ends_with(',') && line.contains(": ")
            };
            let n_fields = body.lines().filter(is_field).count();
            let name = part.split_whitespace().next().unwrap_or("");
            if n_fields > MOST_FIELDS {
                faults.push(format!("{module}: {n_fields} fields in {name}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
