//! What happens to notes when an article changes: `cargo run --release --example reanchor -- ARTICLES.jsonl
//! [TRIALS]`.
//!
//! Each trial takes the text of a line (`{"text": …}`), puts notes on random words, changes the text as editors do,
//! and checks where the notes are found: right (at least half of the words that it covers are its own, and the
//! reverse), listed as lost, or in a wrong place. Seeded: the figures are the same each time.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a tool")]

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::Context as _;
use byline::annotate::{Anchor, Finder};
use byline::document::{BlockKind, Document, DocumentBuilder, Metadata};
use byline::text::Span;

const NOTES: usize = 20;

/// Notes with at least this many code points must never be found in a wrong place.
const LONG: usize = 20;

/// A character with its number in the first text; `None` if it was inserted.
type Letter = (char, Option<usize>);

/// Pseudo-random numbers (xorshift; Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).unwrap_or(0)
    }
}

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let path = args.next().context("which articles? reanchor ARTICLES.jsonl [TRIALS]")?;
    let trials: usize = args.next().map_or(Ok(500), |it| it.parse())?;
    let lines = std::fs::read_to_string(&path).with_context(|| path.clone())?;
    let texts: Vec<String> = lines
        .lines()
        .map(|line| {
            Ok(serde_json::from_str::<serde_json::Value>(line)?["text"]
                .as_str()
                .unwrap_or_default()
                .to_owned())
        })
        .collect::<anyhow::Result<_>>()?;
    let texts: Vec<String> = texts.into_iter().filter(|it| it.split_whitespace().count() > 60).collect();
    anyhow::ensure!(!texts.is_empty(), "{path}: no article of more than 60 words");
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut counts: BTreeMap<(&str, bool), [usize; 3]> = BTreeMap::new();
    for trial in 0..trials {
        let (text, other) = (&texts[trial % texts.len()], &texts[dice.below(texts.len())]);
        let before = document(text)?;
        let letters: Vec<Letter> = before.text().chars().enumerate().map(|(at, c)| (c, Some(at))).collect();
        let (kind, letters) = change(letters, other, &mut dice);
        let after = document(&letters.iter().map(|it| it.0).collect::<String>())?;
        let finder = Finder::new(&after);
        for _ in 0..NOTES {
            let Some((span, chars)) = note(&before, &mut dice) else { continue };
            let result = outcome(&finder, &after, &letters, &Anchor::of(&before, span), &chars);
            counts.entry((kind, chars.len() >= LONG)).or_default()[result] += 1;
        }
    }
    println!("{:<26}{:>10}{:>8}{:>8}{:>8}", "change", "note", "right", "lost", "wrong");
    for ((kind, is_long), [right, lost, wrong]) in &counts {
        let length = if *is_long { "long" } else { "short" };
        println!("{kind:<26}{length:>10}{right:>8}{lost:>8}{wrong:>8}");
    }
    for is_long in [true, false] {
        let sum = |result: usize| {
            counts.iter().filter(|it| it.0.1 == is_long).map(|it| it.1[result]).sum::<usize>()
        };
        let length = if is_long { "from 20 characters on" } else { "shorter" };
        println!("{length}: {} right, {} lost, {} wrong", sum(0), sum(1), sum(2));
    }
    Ok(())
}

/// The text as it is, in paragraphs, so that positions in it are positions in the document.
fn document(text: &str) -> anyhow::Result<Document> {
    let mut builder = DocumentBuilder::new();
    for block in text.split("\n\n").filter(|it| !it.trim().is_empty()) {
        builder.block(BlockKind::Paragraph, block);
    }
    Ok(builder.finish(Metadata::default())?)
}

