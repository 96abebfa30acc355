//! Words are found wherever they are still the same, and nowhere else.

use super::*;
use crate::document::{BlockKind, DocumentBuilder, Metadata};

fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    text.split("\n\n").for_each(|block| builder.block(BlockKind::Paragraph, block));
    builder.finish(Metadata::default()).unwrap()
}

/// An anchor for the words in brackets, in the text without brackets.
fn anchor(marked: &str) -> Anchor {
    let (before, rest) = marked.split_once('[').unwrap();
    let (words, after) = rest.split_once(']').unwrap();
    let doc = document(&[before, words, after].concat());
    Anchor::of(&doc, Span::new(before.len(), before.len() + words.len()))
}

/// The words that the anchor finds in the other text, with what precedes them.
fn find<'t>(anchor: &Anchor, text: &'t str) -> Option<(&'t str, &'t str)> {
    let span = Finder::new(&document(text)).find(anchor).span()?.to_range();
    Some((text.get(..span.start)?, text.get(span)?))
}

const STORY: &str = "The mayor spoke first. Lee said that the bridge would open in May. Nobody clapped.";

#[test]
fn words_that_stand_where_they_stood_are_the_same() {
    let anchor =
        anchor("The mayor spoke first. [Lee] said that the bridge would open in May. Nobody clapped.");
    assert_eq!(
        (&*anchor.prefix, &*anchor.suffix),
        ("The mayor spoke first. ", " said that the bridge would open")
    );
    assert_eq!(Finder::new(&document(STORY)).find(&anchor), Found::Same(anchor.span));
}

#[test]
fn words_move_with_what_stands_around_them() {
    let anchor =
        anchor("The mayor spoke first. [Lee] said that the bridge would open in May. Nobody clapped.");
    let moved = ["Lee was there.\n\nA new beginning. ", STORY].concat();
    let place = Finder::new(&document(&moved)).find(&anchor);
    assert_eq!(
        place,
        Found::Moved(Span::new(moved.len() - STORY.len() + 23, moved.len() - STORY.len() + 26))
    );
}

#[test]
fn short_words_are_never_guessed() {
    let anchor =
        anchor("The mayor spoke first. [Lee] said that the bridge would open in May. Nobody clapped.");
    assert_eq!(find(&anchor, "Another story, in which only the name of Lee is the same."), None);
    assert_eq!(find(&anchor, "In sleep. The mayor spoke first. Leeward, said that the bridge."), None);
}

#[test]
fn quotation_marks_and_spaces_may_change() {
    let anchor = anchor("He said: [“It’s a  good bridge,\nand mine”], and left.");
    let found = find(&anchor, "Then he said: \"It's a good bridge, and mine\", and left.");
    assert_eq!(found, Some(("Then he said: ", "\"It's a good bridge, and mine\"")));
}

#[test]
fn long_words_may_change_somewhat() {
    let anchor =
        anchor("It was late. [The bridge that he built in three years fell down at night.] Nobody was hurt.");
    let text = "It was very late. The bridge that they built in three years fell down at night. Nobody died.";
    assert_eq!(
        find(&anchor, text).unwrap().1,
        "The bridge that they built in three years fell down at night."
    );
    assert_eq!(find(&anchor, "It was late. The bridge fell. Nobody was hurt."), None);
}

#[test]
fn of_two_places_the_one_with_the_same_surroundings_is_it() {
    let anchor = anchor("One man said no. [Nobody in the town agreed.] Two said yes.");
    let text = "Nobody in the town agreed.\n\nOne man said no. Nobody in the town agreed. Three said yes.";
    assert_eq!(find(&anchor, text).unwrap().0.len(), 45);
    assert_eq!(find(&anchor, "Nobody in the town agreed.\n\nNobody in the town agreed."), None);
}
/// An anchor for the words in brackets, made as the library makes it while it has the text.
fn distinguished(marked: &str) -> Anchor {
    let mut anchor = anchor(marked);
    let text = marked.replace(['[', ']'], "");
    Finder::of_text(&text).distinguish(&mut anchor);
    anchor
}

#[test]
fn words_that_are_gone_are_not_mistaken_for_what_stood_elsewhere_all_along() {
    for (marked, after) in [
        (
            "It met.\n\n[Team Alpha said that the new pump cut the delay by a tenth.]\n\n\
             Team Beta said that the new pump cut the delay by a tenth.\n\nIt closed.",
            "It met.\n\nTeam Beta said that the new pump cut the delay by a tenth.\n\nIt closed.",
        ),
        (
            "Start.\n\n[The judge found Ann Reed guilty of theft and sent her home.]\n\n\
             The judge found Ann Lowe guilty of theft and sent her home.\n\nEnd.",
            "Start.\n\nThe judge found Ann Lowe guilty of theft and sent her home.\n\nEnd.",
        ),
        // It has changed since, too, and has two more words.
        (
            "Start.\n\n[The judge found Ann Reed guilty of theft and sent her home.]\n\n\
             The judge found young Miss Ann Lowe guilty of theft and sent her home.\n\nEnd.",
            "Start.\n\nThe judge found young Miss Ann Lowe guilty of arson and sent her home.\n\nEnd.",
        ),
        // The same words twice.
        (
            "One said no. [Nobody in the whole of the old town agreed with them.] Two.\n\n\
             Three said no. Nobody in the whole of the old town agreed with them. Four.",
            "One said it.\n\nThree said no. Nobody in the whole of the old town agreed with them. Four.",
        ),
    ] {
        let anchor = distinguished(marked);
        assert_eq!(find(&anchor, &marked.replace(['[', ']'], "")).unwrap().1, anchor.exact);
        assert_eq!(find(&anchor, after), None, "{after}");
    }
}

#[test]
fn words_that_changed_are_found_beside_others_that_are_like_them() {
    let anchor = distinguished(
        "Start.\n\n[The judge found Ann Reed guilty of theft and sent her home.]\n\n\
         The judge found Ann Lowe guilty of theft and sent her home.\n\nEnd.",
    );
    let text = "Start.\n\nThe judge found Ann Reed guilty of arson and sent her home.\n\n\
                The judge found Ann Lowe guilty of theft and sent her home.\n\nEnd.";
    assert!(find(&anchor, text).unwrap().1.contains("Reed guilty of arson"));
}

#[test]
fn words_without_surroundings_are_found_if_they_stand_there_once() {
    let text = "Ann came on Monday, wearing the green hat that her brother had given her, and left.";
    let found = |exact: &str, prefix: &str, text: &str| {
        let [exact, prefix] = [exact, prefix].map(str::to_owned);
        let (suffix, alike) = (String::new(), Vec::new());
        find(&Anchor { span: Span::default(), exact, prefix, suffix, alike }, text).is_some()
    };
    let words = [
        "green hat",
        "wearing the green",
        "wearing the green hat",
        "Monday, wearing the green hat that her",
        "wearing the green hat that her brother had",
    ];
    for words in words {
        assert!(found(words, "", text), "{words}");
        assert!(!found(words, "", &[text, text].join("\n\n")), "{words}: of two none is guessed");
    }
    assert!(found("wearing the green hat", "y, ", text));
    assert!(!found("wearing the green hat", "r, ", text), "all that is given must be there");
}
