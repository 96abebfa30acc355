//! Captions that only the credit of their picture shows.

use std::sync::LazyLock;

use regex::Regex;

/// The maker of a picture, at the end of its caption or alone.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?: (?:^|[\s(\[|/.])(?i:(?:file\s+)?(?:photo(?:graph|graphy|grapher|s)?|picture|pic|image|illustration|credit|graphic|foto|video)s?(?:\s+(?:credit|by|courtesy(?:\s+of)?|source))?)\s*[:/]\s*\p{Lu}[^.!?]{1,80}
            | [(\[](?i:(?:file\s+)?(?:photo|photograph|picture|image|illustration|pic)s?\s+(?:by|courtesy|credit|via|from)\b)[^)\]]{1,80}[)\]]
            | ^(?i:photo(?:graph)?s?|pictures?|images?|illustration)\s+(?i:by|courtesy(?:\s+of)?)\s\p{Lu}[^.!?]{1,60}
            | (?:[/|(,–—-]\s?|©\s?|\bvia\s|^)(?:AP|AFP|EPA|PA|Reuters|REUTERS|Getty(?:\sImages)?|Shutterstock|Alamy|iStock|Bloomberg|ANI|PTI|dpa|Unsplash|Pexels|Wikimedia(?:\sCommons)?|(?:AP|PA|Getty|Reuters|File)\s(?:Photos?|Images?|Wire))(?:\s?[/|]\s?\p{L}[\p{L}\s.]{0,40})?
            )[\s.)\]]*$",
    )
    .expect("a fixed pattern")
});

/// The maker of a picture, as the beginning of a line: "Image source, Getty Images".
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:image (?:source|caption|credit)|photo (?:source|caption|credit)|picture (?:source|caption|credit)|media caption|credit|photo|caption)[,:]\s*\S").expect("a fixed pattern")
});

/// A whole line that names who made the pictures: "Photography Jo Park".
static MAKER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:photograph(?:s|y)?|photos?|pictures?|illustrations?)\s+\p{Lu}[\p{L}’'.-]+(?:\s\p{Lu}[\p{L}’'.-]+){1,2}$")
        .expect("a fixed pattern")
});

/// A longer line with a credit is a paragraph with an odd end.
const MAX_CAPTION_LENGTH: usize = 400;

/// Whether a line ends with the maker of a picture, or begins with one.
pub(super) fn is_caption(line: &str) -> bool {
    line.chars().count() <= MAX_CAPTION_LENGTH
        && (CREDIT.is_match(line)
            || MAKER.is_match(line)
            || SOURCE.is_match(line) && line.chars().count() < 160)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_a_credit_are_captions() {
        for line in [
            "Ruth Pemberton on the quay. Photo: Jo Park",
            "The old basin (Photo by Jo Park/Getty Images)",
            "Photograph: Jo Park/The Courier",
            "The basin in May. | AP Photo",
            "Image source, Getty Images",
            "Boats in the basin. Credit: Jo Park",
            "The quay at dawn. © Reuters",
            "Photos by Jo Park",
            "Photography Jo Park",
        ] {
            assert!(is_caption(line), "{line}");
        }
        for line in [
            "He took the credit.",
            "Photographs were shown.",
            "Pictures of Ann Lee",
            "She gave credit: nobody else did it.",
            "The photo was by Jo Park, she said.",
            "He works for Reuters.",
            "The board told the AP.",
        ] {
            assert!(!is_caption(line), "{line}");
        }
    }
}
