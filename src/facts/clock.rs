//! Times of day: "7.30pm", "9 p.m.", "17:45", "0640 hours", and from one to another.

use rust_decimal::Decimal;

use super::declare::kind;
use super::look::Look;
use super::{Fact, Facts, Value};
use crate::lexicon::Lexicon;
use crate::text::{TokenKind, class, role};

/// Minutes in a day.
const DAY: u16 = 24 * 60;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Minutes since midnight. None of a time that no clock shows.
    pub minute: Option<u16>,
    /// Of a time that leads to a second: "from 11 p.m. to 5 a.m.": how many minutes pass up to that, over midnight where
    /// it is the earlier.
    pub span: Option<u16>,
}

kind! {
    /// A time of day: "7.30pm", "17:45".
    Clock(t) as "time", over Facts;

    Value: Number = t.minute.map(Decimal::from), "minutes since midnight; silent for a time that no clock shows";
    Valid: Flag = t.minute.is_some(), "a clock can show it";
    Span: Number = t.span.map(Decimal::from),
        "of a time that leads to a second, \"from 11 p.m. to 5 a.m.\", how many minutes pass up to that, over midnight \
         where it is the earlier";
}

/// A time and its tokens.
struct Read {
    tokens: (usize, usize),
    minute: Option<u16>,
}

/// The times of day of an article. Linear.
pub(super) fn clocks(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let mut found = Vec::new();
    for (sentence, &(from, to)) in facts.sentences.iter().enumerate() {
        if !facts.zone(facts.block_of(sentence)).is_own() {
            continue;
        }
        let (mut at, to) = (from as usize, to as usize);
        let mut last: Option<Read> = None;
        while at < to {
            let number = facts.tokens[at].kind == TokenKind::Number;
            let beside = last.as_ref().is_some_and(|last| last.tokens.1 + 1 == at);
            let Some(read) = number.then(|| look.clock(at, (from as usize, to), beside)).flatten() else {
                at += 1;
                continue;
            };
            at = read.tokens.1;
            if let Some(first) = last.take() {
                found.push(look.time(&first, Some(&read)));
            }
            last = Some(read);
        }
        found.extend(last.map(|last| look.time(&last, None)));
    }
    found
}

impl Look<'_> {
    /// A time as a fact; with the next, if it leads to that.
    fn time(&self, first: &Read, next: Option<&Read>) -> Fact {
        let leads = |next: &&Read| {
            let gap = first.tokens.1..next.tokens.0;
            let before = first.tokens.0.checked_sub(1);
            let between =
                before.is_some_and(|at| self.does(at, role::TIME_BETWEEN)) && self.does(gap.start, role::AND);
            let from = before.is_some_and(|at| self.does(at, role::DATE_FROM))
                && self.does(gap.start, role::TIME_UNTIL);
            // "Was brought forward from 9.15 p.m. to 7.45 p.m."
            let moved = self.facts.has_word_of(self.facts.sentence_of(first.tokens.0), class::SHIFT.only());
            gap.len() == 1 && (between || from) && !moved
        };
        let second = next.filter(leads);
        let span = second.and_then(|second| {
            let (a, b) = (first.minute?, second.minute?);
            (a != b).then(|| if b > a { b - a } else { DAY - a + b })
        });
        let end = second.filter(|_| span.is_some()).map_or(first.tokens.1, |second| second.tokens.1);
        self.facts.fact_over((first.tokens.0, end), Value::Clock(Clock { minute: first.minute, span }))
    }

    /// The time that begins at a number.
    fn clock(&self, at: usize, (from, end): (usize, usize), beside: bool) -> Option<Read> {
        if at > from && (self.is_mark(at - 1, &[":", "-", "/", "–"]) && self.token(at)?.is_glued()) {
            return None;
        }
        let raw = self.word(at);
        let digits = |text: &str| (1..=2).contains(&text.len()).then(|| text.parse::<u16>().ok()).flatten();
        let next = at + 1;
        let glued = |at: usize| self.token(at).is_some_and(crate::text::Token::is_glued);
        let colon = next + 1 < end && self.is_mark(next, &[":"]) && glued(next) && glued(next + 1);
        // "9:14.2", "1:02:33"
        let more = |at: usize| self.is_mark(at, &[":"]) && glued(at) && glued(at + 1);
        let (hour, minutes, to) = if colon {
            let minutes = self.word(next + 1);
            (digits(raw)?, Some(digits(minutes).filter(|_| minutes.len() == 2 && !more(next + 2))?), next + 2)
        } else if let Some((hour, minutes)) = raw.split_once('.') {
            (digits(hour)?, Some(digits(minutes).filter(|_| minutes.len() == 2)?), next)
        } else if raw.len() == 4 && self.does(next, role::TIME_HOURS) {
            let (hour, minutes) = raw.split_at(2);
            (digits(hour)?, Some(digits(minutes)?), next)
        } else {
            (digits(raw)?, None, next)
        };
        let half = self.does(to, role::TIME_HALF).then(|| self.word(to).starts_with(['p', 'P']));
        let hours = half.is_none() && minutes.is_some() && self.does(to, role::TIME_HOURS);
        // "At 17:45", but no "won 3:1", and no "at 7.50" euros.
        let led = at > from && (self.does(at - 1, role::TIME_AT) || beside);
        if half.is_none() && !hours && !(colon && led) {
            return None;
        }
        let minute = minutes.unwrap_or(0);
        // "Built at 1:72": a scale.
        if half.is_none() && !hours && hour == 1 && minute >= 60 {
            return None;
        }
        let valid = match half {
            // "15.30 p.m." is told twice, but no clock shows it.
            Some(_) => (1..=12).contains(&hour) && minute < 60,
            None => hour < 24 && minute < 60 || hour == 24 && minute == 0,
        };
        // "0.30 am" is half past midnight.
        let valid = valid || half == Some(false) && hour == 0 && minute < 60;
        let value = match half {
            Some(late) => hour % 12 * 60 + minute + if late { DAY / 2 } else { 0 },
            None => (hour * 60 + minute) % DAY,
        };
        let to = to + usize::from(half.is_some() || hours);
        Some(Read { tokens: (at, to), minute: valid.then_some(value) })
    }
}
