//! Offices that a verb gives, told by the words after it, whatever the tree says: "Roe appointed Ann Lee as head of
//! Acme", "Acme named Ann Lee its new chief economist", "Ann Lee succeeded Roe as head of Acme".

use crate::nlp::lexicon;
use crate::nlp::relations::frame::frame;
use crate::nlp::relations::graph::{Graph, Member};
use crate::nlp::relations::inside::{Inside, inside};
use crate::nlp::relations::nominal::holds_place;
use crate::nlp::relations::proposal::{LabelPiece, Pattern, Proposal};
use crate::nlp::syntax::Tag;
use crate::nlp::{EntityKind, MentionForm};

/// Words of a title between the verb and a name: "named former senator Ann Lee".
const MAX_TITLE: usize = 4;

/// Words of an office.
const MAX_OFFICE: usize = 6;

/// Adds what each verb gives, for pairs about which nothing else is found in the sentence.
pub(super) fn find(graph: &Graph<'_>, found: &mut Vec<Proposal>) {
    for verb in (0..graph.len()).filter(|&it| graph.words[it].tag == Tag::Verb) {
        let lower = graph.lower(verb);
        let succeeds = lexicon::verb::is_succeeding(lower);
        if (!succeeds && !lexicon::verb::is_appointing(lower)) || graph.negation(verb).is_some() {
            continue;
        }
        let Some(named) = named_behind(graph, verb) else { continue };
        let from = graph.end(named.word);
        let has_as = graph.words.get(from).is_some_and(|it| it.lower == "as");
        let Some(office) = office(graph, from + usize::from(has_as)).filter(|_| has_as || !succeeds) else {
            continue;
        };
        let own = frame(graph, verb);
        if own.refuses(graph) {
            continue;
        }
        let mut subjects = own.subjects.iter().copied();
        let holder = if succeeds { subjects.find_map(|it| graph.member(it)) } else { Some(named) };
        let Some(holder) = holder.filter(|it| it.kind == EntityKind::Person) else { continue };
        let given = realm(graph, &office, holder).or_else(|| {
            let giver = if succeeds { None } else { subjects.find_map(|it| body(graph, it)) };
            Some((giver.filter(|_| office.realm.is_none())?, LabelPiece::Of))
        });
        let Some((object, last)) = given else { continue };
        let is_known =
            |it: &Proposal| (it.subject.entity, it.object.entity) == (holder.entity, object.entity);
        if graph.same_marks(holder.word, object.word) && !found.iter().any(is_known) {
            let label = office.words.iter().map(|&it| LabelPiece::Word(it)).chain([last]).collect();
            // What the article says of the verb holds of the office, too: "asked whether Acme had named her".
            found.push(Proposal::new(holder, object, Pattern::Copula, label, verb));
        }
    }
}

/// An office in words.
struct Office {
    /// Its words, without articles and without whose it is.
    words: Vec<usize>,
    role: usize,
    /// "*its* chief economist"
    owner: Option<Member>,
    /// The preposition after it: "head *of* Acme".
    realm: Option<usize>,
}

/// The person named after a verb, perhaps with a title before the name.
fn named_behind(graph: &Graph<'_>, verb: usize) -> Option<Member> {
    let is_title =
        |&it: &usize| matches!(graph.words[it].tag, Tag::Noun | Tag::Name | Tag::Adjective | Tag::Determiner);
    let mut behind = verb + 1..graph.len().min(verb + 2 + MAX_TITLE);
    let name = behind.find(|it| graph.name_at(*it).is_some() || !is_title(it))?;
    let member = graph.words[graph.name_at(name)?].member?;
    (member.kind == EntityKind::Person && member.form == MentionForm::Name).then_some(member)
}

/// The office that begins at a word.
fn office(graph: &Graph<'_>, from: usize) -> Option<Office> {
    let (mut words, mut owner) = (Vec::new(), None);
    for at in from..graph.len().min(from + MAX_OFFICE + 2) {
        let word = &graph.words[at];
        let is_own =
            word.tag == Tag::Pronoun && matches!(word.lower.as_str(), "its" | "their" | "his" | "her");
        if is_own && words.is_empty() {
            owner = graph.member(at);
        } else if graph.name_at(at).is_none() && matches!(word.tag, Tag::Noun | Tag::Name | Tag::Adjective) {
            words.push(at);
        } else if word.tag != Tag::Determiner || !words.is_empty() {
            break;
        }
    }
    let role = words.last().copied().filter(|&it| {
        let lower = graph.lower(it);
        lexicon::role::is_person_role(lower)
            && lexicon::noun::singular(lower).is_none_or(|it| !lexicon::role::is_person_role(it))
    })?;
    let realm = Some(role + 1).filter(|&it| {
        graph.words.get(it).is_some_and(|it| matches!(it.lower.as_str(), "of" | "at" | "for" | "to" | "in"))
    });
    let is_short = words.len() <= MAX_OFFICE;
    is_short.then_some(Office { words, role, owner, realm })
}

/// Whose the office is by its own words, with the last piece of the label.
fn realm(graph: &Graph<'_>, office: &Office, holder: Member) -> Option<(Member, LabelPiece)> {
    if let Some(owner) = office.owner {
        return Some((owner, LabelPiece::Of));
    }
    let case = office.realm?;
    let mut behind = case + 1..graph.len();
    let at = behind.find(|&it| graph.words[it].tag != Tag::Determiner)?;
    let object = graph.words[graph.name_at(at)?].member?;
    let is_held = match object.kind {
        EntityKind::Person => false,
        EntityKind::Organization => true,
        EntityKind::Place => holds_place(graph, office.role, holder, &[LabelPiece::Word(case)]),
    };
    is_held.then_some((object, LabelPiece::Word(case)))
}

/// The organization that gives an office, itself or by its board.
fn body(graph: &Graph<'_>, subject: usize) -> Option<Member> {
    let is_body = |it: &Member| it.kind == EntityKind::Organization;
    let of_noun = || {
        let is_board = lexicon::role::is_organization(graph.lower(subject))
            || matches!(graph.lower(subject), "board" | "directors" | "shareholders" | "members");
        let parts = if is_board { inside(graph, subject, 1) } else { Vec::new() };
        parts.into_iter().map(|Inside { member, .. }| member).find(is_body)
    };
    graph.member(subject).filter(is_body).or_else(of_noun)
}
