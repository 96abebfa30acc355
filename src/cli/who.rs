//! `byline who NAME`: the articles of the library that name someone. If the cast of an article is not in the cache,
//! because the cache was deleted or the model has changed, the article is analysed first, provided that it contains
//! the words of the name.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use crate::cli::args::{EngineArgs, StoreArgs, WhoArgs};
use crate::cli::engine::{self, Engine, threads};
use crate::cli::output::{EntryRow, Output, clean, limit, short_name, tell_rest};
use crate::cli::{Outcome, home, tell_text};
use crate::digest::counted;
use crate::document::Fingerprint;
use crate::store::{ArticleId, Cache, Library, NameMatch, members};

/// How many sentences of an article are shown, unless the user asks for all of them.
const SHOWN: usize = 3;

pub(super) fn run(
    args: &WhoArgs,
    store_args: &StoreArgs,
    engine_args: &EngineArgs,
) -> anyhow::Result<Outcome> {
    let folders = home::folders(store_args)?;
    let library = Library::open(&folders)?;
    let mut cache = Cache::open(&folders)?;
    let model = engine::model_id(engine_args.model.as_deref())?;
    let naming = library.naming(&args.name)?;
    let known = cache.known(&model)?;
    let missing: Vec<_> = naming.iter().filter(|(_, fingerprint)| !known.contains(fingerprint)).collect();
    if !missing.is_empty() {
        let engine = Engine::load(engine_args.model.as_deref())?;
        for (done, (id, fingerprint)) in missing.iter().enumerate() {
            progress(done, missing.len());
            let doc = library.document(*id)?;
            let analysis = engine.analyze(&doc, threads(engine_args));
            cache.put(*fingerprint, &model, &members(&doc, &analysis))?;
        }
        progress(missing.len(), missing.len());
    }
    let ids: HashMap<Fingerprint, ArticleId> = naming.iter().map(|&(id, it)| (it, id)).collect();
    let mut by_article: HashMap<ArticleId, Vec<NameMatch>> = HashMap::new();
    for name_match in cache.who(&args.name, &model)? {
        // Another program removed some.
        if let Some(&id) = ids.get(&name_match.fingerprint) {
            by_article.entry(id).or_default().push(name_match);
        }
    }
    let mut by_article: Vec<_> = by_article.into_iter().collect();
    // Articles that mention someone most often come first; among equals, the most recent one.
    by_article.sort_by_key(|(id, found)| Reverse((found.iter().map(|it| it.n_mentions).sum::<usize>(), *id)));
    print(args, &library, &by_article)?;
    Ok(Outcome::Done)
}

fn progress(done: usize, total: usize) {
    if io::stderr().is_terminal() {
        let text = if done < total { format!("analysing {} of {total}", done + 1) } else { String::new() };
        let _ = write!(io::stderr(), "\r\x1b[K{text}"); // nowhere to report that reporting failed
    }
}

fn print(args: &WhoArgs, library: &Library, found: &[(ArticleId, Vec<NameMatch>)]) -> anyhow::Result<()> {
    let mut output = Output::new();
    if found.is_empty() && !args.json {
        tell_text(
            "byline: no article in the library names them\nhint: byline keeps every article that you open with `byline FILE`",
        );
    }
    let shown = limit(args.limit, args.json).unwrap_or(found.len()).min(found.len());
    for (id, name_matches) in found.iter().take(shown) {
        let entry = library.entry(*id)?;
        let doc = library.document(*id)?;
        let sentences = |it: &NameMatch| -> Vec<String> {
            it.sentences.iter().filter_map(|span| Some(clean(doc.text().get(span.to_range())?))).collect()
        };
        if args.json {
            let row = |it| PersonRow::new(it, sentences(it));
            let people = name_matches.iter().map(row).collect();
            output.json(&ArticleRow { article: EntryRow::new(&entry), found: people })?;
            continue;
        }
        output.line(&format!("{id:>5}  {}  {}", entry.opened_local, short_name(&entry)))?;
        for name_match in name_matches {
            let mentions = counted(name_match.n_mentions, "mention");
            output.line(&format!(
                "       {}, {}: {mentions}",
                clean(&name_match.name),
                name_match.kind.word()
            ))?;
            let sentences = sentences(name_match);
            let n_shown = if args.all { sentences.len() } else { SHOWN.min(sentences.len()) };
            for sentence in sentences.iter().take(n_shown) {
                output.line(&format!("         {sentence}"))?;
            }
            if n_shown < sentences.len() {
                output
                    .line(&format!("         … {}", counted(sentences.len() - n_shown, "more sentence")))?;
            }
        }
    }
    output.finish()?;
    if !args.json {
        tell_rest(shown, found.len());
    }
    Ok(())
}

#[derive(Serialize)]
struct ArticleRow<'a> {
    article: EntryRow<'a>,
    found: Vec<PersonRow<'a>>,
}

#[derive(Serialize)]
struct PersonRow<'a> {
    name: &'a str,
    r#type: &'static str,
    mentions: usize,
    sentences: Vec<String>,
}

impl<'a> PersonRow<'a> {
    fn new(name_match: &'a NameMatch, sentences: Vec<String>) -> Self {
        let r#type = name_match.kind.word();
        Self { name: &name_match.name, r#type, mentions: name_match.n_mentions, sentences }
    }
}
