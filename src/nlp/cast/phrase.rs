//! The phrases around a name that may describe it: "House Minority Leader" before it, "a retired general" after it.
//!
//! There is no tagger or parser: lists of words of office, capitals and punctuation show where a phrase begins and
//! ends.

use std::ops::Range;

use crate::nlp::EntityKind;
use crate::nlp::cast::name_occurrence::{NameOccurrence, Text};
use crate::nlp::cast::word::fold;
use crate::nlp::lexicon;
use crate::nlp::lexicon::role::Role;
use crate::nlp::names::NameKind;

/// A longer phrase is not a description but part of the story.
const MAX_WORDS: usize = 12;

/// The most words before "and" in what an office is of.
const MAX_PORTFOLIO: usize = 4;

/// A phrase of the text, with how good a description it makes.
pub(super) struct Found {
    pub(super) tokens: Range<usize>,
    pub(super) worth: f32,
}

/// One name in its sentence.
pub(super) struct View<'a, 'd> {
    pub(super) text: Text<'d>,
    pub(super) occurrences: &'a [NameOccurrence<'d>],
    pub(super) at: usize,
    pub(super) kind: EntityKind,
    pub(super) sentence: Range<usize>,
}

impl View<'_, '_> {
    /// "House Minority Leader" directly before `end`, where a name begins or a comma is.
    pub(super) fn before(&self, mut end: usize) -> Option<Range<usize>> {
        // "Minister of Defense Sheikh Talal"
        while end > self.sentence.start && lexicon::honorific::is_address(&fold(self.text.token(end - 1))) {
            end -= 1;
        }
        let mut start = end;
        while start > self.sentence.start && end - start < MAX_WORDS && self.may_begin_title(start - 1, end) {
            start -= 1;
        }
        while start < end && self.is_loose(start) {
            start += 1;
        }
        let role = (start..end).rev().find(|&at| self.is_role(at))?;
        let tail = role + 1..end;
        // "Secretary of State" continues after the role; otherwise the role is its last word.
        let is_title = tail.is_empty()
            || tail.len() > 1
                && matches!(self.text.token(tail.start), "of" | "for")
                && (self.is_capital(end - 1) || self.is_field(end - 1))
            || tail.len() == 2 && self.text.token(tail.start) == "-";
        is_title.then_some(start..end)
    }

    /// "Prime Minister" in "the spokesman of Prime Minister Lee": the office directly before the name is Lee's.
    pub(super) fn last_office(&self, title: Range<usize>) -> Range<usize> {
        if !self.is_role(title.end - 1) {
            return title;
        }
        let of = title.clone().rev().find(|&at| matches!(self.text.token(at), "of" | "for"));
        of.map_or(title.start, |of| if self.text.token(of + 1) == "the" { of + 2 } else { of + 1 })..title.end
    }

    /// Whether the token may be in the title that ends before `end`.
    fn may_begin_title(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        let word = text.token(at);
        let is_last = at + 1 == end;
        let next = text.token(at + 1);
        if self.is_glued(at) || !is_last && self.is_glued(at + 1) && word != "," {
            // "Oscar-winning", "then-FBI", "President-elect"
            return word.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        }
        match word {
            "of" | "for" => !is_last && at > 0 && self.is_role(at - 1),
            "the" => !is_last && at > self.sentence.start && text.token(at - 1) == "of",
            "and" | "&" => {
                let parts_roles = self.is_title_word(at + 1)
                    && self.is_role(at.wrapping_sub(1))
                    && self.is_role_before(at + 1, end);
                !is_last && (parts_roles || self.parts_portfolios(at))
            }
            "'s" | "’s" => !is_last && self.is_capital(at.wrapping_sub(1)),
            _ if self.is_other_person(at) => {
                !is_last
                    && (matches!(next, "'s" | "’s")
                        || !self.is_other_person_start(at + 1) && self.is_small_title(at + 1))
            }
            _ => self.is_title_word(at) || !is_last && self.is_noun_before_role(at),
        }
    }

    /// "and" in "Minister of Ports and Fisheries".
    fn parts_portfolios(&self, and: usize) -> bool {
        let first =
            (self.sentence.start..and).rev().take(MAX_PORTFOLIO).take_while(|&at| self.is_capital(at)).last();
        let of = first.and_then(|first| first.checked_sub(1)).filter(|&of| of > self.sentence.start);
        self.is_capital(and + 1)
            && of.is_some_and(|of| matches!(self.text.token(of), "of" | "for") && self.is_role(of - 1))
    }

