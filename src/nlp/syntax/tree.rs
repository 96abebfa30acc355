//! The tree with the highest score over the words of a sentence, one of which depends on nothing: Chu-Liu and
//! Edmonds.
//!
//! Usually, each word's best head already makes a tree; cycles are contracted only if it does not. A sentence is
//! never longer than a window, so the worst case, which is cubic in its length, stays below the cost of reading it.

/// Subtracted from the score of being the root. With it, the best tree has a single root, because trees with one root
/// exist.
const ROOT_COST: f64 = 1e7;

/// Scores beyond this, in either direction, are clamped; those of a whole window stay below the cost of the root.
const MAX_SCORE: f64 = 1e4;

/// Worse than any choice.
const NEVER: f64 = -1e12;

/// For each of `n` words, the word that it depends on; `n` for the root. `scores`: `n` rows of `n + 1` scores, the
/// last one for being the root.
pub(crate) fn heads(scores: &[f32], n: usize) -> Vec<usize> {
    let width = n + 1;
    let bounded = |it: f64| if it.is_nan() { -MAX_SCORE } else { it.clamp(-MAX_SCORE, MAX_SCORE) };
    let mut matrix: Vec<f64> = scores.iter().map(|&it| bounded(f64::from(it))).collect();
    matrix.resize(n * width, NEVER);
    let heads: Vec<usize> = (0..n).map(|word| best(&matrix, width, word)).collect();
    if heads.iter().filter(|&&head| head == n).count() == 1 && circle(&heads).is_none() {
        return heads;
    }
    for word in 0..n {
        matrix[word * width + n] -= ROOT_COST;
    }
    contract(matrix, n)
}

/// The head with the highest score, the first if there are several; never the word itself.
fn best(matrix: &[f64], width: usize, word: usize) -> usize {
    let row = matrix.get(word * width..(word + 1) * width).unwrap_or_default();
    let others = row.iter().enumerate().filter(|it| it.0 != word);
    others.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0))).map_or(width - 1, |it| it.0)
}

/// Words that depend on each other in a cycle, if there are any; heads beyond the words lead out.
fn circle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![usize::MAX; heads.len()];
    for start in 0..heads.len() {
        let mut at = start;
        while at < heads.len() && seen[at] == usize::MAX {
            seen[at] = start;
            at = heads[at];
        }
        if at < heads.len() && seen[at] == start {
            let mut circle = vec![at];
            let mut next = heads[at];
            while next != at {
                circle.push(next);
                next = heads[next];
            }
            return Some(circle);
        }
    }
    None
}

/// A cycle that was contracted to one word, its first, and how to expand it again.
struct Contraction {
    /// Its words with their heads in it.
    circle: Vec<(usize, usize)>,
    /// For each other word: the word in the cycle on which it would depend.
    leave: Vec<usize>,
    /// For each other word and the root: the word in the cycle that would depend on it.
    enter: Vec<usize>,
}

/// The best tree, by contracting cycles.
fn contract(mut matrix: Vec<f64>, n: usize) -> Vec<usize> {
    let width = n + 1;
    let mut is_gone = vec![false; width];
    let mut heads: Vec<usize> = (0..n).map(|word| best(&matrix, width, word)).collect();
    let mut done: Vec<Contraction> = Vec::new();
    while let Some(words) = circle(&heads) {
        let stay = words[0];
        let mut is_inside = vec![false; width];
        for &word in &words {
            is_inside[word] = true;
        }
        let circle: Vec<(usize, usize)> = words.iter().map(|&word| (word, heads[word])).collect();
        let (mut leave, mut enter) = (vec![stay; width], vec![stay; width]);
        for node in (0..width).filter(|&it| !is_gone[it] && !is_inside[it]) {
            // What entering the cycle at one of its words gains over staying in it.
            let gains = circle
                .iter()
                .map(|&(word, head)| (word, matrix[word * width + node] - matrix[word * width + head]));
            let (word, gain) = gains.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((stay, NEVER));
            enter[node] = word;
            if node < n {
                let scores = words.iter().map(|&word| (word, matrix[node * width + word]));
                let (word, score) = scores.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((stay, NEVER));
                leave[node] = word;
                matrix[node * width + stay] = score;
            }
            matrix[stay * width + node] = gain;
        }
        for &word in &words[1..] {
            is_gone[word] = true;
            heads[word] = n; // leads nowhere until the cycle is expanded
            for node in 0..n {
                matrix[node * width + word] = 2.0 * NEVER;
            }
        }
        for word in (0..n).filter(|&it| !is_gone[it]) {
            if word == stay || is_inside[heads[word]] {
                heads[word] = best(&matrix, width, word);
            }
        }
        done.push(Contraction { circle, leave, enter });
    }
    for Contraction { circle, leave, enter } in done.into_iter().rev() {
        let stay = circle[0].0;
        let target = heads[stay];
        for (node, head) in heads.iter_mut().enumerate() {
            if *head == stay {
                *head = leave[node];
            }
        }
        for (word, head) in circle {
            heads[word] = head;
        }
        heads[enter[target]] = target;
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All trees with one root, one after the other.
    fn by_trying(scores: &[f32], n: usize) -> f64 {
        let mut most = f64::MIN;
        for code in 0..(n + 1).pow(u32::try_from(n).unwrap()) {
            let mut rest = code;
            let heads: Vec<usize> = (0..n)
                .map(|_| {
                    let head = rest % (n + 1);
                    rest /= n + 1;
                    head
                })
                .collect();
            if is_tree(&heads) {
                most = most.max(total(scores, &heads));
            }
        }
        most
    }

    fn is_tree(heads: &[usize]) -> bool {
        circle(heads).is_none() && heads.iter().filter(|&&head| head == heads.len()).count() == 1
    }

    fn total(scores: &[f32], heads: &[usize]) -> f64 {
        let width = heads.len() + 1;
        heads.iter().enumerate().map(|(word, head)| f64::from(scores[word * width + head])).sum()
    }

    #[test]
    fn the_best_tree_is_found() {
        let mut state = 7_u32;
        for round in 0..600 {
            let n = 1 + round % 5;
            let scores: Vec<f32> = (0..n * (n + 1))
                .map(|_| {
                    state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
                    f32::from(u16::try_from(state >> 17).unwrap()) / 1000.0 - 20.0
                })
                .collect();
            let found = heads(&scores, n);
            assert!(is_tree(&found), "{found:?}");
            assert!((total(&scores, &found) - by_trying(&scores, n)).abs() < 1e-4, "{scores:?} {found:?}");
        }
    }

    #[test]
    fn numbers_that_are_none_still_make_a_tree() {
        assert!(heads(&[], 0).is_empty());
        for odd in [f32::NAN, f32::NEG_INFINITY, f32::INFINITY, 0.0] {
            let found = heads(&[odd; 12 * 13], 12);
            assert!(is_tree(&found), "{odd} {found:?}");
        }
        assert!(is_tree(&heads(&[], 3)));
    }
}
