//! Lengths of time whose beginning and end stand in other words: "the four-day fair", which goes on from 11 July to 13
//! July; "those three hours", between a curtain that rises at 7.30pm and falls at 9.45pm.

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::super::declare::kind;
use super::super::look::Look;
use super::super::{Fact, Key, Value};
use super::ends::Ends;
use super::length::Length;
use super::{List, Timeline};
use crate::Interval;
use crate::document::Zone;
use crate::text::{class, role};

/// How many tokens may stand between a word that begins or ends and its time.
const NEAR: usize = 10;

/// How many sentences may lie between the beginning and the end.
const APART: usize = 7;

/// How many tokens may stand between a time and a word behind it that begins or ends.
const BEHIND: usize = 6;

/// How many sentences may lie between a length that leads nowhere and its ends.
const BESIDE: usize = 1;

/// How many times as long a length is at most that is a slip of another, in tenths.
const LIKE: u32 = 25;

/// A length of time with the beginning and the end that the text tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lasted {
    /// Between which numbers of its unit the length lies as it is told.
    pub length: Interval,
    /// Between which numbers of that unit the two ends allow it to lie, with both of them or without one.
    pub span: Interval,
    /// The unit, in the singular.
    pub unit: CompactString,
    /// The text from the first time to the last is told by: time, day or year.
    pub by: &'static str,
}

kind! {
    /// A length of time whose beginning and end the text tells in other words: "the four-day fair".
    Lasted(l) as "lasted", over Facts;

    Value: Number = l.length.middle().or(l.length.low), "the length as it is told";
    Span: Number = l.span.high, "how long it is from the beginning to the end, in the same unit; the most where that is open";
    Unit: Text = &l.unit, "the unit of both: \"hour\"";
    Form: Text = l.by, "what its ends are: time, day or year";
}

impl Lasted {
    /// Between which values one of its numbers lies.
    pub(in crate::facts) const fn interval_of(&self, key: Key) -> Option<Interval> {
        match key {
            Key::Value => Some(self.length),
            Key::Span => Some(self.span),
            _ => None,
        }
    }
}

/// The words by which a span is told.
#[derive(Clone, Copy)]
struct Words {
    begin: List,
    end: List,
    the: List,
    whole: List,
    led: List,
    after: List,
    passed: List,
    other: List,
    pause: List,
    ago: List,
    small: List,
    held: List,
    later: List,
    those: List,
}

/// The lengths of an article that are told apart from their ends. Linear.
pub(super) fn read(look: Look<'_>, timeline: &Timeline, measures: &[Fact], clocks: &[Fact]) -> Vec<Fact> {
    let list = |name| List::of(look.lexicon, name);
    let words = Words {
        begin: list("span.begin"),
        end: list("span.end"),
        the: list("span.the"),
        whole: list("span.whole"),
        led: list("span.for"),
        after: list("span.after"),
        passed: list("span.passed"),
        other: list("span.other"),
        pause: list("span.pause"),
        ago: list("years.ago"),
        small: list("span.small"),
        held: list("span.held"),
        later: list("span.later"),
        those: list("span.those"),
    };
    let length = |fact| look.length(fact, words.ago, words.small);
    let mut lengths: Vec<Length> = measures.iter().filter_map(length).collect();
    lengths.extend(look.counted_lengths(&lengths, words.ago));
    if lengths.is_empty() {
        return Vec::new();
    }
    lengths.sort_unstable_by_key(|length| length.tokens);
    let is_told_by = |by: &str| lengths.iter().any(|length| ends_of(&length.unit).contains(&by));
    let all = [
        is_told_by("time").then(|| look.clock_ends(clocks)).flatten(),
        is_told_by("day").then(|| look.day_ends()).flatten(),
        is_told_by("year").then(|| look.year_ends(timeline)).flatten(),
    ];
    let mut found = Vec::new();
    for ends in all.into_iter().flatten() {
        found.extend(look.lasted(&lengths, &ends, words));
    }
    found
}

/// Which ends a unit of time is told between.
fn ends_of(unit: &str) -> &'static [&'static str] {
    match unit {
        "second" | "minute" | "hour" => &["time"],
        "day" | "night" | "week" | "fortnight" => &["day"],
        "month" => &["day", "year"],
        _ => &["year"],
    }
}

