//! Removes lines that pages put between the paragraphs of an article, and that the extraction left in.
//!
//! Only blocks that are clearly nothing else are removed: a line of the article itself must never be lost.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{BlockKind, Linked};
use crate::import::html::{author, date, one_line};

/// Lines that invite the reader to do something, as whole blocks, in lower case and without a colon or dots at the
/// end.
const INVITATIONS: &[&str] = &[
    "advertisement",
    "advertisement - continue reading below",
    "advertisement - story continues below",
    "article continues after advertisement",
    "article continues below",
    "back to top",
    "bookmark",
    "comment",
    "comments",
    "continue reading",
    "continue reading below",
    "continue reading the main story",
    "copy link",
    "copy link to clipboard",
    "download the app",
    "email",
    "email this article",
    "exclusive",
    "follow us",
    "getty images",
    "give this article",
    "gift this article",
    "image caption",
    "image source",
    "jump to comments",
    "learn more",
    "link copied",
    "listen",
    "listen to this article",
    "listen to this story",
    "load more",
    "loading",
    "log in",
    "more on this story",
    "more on this topic",
    "most read",
    "newsletter",
    "next article",
    "previous article",
    "print",
    "print this article",
    "read full article",
    "read more",
    "read next",
    "recommended",
    "related articles",
    "related content",
    "related stories",
    "related topics",
    "reuse this content",
    "save",
    "save article",
    "save for later",
    "scroll down to continue",
    "share",
    "share article",
    "share full article",
    "share on facebook",
    "share on linkedin",
    "share on twitter",
    "share on whatsapp",
    "share on x",
    "share options",
    "share this",
    "share this article",
    "share this page",
    "share this story",
    "show comments",
    "sign in",
    "sign up",
    "sign up now",
    "skip advertisement",
    "skip to content",
    "skip to main content",
    "sponsored",
    "sponsored content",
    "story continues below advertisement",
    "story continues below this ad",
    "subscribe",
    "subscribe now",
    "support us",
    "supported by",
    "tags",
    "thank you for reading",
    "topics",
    "view comments",
];

/// The labels of share buttons; a line of nothing else is a row of them.
const BUTTONS: &[&str] = &[
    "bluesky",
    "bookmark",
    "comment",
    "comments",
    "compartir",
    "condividi",
    "copy",
    "drucken",
    "email",
    "enviar",
    "envoyer",
    "facebook",
    "flipboard",
    "google",
    "icon",
    "imprimer",
    "imprimir",
    "instagram",
    "invia",
    "link",
    "linkedin",
    "mail",
    "messenger",
    "more",
    "on",
    "partager",
    "pinterest",
    "print",
    "reddit",
    "save",
    "senden",
    "share",
    "sms",
    "stampa",
    "teilen",
    "telegram",
    "threads",
    "tiktok",
    "tumblr",
    "tweet",
    "twitter",
    "versenden",
    "via",
    "vorlesen",
    "whatsapp",
    "x",
    "xing",
    "youtube",
];

/// The beginnings, before a colon, of lines that lead elsewhere.
const LEADS: &[&str] = &[
    "also read",
    "don't miss",
    "don’t miss",
    "explainer",
    "filed under",
    "from the archive",
    "further reading",
    "keywords",
    "listen",
    "more",
    "more from",
    "more on this",
    "more on this story",
    "more reading",
    "more stories",
    "opinion",
    "read",
    "read also",
    "read also on this",
    "read more",
    "read next",
    "read this",
    "recommended",
    "recommended reading",
    "related",
    "related article",
    "related articles",
    "related content",
    "related coverage",
    "related link",
    "related links",
    "related news",
    "related reading",
    "related stories",
    "related story",
    "related topics",
    "related video",
    "see also",
    "see more",
    "tagged",
    "tags",
    "topics",
    "up next",
    "watch",
    "watch more",
    "watch now",
];

