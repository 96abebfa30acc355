//! What someone does to someone: subjects with objects, with members inside the objects, and with prepositions.

use crate::nlp::EntityKind;
use crate::nlp::lexicon;
use crate::nlp::relations::frame::{Frame, frame};
use crate::nlp::relations::graph::{Graph, Member};
use crate::nlp::relations::inside::{Inside, inside};
use crate::nlp::relations::label::{self, phrase, verb};
use crate::nlp::relations::listed;
use crate::nlp::relations::proposal::{LabelPiece, Pattern, Proposal, pieces};
use crate::nlp::relations::reach::{ReachedMember, is_excluded, reached};
use crate::nlp::syntax::{Function, Tag};

/// The most words of a label after the object.
const MAX_AFTER: usize = 6;

/// The most words of a label for what someone is told.
const MAX_TOLD: usize = 8;

/// The most words of a label for what the object is given.
const MAX_GIVEN: usize = 4;

/// Adds what the verbs of a sentence state.
pub(super) fn find(graph: &Graph<'_>, found: &mut Vec<Proposal>) {
    for at in 0..graph.len() {
        let word = &graph.words[at];
        let is_predicate = word.tag == Tag::Verb
            && !graph.is(at, Function::AdjectivalModifier)
            && !graph.is(at, Function::Compound)
            || word.tag == Tag::Adjective
                && graph.children_as(at, &[Function::Copula, Function::PassiveAuxiliary]).next().is_some();
        let is_being = lexicon::function_word::is_being(&word.lower);
        if !is_predicate
            || is_being
            || word.name.is_some()
            || matches!(word.function, Function::AuxiliaryVerb | Function::Case | Function::Copula)
        {
            continue;
        }
        let frame = frame(graph, at);
        if lexicon::verb::is_listing(&word.lower) {
            listed::find(graph, at, &frame, found);
        } else if !listed::relatives(graph, at, &frame, found) {
            acts(graph, at, &frame, found);
        }
    }
}

