//! Names of the cast as Markdown writes them: as text, or as links to pages of a vault.

use std::collections::HashMap;

use crate::export::markdown::text::escaped;
use crate::export::on_one_line;
use crate::nlp::{Analysis, Entity};
use crate::text::Id;

/// Marks of Markdown, and what a file name or a link of a vault cannot have.
const NOT_IN_A_LINK: &str = r#"\`*[]{}<>#|^~=$%@/:?""#;

/// The name of each member of the cast, in the order of the table.
#[derive(Debug)]
pub(super) struct Names(Vec<String>);

impl Names {
    /// As links, if wanted: but not for names that two have, who would be one page.
    pub(super) fn new(analysis: &Analysis, as_links: bool) -> Self {
        let pages: Vec<_> = analysis.entities.rows().iter().map(|it| page(&it.name)).collect();
        let mut n_of: HashMap<String, usize> = HashMap::new();
        for page in &pages {
            *n_of.entry(page.to_lowercase()).or_default() += 1;
        }
        let entities = analysis.entities.rows().iter().zip(pages);
        let name = |(entity, page): (&Entity, String)| {
            let is_link = as_links && !page.is_empty() && n_of.get(&page.to_lowercase()) == Some(&1);
            if is_link { format!("[[{page}]]") } else { escaped(&entity.name) }
        };
        Self(entities.map(name).collect())
    }

    /// The name of one.
    pub(super) fn of(&self, id: Id<Entity>) -> String {
        self.0.get(id.to_usize()).cloned().unwrap_or_default()
    }
}

/// What the page of a name is called.
fn page(name: &str) -> String {
    let page: String = name.chars().map(|c| if NOT_IN_A_LINK.contains(c) { ' ' } else { c }).collect();
    on_one_line(page.trim_start_matches(['.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    #[test]
    fn names_are_links_if_wanted_and_if_they_are_one_persons() {
        let (_, analysis) = sample::article(&["[PER Ann Lee] met [ORG Hill] and [ORG Mill]."]);
        let mut analysis = analysis.as_ref().clone();
        for (index, name) in ["Ann Lee", "A/B <i>", "AT&T"].into_iter().enumerate() {
            name.clone_into(&mut analysis.entities[Id::new(index)].name);
        }
        let all = |as_links| {
            let names = Names::new(&analysis, as_links);
            analysis.entities.iter().map(|(id, _)| names.of(id)).collect::<Vec<_>>()
        };
        assert_eq!(all(true), ["[[Ann Lee]]", "[[A B i]]", "[[AT&T]]"]);
        assert_eq!(all(false), ["Ann Lee", r"A/B \<i\>", r"AT\&T"]);
        let mut twice = analysis.clone();
        let ann = twice.entities.rows().first().unwrap().clone();
        twice.entities.push(ann);
        assert_eq!(Names::new(&twice, true).0.first().unwrap(), "Ann Lee");
    }
}
