//! Who has been spoken of so far: groups of candidates that stand for one entity, with a name or without.

use std::collections::{HashMap, VecDeque};

use crate::nlp::cast::Cast;
use crate::nlp::cast::word::folded_words;
use crate::nlp::coref::affinity::Kinds;
use crate::nlp::coref::grammar::GrammaticalRole;
use crate::nlp::coref::office::{Key, Named, Office};
use crate::nlp::gender::{Gender, Leaning};
use crate::nlp::lexicon;
use crate::nlp::lexicon::body::Sorts;
use crate::nlp::lexicon::origin::{self, Origin};
use crate::nlp::{Entity, EntityKind};
use crate::text::{Id, Table};

/// How many of the entities of a kind that were mentioned last may be meant.
const RECENT: usize = 12;

/// How many of the places that were mentioned last may be meant.
const RECENT_PLACES: usize = 4;

/// How many mentions of a group are compared with a later one: the first and the last ones.
const FIRST_MEMBERS: usize = 2;
const LAST_MEMBERS: usize = 6;

/// How many of those named in the headline and the lead may be meant, however far away they are.
const LEADING: usize = 6;

/// How many holders of one office are distinguished.
const COLLEAGUES: usize = 16;

/// If two holders of an office are mentioned within this many sentences, the office means neither of them.
const TOGETHER: usize = 1;

/// How many entities with an office are known before they are mentioned.
const INTRODUCED: usize = 3;

/// The number of a group.
pub(super) type Number = Id<Group>;

/// Who a group is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Identity {
    Entity(Id<Entity>),
    Unnamed,
}

/// A position in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextPosition {
    pub(super) sentence: usize,
    pub(super) block: usize,
}

/// Candidates that stand for one entity.
#[derive(Debug)]
pub(super) struct Group {
    /// The member of the cast, if it is one.
    pub(super) entity: Option<Id<Entity>>,
    /// Its kind; for an entity without a name, what the first noun most likely stands for.
    pub(super) kind: EntityKind,
    /// What the first noun of an entity without a name stands for.
    pub(super) kinds: Kinds,
    pub(super) leaning: Leaning,
    /// The number of mentions so far.
    pub(super) count: usize,
    /// The number of names in the whole article.
    pub(super) n_names: usize,
    /// The last mention.
    pub(super) last: Option<TextPosition>,
    /// Its most prominent role in the sentence of the last mention.
    pub(super) grammatical_role: GrammaticalRole,
    /// The numbers of the first and last candidates, for pairs.
    pub(super) members: VecDeque<usize>,
    /// The folded heads of its nouns.
    pub(super) nouns: Vec<String>,
    /// The folded words of its name.
    pub(super) name: Vec<String>,
    /// The sorts of organizations that its name, descriptions and nouns so far suggest.
    pub(super) sorts: Sorts,
    /// How old the person is, in years, if that was mentioned.
    pub(super) age: Option<u32>,
    /// The origins that its descriptions and, for an organization, its name tell.
    pub(super) origins: Vec<Origin>,
    offices: Vec<Office>,
}

/// All groups.
#[derive(Debug)]
pub(super) struct Groups {
    rows: Table<Group>,
    /// How many names the whole article has for each kind of entity.
    n_names: HashMap<EntityKind, usize>,
    /// The group that another one has turned out to be.
    merged: HashMap<Number, Number>,
    people: VecDeque<Number>,
    organizations: VecDeque<Number>,
    places: VecDeque<Number>,
    /// Those without a name.
    unnamed: VecDeque<Number>,
    leading: Vec<Number>,
    by_office: HashMap<Key, Vec<Number>>,
    /// The first people in the article who have an office.
    introduced: HashMap<Key, Vec<Number>>,
}

