//! The people of a document by their full names, and whom a short name stands for in one place.

use std::collections::HashMap;

use crate::nlp::cast::full_name::{FullName, NamePart};
use crate::nlp::cast::name_occurrence::{NameOccurrence, SurfaceForm};
use crate::nlp::cast::word::is_misspelling;
use crate::nlp::gender::{Gender, Leaning};
use crate::nlp::lexicon;
use crate::nlp::lexicon::role::Role;

/// The most people with one name that are weighed against each other; keeps long lists of one family linear.
pub(super) const MAX_NAMESAKES: usize = 32;

/// How many words of a name are looked up; longer "names" are lists that the finder took for one.
pub(super) const MAX_PARTS: usize = 8;

/// How fast doubt decreases with the distance to the second best namesake.
const CLEAR: f32 = 1.0;

/// One person, as far as the names show.
#[derive(Debug, Default)]
pub(super) struct Person {
    names: Vec<FullName>,
    /// The gender by "Mr.", given names and pronouns.
    leaning: Leaning,
    titles: Vec<String>,
    /// How many times the article has the full name.
    full: usize,
    /// How many times it has the given name alone.
    given: usize,
    /// The number of the first full name.
    first: usize,
    /// Mentions so far, and the sentence of the last.
    so_far: usize,
    last: Option<usize>,
}

/// All people of the document.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) rows: Vec<Person>,
    /// The people whose full names contain a word, or begin with these letters, in order of creation.
    by_word: HashMap<String, Vec<usize>>,
    /// For each short form: the people who have it as a part of their name.
    namesakes: HashMap<usize, Vec<(usize, NamePart)>>,
    /// For each short form that is no one's name: the person whose name it misspells.
    misspelt: HashMap<usize, usize>,
    /// For each single name: the more frequent single name that it misspells.
    pub(super) respelt: HashMap<usize, usize>,
}

