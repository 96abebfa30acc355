//! The pass from left to right that assigns each candidate to a group.

mod adopt;
mod clause;
mod relative;
mod weigh;

use std::collections::HashMap;

use crate::nlp::Confidence;
use crate::nlp::cast::Cast;
use crate::nlp::cast::word::fold;
use crate::nlp::coref::affinity::{Affinity, Kinds};
use crate::nlp::coref::age;
use crate::nlp::coref::candidate::{Article, Candidate, CandidateForm, noun_at};
use crate::nlp::coref::evidence::Evidence;
use crate::nlp::coref::feature::{self, Shape};
use crate::nlp::coref::grammar::{self, GrammaticalRole};
use crate::nlp::coref::group::{Groups, Identity, Number, TextPosition};
use crate::nlp::coref::kin::Kinship;
use crate::nlp::coref::office::Office;
use crate::nlp::coref::ranker::Ranker;
use crate::nlp::coref::speech::Speech;
use crate::nlp::coref::token_context::TokenContext;
use crate::nlp::gender::Gender;
use crate::nlp::lexicon;
use crate::nlp::lexicon::origin;
use crate::nlp::lexicon::pronoun::Pronoun;
use crate::nlp::quotes::QuoteCandidate as Quote;
use crate::text::Id;

/// How far back a mention is compared with others, in candidates; the same as in training.
const BACK: usize = 150;

/// How many of the entities without a name can be meant.
const UNNAMED: usize = 10;

/// The confidence is no higher than this if a noun means one of two with the same office.
const OF_TWO: f32 = 0.6;

/// How many blocks at the start of an article have nouns that may stand for someone who is named later.
const LEAD: usize = 1;

/// Decides whom a mention stands for.
pub(super) trait Judge {
    /// The number of the chosen option, each with its evidence, and the confidence in it. The last option is "none of
    /// those spoken of so far"; `groups` are those of the others.
    fn choose(&mut self, at: usize, groups: &[Number], options: &[Evidence]) -> (usize, f32);

    /// Tells the judge that a candidate was assigned to a group.
    fn told(&mut self, at: usize, group: Number);
}

/// Judges by what was learned.
struct Learned<'r>(&'r Ranker);

impl Judge for Learned<'_> {
    fn choose(&mut self, _: usize, _: &[Number], options: &[Evidence]) -> (usize, f32) {
        self.0.choose(options)
    }

    fn told(&mut self, _: usize, _: Number) {}
}

/// Whom the candidates and quotes stand for.
#[derive(Debug, Default)]
pub(super) struct Answers {
    /// For each candidate: its group, and the confidence in that.
    pub(super) of_candidates: Vec<Option<(Number, Confidence)>>,
    /// For each quote: the candidate that heads its source, and the confidence that it speaks.
    pub(super) sources: Vec<Option<(usize, f32)>>,
    /// For each group: the member of the cast, or what an entity without a name is.
    groups: Vec<Identity>,
}

impl Answers {
    /// Who a group is.
    pub(super) fn identity(&self, group: Number) -> Identity {
        self.groups[group.to_usize()]
    }
}

/// Assigns each candidate to the group that it stands for, if any.
pub(super) fn decode(
    context: &TokenContext<'_>,
    cast: &Cast,
    candidates: &[Candidate],
    speech: &Speech,
    affinity: Option<Affinity<'_>>,
    ranker: &Ranker,
) -> Answers {
    judged(context, cast, candidates, speech, affinity, &mut Learned(ranker))
}

/// The same with another judge.
pub(super) fn judged(
    context: &TokenContext<'_>,
    cast: &Cast,
    candidates: &[Candidate],
    speech: &Speech,
    affinity: Option<Affinity<'_>>,
    judge: &mut dyn Judge,
) -> Answers {
    let mut decoder = Decoder::new(context, cast, candidates, speech, affinity);
    for at in decoder.order() {
        decoder.read(at, judge);
    }
    decoder.finish()
}

/// What a candidate was assigned to.
#[derive(Debug, Clone, Copy)]
struct Link {
    group: Number,
    confidence: Confidence,
}

