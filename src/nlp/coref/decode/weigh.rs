//! The evidence for a mention standing for each of those spoken of so far.

use crate::nlp::EntityKind;
use crate::nlp::cast::word::fold;
use crate::nlp::coref::age;
use crate::nlp::coref::candidate::{Article, Candidate, CandidateForm, ListedKind, noun_at};
use crate::nlp::coref::decode::{BACK, Decoder};
use crate::nlp::coref::evidence::{Evidence, MentionFacts, Writer, class, write_kinds};
use crate::nlp::coref::grammar::GrammaticalRole;
use crate::nlp::coref::group::{Group, Number};
use crate::nlp::coref::office::{Named, Office};
use crate::nlp::evidence::share;
use crate::nlp::gender::Gender;
use crate::nlp::lexicon;
use crate::nlp::lexicon::body::Sorts;
use crate::nlp::lexicon::kin::Kin;
use crate::nlp::lexicon::origin::{self, Origin};
use crate::nlp::lexicon::pronoun::Pronoun;
use crate::nlp::quotes::QuoteCandidate as Quote;
use crate::nlp::syntax::Function;
use crate::text::Id;

/// The network's score of a pair if there is no mention to compare with.
const NEVER: f32 = -3.0;

/// How far from the head of a source an organization may be named for which its speaker may speak, in tokens.
const BESIDE: usize = 12;

/// Within how many candidates after a mention "he" follows at once.
const FOLLOWS: usize = 3;

/// What is known about a mention and the sentence around it.
#[derive(Debug)]
pub(super) struct Scene {
    pub(super) facts: MentionFacts,
    /// The folded noun.
    noun: Option<String>,
    gender: Option<Gender>,
    office: Option<(Office, Vec<Named>)>,
    /// The sorts of organizations that the noun is used for.
    sorts: Sorts,
    /// The age that the words give.
    age: Option<u32>,
    /// The origins that the words give.
    origins: Vec<Origin>,
    /// Whose quoted words contain it.
    speaker: Option<Number>,
    /// Whose quoted words contain the one around it.
    subject: Option<Number>,
    ahead: Option<Number>,
    lower: Option<Number>,
    owner: Option<Number>,
    /// For a relative: whose.
    of: Option<(Number, Kin)>,
    /// The quote whose source it is.
    quote: Option<Id<Quote>>,
    quotation: Option<usize>,
    /// Tokens of the source of the quote that contains it.
    source_at: Option<usize>,
}

/// Who with a name is the only one that may be meant.
#[derive(Debug, Clone, Copy)]
struct Alone {
    /// The only organization of the sort that the noun names.
    of_sort: Option<Number>,
    /// The only organization that is not of another sort.
    of_no_other: Option<Number>,
    /// The only one with a name.
    named: Option<Number>,
}

/// How much the network's pairs support a group.
#[derive(Debug, Clone, Copy)]
struct Likeness {
    best: f32,
    second: f32,
    first: f32,
    last: f32,
}

/// How well a noun describes what a group's names and nouns stand for.
#[derive(Debug, Clone, Copy)]
struct Fit {
    /// The score of the best of them.
    best: f32,
    /// By how much that is more than the best of all other groups.
    lead: f32,
    /// The group's probability.
    share: f32,
    /// The probability that none of those before is described.
    none: f32,
}

