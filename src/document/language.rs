//! Detects the language of a document: of the whole, and of each block if the languages are mixed.
//!
//! The engine reads English, so when in doubt a text is English: short texts, names, numbers and anything uncertain.

use std::fmt;

use whatlang::{Detector, Lang};

use crate::document::{Block, BlockKind};

/// The language of a shorter text cannot be detected.
const MIN_LENGTH: usize = 60;
/// In a document in another language, a shorter block has the language of its neighbours. From this many letters on,
/// its own text decides.
const MIN_BLOCK_LENGTH: usize = 80;
/// How many bytes of a longer text are examined: its beginning and pieces of the rest.
const SAMPLE: usize = 8 << 10;
/// If this many percent of the words are common English words, the text is English and nothing else need be checked.
const ENGLISH_PERCENT: usize = 20;
/// An English text of some length has at least this many percent, unless it is a list of names.
const FOREIGN_PERCENT: usize = 9;
/// How sure the detector must be, from 0 to 1, if a short text has common words of other languages and none of
/// English.
const CLEAR: f64 = 0.05;
/// The percentage of such words that counts.
const SMALL_PERCENT: usize = 15;
/// A shorter block may be taken for a language like its own, or for any if it is a heading of rare words.
const FIRM_LENGTH: usize = 240;

/// Languages so alike that a short text of one passes for another.
const ALIKE: &[&[&str]] = &[
    &["es", "pt", "it", "ro"],
    &["da", "nb", "sv"],
    &["de", "nl"],
    &["cs", "sk"],
    &["hr", "sr", "sl"],
    &["ru", "uk", "be", "bg", "mk", "sr"],
    &["zh", "ja"],
    &["ar", "fa", "ur"],
    &["hi", "mr", "ne"],
    &["tr", "az"],
    &["fi", "et"],
];

/// A language, by its code and its English name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Language {
    code: &'static str,
    name: &'static str,
}

impl Language {
    /// The language that the engine reads.
    pub const ENGLISH: Self = Self { code: "en", name: "English" };

    /// ISO 639-1: "de".
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// Its English name: "German".
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Whether a short text of one may pass for the other.
    fn is_like(self, other: Self) -> bool {
        ALIKE.iter().any(|it| it.contains(&self.code) && it.contains(&other.code))
    }

    fn of(language: Lang) -> Self {
        let code = CODES.iter().find(|(long, _)| *long == language.code()).map_or("en", |(_, code)| code);
        let name = match language {
            Lang::Cmn => "Chinese",
            Lang::Nob => "Norwegian",
            Lang::Pes => "Persian",
            _ => language.eng_name(),
        };
        if code == "en" { Self::ENGLISH } else { Self { code, name } }
    }
}

/// Languages with few articles are left out: with them, short texts in related languages are confused.
fn detector() -> Detector {
    let rare = [
        Lang::Aka,
        Lang::Afr,
        Lang::Cat,
        Lang::Epo,
        Lang::Jav,
        Lang::Lat,
        Lang::Sna,
        Lang::Tgl,
        Lang::Tuk,
        Lang::Uzb,
        Lang::Zul,
    ];
    Detector::with_denylist(rare.to_vec())
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// ISO 639-3 and ISO 639-1 codes of the languages that can be detected.
const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zho", "zh"),
    ("zul", "zu"),
];

/// Words that occur in every English text, and hardly ever in other languages.
const ENGLISH_WORDS: &[&str] = &[
    "the", "of", "and", "to", "that", "was", "with", "for", "is", "it", "his", "he", "she", "her", "they",
    "their", "this", "which", "from", "by", "at", "been", "were", "had", "has", "have", "but", "not", "you",
    "your", "who", "what", "when", "there", "would", "will", "said", "about", "out", "into", "than", "its",
    "are", "be", "as", "on", "or", "after", "i", "we", "my", "all", "if", "could", "should", "don", "says",
    "over", "how", "our", "did", "does", "because",
];

/// Common words of the languages that most articles are in; none of them is an English word.
const FOREIGN_WORDS: &[&str] = &[
    "der", "die", "das", "den", "dem", "und", "ist", "nicht", "ein", "eine", "einen", "mit", "von", "zu",
    "auf", "für", "sich", "im", "wir", "haben", "sagte", "le", "la", "les", "des", "du", "de", "et", "un",
    "une", "est", "que", "qui", "dans", "pour", "sur", "pas", "au", "aux", "en", "el", "los", "las", "del",
    "y", "por", "con", "para", "se", "su", "il", "di", "che", "per", "non", "è", "della", "del", "het",
    "een", "van", "dat", "zijn", "niet", "te", "och", "att", "som", "det", "på", "av", "inte", "og", "ikke",
    "til", "não", "uma", "em", "os", "na", "da", "do", "w", "się", "nie", "że", "ve", "bir", "bu",
];

