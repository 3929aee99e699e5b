//! Facts that are phrases over other facts, found by patterns in rules/grammar.

use std::collections::BTreeMap;

use compact_str::{CompactString, CompactStringExt as _, format_compact};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use super::condition::OneOrMany;
use super::pattern::{Match, Pattern, RawPattern};
use super::{
    Attr, Attribution, Authority, Breakdown, Event, Fact, Facts, Key, List, Range, Reference, Value,
    proceeding,
};
use crate::document::{Article, Zone};
use crate::embed::{self, Embedded};
use crate::lexicon::Lexicon;
use crate::problem::{Problem, Refused};

/// The grammar that ships.
const BUILTIN: &[Embedded] = &embed::files!(
    "grammar/en/",
    "authorities.toml",
    "breakdowns.toml",
    "lists.toml",
    "mentions.toml",
    "proceedings.toml",
    "ranges.toml"
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phrase: Vec<RawPhrase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPhrase {
    /// What it is: one of [`MAKES`].
    fact: Spanned<CompactString>,
    /// Where it can stand; anywhere if absent.
    zone: Option<Spanned<OneOrMany>>,
    /// Of an authority, or what happened of a proceeding.
    role: Option<Spanned<CompactString>>,
    /// Of a breakdown: whether the parts are all of the whole.
    #[serde(default = "yes")]
    exhaustive: bool,
    /// Of a breakdown: the whole, where the phrase does not say it.
    whole: Option<u32>,
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
    Breakdown { whole: Whole, part: usize, exhaustive: bool },
    Range { from: usize, to: usize },
    Authority { place: usize, office: Option<usize>, role: &'static str },
    List { stated: usize, item: usize },
    Reference { noun: usize },
    Event { name: usize },
    Attribution,
    Proceeding(proceeding::Names),
}

/// Where a breakdown has its whole from.
#[derive(Clone, Copy, Debug)]
enum Whole {
    Captured(usize),
    Always(u32),
}

/// What phrases make.
const MAKES: [&str; 8] =
    ["attribution", "authority", "breakdown", "event", "list", "proceeding", "range", "reference"];

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
        match File::deserialize(toml::Deserializer::from(file.toml())) {
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
        Value::Authority(a) => format_compact!("{} {} {}", a.role, a.country, a.class.unwrap_or_default()),
        other => other_kind(other).into(),
    }
}

/// A name for what a value is.
const fn other_kind(value: &Value) -> &'static str {
    match value {
        Value::Range(_) => "range",
        Value::List(_) => "list",
        Value::Reference(_) => "reference",
        Value::Event(_) => "event",
        Value::Attribution(_) => "attribution",
        Value::Proceeding(_) => "proceeding",
        _ => "breakdown",
    }
}

impl Phrase {
    fn values(&self, facts: &Facts<'_>, matched: &Match, lexicon: &Lexicon) -> Vec<Value> {
        let one = |value: Option<Value>| value.into_iter().collect();
        match self.make {
            Make::Breakdown { whole, part, exhaustive } => {
                one(breakdown(facts, matched, whole, part, exhaustive))
            }
            Make::Range { from, to } => one(range(facts, matched, from, to)),
            Make::Authority { place, office, role } => {
                let country = |range| match &fact(facts, range)?.value {
                    Value::Place(place) => Some(place.country.clone()),
                    _ => None,
                };
                // In a bullet all that stands there is listed.
                let rest = |(from, to): (usize, usize)| match role {
                    "listed" => (from, facts.sentences[facts.sentence_of(from)].1 as usize),
                    _ => (from, to),
                };
                let office = office.and_then(|o| matched.captured(o).next());
                let classes = office.map_or_else(|| vec![None], |at| office_classes(facts, rest(at)));
                let countries = matched.captured(place).filter_map(country);
                let authority = |country: CompactString| {
                    let name: CompactString = lexicon.country(&country).unwrap_or(&country).into();
                    let of = move |&class: &Option<&'static str>| {
                        let (country, name) = (country.clone(), name.clone());
                        Value::Authority(Authority { country, name, role, class })
                    };
                    classes.iter().map(of).collect::<Vec<_>>()
                };
                countries.flat_map(authority).collect()
            }
            Make::List { stated, item } => {
                let stated = matched.captured(stated).next().and_then(|range| figure(facts, range));
                let items = matched.captured(item).count();
                one(stated.map(|stated| Value::List(List { items, form: "stated", stated: Some(stated) })))
            }
            Make::Reference { noun } => one(reference(facts, matched, noun)),
            Make::Event { name } => one(event(facts, matched, name)),
            Make::Attribution => vec![Value::Attribution(Attribution)],
            Make::Proceeding(names) => one(proceeding::proceeding(facts, matched, names)),
        }
    }
}

fn fact<'f>(facts: &'f Facts<'_>, (from, _): (usize, usize)) -> Option<&'f Fact> {
    facts.starting(from)
}

fn figure(facts: &Facts<'_>, range: (usize, usize)) -> Option<Decimal> {
    match fact(facts, range)?.attr(Key::Value)? {
        Attr::Number(number) => Some(number),
        _ => None,
    }
}

fn breakdown(
    facts: &Facts<'_>,
    matched: &Match,
    whole: Whole,
    part: usize,
    exhaustive: bool,
) -> Option<Value> {
    let parts: Vec<Decimal> = matched.captured(part).filter_map(|range| figure(facts, range)).collect();
    let class = match &fact(facts, matched.captured(part).next()?)?.value {
        Value::Money(_) => "money",
        Value::Percent(_) => "percent",
        _ => "count",
    };
    let whole = match whole {
        Whole::Captured(name) => figure(facts, matched.captured(name).next()?)?,
        Whole::Always(whole) => whole.into(),
    };
    (!parts.is_empty()).then_some(Value::Breakdown(Breakdown { whole, parts, exhaustive, class }))
}

