//! Invisible characters: those that no text needs, and those that some scripts and emoji need.

/// Whether the character is invisible and has no meaning anywhere: what Unicode lists as
/// `Default_Ignorable_Code_Point` except joiners and variation selectors, controls for the direction of text, and
/// annotation marks. Without them, a name is found as it is read: "Ses\u{ad}sions".
pub(super) const fn is_useless(c: char) -> bool {
    matches!(c,
        '\u{ad}'                      // soft hyphen
        | '\u{34f}'                   // combining grapheme joiner
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' // bidi
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
        | '\u{17b4}' | '\u{17b5}'     // Khmer vowels that are not written
        | '\u{180e}'                  // Mongolian vowel separator
        | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}' // zero width
        | '\u{fff0}'..='\u{fffb}'     // unassigned, and interlinear annotation
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' // formats of shorthand and of music
        | '\u{e0000}'..='\u{e0fff}' // tags, and variants of ideographs
    )
}

/// Whether the character may follow `before`. Joiners and variation selectors may follow only some characters; all
/// others may follow any.
pub(super) fn belongs(c: char, before: Option<char>) -> bool {
    match c {
        '\u{200c}' | '\u{200d}' => before.is_some_and(|it| is_joined(it) || is_pictured(it)),
        '\u{180b}'..='\u{180d}' | '\u{180f}' => {
            before.is_some_and(|it| matches!(it, '\u{1800}'..='\u{18af}'))
        }
        '\u{fe0e}' | '\u{fe0f}' => {
            before.is_some_and(|it| is_pictured(it) || matches!(it, '0'..='9' | '#' | '*' | '©' | '®'))
        }
        '\u{fe00}'..='\u{fe0d}' => before.is_some_and(|it| is_pictured(it) || is_ideograph(it)),
        _ => true,
    }
}

/// Whether it is in a script whose letters can be joined or kept apart: from Arabic to the scripts of India and
/// Mongolia. Latin, Greek, Cyrillic and similar scripts have no use for that.
const fn is_joined(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{109f}'
        | '\u{1700}'..='\u{1cff}'
        | '\u{a800}'..='\u{abff}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}'
        | '\u{10a00}'..='\u{11fff}'
        | '\u{1e900}'..='\u{1e95f}'
    )
}

/// Whether it is a symbol or emoji, or part of one: the end of a keycap, a variation selector, a skin colour.
const fn is_pictured(c: char) -> bool {
    matches!(c, '\u{203c}' | '\u{2049}' | '\u{20e3}' | '\u{2100}'..='\u{27ff}' | '\u{2900}'..='\u{2bff}' | '\u{3030}' | '\u{303d}'
        | '\u{3297}' | '\u{3299}' | '\u{fe0e}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
