//! Notes and corrections: from a key and what is focused to an edit, which is saved before it is shown.

use crate::annotate::{self, Anchor, Edit, EditId, Entry, Mark};
use crate::app::article::Article;
use crate::app::card::Subject;
use crate::app::input::action::Action;
use crate::app::input::keymap::Keymap;
use crate::app::popup::Popup;
use crate::app::popup::prompt::{Ask, Prompt};
use crate::app::reader::{Focus, FocusKind};
use crate::app::sidebar::notes;
use crate::app::sidebar::notes::NoteItem;
use crate::app::text::grapheme;
use crate::app::{App, Effect, ListView, Pane};
use crate::nlp::{EntityKind, Quote};
use crate::text::{Id, Span};

/// The cells that words take in a notice.
const WORDS: usize = 32;

impl App {
    /// What the edit with this number did, in a few words.
    pub(crate) fn told_of(&self, id: EditId) -> String {
        told_of(&self.article, &self.input.keymap, id)
    }

    /// The edit of an action, if what is focused allows one.
    pub(in crate::app) fn edit(&mut self, action: Action) -> Vec<Effect> {
        let edit = match action {
            Action::IsPerson => self.kind_edit(EntityKind::Person),
            Action::IsOrganization => self.kind_edit(EntityKind::Organization),
            Action::IsPlace => self.kind_edit(EntityKind::Place),
            Action::NotAName => self.nobody_edit(),
            Action::NotHere => self.focused_mention().map(|span| Edit::NotHere { at: self.anchor(span) }),
            Action::Split => self.split_edit(),
            Action::Wrong => self.wrong_edit(),
            Action::Highlight => return self.highlight_words(),
            Action::EraseMark => self.erase_edit(),
            Action::Undo => self.article.log.undo(),
            Action::Redo => self.article.log.redo(),
            _ => return self.ask(action),
        };
        let Some(edit) = edit else {
            // The reason why there is nothing to split off is already shown.
            if self.notice.is_none() {
                self.advise(missing(action));
            }
            return Vec::new();
        };
        vec![Effect::Record(Box::new(edit))]
    }

    /// Opens the box that asks for the words of an edit.
    fn ask(&mut self, action: Action) -> Vec<Effect> {
        let keymap = &self.input.keymap;
        let prompt = match action {
            Action::Note => {
                if let Some(mark) = self.marked() {
                    Some(Prompt::new(Ask::Note(mark.at.clone(), Some(mark.id)), notes::whole(mark), keymap))
                } else {
                    let span = self.place_to_mark();
                    span.map(|span| Prompt::new(Ask::Note(self.anchor(span), None), "", keymap))
                }
            }
            Action::Rename => {
                let id = self.correctable();
                let prompt = |id| {
                    let name = &self.article.analysis.entities[id].name;
                    Some(Prompt::new(Ask::Name(self.as_member(id)?), name, keymap))
                };
                id.and_then(prompt)
            }
            _ => {
                self.pick(action);
                return Vec::new();
            }
        };
        match prompt {
            Some(prompt) => self.popup = Some(Popup::Ask(prompt)),
            None => self.advise(missing(action)),
        }
        Vec::new()
    }

    /// The edit that results from an answered box.
    pub(in crate::app) fn answered(&mut self, prompt: Prompt) -> Vec<Effect> {
        let text = prompt.input.text().trim().to_owned();
        let edit = match prompt.ask {
            Ask::Note(_, Some(mark)) => Edit::Rewrite { mark, tags: annotate::tags(&text), note: text },
            Ask::Note(at, None) => Edit::Mark { at, tags: annotate::tags(&text), note: text },
            Ask::Name(_) if text.is_empty() => {
                self.tell("a name needs a letter");
                return Vec::new();
            }
            Ask::Name(of) => Edit::Rename { of, name: text },
        };
        vec![Effect::Record(Box::new(edit))]
    }

    /// Opens the editor for the note that is being typed.
    pub(in crate::app) fn to_editor(prompt: &Prompt) -> Option<Effect> {
        let Ask::Note(at, _) = &prompt.ask else { return None };
        Some(Effect::Write { note: prompt.input.text().to_owned(), about: at.exact.clone() })
    }

    /// Takes over what was written in an editor. If it is empty, the note that is being typed stays as it was.
    pub(in crate::app) fn written(&mut self, written: Result<String, String>) -> Vec<Effect> {
        let Some(Popup::Ask(prompt)) = &self.popup else { return Vec::new() };
        match written {
            Ok(text) if text.trim().is_empty() => self.tell("nothing was written: the note stays as it was"),
            Ok(text) => {
                let prompt = Prompt::new(prompt.ask.clone(), text, &self.input.keymap);
                self.popup = None;
                return self.answered(prompt);
            }
            Err(why) => self.tell(why),
        }
        Vec::new()
    }

    /// The note that is being typed: its words, its mark if there is one, and the text so far.
    pub fn open_note(&self) -> Option<(Anchor, Option<EditId>, String)> {
        let Some(Popup::Ask(Prompt { ask: Ask::Note(at, mark), input, .. })) = &self.popup else {
            return None;
        };
        Some((at.clone(), *mark, input.text().to_owned()))
    }

