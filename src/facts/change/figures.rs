//! The figures that can move: of what each is, and between which values it lies.

use rust_decimal::Decimal;

use super::{FIGURES, Figure, Of, half};
use crate::Interval;
use crate::facts::look::Look;
use crate::facts::{Bound, Fact, Form, Number, Value};
use crate::text::{Role, role};

/// The part of an amount by which it is rounded at most where it is told in noughts.
const SLIGHT: Decimal = Decimal::from_parts(200, 0, 0, false, 0);

/// From how many times half of its last digit a figure has more than one.
const FINE: Decimal = Decimal::from_parts(22, 0, 0, false, 0);

impl<'f> Look<'f> {
    /// The figures of a sentence that can move, in order.
    pub(super) fn moved_figures(&self, sentence: usize, measures: &'f [Fact]) -> Vec<Figure<'f>> {
        self.figures_by(sentence, measures, |fact| self.moved(fact))
    }

    /// Whether a measure stands in a sentence. Costs a binary search.
    pub(super) fn is_measured(&self, sentence: usize, measures: &[Fact]) -> bool {
        let from = measures.partition_point(|fact| (fact.sentence as usize) < sentence);
        measures.get(from).is_some_and(|fact| fact.sentence as usize == sentence)
    }

    /// The figures of a sentence that `read` makes of its facts, in order. A number is none beside the measure that
    /// has it.
    pub(super) fn figures_by(
        &self,
        sentence: usize,
        measures: &'f [Fact],
        read: impl Fn(&'f Fact) -> Option<Figure<'f>>,
    ) -> Vec<Figure<'f>> {
        let from = measures.partition_point(|fact| (fact.sentence as usize) < sentence);
        let own = measures[from..].iter().take_while(|fact| fact.sentence as usize == sentence);
        let mut figures: Vec<Figure<'f>> = own.filter_map(&read).collect();
        for kind in FIGURES {
            for figure in self.facts.within(sentence, kind).filter_map(&read) {
                let taken =
                    |other: &Figure<'_>| other.tokens.0 < figure.tokens.1 && figure.tokens.0 < other.tokens.1;
                if !figures.iter().any(taken) {
                    figures.push(figure);
                }
            }
        }
        figures.sort_by_key(|figure| figure.tokens);
        figures
    }

    fn moved(&self, fact: &'f Fact) -> Option<Figure<'f>> {
        let (number, of): (&Number, Of<'f>) = match &fact.value {
            Value::Money(money) => (&money.amount, Of::Money(&money.currency)),
            Value::Percent(percent) => {
                (&percent.value, if percent.points { Of::Points } else { Of::Percent })
            }
            Value::Measure(measure) if !measure.several => (&measure.amount, Of::Measure(&measure.unit)),
            // "Up six points, from 52 to 58 per cent"
            Value::Count(count) if count.noun.as_deref() == Some("point") && count.modifiers.is_empty() => {
                (&count.number, Of::Points)
            }
            // "Plunged by 14 degrees"
            Value::Count(count) if count.class == Some("measure") => {
                (&count.number, Of::Measure(count.noun.as_deref()?))
            }
            Value::Count(count) if count.whole.is_none() => {
                (&count.number, count.noun.as_deref().map_or(Of::Plain, Of::Noun))
            }
            Value::Number(number) if number.form != Form::Fraction => (number, Of::Plain),
            _ => return None,
        };
        let (from, to) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        let minus = from > 0 && self.is_minus(from - 1);
        let compound = number.compound && !matches!(of, Of::Measure(_));
        let open = matches!(number.bound, Bound::AtLeast | Bound::AtMost);
        if number.label && matches!(of, Of::Plain) || compound || minus || open {
            return None;
        }
        // What is told in per cent is rounded, and so may be an amount or a measure at its last digit that is not 0.
        // "Some 48 per cent": what is told to its last digit is rounded there.
        let own = half(number.value);
        let stated = if number.bound == Bound::About && number.value >= own * FINE {
            Interval::exact(number.value).widened(own)
        } else {
            number.interval()
        };
        let interval = match of {
            Of::Percent | Of::Points if number.unit.is_none() => stated.widened(Decimal::new(5, 1)),
            Of::Money(_) | Of::Measure(_) if number.bound == Bound::Exact => {
                // "From 8 cents to 3 cents"
                let most = match of {
                    Of::Money(_) if number.value < Decimal::ONE => Decimal::new(5, 3),
                    _ if number.value < Decimal::ONE => number.value,
                    _ => number.value / SLIGHT,
                };
                stated.widened(half(number.value).min(most))
            }
            _ => stated,
        };
        Some(Figure { tokens: (from, to), of, said: (number.value, interval) })
    }

    /// Whether a word or mark makes the figure behind it one below nought.
    pub(super) fn is_minus(&self, at: usize) -> bool {
        self.does(at, role::MINUS) || self.is_mark(at, &["-", "−"])
    }

    /// Whether a word with a role stands right before a figure.
    pub(super) fn led_to(&self, figure: &Figure<'_>, by: Role) -> bool {
        figure.tokens.0 > 0 && self.does(figure.tokens.0 - 1, by)
    }
}