/// The languages of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Languages {
    /// The language of most of the text.
    pub(super) main: Language,
    /// The language of each block; empty if all are in the main one.
    pub(super) blocks: Vec<Language>,
}

impl Languages {
    /// All of it is in one language.
    pub(super) const fn only(main: Language) -> Self {
        Self { main, blocks: Vec::new() }
    }

    /// Detects the languages.
    pub(super) fn of(text: &str, blocks: &[Block]) -> Self {
        let main = whole(text, blocks);
        let detector = detector();
        let told: Vec<Option<LanguageEvidence>> =
            blocks.iter().map(|block| language_of_block(block, text, main, &detector)).collect();
        let told = firm(&told, main);
        if told.iter().all(|it| it.is_none_or(|it| it == main)) {
            return Self::only(main);
        }
        // A block that tells nothing by itself is in the main language, unless it is between blocks in one other.
        let next = backwards(&told);
        let mut before = None;
        let languages = told.into_iter().zip(next).map(|(own, next)| {
            before = own.or(before);
            own.or_else(|| before.filter(|_| before == next)).unwrap_or(main)
        });
        Self { main, blocks: languages.collect() }
    }
}

/// What a text tells of its language.
#[derive(Debug, Clone, Copy)]
struct LanguageEvidence {
    language: Language,
    /// Whether it is long enough to be told from languages like it.
    is_long: bool,
    is_reliable: bool,
    script: whatlang::Script,
}

impl LanguageEvidence {
    const fn english(is_long: bool) -> Self {
        Self { language: Language::ENGLISH, is_long, is_reliable: true, script: whatlang::Script::Latin }
    }

    fn is_firm(&self) -> bool {
        self.is_long || self.is_reliable
    }

    /// Whether it may be of this language as well.
    fn may_be(&self, other: Language) -> bool {
        let in_script = || {
            let lang = CODES.iter().filter(|(_, code)| *code == other.code);
            lang.filter_map(|(long, _)| Lang::from_code(*long)).any(|it| self.script.langs().contains(&it))
        };
        self.language.is_like(other) || !self.is_reliable && in_script()
    }
}

/// The language of each block: a short one is of that of its neighbours, or else of the text, if it may be.
fn firm(told: &[Option<LanguageEvidence>], main: Language) -> Vec<Option<Language>> {
    let of = |it: &Option<LanguageEvidence>| it.filter(LanguageEvidence::is_firm).map(|it| it.language);
    let firm: Vec<_> = told.iter().map(of).collect();
    let next = backwards(&firm);
    let mut before = None;
    let mut languages = Vec::with_capacity(told.len());
    for (at, own) in told.iter().enumerate() {
        let around = [before, next.get(at + 1).copied().flatten(), Some(main)];
        before = firm[at].or(before);
        languages.push(own.map(|own| {
            let mut around = around.into_iter().flatten();
            let keeps = own.is_long
                || own.language == Language::ENGLISH
                || around.clone().any(|it| it == own.language);
            let other = around.find(|&it| it != Language::ENGLISH && own.may_be(it));
            other.filter(|_| !keeps).unwrap_or(own.language)
        }));
    }
    languages
}

/// For each place what is there, or else what comes next.
fn backwards(told: &[Option<Language>]) -> Vec<Option<Language>> {
    let mut next = told.to_vec();
    for at in (0..next.len().saturating_sub(1)).rev() {
        next[at] = next[at].or(next[at + 1]);
    }
    next
}

/// The language of most of a text.
fn whole(text: &str, blocks: &[Block]) -> Language {
    let mut sample = String::new();
    let step = (blocks.len() / 64).max(1);
    for block in blocks.iter().step_by(step) {
        let words = block.span.of(text);
        let end = words.floor_char_boundary(SAMPLE / 8);
        sample.push_str(words.get(..end).unwrap_or_default());
        sample.push('\n');
        if sample.len() > SAMPLE {
            break;
        }
    }
    tell(&sample, MIN_LENGTH, &detector()).map_or(Language::ENGLISH, |it| it.language)
}

