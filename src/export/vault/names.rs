//! Names for notes: safe on every system, and the same in every export.

use std::collections::HashMap;

use crate::document::Fingerprint;
use crate::export::on_one_line;

/// Characters that a file name or a link cannot contain on some system or in Obsidian.
const FORBIDDEN: &str = r#"\/:*?"<>|#^[]%"#;

/// Names that Windows reserves for devices.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The most bytes of a name; with extension and suffix, it fits every file system.
const MAX_LENGTH: usize = 150;

/// Names already used: their owners by folder and lower-case name.
#[derive(Debug, Default)]
pub(super) struct NoteNames(HashMap<String, String>);

impl NoteNames {
    /// The path of a note without extension. The same `owner` always gets the same name; another one with the same
    /// name gets a suffix.
    pub(super) fn of(&mut self, folder: &str, name: &str, owner: &str) -> String {
        let plain = format!("{folder}/{}", safe(name));
        let marked = || {
            let mark: String = Fingerprint::of(owner).to_string().chars().take(6).collect();
            format!("{plain} ({mark})")
        };
        // Names that a safe name cannot distinguish ("A/B" and "A:B", "Lee" and "LEE") get a suffix, too.
        let given = self.0.entry(plain.to_lowercase()).or_insert_with(|| owner.to_owned());
        if given == owner { plain } else { marked() }
    }
}

/// A name that every system accepts.
fn safe(name: &str) -> String {
    let is_good = |c: char| !c.is_control() && !FORBIDDEN.contains(c);
    let name: String = name.chars().map(|c| if is_good(c) { c } else { ' ' }).collect();
    let name = on_one_line(name.trim_start_matches(['.', ' ']));
    let name = name.get(..name.floor_char_boundary(MAX_LENGTH)).unwrap_or_default();
    let name = name.trim_end_matches(['.', ' ']);
    match name {
        "" => "Untitled".to_owned(),
        name if RESERVED.contains(&name.split('.').next().unwrap_or_default().to_lowercase().as_str()) => {
            format!("{name}_")
        }
        name => name.to_owned(),
    }
}

/// The visible text of a link.
pub(super) fn in_a_link(text: &str) -> String {
    on_one_line(&text.replace(['[', ']', '|', '\\', '`', '*', '<', '>', '^', '#', '$', '%', '~', '='], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_safe_on_every_system() {
        assert_eq!(safe("A/B: “C”? <d>|[e]#f^"), "A B “C” d e f");
        assert_eq!(safe(" ..hidden. "), "hidden");
        assert_eq!(safe("Con"), "Con_");
        assert_eq!(safe("nul.x"), "nul.x_");
        assert_eq!(safe("///"), "Untitled");
        assert!(safe(&"é".repeat(400)).len() <= MAX_LENGTH);
    }

    #[test]
    fn another_one_of_the_same_name_has_a_mark_that_stays() {
        let mut names = NoteNames::default();
        assert_eq!(names.of("People", "Ann Lee", "1"), "People/Ann Lee");
        assert_eq!(names.of("People", "Ann Lee", "1"), "People/Ann Lee");
        let other = names.of("People", "ANN LEE", "2");
        assert!(other.starts_with("People/ANN LEE (") && other != names.of("People", "Ann Lee", "1"));
        assert_eq!(names.of("People", "ANN LEE", "2"), other);
        assert_eq!(names.of("Organizations", "Ann Lee", "3"), "Organizations/Ann Lee");
    }
}
