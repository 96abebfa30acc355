//! Shapes in which pages hide, divide, link and label their articles: each paragraph comes out once, and nothing else.

use std::path::Path;

use byline::import::{self, Options, Origin};

/// The paragraphs of the article.
const STORY: [&str; 5] = [
    "The ferry from Port Arden did not sail on Monday, since nobody had come to take the ropes off the quay.",
    "“We stood there with the children and the goat,” said Mary Cole, who keeps the shop on the island.",
    "Tom Ito, who runs the line, blamed the new rota, and said that all of its captains had been told of it by letter.",
    "The line was founded in 1902 by two brothers. It has three boats, of which one is a museum in the summer months.",
    "“I have no goat to my name,” Mr Ito said on Tuesday. Mrs Cole said she hoped that he would look at the next boat.",
];

fn paragraphs(range: std::ops::Range<usize>) -> String {
    each("<p>", range, "</p>")
}

/// Each paragraph with this around it.
fn each(open: &str, range: std::ops::Range<usize>, close: &str) -> String {
    STORY[range].iter().flat_map(|it| [open, it, close]).collect()
}

/// Reads a page with this body and checks that it has the story once, and none of these words.
fn check(name: &str, body: &str, lacks: &[&str]) -> byline::document::Document {
    let page = format!(
        "<!doctype html><html><head><title>Ferry stays in port</title></head><body>\
         <nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav>{body}</body></html>"
    );
    let origin = Origin::file(Path::new("page.html"));
    let doc = import::import(page.as_bytes(), &origin, &Options::STANDARD).unwrap();
    let text = doc.text().split_whitespace().collect::<Vec<_>>().join(" ");
    for paragraph in STORY {
        assert_eq!(text.matches(paragraph).count(), 1, "{name}: {paragraph}\nin {text}");
    }
    for words in lacks {
        assert!(!text.contains(words), "{name}: {words}\nin {text}");
    }
    doc
}

const HEAD: &str = "<h1>Ferry stays in port</h1>";

#[test]
fn articles_in_hidden_elements_are_read() {
    let all = paragraphs(0..5);
    let hidden = each("<div aria-hidden=true><p>", 0..5, "</p></div>");
    let pane = "<div role=dialog class=modal><h2>Subscribe</h2><p>Get the best of the week in your inbox each Sunday, \
                free of charge, and read it before the others do.</p></div>";
    let (first, rest) = (paragraphs(0..2), paragraphs(2..5));
    for (name, body) in [
        ("transparent", format!("<main style='opacity:0'>{HEAD}<div>{all}</div></main>")),
        ("inert", format!("<div inert aria-hidden=true><main>{HEAD}{all}</main></div>{pane}")),
        ("without scripts", format!("<main>{HEAD}<noscript><article>{all}</article></noscript></main>")),
        (
            "details",
            format!("<article>{HEAD}{first}<details><summary>Read more</summary>{rest}</details></article>"),
        ),
        ("until found", format!("<article>{HEAD}{first}<div hidden=until-found>{rest}</div></article>")),
        (
            "folded",
            format!("<article>{HEAD}{first}<div style='max-height:0;overflow:hidden'>{rest}</div></article>"),
        ),
        ("each by itself", format!("<article>{HEAD}{hidden}</article>")),
        (
            "template",
            format!("<div id=app></div>{pane}<template id=story><main>{HEAD}{all}</main></template>"),
        ),
        (
            "shadow root",
            format!("<x-story><template shadowrootmode=open><main>{HEAD}{all}</main></template></x-story>"),
        ),
    ] {
        check(name, &body, &["in your inbox", "Read more"]);
    }
}

#[test]
fn articles_in_data_and_in_frames_are_read() {
    let items = STORY.map(|it| format!("{{\"type\":\"paragraph\",\"text\":\"{it}\"}}")).join(",");
    let teasers = format!("{{\"title\":\"Goats\",\"url\":\"/g\",\"text\":\"{} Not this.\"}}", STORY[0]);
    let data = format!("{{\"nav\":[{teasers},{teasers},{teasers}],\"story\":{{\"body\":[{items}]}}}}");
    let frame = format!("<article>{}</article>", paragraphs(0..5)).replace('"', "&quot;");
    for (name, body) in [
        (
            "data",
            format!("<div id=__next></div><script id=__NEXT_DATA__ type=application/json>{data}</script>"),
        ),
        ("variable", format!("<div id=app><p>Loading…</p></div><script>window.__STATE__ = {data};</script>")),
        ("frame", format!("<main>{HEAD}<iframe srcdoc=\"{frame}\"></iframe></main>")),
    ] {
        check(name, &body, &["Not this", "Loading"]);
    }
}

