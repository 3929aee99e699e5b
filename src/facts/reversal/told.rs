//! What ends before it begins, told in two places: "Applications open on 17 October … The closing date is 3 October."

use super::super::look::Look;
use super::super::{Date, Fact, Kind, Value};
use super::Words;
use super::dates::{Course, course};
use crate::text::{Token, class, role};

/// How many tokens before a date may say that something begins or ends.
const VERB: usize = 7;

/// How many sentences apart a beginning and its end may stand.
const NEAR: usize = 3;

/// A date at which something begins or ends.
#[derive(Clone, Copy, Debug)]
struct Limit {
    date: Date,
    tokens: (usize, usize),
    sentence: usize,
    full_year: bool,
    /// Whether what ends is told by a word that points back: "it", "the", "when he".
    pointed: bool,
    /// Whether it is told of what has ended.
    past: bool,
}

/// The beginnings and ends of an article.
#[derive(Debug, Default)]
pub(super) struct Limits {
    begins: Vec<Limit>,
    ends: Vec<Limit>,
}

impl Look<'_> {
    /// Adds the dates of a sentence at which something begins or ends.
    pub(super) fn note_limits(
        &self,
        sentence: usize,
        (from, to): (usize, usize),
        words: Words,
        limits: &mut Limits,
    ) {
        if self.moves_an_end((from, to)) {
            return;
        }
        let mut start = from;
        for fact in self.facts.within(sentence, Kind::Date) {
            let Value::Date(date) = &fact.value else { continue };
            let (at, end) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            if date.relative || date.last.is_some() || date.month.is_none() && date.year.is_none() {
                continue;
            }
            let first = start.max(at.saturating_sub(VERB));
            // The nearest word tells what the date is of.
            let near = (first..at).rev().find_map(|word| {
                let begins = self.lists(word, words.begins);
                let past = self.lists(word, words.ended);
                (begins || past || self.lists(word, words.ends)).then_some((word, begins, past))
            });
            start = end;
            let Some((word, begins, past)) = near else { continue };
            let full_year = self.lasts_a_year((from, to), words);
            let pointed = (from..word)
                .rev()
                .take(6)
                .any(|at| self.is_any(at, &[class::PRONOUN]) || self.does(at, role::THE));
            let limit = Limit { date: *date, tokens: (at, end), sentence, full_year, pointed, past };
            if begins { limits.begins.push(limit) } else { limits.ends.push(limit) }
        }
    }

    /// The only end of an article that comes before the only beginning.
    pub(super) fn reversed_limits(&self, limits: &Limits) -> Option<Fact> {
        let ([begin], [end]) = (&limits.begins[..], &limits.ends[..]) else { return None };
        let near = end.sentence > begin.sentence && end.sentence - begin.sentence <= NEAR
            || end.sentence == begin.sentence && end.tokens.0 > begin.tokens.0;
        let full = begin.full_year || end.full_year;
        let back = course(&begin.date, &end.date, full) == Course::Backward;
        let same_month = begin.date.month.is_some() && end.date.month == begin.date.month;
        // A single year may be that of another office or of another house.
        let months = begin.date.month.is_some() && end.date.month.is_some();
        let sure = months && !end.past || self.is_led_back(end);
        (near && back && sure && (end.pointed || same_month))
            .then(|| self.reversal(end.tokens, "date", "told"))
    }

    /// Whether the clause of an end begins with a word that puts it in time: "when he stepped down in 1969".
    fn is_led_back(&self, end: &Limit) -> bool {
        let (from, _) = self.sentence(end.sentence);
        let when = |at: usize| self.does(at, role::RANGE_WHEN);
        let start = end.tokens.0.saturating_sub(VERB).max(from);
        (start..end.tokens.0).any(when) || self.token(from).is_some_and(Token::is_word) && when(from)
    }
}
