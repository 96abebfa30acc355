//! Notes and corrections: from keys to edits and tables.

use super::*;
use crate::annotate::{Edit, EditId, Entry};

/// Presses keys and records every edit, as the library would.
pub(super) fn edited(app: &mut App, keys: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for key in keys.split_whitespace() {
        for effect in press(app, key) {
            let Effect::Record(edit) = effect else { continue };
            let id = EditId(app.article.log.entries().len() as u64 + 1);
            app.update(Msg::Recorded { entry: Box::new(Entry { id, edit: (*edit).clone() }), kept: Ok(()) });
            edits.push(*edit);
        }
    }
    edits
}

pub(super) fn after_edits(keys: &str) -> App {
    let mut app = open(100, 24);
    edited(&mut app, keys);
    app
}

/// The cast as the list shows it: "Ann Lee 4".
fn listed(app: &App) -> Vec<String> {
    let rows = app.article.analysis.entities.rows().iter();
    rows.map(|it| format!("{} {}", it.name, it.mentions.len())).collect()
}

pub(super) fn notice(app: &App) -> &str {
    app.notice.as_deref().unwrap_or("")
}

#[test]
fn a_kind_is_corrected_and_taken_back() {
    let mut app = after_edits("l l c p");
    let hill =
        |app: &App| app.article.analysis.entities.rows().iter().find(|it| it.name == "Hill").unwrap().kind;
    assert_eq!((hill(&app), notice(&app)), (EntityKind::Person, "“Hill” is a person"));
    edited(&mut app, "U");
    assert_eq!((hill(&app), notice(&app)), (EntityKind::Organization, "undone: “Hill” is a person"));
    edited(&mut app, "Ctrl-R");
    assert_eq!(hill(&app), EntityKind::Person);
    edited(&mut app, "Ctrl-R");
    assert_eq!(notice(&app), "there is nothing to redo");
}

#[test]
fn what_is_no_name_is_gone_from_list_and_text() {
    let app = after_edits("l l c n");
    assert_eq!(listed(&app), ["Ann Lee 4", "Bob Day 2", "Rome 1"]);
    assert!(app.article.marks.mentions().iter().all(|mark| app.article.doc.slice(mark.span) != "Hill"));
}

#[test]
fn words_that_were_missed_are_searched_and_named() {
    let app = after_edits("/ \"town Enter c l");
    assert_eq!(listed(&app).last().unwrap(), "town 60");
    assert_eq!(notice(&app), "“town” is a place");
}

#[test]
fn two_of_the_list_become_one() {
    let mut app = after_edits("1 j c m");
    let Some(Popup::CastPicker(picker)) = &app.popup else { panic!("no picker") };
    assert_eq!((picker.list.len(), picker.choice(0).name.as_str()), (3, "Ann Lee"));
    edited(&mut app, "Enter");
    assert_eq!(listed(&app)[0], "Ann Lee 6");
    assert_eq!(notice(&app), "“Bob Day” is the same as “Ann Lee”");
    assert_eq!(after_edits("1 c m Esc").article.log.entries(), [], "what was dropped is not merged");
}

#[test]
fn a_name_is_parted_from_its_entity() {
    let app = after_edits("] p ] p ] p ] p c s");
    assert_eq!(listed(&app)[..2], ["Ann Lee 2", "Hill 2"]);
    assert_eq!(listed(&app)[4], "Lee 2");
    assert_eq!(notice(&after_edits("] o c s")), "“Hill” is its only name: there is nothing to split off");
}

#[test]
fn a_name_is_typed_anew() {
    let app = after_edits("l l c r Ctrl-U \"The Enter");
    assert_eq!(listed(&app)[1], "The 2");
    assert_eq!(after_edits("l l c r Ctrl-U \"x Esc").article.log.entries(), []);
    assert_eq!(notice(&after_edits("l l c r Ctrl-U Enter")), "a name needs a letter");
}