impl Groups {
    /// One for each entity; no one has been mentioned yet.
    pub(super) fn of(cast: &Cast) -> Self {
        let rows = cast.entities.iter().map(|(id, entity)| {
            let profile = cast.profiles.get(id.to_usize()).cloned().unwrap_or_default();
            let mut offices: Vec<Office> = profile.offices.iter().map(|it| Office::of(it)).collect();
            if entity.kind == EntityKind::Organization && entity.name.contains(' ') {
                offices.push(Office::of(&entity.name)); // "the fund" of the International Monetary Fund
            }
            let name = folded_words(&entity.name);
            let own = name.iter().filter(|_| entity.kind == EntityKind::Organization).cloned();
            let told = profile.offices.iter().flat_map(|it| folded_words(it)).chain(own);
            Group {
                origins: told.filter_map(|it| origin::of(&it)).collect(),
                leaning: profile.leaning,
                sorts: sorts(entity.kind, &name, &profile.offices),
                offices,
                n_names: entity.mentions.len(),
                name,
                ..Group::new(Some(id), entity.kind)
            }
        });
        let rows: Table<Group> = rows.collect();
        let mut n_names = HashMap::new();
        for row in rows.rows() {
            *n_names.entry(row.kind).or_default() += row.n_names;
        }
        let mut introduced: HashMap<Key, Vec<Number>> = HashMap::new();
        for (number, row) in rows.iter().filter(|it| it.1.kind == EntityKind::Person) {
            for key in row.offices.iter().flat_map(|it| &it.keys) {
                let first = introduced.entry(key.clone()).or_default();
                if first.len() < INTRODUCED && !first.contains(&number) {
                    first.push(number);
                }
            }
        }
        Self {
            rows,
            n_names,
            introduced,
            merged: HashMap::new(),
            people: VecDeque::new(),
            organizations: VecDeque::new(),
            places: VecDeque::new(),
            unnamed: VecDeque::new(),
            leading: Vec::new(),
            by_office: HashMap::new(),
        }
    }

    /// The group of an entity.
    pub(super) fn of_entity(entity: Id<Entity>) -> Number {
        Id::new(entity.to_usize())
    }

    /// Opens a group for an entity without a name.
    pub(super) fn unnamed(&mut self, kinds: Kinds) -> Number {
        let someone = kinds.person + kinds.people;
        let kind = if someone >= kinds.organization && someone >= kinds.place {
            EntityKind::Person
        } else if kinds.organization >= kinds.place {
            EntityKind::Organization
        } else {
            EntityKind::Place
        };
        self.rows.push(Group { kinds, ..Group::new(None, kind) })
    }

    /// The group that a number stands for now.
    pub(super) fn now(&self, number: Number) -> Number {
        self.merged.get(&number).copied().unwrap_or(number)
    }

    /// Who each group is.
    pub(super) fn identities(&self) -> Vec<Identity> {
        let of = |row: &Group| row.entity.map_or(Identity::Unnamed, Identity::Entity);
        self.rows.rows().iter().map(of).collect()
    }

    /// The group with a number.
    pub(super) fn get(&self, number: Number) -> &Group {
        &self.rows[self.now(number)]
    }

    /// Merges a nameless group with an entity that it turned out to be.
    pub(super) fn merge(&mut self, nameless: Number, named: Number) {
        let (nameless, named) = (self.now(nameless), self.now(named));
        if nameless == named || self.rows[nameless].entity.is_some() || self.rows[named].entity.is_none() {
            return;
        }
        self.merged.insert(nameless, named);
        self.unnamed.retain(|&it| it != nameless);
        let members = std::mem::take(&mut self.rows[nameless].members);
        self.rows[named].count += self.rows[nameless].count;
        for member in members {
            self.rows[named].add(member);
        }
    }

    /// Whether "he" or "she" may be meant, as far as the gender is known.
    pub(super) fn may_be(&self, number: Number, gender: Gender) -> bool {
        self.get(number).leaning.gender().is_none_or(|it| it == gender)
    }

    /// Whether two groups may be one person, as far as the gender is known.
    pub(super) fn may_be_one(&self, a: Number, b: Number) -> bool {
        self.get(a).leaning.gender().is_none_or(|it| self.may_be(b, it))
    }

