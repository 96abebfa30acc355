//! Words that show how others belong together: articles, determiners, conjunctions, auxiliaries, adverbs of time and
//! degree.

/// Words that begin a noun phrase: articles, demonstratives, quantities.
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "some", "any", "every", "each", "no", "another",
    "both", "all", "one",
];

/// Quantities that replace an article.
const QUANTIFIERS: &[&str] = &["some", "any", "every", "each", "no", "another", "both", "all"];

/// Words that make a noun phrase stand for someone, whoever it is: "every mayor".
const GENERAL: &[&str] =
    &["any", "every", "each", "no", "some", "both", "all", "these", "those", "whose", "many", "several"];

/// Words with which a clause begins.
const BEFORE_CLAUSE: &[&str] = &[
    "that", "who", "which", "when", "whether", "if", "because", "while", "although", "though", "since",
    "after", "before", "until", "where", "how", "why", "what", "as", "unless", "than", "once", "whereas",
    "so",
];

/// Auxiliaries other than the forms of "be".
const AUXILIARIES: &[&str] = &[
    "has", "have", "had", "do", "does", "did", "will", "would", "can", "could", "may", "might", "must",
    "shall", "should", "ca", "wo", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "having",
];

/// Verbs that say what someone is: the forms of "be", "become" and "remain".
const COPULAS: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "am", "'re", "’re", "'m", "’m", "become", "becomes",
    "became", "remains", "remained",
];

/// Adverbs between a subject and its verb that do not end in -ly.
const ADVERBS: &[&str] = &[
    "also", "later", "now", "still", "even", "just", "again", "often", "earlier", "soon", "already", "ever",
    "never", "not", "too", "further", "first", "then", "once", "only", "twice", "himself", "herself",
    "itself", "both", "each", "long",
];

/// Other words over which no noun phrase continues.
const CLOSED: &[&str] =
    &["not", "there", "here", "also", "then", "up", "out", "down", "says", "said", "told"];

/// Words before which the noun phrase of a head cannot begin.
const BORDERS: &[&str] = &[
    "of", "in", "on", "at", "for", "to", "from", "by", "with", "and", "or", "but", "as", "which", "who",
    "whom", "is", "are", "was", "were", "be", "been", "has", "have", "had",
];

/// Words that show a clause, not a description.
const OF_CLAUSES: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "will",
    "would",
    "can",
    "could",
    "should",
    "may",
    "might",
    "must",
    "do",
    "does",
    "did",
    "said",
    "says",
    "told",
    "tells",
    "announced",
    "added",
    "went",
    "came",
    "made",
    "took",
    "he",
    "she",
    "they",
    "it",
    "i",
    "we",
    "you",
    "not",
    "because",
    "if",
];

/// Words at which a phrase ends, because another clause or a remark begins.
const ENDS_PHRASE: &[&str] = &[
    "who", "which", "that", "when", "while", "because", "if", "after", "before", "and", "but", "or", "whose",
    "where", "since", "as", "by",
];

/// Words that end a source after its verb: "said the mayor at noon".
const AFTER_SOURCE: &[&str] =
    &["at", "in", "on", "to", "during", "after", "before", "as", "when", "while", "by", "from", "last"];

/// Adverbs and auxiliaries between a source and its verb: "he later told".
const BEFORE_CUE: &[&str] = &["later", "also", "then", "once", "has", "had", "reportedly"];

/// Auxiliaries that a label keeps.
const MODALS: &[&str] =
    &["will", "would", "can", "could", "may", "might", "must", "shall", "should", "’ll", "'ll", "cannot"];

/// Words directly after a verb that change its meaning: "put forward", "stepped aside".
const PARTICLES: &[&str] =
    &["aside", "away", "back", "down", "forward", "off", "out", "over", "up", "apart", "together", "along"];

/// Words that may be between the words of a name, as they are written.
const JOINTS: &[&str] = &["of", "the", "and", "for", "in", "at", "to", "by"];

/// Whether the token, as it is written, is "a", "an" or "the", even at the start of a sentence.
pub(crate) fn is_article(token: &str) -> bool {
    matches!(token, "a" | "an" | "the" | "A" | "An" | "The")
}

