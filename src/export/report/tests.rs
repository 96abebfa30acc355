//! The report: what it shows, and that none of the article's text is markup.

use super::*;
use crate::annotate::{Anchor, Annotated, EditId, Mark};
use crate::digest::sample;
use crate::document::{BlockKind, DocumentBuilder, Metadata};
use crate::nlp::{Analysis, Confidence, Entity, EntityKind, Mention, MentionForm};
use crate::text::Id;

fn page(paragraphs: &[&str], meta: Metadata) -> String {
    let (doc, analysis) = sample::article_of(paragraphs, meta);
    let annotated = Annotated::from((*analysis).clone());
    let article = Article { doc: &doc, annotated: &annotated, id: None, written: None };
    export(&[article], &Options::default()).remove(0).contents
}

/// The page for a text that is one mention.
fn page_of(text: &str, meta: Metadata) -> String {
    let mut builder = DocumentBuilder::new();
    builder.block(BlockKind::Paragraph, text);
    let doc = builder.finish(meta).unwrap();
    let span = doc.span();
    let confidence = Confidence::new(0.9);
    let mention = Mention { span, form: MentionForm::Name, entity: Id::new(0), confidence };
    let entity = Entity {
        kind: EntityKind::Person,
        name: text.to_owned(),
        description: Some(text.to_owned()),
        is_named: true,
        mentions: vec![Id::new(0)],
    };
    let at = Anchor::of(&doc, span);
    let mark =
        Mark { id: EditId(1), span: Some(span), at, note: text.to_owned(), tags: vec![text.to_owned()] };
    let analysis =
        Analysis { mentions: vec![mention].into(), entities: vec![entity].into(), ..Analysis::default() };
    let annotated = Annotated { analysis, marks: vec![mark], ..Annotated::default() };
    let article = Article { doc: &doc, annotated: &annotated, id: None, written: None };
    export(&[article], &Options::default()).remove(0).contents
}

#[test]
fn marks_are_flat_pieces_that_tell_what_they_belong_to() {
    let page = page(
        &["[PER& [PER~ his=Bob Day] wife=Ann Lee] met [PER Bob Day] and [PER Ann Lee]."],
        Metadata::default(),
    );
    // The wife, first in the cast, is mentioned around her husband.
    let expected = "<p><span class=\"p r\" data-m=\"1.1.p 0.0.d\">his</span>\
        <span class=\"p r\" data-m=\"0.0.d\"> wife</span> met \
        <span class=\"p\" data-m=\"2.1.n\">Bob Day</span> and <span class=\"p\" data-m=\"3.0.n\">Ann Lee</span>.</p>";
    assert!(page.contains(expected), "{page}");
}

#[test]
fn a_denied_relation_is_never_a_bare_assertion() {
    let page = page(
        &["[PER Ann] sued [ORG Hill] (Ann; sued; Hill; Bob; denied). [PER Bob] left."],
        Metadata::default(),
    );
    assert!(page.contains("<span class=\"but doubt\">(<bdi>denied by Bob</bdi>)</span>"), "{page}");
    assert!(page.contains("<title>Ann sued Hill (denied by Bob)</title>"), "{page}");
    assert!(page.contains("sued [denied]</text>") || !page.contains(">sued</text>"), "{page}");
}

#[test]
fn nothing_of_the_article_is_markup() {
    let hostile = "</script><script>alert(1)</script> \" onload='x' <img src=//e.example> </title></style>";
    let meta =
        Metadata { title: Some(hostile.to_owned()), author: Some(hostile.to_owned()), ..Metadata::default() };
    let page = page_of("</p><b>Ann</article><script>x</b> “</li><svg onload=1>” \" onload='x' </span>", meta);
    let ours = page.replace(STYLE, "").replace(SCRIPT, "");
    let tags: Vec<_> = ours.match_indices("<script").collect();
    assert_eq!(tags.len(), 1, "{ours}");
    for forbidden in ["<img", "<b>", "<svg onload", "</title></style>", "onload='"] {
        assert!(!ours.contains(forbidden), "{forbidden}");
    }
    // Every value is in double quotation marks that nothing closes, so the tags are those that we wrote.
    for tag in ours.split('<').skip(1).filter_map(|it| it.split('>').next()) {
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
    }
}

