//! The words that may stand for someone: names, pronouns, and nouns for people and organizations.

use std::ops::Range;

use crate::nlp::cast::Cast;
use crate::nlp::cast::lexicon::{self, Role};
use crate::nlp::cast::word::fold;
use crate::nlp::coref::affinity::Affinity;
use crate::nlp::coref::page::Page;
use crate::nlp::coref::word;
use crate::nlp::pronoun::{self, Pronoun};
use crate::nlp::{EntityKind, Mention};
use crate::text::Id;

/// The longest description, in words before its head.
const LONGEST: usize = 8;

/// Nouns for people that are no office or occupation.
const HUMAN: &[&str] = &[
    "man",
    "woman",
    "boy",
    "girl",
    "gentleman",
    "lady",
    "guy",
    "child",
    "baby",
    "teen",
    "youth",
    "suspect",
    "attacker",
    "gunman",
    "shooter",
    "witness",
    "killer",
    "murderer",
    "thief",
    "robber",
    "caller",
    "passenger",
    "pedestrian",
    "motorist",
    "patient",
    "tenant",
    "customer",
    "employee",
    "plaintiff",
    "complainant",
    "respondent",
    "convict",
    "inmate",
    "detainee",
    "hostage",
    "source",
    "incumbent",
    "challenger",
    "newcomer",
    "plumber",
    "neighbour",
    "neighbor",
    "father-in-law",
    "mother-in-law",
    "heroine",
    "hero",
    "hitman",
    "stranger",
    "person",
    "ceo",
    "mum",
    "mom",
    "dad",
    "pilot",
    "democrat",
    "republican",
    "native",
    "alum",
    "alumnus",
    "alumna",
    "bureaucrat",
    "statesman",
];

/// What a candidate is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A name of the cast.
    Name(Id<Mention>),
    /// A pronoun.
    Pronoun(Pronoun),
    /// A noun for a person.
    Person,
    /// A noun for an organization.
    Organization,
    /// "the former", "the latter" of two named before.
    OneOfTwo {
        /// The former.
        is_first: bool,
    },
    /// A name of nobody in the cast, or what the network takes for a mention: who or what it is, is not asked.
    Thing,
}

/// How a noun is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Article {
    /// "the mayor", "this mayor"
    Definite,
    /// "a mayor"
    Indefinite,
    /// "her husband", "Trump's wife"
    Owned,
    /// "Lawmaker urges": of a headline
    Bare,
}

/// Words that may stand for someone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The token that tells most: the last of a name, the pronoun, the noun.
    pub(super) head: usize,
    /// From the article to the head.
    pub(super) tokens: Range<usize>,
    /// What it is made of.
    pub(super) form: Form,
    /// How a noun is introduced; of no meaning for others.
    pub(super) article: Article,
}

/// All candidates, in order of their heads.
pub(super) fn collect(page: &Page<'_>, cast: &Cast, affinity: Option<Affinity<'_>>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < page.len() {
        if let Some(name) = page.name(at) {
            let end = (at..page.len()).find(|&it| page.name(it) != Some(name)).unwrap_or(page.len());
            found.push(Candidate {
                head: end - 1,
                tokens: at..end,
                form: Form::Name(name),
                article: Article::Definite,
            });
            at = end;
            continue;
        }
        if page.place(at).is_name {
            let ends = !page.place(at + 1).is_name || page.name(at + 1).is_some();
            found.extend(ends.then(|| thing(at)));
        } else if let Some(pronoun) = pronoun::pronoun(page.word(at)) {
            if is_reference(page, at, pronoun) {
                let form = Form::Pronoun(pronoun);
                found.push(Candidate { head: at, tokens: at..at + 1, form, article: Article::Definite });
            }
        } else if let Some(is_first) = one_of_two(page, at) {
            let form = Form::OneOfTwo { is_first };
            found.push(Candidate { head: at, tokens: at - 1..at + 1, form, article: Article::Definite });
        } else if let Some(noun) = noun(page, cast, at) {
            found.push(noun);
        } else if affinity.and_then(|it| it.mention(at)).is_some_and(|it| it > 0.0) {
            found.push(thing(at));
        }
        at += 1;
    }
    found
}

