//! What the status line says about the focused words: whom "he" stands for, who says a quote.

use crate::app::article::marks::Marks;
use crate::app::reader::{Focus, FocusKind};
use crate::app::text::grapheme;
use crate::digest;
use crate::document::Document;
use crate::nlp::{Analysis, Mention, MentionForm, Quote};

/// The most pronouns and descriptions of a sentence that are shown.
const MAX_TOLD: usize = 4;

/// The cells for the words of a mention, and for a name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Widths {
    pub(crate) words: usize,
    pub(crate) name: usize,
}

/// "he — Jeff Sessions ?". If the words are the name itself, only that and its doubt.
pub(crate) fn mention(
    doc: &Document,
    analysis: &Analysis,
    mention: &Mention,
    room: Widths,
    more: &str,
) -> String {
    let words = digest::words(doc, mention.span);
    let name = &analysis.entities[mention.entity].name;
    let told = grapheme::fit(name, room.name, more);
    let doubt = if mention.confidence.is_doubtful() { " ?" } else { "" };
    if words == *name {
        return format!("{told}{doubt}");
    }
    format!("{} — {told}{doubt}", grapheme::fit(&words, room.words, more))
}

/// What is uncertain about the focused words, if anything: "name uncertain".
pub(crate) fn doubt(analysis: &Analysis, marks: &Marks, focus: Focus) -> Option<&'static str> {
    match focus.kind {
        FocusKind::Mention => {
            let mark = marks.mention_at(focus.span).filter(|mark| mark.doubtful)?;
            Some(match mark.form {
                MentionForm::Name => "name uncertain",
                MentionForm::Pronoun => "pronoun uncertain",
                MentionForm::Noun => "description uncertain",
            })
        }
        FocusKind::Quote => {
            let mark = marks.quotes_in(focus.span).find(|mark| mark.span == focus.span && mark.doubtful)?;
            let quote = &analysis.quotes[mark.quote];
            let has_speaker = quote.speaker.is_some() || !quote.source.is_empty();
            Some(if has_speaker { "speaker uncertain" } else { "quote uncertain" })
        }
        _ => None,
    }
}

/// What to show about the focus: for a mention or quote whose it is, for a sentence whom its pronouns and
/// descriptions stand for.
pub(crate) fn focused(
    doc: &Document,
    analysis: &Analysis,
    marks: &Marks,
    focus: Focus,
    room: Widths,
    more: &str,
) -> Option<String> {
    let tell = |it: &Mention| mention(doc, analysis, it, room, more);
    match focus.kind {
        // It has a line of its own.
        FocusKind::Relation(..) | FocusKind::Mark | FocusKind::Link | FocusKind::Selection(_) => None,
        FocusKind::Mention => Some(tell(&analysis.mentions[marks.mention_at(focus.span)?.mention])),
        FocusKind::Hit => {
            let it = &analysis.mentions[marks.mention_around(focus.span)?.mention];
            (it.form != MentionForm::Name).then(|| tell(it))
        }
        FocusKind::Quote => {
            let mark = marks.quotes_in(focus.span).find(|mark| mark.span == focus.span)?;
            Some(speaker(doc, analysis, &analysis.quotes[mark.quote], room, more))
        }
        FocusKind::Sentence => {
            let within = marks.mentions_in(focus.span).filter(|mark| mark.form != MentionForm::Name);
            let told: Vec<_> =
                within.take(MAX_TOLD).map(|mark| tell(&analysis.mentions[mark.mention])).collect();
            (!told.is_empty()).then(|| told.join(" · "))
        }
    }
}

/// "said by Jeff Sessions ?".
fn speaker(doc: &Document, analysis: &Analysis, quote: &Quote, room: Widths, more: &str) -> String {
    let source = digest::source(doc, quote);
    let who = match quote.speaker {
        Some(id) => analysis.entities[id].name.clone(),
        None if source.is_empty() => return "speaker not found".to_owned(),
        None => source,
    };
    let doubt = if quote.confidence.is_doubtful() { " ?" } else { "" };
    format!("said by {}{doubt}", grapheme::fit(&who, room.name, more))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;
    use crate::text::Span;

    const TEXT: &[&str] = &[
        "[PER Ann Lee] saw [PER? Bob]. [PER~? He=Bob] met [PER& [PER~ her=Ann Lee] boss=Cy]. {?“No,”} said [PER Lee=Ann Lee].",
        "{“Yes,”} said <a man with [PER Cy]>. {“So.”}",
    ];

    fn check(words: &str, kind: FocusKind, expected: Option<&str>) {
        let (doc, analysis) = sample::article(TEXT);
        let at = doc.text().find(words).unwrap();
        let focus = Focus { span: Span::new(at, at + words.len()), kind };
        let room = Widths { words: 20, name: 20 };
        let told = focused(&doc, &analysis, &Marks::new(&analysis), focus, room, "…");
        assert_eq!(told.as_deref(), expected, "{words}");
    }

    #[test]
    fn a_mention_tells_whom_it_stands_for() {
        check("He", FocusKind::Mention, Some("He — Bob ?"));
        check("her boss", FocusKind::Mention, Some("her boss — Cy"));
        check("Lee.", FocusKind::Mention, None);
        check("Bob", FocusKind::Mention, Some("Bob ?"));
        check("Ann Lee", FocusKind::Mention, Some("Ann Lee"));
        check("her", FocusKind::Hit, Some("her — Ann Lee"));
    }

    #[test]
    fn what_is_doubtful_of_the_focus_is_named() {
        let (doc, analysis) = sample::article(&[
            "[PER? Ann] saw [PER Bob]. [PER~? He=Bob] met [PER&? her boss=Ann]. {?“No,”} said [PER Ann]. {?“So.”}",
            "{“Yes.”}",
        ]);
        let marks = Marks::new(&analysis);
        let doubt = |words: &str, kind| {
            let at = doc.text().find(words).unwrap();
            super::doubt(&analysis, &marks, Focus { span: Span::new(at, at + words.len()), kind })
        };
        assert_eq!(doubt("Ann", FocusKind::Mention), Some("name uncertain"));
        assert_eq!(doubt("Bob", FocusKind::Mention), None);
        assert_eq!(doubt("He", FocusKind::Mention), Some("pronoun uncertain"));
        assert_eq!(doubt("her boss", FocusKind::Mention), Some("description uncertain"));
        assert_eq!(doubt("“No,”", FocusKind::Quote), Some("speaker uncertain"));
        assert_eq!(doubt("“So.”", FocusKind::Quote), Some("quote uncertain"));
        assert_eq!(doubt("“Yes.”", FocusKind::Quote), None);
        assert_eq!(doubt("Ann saw Bob.", FocusKind::Sentence), None);
    }

    #[test]
    fn a_sentence_tells_whom_its_pronouns_stand_for() {
        check("He met her boss.", FocusKind::Sentence, Some("He — Bob ? · her boss — Cy · her — Ann Lee"));
        check("Ann Lee saw Bob.", FocusKind::Sentence, None);
    }

    #[test]
    fn a_quote_tells_who_says_it() {
        check("“No,”", FocusKind::Quote, Some("said by Ann Lee ?"));
        check("“Yes,”", FocusKind::Quote, Some("said by a man with Cy"));
        check("“So.”", FocusKind::Quote, Some("speaker not found"));
    }
}