/// A few words at a random place, and which characters they are.
fn note(doc: &Document, dice: &mut Dice) -> Option<(Span, Range<usize>)> {
    let starts: Vec<usize> =
        doc.text().split_whitespace().map(|it| it.as_ptr() as usize - doc.text().as_ptr() as usize).collect();
    let first = dice.below(starts.len());
    let n_words = if dice.below(2) == 0 { 1 + dice.below(3) } else { 4 + dice.below(40) };
    let rest = doc.text().get(starts[first]..)?;
    let last = rest.split_whitespace().take(n_words).last()?;
    let end = last.as_ptr() as usize - doc.text().as_ptr() as usize + last.len();
    let before = doc.text().get(..starts[first])?.chars().count();
    let length = doc.text().get(starts[first]..end)?.chars().count();
    Some((Span::new(starts[first], end), before..before + length))
}

/// A change as editors make it, to the letters of a text.
fn change(mut letters: Vec<Letter>, other: &str, dice: &mut Dice) -> (&'static str, Vec<Letter>) {
    let spaces: Vec<usize> = (0..letters.len()).filter(|&at| letters[at].0 == ' ').collect();
    let space = |dice: &mut Dice| spaces[dice.below(spaces.len())];
    match dice.below(6) {
        0 => {
            let at = space(dice);
            let words: Vec<&str> = other.split_whitespace().collect();
            let first = dice.below(words.len());
            let more = words
                .iter()
                .skip(first)
                .take(1 + dice.below(60))
                .flat_map(|it| [" ", *it])
                .collect::<String>();
            letters.splice(at..at, more.chars().map(|c| (c, None)));
            ("words put in", letters)
        }
        1 => {
            let at = dice.below(spaces.len());
            let end = spaces[(at + 1 + dice.below(60)).min(spaces.len() - 1)];
            letters.drain(spaces[at]..end.max(spaces[at]));
            ("words taken out", letters)
        }
        2 => {
            let ends: Vec<usize> =
                (1..letters.len()).filter(|&at| letters[at - 1].0 == '\n' && letters[at].0 == '\n').collect();
            if ends.len() < 3 {
                return ("nothing", letters);
            }
            let at = dice.below(ends.len() - 1);
            let moved: Vec<Letter> = letters.drain(ends[at] + 1..=ends[at + 1]).collect();
            letters.splice(0..0, moved);
            ("a paragraph moved up", letters)
        }
        3 => {
            let plain = dice.below(2) == 0;
            let mut is_open = false;
            for letter in &mut letters {
                letter.0 = match letter.0 {
                    '“' | '”' | '"' => {
                        is_open = !is_open;
                        if plain {
                            '"'
                        } else if is_open {
                            '“'
                        } else {
                            '”'
                        }
                    }
                    '’' | '\'' => {
                        if plain {
                            '\''
                        } else {
                            '’'
                        }
                    }
                    '—' | '–' => '-',
                    c => c,
                };
            }
            ("other quotation marks", letters)
        }
        4 => {
            for _ in 0..12 {
                let at = dice.below(letters.len());
                if letters[at].0.is_alphabetic() {
                    letters[at] = ('e', None);
                }
            }
            ("twelve letters mended", letters)
        }
        _ => {
            for _ in 0..6 {
                let at = spaces[dice.below(spaces.len())];
                let word: String = other.split_whitespace().nth(dice.below(50)).unwrap_or("so").to_owned();
                let new: Vec<Letter> = [' '].into_iter().chain(word.chars()).map(|c| (c, None)).collect();
                if at < letters.len() {
                    letters.splice(at..at, new);
                }
            }
            ("six words put in", letters)
        }
    }
}

/// 0: right, 1: lost, 2: wrong.
fn outcome(
    finder: &Finder<'_>,
    after: &Document,
    letters: &[Letter],
    anchor: &Anchor,
    chars: &Range<usize>,
) -> usize {
    let is_own = |letter: &Letter| letter.1.is_some_and(|at| chars.contains(&at));
    let n_left = letters.iter().filter(|it| is_own(it)).count();
    let Some(span) = finder.find(anchor).span() else { return 1 };
    let before = after.text().get(..span.start().to_usize()).unwrap_or_default().chars().count();
    let length = after.slice(span).chars().count();
    let own = letters.iter().skip(before).take(length).filter(|it| is_own(it)).count();
    if own * 2 >= length && own * 2 >= n_left && own > 0 { 0 } else { 2 }
}
