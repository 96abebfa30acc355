//! Decodes bytes to text: by byte order mark, UTF-16 by its zero bytes, UTF-8, the declared charset, and finally a
//! guess.
//!
//! Valid UTF-8 overrides a declaration, because saved pages are often converted to UTF-8 and keep their old
//! declaration.

use std::borrow::Cow;
use std::str;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// A declaration is within the first bytes, as in browsers (which look at 1,024; saved pages have comments before
/// it).
const DECLARATION_BYTES: usize = 4096;
/// How many bytes show whether they are UTF-16 or not text at all.
const SAMPLE_BYTES: usize = 64 << 10;
/// A guess needs no more than this, counted from the first byte that is not ASCII.
const GUESS_BYTES: usize = 256 << 10;

/// The text in `bytes`. Never fails: what cannot be decoded becomes U+FFFD.
pub(super) fn decode<'b>(bytes: &'b [u8], media_type: Option<&str>) -> Cow<'b, str> {
    if let Some((encoding, bom_len)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(bom_len..).unwrap_or_default()).0;
    }
    if let Some(utf_16) = utf_16_without_bom(bytes) {
        return utf_16.decode_without_bom_handling(bytes).0;
    }
    let declared = media_type.and_then(charset_of_media_type).or_else(|| declared_charset(bytes));
    match str::from_utf8(bytes) {
        // The only encoding that can be declared and whose bytes are all ASCII.
        Ok(text) if declared != Some(ISO_2022_JP) => return Cow::Borrowed(text),
        _ => {}
    }
    let encoding = match declared {
        Some(encoding) if encoding != UTF_8 => encoding,
        _ if is_mostly_utf_8(bytes) => UTF_8,
        _ => guess(bytes),
    };
    encoding.decode_without_bom_handling(bytes).0
}

/// Whether the bytes are not text in any encoding: many control characters, as in programs and compressed files.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    if Encoding::for_bom(bytes).is_some() || utf_16_without_bom(bytes).is_some() {
        return false;
    }
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    // Escape, backspace and form feed occur in terminal logs, man pages and old books.
    let is_control =
        |&&byte: &&u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x08 | 0x1b);
    // Compressed data is uniform: 1 byte in 10 is such a control character. In text, fewer than 1 in 1,000 are.
    sample.iter().filter(is_control).count() * 32 > sample.len()
}

/// UTF-16 of mostly Latin text has a zero in every second byte, and only there.
fn utf_16_without_bom(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let pairs = sample.len() / 2;
    if pairs < 2 || bytes.len() % 2 == 1 {
        return None;
    }
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    if second * 10 >= pairs * 6 && first * 20 <= pairs {
        Some(UTF_16LE)
    } else if first * 10 >= pairs * 6 && second * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// `text/html; charset=windows-1251`.
fn charset_of_media_type(media_type: &str) -> Option<&'static Encoding> {
    let lower = media_type.to_ascii_lowercase();
    let (_, label) = lower.split_once("charset=")?;
    Encoding::for_label(label_at_start(label.as_bytes()))
}

/// `<meta charset=…>`, `<meta http-equiv=… content="…; charset=…">` or `<?xml … encoding=…?>`, in markup only.
fn declared_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARATION_BYTES).unwrap_or(bytes).to_ascii_lowercase();
    let head = head.trim_ascii_start();
    if !head.starts_with(b"<") {
        return None;
    }
    let key: &[u8] = if head.starts_with(b"<?xml") { b"encoding" } else { b"charset" };
    let mut rest = head;
    while let Some(at) = find(rest, key) {
        rest = rest.get(at + key.len()..)?;
        let Some(value) = rest.trim_ascii_start().strip_prefix(b"=") else { continue };
        let encoding = Encoding::for_label(label_at_start(value));
        // A page that could be read far enough to find "charset" is not UTF-16, whatever it says.
        return encoding.map(|encoding| if encoding.is_ascii_compatible() { encoding } else { UTF_8 });
    }
    None
}

fn label_at_start(value: &[u8]) -> &[u8] {
    let value = value.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)));
    value.get(..end.unwrap_or(value.len())).unwrap_or_default()
}

/// Where `needle` first occurs in `bytes`.
pub(super) fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

/// UTF-8 with some damage: more valid multi-byte characters than broken ones, counting those of three bytes twice. In
/// other encodings, such sequences are rare.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().map(|c| c.len_utf8() - 1).sum::<usize>();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let start = Encoding::ascii_valid_up_to(bytes);
    // A few words before the first accent help the detector, too.
    let sample = bytes.get(start.saturating_sub(64)..).unwrap_or_default();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample.get(..GUESS_BYTES).unwrap_or(sample), sample.len() <= GUESS_BYTES);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    fn check(bytes: &[u8], text: &str) {
        assert_eq!(decode(bytes, None), text, "{bytes:x?}");
        assert!(!is_binary(bytes), "{bytes:x?}");
    }

    #[test]
    fn byte_order_marks_tell() {
        check("\u{feff}né".as_bytes(), "né");
        check(&utf_16("\u{feff}né “x”", u16::to_le_bytes), "né “x”");
        check(&utf_16("\u{feff}né “x”", u16::to_be_bytes), "né “x”");
    }

    #[test]
    fn utf_16_is_told_by_its_zeros() {
        check(&utf_16("José said so.", u16::to_le_bytes), "José said so.");
        check(&utf_16("José said so.", u16::to_be_bytes), "José said so.");
    }

    #[test]
    fn utf_8_is_believed_before_a_declaration() {
        let page = "<meta charset='windows-1252'>é";
        check(page.as_bytes(), page);
    }

    #[test]
    fn other_charsets_are_declared() {
        check(b"<html><meta charset=\"iso-8859-2\">\xb3", "<html><meta charset=\"iso-8859-2\">ł");
        check(b"<?xml version='1.0' encoding='koi8-r'?>\xc1", "<?xml version='1.0' encoding='koi8-r'?>а");
        check(
            b"<meta content='text/html; charset = windows-1251'>\xe4",
            "<meta content='text/html; charset = windows-1251'>д",
        );
        assert_eq!(decode(b"\xe4", Some("text/plain; charset=Windows-1251")), "д");
        // Prose about charsets declares nothing.
        check(b"charset=koi8-r is \x93old\x94 caf\xe9", "charset=koi8-r is “old” café");
    }

    #[test]
    fn latin_text_of_old_programs_is_guessed() {
        check(
            b"\x93It\x92s over,\x94 said Jos\xe9 Mu\xf1oz \x96 at last.",
            "“It’s over,” said José Muñoz – at last.",
        );
    }

    #[test]
    fn broken_utf_8_stays_utf_8() {
        check(b"caf\xc3\xa9 na\xc3\xafve \xff end", "café naïve \u{fffd} end");
        check("“cut off”".as_bytes().get(..11).unwrap(), "“cut off\u{fffd}");
    }

    #[test]
    fn bytes_that_are_no_text_are_told() {
        assert!(is_binary(&(0..=255).collect::<Vec<u8>>()));
        assert!(is_binary(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0"));
        assert!(!is_binary(
            b"one NUL\0 in some hundred characters of text is damage and no reason to refuse it"
        ));
        assert!(!is_binary("\u{1b}[1mbold\u{1b}[m".as_bytes()));
    }
}