    /// Learns the age from a name or noun.
    pub(super) fn learn_age(&mut self, number: Number, age: Option<u32>) {
        let now = self.now(number);
        self.rows[now].age = age.or(self.rows[now].age);
    }

    /// Learns the gender from a pronoun.
    pub(super) fn learn(&mut self, number: Number, gender: Option<Gender>, weight: f32) {
        let now = self.now(number);
        self.rows[now].leaning.count(gender, weight);
    }

    /// Records that the group is mentioned, by a noun with this folded head or otherwise.
    pub(super) fn touch(
        &mut self,
        number: Number,
        candidate: usize,
        position: TextPosition,
        grammatical_role: GrammaticalRole,
        noun: Option<String>,
    ) {
        let number = self.now(number);
        let row = &mut self.rows[number];
        let same = row.last.is_some_and(|it| it.sentence == position.sentence);
        row.grammatical_role =
            if same { best(row.grammatical_role, grammatical_role) } else { grammatical_role };
        row.count += 1;
        row.last = Some(position);
        row.add(candidate);
        if let Some(noun) = noun.filter(|it| row.nouns.len() < RECENT && !row.nouns.contains(it)) {
            row.sorts = row.sorts | lexicon::body::of_noun(&noun);
            row.nouns.push(noun);
        }
        let (list, most) = match row.kind {
            _ if row.entity.is_none() => (&mut self.unnamed, 2 * RECENT),
            EntityKind::Person => (&mut self.people, RECENT),
            EntityKind::Organization => (&mut self.organizations, RECENT),
            EntityKind::Place => (&mut self.places, RECENT_PLACES),
        };
        list.retain(|&it| it != number);
        list.push_front(number);
        list.truncate(most);
        if row.kind == EntityKind::Person
            && row.entity.is_some()
            && position.block < 3
            && self.leading.len() < LEADING
            && !self.leading.contains(&number)
        {
            self.leading.push(number);
        }
        for key in row.offices.iter().flat_map(|it| &it.keys) {
            let colleagues = self.by_office.entry(key.clone()).or_default();
            colleagues.retain(|&it| it != number);
            colleagues.push(number);
            if colleagues.len() > COLLEAGUES {
                colleagues.remove(0);
            }
        }
    }

    /// The people with a name who may be meant, most recent first.
    pub(super) fn people(&self) -> impl Iterator<Item = Number> + '_ {
        let leading = self.leading.iter().filter(|it| !self.people.contains(it));
        self.people.iter().chain(leading).copied()
    }

    /// Those without a name who were mentioned last, most recent first.
    pub(super) fn without_name(&self) -> impl Iterator<Item = Number> + '_ {
        self.unnamed.iter().copied()
    }

    /// The places mentioned last, most recent first.
    pub(super) fn places(&self) -> impl Iterator<Item = Number> + '_ {
        self.places.iter().copied()
    }

    /// How many names the whole article has for each kind of entity.
    pub(super) fn n_names(&self, kind: EntityKind) -> usize {
        self.n_names.get(&kind).copied().unwrap_or_default()
    }

    /// The position of a person among those named first, if the person is one of them.
    pub(super) fn leads(&self, number: Number) -> Option<usize> {
        self.leading.iter().position(|&it| it == number)
    }

    /// The person named first.
    pub(super) fn first_person(&self) -> Option<Number> {
        self.leading.first().copied()
    }

    /// The organizations mentioned last, most recent first.
    pub(super) fn organizations(&self) -> impl Iterator<Item = Number> + '_ {
        self.organizations.iter().copied()
    }

    /// Whom a description stands for: the most recent one with that office, preferably one described by no other
    /// word; no one if another one of them was mentioned just before.
    pub(super) fn in_office(&self, office: &Office, names: &[Named], kind: EntityKind) -> Option<Held> {
        let mut found: Vec<(bool, usize, Number)> = Vec::new();
        for &number in office.keys.iter().filter_map(|key| self.by_office.get(key)).flatten() {
            let row = &self.rows[number];
            let Some(is_exact) = row.holds(office, names).filter(|_| row.kind == kind) else { continue };
            if !found.iter().any(|it| it.2 == number) {
                found.push((is_exact, row.last.map_or(0, |position| position.sentence), number));
            }
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        let &(is_exact, sentence, group) = found.first()?;
        let next = found.get(1).filter(|it| it.0 == is_exact);
        let is_clear = next.is_none_or(|it| it.1 + TOGETHER < sentence);
        is_clear.then_some(Held { group, alone: found.len() == 1 })
    }

    /// Whom an indefinite description at the start of an article introduces: the first one in it who has the office.
    pub(super) fn first_in_office(&self, office: &Office, names: &[Named]) -> Option<Number> {
        let introduced = office.keys.iter().filter_map(|key| self.introduced.get(key)).flatten().copied();
        let mut fitting = introduced.filter(|&it| self.rows[it].holds(office, names).is_some());
        let first = fitting.next()?;
        fitting.all(|it| it == first).then_some(first)
    }
}