fn acts(graph: &Graph<'_>, at: usize, frame: &Frame, found: &mut Vec<Proposal>) {
    let members =
        |words: &[usize]| -> Vec<Member> { words.iter().flat_map(|&it| graph.members(it)).take(8).collect() };
    let subjects = members(&frame.subjects);
    let subjects: Vec<Member> = subjects.into_iter().filter(|it| !is_excluded(graph, it)).collect();
    let agents = members(&frame.agents);
    let push = |subject: Member,
                object: Member,
                pattern: Pattern,
                pieces: Vec<LabelPiece>,
                steps: usize,
                found: &mut Vec<Proposal>| {
        let negated = frame.refuses(graph);
        let steps = steps + frame.steps + frame.steps.saturating_sub(1);
        let deed = Proposal::new(subject, object, pattern, pieces, at);
        found.push(Proposal { negated, steps, ..deed });
    };
    let above = |pattern: Pattern| match pattern {
        _ if frame.is_beside => Pattern::Adverbial,
        Pattern::Object | Pattern::InsideObject | Pattern::Preposition if !frame.prefix.is_empty() => {
            Pattern::Controlled
        }
        pattern => pattern,
    };
    if frame.is_passive {
        passive(graph, at, &subjects, &agents, &frame.subjects, &push, found);
    }
    let doers = if frame.is_passive && !agents.is_empty() { Vec::new() } else { subjects };
    if doers.is_empty() || frame.is_wanted {
        return;
    }
    let neither = frame.subjects.iter().flat_map(|&it| graph.children(it)).copied();
    let neither = neither.filter(|&it| graph.lower(it) == "neither");
    let mut verb_words: Vec<LabelPiece> = neither.map(LabelPiece::Word).collect();
    verb_words.extend(&frame.prefix);
    let own_words = verb(graph, at, true);
    // "promised not to sue": "not" precedes "to".
    let (before, behind): (Vec<usize>, Vec<usize>) = own_words.iter().partition(|&&it| {
        graph.denies(it)
            && verb_words.last() == Some(&LabelPiece::Word(it + 1))
            && graph.lower(it + 1) == "to"
    });
    let to = if before.is_empty() { None } else { verb_words.pop() };
    verb_words.extend(pieces(&before).into_iter().chain(to).chain(pieces(&behind)));
    // "has neither met nor called Roe": the second alone is "neither called".
    if let Some(first) = verb_words.first_mut()
        && let LabelPiece::Word(word) = *first
        && graph.lower(word) == "nor"
        && graph.words.get(word + 1).is_some_and(|it| it.tag != Tag::Auxiliary)
    {
        *first = LabelPiece::As(word, "neither");
    }
    if let ([one, other], [_], None, None) =
        (&doers[..], &frame.subjects[..], frame.gap, other_party(graph, at))
        && let Some(is_with) = lexicon::verb::is_mutual(graph.lower(at))
        && (one.kind == EntityKind::Person) == (other.kind == EntityKind::Person)
        && !frame.refuses(graph)
    {
        // "Lee and Roe met"
        let with = is_with.then_some(LabelPiece::With);
        let label = verb_words.iter().copied().chain(with).collect();
        push(*one, *other, above(Pattern::Preposition), label, 1, found);
    }
    if let ([one, other], [_], Some(thing)) = (&doers[..], &frame.subjects[..], joint_thing(graph, at))
        && (one.kind == EntityKind::Person) == (other.kind == EntityKind::Person)
        && !frame.refuses(graph)
    {
        // "Lee and Roe signed a treaty"
        let words = pieces(&label::object(graph, thing));
        let label = verb_words.iter().copied().chain(words).chain([LabelPiece::With]).collect();
        push(*one, *other, above(Pattern::Preposition), label, 2, found);
    }
    if let ([one, other], Some(each)) = (&doers[..], each_other(graph, at)) {
        // "Lee and Roe accused each other of lying"
        let rest = pieces(&after(graph, at, each, Pattern::Object));
        let label = verb_words.iter().copied().chain([LabelPiece::Object]).chain(rest).collect();
        push(*one, *other, above(Pattern::Object), label, 1, found);
    }
    for reached in reached(graph, at, frame) {
        let ReachedMember { member, pattern, words, argument, steps } = reached;
        let mut label = verb_words.clone();
        // "Lee, for whom Roe worked": Roe worked for Lee.
        let is_fronted =
            argument < at && (graph.antecedent(argument).is_some() || graph.is(argument, Function::Oblique));
        let is_told_of = frame.gap == Some(argument);
        let split = label.iter().position(
            |it| matches!(it, LabelPiece::Word(word) if *word > argument && !is_fronted && !is_told_of),
        );
        let tail = split.map(|it| label.split_off(it)).unwrap_or_default();
        label.extend(words);
        // "calling for him to resign": the tree has "for" with what he is to do.
        let start = graph.words[argument].name.as_ref().map_or(argument, |name| name.start);
        if let Some(&LabelPiece::Word(last)) = label.last()
            && start.checked_sub(2) == Some(last)
            && graph.lower(last + 1) == "for"
        {
            label.push(LabelPiece::Word(last + 1));
        }
        // "told neither Lee nor Roe"
        let before = graph.start(member.word).checked_sub(1);
        label.extend(before.filter(|&it| matches!(graph.lower(it), "neither" | "nor")).map(LabelPiece::Word));
        label.push(LabelPiece::Object);
        label.extend(tail);
        label.dedup();
        // "offered Acme's heads a deal"
        let second = graph.children_as(at, &[Function::Object]).find(|&it| it > argument);
        // "told the court the terms ban her": "the terms" belongs to the clause.
        let second = second.filter(|&second| {
            !lexicon::speech::is_telling(graph.lower(at))
                || graph.children_as(at, &[Function::Clause]).all(|it| it < second)
        });
        if let Some(second) = second.filter(|&it| argument > at && graph.members(it).is_empty())
            && matches!(pattern, Pattern::Object | Pattern::InsideObject)
            && graph.case(second).iter().all(|&it| lexicon::function_word::is_article(graph.lower(it)))
            && matches!(graph.words[second].tag, Tag::Noun | Tag::Number | Tag::Symbol)
        {
            // "paid Lee $2 million"
            let is_sum = graph.words[second].tag != Tag::Noun;
            let whole = if is_sum { graph.subtree(second, 8) } else { label::object(graph, second) };
            let first = whole.first().copied().unwrap_or(second);
            label.extend(pieces(&phrase(graph, second, first, MAX_GIVEN)));
        } else if matches!(pattern, Pattern::Object | Pattern::Preposition) {
            let is_plan = graph.is_of_plan(at);
            // "want Roe to join the talks": the verb comes after the object.
            let rest = if is_fronted && pattern == Pattern::Preposition {
                Vec::new() // "to which Lee sold the field"
            } else if argument < at && frame.gap != Some(argument) {
                phrase(graph, at, at, MAX_AFTER)
            } else {
                let rest = after(graph, at, argument, pattern);
                // "the decision to leave Acme as an example": of what is decided nothing more is told. "an order to stop Acme
                // from drilling": to stop Acme would be another thing.
                let is_from = rest.first().is_some_and(|&it| graph.lower(it) == "from");
                if is_plan && !is_from { Vec::new() } else { rest }
            };
            label.extend(pieces(&rest));
        }
        for &subject in &doers {
            push(subject, member, above(pattern), label.clone(), steps, found);
        }
    }
}

