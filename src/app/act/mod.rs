//! What each action does.

mod about;
mod bookmark;
mod edit;
mod hint;
mod link;
mod listing;
mod outline;
mod palette;
mod popup;
mod relation;
mod select;
mod walk;

use crate::app::article::mention_filter::Forms;
use crate::app::article::step::Wanted;
use crate::app::card::Subject;
use crate::app::input::action::Action;
use crate::app::popup::Dialog;
use crate::app::popup::help::Help;
use crate::app::reader::FocusKind;
use crate::app::sidebar::notes;
use crate::app::sidebar::outline as app_outline;
use crate::app::text::grapheme;
use crate::app::{ColorDepth, Effect, ListView, MEASURES, Model, Pane};
use crate::digest;
use crate::nlp::{EntityKind, MentionForm};

/// Cells by which lines get longer or shorter.
const MEASURE_STEP: u16 = 4;

impl Model {
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::LineDown
            | Action::LineUp
            | Action::PageDown
            | Action::PageUp
            | Action::HalfDown
            | Action::HalfUp
            | Action::Top
            | Action::Bottom
            | Action::Percent
            | Action::NextParagraph
            | Action::PreviousParagraph => self.scroll(action),
            Action::NextSentence => self.repeat(|model| model.sentence(true)),
            Action::PreviousSentence => self.repeat(|model| model.sentence(false)),
            Action::NextThing => self.thing(self.any_thing(), true),
            Action::PreviousThing => self.thing(self.any_thing(), false),
            Action::NextPerson => self.thing(Wanted::Kind(EntityKind::Person), true),
            Action::PreviousPerson => self.thing(Wanted::Kind(EntityKind::Person), false),
            Action::NextOrganization => self.thing(Wanted::Kind(EntityKind::Organization), true),
            Action::PreviousOrganization => self.thing(Wanted::Kind(EntityKind::Organization), false),
            Action::NextQuote => self.thing(Wanted::Quote, true),
            Action::PreviousQuote => self.thing(Wanted::Quote, false),
            Action::NextDoubtful => self.thing(Wanted::Doubtful { places: self.places }, true),
            Action::PreviousDoubtful => self.thing(Wanted::Doubtful { places: self.places }, false),
            Action::NextMark => self.repeat(|model| model.step_to_mark(true)),
            Action::PreviousMark => self.repeat(|model| model.step_to_mark(false)),
            Action::NextLink => self.thing(Wanted::Link, true),
            Action::PreviousLink => self.thing(Wanted::Link, false),
            Action::NextRelation => self.repeat(|model| model.relation_step(true)),
            Action::PreviousRelation => self.repeat(|model| model.relation_step(false)),
            Action::NextHeading => self.repeat(|model| model.heading(true)),
            Action::PreviousHeading => self.repeat(|model| model.heading(false)),
            Action::NextPlace => self.place_step(true),
            Action::PreviousPlace => self.place_step(false),
            Action::NextHit => self.repeat(|model| model.walk(true)),
            Action::PreviousHit => self.repeat(|model| model.walk(false)),
            Action::FocusToNeedle => self.choose_focus(),
            Action::Card => self.toggle_card(),
            Action::Peek => self.peek(),
            Action::Search => self.search(),
            Action::Hints => self.show_hints(),
            Action::Palette => self.open_palette(),
            Action::SetBookmark => self.ask_for_bookmark(false),
            Action::GoToBookmark => self.ask_for_bookmark(true),
            Action::Select => self.select(),
            Action::SelectNextWord | Action::SelectPreviousWord | Action::SelectDown | Action::SelectUp => {
                self.repeat(|model| model.act_on_selection(action));
            }
            Action::SelectSentence
            | Action::SelectParagraph
            | Action::SelectOtherEnd
            | Action::SelectDrop => self.act_on_selection(action),
            Action::Back | Action::Forward | Action::LastPlace => self.travel(action),
            Action::ListDown => self.repeat(|model| model.move_cursor(1)),
            Action::ListUp => self.repeat(|model| model.move_cursor(-1)),
            Action::ListPageDown | Action::ListPageUp | Action::ListTop | Action::ListBottom => {
                self.move_far(action);
            }
            Action::ListJump => self.list_jump(),
            Action::ListFilter => self.filter(),
            Action::ListSort => self.sort(),
            Action::ListOnly => self.list_only(),
            Action::PeekDown | Action::PeekUp | Action::PeekJump | Action::PeekClose => {
                self.act_in_peek(action);
            }
            Action::GraphLeft
            | Action::GraphRight
            | Action::GraphUp
            | Action::GraphDown
            | Action::GraphOpen
            | Action::GraphClose => self.act_in_graph(action),
            _ => {
                self.drop_number();
                return self.act_on_program(action);
            }
        }
        self.drop_number();
        Vec::new()
    }

    /// Actions on panes, dialogs, looks and the program.
    fn act_on_program(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::NextPane | Action::PreviousPane => self.other_pane(),
            Action::ViewCast => self.show_list(ListView::Cast),
            Action::ViewRelations => {
                self.show_list(ListView::Relations);
                self.find_chosen_relations();
            }
            Action::ViewQuotes => self.show_list(ListView::Quotes),
            Action::ViewNotes => self.show_list(ListView::Notes),
            Action::Reload => return vec![Effect::Reload],
            Action::OpenLink => self.open_link(),
            Action::Links => self.list_links(),
            Action::ViewOutline => self.show_list(ListView::Outline),
            Action::Dim => self.toggle_dimming(),
            Action::Narrow => self.toggle_narrowing(),
            Action::With => self.open_with(),
            Action::Graph => self.open_graph(),
            Action::Zen => self.toggle_zen(),
            Action::Sidebar => self.toggle_sidebar(),
            Action::Highlights => self.highlights = !self.highlights,
            Action::Places => {
                self.places = !self.places;
                self.refill();
                self.tell(if self.places { "places are shown" } else { "places are hidden" });
            }
            Action::EveryMention => self.mark_every_mention(),
            Action::WalkNames => self.switch_form(MentionForm::Name),
            Action::WalkPronouns => self.switch_form(MentionForm::Pronoun),
            Action::WalkDescriptions => self.switch_form(MentionForm::Noun),
            Action::WalkAll => {
                self.count_forms(if self.forms == Forms::ALL { Forms::NAMES } else { Forms::ALL });
            }
            Action::Wider => self.set_measure(self.screen.text.width.min(self.measure) + MEASURE_STEP),
            Action::Narrower => {
                self.set_measure(self.screen.text.width.min(self.measure).saturating_sub(MEASURE_STEP));
            }
            Action::Theme => self.switch_theme(),
            Action::Export => self.open_export(),
            Action::ExportAgain => return self.export_again(),
            Action::Copy => return self.copy(),
            Action::MouseCapture => {
                self.mouse = !self.mouse;
                self.tell(if self.mouse {
                    "the mouse is byline's"
                } else {
                    "the mouse is the terminal's: drag to select"
                });
                return vec![Effect::MouseCapture(self.mouse)];
            }
            Action::Note
            | Action::Highlight
            | Action::EraseMark
            | Action::IsPerson
            | Action::IsOrganization
            | Action::IsPlace
            | Action::NotAName
            | Action::NotHere
            | Action::Merge
            | Action::Split
            | Action::Rename
            | Action::Speaker
            | Action::Wrong
            | Action::Undo
            | Action::Redo => return self.edit(action),
            Action::Help => self.dialog = Some(Dialog::Help(Help::new(self.contexts(), &self.keymap))),
            Action::Close => self.close(),
            Action::Quit if self.close_popup() => {}
            Action::Quit => return vec![Effect::Quit],
            Action::QuitNow => return vec![Effect::QuitNow],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            _ => {}
        }
        Vec::new()
    }

    pub(in crate::app) fn tell(&mut self, notice: impl Into<String>) {
        self.notice = Some(notice.into());
    }

    /// Tells something of ours that names actions in braces: [`Keymap::words`](crate::app::Keymap::words).
    pub(in crate::app) fn advise(&mut self, advice: &str) {
        self.tell(self.keymap.words(advice));
    }

    fn mark_every_mention(&mut self) {
        self.every_mention = !self.every_mention;
        self.advise(match (self.every_mention, self.highlights) {
            (true, true) => "every pronoun and description is marked",
            (true, false) => "marks are off: {highlights} switches them on",
            (false, _) => "pronouns and descriptions are marked for the chosen name only",
        });
    }

    fn switch_form(&mut self, form: MentionForm) {
        match self.forms.switched(form) {
            Some(forms) => self.count_forms(forms),
            None => self.tell(format!("{}: something must be walked", self.forms.title())),
        }
    }

    fn count_forms(&mut self, forms: Forms) {
        self.forms = forms;
        self.refill();
        self.tell(format!("walked and counted: {}", forms.title()));
    }

    fn set_measure(&mut self, measure: u16) {
        self.measure = measure.clamp(MEASURES.0, MEASURES.1);
        self.refresh();
        self.tell(format!("lines of up to {} cells", self.screen.text.width.min(self.measure)));
    }

    fn switch_theme(&mut self) {
        if self.settings.colors == ColorDepth::None {
            return self.tell("colours are off");
        }
        self.settings.dark = !self.settings.dark;
        let [dark, light] = &self.settings.theme_names;
        let notice = match (self.settings.dark, dark.as_str(), light.as_str()) {
            (true, "dark", _) => "colours for a dark background".to_owned(),
            (false, _, "light") => "colours for a light background".to_owned(),
            (true, name, _) | (false, _, name) => format!("theme {name}"),
        };
        self.tell(notice);
    }

    fn copy(&mut self) -> Vec<Effect> {
        let quote = |id| digest::said(&self.doc, &self.analysis.quotes[id]);
        let focused = || {
            let focus = self.reader.focus()?;
            Some(match (focus.kind, self.subject()) {
                (FocusKind::Quote, Some(Subject::Quote(id))) => quote(id),
                (FocusKind::Link, _) => self.focused_link()?.target.to_string(),
                _ => grapheme::one_line(self.doc.slice(focus.span)),
            })
        };
        let text = match (self.pane, self.list_subject()) {
            (Pane::List, None) if self.view == ListView::Notes => self.marked_in_list().map(notes::words),
            (Pane::List, None) if self.view == ListView::Outline => {
                self.outline.selected().map(|it| app_outline::words(&self.doc, it))
            }
            (Pane::List, Some(Subject::Entity(id))) => Some(self.analysis.entities[id].name.clone()),
            (Pane::List, Some(Subject::Quote(id))) => Some(quote(id)),
            (Pane::List, Some(Subject::Relation(id))) => {
                Some(digest::told(&self.analysis, &self.analysis.relations[id]))
            }
            (Pane::List, Some(Subject::Sentence(id))) => {
                Some(digest::words(&self.doc, self.analysis.sentences[id].span))
            }
            _ => focused(),
        };
        let Some(text) = text else {
            self.advise(
                "nothing is focused: {previous-thing} and {next-thing} step through names, {previous-sentence} and \
                 {next-sentence} through sentences",
            );
            return Vec::new();
        };
        self.tell(format!("sent to the clipboard: {}", grapheme::fit(&text, 40, "…")));
        vec![Effect::Copy(text)]
    }
}
