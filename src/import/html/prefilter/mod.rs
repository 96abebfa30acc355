//! Makes a page harmless before a tree is built from it.
//!
//! A tree of 100,000 nested elements costs the extractor minutes, and a tag with 100,000 attributes costs the
//! tokenizer quadratic time. So tags that nest deeper than in real pages are removed (their text stays), as are the
//! attributes of monstrous tags, and scripts, styles, comments and drawings, which nobody reads. It scans the page
//! once, in linear time. It need not see everything as a browser does: what slips through is caught by the time
//! limit.

mod nesting;
mod tag;

use std::collections::HashMap;

use crate::import::html::element::TEMPLATE;
use crate::import::html::prefilter::nesting::{Nesting, is_one_of};
use crate::import::html::prefilter::tag::Tag;
use crate::import::html::tokens;

/// Longer tags lose their attributes. Inline pictures make long tags, but those are not shown.
const MAX_TAG_LENGTH: usize = 16 << 10;
/// A tag with more attributes loses all of them.
const MAX_ATTRIBUTES: usize = 64;
/// Longer style sheets are not searched for what they hide.
const MAX_STYLES: usize = 1 << 20;
/// Scripts with data are kept up to this total length, and shorter ones than this contain no article.
const MAX_SCRIPTS: usize = 8 << 20;
const MIN_SCRIPT: usize = 400;
/// A page in an attribute of another one is longer than this, or not worth reading.
const MIN_FRAME: usize = 200;
const MAX_FRAME: usize = 4 << 20;
/// A page with more tags is not searched for an article: its tree would take gigabytes.
pub(super) const MAX_TAGS: usize = 500_000;

/// A page that can be parsed.
#[derive(Debug)]
pub(super) struct Prefiltered {
    pub(super) page: String,
    /// The page's own style sheets, which say what is hidden.
    pub(super) styles: String,
    /// Its scripts that may be data.
    pub(super) scripts: Vec<String>,
    /// How many start tags it has.
    pub(super) n_tags: usize,
}

/// Copies a page without anything that makes it hard to parse.
pub(super) fn prefilter(page: &str) -> Prefiltered {
    filtered(page, false)
}

fn filtered(page: &str, in_frame: bool) -> Prefiltered {
    let mut filter = Filter { out: String::with_capacity(page.len()), in_frame, ..Filter::default() };
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, markup) = rest.split_at(at);
        filter.out.push_str(text);
        rest = filter.markup(markup);
    }
    filter.out.push_str(rest);
    let Filter { out, styles, scripts, n_tags, .. } = filter;
    Prefiltered { page: out, styles, scripts, n_tags }
}

#[derive(Debug, Default)]
struct Filter<'p> {
    out: String,
    styles: String,
    scripts: Vec<String>,
    n_tags: usize,
    /// Whether the page is in an attribute of another one.
    in_frame: bool,
    open: Nesting<'p>,
    /// How many elements with a name were removed and still wait for their end tag, which is removed, too.
    left_out: HashMap<String, usize>,
    /// What replaces each open `<template>`.
    templates: Vec<&'static str>,
    /// Names of elements known to have no end tag in the rest, so that it is searched for only once.
    endless: Vec<&'static str>,
}

impl<'p> Filter<'p> {
    /// Handles markup that begins with `<`; returns what follows it.
    fn markup(&mut self, markup: &'p str) -> &'p str {
        let after = markup.strip_prefix('<').unwrap_or_default();
        let next = after.chars().next().unwrap_or(' ');
        if after.starts_with("!--") {
            return after_comment(after);
        }
        if matches!(next, '!' | '?') {
            let end = after.find('>').map_or(after.len(), |at| at + 1);
            let (declaration, rest) = after.split_at(end);
            if declaration.len() < MAX_TAG_LENGTH && starts_with(declaration, "!doctype") {
                self.out.push('<');
                self.out.push_str(declaration);
            }
            return rest;
        }
        let is_end = next == '/';
        let named = if is_end { after.strip_prefix('/').unwrap_or_default() } else { after };
        if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
            if is_end {
                // A bogus comment.
                return named.split_once('>').map_or("", |(_, rest)| rest);
            }
            self.out.push_str("&lt;");
            return after;
        }
        let Some(tag) = Tag::read(named) else { return "" };
        let rest = named.get(tag.len..).unwrap_or_default();
        if is_end {
            self.end_tag(&tag);
            return rest;
        }
        self.start_tag(&tag, named, rest)
    }

