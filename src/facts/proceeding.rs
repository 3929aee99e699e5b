//! Proceedings: what is told to have happened to a person, when, and with what figure.

use compact_str::{CompactString, format_compact};
use jiff::ToSpan as _;
use jiff::civil;
use rust_decimal::Decimal;

use super::pattern::Match;
use super::{Date, Fact, Facts, Kind, Precision, Value};
use crate::lexicon::class;

/// A step of proceedings against a person, or the end of a life: "Vella pleaded guilty on 5 March".
#[derive(Clone, Debug, PartialEq)]
pub struct Proceeding {
    /// The first given name and the family name.
    pub name: CompactString,
    /// The first letters of the names between these two; none where there are none.
    pub middle: Option<CompactString>,
    /// What happened: see the attribute of that name.
    pub predicate: &'static str,
    /// The length of a sentence, in months.
    pub months: Option<Decimal>,
    /// The day it happened.
    pub day: Option<civil::Date>,
    /// Whether the day is told as seen from the day of publication: "today".
    pub deictic: bool,
}

/// What a phrase can say that happened.
pub(super) const PREDICATES: [&str; 6] = ["arrest", "convict", "die", "extradite", "plead", "sentence"];

/// The names of a pattern that a proceeding is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names {
    pub(super) who: usize,
    pub(super) day: Option<usize>,
    pub(super) figure: Option<usize>,
    pub(super) predicate: &'static str,
}

/// What a match says, if it is plain whom it is of: one person, who is the subject of the sentence.
pub(super) fn proceeding(facts: &Facts<'_>, matched: &Match, names: Names) -> Option<Value> {
    let at = matched.captured(names.who).next()?;
    let who = facts.starting(at.0)?;
    let Value::Person(person) = &who.value else { return None };
    let (from, to) = matched.tokens;
    let sentence = facts.sentence_of(from);
    let mut others = facts.within(sentence, Kind::Person);
    if others.any(|o| o.tokens.0 as usize >= at.1 && (o.tokens.0 as usize) < to) {
        return None;
    }
    let first = facts.sentences[sentence].0 as usize;
    // "The wife of Karl Vella, 44, pleaded guilty".
    if at.0 > first && facts.tokens[at.0 - 1].has(class::PREPOSITION) {
        return None;
    }
    let (name, middle) = person.name()?;
    let day = names.day.and_then(|day| facts.starting(matched.captured(day).next()?.0));
    let day = match day {
        Some(day) => Some(of_date(day, facts)?),
        None => None,
    };
    let months = match names.figure {
        Some(figure) => Some(months(facts.starting(matched.captured(figure).next()?.0)?)?),
        None => None,
    };
    let (day, deictic) = day.map_or((None, false), |(day, deictic)| (Some(day), deictic));
    let predicate = names.predicate;
    Some(Value::Proceeding(Box::new(Proceeding { name, middle, predicate, months, day, deictic })))
}

/// The day that a date names, and whether it is told as seen from the day of publication.
fn of_date(fact: &Fact, facts: &Facts<'_>) -> Option<(civil::Date, bool)> {
    let Value::Date(date) = &fact.value else { return None };
    let Date { precision, last, ambiguous, .. } = date;
    if *precision == Precision::Day && last.is_none() && !ambiguous {
        return Some((date.civil()?, false));
    }
    let published = facts.published?;
    match fact.span.of(facts.text).to_ascii_lowercase().as_str() {
        "today" => Some((published, true)),
        "yesterday" => Some((published.checked_sub(1.day()).ok()?, true)),
        _ => None,
    }
}

/// How many months an exact length of time is.
fn months(fact: &Fact) -> Option<Decimal> {
    let Value::Count(count) = &fact.value else { return None };
    let exact = count.number.bound == super::Bound::Exact && !count.subset && !count.additive;
    let unit = match count.noun.as_deref()? {
        "month" => 1,
        "year" => 12,
        _ => return None,
    };
    count.number.value.checked_mul(unit.into()).filter(|_| exact)
}

impl super::Person {
    /// The first given name and the family name, and the first letters of the names between; of a
    /// later mention those of the full name. A suffix such as "Jr." stays. None without a given name.
    fn name(&self) -> Option<(CompactString, Option<CompactString>)> {
        let full = self.full.as_str();
        let at = full.rfind(self.family.as_str()).filter(|&at| at > 0)?;
        let (before, after) = (&full[..at], full[at + self.family.len()..].trim_matches([',', ' ', '.']));
        let mut given = before.split_whitespace().filter(|part| !part.starts_with(['"', '“', '‘', '\'']));
        let first = given.next()?;
        let middle: CompactString = given.filter_map(|name| name.chars().next()).collect();
        let name = match after {
            "" => format_compact!("{first} {}", self.family),
            suffix => format_compact!("{first} {} {suffix}", self.family),
        };
        Some((name, Some(middle).filter(|m| !m.is_empty())))
    }
}
