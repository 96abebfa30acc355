//! Whom a verb's action reaches: its objects, members inside the objects, and members behind prepositions.

use crate::nlp::EntityKind;
use crate::nlp::lexicon;
use crate::nlp::relations::frame::Frame;
use crate::nlp::relations::graph::{Graph, Member};
use crate::nlp::relations::inside::{Inside, inside};
use crate::nlp::relations::label::{self, noun};
use crate::nlp::relations::proposal::{LabelPiece, Pattern, pieces};
use crate::nlp::syntax::{Function, Tag};

/// A member that a verb's action reaches, and how.
pub(super) struct ReachedMember {
    pub(super) member: Member,
    pub(super) pattern: Pattern,
    /// Words after the verb up to the member.
    pub(super) words: Vec<LabelPiece>,
    /// The word directly below the verb.
    pub(super) argument: usize,
    pub(super) steps: usize,
}

/// The members that a verb reaches below it.
pub(super) fn reached(graph: &Graph<'_>, at: usize, frame: &Frame) -> Vec<ReachedMember> {
    let mut found = Vec::new();
    let lower = graph.lower(at);
    let says = lexicon::speech::is_speech(lower)
        && !lexicon::speech::is_telling(lower)
        && (!lexicon::speech::is_on_people(lower) || graph.child_as(at, Function::Clause).is_some());
    // "found Lee guilty", "wrote Lee a letter"
    let judges = graph.children_as(at, &[Function::OpenClause, Function::Object]).any(|it| {
        let has_object = graph
            .children_as(at, &[Function::Object])
            .any(|object| at < object && object < it && graph.member(object).is_some());
        has_object && matches!(graph.words[it].tag, Tag::Adjective | Tag::Noun)
    });
    let says = says && !judges;
    let is_verb = graph.words[at].tag == Tag::Verb;
    let mut objects: Vec<usize> =
        graph.children_as(at, &[Function::Object, Function::IndirectObject]).filter(|_| is_verb).collect();
    // "intends to sue Roe": after an infinitive, there is no object of the verb above.
    let infinitive = graph.children_as(at, &[Function::OpenClause]).find(|&it| it > at && graph.has_to(it));
    objects.retain(|&it| infinitive.is_none_or(|infinitive| it < infinitive));
    if !says && is_verb {
        // What comes after the verb does not do it: "called for Lee to resign".
        objects.extend(graph.children_as(at, &[Function::Subject]).filter(|&it| it > at));
        let clauses =
            graph.children_as(at, &[Function::OpenClause, Function::AdverbialClause, Function::Clause]);
        let has_object = !objects.is_empty();
        for clause in clauses.filter(|_| !has_object).filter(|&it| graph.has_to(it)) {
            objects.extend(graph.children_as(clause, &[Function::Subject]).filter(|&it| it > at));
        }
    }
    // "Germany imposed sanctions on Belarus": places act on each other.
    let by_place =
        frame.subjects.iter().flat_map(|&it| graph.members(it)).any(|it| it.kind == EntityKind::Place);
    // "the calls that Lee had with Roe": the calls are what he had.
    let gap = frame.gap.map(|noun| same_as(graph, noun));
    if let Some(gap) = gap {
        objects.retain(|&it| graph.antecedent(it).is_none());
        if let Some(member) = graph.member(gap) {
            found.push(ReachedMember {
                member,
                pattern: Pattern::Object,
                words: Vec::new(),
                argument: gap,
                steps: 1,
            });
        }
    }
    let mut obliques: Vec<usize> =
        graph.children_as(at, &[Function::Oblique, Function::NominalModifier]).collect();
    // "holds 66 percent, Roe 24 percent": a name with its own number is another subject.
    let is_gapped = |member: &Member| {
        let (start, end) = (graph.start(member.word), graph.end(member.word));
        let is_item = start > 0 && matches!(graph.lower(start - 1), "," | "and" | "with" | "while");
        let is_number =
            |it: usize| graph.words.get(it).is_some_and(|it| matches!(it.tag, Tag::Number | Tag::Symbol));
        let is_at =
            graph.words.get(end).is_some_and(|it| matches!(it.lower.as_str(), "at" | "with" | "having"));
        // "paid Lee and Roe $2 million": one number for both
        let is_second = is_at || (at..start).any(is_number);
        is_item && is_second && (is_number(end) || is_at && is_number(end + 1))
    };
    for object in objects.iter().copied() {
        if says {
            break; // "said the chairman"
        }
        if !graph.case(object).is_empty() {
            obliques.push(object);
            continue;
        }
        let members = graph.members(object);
        let is_member = graph.member(object).is_some();
        found.extend(members.into_iter().map(|member| ReachedMember {
            member,
            pattern: Pattern::Object,
            words: Vec::new(),
            argument: object,
            steps: 1,
        }));
        if is_member {
            continue;
        }
        for Inside { member, words, steps } in inside(graph, object, 3) {
            let words = with_article(graph, object, words);
            if member.kind != EntityKind::Place || by_place || ends_in_part(graph, &words) {
                found.push(ReachedMember {
                    member,
                    pattern: Pattern::InsideObject,
                    words,
                    argument: object,
                    steps: steps + 1,
                });
            }
        }
    }
    objects.retain(|it| !obliques.contains(it));
    for oblique in obliques.iter().copied() {
        let case = graph.case(oblique);
        let lower = |it: &usize| graph.lower(*it);
        // "About Lee she said": irrelevant to what is done. "lied but heard from Roe": what follows a second verb
        // belongs to that verb.
        let is_other = graph
            .children_as(at, &[Function::Conjunct])
            .any(|it| at < it && it < oblique && graph.words[it].tag == Tag::Verb);
        // "for whom Lee worked" stands before the verb. "After talks with Roe, Lee left": what is done with the talks is told.
        let is_fronted = oblique < at && graph.antecedent(oblique).is_none();
        let is_along = case.len() == 1 && case[0] < oblique && goes_along(lower(&case[0]));
        // "said in an interview with Acme"
        let is_exchange = says
            && lexicon::speech::is_exchange(graph.lower(oblique))
            && case.iter().all(|it| matches!(lower(it), "in" | "during"));
        // "held a meeting along with Lee"
        let is_joint =
            matches!(case[..], [along, with] if lower(&along) == "along" && lower(&with) == "with");
        if is_other || is_fronted && !(is_along && graph.members(oblique).is_empty()) {
            continue;
        }
        if case.is_empty()
            || !is_exchange && !is_joint && case.iter().any(|it| lexicon::preposition::is_loose(lower(it)))
            || says && !is_exchange && case.iter().any(|it| lexicon::preposition::is_occasion(lower(it)))
        {
            continue;
        }
        // "had calls with Roe": the noun belongs to the label.
        let mut between: Vec<usize> = objects
            .iter()
            .filter(|&&it| at < it && (it < oblique || oblique < at) && graph.member(it).is_none())
            .flat_map(|&it| label::object(graph, it))
            .collect();
        if let Some(gap) = gap.filter(|&it| graph.member(it).is_none()) {
            between = noun(graph, gap);
        }
        // "took to the stage outside Acme"
        if let Some(other) = obliques.iter().copied().rfind(|&it| at < it && it < oblique)
            && between.is_empty()
            && objects.is_empty()
            && !says
            && graph.members(other).is_empty()
            && graph.words[other].tag == Tag::Noun
        {
            between = [graph.case(other), label::object(graph, other)].concat();
        }
        // "scored *twice* against Acme", "works *closely* with Lee"
        let manner: Vec<usize> = Some(at + 1)
            .filter(|&it| {
                between.is_empty() && case.first() == Some(&(it + 1)) && graph.words[it].tag == Tag::Adverb
            })
            .into_iter()
            .collect();
        let has_object_member = objects.iter().any(|&it| it < oblique && graph.member(it).is_some());
        if has_object_member {
            continue; // two of them, neither of which does it
        }
        let is_member = graph.member(oblique).is_some();
        for member in graph.members(oblique) {
            if member.kind != EntityKind::Place
                || by_place && is_aimed(graph, &case)
                || reaches_place(graph, at, &case)
            {
                let words = pieces(&[between.as_slice(), &manner, &case].concat());
                found.push(ReachedMember {
                    member,
                    pattern: Pattern::Preposition,
                    words,
                    argument: oblique,
                    steps: 2,
                });
            }
        }
        if is_member {
            continue;
        }
        for Inside { member, words, steps } in inside(graph, oblique, 2) {
            if member.kind != EntityKind::Place {
                let between = if is_fronted { Vec::new() } else { pieces(&between) };
                let mut words = with_article(graph, oblique, words);
                // "said in an Acme interview"
                let is_interview = is_exchange && graph.lower(oblique) == "interview";
                if let Some(last) = words.last_mut().filter(|it| is_interview && **it == LabelPiece::Of) {
                    *last = LabelPiece::With;
                }
                let words = [between, pieces(&case), words].concat();
                found.push(ReachedMember {
                    member,
                    pattern: Pattern::Preposition,
                    words,
                    argument: oblique,
                    steps: steps + 2,
                });
            }
        }
    }
    found.retain(|it| !is_gapped(&it.member) && !is_excluded(graph, &it.member));
    found
}

