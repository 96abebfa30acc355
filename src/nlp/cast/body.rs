//! Organizations whose last word is in lower case, of which the name finder sees at most the beginning: "Algerian
//! parliament", "Makarrata commission".

use crate::nlp::Confidence;
use crate::nlp::cast::edge;
use crate::nlp::cast::name_occurrence::Text;
use crate::nlp::lexicon;
use crate::nlp::names::{Name, NameKind};

/// The confidence that such words name an organization.
const SURE: f32 = 0.8;

/// The names, with those of such organizations instead of their beginnings; in order.
pub(super) fn complete(text: Text<'_>, names: Vec<Name>) -> Vec<Name> {
    let bodies = names.iter().filter_map(|name| whole(text, name)).collect();
    edge::lay_over(names, bodies)
}

/// The organization whose name begins with that of a place or a people.
fn whole(text: Text<'_>, name: &Name) -> Option<Name> {
    let tokens = name.tokens.to_range();
    let noun = text.token(tokens.end);
    let end = if noun == "national" && text.token(tokens.end + 1) == "team" {
        tokens.end + 2
    } else if lexicon::organization::is_behind_place(noun) {
        tokens.end + 1
    } else {
        return None;
    };
    let (_, sentence) = text.sentence(tokens.start);
    // "an Algerian court" may be any.
    let is_any = tokens.start > sentence.start
        && lexicon::function_word::is_article(text.token(tokens.start - 1))
        && !text.token(tokens.start - 1).eq_ignore_ascii_case("the");
    let is_beginning = matches!(name.kind, NameKind::Place | NameKind::Other) && end <= sentence.end;
    (is_beginning && !is_any)
        .then(|| text.name(&(tokens.start..end), NameKind::Organization, Confidence::new(SURE)))
}
