//! Feeds, and what news agencies send.

use std::path::Path;

use byline::document::Document;
use byline::import::{self, Options, Origin};

use super::{blocks, check_refused, parts, read, told};

pub(super) const RSS: &str = "<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>\
    <title>Harbour News</title><link>https://port.example/</link><description>x</description>\
    <item><title>The gates &amp; the tide</title><link>https://port.example/gates</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>\
    <description>&lt;p&gt;Ines Kovac opened &lt;b&gt;the gates&lt;/b&gt;.&lt;/p&gt;</description></item>\
    <item><title>The wall</title><link>https://port.example/wall</link><description>Short.</description>\
    <content:encoded><![CDATA[{long}<script>x()</script>]]></content:encoded></item></channel></rss>";

pub(super) const ATOM: &str = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Harbour News</title><id>f</id><updated>2026-03-02T10:00:00Z</updated>\
    <entry><title type='html'>The &lt;i&gt;gates&lt;/i&gt;</title><id>e</id><updated>2026-03-02T10:00:00Z</updated><author><name>Tom Ito</name></author>\
    <link rel='self' href='https://port.example/feed/e'/><link rel='alternate' href='https://port.example/gates'/>\
    <summary>Ines Kovac opened the gates.</summary></entry></feed>";

pub(super) const JSON_FEED: &str = r#"{"title": "Harbour News", "home_page_url": "https://port.example/", "authors": [{"name": "Ines Kovac"}], "items": [
    {"id": "1", "url": "https://port.example/gates", "title": "The gates", "content_html": "<p>Tom Ito opened <b>the gates</b>.</p><p>They held.</p>", "date_published": "2026-03-02T10:00:00Z"},
    {"id": "2", "url": "https://port.example/wall", "title": "The wall &amp; the tide", "content_text": "The wall is too low &amp; old.\n\nIt fell.", "author": {"name": "Tom Ito"}}],
    "version": "https://jsonfeed.org/version/1.1"}"#;

pub(super) const NITF: &str = "<?xml version='1.0'?><nitf><head><title>slug-gates</title><docdata><date.issue norm='20260302T100000Z'/></docdata></head><body>\
    <body.head><hedline><hl1>The gates hold</hl1><hl2>For now</hl2></hedline><byline>By Ines Kovac</byline><distributor>Harbour Agency</distributor></body.head>\
    <body.content><block><p>PORT ARDEN \u{2014} <person>Tom Ito</person> opened the\n   gates, <a href='https://port.example/a'>he says</a>.</p>\
    <media><media-caption><p>Tom Ito at the gates.</p></media-caption></media><hl2>Later</hl2><bq><p>It held.</p></bq><ul><li>One</li></ul></block></body.content>\
    <body.end><tagline>Ends.</tagline></body.end></body></nitf>";

pub(super) const NEWSML_G2: &str = "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet><newsItem><itemMeta><provider literal='x'/><versionCreated>2026-03-02T10:00:00Z</versionCreated></itemMeta>\
    <contentMeta><headline>The gates hold</headline><by>Ines Kovac</by></contentMeta><contentSet><inlineXML contenttype='application/xhtml+xml'>\
    <html xmlns='http://www.w3.org/1999/xhtml'><head><title>no</title></head><body><h1>The gates hold</h1><p>Tom Ito opened the gates.</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>";

fn listed(bytes: &str) -> Vec<(String, Option<String>)> {
    let parts = parts(bytes.as_bytes(), &Origin::file(Path::new("feed.xml")));
    parts.into_iter().map(|it| (it.title, it.address.map(|it| it.to_string()))).collect()
}

/// The entry, without the feed: it was read with the list.
fn entry(bytes: &str, number: usize) -> Document {
    let origin = Origin::file(Path::new("feed.xml"));
    let parts = parts(bytes.as_bytes(), &origin);
    import::part(b"", &origin, (number, &parts[number]), &Options::STANDARD).unwrap()
}

