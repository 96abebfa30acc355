//! Where words end if their closing quotation mark is missing: "“We were told it would hold, | said Ann Lee, a
//! nurse."

use crate::nlp::lexicon;
use crate::nlp::lexicon::pronoun;

/// The most words of a speaker before the verb.
const MAX_LENGTH: usize = 4;

/// The end, in bytes, of what is said in a text that begins inside a quotation: before the words that attribute it.
pub(super) fn end(text: &str) -> Option<usize> {
    let stops = text.match_indices([',', '?', '!', '.', '—']).map(|(at, stop)| (at + stop.len(), stop));
    let mut attributed = stops.filter(|&(at, stop)| {
        let rest = text.get(at..).unwrap_or_default();
        let words: Vec<&str> = rest.split_whitespace().take(MAX_LENGTH + 2).collect();
        rest.starts_with(char::is_whitespace) && (is_inverted(&words) || stop != "." && is_straight(&words))
    });
    attributed.next().map(|it| it.0)
}

/// "said Ann Lee", "recalled the nurse"
fn is_inverted(words: &[&str]) -> bool {
    let &[verb, speaker, ..] = words else { return false };
    let begins = speaker.starts_with(char::is_uppercase)
        || lexicon::function_word::is_article(speaker)
        || is_person(speaker)
        || pronoun::is_possessive(speaker);
    lexicon::speech::attributes_within_speech(verb) && begins
}

/// "Ann Lee said.", "the nurse said,", "she told reporters": nothing that is said follows the verb.
fn is_straight(words: &[&str]) -> bool {
    let bare = |it: &str| it.trim_end_matches([',', '.']).to_owned();
    let Some(verb) = words.iter().position(|it| lexicon::speech::attributes_within_speech(&bare(it))) else {
        return false;
    };
    let speaker = &words[..verb.min(MAX_LENGTH)];
    let ends = words[verb].ends_with([',', '.']) || verb + 1 == words.len() || words[verb] == "told";
    let is_name = |it: &&str| it.starts_with(char::is_uppercase) && !it.ends_with([',', '.', '?', '!']);
    let is_someone = match speaker {
        [] => false,
        [first, ..] if lexicon::function_word::is_article(first) => speaker.len() > 1,
        [only] if is_person(only) => true,
        _ => speaker.iter().all(is_name),
    };
    ends && is_someone && verb <= MAX_LENGTH
}

fn is_person(word: &str) -> bool {
    matches!(word, "he" | "she" | "they")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bar marks where what is said must end.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        assert_eq!(end(&text), marked.find('|'), "{marked}");
    }

    #[test]
    fn what_is_said_ends_before_its_attribution() {
        check("We were told it would hold,| said Ann Lee, a nurse.");
        check("Did it hold?| asked the nurse.");
        check("It held. For a day,| Ann Lee told the jury.");
        check("It held,| the nurse said.");
        check("It held,| she said, and left.");
    }

    #[test]
    fn what_the_speaker_reports_is_said() {
        check("Well, he said no and I left.");
        check("It held, as Ann Lee said it would.");
        check("It held.");
        check("");
    }
}
