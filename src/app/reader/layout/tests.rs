//! Layout on small documents.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use super::*;
use crate::document::{DocumentBuilder, Metadata};

fn document(blocks: &[(BlockKind, &str)]) -> Arc<Document> {
    let mut builder = DocumentBuilder::new();
    for &(kind, text) in blocks {
        builder.block(kind, text);
    }
    Arc::new(builder.finish(Metadata::default()).unwrap())
}

fn all_lines(layout: &mut Layout) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut spot = Some(Spot::default());
    while let Some(at) = spot {
        lines.extend(layout.line(at));
        spot = layout.next(at);
    }
    lines
}

fn shown(doc: &Arc<Document>, width: usize) -> Vec<String> {
    let mut layout = Layout::new(Arc::clone(doc), 0, false, width);
    all_lines(&mut layout)
        .iter()
        .map(|line| {
            let text: String = line.glyphs(doc).map(|glyph| glyph.symbol).collect();
            format!("{:indent$}{text}", "", indent = line.indent)
        })
        .collect()
}

#[test]
fn blocks_are_parted_by_a_blank_line_but_items_of_a_list_are_not() {
    let doc = document(&[
        (BlockKind::Heading(1), "Head"),
        (BlockKind::ListItem(0), "- one"),
        (BlockKind::ListItem(1), "10. two three"),
        (BlockKind::Paragraph, "End\nof it"),
    ]);
    assert_eq!(shown(&doc, 15), ["Head", "", "- one", "  10. two", "      three", "", "End of it"]);
}

#[test]
fn code_stays_as_it_is() {
    let doc = document(&[(BlockKind::Code, "if x:\n\tgo()")]);
    assert_eq!(shown(&doc, 20), ["  if x:", "      go()"]);
}

#[test]
fn an_endless_paragraph_is_laid_out_in_pieces() {
    let text = "word ".repeat(20_000);
    let doc = document(&[(BlockKind::Paragraph, &text)]);
    let mut layout = Layout::new(Arc::clone(&doc), 0, false, 40);
    let last = layout.last();
    assert!(last.piece > 3);
    assert_eq!(layout.line(last).unwrap().span.end(), doc.span().end());
    assert!(layout.kept.len() < 3, "only what is asked for is laid out");
    assert!(all_lines(&mut layout).iter().all(|line| line.kind != LineKind::Blank));
}

#[test]
fn an_endless_word_is_parted_between_signs() {
    let family = "👩\u{200d}👩\u{200d}👧";
    let doc = document(&[(BlockKind::Paragraph, &family.repeat(3000))]);
    let mut layout = Layout::new(Arc::clone(&doc), 0, false, 40);
    assert!(layout.last().piece > 1);
    for line in all_lines(&mut layout) {
        assert!(line.glyphs(&doc).all(|glyph| glyph.symbol == family));
    }
}

#[test]
fn a_byte_is_found_on_its_line() {
    let doc = document(&[(BlockKind::Paragraph, "one two three"), (BlockKind::Paragraph, "four")]);
    for is_below_first in [false, true] {
        check_bytes(&doc, Layout::new(Arc::clone(&doc), 2, is_below_first, 8));
    }
}

fn check_bytes(doc: &Document, mut layout: Layout) {
    let mut line_of = |byte| {
        let spot = layout.locate(byte);
        doc.slice(layout.line(spot).unwrap().span)
    };
    assert_eq!(line_of(0), "one two");
    assert_eq!(line_of(7), "one two");
    assert_eq!(line_of(8), "three");
    assert_eq!(line_of(14), "three");
    assert_eq!(line_of(15), "four");
    assert_eq!(line_of(99), "four");
}

fn any_block() -> impl Strategy<Value = (BlockKind, String)> {
    let kind = prop_oneof![
        Just(BlockKind::Paragraph),
        Just(BlockKind::Code),
        Just(BlockKind::ListItem(2)),
        Just(BlockKind::BlockQuote),
        Just(BlockKind::Heading(2)),
    ];
    let text = prop_oneof!["[a-z \n-]{0,80}", "\\PC{0,40}", "[日本e\u{301}👩\u{200d} \t]{0,30}"];
    (kind, text)
}

