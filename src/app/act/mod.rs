//! What each action does.

mod about;
mod aim;
mod articles;
mod bookmark;
mod copy;
mod correct;
mod edit;
mod hint;
mod key;
mod link;
mod listing;
mod mouse;
mod outline;
mod palette;
mod pick;
mod popup;
mod program;
mod relation;
mod select;
mod walk;

use crate::app::article::mention_filter::Forms;
use crate::app::article::step::StepTarget;
use crate::app::input::action::Action;
use crate::app::popup::Popup;
use crate::app::popup::help::Help;
use crate::app::{App, ColorDepth, Effect, ListView, MEASURES};
use crate::nlp::{EntityKind, MentionForm};

/// The cells by which lines get longer or shorter.
const MEASURE_STEP: u16 = 4;

impl App {
    /// Performs an action. A number typed before it is then used up.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        let effects = self.perform(action);
        self.drop_number();
        effects
    }

    /// Every action has an arm here; the compiler checks that.
    fn perform(&mut self, action: Action) -> Vec<Effect> {
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
            Action::NextSentence => self.repeat(|app| app.sentence(true)),
            Action::PreviousSentence => self.repeat(|app| app.sentence(false)),
            Action::NextThing => self.thing(self.any_thing(), true),
            Action::PreviousThing => self.thing(self.any_thing(), false),
            Action::NextPerson => self.thing(StepTarget::Kind(EntityKind::Person), true),
            Action::PreviousPerson => self.thing(StepTarget::Kind(EntityKind::Person), false),
            Action::NextOrganization => self.thing(StepTarget::Kind(EntityKind::Organization), true),
            Action::PreviousOrganization => self.thing(StepTarget::Kind(EntityKind::Organization), false),
            Action::NextQuote => self.thing(StepTarget::Quote, true),
            Action::PreviousQuote => self.thing(StepTarget::Quote, false),
            Action::NextDoubtful => self.thing(StepTarget::Doubtful { places: self.looks.places }, true),
            Action::PreviousDoubtful => self.thing(StepTarget::Doubtful { places: self.looks.places }, false),
            Action::NextMark => self.repeat(|app| app.step_to_mark(true)),
            Action::PreviousMark => self.repeat(|app| app.step_to_mark(false)),
            Action::NextLink => self.thing(StepTarget::Link, true),
            Action::PreviousLink => self.thing(StepTarget::Link, false),
            Action::NextRelation => self.repeat(|app| app.relation_step(true)),
            Action::PreviousRelation => self.repeat(|app| app.relation_step(false)),
            Action::NextHeading => self.repeat(|app| app.heading(true)),
            Action::PreviousHeading => self.repeat(|app| app.heading(false)),
            Action::NextPlace => self.place_step(true),
            Action::PreviousPlace => self.place_step(false),
            Action::NextHit => self.repeat(|app| app.walk(true)),
            Action::PreviousHit => self.repeat(|app| app.walk(false)),
            Action::ChooseFocused => self.choose_focus(),
            Action::Card => self.toggle_card(),
            Action::Peek => self.peek(),
            Action::Search => self.search(),
            Action::Hints => self.show_hints(),
            Action::Palette => self.open_palette(),
            Action::SetBookmark => self.ask_for_bookmark(false),
            Action::GoToBookmark => self.ask_for_bookmark(true),
            Action::Select => self.select(),
            Action::SelectNextWord | Action::SelectPreviousWord | Action::SelectDown | Action::SelectUp => {
                self.repeat(|app| app.act_on_selection(action));
            }
            Action::SelectSentence
            | Action::SelectParagraph
            | Action::SelectOtherEnd
            | Action::SelectDrop => self.act_on_selection(action),
            Action::Back | Action::Forward | Action::LastPlace => self.travel(action),
            Action::ListDown => self.repeat(|app| app.move_cursor(1)),
            Action::ListUp => self.repeat(|app| app.move_cursor(-1)),
            Action::ListPageDown | Action::ListPageUp | Action::ListTop | Action::ListBottom => {
                self.move_far(action);
            }
            Action::ListJump => self.list_jump(),
            Action::ListFilter => self.filter(),
            Action::ListSort => self.sort(),
            Action::ListOnly => self.list_only(),
            Action::PeekDown
            | Action::PeekUp
            | Action::PeekJump
            | Action::PeekClose
            | Action::GraphLeft
            | Action::GraphRight
            | Action::GraphUp
            | Action::GraphDown
            | Action::GraphNextLine
            | Action::GraphPreviousLine
            | Action::GraphCentre
            | Action::GraphWiden
            | Action::GraphOpen
            | Action::GraphClose
            | Action::TypingAccept
            | Action::TypingCancel
            | Action::TypingComplete
            | Action::TypingDown
            | Action::TypingUp
            | Action::TypingPageDown
            | Action::TypingPageUp
            | Action::TypingEditor
            | Action::TypingAddress => return self.act_in_popup(action),
            Action::NextPane | Action::PreviousPane => self.other_pane(),
            Action::ViewCast => self.show_list(ListView::Cast),
            Action::ViewRelations => self.show_list(ListView::Relations),
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
            Action::Highlights => self.looks.highlights = !self.looks.highlights,
            Action::Places => {
                self.looks.places = !self.looks.places;
                self.refill();
                self.tell(if self.looks.places { "places are shown" } else { "places are hidden" });
            }
            Action::Unnamed => {
                self.looks.unnamed = !self.looks.unnamed;
                self.refill();
                self.tell(if self.looks.unnamed {
                    "people and groups without a name are listed"
                } else {
                    "people and groups without a name are hidden"
                });
            }
            Action::EveryMention => self.mark_every_mention(),
            Action::Speakers => self.switch_speakers(),
            Action::WalkNames => self.switch_form(MentionForm::Name),
            Action::WalkPronouns => self.switch_form(MentionForm::Pronoun),
            Action::WalkDescriptions => self.switch_form(MentionForm::Noun),
            Action::WalkAll => {
                self.count_forms(if self.looks.forms == Forms::ALL { Forms::NAMES } else { Forms::ALL });
            }
            Action::Wider => self.set_measure(self.screen.text.width.min(self.looks.measure) + MEASURE_STEP),
            Action::Narrower => {
                self.set_measure(self.screen.text.width.min(self.looks.measure).saturating_sub(MEASURE_STEP));
            }
            Action::Theme => self.switch_theme(),
            Action::Export => self.open_export(),
            Action::ExportAgain => return self.export_again(),
            Action::Copy => return self.copy(),
            Action::Cite => return self.cite(),
            Action::Program => return self.run_program(),
            Action::MouseCapture => {
                self.input.mouse = !self.input.mouse;
                self.tell(if self.input.mouse {
                    "byline uses the mouse again"
                } else {
                    "the terminal has the mouse: drag to select"
                });
                return vec![Effect::MouseCapture(self.input.mouse)];
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
            | Action::StandsFor
            | Action::Wrong
            | Action::Undo
            | Action::Redo => return self.edit(action),
            Action::Help => self.popup = Some(Popup::Help(Help::of_all(self.contexts(), &self.input.keymap))),
            Action::Close => self.close(),
            Action::Quit if self.close_popup() => {}
            Action::Quit => return vec![Effect::Quit],
            Action::QuitNow => return vec![Effect::QuitNow],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            Action::WhereAmI => self.tell_where(),
            // These belong to the library screen, which handles them itself.
            Action::ShelfOpen
            | Action::ShelfSearch
            | Action::ShelfWho
            | Action::ShelfSort
            | Action::ShelfAnnotated
            | Action::ShelfNotes
            | Action::ShelfRemove
            | Action::ShelfDown
            | Action::ShelfUp
            | Action::ShelfPageDown
            | Action::ShelfPageUp
            | Action::ShelfHalfDown
            | Action::ShelfHalfUp
            | Action::ShelfTop
            | Action::ShelfBottom => {}
        }
        Vec::new()
    }

    pub(in crate::app) fn tell(&mut self, notice: impl Into<String>) {
        self.notice = Some(notice.into());
    }

    /// Shows a notice that names actions in braces: [`Keymap::words`](crate::app::Keymap::words).
    pub(in crate::app) fn advise(&mut self, advice: &str) {
        self.tell(self.input.keymap.words(advice));
    }

    fn mark_every_mention(&mut self) {
        self.looks.every_mention = !self.looks.every_mention;
        self.advise(match (self.looks.every_mention, self.looks.highlights) {
            (true, true) => "every pronoun and description is marked",
            (true, false) => "marks are off: {highlights} switches them on",
            (false, _) => "pronouns and descriptions are marked for the chosen name only",
        });
    }

    fn switch_form(&mut self, form: MentionForm) {
        match self.looks.forms.switched(form) {
            Some(forms) => self.count_forms(forms),
            None => self.tell(format!("{}: at least one kind must stay", self.looks.forms.title())),
        }
    }

    fn count_forms(&mut self, forms: Forms) {
        self.looks.forms = forms;
        self.refill();
        self.tell(format!("visited and counted: {}", forms.title()));
    }

    fn switch_speakers(&mut self) {
        self.looks.speakers = !self.looks.speakers;
        self.tell(match (self.looks.speakers, self.screen.margin().is_some()) {
            (false, _) => "speakers are no longer named in the margin",
            (true, true) => "speakers are named in the margin",
            (true, false) => "speakers are named in the margin once there is room beside the text",
        });
    }

    fn set_measure(&mut self, measure: u16) {
        self.looks.measure = measure.clamp(MEASURES.0, MEASURES.1);
        self.refresh();
        self.tell(format!("up to {} columns per line", self.screen.text.width.min(self.looks.measure)));
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
}
