//! Where an article opens after a search: it goes to what was found as soon as that is known.

use std::collections::{HashMap, HashSet};

use crate::annotate::EditId;
use crate::app::article::search::Search;
use crate::app::chosen::{Chosen, Target};
use crate::app::input::aim::Aim;
use crate::app::reader::{Focus, FocusKind};
use crate::app::text::grapheme;
use crate::app::{App, Progress};
use crate::text::Span;

impl App {
    /// Opens the article at what it was found by, and marks it: words are searched for, a name or a tag is chosen, a
    /// note is focused. If that is not known yet, the jump comes later, unless the user has done something in the
    /// meantime.
    pub fn begin_with(&mut self, aim: Aim) {
        self.input.aim = Some(aim);
        self.take_aim();
        self.refresh();
    }

    /// Goes to what the article was found by, if it is known.
    pub(in crate::app) fn take_aim(&mut self) {
        let Some(aim) = self.input.aim.take() else { return };
        let is_taken = match &aim {
            Aim::Note(id) => self.aim_at_note(*id, None),
            Aim::Tag(tag, id) => self.aim_at_note(*id, Some(tag)),
            Aim::Name(name) => self.aim_at_name(name),
            Aim::Words(words) => {
                self.aim_at_words(words);
                true
            }
        };
        if !is_taken {
            self.input.aim = Some(aim);
        }
    }

    /// Searches for the first of these words. If it is not in the text, searches for all the others together,
    /// starting where they are closest to each other.
    fn aim_at_words(&mut self, words: &[String]) {
        let text = self.article.doc.text();
        let search = |pattern: &str| Some(Search::new(text, pattern)).filter(|it| !it.hits().is_empty());
        let Some((phrase, single)) = words.split_first() else { return };
        let single = single.iter().map(|it| regex::escape(it)).filter(|it| search(it).is_some());
        let any = single.collect::<Vec<_>>().join("|");
        let Some(search) = search(&regex::escape(phrase)).or_else(|| search(&any)) else { return };
        let span = nearest(text, search.hits());
        search.pattern().clone_into(&mut self.habits.last_search);
        self.choose_subject(Chosen { target: Target::Search(search), at: Some(span) });
        self.front_text();
        self.reader.go_to(Focus { span, kind: FocusKind::Hit });
    }

    /// Returns whether the note is known. With a tag, chooses all notes that have the tag.
    fn aim_at_note(&mut self, id: EditId, tag: Option<&str>) -> bool {
        let Some(mark) = self.article.notes.iter().find(|it| it.id == id) else { return false };
        let span = mark.span;
        // "#press" finds "press/local".
        let lies_in = |it: &&String| {
            let rest = tag.and_then(|tag| it.strip_prefix(tag));
            rest.is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
        };
        let whole = mark.tags.iter().find(|it| tag == Some(it));
        let tag = whole.or_else(|| mark.tags.iter().find(lies_in));
        if let Some(tag) = tag.cloned() {
            self.choose_subject(Chosen { target: Target::Tag(tag), at: span });
        }
        match span {
            Some(span) => self.reader.go_to(Focus { span, kind: FocusKind::Mark }),
            None => self.tell("the words of this note are no longer in the text"),
        }
        true
    }

    /// Returns whether the name is known. Only the whole analysis shows whether several entities have it, or none.
    fn aim_at_name(&mut self, name: &str) -> bool {
        if let [id] = self.named(name)[..] {
            self.choose(id, None);
            self.walk(true);
            return true;
        }
        let is_whole = matches!(self.article.progress, Progress::Done | Progress::Failed(_));
        if is_whole && let Err(why) = self.choose_by_name(name) {
            self.tell(&why);
        }
        is_whole
    }
}

/// The first hit of the shortest run of hits that contains every word that was found; there is at least one hit.
fn nearest(text: &str, hits: &[Span]) -> Span {
    let words: Vec<_> = hits.iter().map(|it| grapheme::one_line(it.of(text)).to_lowercase()).collect();
    let n_words = words.iter().collect::<HashSet<_>>().len();
    let mut within: HashMap<&str, usize> = HashMap::new();
    let (mut first, mut best) = (0, (usize::MAX, hits[0]));
    for (word, hit) in words.iter().zip(hits) {
        *within.entry(word).or_default() += 1;
        while within.len() == n_words {
            let from = hits[first];
            let length = hit.end().to_usize().saturating_sub(from.start().to_usize());
            if length < best.0 {
                best = (length, from);
            }
            let left = within.entry(&words[first]).or_default();
            *left -= 1;
            if *left == 0 {
                within.remove(words[first].as_str());
            }
            first += 1;
        }
    }
    best.1
}
