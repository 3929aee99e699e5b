//! Measures: figures with a unit: "12 km", "five and a half miles", "a 12-mile walk", "6ft 2in", "an hour and a
//! half", "two years and three months".

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::declare::kind;
use super::look::Look;
use super::{Bound, Fact, Facts, Form, Number, Value};
use crate::Interval;
use crate::lexicon::Lexicon;
use crate::text::{Class, Classes, Token, TokenKind, class, role};
use unit::Unit;

mod part;
mod rest;
mod unit;

/// The most tokens of a number before its unit: "one hundred and twenty-five thousand".
const NUMBER: usize = 10;

/// A figure with a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The figure. Of one in several units, that of the first.
    pub amount: Number,
    /// The name of its unit in the singular: "mile". Of a figure in several units, that of the first.
    pub unit: CompactString,
    /// What it measures: length, area, volume, mass, time, speed, temperature, energy or power.
    pub dimension: &'static str,
    /// Between which values it lies in the unit of its dimension: metres, square metres, cubic metres, kilograms,
    /// seconds, metres a second, degrees Celsius, joules or watts.
    pub base: Interval,
    /// Whether it is in several units: "6ft 2in", "an hour and a half".
    pub several: bool,
    /// What it is told to be a part of, in its unit, where that is less: "71 km of the trail", which is 62 km long.
    pub whole: Option<Decimal>,
    /// Between which values it lies there if its last digit that is not 0 is rounded, as what is converted is.
    pub(super) rounded: Interval,
    /// What the zero of its unit is in the unit of its dimension.
    shift: Decimal,
}

/// Degrees from which on a temperature is no rise of one.
const RISE: u32 = 100;

impl Measure {
    /// How far apart two values are that the rounded measure tells, as of a rise in temperature. None of what is no
    /// temperature, or too much for a rise.
    pub(super) fn without_shift(&self) -> Option<Interval> {
        let back = |end: Option<Decimal>| end.and_then(|end| end.checked_sub(self.shift));
        (self.dimension == "temperature" && self.amount.value < RISE.into())
            .then(|| Interval { low: back(self.rounded.low), high: back(self.rounded.high) })
    }
}

/// The parts of a measure by which it may be rounded beside one in another unit that has two digits, or more.
const TENTH: Decimal = Decimal::TEN;
const SLIGHT: Decimal = Decimal::from_parts(16, 0, 0, false, 0);

/// How many times a unit of speed is smaller that is told by the hour, and not by the second.
const HOUR: Decimal = Decimal::from_parts(36, 0, 0, false, 1);

impl Measure {
    /// What one of its unit is in the unit of its dimension. Costs a division.
    fn factor(&self) -> Option<Decimal> {
        self.base.middle()?.checked_sub(self.shift)?.checked_div(self.amount.interval().middle()?)
    }

    /// Whether its unit is one of the metric system: so many times ten of the unit of its dimension.
    pub(super) fn is_metric(&self) -> bool {
        let tens = |factor: Decimal| {
            factor
                .round_sf(6)
                .is_some_and(|factor| factor.mantissa().to_string().trim_end_matches('0') == "1")
        };
        let by_hour =
            |factor: Decimal| self.dimension == "speed" && factor.checked_mul(HOUR).is_some_and(tens);
        self.shift.is_zero() && self.factor().is_some_and(|factor| tens(factor) || by_hour(factor))
    }

    /// The part by which one in another unit may be rounded beside it, if its own figure is no round one: it has two
    /// digits or more that are not noughts at its end, or two units.
    fn least_part(&self) -> Option<Decimal> {
        let digits = self.amount.value.normalize().mantissa().unsigned_abs();
        match digits {
            _ if self.several => Some(SLIGHT),
            0..10 => None,
            10..100 => (!digits.is_multiple_of(5)).then_some(TENTH),
            _ => Some(SLIGHT),
        }
    }

