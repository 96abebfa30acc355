//! Removes lines that pages put between the paragraphs of an article, and that the extraction left in.
//!
//! Only blocks that are clearly nothing else are removed: a line of the article itself must never be lost.

mod caption;
mod front;
mod invitation;
mod label;

pub(super) use front::Known;
pub(super) use invitation::{is_invitation, is_wall};

use std::collections::{HashMap, HashSet};

use caption::is_caption;
use front::{is_about_author, is_front, is_job};
use label::{BUTTONS, INVITATIONS, LEADS};

use crate::document::{BlockKind, Linked};
use crate::import::html::prose::is_prose;
use crate::import::html::{date, one_line};

/// A label has at most this many characters, and occurs at least this many times.
const MAX_LABEL: usize = 60;
const MIN_LABELS: usize = 4;

/// With more of them, the linked headings are the article's own.
const MAX_LINKED_HEADINGS: usize = 2;

/// What is said about the author is within this many blocks of the end.
const AUTHOR_BLOCKS: usize = 4;

/// A byline is above the text, within this many blocks.
const BYLINE_BLOCKS: usize = 8;

/// The blocks without those that are not part of the article. Captions that are recognized only by their credit
/// become captions.
pub(super) fn sift(blocks: Vec<(BlockKind, Linked)>, known: Known<'_>) -> Vec<(BlockKind, Linked)> {
    let mut kept: Vec<(BlockKind, Linked)> = Vec::with_capacity(blocks.len());
    let n_blocks = blocks.len();
    let labels = labels(&blocks);
    let prose: Vec<usize> = prose_at(&blocks);
    let n_linked = blocks.iter().filter(|(kind, text)| is_linked_heading(*kind, text, known)).count();
    for (index, (kind, text)) in blocks.into_iter().enumerate() {
        let near_edge = index < BYLINE_BLOCKS || index + BYLINE_BLOCKS >= n_blocks;
        let is_text = !matches!(kind, BlockKind::Code | BlockKind::BlockQuote);
        if text.text().len() > 600 || !is_text {
            kept.push((kind, text));
            continue;
        }
        let Some(line) = one_line(text.text()) else { continue };
        let line = line.trim_start_matches("• ");
        let is_last = index + AUTHOR_BLOCKS >= n_blocks;
        if kind == BlockKind::Paragraph && is_last && is_about_author(line, known) {
            continue;
        }
        let is_label = kind == BlockKind::Paragraph
            && (labels.contains(line) || near_edge && known.author.is_some() && is_job(line));
        if is_label || is_boilerplate(line, &text) || near_edge && is_front(line, known) {
            continue;
        }
        let is_between =
            prose.get(1).is_some_and(|it| *it < index) && prose.last().is_some_and(|it| index < *it);
        // At the edges, a link to another site may be the source.
        let is_elsewhere = !near_edge || is_between && leads_within(&text, known);
        if kind == BlockKind::Paragraph && is_elsewhere && is_teaser(line, &text)
            || is_between && n_linked <= MAX_LINKED_HEADINGS && is_linked_heading(kind, &text, known)
        {
            continue;
        }
        let is_credited = matches!(kind, BlockKind::Paragraph) && is_caption(line);
        kept.push((if is_credited { BlockKind::Caption } else { kind }, text));
    }
    // Headings above something that was removed.
    while kept.last().is_some_and(|(kind, _)| matches!(kind, BlockKind::Heading(_))) && kept.len() > 1 {
        kept.pop();
    }
    kept
}

/// The numbers of the paragraphs that read like an article's.
fn prose_at(blocks: &[(BlockKind, Linked)]) -> Vec<usize> {
    let is_one = |(kind, text): &(BlockKind, Linked)| {
        *kind == BlockKind::Paragraph && is_prose(text.text()) && linked_length(text) * 2 < text.text().len()
    };
    blocks.iter().enumerate().filter(|(_, it)| is_one(it)).map(|(index, _)| index).collect()
}

/// A heading that is nothing but a link to another page of the site; a list-article has many that lead elsewhere.
fn is_linked_heading(kind: BlockKind, text: &Linked, known: Known<'_>) -> bool {
    matches!(kind, BlockKind::Heading(2..))
        && one_line(text.text()).is_some_and(|line| is_teaser(&line, text))
        && leads_within(text, known)
}

fn leads_within(text: &Linked, known: Known<'_>) -> bool {
    text.links().iter().all(|(_, target)| Some(target.host()) == known.host)
}

fn linked_length(text: &Linked) -> usize {
    text.links().iter().map(|(range, _)| range.len()).sum()
}

/// Short lines that occur so often that they label something: the parts of a player, the pictures of a row.
fn labels(blocks: &[(BlockKind, Linked)]) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (_, text) in blocks.iter().filter(|(kind, _)| *kind == BlockKind::Paragraph) {
        if let Some(line) = one_line(text.text())
            && line.chars().count() <= MAX_LABEL
            && !line.ends_with(['.', '!', '?', '”', '"', '…', ',', ';', ':'])
        {
            *counts.entry(line).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, n)| *n >= MIN_LABELS).map(|(line, _)| line).collect()
}