/// "Lee, *not Roe*, founded Acme": what is told of the one is not so of the other.
pub(super) fn is_excluded(graph: &Graph<'_>, member: &Member) -> bool {
    let is_not = |it: usize| graph.lower(it) == "not";
    graph.is(member.word, Function::Conjunct)
        && (graph.negation(member.word).is_some_and(is_not)
            || graph.start(member.word).checked_sub(1).is_some_and(is_not))
}

/// Whether the word stands before what went along with a deed: "*with* the help of Lee", "*in* a letter to Lee".
fn goes_along(case: &str) -> bool {
    matches!(case, "with" | "in" | "after" | "during" | "at" | "under" | "despite")
}

/// Whether the words before a place say that it takes part: "imposed sanctions against Russia".
fn ends_in_part(graph: &Graph<'_>, words: &[LabelPiece]) -> bool {
    matches!(words.last(), Some(&LabelPiece::Word(it)) if matches!(graph.lower(it), "against" | "with"))
}

/// Whether a place takes part in what is done: "sanctions against Russia", "cooperates with Iran", "lives in Paris",
/// "fled to Spain"; not if it is merely where it is done.
fn reaches_place(graph: &Graph<'_>, verb: usize, case: &[usize]) -> bool {
    case.last().is_some_and(|&it| match graph.lower(it) {
        "against" | "with" => true,
        "in" => lexicon::verb::is_living(graph.lower(verb)),
        "to" => lexicon::verb::is_travelling(graph.lower(verb)),
        _ => false,
    })
}