impl Look<'_> {
    /// The length that is told with two ends, if the article tells one such length and not another.
    fn lasted(&self, lengths: &[Length], ends: &Ends, words: Words) -> Option<Fact> {
        let of = || lengths.iter().filter(|length| ends_of(&length.unit).contains(&ends.by));
        let told = of().filter_map(|length| Some((length, self.lasted_as(length, ends)?)));
        // One that fits bears out the ends, but not "more than two years".
        let fits = |(length, lasted): &&(&Length, Lasted)| {
            length.bounded.is_none() && lasted.length.overlaps(lasted.span)
        };
        let begun = self.is_begun(ends, words);
        let told: Vec<(&Length, Lasted)> =
            told.filter(|(length, _)| begun || self.is_of_those_times(length, ends, words)).collect();
        let fact = |(length, lasted): &(&Length, Lasted)| {
            self.facts.fact_over(length.tokens, Value::Lasted(Box::new(lasted.clone())))
        };
        if let Some(borne) = told.iter().find(fits) {
            return self.is_pointed(borne.0, ends, words).then(|| fact(borne));
        }
        let pointed: Vec<&(&Length, Lasted)> =
            told.iter().filter(|(length, _)| self.is_pointed(length, ends, words)).collect();
        let one = *pointed.first()?;
        let same = pointed.iter().all(|other| other.0.value == one.0.value && other.0.unit == one.0.unit);
        // Pauses make what lasts shorter than from one end to the other.
        let shorter = one.1.length.high.zip(one.1.span.low).is_some_and(|(told, span)| told < span);
        let paused = || {
            let (a, b) = (self.facts.sentence_of(ends.first), self.facts.sentence_of(ends.second));
            let sentences = [a, b, one.0.sentence];
            sentences.into_iter().any(|sentence| {
                let (from, to) = self.facts.sentences[sentence];
                // "In the nine days between": that is the length.
                (from as usize..to as usize).any(|at| {
                    let none = (1..=2).any(|n| at >= n && self.does(at - n, role::WITHOUT));
                    at != one.0.tokens.1 && !none && self.lists(at, words.pause)
                })
            })
        };
        // What is more than twice as long is something else.
        let like = |a: Option<Decimal>, b: Option<Decimal>| {
            a.zip(b).is_none_or(|(a, b)| a * Decimal::TEN <= b * Decimal::from(LIKE))
        };
        let like = like(one.1.length.low, one.1.span.high) && like(one.1.span.low, one.1.length.high);
        // What two sentences tell is so, and the ends are those of something else.
        let again = lengths.iter().any(|other| {
            let apart = other.sentence != one.0.sentence;
            apart && other.value == one.0.value && other.unit == one.0.unit
        });
        (same && like && !again && !(shorter && paused())).then(|| fact(one))
    }

    /// A length with two ends, in its unit.
    fn lasted_as(&self, length: &Length, ends: &Ends) -> Option<Lasted> {
        let one = length.base.low?.checked_div(length.value)?;
        let count = |seconds: Option<Decimal>| seconds.and_then(|seconds| seconds.checked_div(one));
        let mut span = Interval { low: count(ends.seconds.low), high: count(ends.seconds.high) };
        // The days of an event are counted with the first and the last.
        if length.unit == "day" && length.compound && ends.by == "day" && self.is_event(length, ends) {
            span.low = span.low.and_then(|low| low.checked_add(Decimal::ONE));
        }
        let base = Interval { low: count(length.base.low), high: count(length.base.high) };
        let told = length.bounded.unwrap_or(base);
        // Only days and hours with minutes are counted out; of the others a half is let go.
        let slack = match length.unit.as_str() {
            "day" | "night" => Decimal::ZERO,
            "minute" => length.value.checked_div(Decimal::TEN)?,
            _ if length.several => Decimal::new(2, 1),
            _ => Decimal::new(5, 1),
        };
        Some(Lasted { length: told.widened(slack), span, unit: length.unit.clone(), by: ends.by })
    }

    /// Whether a length is that of what takes place on whole days: "the three-day festival", which opens on no evening.
    fn is_event(&self, length: &Length, ends: &Ends) -> bool {
        let list = |name| List::of(self.lexicon, name);
        let (from, to) = self.facts.sentences[self.facts.sentence_of(ends.first)];
        let end = length.tokens.1;
        self.lists_any((end, end + 2), list("span.event"))
            && !self.lists_any((from as usize, to as usize), list("span.evening"))
    }

    /// Whether words say that something begins at the first end and ends at the second.
    fn is_begun(&self, ends: &Ends, words: Words) -> bool {
        let near = |at: usize, list: List| {
            let (from, to) = self.facts.sentences[self.facts.sentence_of(at)];
            let before = (from as usize).max(at.saturating_sub(NEAR));
            // "In 2014 she retired."
            let after = (at, (to as usize).min(at + BEHIND));
            self.lists_any((before, at), list) || self.lists_any(after, list)
        };
        let until = ends.joined
            || (1..=2).any(|n| {
                ends.second.checked_sub(n).is_some_and(|at| {
                    at > ends.first
                        && (self.does(at, role::DATE_FROM_TO)
                            || self.does(at, role::TIME_UNTIL)
                            || n == 1 && self.does(at, role::AND))
                })
            });
        let (first, second) = (self.facts.sentence_of(ends.first), self.facts.sentence_of(ends.second));
        second.abs_diff(first) <= if ends.by == "time" { 2 } else { APART }
            && near(ends.first, words.begin)
            && (until || near(ends.second, words.end))
    }

    /// Whether a length points back to two times that stand right before it: "in those 57 years".
    fn is_of_those_times(&self, length: &Length, ends: &Ends, words: Words) -> bool {
        let (first, second) = (self.facts.sentence_of(ends.first), self.facts.sentence_of(ends.second));
        let those = length.tokens.0.checked_sub(1).is_some_and(|at| self.lists(at, words.those));
        those
            && first <= second
            && second <= first + BESIDE
            && (second..=second + BESIDE).contains(&length.sentence)
            && ends.second < length.tokens.0
    }

    /// Whether a length points to a span that is told: "those three hours", "the four-day fair", "for 12 years".
    fn is_pointed(&self, length: &Length, ends: &Ends, words: Words) -> bool {
        let (mut at, end) = length.tokens;
        let (from, to) = self.sentence(length.sentence);
        let headline = self.facts.zone(self.facts.block_of(length.sentence)) == Zone::Headline;
        // "Ten years in prison", "a five-day forecast", "an eight-year old daughter"
        let behind = if self.is_mark(end, &[","]) { end } else { end + 2 };
        // "64 days behind bars" before a trial; a sentence is told in months and years.
        let held =
            ends_of(&length.unit).contains(&"day") && length.unit != "month" && self.lists(end, words.held);
        if self.does(end, role::DATE_FROM) || !held && self.lists_any((end, behind), words.other) {
            return false;
        }
        // "Those 20 years of neglect that followed"
        if self.lists_any((end, to.min(end + BEHIND)), words.later) {
            return false;
        }
        while at > from && (self.lists(at - 1, words.whole) || self.lists(at - 1, words.small)) {
            at -= 1;
        }
        // "For a little under 12 years"
        if at > from && at < length.tokens.0 && self.lists(at, words.small) && self.does(at - 1, role::A) {
            at -= 1;
        }
        let (first, second) = (self.facts.sentence_of(ends.first), self.facts.sentence_of(ends.second));
        let near = |sentence: usize| sentence.abs_diff(length.sentence) <= BESIDE;
        let beside = headline || ends.by == "time" || near(first) || near(second);
        let opens = at == from || self.is_mark(at - 1, &["\"", "“", ","]);
        let first_word = at == from || at == from + 1 && opens;
        // "Their four-year contracts", and not "four-year contracts", which are any.
        // "A free two-hour concert"
        let small = [class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY, class::PRONOUN];
        let describes = |at: usize| self.is_lower(at) && !self.is_any(at, &small);
        let determined = (1..=3)
            .filter_map(|n| at.checked_sub(n))
            .take_while(|&b| b >= from && (b + 1..at).all(describes))
            .any(|b| self.does(b, role::A_OR_AN) || self.does(b, role::THE));
        let passed = (end..end + 3).any(|at| self.lists(at, words.passed));
        // "Three weeks in a tent", "two months had passed": what is at its beginning is the whole.
        if opens {
            let goes_on = end >= to || self.has(end, class::PREPOSITION) || self.is_mark(end, &[",", "."]);
            return beside
                && (headline
                    || passed
                    || first_word && length.compound
                    || goes_on && first_word
                    || goes_on && length.several);
        }
        let before = at - 1;
        if self.does(before, role::COUNT_EACH) {
            return false;
        }
        let own = self.word(before);
        if self.lists(before, words.the) || own.ends_with("'s") || own.ends_with("’s") {
            return true;
        }
        let led = (1..=3).any(|n| {
            before
                .checked_sub(n - 1)
                .is_some_and(|b| b >= from && self.listed(b, words.led).is_some_and(|(to, _)| to == at))
        });
        let led = led
            || self.lists(before, words.after) && self.has(end, class::PREPOSITION)
            || passed
            // "The dry spell of 60 days"
            || self.does(before, role::OF) && (from.max(before.saturating_sub(4))..before).any(|at| self.does(at, role::THE));
        // "A two-hour show starts at 8pm and ends at 9pm."
        // "At three hours and 50 minutes"
        let whole = length.several && self.does(before, role::TIME_AT)
            // "It starts at six and ends at eight, so it is two hours."
            || self.does(before, role::SYNTAX_BE)
                && ends.second < at
                && ([first, second] == [length.sentence; 2] || length.several && near(second))
            // "It left at noon and docked at two, a crossing of two hours."
            || self.does(before, role::OF)
                && [first, second] == [length.sentence; 2]
                && ends.second < at
                && (1..=3).any(|n| before.checked_sub(n).is_some_and(|b| self.does(b, role::A_OR_AN)));
        beside && (led || whole || length.compound && determined)
    }
}