struct Decoder<'a> {
    context: &'a TokenContext<'a>,
    cast: &'a Cast,
    candidates: &'a [Candidate],
    speech: &'a Speech,
    affinity: Option<Affinity<'a>>,
    shapes: Vec<Shape>,
    grammatical_roles: Vec<GrammaticalRole>,
    /// The candidate that each token heads, if it heads one.
    by_head: HashMap<usize, usize>,
    /// The candidates that head a source.
    sources: HashMap<usize, Id<Quote>>,
    groups: Groups,
    kinship: Kinship,
    links: Vec<Option<Link>>,
    last_source: Option<Number>,
    /// Whom the last pronoun of each kind stood for.
    carried: HashMap<Pronoun, Number>,
    /// The owner of a noun the last time that a pronoun owned it: "her office".
    owners: HashMap<(Pronoun, String), Number>,
}

impl<'a> Decoder<'a> {
    fn new(
        context: &'a TokenContext<'a>,
        cast: &'a Cast,
        candidates: &'a [Candidate],
        speech: &'a Speech,
        affinity: Option<Affinity<'a>>,
    ) -> Self {
        let by_head: HashMap<usize, usize> =
            candidates.iter().enumerate().map(|(at, candidate)| (candidate.head, at)).collect();
        let speakers = speech.sources().filter(|(_, head)| !head.owns);
        let sources =
            speakers.filter_map(|(quote, head)| Some((*by_head.get(&head.token)?, quote))).collect();
        let mut grammatical_roles: Vec<GrammaticalRole> =
            candidates.iter().map(|it| grammar::grammatical_role(context, it)).collect();
        for &at in HashMap::keys(&sources) {
            grammatical_roles[at] = GrammaticalRole::Subject; // "said Flynn"
        }
        Self {
            context,
            cast,
            candidates,
            speech,
            affinity,
            shapes: candidates.iter().map(|it| Shape::of(context, it.head)).collect(),
            grammatical_roles,
            by_head,
            sources,
            groups: Groups::of(cast),
            kinship: Kinship::default(),
            links: vec![None; candidates.len()],
            last_source: None,
            carried: HashMap::new(),
            owners: HashMap::new(),
        }
    }

    /// The candidates in reading order: what is said comes after who says it.
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

    fn read(&mut self, at: usize, judge: &mut dyn Judge) {
        let link = match self.candidates[at].form {
            CandidateForm::Name(name) => {
                let group = Groups::of_entity(self.cast.mentions[name].entity);
                self.read_relative(at, group);
                Some(Link { group, confidence: self.cast.mentions[name].confidence })
            }
            CandidateForm::Pronoun(Pronoun::You | Pronoun::Other) => None,
            CandidateForm::Thing => Some(self.open(Kinds { thing: 1.0, ..Kinds::default() }, None)),
            CandidateForm::OneOfTwo { is_first } => self.one_of_two(at, is_first),
            CandidateForm::Pronoun(_) | CandidateForm::Noun => self.rank(at, judge),
        };
        let Some(link) = link else { return };
        judge.told(at, link.group);
        let candidate = &self.candidates[at];
        let noun = (candidate.form == CandidateForm::Noun).then(|| noun_at(self.context, candidate.head));
        self.groups.touch(link.group, at, self.position(at), self.grammatical_roles[at], noun);
        let age = match candidate.form {
            CandidateForm::Name(_) => age::beside(self.context, &candidate.tokens),
            _ => age::within(self.context, &candidate.tokens),
        };
        self.groups.learn_age(link.group, age);
        self.links[at] = Some(link);
        if let CandidateForm::Pronoun(pronoun) = candidate.form {
            self.carried.insert(pronoun, link.group);
        }
        if let Some(owned) = self.owned(at) {
            self.owners.insert(owned, link.group);
        }
        if self.sources.contains_key(&at) {
            self.last_source = Some(link.group);
        }
    }

