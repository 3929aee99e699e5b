//! Proceedings: events of which the text tells that they happened to a person, with dates and figures.

use std::cmp::Ordering;

use compact_str::{CompactString, format_compact};
use jiff::ToSpan as _;
use jiff::civil;
use rust_decimal::Decimal;

use super::declare::kind;
use super::make::{Make, Written};
use super::pattern::Match;
use super::{Date, Fact, Facts, Kind, Precision, Resolved, Value};
use crate::lexicon::Lexicon;
use crate::text::{class, role};

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
    /// The year it happened.
    pub year: Option<i16>,
    /// The month, if the year is known.
    pub month: Option<i8>,
    /// The day, if the month is known.
    pub day: Option<i8>,
    /// Whether the day is given relative to the day of publication: "today".
    pub deictic: bool,
}

kind! {
    /// A step of proceedings against a person: "pleaded guilty on 5 March".
    Proceeding(p) as "proceeding", over Facts, made of Captures;

    Name: Text = &p.name, "first given name and family name of the person";
    Middle: Text = p.middle.as_ref(), "the first letters of the names between these two";
    Predicate: Text = p.predicate,
        "what happened: plead, sentence, convict, arrest, extradite or die";
    Value: Number = p.months, "the length of the sentence, in months";
    Year: Number = p.year, "the year it happened";
    Month: Number = p.month, "the month, 1 to 12";
    Day: Number = p.day, "the day of the month";
    Deictic: Flag = p.deictic, "the day is told as \"today\" or \"yesterday\"";
}

/// The values of the predicate of a proceeding.
const PREDICATES: [&str; 6] = ["arrest", "convict", "die", "extradite", "plead", "sentence"];

/// The captures of a phrase that make a proceeding, and its predicate.
#[derive(Clone, Copy, Debug)]
struct Captures {
    who: usize,
    day: Option<usize>,
    figure: Option<usize>,
    predicate: &'static str,
}

impl Make for Captures {
    fn of(phrase: &mut Written<'_>) -> Option<Self> {
        let predicate = phrase.role(&PREDICATES)?;
        let (who, day, figure) = (phrase.needs("who")?, phrase.captures("day"), phrase.captures("figure"));
        Some(Self { who, day, figure, predicate })
    }

    fn make(&self, facts: &Facts<'_>, matched: &Match, lexicon: &Lexicon) -> Vec<Value> {
        proceeding(facts, matched, *self, lexicon).into_iter().collect()
    }
}

/// The proceeding that a match states. None unless the match is about exactly one person, who is the subject
/// of the sentence.
fn proceeding(facts: &Facts<'_>, matched: &Match, names: Captures, lexicon: &Lexicon) -> Option<Value> {
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
    // "The wife of Karl Vella, 44, pleaded guilty", "the Silver Brotherhood".
    let before = at.0.checked_sub(1).filter(|&before| before >= first).map(|before| &facts.tokens[before]);
    if before.is_some_and(|word| word.has(class::PREPOSITION) || word.has(class::DETERMINER)) {
        return None;
    }
    let (name, middle) = person.name()?;
    let when = match names.day.and_then(|day| matched.captured(day).next()) {
        Some(at) if at.0 == from && !begins_clause(facts, lexicon, at.0, first) => return None,
        Some(at) => when(facts.starting(at.0)?, facts, lexicon)?,
        None => When::default(),
    };
    let months = match names.figure {
        Some(figure) => Some(months(facts.starting(matched.captured(figure).next()?.0)?, facts, lexicon)?),
        None => None,
    };
    let When { year, month, day, deictic } = when;
    let predicate = names.predicate;
    Some(Value::Proceeding(Box::new(Proceeding {
        name,
        middle,
        predicate,
        months,
        year,
        month,
        day,
        deictic,
    })))
}

/// Whether a date begins a clause and so dates what follows it: "On 5 March, Vella …", "…, and on 5
/// March Vella …", but not "Borg was sentenced on 5 March, Vella …".
fn begins_clause(facts: &Facts<'_>, lexicon: &Lexicon, date: usize, first: usize) -> bool {
    let word = |at: usize| facts.tokens[at].of(facts.text);
    let led = date > first && lexicon.does(&facts.tokens[date - 1], role::DATE_LED);
    let start = if led { date - 1 } else { date };
    start == first
        || matches!(word(start - 1), "," | ";" | ":" | "–" | "—")
        || lexicon.does(&facts.tokens[start - 1], role::DATE_CLAUSE)
}

/// The date of an event, as far as the text tells it.
#[derive(Clone, Copy, Debug, Default)]
struct When {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    deictic: bool,
}

/// The day, month or year that a date states; none for a range, an ambiguous date and any other precision.
fn when(fact: &Fact, facts: &Facts<'_>, lexicon: &Lexicon) -> Option<When> {
    let Value::Date(date) = &fact.value else { return None };
    let Date { year, month, day, last, ambiguous, precision, .. } = *date;
    let published = facts.published;
    let seen = |day: civil::Date| When {
        year: Some(day.year()),
        month: Some(day.month()),
        day: Some(day.day()),
        deictic: true,
    };
    match precision {
        _ if last.is_some() || ambiguous => None,
        Precision::Day | Precision::Month | Precision::Year if date.valid() => {
            // An event that has happened is not to come: "in March" of an article of October is last March.
            let later = date.resolved == Resolved::Dateline && date.timing == Some(Ordering::Greater);
            // The year of another date of the sentence is too often the year of something else.
            let known = matches!(date.resolved, Resolved::Text | Resolved::Dateline);
            let year = year.filter(|_| known)?;
            Some(When { year: Some(year - i16::from(later)), month, day, deictic: false })
        }
        _ => {
            let (at, to) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            let is = |role| to == at + 1 && lexicon.does(&facts.tokens[at], role);
            match () {
                () if is(role::DATE_TODAY) => published.map(seen),
                () if is(role::DATE_YESTERDAY) => {
                    published.and_then(|day| day.checked_sub(1.day()).ok()).map(seen)
                }
                () => None,
            }
        }
    }
}

/// The length of time that a count states, in months; none unless it is exact and in months or years.
fn months(fact: &Fact, facts: &Facts<'_>, lexicon: &Lexicon) -> Option<Decimal> {
    let Value::Count(count) = &fact.value else { return None };
    let exact = count.number.bound == super::Bound::Exact && !count.subset && !count.additive;
    count.noun.as_ref()?;
    let noun = facts.tokens.get((fact.tokens.1 as usize).checked_sub(1)?)?;
    let unit = if lexicon.does(noun, role::UNIT_MONTH) {
        1
    } else if lexicon.does(noun, role::UNIT_YEAR) {
        12
    } else {
        return None;
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
