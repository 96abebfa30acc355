//! Kinds of HTML elements that several steps distinguish.

/// The element that replaces `<template>`, whose content a parser keeps out of the page.
pub(super) const TEMPLATE: &str = "byline-template";

/// Elements that begin a new line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Whether an element with this name, in any case, begins a new line.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.iter().any(|it| it.eq_ignore_ascii_case(name))
}