/// Words that ask for an address, money or an account.
static INVITES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^\W*(?:
            (?:please\s+)?(?:sign\s+up|subscribe|register|join|get|receive|follow|download|click|tap|support|become|donate|enter\s+your|want|love|like|enjoy(?:ing|ed)?|our|the\s+best|stay|never\s+miss|keep\s+up|start\s+your|be\s+the\s+first)\b.{0,200}
              \b(?:newsletters?|inbox|e-?mails?(?:\s+alerts?|\s+address)?|mailing\s+list|free\s+trial|subscribers?|our\s+app|app\s+store|google\s+play|push\s+notifications?|breaking\s+news\s+alerts|whatsapp\s+channel|on\s+(?:twitter|facebook|instagram|whatsapp|telegram|youtube)|google\s+news|membership|members|podcast|briefing)\b
          | .{0,120}\bbecome\s+a\s+(?:member|subscriber|supporter|patron)\b.{0,40}$
          | (?:by\s+(?:signing\s+up|subscribing|clicking|providing)\b.{0,200}\b(?:agree|terms|privacy|consent))
          | (?:this\s+(?:site|form)\s+is\s+protected\s+by\s+recaptcha)
          | (?:we\s+use\s+cookies|this\s+(?:web)?site\s+uses\s+cookies)
          | (?:to\s+(?:continue|keep)\s+reading|(?:subscribe|sign\s+in|log\s+in|register|create\s+an?\s+(?:free\s+)?account)\s+(?:now\s+|today\s+)?to\s+(?:continue|keep|read|unlock|access)|already\s+a\s+(?:subscriber|member)|this\s+(?:article|content|story)\s+is\s+(?:only\s+)?(?:for|available\s+to|reserved\s+for|exclusive\s+to)\s+(?:our\s+)?(?:paying\s+)?(?:subscribers|members)|you(?:['’]ve|\s+have)\s+(?:reached|read)\s+(?:your|all)\b.{0,40}\barticles|unlock\s+this\s+(?:article|story))
        )",
    )
    .expect("a fixed pattern")
});

/// Signs that someone is quoted: reported speech is not an invitation.
static REPORTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"[“”"]|\b(?:said|says|told|asked|wrote|added)\b"#).expect("a fixed pattern")
});

/// Invitations that replace the rest of the article.
static WALL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)(?:to\s+(?:continue|keep)\s+reading|\b(?:subscribe|sign\s+in|log\s+in|register|create\s+an?\s+(?:free\s+)?account)\s+(?:now\s+|today\s+)?to\s+(?:continue|keep|read|unlock|access)|(?:article|content|story)\s+is\s+(?:only\s+)?(?:for|available\s+to|reserved\s+for|exclusive\s+to)\s+(?:our\s+)?(?:paying\s+)?(?:subscribers|members)|you(?:['’]ve|\s+have)\s+(?:reached|read)\s+(?:your|all)\b.{0,40}\barticles|unlock\s+this\s+(?:article|story))",
    )
    .expect("a fixed pattern")
});

/// Lines of the page's publisher.
static LEGAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^\W*(?:(?:©|\(c\)|copyright\b).{0,160} | .{0,80}all\s+rights\s+reserved\b.{0,60} | this\s+material\s+may\s+not\s+be\s+(?:published|reproduced).{0,160}
            | we(?:['’]re|\s+are)\s+interested\s+in\s+your\s+feedback\b.{0,80} | read\s+or\s+share\s+this\s+story\b.{0,80} | visto\s+\d+\s+veces | \d+\s+(?:kudos|claps)
            | (?:article|story|content)\s+continues\s+(?:below|after)\b.{0,40} | listen\s+to\s+(?:this\s+)?(?:article|story)\b.{0,20}
            | (?:do\s+you\s+)?know\s+(?:more|anything)\b.{0,30}\?.{0,160}
            | our\s+standards:.{0,80} | \d+\s+(?:comments?|shares?|views?|likes?) | (?:have\s+a\s+(?:news\s+)?tip|got\s+a\s+(?:story|tip|news\s+tip)|do\s+you\s+have\s+a\s+story).{0,200} | (?:report|spotted)\s+(?:an?\s+)?(?:error|typo|mistake)\b.{0,100}
            | (?:the\s+)?(?:e-?mail|contact|reach|write\s+to)\s+(?:the\s+)?(?:author|reporter|us|\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?)\s+(?:at|on|via)\b.{0,100}@.{0,60} | follow\s+(?:him|her|them|\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?)\s+on\s+(?:x|twitter|instagram|facebook|bluesky|threads)\b.{0,80} | (?:image|photo|picture|media)\s+(?:source|caption|gallery)$)$",
    )
    .expect("a fixed pattern")
});

/// The maker of a picture, at the end of its caption or alone.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?: (?:^|[\s(\[|/.])(?i:(?:file\s+)?(?:photo(?:graph|graphy|grapher|s)?|picture|pic|image|illustration|credit|graphic|foto|video)s?(?:\s+(?:credit|by|courtesy(?:\s+of)?|source))?)\s*[:/]\s*\p{Lu}[^.!?]{1,80}
            | [(\[](?i:(?:file\s+)?(?:photo|photograph|picture|image|illustration|pic)s?\s+(?:by|courtesy|credit|via|from)\b)[^)\]]{1,80}[)\]]
            | ^(?i:photo(?:graph)?s?|pictures?|images?|illustration)\s+(?i:by|courtesy(?:\s+of)?)\s\p{Lu}[^.!?]{1,60}
            | (?:[/|(,–—-]\s?|©\s?|\bvia\s|^)(?:AP|AFP|EPA|PA|Reuters|REUTERS|Getty(?:\sImages)?|Shutterstock|Alamy|iStock|Bloomberg|ANI|PTI|dpa|Unsplash|Pexels|Wikimedia(?:\sCommons)?|(?:AP|PA|Getty|Reuters|File)\s(?:Photos?|Images?|Wire))(?:\s?[/|]\s?\p{L}[\p{L}\s.]{0,40})?
            )[\s.)\]]*$",
    )
    .expect("a fixed pattern")
});

