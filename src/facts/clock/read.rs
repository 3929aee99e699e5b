//! How times of day are written.

use rust_decimal::Decimal;

use super::super::look::Look;
use super::{DAY, Read};
use crate::text::{Token, TokenKind, class, role};

impl Look<'_> {
    /// The times of a sentence, in order.
    pub(super) fn reads(&self, (from, to): (usize, usize)) -> Vec<Read> {
        let mut reads: Vec<Read> = Vec::new();
        let mut at = from;
        while at < to {
            if self.does(at, role::TIME_NOON) && self.is_noon_alone(at) {
                reads.push(Read { tokens: (at, at + 1), minute: Some(DAY / 2), half: true, word: true });
                at += 1;
                continue;
            }
            if !self.token(at).is_some_and(|t| t.kind == TokenKind::Number) {
                at += 1;
                continue;
            }
            let beside = reads.last().is_some_and(|last| last.tokens.1 + 1 == at);
            let read = self.clock(at, (from, to), beside).or_else(|| self.dotted(at, (from, to)));
            at = read.as_ref().map_or(at + 1, |read| read.tokens.1);
            reads.extend(read);
        }
        reads
    }

    /// "At 13.75", where the text tells other times so: no clock shows it.
    fn dotted(&self, at: usize, (from, to): (usize, usize)) -> Option<Read> {
        let parts = |at: usize| {
            let (hour, minute) = self.word(at).split_once('.')?;
            let two = (1..=2).contains(&hour.len()) && minute.len() == 2;
            two.then(|| Some((hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?)))?
        };
        let led = |at: usize| {
            let timed = at > 1 && (self.does(at - 2, role::TIME_TIMED) || self.does(at - 2, role::TIME_ENDS));
            at > 0 && self.does(at - 1, role::TIME_AT) && !self.does(at - 1, role::DATE_FROM) && !timed
        };
        let next = at + 1;
        let alone = next >= to
            || self.is_mark(next, &[",", ".", ";", ")"])
            || self.is_lower(next)
                && self.is_any(next, &[class::PREPOSITION, class::DETERMINER, class::CONJUNCTION]);
        let (hour, minute) = parts(at)?;
        let shown = hour < 24 && minute < 60;
        // "Starting at 13.75": what begins is told beside it.
        let starts = (from.max(at.saturating_sub(3))..at).any(|at| self.does(at, role::TIME_BEGINS));
        // "234 runs at 29.25" tells no time: "at" opens what it is told in.
        let opens =
            starts || at == from + 1 || at > from + 1 && !self.token(at - 2).is_some_and(Token::is_word);
        if at == from || !led(at) || !alone || !opens || shown || hour > 29 {
            return None;
        }
        let usual = |other: usize| {
            other != at
                && led(other)
                && parts(other).is_some_and(|(hour, minute)| (6..24).contains(&hour) && minute < 60)
        };
        (starts || (0..self.facts.tokens.len()).any(usual)).then_some(Read {
            tokens: (at, next),
            minute: None,
            half: false,
            word: false,
        })
    }

    /// Whether the hour of a time is counted past midnight: "25:30".
    pub(super) fn is_past_midnight(&self, at: usize) -> bool {
        self.word(at).parse::<u16>().is_ok_and(|hour| (24..30).contains(&hour))
    }

    /// Whether a zone of time stands at a token.
    fn is_zone(&self, at: usize, end: usize) -> bool {
        let zone = self.lexicon.class("zone");
        at < end
            && zone.is_some_and(|zone| {
                self.lexicon.at(self.facts.text, &self.facts.tokens, at, end, zone).is_some()
            })
    }

    /// The time that begins at a number.
    fn clock(&self, at: usize, (from, end): (usize, usize), beside: bool) -> Option<Read> {
        if at > from && (self.is_mark(at - 1, &[":", "-", "/", "–"]) && self.token(at)?.is_glued()) {
            return None;
        }
        let raw = self.word(at);
        let digits = |text: &str| (1..=2).contains(&text.len()).then(|| text.parse::<u16>().ok()).flatten();
        let next = at + 1;
        let glued = |at: usize| self.token(at).is_some_and(Token::is_glued);
        let colon = next + 1 < end && self.is_mark(next, &[":"]) && glued(next) && glued(next + 1);
        // "9:14.2", "1:02:33"
        let more = |at: usize| self.is_mark(at, &[":"]) && glued(at) && glued(at + 1);
        let (hour, minutes, to) = if colon {
            let minutes = self.word(next + 1);
            (digits(raw)?, Some(digits(minutes).filter(|_| minutes.len() == 2 && !more(next + 2))?), next + 2)
        } else if let Some((hour, minutes)) = raw.split_once('.') {
            (digits(hour)?, Some(digits(minutes).filter(|_| minutes.len() == 2)?), next)
        } else if raw.len() == 4 && (self.does(next, role::TIME_HOURS) || self.is_zone(next, end)) {
            let (hour, minutes) = raw.split_at(2);
            (digits(hour)?, Some(digits(minutes)?), next)
        } else {
            (digits(raw)?, None, next)
        };
        let half = self.does(to, role::TIME_HALF).then(|| self.word(to).starts_with(['p', 'P']));
        let zoned = raw.len() == 4
            && self.is_zone(next, end)
            && at > from
            && (self.does(at - 1, role::TIME_AT) || self.is_mark(at - 1, &["("]));
        // "1.75 hours" are a length.
        let length = raw.contains('.') && raw.len() < 5 && !self.is_zone(to, end);
        let hours = half.is_none()
            && minutes.is_some()
            && !length
            && self.does(to, role::TIME_HOURS)
            && (raw.len() < 4 || raw.contains('.') || !self.is_zone(to, end) || zoned);
        // "At 17:45", but no "won 3:1", and no "at 7.50" euros.
        let timed = at > from + 1 && self.does(at - 2, role::TIME_TIMED);
        let clear = raw.len() == 2 && hour < 24 && minutes.is_some_and(|minute| minute < 60);
        let by = clear && at > from && self.does(at - 1, role::TIME_FOR);
        let led = at > from && (self.does(at - 1, role::TIME_AT) && !timed || beside || by);
        // "Was sent off at 10.15": no price and no share.
        let dotted = half.is_none()
            && raw.contains('.')
            && (5..24).contains(&hour)
            && minutes.is_some_and(|minute| minute < 60)
            && self.is_dotted_time(at, (from, end));
        // "Stamped 07:65": no score and no span of time begins with nought.
        let stamped = colon
            && raw.len() == 2
            && raw.starts_with('0')
            && minutes >= Some(60)
            && minutes <= Some(99)
            && hour > 0;
        if !(half.is_some() || hours || zoned || stamped || dotted || colon && led) {
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
        Some(Read { tokens: (at, to), minute: valid.then_some(value), half: half.is_some(), word: false })
    }

    /// Whether "at 10.15" tells a time: nothing is measured by it, and no price or rate is told.
    fn is_dotted_time(&self, at: usize, (from, end): (usize, usize)) -> bool {
        let led = at > from && self.does(at - 1, role::TIME_AT) && !self.does(at - 1, role::DATE_FROM);
        let next = at + 1;
        let alone = next >= end
            || self.is_mark(next, &[",", ".", ";", ")"])
            || self.is_lower(next)
                && self.is_any(next, &[class::PREPOSITION, class::DETERMINER, class::CONJUNCTION]);
        led && alone && !self.any((from, end), role::TIME_TIMED)
    }

    /// Whether "noon" is a time, and no part of another word: "noon-time", "High Noon".
    fn is_noon_alone(&self, at: usize) -> bool {
        let twelve = at > 0 && self.plain_number(at - 1).is_some_and(|hour| hour == Decimal::from(12));
        let led = at > 0 && (twelve || self.does(at - 1, role::TIME_AT) || self.does(at - 1, role::TIME_FOR));
        led && self.is_lower(at) && !self.is_mark(at + 1, &["-"])
    }
}
