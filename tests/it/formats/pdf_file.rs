//! Writes PDF documents: pages with lines at given positions, in Helvetica.

use std::fmt::Write as _;

/// A page: lines with their distance from the left and from the bottom, and their size.
#[derive(Default, Clone)]
pub(super) struct PdfPage {
    lines: Vec<(f32, f32, f32, String)>,
    /// Further entries of the page, and what is drawn before the lines.
    entries: String,
    drawing: String,
}

/// The width of Helvetica's letters, in thousandths of its size, from the space on.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

fn width(text: &str, size: f32) -> f32 {
    let units = |it: u8| WIDTHS.get(usize::from(it.wrapping_sub(b' '))).copied().unwrap_or(556);
    text.bytes().map(|it| f32::from(units(it)) * size / 1000.0).sum()
}

impl PdfPage {
    pub(super) fn line(mut self, x: f32, y: f32, size: f32, text: &str) -> Self {
        self.lines.push((x, y, size, text.to_owned()));
        self
    }

    pub(super) fn entries(mut self, entries: &str) -> Self {
        self.entries.push_str(entries);
        self
    }

    pub(super) fn drawing(mut self, drawing: &str) -> Self {
        self.drawing.push_str(drawing);
        self
    }

    /// Paragraphs in a column, from the top down; returns what did not fit. With `hyphens`, long words are broken.
    pub(super) fn column<'w>(
        &mut self,
        words: &mut std::iter::Peekable<impl Iterator<Item = &'w str>>,
        (left, right): (f32, f32),
        (top, bottom): (f32, f32),
        hyphens: bool,
    ) {
        let (size, mut y) = (10.0, top);
        while y > bottom && words.peek().is_some() {
            let mut line = String::new();
            while let Some(word) = words.peek() {
                if *word == "\n" {
                    break;
                }
                let longer = if line.is_empty() { (*word).to_owned() } else { format!("{line} {word}") };
                if width(&longer, size) > right - left {
                    break;
                }
                line = longer;
                words.next();
            }
            let ends = words.peek() == Some(&"\n");
            if ends {
                words.next();
            }
            let fits = |it: &str| width(&format!("{line} {}-", it.split_at(4).0), size) <= right - left;
            let rest = words
                .peek()
                .copied()
                .filter(|it| hyphens && !ends && it.len() > 7 && it.is_ascii() && fits(it));
            if let Some(word) = rest.filter(|it| it.bytes().all(|it| it.is_ascii_lowercase())) {
                // Four letters, a hyphen, and the rest at the start of the next line.
                let (start, rest) = word.split_at(4);
                self.lines.push((left, y, size, format!("{line} {start}-")));
                y -= 12.0;
                words.next();
                let mut next = rest.to_owned();
                while let Some(word) = words.peek().filter(|it| **it != "\n") {
                    let longer = format!("{next} {word}");
                    if width(&longer, size) > right - left {
                        break;
                    }
                    next = longer;
                    words.next();
                }
                line = next;
                if words.peek() == Some(&"\n") {
                    words.next();
                    self.lines.push((left, y, size, line));
                    y -= 20.0;
                    continue;
                }
            }
            self.lines.push((left, y, size, line));
            y -= if ends { 20.0 } else { 12.0 };
        }
    }

    fn content(&self) -> String {
        let mut content = self.drawing.clone();
        for (x, y, size, text) in &self.lines {
            let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
            writeln!(content, "BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET").unwrap();
        }
        content
    }
}

/// The document with these pages. `trailer` has further entries, `objects` are further objects, from number 100 on.
pub(super) fn pdf(pages: &[PdfPage], trailer: &str, objects: &[&[u8]]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 10 + 2 * at)).collect();
    let mut all: Vec<(usize, Vec<u8>)> = vec![
        (1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()),
        (2, format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" ")).into_bytes()),
        (3, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec()),
    ];
    for (at, page) in pages.iter().enumerate() {
        let entries = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /I 100 0 R >> >> {} >>",
            11 + 2 * at,
            page.entries
        );
        all.push((10 + 2 * at, entries.into_bytes()));
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(page.content().as_bytes(), 6);
        let head = format!("<< /Length {} /Filter /FlateDecode >>\nstream\n", packed.len());
        all.push((11 + 2 * at, [head.as_bytes(), &packed, b"\nendstream"].concat()));
    }
    all.extend(objects.iter().enumerate().map(|(at, it)| (100 + at, it.to_vec())));
    let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = String::new();
    for (number, object) in &all {
        writeln!(table, "{number} 1\n{:010} 00000 n ", bytes.len()).unwrap();
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let size = all.last().map_or(0, |it| it.0) + 1;
    bytes.extend(format!("xref\n0 1\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

/// The text of the documents.
pub(super) const STORY: &str = "The harbour board met on Monday evening to hear what Ines Kovac had found in the ledgers of the old customs house. \
    Not one of the sums agreed with the next, she said, however long she looked at them, with or without her glasses. \n \
    Tom Ito, who keeps the gates, told the board that nobody had asked him for his opinion in eleven years. The chairwoman \
    promised to change that before the winter, and to visit the northern quay herself. \n \
    The repairs to the sluice will cost about four hundred thousand, according to the engineers from Aldermoor, and the \
    town has less than half of that in its account. A loan from the province would cover the difference, but the province \
    has not answered any of the letters that the treasurer sent since April. \n \
    Fishermen who came to listen were not convinced. They had heard promises before, said Sara Lindqvist, whose boat was \
    damaged during the flood, and the water had come nevertheless. She asked for dates, names and signatures, and she \
    received polite applause from the benches at the back. \n \
    At the end of the evening the board voted for a commission. Its seven members will inspect everything that is made of \
    iron or wood between the lighthouse and the bridge, and report to the public in November. \n";

/// The words of the story, with a mark at the end of each paragraph.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    STORY.split(' ').filter(|it| !it.is_empty())
}

pub(super) fn columns(n: u8, hyphens: bool) -> Vec<u8> {
    let mut page = PdfPage::default().line(72.0, 740.0, 20.0, "The gates of Port Arden");
    let gap = 24.0;
    let width = (612.0 - 144.0 - gap * f32::from(n - 1)) / f32::from(n);
    let mut words = words().peekable();
    // High enough for the text to fill all columns about evenly.
    let rows = [0.0, 500.0, 330.0, 260.0][usize::from(n)];
    for column in 0..n {
        let left = 72.0 + f32::from(column) * (width + gap);
        let bottom = if column + 1 == n { 0.0 } else { 700.0 - rows };
        page.column(&mut words, (left, left + width), (700.0, bottom), hyphens);
    }
    assert!(words.peek().is_none());
    pdf(&[page], "", &[])
}

pub(super) fn two_columns() -> Vec<u8> {
    columns(2, false)
}