    /// Between which values it lies beside one in another unit: what is told so precisely there is less rounded here.
    pub(super) fn rounded_beside(&self, other: &Self) -> Interval {
        let part = other.least_part().filter(|_| self.dimension != "temperature");
        let Some((part, middle)) = part.zip(self.base.middle()) else { return self.rounded };
        let near = self.base.widened(middle.abs() / part);
        Interval { low: self.rounded.low.max(near.low), high: least(self.rounded.high, near.high) }
    }

    /// How many of the unit of another measure it is.
    pub(super) fn converted_to(&self, other: &Self) -> Option<Decimal> {
        self.base.middle()?.checked_sub(other.shift)?.checked_div(other.factor()?)
    }
}

/// The lesser of two ends, of which one may be open.
fn least(a: Option<Decimal>, b: Option<Decimal>) -> Option<Decimal> {
    a.zip(b).map_or(a.or(b), |(a, b)| Some(a.min(b)))
}

/// What one of a unit of time lasts, at least and at most, in seconds. None for an entry of another unit.
pub(super) fn seconds(entry: &str) -> Option<(Decimal, Decimal)> {
    let unit = Unit::parse(entry).filter(|unit| unit.dimension == "time")?;
    unit.factor.low.zip(unit.factor.high)
}

/// A value that is rounded at its last digit that is not 0: by no more than a fifth, and by a fiftieth at least, as
/// what it is converted from may have been rounded too.
fn rounded(number: &Number) -> Interval {
    let value = number.value.abs().normalize();
    let digit = number.unit.unwrap_or_else(|| {
        let mut digit = Decimal::new(1, value.scale());
        while let Some(next) =
            digit.checked_mul(Decimal::TEN).filter(|next| *next <= value && (value % next).is_zero())
        {
            digit = next;
        }
        digit
    });
    Interval::exact(number.value)
        .widened((digit / Decimal::TWO).min(value / Decimal::from(5)).max(value / Decimal::from(50)))
}

kind! {
    /// A figure with a unit: "12 km", "six years and a half".
    Measure(m) as "measure", over Facts;

    [Value, Bound, Form, Compound] of Number = &m.amount;
    Unit: Text = &m.unit, "the name of the unit in the singular: \"mile\"";
    Dimension: Text = m.dimension,
        "length, area, volume, mass, time, speed, temperature, energy or power";
    Low: Number = m.base.low,
        "its least value in m, m², m³, kg, s, m/s, degrees Celsius, J or W; a month is 30 days or 31";
    High: Number = m.base.high, "its greatest value there";
    Whole: Number = m.whole,
        "what it is said to be a part of, in its unit, where that is less: \"71 km of the trail\", which is 62 km long";
}

/// A measure and its tokens, with what one of its unit is.
struct Read<'l> {
    tokens: (usize, usize),
    measure: Measure,
    unit: Unit<'l>,
}

impl Read<'_> {
    fn fact(self, facts: &Facts<'_>) -> Fact {
        facts.fact_over(self.tokens, Value::Measure(Box::new(self.measure)))
    }
}

/// The measures of an article, in order. Linear.
pub(super) fn measures(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let Some(class) = lexicon.class("unit") else { return Vec::new() };
    let look = Look { facts, lexicon };
    let mut found: Vec<Fact> = Vec::new();
    for (sentence, &(from, to)) in facts.sentences.iter().enumerate() {
        let figures = facts.has_numbers(sentence) || facts.has_word_of(sentence, FIGURE) || {
            facts.has_word_with(sentence, role::A_OR_AN) || facts.has_word_with(sentence, role::NUMBER_HALF)
        };
        if !figures || !facts.has_word_of(sentence, class.only()) {
            continue;
        }
        let mut last: Option<Read<'_>> = None;
        let mut at = from as usize;
        while at < to as usize {
            let next = look.token(at).filter(|token| token.has(class) && at > from as usize);
            let next = next.filter(|_| look.is_figure_before(at));
            let Some(read) = next.and_then(|_| look.measure(at, (from as usize, to as usize), class)) else {
                at += 1;
                continue;
            };
            let read = look.with_rest(read, to as usize);
            at = read.tokens.1;
            let both = last.as_ref().and_then(|first| look.joined(first, &read));
            if both.is_none() {
                found.extend(last.take().map(|read| read.fact(facts)));
            }
            last = both.or(Some(read));
        }
        found.extend(last.map(|read| read.fact(facts)));
    }
    part::set_wholes(look, &mut found);
    found
}

