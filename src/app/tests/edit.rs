//! Notes and corrections: keys in, and the edits and tables that come of them.

use super::*;
use crate::annotate::{Edit, EditId, Entry};

/// Presses keys; every edit is recorded, as the world does.
pub(super) fn edited(model: &mut Model, keys: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for key in keys.split_whitespace() {
        for effect in press(model, key) {
            let Effect::Record(edit) = effect else { continue };
            let id = EditId(model.log.entries().len() as u64 + 1);
            model
                .update(Msg::Recorded { entry: Box::new(Entry { id, edit: (*edit).clone() }), kept: Ok(()) });
            edits.push(*edit);
        }
    }
    edits
}

pub(super) fn after_edits(keys: &str) -> Model {
    let mut model = open(100, 24);
    edited(&mut model, keys);
    model
}

/// The cast as the list shows it: "Ann Lee 4".
fn listed(model: &Model) -> Vec<String> {
    let rows = model.analysis.entities.rows().iter();
    rows.map(|it| format!("{} {}", it.name, it.mentions.len())).collect()
}

pub(super) fn notice(model: &Model) -> &str {
    model.notice.as_deref().unwrap_or("")
}

#[test]
fn a_kind_is_corrected_and_taken_back() {
    let mut model = after_edits("l l c p");
    let hill =
        |model: &Model| model.analysis.entities.rows().iter().find(|it| it.name == "Hill").unwrap().kind;
    assert_eq!((hill(&model), notice(&model)), (EntityKind::Person, "“Hill” is a person"));
    edited(&mut model, "U");
    assert_eq!((hill(&model), notice(&model)), (EntityKind::Organization, "taken back: “Hill” is a person"));
    edited(&mut model, "Ctrl-R");
    assert_eq!(hill(&model), EntityKind::Person);
    edited(&mut model, "Ctrl-R");
    assert_eq!(notice(&model), "there is nothing to bring back");
}

#[test]
fn what_is_no_name_is_gone_from_list_and_text() {
    let model = after_edits("l l c n");
    assert_eq!(listed(&model), ["Ann Lee 4", "Bob Day 2", "Rome 1"]);
    assert!(model.marks.mentions().iter().all(|mark| model.doc.slice(mark.span) != "Hill"));
}

#[test]
fn words_that_were_missed_are_searched_and_named() {
    let model = after_edits("/ \"town Enter c l");
    assert_eq!(listed(&model).last().unwrap(), "town 60");
    assert_eq!(notice(&model), "“town” is a place");
}

#[test]
fn two_of_the_list_become_one() {
    let mut model = after_edits("Tab c m");
    assert!(notice(&model).starts_with("Ann Lee is … choose"));
    edited(&mut model, "j c m");
    assert_eq!(listed(&model)[0], "Ann Lee 6");
    assert_eq!(notice(&model), "“Bob Day” is “Ann Lee”");
    let mut model = after_edits("Tab c m Esc");
    edited(&mut model, "j c m");
    assert_eq!(model.log.entries(), [], "what was dropped is not merged");
}

#[test]
fn a_name_is_parted_from_its_entity() {
    let model = after_edits("] p ] p ] p ] p c s");
    assert_eq!(listed(&model)[..2], ["Ann Lee 2", "Hill 2"]);
    assert_eq!(listed(&model)[4], "Lee 2");
    assert_eq!(notice(&after_edits("] o c s")), "“Hill” is its only name: there is nothing to part");
}

#[test]
fn a_name_is_typed_anew() {
    let model = after_edits("l l c r Ctrl-U \"The Enter");
    assert_eq!(listed(&model)[1], "The 2");
    assert_eq!(after_edits("l l c r Ctrl-U \"x Esc").log.entries(), []);
    assert_eq!(notice(&after_edits("l l c r Ctrl-U Enter")), "a name needs a letter");
}

#[test]
fn a_quote_is_someone_elses_or_nobodys() {
    let speaker = |model: &Model| {
        let id = model.analysis.quotes.rows()[0].speaker;
        id.map(|id| model.analysis.entities[id].name.clone())
    };
    assert_eq!(speaker(&after_edits("] q c k Ctrl-U \"day Enter")).as_deref(), Some("Bob Day"));
    assert_eq!(speaker(&after_edits("] q c k Ctrl-U Enter")), None);
    assert_eq!(notice(&after_edits("] q c k \"nobody Enter")), "nobody listed is called “nobody”");
    assert_eq!(after_edits("] q c w").analysis.quotes.len(), 1);
}

#[test]
fn a_note_is_written_changed_and_walked() {
    let mut model = after_edits("] q a \"ask \"#press Enter");
    assert_eq!((model.notes[0].note.as_str(), &model.notes[0].tags), ("ask#press", &vec![]));
    edited(&mut model, "a Ctrl-U \"#press Enter");
    assert_eq!((model.notes[0].note.as_str(), model.notes[0].tags[0].as_str()), ("#press", "press"));
    edited(&mut model, "g Esc ] a");
    assert_eq!(model.reader.focus().unwrap().kind, FocusKind::Mark);
    assert_eq!(focused(&model).1, "“I go,”");
    edited(&mut model, "x");
    assert_eq!(model.notes, []);
    edited(&mut model, "U");
    assert_eq!(model.notes.len(), 1);
}

#[test]
fn a_highlight_goes_as_it_came() {
    let mut model = after_edits(") ) A");
    assert_eq!(model.notes.len(), 1);
    edited(&mut model, "A");
    assert_eq!(model.notes, []);
}

#[test]
fn what_was_done_before_is_there_whatever_comes_first() {
    let edits = edited(&mut open(100, 24), "l l c n ] q A");
    let entries: Vec<_> = (1..).map(EditId).zip(edits).map(|(id, edit)| Entry { id, edit }).collect();
    let (doc, analysis) = story();
    let mut model = Model::new(doc, settings());
    model.update(Msg::Log(entries));
    assert_eq!(model.notes.len(), 1);
    model.update(Msg::Analysis(Update::Done(analysis)));
    assert_eq!(listed(&model), ["Ann Lee 4", "Bob Day 2", "Rome 1"]);
}

#[test]
fn an_edit_that_is_not_kept_says_so() {
    let mut model = open(100, 24);
    let effects = press(&mut model, "l l c n");
    let [Effect::Record(edit)] = &effects[..] else { panic!("{effects:?}") };
    let entry = Box::new(Entry { id: EditId(1), edit: (**edit).clone() });
    let why = "not saved yet: another program is using the library";
    model.update(Msg::Recorded { entry, kept: Err(why.to_owned()) });
    assert_eq!(notice(&model), why);
    assert_eq!(listed(&model).len(), 3);
    // Keys take the notice away, and what is not saved stays told.
    model.update(Msg::Unsaved(Some(format!("1 edit {why}"))));
    press(&mut model, "j k");
    assert_eq!((&model.notice, model.unsaved.as_deref()), (&None, Some(&*format!("1 edit {why}"))));
    model.update(Msg::Unsaved(None));
    assert_eq!(model.unsaved, None);
}

#[test]
fn without_a_focus_an_edit_tells_what_it_needs() {
    for keys in ["A", "a", "x", "c x", "c s", "c w", "c k", "U"] {
        let model = after_edits(keys);
        assert!(!notice(&model).is_empty() && model.log.entries().is_empty(), "{keys}");
    }
}