/// Whether the word, in lower case, is an article or says whose something is: "the", "her".
pub(crate) fn opens_noun(word: &str) -> bool {
    is_article(word) || matches!(word, "his" | "her" | "its" | "their")
}

/// "the", "a", "this".
pub(crate) fn is_determiner(word: &str) -> bool {
    DETERMINERS.contains(&word)
}

/// "some", "every"
pub(crate) fn is_quantifier(word: &str) -> bool {
    QUANTIFIERS.contains(&word)
}

/// Whether "of" after the word introduces the group that it belongs to: "one of the aides".
pub(crate) fn is_part(word: &str) -> bool {
    matches!(
        word,
        "one" | "two" | "three" | "some" | "many" | "most" | "several" | "both" | "all" | "each" | "none"
    )
}

/// Whether the word makes a noun phrase stand for someone, whoever it is: "every mayor".
pub(crate) fn is_general(word: &str) -> bool {
    GENERAL.contains(&word)
}

/// "that", "when", "because": words with which a clause begins.
pub(crate) fn begins_clause(word: &str) -> bool {
    BEFORE_CLAUSE.contains(&word)
}

/// Whether a clause of time, reason or condition begins with the word: "when", "because".
pub(crate) fn begins_adverbial_clause(word: &str) -> bool {
    matches!(word, "when" | "because" | "while" | "after" | "before" | "if" | "since" | "as" | "until")
}

/// Whether a clause after the word is a question: "whether Lee lied".
pub(crate) fn is_asking(word: &str) -> bool {
    matches!(word, "whether" | "if" | "what" | "which" | "how" | "why" | "where" | "when")
}

/// Whether the word introduces what "it" stands for: "it is clear *that*", "it would be wise *to*".
pub(crate) fn follows_expletive(word: &str) -> bool {
    matches!(word, "that" | "to" | "whether" | "if" | "when" | "who" | "too" | "not")
}

/// "and", "or", "but".
pub(crate) fn is_coordinator(word: &str) -> bool {
    matches!(word, "and" | "or" | "but" | "nor" | "yet" | "&")
}

/// "is", "has", "would".
pub(crate) fn is_auxiliary(word: &str) -> bool {
    is_copula(word) || AUXILIARIES.contains(&word)
}

/// "is", "were", "became".
pub(crate) fn is_copula(word: &str) -> bool {
    COPULAS.contains(&word)
}

/// Whether the word is a form of "be" that may be the only verb; "am" and "’re" do not count here.
pub(crate) fn is_being(word: &str) -> bool {
    matches!(word, "is" | "was" | "are" | "were" | "'s" | "’s" | "be" | "been" | "being")
}

/// Whether a label needs the auxiliary.
pub(crate) fn is_modal(word: &str) -> bool {
    MODALS.contains(&word)
}

/// Whether the word is an adverb that may be between a subject and its verb and does not end in -ly.
pub(crate) fn is_frequent_adverb(word: &str) -> bool {
    ADVERBS.contains(&word)
}

/// Whether the word, directly after a verb, changes its meaning: "put forward", "stepped aside".
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Whether no noun phrase continues over the word, although it is in no other list here.
pub(crate) fn is_closed(word: &str) -> bool {
    CLOSED.contains(&word)
}

/// Whether a noun phrase cannot continue over the word, towards its beginning.
pub(crate) fn is_border(word: &str) -> bool {
    BORDERS.contains(&word)
}

/// Whether the word shows that it is in a clause rather than a description.
pub(crate) fn is_of_clause(word: &str) -> bool {
    OF_CLAUSES.contains(&word)
}

/// Whether a phrase ends before the word.
pub(crate) fn ends_phrase(word: &str) -> bool {
    ENDS_PHRASE.contains(&word)
}

/// Whether a source that follows its verb ends before the word.
pub(crate) fn ends_source(word: &str) -> bool {
    AFTER_SOURCE.contains(&word)
}

/// Whether the word may be between a source and its verb.
pub(crate) fn is_before_cue(word: &str) -> bool {
    BEFORE_CUE.contains(&word) || word.ends_with("ly")
}

/// Whether the token may be between the words of a name.
pub(crate) fn is_joint(token: &str) -> bool {
    JOINTS.contains(&token)
}