/// What two do with each other, if nobody else is told to: "signed a *treaty*".
fn joint_thing(graph: &Graph<'_>, at: usize) -> Option<usize> {
    let thing = graph.children_as(at, &[Function::Object]).find(|&it| it > at)?;
    let is_with_others = [at, thing].into_iter().flat_map(|it| graph.children(it)).any(|&it| {
        graph.case(it).iter().any(|&it| matches!(graph.lower(it), "with" | "between" | "against"))
    });
    let is_joint = lexicon::verb::is_joint(graph.lower(at), graph.lower(thing));
    Some(thing).filter(|_| is_joint && !is_with_others)
}

/// The object "each other" of a verb.
fn each_other(graph: &Graph<'_>, at: usize) -> Option<usize> {
    graph.children_as(at, &[Function::Object]).find(|&it| {
        let next = graph.words.get(it + 1).map_or("", |it| it.lower.as_str());
        it > at && matches!((graph.lower(it), next), ("each", "other") | ("one", "another"))
    })
}

/// "Acme was sued by Lee" becomes "Lee sued Acme". Not if more than the participle would be needed: "will be sued
/// by".
fn passive(
    graph: &Graph<'_>,
    at: usize,
    patients: &[Member],
    agents: &[Member],
    subjects: &[usize],
    push: &impl Fn(Member, Member, Pattern, Vec<LabelPiece>, usize, &mut Vec<Proposal>),
    found: &mut Vec<Proposal>,
) {
    let participle = verb(graph, at, false);
    // "was taken by" turns into "took".
    let past = |&it: &usize| match lexicon::verb::past_of(graph.lower(it)).filter(|_| it == at) {
        Some(past) => LabelPiece::As(it, past),
        None => LabelPiece::Word(it),
    };
    let active: Vec<LabelPiece> = participle.iter().map(past).collect();
    // "was put up for sale by", "was found guilty by"
    let after: Vec<usize> = graph
        .children_as(at, &[Function::Oblique, Function::OpenClause])
        .filter(|&it| it > at && it < at + 4 && graph.members(it).is_empty())
        .filter(|&it| graph.is(it, Function::Oblique) || graph.words[it].tag == Tag::Adjective)
        .flat_map(|it| phrase(graph, it, at, 3))
        .collect();
    let is_plain = !graph.children_as(at, &[Function::AuxiliaryVerb]).any(|it| participle.contains(&it))
        && graph.negation(at).is_none();
    if agents.is_empty() && is_plain {
        by_team(graph, at, &active, patients, push, found);
    }
    for &agent in agents.iter().filter(|it| !describes_next(graph, it.word)) {
        // "was accused by Lee of lying", "was sentenced by Lee to four years"
        let rest = if after.is_empty() {
            self::after(graph, at, agent.word, Pattern::Object)
        } else {
            after.clone()
        };
        let turned = [active.clone(), vec![LabelPiece::Object], pieces(&rest)].concat();
        let by: Vec<usize> = (at..agent.word).rfind(|&it| graph.lower(it) == "by").into_iter().collect();
        let kept = pieces(&[verb(graph, at, true), after.clone(), by].concat());
        for &patient in patients {
            if is_plain {
                push(agent, patient, Pattern::Object, turned.clone(), 1, found);
            } else {
                push(patient, agent, Pattern::Object, kept.clone(), 1, found);
            }
        }
        let mut nouns = subjects.iter().copied().filter(|&it| graph.words[it].tag == Tag::Noun && it < at);
        if let Some(noun) = nouns.next_back().filter(|_| patients.is_empty() && is_plain) {
            // "a lawsuit filed by Lee against Roe"
            for other in
                graph.children_as(at, &[Function::Oblique, Function::Agent]).filter(|&it| it > agent.word)
            {
                let case = graph.case(other);
                if case.last().is_some_and(|&it| matches!(graph.lower(it), "against" | "with" | "to" | "for"))
                {
                    let rest = [label::object(graph, noun), case].concat();
                    let words = [active.clone(), pieces(&rest)].concat();
                    for object in graph.members(other) {
                        push(agent, object, Pattern::Preposition, words.clone(), 2, found);
                    }
                }
            }
        }
        if patients.is_empty() && is_plain {
            // "the plan of Roe was rejected by Lee"
            let parts = subjects.iter().flat_map(|&it| inside(graph, it, 2));
            // "the office run by Lee and Roe": neither is part of what they run.
            let is_other = |it: &Inside| agents.iter().all(|agent| agent.entity != it.member.entity);
            for Inside { member, words, steps } in parts.filter(is_other) {
                let words = [active.clone(), words].concat();
                push(agent, member, Pattern::InsideObject, words, steps + 1, found);
            }
        }
    }
}

