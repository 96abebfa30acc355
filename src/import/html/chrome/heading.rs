//! Headings that say that what follows is not part of the article: comments, related stories, newsletters.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::html::chrome::View;
use crate::import::html::prose;
use crate::import::html::tree::{self, Node, is};

/// Headings after which nothing in the same element belongs to the article.
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^(
            \(?\d*\)?\s*(reader\s+|user\s+)?(comments?|responses|replies|reactions|thoughts)(\s*\(?\d+\)?)?(\s+on\s.*)?
          | (what\s+(readers|people)\s+(are\s+saying|say)|from\s+(the|our)\s+readers|your\s+(views|comments|thoughts)|have\s+your\s+say)
          | (the\s+)?(discussion|conversation)(\s*\(?\d+\)?)?
          | (join|start)\s+the\s+(conversation|discussion|debate) | leave\s+a\s+(reply|comment|response) | (post|add|write)\s+a\s+comment
          | what\s+do\s+you\s+think\?? | (show|view|hide|read)\s+(all\s+)?(\d+\s+)?comments | letters\s+from\s+readers
          | (about|meet)\s+the\s+(authors?|writers?|reporters?) | about\s+(our|this)\s+(reporter|writer|author|columnist)
          | about\s+us | about\s+the\s+\S+(\s\S+)?\s+(courier|herald|times|post|news|gazette|tribune|star|mail)
        )\s*[:.…]?$",
    )
    .expect("a fixed pattern")
});

/// Headings above a list or a box that is not part of the article; what follows it may be.
static BOX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^(
            (more\s+)?related(\s+(articles?|stories|story|posts?|news|coverage|content|reading|topics|links|items))? | (recommended|suggested)(\s+(for\s+you|reading|stories|articles))?
          | (you\s+(may|might)\s+(also\s+)?(like|enjoy|be\s+interested\s+in)|readers\s+also\s+(read|liked)) | more\s+(from|in|on|by|about)\s.{1,60} | more\s+(stories|news|articles|headlines|to\s+read|like\s+this|top\s+stories)
          | (read|see)\s+(also|more|next|this\s+next) | also\s+(read|in\s+the\s+news|on\s+this) | up\s+next | (what\s+to\s+)?read\s+next | in\s+other\s+news | elsewhere\s+on\s.{1,40} | around\s+the\s+web | from\s+(around|across)\s+the\s+web
          | most\s+(read|popular|viewed|commented|shared)(\s+(stories|articles|now|today|this\s+week))? | popular(\s+(now|stories|articles|posts))? | trending(\s+(now|stories|today))? | latest(\s+(news|stories|headlines|articles|from\s.{1,40}))? | top\s+stories | editors?['’]?s?\s+(picks|choice) | don['’]?t\s+miss(\s+out)?
          | (sign\s+up|subscribe|join|get)\s.{0,80}(newsletters?|inbox|emails?|briefing|updates|mailing\s+list|alerts)(\s.{0,40})? | (our\s+|the\s+|daily\s+|weekly\s+|morning\s+|free\s+|join\s+our\s+)*(newsletters?|briefing) | stay\s+(informed|in\s+the\s+loop|up\s+to\s+date|connected) | never\s+miss\s.{1,60} | subscribe(\s+(now|today|to\s.{1,50}))?
          | support\s+the\s+(courier|gazette|guardian|herald|journal|mail|news|observer|post|press|star|times|tribune)
          | share(\s+(this|on|via|the)(\s.{1,30})?)? | follow\s+(us|.{1,30}\s+on\s.{1,20}) | (filed\s+under|tags|topics|tagged|keywords|categories)(\s+.{0,60})? | advertisement | sponsored(\s+(content|links|by\s.{1,40}))? | (support|help|donate)\s+(us|our|local|independent)\s.{1,50} | become\s+a\s+(member|subscriber|supporter)
        )\s*[:.…»›→]?$",
    )
    .expect("a fixed pattern")
});

/// Whether it is a heading, or a short line that may be one.
pub(super) fn is_heading(node: &Node<'_>) -> bool {
    is(node, &["h1", "h2", "h3", "h4", "h5", "h6"])
        || is(node, &["strong", "b", "p", "div", "span", "legend"])
            && node.parent().is_some_and(|it| !is(&it, &["p", "li", "td"]))
            && tree::is_leaf(node)
            && node.text().len() < 100
}

impl View<'_> {
    /// Removes a heading that says that something else begins, with everything that belongs to it.
    pub(super) fn strip_below(&self, heading: &Node<'_>) {
        let words = tree::text(heading);
        if words.chars().count() > 100 {
            return;
        }
        let is_end = AFTER.is_match(&words);
        if !is_end && !BOX.is_match(&words) {
            return;
        }
        // A heading may be wrapped in an element of its own.
        let mut top = *heading;
        while let Some(parent) = top.parent() {
            let is_all = self.prose.weight(&parent).letters <= self.prose.weight(&top).letters + 12;
            if !is_all || is(&parent, &["body", "html", "article", "main"]) {
                break;
            }
            top = parent;
        }
        let mut below = Vec::new();
        let mut next = top.next_sibling();
        while let Some(node) = next {
            next = node.next_sibling();
            if !is_end && (is_heading(&node) || self.is_running(&node)) {
                break;
            }
            below.push(node);
        }
        let own: usize = below.iter().map(|it| self.prose.letters_in(it)).sum();
        // If it is the first thing in a box, the box is removed.
        let parent = top.parent().filter(|it| !is(it, &["body", "html", "article", "main"]));
        if let Some(parent) = parent
            && !is_end
            && top.prev_element_sibling().is_none()
            && self.may_go(&parent)
            && self.prose.letters_in(&parent) * 10 < self.prose.letters() * 3
            && self.prose.weight(&parent).letters < 2500
            && below.iter().all(|it| next_is_none(it, &below))
        {
            parent.remove_from_parent();
            return;
        }
        if own * 10 < self.prose.letters() * 4 && below.iter().all(|it| self.may_go(it)) {
            below.iter().for_each(Node::remove_from_parent);
            top.remove_from_parent();
        }
    }

    /// A paragraph of running text, which a box of links does not have.
    fn is_running(&self, node: &Node<'_>) -> bool {
        is(node, &["p", "blockquote"])
            && prose::is_prose(&tree::text(node))
            && self.prose.weight(node).link_share() < 0.3
    }
}

/// Whether nothing follows except what is listed.
fn next_is_none(node: &Node<'_>, listed: &[Node<'_>]) -> bool {
    node.next_element_sibling().is_none_or(|next| listed.iter().any(|it| it.id == next.id))
}
