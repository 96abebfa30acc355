//! Interviews and transcripts: documents, or parts of them, whose paragraphs are turns of speakers.

mod interview;
mod line;
mod transcript;

use std::ops::Range;

use crate::nlp::quotes::token_context::TokenContext;
use crate::nlp::quotes::voice::VoiceScores;
use line::Line;

/// A paragraph of someone's turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turn {
    /// What is said.
    pub(super) said: Range<usize>,
    pub(super) voice: Voice,
}

/// The speaker of a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Voice {
    /// Someone whom the label names; the cue is in the first paragraph only.
    Named { label: Range<usize>, cue: Option<Range<usize>> },
    /// The person who is interviewed, with the label "A:" or none.
    Answerer { label: Option<Range<usize>> },
    /// The person who asks: no one in particular.
    Asker,
}

/// The turns of a document, in order.
pub(super) fn turns(context: TokenContext<'_>, voices: &[VoiceScores]) -> Vec<Turn> {
    let lines = line::read(context, voices);
    let turns = transcript::find(&lines);
    if turns.is_empty() { interview::find(&lines) } else { turns }
}

/// Whether paragraphs without labels are someone's words: most of them refer to the speaker or to the listener.
fn is_talk(lines: &[&Line]) -> bool {
    2 * lines.iter().filter(|it| it.is_talk()).count() >= lines.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::quotes::testing::TestText;
    use crate::nlp::quotes::voice::Layer;

    /// The turns of a text of which the network takes some parts as said: `label: words`, with "?" for the one who
    /// asks and "!" for the one who is interviewed.
    fn check(text: &str, said: &[&str], expected: &[&str]) {
        let sample = TestText::new(text);
        let said: Vec<_> = said.iter().map(|&it| (Layer::Content, it)).collect();
        let found: Vec<String> = turns(sample.context(), &sample.voices(&said))
            .iter()
            .map(|turn| match &turn.voice {
                Voice::Named { label, .. } => format!("{}: {}", sample.text(label), sample.text(&turn.said)),
                Voice::Answerer { .. } => format!("!: {}", sample.text(&turn.said)),
                Voice::Asker => format!("?: {}", sample.text(&turn.said)),
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn questions_and_answers_are_labelled_with_a_letter() {
        check(
            "Lee talks.\n\nQ: How long?\n\nA: For years. I wait.\n\nI like it.\n\nLee left.",
            &[],
            &["?: How long?", "!: For years. I wait.", "!: I like it."],
        );
        check("Q. How?\n\nA. I wait.", &[], &["?: How?", "!: I wait."]);
        check("Q: How do I reset it?\n\nA: Press the button.", &[], &[]);
        check("A: It rains.\n\nA: I stay.", &[], &[]);
    }

    #[test]
    fn names_label_turns_if_they_come_again_and_somebody_talks() {
        check(
            "Ann Lee (captain): We lost it.\n\nBo Ito: I saw.\n\nLee: You saw!\n\nIto: No.",
            &[],
            &["Ann Lee (captain): We lost it.", "Bo Ito: I saw.", "Lee: You saw!", "Ito: No."],
        );
        check(
            "Host: Are they in?\n\nPym: Twice.\n\nHost: Who?\n\nPym: Slugs.",
            &[],
            &["Host: Are they in?", "Pym: Twice.", "Host: Who?", "Pym: Slugs."],
        );
        check(
            "Speaker 1: Are they in?\n\nSpeaker 2: Twice.\n\nSpeaker 1: Who?\n\nSpeaker 2: Slugs.",
            &[],
            &["Speaker 1: Are they in?", "Speaker 2: Twice.", "Speaker 1: Who?", "Speaker 2: Slugs."],
        );
        check("Price: low\n\nSize: small\n\nPrice: high\n\nSize: large", &[], &[]);
        check("UPDATE: I rain.\n\nUPDATE: You dry.", &[], &[]);
    }

    #[test]
    fn a_name_in_capitals_labels_what_the_network_hears() {
        let text = "He came.\n\nLEE: Prices rose.\n\nThen he went on.\n\nLEE: They fell.";
        check(text, &["Prices rose.", "They fell."], &["LEE: Prices rose.", "LEE: They fell."]);
        check(text, &[], &[]);
    }

    #[test]
    fn only_one_side_may_have_labels() {
        check(
            "The Star: How are you?\n\nI am tired.\n\nThe Star: Why?\n\nI work.",
            &[],
            &["The Star: How are you?", "!: I am tired.", "The Star: Why?", "!: I work."],
        );
        check(
            "What do you read?\n\nLee: I read all.\n\nWho is your hero?\n\nLee: My aunt.",
            &[],
            &["Lee: I read all.", "?: Who is your hero?", "Lee: My aunt."],
        );
    }

    #[test]
    fn paragraphs_answer_paragraphs_that_ask() {
        check(
            "Lee retires.\n\nWill you miss it?\n\nI will. Not the soup.\n\nIt was bad.\n\nWhat is your plan?\n\nI sleep.\n\nThe book is out.",
            &[],
            &[
                "?: Will you miss it?",
                "!: I will. Not the soup.",
                "!: It was bad.",
                "?: What is your plan?",
                "!: I sleep.",
            ],
        );
    }

    #[test]
    fn an_article_that_asks_is_no_interview() {
        check(
            "Sales fell. Will it survive?\n\nWhat does it mean for you?\n\nAnalysts wait. “I know,” Lee said.",
            &[],
            &[],
        );
        check("Will you miss it?\n\nI will.", &[], &[]);
    }
}