#[test]
fn entries_of_feeds_are_articles() {
    let long = format!("<p>{}</p>", "The wall is too low, said Sara Lindqvist. ".repeat(60));
    let rss = RSS.replace("{long}", &long);
    assert_eq!(
        listed(&rss),
        [
            ("The gates & the tide · 2026-03-02".to_owned(), Some("https://port.example/gates".to_owned())),
            ("The wall".to_owned(), None),
        ]
    );
    check_refused("feed.xml", rss.as_bytes(), "this is a feed of 2 articles");
    let doc = entry(&rss, 0);
    assert_eq!(doc.meta().source.as_deref(), Some("feed.xml#1"));
    assert_eq!(blocks(&doc), ["h1 The gates & the tide", "Ines Kovac opened the gates."]);
    assert_eq!(told(&doc)[2], Some("2026-03-02T10:00:00+00:00"));
    assert_eq!(doc.meta().address.as_ref().unwrap().as_str(), "https://port.example/gates");
    assert_eq!(doc.meta().site.as_deref(), Some("Harbour News"));
    assert!(entry(&rss, 1).text().contains("Sara Lindqvist") && !entry(&rss, 1).text().contains("x()"));
    let doc = read("feed", ATOM.as_bytes());
    assert_eq!(blocks(&doc), ["h1 The gates", "Ines Kovac opened the gates."]);
    assert_eq!(told(&doc), [Some("The gates"), Some("Tom Ito"), Some("2026-03-02T10:00:00+00:00")]);
    assert_eq!(doc.meta().address.as_ref().unwrap().as_str(), "https://port.example/gates");
}

#[test]
fn a_feed_may_be_json() {
    assert_eq!(
        listed(JSON_FEED),
        [
            ("The gates · 2026-03-02".to_owned(), Some("https://port.example/gates".to_owned())),
            ("The wall & the tide".to_owned(), Some("https://port.example/wall".to_owned())),
        ]
    );
    let entry = |number| entry(JSON_FEED, number);
    assert_eq!(blocks(&entry(0)), ["h1 The gates", "Tom Ito opened the gates.", "They held."]);
    assert_eq!(told(&entry(0)), [Some("The gates"), Some("Ines Kovac"), Some("2026-03-02T10:00:00+00:00")]);
    assert_eq!(blocks(&entry(1)), ["h1 The wall & the tide", "The wall is too low & old.", "It fell."]);
    assert_eq!(told(&entry(1))[1], Some("Tom Ito"));
    check_refused("a.json", b"{\"about\": \"jsonfeed.org/version/1\"}", "this feed is damaged");
}

#[test]
fn what_agencies_send_is_read() {
    let doc = read("a.xml", NITF.as_bytes());
    assert_eq!(
        blocks(&doc),
        [
            "h1 The gates hold",
            "PORT ARDEN — Tom Ito opened the gates, he says.",
            "h2 Later",
            "> It held.",
            "- • One",
        ]
    );
    assert_eq!(told(&doc), [Some("The gates hold"), Some("Ines Kovac"), Some("2026-03-02T10:00:00Z")]);
    assert_eq!(doc.meta().site.as_deref(), Some("Harbour Agency"));
    assert_eq!(doc.links().rows().len(), 1);
    let doc = read("a", NEWSML_G2.as_bytes());
    assert_eq!(blocks(&doc), ["h1 The gates hold", "Tom Ito opened the gates."]);
    assert_eq!(told(&doc), [Some("The gates hold"), Some("Ines Kovac"), Some("2026-03-02T10:00:00Z")]);
    let newsml = "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>Gates</HeadLine></NewsLines><ContentItem><DataContent>Tom Ito opened the gates.\n\nThey held.</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>";
    assert_eq!(
        blocks(&read("a.xml", newsml.as_bytes())),
        ["h1 Gates", "Tom Ito opened the gates.", "They held."]
    );
}

#[test]
fn other_data_is_refused_with_what_helps() {
    for (name, bytes, what) in [
        ("a.tex", "\\section{Gates}\nThe gates.", "a LaTeX source"),
        ("a.csv", "name,age\nInes,50\n", "a table (CSV)"),
        ("a.json", "{\"text\": \"The gates hold.\"}", "a JSON data file"),
        (
            "a.xml",
            "<?xml version='1.0'?><recipe><step>Open the gates.</step></recipe>",
            "an XML file of an unknown kind",
        ),
        ("a.rtf", "{\\rtf1\\ansi The gates hold.}", "a Rich Text (RTF) document"),
    ] {
        check_refused(name, bytes.as_bytes(), what);
    }
}