#[test]
fn a_quote_is_someone_elses_or_nobodys() {
    let speaker = |app: &App| {
        let id = app.article.analysis.quotes.rows()[0].speaker;
        id.map(|id| app.article.analysis.entities[id].name.clone())
    };
    assert_eq!(speaker(&after_edits("] q c k \"day Enter")).as_deref(), Some("Bob Day"));
    assert_eq!(speaker(&after_edits("] q c k \"nobody Enter")), None);
    assert!(after_edits("] q c k \"zebra Enter").popup.is_some(), "nobody is taken who was not chosen");
    assert_eq!(after_edits("] q c w").article.analysis.quotes.len(), 1);
}

#[test]
fn a_note_is_written_changed_and_walked() {
    let mut app = after_edits("] q a \"ask \"#press Enter");
    assert_eq!((app.article.notes[0].note.as_str(), &app.article.notes[0].tags), ("ask#press", &vec![]));
    edited(&mut app, "a Ctrl-U \"#press Enter");
    assert_eq!(
        (app.article.notes[0].note.as_str(), app.article.notes[0].tags[0].as_str()),
        ("#press", "press")
    );
    edited(&mut app, "g Esc ] a");
    assert_eq!(app.reader.focus().unwrap().kind, FocusKind::Mark);
    assert_eq!(focused(&app).1, "“I go,”");
    edited(&mut app, "x");
    assert_eq!(app.article.notes, []);
    edited(&mut app, "U");
    assert_eq!(app.article.notes.len(), 1);
}

#[test]
fn a_highlight_goes_as_it_came() {
    let mut app = after_edits(") ) A");
    assert_eq!(app.article.notes.len(), 1);
    edited(&mut app, "A");
    assert_eq!(app.article.notes, []);
}

#[test]
fn what_was_done_before_is_there_whatever_comes_first() {
    let edits = edited(&mut open(100, 24), "l l c n ] q A");
    let entries: Vec<_> = (1..).map(EditId).zip(edits).map(|(id, edit)| Entry { id, edit }).collect();
    let (doc, analysis) = story();
    let mut app = App::new(doc, settings());
    app.update(Msg::Log(entries));
    assert_eq!(app.article.notes.len(), 1);
    app.update(Msg::Analysis(Update::Done(analysis)));
    assert_eq!(listed(&app), ["Ann Lee 4", "Bob Day 2", "Rome 1"]);
}

#[test]
fn an_edit_that_is_not_kept_says_so() {
    let mut app = open(100, 24);
    let effects = press(&mut app, "l l c n");
    let [Effect::Record(edit)] = &effects[..] else { panic!("{effects:?}") };
    let entry = Box::new(Entry { id: EditId(1), edit: (**edit).clone() });
    let why = "not saved yet: another program is using the library";
    app.update(Msg::Recorded { entry, kept: Err(why.to_owned()) });
    assert_eq!(notice(&app), why);
    assert_eq!(listed(&app).len(), 3);
    // Keys remove the notice, but what is not saved stays visible.
    app.update(Msg::Unsaved(Some(format!("1 edit {why}"))));
    press(&mut app, "j k");
    assert_eq!((&app.notice, app.article.unsaved.as_deref()), (&None, Some(&*format!("1 edit {why}"))));
    app.update(Msg::Unsaved(None));
    assert_eq!(app.article.unsaved, None);
}

#[test]
fn without_a_focus_an_edit_tells_what_it_needs() {
    for keys in ["A", "a", "x", "c x", "c s", "c w", "c k", "U"] {
        let app = after_edits(keys);
        assert!(!notice(&app).is_empty() && app.article.log.entries().is_empty(), "{keys}");
    }
}

#[test]
fn a_he_is_given_to_the_right_person_in_four_keys_and_enter() {
    let mut app = open_article(
        100,
        24,
        &["[PER Ann Lee] met [PER Bob Day]. [PER~ She=Bob Day] left. {“No,”} said <[PER~ she=Bob Day]>."],
    );
    press(&mut app, "W l l l");
    assert_eq!(focused(&app).1, "She");
    let edits = edited(&mut app, "c h \"a Enter");
    assert!(
        matches!(&edits[..], [Edit::StandsFor { at, of }] if at.exact == "She" && of.at.exact == "Ann Lee")
    );
    assert_eq!(
        (listed(&app), notice(&app)),
        (vec!["Ann Lee 2".to_owned(), "Bob Day 2".to_owned()], "“She” stands for “Ann Lee”")
    );
    let edits = edited(&mut app, "l l c h \"a Enter");
    assert_eq!(edits.len(), 1);
    let speaker = app.article.analysis.quotes.rows()[0].speaker;
    assert_eq!(speaker.map(|id| app.article.analysis.entities[id].name.as_str()), Some("Ann Lee"));
    edited(&mut app, "U U");
    assert_eq!(listed(&app), ["Ann Lee 1", "Bob Day 3"]);
    let edits = edited(&mut app, "h h c h \"somebody Enter");
    assert!(matches!(&edits[..], [Edit::NotHere { .. }]), "{edits:?}");
}