    /// The same, if some of it is not saved.
    pub fn unfinished_note(&self) -> Option<(Anchor, Option<EditId>, String)> {
        let saved = |mark| self.article.notes.iter().find(|it| Some(it.id) == mark).map(notes::whole);
        self.open_note()
            .filter(|(_, mark, note)| !note.trim().is_empty() && saved(*mark).as_ref() != Some(note))
    }

    /// Offers a note that was being written when the program ended.
    pub(in crate::app) fn offer(&mut self, at: Anchor, mark: Option<EditId>, note: String) {
        self.popup = Some(Popup::Ask(Prompt::new(Ask::Note(at, mark), note, &self.input.keymap)));
        self.tell("you were writing this note when byline ended");
    }

    /// Applies a recorded edit, and says whether it will be there the next time.
    pub(in crate::app) fn recorded(&mut self, entry: Entry, kept: Result<(), String>) {
        let what = told(&self.article, &self.input.keymap, &entry.edit);
        let is_bookmark = matches!(entry.edit, Edit::Bookmark { .. });
        let is_about_words = matches!(entry.edit, Edit::Mark { .. } | Edit::Name { .. });
        self.article.log.push(entry);
        if is_bookmark {
            self.article.find_bookmarks();
        } else {
            self.lay_over();
        }
        if is_about_words && let Some(selection) = self.selection() {
            // It has served its purpose: what was made of it is focused now.
            let span = selection.span();
            let kind = if self.article.marks.mention_at(span).is_some() {
                FocusKind::Mention
            } else {
                FocusKind::Mark
            };
            self.reader.set_focus(Some(Focus { span, kind }));
        }
        self.tell(match kept {
            Ok(()) => what,
            Err(why) => why,
        });
    }

    /// Focuses the user's next or previous mark.
    pub(in crate::app) fn step_to_mark(&mut self, is_next: bool) {
        self.front_text();
        let from = match self.reader.focus().filter(|focus| self.reader.shows(focus.span)) {
            Some(focus) => focus.span.start(),
            None => self.reader.visible().start(),
        };
        let spans = || self.article.notes.iter().filter_map(|mark| mark.span);
        let found = if is_next {
            spans().find(|it| it.start() > from)
        } else {
            spans().rfind(|it| it.start() < from)
        };
        match found {
            Some(span) => self.reader.go_to(Focus { span, kind: FocusKind::Mark }),
            None if self.article.notes.is_empty() => {
                self.advise("nothing is highlighted: {highlight} highlights, {note} writes a note");
            }
            None => self.tell(if is_next { "no more below" } else { "no more above" }),
        }
    }

    /// Goes from a row of the list of notes to its words, if they are still there.
    pub(in crate::app) fn go_to_note(&mut self) {
        match (self.sidebar.notes.selected(), self.marked_in_list().and_then(|mark| mark.span)) {
            (Some(NoteItem::Mark(_)), Some(span)) => {
                self.front_text();
                self.reader.go_to(Focus { span, kind: FocusKind::Mark });
            }
            (Some(NoteItem::Mark(_)), None) => self.tell("these words are no longer in the text"),
            (Some(NoteItem::Problem(_)), _) => {
                self.advise("what it corrects is no longer there; {erase} undoes it");
            }
            (None, _) => self.tell("the list is empty"),
        }
    }

    /// The row of the list of notes, if the list has the keys.
    fn note_row(&self) -> Option<NoteItem> {
        let has_keys = self.panes.front == Pane::List && self.sidebar.view == ListView::Notes;
        self.sidebar.notes.selected().filter(|_| has_keys)
    }

    /// The mark in the row of the list of notes.
    pub(crate) fn marked_in_list(&self) -> Option<&Mark> {
        let Some(NoteItem::Mark(id)) = self.sidebar.notes.selected() else { return None };
        self.article.notes.iter().find(|mark| mark.id == id)
    }

    /// The mark on exactly the words that a note would be about.
    fn marked(&self) -> Option<&Mark> {
        if self.note_row().is_some() {
            return self.marked_in_list();
        }
        let span = self.place_to_mark()?;
        self.article.marks_over(span).find(|mark| mark.span == Some(span))
    }

    /// The edit that deletes the mark here, or undoes a correction without effect.
    fn erase_edit(&self) -> Option<Edit> {
        let mark = match self.note_row() {
            Some(NoteItem::Mark(mark)) => mark,
            Some(NoteItem::Problem(which)) => return Some(Edit::Undo { which }),
            None => {
                let focus = self.reader.focus()?;
                let exact = self.article.marks_over(focus.span).find(|mark| mark.span == Some(focus.span));
                exact.or_else(|| self.article.marks_over(focus.span).next())?.id
            }
        };
        Some(Edit::Erase { mark })
    }

