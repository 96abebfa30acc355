//! Merges a new note with an existing one: what the user wrote stays, and our part is written again.
//!
//! Our part ends with a line that says so, with a hash of everything between the properties and that line. If the
//! hash no longer fits, someone changed our part, and the note is left alone.
//!
//! A note joins everyone who has the same name in several articles. If the articles' descriptions have no word in
//! common, the note says that it may be about two.

use crate::document::Fingerprint;

/// The property that identifies the note.
const PROPERTY: &str = "byline-note";

/// Around the hash in our last line; `%%` is an Obsidian comment.
const SEAL: (&str, &str) = ("%% byline ", ": what you write below this line stays %%");

/// The start of a section about one article in the note of an entity.
const SECTION: &str = "\n## [[Articles/";

/// The start of the line in a section that tells how its article describes the member.
pub(super) const DESCRIBED: &str = "Described as: ";

/// The start of the line that says that a note may be about two.
const DOUBT: &str = "*The articles describe ";

/// Our note with its property and last line. It begins with properties.
pub(super) fn sealed(whose: &str, note: &str) -> String {
    let note =
        note.replacen("---\n", &format!("---\n{PROPERTY}: {}\n", crate::export::json::quoted(whose)), 1);
    let parts = Parts::of(&note);
    let properties = parts.properties.unwrap_or_default();
    format!("---\n{properties}---\n{}", with_seal(&doubted(parts.rest, properties)))
}

fn with_seal(body: &str) -> String {
    let body = body.trim_end();
    format!("{body}\n\n{}{}{}\n", SEAL.0, sum(body), SEAL.1)
}

fn sum(body: &str) -> String {
    Fingerprint::of(body.trim_end()).to_string().chars().take(8).collect()
}

/// The new state of a note; `None` if the old one is not ours, or was changed.
pub(in crate::export) fn merged(old: &str, new: &str) -> Option<String> {
    let (old, new) = (old.replace("\r\n", "\n"), Parts::of(new));
    let old = Parts::of(&old);
    let (old_properties, new_properties) = (entries(old.properties?), entries(new.properties?));
    let whose = |entries: &[(&str, String)]| {
        let (_, whole) = entries.iter().find(|it| it.0 == PROPERTY)?.clone();
        Some(whole.split_once(':')?.1.trim().trim_matches(['"', '\'']).to_owned())
    };
    if whose(&old_properties)? != whose(&new_properties)? {
        return None;
    }
    let (old_body, own) = unsealed(old.rest)?;
    let (new_body, _) = unsealed(new.rest)?;
    let mut properties = String::new();
    for (name, whole) in &new_properties {
        let known = old_properties.iter().find(|it| it.0 == *name);
        match known.filter(|_| ["aliases", "tags"].contains(name)) {
            Some((_, old)) => properties.push_str(&joined(name, old, whole)),
            None => properties.push_str(whole),
        }
    }
    for (name, whole) in &old_properties {
        if !new_properties.iter().any(|it| it.0 == *name) {
            properties.push_str(whole);
        }
    }
    let mut body = new_body.trim_end().to_owned();
    for section in sections(old_body) {
        let head = section.trim_start().lines().next().unwrap_or_default();
        if !new_body.contains(&format!("{head}\n")) {
            body.push_str("\n\n");
            body.push_str(section.trim());
        }
    }
    Some(format!("---\n{properties}---\n{}{own}", with_seal(&doubted(&body, &properties))))
}

/// The body of a note with a line that says that it may be about two, if its sections describe two.
fn doubted(body: &str, properties: &str) -> String {
    let mut body = body.to_owned();
    if let Some(at) = body.find(&format!("\n{DOUBT}")) {
        let line = body.get(at + 1..).unwrap_or_default().split_inclusive('\n').next().unwrap_or_default();
        body.replace_range(at..=at + line.len(), "");
    }
    let mut described: Vec<&str> = Vec::new();
    for line in sections(&body).flat_map(str::lines).filter_map(|it| it.strip_prefix(DESCRIBED)) {
        if !described.iter().any(|it| has_a_word_of(it, line)) {
            described.push(line);
        }
    }
    if described.len() < 2 {
        return body;
    }
    let is_person = !properties.lines().any(|it| it == "kind: organization");
    let (whom, what) = if is_person { ("somebody", "person") } else { ("something", "organization") };
    let line = format!(
        "\n{DOUBT}{whom} differently ({}): this may be more than one {what}.*\n",
        described.join("; ")
    );
    if let Some(at) = body.find(SECTION) {
        body.insert_str(at, &line);
    }
    body
}

/// Whether two descriptions share a word of some length: "the former mayor" and "mayor of Port Arden".
fn has_a_word_of(one: &str, other: &str) -> bool {
    let words = |it: &str| -> Vec<String> {
        let words = it.split(|c: char| !c.is_alphanumeric()).filter(|it| it.chars().count() > 2);
        words
            .map(str::to_lowercase)
            .filter(|it| !["the", "and", "for", "former", "who"].contains(&it.as_str()))
            .collect()
    };
    let (one, other) = (words(one), words(other));
    one.is_empty() || other.is_empty() || one.iter().any(|it| other.contains(it))
}

