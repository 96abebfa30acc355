//! The pass from left to right that gives each candidate a group.

use std::collections::HashMap;

use crate::nlp::cast::Cast;
use crate::nlp::cast::word::{fold, folded_words};
use crate::nlp::coref::candidate::{Article, Candidate, Form};
use crate::nlp::coref::affinity::Affinity;
use crate::nlp::coref::confidence;
use crate::nlp::coref::feature::{self, Shape};
use crate::nlp::coref::grammar::{self, Part};
use crate::nlp::coref::group::{Groups, Number, Spot};
use crate::nlp::coref::kin::{Family, Relation};
use crate::nlp::coref::office::{Named, Office};
use crate::nlp::coref::page::Page;
use crate::nlp::coref::speech::Speech;
use crate::nlp::coref::word::{self, Pronoun};
use crate::nlp::gender::Gender;
use crate::nlp::quotes::Candidate as Quote;
use crate::nlp::{Confidence, Entity, EntityKind};
use crate::text::Id;

/// How far the subject of the same clause is looked for, in candidates.
const CLAUSE: usize = 8;

/// How far behind an introduction its subject is looked for, in tokens.
const INTRODUCTION: usize = 25;

/// How long a noun without a name is remembered, in sentences.
const NOUN_MEMORY: usize = 40;

/// How long an organization can be called by its last word, in sentences.
const ORGANIZATION_MEMORY: usize = 8;

/// Blocks at the start of an article whose indefinite descriptions introduce someone named later.
const LEAD: usize = 1;

/// How far back a mention is compared with others, in candidates; as in training.
const BACK: usize = 150;

/// What speaks for a group, by hand from the errors on a few articles.
mod weight {
    /// What the salience of a group counts against the threshold.
    pub(super) const SALIENCE: f32 = 0.7;
    pub(super) const START: f32 = 1.0;
    pub(super) const SENTENCE: f32 = -1.0;
    pub(super) const FARTHEST: usize = 4;
    pub(super) const SUBJECT: f32 = 0.8;
    pub(super) const MODIFIER: f32 = -0.6;
    pub(super) const COUNT: f32 = 0.25;
    pub(super) const GENDER: f32 = 0.6;
    pub(super) const LEANING: f32 = 0.3;
    pub(super) const NAMED: f32 = 0.4;
    pub(super) const CARRIED: f32 = 0.8;
    /// "he said" after what another has said
    pub(super) const LAST_SOURCE: f32 = 1.5;
    /// He inside a quotation, or spoken of in what he says.
    pub(super) const NOT_SPEAKER: f32 = -3.0;
    /// "Flynn told him"
    pub(super) const OWN_OBJECT: f32 = -3.0;
    /// "Flynn hurt himself"
    pub(super) const REFLEXIVE: f32 = 2.0;
    /// "Asked whether he would run, Sessions said"
    pub(super) const AHEAD: f32 = 2.0;
    /// "Flynn said Trump was right when he"
    pub(super) const LOWER_SUBJECT: f32 = 0.4;
    /// The network's score where there is no mention to compare with.
    pub(super) const NEVER: f32 = -3.0;
    /// The least score for a name to be someone's who had none.
    pub(super) const RECOGNIZED: f32 = 1.0;
    /// The threshold where nobody else can be meant.
    pub(super) const ONLY: f32 = -2.0;
    pub(super) const CLEAR: f32 = 1.0;
}

/// Who each candidate and each source is.
#[derive(Debug, Default)]
pub(super) struct Answers {
    pub(super) of_candidates: Vec<Option<(Id<Entity>, Confidence)>>,
    pub(super) of_quotes: Vec<Option<(Id<Entity>, Confidence)>>,
}

/// Gives each candidate the entity that it stands for, if it is one.
pub(super) fn decode(
    page: &Page<'_>,
    cast: &Cast,
    candidates: &[Candidate],
    quotes: &[Quote],
    affinity: Option<Affinity<'_>>,
) -> Answers {
    let speech = Speech::read(page, quotes);
    let mut decoder = Decoder::new(page, cast, candidates, &speech, affinity);
    for at in decoder.order() {
        decoder.read(at);
    }
    decoder.finish(quotes)
}

