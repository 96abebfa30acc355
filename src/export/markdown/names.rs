//! Names of the cast as links to pages of a vault.

use std::collections::HashMap;

use crate::export::on_one_line;
use crate::nlp::Analysis;

/// Markdown characters, and characters that a file name or a link in a vault cannot contain.
const NOT_IN_A_LINK: &str = r#"\`*[]{}<>#|^~=$%@/:?""#;

/// The link of each name in the cast that has one. A name that two entities share has none, because both would be one
/// page.
pub(super) fn links(analysis: &Analysis) -> HashMap<String, String> {
    let pages: Vec<_> = analysis.entities.rows().iter().map(|it| page(&it.name)).collect();
    let mut n_of: HashMap<String, usize> = HashMap::new();
    for page in &pages {
        *n_of.entry(page.to_lowercase()).or_default() += 1;
    }
    let entities = analysis.entities.rows().iter().zip(pages);
    let alone = entities
        .filter(|(it, page)| it.is_named && !page.is_empty() && n_of.get(&page.to_lowercase()) == Some(&1));
    alone.map(|(entity, page)| (entity.name.clone(), format!("[[{page}]]"))).collect()
}

/// The title of a name's page.
fn page(name: &str) -> String {
    let page: String = name.chars().map(|c| if NOT_IN_A_LINK.contains(c) { ' ' } else { c }).collect();
    on_one_line(page.trim_start_matches(['.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;
    use crate::text::Id;

    #[test]
    fn names_have_links_if_they_are_one_persons() {
        let (_, analysis) = sample::article(&["[PER Ann Lee] met [ORG Hill] and [ORG Mill]."]);
        let mut analysis = analysis.as_ref().clone();
        for (index, name) in ["Ann Lee", "A/B <i>", "AT&T"].into_iter().enumerate() {
            name.clone_into(&mut analysis.entities[Id::new(index)].name);
        }
        let all = links(&analysis);
        assert_eq!(
            ["Ann Lee", "A/B <i>", "AT&T"].map(|it| all[it].as_str()),
            ["[[Ann Lee]]", "[[A B i]]", "[[AT&T]]"]
        );
        let ann = analysis.entities.rows().first().unwrap().clone();
        analysis.entities.push(ann);
        assert_eq!(links(&analysis).get("Ann Lee"), None);
    }
}