/// "by an Acme (ACM) lawyer": whether a name describes the noun after it.
fn describes_next(graph: &Graph<'_>, name: usize) -> bool {
    let mut next = graph.end(name);
    if graph.words.get(next).is_some_and(|it| it.text == "(") {
        next = (next..graph.len()).find(|&it| graph.words[it].text == ")").map_or(next, |it| it + 1);
    }
    let is_noun = |it: usize| graph.words.get(it).is_some_and(|it| it.tag == Tag::Noun);
    graph.words[name].name.is_some() && is_noun(next) && lexicon::role::is_person_role(graph.lower(next))
}

/// Who is met or spoken with by those who do it.
fn other_party(graph: &Graph<'_>, at: usize) -> Option<usize> {
    let with = |it: &usize| {
        let has = |words: &[&str]| graph.case(*it).iter().any(|&it| words.contains(&graph.lower(it)));
        // "spoke for two hours": with nobody else
        let is_for = has(&["for"]) && !graph.members(*it).is_empty();
        graph.is(*it, Function::Object) || has(&["with", "to", "against"]) || is_for
    };
    graph.children_as(at, &[Function::Object, Function::Oblique]).find(with)
}

/// "Roe was arrested by a team led by Lee": Lee led the team that arrested Roe. `active` are the words for "arrested".
fn by_team(
    graph: &Graph<'_>,
    at: usize,
    active: &[LabelPiece],
    patients: &[Member],
    push: &impl Fn(Member, Member, Pattern, Vec<LabelPiece>, usize, &mut Vec<Proposal>),
    found: &mut Vec<Proposal>,
) {
    let by = |&it: &usize| graph.case(it).first().is_some_and(|&it| graph.lower(it) == "by");
    for team in graph.children_as(at, &[Function::Agent, Function::Oblique]).filter(by) {
        for led in graph.children_as(team, &[Function::Participle]) {
            if !lexicon::verb::is_leading(graph.lower(led)) {
                continue;
            }
            let mut words = pieces(&[vec![led], label::object(graph, team)].concat());
            words.push(LabelPiece::As(led, "that"));
            words.extend_from_slice(active);
            let leaders = graph.agents(led).flat_map(|it| graph.members(it));
            for (leader, &patient) in leaders.flat_map(|leader| patients.iter().map(move |it| (leader, it))) {
                push(leader, patient, Pattern::Object, words.clone(), 3, found);
            }
        }
    }
}

