//! Pairs quotation marks: which words are in quotation marks, whoever says them.
//!
//! Handles curly, straight, doubled single ('') and low marks, guillemets, nested marks, speech over several
//! paragraphs, and marks that are never closed. Apostrophes and primes are distinguished from single marks. Every
//! block is read once, and nothing is looked up beyond the next opening mark.

use crate::document::Document;
use crate::nlp::lexicon;
use crate::nlp::quotes::unclosed;
use crate::text::Span;

/// Words in one pair of quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotePair {
    /// With its quotation marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// How many other pairs contain it.
    pub depth: usize,
    /// Whether its end is known, from the closing mark or from the words that attribute it; otherwise, it ends with
    /// its paragraph.
    pub closed: bool,
    /// Whether it continues the speech that the previous paragraph left open.
    pub continues: bool,
    /// Whether its marks are single ones.
    pub single: bool,
}

/// Finds all words in quotation marks, in order of their starts.
pub fn pair(doc: &Document) -> Vec<QuotePair> {
    let mut pairs = Vec::new();
    let mut left_open = None;
    for block in doc.blocks().rows() {
        let text = doc.slice(block.span);
        let offset = block.span.start().to_usize();
        left_open = pair_block(text, offset, left_open, &mut pairs);
    }
    pairs.retain(|it| !doc.slice(it.inner).trim().is_empty());
    pairs
}

/// Marks that can pair with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkShape {
    Double,
    Angle,
    Single,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkRole {
    Open,
    Close,
    /// Depends on the state: closes what is open, or else opens.
    Either,
}

/// A quotation mark in a block, in the block's bytes.
#[derive(Debug, Clone, Copy)]
struct Sign {
    start: usize,
    end: usize,
    shape: MarkShape,
    role: MarkRole,
}

/// An opened mark that waits for its closing one.
#[derive(Debug, Clone, Copy)]
struct OpenMark {
    start: usize,
    inner: usize,
    shape: MarkShape,
    continues: bool,
    /// Its row in the result, taken when it opened, so that rows are in order of their starts.
    row: usize,
}

/// Pairs the marks of one block; returns the shape of the marks that the block leaves open at its end.
fn pair_block(
    text: &str,
    offset: usize,
    left_open: Option<MarkShape>,
    pairs: &mut Vec<QuotePair>,
) -> Option<MarkShape> {
    let signs = signs(text);
    let mut open: Vec<OpenMark> = Vec::new();
    // How many the marks still ahead would close, minus how many they open.
    let mut surplus: i64 = signs.iter().map(|sign| balance(*sign)).sum();
    if let (Some(shape), Some(first)) = (left_open, signs.first()) {
        // A speech continues without a new opening mark: "“One.⏎⏎Two,” he said."
        if first.shape == shape && first.role == MarkRole::Close && first.start > 0 {
            open_mark(Sign { start: 0, end: 0, shape, role: MarkRole::Open }, true, &mut open, pairs);
        }
    }
    for sign in signs {
        surplus -= balance(sign);
        let top = open.iter().rposition(|it| it.shape == sign.shape);
        let closes = match sign.role {
            MarkRole::Open => false,
            MarkRole::Close | MarkRole::Either => top.is_some(),
        };
        if let (true, Some(top)) = (closes, top) {
            let opened = open[top];
            open.truncate(top); // marks opened inside it and never closed were no quotation marks
            pairs[opened.row] = finished(opened, (sign.start, sign.end), offset, top, true);
            continue;
        }
        if sign.role == MarkRole::Close {
            continue; // nothing to close: a prime, a plural's apostrophe or a slip
        }
        let depth =
            i64::try_from(open.iter().filter(|it| it.shape == sign.shape).count()).unwrap_or(i64::MAX);
        if depth > 0 && surplus <= depth {
            // "“One, he said. “Two.”": the first one was never closed; it does not enclose the second.
            let opened = open[top.unwrap_or(0)];
            let end = text.get(..sign.start).map_or(sign.start, |before| before.trim_end().len());
            open.truncate(top.unwrap_or(0));
            let before = text.get(..end.max(opened.inner)).unwrap_or(text);
            pairs[opened.row] = unclosed(opened, before, offset, open.len());
        }
        let continues = sign.start == 0 && left_open == Some(sign.shape);
        open_mark(sign, continues, &mut open, pairs);
    }
    let rest = open.first().copied();
    if let Some(opened) = rest {
        pairs[opened.row] = unclosed(opened, text, offset, 0);
    }
    rest.filter(|it| !pairs[it.row].closed).map(|it| it.shape)
}

fn balance(sign: Sign) -> i64 {
    match (sign.shape, sign.role) {
        (MarkShape::Double, MarkRole::Open) => -1,
        (MarkShape::Double, MarkRole::Close | MarkRole::Either) => 1,
        _ => 0,
    }
}

