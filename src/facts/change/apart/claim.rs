//! What an article says of the size and the direction of changes: "slid 40 per cent", "a rise of a third", "halved".

use rust_decimal::Decimal;

use super::super::{FIGURES, Figure, Of, Said, Words, rounded, signed};
use crate::Interval;
use crate::document::Zone;
use crate::facts::look::Look;
use crate::facts::{Bound, Fact};
use crate::language;
use crate::lexicon;
use crate::text::{Class, class, role};

/// How much a fraction in a word may be rounded, and how much more where "almost" or "more than" leads it.
const FRACTION: Decimal = Decimal::from_parts(3, 0, 0, false, 2);
const NEARLY: Decimal = Decimal::from_parts(9, 0, 0, false, 2);

/// How many words may stand between a percentage and the word for a change: "a 30 per cent council tax rise".
const GAP: usize = 3;

/// Within how many tokens "than" follows a number of things that are more.
const THAN: usize = 6;

/// How many tokens may stand between a word for a change and the size to which "by" leads.
const CLAUSE: usize = 12;

/// How many times a change may be what is told of it, if the one is a slip for the other.
const LIKELY: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

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
        let own = |&sentence: &usize| {
            let zone = self.facts.zone(self.facts.block_of(sentence));
            let sized = || {
                let (_, kinds) = self.facts.in_sentence(sentence as u32);
                let (from, to) = self.sentence(sentence);
                FIGURES.into_iter().any(|kind| kinds.has(kind))
                    || self.is_measured(sentence, measures)
                    || self.facts.has_word_of(sentence, class::FRACTION.only())
                    || self.facts.has_word_with(sentence, role::NUMBER_HALF)
                    || (from..to).any(|at| {
                        let fold = self.aside_at(at, to, words.fold).is_some();
                        fold || self.change_word(at, to, words.times).is_some()
                    })
            };
            let moves = self.facts.has_word_with(sentence, role::BEGINS_CHANGE);
            // Only of a headline it counts that something moved at all.
            moves && zone.is_own() && (zone == Zone::Headline || sized())
        };
        (0..self.facts.sentences.len())
            .filter(own)
            .flat_map(|sentence| self.claims_of(sentence, &self.moved_figures(sentence, measures), words))
            .collect()
    }

    /// What a sentence with these figures says of the size of changes.
    fn claims_of(self, sentence: usize, figures: &[Figure<'f>], words: &Words) -> Vec<Claim<'f>> {
        let (from, to) = self.sentence(sentence);
        let hit = |at: usize, class| self.change_word(at, to, class);
        let mut measured = self.hits((from, to), words.measured).peekable();
        let mut found: Vec<Claim<'f>> = Vec::new();
        for at in from..to {
            if !self.does(at, role::BEGINS_CHANGE) {
                continue;
            }
            let aside = measured.next_if(|hit| hit.0 == at);
            if let Some(claim) = self.fold(sentence, at, to, words) {
                found.push(claim);
                continue;
            }
            if let Some(times) = hit(at, words.times).and_then(|hit| hit.number) {
                let times = Decimal::from(times) / Decimal::ONE_HUNDRED;
                let sign = if times > Decimal::ONE { Decimal::ONE } else { -Decimal::ONE };
                let size = Size::Times(self.times(at, times));
                if self.is_verb_of_times(at, sentence) {
                    found.push(Claim { sentence, tokens: (at, at + 1), direction: Some(sign), size });
                }
                continue;
            }
            let moves = hit(at, words.direction);
            let told = moves.or_else(|| hit(at, words.comparative)).map(|hit| hit.value);
            let Some(told) = told.or_else(|| aside.map(|hit| hit.2)) else { continue };
            let direction = match told {
                "up" => Some(Decimal::ONE),
                "down" => Some(-Decimal::ONE),
                _ => None,
            };
            let (size, tokens) = self.size(at, (from, to), figures);
            if moves.is_some() || !matches!(size, Size::None) {
                let told = |other: &Claim<'_>| {
                    other.is_sized() && other.tokens.0 < tokens.1 && tokens.0 < other.tokens.1
                };
                // "A rise of 12 more": one size, told by two words.
                if found.iter().any(told) && !matches!(size, Size::None) {
                    continue;
                }
                found.push(Claim { sentence, tokens, direction, size });
            }
        }
        found
    }

    /// The word of a list of changes that begins at a token and ends before another.
    pub(super) fn change_word(self, at: usize, end: usize, class: Class) -> Option<lexicon::Hit<'f>> {
        self.does(at, role::BEGINS_CHANGE).then_some(())?;
        self.lexicon.at(self.facts.text, &self.facts.tokens, at, end, class)
    }

    /// Whether a word for so many times says that something has moved: "doubled", "double again", "Crowds double" in a
    /// headline, and not "double glazing" or "plans to double".
    fn is_verb_of_times(self, at: usize, sentence: usize) -> bool {
        let word = self.word(at).to_lowercase();
        let again = self.does(at + 1, role::CHANGE_AGAIN);
        let (start, end) = self.sentence(sentence);
        let headline = self.facts.zone(self.facts.block_of(sentence)) == Zone::Headline;
        let verb = headline
            && at > start
            && language::chosen().looks_plural(self.word(at - 1))
            && (at + 1 == end || self.is_any(at + 1, &[class::PREPOSITION]));
        again || verb || language::chosen().looks_past(&word) && !self.is_mark(at + 1, &["-"])
    }

    /// The size that stands beside the word for a change: "slid 40 per cent", "a rise of a third", "a 20 per cent cut",
    /// "a quarter fewer", "lowered the rate by half a point", "64 more children than".
    fn size(
        self,
        at: usize,
        (start, end): (usize, usize),
        figures: &[Figure<'f>],
    ) -> (Size<'f>, (usize, usize)) {
        let leads = |i: usize| self.does(i, role::MONEY_BY) || self.does(i, role::OF);
        let passed = |i: usize| leads(i) || self.bounds(i) || self.does(i, role::THAN);
        let first = (at + 1..end.min(at + 4)).find(|&i| !passed(i)).unwrap_or(end);
        let led = first > at + 1 && (at + 1..first).any(leads);
        if let Some((size, to)) = self.part_at(first, end) {
            return (size, (at, to));
        }
        let after = figures.iter().find(|figure| (at + 1..=first).contains(&figure.tokens.0));
        if let Some(figure) = after {
            let rate = matches!(figure.of, Of::Percent | Of::Points);
            // "Fell three places", "shed £3", and no "rose 12": what stands there may be where it rose to.
            // "Picked up six prizes" tells of no rise.
            let particle = self.does(at, role::SHARE_MOVED);
            let bound = (at + 1..first).any(|i| self.does(i, role::THAN));
            let own = figure.of != Of::Plain && !bound && !(particle && matches!(figure.of, Of::Noun(_)));
            if rate || led || own {
                return (self.sized(figure), (at, figure.tokens.1));
            }
        }
        if let Some((size, from)) = self.size_before(at, start, figures) {
            return (size, (from, at + 1));
        }
        if let Some((size, to)) = self.size_led_by(at, end, figures) {
            return (size, (at, to));
        }
        (Size::None, (at, at + 1))
    }

    /// The size right before a word for a change, and its first token: "a 20 per cent pay rise", "a quarter fewer", "two
    /// points better", "a 40-cent rise", "64 more children than".
    fn size_before(self, at: usize, start: usize, figures: &[Figure<'f>]) -> Option<(Size<'f>, usize)> {
        let plain = |i: usize| {
            self.is_lower(i)
                && !self
                    .is_any(i, &[class::PREPOSITION, class::AUXILIARY, class::CONJUNCTION, class::PRONOUN])
                && !language::chosen().looks_past(self.word(i))
        };
        let before = figures.iter().rev().find(|figure| figure.tokens.1 <= at && figure.tokens.1 + GAP >= at);
        if let Some(figure) = before.filter(|figure| figure.tokens.0 >= start) {
            let to = figure.tokens.1;
            let rate = matches!(figure.of, Of::Percent | Of::Points);
            let beside = to == at || to + 1 == at && self.is_mark(at - 1, &["-"]);
            if beside && figure.of != Of::Plain || rate && (to..at).all(plain) {
                return Some((self.sized(figure), figure.tokens.0));
            }
        }
        // "64 more children than", "12 fewer".
        if let Some(beside) = self.size_beside(at, figures) {
            return Some(beside);
        }
        let inner = figures.iter().find(|figure| figure.tokens.0 + 1 == at && at <= figure.tokens.1);
        if let Some(figure) = inner.filter(|figure| matches!(figure.of, Of::Noun(_) | Of::Plain)) {
            let (_, end) = self.sentence(self.facts.sentence_of(at));
            let than = (at + 1..end.min(at + THAN)).find(|&i| self.does(i, role::THAN));
            // "Than last spring", and not "than sheep".
            let time = |i: usize| {
                let roles = [role::CHANGE_LAST, role::CHANGE_PERIOD, role::CHANGE_HAD, role::CHANGE_FORMERLY];
                self.has(i, class::MONTH) || roles.into_iter().any(|role| self.does(i, role))
            };
            if than.is_some_and(|than| (than + 1..end.min(than + THAN)).any(time)) {
                return Some((Size::By(figure.said, Of::Plain), figure.tokens.0));
            }
        }
        for back in (start.max(at.saturating_sub(3))..at).rev() {
            if let Some((size, _)) = self.part_at(back, at).filter(|&(_, to)| to == at) {
                return Some((size, back));
            }
        }
        self.basis_points(at, start).or_else(|| self.hyphened(at, start))
    }

    /// The size to which "by" leads in the clause of a word for a change: "lowered its key rate by half a point", "were
    /// cut in the spring by a third".
    fn size_led_by(self, at: usize, end: usize, figures: &[Figure<'f>]) -> Option<(Size<'f>, usize)> {
        let clause = |i: &usize| {
            !self.is_mark(*i, &[";", ":", "(", ","])
                && !self.is_dash(*i)
                && !self.is_any(*i, &[class::CONJUNCTION, class::AUXILIARY])
        };
        let by = (at + 1..end.min(at + CLAUSE)).take_while(clause).find(|&i| self.does(i, role::MONEY_BY))?;
        let first = (by + 1..end.min(by + 4)).find(|&i| !self.bounds(i) && !self.does(i, role::THAN))?;
        self.part_at(first, end).or_else(|| {
            let figure = figures.iter().find(|figure| (by + 1..=first).contains(&figure.tokens.0))?;
            (figure.of != Of::Plain).then(|| (self.sized(figure), figure.tokens.1))
        })
    }

    /// The size that a figure tells.
    fn sized(self, figure: &Figure<'f>) -> Size<'f> {
        match figure.of {
            Of::Percent => Size::Percent(rounded(figure.said)),
            Of::Points => Size::Points(figure.said),
            // "Fell three places"
            Of::Noun(_) if self.does(figure.tokens.1 - 1, role::CHANGE_RANK) => {
                Size::By(figure.said, Of::Place)
            }
            // "40 cents" may be of any currency.
            Of::Money(_) if self.has(figure.tokens.1 - 1, class::CURRENCY_SUBUNIT) => {
                Size::By(figure.said, Of::Money(""))
            }
            of => Size::By(figure.said, of),
        }
    }

    /// Whether words that bound a figure begin at a token: "more than", "about".
    pub(super) fn bounds(self, at: usize) -> bool {
        let end = self.facts.tokens.len().min(at + 3);
        [class::BOUND, class::SMALL_BOUND]
            .into_iter()
            .any(|class| self.lexicon.at(self.facts.text, &self.facts.tokens, at, end, class).is_some())
    }

    /// A part of a whole in words, or of a percentage point, that begins at a token: "a quarter", "two-thirds",
    /// "almost a third", "three-tenths of a percentage point".
    fn part_at(self, at: usize, end: usize) -> Option<(Size<'f>, usize)> {
        let value = |at: usize, class| {
            self.lexicon.at(self.facts.text, &self.facts.tokens, at, (at + 1).min(end), class)?.number
        };
        // "A quarter-point rise"
        let pointed = self.is_mark(at + 1, &["-"]) && self.does(at + 2, role::CHANGE_POINT);
        let half = value(at, class::FRACTION).filter(|&n| n == 2 || pointed).map(|n| (1, n, at + 1));
        let hyphen = usize::from(self.is_mark(at + 1, &["-"]));
        let parts = if self.does(at, role::A_OR_AN) { Some(1) } else { value(at, class::CARDINAL) };
        let of = |parts| value(at + 1 + hyphen, class::FRACTION).map(|n| (parts, n, at + 2 + hyphen));
        let (parts, n, to) = half.or_else(|| parts.and_then(of))?;
        if to > end {
            return None;
        }
        let value = Decimal::from(parts).checked_div(Decimal::from(n))?;
        // "A quarter of a percentage point", "half a point", "a quarter-point".
        let mut point = to + usize::from(self.does(to, role::OF));
        point += usize::from(self.does(point, role::A_OR_AN) || self.is_mark(point, &["-"]));
        point += usize::from(self.does(point, role::CHANGE_PERCENTAGE));
        if point > to && self.does(point, role::CHANGE_POINT) {
            let interval = Interval::exact(value).widened(Decimal::new(5, 2));
            return Some((Size::Points((value, interval)), point + 1));
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

impl<'f> Claim<'f> {
    pub(super) const fn is_sized(&self) -> bool {
        !matches!(self.size, Size::None)
    }

    pub(super) const fn percent(&self) -> Option<Said> {
        if let Size::Percent(said) = self.size { Some(said) } else { None }
    }

    /// The size as it is told.
    pub(super) const fn value(&self) -> Option<Decimal> {
        match self.size {
            Size::Percent(said) | Size::Points(said) | Size::Times(said) | Size::By(said, _) => Some(said.0),
            Size::None => None,
        }
    }

    pub(super) const fn is_of_places(&self) -> bool {
        matches!(self.size, Size::By(_, Of::Place))
    }

    /// Whether the change of figures of something can be told in such a way.
    pub(super) fn may_mean(&self, of: Option<Of<'f>>) -> bool {
        let Some(of) = of else { return false };
        match (self.size, of) {
            (Size::Points(_), of) => of == Of::Percent,
            (Size::By(_, by), of) => by.is_unit_of(of),
            (_, Of::Place) => false,
            (Size::Percent(_), of) => of != Of::Percent,
            _ => true,
        }
    }

    /// The claim with the direction that two figures have, where it tells none. A higher place has a lower number.
    pub(super) fn towards(self, from: Said, to: Said) -> Self {
        let place = matches!(self.size, Size::By(_, Of::Place));
        let sign = if to.0 < from.0 { -Decimal::ONE } else { Decimal::ONE };
        let direction = match self.direction {
            Some(direction) if place => Some(-direction),
            direction => direction.or(Some(sign)),
        };
        Self { direction, ..self }
    }

    /// Whether a change of two figures is of the order of the claim, so that the claim can be a slip for it.
    pub(super) fn is_near(&self, from: Said, to: Said) -> bool {
        let (from, to) = (from.0, to.0);
        let told = match self.size {
            Size::Percent((percent, _)) => percent.checked_mul(from).map(|by| by / Decimal::ONE_HUNDRED),
            Size::Points((by, _)) | Size::By((by, _), _) => Some(by),
            Size::Times((times, _)) => from.checked_mul((times - Decimal::ONE).abs()),
            Size::None => return true,
        };
        let by = (to - from).abs();
        told.is_some_and(|told| told <= by * LIKELY && by <= told * LIKELY)
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
            // Percentages are rounded, and so are their points: once is enough.
            Size::Points(said) => {
                let (by, _) = signed(said, self.direction);
                let to = from.0.checked_add(by)?;
                Some((to, Interval::exact(to)))
            }
            Size::By(said, _) => moved(said),
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