/// A headline of another story between paragraphs: nothing but a link, and no sentence.
fn is_teaser(line: &str, text: &Linked) -> bool {
    let linked = linked_length(text);
    let length = line.chars().count();
    linked * 10 >= line.len() * 9
        && length <= 150
        && line.split(' ').nth(3).is_some()
        && !line.ends_with(['.', '!', '?', '”', '"', '…', ':', ')'])
        && !line.contains("://")
}
fn is_boilerplate(line: &str, text: &Linked) -> bool {
    let lower = line.to_lowercase();
    let plain = lower.trim_end_matches([':', '.', '…', ' ', '»', '›', '→', '+']);
    INVITATIONS.contains(&plain)
        || is_row_of_invitations(&lower)
        || is_row_of_buttons(&lower)
        || is_row_of_tags(line)
        || leads_elsewhere(&lower, line, text)
        || is_invitation(line)
        || date::is_all(line)
        || is_breadcrumb(line, text)
        || !line.contains(char::is_alphanumeric) && line.chars().count() <= 3
}

/// "Print this page | Close window"
fn is_row_of_invitations(lower: &str) -> bool {
    let mut parts = lower.split(['|', '·', '•']).map(str::trim).filter(|it| !it.is_empty());
    lower.contains(['|', '·', '•'])
        && parts.clone().next().is_some()
        && parts.all(|it| INVITATIONS.contains(&it) || is_row_of_buttons(it))
}

/// "#harbour #goats"
fn is_row_of_tags(line: &str) -> bool {
    let is_tag = |it: &str| it.strip_prefix('#').is_some_and(|it| it.starts_with(char::is_alphabetic));
    !line.is_empty() && line.split_whitespace().all(is_tag)
}

fn is_row_of_buttons(lower: &str) -> bool {
    // "In it." is not one.
    const SMALL: &[&str] = &["by", "in", "it", "new", "on", "opens", "tab", "to", "via", "window"];
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    words.clone().all(|it| BUTTONS.contains(&it)) && words.clone().any(|it| !SMALL.contains(&it))
}

/// "Related: …", usually a link, or not a sentence.
fn leads_elsewhere(lower: &str, line: &str, text: &Linked) -> bool {
    const ABOUT: &[&str] =
        &["read more about ", "read more on ", "more about ", "learn more about ", "see more on "];
    let plain = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    if ABOUT.iter().any(|it| plain.starts_with(it)) && linked_length(text) * 5 >= line.len() {
        return true;
    }
    let Some((lead, rest)) = lower.split_once([':', '|', '»', '→']) else { return false };
    let lead = lead.trim_matches(|c: char| !c.is_alphanumeric());
    if !LEADS.contains(&lead) || line.chars().count() > 250 {
        return false;
    }
    let linked = linked_length(text);
    let is_sentence = rest.trim_end().ends_with(['.', '”', '"']);
    linked * 2 > rest.trim().len() || !is_sentence
}

