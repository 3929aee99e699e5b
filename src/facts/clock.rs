//! Times of day: "7.30pm", "9 p.m.", "17:45", "0640 hours", and from one to another.

use rust_decimal::Decimal;

use super::declare::kind;
use super::look::Look;
use super::{Fact, Facts, Value};
use crate::lexicon::Lexicon;
use crate::text::{Class, Token, TokenKind, class, role};

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
    /// Whether words beside it tell another part of the day: "4 a.m. this afternoon".
    pub misfit: bool,
    /// Of a time told in a second zone: how many minutes the second is off, "9 p.m. CET (1900 GMT)".
    pub shift: Option<i16>,
}

kind! {
    /// A time of day: "7.30pm", "17:45".
    Clock(t) as "time", over Facts;

    Value: Number = t.minute.map(Decimal::from), "minutes since midnight; silent for a time that no clock shows";
    Valid: Flag = t.minute.is_some(), "a clock can show it";
    Span: Number = t.span.map(Decimal::from),
        "of a time that leads to a second, \"from 11 p.m. to 5 a.m.\", how many minutes pass up to that, over midnight \
         where it is the earlier";
    Misfit: Flag = t.misfit, "words beside it tell another part of the day: \"4 a.m. this afternoon\"";
    Shift: Number = t.shift.map(Decimal::from),
        "of a time told in a second zone, how many minutes the second is off: \"9 p.m. CET (1900 GMT)\"";
}

/// How many tokens before a time its verb may stand, and how many tokens from it the part of the day.
const VERB: usize = 6;
const PART: usize = 5;

/// A time and its tokens.
#[derive(Clone, Copy)]
struct Read {
    tokens: (usize, usize),
    minute: Option<u16>,
    /// Whether the half of the day is told: "a.m.", "pm".
    half: bool,
}

/// The times of day of an article. Linear.
pub(super) fn clocks(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let mut found = Vec::new();
    // The last time that says when something begins, with its block.
    let mut begun: Option<(usize, Read)> = None;
    for (sentence, &(from, to)) in facts.sentences.iter().enumerate() {
        let block = facts.block_of(sentence);
        if !facts.zone(block).is_own() {
            continue;
        }
        let range = (from as usize, to as usize);
        let reads = look.reads(range);
        for (i, read) in reads.iter().enumerate() {
            let ended = begun.filter(|(of, _)| *of == block && look.ends(read, range));
            let mut fact = match ended.and_then(|(_, first)| look.spanned(&first, read)) {
                Some(fact) => fact,
                None => look.time(read, reads.get(i + 1)),
            };
            begun = begun.filter(|_| ended.is_none());
            let zone = lexicon.class("zone");
            if let Value::Clock(clock) = &mut fact.value {
                clock.misfit = look.is_other_part(&reads, i, range);
                clock.shift = zone.and_then(|zone| look.shift(&reads[..=i], reads.get(i + 1), range, zone));
            }
            found.push(fact);
            if look.begins(read, range) {
                begun = Some((block, *read));
            }
        }
    }
    // "25:30 on Thursday, over by 26:00": hours are counted past midnight, as broadcasters do.
    let late = |at: usize| look.is_past_midnight(at) && look.is_mark(at + 1, &[":"]);
    if found.iter().any(|fact| late(fact.tokens.0 as usize))
        && (0..facts.tokens.len()).filter(|&at| late(at)).count() > 1
    {
        found.retain(|fact| !late(fact.tokens.0 as usize));
    }
    found
}