    /// "chip" in "the chip maker Acme", "British film star": any lower-case word between a known beginning and a
    /// role.
    fn is_noun_before_role(&self, at: usize) -> bool {
        let text = self.text;
        let word = text.token(at);
        let is_noun = word.len() > 2
            && word.chars().all(|c| c.is_alphabetic() && c.is_lowercase())
            && !lexicon::function_word::is_of_clause(word)
            && !lexicon::preposition::goes_on_describing(word)
            && !["ed", "ly", "ing"].iter().any(|end| word.ends_with(end));
        let next = fold(text.token(at + 1));
        // "the investigation former Secretary of State Clinton faces"
        let is_time = matches!(next.as_str(), "former" | "then" | "ex" | "late" | "acting");
        let is_before_role =
            self.is_role(at + 1) || !is_time && lexicon::role::is_role(Role::Modifier, &next);
        let begins = at > self.sentence.start
            && (lexicon::function_word::is_article(text.token(at - 1))
                || matches!(text.token(at - 1), "'s" | "’s")
                || self.is_capital(at - 1) && !self.is_other_person(at - 1));
        is_noun && is_before_role && begins
    }

    /// Whether a role is between `from` and `end`: both sides of "founder and chief executive" are roles.
    fn is_role_before(&self, from: usize, end: usize) -> bool {
        (from..end).any(|at| self.is_role(at))
    }

    /// Whether it is part of someone else's name.
    fn is_other_person(&self, at: usize) -> bool {
        let earlier = self.occurrences.get(self.at.saturating_sub(3)..self.at).unwrap_or_default();
        earlier
            .iter()
            .any(|name| name.name.kind == NameKind::Person && name.name.tokens.to_range().contains(&at))
    }

    fn is_other_person_start(&self, at: usize) -> bool {
        self.occurrences.get(self.at).is_some_and(|name| name.name.tokens.to_range().start == at)
    }

    fn is_small_title(&self, at: usize) -> bool {
        let word = fold(self.text.token(at));
        self.is_other_person(at)
            || lexicon::role::is_role(Role::Person, &word)
            || lexicon::role::is_role(Role::Modifier, &word)
    }

    fn is_title_word(&self, at: usize) -> bool {
        let word = fold(self.text.token(at));
        let is_known = self.is_role(at) || lexicon::role::is_role(Role::Modifier, &word);
        is_known
            || self.is_capital(at)
                && lexicon::honorific::honorific(&word).is_none_or(|_| lexicon::honorific::is_office(&word))
    }

    /// Whether it has a capital that is not merely the beginning of a sentence or that of a day.
    fn is_capital(&self, at: usize) -> bool {
        let word = self.text.token(at);
        word.starts_with(char::is_uppercase)
            && !lexicon::sentence::begins_sentence(word)
            && !lexicon::date::is_date(word)
    }

    /// Whether it is the last word of a description for this kind of entity.
    fn is_role(&self, at: usize) -> bool {
        let token = self.text.token(at);
        let word = fold(token);
        match self.kind {
            EntityKind::Person => {
                lexicon::role::is_role(Role::Person, &word) || lexicon::honorific::is_office(&word)
            }
            // "the Group" before a name is part of another name.
            _ => token.starts_with(char::is_lowercase) && lexicon::role::is_role(Role::Organization, &word),
        }
    }

    /// Whether it is a word like "health" in "minister of health".
    fn is_field(&self, at: usize) -> bool {
        lexicon::role::is_role(Role::Modifier, &fold(self.text.token(at)))
    }

    /// Whether no title begins with the word.
    fn is_loose(&self, at: usize) -> bool {
        matches!(self.text.token(at), "and" | "&" | "of" | "the" | "for" | "'s" | "’s" | "-")
            || lexicon::role::is_role(Role::Modifier, &fold(self.text.token(at)))
                && self.text.token(at + 1) == "and"
    }

    fn is_glued(&self, at: usize) -> bool {
        let text = self.text;
        at > self.sentence.start && !text.is_apart(at) && (text.token(at) == "-" || text.token(at - 1) == "-")
    }

    /// "Trump's former National Security Adviser, Michael Flynn, ..."
    pub(super) fn ahead(&self, name: &Range<usize>) -> Option<Range<usize>> {
        let mut comma = name.start.checked_sub(1)?;
        // "the Minister of Ports, Dr Faleafa"
        let is_before_name = |at: usize| {
            let word = fold(self.text.token(at));
            lexicon::honorific::is_address(&word) || lexicon::honorific::honorific(&word).is_some()
        };
        while comma > self.sentence.start && is_before_name(comma) {
            comma -= 1;
        }
        if self.text.token(comma) != "," {
            return None;
        }
        let closes = matches!(self.text.token(name.end), "," | "." | ";" | "")
            && matches!(self.kind, EntityKind::Person)
            && !matches!(self.text.token(name.end + 1), "and" | "or");
        let phrase = self.before(comma).filter(|_| closes)?;
        let first = self.text.token(phrase.start);
        let introduced = phrase.start > self.sentence.start
            && matches!(
                self.text.token(phrase.start - 1),
                "the" | "The" | "a" | "an" | "his" | "her" | "its" | "their" | "'s" | "’s" | "'" | "’"
            );
        // "Her successor as mayor, Ann Lee, ..."
        let is_successor = phrase.start > self.sentence.start + 1
            && self.text.token(phrase.start - 1) == "as"
            && matches!(self.text.token(phrase.start - 2), "successor" | "replacement");
        let owned = phrase.clone().any(|at| matches!(self.text.token(at), "'s" | "’s"));
        (introduced || is_successor || owned || matches!(first, "former" | "Former")).then_some(phrase)
    }

