//! Sixty pages of the shapes that pages have: what must come out does, and what surrounds the article does not.
//!
//! `tests/data/pages` has the stories and the shapes. In a shape, `⟦…⟧` marks what must not be in the article's text
//! and `⟪…⟫` what must; the paragraphs of the story must be, wherever they are inserted.

use std::ops::RangeInclusive;
use std::path::Path;

use byline::document::{Document, Notice};
use byline::import::{self, Options, Origin};

const STORIES: &str = include_str!("../data/pages/stories.txt");
const SHAPES: &str = include_str!("../data/pages/shapes.txt");

struct Story {
    title: &'static str,
    author: &'static str,
    date: &'static str,
    iso: &'static str,
    paragraphs: Vec<&'static str>,
}

fn stories() -> Vec<Story> {
    let story = |text: &'static str| {
        let mut lines = text.lines();
        let head: Vec<&str> = lines.next().unwrap().split(" | ").collect();
        let [title, author, date, iso] = head[..] else { panic!("{head:?}") };
        Story { title, author, date, iso, paragraphs: lines.collect() }
    };
    STORIES.split("# ").skip(1).map(story).collect()
}

/// A page that a shape makes of a story.
struct Page {
    name: &'static str,
    html: String,
    must: Vec<String>,
    must_not: Vec<String>,
    author: Option<&'static str>,
    published: Option<&'static str>,
    notice: Option<Notice>,
}

fn pages() -> Vec<Page> {
    let stories = stories();
    let shapes = SHAPES.split("=== ").skip(1).enumerate();
    shapes.map(|(number, shape)| page(shape, &stories[number % stories.len()])).collect()
}

fn page(shape: &'static str, story: &Story) -> Page {
    let (head, template) = shape.split_once('\n').unwrap();
    let (name, wants) = head.split_once(" | ").unwrap_or((head, ""));
    let has = |want: &str| wants.split(' ').any(|it| it == want);
    let (marked, mut must) = filled(template, story);
    must.extend(marks(&marked, '⟪', '⟫'));
    let notice = match wants.split(' ').find_map(|it| it.strip_prefix("notice=")) {
        Some("index") => Some(Notice::Index),
        Some("walled") => Some(Notice::Walled),
        Some("short") => Some(Notice::CutShort),
        Some(other) => panic!("{other}"),
        None => None,
    };
    Page {
        name,
        must_not: marks(&marked, '⟦', '⟧'),
        html: marked.replace(['⟦', '⟧', '⟪', '⟫'], ""),
        must,
        author: has("author").then_some(story.author),
        published: has("date").then_some(story.iso),
        notice,
    }
}

/// The template with the story in it, and the paragraphs that were inserted.
fn filled(template: &str, story: &Story) -> (String, Vec<String>) {
    let mut html = template.to_owned();
    let mut must: Vec<String> = Vec::new();
    let mut put =
        |html: &mut String, what: &str, part: RangeInclusive<usize>, form: &dyn Fn(&[&str]) -> String| {
            let end = (*part.end()).min(story.paragraphs.len());
            if html.contains(what) {
                let paragraphs = &story.paragraphs[part.start() - 1..end];
                must.extend(paragraphs.iter().map(|&it| it.to_owned()));
                *html = html.replace(what, &form(paragraphs));
            }
        };
    let each = |before: &'static str, after: &'static str| {
        move |texts: &[&str]| texts.iter().flat_map(|it| [before, it, after]).collect::<String>()
    };
    for start in 1..=7 {
        for end in start..=7 {
            put(&mut html, &format!("{{p:{start}-{end}}}"), start..=end, &each("<p>", "</p>"));
        }
    }
    put(&mut html, "{p}", 1..=7, &each("<p>", "</p>"));
    put(&mut html, "{div}", 1..=7, &each("<div class=t>", "</div>"));
    put(&mut html, "{br}", 1..=7, &each("", "<br><br>"));
    put(&mut html, "{section}", 1..=7, &each("<div data-component=text-block><p>", "</p></div>"));
    put(&mut html, "{json}", 1..=7, &|texts| texts.join("\\n\\n"));
    let teaser = |number: usize| {
        format!("<h3><a href=/{number}>Headline number {number} of the town tells a story</a></h3>")
    };
    let card = |number: usize| {
        format!(
            "<div class=card>{}<p>A summary of story {number}, in one sentence.</p></div>",
            teaser(number)
        )
    };
    html = html.replace("{teasers}", &(0..16).map(teaser).collect::<String>());
    html = html.replace("{cards}", &(0..16).map(card).collect::<String>());
    html = html.replace("{first}", story.paragraphs[0]).replace("{title}", story.title);
    html = html.replace("{author}", story.author).replace("{path}", &story.iso.replace('-', "/"));
    (html.replace("{date}", story.date).replace("{iso}", story.iso), must)
}

/// What is between marks, without tags and without differently marked text inside.
fn marks(html: &str, open: char, close: char) -> Vec<String> {
    let pieces = html.split(open).skip(1).map(|it| it.split(close).next().unwrap());
    let without_tags = |piece: &str| {
        let mut text = String::new();
        let (mut in_tag, mut in_other) = (false, false);
        for c in piece.chars() {
            match c {
                '<' => in_tag = true,
                '>' if in_tag => in_tag = false,
                '⟦' => in_other = true,
                '⟧' => in_other = false,
                _ if in_tag || in_other => {}
                _ => text.push(c),
            }
        }
        squeezed(&text)
    };
    pieces.map(without_tags).collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The article's own text; captions are shown, but are not part of it.
fn article(doc: &Document) -> String {
    let blocks = doc.blocks().rows().iter().filter(|it| it.kind.is_article());
    squeezed(&blocks.map(|it| doc.slice(it.span)).collect::<Vec<_>>().join(" "))
}

fn read(page: &Page) -> Document {
    import::import(page.html.as_bytes(), &Origin::file(Path::new("page.html")), &Options::STANDARD).unwrap()
}

#[test]
fn sixty_pages_come_out_right() {
    let pages = pages();
    assert_eq!(pages.len(), 60);
    let (mut n_must, mut n_must_not) = (0, 0);
    let (mut lost, mut kept, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for page in &pages {
        let doc = read(page);
        let text = article(&doc);
        n_must += page.must.len();
        n_must_not += page.must_not.len();
        lost.extend(page.must.iter().filter(|it| !text.contains(it.as_str())).map(|it| (page.name, it)));
        kept.extend(page.must_not.iter().filter(|it| text.contains(it.as_str())).map(|it| (page.name, it)));
        let meta = doc.meta();
        let published = meta.published.as_deref().and_then(|it| it.get(..10));
        if page.author.is_some_and(|it| meta.author.as_deref() != Some(it)) {
            wrong.push((page.name, format!("author {:?}", meta.author)));
        }
        if page.published.is_some_and(|it| published != Some(it)) {
            wrong.push((page.name, format!("date {published:?}")));
        }
        if meta.notice != page.notice {
            wrong.push((page.name, format!("notice {:?}", meta.notice)));
        }
    }
    assert!(lost.len() * 100 <= n_must * 2, "{} of {n_must} are lost: {lost:#?}", lost.len());
    assert!(kept.len() * 100 <= n_must_not * 2, "{} of {n_must_not} are kept: {kept:#?}", kept.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_paragraph_comes_once() {
    for page in pages() {
        let text = article(&read(&page));
        for it in &page.must {
            assert!(text.matches(it.as_str()).count() <= 1, "{}: {it}", page.name);
        }
    }
}