/// The holder of an office.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub(super) group: Number,
    /// Whether no one else has it.
    pub(super) alone: bool,
}

impl Group {
    /// Whether the group has an office, and if so, whether it is described by no other word.
    pub(super) fn holds(&self, office: &Office, names: &[Named]) -> Option<bool> {
        let shares = |held: &&Office| held.keys.iter().any(|key| office.keys.contains(key));
        let held = self.offices.iter().filter(shares).filter(|held| office.is_within(held, names));
        held.map(|held| held.others.len() == office.others.len()).max()
    }

    /// Whether any office of theirs is known.
    pub(super) fn has_offices(&self) -> bool {
        !self.offices.is_empty()
    }

    /// Whether the group has an office with this name, whatever else is said about it: "the former teacher" for a
    /// retired one.
    pub(super) fn shares_office(&self, office: &Office) -> bool {
        self.offices.iter().any(|held| held.keys.iter().any(|key| office.keys.contains(key)))
    }

    fn new(entity: Option<Id<Entity>>, kind: EntityKind) -> Self {
        let (leaning, grammatical_role) = (Leaning::default(), GrammaticalRole::Object);
        Self {
            entity,
            kind,
            kinds: Kinds::default(),
            leaning,
            count: 0,
            n_names: 0,
            last: None,
            grammatical_role,
            members: VecDeque::new(),
            nouns: Vec::new(),
            name: Vec::new(),
            sorts: Sorts::default(),
            age: None,
            origins: Vec::new(),
            offices: Vec::new(),
        }
    }

    fn add(&mut self, candidate: usize) {
        self.members.push_back(candidate);
        if self.members.len() > FIRST_MEMBERS + LAST_MEMBERS {
            self.members.remove(FIRST_MEMBERS);
        }
    }
}

/// The sorts of organizations that an organization's name and descriptions suggest.
fn sorts(kind: EntityKind, name: &[String], descriptions: &[String]) -> Sorts {
    if kind != EntityKind::Organization {
        return Sorts::default();
    }
    let told = descriptions.iter().flat_map(|it| folded_words(it)).map(|it| lexicon::body::of_noun(&it));
    name.iter().map(|it| lexicon::body::of_name(it)).chain(told).fold(Sorts::default(), |all, it| all | it)
}

/// The more prominent of two roles.
fn best(a: GrammaticalRole, b: GrammaticalRole) -> GrammaticalRole {
    let rank = |grammatical_role: GrammaticalRole| match grammatical_role {
        GrammaticalRole::Subject => 4,
        GrammaticalRole::Object | GrammaticalRole::Reflexive => 3,
        GrammaticalRole::Owner => 2,
        GrammaticalRole::Modifier => 1,
    };
    if rank(a) >= rank(b) { a } else { b }
}
