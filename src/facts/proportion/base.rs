//! Of whom, where and when a share is told: whether figures of the article can be of the same.

use super::super::Fact;
use super::super::date::{Precision, Resolved};
use super::super::look::Look;
use super::super::{Kind, Value};
use super::Words;
use super::claim::Claim;
use crate::text::{Token, class, role};

/// How many letters a word has by which two sentences speak of one thing.
const LONG: usize = 4;

/// How many tokens behind a share or a part its verb may stand.
const VERB: usize = 5;

/// When a sentence is told of.
#[derive(Debug, Default)]
struct When {
    /// It says that it is before another time: "a decade ago", "compared with".
    then: bool,
    /// It says that it is of the present, where others may be of another time: "now", "this year".
    now: bool,
    /// It names an hour of the day.
    hour: bool,
    /// The years that it names; `None` stands for "last year" and its like.
    years: Vec<Option<i16>>,
}

impl Look<'_> {
    /// Whether a claim may be of others than figures are: at another time, elsewhere, or of some that are told apart.
    pub(super) fn is_of_another_base(&self, claim: &Claim, told: &[&Fact], words: Words) -> bool {
        told.iter().any(|fact| self.is_of_another_time(claim, fact, words))
            || self.is_elsewhere(claim, told, words)
            || self.is_of_some(claim, told)
    }

    /// "In 2021 it was 40 of 300. Now it is one in five."
    fn is_of_another_time(&self, claim: &Claim, told: &Fact, words: Words) -> bool {
        let sentence = told.sentence as usize;
        if sentence == claim.sentence {
            let (first, last) = (told.tokens.1 as usize, claim.tokens.0);
            let between =
                if first <= last { (first, last) } else { (claim.tokens.1, told.tokens.0 as usize) };
            return self.lists_any(between, words.then);
        }
        let (a, b) = (self.time_of(claim.sentence, words), self.time_of(sentence, words));
        let apart =
            !a.years.is_empty() && !b.years.is_empty() && a.years.iter().all(|y| !b.years.contains(y));
        a.then != b.then
            || a.hour && b.hour
            || apart
            || a.now && !b.years.is_empty() && !b.now
            || b.now && !a.years.is_empty() && !a.now
    }

    fn time_of(&self, sentence: usize, words: Words) -> When {
        let range = self.sentence(sentence);
        let years = self.facts.within(sentence, Kind::Date).filter_map(|fact| match &fact.value {
            Value::Date(date) if date.precision == Precision::Year || date.resolved == Resolved::Text => {
                Some(date.year)
            }
            _ => None,
        });
        // "Four more than last year" tells of this year.
        let than = |at: usize| at > range.0 && self.does(at - 1, role::THAN);
        let past = (range.0..range.1).any(|at| self.lists(at, words.past) && !than(at));
        When {
            then: self.lists_any(range, words.then),
            now: self.lists_any(range, words.now),
            hour: self.lists_any(range, words.hour),
            years: years.chain(past.then_some(None)).collect(),
        }
    }

    /// "One in five adults in Britain", where the figures name no Britain; a share of the whole country.
    fn is_elsewhere(&self, claim: &Claim, told: &[&Fact], words: Words) -> bool {
        let (_, to) = self.sentence(claim.sentence);
        let figures = |at: usize| {
            told.iter().any(|fact| {
                let (from, to) = self.sentence(fact.sentence as usize);
                (from..to).any(|other| self.is_one_word(at, other))
            })
        };
        let wide = |sentence: usize| self.lists_any(self.sentence(sentence), words.wide);
        if wide(claim.sentence) && !told.iter().any(|fact| wide(fact.sentence as usize)) {
            return true;
        }
        let end = claim.of.last().map_or(claim.tokens.1, |last| last + 1);
        let place = end + 1 + usize::from(self.does(end + 1, role::THE));
        self.has(end, class::PREPOSITION)
            && place < to
            && self.token(place).is_some_and(|t| t.is_word() && t.is_capital())
            && !self.is_any(place, &[class::MONTH, class::WEEKDAY])
            && !figures(place)
    }

    /// "A quarter of those charged", where the figures tell how many were charged; "half of them", behind others.
    fn is_of_some(&self, claim: &Claim, told: &[&Fact]) -> bool {
        let of = claim.tokens.1 + usize::from(self.does(claim.tokens.1, role::OF));
        let (from, _) = self.sentence(claim.sentence);
        let mut parts = told.iter().filter(|fact| match &fact.value {
            Value::Count(count) => count.noun.is_none() || count.subset,
            value => matches!(value, Value::Number(_)),
        });
        if parts.any(|part| self.is_narrowed_to(of, part) || self.has_another_object(claim, part)) {
            return true;
        }
        // "The porters voted too, but fewer than half of them backed it."
        let them = self.has(of, class::PRONOUN) && !self.does(of, role::LIST_THOSE);
        let other = |at: usize| {
            self.is_lower(at)
                && crate::language::chosen().looks_plural(self.word(at))
                && self.telling(at, LONG).is_some()
                && !told.iter().any(|fact| {
                    let (first, end) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
                    (first..end).any(|word| self.is_one_word(at, word))
                })
        };
        them && (from..claim.tokens.0).any(other)
    }

    /// "48 passed maths. Two in three passed English."
    fn has_another_object(&self, claim: &Claim, part: &Fact) -> bool {
        let (_, to) = self.sentence(claim.sentence);
        let (_, end) = self.sentence(part.sentence as usize);
        let near = |from: usize, to: usize| from..to.min(from + VERB);
        near(claim.tokens.1, to).any(|a| {
            near(part.tokens.1 as usize, end).any(|b| self.is_form_of(a, b) && self.is_contrast(a, b))
        })
    }

    /// Whether two forms of a verb have other objects: "passed maths" and "passed English".
    pub(super) fn is_contrast(&self, a: usize, b: usize) -> bool {
        let language = crate::language::chosen();
        let verb = |at: usize| language.looks_past(self.word(at)) || language.looks_active(self.word(at));
        let objects = |at: usize| {
            let words = (at + 1..at + 4).take_while(|&at| self.token(at).is_some_and(Token::is_word));
            words.filter(|&at| self.telling(at, LONG).is_some()).collect::<Vec<usize>>()
        };
        let (of_a, of_b) = (objects(a), objects(b));
        let apart = || !of_a.iter().any(|&a| of_b.iter().any(|&b| self.is_form_of(a, b)));
        verb(a) && verb(b) && !of_a.is_empty() && !of_b.is_empty() && apart()
    }

    /// Whether what is told of a share has a telling word of the sentences of a part and its whole, besides the noun.
    pub(super) fn speaks_of_the_same(&self, claim: &Claim, told: [&Fact; 2]) -> bool {
        let (from, to) = self.sentence(claim.sentence);
        let own = |word: &usize| {
            !(claim.tokens.0..claim.tokens.1).contains(word)
                && self.telling(*word, LONG).is_some()
                && told.iter().all(|fact| !self.is_counted_in(*word, fact.sentence as usize))
        };
        (from..to).filter(own).any(|word| {
            told.iter().any(|fact| {
                let (from, to) = self.sentence(fact.sentence as usize);
                fact.sentence as usize != claim.sentence
                    && (from..to).any(|other| self.is_form_of(word, other))
            })
        })
    }
}
