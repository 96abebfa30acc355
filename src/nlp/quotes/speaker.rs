//! Who a source is: from "he", "the mayor" or "Mayor Bill de Blasio" to a member of the cast.

use std::collections::HashMap;

use crate::document::Document;
use crate::nlp::cast::lexicon::{self, Gender};
use crate::nlp::quotes::words::{Class, Word};
use crate::nlp::quotes::{Candidate, passage::Passage, phrase};
use crate::nlp::{Confidence, Entity, EntityKind, Mention};
use crate::text::{Id, Span, Table};

/// Nouns for what speaks in its owner's name: "Ivana Trump's brief", "a WMO report".
const DOCUMENTS: &[&str] = &[
    "brief",
    "report",
    "reports",
    "statement",
    "submission",
    "tweet",
    "release",
    "letter",
    "lawsuit",
    "ruling",
    "memo",
    "post",
    "website",
    "study",
    "survey",
    "poll",
    "article",
    "editorial",
    "filing",
    "complaint",
    "opinion",
    "book",
];

/// Words of titles and descriptions that tell a person's gender; "Sheikh" and "Judge" do not.
const MALE: &[&str] = &[
    "king",
    "prince",
    "lord",
    "father",
    "congressman",
    "spokesman",
    "chairman",
    "businessman",
    "brother",
    "husband",
    "son",
    "pope",
    "councilman",
    "baron",
    "duke",
    "actor",
];
const FEMALE: &[&str] = &[
    "queen",
    "princess",
    "lady",
    "mother",
    "congresswoman",
    "spokeswoman",
    "chairwoman",
    "businesswoman",
    "sister",
    "wife",
    "daughter",
    "councilwoman",
    "baroness",
    "duchess",
    "actress",
];

/// How many names before a pronoun may be meant by it.
const LAST_NAMED: usize = 12;

/// How a source leads to its speaker, as a factor of the certainty.
mod factor {
    pub(super) const NAME: f32 = 1.0;
    pub(super) const DOCUMENT: f32 = 0.9;
    pub(super) const DESCRIPTION: f32 = 0.85;
    pub(super) const PRONOUN: f32 = 0.8;
    pub(super) const PRONOUN_UNSURE: f32 = 0.7;
}

/// The tables that speakers are looked up in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cast<'a> {
    pub(super) doc: &'a Document,
    pub(super) words: &'a [Word],
    pub(super) mentions: &'a Table<Mention>,
    pub(super) entities: &'a Table<Entity>,
}

/// The speaker of each candidate, with the confidence of the whole.
pub(super) fn resolve(
    cast: Cast<'_>,
    passages: &[Passage<'_>],
    candidates: &[Candidate],
) -> Vec<(Option<Id<Entity>>, Confidence)> {
    let genders = genders(cast);
    let mut focus = Focus::new(cast, passages, genders);
    let mut order: Vec<usize> =
        (0..candidates.len()).filter(|&it| !candidates[it].source.is_empty()).collect();
    order.sort_by_key(|&it| candidates[it].source[0].start());
    let mut found: Vec<Option<(Option<Id<Entity>>, f32)>> = vec![None; candidates.len()];
    let mut known: HashMap<Span, (Option<Id<Entity>>, f32)> = HashMap::new();
    for at in order {
        let source = candidates[at].source[0];
        let speaker = *known.entry(source).or_insert_with(|| focus.speaker(source));
        found[at] = Some(speaker);
    }
    // The statement that a chain of following ones leads to; one found later in the list follows nobody.
    let mut roots: Vec<usize> = Vec::with_capacity(candidates.len());
    for (at, candidate) in candidates.iter().enumerate() {
        roots.push(candidate.follows.map_or(at, |it| roots.get(it).copied().unwrap_or(it)));
    }
    let resolved = candidates.iter().zip(roots).map(|(candidate, root)| {
        let (speaker, factor) = found[root].unwrap_or((None, factor::NAME));
        (speaker, Confidence::new(candidate.certainty * factor))
    });
    resolved.collect()
}

/// Whom the article speaks of at each point: the last subjects and speakers, the latest first.
#[derive(Debug)]
struct Focus<'a> {
    cast: Cast<'a>,
    /// People and organizations that are the subject of a passage, with where: ahead of the text that was read.
    subjects: std::vec::IntoIter<(Span, Id<Entity>)>,
    next: Option<(Span, Id<Entity>)>,
    recent: Vec<Id<Entity>>,
    genders: HashMap<Id<Entity>, Gender>,
}

