//! Sentences that ask the reader for an address, money or an account, and those of the page's publisher.

use std::sync::LazyLock;

use regex::Regex;

/// Words that ask for an address, money or an account.
static INVITES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^\W*(?:
            (?:please\s+)?(?:sign\s+up|subscribe|register|join|get|receive|follow|download|click|tap|support|become|donate|enter\s+your|want|love|like|enjoy(?:ing|ed)?|our|the\s+best|stay|never\s+miss|keep\s+up|start\s+your|be\s+the\s+first)\b.{0,200}
              \b(?:newsletters?|inbox|e-?mails?(?:\s+alerts?|\s+address)?|mailing\s+list|free\s+trial|subscribers?|our\s+(?:\S+\s+){0,2}app|app\s+store|google\s+play|push\s+notifications?|breaking\s+news\s+alerts|whatsapp\s+channel|on\s+(?:twitter|facebook|instagram|whatsapp|telegram|youtube)|google\s+news|membership|members|podcast|briefing)\b
          | .{0,120}\bbecome\s+a\s+(?:member|subscriber|supporter|patron)\b.{0,40}$
          | (?:by\s+(?:signing\s+up|subscribing|clicking|providing)\b.{0,200}\b(?:agree|terms|privacy|consent))
          | (?:thanks|thank\s+you)\s+for\s+(?:reading|subscribing|signing\s+up)\b.{0,160}$
          | .{0,60}\bis\s+a\s+(?:reader|listener)-supported\s+(?:publication|newsletter|site)\b
          | subscribe\b.{0,80}\bto\s+receive\s+new\s+posts\b
          | watch\s.{0,60}\b(?:video|player)\b.{0,20}\b(?:above|below)\W*$
          | .{0,60}\bmade\s+this\s+(?:story|post|article)\s+available\s+to\b.{0,40}\bmembers\b
          | cancel\s+any\s?time\b | start\s+your\b.{0,40}\btrial\b
          | already\s+(?:have\s+an\s+account|(?:a\s+)?subscri(?:be|ber|bed))\b
          | (?:this\s+(?:site|form)\s+is\s+protected\s+by\s+recaptcha)
          | (?:we\s+use\s+cookies|this\s+(?:web)?site\s+uses\s+cookies)
          | (?:to\s+(?:continue|keep)\s+reading|(?:subscribe|sign\s+in|log\s+in|register|create\s+an?\s+(?:free\s+)?account)\s+(?:now\s+|today\s+)?to\s+(?:continue|keep|read|unlock|access)|already\s+a\s+(?:subscriber|member)|this\s+(?:article|content|story)\s+is\s+(?:only\s+)?(?:for|available\s+to|reserved\s+for|exclusive\s+to)\s+(?:our\s+)?(?:paying\s+)?(?:subscribers|members)|you(?:['’]ve|\s+have)\s+(?:reached|read)\s+(?:your|all)\b.{0,40}\barticles|unlock\s+(?:this|the\s+(?:full|rest\s+of\s+the))\s+(?:article|story|post))
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
        r"(?ix)(?:to\s+(?:continue|keep)\s+reading|\b(?:subscribe|sign\s+in|log\s+in|register|create\s+an?\s+(?:free\s+)?account)\s+(?:now\s+|today\s+)?to\s+(?:continue|keep|read|unlock|access)|(?:article|content|story)\s+is\s+(?:only\s+)?(?:for|available\s+to|reserved\s+for|exclusive\s+to)\s+(?:our\s+)?(?:paying\s+)?(?:subscribers|members)|you(?:['’]ve|\s+have)\s+(?:reached|read)\s+(?:your|all)\b.{0,40}\barticles|unlock\s+(?:this|the\s+(?:full|rest\s+of\s+the))\s+(?:article|story|post)|made\s+this\s+(?:story|post|article)\s+available\s+to\b.{0,40}\bmembers)",
    )
    .expect("a fixed pattern")
});

/// Lines of the page's publisher.
static LEGAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^\W*(?:(?:©|\(c\)|copyright\b).{0,160} | .{0,80}all\s+rights\s+reserved\b.{0,60} | this\s+material\s+may\s+not\s+be\s+(?:published|reproduced).{0,160}
            | we(?:['’]re|\s+are)\s+interested\s+in\s+your\s+feedback\b.{0,80} | read\s+or\s+share\s+this\s+story\b.{0,80} | visto\s+\d+\s+veces | \d+\s+(?:kudos|claps)
            | (?:article|story|content)\s+continues\s+(?:below|after)\b.{0,40} | your\s+browser\s+does\s+not\s+support\b.{0,60} | text\s+size\b.{0,20} | find\s+this\s+(?:article|story)\s+at\b.{0,160} | check\s+the\s+box\s+to\s+include\b.{0,100}
            | a\s+version\s+of\s+this\s+(?:article|story)\s+(?:appears|appeared)\s+in\s+print\b.{0,300}
            | the\s+[\p{L}\s]{1,40}\sis\s+committed\s+to\s+publishing\s+a\s+diversity\s+of\s+letters\b.{0,300}
            | (?:do\s+you\s+)?know\s+(?:more|anything)\b.{0,30}\?.{0,160}
            | our\s+standards:.{0,80} | [\d.,]+\s?[km]?\s+(?:comments?|shares?|views?|likes?) | (?:have\s+a\s+(?:news\s+)?tip|got\s+a\s+(?:story|tip|news\s+tip)|do\s+you\s+have\s+a\s+story).{0,200} | (?:report|spotted)\s+(?:an?\s+)?(?:error|typo|mistake)\b.{0,100}
            | (?:the\s+)?(?:e-?mail|contact|reach|write\s+to)\s+(?:the\s+)?(?:author|reporter|us|\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?)\s+(?:at|on|via)\b.{0,100}@.{0,60} | follow\s+(?:him|her|them|\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?)\s+on\s+(?:x|twitter|instagram|facebook|bluesky|threads)\b.{0,80} | (?:image|photo|picture|media)\s+(?:source|caption|gallery)$)$",
    )
    .expect("a fixed pattern")
});

/// Whether the text ends where the reader is asked to pay or sign in.
pub(in crate::import::html) fn is_wall(line: &str) -> bool {
    line.len() < 400 && WALL.is_match(line)
}

/// The label of a player, with or without how long it plays: "Listen · 4:12", "0:00 / 4:12".
static PLAYER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^\W*(?:
            (?:listen|play|watch|hear)(?:\s+(?:to\s+)?(?:this|the)?\s*(?:article|story|audio|video|episode|now))?\W*(?:\d+\s*:\s*\d\d(?:\s*min(?:ute)?s?)?|\d+\s*min(?:ute)?s?)\b(?:\s+learn\s+more)?
          | \d{1,2}:\d\d(?:\s*/\s*\d{1,2}:\d\d)+
          | listen\s+to\s+(?:this\s+)?(?:article|story)\b.{0,30}
        )\W*$",
    )
    .expect("a fixed pattern")
});

/// Whether a line asks the reader for something, or speaks for the publisher.
pub(in crate::import::html) fn is_invitation(line: &str) -> bool {
    line.len() < 400 && INVITES.is_match(line) && !REPORTED.is_match(line)
        || LEGAL.is_match(line)
        || PLAYER.is_match(line)
}