fn thing(at: usize) -> Candidate {
    Candidate { head: at, tokens: at..at + 1, form: Form::Thing, article: Article::Definite }
}

/// Whether the pronoun's word is one here: "US" is none, nor is "I" in "World War I" or "it" before "is said that".
fn is_reference(page: &Page<'_>, at: usize, pronoun: Pronoun) -> bool {
    match pronoun {
        Pronoun::Other => false,
        Pronoun::We => page.text(at) != "US",
        Pronoun::It => !page.text(at).chars().all(char::is_uppercase),
        Pronoun::I => {
            page.word(at) != "i" || !page.is_capital(at.wrapping_sub(1)) || page.before(at).is_empty()
        }
        _ => true,
    }
}

/// Whether the word is that of "the former is owned by", and not "the latter".
fn one_of_two(page: &Page<'_>, at: usize) -> Option<bool> {
    let is_first = match page.word(at) {
        "former" => true,
        "latter" => false,
        _ => return None,
    };
    let next = page.word(at + 1);
    let is_alone =
        word::is_verb(next) || word::is_adverb(next) || word::is_clitic(next) || matches!(next, "," | ".");
    (page.before(at) == "the" && is_alone).then_some(is_first)
}

/// Whether a folded word is a noun for a person.
pub(super) fn is_person(word: &str) -> bool {
    lexicon::is_role(Role::Person, word) || lexicon::is_role(Role::Kin, word) || HUMAN.contains(&word)
}

fn noun(page: &Page<'_>, cast: &Cast, at: usize) -> Option<Candidate> {
    let head = fold(page.word(at));
    let form = if is_person(&head) || is_acronym(page, at) {
        Form::Person
    } else if lexicon::is_role(Role::Organization, &head) {
        Form::Organization
    } else {
        return None;
    };
    if goes_on(page, at + 1) {
        return None;
    }
    let (start, article) = start(page, at)?;
    let tokens = start..at + 1;
    let describes =
        is_predicate(page, start) || leads_to_name(page, cast, at) || follows_name(page, cast, &tokens);
    (!describes).then_some(Candidate { head: at, tokens, form, article })
}