/// [`story`] with pronouns and a description.
fn retold() -> App {
    open_article(
        100,
        24,
        &[
            "[PER Ann Lee] met [PER Bob Day] (Ann Lee; met; Bob Day). [PER~ She=Bob Day] left. [PER& The mayor=Bob Day] sat.",
            "{“No,”} said [PER~ she=Bob Day]. [PER Lee=Ann Lee] and [PER Day=Bob Day] ran.",
        ],
    )
}

#[test]
fn a_pronoun_or_description_that_is_called_no_name_takes_nobody_away() {
    for (steps, words) in [("W l l l", "She"), ("W l l l l", "The mayor")] {
        let mut app = retold();
        press(&mut app, steps);
        assert_eq!(focused(&app).1, words);
        let before = listed(&app);
        assert_eq!(edited(&mut app, "c n"), []);
        assert_eq!(
            notice(&app),
            format!("“{words}” is not a name: ch corrects who it stands for, cx says no one listed")
        );
        assert_eq!(listed(&app), before);
        // The keys that it names work.
        assert_eq!(edited(&mut app, "c x").len(), 1);
        assert_eq!(notice(&app), format!("“{words}” stands for no one listed"));
        assert_eq!(listed(&app)[1], "Bob Day 4");
    }
    // On her name, the correction is meant.
    let mut app = retold();
    edited(&mut app, "W l l c n");
    assert!(!listed(&app).iter().any(|it| it.starts_with("Bob")));
}

#[test]
fn a_sentence_or_note_around_a_name_is_not_the_name() {
    for keys in [") c n", ") c p", ") c m", ") c r", ") A c n", "] r c n", "] q c n"] {
        let mut app = retold();
        let edits = edited(&mut app, keys);
        assert!(
            edits.iter().all(|it| matches!(it, Edit::Mark { .. })) && app.popup.is_none(),
            "{keys}: {edits:?}"
        );
        assert!(!notice(&app).is_empty(), "{keys}");
    }
    assert_eq!(edited(&mut retold(), "l A c n").len(), 2, "a note on just the name");
}

#[test]
fn the_corrections_that_apply_stand_out() {
    let applying = |keys: &str| {
        let mut app = retold();
        press(&mut app, keys);
        let popup = app.which_key().unwrap();
        popup.lines.iter().filter(|it| it.applies).map(|it| it.key.to_string()).collect::<String>()
    };
    assert_eq!(applying("l c"), "polnxmsrh");
    assert_eq!(applying("W l l l c"), "polxmsrh");
    assert_eq!(applying("] q c"), "kw");
    assert_eq!(applying("] r c"), "w");
    assert_eq!(applying(") c"), "");
    assert_eq!(applying("g c"), "");
    assert_eq!(applying("1 c"), "polnmr");
}

#[test]
fn the_one_that_it_stands_for_is_in_the_list_and_the_whole_name_is_told() {
    let mut app = retold();
    press(&mut app, "W l l l c h \"day");
    assert_eq!(edited(&mut app, "Enter").len(), 1);
    assert_eq!(notice(&app), "“She” stands for “Bob Day”");
    let mut app = after("l L \"hilx");
    let Some(Popup::CastPicker(picker)) = &app.popup else { panic!("no list") };
    assert_eq!(picker.told_of_none(), "nothing links them with “hilx”");
    press(&mut app, "Esc");
    edited(&mut app, "] q a \"x Enter");
    assert_eq!(notice(&app), "note on “I go,” saved");
}