impl Look<'_> {
    /// The times of a sentence, in order.
    fn reads(&self, (from, to): (usize, usize)) -> Vec<Read> {
        let mut reads: Vec<Read> = Vec::new();
        let mut at = from;
        while at < to {
            let number = self.token(at).is_some_and(|t| t.kind == TokenKind::Number);
            let beside = reads.last().is_some_and(|last| last.tokens.1 + 1 == at);
            let read = number
                .then(|| self.clock(at, (from, to), beside).or_else(|| self.dotted(at, (from, to))))
                .flatten();
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
        // "234 runs at 29.25" tells no time: "at" opens what it is told in.
        let opens = at == from + 1 || at > from + 1 && !self.token(at - 2).is_some_and(Token::is_word);
        if at == from || !led(at) || !alone || !opens || shown || hour > 29 {
            return None;
        }
        let usual = |other: usize| {
            other != at
                && led(other)
                && parts(other).is_some_and(|(hour, minute)| (6..24).contains(&hour) && minute < 60)
        };
        (0..self.facts.tokens.len()).any(usual).then_some(Read {
            tokens: (at, next),
            minute: None,
            half: false,
        })
    }

    /// Whether the hour of a time is counted past midnight: "25:30".
    fn is_past_midnight(&self, at: usize) -> bool {
        self.word(at).parse::<u16>().is_ok_and(|hour| (24..30).contains(&hour))
    }

    /// Whether a time is when something begins: "opens at 9 a.m.".
    fn begins(&self, read: &Read, (start, _): (usize, usize)) -> bool {
        let from = read.tokens.0;
        read.minute.is_some()
            && (from.saturating_sub(VERB).max(start)..from).any(|at| self.does(at, role::TIME_BEGINS))
    }

    /// Whether a time is when something ends: "closes at 8 a.m.".
    fn ends(&self, read: &Read, (start, _): (usize, usize)) -> bool {
        let from = read.tokens.0;
        read.minute.is_some()
            && (from.saturating_sub(VERB).max(start)..from).any(|at| self.does(at, role::TIME_ENDS))
    }

    /// The time at which something ends that began at another one, at its own place.
    fn spanned(&self, first: &Read, last: &Read) -> Option<Fact> {
        let (a, b) = (first.minute?, last.minute?);
        // "8pm to 11", "14:00 … 3pm": only where both tell the half of the day, or neither.
        let span = (a != b && first.half == last.half).then(|| if b > a { b - a } else { DAY - a + b });
        let clock = Clock { minute: last.minute, span, misfit: false, shift: None };
        Some(self.facts.fact_over(last.tokens, Value::Clock(clock)))
    }

    /// Whether words beside a time tell another part of the day than it is in.
    fn is_other_part(&self, reads: &[Read], index: usize, (start, end): (usize, usize)) -> bool {
        let read = &reads[index];
        let Some(minute) = read.minute.filter(|_| read.half) else { return false };
        let (from, to) = read.tokens;
        let first = index.checked_sub(1).map_or(start, |before| reads[before].tokens.1);
        let last = reads.get(index + 1).map_or(end, |next| next.tokens.0);
        let stop = |at: &usize| {
            !self.is_mark(*at, &[",", ";", ":", "("])
                && !self.is_dash(*at)
                && !self.does(*at, role::AND)
                && !self.does(*at, role::TIME_UNTIL)
        };
        let behind = (to..last.min(to + PART)).take_while(stop);
        let before = (first.max(from.saturating_sub(PART))..from).rev().take_while(stop);
        let noon = DAY / 2;
        let hyphen = |at: usize| self.is_mark(at, &["-"]);
        let misfit = |at: usize| {
            let compound = at > 0 && hyphen(at - 1) || hyphen(at + 1);
            let other = self.does(at, role::TIME_MORNING) && minute >= noon + 60
                || self.does(at, role::TIME_AFTERNOON) && !(noon..noon + 7 * 60).contains(&minute)
                || self.does(at, role::TIME_EVENING) && (90..noon + 3 * 60).contains(&minute);
            (!compound && self.is_part_of_day(at)).then_some(other)
        };
        behind.chain(before).find_map(misfit).unwrap_or(false)
    }

    fn is_part_of_day(&self, at: usize) -> bool {
        [role::TIME_MORNING, role::TIME_AFTERNOON, role::TIME_EVENING]
            .into_iter()
            .any(|role| self.does(at, role))
    }

    /// By how many minutes a time in one zone is off that in another: "9 p.m. CET (1900 GMT)". The zone of the first
    /// may be told with a time before in the sentence.
    fn shift(
        &self,
        reads: &[Read],
        next: Option<&Read>,
        (_, end): (usize, usize),
        zone: Class,
    ) -> Option<i16> {
        let zone_at = |at: usize| {
            self.lexicon.at(self.facts.text, &self.facts.tokens, at, end, zone)?.value.parse::<i16>().ok()
        };
        let zone_of = |read: &Read| zone_at(read.tokens.1).or_else(|| zone_at(read.tokens.1 - 1));
        let first = reads.last()?;
        let mark = first.tokens.1 + usize::from(zone_at(first.tokens.1).is_some());
        let here = reads.iter().rev().find_map(zone_of)?;
        let second = next.filter(|next| self.is_mark(mark, &["("]) && next.tokens.0 == mark + 1)?;
        let there = zone_of(second)?;
        let (a, b) = (i16::try_from(first.minute?).ok()?, i16::try_from(second.minute?).ok()?);
        let day = DAY as i16;
        let off = (b - there - (a - here)).rem_euclid(day);
        Some(if off > day / 2 { off - day } else { off })
    }

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
        self.facts.fact_over(
            (first.tokens.0, end),
            Value::Clock(Clock { minute: first.minute, span, misfit: false, shift: None }),
        )
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
        let hours = half.is_none()
            && minutes.is_some()
            && self.does(to, role::TIME_HOURS)
            && (raw.len() < 4 || !self.is_zone(to, end) || zoned);
        // "At 17:45", but no "won 3:1", and no "at 7.50" euros.
        let timed = at > from + 1 && self.does(at - 2, role::TIME_TIMED);
        let led = at > from && (self.does(at - 1, role::TIME_AT) && !timed || beside);
        if !(half.is_some() || hours || zoned || colon && led) {
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
        Some(Read { tokens: (at, to), minute: valid.then_some(value), half: half.is_some() })
    }
}
