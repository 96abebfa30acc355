//! Whether words are a quote at all, and whether it asserts something or only expresses an attitude: by the network's
//! two heads at the first words of cue and content, and by cues that always introduce an attitude.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::nlp::Stance;
use crate::nlp::encoder::head_outputs::{LinkVectors, N_STANCES};
use crate::nlp::quotes::token_context::TokenContext;

/// The least share of an attitude for a cue that is in no list; of 90 attitudes in held-out articles, two thirds of
/// those found like this were right.
const MIN_ATTITUDE: f32 = 0.6;

static CUES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/lexicons/attitude_cues.txt").lines();
    lines.filter(|it| !it.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// What the first words of cue and content show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct StanceEvidence {
    pub(super) stance: Stance,
    /// The probability that it is a quote at all.
    pub(super) is_quote: f32,
}

/// What a cue and the content that begins at a token show; without a cue, it is a statement.
pub(super) fn tell(
    context: TokenContext<'_>,
    links: &LinkVectors,
    cue: Option<&Range<usize>>,
    content: usize,
) -> StanceEvidence {
    let statement = StanceEvidence { stance: Stance::Statement, is_quote: 1.0 };
    let Some(cue) = cue else { return statement };
    let shares = shares(links, cue.start, content);
    let [_, attitude, none] = shares.unwrap_or([1.0, 0.0, 0.0]);
    let is_wish = is_listed(context, cue) || attitude > MIN_ATTITUDE;
    let stance = if is_wish { Stance::Attitude } else { Stance::Statement };
    StanceEvidence { stance, is_quote: 1.0 - none }
}

/// Whether a cue is in the list, followed by the particle if it needs one.
fn is_listed(context: TokenContext<'_>, cue: &Range<usize>) -> bool {
    let words: Vec<String> = (cue.start..context.tokens.len().min(cue.end + 1))
        .map(|it| context.text(it).to_lowercase())
        .collect();
    let own = &words[..cue.len()];
    own.iter().any(|it| CUES.contains(it.as_str()))
        || words.windows(2).any(|it| CUES.contains(format!("{}-{}", it[0], it[1]).as_str()))
}

/// The shares of a statement, an attitude and no quote at all; they sum to 1.
fn shares(links: &LinkVectors, cue: usize, content: usize) -> Option<[f32; N_STANCES]> {
    let (cue, content) = (links.cue_stance.get(cue)?, links.content_stance.get(content)?);
    let mut shares = *cue;
    for (share, more) in shares.iter_mut().zip(content) {
        *share += more;
    }
    let highest = shares.iter().copied().fold(f32::MIN, f32::max);
    let shares = shares.map(|it| (it - highest).exp());
    let sum: f32 = shares.iter().sum();
    Some(shares.map(|it| it / sum))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::quotes::testing::TestText;

    fn stance(text: &str, cue: &str) -> Stance {
        let sample = TestText::new(text);
        tell(sample.context(), &LinkVectors::default(), Some(&sample.range(cue)), 0).stance
    }

    #[test]
    fn a_wish_is_an_attitude_and_a_claim_a_statement() {
        assert_eq!(stance("Lund urged Dane to go.", "urged"), Stance::Attitude);
        assert_eq!(stance("Lund called for calm.", "called"), Stance::Attitude);
        assert_eq!(stance("Lund called the plan bad.", "called"), Stance::Statement);
        assert_eq!(stance("Lund said he went.", "said"), Stance::Statement);
    }

    #[test]
    fn the_heads_tell_what_is_no_quote() {
        let sample = TestText::new("Lund is known for his patience.");
        let links = LinkVectors {
            cue_stance: [(2, [0.0, 0.0, 3.0])].into_iter().collect(),
            content_stance: [(4, [0.0, 0.0, 1.0])].into_iter().collect(),
            ..LinkVectors::default()
        };
        let told = tell(sample.context(), &links, Some(&(2..3)), 4);
        assert!(told.is_quote < 0.1);
        assert!(tell(sample.context(), &links, None, 4).is_quote > 0.9);
    }
}