#[test]
fn what_leads_elsewhere_between_paragraphs_goes() {
    let (first, rest) = (paragraphs(0..3), paragraphs(3..5));
    for between in [
        "<p><a href=/x>Captain returns his lost letters</a></p>",
        "<p><strong><a href=/x>Captain returns his lost letters</a></strong></p>",
        "<h3><a href=/x>Captain returns his lost letters</a></h3>",
        "<p>READ: <a href=/x>Captain returns his lost letters.</a></p>",
        "<p><a href=/x>→ Captain returns his lost letters</a></p>",
        "<div class=e><h3>The Captain</h3><p>All that you need, every weekday.</p><input type=email></div>",
    ] {
        check(between, &format!("<article>{HEAD}{first}{between}{rest}</article>"), &["Captain"]);
    }
}

#[test]
fn what_stands_twice_is_read_once() {
    let (lead, rest) = (paragraphs(0..1), paragraphs(1..5));
    let of = |class: &str| lead.replace("<p>", &format!("<p class='{class}'>"));
    let styles = "<style>@media (max-width: 600px) { .wide { display: none } } @media (min-width: 601px) { .slim { display: none } }</style>";
    for (name, above, first) in [
        ("media queries", format!("{styles}{}", of("slim")), of("wide")),
        ("names of screens", of("lead--mobile"), of("lead--desktop")),
        ("utilities", of("d-block d-md-none"), of("d-none d-md-block")),
        ("headings", lead.replace("p>", "h2>").replace("<h2", "<h2 class=visible-xs"), of("hidden-xs")),
        ("one after the other", of("standfirst"), lead.clone()),
    ] {
        check(name, &format!("<article>{HEAD}{above}<div>{first}{rest}</div></article>"), &[]);
    }
}

#[test]
fn what_stands_beside_the_article_is_left_out() {
    let all = paragraphs(0..5);
    let news = "<p>The mayor of Bree opened a bridge on Monday, and said that nobody had crossed the river for years.</p>";
    let live =
        format!("<div class=live><h3>Live</h3><ul>{}</ul></div>", format!("<li>{news}</li>").repeat(30));
    for aside in
        [format!("<aside id=sidebar>{live}</aside>"), format!("<div role=complementary>{live}</div>")]
    {
        check(
            &aside,
            &format!("<div><section><article>{HEAD}{all}</article></section>{aside}</div>"),
            &["Bree"],
        );
    }
}

#[test]
fn articles_in_several_pieces_are_whole() {
    let part = paragraphs;
    let ad = "<div class=ad-slot>Advertisement</div>";
    let all = |open, close| each(open, 0..5, close);
    for (name, body) in [
        (
            "three",
            format!(
                "<div>{HEAD}{}</div>{ad}<div>{}</div>{ad}<div>{}</div>",
                part(0..2),
                part(2..4),
                part(4..5)
            ),
        ),
        ("sections", format!("<main>{HEAD}{}</main>", all("<section><div><p>", "</p></div></section>"))),
        (
            "depths",
            format!(
                "<div><div>{HEAD}<div><div>{}</div></div></div></div><div><div>{}</div></div>",
                part(0..3),
                part(3..5)
            ),
        ),
        ("articles", format!("<article>{HEAD}{}</article>{ad}<article>{}</article>", part(0..2), part(2..5))),
        ("breaks", format!("<main>{HEAD}<div>{}</div></main>", all("", "<br><br>"))),
        (
            "spans",
            format!("<main>{HEAD}<div>{}</div></main>", all("<span style='display:block'>", "</span>")),
        ),
        ("list", format!("<main>{HEAD}<ul class=body>{}</ul></main>", all("<li><p>", "</p></li>"))),
    ] {
        check(name, &body, &["Advertisement"]);
    }
}

#[test]
fn paragraphs_that_are_links_stay() {
    let linked = |at: usize| format!("<a href=/l>{}</a>", STORY[at]);
    let (before, after) = (paragraphs(0..2), paragraphs(3..5));
    for (name, body) in [
        ("first", format!("<div><p>{}</p></div>{}", linked(0), paragraphs(1..5))),
        ("block in a link", format!("{before}<a href=/x><div><p>{}</p></div></a>{after}", STORY[2])),
        ("all", each("<p><a href=/l>", 0..5, "</a></p>")),
        ("bold", format!("{before}<p><strong>{}</strong></p>{after}", linked(2))),
        (
            "quoted",
            format!("{}<blockquote><p>{}</p></blockquote>{}", paragraphs(0..1), linked(1), paragraphs(2..5)),
        ),
        ("last", format!("{}<section><p>{}</p></section>", paragraphs(0..4), linked(4))),
    ] {
        check(name, &format!("<article>{HEAD}{body}</article>"), &[]);
    }
}