/// The maker of a picture, as the beginning of a line: "Image source, Getty Images".
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:image (?:source|caption|credit)|photo (?:source|caption|credit)|picture (?:source|caption|credit)|media caption|credit|photo|caption)[,:]\s*\S").expect("a fixed pattern")
});

/// A longer line with a credit is a paragraph with an odd end.
const MAX_CAPTION_LENGTH: usize = 400;

/// A label has at most so many characters, and comes at least so often.
const MAX_LABEL: usize = 60;
const MIN_LABELS: usize = 4;

/// What an author is, below the text.
static ABOUT_AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?x)^(?:\p{Lu}[\p{L}.’'-]*\s){1,3}\p{Lu}[\p{L}’'-]+,?\s(?:is|was)\s(?:an?|the|our)\s(?:\S+\s){0,8}?(?i:reporter|correspondent|editor|columnist|journalist|writer|contributor|producer|staffer|freelancer?)\b").expect("a fixed pattern")
});
static ABOUT_WORK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:covers|covering|follow (?:him|her|them)|based in|reach (?:him|her|them)|contact (?:him|her|them)|writes about|joined the|has covered)\b|@\w").expect("a fixed pattern")
});

/// It is within this many blocks of the end.
const AUTHOR_BLOCKS: usize = 4;

/// A byline is above the text, within this many blocks.
const BYLINE_BLOCKS: usize = 8;

/// What is known about an article, to recognize lines that repeat it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known<'a> {
    pub(super) author: Option<&'a str>,
    pub(super) site: Option<&'a str>,
}