/// "Home > News > Local"
fn is_breadcrumb(line: &str, text: &Linked) -> bool {
    let marks = [" > ", " › ", " » ", " / ", ">", "›", "»"];
    let Some(mark) = marks.iter().find(|it| line.contains(**it)) else { return false };
    let parts: Vec<&str> = line.split(*mark).map(str::trim).collect();
    let is_short = parts.iter().all(|it| it.split_whitespace().count() <= 5);
    let begins = parts.first().is_some_and(|it| {
        matches!(
            it.to_lowercase().as_str(),
            "home" | "news" | "start" | "startseite" | "front page" | "homepage"
        )
    });
    line.chars().count() <= 160
        && is_short
        && parts.len() >= 2
        && (begins || text.links().len() >= 2 && parts.len() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sifted(lines: &[&str], author: &str) -> Vec<String> {
        let blocks = lines.iter().map(|&line| (BlockKind::Paragraph, line.into())).collect();
        let known = Known { author: Some(author), site: Some("Calder Courier"), host: None };
        sift(blocks, known).into_iter().map(|(_, text)| text.text().to_owned()).collect()
    }

    #[test]
    fn invitations_go_and_sentences_stay() {
        for line in [
            "Advertisement",
            "Read more:",
            "Share",
            "• Copy link",
            "Facebook Twitter WhatsApp Email",
            "Related: Council drains old basin",
            "READ MORE: Ferry sinks",
            "Sign up to our free newsletter and get the best of the Courier in your inbox",
            "Get the day’s news in your inbox each morning.",
            "© 2026 Calder Courier",
            "Copyright 2026 Calder Courier. All rights reserved.",
            "22 May 2026",
            "Updated 10:15 BST, 22 May 2026",
            "Home > News > Local",
            "5 min read",
            "3 comments",
            "Tags: harbour, basin",
            "Follow Lydia Farrow on Twitter",
            "Already a subscriber? Log in",
            "Subscribe to continue reading.",
            "Do you have a story? Write to the newsroom.",
            "Do you know more? Email the reporter at lydia@courier.example.",
            "Article continues after this ad",
            "Listen to this article 5:12",
            "This article is free because our readers support us. Become a member today.",
            "Listen · 4:12",
            "Listen to this article · 4:12 min Learn more",
            "Listen to article (4 minutes)",
            "0:00 / 4:12",
            "Your browser does not support the audio element.",
            "Thanks for reading Arden Notes! Subscribe for free to receive new posts and support my work.",
            "Arden Notes is a reader-supported publication. To receive new posts, consider becoming a free subscriber.",
            "Print this page | Close window",
            "Facebook (opens in new window) | Twitter | WhatsApp",
            "Share on Facebook Share on X Share by email",
            "Share Tweet Pin It",
            "1.2k Shares",
            "Link copied!",
            "#harbour #goats",
            "• #harbour",
            "The author made this story available to Medium members only.",
            "Already have an account? Sign in",
            "Unlock the full story. Start your 30-day trial for $1.",
            "Cancel anytime.",
            "Watch the report in the video player above.",
            "Download our free app for Roku.",
            "A version of this article appears in print on March 15, 2026, Section A, Page 1.",
            "Lydia Farrow is a reporter at the Courier. She covers the harbour and its goats.",
            "Lydia Farrow is the Courier’s harbour correspondent. Follow her on X.",
        ] {
            assert_eq!(sifted(&[line], "x"), Vec::<String>::new(), "{line}");
        }
        for line in [
            "Share prices fell.",
            "Listen to the sea, she wrote, and you will hear it at 4:12 in the morning.",
            "Thanks for reading my letters, he told the board.",
            "Watch the gap, he said.",
            "#1 was late.",
            "In it.",
            "Already subscribed to two papers, he wanted a third, she said.",
            "She could cancel anytime.",
            "Read more books, she said.",
            "Get out, he said.",
            "Related: the sums did not agree with each other.",
            "Sign up or leave, the board told its members on Friday.",
            "The board published it on 22 May 2026.",
            "“Subscribe to our newsletter,” he said.",
            "Home is where the boats are.",
            "Join the queue, said Ms. Cole, and you will see.",
            "Mary Cole is a writer of long letters, and her sister reads them.",
            "She wanted him to become a member, she said.",
        ] {
            assert_eq!(sifted(&[line], "x"), [line]);
        }
    }

    #[test]
    fn labels_and_headlines_of_other_stories_go() {
        let target = crate::document::Target::new("https://x.example/a").unwrap();
        let block = |line: &str| {
            let mut text = Linked::default();
            let (words, target) = line.strip_prefix('>').map_or((line, None), |it| (it, Some(&target)));
            text.push(words, target);
            (BlockKind::Paragraph, text)
        };
        let prose = "The board met on Monday, and nobody at the table spoke for a while, she said.";
        let line = |at: usize| match at {
            10 => ">Family of the captain speaks out",
            9 => ">Learn more about the goats",
            11 => ">The board published the ledgers on Monday.",
            12 => ">the report",
            13..=17 => "Storm threatens ferry",
            18 | 19 => "No.",
            _ => prose,
        };
        let found = sift((0..30).map(|at| block(line(at))).collect(), Known::default());
        let others: Vec<&str> = found.iter().map(|(_, text)| text.text()).filter(|it| *it != prose).collect();
        assert_eq!(others, ["The board published the ledgers on Monday.", "the report", "No.", "No."]);
    }

    #[test]
    fn a_linked_heading_of_another_story_goes_and_those_of_a_list_stay() {
        let headings = |n: usize, host: &str| {
            let target = crate::document::Target::new(&format!("https://{host}/a")).unwrap();
            let mut heading = Linked::default();
            heading.push("Ferry captain returns lost letters", Some(&target));
            let prose = "The board met on Monday, and nobody at the table spoke for a while, she said.";
            let prose = || (BlockKind::Paragraph, Linked::from(prose));
            let mut blocks = vec![prose(), prose()];
            blocks.extend((0..n).flat_map(|_| [(BlockKind::Heading(3), heading.clone()), prose()]));
            let known = Known { host: Some("x.example"), ..Known::default() };
            sift(blocks, known).iter().filter(|(kind, _)| matches!(kind, BlockKind::Heading(_))).count()
        };
        assert_eq!([headings(1, "x.example"), headings(2, "x.example")], [0, 0]);
        assert_eq!([headings(3, "x.example"), headings(1, "y.example")], [3, 1]);
    }

    #[test]
    fn the_byline_goes_where_the_author_is_known() {
        let lines = [
            "By Ann Lee and Tom Reyes",
            "By Ivo Brandt",
            "Ann Lee, Tom Reyes",
            "Ann Lee, Chief Reporter",
            "By Ann Lee | 22 May 2026, 10:15",
            "Calder Courier",
            "Harbour correspondent",
            "Ann Lee said so.",
        ];
        assert_eq!(sifted(&lines, "Ann Lee, Tom Reyes"), ["By Ivo Brandt", "Ann Lee said so."]);
    }
}