impl<'a> Focus<'a> {
    fn new(cast: Cast<'a>, passages: &[Passage<'_>], genders: HashMap<Id<Entity>, Gender>) -> Self {
        let subjects: Vec<_> = passages
            .iter()
            .filter_map(|passage| {
                let subject = phrase::main_subject(passage)?;
                let span = passage.span(subject.start, subject.end)?;
                Some((span, cast.head(span)?.0))
            })
            .collect();
        let mut subjects = subjects.into_iter();
        let next = subjects.next();
        Self { cast, subjects, next, recent: Vec::new(), genders }
    }

    /// The speaker that the source stands for; sources must come in order of the text.
    fn speaker(&mut self, source: Span) -> (Option<Id<Entity>>, f32) {
        while let Some((span, entity)) = self.next
            && span.start() < source.start()
        {
            self.note(entity);
            self.next = self.subjects.next();
        }
        let found = self.cast.head(source).or_else(|| self.pronoun(source));
        match found {
            Some((entity, factor)) => {
                self.note(entity);
                (Some(entity), factor)
            }
            None => (None, factor::NAME),
        }
    }

    fn note(&mut self, entity: Id<Entity>) {
        self.recent.retain(|&it| it != entity);
        self.recent.push(entity);
        if self.recent.len() > 8 {
            self.recent.remove(0);
        }
    }

    fn pronoun(&self, source: Span) -> Option<(Id<Entity>, f32)> {
        let gender = match self.cast.doc.slice(source).to_lowercase().as_str() {
            "he" | "his" | "him" => Some(Gender::Male),
            "she" | "her" => Some(Gender::Female),
            "it" | "its" => None,
            _ => return None,
        };
        let kind = if gender.is_some() { EntityKind::Person } else { EntityKind::Organization };
        let fits = |it: &&Id<Entity>| self.cast.entities[**it].kind == kind;
        let of_gender = |it: &Id<Entity>| self.genders.get(it).copied();
        let may_be = |it: &&Id<Entity>| of_gender(it).is_none() || of_gender(it) == gender;
        let best = self.recent.iter().rev().filter(fits).find(may_be).copied();
        let before = self.cast.mentions.rows().partition_point(|it| it.span.start() < source.start());
        let named = self.cast.mentions.rows()[before.saturating_sub(LAST_NAMED)..before].iter().rev();
        let mut named = named.map(|it| &it.entity).filter(fits).filter(may_be);
        // Nobody of the last subjects and speakers: the last one named at all.
        let best = best.or_else(|| named.clone().next().copied())?;
        let sure = of_gender(&best).is_some() || named.all(|&it| it == best);
        Some((best, if sure { factor::PRONOUN } else { factor::PRONOUN_UNSURE }))
    }
}

impl Cast<'_> {
    /// The entity whose name or description heads a source.
    fn head(self, source: Span) -> Option<(Id<Entity>, f32)> {
        let first = self.words.partition_point(|it| it.span.end() <= source.start());
        let end = self.words.partition_point(|it| it.span.start() < source.end());
        let words = self.words.get(first..end)?;
        let core_end = (1..words.len())
            .find(|&it| {
                matches!(words[it].class, Class::Preposition | Class::To | Class::Comma | Class::Coordinator)
            })
            .unwrap_or(words.len());
        let core = words.get(..core_end)?;
        let head = core.last()?;
        if let Some(name) = head.name.filter(|_| head.class == Class::Open) {
            return Some((self.mentions[name].entity, factor::NAME));
        }
        if head.class == Class::Clitic
            && let Some(name) = core.iter().rev().nth(1).and_then(|it| it.name)
        {
            return Some((self.mentions[name].entity, factor::NAME)); // "Nervo's conclusion"
        }
        // "A lawyer for the paper, David Schulz"
        if let Some(comma) = words.iter().position(|it| it.class == Class::Comma)
            && let Some(name) = words[comma + 1..].split(|it| !matches!(it.class, Class::Open)).next()
            && let Some(name) = name.last().and_then(|it| it.name)
        {
            return Some((self.mentions[name].entity, factor::NAME));
        }
        let noun = self.doc.slice(head.span).to_lowercase();
        if DOCUMENTS.contains(&noun.as_str()) {
            let owner = core.iter().rev().find_map(|it| it.name)?;
            return Some((self.mentions[owner].entity, factor::DOCUMENT));
        }
        self.described(core, &noun)
    }

    /// "the mayor": the one entity whose title or description says so.
    fn described(self, core: &[Word], noun: &str) -> Option<(Id<Entity>, f32)> {
        let definite = self.doc.slice(core.first()?.span).eq_ignore_ascii_case("the");
        if !definite || core.iter().any(|it| it.name.is_some()) && core.len() < 2 {
            return None;
        }
        let mut best = None;
        let mut n_best = 0;
        for (id, entity) in self.entities.iter() {
            let says =
                |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|it| it.to_lowercase() == noun);
            let fits = match entity.kind {
                EntityKind::Person => entity.description.as_deref().is_some_and(says),
                // "the department" of a "Justice Department"
                EntityKind::Organization => {
                    entity.name.split_whitespace().count() > 1
                        && entity.name.split_whitespace().last().is_some_and(|it| it.to_lowercase() == noun)
                }
                EntityKind::Place => false,
            };
            if fits {
                best = Some(id);
                n_best += 1;
            }
        }
        best.filter(|_| n_best == 1).map(|it| (it, factor::DESCRIPTION))
    }
}

/// The gender that titles, given names and descriptions tell, in this order.
fn genders(cast: Cast<'_>) -> HashMap<Id<Entity>, Gender> {
    let folded = |word: &str| word.trim_end_matches('.').to_lowercase();
    let described = |word: &str| {
        let word = folded(word);
        let is_in = |list: &[&str]| list.contains(&word.as_str());
        if is_in(MALE) { Some(Gender::Male) } else { is_in(FEMALE).then_some(Gender::Female) }
    };
    let mut genders = HashMap::new();
    for mention in cast.mentions.rows() {
        let before = cast.words.partition_point(|it| it.span.end() <= mention.span.start());
        let title = before.checked_sub(1).map_or("", |it| cast.doc.slice(cast.words[it].span));
        let known = lexicon::honorific(&folded(title)).and_then(|it| it.gender).or_else(|| described(title));
        if let Some(gender) = known {
            genders.entry(mention.entity).or_insert(gender);
        }
    }
    for (id, entity) in cast.entities.iter().filter(|it| it.1.kind == EntityKind::Person) {
        let given = entity.name.split_once(' ').and_then(|it| lexicon::given_name(&folded(it.0)));
        let mut words = entity.description.as_deref().unwrap_or_default().split_whitespace();
        let known = given.and_then(|it| it.gender).or_else(|| words.find_map(described));
        if let Some(gender) = known {
            genders.entry(id).or_insert(gender);
        }
    }
    genders
}
