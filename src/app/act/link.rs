//! Following links: showing where one leads, and opening it once the user has seen that.

use crate::app::popup::Popup;
use crate::app::popup::lead::Lead;
use crate::app::popup::link::LinkList;
use crate::app::reader::{Focus, FocusKind};
use crate::app::{App, Pane};
use crate::document::{Link, Target};
use crate::text::Id;

impl App {
    /// The link that contains the focused words.
    pub(crate) fn focused_link(&self) -> Option<&Link> {
        let focus = self.reader.focus()?;
        let is_words = matches!(
            focus.kind,
            FocusKind::Link | FocusKind::Mention | FocusKind::Hit | FocusKind::Selection(_)
        );
        if is_words { self.article.doc.links_in(focus.span).next() } else { None }
    }

    /// Shows where the focused link leads, or else where the article was published, and asks whether to open it.
    pub(in crate::app) fn open_link(&mut self) {
        if let Some(link) = self.focused_link() {
            let target = link.target.clone();
            return self.show_lead("Open this link?", target);
        }
        let meta = self.article.doc.meta();
        let source = || meta.source.as_deref().and_then(Target::new);
        match meta.address.clone().or_else(source) {
            Some(address) => self.show_lead("Open where this article was published?", address),
            None => self
                .advise("no link is focused ({next-link} and {previous-link} step through them), and the article states no address"),
        }
    }

    fn show_lead(&mut self, title: &'static str, target: Target) {
        self.popup = Some(Popup::Lead(Lead::new(title, target)));
    }

    /// Lists all links.
    pub(in crate::app) fn list_links(&mut self) {
        let focus = self.reader.focus().filter(|it| self.reader.shows(it.span));
        let from = focus.map_or_else(|| self.reader.visible().start(), |it| it.span.start());
        match LinkList::of(&self.article.doc, from.to_usize()) {
            Some(links) => self.popup = Some(Popup::Links(links)),
            None => self.tell("there are no links in this article"),
        }
    }

    /// Goes to the words of a link.
    pub(in crate::app) fn go_to_link(&mut self, id: Id<Link>) {
        let span = self.article.doc.links()[id].span;
        self.front_text();
        self.panes.front = Pane::Text;
        self.reader.go_to(Focus { span, kind: FocusKind::Link });
    }
}
