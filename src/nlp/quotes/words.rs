//! Tokens as the rules read them: the few classes of function words that show where phrases begin and end.

use std::borrow::Cow;

use crate::document::Document;
use crate::nlp::quotes::lexicon::{self, Verb};
use crate::nlp::quotes::marks::Marked;
use crate::nlp::{Mention, MentionForm, Token};
use crate::text::{Id, Span, Table};

/// What a word does in a sentence, as far as the word alone tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A noun, name, adjective, number, or a verb that no list knows.
    Open,
    /// "the", "a", "this", "some".
    Determiner,
    /// "his", "their".
    Possessive,
    /// "he", "they", "everyone": a whole subject.
    Pronoun,
    /// "who", "which".
    Relative,
    /// "that".
    That,
    /// A preposition; "to" has its own class.
    Preposition,
    /// "to".
    To,
    /// "and", "or", "but".
    Coordinator,
    /// "when", "because", "whether".
    Subordinator,
    /// "has", "did", "would".
    Auxiliary,
    /// "is", "was", "been": before a past form it makes a passive.
    Be,
    /// "not", "never".
    Negation,
    /// "also", "later", and words in -ly.
    Adverb,
    /// "Monday", "yesterday", "October".
    Time,
    /// "'s".
    Clitic,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A dash or spaced hyphen.
    Dash,
    /// "-", "/", "&" inside a word.
    Joint,
    /// What ends a clause: ".", ";", "!".
    Stop,
    /// Any other sign.
    Sign,
}

/// A token with what the rules ask of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) class: Class,
    /// As a form of a speech verb.
    pub(super) verb: Option<Verb>,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// Whether it looks like the past of a verb.
    pub(super) past: bool,
    /// Whether it looks like a plural or a verb's third person: a lower-cased word in -s.
    pub(super) plural: bool,
    /// The outermost quotation marks that it stands in or is.
    pub(super) marked: Option<usize>,
    /// The name that it is part of.
    pub(super) name: Option<Id<Mention>>,
}

/// Reads the tokens of a document, with their marks and names.
pub(super) fn read(
    doc: &Document,
    tokens: &Table<Token>,
    marked: &[Marked],
    mentions: &Table<Mention>,
) -> Vec<Word> {
    let mut words = Vec::with_capacity(tokens.len());
    let mut outer = marked.iter().enumerate().filter(|it| it.1.depth == 0).peekable();
    let mut names = mentions.iter().filter(|it| it.1.form == MentionForm::Name).peekable();
    for (at, token) in tokens.rows().iter().enumerate() {
        let start = token.span.start();
        while outer.next_if(|it| it.1.span.end() <= start).is_some() {}
        while names.next_if(|it| it.1.span.end() <= start).is_some() {}
        let within = outer.peek().filter(|it| it.1.span.overlaps(token.span)).map(|it| it.0);
        let name = names.peek().filter(|it| it.1.span.overlaps(token.span)).map(|it| it.0);
        let before = at.checked_sub(1).map(|it| tokens.rows()[it].span.end());
        let after = tokens.rows().get(at + 1).map(|it| it.span.start());
        let glued = before == Some(start) && after == Some(token.span.end());
        words.push(word(doc.slice(token.span), token.span, glued, within, name));
    }
    words
}

fn word(text: &str, span: Span, glued: bool, marked: Option<usize>, name: Option<Id<Mention>>) -> Word {
    let lower: Cow<'_, str> = if text.bytes().all(|b| b.is_ascii_lowercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    };
    let capital = text.starts_with(char::is_uppercase);
    let class = class(&lower, capital, glued, name.is_some());
    let is_open = matches!(class, Class::Open | Class::Adverb);
    let verb = if is_open && name.is_none() { lexicon::verb(&lower) } else { None };
    let past = class == Class::Open
        && !capital
        && (lower.len() > 4 && lower.ends_with("ed") || lexicon::is_irregular_past(&lower));
    let plural =
        lower.len() > 3 && lower.ends_with('s') && !["ss", "us", "is"].iter().any(|end| lower.ends_with(end));
    Word { span, class, verb, capital, past, plural, marked, name }
}