/// What a candidate was given.
#[derive(Debug, Clone, Copy)]
struct Link {
    group: Number,
    confidence: Confidence,
}

struct Decoder<'a> {
    page: &'a Page<'a>,
    cast: &'a Cast,
    candidates: &'a [Candidate],
    speech: &'a Speech,
    affinity: Option<Affinity<'a>>,
    shapes: Vec<Shape>,
    parts: Vec<Part>,
    /// For each token that heads a candidate, which.
    by_head: HashMap<usize, usize>,
    /// The candidates that head a source.
    sources: HashMap<usize, usize>,
    groups: Groups,
    family: Family,
    links: Vec<Option<Link>>,
    /// The nameless groups of nouns, with the sentence of the last.
    nouns: HashMap<String, (Number, usize)>,
    last_source: Option<Number>,
    /// Whom the last pronoun of each kind stood for.
    carried: HashMap<Pronoun, Number>,
}

impl<'a> Decoder<'a> {
    fn new(
        page: &'a Page<'a>,
        cast: &'a Cast,
        candidates: &'a [Candidate],
        speech: &'a Speech,
        affinity: Option<Affinity<'a>>,
    ) -> Self {
        let by_head: HashMap<usize, usize> =
            candidates.iter().enumerate().map(|(at, candidate)| (candidate.head, at)).collect();
        let speakers = speech.sources().filter(|(_, head)| !head.owns);
        let sources = speakers.filter_map(|(quote, head)| Some((*by_head.get(&head.token)?, quote))).collect();
        let mut parts: Vec<Part> = candidates.iter().map(|it| grammar::part(page, it)).collect();
        for &at in HashMap::keys(&sources) {
            parts[at] = Part::Subject; // "said Flynn"
        }
        Self {
            page,
            cast,
            candidates,
            speech,
            affinity,
            shapes: candidates.iter().map(|it| Shape::of(page, it.head)).collect(),
            parts,
            by_head,
            sources,
            groups: Groups::of(cast),
            family: Family::default(),
            links: vec![None; candidates.len()],
            nouns: HashMap::new(),
            last_source: None,
            carried: HashMap::new(),
        }
    }

