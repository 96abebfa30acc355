//! Interviews without labels: a question in one paragraph, its answer in those that follow.

use crate::nlp::quotes::dialogue::line::Line;
use crate::nlp::quotes::dialogue::{Turn, Voice, is_talk};

/// The fewest questions of an interview.
const MIN_COUNT: usize = 2;

/// The longest question, in tokens.
const MAX_LENGTH: usize = 80;

/// The questions and answers, if there are enough of both: an article that asks something once is not an interview.
pub(super) fn find(lines: &[Line]) -> Vec<Turn> {
    let is_question = |line: &Line| line.asks && line.tokens.len() <= MAX_LENGTH;
    let asked: Vec<usize> = (0..lines.len()).filter(|&it| is_question(&lines[it])).collect();
    let end = |at: usize| asked.iter().copied().find(|&it| it > at).unwrap_or(lines.len());
    let answer = |at: usize| -> Vec<&Line> {
        let behind: Vec<&Line> = lines[at + 1..end(at)].iter().filter(|it| !it.is_note).collect();
        // What follows the last answer belongs to the article as soon as the network hears no one.
        let heard = behind.iter().take_while(|it| it.is_first_person).count().max(1).min(behind.len());
        if end(at) == lines.len() { behind[..heard].to_vec() } else { behind }
    };
    let answers: Vec<Vec<&Line>> = asked.iter().map(|&it| answer(it)).collect();
    let answered = answers.iter().filter(|it| it.iter().any(|it| it.is_first_person)).count();
    let addressed = asked.iter().filter(|&&it| lines[it].addresses).count();
    if asked.len() < MIN_COUNT
        || 2 * addressed < asked.len()
        || 2 * answered < asked.len()
        || answered < MIN_COUNT
    {
        return Vec::new();
    }
    let mut turns = Vec::new();
    for (&question, answer) in asked.iter().zip(&answers) {
        turns.push(Turn { said: lines[question].tokens.clone(), voice: Voice::Asker });
        let voice = Voice::Answerer { label: None };
        let answer = answer.iter().filter(|_| is_talk(answer));
        turns.extend(answer.map(|it| Turn { said: it.tokens.clone(), voice: voice.clone() }));
    }
    turns
}
