//! Facts that are phrases over other facts, found by patterns in rules/grammar.

use std::collections::BTreeMap;
use std::sync::Arc;

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::make::{Make, RawPhrase, Written};
use super::pattern::Pattern;
use super::{Fact, Facts, Kind};
use crate::document::ZoneSet;
use crate::embed::Embedded;
use crate::lexicon::Lexicon;
use crate::problem::{Problem, Refused};

/// The grammar that ships: the files of `rules/grammar` for the language, as the build script lists
/// them.
const BUILTIN: &[Embedded] = &include!(concat!(env!("OUT_DIR"), "/grammar.rs"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phrase: Vec<RawPhrase>,
}

#[derive(Clone, Debug)]
struct Phrase {
    /// The zones in which it is looked for; none for all.
    zones: Option<ZoneSet>,
    pattern: Pattern,
    kind: Kind,
    make: Arc<dyn Make>,
}

/// Phrase patterns, compiled.
#[derive(Clone, Debug, Default)]
pub struct Grammar {
    phrases: Vec<Phrase>,
}

impl Grammar {
    /// The grammar that ships, compiled into `lexicon`.
    ///
    /// # Errors
    /// None in a released build: the grammar is part of it and a test loads it.
    pub fn builtin(lexicon: &mut Lexicon) -> Result<Self, Box<Refused>> {
        let mut grammar = Self::default();
        for file in BUILTIN {
            grammar.add(file, lexicon)?;
        }
        Ok(grammar)
    }

    fn add(&mut self, file: &Embedded, lexicon: &mut Lexicon) -> Result<(), Box<Refused>> {
        let mut problems = Vec::new();
        match file.read::<File>() {
            Ok(raw) => {
                let phrases = raw.phrase.iter().filter_map(|p| phrase(p, lexicon, &mut problems));
                self.phrases.extend(phrases);
            }
            Err(error) => problems.push(Problem::toml(&error)),
        }
        if problems.is_empty() { Ok(()) } else { Err(Box::new(Refused::new(file.name, file.text, problems))) }
    }

    /// The phrases of an article. Earlier phrases of the same kind win over later ones that
    /// overlap them.
    pub(super) fn read(&self, facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
        let mut found: Vec<Fact> = Vec::new();
        // By kind and key, the places of the facts found so far: the end by the start.
        let mut said: FxHashMap<(Kind, CompactString), BTreeMap<u32, u32>> = FxHashMap::default();
        for phrase in &self.phrases {
            let here = |zone| phrase.zones.is_none_or(|zones| zones.has(zone));
            for matched in phrase.pattern.matches(facts, here, lexicon) {
                let sentence = facts.sentence_of(matched.tokens.0);
                let block = facts.block_of(sentence);
                let zone = facts.zone(block);
                let span = facts.span(matched.tokens.0, matched.tokens.1);
                for value in phrase.make.make(facts, &matched, lexicon) {
                    let places = said.entry((phrase.kind, phrase.make.apart(&value))).or_default();
                    if places.range(..span.end).next_back().is_some_and(|(_, &end)| end > span.start) {
                        continue;
                    }
                    places.insert(span.start, span.end);
                    found.push(Fact {
                        span,
                        tokens: (matched.tokens.0 as u32, matched.tokens.1 as u32),
                        zone,
                        block: block as u32,
                        sentence: sentence as u32,
                        value,
                    });
                }
            }
        }
        found
    }
}

fn phrase(raw: &RawPhrase, lexicon: &mut Lexicon, problems: &mut Vec<Problem>) -> Option<Phrase> {
    let pattern = Pattern::compile(&raw.pattern, lexicon, problems);
    let zones = raw.zone.as_ref().map(|z| super::condition::zones(z.get_ref(), &z.span(), problems));
    let fact = raw.fact.get_ref();
    let Some((kind, maker)) = Kind::named(fact).and_then(|kind| Some((kind, kind.maker()?))) else {
        let made = Kind::ALL.into_iter().filter(|kind| kind.maker().is_some()).map(Kind::name);
        let made = made.collect::<Vec<_>>().join(", ");
        let message = format!("no phrase makes a `{fact}`: it must be one of {made}");
        problems.push(Problem::at(raw.fact.span(), message));
        return None;
    };
    let make = maker(&mut Written { raw, pattern: &pattern, problems })?;
    Some(Phrase { zones, pattern, kind, make })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_that_ships_loads() {
        let mut lexicon = Lexicon::builtin(&[]).expect("built-in lists load");
        Grammar::builtin(&mut lexicon).expect("built-in grammar loads");
    }
}
