//! Links: words of a document that lead elsewhere, and their targets.

use std::fmt::{self, Write as _};

use url::Url;

use crate::text::Span;

/// A longer address is rejected: no one could read where it leads.
const MAX_LENGTH: usize = 2048;

/// Words that lead elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words; within one block, and not blank.
    pub span: Span,
    /// Where they lead.
    pub target: Target,
}

/// The target of a link: an address with `http`, `https` or `mailto`, in visible ASCII characters only. A host in
/// another script is written as the network writes it (`xn--…`), so that no letter can pass for another one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target(Box<str>);

impl Target {
    /// The target for an address; `None` if byline does not open such addresses.
    pub fn new(address: &str) -> Option<Self> {
        Self::of(&Url::parse(address.trim()).ok()?)
    }

    /// The target of a reference in the page at this address: `../b.html`. A reference within the same page has none.
    pub fn resolve(reference: &str, page: Option<&Self>) -> Option<Self> {
        let reference = reference.trim();
        if reference.starts_with('#') || reference.is_empty() || reference.len() > MAX_LENGTH {
            return None;
        }
        let base = page.and_then(|page| Url::parse(&page.0).ok());
        Self::of(&Url::options().base_url(base.as_ref()).parse(reference).ok()?)
    }

    fn of(url: &Url) -> Option<Self> {
        let is_followed = match url.scheme() {
            "http" | "https" => url.has_host(),
            "mailto" => url.path().contains('@'),
            _ => false,
        };
        if !is_followed || url.as_str().len() > MAX_LENGTH {
            return None;
        }
        let mut address = String::with_capacity(url.as_str().len());
        for c in url.as_str().chars() {
            if c.is_ascii_graphic() {
                address.push(c);
            } else {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    let _ = write!(address, "%{byte:02X}");
                }
            }
        }
        Some(Self(address.into()))
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host that answers, without anything misleading before it: `evil.example` for
    /// `https://bank.example@evil.example/`. For mail, the recipient's address.
    pub fn host(&self) -> &str {
        let is_end = |c| matches!(c, '/' | '?' | '#');
        match self.0.split_once("://") {
            Some((_, rest)) => {
                let authority = rest.split(is_end).next().unwrap_or_default();
                authority.rsplit_once('@').map_or(authority, |(_, host)| host)
            }
            None => self.0.strip_prefix("mailto:").unwrap_or(&self.0).split('?').next().unwrap_or_default(),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(address: &str, expected: Option<(&str, &str)>) {
        let target = Target::new(address);
        assert_eq!(target.as_ref().map(|it| (it.as_str(), it.host())), expected, "{address}");
    }

    #[test]
    fn only_the_web_and_mail_are_followed() {
        check("https://x.example/a?b=c#d", Some(("https://x.example/a?b=c#d", "x.example")));
        check(" HTTP://X.example ", Some(("http://x.example/", "x.example")));
        check(
            "mailto:ann@x.example?subject=a b",
            Some(("mailto:ann@x.example?subject=a%20b", "ann@x.example")),
        );
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "ftp://x.example/",
            "mailto:nobody",
            "-x",
            "--version",
            "https://",
            "http:///",
            "x.example",
            "",
        ] {
            check(address, None);
        }
        assert_eq!(Target::new(&format!("https://x.example/{}", "a".repeat(MAX_LENGTH))), None);
    }

    #[test]
    fn nothing_hides_where_a_link_leads() {
        check(
            "https://bank.example@evil.example/",
            Some(("https://bank.example@evil.example/", "evil.example")),
        );
        check("https://x.example/\u{202e}gpj.exe", Some(("https://x.example/%E2%80%AEgpj.exe", "x.example")));
        check("https://x.example/a\u{1b}[31m", Some(("https://x.example/a%1B[31m", "x.example")));
        check("https://b\u{430}nk.example/", Some(("https://xn--bnk-6cd.example/", "xn--bnk-6cd.example")));
        check(
            "https://x.example/$(touch a);`b`",
            Some(("https://x.example/$(touch%20a);%60b%60", "x.example")),
        );
        check(
            "mailto:a@x.example\u{202e}b\u{7f}",
            Some(("mailto:a@x.example%E2%80%AEb%7F", "a@x.example%E2%80%AEb%7F")),
        );
    }

    #[test]
    fn references_lead_from_the_page_that_they_stand_in() {
        let page = Target::new("https://x.example/news/a.html").unwrap();
        let resolved = |reference| Target::resolve(reference, Some(&page)).map(|it| it.to_string());
        assert_eq!(resolved("../b.html").as_deref(), Some("https://x.example/b.html"));
        assert_eq!(resolved("//y.example/c").as_deref(), Some("https://y.example/c"));
        assert_eq!(resolved("mailto:a@b.example").as_deref(), Some("mailto:a@b.example"));
        assert_eq!(resolved("#note"), None);
        assert_eq!(resolved(""), None);
        assert_eq!(resolved("javascript:x"), None);
        assert_eq!(Target::resolve("b.html", None), None);
        assert_eq!(Target::resolve("https://y.example", None).unwrap().as_str(), "https://y.example/");
    }

    proptest! {
        #[test]
        fn a_target_is_visible_ascii_and_no_option_whatever_the_address(rest in "\\PC*|.*", scheme in 0..3_usize) {
            let address = format!("{}{rest}", ["https://", "mailto:a@", "http://x.example/"][scheme]);
            if let Some(target) = Target::new(&address) {
                prop_assert!(target.as_str().chars().all(|c| c.is_ascii_graphic()), "{target}");
                prop_assert!(target.as_str().starts_with(['h', 'm']));
                // The stored form reads back as itself.
                prop_assert_eq!(Target::new(target.as_str()), Some(target));
            }
        }
    }
}