    fn start_tag(&mut self, tag: &Tag<'p>, named: &'p str, rest: &'p str) -> &'p str {
        let raw = named.get(..tag.len).unwrap_or_default();
        if let Some(name) = UNREAD.iter().find(|name| name.eq_ignore_ascii_case(tag.name)) {
            if *name == "iframe" && tag.len > MIN_FRAME && tag.len < MAX_FRAME && !self.in_frame {
                self.frame(raw);
            }
            let is_data = *name == "script" && raw.to_ascii_lowercase().contains("ld+json");
            return self.unread(name, is_data.then_some(raw), rest);
        }
        if is_one_of(tag.name, &["plaintext"]) {
            return rest;
        }
        self.n_tags += 1;
        if !self.open.begin(tag.name) {
            *self.left_out.entry(tag.name.to_ascii_lowercase()).or_default() += 1;
            return rest;
        }
        self.out.push('<');
        if is_one_of(tag.name, &["template"]) {
            // A browser shows what is in the template of a shadow root.
            let is_shown = raw.to_ascii_lowercase().contains("shadowroot");
            let name = if is_shown { "div" } else { TEMPLATE };
            self.templates.push(name);
            self.out.push_str(name);
            self.out.push('>');
        } else if tag.len > MAX_TAG_LENGTH || tag.n_attributes > MAX_ATTRIBUTES {
            self.out.push_str(tag.name);
            self.out.push('>');
        } else {
            self.out.push_str(raw);
        }
        rest
    }

    /// Puts the page in the attribute `srcdoc` of a frame in the frame's place.
    fn frame(&mut self, raw: &str) {
        let Some(inner) = tokens::attribute_of(&format!("<{raw}"), "srcdoc") else { return };
        let inner = filtered(&inner, true);
        self.n_tags += inner.n_tags;
        self.out.push_str("<div>");
        self.out.push_str(&inner.page);
        self.out.push_str("</div>");
        self.scripts.extend(inner.scripts);
    }

    /// Removes an element without readable text, up to its end tag; copies it if it is data about the article.
    fn unread(&mut self, name: &'static str, data: Option<&str>, rest: &'p str) -> &'p str {
        let end = if self.endless.contains(&name) { None } else { find_end_tag(rest, name) };
        let Some(end) = end else {
            self.endless.push(name);
            // A browser treats everything that follows as the script. A drawing may simply continue.
            return if name == "svg" { rest } else { "" };
        };
        let (body, after) = rest.split_at(end);
        if name == "style" && self.styles.len() + body.len() <= MAX_STYLES {
            self.styles.push_str(body);
            self.styles.push('\n');
        }
        let n_kept: usize = self.scripts.iter().map(String::len).sum();
        if name == "script"
            && data.is_none()
            && (MIN_SCRIPT..MAX_SCRIPTS - n_kept).contains(&body.len())
            && may_be_data(body)
        {
            self.scripts.push(body.to_owned());
        }
        if let Some(raw) = data {
            self.out.push('<');
            self.out.push_str(raw);
            self.out.push_str(body);
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
        after.split_once('>').map_or("", |(_, rest)| rest)
    }

    fn end_tag(&mut self, tag: &Tag<'p>) {
        if !self.left_out.is_empty()
            && let Some(count) = self.left_out.get_mut(&tag.name.to_ascii_lowercase())
            && *count > 0
        {
            *count -= 1;
            return;
        }
        self.open.end(tag.name);
        let is_template = is_one_of(tag.name, &["template"]);
        let name = if is_template { self.templates.pop().unwrap_or(TEMPLATE) } else { tag.name };
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

/// What follows a comment that begins with `!--`; nothing if it does not end.
fn after_comment(comment: &str) -> &str {
    // "<!-->" is a complete comment.
    let body = comment.strip_prefix('!').unwrap_or_default();
    let is_end = |at: usize| body.get(..at).is_some_and(|it| it.ends_with("--") || it.ends_with("--!"));
    // One scan to the first end: searching for each kind of end would read the rest of the page for every comment.
    let end =
        body.match_indices('>').map(|(at, _)| at).find(|&at| is_end(at)).map_or(body.len(), |at| at + 1);
    body.get(end..).unwrap_or_default()
}

/// Elements whose content is not readable text and contains no tags (or, in a drawing, none that matter).
const UNREAD: &[&str] = &["script", "style", "svg", "iframe", "noembed", "noframes", "xmp", "textarea"];

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start))
}

/// Whether a script begins with data, or with a variable to which data is assigned.
fn may_be_data(script: &str) -> bool {
    let start: String = script.chars().take(300).filter(|c| !c.is_whitespace()).collect();
    start.starts_with(['{', '['])
        || ["={\"", "=[", "=\"{", "({\"", "([", "(\"{", "(\"["].iter().any(|it| start.contains(it))
}

