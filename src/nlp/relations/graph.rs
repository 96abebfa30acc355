//! A sentence, as the rules read it: its tree, which words stand for members of the cast, and which words are said by
//! whom.

use std::ops::Range;

use crate::nlp::lexicon;
use crate::nlp::syntax::{Function, Tag};
use crate::nlp::{Entity, EntityKind, MentionForm, Sentence};
use crate::text::{Id, Span};

/// The most words that share one role of a verb; keeps lists of thousands of names linear.
const MAX_CONJUNCTS: usize = 8;

/// A word that stands for a member of the cast.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Member {
    pub(super) entity: Id<Entity>,
    pub(super) kind: EntityKind,
    pub(super) form: MentionForm,
    /// The confidence that the words stand for it.
    pub(super) confidence: f32,
    /// The word.
    pub(super) word: usize,
}

/// One sentence. Words are counted from its first one.
pub(super) struct Graph<'a> {
    pub(super) id: Id<Sentence>,
    pub(super) words: Vec<Word<'a>>,
    children: Vec<Vec<usize>>,
    /// For each word, the word that heads the name that it is part of.
    names: Vec<Option<usize>>,
    /// Whether it is a headline: headlines leave out verbs and articles, and are parsed badly.
    pub(super) is_headline: bool,
}

/// One word of a sentence.
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) lower: String,
    pub(super) span: Span,
    pub(super) tag: Tag,
    pub(super) head: Option<usize>,
    pub(super) function: Function,
    /// The member whose mention it heads.
    pub(super) member: Option<Member>,
    /// All words of the name that it heads, if it heads one.
    pub(super) name: Option<Range<usize>>,
    /// The innermost content of a quote that contains it.
    pub(super) quote: Option<usize>,
    /// The outermost pair of quotation marks that contains it.
    pub(super) marks: Option<usize>,
}

impl<'a> Graph<'a> {
    /// The sentence with these words.
    pub(super) fn new(id: Id<Sentence>, words: Vec<Word<'a>>, is_headline: bool) -> Self {
        let (mut children, mut names) = (vec![Vec::new(); words.len()], vec![None; words.len()]);
        for (at, word) in words.iter().enumerate() {
            word.name.clone().into_iter().flatten().for_each(|it| names[it] = Some(at));
            if let Some(head) = word.head {
                children[head].push(at);
            }
        }
        Self { id, words, children, names, is_headline }
    }

    /// The word that heads the name that a word is part of.
    pub(super) fn name_at(&self, word: usize) -> Option<usize> {
        self.names[word]
    }

    /// Where a word, or the name that it heads, ends.
    pub(super) fn end(&self, word: usize) -> usize {
        self.words[word].name.as_ref().map_or(word + 1, |it| it.end)
    }