fn open_mark(sign: Sign, continues: bool, open: &mut Vec<OpenMark>, pairs: &mut Vec<QuotePair>) {
    let (start, inner, shape) = (sign.start, sign.end, sign.shape);
    open.push(OpenMark { start, inner, shape, continues, row: pairs.len() });
    let none = Span::new(0, 0); // blank, so it is dropped at the end unless it is finished
    pairs.push(QuotePair { span: none, inner: none, depth: 0, closed: false, continues, single: false });
}

/// The words after a mark that is never closed: up to their attribution, or to the end of the text.
fn unclosed(opened: OpenMark, text: &str, offset: usize, depth: usize) -> QuotePair {
    let end = unclosed::end(text.get(opened.inner..).unwrap_or_default());
    let close = end.map_or(text.len(), |it| opened.inner + it);
    finished(opened, (close, close), offset, depth, end.is_some())
}

fn finished(opened: OpenMark, close: (usize, usize), offset: usize, depth: usize, closed: bool) -> QuotePair {
    QuotePair {
        span: Span::new(offset + opened.start, offset + close.1),
        inner: Span::new(offset + opened.inner, offset + close.0),
        depth,
        closed,
        continues: opened.continues,
        single: opened.shape == MarkShape::Single,
    }
}

/// The quotation marks of a block, without apostrophes and primes.
fn signs(text: &str) -> Vec<Sign> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut signs = Vec::new();
    let mut open_doubles = 0_usize;
    let mut at = 0;
    while at < chars.len() {
        let (start, c) = chars[at];
        let doubled =
            matches!(c, '\'' | '`' | '‘' | '’') && chars.get(at + 1).is_some_and(|&(_, next)| next == c);
        let width = if doubled { 2 } else { 1 };
        let end = chars.get(at + width).map_or(text.len(), |&(byte, _)| byte);
        let around = CharsAround::of(&chars, at, width);
        let found = match c {
            _ if doubled => Some((MarkShape::Double, double_role(c, &around))),
            '"' | '“' | '”' | '„' | '‟' | '＂' => Some((MarkShape::Double, double_role(c, &around))),
            '«' | '»' => Some((MarkShape::Angle, angle_role(c, &around))),
            '\'' | '‘' | '’' | '‚' | '‛' => {
                single_role(c, &around, &chars, at).map(|role| (MarkShape::Single, role))
            }
            _ => None,
        };
        at += width;
        let Some((shape, role)) = found else { continue };
        if shape == MarkShape::Double {
            // 24" is a measure unless something waits to be closed; 6'2" is one even then.
            let feet = around.before.is_ascii_digit() && is_feet(&chars, start, text);
            if c == '"'
                && around.before.is_ascii_digit()
                && (open_doubles == 0 || feet)
                && role != MarkRole::Open
            {
                continue;
            }
            match role {
                MarkRole::Open => open_doubles += 1,
                MarkRole::Close => open_doubles = open_doubles.saturating_sub(1),
                MarkRole::Either => open_doubles = usize::from(open_doubles == 0),
            }
        }
        signs.push(Sign { start, end, shape, role });
    }
    settle_singles(&mut signs, &chars, text);
    signs
}

/// The characters beside a mark, skipping other marks; a space stands for the edges of the block.
#[derive(Debug, Clone, Copy)]
struct CharsAround {
    before: char,
    after: char,
    /// The very next character.
    next: char,
    /// The very last character before it.
    last: char,
}

impl CharsAround {
    fn of(chars: &[(usize, char)], at: usize, width: usize) -> Self {
        let outside = |it: &&(usize, char)| !is_mark(it.1);
        // Runs of marks are short in any sensible text; a limit of eight keeps this linear in all others.
        let before = chars[at.saturating_sub(8)..at].iter().rev().find(outside).map_or(' ', |it| it.1);
        let from = (at + width).min(chars.len());
        let after = chars[from..(from + 8).min(chars.len())].iter().find(outside).map_or(' ', |it| it.1);
        let next = chars.get(from).map_or(' ', |it| it.1);
        let last = at.checked_sub(1).map_or(' ', |it| chars[it].1);
        Self { before, after, next, last }
    }

    fn may_open(&self) -> bool {
        (self.before.is_whitespace() || is_opening(self.before)) && !self.after.is_whitespace()
    }

    fn may_close(&self) -> bool {
        !self.before.is_whitespace() && (self.after.is_whitespace() || is_closing(self.after))
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '＂' | '«' | '»' | '\'' | '‘' | '’' | '‚' | '‛' | '`')
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | ':' | '¿' | '¡')
}

fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '—' | '–' | '-' | '/' | ':' | ';' | ',' | '.' | '!' | '?' | '…')
}

