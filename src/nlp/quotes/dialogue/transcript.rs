//! Turns with labels: "Q: … A: …", "RUI DUARTE: Four.", "Dorothea Pym (gardener): Twice."

use std::collections::HashMap;

use crate::nlp::lexicon::dialogue::{is_answer, is_question};
use crate::nlp::quotes::dialogue::line::{Line, TurnLabel};
use crate::nlp::quotes::dialogue::{Turn, Voice, is_talk};

/// The labelled turns, and the paragraphs between them that continue one or answer it.
pub(super) fn find(lines: &[Line]) -> Vec<Turn> {
    let speakers = Speakers::of(lines);
    if !speakers.is_dialogue(lines) {
        // Single turns that the network hears.
        let turns = lines.iter().filter(|it| speakers.is_heard(it));
        return turns.filter_map(|it| Some(turn(it, it.label.as_ref()?))).collect();
    }
    let mut turns = Vec::new();
    let mut last: Option<&Line> = None;
    let mut between: Vec<&Line> = Vec::new();
    for line in lines {
        let label = line.label.as_ref().filter(|it| speakers.is_one(it) || last.is_some());
        let Some(label) = label else {
            between.extend((last.is_some() && !line.is_note).then_some(line));
            continue;
        };
        if let Some(before) = last {
            turns.extend(speakers.go_on(before, &between));
        }
        between.clear();
        turns.push(turn(line, label));
        last = Some(line);
    }
    // What follows the last label is part of its turn as long as the network hears the speaker.
    let rest = between.iter().take_while(|it| it.is_first_person && it.label.is_none()).count();
    if let Some(before) = last {
        turns.extend(speakers.go_on(before, &between[..rest]));
    }
    turns
}

/// A line after its label.
fn turn(line: &Line, TurnLabel { words, cue, key, .. }: &TurnLabel) -> Turn {
    let voice = if is_question(key) {
        Voice::Asker
    } else if is_answer(key) {
        Voice::Answerer { label: Some(words.clone()) }
    } else {
        Voice::Named { label: words.clone(), cue: Some(cue.clone()) }
    };
    Turn { said: line.said.clone(), voice }
}

/// What is known about a label from all lines that have it.
#[derive(Debug, Default)]
struct Count {
    lines: usize,
    talk: usize,
    asking: usize,
    heard: usize,
}

/// The labels that may name speakers.
struct Speakers<'l>(HashMap<&'l str, Count>);

impl<'l> Speakers<'l> {
    fn of(lines: &'l [Line]) -> Self {
        let mut counts: HashMap<&str, Count> = HashMap::new();
        let mut is_asked = false;
        for line in lines {
            // What follows a labelled question is an answer, whatever its words.
            let is_answer = std::mem::replace(&mut is_asked, line.label.is_some() && line.asks);
            let Some(label) = &line.label else { continue };
            let count = counts.entry(label.key.as_str()).or_default();
            count.lines += 1;
            count.talk += usize::from(line.is_talk() || is_answer);
            count.asking += usize::from(line.asks);
            count.heard += usize::from(line.is_said && label.is_capital);
        }
        // "Price: $5" and "Size: 4" recur, too, but no one speaks there.
        let has_answers = counts.keys().any(|it| is_answer(it));
        counts.retain(|key, it| match *key {
            key if is_question(key) => it.asking > 0 && (has_answers || it.lines > 1),
            key if is_answer(key) => true,
            _ => it.lines > 1 && 2 * it.talk >= it.lines,
        });
        // No one speaks in "Q: How do I reset it? A: Press the button."
        let is_spoken = lines
            .iter()
            .any(|it| it.is_first_person && it.label.as_ref().is_some_and(|it| is_answer(&it.key)));
        if !counts.keys().any(|it| is_question(it)) || has_answers && !is_spoken {
            counts.retain(|key, _| !is_answer(key) && !is_question(key));
        }
        Self(counts)
    }

    fn is_one(&self, label: &TurnLabel) -> bool {
        self.0.contains_key(label.key.as_str())
    }

    /// Whether the label is in capitals and the network hears several of its lines.
    fn is_heard(&self, line: &Line) -> bool {
        let label = line.label.as_ref().filter(|it| it.is_capital);
        line.is_said && label.and_then(|it| self.0.get(it.key.as_str())).is_some_and(|it| it.heard > 1)
    }

    /// Whether two people take turns, or one with questions or answers that have no label.
    fn is_dialogue(&self, lines: &[Line]) -> bool {
        let mut keys = self.0.iter();
        let only = match (keys.next(), keys.next()) {
            (None, _) => return false,
            (Some(only), None) => only,
            _ => return true,
        };
        let is_own = |line: &Line| line.label.as_ref().is_some_and(|it| it.key == *only.0);
        let is_bare = |line: &Line| line.label.is_none() && !line.is_note;
        let pairs = || lines.windows(2);
        if only.1.asking == only.1.lines {
            pairs().filter(|it| is_own(&it[0]) && is_bare(&it[1]) && it[1].is_first_person).count() > 1
        } else {
            pairs().filter(|it| it[0].label.is_none() && it[0].asks && is_own(&it[1])).count() > 1
        }
    }

    /// The turns of paragraphs without a label after a line with one.
    fn go_on(&self, before: &Line, lines: &[&Line]) -> Vec<Turn> {
        let Some(label) = before.label.as_ref().filter(|_| is_talk(lines)) else { return Vec::new() };
        let all_ask = self.0.values().all(|it| it.asking == it.lines);
        let voice = match turn(before, label).voice {
            _ if all_ask && before.asks => Voice::Answerer { label: None },
            Voice::Asker => return Vec::new(),
            Voice::Named { label, .. } => Voice::Named { label, cue: None },
            voice @ Voice::Answerer { .. } => voice,
        };
        let is_alone = self.0.len() == 1;
        let turn = |line: &&Line| {
            let is_asked = is_alone && !all_ask && line.asks;
            let voice = if is_asked { Voice::Asker } else { voice.clone() };
            Turn { said: line.tokens.clone(), voice }
        };
        lines.iter().map(turn).collect()
    }
}
