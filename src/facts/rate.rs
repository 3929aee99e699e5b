//! So much for each, or in each: "nine vans at 210 euros each", "£95 a month", "14 tonnes a day for five days",
//! "150 km in two hours and a half, an average of 60 km/h", with what that makes in all.

use rust_decimal::Decimal;

use super::declare::kind;
use super::look::Look;
use super::{Bound, Fact, Facts, Form, Key, Kind, Number, Value};
use crate::Interval;
use crate::language;
use crate::lexicon::Lexicon;
use crate::text::{class, role};

/// How many sentences before a rate may tell how many times it is taken, and how many behind may tell what it makes.
const BEFORE: usize = 2;
const BEHIND: usize = 8;

/// How many tokens behind "each" its figure may stand.
const EACH: usize = 6;

/// How many times what a rate makes its total may be for a slip, up or down; or ten times, by a nought.
const NEAR: Decimal = Decimal::from_parts(2, 0, 0, false, 0);

/// The longest time for which a speed is told, in seconds: ten days.
const LONG: Decimal = Decimal::from_parts(864_000, 0, 0, false, 0);

/// The part of a measure by which it may be rounded.
const ROUNDED: Decimal = Decimal::from_parts(15, 0, 0, false, 3);

/// The most figures of an article among which what a rate makes is looked for.
const FIGURES: usize = 150;

/// So much for each of so many, and what is told to be the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// How much for each.
    pub each: (Decimal, Interval),
    /// Of how many, or for how long.
    pub times: (Decimal, Interval),
    /// What is told to be the whole.
    pub total: (Decimal, Interval),
    /// each, period or speed.
    pub form: &'static str,
}

kind! {
    /// So much for each of so many, and what is told to be the whole.
    Rate(r) as "rate", over Facts;

    Each: Number = r.each.0, "how much for each";
    Times: Number = r.times.0, "of how many, or for how long";
    Total: Number = r.total.0, "what is told to be the whole";
    Form: Text = r.form, "each, period for \"a month\" and \"a year\", or speed";
}

impl Rate {
    /// Between which values one of its numbers lies.
    pub(super) const fn interval_of(&self, key: Key) -> Option<Interval> {
        match key {
            Key::Each => Some(self.each.1),
            Key::Times => Some(self.times.1),
            Key::Total => Some(self.total.1),
            _ => None,
        }
    }
}

