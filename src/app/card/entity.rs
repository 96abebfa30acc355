//! The card of a person, organization or place.

use crate::app::card::{
    Card, CardFacts, CardLine, CardSize, kind_name, push_wrapped, relation_told, wrapped,
};
use crate::app::text::grapheme;
use crate::digest::{self, counted};
use crate::nlp::{Analysis, Entity, EntityKind, Quote, Relation};
use crate::text::Id;

/// How many names are on one line of "also", "called" and "with".
const MAX_NAMES: usize = 4;

/// Cells before a quote.
const QUOTE_INDENT: usize = 2;

/// A card with at least this many lines has this many for relations, whatever else it shows.
const ROOM_FOR_RELATIONS: usize = 6;
const MIN_RELATION_LINES: usize = 3;

pub(super) fn entity_card(facts: CardFacts<'_>, id: Id<Entity>, here: Vec<CardLine>, room: CardSize) -> Card {
    let CardFacts { doc, analysis, voices, links, elsewhere } = facts;
    let width = room.width;
    let entity = &analysis.entities[id];
    let tally = digest::tally(analysis, id);
    let mut lines = here;
    if let Some(description) = &entity.description {
        push_wrapped(&mut lines, description, width);
    }
    lines.push(CardLine::Strip(counted(tally.all.total(), "mention"), id));
    if tally.all.names < tally.all.total() {
        // A number stays with its word.
        let by_form = tally.all.in_words().replace(' ', "\u{a0}").replace(",\u{a0}", ", ");
        push_wrapped(&mut lines, &by_form, width);
    }
    let relations_at = lines.len();
    let by = voices.of(id).map_or(&[][..], |said| &said.quotes);
    let about = links.quotes_about(id);
    if let Some(said) = voices.of(id) {
        let text = format!("{}, {}% of all words quoted", counted(by.len(), "quote"), said.percent);
        push_wrapped(&mut lines, &text, width);
    }
    if !about.is_empty() {
        push_wrapped(&mut lines, &format!("in {} of others", counted(about.len(), "quote")), width);
    }
    let of_descriptions = digest::descriptions(doc, analysis, id);
    for (what, words) in [("also", digest::aliases(doc, analysis, id)), ("called", of_descriptions)] {
        let words: Vec<_> = words.iter().take(MAX_NAMES).map(|it| format!("“{it}”")).collect();
        if !words.is_empty() {
            push_wrapped(&mut lines, &format!("{what} {}", words.join(", ")), width);
        }
    }
    let with: Vec<_> = company(analysis, id)
        .into_iter()
        .take(MAX_NAMES)
        // A number stays with its name.
        .map(|(other, n)| format!("{}\u{a0}{n}", analysis.entities[other].name))
        .collect();
    if !with.is_empty() {
        push_wrapped(&mut lines, &format!("with {}", with.join(" · ")), width);
    }
    if let Some(&n) = elsewhere.get(&id) {
        push_wrapped(&mut lines, &format!("also in {}", counted(n, "other article")), width);
    }
    if tally.doubtful.total() > 0 {
        push_wrapped(&mut lines, &format!("? not sure: {}", tally.doubtful.in_words()), width);
    }
    let n_free = room.lines.saturating_sub(lines.len());
    // Relations say more than other names and company, which are cut if there is no room for everything.
    let n_free = if room.lines >= ROOM_FOR_RELATIONS { n_free.max(MIN_RELATION_LINES) } else { n_free };
    let relations = relations_told(analysis, links.relations_of(id), id, width, n_free);
    lines.splice(relations_at..relations_at, relations);
    let quotes = [("says", by), ("others say", about)].into_iter().filter(|(_, quotes)| !quotes.is_empty());
    let said = |&id: &Id<Quote>| digest::said(doc, &analysis.quotes[id]);
    let whole = |quotes: &[Id<Quote>]| -> Vec<_> {
        quotes.iter().flat_map(|it| hanging(&said(it), width, QUOTE_INDENT)).collect()
    };
    let n_whole: usize = quotes.clone().map(|(_, quotes)| 1 + whole(quotes).len()).sum();
    let are_whole = lines.len() + n_whole <= room.lines;
    for (title, quotes) in quotes {
        if are_whole || lines.len() + 1 + quotes.len() <= room.lines {
            lines.push(CardLine::Text(format!("{title}:")));
            let indent = " ".repeat(QUOTE_INDENT);
            let cut = |it| CardLine::Text(grapheme::fit(&format!("{indent}{}", said(it)), width, "…"));
            lines.extend(if are_whole { whole(quotes) } else { quotes.iter().map(cut).collect() });
        }
    }
    Card { title: format!("{} · {}", entity.name, kind_name(entity.kind)), lines }
}

/// The relations of a member, "called on Jeff Sessions to resign": all in full if there is room, else as many as
/// possible, each cut to one line; and how many more there are.
fn relations_told(
    analysis: &Analysis,
    relations: &[Id<Relation>],
    id: Id<Entity>,
    width: usize,
    room: usize,
) -> Vec<CardLine> {
    let n = relations.len();
    if n == 0 {
        return Vec::new();
    }
    if room < 2 && n > 1 {
        return vec![CardLine::Text(counted(n, "relation"))];
    }
    let told = |&it: &Id<Relation>| relation_told(analysis, &analysis.relations[it], id);
    let whole: Vec<_> = relations.iter().flat_map(|it| hanging(&told(it), width, 0)).take(room + 1).collect();
    if whole.len() <= room {
        return whole;
    }
    let n_told = if n <= room.max(1) { n } else { room - 1 };
    let told = relations.iter().take(n_told).map(told);
    let mut lines: Vec<_> = told.map(|text| CardLine::Text(grapheme::fit(&text, width, "…"))).collect();
    if n_told < n {
        lines.push(CardLine::Text(format!("and {}", counted(n - n_told, "more relation"))));
    }
    lines
}

/// A text in lines with an indent; all lines but the first have two cells more.
fn hanging(text: &str, width: usize, indent: usize) -> Vec<CardLine> {
    let lines = wrapped(text, width.saturating_sub(indent + 2)).into_iter().enumerate();
    lines
        .map(|(nth, line)| CardLine::Text(format!("{}{line}", " ".repeat(indent + 2 * nth.min(1)))))
        .collect()
}

/// People and organizations named in the same sentences, most frequent first.
fn company(analysis: &Analysis, id: Id<Entity>) -> Vec<(Id<Entity>, usize)> {
    let sentences = analysis.sentences.rows();
    let mentions = analysis.mentions.rows();
    let mut counts: Vec<(Id<Entity>, usize)> = Vec::new();
    let mut last = None;
    for &mention in &analysis.entities[id].mentions {
        let at = analysis.mentions[mention].span.start();
        let index = sentences.partition_point(|sentence| sentence.span.end() <= at);
        let Some(sentence) = sentences.get(index).filter(|it| it.span.contains(at)) else { continue };
        if last.replace(index) == Some(index) {
            continue;
        }
        let from = mentions.partition_point(|it| it.span.start() < sentence.span.start());
        let to = mentions.partition_point(|it| it.span.start() < sentence.span.end());
        let mut others: Vec<_> =
            mentions[from..to].iter().map(|it| it.entity).filter(|&it| it != id).collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|&it| analysis.entities[it].kind != EntityKind::Place);
        for other in others {
            match counts.iter_mut().find(|(known, _)| *known == other) {
                Some((_, n)) => *n += 1,
                None => counts.push((other, 1)),
            }
        }
    }
    counts.sort_by_key(|&(_, n)| std::cmp::Reverse(n));
    counts
}