proptest! {
    #[test]
    fn every_sign_is_shown_once_and_no_line_is_too_wide(
        blocks in prop::collection::vec(any_block(), 1..5),
        width in 8usize..40,
    ) {
        let blocks: Vec<_> = blocks.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        let doc = document(&blocks);
        let mut layout = Layout::new(Arc::clone(&doc), 0, false, width);
        let mut at = 0;
        let mut seen = vec![0_u8; doc.text().len()];
        for line in all_lines(&mut layout) {
            prop_assert!(line.span.start().to_usize() >= at);
            at = line.span.end().to_usize();
            let mut cells = line.indent;
            for glyph in line.glyphs(&doc) {
                cells += glyph.width;
                let base = line.span.start().to_usize();
                seen[base + glyph.start..base + glyph.end].iter_mut().for_each(|it| *it += 1);
            }
            prop_assert!(cells <= width, "{cells} > {width}");
        }
        for (byte, c) in doc.text().char_indices() {
            let times = seen[byte];
            prop_assert!(times == 1 || times == 0 && c.is_whitespace(), "{c:?} at {byte} shown {times} times");
        }
    }

    #[test]
    fn another_width_and_back_leads_to_the_same_line(
        text in "[a-zé日 ]{1,400}",
        line in 0usize..10,
        width in 8usize..40,
        other in 8usize..40,
    ) {
        let doc = document(&[(BlockKind::Paragraph, &text)]);
        let mut layout = Layout::new(Arc::clone(&doc), 0, false, width);
        let spot = layout.forward(Spot::default(), line);
        if let Some(line) = layout.line(spot) {
            let word = line.span.start().to_usize();
            layout.set_width(other);
            let there = layout.locate(word);
            prop_assert!(layout.line(there).is_some_and(|line| line.span.contains(crate::text::ByteOffset::new(word))));
            layout.set_width(width);
            prop_assert_eq!(layout.locate(word), spot);
        }
    }
}

/// Words in all scripts and of all kinds: wide characters, joined emoji, flags, a symbol with an emoji selector,
/// combining marks, tabs, and words written from right to left.
fn mixed() -> impl Strategy<Value = String> {
    let words = [
        "word",
        "日本語です。",
        "👩\u{200d}👩\u{200d}👧",
        "🇳🇴🇸🇪🇩",
        "❤\u{fe0f}",
        "☎",
        "e\u{301}a\u{308}\u{323}",
        "\u{301}",
        "\t",
        " ",
        "שלום",
        "مَرْحَبًا",
        "ﾊﾞ",
        "क्षि",
        "각",
        "a-b",
        "\u{200b}",
        "👍🏽",
        "—",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..40).prop_map(|it| it.concat())
}

proptest! {
    /// Cells and bytes of every line agree, whatever the script, and no grapheme is cut.
    #[test]
    fn cells_and_bytes_agree_in_every_script(text in mixed(), width in 1_usize..30, is_code: bool) {
        let kind = if is_code { BlockKind::Code } else { BlockKind::Paragraph };
        let doc = document(&[(BlockKind::Heading(1), "Head"), (kind, &text)]);
        let mut layout = Layout::new(Arc::clone(&doc), 0, false, width);
        let whole: Vec<usize> = doc.text().grapheme_indices(true).map(|it| it.0).chain([doc.text().len()]).collect();
        for line in all_lines(&mut layout) {
            let LineKind::Text(_) = line.kind else { continue };
            let start = line.span.start().to_usize();
            let glyphs: Vec<_> = line.glyphs(&doc).collect();
            let cells: usize = line.indent + glyphs.iter().map(|it| it.width).sum::<usize>();
            let n_seen = glyphs.iter().filter(|it| it.width > 0).count();
            prop_assert!(cells <= width || n_seen <= 1, "{cells} > {width}: {:?}", doc.slice(line.span));
            for glyph in &glyphs {
                let (from, to) = (start + glyph.start, start + glyph.end);
                prop_assert!(whole.contains(&from) && whole.contains(&to), "{:?} is cut", glyph.symbol);
                if glyph.width > 0 {
                    let cell = line.cell_of(&doc, from);
                    for cell in cell..cell + glyph.width {
                        let sign = line.sign_at(&doc, Some(cell));
                        prop_assert_eq!((sign.start().to_usize(), sign.end().to_usize()), (from, to));
                    }
                }
            }
            let end = line.span.end().to_usize();
            prop_assert_eq!(line.sign_at(&doc, Some(cells)), Span::new(end, end));
            prop_assert_eq!(line.sign_at(&doc, None), Span::new(start, start));
        }
    }
}