fn double_role(c: char, around: &CharsAround) -> MarkRole {
    let (may_open, may_close) = (around.may_open(), around.may_close());
    match c {
        // A mark that is turned the wrong way is interpreted by its position: "„so“", "it”s a “ slip".
        '“' | '‟' | '`' | '‘' if may_close && !may_open && around.next.is_whitespace() => {
            MarkRole::Close
        }
        '“' | '‟' | '„' | '`' | '‘' => MarkRole::Open,
        '”' | '’' if may_open && !may_close => MarkRole::Open,
        '”' | '’' => MarkRole::Close,
        _ if may_open && !may_close => MarkRole::Open,
        _ if may_close && !may_open => MarkRole::Close,
        _ => MarkRole::Either,
    }
}

fn angle_role(c: char, around: &CharsAround) -> MarkRole {
    // «French», «French spaced » and »German« alike.
    match c {
        '«' if around.may_close() && !around.may_open() => MarkRole::Close,
        '«' => MarkRole::Open,
        _ if around.may_open() && !around.may_close() && around.after.is_alphanumeric() => MarkRole::Open,
        _ => MarkRole::Close,
    }
}

/// The role of a single mark, or `None` for an apostrophe or a prime.
fn single_role(c: char, around: &CharsAround, chars: &[(usize, char)], at: usize) -> Option<MarkRole> {
    if around.last.is_alphanumeric() && around.next.is_alphanumeric() {
        return None; // "don't"
    }
    let opens = match c {
        '‘' | '‚' | '‛' => !around.next.is_whitespace(),
        '\'' => around.may_open(),
        _ => false,
    };
    if opens && !around.last.is_alphanumeric() {
        return (!is_elision(chars, at + 1)).then_some(MarkRole::Open);
    }
    let after_word = !around.last.is_whitespace() && !around.next.is_alphanumeric();
    (c != '‘' && after_word).then_some(MarkRole::Close)
}

/// Whether the word at `at` has lost its beginning: "'90s", "'em".
fn is_elision(chars: &[(usize, char)], at: usize) -> bool {
    let word: String = chars[at.min(chars.len())..]
        .iter()
        .take(6)
        .map(|it| it.1)
        .take_while(|c| c.is_alphanumeric())
        .collect();
    let digits = word.chars().take_while(char::is_ascii_digit).count();
    let decade = digits == 2 && matches!(word.get(2..), Some("" | "s"));
    decade || lexicon::contraction::is_elided(&word.to_lowercase())
}

/// Whether the inch mark at `byte` ends a height: 6'2".
fn is_feet(chars: &[(usize, char)], byte: usize, text: &str) -> bool {
    let at = chars.partition_point(|it| it.0 < byte);
    let mut back =
        chars[at.saturating_sub(4)..at].iter().rev().map(|it| it.1).skip_while(char::is_ascii_digit);
    let foot =
        matches!(back.next(), Some('\'' | '’' | '′')) && back.next().is_some_and(|c| c.is_ascii_digit());
    // The very last mark closes something: "I am 6'2","
    foot && text.get(byte + 1..).is_some_and(|rest| rest.chars().take(400).any(|c| matches!(c, '"' | '”')))
}

/// How certainly a single mark after a word closes something, rather than marking a plural or a lost letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Firmness {
    /// "the dogs' bowls", "goin' home".
    Weak,
    Firm,
}

/// Keeps the single marks that pair: each opening one with the first certain closing one before the next opening one.
fn settle_singles(signs: &mut Vec<Sign>, chars: &[(usize, char)], text: &str) {
    let mut keep = vec![true; signs.len()];
    let mut waiting: Option<usize> = None;
    let mut weak: Option<usize> = None;
    for at in 0..signs.len() {
        let sign = signs[at];
        if sign.shape != MarkShape::Single {
            continue;
        }
        keep[at] = false;
        match (sign.role, waiting) {
            (MarkRole::Open, _) => {
                settle(&mut keep, waiting, weak);
                (waiting, weak) = (Some(at), None);
            }
            (_, Some(open)) if firmness(sign, chars, text) == Firmness::Firm => {
                settle(&mut keep, Some(open), Some(at));
                (waiting, weak) = (None, None);
            }
            (_, Some(_)) => weak = weak.or(Some(at)),
            (_, None) => {}
        }
    }
    settle(&mut keep, waiting, weak);
    // A speech in single marks that continues in the next paragraph opens its own mark and does not close it.
    if let (Some(open), None) = (waiting, weak) {
        keep[open] = signs[open].start == 0;
    }
    let mut kept = keep.iter();
    signs.retain(|_| kept.next().copied().unwrap_or(false));
}

fn settle(keep: &mut [bool], open: Option<usize>, close: Option<usize>) {
    if let (Some(open), Some(close)) = (open, close) {
        keep[open] = true;
        keep[close] = true;
    }
}