/// What a figure is of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Of<'f> {
    Money(&'f str),
    /// A unit, and in how many of the unit of its dimension it is told.
    Measure(&'f str),
    /// So many seconds.
    Time,
    Count(&'f str),
    Plain,
}

/// A figure of the article.
#[derive(Clone, Copy, Debug)]
struct Figure<'f> {
    tokens: (usize, usize),
    sentence: usize,
    of: Of<'f>,
    said: (Decimal, Interval),
    /// What it is for: each thing, a period of so many seconds, or nothing.
    per: Per<'f>,
    /// Whether it is told to be the whole.
    whole: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Per<'f> {
    None,
    Each,
    /// A thing by its noun.
    Thing(&'f str),
    /// A period, in seconds.
    Period(Decimal),
}

/// The rates of an article whose number and whole are told. Bounded by the square of [`FIGURES`].
pub(super) fn rates(facts: &Facts<'_>, lexicon: &Lexicon, measures: &[Fact]) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let figures = look.rate_figures(measures);
    let rates: Vec<&Figure<'_>> = figures.iter().filter(|figure| figure.per != Per::None).collect();
    if rates.is_empty() || figures.len() > FIGURES {
        return Vec::new();
    }
    let mut found = Vec::new();
    for rate in &rates {
        found.extend(look.rate(rate, &figures));
    }
    found
}

impl<'f> Look<'f> {
    /// The figures of an article with what each is for.
    fn rate_figures(self, measures: &'f [Fact]) -> Vec<Figure<'f>> {
        let mut figures: Vec<Figure<'f>> = Vec::new();
        let own = |fact: &&Fact| fact.zone.is_own();
        let mut add = |fact: &'f Fact| {
            let tokens = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            if figures.len() <= FIGURES
                && let Some((of, said)) = figure(fact)
                && !figures.iter().any(|f| f.tokens.0 < tokens.1 && tokens.0 < f.tokens.1)
            {
                let sentence = fact.sentence as usize;
                let whole = self.is_whole(tokens, sentence);
                figures.push(Figure { tokens, sentence, of, said, per: Per::None, whole });
            }
        };
        measures.iter().filter(own).for_each(&mut add);
        for kind in [Kind::Money, Kind::Count, Kind::Number] {
            self.facts.of(kind).filter(own).for_each(&mut add);
        }
        figures.sort_by_key(|figure| figure.tokens);
        for i in 0..figures.len() {
            let speed = figures[i].of == Of::Measure("speed");
            let per = if speed { Per::Period(Decimal::ONE) } else { self.per(&figures, i) };
            if speed {
                figures[i].of = Of::Measure("length");
            }
            figures[i].per = per;
        }
        figures
    }

    /// Whether words beside a figure say that it is the whole: "in all", "a bill of".
    fn is_whole(self, (from, to): (usize, usize), sentence: usize) -> bool {
        let (start, end) = self.sentence(sentence);
        (from.saturating_sub(4).max(start)..from)
            .chain(to..end.min(to + 3))
            .any(|at| self.does(at, role::RATE_WHOLE))
            || from > start && self.does(from - 1, role::THE)
    }

    /// What a figure is for: "210 euros each", "14 tonnes a day", "5 euros a crate", "each carried 40 tonnes".
    fn per(self, figures: &[Figure<'f>], index: usize) -> Per<'f> {
        let figure = &figures[index];
        let (start, end) = self.sentence(figure.sentence);
        let (from, to) = figure.tokens;
        if figure.of == Of::Time || figure.of == Of::Plain {
            return Per::None;
        }
        if self.does(to, role::RATE_EACH) && to < end {
            return Per::Each;
        }
        let article =
            self.does(to, role::A_OR_AN) || self.does(to, role::RATE_PER) || self.is_mark(to, &["/"]);
        if article && to + 1 < end {
            if let Some(period) = self.period_of(to + 1) {
                // "393 million a year earlier" is no rate.
                let when = self.does(to + 2, role::CHANGE_EARLIER) || self.does(to + 2, role::CHANGE_LATER);
                return if when { Per::None } else { Per::Period(period) };
            }
            let thing =
                self.is_lower(to + 1) && !self.is_any(to + 1, &[class::PREPOSITION, class::NOUN_EVENT]);
            let money = matches!(figure.of, Of::Money(_));
            if thing && money && !self.is_lower(to + 2) || thing && self.does(to, role::RATE_PER) {
                return Per::Thing(self.word(to + 1));
            }
        }
        let each =
            (from.saturating_sub(EACH).max(start)..from).rev().find(|&at| self.does(at, role::RATE_EACH));
        // "Each of the six has 30 beds", and not "each has 30 beds in six rooms" or "90 euros each to 12 crews".
        let of_them =
            |f: &Figure<'_>, each: usize| f.of == Of::Plain && f.tokens.0 <= each + 4 && f.tokens.1 < from;
        let between = |each: usize| {
            figures[..index].iter().any(|f| f.tokens.1 == each || f.tokens.0 > each && !of_them(f, each))
        };
        // "Nine out of every ten".
        let of = |each: usize| each + 1 >= from && each > start && self.does(each - 1, role::OF);
        if each.is_some_and(|each| !between(each) && !of(each)) {
            return Per::Each;
        }
        // "Six parts of €900".
        let parts = from >= start + 3
            && self.does(from - 1, role::OF)
            && language::chosen().looks_plural(self.word(from - 2));
        let counted = index > 0
            && figures[index - 1].tokens.0 + EACH > from
            && figures[index - 1].tokens.0 >= start
            && matches!(figures[index - 1].of, Of::Count(_) | Of::Plain);
        if parts && counted && matches!(figure.of, Of::Money(_)) { Per::Each } else { Per::None }
    }

    /// How long the period is that a token names, in seconds; a month is 30.4 days and a year 365.
    fn period_of(self, at: usize) -> Option<Decimal> {
        let unit = self.lexicon.class("unit")?;
        let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at, at + 1, unit)?;
        let (low, high) = super::measure::seconds(hit.value)?;
        Some((low + high) / Decimal::TWO)
    }

    /// What a rate makes, if the text tells one number for it and one whole.
    fn rate(self, rate: &Figure<'f>, figures: &[Figure<'f>]) -> Option<Fact> {
        let (before, behind) = if rate.per == Per::Period(Decimal::ONE) {
            (BEHIND, BEHIND)
        } else if matches!(rate.per, Per::Period(_)) {
            (BEFORE * 2, BEHIND)
        } else {
            (BEFORE, BEHIND)
        };
        let near = |figure: &&Figure<'f>| {
            figure.sentence + before >= rate.sentence
                && figure.sentence <= rate.sentence + behind
                && figure.tokens != rate.tokens
        };
        let alike = |figure: &Figure<'f>| {
            figure.of == rate.of || matches!(rate.of, Of::Count(_)) && figure.of == Of::Plain
        };
        // Another rate of the same: which one the whole is of is open.
        let rival = |other: &Figure<'f>| {
            other.tokens != rate.tokens
                && other.of == rate.of
                && other.per != Per::None
                && other.said.0 != rate.said.0
        };
        match rate.per {
            Per::Period(period) => {
                if let Some(found) = self.by_period(rate, period, figures) {
                    return Some(found);
                }
                let rivals = figures.iter().filter(near).any(&rival);
                let times: Vec<Figure<'f>> = figures
                    .iter()
                    .filter(near)
                    .filter(|f| f.of == Of::Time && f.tokens.0 != rate.tokens.1 && !self.is_past(f.tokens.0))
                    .map(|f| {
                        let within = f.said.1.quotient(Interval::exact(period));
                        Figure { said: (f.said.0.checked_div(period).unwrap_or_default(), within), ..*f }
                    })
                    .collect();
                let totals: Vec<Figure<'f>> = figures
                    .iter()
                    .filter(near)
                    .filter(|f| alike(f) && f.per == Per::None && f.of != Of::Plain)
                    .copied()
                    .collect();
                if rivals { None } else { self.product(rate, &times, &totals, figures, "speed") }
            }
            Per::Each | Per::Thing(_) => {
                if figures.iter().filter(near).any(rival) {
                    return None;
                }
                let whole = |f: &&Figure<'f>| {
                    f.per == Per::None && f.said.0.fract().is_zero() && f.said.0 >= Decimal::TWO
                };
                let times: Vec<Figure<'f>> = figures
                    .iter()
                    .filter(near)
                    .filter(|f| {
                        f.sentence <= rate.sentence + 1
                            && matches!(f.of, Of::Count(_) | Of::Plain)
                            && f.of != rate.of
                    })
                    .filter(whole)
                    .copied()
                    .collect();
                let totals: Vec<Figure<'f>> =
                    figures.iter().filter(near).filter(|f| alike(f) && f.per == Per::None).copied().collect();
                self.product(rate, &times, &totals, figures, "each")
            }
            Per::None => None,
        }
    }

    /// A rate that is told for two periods: "£95 a month", "£1,140 a year".
    fn by_period(self, rate: &Figure<'f>, period: Decimal, figures: &[Figure<'f>]) -> Option<Fact> {
        let longer = |figure: &&Figure<'f>| {
            let more = matches!(figure.per, Per::Period(other) if other > period);
            more && figure.of == rate.of && figure.sentence.abs_diff(rate.sentence) <= 1
        };
        // Who pays by the year pays less: "599 per month or 5,999 per year" is a list of prices.
        let listed = |figure: &Figure<'f>| !self.does(figure.tokens.1, role::A_OR_AN);
        let mut longer_ones = figures.iter().filter(longer);
        let total = longer_ones.next().filter(|_| longer_ones.next().is_none())?;
        if listed(rate) || listed(total) || self.tells_more(rate, total) {
            return None;
        }
        let Per::Period(other) = total.per else { return None };
        let ratio = other.checked_div(period)?;
        let told = total.said.0.checked_div(rate.said.0)?;
        // A working day is shorter than a day, and a year is told in 12 months.
        let (exact, times) = match ratio {
            r if r > Decimal::from(11) && r < Decimal::from(13) => (true, Decimal::from(12)),
            r if r == Decimal::from(60) || r == Decimal::from(1440) || r == Decimal::from(3600) => (true, r),
            r => (false, r.round()),
        };
        let borne = |n: Decimal| {
            figures.iter().any(|f| matches!(f.of, Of::Count(_) | Of::Plain | Of::Time) && f.said.0 == n)
        };
        let other = told.fract().is_zero() && (borne(told) || self.has_time_of(figures, told));
        let least = times * Decimal::new(102, 2);
        if !exact && told <= least || other || !near(told, times) {
            return None;
        }
        let slack = if exact { Interval::exact(times) } else { Interval::between(Decimal::ZERO, least) };
        Some(self.told_rate(rate, total, (times, slack), "period"))
    }

    /// Whether a length of time of the article is so many of its unit: "ten months".
    fn has_time_of(self, figures: &[Figure<'f>], n: Decimal) -> bool {
        figures.iter().filter(|f| f.of == Of::Time).any(|f| {
            let (from, to) = f.tokens;
            (from..to).any(|at| {
                self.facts.starting(at).is_some_and(|fact| match &fact.value {
                    Value::Number(number) => number.value == n,
                    Value::Count(count) => count.number.value == n,
                    _ => false,
                })
            })
        })
    }

    /// The rate with the one number and the one whole that the text has for it.
    fn product(
        self,
        rate: &Figure<'f>,
        times: &[Figure<'f>],
        totals: &[Figure<'f>],
        figures: &[Figure<'f>],
        form: &'static str,
    ) -> Option<Fact> {
        for total in totals {
            if let Some(n) = times.iter().find(|n| total.said.1.overlaps(rate.said.1.product(n.said.1))) {
                return Some(self.told_rate(rate, total, n.said, form));
            }
        }
        if self.is_reckoned_otherwise(rate, totals, figures) {
            return None;
        }
        let one = |list: &[Figure<'f>]| -> Option<Figure<'f>> {
            let first = list.first()?;
            list.iter().all(|other| other.said.0 == first.said.0).then_some(*first)
        };
        // Nobody drives for a year.
        let short = |n: &&Figure<'f>| rate.per != Per::Period(Decimal::ONE) || n.said.0 < LONG;
        let times: Vec<Figure<'f>> = times.iter().filter(short).copied().collect();
        let own: Vec<Figure<'f>> = times.iter().filter(|n| n.sentence == rate.sentence).copied().collect();
        let n = one(&own).or_else(|| if own.is_empty() { one(&times) } else { None })?;
        let product = rate.said.0.checked_mul(n.said.0)?;
        let large: Vec<Figure<'f>> =
            totals.iter().filter(|total| near(total.said.0, product)).copied().collect();
        let whole: Vec<Figure<'f>> = large.iter().filter(|total| total.whole).copied().collect();
        let total = one(&large).or_else(|| one(&whole))?;
        let behind = total.tokens > rate.tokens;
        let sure = match rate.of {
            Of::Count(_) => total.whole || form == "speed" && n.sentence == rate.sentence,
            Of::Money(_) if form == "speed" => {
                total.whole && n.sentence == rate.sentence && total.sentence.abs_diff(rate.sentence) <= 1
            }
            _ if form == "speed" => true,
            Of::Measure(_) => {
                let other =
                    |f: &&Figure<'f>| f.of == rate.of && f.tokens != rate.tokens && f.said.0 != total.said.0;
                total.whole || behind && !figures.iter().any(|f| other(&f))
            }
            _ => total.whole || total.sentence == rate.sentence && behind,
        };
        let several = n.said.0 > Decimal::ONE;
        (sure && several && !self.tells_more(rate, &total))
            .then(|| self.told_rate(rate, &total, n.said, form))
    }

    /// Whether the whole comes out with other figures of the text: in two steps, with something added or taken off,
    /// or with a pause.
    fn is_reckoned_otherwise(self, rate: &Figure<'f>, totals: &[Figure<'f>], figures: &[Figure<'f>]) -> bool {
        let all = |figure: &&Figure<'f>| figure.tokens != rate.tokens;
        let numbers: Vec<Decimal> = figures
            .iter()
            .filter(all)
            .filter(|f| matches!(f.of, Of::Count(_) | Of::Plain))
            .map(|f| f.said.0)
            .collect();
        let spans: Vec<Decimal> = figures.iter().filter(|f| f.of == Of::Time).map(|f| f.said.0).collect();
        let period = if let Per::Period(period) = rate.per { period } else { Decimal::ONE };
        totals.iter().any(|total| {
            let others = || {
                figures
                    .iter()
                    .filter(|f| f.of == rate.of && f.tokens != total.tokens && f.tokens != rate.tokens)
            };
            let is_total = |value: Option<Decimal>| value.is_some_and(|value| total.said.1.contains(value));
            let twice = numbers.iter().any(|&a| {
                let once = rate.said.0.checked_mul(a);
                let more = |b: Decimal| once.and_then(|once| once.checked_mul(b));
                is_total(once)
                    || numbers.iter().any(|&b| is_total(more(b)))
                    || others().any(|f| {
                        is_total(once.and_then(|o| o.checked_add(f.said.0)))
                            || is_total(once.and_then(|o| o.checked_sub(f.said.0)))
                    })
            });
            let pause = spans.iter().any(|&a| {
                spans.iter().any(|&b| {
                    a > b && is_total((a - b).checked_div(period).and_then(|n| n.checked_mul(rate.said.0)))
                })
            });
            twice || pause
        })
    }

    /// Whether what was paid was less or more than that, by the words of the sentences.
    fn tells_more(self, rate: &Figure<'f>, total: &Figure<'f>) -> bool {
        [rate.sentence, total.sentence]
            .into_iter()
            .any(|sentence| self.facts.has_word_with(sentence, role::RATE_OTHER))
    }

    /// Whether a length of time is one that lies back: "in the past year".
    fn is_past(self, at: usize) -> bool {
        at > 0 && (self.does(at - 1, role::CHANGE_LAST) || self.does(at - 1, role::RATE_PAST))
    }

    fn told_rate(
        self,
        rate: &Figure<'f>,
        total: &Figure<'f>,
        times: (Decimal, Interval),
        form: &'static str,
    ) -> Fact {
        let value = Rate { each: rate.said, times, total: total.said, form };
        let (first, last) = if rate.tokens < total.tokens { (rate, total) } else { (total, rate) };
        let tokens = if first.sentence == last.sentence {
            (first.tokens.0, last.tokens.1)
        } else if form == "each" {
            total.tokens
        } else {
            last.tokens
        };
        self.facts.fact_over(tokens, Value::Rate(Box::new(value)))
    }
}

/// Whether one figure can stand for another by a slip: less than twice apart, or with a nought too many or too few.
fn near(a: Decimal, b: Decimal) -> bool {
    let (small, large) = (a.min(b), a.max(b));
    small > Decimal::ZERO && (large <= small * NEAR || large == small * Decimal::TEN)
}

/// What a fact is a figure of, and which; a measure in the unit of its dimension.
fn figure(fact: &Fact) -> Option<(Of<'_>, (Decimal, Interval))> {
    let plain =
        |number: &Number| !number.label && number.form != Form::Fraction && number.bound != Bound::AtMost;
    match &fact.value {
        Value::Money(money) if plain(&money.amount) => {
            Some((Of::Money(&money.currency), (money.amount.value, widened(&money.amount))))
        }
        Value::Measure(measure) if measure.amount.bound != Bound::AtMost => {
            let low = measure.base.low?;
            let high = measure.base.high.unwrap_or(low);
            let of = if measure.dimension == "time" { Of::Time } else { Of::Measure(measure.dimension) };
            let middle = (low + high) / Decimal::TWO;
            // "An average of 60 km/h" is no more rounded than "about 60 km/h" may be.
            let about = measure.amount.bound == Bound::About;
            let base = if about { Interval::exact(middle) } else { measure.base };
            let rounded = if about { ROUNDED * Decimal::from(3) } else { ROUNDED };
            Some((of, (middle, base.widened(middle.abs() * rounded))))
        }
        Value::Count(count) if plain(&count.number) => {
            let of = count.noun.as_deref().map_or(Of::Plain, Of::Count);
            Some((of, (count.number.value, count.number.interval())))
        }
        Value::Number(number) if plain(number) && !number.compound => {
            Some((Of::Plain, (number.value, number.interval())))
        }
        _ => None,
    }
}

/// Between which values an amount lies that may be rounded at its last digit that is not 0, by a hundredth at most.
fn widened(number: &Number) -> Interval {
    let whole = if number.value > Decimal::ONE_THOUSAND { Decimal::new(5, 1) } else { Decimal::ZERO };
    let rounded = number.unit.map_or(whole, |unit| unit / Decimal::TWO);
    let most = number.value.abs() / Decimal::ONE_HUNDRED;
    number.interval().widened(rounded.min(most))
}
