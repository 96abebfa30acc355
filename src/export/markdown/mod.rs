//! Notes in Markdown: the metadata of the article, the user's notes, its cast, who is related to whom, and the quotes
//! by speaker, with each sentence once.
//!
//! For people and their vaults (Obsidian's own markup is escaped, too), not for programs: it has no offsets. Front
//! matter, live #tags and block ids are as Obsidian reads them. Places are left out, as on the screen. A template
//! decides about the form: the built-in one or the user's own.

mod library;
mod names;
mod template;
mod text;
mod values;

use std::collections::HashMap;
use std::path::Path;

pub use library::{NOTES_TEMPLATE, NotedArticle, NotedWords, notes, notes_by};
pub use template::{Template, TemplateError};
pub(super) use text::escaped;
pub(super) use values::quote_blocks;

use crate::annotate::Annotated;
use crate::export::{Article, Options, OutputFile};

/// The built-in template for an article's notes, which explains the values.
pub const ARTICLE_TEMPLATE: &str = include_str!("article.md.j2");

/// The notes as one file.
pub(super) fn export(article: &Article<'_>, options: &Options) -> Vec<OutputFile> {
    let links = links(article.annotated, options);
    vec![part(template::built_in(ARTICLE_TEMPLATE, values::article(article, options), links))]
}

/// The same with the user's own template.
pub(super) fn export_by(
    template: &Path,
    article: &Article<'_>,
    options: &Options,
) -> Result<Vec<OutputFile>, TemplateError> {
    let links = links(article.annotated, options);
    Ok(vec![part(Template::open(template)?.render(values::article(article, options), links)?)])
}

/// The same for a vault, with these links for names.
pub(super) fn vault_note(article: &Article<'_>, options: &Options, links: HashMap<String, String>) -> String {
    template::built_in(
        ARTICLE_TEMPLATE,
        values::article(article, &Options { links: true, ..*options }),
        links,
    )
}

fn part(contents: String) -> OutputFile {
    OutputFile::beside("md", contents)
}

fn links(annotated: &Annotated, options: &Options) -> HashMap<String, String> {
    if options.links { names::links(&annotated.analysis) } else { HashMap::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentBuilder, Metadata};

    #[test]
    fn front_matter_has_no_yaml_surprises_and_no_keys_of_others() {
        let title = Some("no: \"yes\" # \\ - 'x'\nopen: rm".to_owned());
        let doc = DocumentBuilder::new().finish(Metadata { title, ..Metadata::default() }).unwrap();
        let annotated = Annotated::default();
        let article = Article { doc: &doc, annotated: &annotated, id: Some(12), written: None };
        let notes = export(&article, &Options::default()).remove(0).contents;
        let quoted = r#""no: \"yes\" # \\ - 'x' open: rm""#;
        let expected = format!(
            "---\ntitle: {quoted}\naliases: [{quoted}]\nbyline: 12\nopen: \"byline --open 12\"\nsha256: \"{}\"\n---\n\n# ",
            doc.fingerprint()
        );
        assert!(notes.starts_with(&expected), "{notes}");
    }

    #[test]
    fn every_value_is_told_at_the_head_of_the_template() {
        let head = ARTICLE_TEMPLATE.split_once("-#}").unwrap().0;
        let doc = DocumentBuilder::new().finish(Metadata::default()).unwrap();
        let annotated = Annotated::default();
        let article = Article { doc: &doc, annotated: &annotated, id: None, written: None };
        let values = values::article(&article, &Options::default());
        for name in values.try_iter().unwrap() {
            let is_told =
                head.split(|c: char| !c.is_alphanumeric() && c != '_').any(|it| it == name.to_string());
            assert!(is_told, "{name}");
        }
    }
}