#[test]
fn the_policy_knows_style_and_script_by_their_hashes_and_nothing_else() {
    let page = page(&["[PER Ann] left."], Metadata::default());
    for part in [STYLE, SCRIPT] {
        let hash = STANDARD.encode(Sha256::digest(part));
        assert!(page.contains(&format!("'sha256-{hash}'")));
        assert!(!part.contains("</"), "it would end its element");
    }
    assert!(page.contains("default-src 'none'") && !page.contains("unsafe") && !page.contains(" style="));
}

#[test]
fn links_lead_to_the_parts_below_the_text() {
    let page = page(&["[PER Ann] left. {“Go,”} said [PER Bob]."], Metadata::default());
    for part in ["people", "quotes"] {
        let link = format!("<li><a href=\"#a1-{part}\">");
        assert!(page.contains(&link) && page.contains(&format!(" id=\"a1-{part}\">")), "{part}");
    }
    assert!(!page.contains("#a1-relations"), "there are none");
}

#[test]
fn who_wrote_it_stands_below_the_title_that_is_seen() {
    let meta = |title: &str| Metadata {
        title: Some(title.to_owned()),
        author: Some("Bob Day".to_owned()),
        ..Metadata::default()
    };
    let of_text = page(&["# The mill", "[PER Ann] left."], meta("The mill"));
    assert!(of_text.contains("The mill</h2>\n<p class=\"by\"><bdi>Bob Day</bdi></p>"), "{of_text}");
    let of_page = page(&["[PER Ann] left."], meta("The mill"));
    assert!(of_page.contains("</h1>\n<p class=\"by\">") && of_page.matches("Bob Day").count() == 1);
}

#[test]
fn the_cast_says_who_someone_is_and_what_they_are_called() {
    let described = page_of("a nurse", Metadata::default());
    assert!(described.contains("<p class=\"soft\"><bdi>a nurse</bdi>; 1 name</p>"), "{described}");
    let called =
        page(&["[PER Ann Lee] met [PER? Lee=Ann Lee], [PER& the mayor=Ann Lee]."], Metadata::default());
    let expected = "<p class=\"soft\">also “<bdi>Lee</bdi>”; called “<bdi>the mayor</bdi>”; 2 names, 1 description; \
                    <span class=\"doubt\">1 not sure</span></p>";
    assert!(called.contains(expected), "{called}");
}

#[test]
fn a_note_is_told_with_its_day_and_each_tag_once() {
    let (doc, analysis) = sample::article(&["[PER Ann] left."]);
    let mut annotated = Annotated::from((*analysis).clone());
    let (span, id) = (doc.span(), EditId(1));
    let tags = ["ask", "money"].map(str::to_owned).to_vec();
    let mark = Mark { id, span: Some(span), at: Anchor::of(&doc, span), note: "when? #ask".to_owned(), tags };
    annotated.marks.push(mark);
    let written = [(id, "2026-11-25T09:30:00Z".to_owned())].into();
    let article = Article { doc: &doc, annotated: &annotated, id: None, written: Some(&written) };
    let page = export(&[article], &Options::default()).remove(0).contents;
    let told = "<p class=\"note\" dir=\"auto\">when? #ask #money</p><p class=\"soft\">25 November 2026</p>";
    assert!(page.contains(told), "{page}");
}

#[test]
fn several_articles_have_a_list_of_contents() {
    let (doc, analysis) = sample::article(&["[PER Ann] sued [ORG Hill] (Ann; sued; Hill)."]);
    let annotated = Annotated::from((*analysis).clone());
    let article = Article { doc: &doc, annotated: &annotated, id: None, written: None };
    let page = export(&[article, article], &Options::default()).remove(0).contents;
    assert!(page.contains("<li><a href=\"#a2\">") && page.contains("<section class=\"article\" id=\"a2\""));
    assert_eq!(page.matches("<h1").count(), 1);
    // Programs that read aloud list regions by their names.
    let names: Vec<_> = page.split("aria-label=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
    let different: std::collections::BTreeSet<_> = names.iter().collect();
    assert_eq!(different.len(), names.len(), "{names:?}");
}
