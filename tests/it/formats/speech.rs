//! Subtitles and transcripts: what is read, and that every turn has its speaker.

use byline::digest::Voices;
use byline::nlp::Quote;
use byline::nlp::analyze::{Config, analyze};
use byline::nlp::model::Model;
use byline::nlp::progress::Silent;

use super::{blocks, read};

pub(super) const SUBTITLES: &str = "1\n00:00:01,000 --> 00:00:03,000\n<i>We saw the water rise</i>\nbefore the gates closed.\n\n\
    2\n00:00:03,100 --> 00:00:05,000\nINES KOVAC: Did anyone call you?\n\n3\n00:00:05,100 --> 00:00:07,000\n[phone rings]\n\n\
    4\n00:00:07,100 --> 00:00:09,000\nTOM ITO: Nobody called us.\nWe heard it on the radio.\n\n5\n00:00:09,100 --> 00:00:12,000\nINES KOVAC: And then you left?\n";

#[test]
fn subtitles_read_as_what_is_said() {
    for name in ["talk.srt", "talk.txt"] {
        assert_eq!(
            blocks(&read(name, SUBTITLES.as_bytes())),
            [
                "We saw the water rise before the gates closed.",
                "INES KOVAC: Did anyone call you?",
                "TOM ITO: Nobody called us. We heard it on the radio.",
                "INES KOVAC: And then you left?",
            ],
            "{name}"
        );
    }
}

/// Forty turns of three people.
const TURNS: [&str; 40] = [
    "Good morning, and thank you for coming.",
    "I am glad to be here.",
    "So am I, if the tea is hot.",
    "When did you first see the water?",
    "I saw it at about four, from my window.",
    "My brother called me, and I ran down to the quay.",
    "Were you afraid?",
    "I was, and I am not ashamed of it.",
    "We had no time for that.",
    "What did the harbour board tell you?",
    "They told us to wait.",
    "And so we waited, for an hour.",
    "Who opened the gates in the end?",
    "Renée Cole did, with her own hands.",
    "I held the lamp for her.",
    "Did the board allow it?",
    "The board was asleep.",
    "That is unkind, but it is true.",
    "How much did you lose?",
    "I lost the whole shop.",
    "We lost two boats and the nets.",
    "Will the insurance pay?",
    "They say that they will.",
    "I believe it when I see it.",
    "What would you do differently?",
    "I would not wait for anybody.",
    "You would have to learn to swim first.",
    "Let us talk about the new wall.",
    "It is too low.",
    "It is also in the wrong place.",
    "The engineers disagree with you.",
    "They do not live here.",
    "I asked them to spend a night with us.",
    "Did they come?",
    "One of them did, and he left at ten.",
    "He forgot his hat.",
    "What do you hope for now?",
    "I hope for a quiet winter.",
    "I want somebody to say sorry.",
    "Thank you both for talking to us.",
];

fn speaker(turn: usize) -> usize {
    if turn == 39 { 0 } else { turn % 3 }
}

/// The same talk in five layouts, with its speakers as they are written there.
pub(super) fn layouts() -> [(&'static str, String, [&'static str; 3]); 5] {
    const NAMES: [&str; 3] = ["Ines Kovac", "Tom Ito", "Sara Lindqvist"];
    let time = |turn: usize| format!("00:{:02}:{:02}", turn * 9 / 60, turn * 9 % 60);
    let talk = |names: [&str; 3], write: &dyn Fn(usize, &str, &str) -> String| -> String {
        let turns = TURNS.iter().enumerate().map(|(at, said)| write(at, names[speaker(at)], said));
        format!("The night of the flood\n\n{}", turns.collect::<String>())
    };
    let capitals = ["INES KOVAC", "TOM ITO", "SARA LINDQVIST"];
    let numbers = ["Speaker 1", "Speaker 2", "Speaker 3"];
    [
        ("names in capitals", talk(capitals, &|_, name, said| format!("{name}: {said}\n")), capitals),
        (
            "names with times above",
            talk(numbers, &|at, name, said| format!("{name}  {}\n{said}\n\n", time(at))),
            numbers,
        ),
        (
            "times before names",
            talk(NAMES, &|at, name, said| format!("[{}] {name}: {said}\n", time(at))),
            NAMES,
        ),
        (
            "times behind names",
            talk(NAMES, &|at, name, said| format!("{name} ({}): {said}\n\n", time(at))),
            NAMES,
        ),
        ("names in paragraphs", talk(NAMES, &|_, name, said| format!("{name}: {said}\n\n")), NAMES),
    ]
}

#[test]
fn every_turn_of_a_transcript_has_its_speaker() {
    let model = Model::embedded();
    for (layout, text, names) in layouts() {
        let doc = read("talk.txt", text.as_bytes());
        let turns = blocks(&doc);
        assert_eq!(turns.len(), 1 + TURNS.len(), "{layout}: {turns:#?}");
        let analysis = analyze(&doc, &model, &Config { threads: 2 }, &mut Silent).unwrap();
        for (at, said) in TURNS.iter().enumerate() {
            let name = names[speaker(at)];
            assert_eq!(turns[at + 1], format!("{name}: {said}"), "{layout}");
            let block = doc.blocks().rows()[at + 1].span;
            let is_here = |it: &&Quote| it.content.iter().any(|it| block.covers(*it));
            let quote = analysis.quotes.rows().iter().find(is_here);
            let told = quote.and_then(|it| it.source.first()).map(|it| doc.slice(*it));
            assert_eq!(told, Some(name), "{layout}, turn {at}: {said}");
        }
        let voices = Voices::new(&doc, &analysis);
        let turns: Vec<_> = voices.rows().iter().map(|it| it.quotes.len()).collect();
        assert_eq!(turns, [14, 13, 13], "{layout}");
    }
}

#[test]
fn questions_and_answers_have_their_letters() {
    let asked = [3, 6, 9, 12, 15, 18, 21, 24, 33, 36];
    let talk = asked.iter().enumerate().map(|(at, &it)| [TURNS[it], TURNS[at * 3 + 1]]);
    let text =
        talk.map(|[question, answer]| format!("Q. {question}\nA. {answer}")).collect::<Vec<_>>().join("\n");
    let doc = read("talk.txt", text.as_bytes());
    assert_eq!(doc.blocks().rows().len(), 20, "{}", doc.text());
    assert!(
        doc.text().starts_with("Q: When did you first see the water?\n\nA: I am glad to be here."),
        "{}",
        doc.text()
    );
}