/// "The former CE", a title in letters.
fn is_acronym(page: &Page<'_>, at: usize) -> bool {
    let text = page.text(at);
    (2..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether the noun is no head because another noun follows: "the police station", "the party leader".
fn goes_on(page: &Page<'_>, next: usize) -> bool {
    let word = page.word(next);
    let folded = fold(word);
    matches!(word, "-" | "/") && page.word(next + 1).starts_with(char::is_alphabetic)
        || word::is_open(word)
            && (is_person(&folded)
                && !matches!(&*folded, "head" | "host" | "model" | "judge" | "guard" | "star")
                || lexicon::is_role(Role::Organization, &folded)
                    && !matches!(&*folded, "force" | "fund" | "store" | "trust" | "side"))
}

/// Where the phrase of a noun begins, and how.
fn start(page: &Page<'_>, head: usize) -> Option<(usize, Article)> {
    let sentence = page.sentence_start(head);
    let lowest = sentence.max(head.saturating_sub(LONGEST));
    let mut at = head;
    while at > lowest {
        at -= 1;
        let word = page.word(at);
        if let Some(article) = article(word) {
            return Some((at, article));
        }
        if is_general(word) {
            return None;
        }
        if word::is_clitic(word) && at > lowest {
            // "Trump's former wife": the owner's phrase begins the whole.
            let owner = owner_start(page, at - 1, sentence);
            return Some((owner, Article::Owned));
        }
        let is_within = word::is_open(word) && !word::is_verb(word) || page.name(at).is_some() || word == "-";
        let joins =
            word == "and" && word::is_open(page.word(at + 1)) && page.name(at.wrapping_sub(1)).is_none();
        if !is_within && !joins {
            return (at + 1 == head && is_headline(page, head, sentence)).then_some((head, Article::Bare));
        }
    }
    (at == sentence && is_headline(page, head, sentence)).then_some((at, Article::Bare))
}

/// What a word that begins a noun phrase makes of it.
fn article(word: &str) -> Option<Article> {
    Some(match word {
        "the" | "this" | "that" => Article::Definite,
        "a" | "an" | "another" | "one" => Article::Indefinite,
        "my" | "your" | "his" | "her" | "its" | "our" | "their" => Article::Owned,
        _ => return None,
    })
}

/// Whether a word makes a noun phrase one of someone, whoever it is: "every mayor".
fn is_general(word: &str) -> bool {
    matches!(
        word,
        "any"
            | "every"
            | "each"
            | "no"
            | "some"
            | "both"
            | "all"
            | "these"
            | "those"
            | "whose"
            | "many"
            | "several"
    )
}

/// The start of the owner's phrase that ends at a token: "the mayor" of "the mayor's wife".
fn owner_start(page: &Page<'_>, end: usize, sentence: usize) -> usize {
    if let Some(name) = page.name(end) {
        return (sentence..=end).rev().take_while(|&it| page.name(it) == Some(name)).last().unwrap_or(end);
    }
    let lowest = sentence.max(end.saturating_sub(LONGEST));
    let mut at = end;
    while at > lowest && (word::is_open(page.word(at - 1)) || word::is_determiner(page.word(at - 1))) {
        at -= 1;
        if word::is_determiner(page.word(at)) {
            break;
        }
    }
    at
}

/// Whether a sentence looks like a headline: the document's first block, without a stop.
fn is_headline(page: &Page<'_>, head: usize, sentence: usize) -> bool {
    page.place(head).block == 0 && head < sentence + 4
}

/// "Flynn is a retired general": says what someone is.
fn is_predicate(page: &Page<'_>, start: usize) -> bool {
    let mut before = start;
    while word::is_adverb(page.before(before)) {
        before -= 1;
    }
    let word = page.before(before);
    word::is_be(word) && word != "being"
        || matches!(word, "as" | "named" | "called" | "elected" | "appointed" | "like")
        || word::is_clitic(word) && word.len() > 1 && page.name(before.wrapping_sub(2)).is_none()
}

/// "Secretary of State | John Kerry", "a lawyer for the paper, | David Schulz,": the name of whom it describes follows.
fn leads_to_name(page: &Page<'_>, cast: &Cast, head: usize) -> bool {
    let end = page.sentence(head).end;
    let is_person = |at: usize| {
        let name = page.name(at).filter(|_| page.name(at) != page.name(at.wrapping_sub(1)));
        name.is_some_and(|it| cast.entities[cast.mentions[it].entity].kind == EntityKind::Person)
    };
    let mut is_attached = false;
    for at in head + 1..end.min(head + 2 + LONGEST) {
        let word = page.word(at);
        if is_person(at) {
            // "The mayor told | Trump"
            return !is_attached || page.is_capital(head) || page.before(at) == ",";
        }
        match word {
            "," => {
                let after = at + 1;
                let name = (after..end.min(after + 4)).find(|&it| is_person(it));
                return name
                    .is_some_and(|it| (after..it).all(|it| page.is_capital(it) || page.word(it) == "."));
            }
            "of" | "for" | "at" | "from" | "in" | "with" => is_attached = true,
            "and" | "&" | "the" | "-" | "." => {}
            _ if page.is_capital(at) || page.name(at).is_some() => {}
            _ if is_attached && word::is_open(word) && !word::is_verb(word) => {}
            _ => return false,
        }
    }
    false
}

/// "Flynn, | a top Trump surrogate, | said": the name before it is described. Not so where a verb follows the phrase:
/// "put up for sale by Roman Abramovich, | the driver | announced".
fn follows_name(page: &Page<'_>, cast: &Cast, tokens: &Range<usize>) -> bool {
    if page.before(tokens.start) != "," {
        return false;
    }
    let mut before = tokens.start - 1;
    // "Schiff, 56, the top Democrat"
    if page.before(before).bytes().all(|b| b.is_ascii_digit()) && page.before(before.saturating_sub(1)) == ","
    {
        before = before.saturating_sub(2);
    }
    let name = before.checked_sub(1).and_then(|it| page.name(it));
    let is_someone = name.is_some_and(|it| cast.entities[cast.mentions[it].entity].kind != EntityKind::Place);
    let mut next = tokens.end;
    while word::is_adverb(page.word(next)) {
        next += 1;
    }
    let acts = word::is_verb(page.word(next)) && page.word(next) != "named" && page.word(next) != "based";
    is_someone && !acts
}
