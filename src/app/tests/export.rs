//! Exports: requested, refused, repeated.

use std::path::PathBuf;

use super::*;

/// How an export as JSON went.
fn exported(app: &mut App, path: &str, how: fn(PathBuf) -> Exported) {
    app.update(Msg::Exported { format: "json", path: path.into(), how: how(path.into()) });
}

#[test]
fn an_export_asks_and_is_repeated() {
    let mut app = after("e");
    let effect = |overwrite| Effect::Export { format: "json", path: "story.json".into(), overwrite };
    assert_eq!(press(&mut app, "Enter"), [effect(false)]);
    exported(&mut app, "story.json", Exported::Exists);
    assert_eq!(press(&mut app, "y"), [effect(true)]);
    exported(&mut app, "story.json", Exported::Written);
    assert!(app.popup.is_none());
    assert_eq!(app.notice.as_deref(), Some("exported to story.json"));
    assert_eq!(press(&mut app, "E"), [effect(true)]);
}

#[test]
fn a_file_that_was_not_to_be_replaced_is_not_replaced_by_repeating() {
    // "n" and Esc answer the question, in the dialog and after the command.
    for (ask, refuse) in
        [("e Enter", "n Esc"), ("e Enter", "Esc"), (": \"export Space \"story.json Enter", "x Esc")]
    {
        let mut app = after(ask);
        exported(&mut app, "story.json", Exported::Exists);
        press(&mut app, refuse);
        assert!(app.popup.is_none(), "{ask} {refuse}");
        assert_eq!(press(&mut app, "E"), [], "{ask} {refuse}");
        assert!(matches!(app.popup, Some(Popup::Export(_))), "it asks which file");
    }
    // A successful export is repeated until its file must not be replaced either.
    let mut app = after("e Enter");
    exported(&mut app, "story.json", Exported::Written);
    press(&mut app, ": \"export Space \"other.json Enter");
    exported(&mut app, "other.json", Exported::Exists);
    let again = Effect::Export { format: "json", path: "story.json".into(), overwrite: true };
    assert_eq!(press(&mut app, "Esc E"), [again]);
    press(&mut app, "e Enter");
    exported(&mut app, "story.json", Exported::Exists);
    assert_eq!(press(&mut app, "n Esc E"), []);
}

#[test]
fn an_export_by_command_asks_before_it_replaces_a_file() {
    let mut app = after("");
    let effect = |overwrite| Effect::Export { format: "json", path: "a.json".into(), overwrite };
    assert_eq!(press(&mut app, ": \"export Space \"a.json Enter"), [effect(false)]);
    exported(&mut app, "a.json", Exported::Exists);
    assert_eq!(press(&mut app, "y"), [effect(true)]);
    exported(&mut app, "a.json", Exported::Written);
    assert_eq!((app.popup.is_none(), app.notice.as_deref()), (true, Some("exported to a.json")));
    press(&mut app, ": \"export Space \"a.xyz Enter");
    assert!(app.popup.is_some(), "what is wrong can be mended");
}