fn language_of_block(
    block: &Block,
    text: &str,
    main: Language,
    detector: &Detector,
) -> Option<LanguageEvidence> {
    // The words of a program are in no language.
    let text = Some(block.span.of(text)).filter(|_| block.kind != BlockKind::Code)?;
    let head = text.get(..text.floor_char_boundary(SAMPLE / 4)).unwrap_or_default();
    let shortest = if main == Language::ENGLISH { MIN_BLOCK_LENGTH } else { MIN_LENGTH };
    tell(head, shortest, detector)
}

/// The language of a text; `None` if it is too short or says too little.
fn tell(text: &str, shortest: usize, detector: &Detector) -> Option<LanguageEvidence> {
    let (mut n_words, mut n_english, mut n_small, mut n_names) = (0, 0, 0, 0);
    let mut n_letters = 0;
    let mut n_foreign = 0;
    // Addresses are in no language.
    let tokens = text.split_whitespace().filter(|it| !it.contains("://") && !it.starts_with(['@', '#']));
    let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’');
    for word in tokens.clone().flat_map(|it| it.split(is_sign)) {
        if !word.contains(char::is_alphabetic) {
            continue;
        }
        n_words += 1;
        n_letters += word.chars().count();
        n_foreign += word.chars().filter(|c| *c >= '\u{370}').count();
        n_names += usize::from(word.starts_with(char::is_uppercase));
        if word.len() <= 8 {
            let word = word.to_lowercase();
            n_english += usize::from(ENGLISH_WORDS.contains(&word.as_str()));
            n_small += usize::from(FOREIGN_WORDS.contains(&word.as_str()));
        }
    }
    // Letters of another script say more than Latin ones.
    if n_letters + 3 * n_foreign < shortest {
        return None;
    }
    let is_long = n_letters >= FIRM_LENGTH;
    if n_english * 100 >= n_words * ENGLISH_PERCENT {
        return Some(LanguageEvidence::english(is_long));
    }
    let has_small = n_small * 100 >= n_words * SMALL_PERCENT;
    let info = detector.detect(&tokens.collect::<Vec<_>>().join(" "))?;
    let language = Language::of(info.lang());
    let is_latin = info.script() == whatlang::Script::Latin;
    if language == Language::ENGLISH {
        return Some(LanguageEvidence::english(is_long));
    }
    let has_english = n_english * 100 >= n_words * FOREIGN_PERCENT;
    // Lists of foreign names look foreign, but are read anyway.
    let is_named = n_names * 2 > n_words && !has_small;
    let is_clear = info.is_reliable() || n_english == 0 && has_small && info.confidence() > CLEAR;
    let is_sure = !is_latin || is_clear && !has_english && !is_named;
    is_sure.then(|| LanguageEvidence {
        language,
        is_long,
        is_reliable: info.is_reliable(),
        script: info.script(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> &'static str {
        tell(text, MIN_LENGTH, &detector()).map_or("en", |it| it.language.code())
    }

    #[test]
    fn languages_are_told() {
        for (expected, text) in [
            (
                "de",
                "Am Donnerstag hat der Hafenrat beschlossen, das alte Becken trockenzulegen. Die Fischer waren dagegen, und niemand hatte sie gefragt.",
            ),
            (
                "fr",
                "Selon le conseil du port, le vieux bassin sera vidé avant le printemps. Les pêcheurs ne sont pas d’accord, et personne ne les a consultés.",
            ),
            (
                "es",
                "El consejo del puerto decidió el martes vaciar la vieja dársena, a pesar de la protesta de las familias que amarran allí desde la guerra.",
            ),
            (
                "ar",
                "قرر مجلس الميناء يوم الثلاثاء تجفيف الحوض القديم رغم احتجاج عائلات الصيادين الذين يرسون هناك منذ الحرب.",
            ),
            ("zh", "港务委员会周二决定排干旧船坞，尽管自战争以来一直在那里停泊的渔民家庭表示抗议。"),
            ("ru", "Портовый совет решил во вторник осушить старый бассейн, несмотря на протест рыбаков."),
            (
                "en",
                "The harbour council voted on Tuesday to drain the old basin, over the protest of the fishing families who have moored there since the war.",
            ),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }

    #[test]
    fn short_texts_names_and_english_about_foreigners_are_english() {
        for text in [
            "Donnerstag",
            "Sehr gut!",
            "Bayern München 3, Real Madrid 2",
            "Jürgen Müller, Hans-Dieter Schröder, Karl-Heinz Grünwald, Ursula Schäfer, Wolfgang Böhm, Günther Weiß",
            "José María Aznar López met Jean-Luc Mélenchon and Giuseppe Conte at the Palacio de la Moncloa on Tuesday, El País reported.",
            "Frankfurter Allgemeine Zeitung, Süddeutsche Zeitung and Neue Zürcher Zeitung were sold out in Düsseldorf, Köln and Mönchengladbach.",
            "1,200 12.5 33 48 2019 2020 2021 2022 1,300 1,400 55.2 66.1 77.0 88.8 99.9 100.0",
            "NEW YORK, Nov 3 - Shares of Volkswagen AG, Deutsche Bahn AG and Bayerische Motoren Werke fell sharply in Frankfurt.",
        ] {
            assert_eq!(code(text), "en", "{text}");
        }
    }

    /// The codes of the blocks; each is a paragraph.
    fn codes(blocks: &[&str]) -> Vec<&'static str> {
        use crate::document::{DocumentBuilder, Metadata};
        let mut builder = DocumentBuilder::new();
        for it in blocks {
            builder.block(BlockKind::Paragraph, it);
        }
        let doc = builder.finish(Metadata::default()).unwrap();
        (0..blocks.len()).map(|it| doc.language_of(it).code()).collect()
    }

    const SPANISH: &str = "El consejo del puerto decidió el martes vaciar la vieja dársena, a pesar de la protesta de las familias que \
        amarran allí desde la guerra, y nadie les había preguntado qué pensaban de ello ni adónde irían con sus barcos, dijo una vecina \
        que vive junto al muelle desde hace cuarenta años y que no piensa marcharse.";
    const ENGLISH: &str = "The harbour council voted on Tuesday to drain the old basin, over the protest of the fishing families who have \
        moored there since the war, and nobody had asked them what they thought of it or where they would go.";

    #[test]
    fn a_short_block_is_of_the_language_around_it_if_it_may_be() {
        // All are told as Portuguese by themselves.
        let headings = [
            "Ante notario presenta Marta Ruiz documentos de terrenos de puerto para venta",
            "Argentina: protesta de pescadores de Mar de Plata contra venta de terrenos",
            "Se presenta en Lisboa proyecto de reforma de transporte para viajeros de Europa",
            "Arranca temporada de pesca de sardina: cuotas de captura para barcos de Galicia",
        ];
        for heading in headings {
            assert_eq!(codes(&[heading, SPANISH]), ["es", "es"], "{heading}");
            assert_eq!(
                codes(&[ENGLISH, SPANISH, heading, SPANISH, ENGLISH, ENGLISH])[1..4],
                ["es"; 3],
                "{heading}"
            );
        }
        let japanese = "港湾評議会は火曜日、戦争以来そこに停泊してきた漁師の家族の抗議にもかかわらず、古い船だまりの水を抜くことを決めた。誰も彼らに意見を聞かなかった。";
        assert_eq!(codes(&["港湾評議会旧船渠排水計画可決漁業者抗議", japanese]), ["ja", "ja"]);
        let czech = "Přístavní rada v úterý rozhodla vypustit starou pánev navzdory protestům rybářských rodin, které tam kotví od \
            války, a nikdo se jich na nic neptal, řekla obyvatelka domu u mola, která tam žije už čtyřicet let a nechce odejít.";
        assert_eq!(
            codes(&["Starosta mesta: Nový prístav, nové mólo, nové domy a nové obchody pre rybárov", czech])
                [1],
            "cs"
        );
    }

    #[test]
    fn a_long_block_and_one_of_another_kind_of_language_stay_what_they_are() {
        let portuguese = "O conselho do porto decidiu na terça-feira esvaziar a antiga doca, apesar do protesto das famílias de pescadores \
            que lá atracam desde a guerra, e ninguém lhes tinha perguntado o que pensavam nem para onde iriam com os seus barcos, disse \
            uma moradora que vive junto ao cais há quarenta anos e que não pensa em partir.";
        let german = "Am Donnerstag hat der Hafenrat beschlossen, das alte Becken trockenzulegen, sagte sie, und niemand war dagegen.";
        assert_eq!(codes(&[SPANISH, portuguese, german, SPANISH]), ["es", "pt", "de", "es"]);
        assert_eq!(codes(&[ENGLISH, german, ENGLISH, ENGLISH]), ["en", "de", "en", "en"]);
    }

    #[test]
    fn every_language_has_a_code() {
        for language in Lang::all() {
            assert!(CODES.iter().any(|(long, _)| *long == language.code()), "{language:?}");
        }
        assert!(CODES.is_sorted());
    }
}
