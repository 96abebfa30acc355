//! Verbs that attribute words to someone, in all their forms.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What may follow a verb of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Takes {
    /// A clause: "said that", "told her that".
    pub(super) clause: bool,
    /// Whom it is said to: "told her", "urged her".
    pub(super) hearer: bool,
}

static VERBS: LazyLock<HashMap<String, Takes>> = LazyLock::new(|| {
    let mut verbs: HashMap<String, Takes> = HashMap::new();
    let lines = include_str!("../../../assets/lexicons/speech_verbs.txt").lines();
    let classes = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
    for (class, words) in classes {
        for form in words.split_whitespace().flat_map(forms) {
            let takes = verbs.entry(form).or_default();
            takes.clause |= matches!(class, "says" | "thinks" | "finds" | "tells" | "states");
            takes.hearer |= matches!(class, "tells" | "bids");
        }
    }
    verbs
});

/// What the lower-cased word takes, if it is a form of a verb of speech.
pub(super) fn takes(word: &str) -> Takes {
    VERBS.get(word).copied().unwrap_or_default()
}

/// The forms of "say=said", "write=wrote/written" or "add".
fn forms(entry: &str) -> Vec<String> {
    let (base, irregular) = entry.split_once('=').unwrap_or((entry, ""));
    let stem = base.strip_suffix('e').filter(|stem| !stem.ends_with('e')).unwrap_or(base);
    let past_stem = base.strip_suffix('e').unwrap_or(base);
    let consonant_y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let hissing = ["s", "sh", "ch", "x", "z"].iter().any(|end| base.ends_with(end)) || base == "go";
    let third = match consonant_y {
        Some(stem) => format!("{stem}ies"),
        None if hissing => format!("{base}es"),
        None => format!("{base}s"),
    };
    let mut past: Vec<String> = irregular.split('/').filter(|it| !it.is_empty()).map(str::to_owned).collect();
    // "beg=begged": the participle in -ing doubles the letter as well.
    let doubled = past.first().and_then(|it| it.strip_suffix("ed")).filter(|it| it.len() == base.len() + 1);
    let ing = doubled.map_or(format!("{stem}ing"), |it| format!("{it}ing"));
    if past.is_empty() {
        past.push(consonant_y.map_or(format!("{past_stem}ed"), |stem| format!("{stem}ied")));
    }
    let doubled_ing = match base {
        "begin" => "beginning".to_owned(),
        "put" => "putting".to_owned(),
        _ => ing,
    };
    past.extend([third, doubled_ing, base.to_owned()]);
    past
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_derived() {
        let forms = |entry: &str| forms(entry).join(" ");
        assert_eq!(forms("say=said"), "said says saying say");
        assert_eq!(forms("argue"), "argued argues arguing argue");
        assert_eq!(forms("deny"), "denied denies denying deny");
        assert_eq!(forms("write=wrote/written"), "wrote written writes writing write");
        assert_eq!(forms("beg=begged"), "begged begs begging beg");
        assert_eq!(forms("confess"), "confessed confesses confessing confess");
    }

    #[test]
    fn who_is_told_is_known_from_what_is_said() {
        assert_eq!(takes("told"), Takes { clause: true, hearer: true });
        assert_eq!(takes("said"), Takes { clause: true, hearer: false });
        assert_eq!(takes("walked"), Takes::default());
    }
}
