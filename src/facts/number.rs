//! Numbers: digits with every grouping, words to the trillions, and what bounds them.

mod bound;
mod digits;
pub(super) mod grouping;
mod label;
mod words;

use rust_decimal::Decimal;

use super::declare::kind;
use super::{Attr, Fact, Key, Reader, Value};
use crate::Interval;
use crate::text::TokenKind;

/// On which side of the stated figure the true one lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// The true figure is the stated one.
    #[default]
    Exact,
    /// "at least", "or more".
    AtLeast,
    /// "more than", "over": above the figure, and not by much.
    Above,
    /// "up to", "fewer than".
    AtMost,
    /// "nearly", "almost": below the figure, and not by much.
    Nearly,
    /// "about", "some".
    About,
}

impl Bound {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtLeast | Self::Above => "at-least",
            Self::AtMost | Self::Nearly => "at-most",
            Self::About => "about",
        }
    }

    pub(super) fn named(name: &str) -> Self {
        match name {
            "at-least" => Self::AtLeast,
            "above" => Self::Above,
            "at-most" => Self::AtMost,
            "nearly" => Self::Nearly,
            _ => Self::About,
        }
    }
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "23".
    Digits,
    /// "twenty-three".
    Words,
    /// "2.3 million".
    Mixed,
    /// "two thirds", to 28 digits.
    Fraction,
}

impl Form {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Digits => "digits",
            Self::Words => "words",
            Self::Mixed => "mixed",
            Self::Fraction => "fraction",
        }
    }
}

/// What stands between groups of digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Nothing.
    #[default]
    None,
    /// "1,234".
    Comma,
    /// "1.234.567", "1.234,50".
    Period,
    /// "23 000", with any space.
    Space,
    /// "1'234".
    Apostrophe,
    /// Groups of two before one of three, as in India: "1,50,000".
    Lakh,
    /// Groups that no convention has: "250,00".
    Broken,
}

impl Grouping {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Comma => "comma",
            Self::Period => "period",
            Self::Space => "space",
            Self::Apostrophe => "apostrophe",
            Self::Lakh => "lakh",
            Self::Broken => "broken",
        }
    }
}

/// A number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its exact value.
    pub value: Decimal,
    /// How it is written.
    pub form: Form,
    /// How its digits are grouped.
    pub grouping: Grouping,
    /// On which side of the value the true figure lies.
    pub bound: Bound,
    /// Whether a hyphen joins it to a word: "5-day".
    pub compound: bool,
    /// Whether it is the number of a name: "Flight 93", "No. 7".
    pub label: bool,
    /// The figure in brackets after a number in words, or the other way round: "ten (10)".
    pub gloss: Option<u32>,
    /// What the last digit of a decimal or of a number with a scale word stands for: 100,000 in "1.5 million".
    /// None of what is exact as it is written.
    pub unit: Option<Decimal>,
}

/// The largest number that is read, a quintillion: products of a few figures still fit a decimal of 96 bits.
const LARGEST: Decimal = Decimal::from_parts(0xa764_0000, 0x0de0_b6b3, 0, false, 0);
/// The most digits behind the point of a number that is read.
const FINEST: u32 = 12;

/// A number that can be reckoned with; none if it is too large or has too many digits behind the point.
pub(super) fn readable(value: Decimal) -> Option<Decimal> {
    (value.abs() <= LARGEST && value.scale() <= FINEST).then_some(value)
}

/// What the last digit of a number that is not 0 stands for: 10 in 780, a tenth in 2.5.
pub(super) fn last_digit(value: Decimal) -> Decimal {
    let value = value.abs().normalize();
    let mut digit = Decimal::new(1, value.scale());
    while let Some(next) =
        digit.checked_mul(Decimal::TEN).filter(|next| *next <= value && (value % next).is_zero())
    {
        digit = next;
    }
    digit
}

impl Number {
    /// An exact number that nothing bounds.
    pub(super) const fn new(value: Decimal, form: Form) -> Self {
        Self {
            value,
            form,
            grouping: Grouping::None,
            bound: Bound::Exact,
            compound: false,
            label: false,
            gloss: None,
            unit: None,
        }
    }