    /// Opens a group for a person or thing without a name.
    fn open(&mut self, kinds: Kinds, gender: Option<Gender>) -> Link {
        let group = self.groups.unnamed(kinds);
        self.groups.learn(group, gender, 3.0);
        Link { group, confidence: Confidence::new(0.7) }
    }

    /// Asks the judge whom a pronoun or noun stands for.
    fn rank(&mut self, at: usize, judge: &mut dyn Judge) -> Option<Link> {
        let mut scene = self.scene(at);
        let options = self.options(at);
        let evidence = self.weigh(at, &mut scene, &options);
        let (chosen, sure) = judge.choose(at, &options, &evidence);
        let candidate = &self.candidates[at];
        let gender = match candidate.form {
            CandidateForm::Pronoun(Pronoun::He) => Some(Gender::Male),
            CandidateForm::Pronoun(Pronoun::She) => Some(Gender::Female),
            _ => Gender::of_title(&fold(self.context.word(candidate.head))),
        };
        let group = match (options.get(chosen), candidate.form) {
            (Some(&group), _) => group,
            (None, CandidateForm::Noun) => {
                let link = self.open(candidate.kinds, gender);
                let confidence = Confidence::new(sure);
                self.know_relative(at, link.group);
                return Some(Link { confidence, ..link });
            }
            (None, CandidateForm::Pronoun(Pronoun::He | Pronoun::She)) => {
                return Some(self.open(Kinds { person: 1.0, ..Kinds::default() }, gender));
            }
            (None, _) => return None,
        };
        self.groups.learn(group, gender, 1.0);
        self.know_relative(at, group);
        let sure = if self.is_of_two(at, group) { sure.min(OF_TWO) } else { sure };
        Some(Link { group, confidence: Confidence::new(sure) })
    }

    /// "Senator Lee came. Senator Ito left. The senator": whether another one has the office and was mentioned just
    /// before.
    fn is_of_two(&self, at: usize, group: Number) -> bool {
        let candidate = &self.candidates[at];
        if candidate.form != CandidateForm::Noun || candidate.article == Article::Owned {
            return false;
        }
        let (office, names) = (Office::of_words(&self.words(candidate), &[]), self.names(candidate));
        let row = self.groups.get(group);
        row.holds(&office, &names).is_some() && self.groups.in_office(&office, &names, row.kind).is_none()
    }