fn firmness(sign: Sign, chars: &[(usize, char)], text: &str) -> Firmness {
    let at = chars.partition_point(|it| it.0 < sign.start);
    let before = |back: usize| at.checked_sub(back).map_or(' ', |it| chars[it].1);
    let after = text.get(sign.end..).and_then(|rest| rest.chars().next()).unwrap_or('\n');
    let ends = !after.is_whitespace() || after == '\n' || !before(1).is_alphanumeric();
    let lost = matches!(before(1), 's' | 'S') || (before(1) == 'n' && before(2) == 'i');
    if lost && !ends { Firmness::Weak } else { Firmness::Firm }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::testing::document;

    /// `expected`: what is in marks, with one `>` per depth before it, `+` if it continues, and `…` after it if it is
    /// never closed.
    fn check(paragraphs: &str, expected: &[&str]) {
        let doc = document(paragraphs);
        let found: Vec<String> = pair(&doc)
            .iter()
            .map(|it| {
                let continues = if it.continues { "+" } else { "" };
                let open = if it.closed { "" } else { "…" };
                format!("{}{continues}{}{open}", ">".repeat(it.depth), doc.slice(it.inner))
            })
            .collect();
        assert_eq!(found, expected, "{paragraphs}");
    }

    #[test]
    fn marks_of_every_shape_pair() {
        check(
            "“One,” he said. \"Two.\" ''Three,'' said „vier“ and « cinq », »sechs«.",
            &["One,", "Two.", "Three,", "vier", " cinq ", "sechs"],
        );
        check("``Hello,'' she said.", &["Hello,"]);
        check("“no evidence\" yet and \"more hours” more", &["no evidence", "more hours"]);
    }

    #[test]
    fn marks_nest_in_other_marks_and_in_their_own_kind() {
        check("“He said ‘no’ to me,” she said.", &["He said ‘no’ to me,", ">no"]);
        check("\"He said 'no' to me,\" she said.", &["He said 'no' to me,", ">no"]);
        check("‘He said “no” to me,’ she said.", &["He said “no” to me,", ">no"]);
        check("“He said “no” to me,” she said.", &["He said “no” to me,", ">no"]);
        check("“‘No,’ he told me. ‘Never.’”", &["‘No,’ he told me. ‘Never.’", ">No,", ">Never."]);
        check("\"'No,' he told me. 'Never.'\"", &["'No,' he told me. 'Never.'", ">No,", ">Never."]);
    }

    #[test]
    fn a_speech_over_paragraphs_opens_each_and_closes_once() {
        check("“One.\n\n“Two,” he said.", &["One.…", "+Two,"]);
        check("\"One.\n\n\"Two.\n\n\"Three,\" he said.", &["One.…", "+Two.…", "+Three,"]);
        check("‘One.\n\n‘Two,’ he said.", &["One.…", "+Two,"]);
        check("“One.\n\nTwo,” he said.", &["One.…", "+Two,"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_ends_with_its_paragraph() {
        check("He said: “One and more.\n\nTwo “three”.", &["One and more.…", "three"]);
        check("“One, as he put it. “Two.”", &["One, as he put it.…", "Two."]);
    }

    #[test]
    fn a_quote_that_is_never_closed_ends_before_its_attribution() {
        check("“One, he said. “Two.”", &["One,", "Two."]);
        check("“One,” said Lee. “Two, said Ito.\n\n“Three,” said Lee.", &["One,", "Two,", "Three,"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The '90s were rock 'n' roll, the dogs' bowls and don't tell 'em.", &[]);
        check("The ’90s, rock ’n’ roll, the dogs’ bowls, don’t tell ’em.", &[]);
        check("‘I don’t mind the dogs’ bowls,’ he said.", &["I don’t mind the dogs’ bowls,"]);
        check("'I don't mind goin' to the dogs' home,' he said.", &["I don't mind goin' to the dogs' home,"]);
        check("Calls it an 'intentional act'", &["intentional act"]);
        check("She called them 'heroes' at noon.", &["heroes"]);
    }

    #[test]
    fn primes_are_no_marks() {
        check("A 24\" screen for a 6'2\" man.", &[]);
        check("\"A 6'2\" man won,\" he said.", &["A 6'2\" man won,"]);
        check("\"I was born in 1960\" is what he said.", &["I was born in 1960"]);
    }

    #[test]
    fn a_lone_closing_mark_closes_nothing() {
        check("One,” he said. “Two.”", &["Two."]);
        check("” “ \" ' «", &[]);
    }

    #[test]
    fn marks_stand_beside_dashes_and_brackets() {
        check("He said—“no”—twice (“yes” once) and --\"maybe\"-- never.", &["no", "yes", "maybe"]);
    }
}
