//! The figures of an article that a rate can be told of: amounts, measures, numbers of things and lengths of time.

use rust_decimal::Decimal;

use super::{FIGURES, Figure, Of, Per};
use crate::Interval;
use crate::facts::look::Look;
use crate::facts::{Bound, Fact, Form, Kind, Number, Value};
use crate::text::role;

/// How near a figure words stand that say that it is the whole.
const LEAD: usize = 5;

/// The part of a measure by which it may be rounded.
const ROUNDED: Decimal = Decimal::from_parts(15, 0, 0, false, 3);

/// What a figure is of, between which values it lies, and its number and unit as told.
type Told<'f> = (Of<'f>, (Decimal, Interval), (Decimal, &'f str));

impl<'f> Look<'f> {
    /// The figures of an article with what each is for.
    pub(super) fn rate_figures(self, measures: &'f [Fact]) -> Vec<Figure<'f>> {
        let mut figures: Vec<Figure<'f>> = Vec::new();
        let own = |fact: &&Fact| fact.zone.is_own();
        let mut add = |fact: &'f Fact| {
            let tokens = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            if figures.len() <= FIGURES
                && let Some((of, said, told)) = figure(fact, self.is_in_all(tokens.1))
                && !(of == Of::Plain && self.is_mark(tokens.1, &["-", "–"]))
                && !figures.iter().any(|f| f.tokens.0 < tokens.1 && tokens.0 < f.tokens.1)
            {
                let sentence = fact.sentence as usize;
                let whole = self.is_whole(tokens, sentence);
                figures.push(Figure { tokens, sentence, of, said, told, per: Per::None, whole });
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
            // The price of a thing is rounded by 3 per cent at most.
            if matches!((per, figures[i].of), (Per::Each | Per::Thing(_), Of::Money(_))) {
                let (value, within) = figures[i].said;
                let most = Interval::exact(value).widened(value.abs() * ROUNDED * Decimal::TWO);
                figures[i].said.1 = Interval { low: within.max(most).low, high: within.min(most).high };
            }
        }
        figures
    }

    /// Whether "in all" or the like stands at a token.
    fn is_in_all(self, at: usize) -> bool {
        self.does(at, role::IN) && self.does(at + 1, role::SHARE_WHOLE)
    }

    /// Whether words beside a figure say that it is the whole: "in all", "a bill of".
    fn is_whole(self, (from, to): (usize, usize), sentence: usize) -> bool {
        let (start, end) = self.sentence(sentence);
        (from.saturating_sub(LEAD).max(start)..from)
            .chain(to..end.min(to + LEAD))
            .any(|at| self.does(at, role::RATE_WHOLE))
            || from > start && self.does(from - 1, role::THE)
    }
}

/// What a fact is a figure of, and which; a measure in the unit of its dimension.
fn figure(fact: &Fact, in_all: bool) -> Option<Told<'_>> {
    // "To run up to £1,500 in all" is no limit.
    let plain = |number: &Number| {
        !number.label && number.form != Form::Fraction && (number.bound != Bound::AtMost || in_all)
    };
    match &fact.value {
        Value::Money(money) if plain(&money.amount) => {
            let amount = if in_all { Number { bound: Bound::Exact, ..money.amount } } else { money.amount };
            let said = (amount.value, widened(&amount));
            Some((Of::Money(&money.currency), said, (money.amount.value, "")))
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
            let told = (measure.amount.value, &*measure.unit);
            Some((of, (middle, base.widened(middle.abs() * rounded)), told))
        }
        Value::Count(count) if plain(&count.number) => {
            let of = count.noun.as_deref().map_or(Of::Plain, Of::Count);
            let told = (count.number.value, count.noun.as_deref().unwrap_or_default());
            Some((of, (count.number.value, count.number.interval()), told))
        }
        Value::Number(number) if plain(number) && !number.compound => {
            // An average is rounded or cut at its last digit: "4.1 to the nest".
            let digit = Decimal::new(1, number.value.scale());
            let cut = if number.value.fract().is_zero() { Decimal::ZERO } else { digit };
            Some((Of::Plain, (number.value, number.interval().widened(cut)), (number.value, "")))
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