/// Words that can end a figure.
const FIGURE: Classes = class::CARDINAL
    .only()
    .union(class::TENS.only())
    .union(class::SCALE.only())
    .union(class::HUNDRED.only())
    .union(class::DOZEN.only());

impl<'f> Look<'f> {
    /// Whether the token before another can end a figure. Asked of every token that may be a unit, so it must be quick.
    fn is_figure_before(&self, at: usize) -> bool {
        let Some(before) = self.token(at - 1) else { return false };
        match before.kind {
            TokenKind::Number => true,
            TokenKind::Mark => self.token(at).is_some_and(Token::is_glued),
            _ => {
                before.classes.meets(FIGURE)
                    || self.does(at - 1, role::A_OR_AN)
                    || self.does(at - 1, role::NUMBER_HALF)
            }
        }
    }

    /// The measure whose unit begins at a token of a sentence.
    fn measure(&self, at: usize, (from, end): (usize, usize), class: Class) -> Option<Read<'f>> {
        let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at, end, class)?;
        let mut to = at + hit.len;
        // "In 1998 in Lille", "platform 5 C": what is a word too is a unit only beside its figure.
        let glued = self.token(at).is_some_and(Token::is_glued);
        let letter = hit.len == 1 && self.word(at).len() == 1 && self.token(at)?.is_capital();
        if (letter || self.has(at, class::PREPOSITION)) && !glued {
            return None;
        }
        let minus = |at: usize| self.does(at, role::MINUS) || self.is_mark(at, &["-", "−", "–"]);
        let hyphen = glued && at > from && self.is_mark(at - 1, &["-", "‑"]);
        let behind = if hyphen { at - 1 } else { at };
        // "The 30-second spot", and not "two second homes".
        if self.has(at, class::ORDINAL) && !hyphen && !self.word(at).ends_with('s') {
            return None;
        }
        let unit = Unit::parse(hit.value)?;
        let (mut number, start, fact) = self.amount(behind, from).or_else(|| self.one(at, from, to))?;
        // "Minus 5C", "-5C", and not "20 miles - 32 km".
        let apart = start > from && self.is_dash(start - 1);
        if start > from && minus(start - 1) && !apart {
            return None;
        }
        // "Six mile markers": the unit is no noun here.
        if fact.is_some_and(|end| end > to) {
            return None;
        }
        // "An hour and a half".
        let half =
            self.does(to, role::AND) && self.does(to + 1, role::A) && self.does(to + 2, role::NUMBER_HALF);
        let mut several = half && to + 2 < end;
        if several {
            number.value = number.value.checked_add(Decimal::new(5, 1))?;
            to += 3;
        } else if let Some((part, next)) = self.and_a_part(to, end) {
            number.value = number.value.checked_add(part)?;
            to = next;
            several = true;
        }
        let measure = Measure {
            amount: number,
            unit: unit.name.into(),
            dimension: unit.dimension,
            base: unit.of(number.interval()),
            several,
            whole: None,
            rounded: unit.of(rounded(&number)),
            shift: unit.shift,
        };
        Some(Read { tokens: (start, to), measure, unit })
    }

    /// The number that ends before a token, its first token, and the end of what it counts.
    fn amount(&self, end: usize, from: usize) -> Option<(Number, usize, Option<usize>)> {
        let starts = (from.max(end.saturating_sub(NUMBER))..end).rev();
        let Some(fact) = starts.filter_map(|at| self.facts.starting(at)).next() else {
            return self.glued(end, from).map(|(number, at)| (number, at, None));
        };
        let (first, last) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        let (number, counted) = match &fact.value {
            Value::Number(number) if last == end => (*number, None),
            Value::Count(count) if last > end && (first..end).all(|at| self.is_of_number(at)) => {
                (count.number, Some(last))
            }
            _ if last < end => {
                let (number, at) = self.glued(end, from)?;
                return Some((number, at, None));
            }
            _ => return None,
        };
        (!number.label || self.token(end)?.is_glued()).then_some((
            Number { label: false, ..number },
            first,
            counted,
        ))
    }

    /// Digits that are no fact, as the letters glued to them may make them a name: "10in", "38C".
    fn glued(&self, end: usize, from: usize) -> Option<(Number, usize)> {
        let at = end.checked_sub(1).filter(|&at| at >= from)?;
        let digits = self.token(at)?.kind == TokenKind::Number && self.token(end)?.is_glued();
        let name = self.token(at)?.is_glued() && at > from && !self.is_mark(at - 1, &["(", "/"]);
        (digits && !name).then(|| Number::in_digits(self.word(at)))?.map(|number| (number, at))
    }

    /// Whether a token can be of a number with what bounds it.
    fn is_of_number(&self, at: usize) -> bool {
        self.is_number(at)
            || self.is_any(
                at,
                &[class::SCALE, class::HUNDRED, class::BOUND, class::PREPOSITION, class::ADDITIVE],
            )
            || self.does(at, role::AND)
            || self.does(at, role::A)
            || self.does(at, role::THAN)
            || self.does(at, role::NUMBER_HALF)
            || self.token(at).is_some_and(|token| !token.is_word())
    }

    /// "An hour and a half", "a mile (1.6 km)", "a fortnight": one, where the unit stands as a measure does.
    fn one(&self, at: usize, from: usize, to: usize) -> Option<(Number, usize, Option<usize>)> {
        let a = at.checked_sub(1).filter(|&a| a >= from && self.does(a, role::A_OR_AN))?;
        // "Three-quarters of an hour".
        if a > from && self.does(a - 1, role::OF) {
            let fraction = |at: usize| match self.facts.starting(at).map(|fact| (&fact.value, fact.tokens)) {
                Some((Value::Number(number), (_, end)))
                    if end as usize == a - 1 && number.form == Form::Fraction =>
                {
                    Some((*number, at, None))
                }
                _ => None,
            };
            let part = (from.max(a.saturating_sub(NUMBER))..a - 1).rev().find_map(fraction);
            // "A wait of an hour and a half".
            if part.is_some() || !self.does(to, role::AND) {
                return part;
            }
        }
        let half = a > from && self.does(a - 1, role::NUMBER_HALF);
        let goes_on = self.is_mark(to, &["(", ","])
            || self.does(to, role::AND) && (self.does(to + 1, role::A) || self.has(to + 1, class::CARDINAL));
        if !half && !goes_on {
            return None;
        }
        let value = if half { Decimal::new(5, 1) } else { Decimal::ONE };
        Some((Number { bound: Bound::Exact, ..Number::new(value, Form::Words) }, a - usize::from(half), None))
    }

    /// One measure in two units, the second of which is the smaller and stands beside the first: "6ft 2in".
    fn joined(&self, first: &Read<'f>, second: &Read<'f>) -> Option<Read<'f>> {
        let gap = first.tokens.1..second.tokens.0;
        let joint = |at: usize| self.does(at, role::AND) || self.is_mark(at, &[","]);
        let beside = gap.is_empty() || gap.len() == 1 && joint(gap.start);
        let (a, b) = (&first.measure, &second.measure);
        let smaller = second.unit.factor.high < first.unit.factor.low && a.amount.value.fract().is_zero();
        // "Six years, 20 days": less than one of the first unit.
        let less = b.base.high.zip(first.unit.factor.low).is_some_and(|(part, one)| part < one);
        let one = a.dimension == b.dimension && beside && smaller && less;
        (one && first.unit.shift.is_zero()).then(|| Read {
            tokens: (first.tokens.0, second.tokens.1),
            measure: Measure {
                base: a.base.sum(b.base),
                rounded: a.base.sum(b.rounded),
                several: true,
                ..a.clone()
            },
            unit: second.unit,
        })
    }
}
