//! What an article says of the size and the direction of changes: "slid 40 per cent", "a rise of a third", "halved".

use rust_decimal::Decimal;

use super::super::{Figure, Of, Said, Words, rounded, signed};
use crate::Interval;
use crate::facts::look::Look;
use crate::facts::{Bound, Fact};
use crate::language;
use crate::text::{class, role};

/// How much a fraction in a word may be rounded, and how much more where "almost" or "more than" leads it.
const FRACTION: Decimal = Decimal::from_parts(3, 0, 0, false, 2);
const NEARLY: Decimal = Decimal::from_parts(9, 0, 0, false, 2);

/// How a text says that something moved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim<'f> {
    pub(super) sentence: usize,
    pub(super) tokens: (usize, usize),
    pub(super) direction: Option<Decimal>,
    pub(super) size: Size<'f>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Size<'f> {
    /// In per cent of what it was.
    Percent(Said),
    /// In percentage points.
    Points(Said),
    /// In times of what it was.
    Times(Said),
    /// In itself.
    By(Said, Of<'f>),
    /// Only the direction is told.
    None,
}

impl<'f> Look<'f> {
    /// What the sentences of an article say of the size of changes.
    pub(super) fn moves_told(self, measures: &'f [Fact], words: &Words) -> Vec<Claim<'f>> {
        let own = |&sentence: &usize| self.facts.zone(self.facts.block_of(sentence)).is_own();
        (0..self.facts.sentences.len())
            .filter(own)
            .flat_map(|sentence| self.claims_of(sentence, &self.moved_figures(sentence, measures), words))
            .collect()
    }

    /// What a sentence with these figures says of the size of changes.
    pub(super) fn claims_of(self, sentence: usize, figures: &[Figure<'f>], words: &Words) -> Vec<Claim<'f>> {
        let (from, to) = self.sentence(sentence);
        let hit = |at: usize, class| self.lexicon.at(self.facts.text, &self.facts.tokens, at, to, class);
        let mut found = Vec::new();
        let words_of_change = [words.times, words.direction, words.comparative].into_iter().collect();
        if !self.facts.has_word_of(sentence, words_of_change) {
            return found;
        }
        for at in from..to {
            if let Some(times) = hit(at, words.times).and_then(|hit| hit.number) {
                let times = Decimal::from(times) / Decimal::ONE_HUNDRED;
                let sign = if times > Decimal::ONE { Decimal::ONE } else { -Decimal::ONE };
                let size = Size::Times(self.times(at, times));
                if self.is_verb_of_times(at) {
                    found.push(Claim { sentence, tokens: (at, at + 1), direction: Some(sign), size });
                }
                continue;
            }
            let moves = hit(at, words.direction);
            let Some(hit) = moves.or_else(|| hit(at, words.comparative)) else { continue };
            let direction = Some(if hit.value == "up" { Decimal::ONE } else { -Decimal::ONE });
            let (size, tokens) = self.size(at, (from, to), figures);
            if moves.is_some() || !matches!(size, Size::None) {
                found.push(Claim { sentence, tokens, direction, size });
            }
        }
        found
    }

    /// Whether a word for so many times says that something has moved: "doubled", "double again", and not "double
    /// glazing" or "plans to double".
    fn is_verb_of_times(self, at: usize) -> bool {
        let word = self.word(at).to_lowercase();
        let again = self.does(at + 1, role::CHANGE_AGAIN);
        again || language::chosen().looks_past(&word) && !self.is_mark(at + 1, &["-"])
    }

    /// The size that stands beside the word for a change: "slid 40 per cent", "a rise of a third", "a 20 per cent cut",
    /// "a quarter fewer".
    fn size(
        self,
        at: usize,
        (start, end): (usize, usize),
        figures: &[Figure<'f>],
    ) -> (Size<'f>, (usize, usize)) {
        let passed = |i: usize| {
            self.does(i, role::MONEY_BY)
                || self.does(i, role::OF)
                || self.bounds(i)
                || self.does(i, role::THAN)
        };
        let first = (at + 1..end.min(at + 4)).find(|&i| !passed(i)).unwrap_or(end);
        let led =
            first > at + 1 && (at + 1..first).any(|i| self.does(i, role::MONEY_BY) || self.does(i, role::OF));
        if let Some((size, to)) = self.part_at(first, end) {
            return (size, (at, to));
        }
        let after = figures.iter().find(|figure| (at + 1..=first).contains(&figure.tokens.0));
        if let Some(figure) = after {
            let rate = matches!(figure.of, Of::Percent | Of::Points);
            if rate || led {
                return (sized(figure), (at, figure.tokens.1));
            }
        }
        let before = figures.iter().find(|figure| {
            figure.tokens.1 == at || figure.tokens.1 + 1 == at && self.is_mark(at - 1, &["-"])
        });
        if let Some(figure) = before.filter(|figure| matches!(figure.of, Of::Percent | Of::Points)) {
            return (sized(figure), (figure.tokens.0, at + 1));
        }
        for back in (start.max(at.saturating_sub(3))..at).rev() {
            if let Some((size, to)) = self.part_at(back, at).filter(|&(_, to)| to == at) {
                return (size, (back, to + 1));
            }
        }
        if let Some((size, from)) = self.basis_points(at, start) {
            return (size, (from, at + 1));
        }
        (Size::None, (at, at + 1))
    }

    /// Whether words that bound a figure begin at a token: "more than", "about".
    pub(super) fn bounds(self, at: usize) -> bool {
        let end = self.facts.tokens.len().min(at + 3);
        [class::BOUND, class::SMALL_BOUND]
            .into_iter()
            .any(|class| self.lexicon.at(self.facts.text, &self.facts.tokens, at, end, class).is_some())
    }

    /// "The 50-basis-point cut": hundredths of a percentage point.
    fn basis_points(self, at: usize, start: usize) -> Option<(Size<'f>, usize)> {
        let mut words = (start..at).rev().filter(|&i| !self.is_mark(i, &["-"]));
        let (point, basis, number) = (words.next()?, words.next()?, words.next()?);
        let named = self.does(point, role::CHANGE_POINT) && self.does(basis, role::CHANGE_BASIS);
        let value: Decimal = self.word(number).parse().ok().filter(|_| named)?;
        let value = value / Decimal::ONE_HUNDRED;
        Some((Size::Points((value, Interval::exact(value))), number))
    }

    /// A part of a whole in words, or of a percentage point, that begins at a token: "a quarter", "two-thirds",
    /// "almost a third", "three-tenths of a percentage point".
    fn part_at(self, at: usize, end: usize) -> Option<(Size<'f>, usize)> {
        let value = |at: usize, class| {
            self.lexicon.at(self.facts.text, &self.facts.tokens, at, (at + 1).min(end), class)?.number
        };
        let half = value(at, class::FRACTION).filter(|&n| n == 2).map(|n| (1, n, at + 1));
        let hyphen = usize::from(self.is_mark(at + 1, &["-"]));
        let parts = if self.does(at, role::A_OR_AN) { Some(1) } else { value(at, class::CARDINAL) };
        let of = |parts| value(at + 1 + hyphen, class::FRACTION).map(|n| (parts, n, at + 2 + hyphen));
        let (parts, n, to) = half.or_else(|| parts.and_then(of))?;
        if to > end {
            return None;
        }
        let value = Decimal::from(parts).checked_div(Decimal::from(n))?;
        let point = to + 2 + usize::from(self.does(to + 2, role::CHANGE_PERCENTAGE));
        if self.does(to, role::OF) && self.does(to + 1, role::A_OR_AN) && self.does(point, role::CHANGE_POINT)
        {
            return Some((
                Size::Points((value, Interval::exact(value).widened(Decimal::new(5, 2)))),
                point + 1,
            ));
        }
        if self.does(to, role::OF) || self.does(to, role::AS) {
            return None;
        }
        let bound = self.bound_before(at).map(Bound::named);
        let (below, above) = match bound {
            Some(Bound::Above | Bound::AtLeast) => (Decimal::new(1, 2), NEARLY),
            Some(Bound::Nearly | Bound::AtMost) => (NEARLY, Decimal::new(1, 2)),
            Some(Bound::About) => (FRACTION + FRACTION, FRACTION + FRACTION),
            _ => (FRACTION, FRACTION),
        };
        let hundred = Decimal::ONE_HUNDRED;
        let interval = Interval::between((value - below) * hundred, (value + above) * hundred);
        Some((Size::Percent((value * hundred, interval)), to))
    }
}

/// The size that a figure tells.
fn sized<'f>(figure: &Figure<'f>) -> Size<'f> {
    match figure.of {
        Of::Percent => Size::Percent(rounded(figure.said)),
        Of::Points => Size::Points(figure.said),
        of => Size::By(figure.said, of),
    }
}

impl<'f> Claim<'f> {
    pub(super) const fn is_sized(&self) -> bool {
        !matches!(self.size, Size::None)
    }

    pub(super) const fn percent(&self) -> Option<Said> {
        if let Size::Percent(said) = self.size { Some(said) } else { None }
    }

    /// Whether the change of figures of something can be told in such a way.
    pub(super) fn may_mean(&self, of: Option<Of<'f>>) -> bool {
        let Some(of) = of else { return false };
        match self.size {
            Size::Points(_) => of == Of::Percent,
            Size::By(_, by) => of.class() == by.class(),
            Size::Percent(_) => of != Of::Percent,
            Size::Times(_) | Size::None => true,
        }
    }

    /// What a figure becomes by the claim.
    pub(super) fn expected(&self, from: Said) -> Option<Said> {
        let moved = |(value, interval): Said| {
            let (by, within) = signed((value, interval), self.direction);
            Some((from.0.checked_add(by)?, from.1.sum(within)))
        };
        match self.size {
            Size::Percent(said) => {
                let (by, within) = signed(said, self.direction);
                let hundredth = Decimal::new(1, 2);
                let of = Interval::exact(Decimal::ONE_HUNDRED).sum(within).times(hundredth);
                Some((from.0.checked_mul((Decimal::ONE_HUNDRED + by) * hundredth)?, from.1.product(of)))
            }
            Size::Points(said) | Size::By(said, _) => moved(said),
            Size::Times((times, within)) => Some((from.0.checked_mul(times)?, from.1.product(within))),
            Size::None => None,
        }
    }

    /// Whether two figures bear the claim out.
    pub(super) fn fits(&self, from: Said, to: Said) -> bool {
        if let Some((_, expected)) = self.expected(from) {
            return to.1.overlaps(expected);
        }
        let sign = self.direction.unwrap_or(Decimal::ONE);
        (to.0 - from.0) * sign > Decimal::ZERO
    }
}
