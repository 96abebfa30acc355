//! Verbs by their forms, and by what they do to those involved.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::nlp::lexicon::file::words;

/// The past tense of frequent irregular verbs.
static PAST: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../assets/lexicons/past_forms.txt")).collect());

/// Forms in -s that are hardly ever nouns.
const THIRD_PERSON: &[&str] =
    &["says", "wants", "calls", "seeks", "urges", "plans", "goes", "gets", "takes", "makes"];

/// Participles that do not end in -ed, -en or -ing.
const PARTICIPLES: &[&str] = &[
    "put", "made", "held", "led", "sent", "known", "born", "sold", "built", "found", "told", "paid", "run",
    "won",
];

/// Verbs after which "as" introduces an office: "serves as chairman".
const SERVING: &[&str] = &[
    "emerged",
    "emerges",
    "serves",
    "served",
    "serving",
    "works",
    "worked",
    "acts",
    "acted",
    "stepped",
    "resigned",
    "continues",
    "spent",
];

/// Verbs after which an office belongs to the subject.
const BECOMING: &[&str] =
    &["become", "becomes", "became", "becoming", "remain", "remains", "remained", "remaining"];

/// Verbs that give an office: their stems.
const APPOINTING: &[&str] = &[
    "appoint",
    "nam",
    "elect",
    "re-elect",
    "reelect",
    "nominat",
    "promot",
    "install",
    "crown",
    "sworn",
    "swear",
    "hir",
    "chose",
    "recruit",
    "reappoint",
];

/// Verbs that list what the subject consists of.
const LISTING: &[&str] =
    &["include", "includes", "included", "including", "comprise", "comprises", "comprised"];

/// Whether the word is the past tense of an irregular verb.
pub(crate) fn is_irregular_past(word: &str) -> bool {
    PAST.contains(word)
}

/// The past tense of an irregular verb whose participle differs from it: "took" of "taken".
pub(crate) fn past_of(participle: &str) -> Option<&'static str> {
    Some(match participle {
        "beaten" => "beat",
        "begun" => "began",
        "bitten" => "bit",
        "blown" => "blew",
        "borne" => "bore",
        "broken" => "broke",
        "chosen" => "chose",
        "done" => "did",
        "drawn" => "drew",
        "driven" => "drove",
        "drunk" => "drank",
        "eaten" => "ate",
        "flown" => "flew",
        "forbidden" => "forbade",
        "forgiven" => "forgave",
        "forgotten" => "forgot",
        "forsaken" => "forsook",
        "frozen" => "froze",
        "given" => "gave",
        "hidden" => "hid",
        "known" => "knew",
        "mistaken" => "mistook",
        "outdone" => "outdid",
        "overcome" => "overcame",
        "overridden" => "overrode",
        "overseen" => "oversaw",
        "overtaken" => "overtook",
        "overthrown" => "overthrew",
        "proven" => "proved",
        "rewritten" => "rewrote",
        "ridden" => "rode",
        "seen" => "saw",
        "shaken" => "shook",
        "shown" => "showed",
        "shrunk" => "shrank",
        "spoken" => "spoke",
        "stolen" => "stole",
        "stricken" => "struck",
        "sung" => "sang",
        "sunk" => "sank",
        "sworn" => "swore",
        "taken" => "took",
        "thrown" => "threw",
        "torn" => "tore",
        "trodden" => "trod",
        "undertaken" => "undertook",
        "undone" => "undid",
        "withdrawn" => "withdrew",
        "woken" => "woke",
        "worn" => "wore",
        "woven" => "wove",
        "written" => "wrote",
        _ => return None,
    })
}

/// Whether the word is a verb in the third person that is hardly ever a noun.
pub(crate) fn is_third_person(word: &str) -> bool {
    THIRD_PERSON.contains(&word)
}

/// Whether the word is a participle that does not look like one.
pub(crate) fn is_irregular_participle(word: &str) -> bool {
    PARTICIPLES.contains(&word)
}

/// Whether "as" after the verb introduces what someone is.
pub(crate) fn is_serving(word: &str) -> bool {
    SERVING.contains(&word)
}

/// Whether the office after the verb is the subject's: "became director".
pub(crate) fn is_becoming(word: &str) -> bool {
    BECOMING.contains(&word)
}

/// The participle, if a name before it says who does it: "Acme-backed".
pub(crate) fn compounded(word: &str) -> Option<&'static str> {
    const FORMS: [&str; 8] =
        ["backed", "owned", "led", "controlled", "funded", "sponsored", "supported", "financed"];
    FORMS.into_iter().find(|&it| it == word)
}

/// Whether the verb gives an office to its object: "appointed her director".
pub(crate) fn is_appointing(word: &str) -> bool {
    APPOINTING.iter().any(|it| word.starts_with(it))
}

/// Whether the one who leaves does what follows "to": "left Acme to join Hall".
pub(crate) fn is_leaving(word: &str) -> bool {
    matches!(word, "leave" | "leaves" | "left" | "leaving" | "quit" | "quits" | "quitting" | "abandoned")
}

/// Whether the subject has the office after "as" that its object had: "succeeded Roe as director".
pub(crate) fn is_succeeding(word: &str) -> bool {
    const FORMS: &[&str] = &[
        "succeed",
        "succeeds",
        "succeeded",
        "succeeding",
        "replace",
        "replaces",
        "replaced",
        "replacing",
        "followed",
    ];
    FORMS.contains(&word)
}