/// What the label needs after the object: "to resign", "of lying", "out of trouble".
fn after(graph: &Graph<'_>, at: usize, argument: usize, pattern: Pattern) -> Vec<usize> {
    // "got Lee fired from Acme", where the tree has the participle with Lee
    let mut participles = graph.children_as(argument, &[Function::Participle]);
    let fired = participles.find(|&it| it == graph.end(argument) && !graph.lower(it).ends_with("ing"));
    if let Some(fired) = fired.filter(|_| lexicon::verb::is_causing(graph.lower(at))) {
        return phrase(graph, fired, fired, MAX_AFTER);
    }
    let mut words: Vec<usize> = Vec::new();
    for &child in graph.children(at).iter().filter(|&&it| it > argument) {
        let case = graph.children_as(child, &[Function::Marker, Function::Case]).next();
        let marker = case.filter(|&it| it > argument);
        let is_one_of = |words: &[&str]| marker.is_some_and(|it| words.contains(&graph.lower(it)));
        let rest = MAX_AFTER.saturating_sub(words.len());
        if let Some(&last) = words.last() {
            // "keep Lee out | of trouble"
            if marker == Some(last + 1) && is_one_of(&["of", "from", "for", "to", "on", "with", "against"]) {
                words.extend(phrase(graph, child, last + 1, rest));
            } else if child == last + 1 && lexicon::function_word::is_particle(graph.lower(child)) {
                words.push(child); // "to step | aside", which the tree may attach to the verb above
            }
            return words;
        }
        match graph.words[child].function {
            Function::OpenClause if marker.is_none() => {
                words = phrase(graph, child, argument + 1, rest);
            }
            // "told Lee that the bridge fell"
            Function::Clause
                if pattern == Pattern::Object
                    && lexicon::speech::is_telling(graph.lower(at))
                    && graph
                        .children_as(child, &[Function::Subject, Function::PassiveSubject])
                        .next()
                        .is_some() =>
            {
                let start = graph.subtree(child, 64).into_iter().find(|&it| it > argument);
                return start.map_or_else(Vec::new, |it| phrase(graph, child, it, MAX_TOLD));
            }
            Function::OpenClause | Function::AdverbialClause | Function::Clause => {
                // "supports Lee, as does Roe"
                let is_echo = graph.words[child].tag == Tag::Auxiliary;
                if is_echo || !is_one_of(&["to", "of", "for", "from", "as", "with", "against", "into"]) {
                    return words;
                }
                let start = marker.unwrap_or(child);
                // "urged Lee not | to sue"
                let not = graph.negation(child).filter(|&it| it > argument && it + 1 == start);
                words = phrase(graph, child, not.unwrap_or(start), rest);
            }
            // "apologised to Lee for the remark"
            Function::Oblique if pattern == Pattern::Preposition && is_one_of(&["for", "about", "over"]) => {
                let start = marker.unwrap_or(child);
                let is_next = start == graph.end(argument);
                let words = if is_next { phrase(graph, child, start, rest) } else { Vec::new() };
                return if words.len() < MAX_AFTER { words } else { Vec::new() };
            }
            Function::Oblique
                if pattern == Pattern::Object
                    && (is_one_of(&["of", "for", "as", "from", "into", "over"])
                        // "compared Lee to a weathercock"
                        || is_one_of(&["to"]) && marker == Some(graph.end(argument))
                        // "put Lee on trial", not "met Lee on stage"
                        || lexicon::verb::is_moving(graph.lower(at)) && is_one_of(&["on", "to", "in", "under"])) =>
            {
                let words = phrase(graph, child, marker.unwrap_or(child), rest);
                return if words.len() < MAX_AFTER { words } else { Vec::new() };
            }
            Function::Punctuation | Function::Conjunct | Function::Parataxis => return words,
            _ => {}
        }
    }
    words
}