    /// The groups that a mention may stand for, most recently mentioned first.
    fn options(&self, at: usize) -> Vec<Number> {
        let candidate = &self.candidates[at];
        let kinds = candidate.kinds;
        let may = |number: Number, gender: Gender| self.groups.may_be(number, gender);
        let unnamed = |fits: &dyn Fn(Kinds) -> f32| -> Vec<Number> {
            let fitting = self.groups.without_name().filter(|&it| fits(self.groups.get(it).kinds) > 0.2);
            fitting.take(UNNAMED).collect()
        };
        let organizations = || self.groups.organizations();
        let mut found: Vec<Number> = match candidate.form {
            CandidateForm::Pronoun(Pronoun::I) => self.speaker(at).into_iter().collect(),
            CandidateForm::Pronoun(pronoun @ (Pronoun::He | Pronoun::She)) => {
                let gender = if pronoun == Pronoun::He { Gender::Male } else { Gender::Female };
                let ahead = self.subject_ahead(at, gender);
                let people = self.groups.people().chain(ahead).chain(unnamed(&|it| it.person));
                people.filter(|&it| may(it, gender)).collect()
            }
            CandidateForm::Pronoun(Pronoun::It) if self.is_expletive(at) => Vec::new(),
            CandidateForm::Pronoun(Pronoun::It) => {
                let others = unnamed(&|it| it.organization + it.place + it.thing);
                organizations().chain(self.groups.places()).chain(others).collect()
            }
            CandidateForm::Pronoun(Pronoun::They) => {
                let others = unnamed(&|it| it.people + it.organization + it.thing);
                organizations().chain(others).collect()
            }
            CandidateForm::Pronoun(_) => {
                let others = unnamed(&|it| it.people + it.organization);
                organizations()
                    .chain(self.speaker(at))
                    .chain(self.groups.places().take(2))
                    .chain(others)
                    .collect()
            }
            _ => {
                let noun = noun_at(self.context, candidate.head);
                let gender = Gender::of_title(&noun);
                let mut found = Vec::new();
                if kinds.person > 0.15 {
                    found.extend(self.groups.people());
                }
                if kinds.organization + kinds.people > 0.15 {
                    found.extend(self.groups.organizations());
                }
                if kinds.place > 0.15 {
                    found.extend(self.groups.places());
                }
                found.extend(unnamed(&|it| {
                    it.person * kinds.person
                        + it.people * kinds.people
                        + it.organization * (kinds.organization + kinds.people)
                        + it.place * kinds.place
                        + it.thing * kinds.thing
                }));
                found.extend(self.introduced(at));
                // "Lee was shot. The attacker fled": none of the named people, unless he was called that.
                if lexicon::role::is_unknown(&noun) {
                    found.retain(|&it| {
                        let group = self.groups.get(it);
                        group.entity.is_none() || group.nouns.contains(&noun)
                    });
                }
                // "The Norwegian" is the one who is called Norwegian, if anyone is, and never one from elsewhere.
                if let Some(origin) = origin::of(&noun).filter(|_| self.context.is_capital(candidate.head)) {
                    let is_told = |it: &Number| self.groups.get(*it).origins.contains(&origin);
                    let is_open = |it: &Number| self.groups.get(*it).origins.is_empty();
                    let one_is_told = found.iter().any(is_told);
                    found.retain(|it| is_told(it) || !one_is_told && is_open(it));
                }
                found.retain(|&it| gender.is_none_or(|gender| may(it, gender)));
                found
            }
        };
        // "Lane hired him": not himself.
        if self.grammatical_roles[at] == GrammaticalRole::Object
            && let Some(subject) = self.subject_of_clause(at)
        {
            found.retain(|&it| it != subject);
        }
        let mut seen = Vec::with_capacity(found.len());
        found.retain(|it| {
            !seen.contains(it) && {
                seen.push(*it);
                true
            }
        });
        found.sort_by_key(|&it| std::cmp::Reverse(self.groups.get(it).members.back().copied()));
        found
    }

    /// Who may be meant by a noun at the start of an article that names the person later: "a judge has ruled", said
    /// of Justice Lane. Only someone with that office: "a man said" is no known person.
    fn introduced(&self, at: usize) -> Option<Number> {
        let candidate = &self.candidates[at];
        if self.position(at).block > LEAD || candidate.article == Article::Owned {
            return None;
        }
        let office = Office::of_words(&self.words(candidate), &[]);
        self.groups.first_in_office(&office, &self.names(candidate))
    }

    fn position(&self, at: usize) -> TextPosition {
        let place = self.context.place(self.candidates[at].head);
        TextPosition { sentence: place.sentence, block: place.block }
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

    fn pair(&self, affinity: Affinity<'_>, later: usize, earlier: usize) -> Option<f32> {
        let rows = feature::rows(self.context, (later, self.shapes[later]), (earlier, self.shapes[earlier]));
        affinity.pair(self.candidates[later].head, self.candidates[earlier].head, &rows)
    }

    /// The network's score for a noun to describe what an earlier name or noun stands for.
    fn description(&self, affinity: Affinity<'_>, later: usize, earlier: usize) -> Option<f32> {
        let rows = feature::rows(self.context, (later, self.shapes[later]), (earlier, self.shapes[earlier]));
        affinity.description(self.candidates[later].head, self.candidates[earlier].head, &rows)
    }

    fn finish(mut self) -> Answers {
        self.adopt();
        let now = |link: &Link| (self.groups.now(link.group), link.confidence);
        let sources = self.speech.ids().map(|quote| {
            let head = self.speech.head(self.speech.root(quote))?;
            Some((*self.by_head.get(&head.token)?, head.sure))
        });
        Answers {
            of_candidates: self.links.iter().map(|link| link.as_ref().map(now)).collect(),
            sources: sources.collect(),
            groups: self.groups.identities(),
        }
    }
}