fn class(lower: &str, capital: bool, glued: bool, name: bool) -> Class {
    if let Some(sign) = sign(lower, glued) {
        return sign;
    }
    if name {
        // "The Hill", "Bank of America": what function words do inside a name is of no interest.
        return if lower == "'s" || lower == "’s" { Class::Clitic } else { Class::Open };
    }
    match lower {
        "the" | "a" | "an" | "this" | "these" | "those" | "some" | "any" | "no" | "every" | "each"
        | "many" | "several" | "most" | "all" | "both" | "few" | "another" | "one" | "two" | "three"
        | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "dozens" | "half" | "such"
        | "more" => Class::Determiner,
        "his" | "her" | "its" | "their" | "my" | "our" | "your" | "whose" => Class::Possessive,
        "he" | "she" | "they" | "it" | "there" | "i" | "we" | "you" | "everyone" | "everybody"
        | "someone" | "somebody" | "nobody" | "anyone" | "him" | "them" | "me" | "us" | "himself"
        | "herself" | "themselves" | "itself" => Class::Pronoun,
        "who" | "which" | "whom" => Class::Relative,
        "that" => Class::That,
        "to" => Class::To,
        "of" | "in" | "on" | "at" | "for" | "from" | "with" | "by" | "about" | "against" | "into"
        | "over" | "under" | "through" | "during" | "between" | "among" | "amid" | "toward" | "towards"
        | "without" | "within" | "via" | "upon" | "near" | "despite" | "like" | "per" | "behind"
        | "across" | "around" | "outside" | "inside" | "including" | "regarding" | "following" | "along"
        | "off" | "out" | "up" | "down" | "throughout" => Class::Preposition,
        "and" | "or" | "but" | "nor" | "yet" | "&" | "then" => Class::Coordinator,
        "when" | "because" | "whether" | "if" | "while" | "although" | "though" | "since" | "after"
        | "before" | "until" | "where" | "how" | "why" | "what" | "as" | "unless" | "than" | "once"
        | "whereas" | "so" => Class::Subordinator,
        "has" | "have" | "had" | "do" | "does" | "did" | "will" | "would" | "can" | "could" | "may"
        | "might" | "must" | "shall" | "should" | "'ve" | "’ve" | "'ll" | "’ll" | "'d" | "’d" | "having" => {
            Class::Auxiliary
        }
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "'re" | "’re" | "'m" | "’m" => {
            Class::Be
        }
        "not" | "n't" | "n’t" | "never" => Class::Negation,
        "'s" | "’s" => Class::Clitic,
        "also" | "later" | "now" | "still" | "even" | "just" | "again" | "often" | "earlier" | "soon"
        | "already" | "ever" | "too" | "further" | "first" | "however" | "meanwhile" | "instead" | "here"
        | "only" | "simply" | "quickly" | "long" | "twice" | "afterward" | "afterwards" | "previously"
        | "else" => Class::Adverb,
        "yesterday" | "today" | "tomorrow" | "tonight" | "noon" | "midnight" | "recently" | "ago" => {
            Class::Time
        }
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "january"
        | "february" | "march" | "april" | "june" | "july" | "august" | "september" | "october"
        | "november" | "december" | "jan." | "feb." | "mar." | "apr." | "aug." | "sept." | "oct."
        | "nov." | "dec." | "jun." | "jul."
            if capital =>
        {
            Class::Time
        }
        _ if !capital && lower.len() > 4 && lower.ends_with("ly") && !is_adjective(lower) => Class::Adverb,
        _ => Class::Open,
    }
}

fn is_adjective(word: &str) -> bool {
    matches!(
        word,
        "family"
            | "early"
            | "daily"
            | "weekly"
            | "monthly"
            | "elderly"
            | "friendly"
            | "assembly"
            | "rally"
            | "ally"
            | "reply"
            | "supply"
            | "italy"
            | "july"
            | "likely"
            | "only"
            | "deadly"
            | "monopoly"
            | "anomaly"
            | "costly"
            | "quarterly"
            | "yearly"
            | "orderly"
            | "bully"
            | "jelly"
            | "belly"
            | "lovely"
            | "lonely"
            | "ugly"
    )
}

fn sign(text: &str, glued: bool) -> Option<Class> {
    let first = text.chars().next()?;
    if first.is_alphanumeric() || matches!(first, '$' | '£' | '€' | '@' | '#' | '%') {
        return None;
    }
    Some(match text {
        "," => Class::Comma,
        ":" => Class::Colon,
        "." | ";" | "!" | "?" | "…" => Class::Stop,
        "-" | "/" | "‐" | "‑" | "+" if glued => Class::Joint,
        "'" | "’" => Class::Clitic, // "voters' fears"
        "&" => return None,
        "—" | "–" | "-" => Class::Dash,
        _ if text.starts_with("--") => Class::Dash,
        _ if text.starts_with('.') || text.starts_with('!') || text.starts_with('?') => Class::Stop,
        _ if text.chars().count() > 1 && text.chars().any(char::is_alphanumeric) => return None,
        _ => Class::Sign,
    })
}
