//! Places past the number of what there is: points told one by one of so many ("three demands … the first … the second …
//! the fourth"), volumes of a trilogy, the ninth of eight, and the fifth quarter of a match.

use std::cell::OnceCell;

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::look::Look;
use super::super::{Fact, Kind, Value};
use super::Told;
use crate::text::{Token, class, role};

/// How many sentences before the first of some points their number may be told.
const BEFORE: usize = 2;

/// How many sentences apart two points may stand.
const APART: usize = 4;

/// How many sentences from a number the place past it may stand.
const NEAR: usize = 4;

/// What is read of the whole article for the first place that needs it.
#[derive(Default)]
pub(super) struct Asked {
    /// The parts that are told to be the opening ones: "the opening quarter".
    openings: OnceCell<FxHashSet<String>>,
    /// The only work of so many volumes, and their number.
    work: OnceCell<Option<(usize, u64)>>,
}

/// A point of so many.
struct Point<'f> {
    told: Told,
    /// What it is, where the text names it: "step one", "the third step".
    noun: Option<&'f str>,
}

impl<'f> Look<'f> {
    /// The points of an article that pass over one, of as many as the text says that there are: "three demands … the
    /// first is … the second is … the fourth is".
    pub(super) fn points_of_so_many(&self, told: &[Told]) -> Vec<Fact> {
        let points: Vec<Point<'f>> =
            (0..self.facts.sentences.len()).filter_map(|sentence| self.point_at(sentence, told)).collect();
        let last: FxHashMap<Decimal, usize> =
            points.iter().map(|point| (point.told.value, point.told.sentence)).collect();
        let mut found = Vec::new();
        let mut run: Vec<&Point<'f>> = Vec::new();
        for point in &points {
            let value = point.told.value;
            let near = run.last().is_none_or(|last| point.told.sentence - last.told.sentence <= APART);
            if value == Decimal::ONE || !near {
                run.clear();
            }
            let next = Decimal::from(run.len()) + Decimal::ONE;
            if value == next {
                run.push(point);
            } else if !run.is_empty() && value == next + Decimal::ONE {
                let later = last.get(&next).is_some_and(|&last| last > point.told.sentence);
                if !later && self.number_of_points(run[0], point) == Some(next) {
                    found.push(point.told.can(self, next, next, "point"));
                }
                run.clear();
            } else {
                run.clear();
            }
        }
        found
    }

