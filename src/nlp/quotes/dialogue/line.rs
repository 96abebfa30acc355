//! The paragraphs of a document as lines of a dialogue: each with its label, if it has one.

use std::ops::Range;

use crate::document::BlockKind;
use crate::nlp::lexicon;
use crate::nlp::lexicon::pronoun::{self, Pronoun};
use crate::nlp::quotes::token_context::TokenContext;
use crate::nlp::quotes::voice::{Layer, VoiceScores};

/// The most tokens of a label, and of the name in it.
const MAX_LENGTH: usize = 14;
const MAX_NAME: usize = 6;

/// The least probability of being said, as the mean over its tokens, for a paragraph that the network takes for
/// speech.
const MIN_PROBABILITY: f32 = 0.3;

/// A paragraph that may be a turn.
#[expect(clippy::struct_excessive_bools, reason = "independent facts of a line")]
#[derive(Debug)]
pub(super) struct Line {
    pub(super) label: Option<TurnLabel>,
    /// Its tokens, and those after its label.
    pub(super) tokens: Range<usize>,
    pub(super) said: Range<usize>,
    /// Whether it is a heading or a caption: "Image: …".
    pub(super) is_note: bool,
    /// Whether it ends with a question, outside quotation marks.
    pub(super) asks: bool,
    /// Whether it refers to the speaker or to the listener, outside quotation marks.
    pub(super) is_first_person: bool,
    pub(super) addresses: bool,
    /// Whether the network takes it for speech.
    pub(super) is_said: bool,
}

/// What precedes a colon at the start of a line.
#[derive(Debug)]
pub(super) struct TurnLabel {
    /// The words that name the speaker, with a role.
    pub(super) words: Range<usize>,
    pub(super) cue: Range<usize>,
    /// What identifies labels of one speaker: the last word of the name, in lower case.
    pub(super) key: String,
    pub(super) is_capital: bool,
}

impl Line {
    /// Whether its words show that someone speaks it.
    pub(super) const fn is_talk(&self) -> bool {
        self.asks || self.is_first_person || self.addresses || self.is_said
    }
}

/// The paragraphs of a document.
pub(super) fn read(context: TokenContext<'_>, voices: &[VoiceScores]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < context.tokens.len() {
        let tokens = context.block_tokens(start);
        start = tokens.end;
        let kind = context.doc.blocks().rows()[context.block_of(tokens.start)].kind;
        lines.push(line(context, voices, tokens, matches!(kind, BlockKind::Heading(_))));
    }
    lines
}

fn line(context: TokenContext<'_>, voices: &[VoiceScores], tokens: Range<usize>, is_heading: bool) -> Line {
    let marked = context.quotation_at(tokens.start).filter(|it| it.tokens.start == tokens.start);
    let first = tokens.start + usize::from(marked.is_some());
    let end = marked.map_or(tokens.end, |it| it.tokens.end.min(tokens.end));
    let label = label(context, first..end);
    let said = label.as_ref().map_or(tokens.clone(), |it| it.cue.end..end);
    let is_outside = |at: usize| label.is_some() && marked.is_some() || context.quotation_at(at).is_none();
    let has = |wanted: &[Pronoun]| {
        said.clone().filter(|&it| is_outside(it)).any(|it| {
            pronoun::pronoun(&context.text(it).to_lowercase()).is_some_and(|it| wanted.contains(&it))
        })
    };
    let is_mark = |at: &usize| context.text(*at).chars().all(|it| matches!(it, '”' | '"' | '’' | '\'' | '»'));
    let last = said.clone().rev().find(|it| !is_mark(it));
    let sure = voices[said.clone()].iter().map(|it| it.is_inside(Layer::Content)).sum::<f32>();
    #[expect(clippy::cast_precision_loss, reason = "a mean need not be exact")]
    let is_said = sure > MIN_PROBABILITY * said.len() as f32;
    Line {
        asks: last.is_some_and(|it| is_outside(it) && context.text(it).ends_with('?')),
        is_first_person: has(&[Pronoun::I, Pronoun::We]),
        addresses: has(&[Pronoun::You]),
        is_said,
        label,
        said,
        is_note: is_heading || is_caption(context, &tokens),
        tokens,
    }
}

/// The label with which some tokens begin: "Q:", "Q.", "RUI DUARTE:", "Dorothea Pym (gardener):", "Ann Reed, mayor:".
fn label(context: TokenContext<'_>, tokens: Range<usize>) -> Option<TurnLabel> {
    let start = tokens.start;
    let letter = context.text(start).trim_end_matches('.').to_lowercase();
    let is_known = lexicon::dialogue::is_question(&letter) || lexicon::dialogue::is_answer(&letter);
    let until = tokens.end.min(start + MAX_LENGTH);
    let is_stop =
        |at: &usize| is_known && letter.len() == 1 && *at < start + 2 && context.text(*at).ends_with('.');
    let cue = (start..until).find(|it| context.text(*it) == ":" || is_stop(it))?;
    let cue = cue..cue + 1;
    let words = start..cue.start.max(start + 1);
    let is_part = |at: &usize| matches!(context.text(*at), "(" | "[" | ",");
    let name = start..words.clone().find(is_part).unwrap_or(words.end);
    let is_name = |at: usize| {
        let text = context.text(at);
        text.starts_with(char::is_uppercase)
            || at > start
                && (lexicon::function_word::is_joint(text) || matches!(text, "-" | "." | "’s" | "'s"))
            || at > start && matches!(text, "de" | "van" | "von" | "del" | "la" | "bin" | "al" | "der" | "da")
            || at > start && is_number(text)
    };
    let is_closed =
        name.end == words.end || context.text(name.end) == "," || is_bracket(context.text(words.end - 1));
    let fits = !name.is_empty() && name.len() <= MAX_NAME && name.clone().all(is_name) && is_closed;
    let last = name.clone().rev().find(|&it| context.text(it).contains(char::is_alphabetic))?;
    if !fits || cue.end >= tokens.end {
        return None;
    }
    // "Speaker 1" and "Speaker 2" are two.
    let number = name.clone().next_back().map(|it| context.text(it)).filter(|it| is_number(it));
    let key = if is_known { letter } else { context.text(last).to_lowercase() + number.unwrap_or_default() };
    let is_capital = name.clone().all(|it| !context.text(it).contains(char::is_lowercase))
        && context.text(start).chars().filter(|it| it.is_uppercase()).count() > 1;
    (!lexicon::dialogue::is_note(&key)).then_some(TurnLabel { words, cue, key, is_capital })
}

/// "File photo of the singer. Image: Agency"
fn is_caption(context: TokenContext<'_>, tokens: &Range<usize>) -> bool {
    let mut colons = tokens.clone().skip(1).filter(|&it| context.text(it) == ":");
    colons.any(|it| lexicon::dialogue::is_note(&context.text(it - 1).to_lowercase()))
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_digit())
}

fn is_bracket(text: &str) -> bool {
    matches!(text, ")" | "]")
}