    /// "Michael Flynn, a retired general, ...", "Mook, who is the manager of ...", "Flynn is a retired general."
    pub(super) fn behind(&self, end: usize) -> Option<Found> {
        let text = self.text;
        let mut at = end;
        if text.token(at) == "(" {
            let close = (at..self.sentence.end.min(at + 8)).find(|&at| text.token(at) == ")")?;
            at = close + 1;
        }
        let mut worth = 2.6;
        match (text.token(at), text.token(at + 1), text.token(at + 2)) {
            (",", "who", "is" | "was") => {
                at += 3;
                worth = 2.2;
            }
            (",", ..) => at += 1,
            ("is" | "was", "a" | "an" | "the", _) => {
                at += 1;
                worth = 1.8;
            }
            _ => return None,
        }
        if text.token(at).bytes().all(|b| b.is_ascii_digit()) && text.token(at + 1) == "," {
            at += 2; // "Smith, 45, a teacher,"
        }
        // "Park, once a diplomat in Seoul,"
        let is_dated = matches!(text.token(at), "once" | "formerly" | "now" | "previously");
        let tokens = self.phrase(at + usize::from(is_dated))?;
        Some(Found { tokens: at..tokens.end, worth })
    }

    /// The noun phrase from `start` to the next comma, full stop or relative clause, if it is a description.
    fn phrase(&self, start: usize) -> Option<Range<usize>> {
        let text = self.text;
        let introduced = matches!(text.token(start), "a" | "an" | "the" | "one");
        let limit = self.sentence.end.min(start + 2 * MAX_WORDS);
        let end = (start..limit).find(|&at| {
            matches!(
                text.token(at),
                "," | "."
                    | ";"
                    | ":"
                    | "—"
                    | "–"
                    | "("
                    | ")"
                    | "?"
                    | "!"
                    | "who"
                    | "whose"
                    | "which"
                    | "that"
                    | "”"
                    | "\""
                    | "--"
            )
        });
        let end = end.or((limit == self.sentence.end).then_some(limit))?;
        let is_clause = (start..end).any(|at| lexicon::function_word::is_of_clause(&fold(text.token(at))));
        let last = end.checked_sub(1).filter(|&last| last >= start)?;
        let role = (start..end).find(|&at| self.is_role(at))?;
        // "daughter of the painter Max Lindt"
        let governs = matches!(text.token(role + 1), "of" | "to");
        let is_list = self.names_someone_after_and(start..end)
            || !introduced && !governs && self.names_someone_at(last);
        if is_clause || is_list || text.token(last).ends_with("ed") {
            return None;
        }
        // "a terrible liar and an even worse cook": what follows "and" describes no better than what precedes it.
        let is_head = (start..role).all(|at| {
            !lexicon::preposition::goes_on_describing(text.token(at))
                && text.token(at) != "and"
                && !lexicon::role::is_opinion(text.token(at))
        });
        let begins = introduced || self.kind == EntityKind::Person && self.is_title_word(start);
        if !begins || !is_head || !introduced && text.token(end) != "," && text.token(end) != "." {
            return None;
        }
        if end - start <= MAX_WORDS {
            return Some(start..end);
        }
        let cut = (role + 1..start + MAX_WORDS)
            .rev()
            .find(|&at| lexicon::preposition::goes_on_describing(text.token(at)) && text.token(at) != "of")?;
        Some(start..cut)
    }

    /// "Vane, Deputy Minister Ann Lee, and others": a list.
    fn names_someone_at(&self, token: usize) -> bool {
        let later =
            self.occurrences.get(self.at + 1..(self.at + 6).min(self.occurrences.len())).unwrap_or_default();
        let mut people = later.iter().filter(|name| name.name.kind == NameKind::Person);
        people.any(|name| name.name.tokens.to_range().contains(&token))
    }

    /// "Sessions, the senator and Nancy Pelosi": a list.
    fn names_someone_after_and(&self, tokens: Range<usize>) -> bool {
        let later =
            self.occurrences.get(self.at + 1..(self.at + 6).min(self.occurrences.len())).unwrap_or_default();
        later.iter().any(|name| {
            let start = name.name.tokens.to_range().start;
            name.name.kind == NameKind::Person
                && tokens.contains(&start)
                && self.text.token(start - 1) == "and"
        })
    }
}