    /// The point that a sentence begins with: "The first is", "And step two,", "Part three is".
    fn point_at(&self, sentence: usize, told: &[Told]) -> Option<Point<'f>> {
        if !self.facts.zone(self.facts.block_of(sentence)).is_own() {
            return None;
        }
        let (from, to) = self.sentence(sentence);
        let at = from + usize::from(self.does(from, role::AND));
        let verb =
            |at: usize| self.has(at, class::AUXILIARY) || self.is_mark(at, &[",", ":"]) || self.is_dash(at);
        let the = at + usize::from(self.does(at, role::THE));
        if let Ok(index) = told.binary_search_by_key(&the, |told| told.tokens.0) {
            let (one, end) = (told[index], told[index].tokens.1);
            // A word in the plural behind an ordinal is a verb: "the fourth calls for".
            let language = crate::language::chosen();
            let leads = |at: usize| self.is_any(at, &[class::PREPOSITION, class::DETERMINER]);
            let acts = self.is_lower(end)
                && (language.looks_plural(self.word(end)) || language.looks_past(self.word(end)))
                && leads(end + 1);
            if verb(end) || acts {
                return Some(Point { told: one, noun: None });
            }
            return (self.is_lower(end) && verb(end + 1))
                .then(|| Point { told: one, noun: Some(self.word(end)) });
        }
        let noun = self.telling(at, 4).filter(|_| the == at && at + 2 < to)?;
        let value = self.plain_number(at + 1).filter(|_| verb(at + 2))?;
        Some(Point { told: Told { value, tokens: (at, at + 2), sentence }, noun: Some(noun) })
    }

    /// How many points there are, as the sentences before the first of them say.
    fn number_of_points(&self, first: &Point<'f>, last: &Point<'f>) -> Option<Decimal> {
        let language = crate::language::chosen();
        let stem = |word: &str| language.stem(&word.to_lowercase());
        let sentence = first.told.sentence;
        let noun = first.noun.or(last.noun).map(stem);
        let same = |of: &str| noun.as_ref().is_none_or(|noun| *noun == stem(of));
        // The third goal of a match is not of the two that one side scored.
        let scored = self.list_named("nth.scored");
        let goals =
            |fact: &Fact| self.lists_any((fact.tokens.0 as usize, fact.tokens.1 as usize + 1), scored);
        // "Four findings" may be a number alone.
        let of = |fact: &Fact| match &fact.value {
            Value::Count(count) => {
                let all = !count.additive && !count.limit && !count.subset;
                count.noun.as_ref().is_some_and(|of| all && same(of))
            }
            Value::Number(number) => {
                let next = fact.tokens.1 as usize;
                !number.label
                    && self.is_lower(next)
                    && language.looks_plural(self.word(next))
                    && same(self.word(next))
            }
            _ => false,
        };
        let mut told: Vec<usize> = (sentence.saturating_sub(BEFORE)..=sentence)
            .flat_map(|sentence| {
                [Kind::Count, Kind::Number]
                    .into_iter()
                    .flat_map(move |kind| self.facts.within(sentence, kind))
            })
            .filter(|fact| (fact.tokens.0 as usize) < first.told.tokens.0 && of(fact) && !goals(fact))
            .map(|fact| fact.tokens.0 as usize)
            .collect();
        told.sort_unstable();
        self.counted_in_full(*told.last()?)
    }

    /// A volume past those of a work of so many: "concludes her trilogy … the fourth and closing volume".
    pub(super) fn past_volumes(&self, told: &Told, asked: &Asked) -> Option<Fact> {
        let last = self.list_named("nth.last");
        let end = told.tokens.1;
        let and = self.does(end, role::AND) && self.lists(end + 1, last);
        let noun = end + if and { 2 } else { 0 };
        let at = told.tokens.0;
        let the = at.checked_sub(1).is_some_and(|the| self.does(the, role::THE));
        if !self.lists(noun, self.list_named("nth.volume")) || !(and || the) {
            return None;
        }
        let (work, volumes) = (*asked.work.get_or_init(|| self.only_work()))?;
        let number = Decimal::from(volumes);
        let sentence = self.facts.sentence_of(work);
        // "The fourth volume of the trilogy", or the last of what is concluded.
        let of = self.does(noun + 1, role::OF) && work <= noun + 4 && work > noun;
        let near = sentence.abs_diff(told.sentence) <= NEAR;
        (near && (and || of) && told.value > number).then(|| told.can(self, Decimal::ONE, number, "series"))
    }

    /// The only work of so many volumes that the article names, and their number.
    fn only_work(&self) -> Option<(usize, u64)> {
        let works = self.list_named("nth.work");
        let mut all = self.all_listed(works).filter_map(|at| Some((at, self.listed(at, works)?.1?)));
        all.next().filter(|_| all.next().is_none())
    }

    /// The one past a group of which most are told: "Seven of the eight were freed … The ninth of the accused".
    pub(super) fn past_part(&self, told: &Told, all: &[Told]) -> Option<Fact> {
        let (from, _) = self.sentence(told.sentence);
        let (at, end) = told.tokens;
        let the = at == from + 1 && self.does(from, role::THE);
        let of = self.does(end, role::OF) && self.is_any(end + 1, &[class::DETERMINER, class::PRONOUN]);
        let alone = of
            || self.is_mark(end, &[","])
            || self.has(end, class::AUXILIARY)
            || self.has(end, class::NOUN_PERSON);
        if !the || !alone {
            return None;
        }
        let near = told.sentence.saturating_sub(NEAR)..told.sentence;
        let mut parts =
            near.flat_map(|sentence| self.facts.within(sentence, Kind::Count)).filter_map(|fact| match &fact
                .value
            {
                Value::Count(count) => Some((count.number.value, count.whole?, count)),
                _ => None,
            });
        let (part, whole, count) = parts.next().filter(|_| parts.next().is_none())?;
        let last = whole - part == Decimal::ONE && told.value == whole + Decimal::ONE;
        let named = || all.iter().filter(|other| other.value == told.value).nth(1).is_none();
        (last && count.class == Some("person") && named()).then(|| told.can(self, whole, whole, "series"))
    }

    /// A part past those that a match or a year has: "the fifth quarter", "the third half".
    pub(super) fn past_parts(&self, told: &Told, all: &[Told], asked: &Asked) -> Option<Fact> {
        let (at, end) = told.tokens;
        let (noun_end, most) = self.listed(end, self.list_named("nth.parts"))?;
        let most = Decimal::from(most?);
        if told.value != most + Decimal::ONE {
            return None;
        }
        let led = at >= 2 && self.does(at - 1, role::THE) && self.has(at - 2, class::PREPOSITION);
        let alone = self.token(noun_end).is_none_or(|t| !Token::is_word(t))
            || self.is_any(noun_end, &[class::CONJUNCTION, class::AUXILIARY])
            || self.does(noun_end, role::SYNTAX_TO)
            || self.does(noun_end, role::AND);
        // Another part of the same is told: "the opening quarter", "the first half".
        let named = |at: usize| self.word(at).eq_ignore_ascii_case(self.word(end));
        let other = || {
            let first = all.partition_point(|other| other.sentence + 2 * NEAR < told.sentence);
            let near = all[first..].iter().take_while(|other| other.sentence <= told.sentence + 2 * NEAR);
            near.into_iter().any(|other| other.value <= most && named(other.tokens.1))
        };
        let opening = || {
            let openings = asked.openings.get_or_init(|| self.opening_parts());
            openings.contains(&self.word(end).to_ascii_lowercase())
        };
        (led && alone && (other() || opening())).then(|| told.can(self, Decimal::ONE, most, "series"))
    }

    /// The words behind "the opening" and the like, in lower case.
    fn opening_parts(&self) -> FxHashSet<String> {
        let opening = self.list_named("nth.opening");
        let behind = (1..self.facts.tokens.len()).filter(|&at| self.lists(at - 1, opening));
        behind.map(|at| self.word(at).to_ascii_lowercase()).collect()
    }
}