impl People {
    fn with_word(&self, word: &str) -> &[usize] {
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether someone's full name has the word as this part.
    pub(super) fn has(&self, word: &str, part: NamePart) -> bool {
        let short = FullName::of(&[word.to_owned()]);
        let mut names = self.with_word(word).iter().flat_map(|&person| &self.rows[person].names);
        names.any(|name| name.part(&short) == Some(part))
    }

    /// The person with a full name, created if there is none yet, and the confidence in that.
    pub(super) fn of_full_name(&mut self, name: &FullName, uses: usize) -> (usize, f32) {
        let mut best: Option<(usize, f32)> = None;
        let mut doubtful = false;
        let mut seen = self.with_word(name.first()).to_vec();
        seen.extend(self.with_word(name.last()));
        // "Abdel Fattah" and "Abdelfattah" share no word.
        seen.extend(self.with_word(&near_key(name)));
        seen.sort_unstable();
        seen.dedup();
        for person in seen {
            // Two different full names never become one through a third.
            let mut agreement = self.rows[person].names.iter().map(|known| known.agreement(name));
            let Some(agreement) = agreement.try_fold(1.0_f32, |least, it| Some(least.min(it?))) else {
                continue;
            };
            doubtful |= best.is_some();
            if best.is_none_or(|(_, best)| agreement > best) {
                best = Some((person, agreement));
            }
        }
        let (person, certainty) = match best {
            Some((person, agreement)) if doubtful => (person, agreement.min(0.65)),
            Some(found) => found,
            None => {
                let mut person = Person { first: usize::MAX, ..Person::default() };
                person.leaning.count(Gender::of_given_name(name.first()), 1.5);
                self.rows.push(person);
                (self.rows.len() - 1, 1.0)
            }
        };
        self.rows[person].full += uses;
        if !self.rows[person].names.contains(name) {
            self.rows[person].names.push(name.clone());
            for word in name.words.iter().take(MAX_PARTS).chain(name.words.last()) {
                self.index(word.clone(), person);
            }
            self.index(near_key(name), person);
        }
        (person, certainty)
    }

    fn index(&mut self, word: String, person: usize) {
        let people = self.by_word.entry(word).or_default();
        if people.len() < MAX_NAMESAKES && people.last() != Some(&person) && !people.contains(&person) {
            people.push(person);
        }
    }

    /// What all names of each person show about the gender; `joined` is the person of each name.
    pub(super) fn leanings(
        &self,
        occurrences: &[NameOccurrence<'_>],
        joined: &[Option<(usize, f32)>],
    ) -> Vec<Leaning> {
        let mut leanings = vec![Leaning::default(); self.rows.len()];
        for (leaning, row) in leanings.iter_mut().zip(&self.rows) {
            for name in row.names.iter().filter(|name| name.words.len() > 1) {
                leaning.count(Gender::of_given_name(name.first()), 1.5);
            }
        }
        for (occurrence, &join) in occurrences.iter().zip(joined) {
            let Some((person, _)) = join else { continue };
            leanings[person].count(occurrence.gender, 3.0);
            leanings[person].count(occurrence.pronoun, 0.5);
            for title in &occurrence.titles {
                leanings[person].count(Gender::of_title(title), 2.0);
            }
        }
        leanings
    }

    /// Learns gender and titles from a full mention.
    pub(super) fn learn(&mut self, person: usize, at: usize, occurrence: &NameOccurrence<'_>) {
        let row = &mut self.rows[person];
        row.first = row.first.min(at);
        row.leaning.count(occurrence.gender, 3.0);
        row.leaning.count(occurrence.pronoun, 0.5);
        for title in &occurrence.titles {
            if !row.titles.contains(title) {
                row.titles.push(title.clone());
            }
        }
    }

    /// Finds the person whose name a single word misspells: "Hasian" for Sheikh Hasina.
    pub(super) fn misspell(&mut self, forms: &[SurfaceForm<'_>], names: &[FullName], is_full: &[bool]) {
        let mut by_start: HashMap<String, Vec<usize>> = HashMap::new();
        for (person, row) in self.rows.iter().enumerate() {
            for name in &row.names {
                let people = by_start.entry(start_of(name.last())).or_default();
                if people.len() < MAX_NAMESAKES && !people.contains(&person) {
                    people.push(person);
                }
            }
        }
        for (form, name) in names.iter().enumerate() {
            if !self.is_only_name(name, is_full[form]) {
                continue;
            }
            let near = by_start.get(&start_of(name.last())).map_or(&[][..], Vec::as_slice);
            let fits = |&&person: &&usize| {
                self.rows[person].names.iter().any(|it| is_misspelling(it.last(), name.last()))
            };
            let mut fitting = near.iter().filter(fits);
            if let (Some(&person), None) = (fitting.next(), fitting.next()) {
                self.misspelt.insert(form, person);
            }
        }
        self.respell(forms, names, is_full);
    }

    /// Whether a single word is part of no one's full name.
    fn is_only_name(&self, name: &FullName, is_full: bool) -> bool {
        !is_full && name.words.len() == 1 && self.with_word(name.last()).is_empty()
    }

    /// Finds the more frequent single name that a single name misspells.
    fn respell(&mut self, forms: &[SurfaceForm<'_>], names: &[FullName], is_full: &[bool]) {
        let only: Vec<usize> =
            (0..names.len()).filter(|&it| self.is_only_name(&names[it], is_full[it])).collect();
        let mut by_start: HashMap<String, Vec<usize>> = HashMap::new();
        for &form in &only {
            let alike = by_start.entry(start_of(names[form].last())).or_default();
            if alike.len() < MAX_NAMESAKES {
                alike.push(form);
            }
        }
        for &form in only.iter().filter(|form| !self.misspelt.contains_key(form)) {
            let near = by_start.get(&start_of(names[form].last())).map_or(&[][..], Vec::as_slice);
            let fits = |&&other: &&usize| {
                forms[other].uses.len() > forms[form].uses.len()
                    && is_misspelling(names[other].last(), names[form].last())
            };
            if let Some(&other) = near.iter().find(fits) {
                self.respelt.insert(form, other);
            }
        }
    }

    /// Finds the people whose names contain each short name, and counts who is called by the given name; those are
    /// less likely to be meant by the bare surname. `open` are the uses that belong to no one yet.
    pub(super) fn find_short_names(
        &mut self,
        open: &[(usize, Vec<&NameOccurrence<'_>>)],
        names: &[FullName],
    ) {
        for (number, uses) in open {
            let namesakes = self.find_namesakes(&names[*number]);
            if let [(person, NamePart::Given)] = *namesakes {
                let row = &mut self.rows[person];
                row.given += uses.len();
                row.titles.extend(uses.iter().flat_map(|it| it.titles.iter().cloned()));
            }
            self.namesakes.insert(*number, namesakes);
        }
    }

    pub(super) fn mention(&mut self, person: usize, sentence: usize) {
        let row = &mut self.rows[person];
        row.so_far += 1;
        row.last = Some(sentence);
    }

    /// Whom a short name stands for in one place, and the confidence in that.
    pub(super) fn of_short_name(
        &mut self,
        form: usize,
        name: &FullName,
        occurrence: &NameOccurrence<'_>,
    ) -> (usize, f32) {
        let namesakes = self.namesakes.get(&form).map_or(&[][..], Vec::as_slice);
        let mut scored: Vec<(usize, NamePart, f32)> = namesakes
            .iter()
            .filter(|&&(person, _)| !self.clashes(person, occurrence))
            .map(|&(person, part)| (person, part, self.fit(person, part, occurrence)))
            .collect();
        // The person introduced first is usually the article's subject, and so gets the bare surname; "Mr."
        // distinguishes others with that name.
        let subject = scored.iter_mut().min_by_key(|(person, ..)| self.rows[*person].first);
        if let Some(subject) = subject.filter(|_| occurrence.gender.is_none()) {
            subject.2 += 0.5;
        }
        scored.sort_by(|a, b| b.2.total_cmp(&a.2));
        match *scored.as_slice() {
            [] => match self.misspelt.get(&form) {
                Some(&person) if namesakes.is_empty() => (person, 0.75),
                _ => (self.of_only_name(form, name, occurrence), 1.0),
            },
            [(person, part, _)] => (person, if part == NamePart::Family { 0.97 } else { 0.93 }),
            [(person, _, best), (_, _, next), ..] => {
                let margin = best - next;
                let sure = 0.5 + 0.47 * (1.0 - (-margin * CLEAR).exp());
                (person, sure)
            }
        }
    }

    /// Whether "Mr." or "Mrs." rules out a person: "Mrs. Clinton" is not Bill Clinton.
    fn clashes(&self, person: usize, occurrence: &NameOccurrence<'_>) -> bool {
        matches!((self.rows[person].leaning.gender(), occurrence.gender), (Some(known), Some(said)) if known != said)
    }

    /// A person who is only ever called by this name (and this "Mr." or "Mrs.").
    fn of_only_name(&mut self, form: usize, name: &FullName, occurrence: &NameOccurrence<'_>) -> usize {
        let mut person = Person { names: vec![name.clone()], ..Person::default() };
        person.leaning.count(occurrence.gender, 3.0);
        let given = Gender::of_given_name(name.first());
        person.leaning.count(given.filter(|_| occurrence.gender.is_none()), 0.5);
        person.titles.clone_from(&occurrence.titles);
        self.rows.push(person);
        let number = self.rows.len() - 1;
        self.namesakes.entry(form).or_default().push((number, NamePart::Family));
        number
    }

    fn find_namesakes(&self, name: &FullName) -> Vec<(usize, NamePart)> {
        let mut namesakes = Vec::new();
        for &person in self.with_word(name.first()) {
            let parts = self.rows[person].names.iter().filter_map(|full| full.part(name));
            let best = parts.min_by_key(|part| match part {
                NamePart::Family => 0,
                NamePart::Middle => 1,
                NamePart::Given => 2,
            });
            namesakes.extend(best.map(|part| (person, part)));
        }
        // A middle name counts only if there is nothing better: "Lee" is not Bruce Lee Smith if there is Ann Lee.
        if namesakes.iter().any(|&(_, part)| part == NamePart::Family) {
            namesakes.retain(|&(_, part)| part != NamePart::Middle);
        }
        namesakes
    }

    /// How well a namesake fits: who was called that most often and most recently, and whom title, "Mr." and the next
    /// pronoun allow.
    fn fit(&self, person: usize, part: NamePart, occurrence: &NameOccurrence<'_>) -> f32 {
        let row = &self.rows[person];
        let mut fit = match part {
            NamePart::Family => 2.0,
            NamePart::Middle => 1.2,
            NamePart::Given => 0.6,
        };
        fit += agreement(row.leaning.gender(), occurrence.gender, 1.5, 4.0)
            + agreement(row.leaning.gender(), occurrence.pronoun, 0.4, 0.7);
        let shares_title = occurrence.titles.iter().any(|title| row.titles.contains(title));
        fit += if shares_title { 1.5 } else { 0.0 };
        fit += match row.last {
            Some(last) => 1.2 / (1.0 + to_f32(occurrence.sentence.saturating_sub(last)) / 6.0),
            // A headline comes before the full name.
            None if occurrence.is_heading => 0.0,
            None => -0.8,
        };
        let given_generation = row.names.iter().any(FullName::has_generation);
        fit += 0.4 * to_f32(1 + row.full).ln() + 0.5 * to_f32(1 + row.so_far).ln();
        // Someone introduced as a relative ("his wife Ivana") is seldom called by the surname alone.
        let is_relative = row.titles.iter().any(|title| lexicon::role::is_role(Role::Kin, title));
        fit -= 0.9 * to_f32(row.given.min(1)) + 0.5 * to_f32(row.given.max(1)).ln();
        fit -= if is_relative && occurrence.gender.is_none() { 0.9 } else { 0.0 };
        if given_generation { fit - 0.3 } else { fit }
    }
}

fn agreement(known: Option<Gender>, said: Option<Gender>, same: f32, other: f32) -> f32 {
    match (known, said) {
        (Some(known), Some(said)) if known == said => same,
        (Some(_), Some(_)) => -other,
        _ => 0.0,
    }
}

/// Counts are small; the precision lost past 2^24 does not matter.
#[expect(clippy::cast_precision_loss, reason = "a weight, not a position")]
fn to_f32(count: usize) -> f32 {
    count as f32
}

/// The letters that a misspelt word shares with the right one.
fn start_of(word: &str) -> String {
    word.chars().take(3).collect()
}

/// The first letters of a name, marked so that they are not a word.
fn near_key(name: &FullName) -> String {
    let letters = name.words.concat();
    std::iter::once('~').chain(letters.chars().filter(|&c| c != '-').take(7)).collect()
}
