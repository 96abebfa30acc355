//! Which classes and ids the style sheets of a page hide, where their names do not show it.

use std::collections::HashSet;

use crate::import::html::tree::Node;

/// Rules inside more conditions than this are not read.
const MAX_DEPTH: usize = 3;

/// Names that the style sheets of a page hide: classes (`.x`) and ids (`#x`).
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Those that are not displayed.
    pub(super) hidden: HashSet<String>,
    /// Those that are not displayed in some places.
    pub(super) perhaps: HashSet<String>,
    /// Those that are not displayed on some screens.
    pub(super) sometimes: HashSet<String>,
    /// Those that only screen readers see.
    pub(super) off_screen: HashSet<String>,
}

impl Sheet {
    /// Reads the rules for a single class or id.
    pub(super) fn read(styles: &str) -> Self {
        let mut sheet = Self::default();
        sheet.read_rules(styles, false, MAX_DEPTH);
        sheet
    }

    /// Reads rules, which may depend on the screen.
    fn read_rules(&mut self, mut styles: &str, on_some_screens: bool, depth: usize) {
        while let Some((selectors, rest)) = styles.split_once('{') {
            let (body, after) = body(rest);
            // "@charset" and its like have no body.
            let selectors = selectors.rsplit(';').next().unwrap_or_default().trim();
            match condition(selectors) {
                None if selectors.starts_with('@') => {}
                None => self.take(selectors, body, on_some_screens),
                Some(Condition::Paper) => {}
                Some(it) if depth > 0 => {
                    self.read_rules(body, on_some_screens || it == Condition::SomeScreens, depth - 1);
                }
                Some(_) => {}
            }
            styles = after;
        }
    }

    fn take(&mut self, selectors: &str, rules: &str, on_some_screens: bool) {
        let (not_displayed, off_screen) = (is_not_displayed(rules), is_off_screen(rules));
        if !not_displayed && (!off_screen || on_some_screens) {
            return;
        }
        for selector in selectors.split(',').map(str::trim) {
            let last = selector.rsplit([' ', '>', '+', '~']).next().unwrap_or_default();
            // "p.x" and ".x"; a state (":hover") or two classes at once are too complex.
            let name = last.find(['.', '#']).and_then(|at| last.get(at..)).unwrap_or_default();
            let is_one =
                name.len() > 1 && name.chars().skip(1).all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
            let set = match (not_displayed, last == selector) {
                (true, _) if on_some_screens => &mut self.sometimes,
                (true, true) => &mut self.hidden,
                (true, false) => &mut self.perhaps,
                (false, _) => &mut self.off_screen,
            };
            if is_one {
                set.insert(name.to_owned());
            }
        }
    }
}

/// What the rules in a block depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Condition {
    Nothing,
    SomeScreens,
    Paper,
}

/// What the words before a block of rules ask for; `None` if it is no block of rules.
fn condition(words: &str) -> Option<Condition> {
    let lower = words.to_lowercase();
    if lower.starts_with("@layer") || lower.starts_with("@supports") {
        return Some(Condition::Nothing);
    }
    let media = lower.strip_prefix("@media")?.trim();
    Some(match media {
        "screen" | "all" | "only screen" => Condition::Nothing,
        _ if media.starts_with("print") => Condition::Paper,
        _ => Condition::SomeScreens,
    })
}

/// The body of a block up to its end, and what follows.
fn body(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, _) in text.match_indices(['{', '}']) {
        if text.as_bytes()[at] == b'{' {
            depth += 1;
        } else if depth == 0 {
            return (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        } else {
            depth -= 1;
        }
    }
    (text, "")
}

/// Whether one of the names is that of an element.
pub(super) fn names(set: &HashSet<String>, node: &Node<'_>) -> bool {
    let class = node.attr("class");
    let id = node.attr("id");
    !set.is_empty()
        && (class.is_some_and(|it| it.split_whitespace().any(|it| set.contains(&format!(".{it}"))))
            || id.is_some_and(|it| set.contains(&format!("#{}", it.trim()))))
}

fn declarations(style: &str) -> String {
    style.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Whether a style hides an element from everyone.
pub(super) fn is_not_displayed(style: &str) -> bool {
    let style = declarations(style);
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Whether a style puts words where only screen readers find them.
pub(super) fn is_off_screen(style: &str) -> bool {
    let style = declarations(style);
    let has = |it: &str| style.contains(it);
    has("clip:rect(")
        || has("clip-path:inset(50%")
        || has("clip-path:inset(100%")
        || ["left:-", "top:-", "text-indent:-"].iter().any(|it| {
            let far =
                style.split_once(it).map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit).count());
            far.is_some_and(|digits| digits >= 3) && (has("position:absolute") || it.starts_with("text"))
        })
        || ["font-size:0", "font-size:0px", "font-size:0pt"]
            .iter()
            .any(|size| style.split(';').any(|it| it.trim_end_matches("!important") == *size))
        || has("overflow:hidden") && has("width:1px") && has("height:1px")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_by_what_they_depend_on() {
        let sheet = Sheet::read(
            "@charset 'x'; p.a, #b { color: red; display: none } .c .d { display:none } .e { clip: rect(0 0 0 0) }\
             @media print { .f { display: none } } @media (max-width: 600px) { .g { display: none } .h { color: red } }\
             @media screen { .i { display: none } } @layer x { @media (min-width: 9px) { .j { visibility: hidden } } } .k {",
        );
        let sorted = |set: &HashSet<String>| {
            let mut names: Vec<_> = set.iter().cloned().collect();
            names.sort();
            names.join(" ")
        };
        assert_eq!(sorted(&sheet.hidden), "#b .a .i");
        assert_eq!(sorted(&sheet.perhaps), ".d");
        assert_eq!(sorted(&sheet.sometimes), ".g .j");
        assert_eq!(sorted(&sheet.off_screen), ".e");
    }
}
