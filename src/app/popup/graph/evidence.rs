//! What the panel below a graph shows about a line: the sentences that state its relations.

use crate::app::article::told;
use crate::app::card;
use crate::app::card::{CardLine, CardSize};
use crate::app::popup::graph::{Edge, Graph};
use crate::digest::{self, counted};
use crate::document::Document;
use crate::nlp::{Analysis, Relation};
use crate::text::Id;

/// A title and lines: one relation with its sentences, or several relations each with its own. What does not fit is
/// counted.
pub(crate) fn evidence(
    doc: &Document,
    analysis: &Analysis,
    graph: &Graph,
    edge: &Edge,
    room: CardSize,
) -> (String, Vec<CardLine>) {
    let told = |id: Id<Relation>| {
        let relation = &analysis.relations[id];
        let notes = told::notes(analysis, relation).replace('\u{a0}', " ");
        format!("{}{notes}", digest::told(analysis, relation, None))
    };
    let is_one = edge.relations.len() == 1;
    let title = if let [id] = edge.relations[..] {
        told(id)
    } else {
        let name = |node: usize| graph.nodes()[node].name.as_str();
        let n = counted(edge.relations.len(), "relation");
        format!("{} & {}: {n}", name(edge.ends.0), name(edge.ends.1))
    };
    let n_sentences: usize = edge.relations.iter().map(|&id| analysis.relations[id].evidence.len()).sum();
    // Each sentence gets as many lines as all can have, and at least two.
    let n_heads = if is_one { 0 } else { edge.relations.len() };
    let share = (room.lines.saturating_sub(n_heads) / n_sentences.max(1)).max(2);
    let mut parts = Vec::new();
    for &id in &edge.relations {
        let relation = &analysis.relations[id];
        for nth in 0..relation.evidence.len() {
            let Some(wording) = digest::wording(analysis, relation, nth) else { continue };
            let head = (nth == 0 && !is_one).then(|| CardLine::Text(told(id)));
            let sentence = card::stated(doc, &wording, share, room.width);
            parts.push(head.into_iter().chain(sentence).collect::<Vec<_>>());
        }
    }
    let n_parts = parts.len();
    let mut lines: Vec<CardLine> = Vec::new();
    for (nth, part) in parts.into_iter().enumerate() {
        // The last line may be needed for what is left out.
        let room_left = room.lines.saturating_sub(usize::from(nth + 1 < n_parts));
        if nth > 0 && lines.len() + part.len() > room_left {
            lines.truncate(room.lines.saturating_sub(1));
            lines.push(CardLine::Text(format!("and {}", counted(n_parts - nth, "more sentence"))));
            break;
        }
        lines.extend(part);
    }
    (title, lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::card::WordingPart;
    use crate::app::popup::graph::Reach;
    use crate::digest::sample;

    fn told(lines: usize) -> (String, Vec<CardLine>) {
        let (doc, analysis) = sample::article(&[
            "[PER Ann] sued [ORG Hill] (Ann; sued; Hill). Later [ORG Hill] paid [PER Ann] (Hill; paid; Ann).",
            "[PER Ann] had sued [ORG Hill] before (Ann; sued; Hill).",
        ]);
        let graph = Graph::new(&analysis, None, Reach::Near);
        evidence(&doc, &analysis, &graph, &graph.edges()[0], CardSize { width: 40, lines })
    }

    #[test]
    fn each_relation_has_its_sentences_with_the_words_that_matter_marked() {
        let (title, lines) = told(9);
        assert_eq!(title, "Ann & Hill: 2 relations");
        assert_eq!(lines[0], CardLine::Text("Ann sued Hill ×2".to_owned()));
        let CardLine::Stated(pieces) = &lines[1] else { panic!("{lines:?}") };
        assert!(pieces.contains(&("sued".to_owned(), WordingPart::Cue)), "{pieces:?}");
        assert_eq!(lines[3], CardLine::Text("Hill paid Ann".to_owned()));
        assert_eq!(lines.len(), 5);
    }

    #[test]
    fn what_there_is_no_room_for_is_counted() {
        let (_, lines) = told(3);
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[2], CardLine::Text("and 2 more sentences".to_owned()));
    }
}
