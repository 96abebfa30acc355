//! Joins the names of one organization: legal forms, acronyms, short forms and "Department of Justice" for "Justice
//! Department". Two organizations that each have words of their own stay separate.

use std::collections::{HashMap, HashSet};

use crate::nlp::EntityKind;
use crate::nlp::cast::acronym::{self, is_acronym};
use crate::nlp::cast::join::Joins;
use crate::nlp::cast::name_occurrence::{NameOccurrence, SurfaceForm, Text, forms};
use crate::nlp::lexicon;
use crate::nlp::lexicon::organization::{OrgWord, is_org_word};
use crate::nlp::names::NameKind;

/// The most organizations with a common word that are compared; keeps long lists linear.
const MAX_ALIKE: usize = 32;

/// How many words of a name are looked up; longer "names" are lists that the finder took for one.
const MAX_PARTS: usize = 12;

/// Joins the organizations.
pub(super) fn join(text: Text<'_>, occurrences: &[NameOccurrence<'_>], joins: &mut Joins) {
    let forms = forms(occurrences, NameKind::Organization);
    let places = place_words(occurrences);
    let mut bodies = Bodies { rows: Vec::new(), by_key: HashMap::new(), by_word: HashMap::new(), places };
    let mut order: Vec<usize> = (0..forms.len()).collect();
    let cores: Vec<Vec<String>> = forms.iter().map(|form| core(form.words)).collect();
    order.sort_by_key(|&form| std::cmp::Reverse(cores[form].len()));
    let mut owners: Vec<Vec<(usize, f32)>> = vec![Vec::new(); forms.len()];
    for number in order {
        owners[number] = bodies.owners(text, occurrences, &forms[number], &cores[number]);
    }
    let entities: Vec<usize> = bodies.rows.iter().map(|_| joins.entity(EntityKind::Organization)).collect();
    let mut uses: Vec<(usize, usize)> = Vec::new();
    for (number, form) in forms.iter().enumerate() {
        uses.extend(form.uses.iter().map(|&at| (at, number)));
    }
    uses.sort_unstable();
    let mut last_use: Vec<Option<usize>> = vec![None; entities.len()];
    for (at, number) in uses {
        // "the Committee", if several are known, is the one named last.
        let Some(&(first, certainty)) = owners[number].iter().max_by_key(|(body, _)| last_use[*body]) else {
            continue;
        };
        let certainty = if owners[number].len() > 1 { certainty.min(0.6) } else { certainty };
        last_use[first] = Some(at);
        joins.assign(at, entities[first], certainty);
    }
}

/// The words that distinguish organizations: without "the" and legal forms.
fn core(words: &[String]) -> Vec<String> {
    let in_full = |word: &String| match word.as_str() {
        "&" => "and".to_owned(),
        word => lexicon::organization::in_full(word).to_owned(),
    };
    let mut core: Vec<String> = words.iter().map(in_full).collect();
    if core.len() > 1 && core[0] == "the" {
        core.remove(0);
    }
    while core.len() > 1 && core.last().is_some_and(|last| is_org_word(OrgWord::Suffix, last)) {
        core.pop();
    }
    // "House of Representatives", "United States"
    if let [first, second, rest @ ..] = core.as_slice()
        && first == "united"
        && second == "states"
        && !rest.is_empty()
    {
        core = std::iter::once("us".to_owned()).chain(rest.iter().cloned()).collect();
    }
    if let Some(at) = core.windows(3).position(|words| words == ["house", "of", "representatives"])
        && core.len() > at + 3
    {
        core.drain(at + 1..at + 3);
    }
    core
}

/// The key of a core: that of "Department of Justice" is "justice department".
fn key(core: &[String]) -> String {
    if let [head, of, rest @ ..] = core
        && of == "of"
        && lexicon::organization::is_turned(head)
    {
        let rest = rest.strip_prefix(["the".to_owned()].as_slice()).unwrap_or(rest);
        if !rest.is_empty() && !rest.contains(&"of".to_owned()) {
            return format!("{} {head}", rest.join(" "));
        }
    }
    core.join(" ")
}

