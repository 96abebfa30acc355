//! Org, the outlines of Emacs: a heading for each article, with notes, people, relations and quotes below it.

use std::fmt::Write as _;

use crate::digest::{self, Voice, Voices, counted};
use crate::export::{Article, Options, OutputFile, on_one_line};
use crate::nlp::EntityKind;

/// All articles as one outline.
pub(in crate::export) fn export(articles: &[Article<'_>], _: &Options) -> Vec<OutputFile> {
    let mut out = String::new();
    for article in articles {
        write(&mut out, article);
    }
    vec![OutputFile::beside("org", out)]
}

fn write(out: &mut String, article: &Article<'_>) {
    let (doc, analysis) = (article.doc, &article.annotated.analysis);
    let meta = doc.meta();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "* {}", plain(&digest::title(doc).unwrap_or_else(|| "Untitled".to_owned())));
    out.push_str(":PROPERTIES:\n");
    let address = meta.address.as_ref().map(|it| it.as_str().to_owned());
    let properties = [
        ("AUTHOR", meta.author.clone()),
        ("SITE", meta.site.clone()),
        ("PUBLISHED", meta.published.clone()),
        ("URL", address),
        ("SOURCE", meta.source.clone()),
        ("BYLINE", article.id.map(|it| it.to_string())),
        ("SHA256", Some(doc.fingerprint().to_string())),
    ];
    for (name, value) in properties {
        if let Some(value) = value {
            let _ = writeln!(out, ":{name}: {}", on_one_line(&value));
        }
    }
    out.push_str(":END:\n");
    notes(out, article);
    for (kind, heading) in [(EntityKind::Person, "People"), (EntityKind::Organization, "Organizations")] {
        let mut members: Vec<_> = analysis.entities.iter().filter(|(_, it)| it.kind == kind).collect();
        members.sort_by_key(|(_, it)| std::cmp::Reverse(it.mentions.len()));
        if !members.is_empty() {
            let _ = writeln!(out, "** {heading}");
        }
        for (id, it) in members {
            let tally = digest::tally(analysis, id);
            let described =
                it.description.as_deref().map(|it| format!(", {}", plain(it))).unwrap_or_default();
            let doubt = match tally.doubtful.total() {
                0 => String::new(),
                n => format!("; {n} not sure"),
            };
            let n = counted(tally.all.total(), "mention");
            let _ = writeln!(out, "- {}{described} :: {n}{doubt}", plain(&it.name));
        }
    }
    if !analysis.relations.is_empty() {
        out.push_str("** Relations\n");
    }
    for it in analysis.relations.rows() {
        let _ = writeln!(out, "- {}", plain(&digest::told_whole(analysis, it)));
        for &sentence in &it.evidence {
            let _ = writeln!(out, "  : {}", on_one_line(doc.slice(analysis.sentences[sentence].span)));
        }
    }
    let voices = Voices::new(doc, analysis);
    if !voices.rows().is_empty() {
        out.push_str("** Quotes\n");
    }
    for row in voices.rows() {
        let who = match &row.voice {
            Voice::Cast(id) => analysis.entities[*id].name.clone(),
            Voice::Source { words, .. } => words.clone(),
            Voice::Unknown => "Speaker unknown".to_owned(),
        };
        let _ = writeln!(out, "*** {} ({}%)", plain(&who), row.percent);
        for &id in &row.quotes {
            let doubt = if analysis.quotes[id].confidence.is_doubtful() { " (not sure)" } else { "" };
            let _ = writeln!(out, "- {}{doubt}", plain(&digest::said(doc, &analysis.quotes[id])));
        }
    }
}

fn notes(out: &mut String, article: &Article<'_>) {
    let marks = &article.annotated.marks;
    if !marks.is_empty() {
        out.push_str("** Notes\n");
    }
    for mark in marks {
        let lost = if mark.span.is_none() { " (no longer in the text)" } else { "" };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "- {}{lost}", plain(&mark.at.exact));
        for line in crate::annotate::told(&mark.note, &mark.tags).lines().filter(|it| !it.trim().is_empty()) {
            let _ = writeln!(out, "  : {}", on_one_line(line));
        }
    }
}

/// The text on one line without any markup of Org: a zero-width space precedes each mark, as Org's manual recommends.
fn plain(text: &str) -> String {
    let text = on_one_line(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if "*/_=~+[]<>{}$\\|:#@^".contains(c) {
            out.push('\u{200b}');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_of_the_text_is_a_mark() {
        assert_eq!(
            plain("*a* [[b]]\n#c"),
            "\u{200b}*a\u{200b}* \u{200b}[\u{200b}[b\u{200b}]\u{200b}] \u{200b}#c"
        );
    }
}
