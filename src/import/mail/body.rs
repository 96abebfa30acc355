//! The plain body of a message: what its author wrote, what it quotes, and the signature.

use crate::document::{BlockKind, Linked, Metadata};
use crate::import::plain;

/// A rule of at least this many characters separates a message from what follows it.
const RULE: usize = 10;

/// A plain body as blocks. Its first line is not a headline: the subject is. A signature is not part of the text, and
/// what is below the headers of an older message is quoted.
pub(super) fn blocks(text: &str) -> Vec<(BlockKind, Linked)> {
    let text = text.replace("\r\n", "\n");
    let (own, older) = match older(&text) {
        Some((at, end)) => (text.get(..at).unwrap_or_default(), Some((at, end))),
        None => (text.as_str(), None),
    };
    let (own, signature) = own.split_once("\n-- \n").unwrap_or((own, ""));
    let mut blocks = paragraphs(own);
    blocks.extend(paragraphs(signature).into_iter().map(|(_, text)| (BlockKind::Boilerplate, text)));
    if let Some((at, end)) = older {
        let head = text.get(at..end).unwrap_or_default().trim();
        blocks.push((BlockKind::Boilerplate, head.into()));
        let quoted = self::blocks(text.get(end..).unwrap_or_default()).into_iter();
        blocks.extend(quoted.map(|(kind, text)| {
            (if kind == BlockKind::Paragraph { BlockKind::BlockQuote } else { kind }, text)
        }));
    }
    blocks
}

fn paragraphs(text: &str) -> Vec<(BlockKind, Linked)> {
    let Ok((doc, _)) = plain::document(text, Metadata::default()) else { return Vec::new() };
    let blocks = doc.blocks().rows().iter().map(|block| {
        let kind = match block.kind {
            BlockKind::Heading(1) => BlockKind::Paragraph,
            kind => kind,
        };
        (kind, doc.slice(block.span).into())
    });
    blocks.collect()
}

/// Where the headers of an older message are, with the rule above them: "From: …", "Sent: …", "Subject: …" in a row.
fn older(text: &str) -> Option<(usize, usize)> {
    const KEYS: &[&str] = &["from", "sent", "date", "to", "cc", "subject"];
    let key = |line: &str| {
        let name = line.trim_start_matches('*').split_once(':')?.0.trim_end_matches('*').to_lowercase();
        KEYS.iter().position(|it| *it == name)
    };
    let mut start = 0;
    let mut rule = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if key(words) == Some(0) {
            let head = text.get(start..).unwrap_or_default().split_inclusive('\n');
            let head: Vec<&str> = head.take_while(|it| key(it.trim()).is_some()).collect();
            let has = |wanted: usize| head.iter().any(|it| key(it.trim()) == Some(wanted));
            if (has(1) || has(2)) && (has(3) || has(5)) {
                let length: usize = head.iter().map(|it| it.len()).sum();
                return Some((rule.unwrap_or(start), start + length));
            }
        }
        if !words.is_empty() {
            rule = is_rule(words).then_some(start);
        }
        start += line.len();
    }
    None
}

/// "________________", "-----Original Message-----"
fn is_rule(line: &str) -> bool {
    let inner = line.trim_matches(['-', '_', ' ']);
    line.len() >= inner.len() + RULE / 2 && (inner.is_empty() || inner.to_lowercase().contains("message"))
}

/// A text whose lines flow (RFC 3676): a space at the end of one says that the next goes on with it.
pub(super) fn unflowed(text: &str, drops_space: bool) -> String {
    let mut out = String::with_capacity(text.len());
    // How deep the line is quoted that goes on.
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let depth = line.bytes().take_while(|it| *it == b'>').count();
        let words = line.get(depth..).unwrap_or_default();
        let words = words.strip_prefix(' ').unwrap_or(words);
        let is_signature = words == "-- ";
        if !out.is_empty() && (open != Some(depth) || is_signature) {
            out.truncate(if open.is_some() { out.trim_end_matches(' ').len() } else { out.len() });
            out.push('\n');
            open = None;
        }
        if open.is_none() && depth > 0 {
            out.push_str(&">".repeat(depth));
            out.push(' ');
        }
        let flows = words.ends_with(' ') && !is_signature;
        out.push_str(if flows && drops_space {
            words.get(..words.len() - 1).unwrap_or_default()
        } else {
            words
        });
        open = flows.then_some(depth);
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(BlockKind, &str)]) {
        let found = blocks(text);
        let found: Vec<_> = found.iter().map(|(kind, text)| (*kind, text.text())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_signature_is_none_of_the_text() {
        check(
            "The tide rose on Monday, and nobody saw it.\n-- \nAnn Lee\nHarbour Lane 3\n",
            &[
                (BlockKind::Paragraph, "The tide rose on Monday, and nobody saw it."),
                (BlockKind::Boilerplate, "Ann Lee"),
                (BlockKind::Boilerplate, "Harbour Lane 3"),
            ],
        );
    }

    #[test]
    fn an_older_message_is_quoted() {
        for rule in ["________________________________", "-----Original Message-----", ""] {
            let found = blocks(&format!(
                "I agree with Tom Ito.\r\n\r\n{rule}\r\nFrom: Bob Day <bob@x.example>\r\nSent: Thursday, 21 May 2026\r\nTo: Ann\r\n\
                 Subject: RE: pier\r\n\r\nThe pier should be mended, I think.\r\n"
            ));
            let kinds: Vec<_> = found.iter().map(|it| it.0).collect();
            assert_eq!(
                kinds,
                [BlockKind::Paragraph, BlockKind::Boilerplate, BlockKind::BlockQuote],
                "{rule}: {found:?}"
            );
            assert_eq!(found[2].1.text(), "The pier should be mended, I think.");
        }
        assert_eq!(
            blocks("From: the sea\nTo: the land\n\nA poem.")
                .iter()
                .filter(|it| it.0 == BlockKind::Boilerplate)
                .count(),
            0
        );
    }

    #[test]
    fn lines_that_flow_are_one() {
        let text =
            "The tide \nrose on \nMonday.\nShort.\n\n> It fell \n> again.\n>> Old \nwords \n-- \nAnn \n";
        assert_eq!(
            unflowed(text, false),
            "The tide rose on Monday.\nShort.\n\n> It fell again.\n>> Old\nwords\n-- \nAnn \n"
        );
        assert_eq!(unflowed("The ti \nde\n", true), "The tide\n");
    }
}
