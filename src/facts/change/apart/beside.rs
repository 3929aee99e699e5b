//! Sizes of changes that stand beside the figure they start from, "24 up on the 83", those told as so many fold, "a tenfold
//! growth", and percentages that leave out what they are, "at 38 per cent … had him at 31".

use rust_decimal::Decimal;

use super::super::{Figure, Of, Words};
use super::claim::{Claim, Size};
use super::like::is_like;
use super::when::Dated;
use crate::Interval;
use crate::facts::Value;
use crate::facts::look::Look;
use crate::text::{class, role};

impl<'f> Look<'f> {
    /// The size right before a word for a change that a word sets beside an earlier figure: "24 up on the 83", "90 fewer
    /// than the 380".
    pub(super) fn size_beside(self, at: usize, figures: &[Figure<'f>]) -> Option<(Size<'f>, usize)> {
        let set = self.does(at + 1, role::CHANGE_ON) && !self.does(at + 1, role::DATE_FROM)
            || self.does(at + 1, role::THAN);
        let base = |figure: &Figure<'_>| figure.tokens.0 == at + 3 && self.does(at + 2, role::THE);
        if !set || !figures.iter().any(base) {
            return None;
        }
        let size = figures
            .iter()
            .rev()
            .find(|figure| figure.tokens.1 == at || figure.tokens.0 < at && at < figure.tokens.1)?;
        let counted = matches!(size.of, Of::Noun(_) | Of::Plain);
        counted.then_some((Size::By(size.said, Of::Plain), size.tokens.0))
    }

    /// "A 40-cent rise", "a three-place climb", "a 14-degree drop": a figure that a hyphen joins to what it is of.
    pub(super) fn hyphened(self, at: usize, start: usize) -> Option<(Size<'f>, usize)> {
        let number =
            at.checked_sub(3).filter(|&number| number >= start && self.is_mark(number + 1, &["-"]))?;
        let fact = self.facts.starting(number)?;
        let Value::Number(said) = &fact.value else { return None };
        let of = self.word(number + 2);
        if self.does(number + 2, role::CHANGE_POINT) {
            return Some((Size::Points((said.value, said.interval())), number));
        }
        if self.has(number + 2, class::CURRENCY_SUBUNIT) {
            let hundredth = Decimal::new(1, 2);
            return Some((
                Size::By((said.value * hundredth, said.interval().times(hundredth)), Of::Money("")),
                number,
            ));
        }
        if self.has(number + 2, class::CURRENCY_NAME) {
            return Some((Size::By((said.value, said.interval()), Of::Money("")), number));
        }
        let of = if self.does(number + 2, role::CHANGE_RANK) { Of::Place } else { Of::Noun(of) };
        Some((Size::By((said.value, said.interval()), of), number))
    }

    /// "The 50-basis-point cut": hundredths of a percentage point.
    pub(super) fn basis_points(self, at: usize, start: usize) -> Option<(Size<'f>, usize)> {
        let mut words = (start..at).rev().filter(|&i| !self.is_mark(i, &["-"]));
        let (point, basis, number) = (words.next()?, words.next()?, words.next()?);
        let named = self.does(point, role::CHANGE_POINT) && self.does(basis, role::CHANGE_BASIS);
        let value: Decimal = self.word(number).parse().ok().filter(|_| named)?;
        let value = value / Decimal::ONE_HUNDRED;
        Some((Size::Points((value, Interval::exact(value))), number))
    }

    /// A change by so many times that a word for a rise stands beside: "this tenfold growth", "has risen sixfold". The
    /// words may mean so many times as much, or so many times more.
    pub(super) fn fold(self, sentence: usize, at: usize, to: usize, words: &Words) -> Option<Claim<'f>> {
        let hit = self.aside_at(at, to, words.fold)?;
        let end = at + hit.len;
        let (from, _) = self.sentence(sentence);
        let rises = |i: usize| {
            let moves = self.change_word(i, to, words.direction).map(|hit| hit.value);
            moves.or_else(|| self.aside_at(i, to, words.measured).map(|hit| hit.value)) == Some("up")
        };
        let beside = (from.max(at.saturating_sub(2))..at).chain(end..to.min(end + 2)).any(rises);
        let times = Decimal::from(hit.number?) / Decimal::ONE_HUNDRED;
        let most = times + Decimal::ONE;
        let within = Interval::between(times - times / Decimal::TEN, most + most / Decimal::TEN);
        let size = Size::Times((times, within));
        beside.then_some(Claim { sentence, tokens: (at, end), direction: Some(Decimal::ONE), size })
    }

    /// Numbers alone that "at" leads to, beside percentages they are like, are percentages: "at 38 per cent … had him at
    /// 31".
    pub(super) fn name_percentages(self, figures: &mut [Dated<'f>]) {
        for i in 0..figures.len() {
            let Dated { figure, sentence, .. } = figures[i];
            let other =
                [role::TIME_OTHER, role::TIME_BETWEEN, role::TIME_UNTIL, role::DATE_FROM, role::SINCE];
            let led = self.led_to(&figure, role::TIME_AT)
                && !other.into_iter().any(|role| self.led_to(&figure, role));
            if figure.of != Of::Plain || !led {
                continue;
            }
            let near = figures[i.saturating_sub(2)..figures.len().min(i + 3)].iter().any(|other| {
                other.figure.of == Of::Percent
                    && other.sentence.abs_diff(sentence) <= 1
                    && is_like(&other.figure, &figure)
            });
            if near {
                let (value, within) = figure.said;
                figures[i].figure.of = Of::Percent;
                figures[i].figure.said = (value, within.widened(Decimal::new(5, 1)));
            }
        }
    }
}