    /// Where it starts.
    pub(super) fn start(&self, word: usize) -> usize {
        self.words[word].name.as_ref().map_or(word, |it| it.start)
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The words that depend on a word, in order.
    pub(super) fn children(&self, word: usize) -> &[usize] {
        &self.children[word]
    }

    /// Those with one of these functions.
    pub(super) fn children_as<'s>(
        &'s self,
        word: usize,
        functions: &'s [Function],
    ) -> impl DoubleEndedIterator<Item = usize> + 's {
        self.children(word).iter().copied().filter(move |&it| functions.contains(&self.words[it].function))
    }

    /// The first of them.
    pub(super) fn child_as(&self, word: usize, function: Function) -> Option<usize> {
        self.children(word).iter().copied().find(|&it| self.words[it].function == function)
    }

    /// Who does what a participle says: "appointed by *Lee*".
    pub(super) fn agents(&self, participle: usize) -> impl Iterator<Item = usize> {
        let words = self.children_as(participle, &[Function::Agent, Function::Oblique]);
        words.filter(move |&it| self.is_agent(it, participle))
    }

    /// Whether a word below a verb does what it says, according to its "by"; in "sent by Lee to Roe", the tree may have
    /// two agents.
    pub(super) fn is_agent(&self, word: usize, verb: usize) -> bool {
        match self.case(word).first().map(|&case| self.lower(case)) {
            Some("by") => word > verb || self.is(word, Function::Agent),
            Some(_) => false,
            None => self.is(word, Function::Agent),
        }
    }

    pub(super) fn is(&self, word: usize, function: Function) -> bool {
        self.words[word].function == function
    }

    pub(super) fn lower(&self, word: usize) -> &str {
        &self.words[word].lower
    }

    /// The word and those joined to it by "and".
    pub(super) fn with_conjuncts(&self, word: usize) -> Vec<usize> {
        let mut found = vec![word];
        let mut at = 0;
        while at < found.len() && found.len() < MAX_CONJUNCTS {
            let first = found[at];
            let conjuncts = self.children_as(first, &[Function::Conjunct]);
            found.extend(conjuncts.filter(|&it| it > first && self.is_nominal(it)).take(MAX_CONJUNCTS));
            at += 1;
        }
        found.truncate(MAX_CONJUNCTS);
        found
    }

    pub(super) fn is_nominal(&self, word: usize) -> bool {
        matches!(self.words[word].tag, Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Determiner | Tag::Number)
            || self.words[word].member.is_some()
    }

    /// The members that a word stands for, including those joined to it by "and".
    pub(super) fn members(&self, word: usize) -> Vec<Member> {
        let words = self.with_conjuncts(word).into_iter();
        let of = |it: usize| match self.member(it) {
            // "the actors Ann Lee and Max Roe", "of the actor Ann Lee, and of Max Roe": both of them
            Some(member) if self.words[it].member.is_none() && self.antecedent(it).is_none() => {
                self.with_conjuncts(member.word).into_iter().filter_map(|it| self.member(it)).collect()
            }
            Some(member) => vec![member],
            None => self.listed(it),
        };
        words.flat_map(of).collect()
    }

    /// "key senators, including Lee and Roe"
    fn listed(&self, word: usize) -> Vec<Member> {
        let is_listed = |&child: &usize| {
            let is_name = self.words[child].name.is_some();
            let includes = (word..child).any(|it| self.lower(it) == "including");
            let is_joined = matches!(
                self.words[child].function,
                Function::NominalModifier
                    | Function::Oblique
                    | Function::Flat
                    | Function::Apposition
                    | Function::Conjunct
            );
            let is_title = self.words[child]
                .name
                .as_ref()
                .and_then(|it| self.words.get(it.end))
                .is_some_and(|it| matches!(it.tag, Tag::Noun | Tag::Name));
            is_name && includes && is_joined && !is_title
        };
        let names: Vec<usize> =
            self.children(word).iter().copied().filter(is_listed).take(MAX_CONJUNCTS).collect();
        names
            .into_iter()
            .flat_map(|it| self.with_conjuncts(it))
            .filter_map(|it| self.words[it].member)
            .take(MAX_CONJUNCTS)
            .collect()
    }

    /// The member that a word stands for: it heads a mention, is a relative pronoun for one, or takes its name: "my
    /// uncle Terry", "the Gannett newspaper chain".
    pub(super) fn member(&self, word: usize) -> Option<Member> {
        let at = self.antecedent(word).unwrap_or(word);
        if let Some(member) = self.words[at].member {
            return Some(member);
        }
        let lent = |child: &usize| {
            let is_name = self.words[*child].member.filter(|it| it.form == MentionForm::Name);
            is_name.filter(|it| match self.words[*child].function {
                Function::Apposition | Function::Flat => self.is_near(at, *child),
                Function::Compound | Function::Title => {
                    it.kind == EntityKind::Organization && lexicon::role::is_organization(self.lower(at))
                }
                _ => false,
            })
        };
        self.children(at).iter().find_map(lent)
    }

    /// Whether a noun and a name can be one: no verb, other name or punctuation is between them. In "senators,
    /// including Lee", not all of them are Lee.
    pub(super) fn is_near(&self, noun: usize, name: usize) -> bool {
        let between = self.words.get(noun.min(name) + 1..noun.max(name)).unwrap_or_default();
        // "my mother and my aunt, Roe": the aunt.
        let is_next = |it: &[Word<'_>]| {
            it[0].tag == Tag::Coordinator && matches!(it[1].tag, Tag::Determiner | Tag::Pronoun)
        };
        // "the chairman of ACE (Acme Centre), Lee": what is in brackets is no one else.
        let mut depth = 0;
        let outside = between.iter().filter(|it| {
            depth += i32::from(it.text == "(");
            let is_outside = depth == 0;
            depth -= i32::from(it.text == ")");
            is_outside
        });
        self.same_marks(noun, name)
            && !between.windows(2).any(is_next)
            && outside.into_iter().all(|it| {
                // "Norway's ambassador to Chile, Lee": Chile is the ambassador's.
                let is_own = it.function == Function::NominalModifier
                    && it.head.is_some_and(|it| it == noun || it == name);
                let is_other = it.name.is_some()
                    && !is_own
                    && it.function != Function::Compound
                    && it.function != Function::Possessor;
                it.tag != Tag::Verb && !matches!(it.lower.as_str(), "including" | ";") && !is_other
            })
    }

    /// What a relative pronoun stands for.
    pub(super) fn antecedent(&self, word: usize) -> Option<usize> {
        if !matches!(self.lower(word), "who" | "which" | "that" | "whom")
            || self.words[word].tag != Tag::Pronoun
        {
            return None;
        }
        let mut at = word;
        for _ in 0..4 {
            let head = self.words[at].head?;
            if self.is(at, Function::RelativeClause) {
                return Some(head);
            }
            at = head;
        }
        None
    }

    /// Whether both words are in the same quotation marks, or both in none.
    pub(super) fn same_marks(&self, a: usize, b: usize) -> bool {
        self.words[a].marks == self.words[b].marks
    }

    /// Whether a noun has this owner: "Lee's plan", not "Lee's … the plan".
    pub(super) fn owns(&self, owner: usize, noun: usize) -> bool {
        let mut articles = self.children_as(noun, &[Function::Determiner]);
        self.is(owner, Function::Possessor) && owner < noun && !articles.any(|it| owner < it && it < noun)
    }

    /// The preposition before a word: "on", "because of".
    pub(super) fn case(&self, word: usize) -> Vec<usize> {
        let mut words = Vec::new();
        for case in self.children_as(word, &[Function::Case]).filter(|&it| it < word) {
            words.push(case);
            words.extend(self.children_as(case, &[Function::Fixed]));
        }
        words.retain(|&it| !matches!(self.lower(it), "'s" | "’s" | "'" | "’"));
        if words.is_empty() {
            words.extend(self.stray_case(word));
        }
        words.sort_unstable();
        words
    }

    /// The preposition directly before a phrase that the tree took for a particle: "called on Lee to resign".
    fn stray_case(&self, word: usize) -> Option<usize> {
        let start = self.subtree(word, 32).first().copied()?;
        let before = start.checked_sub(1)?;
        let it = &self.words[before];
        let is_beside = it.head == self.words[word].head || it.head == Some(word);
        (is_beside && self.words[word].head < Some(before) && lexicon::preposition::is_governed(&it.lower))
            .then_some(before)
    }

    /// "not", "never", "no longer" at a word.
    pub(super) fn negation(&self, word: usize) -> Option<usize> {
        let mut children = self.children(word).iter().copied();
        children.find(|&it| self.denies(it) || self.is_no_longer(it))
    }

    /// Whether a word says that something is not so: "not", except in "not only".
    pub(super) fn denies(&self, word: usize) -> bool {
        lexicon::doubt::is_negation(self.lower(word))
            && self.words.get(word + 1).is_none_or(|it| it.lower != "only")
    }

    /// Whether a verb is an infinitive with "to".
    pub(super) fn has_to(&self, verb: usize) -> bool {
        self.children_as(verb, &[Function::Marker]).any(|it| self.lower(it) == "to")
    }

    /// Whether a verb says what a noun is for: "the plan *to leave*".
    pub(super) fn is_of_plan(&self, verb: usize) -> bool {
        self.is(verb, Function::Participle) && self.has_to(verb)
    }

    /// Whether a word says that something nearly happened: "nearly hired"; not "almost certainly hired".
    pub(super) fn is_near_miss(&self, word: usize) -> bool {
        lexicon::doubt::is_near_miss(self.lower(word))
            && self.words.get(word + 1).is_none_or(|it| it.tag != Tag::Adverb)
    }

    /// Whether a word is in a question.
    pub(super) fn is_asked(&self, word: usize) -> bool {
        let mut rest = self.words.iter().skip(word);
        rest.find(|it| matches!(it.text, "." | "?" | "!")).is_some_and(|it| it.text == "?")
    }

    /// "no *longer*"
    pub(super) fn is_no_longer(&self, word: usize) -> bool {
        matches!(self.lower(word), "longer" | "more") && word > 0 && self.lower(word - 1) == "no"
    }

    /// All words below a word, and the word itself, in order; at most `most`.
    pub(super) fn subtree(&self, word: usize, most: usize) -> Vec<usize> {
        let mut found = vec![word];
        let mut at = 0;
        while at < found.len() && found.len() < most {
            found.extend(self.children(found[at]));
            at += 1;
        }
        found.truncate(most);
        found.sort_unstable();
        found
    }
}

/// Gives a word another head, unless that depends on the word. Returns whether it did.
pub(super) fn attach(words: &mut [Word<'_>], word: usize, head: usize, function: Function) -> bool {
    let mut at = Some(head);
    while let Some(above) = at {
        if above == word {
            return false;
        }
        at = words[above].head;
    }
    if words[word].head.is_none() {
        return false; // the root holds all others
    }
    words[word].head = Some(head);
    words[word].function = function;
    true
}

/// The head of the name that a word is part of.
pub(super) fn name_of(words: &[Word<'_>], at: usize) -> Option<usize> {
    words.iter().position(|it| it.name.as_ref().is_some_and(|name| name.contains(&at)))
}

/// Gives the prepositions of a word to a name that takes its place.
pub(super) fn take_cases(words: &mut [Word<'_>], from: usize, name: usize) {
    let before = words.iter_mut().take(from.min(name));
    for word in before.filter(|it| it.head == Some(from) && it.function == Function::Case) {
        word.head = Some(name);
    }
}
