//! The pass from left to right that gives each candidate a group.

mod adopt;
mod it;
mod noun;
mod pronoun;

use std::collections::HashMap;

use crate::nlp::cast::Cast;
use crate::nlp::coref::affinity::Affinity;
use crate::nlp::coref::candidate::{Candidate, Form};
use crate::nlp::coref::feature::{self, Shape};
use crate::nlp::coref::grammar::{self, Part};
use crate::nlp::coref::group::{Groups, Number, Spot};
use crate::nlp::coref::kin::Family;
use crate::nlp::coref::page::Page;
use crate::nlp::coref::speech::Speech;
use crate::nlp::gender::Gender;
use crate::nlp::pronoun::Pronoun;
use crate::nlp::quotes::Candidate as Quote;
use crate::nlp::{Confidence, Entity};
use crate::text::Id;

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
    pub(super) const NAMED: f32 = 0.2;
    pub(super) const CARRIED: f32 = 0.8;
    /// "he said" after what another has said
    pub(super) const LAST_SOURCE: f32 = 1.5;
    /// He inside a quotation, or spoken of in what he says.
    pub(super) const NOT_SPEAKER: f32 = -3.0;
    /// "her office" after "her office": what was hers is hers still.
    pub(super) const SAME_POSSESSION: f32 = 2.5;
    /// "Flynn told him"
    pub(super) const OWN_OBJECT: f32 = -3.0;
    /// "Flynn hurt himself"
    pub(super) const REFLEXIVE: f32 = 2.0;
    /// "Asked whether he would run, Sessions said"
    pub(super) const AHEAD: f32 = 0.5;
    /// "Flynn said Trump was right when he"
    pub(super) const LOWER_SUBJECT: f32 = 0.4;
    /// The network's score where there is no mention to compare with.
    pub(super) const NEVER: f32 = -3.0;
    /// What the network's score of a pair counts.
    pub(super) const AFFINITY: f32 = 0.8;
    /// The least score for someone without a name to be a named one nearby.
    pub(super) const ADOPTED: f32 = 0.0;
    /// The same for someone of whom there are only nouns: "the Russian envoy".
    pub(super) const ADOPTED_NOUN: f32 = 1.0;
    /// How far a named person must be above all others for a noun.
    pub(super) const CLEAR_NOUN: f32 = 1.0;
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
    /// Whose a noun was when a pronoun last owned it: "her office".
    owners: HashMap<(Pronoun, String), Number>,
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
        let sources =
            speakers.filter_map(|(quote, head)| Some((*by_head.get(&head.token)?, quote))).collect();
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
            owners: HashMap::new(),
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
                let group = Groups::of_entity(self.cast.mentions[name].entity);
                self.read_relative(at, group);
                self.recognize(at, group);
                Some(Link { group, confidence: self.cast.mentions[name].confidence })
            }
            Form::Pronoun(Pronoun::He) => Some(self.third_person(at, Pronoun::He, Gender::Male)),
            Form::Pronoun(Pronoun::She) => Some(self.third_person(at, Pronoun::She, Gender::Female)),
            Form::Pronoun(Pronoun::I) => self.first_person(at),
            Form::Pronoun(Pronoun::It) => self.it(at),
            Form::Pronoun(_) | Form::Thing => None,
            Form::Person => self.person(at),
            Form::Organization => self.organization(at),
            Form::OneOfTwo { is_first } => self.one_of_two(at, is_first),
        };
        let Some(link) = link else { return };
        let part = self.parts[at];
        self.groups.touch(link.group, at, self.spot(at), part);
        self.links[at] = Some(link);
        if let Form::Pronoun(pronoun @ (Pronoun::He | Pronoun::She | Pronoun::It)) = self.candidates[at].form
        {
            self.carried.insert(pronoun, link.group);
        }
        if let Some(owned) = self.owned(at) {
            self.owners.insert(owned, link.group);
        }
        if self.sources.contains_key(&at) {
            self.last_source = Some(link.group);
        }
    }

    fn spot(&self, at: usize) -> Spot {
        let place = self.page.place(self.candidates[at].head);
        Spot { sentence: place.sentence, block: place.block }
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

    fn finish(mut self, quotes: &[Quote]) -> Answers {
        self.adopt();
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