/// The single words of places in the article: "Malaysia" in Lazada Malaysia.
fn place_words(occurrences: &[NameOccurrence<'_>]) -> HashSet<String> {
    let places = occurrences.iter().filter(|name| name.name.kind == NameKind::Place);
    places.map(|name| name.words.join(" ")).collect()
}

/// One organization.
#[derive(Debug)]
struct Body {
    /// The core words of its fullest name.
    core: Vec<String>,
    /// Its first name in the text.
    first: usize,
    initials: Vec<String>,
}

/// All organizations of the document.
#[derive(Debug)]
struct Bodies {
    rows: Vec<Body>,
    by_key: HashMap<String, usize>,
    by_word: HashMap<String, Vec<usize>>,
    places: HashSet<String>,
}

impl Bodies {
    /// The organizations that the form may stand for; creates one if there is none. Longer forms must be asked first.
    fn owners(
        &mut self,
        text: Text<'_>,
        occurrences: &[NameOccurrence<'_>],
        form: &SurfaceForm<'_>,
        core: &[String],
    ) -> Vec<(usize, f32)> {
        let name = key(core);
        let known = [Some(name.clone()), alias_key(&name)].into_iter().flatten();
        if let Some(&body) = known.clone().find_map(|key| self.by_key.get(&key)) {
            known.for_each(|key| _ = self.by_key.entry(key).or_insert(body));
            self.rows[body].first = self.rows[body].first.min(form.uses[0]);
            return vec![(body, 1.0)];
        }
        let mut found = self.by_letters(text, occurrences, form);
        if found.is_empty() {
            found = self.by_part(occurrences, form, core);
        }
        if found.is_empty() {
            let body = self.rows.len();
            let mut initials = acronym::initials(form.words);
            initials.extend(acronym::initials(core));
            self.rows.push(Body { core: core.to_vec(), first: form.uses[0], initials: initials.clone() });
            known.for_each(|key| _ = self.by_key.entry(key).or_insert(body));
            let keys = core
                .iter()
                .take(MAX_PARTS)
                .cloned()
                .chain(initials.into_iter().map(|letters| format!("~{letters}")));
            for key in keys {
                let bodies = self.by_word.entry(key).or_default();
                if bodies.len() < MAX_ALIKE && bodies.last() != Some(&body) {
                    bodies.push(body);
                }
            }
            found.push((body, 1.0));
        } else if let [(body, _)] = *found {
            self.by_key.entry(name).or_insert(body);
        }
        found
    }

    /// Acronyms: the organization before the brackets, or those with these initials.
    fn by_letters(
        &self,
        text: Text<'_>,
        occurrences: &[NameOccurrence<'_>],
        form: &SurfaceForm<'_>,
    ) -> Vec<(usize, f32)> {
        let first = &occurrences[form.uses[0]];
        for &at in &form.uses {
            let start = occurrences[at].name.tokens.to_range().start;
            let Some(before) = at.checked_sub(1).map(|at| &occurrences[at]) else { continue };
            let in_brackets = before.name.tokens.to_range().end + 1 == start && text.token(start - 1) == "(";
            if in_brackets
                && is_acronym(first.text, &before.words)
                && let Some(&body) = self.by_key.get(&key(&core(&before.words)))
            {
                return vec![(body, 0.99)];
            }
        }
        let Some(letters) = acronym::letters(first.text) else { return Vec::new() };
        let alike = self.by_word.get(&format!("~{letters}")).map_or(&[][..], Vec::as_slice);
        alike
            .iter()
            .filter(|&&body| self.rows[body].initials.contains(&letters))
            .map(|&body| (body, 0.95))
            .collect()
    }

    /// Short forms: words of a longer name.
    fn by_part(
        &self,
        occurrences: &[NameOccurrence<'_>],
        form: &SurfaceForm<'_>,
        core: &[String],
    ) -> Vec<(usize, f32)> {
        let first_use = form.uses[0];
        // In a headline, the short form comes before the full one.
        let body_text = form.uses.iter().find(|&&at| !occurrences[at].is_heading);
        let alike = core.first().and_then(|word| self.by_word.get(word)).map_or(&[][..], Vec::as_slice);
        let found = alike.iter().filter_map(|&body| {
            let row = &self.rows[body];
            let is_later = body_text.is_none_or(|&at| row.first < at) || row.first < first_use;
            Some((body, self.part(&row.core, core, is_later)?))
        });
        found.collect()
    }

    /// The confidence that `short` stands for the organization named `long`; `is_later`: it comes after it in the
    /// text.
    fn part(&self, long: &[String], short: &[String], is_later: bool) -> Option<f32> {
        if short.len() >= long.len() {
            return None;
        }
        let at = long.windows(short.len()).position(|words| words == short)?;
        let (before, after) = (&long[..at], &long[at + short.len()..]);
        let head = |word: &String| is_org_word(OrgWord::Head, word);
        let generic =
            |word: &String| is_org_word(OrgWord::Generic, word) || is_org_word(OrgWord::Suffix, word);
        let is_chamber = short.len() == 1 && is_org_word(OrgWord::Chamber, &short[0]);
        match (before, after) {
            // "Lazada" for Lazada Group, "Justice" for Justice Department, not "House" for House Committee
            ([], rest) if rest.iter().all(generic) && !is_chamber => {
                // "Cambridge" is a town, and a team; "University of Cambridge" is neither.
                (!self.is_place(short) || rest.iter().all(|word| is_org_word(OrgWord::Suffix, word)))
                    .then_some(0.96)
            }
            ([], [noun]) if head(noun) && !is_chamber && is_later && !self.is_place(short) => Some(0.9),
            ([], [of, ..]) if of == "of" || of == "for" => {
                (is_later && short.iter().any(head)).then_some(0.85)
            }
            // "Lazada Malaysia" is an organization of its own, "Goldman" Sachs is not
            ([], rest) => {
                let is_own = rest.iter().any(|word| head(word) || self.is_place(std::slice::from_ref(word)));
                // "BP Gas Marketing" is not BP.
                let is_letters = short.len() == 1 && short[0].chars().count() < 4;
                let is_free = !is_own && !is_chamber && !is_letters && !self.is_place(short);
                (is_later && is_free && rest.len() < 3).then_some(0.85)
            }
            // "University of Cambridge" is not "Cambridge"
            ([.., of], []) if lexicon::organization::is_small_word(of) => None,
            (_, []) => self.tail(before, short, is_later),
            // "Oversight" for House Oversight Committee
            (_, rest) => {
                (is_later && rest.iter().all(|word| head(word) || generic(word)) && !self.is_place(short))
                    .then_some(0.85)
            }
        }
    }

    /// "Intelligence Committee" for House Intelligence Committee, "Times" for New York Times, "Dodgers".
    fn tail(&self, before: &[String], short: &[String], is_later: bool) -> Option<f32> {
        if !is_later || self.is_place(short) {
            return None;
        }
        let is_noun =
            short.iter().all(|word| is_org_word(OrgWord::Head, word) || is_org_word(OrgWord::Generic, word));
        let is_chamber = before.iter().all(|word| is_org_word(OrgWord::Chamber, word));
        Some(match short.len() {
            1 if is_noun => 0.85,
            1 => 0.8,
            _ if is_chamber || self.is_place(before) => 0.9,
            _ => 0.8,
        })
    }

    fn is_place(&self, words: &[String]) -> bool {
        let name = words.join(" ");
        lexicon::place::country(&name).is_some() || self.places.contains(&name)
    }
}

/// The key of an organization with several known names, or of a country's team.
fn alias_key(name: &str) -> Option<String> {
    let body = lexicon::organization::org_alias(name).map(|number| format!("~{number}"));
    body.or_else(|| lexicon::place::country(name).map(|number| format!("~country {number}")))
}