    /// Highlights what is focused, or removes a highlight that has no note.
    fn highlight_words(&mut self) -> Vec<Effect> {
        let edit = match (self.marked(), self.place_to_mark()) {
            (Some(mark), _) if mark.note.is_empty() => Edit::Erase { mark: mark.id },
            (Some(_), _) => {
                self.advise("it has a note: {erase} deletes both");
                return Vec::new();
            }
            (None, Some(span)) => Edit::Mark { at: self.anchor(span), note: String::new(), tags: Vec::new() },
            (None, None) => {
                self.tell(missing(Action::Highlight));
                return Vec::new();
            }
        };
        vec![Effect::Record(Box::new(edit))]
    }

    /// The words that a note would be about: what is focused, or in a list, what its row is about.
    fn place_to_mark(&self) -> Option<Span> {
        match (self.panes.front, self.list_subject()) {
            (Pane::List, Some(Subject::Quote(id))) => Some(self.article.analysis.quotes[id].content[0]),
            (Pane::List, _) => None,
            _ => self.reader.focus().map(|focus| focus.span),
        }
    }

    pub(in crate::app) fn anchor(&self, span: Span) -> Anchor {
        Anchor::of(&self.article.doc, span)
    }

    pub(in crate::app) fn quote_anchor(&self, id: Id<Quote>) -> Anchor {
        self.anchor(self.article.analysis.quotes[id].content[0])
    }
}

/// What an edit does, in a few words.
fn told(article: &Article, keymap: &Keymap, edit: &Edit) -> String {
    let words = |at: &Anchor| {
        // A quotation has its own quotation marks.
        let line = grapheme::one_line(&at.exact);
        format!("“{}”", grapheme::fit(line.trim_matches(['“', '”', '"']), WORDS, "…"))
    };
    match edit {
        Edit::Mark { at, note, .. } if note.is_empty() => format!("highlighted: {}", words(at)),
        Edit::Mark { at, .. } => format!("note on {} saved", words(at)),
        Edit::Rewrite { .. } => "note saved".to_owned(),
        Edit::Erase { .. } => keymap.words("highlight and note deleted; {undo} restores them"),
        Edit::Name { of } => format!("{} is {}", words(&of.at), one(of.kind)),
        Edit::Nobody { of } => format!("{} is not a name", words(&of.at)),
        Edit::NotHere { at } => format!("{} stands for no one listed", words(at)),
        Edit::Kind { of, kind } => format!("{} is {}", words(&of.at), one(*kind)),
        Edit::Same { of, with } => format!("{} is the same as {}", words(&with.at), words(&of.at)),
        Edit::StandsFor { at, of } => format!("{} stands for {}", words(at), words(&of.at)),
        Edit::Apart { of } => format!("{} split off as someone else", words(&of.at)),
        Edit::Rename { of, name } => format!("{} is listed as {name}", words(&of.at)),
        Edit::Speaker { speaker: Some(of), .. } => format!("said by {}", words(&of.at)),
        Edit::Speaker { speaker: None, .. } => "speaker unknown".to_owned(),
        Edit::NoQuote { quote } => format!("not a quote: {}", words(quote)),
        Edit::NoRelation { cue, .. } => format!("no relation: {}", words(cue)),
        Edit::Bookmark { letter, at: Some(at) } => format!("bookmark {letter}: {}", words(at)),
        Edit::Bookmark { letter, at: None } => format!("bookmark {letter} deleted"),
        Edit::Undo { which } => format!("undone: {}", told_of(article, keymap, *which)),
        Edit::Redo { which } => format!("redone: {}", told_of(article, keymap, *which)),
    }
}

/// What the edit with this number did, in a few words.
pub(in crate::app) fn told_of(article: &Article, keymap: &Keymap, id: EditId) -> String {
    article.log.get(id).map_or_else(String::new, |it: &Entry| told(article, keymap, &it.edit))
}

/// "an organization"
const fn one(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "a person",
        EntityKind::Organization => "an organization",
        EntityKind::Place => "a place",
    }
}

/// Why an action had nothing to act on.
pub(in crate::app) const fn missing(action: Action) -> &'static str {
    match action {
        Action::IsPerson | Action::IsOrganization | Action::IsPlace => {
            "focus a name first ({previous-thing} and {next-thing}), or search for words that were missed ({search})"
        }
        Action::Speaker => "focus a quote first: {next-quote} and {previous-quote} step through them",
        Action::Wrong => {
            "focus a quote or relation first: {next-quote} and {next-relation} step through them"
        }
        Action::Note | Action::Highlight => {
            "focus something first: {previous-thing} and {next-thing} step through names and quotes, {previous-sentence} \
             and {next-sentence} through sentences"
        }
        Action::EraseMark => {
            "nothing is highlighted here: {next-note} and {previous-note} step through your marks"
        }
        Action::Undo => "there is nothing to undo",
        Action::Redo => "there is nothing to redo",
        Action::NotHere | Action::Split | Action::StandsFor => {
            "focus the words in the text first: {previous-thing} and {next-thing} step through them"
        }
        _ => "focus a name first: {previous-thing} and {next-thing} step through them",
    }
}