/// A note's properties and what follows them.
struct Parts<'n> {
    properties: Option<&'n str>,
    rest: &'n str,
}

impl<'n> Parts<'n> {
    fn of(note: &'n str) -> Self {
        let split = note.strip_prefix("---\n").and_then(|it| it.split_once("\n---\n"));
        match split {
            // The line break belongs to the last property.
            Some((properties, rest)) => Self { properties: note.get(4..4 + properties.len() + 1), rest },
            None => Self { properties: None, rest: note },
        }
    }
}

/// Each property with all of its lines.
fn entries(properties: &str) -> Vec<(&str, String)> {
    let mut entries: Vec<(&str, String)> = Vec::new();
    for line in properties.split_inclusive('\n') {
        let name = line.split_once(':').map(|it| it.0).filter(|it| !it.starts_with([' ', '-', '#']));
        match (name, entries.last_mut()) {
            (Some(name), _) => entries.push((name, line.to_owned())),
            (None, Some(last)) => last.1.push_str(line),
            (None, None) => {}
        }
    }
    entries
}

/// A list property with the values of both.
fn joined(name: &str, old: &str, new: &str) -> String {
    let mut values = list(new);
    for value in list(old) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    let values: Vec<_> = values.iter().map(|it| crate::export::json::quoted(it)).collect();
    format!("{name}: [{}]\n", values.join(", "))
}

/// The values of a list, in brackets or one per line.
fn list(property: &str) -> Vec<String> {
    let value = property.split_once(':').map_or("", |it| it.1).trim();
    if let Ok(values) = serde_json::from_str::<Vec<String>>(value) {
        return values;
    }
    let lines = value.lines().filter_map(|it| it.trim().strip_prefix("- "));
    lines.map(|it| it.trim().trim_matches(['"', '\'']).to_owned()).collect()
}

/// Our part, if it is unchanged, and the user's part after our last line.
fn unsealed(rest: &str) -> Option<(&str, &str)> {
    let (body, behind) = rest.rsplit_once(SEAL.0)?;
    let (hash, behind) = behind.split_once(SEAL.1)?;
    let own = behind.strip_prefix('\n').unwrap_or(behind);
    (hash == sum(body)).then_some((body, own))
}

fn sections(body: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<_> = body.match_indices(SECTION).map(|it| it.0).collect();
    let ends: Vec<_> = starts.iter().skip(1).copied().chain([body.len()]).collect();
    starts.into_iter().zip(ends).filter_map(|(start, end)| body.get(start..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(section: &str) -> String {
        sealed(
            "People/Ann",
            &format!("---\naliases: [\"Ann\"]\n---\n\n# Ann\n\n## [[Articles/{section}|x]]\n\n1 mention\n"),
        )
    }

    #[test]
    fn what_the_reader_wrote_stays() {
        let old = format!("{}My own words.\n", note("One"));
        let old = old.replace("aliases: [\"Ann\"]\n", "aliases:\n  - Ann\n  - Annie\nrating: 5\n");
        let new = merged(&old, &note("Two")).unwrap();
        assert!(new.contains("aliases: [\"Ann\", \"Annie\"]\n") && new.contains("rating: 5\n"), "{new}");
        assert!(new.contains("[[Articles/One|") && new.contains("[[Articles/Two|"), "{new}");
        assert!(new.ends_with("stays %%\nMy own words.\n"), "{new}");
        assert_eq!(merged(&new, &note("Two")).unwrap(), new, "the same again");
    }

    #[test]
    fn a_note_says_that_it_may_be_about_two_while_its_sections_describe_two() {
        let of = |article: &str, description: &str| {
            let section = format!("## [[Articles/{article}|x]]\n\n1 mention\n\n{DESCRIBED}{description}\n");
            sealed("People/Ann", &format!("---\nkind: person\n---\n\n# Ann\n\n{description}\n\n{section}"))
        };
        let mayor = of("One", "mayor of Port Arden");
        let both = merged(&mayor, &of("Two", "a nurse")).unwrap();
        let line = "*The articles describe somebody differently (a nurse; mayor of Port Arden): this may be more than one person.*\n";
        assert!(both.contains(&format!("\n\n{line}\n## [[Articles/Two")), "{both}");
        assert_eq!(merged(&both, &of("Two", "a nurse")).unwrap(), both, "the same again");
        let one = merged(&both, &of("Two", "the former mayor")).unwrap();
        assert!(!one.contains(DOUBT) && !one.contains("\n\n\n"), "{one}");
        assert!(!mayor.contains(DOUBT), "{mayor}");
    }

    #[test]
    fn a_note_that_is_not_ours_or_was_changed_is_left_alone() {
        assert_eq!(merged("# Ann\n", &note("One")), None);
        assert_eq!(merged(&note("One").replace("1 mention", "2 mentions"), &note("One")), None);
        assert_eq!(merged(&note("One").replace("People/Ann", "People/Bob"), &note("One")), None);
    }
}