/// The blocks without those that are not part of the article. Captions that are recognized only by their credit
/// become captions.
pub(super) fn sift(blocks: Vec<(BlockKind, Linked)>, known: Known<'_>) -> Vec<(BlockKind, Linked)> {
    let mut kept: Vec<(BlockKind, Linked)> = Vec::with_capacity(blocks.len());
    let n_blocks = blocks.len();
    let labels = labels(&blocks);
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
        let is_label = kind == BlockKind::Paragraph && labels.contains(line);
        if is_label || is_boilerplate(line, &text) || near_edge && is_front(line, known) {
            continue;
        }
        if kind == BlockKind::Paragraph && !near_edge && is_teaser(line, &text) {
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

/// Short lines that come so often that they label something: the parts of a player, the pictures of a row.
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

/// "Ann Lee is a reporter at the Courier. She covers the harbour."
fn is_about_author(line: &str, known: Known<'_>) -> bool {
    let names_author = known.author.is_some_and(|it| it.split(", ").any(|name| line.starts_with(name)));
    ABOUT_AUTHOR.is_match(line) && (names_author || ABOUT_WORK.is_match(line))
}

/// A headline of another story between paragraphs: nothing but a link, and no sentence.
fn is_teaser(line: &str, text: &Linked) -> bool {
    let linked: usize = text.links().iter().map(|(range, _)| range.len()).sum();
    let length = line.chars().count();
    linked * 10 >= line.len() * 9
        && length <= 150
        && line.split(' ').nth(3).is_some()
        && !line.ends_with(['.', '!', '?', '”', '"', '…', ':', ')'])
        && !line.contains("://")
}

/// Whether the text ends where the reader is asked to pay or sign in.
pub(super) fn is_wall(line: &str) -> bool {
    line.len() < 400 && WALL.is_match(line)
}

fn is_boilerplate(line: &str, text: &Linked) -> bool {
    let lower = line.to_lowercase();
    let plain = lower.trim_end_matches([':', '.', '…', ' ', '»', '›', '→', '+']);
    INVITATIONS.contains(&plain)
        || is_row_of_buttons(&lower)
        || leads_elsewhere(&lower, line, text)
        || line.len() < 400 && INVITES.is_match(line) && !REPORTED.is_match(line)
        || LEGAL.is_match(line)
        || date::is_all(line)
        || is_breadcrumb(line, text)
        || !line.contains(char::is_alphanumeric) && line.chars().count() <= 3
}

fn is_row_of_buttons(lower: &str) -> bool {
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).peekable();
    words.peek().is_some() && words.all(|it| BUTTONS.contains(&it))
}

/// "Related: …", usually a link, or not a sentence.
fn leads_elsewhere(lower: &str, line: &str, text: &Linked) -> bool {
    let Some((lead, rest)) = lower.split_once([':', '|', '»', '→']) else { return false };
    let lead = lead.trim_matches(|c: char| !c.is_alphanumeric());
    if !LEADS.contains(&lead) || line.chars().count() > 250 {
        return false;
    }
    let linked: usize = text.links().iter().map(|(range, _)| range.len()).sum();
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

/// A line that repeats the author, the site and the date, or says what the author does.
fn is_front(line: &str, known: Known<'_>) -> bool {
    if line.chars().count() > 160 || line.ends_with(['.', '”']) && !line.ends_with("m.") {
        return false;
    }
    let mut rest = line.to_owned();
    let authors: Vec<&str> = known.author.map(|it| it.split(", ").collect()).unwrap_or_default();
    let mut names_one = false;
    for name in authors.iter().copied().chain(known.site) {
        // Words of several bytes in another case are left alone.
        while let Some(at) = rest.to_lowercase().find(&name.to_lowercase()).filter(|_| !name.is_empty())
            && let Some(end) = Some(at + name.len())
                .filter(|end| rest.get(at..*end).is_some_and(|it| it.eq_ignore_ascii_case(name)))
        {
            rest.replace_range(at..end, " ");
            names_one = true;
        }
    }
    if !names_one {
        // "By Lydia Farrow" stays if another author is known, because it is unclear whose name it is.
        return false;
    }
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = rest
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect();
    let is_label = |it: &String| {
        matches!(
            it.as_str(),
            "by" | "and"
                | "von"
                | "par"
                | "por"
                | "for"
                | "the"
                | "written"
                | "words"
                | "story"
                | "reporting"
                | "reported"
                | "posted"
                | "published"
                | "on"
                | "at"
                | "in"
                | "of"
                | "author"
                | "updated"
        )
    };
    words.iter().all(is_label)
        || date::is_all(rest)
        || date::is_all(rest.trim_start_matches(['b', 'B', 'y', ' ', '|', '•', '·', ',']))
        || author::is_role(rest) && words.len() <= 6
}

fn is_caption(line: &str) -> bool {
    line.chars().count() <= MAX_CAPTION_LENGTH
        && (CREDIT.is_match(line) || SOURCE.is_match(line) && line.chars().count() < 160)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sifted(lines: &[&str], author: &str) -> Vec<String> {
        let blocks = lines.iter().map(|&line| (BlockKind::Paragraph, line.into())).collect();
        let known = Known { author: Some(author), site: Some("Calder Courier") };
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
            "Lydia Farrow is a reporter at the Courier. She covers the harbour and its goats.",
            "Lydia Farrow is the Courier’s harbour correspondent. Follow her on X.",
        ] {
            assert_eq!(sifted(&[line], "x"), Vec::<String>::new(), "{line}");
        }
        for line in [
            "Share prices fell.",
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
    fn the_byline_goes_where_the_author_is_known() {
        let lines = [
            "By Ann Lee and Tom Reyes",
            "By Ivo Brandt",
            "Ann Lee, Tom Reyes",
            "Ann Lee, Chief Reporter",
            "By Ann Lee | 22 May 2026, 10:15",
            "Calder Courier",
            "Ann Lee said so.",
        ];
        assert_eq!(sifted(&lines, "Ann Lee, Tom Reyes"), ["By Ivo Brandt", "Ann Lee said so."]);
    }

    #[test]
    fn words_with_a_credit_are_captions() {
        for line in [
            "Ruth Pemberton on the quay. Photo: Jo Park",
            "The old basin (Photo by Jo Park/Getty Images)",
            "Photograph: Jo Park/The Courier",
            "The basin in May. | AP Photo",
            "Image source, Getty Images",
            "Boats in the basin. Credit: Jo Park",
            "The quay at dawn. © Reuters",
            "Photos by Jo Park",
        ] {
            assert!(is_caption(line), "{line}");
        }
        for line in [
            "He took the credit.",
            "She gave credit: nobody else did it.",
            "The photo was by Jo Park, she said.",
            "He works for Reuters.",
            "The board told the AP.",
        ] {
            assert!(!is_caption(line), "{line}");
        }
    }

    #[test]
    fn the_lists_are_in_the_form_they_are_compared_in() {
        for line in INVITATIONS {
            assert_eq!(*line, line.to_lowercase().trim_end_matches([':', '.', '…', ' ']));
        }
        for list in [BUTTONS, LEADS] {
            assert!(list.iter().all(|it| *it == it.to_lowercase()));
        }
    }
}