/// Whether two who do it with such a thing do it with each other: "signed a treaty", "reached a deal".
pub(crate) fn is_joint(verb: &str, object: &str) -> bool {
    const VERBS: &[&str] = &[
        "sign",
        "signed",
        "signs",
        "reach",
        "reached",
        "reaches",
        "hold",
        "held",
        "holds",
        "strike",
        "struck",
        "strikes",
        "form",
        "formed",
        "forms",
        "conclude",
        "concluded",
        "make",
        "made",
        "announce",
        "announced",
        "have",
        "had",
        "began",
        "begin",
        "start",
        "started",
        "resumed",
        "resume",
    ];
    const OBJECTS: &[&str] = &[
        "treaty",
        "agreement",
        "deal",
        "pact",
        "accord",
        "accords",
        "contract",
        "alliance",
        "truce",
        "ceasefire",
        "memorandum",
        "merger",
        "talks",
        "coalition",
        "partnership",
        "negotiations",
        "treaties",
        "agreements",
        "deals",
        "contracts",
        "settlement",
        "compromise",
    ];
    VERBS.contains(&verb) && OBJECTS.contains(&object)
}

/// Whether two who do it do it with each other, and whether that takes "with": "Lee and Roe spoke" is "Lee spoke with
/// Roe", "Lee and Roe met" is "Lee met Roe".
pub(crate) fn is_mutual(word: &str) -> Option<bool> {
    const BARE: &[&str] =
        &["met", "meet", "meets", "married", "marry", "wed", "divorced", "dated", "fought", "debated"];
    const WITH: &[&str] = &[
        "merged",
        "merge",
        "spoke",
        "speak",
        "talked",
        "talk",
        "agreed",
        "agree",
        "clashed",
        "clash",
        "argued",
        "quarrelled",
        "quarreled",
        "collaborated",
        "collaborate",
        "cooperated",
        "cooperate",
        "teamed",
        "negotiated",
        "negotiate",
        "conferred",
        "corresponded",
        "competed",
        "reconciled",
        "conspired",
    ];
    if BARE.contains(&word) { Some(false) } else { WITH.contains(&word).then_some(true) }
}

/// Whether a place after "in" is where someone is at home.
pub(crate) fn is_living(word: &str) -> bool {
    matches!(
        word,
        "live" | "lives" | "lived" | "living" | "reside" | "resides" | "resided" | "born" | "settled"
    )
}

/// Whether a place after "to" is where someone goes for long: "fled to Spain".
pub(crate) fn is_travelling(word: &str) -> bool {
    const FORMS: &[&str] = &[
        "move",
        "moves",
        "moved",
        "moving",
        "flee",
        "flees",
        "fled",
        "fleeing",
        "fly",
        "flies",
        "flew",
        "flying",
        "travel",
        "travels",
        "travelled",
        "traveled",
        "return",
        "returns",
        "returned",
        "returning",
        "emigrated",
        "migrated",
        "deported",
        "extradited",
        "exiled",
        "relocated",
    ];
    FORMS.contains(&word)
}

/// Whether a verb's object is what its subject consists of.
pub(crate) fn is_listing(word: &str) -> bool {
    LISTING.contains(&word)
}

/// Whether the participle names who leads or owns a thing: "a team *led* by Lee".
pub(crate) fn is_leading(word: &str) -> bool {
    matches!(
        word,
        "led"
            | "headed"
            | "run"
            | "owned"
            | "co-owned"
            | "founded"
            | "chaired"
            | "commanded"
            | "directed"
            | "controlled"
            | "operated"
            | "managed"
            | "published"
            | "edited"
    )
}

/// Whether the one who is made to do something does it: "forced Lee to resign", unlike "asked".
pub(crate) fn is_making(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "force", "help", "enabl", "allow", "persuade", "convince", "caus", "led", "got", "mak", "made",
        "let", "saw", "see",
    ];
    STEMS.iter().any(|it| word.starts_with(it))
}

/// Whether the object of the verb does what its infinitive says, wanted or done: "urged MPs to leave", unlike "used
/// the money to leave".
pub(crate) fn is_moving_to_act(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "persua", "convinc", "forc", "enabl", "allow", "permit", "caus", "ask", "tell", "told", "urg",
        "order", "encourag", "advis", "invit", "press", "lobb", "push", "instruct", "request", "beg",
        "plead", "implor", "direct", "command", "want", "expect", "remind", "challeng", "dare", "tempt",
        "entic", "lur", "inspir", "motivat", "requir", "oblig", "compel", "coerc", "incit", "goad",
    ];
    STEMS.iter().any(|it| word.starts_with(it))
}

/// Whether the object of the verb comes into the state of a participle: "got Lee fired".
pub(crate) fn is_causing(word: &str) -> bool {
    matches!(
        word,
        "get" | "gets" | "got" | "getting" | "have" | "has" | "had" | "having" | "want" | "wants" | "wanted"
    )
}

/// Whether "of" after the object says what the object is accused of, or loses.
pub(crate) fn is_accusing(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "accus", "convict", "acquit", "clear", "suspect", "rob", "strip", "relieve", "depriv", "warn",
        "inform", "notif", "remind", "assur", "persua", "convinc",
    ];
    STEMS.iter().any(|it| word.starts_with(it))
}

/// Whether the verb says little without a direction: "put Lee on trial".
pub(crate) fn is_moving(word: &str) -> bool {
    const FORMS: &[&str] = &[
        "put", "puts", "putting", "place", "places", "placed", "placing", "bring", "brings", "brought",
        "bringing", "send", "sends", "sent", "sending", "take", "takes", "took", "taken", "taking", "keep",
        "keeps", "kept", "keeping", "hold", "holds", "held", "holding", "drive", "drives", "drove", "driven",
        "driving",
    ];
    FORMS.contains(&word)
}

/// Whether the clause of the verb is only wanted: "demanded that Lee resign".
pub(crate) fn is_demanding(word: &str) -> bool {
    ["demand", "recommend", "request", "order", "urge", "ask", "propos", "requir"]
        .iter()
        .any(|it| word.starts_with(it))
}