    /// The number that digits are, with any grouping. None if they are none.
    pub(super) fn in_digits(raw: &str) -> Option<Self> {
        let (value, grouping) = digits::digits(raw)?;
        let unit = (value.scale() > 0).then(|| Decimal::new(1, value.scale()));
        Some(Self { grouping, unit, ..Self::new(value, Form::Digits) })
    }

    /// So many times the number, by a scale word: "1.5" by "million". None if it is too large.
    pub(super) fn scaled(self, scale: Decimal) -> Option<Self> {
        let unit = self.unit.unwrap_or(Decimal::ONE).checked_mul(scale);
        let value = readable(self.value.checked_mul(scale)?)?;
        Some(Self { value, form: Form::Mixed, unit, ..self })
    }

    /// Between which values the figure lies: what is in digits or words is exact, what is rounded has half a
    /// unit of its last digit either way, and the words that bound it widen it.
    #[must_use]
    pub fn interval(&self) -> Interval {
        let stated =
            self.unit.map_or(Interval::exact(self.value), |unit| Interval::rounded(self.value, unit));
        match self.bound {
            Bound::Exact => stated,
            Bound::AtLeast => Interval { high: None, ..stated },
            Bound::Above => {
                let high = self.value.checked_add(leading(self.value));
                Interval { high, ..Interval::exact(self.value) }
            }
            Bound::AtMost => Interval { low: Some(Decimal::ZERO), ..stated },
            Bound::Nearly => {
                // What "nearly 100" leaves out is some of its tens, and no hundred.
                let unit = leading(self.value);
                let unit = if unit == self.value { unit / Decimal::TEN } else { unit };
                Interval { low: self.value.checked_sub(unit), ..Interval::exact(self.value) }
            }
            Bound::About => stated.widened((self.value / Decimal::TEN).abs()),
        }
    }
}

impl Fact {
    /// The figure that a fact states, and between which values it lies.
    pub(crate) fn figure(&self) -> Option<(Decimal, Interval)> {
        let Some(Attr::Number(value)) = self.attr(Key::Value) else { return None };
        Some((value, self.interval()?))
    }

    /// Between which values a number that a fact states lies. None if it is silent on it.
    pub(crate) fn interval_of(&self, key: Key) -> Option<Interval> {
        let Some(Attr::Number(value)) = self.attr(key) else { return None };
        let own = match &self.value {
            Value::Age(age) => age.interval_of(key),
            Value::Change(change) => change.interval_of(key),
            Value::Column(column) => column.interval_of(key),
            Value::Comparison(comparison) => comparison.interval_of(key),
            Value::Rate(rate) => rate.interval_of(key),
            Value::Duration(duration) => duration.interval_of(key),
            Value::Era(era) => era.interval_of(key),
            Value::Lasted(lasted) => lasted.interval_of(key),
            Value::Lifetime(life) => life.interval_of(key),
            Value::Since(since) => since.interval_of(key),
            Value::Measure(measure) if key == Key::Value => Some(measure.amount.interval()),
            _ if key == Key::Value => self.interval(),
            _ => None,
        };
        Some(own.unwrap_or(Interval::exact(value)))
    }

    /// Between which values the figure of a fact lies, if it states one.
    pub(crate) fn interval(&self) -> Option<Interval> {
        Some(match &self.value {
            Value::Number(number) => number.interval(),
            Value::Count(count) => count.number.interval(),
            Value::Money(money) => money.amount.interval(),
            Value::Percent(percent) => percent.value.interval(),
            Value::Ordinal(ordinal) => Interval::exact(ordinal.value),
            _ => return None,
        })
    }
}

/// What the first digit of a number stands for: 100 in 496.
fn leading(value: Decimal) -> Decimal {
    let value = value.abs().normalize();
    let mut unit = Decimal::new(1, value.scale());
    while !value.is_zero() {
        match unit.checked_mul(Decimal::TEN) {
            Some(next) if next <= value => unit = next,
            _ => break,
        }
    }
    unit
}

