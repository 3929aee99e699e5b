//! Facts that are phrases over other facts, found by patterns in rules/grammar.

use std::collections::BTreeMap;

use compact_str::{CompactString, format_compact};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use super::condition::OneOrMany;
use super::pattern::{Match, Pattern, RawPattern};
use super::{Attr, Fact, Facts, Key, Value};
use crate::document::{Article, Zone};
use crate::lexicon::Lexicon;
use crate::problem::{Problem, Refused};

/// A whole and its parts: "nine boats: five in Malta and four in Gozo".
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// The whole as stated.
    pub whole: Decimal,
    /// The parts as stated, in order; never empty.
    pub parts: Vec<Decimal>,
    /// Whether the parts are said to be all of the whole: not after "including".
    pub exhaustive: bool,
}

/// From one figure to another: "10 to 12 boats".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first figure.
    pub from: Decimal,
    /// The second; not always the greater.
    pub to: Decimal,
}

/// A public authority of a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// ISO 3166-1 alpha-2 code.
    pub country: CompactString,
    /// The country's common name.
    pub name: CompactString,
    /// "acting", "listed" or "item": see the attribute of that name.
    pub role: &'static str,
}

/// The grammar that ships: file name and text.
const BUILTIN: &[(&str, &str)] =
    &crate::embed::files!("../../rules/grammar/en/", "authorities.toml", "breakdowns.toml", "ranges.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phrase: Vec<RawPhrase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPhrase {
    /// What it is: breakdown, range or authority.
    fact: Spanned<CompactString>,
    /// Where it can stand; anywhere if absent.
    zone: Option<Spanned<OneOrMany>>,
    /// Of an authority.
    role: Option<Spanned<CompactString>>,
    /// Of a breakdown: whether the parts are all of the whole.
    #[serde(default = "yes")]
    exhaustive: bool,
    pattern: RawPattern,
}

const fn yes() -> bool {
    true
}

#[derive(Clone, Debug)]
struct Phrase {
    zones: Vec<Zone>,
    pattern: Pattern,
    make: Make,
}

#[derive(Clone, Debug)]
enum Make {
    Breakdown { whole: usize, part: usize, exhaustive: bool },
    Range { from: usize, to: usize },
    Authority { place: usize, role: &'static str },
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
        for (file, text) in BUILTIN {
            grammar.add(file, text, lexicon)?;
        }
        Ok(grammar)
    }

    fn add(&mut self, file: &str, text: &str, lexicon: &mut Lexicon) -> Result<(), Box<Refused>> {
        let mut problems = Vec::new();
        match toml::from_str::<File>(text) {
            Ok(raw) => {
                let phrases = raw.phrase.iter().filter_map(|p| phrase(p, lexicon, &mut problems));
                self.phrases.extend(phrases);
            }
            Err(error) => problems.push(Problem::toml(&error)),
        }
        if problems.is_empty() { Ok(()) } else { Err(Box::new(Refused::new(file, text, problems))) }
    }

    /// The phrases of an article. Earlier phrases of the same kind win over later ones that
    /// overlap them.
    pub(super) fn read(&self, facts: &Facts<'_>, article: &Article, lexicon: &Lexicon) -> Vec<Fact> {
        let mut found: Vec<Fact> = Vec::new();
        // Where each thing is said already, by its first byte.
        let mut said: FxHashMap<CompactString, BTreeMap<u32, u32>> = FxHashMap::default();
        for phrase in &self.phrases {
            for matched in phrase.pattern.matches(facts, lexicon) {
                let sentence = facts.sentence_of(matched.tokens.0);
                let block = facts.block_of(sentence);
                let zone = article.blocks[block].zone;
                if !phrase.zones.is_empty() && !phrase.zones.contains(&zone) {
                    continue;
                }
                let span = facts.span(matched.tokens.0, matched.tokens.1);
                for value in phrase.values(facts, &matched, lexicon) {
                    let places = said.entry(thing(&value)).or_default();
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

/// What two phrases at one place must not both say.
fn thing(value: &Value) -> CompactString {
    match value {
        Value::Authority(a) => format_compact!("{} {}", a.role, a.country),
        Value::Range(_) => "range".into(),
        _ => CompactString::default(),
    }
}

impl Phrase {
    fn values(&self, facts: &Facts<'_>, matched: &Match, lexicon: &Lexicon) -> Vec<Value> {
        let fact = |(from, _): (usize, usize)| facts.starting(from);
        let value = |range| match fact(range)?.attr(Key::Value)? {
            Attr::Number(n) => Some(n),
            _ => None,
        };
        match self.make {
            Make::Breakdown { whole, part, exhaustive } => {
                let whole = matched.captured(whole).next().and_then(value);
                let parts: Vec<Decimal> = matched.captured(part).filter_map(value).collect();
                let made =
                    whole.filter(|_| !parts.is_empty()).map(|whole| Breakdown { whole, parts, exhaustive });
                made.map(Value::Breakdown).into_iter().collect()
            }
            Make::Range { from, to } => {
                let one = |name| matched.captured(name).next().and_then(value);
                let range = one(from).zip(one(to)).map(|(from, to)| Value::Range(Range { from, to }));
                range.into_iter().collect()
            }
            Make::Authority { place, role } => {
                let country = |range| match &fact(range)?.value {
                    Value::Place(place) => Some(place.country.clone()),
                    _ => None,
                };
                let countries = matched.captured(place).filter_map(country);
                let authority = |country: CompactString| {
                    let name = lexicon.country(&country).unwrap_or(&country).into();
                    Value::Authority(Authority { country, name, role })
                };
                countries.map(authority).collect()
            }
        }
    }
}

fn phrase(raw: &RawPhrase, lexicon: &mut Lexicon, problems: &mut Vec<Problem>) -> Option<Phrase> {
    let pattern = Pattern::compile(&raw.pattern, lexicon, problems);
    let zones = raw
        .zone
        .as_ref()
        .map_or_else(Vec::new, |z| super::condition::zones(z.get_ref(), &z.span(), problems));
    let mut capture = |name: &str| {
        let index = pattern.names().iter().position(|(n, _)| n == name);
        if index.is_none() {
            let message = format!("a {} needs a pattern that captures `{name}`", raw.fact.get_ref());
            problems.push(Problem::at(raw.fact.span(), message));
        }
        index
    };
    let make = match raw.fact.get_ref().as_str() {
        "breakdown" => {
            Make::Breakdown { whole: capture("whole")?, part: capture("part")?, exhaustive: raw.exhaustive }
        }
        "range" => Make::Range { from: capture("from")?, to: capture("to")? },
        "authority" => {
            let role = match raw.role.as_ref().map(|r| r.get_ref().as_str()) {
                Some("acting") => "acting",
                Some("listed") => "listed",
                Some("item") => "item",
                _ => {
                    problems.push(Problem::at(
                        raw.fact.span(),
                        "an authority needs a role: acting, listed or item",
                    ));
                    return None;
                }
            };
            Make::Authority { place: capture("place")?, role }
        }
        other => {
            let message = format!("no phrase makes a `{other}`: it must be breakdown, range or authority");
            problems.push(Problem::at(raw.fact.span(), message));
            return None;
        }
    };
    Some(Phrase { zones, pattern, make })
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