fn range(facts: &Facts<'_>, matched: &Match, from: usize, to: usize) -> Option<Value> {
    let first = fact(facts, matched.captured(from).next()?)?;
    let second = fact(facts, matched.captured(to).next()?)?;
    let number = |fact: &Fact, key| match fact.attr(key)? {
        Attr::Number(number) => Some(number),
        _ => None,
    };
    let dates = matches!(first.value, Value::Date(_));
    let sentence = facts.sentences[first.sentence as usize].0 as usize;
    if dates && super::date::is_shift(&facts.tokens[sentence..matched.tokens.0]) {
        return None;
    }
    let (start, end) = if dates { (Key::First, Key::Last) } else { (Key::Value, Key::Value) };
    Some(Value::Range(Range { from: number(first, start)?, to: number(second, end)?, dates }))
}

/// What the names of authorities in a run of tokens say they are; "other" if nothing.
fn office_classes(facts: &Facts<'_>, (from, to): (usize, usize)) -> Vec<Option<&'static str>> {
    const CLASSES: [(&str, &[&str]); 4] = [
        ("prosecution", &["prosecut", "attorney"]),
        ("police", &["polic", "gendarm", "sheriff", "carabin"]),
        ("court", &["court", "judge", "magistra", "tribunal"]),
        ("customs", &["custom", "revenue", "tax"]),
    ];
    let words = facts.span(from, to).of(facts.text).to_lowercase();
    let said = CLASSES.iter().filter(|(_, stems)| stems.iter().any(|s| words.contains(s)));
    let classes: Vec<_> = said.map(|c| Some(c.0)).collect();
    if classes.is_empty() { vec![Some("other")] } else { classes }
}

/// "The five-day course" at the start of a block, and whether a course was named before.
fn reference(facts: &Facts<'_>, matched: &Match, noun: usize) -> Option<Value> {
    let start = matched.tokens.0;
    let sentence = facts.sentences[facts.sentence_of(start)].0 as usize;
    if start != sentence + 1 || !facts.tokens[sentence].of(facts.text).eq_ignore_ascii_case("the") {
        return None;
    }
    let (at, _) = matched.captured(noun).next()?;
    let stem = |t: &crate::text::Token| crate::lexicon::stem(&t.of(facts.text).to_lowercase());
    let name = stem(&facts.tokens[at]);
    let antecedent = facts.tokens[..start].iter().any(|t| t.is_word() && stem(t) == name);
    Some(Value::Reference(Reference { name, antecedent }))
}

fn event(facts: &Facts<'_>, matched: &Match, name: usize) -> Option<Value> {
    let (from, to) = matched.captured(name).next()?;
    let text = facts.span(from, to).of(facts.text).to_lowercase();
    let first = facts.sentences[facts.sentence_of(from)].0 as usize;
    let definite = (from.saturating_sub(3).max(first)..from)
        .rev()
        .take_while(|&i| facts.tokens[i].is_word())
        .any(|i| matches!(facts.tokens[i].of(facts.text), "the" | "The" | "that" | "That"));
    Some(Value::Event(Event {
        name: text.split_whitespace().collect::<Vec<_>>().join_compact(" "),
        definite,
    }))
}

fn phrase(raw: &RawPhrase, lexicon: &mut Lexicon, problems: &mut Vec<Problem>) -> Option<Phrase> {
    let pattern = Pattern::compile(&raw.pattern, lexicon, problems);
    let zones = raw
        .zone
        .as_ref()
        .map_or_else(Vec::new, |z| super::condition::zones(z.get_ref(), &z.span(), problems));
    let index = |name: &str| pattern.names().iter().position(|n| n.name == name);
    let mut capture = |name: &str| {
        let found = index(name);
        if found.is_none() {
            let message = format!("a {} needs a pattern that captures `{name}`", raw.fact.get_ref());
            problems.push(Problem::at(raw.fact.span(), message));
        }
        found
    };
    let make = match raw.fact.get_ref().as_str() {
        "breakdown" => {
            let whole = match raw.whole {
                Some(whole) => Whole::Always(whole),
                None => Whole::Captured(capture("whole")?),
            };
            Make::Breakdown { whole, part: capture("part")?, exhaustive: raw.exhaustive }
        }
        "range" => Make::Range { from: capture("from")?, to: capture("to")? },
        "list" => Make::List { stated: capture("stated")?, item: capture("item")? },
        "reference" => Make::Reference { noun: capture("noun")? },
        "event" => Make::Event { name: capture("name")? },
        "attribution" => Make::Attribution,
        "proceeding" => {
            let said = raw.role.as_ref().map(|role| role.get_ref().as_str());
            let Some(predicate) = proceeding::PREDICATES.into_iter().find(|p| said == Some(p)) else {
                let message = format!("a proceeding needs a role: {}", proceeding::PREDICATES.join(", "));
                problems.push(Problem::at(raw.fact.span(), message));
                return None;
            };
            let (who, day, figure) = (capture("who")?, index("day"), index("figure"));
            Make::Proceeding(proceeding::Names { who, day, figure, predicate })
        }
        "authority" => {
            let role = match raw.role.as_ref().map(|r| r.get_ref().as_str()) {
                Some("acting") => "acting",
                Some("listed") => "listed",
                Some("item") => "item",
                Some("office") => "office",
                _ => {
                    let message = "an authority needs a role: acting, listed, item or office";
                    problems.push(Problem::at(raw.fact.span(), message));
                    return None;
                }
            };
            Make::Authority { place: capture("place")?, office: index("office"), role }
        }
        other => {
            let message = format!("no phrase makes a `{other}`: it must be one of {}", MAKES.join(", "));
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