#[test]
fn rows_of_author_and_date_are_read_and_no_text() {
    for row in [
        "<div class=meta><a href=/a>Lydia Farrow</a><time datetime=2026-03-03>March 3, 2026</time><span>5 min read</span></div>",
        "<ul class=meta><li>By Lydia Farrow</li><li>March 3, 2026</li><li>5 min read</li></ul>",
        "<p class=byline>By <b>Lydia Farrow</b>March 3, 2026</p>",
        "<div><span>Lydia Farrow</span><span>|</span><span>3 March 2026</span><span>|</span><span>5 minutes</span></div>",
        "<p><span class=author>By Lydia Farrow</span><span class=role>Ferry reporter</span><span class=date>3 Mar 2026</span></p>",
        "<address>By <a rel=author href=/a>Lydia Farrow</a></address><time datetime=2026-03-03T09:00Z>3 Mar</time><button>Share</button>",
        "<div class=c><div>Lydia Farrow</div><div>Mar 3, 2026<!-- -->·<!-- -->5 min</div></div>",
        "<h2 class=byline>By Lydia Farrow</h2><h3>March 3rd, 2026</h3>",
        "<dl><dt>Author</dt><dd>Lydia Farrow</dd><dt>Updated</dt><dd>4 March 2026</dd><dt>Published</dt><dd>3 March 2026</dd></dl>",
        "<p>By Lydia Farrow</p><p>Updated 4 March 2026. First published 3 March 2026</p>",
        "<p>By Lydia Farrow</p><p>Updated: <time datetime=2026-03-04>4 March</time> | Published: <time datetime=2026-03-03>3 March</time></p>",
        "<table><tr><td>Words:<td>Lydia Farrow<tr><td>Posted:<td>3 March 2026</table>",
    ] {
        let body = format!("<article>{HEAD}{row}{}</article>", paragraphs(0..5));
        let doc = check(row, &body, &["FarrowMarch", "20265", "FarrowFerry", "5 min"]);
        assert_eq!(doc.meta().author.as_deref(), Some("Lydia Farrow"), "{row}");
        assert!(doc.meta().published.as_deref().is_some_and(|it| it.starts_with("2026-03-03")), "{row}");
    }
}

#[test]
fn words_for_screen_readers_are_left_out() {
    for added in [
        "<span class=icon-label>(opens in a new window)</span>",
        "<span class=u-hiddenVisually> external link</span>",
        "<span style='position:absolute;left:-9999px'> link leads to another site</span>",
        "<span class=ext> (link is external)</span>",
        "<span style='font-size:0'> goes to another site</span>",
        "<span>(opens new window)</span>",
        "<span role=tooltip> Opens in a new browser tab</span>",
        "<span> (opens an external website)</span>",
    ] {
        let named = STORY[2].replace("the new rota", &format!("<a href=/x>the new rota{added}</a>"));
        let body = format!("<article>{HEAD}{}<p>{named}</p>{}</article>", paragraphs(0..2), paragraphs(3..5));
        check(added, &body, &[]);
    }
}

#[test]
fn dates_of_other_stories_are_not_the_articles() {
    let strip = "<section class=more><h3><a href=/1>Bridge shut</a></h3><time datetime=2019-01-05>5 January 2019</time></section>";
    let teaser = "<div itemscope class=teaser><h3><a href=/o>Other</a></h3><meta itemprop=datePublished content=2019-02-02></div>";
    let related = "<div class=related><h4><a href=/q>Old quay sold</a></h4><time datetime=2020-02-02>2 Feb 2020</time></div>";
    let all = paragraphs(0..5);
    let (top, rest) = (paragraphs(0..2), paragraphs(2..5));
    for (body, expected) in [
        (format!("{strip}<article>{HEAD}{all}</article>{strip}"), None),
        (
            format!("{strip}<article>{HEAD}<p class=date>Friday 22 May 2026</p>{all}</article>"),
            Some("2026-05-22"),
        ),
        (
            format!(
                "{teaser}<article itemscope>{HEAD}<meta itemprop=datePublished content=2026-05-22>{all}</article>"
            ),
            Some("2026-05-22"),
        ),
        (
            format!("<article>{HEAD}{top}{related}{rest}<p>Published 22 May 2026</p></article>"),
            Some("2026-05-22"),
        ),
        (
            format!("{strip}<article>{HEAD}<div class=published>22/05/2026 14:30</div>{all}</article>"),
            Some("2026-05-22"),
        ),
    ] {
        let doc = check(&body, &body, &["Bridge shut", "Old quay sold"]);
        let date = doc.meta().published.as_deref().map(|it| it.get(..10).unwrap_or(it));
        assert_eq!(date, expected, "{body}");
    }
}