kind! {
    /// A number that is nothing more special.
    Number(n) as "number", over Words;

    Value: Number = n.value, "the number, exact";
    Bound: Text = n.bound.name(), "exact, at-least, at-most or about";
    Form: Text = n.form.name(), "digits, words, mixed or fraction";
    Grouping: Text = n.grouping.name(),
        "how digits are grouped: none, comma, period, space, apostrophe, lakh or broken";
    Gloss: Number = n.gloss, "the figure in brackets after it: \"ten (10)\"";
    Compound: Flag = n.compound, "joined by a hyphen to a word, as in \"5-day\"";
    Label: Flag = n.label, "the number of a name: \"Flight 93\", \"No. 7\"";
}

/// A number and the tokens it takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct ExtractedNumber {
    pub(super) number: Number,
    /// The tokens of the number itself, without the words that bound it: its first and the one after its
    /// last.
    pub(super) core: (usize, usize),
    /// The first token and the one after the last, with the words that bound the number.
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Reader<'_> {
    /// The number that starts at token `at` (or, for "a hundred", a word or two before it).
    pub(super) fn number(&self, at: usize, end: usize) -> Option<ExtractedNumber> {
        let mut found = match self.tokens[at].kind {
            TokenKind::Number => self.digits(at, end)?,
            _ => self.words(at, end)?,
        };
        self.gloss(&mut found, end);
        found.number.compound = self.is_compound(found.from, found.to, end);
        // "Marsa 3,150 tonnes": the number of a name has no commas.
        let name = found.number.grouping != Grouping::Comma
            && self.is_label(found.from)
            && !self.is_of_weekday(&found, end);
        found.number.label = name || self.is_time(&found, end);
        self.bound(&mut found, end);
        Some(found)
    }

    /// Takes a figure in brackets into a number in words, and words in brackets into a figure.
    fn gloss(&self, found: &mut ExtractedNumber, end: usize) {
        let open = found.to;
        if open + 2 >= end || !self.is_mark(open, b'(') || self.tokens[open].is_glued() {
            return;
        }
        let digits = self.is_number(open + 1);
        let inner = match (found.number.form, digits) {
            (Form::Words, true) => self.digits(open + 1, end),
            (Form::Digits, false) => self.words(open + 1, end),
            _ => None,
        };
        // "Annex five (2019)" names a year.
        let year = self.year(open + 1, end).is_some();
        let closes = |inner: &ExtractedNumber| {
            inner.from == open + 1 && inner.to < end && self.is_mark(inner.to, b')')
        };
        if let Some(inner) = inner.filter(|i| closes(i) && !year) {
            found.number.gloss = u32::try_from(inner.number.value).ok();
            found.to = inner.to + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_number() {
        let plain = |value: &str| Number::new(value.parse().expect("a decimal"), Form::Digits);
        let million = |value: &str| {
            let number = plain(value);
            let unit = Some(Decimal::new(1, number.value.scale()));
            Number { unit, ..number }.scaled(1_000_000.into()).expect("no overflow")
        };
        let bound = |bound, number: Number| Number { bound, ..number };
        for (number, low, high) in [
            (plain("496"), Some("496"), Some("496")),
            (million("2.2"), Some("2150000"), Some("2250000")),
            (million("6.0"), Some("5950000"), Some("6050000")),
            (bound(Bound::About, plain("500")), Some("450"), Some("550")),
            (bound(Bound::Above, million("400")), Some("400000000"), Some("500000000")),
            (bound(Bound::Above, plain("12")), Some("12"), Some("22")),
            (bound(Bound::Nearly, plain("500")), Some("400"), Some("500")),
            (bound(Bound::Nearly, plain("100")), Some("90"), Some("100")),
            (bound(Bound::AtLeast, plain("5")), Some("5"), None),
            (bound(Bound::AtMost, plain("15")), Some("0"), Some("15")),
        ] {
            let end = |end: Option<&str>| end.map(|end| end.parse().expect("a decimal"));
            assert_eq!(number.interval(), Interval { low: end(low), high: end(high) }, "{number:?}");
        }
    }
}