/// Whether a preposition says at whom something is aimed, rather than where it is done.
fn is_aimed(graph: &Graph<'_>, case: &[usize]) -> bool {
    case.last().is_some_and(|&it| matches!(graph.lower(it), "to" | "on" | "for" | "from" | "over"))
}

/// The words of an object with its article: "rejected *the* plan of", "sold *her* stake in"; "read his book", where he
/// is the other one, is "read book of".
fn with_article(graph: &Graph<'_>, head: usize, words: Vec<LabelPiece>) -> Vec<LabelPiece> {
    let is_owner = matches!(words.last(), Some(LabelPiece::Of | LabelPiece::As(_, "by")));
    let article = label::object(graph, head).into_iter().take(1);
    let article = article.filter(|&it| {
        lexicon::function_word::opens_noun(graph.lower(it))
            && !(is_owner && graph.words[it].tag == Tag::Pronoun)
    });
    let is_first = |it: &usize| {
        words.first().is_some_and(|first| matches!(*first, LabelPiece::Word(word) if *it < word))
    };
    article.filter(is_first).map(LabelPiece::Word).chain(words.iter().copied()).collect()
}

/// What "ones" stands for: the noun that the clause above describes.
fn same_as(graph: &Graph<'_>, noun: usize) -> usize {
    if !matches!(graph.lower(noun), "one" | "ones" | "those") {
        return noun;
    }
    let mut above = graph.words[noun].head;
    for _ in 0..4 {
        let Some(at) = above else { break };
        if let Some(subject) =
            graph.child_as(at, Function::Subject).filter(|&it| it < noun && graph.words[it].tag == Tag::Noun)
        {
            return subject;
        }
        above = graph.words[at].head;
    }
    noun
}