    /// The candidates in the order of reading: what is said after who says it.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.candidates.len()).collect();
        order.sort_by_key(|&at| {
            let head = self.candidates[at].head;
            let source = self.speech.of(head).and_then(|quote| self.speech.head(quote));
            let after = source.map(|it| it.token).filter(|&it| it > head);
            (after.unwrap_or(head), after.is_some(), head)
        });
        order
    }

    fn read(&mut self, at: usize) {
        let link = match self.candidates[at].form {
            Form::Name(name) => {
                let group = self.groups.of_entity(self.cast.mentions[name].entity);
                self.read_relative(at, group);
                self.recognize(at, group);
                Some(Link { group, confidence: self.cast.mentions[name].confidence })
            }
            Form::Pronoun(Pronoun::He) => self.third_person(at, Pronoun::He, Gender::Male),
            Form::Pronoun(Pronoun::She) => self.third_person(at, Pronoun::She, Gender::Female),
            Form::Pronoun(Pronoun::I) => self.first_person(at),
            Form::Pronoun(Pronoun::It) => self.it(at),
            Form::Pronoun(_) => None,
            Form::Person => self.person(at),
            Form::Organization => self.organization(at),
            Form::Thing => None,
        };
        let Some(link) = link else { return };
        let part = self.parts[at];
        self.groups.touch(link.group, at, self.spot(at), part);
        self.links[at] = Some(link);
        if let Form::Pronoun(pronoun @ (Pronoun::He | Pronoun::She | Pronoun::It)) = self.candidates[at].form {
            self.carried.insert(pronoun, link.group);
        }
        if self.sources.contains_key(&at) {
            self.last_source = Some(link.group);
        }
    }

    /// "The baby ... Gloria": someone without a name so far turns out to be the one that the name stands for.
    fn recognize(&mut self, at: usize, group: Number) {
        if self.affinity.is_none() || self.groups.get(group).kind != EntityKind::Person {
            return;
        }
        let nameless = self.groups.people().filter(|&it| self.groups.get(it).entity.is_none());
        let same = nameless.filter(|&it| self.groups.may_be_one(it, group));
        let found: Vec<Number> = same.filter(|&it| self.affinity(at, it) > weight::RECOGNIZED).collect();
        for nameless in found {
            self.groups.merge(nameless, group);
        }
    }

    fn spot(&self, at: usize) -> Spot {
        let token = self.candidates[at].head;
        let place = self.page.place(token);
        Spot { token, sentence: place.sentence, block: place.block }
    }

    /// The group of what heads a source or owns something.
    fn group_of_token(&self, token: usize) -> Option<Number> {
        let at = *self.by_head.get(&token)?;
        self.links[at].map(|link| self.groups.now(link.group))
    }

    fn speaker(&self, at: usize) -> Option<Number> {
        let quote = self.speech.of(self.candidates[at].head)?;
        self.group_of_token(self.speech.head(quote)?.token)
    }

    fn first_person(&self, at: usize) -> Option<Link> {
        let group = self.speaker(at)?;
        let is_person = self.groups.get(group).kind == EntityKind::Person;
        is_person.then_some(Link { group, confidence: Confidence::new(0.92) })
    }

    fn third_person(&mut self, at: usize, pronoun: Pronoun, gender: Gender) -> Option<Link> {
        let speaker = self.speaker(at);
        let subject = self.subject_of_clause(at);
        let ahead = self.subject_ahead(at, gender);
        let lower = self.lower_subject(at);
        let quote = self.sources.get(&at).copied();
        let mut scored: Vec<(Number, f32)> = Vec::new();
        let known: Vec<Number> = self.groups.people().collect();
        let ahead_only = ahead.filter(|it| !known.contains(it));
        for group in known.into_iter().chain(ahead_only) {
            if !self.groups.may_be(group, gender) {
                continue;
            }
            let mut score = weight::START + weight::SALIENCE * self.salience(at, group, pronoun, gender);
            score += self.affinity(at, group);
            if speaker == Some(group) {
                score += weight::NOT_SPEAKER;
            }
            if quote.is_some() && self.last_source.map(|it| self.groups.now(it)) == Some(group) {
                score += weight::LAST_SOURCE;
            }
            if quote.is_some_and(|quote| self.is_named_in(quote, at, group)) {
                score += weight::NOT_SPEAKER;
            }
            if subject == Some(group) {
                score += match self.parts[at] {
                    Part::Reflexive => weight::REFLEXIVE,
                    Part::Object => weight::OWN_OBJECT,
                    _ => 0.0,
                };
            }
            if ahead == Some(group) {
                score += weight::AHEAD;
            }
            if lower == Some(group) {
                score += weight::LOWER_SUBJECT;
            }
            scored.push((group, score));
        }
        scored.sort_by(|a, b| b.1.total_cmp(&a.1));
        let best = scored.first().copied().filter(|it| it.1 >= self.threshold(&scored, gender));
        let Some((group, score)) = best else {
            let group = self.groups.nameless(EntityKind::Person);
            self.groups.learn(group, Some(gender), 3.0);
            return Some(Link { group, confidence: Confidence::new(0.5) });
        };
        self.groups.learn(group, Some(gender), 1.0);
        let next = scored.get(1).map_or(0.0, |it| it.1).max(0.0);
        Some(Link { group, confidence: confidence::of_margin(score - next) })
    }

    /// The least score of the best. The only one of that gender may be far away.
    fn threshold(&self, scored: &[(Number, f32)], gender: Gender) -> f32 {
        let is_sure = |&(group, _): &(Number, f32)| self.groups.get(group).leaning.gender() == Some(gender);
        match scored {
            [best] if is_sure(best) => weight::ONLY,
            [best, next, ..] if is_sure(best) && best.1 > next.1 + weight::CLEAR => weight::ONLY,
            _ => 0.0,
        }
    }

    /// The best score that the network gives the candidate with a mention of the group before it; 0 without a network.
    fn affinity(&self, at: usize, group: Number) -> f32 {
        let Some(affinity) = self.affinity else { return 0.0 };
        let members = self.groups.get(group).members.iter().copied();
        let near = members.filter(|&it| it < at && at - it <= BACK);
        near.filter_map(|it| self.pair(affinity, at, it)).fold(weight::NEVER, f32::max)
    }

    fn pair(&self, affinity: Affinity<'_>, later: usize, earlier: usize) -> Option<f32> {
        let rows = feature::rows(self.page, (later, self.shapes[later]), (earlier, self.shapes[earlier]));
        affinity.pair(self.candidates[later].head, self.candidates[earlier].head, &rows)
    }

    /// How much a group is in mind at a candidate.
    fn salience(&self, at: usize, number: Number, pronoun: Pronoun, gender: Gender) -> f32 {
        let group = self.groups.get(number);
        let here = self.spot(at).sentence;
        let away = group.last.map_or(weight::FARTHEST, |last| last.sentence.abs_diff(here).min(weight::FARTHEST));
        let mut salience = weight::SENTENCE * to_f32(away) + weight::COUNT * to_f32(group.count.max(1)).ln();
        salience += match group.part {
            Part::Subject => weight::SUBJECT,
            Part::Modifier => weight::MODIFIER,
            _ => 0.0,
        };
        let toward = group.leaning.toward(gender);
        salience += if toward >= 1.0 {
            weight::GENDER
        } else if toward > 0.0 {
            weight::LEANING
        } else {
            0.0
        };
        salience += if group.entity.is_some() { weight::NAMED } else { 0.0 };
        let carried = self.carried.get(&pronoun).map(|&it| self.groups.now(it));
        salience + if carried == Some(number) { weight::CARRIED } else { 0.0 }
    }

    /// The subject of the clause that the candidate is in, if it stands before it.
    fn subject_of_clause(&self, at: usize) -> Option<Number> {
        let head = self.candidates[at].head;
        let start = self.page.sentence_start(head);
        for before in (at.saturating_sub(CLAUSE)..at).rev() {
            let candidate = &self.candidates[before];
            if candidate.head < start {
                return None;
            }
            let between = candidate.head + 1..head;
            if between.clone().any(|it| word::begins_clause(self.page.word(it)) || self.page.word(it) == ";") {
                return None;
            }
            if self.parts[before] == Part::Subject {
                return self.links[before].map(|it| self.groups.now(it.group));
            }
        }
        None
    }

    /// "Flynn said Trump was right when he spoke": Trump, the nearer of two subjects.
    fn lower_subject(&self, at: usize) -> Option<Number> {
        let head = self.candidates[at].head;
        let before = self.page.before(head);
        if !matches!(before, "when" | "because" | "while" | "after" | "before" | "if" | "since" | "as" | "until") {
            return None;
        }
        let start = self.page.sentence_start(head);
        let mut earlier = (at.saturating_sub(CLAUSE)..at).rev();
        let found = earlier.find(|&it| self.parts[it] == Part::Subject && self.candidates[it].head >= start)?;
        self.links[found].map(|it| self.groups.now(it.group))
    }

    /// "Asked whether he would run, Sessions said": the name behind an introduction that the pronoun stands in.
    fn subject_ahead(&self, at: usize, gender: Gender) -> Option<Number> {
        let head = self.candidates[at].head;
        let sentence = self.page.sentence(head);
        let mut start = sentence.start;
        if matches!(self.page.word(start), "but" | "and" | "yet") {
            start += 1;
        }
        let first = self.page.word(start);
        let introduces = word::is_preposition(first)
            || word::begins_clause(first)
            || first == "asked"
            || first.len() > 4 && first.ends_with("ing");
        let is_first = at == 0 || self.candidates[at - 1].head < sentence.start || {
            let earlier = &self.candidates[at - 1];
            self.parts[at - 1] != Part::Subject || earlier.form == Form::Organization
        };
        if !introduces || head > start + INTRODUCTION || !is_first {
            return None;
        }
        let end = sentence.end.min(head + INTRODUCTION);
        let comma = (head..end).find(|&it| self.page.word(it) == ",")?;
        let next = self.candidates.get(at + 1..)?.iter().position(|it| it.head > comma)? + at + 1;
        let Form::Name(name) = self.candidates[next].form else { return None };
        let group = self.groups.of_entity(self.cast.mentions[name].entity);
        let is_subject = self.candidates[next].head < comma + 12 && self.parts[next] == Part::Subject;
        let fits = is_subject && self.groups.get(group).kind == EntityKind::Person;
        (fits && self.candidates[next].head < sentence.end && self.groups.may_be(group, gender)).then_some(group)
    }

    /// Whether what is said names the group: nobody says "Ann is ill" of herself.
    fn is_named_in(&self, quote: usize, source: usize, group: Number) -> bool {
        let is_it = |&at: &usize| {
            let Form::Name(name) = self.candidates[at].form else { return false };
            self.speech.of(self.candidates[at].head) == Some(quote)
                && self.groups.of_entity(self.cast.mentions[name].entity) == group
        };
        const NEAR: usize = 24;
        (source.saturating_sub(NEAR)..self.candidates.len().min(source + NEAR)).any(|at| is_it(&at))
    }

    fn it(&mut self, at: usize) -> Option<Link> {
        let here = self.spot(at).sentence;
        let is_source = self.sources.contains_key(&at);
        let is_owner = self.parts[at] == Part::Owner;
        if !is_source && !is_owner && word::is_be(self.page.word(self.candidates[at].head + 1)) {
            return None; // "it is clear that"
        }
        let carried = self.carried.get(&Pronoun::It).map(|&it| self.groups.now(it));
        let subject = self.subject_of_clause(at);
        let mut scored: Vec<(Number, f32)> = Vec::new();
        for number in self.groups.organizations() {
            let group = self.groups.get(number);
            let Some(last) = group.last else { continue };
            let away = last.sentence.abs_diff(here).min(weight::FARTHEST);
            let mut score = -0.3 - to_f32(away);
            score += if group.part == Part::Subject { 0.8 } else { 0.0 };
            score += if carried == Some(number) { 0.6 } else { 0.0 };
            score += if subject == Some(number) { 0.5 } else { 0.0 };
            if is_source {
                score += if self.last_source == Some(number) { 1.5 } else { 0.5 };
            }
            scored.push((number, score));
        }
        scored.sort_by(|a, b| b.1.total_cmp(&a.1));
        let (group, score) = scored.first().copied().filter(|it| it.1 > 0.0)?;
        let next = scored.get(1).map_or(0.0, |it| it.1).max(0.0);
        Some(Link { group, confidence: confidence::of_margin(score - next) })
    }

    /// The folded words of a description up to its noun, without the article, and whether one of them is in a name.
    fn words(&self, candidate: &Candidate) -> Vec<String> {
        let tokens = candidate.tokens.clone();
        let from = match candidate.article {
            Article::Bare => tokens.start,
            _ if word::is_determiner(self.page.word(tokens.start)) || word::is_possessive(self.page.word(tokens.start)) => {
                tokens.start + 1
            }
            _ => tokens.start,
        };
        let words = (from..tokens.end).map(|at| self.page.word(at));
        words.filter(|it| word::is_word(it) && !word::is_clitic(it)).map(fold).collect()
    }

    /// The words of names in a description: "the California congressman", "the AL secretary".
    fn names(&self, candidate: &Candidate) -> Vec<Named> {
        let named = candidate.tokens.clone().filter_map(|at| {
            let entity = &self.cast.entities[self.cast.mentions[self.page.name(at)?].entity];
            let full = match entity.kind {
                EntityKind::Place => Vec::new(),
                _ => folded_words(&entity.name),
            };
            Some(Named { word: fold(self.page.word(at)), full })
        });
        named.collect()
    }

    fn person(&mut self, at: usize) -> Option<Link> {
        let candidate = &self.candidates[at];
        let noun = fold(self.page.word(candidate.head));
        let gender = Gender::of_title(&noun);
        if candidate.article == Article::Owned
            && let Some(relation) = Relation::of(&noun)
            && let Some(owner) = self.owner(candidate)
        {
            return Some(self.relative(owner, relation, gender));
        }
        let words = self.words(candidate);
        if let Some(link) = self.office_holder(at, &words, gender) {
            return Some(link);
        }
        if candidate.article == Article::Bare {
            return None;
        }
        let here = self.spot(at).sentence;
        let is_other = words.iter().any(|it| matches!(&**it, "other" | "another" | "second" | "fellow"));
        let known = (candidate.article != Article::Indefinite && !is_other)
            .then(|| self.nouns.get(&noun))
            .flatten()
            .filter(|it| it.1.abs_diff(here) <= NOUN_MEMORY);
        let group = known.map(|it| it.0).unwrap_or_else(|| {
            let group = self.groups.nameless(EntityKind::Person);
            self.groups.learn(group, gender, 3.0);
            group
        });
        self.nouns.insert(noun, (group, here));
        Some(Link { group, confidence: Confidence::new(0.7) })
    }

    /// "the attorney general" of whom the title says it.
    fn office_holder(&self, at: usize, words: &[String], gender: Option<Gender>) -> Option<Link> {
        let candidate = &self.candidates[at];
        let office = Office::of_words(words, &[]);
        let names = self.names(candidate);
        let fits = |group: Number| gender.is_none_or(|gender| self.groups.may_be(group, gender));
        let is_start = self.spot(at).block <= LEAD && self.page.place(candidate.head).quotation == 0;
        match candidate.article {
            Article::Owned if word::is_possessive(self.page.word(candidate.tokens.start)) => None,
            Article::Definite | Article::Owned => {
                let held = self.groups.in_office(&office, &names, EntityKind::Person)?;
                let sure = if held.alone { 0.9 } else { 0.75 };
                fits(held.group).then_some(Link { group: held.group, confidence: Confidence::new(sure) })
            }
            Article::Indefinite | Article::Bare if is_start => {
                let group = self.groups.first_in_office(&office, &names).filter(|&it| fits(it))?;
                Some(Link { group, confidence: Confidence::new(0.75) })
            }
            Article::Indefinite | Article::Bare => None,
        }
    }

    /// "her husband", "Trump's wife"
    fn relative(&mut self, owner: Number, relation: Relation, gender: Option<Gender>) -> Link {
        let mut owner = owner;
        if self.groups.get(owner).entity.is_none() {
            owner = self.known_owner(owner, relation, gender);
        }
        let known = self.family.find(owner, relation, gender, |it| self.groups.get(it).leaning.gender());
        let group = match known.map(|it| self.groups.now(it)) {
            Some(group) if gender.is_none_or(|gender| self.groups.may_be(group, gender)) => group,
            _ => {
                let group = self.groups.nameless(EntityKind::Person);
                self.groups.learn(group, gender, 3.0);
                self.family.add(owner, relation, gender, group);
                group
            }
        };
        Link { group, confidence: Confidence::new(0.85) }
    }

    /// "The nominee argued. His ex-wife agreed": if the article tells of one couple only, it is this one.
    fn known_owner(&mut self, nameless: Number, relation: Relation, gender: Option<Gender>) -> Number {
        let own = self.groups.get(nameless).leaning.gender();
        let is = |group: Number, gender: Option<Gender>| {
            let group = self.groups.get(group);
            group.entity.is_some() && (gender.is_none() || group.leaning.gender().is_none_or(|it| Some(it) == gender))
        };
        let pair = self.family.only_pair(relation, |owner, relative| is(owner, own) && is(relative, gender));
        let Some((owner, _)) = pair else { return nameless };
        self.groups.merge(nameless, owner);
        owner
    }

    /// Whose a relative is: the group of the pronoun or name that the phrase begins with.
    fn owner(&self, candidate: &Candidate) -> Option<Number> {
        let tokens = candidate.tokens.clone();
        if word::is_possessive(self.page.word(tokens.start)) {
            return self.group_of_token(tokens.start);
        }
        let clitic = tokens.clone().find(|&it| word::is_clitic(self.page.word(it)))?;
        self.group_of_token(clitic.checked_sub(1)?)
    }

    /// "his wife, Melania", "Trump's divorce from wife Ivana": learns whose relative a name is.
    fn read_relative(&mut self, at: usize, group: Number) {
        if self.groups.get(group).kind != EntityKind::Person {
            return;
        }
        let start = self.candidates[at].tokens.start;
        let mut noun = start;
        if self.page.before(noun) == "," {
            noun -= 1;
        }
        if self.page.before(noun).is_empty() {
            return;
        }
        noun -= 1;
        let word = fold(self.page.word(noun));
        let Some(relation) = Relation::of(&word) else { return };
        let gender = Gender::of_title(&word);
        // Back over "former", "eldest", "ex-" to whose relative it is.
        let sentence = self.page.sentence_start(noun);
        let mut owner = None;
        let mut first = noun;
        while first > sentence.max(noun.saturating_sub(4)) {
            first -= 1;
            let word = self.page.word(first);
            if word::is_possessive(word) {
                owner = self.group_of_token(first);
                break;
            }
            if word::is_clitic(word) {
                owner = self.group_of_token(first.saturating_sub(1));
                break;
            }
            if !word::is_open(word) && word != "-" {
                first += 1;
                break;
            }
        }
        if owner.is_none() && first == noun && start == noun + 1 {
            // "with husband Lam Siu-por": of the last one named in the sentence.
            let before = (0..at).rev().take_while(|&it| self.candidates[it].head >= sentence);
            let mut people = before.filter_map(|it| self.links[it].map(|link| self.groups.now(link.group)));
            owner = people.find(|&it| self.groups.get(it).kind == EntityKind::Person && it != group);
        }
        let Some(owner) = owner.filter(|&it| it != group) else { return };
        self.groups.learn(group, gender, 2.0);
        let known = self.family.find(owner, relation, gender, |it| self.groups.get(it).leaning.gender());
        if let Some(known) = known {
            self.groups.merge(known, group);
        }
        self.family.add(owner, relation, gender, group);
    }

    fn organization(&self, at: usize) -> Option<Link> {
        let candidate = &self.candidates[at];
        if candidate.article != Article::Definite || self.page.word(candidate.tokens.start) != "the" {
            return None;
        }
        let office = Office::of_words(&self.words(candidate), &[]);
        let held = self.groups.in_office(&office, &self.names(candidate), EntityKind::Organization)?;
        let last = self.groups.get(held.group).last?;
        let near = last.sentence.abs_diff(self.spot(at).sentence) <= ORGANIZATION_MEMORY;
        let sure = if held.alone { 0.85 } else { 0.65 };
        near.then_some(Link { group: held.group, confidence: Confidence::new(sure) })
    }

    fn finish(self, quotes: &[Quote]) -> Answers {
        let entity = |link: &Link| Some((self.groups.get(link.group).entity?, link.confidence));
        let of_candidates = self.links.iter().map(|link| link.as_ref().and_then(entity)).collect();
        let of_quotes = (0..quotes.len())
            .map(|quote| {
                let head = self.speech.head(self.speech.root(quote))?;
                let at = *self.by_head.get(&head.token)?;
                let (entity, confidence) = self.links[at].as_ref().and_then(entity)?;
                let sure = match self.candidates[at].form {
                    Form::Name(_) if head.owns => Confidence::new(0.9),
                    Form::Name(_) => Confidence::new(1.0),
                    _ => confidence,
                };
                Some((entity, sure))
            })
            .collect();
        Answers { of_candidates, of_quotes }
    }
}

/// Counts are small; the precision lost past 2^24 does not matter.
#[expect(clippy::cast_precision_loss, reason = "a weight, not a position")]
fn to_f32(count: usize) -> f32 {
    count as f32
}