/// Where `</name` begins.
fn find_end_tag(text: &str, name: &str) -> Option<usize> {
    let mut candidates = text.match_indices("</");
    candidates
        .find(|(at, _)| text.get(at + 2..).is_some_and(|rest| starts_with(rest, name)))
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::prefilter::nesting::MAX_DEPTH;

    fn check(page: &str, prefiltered: &str) {
        assert_eq!(prefilter(page).page, prefiltered);
    }

    fn deepest(page: &str) -> usize {
        let (mut depth, mut deepest) = (0_usize, 0);
        for (at, _) in page.match_indices('<') {
            let is_end = page.get(at + 1..).unwrap().starts_with('/');
            depth = if is_end { depth.saturating_sub(1) } else { depth + 1 };
            deepest = deepest.max(depth);
        }
        deepest
    }

    #[test]
    fn ordinary_pages_stay_as_they_are() {
        let page =
            "<!DOCTYPE html>\n<div class=\"a > b\" id='x'><p>Mary &amp; Ann<br/>1 </p><img src=a/b></div>é";
        check(page, page);
    }

    #[test]
    fn scripts_styles_comments_and_drawings_go() {
        check(
            "a<script>if (a</b>) '<p>'</SCRIPT >b<style>x</style>c<!-- <p> -->d<svg><title>e</title></svg>f",
            "abcdf",
        );
        check("a<!-- --->b<!-- > -- >-->c", "abc");
        check("a<!-->b<!--x--!>c<?php x ?>d</ x>e", "abcde");
        check(
            "<script type=\"application/ld+json\">{\"a\": 1}</script>",
            "<script type=\"application/ld+json\">{\"a\": 1}</script>",
        );
    }

    #[test]
    fn a_page_in_an_attribute_takes_the_place_of_its_frame() {
        let story = "<p title=&quot;a&quot;>Tom &amp;amp; Ann</p>".repeat(9);
        let page = prefilter(&format!(
            "a<iframe src=x srcdoc='{story}<iframe srcdoc=&quot;{story}&quot;></iframe>'>b</iframe>c"
        ))
        .page;
        assert_eq!(page, format!("a<div>{}</div>c", "<p title=\"a\">Tom &amp; Ann</p>".repeat(9)));
        check("a<iframe srcdoc='<p>b'></iframe>c", "ac");
    }

    #[test]
    fn scripts_of_data_are_kept_apart() {
        let data = format!("{{\"a\": \"{}\"}}", "b".repeat(500));
        for (script, n_kept) in [
            (format!("<script>{data}</script>"), 1),
            (format!("<script>window.x =\n {data};</script>"), 1),
            (format!("<script>var x = 1; f({})</script>", "b".repeat(500)), 0),
            ("<script>x = {\"a\": 1}</script>".to_owned(), 0),
            (format!("<script type=application/ld+json>{data}</script>"), 0),
        ] {
            assert_eq!(prefilter(&script).scripts.len(), n_kept, "{script}");
        }
    }

    #[test]
    fn what_never_ends_ends_the_page() {
        check("a<!-- b", "a");
        check("a<script>b", "a");
        check("a<p title='b", "a");
        check("a<svg><p>b", "a<p>b");
    }

    #[test]
    fn a_lone_angle_is_text() {
        check("1 < 2 <3 <", "1 &lt; 2 &lt;3 &lt;");
    }

    #[test]
    fn deep_nesting_is_flattened_and_its_text_stays() {
        for tag in ["div", "b", "table", "span", "blockquote", "math", "x-y", "ul"] {
            let page = format!(
                "{}text{}end",
                format!("<{tag}>").repeat(100_000),
                format!("</{tag}>").repeat(100_000)
            );
            let prefiltered = prefilter(&page).page;
            assert!(deepest(&prefiltered) <= MAX_DEPTH, "{tag}");
            assert!(prefiltered.ends_with("end") && prefiltered.contains("text"), "{tag}");
        }
    }

    #[test]
    fn nesting_hidden_by_other_end_tags_is_flattened() {
        for unit in ["<div></span>", "<b><div></b>", "<div><table><td></div>", "<div/>", "<svg><tr><tr></svg"]
        {
            let prefiltered = prefilter(&unit.repeat(5_000));
            let opened =
                prefiltered.page.matches("<div").count() + prefiltered.page.matches("<table").count();
            assert!(opened <= 2 * MAX_DEPTH, "{unit}: {opened}");
        }
    }

    #[test]
    fn tags_that_end_of_themselves_do_not_count_as_deep() {
        for unit in ["<p>x", "<li>x", "<p><font>x", "<tr><td>x", "<option>x", "<div><span><span></div>"] {
            let page = format!("<table>{}", unit.repeat(2_000));
            let prefiltered = prefilter(&page).page;
            let first = unit.split_inclusive('>').next().unwrap();
            assert_eq!(prefiltered.matches(first).count(), 2_000, "{unit}");
        }
    }

    #[test]
    fn monstrous_tags_lose_their_attributes() {
        check(&format!("<img src='{}'>x", "a".repeat(1 << 20)), "<img>x");
        let attributes = " a=1 b".repeat(50_000);
        check(&format!("<p{attributes}>x"), "<p>x");
    }

    #[test]
    fn templates_become_elements_that_a_tree_keeps() {
        check(
            "<template id=a><p>x</p></TEMPLATE><template shadowrootmode=open>y<template>z</template></template>",
            "<byline-template><p>x</p></byline-template><div>y<byline-template>z</byline-template></div>",
        );
    }

    #[test]
    fn tags_are_counted() {
        assert_eq!(prefilter("<div><p>a</p><br></div>").n_tags, 3);
    }
}