impl Decoder<'_> {
    /// What is known about a mention before it is decided whom it stands for.
    pub(super) fn scene(&self, at: usize) -> Scene {
        let candidate = &self.candidates[at];
        let head = candidate.head;
        let pronoun = match candidate.form {
            CandidateForm::Pronoun(pronoun) => Some(pronoun),
            _ => None,
        };
        let noun = pronoun.is_none().then(|| noun_at(self.context, head));
        let gender = match pronoun {
            Some(Pronoun::He) => Some(Gender::Male),
            Some(Pronoun::She) => Some(Gender::Female),
            _ => noun.as_deref().and_then(Gender::of_title),
        };
        let possessed = lexicon::pronoun::is_owning(self.context.word(candidate.tokens.start));
        let office = (pronoun.is_none() && !possessed).then(|| {
            let names = self.names(candidate);
            (Office::of_words(&self.words(candidate), &[]), names)
        });
        let relation = noun.as_deref().and_then(Kin::of).filter(|_| candidate.article == Article::Owned);
        let of = relation.and_then(|it| Some((self.owner(candidate)?, it)));
        let quote = self.sources.get(&at).copied();
        let quotation = self.quotation_before(at);
        let spoken = self.speech.of(head);
        let function = self.context.function(head);
        let similar = |other: &usize| {
            let other = &self.candidates[*other];
            matches!(other.form, CandidateForm::Noun)
                && noun.as_deref().is_some_and(|it| noun_at(self.context, other.head) == it)
        };
        let behind = (at + 1..self.candidates.len().min(at + BACK))
            .filter(|&it| self.candidates[it].article == Article::Definite && similar(&it))
            .count();
        let before = (at.saturating_sub(BACK)..at).filter(similar).count();
        let here = self.position(at).sentence;
        let is_followed = (at + 1..self.candidates.len().min(at + 1 + FOLLOWS)).any(|it| {
            matches!(
                self.candidates[it].form,
                CandidateForm::Pronoun(Pronoun::He | Pronoun::She | Pronoun::They)
            ) && self.position(it).sentence <= here + 1
        });
        let facts = MentionFacts {
            class: class(pronoun, candidate.article),
            kinds: candidate.kinds,
            listed: if noun.is_some() { ListedKind::of(self.context, head) } else { ListedKind::Unlisted },
            mention: self.affinity.and_then(|it| it.mention(head)).unwrap_or(0.0).clamp(-8.0, 8.0),
            is_quoted: spoken.is_some(),
            is_source: quote.is_some(),
            closes: quotation.is_some(),
            grammatical_role: self.grammatical_roles[at],
            functions: [
                function == Some(Function::Apposition),
                matches!(function, Some(Function::Compound | Function::Title)),
                function == Some(Function::Conjunct),
                function == Some(Function::NominalModifier),
            ],
            leads: head - self.context.sentence_start(head) < 3,
            block: self.context.place(head).block,
            same: (before, behind),
            is_expletive: pronoun == Some(Pronoun::It) && self.is_expletive(at),
            is_followed,
            n_options: 0,
            best: NEVER,
        };
        Scene {
            facts,
            sorts: noun.as_deref().map(lexicon::body::of_noun).unwrap_or_default(),
            age: noun.as_ref().and_then(|_| age::within(self.context, &candidate.tokens)),
            origins: if noun.is_some() { self.origins(candidate) } else { Vec::new() },
            gender,
            office,
            speaker: self.speaker(at),
            subject: self.subject_of_clause(at),
            ahead: gender.filter(|_| pronoun.is_some()).and_then(|it| self.subject_ahead(at, it)),
            lower: self.lower_subject(at),
            owner: self.owned(at).and_then(|it| self.owners.get(&it)).map(|&it| self.groups.now(it)),
            of,
            quote,
            quotation,
            source_at: spoken.and_then(|it| self.speech.head(it)).map(|it| it.token),
            noun,
        }
    }

    /// The evidence for each of the groups, and at the end the evidence for none of them.
    pub(super) fn weigh(&self, at: usize, scene: &mut Scene, options: &[Number]) -> Vec<Evidence> {
        let likeness: Vec<Likeness> = options.iter().map(|&it| self.likeness(at, it)).collect();
        let mut sorted: Vec<f32> = likeness.iter().map(|it| it.best).collect();
        sorted.sort_by(|a, b| b.total_cmp(a));
        scene.facts.n_options = options.len();
        scene.facts.best = sorted.first().copied().unwrap_or(NEVER);
        let next = |own: f32| {
            let best = sorted.first().copied().unwrap_or(NEVER);
            if own >= best { sorted.get(1).copied().unwrap_or(NEVER) } else { best }
        };
        let fits = self.fits_of_description(at, options);
        let n_fitting = options.iter().filter(|&&it| self.fits(scene, it)).count();
        let alone = self.alone(scene, options);
        let rows = options.iter().zip(&likeness).enumerate().map(|(rank, (&group, own))| {
            let mut row = self.evidence(at, scene, group, rank, *own, next(own.best), n_fitting, alone);
            write_fit(&mut row, fits.get(rank).copied());
            self.write_office(&mut row, scene, group);
            debug_assert_eq!(row.len(), crate::nlp::coref::evidence::N);
            row.finish()
        });
        let mut rows: Vec<Evidence> = rows.collect();
        let mut none = Writer::new();
        scene.facts.write(&mut none);
        none.flag(true);
        rows.push(none.finish());
        rows
    }

    /// Whether the gender of a group fits the mention.
    fn fits(&self, scene: &Scene, group: Number) -> bool {
        scene.gender.is_some() && self.groups.get(group).leaning.gender() == scene.gender
    }

    #[expect(clippy::too_many_arguments, reason = "each is a part of the evidence")]
    fn evidence(
        &self,
        at: usize,
        scene: &Scene,
        number: Number,
        rank: usize,
        own: Likeness,
        next: f32,
        n_fitting: usize,
        only: Alone,
    ) -> Writer {
        let group = self.groups.get(number);
        let (here, grammatical_role) = (self.position(at), self.grammatical_roles[at]);
        let mut row = Writer::new();
        scene.facts.write(&mut row);
        row.flag(false);
        row.flag(group.entity.is_some());
        row.one_of(
            Some(match group.kind {
                EntityKind::Person => 0,
                EntityKind::Organization => 1,
                EntityKind::Place => 2,
            }),
            3,
        );
        write_kinds(&mut row, group.kinds);
        let known = group.leaning.gender();
        row.flag(scene.gender.is_some() && known == scene.gender);
        row.flag(scene.gender.is_some() && known.is_some() && known != scene.gender);
        row.flag(scene.gender.is_some() && known.is_none());
        row.number(share(group.count, 8));
        let away = group.last.map(|it| it.sentence.abs_diff(here.sentence));
        row.one_of(away, 3);
        row.flag(away.is_some_and(|it| it > 2));
        row.number(share(away.unwrap_or(12), 12));
        row.flag(away.is_none());
        let blocks = group.last.map(|it| it.block.abs_diff(here.block));
        row.flag(blocks == Some(0));
        row.flag(blocks == Some(1));
        row.number(share(blocks.unwrap_or(6), 6));
        row.one_of(
            Some(match group.grammatical_role {
                GrammaticalRole::Subject => 0,
                GrammaticalRole::Owner => 1,
                GrammaticalRole::Modifier => 2,
                GrammaticalRole::Object | GrammaticalRole::Reflexive => 3,
            }),
            4,
        );
        let last = group.members.back().map(|&it| match self.candidates[it].form {
            CandidateForm::Name(_) | CandidateForm::Thing => 0,
            CandidateForm::Pronoun(_) => 1,
            CandidateForm::Noun | CandidateForm::OneOfTwo { .. } => 2,
        });
        row.one_of(last, 3);
        row.one_of(Some(rank.min(3)), 4);
        let candidate = &self.candidates[at];
        let carried = match candidate.form {
            CandidateForm::Pronoun(pronoun) => self.carried.get(&pronoun).map(|&it| self.groups.now(it)),
            _ => None,
        };
        row.flag(carried == Some(number));
        let is_last_source = self.last_source.map(|it| self.groups.now(it)) == Some(number);
        let speaks = scene.quote.is_some() || scene.quotation.is_some();
        row.flag(is_last_source);
        row.flag(is_last_source && speaks && scene.lower.is_none());
        row.flag(scene.speaker == Some(number));
        let is_spoken = |head: usize| {
            scene.quote.is_some() && self.speech.of(head) == scene.quote
                || scene.quotation.is_some_and(|it| self.context.place(head).quotation == it)
        };
        row.flag(speaks && self.is_named_where(is_spoken, at, number));
        let is_subject = scene.subject == Some(number);
        row.flag(is_subject);
        row.flag(is_subject && grammatical_role == GrammaticalRole::Object);
        row.flag(is_subject && grammatical_role == GrammaticalRole::Reflexive);
        row.flag(is_subject && grammatical_role == GrammaticalRole::Owner);
        row.flag(scene.ahead == Some(number));
        row.flag(scene.lower == Some(number));
        row.flag(scene.owner == Some(number));
        let held = scene.office.as_ref().and_then(|(office, names)| group.holds(office, names));
        row.flag(held == Some(true));
        row.flag(held == Some(false));
        let alone = |(office, names): &(Office, Vec<Named>)| {
            self.groups.in_office(office, names, group.kind).is_some_and(|it| it.group == number && it.alone)
        };
        row.flag(held.is_some() && scene.office.as_ref().is_some_and(alone));
        let introduced = |(office, names): &(Office, Vec<Named>)| {
            self.groups.first_in_office(office, names) == Some(number)
        };
        row.flag(scene.facts.block <= 1 && scene.office.as_ref().is_some_and(introduced));
        let is_kin = scene.of.is_some_and(|(owner, relation)| {
            let genders = |it: Number| self.groups.get(it).leaning.gender();
            self.kinship.find(owner, relation, scene.gender, genders).map(|it| self.groups.now(it))
                == Some(number)
        });
        row.flag(is_kin);
        row.flag(scene.noun.as_ref().is_some_and(|it| group.nouns.contains(it)));
        row.flag(scene.noun.as_ref().is_some_and(|it| group.name.len() > 1 && group.name.contains(it)));
        row.flag(self.holds_mention(at, number) || scene.of.is_some_and(|it| it.0 == number));
        let leads = self.groups.leads(number);
        row.flag(leads == Some(0));
        row.flag(leads.is_some());
        row.number(share(group.n_names, 8));
        let all = self.groups.n_names(group.kind).max(1);
        row.number(share(group.n_names, all));
        row.flag(scene.source_at.is_some_and(|it| self.is_beside(it, number)));
        row.flag(n_fitting == 1 && self.fits(scene, number));
        row.number(own.best / 4.0);
        row.number(own.second / 4.0);
        row.number(own.first / 4.0);
        row.number(own.last / 4.0);
        row.number((own.best - next) / 4.0);
        row.flag(self.affinity.is_some());
        self.write_told(&mut row, scene, number, only);
        row
    }

    /// Who is the only one of the options in some respect.
    fn alone(&self, scene: &Scene, options: &[Number]) -> Alone {
        let only = |is_such: &dyn Fn(&Group) -> bool| {
            let mut such = options.iter().copied().filter(|&it| {
                let group = self.groups.get(it);
                group.entity.is_some() && is_such(group)
            });
            such.next().filter(|_| such.next().is_none())
        };
        let is_body = |it: &Group| it.kind == EntityKind::Organization;
        Alone {
            of_sort: only(&|it| is_body(it) && it.sorts.meets(scene.sorts)),
            of_no_other: only(&|it| is_body(it) && (it.sorts.is_empty() || it.sorts.meets(scene.sorts))),
            named: only(&|_| true),
        }
    }

    /// What is said about the noun's referent: the sort of organization, the office, the age.
    fn write_told(&self, row: &mut Writer, scene: &Scene, number: Number, only: Alone) {
        let group = self.groups.get(number);
        let is_body = group.kind == EntityKind::Organization && !scene.sorts.is_empty();
        let meets = group.sorts.meets(scene.sorts);
        row.flag(is_body && meets);
        row.flag(is_body && !meets && !group.sorts.is_empty());
        row.flag(is_body && group.sorts.is_empty());
        row.flag(is_body && only.of_sort == Some(number));
        row.flag(is_body && only.of_no_other == Some(number));
        row.flag(scene.office.as_ref().is_some_and(|(office, _)| group.shares_office(office)));
        row.flag(only.named == Some(number));
        let is_told = scene.age.is_some() && group.kind == EntityKind::Person;
        row.flag(is_told && group.age == scene.age);
        row.flag(is_told && group.age.is_some() && group.age != scene.age);
        row.flag(is_told && group.age.is_none());
    }

    /// The network's output for the mention and those of the group.
    fn likeness(&self, at: usize, group: Number) -> Likeness {
        let mut own = Likeness { best: NEVER, second: NEVER, first: NEVER, last: NEVER };
        let Some(affinity) = self.affinity else { return own };
        let members = self.groups.get(group).members.iter().copied();
        let mut is_first = true;
        for earlier in members.filter(|&it| it < at && at - it <= BACK) {
            let Some(score) = self.pair(affinity, at, earlier) else { continue };
            let score = score.clamp(-12.0, 12.0);
            if is_first {
                own.first = score;
                is_first = false;
            }
            own.last = score;
            if score > own.best {
                (own.second, own.best) = (own.best, score);
            } else if score > own.second {
                own.second = score;
            }
        }
        own
    }

    /// Whether the noun is an office, whether the group is only known to have others, and what is said of the origin.
    fn write_office(&self, row: &mut Writer, scene: &Scene, number: Number) {
        let group = self.groups.get(number);
        let has_others = |(office, names): &(Office, Vec<Named>)| {
            group.has_offices() && group.holds(office, names).is_none()
        };
        row.flag(scene.office.as_ref().is_some_and(|(office, _)| office.is_listed()));
        row.flag(scene.office.as_ref().is_some_and(has_others));
        let is_given = !scene.origins.is_empty();
        let is_shared = scene.origins.iter().any(|it| group.origins.contains(it));
        row.flag(is_given && is_shared);
        row.flag(is_given && !is_shared && !group.origins.is_empty());
        row.flag(is_given && group.origins.is_empty());
    }

    /// The origins that a noun and the words before it give, if they have capitals: "the Danish bank".
    fn origins(&self, candidate: &Candidate) -> Vec<Origin> {
        let words = candidate.tokens.clone().filter(|&it| self.context.is_capital(it));
        words.filter_map(|it| origin::of(&fold(self.context.word(it)))).collect()
    }

    /// How well a noun describes each of the options; nothing for a pronoun, or if none of them was named or described
    /// nearby. The scores of a group's names and nouns are added up as in training, where a description chooses among
    /// all of those, and no one with a score of 0.
    fn fits_of_description(&self, at: usize, options: &[Number]) -> Vec<Fit> {
        let Some(affinity) = self.affinity else { return Vec::new() };
        if matches!(self.candidates[at].form, CandidateForm::Pronoun(_)) {
            return Vec::new();
        }
        let scores = |group: Number| {
            let members = self.groups.get(group).members.iter().copied();
            let near = members.filter(|&it| it < at && at - it <= BACK);
            near.filter_map(|it| self.description(affinity, at, it)).map(|it| it.clamp(-12.0, 12.0))
        };
        let bests: Vec<f32> = options.iter().map(|&it| scores(it).fold(NEVER, f32::max)).collect();
        let weights: Vec<f32> = options.iter().map(|&it| scores(it).map(f32::exp).sum()).collect();
        let all: f32 = 1.0 + weights.iter().sum::<f32>();
        if all <= 1.0 {
            return Vec::new();
        }
        let highest = bests.iter().copied().fold(NEVER, f32::max);
        let leader = bests.iter().position(|it| it.total_cmp(&highest).is_eq());
        let second = bests.iter().enumerate().filter(|it| Some(it.0) != leader).map(|it| *it.1);
        let second = second.fold(NEVER, f32::max);
        let fit = |(rank, (&best, &weight)): (usize, (&f32, &f32))| Fit {
            best,
            lead: best - if Some(rank) == leader { second } else { highest },
            share: weight / all,
            none: 1.0 / all,
        };
        bests.iter().zip(&weights).enumerate().map(fit).collect()
    }

    /// "his wife" is not him: whether a mention of the group is inside the words of the candidate.
    fn holds_mention(&self, at: usize, group: Number) -> bool {
        let tokens = &self.candidates[at].tokens;
        let before = (at.saturating_sub(FOLLOWS)..at).rev();
        before
            .take_while(|&it| self.candidates[it].head >= tokens.start)
            .any(|it| self.links[it].is_some_and(|link| self.groups.now(link.group) == group))
    }

    /// Whether the group is named in or directly after a source: "said Ann Lee, who runs Acme".
    fn is_beside(&self, source: usize, group: Number) -> bool {
        let members = self.groups.get(group).members.iter();
        members.rev().take(3).any(|&it| {
            let head = self.candidates[it].head;
            head.abs_diff(source) <= BESIDE
                && self.context.place(head).sentence == self.context.place(source).sentence
                && self.context.place(head).quotation == 0
        })
    }
}

/// Writes how well a noun describes someone.
fn write_fit(row: &mut Writer, fit: Option<Fit>) {
    row.number(fit.map_or(0.0, |it| it.best / 4.0));
    row.number(fit.map_or(0.0, |it| it.lead / 4.0));
    row.number(fit.map_or(0.0, |it| it.share));
    row.number(fit.map_or(0.0, |it| it.none));
    row.flag(fit.is_some());
}
