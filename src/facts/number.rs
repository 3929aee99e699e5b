//! Numbers: digits with every grouping, words to the trillions, and what bounds them.

use rust_decimal::Decimal;

use super::declare::kind;
use super::{Attr, Fact, Key, Reader, Value};
use crate::Interval;
use crate::language::Numerals;
use crate::text::{Class, Role, class, role};
use crate::text::{Space, TokenKind};

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
        let (value, grouping) = digits(raw)?;
        let unit = (value.scale() > 0).then(|| Decimal::new(1, value.scale()));
        Some(Self { grouping, unit, ..Self::new(value, Form::Digits) })
    }

    /// So many times the number, by a scale word: "1.5" by "million". None if it is too large.
    pub(super) fn scaled(self, scale: Decimal) -> Option<Self> {
        let unit = self.unit.unwrap_or(Decimal::ONE).checked_mul(scale);
        Some(Self { value: self.value.checked_mul(scale)?, form: Form::Mixed, unit, ..self })
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

/// The value and grouping of digits with marks between them. None if they are no one number
/// ("3.4.2024") or too long for an exact decimal (28 digits).
fn digits(raw: &str) -> Option<(Decimal, Grouping)> {
    if raw.bytes().all(|b| b.is_ascii_digit()) {
        return Some((raw.parse().ok()?, Grouping::None));
    }
    let marks: Vec<char> = raw.chars().filter(|c| !c.is_ascii_digit()).collect();
    let groups: Vec<&str> = raw.split(|c: char| !c.is_ascii_digit()).collect();
    let threes =
        |groups: &[&str]| matches!(groups[0].len(), 1..=3) && groups[1..].iter().all(|g| g.len() == 3);
    let lakhs = |groups: &[&str]| {
        let [first, twos @ .., last] = groups else { return false };
        let two = |group: &&str| group.len() == 2;
        matches!(first.len(), 1..=2) && !twos.is_empty() && twos.iter().all(two) && last.len() == 3
    };
    let commas = |groups: &[&str]| match (threes(groups), lakhs(groups)) {
        (true, _) => Grouping::Comma,
        (_, true) => Grouping::Lakh,
        _ => Grouping::Broken,
    };
    let (last, same) = (marks[marks.len() - 1], marks.iter().all(|&m| m == marks[0]));
    let whole = &groups[..groups.len() - 1];
    let (grouping, fraction) = match (marks[0], last) {
        ('.', '.') if marks.len() == 1 => (Grouping::None, true),
        (',', '.') if marks[..marks.len() - 1].iter().all(|&m| m == ',') => (commas(whole), true),
        ('.', ',') if marks[..marks.len() - 1].iter().all(|&m| m == '.') && threes(whole) => {
            (Grouping::Period, true)
        }
        (',', ',') if same => (commas(&groups), false),
        ('.', '.') if same && threes(&groups) => (Grouping::Period, false),
        ('\'' | '’', '\'' | '’') if threes(&groups) => (Grouping::Apostrophe, false),
        _ => return None,
    };
    let plain =
        if fraction { format!("{}.{}", whole.concat(), groups[groups.len() - 1]) } else { groups.concat() };
    Some((plain.parse().ok()?, grouping))
}

/// Within how many words behind a number what it counts stands.
const COUNTED: usize = 3;

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

    fn digits(&self, at: usize, end: usize) -> Option<ExtractedNumber> {
        let (mut value, mut grouping) = digits(self.word(at))?;
        let mut to = at + 1;
        // "23 000": one to three digits, then groups of three.
        if grouping == Grouping::None && self.word(at).len() <= 3 && !self.word(at).starts_with('0') {
            while to < end && self.is_thousand_group(to, end) {
                value = value.checked_mul(1000.into())?.checked_add(self.word(to).parse().ok()?)?;
                grouping = Grouping::Space;
                to += 1;
            }
        }
        if let Some(part) = self.part_of_one(to, end).filter(|_| value.scale() == 0) {
            (value, to) = (value.checked_add(part)?, to + 3);
            let number = Number::new(value, Form::Digits);
            return Some(ExtractedNumber { number, core: (at, to), from: at, to });
        }
        let mut number = Number { grouping, ..Number::new(value, Form::Digits) };
        number.unit = (value.scale() > 0).then(|| Decimal::new(1, value.scale()));
        // "6.9-billion-dollar": hyphens join the parts of a compound.
        let large = if to < end && self.is_mark(to, b'-') && self.is_joint(to, end) { to + 1 } else { to };
        if let Some(scale) = self.scale(large, end) {
            (number, to) = (number.scaled(scale)?, large + 1);
        } else if to < end
            && self.tokens[to].is_word()
            && self.tokens[to].is_glued()
            && !self.is_unit(to)
            && !self.noun(to, end).is_some_and(|noun| noun.plural && noun.is_listed())
        {
            // "5G", "20s": a name or a decade, but not "131boats", where a space is missing.
            return None;
        }
        Some(ExtractedNumber { number, core: (at, to), from: at, to })
    }

    /// The part of one that stands behind a whole number, with a space between: "2 1/2 cups".
    fn part_of_one(&self, at: usize, end: usize) -> Option<Decimal> {
        const LEAST: u8 = 16;
        let slash = at + 2 < end && self.is_mark(at + 1, b'/') && self.is_joint(at + 1, end);
        let digit = |at: usize| self.word(at).parse::<u8>().ok().filter(|_| self.is_number(at));
        let (part, of) = (slash && !self.tokens[at].is_glued()).then(|| digit(at).zip(digit(at + 2)))??;
        let ends = at + 3 >= end || !self.tokens[at + 3].is_glued() || !self.is_mark(at + 3, b'/');
        (0 < part && part < of && of <= LEAST && ends).then(|| Decimal::from(part) / Decimal::from(of))
    }

    /// "a third of", "two-thirds of", "half of", "half the": the part named at token `at`.
    pub(super) fn fraction(&self, at: usize, end: usize) -> Option<ExtractedNumber> {
        let divisor = self.value(at, end, class::FRACTION)?;
        let of = at + 1 < end && self.is(at + 1, role::OF);
        let half = divisor == 2.into() && (of || self.is(at + 1, role::NUMBER_HALF_OF));
        let before = self.before(at);
        let parts = before.and_then(|b| {
            let part =
                if self.is_mark(b, b'-') && self.tokens[at].is_glued() { b.checked_sub(1)? } else { b };
            let one = self.does(part, role::A).then_some(Decimal::ONE);
            one.or_else(|| self.value(part, part + 1, class::CARDINAL)).map(|parts| (parts, part))
        });
        let (parts, from) = match parts {
            Some(parts) if of => parts,
            _ if half => (Decimal::ONE, at),
            _ => return None,
        };
        let value = parts.checked_div(divisor)?;
        let number = Number::new(value, Form::Fraction);
        let mut found = ExtractedNumber { number, core: (from, at + 1), from, to: at + 1 };
        self.bound(&mut found, at + 1);
        Some(found)
    }

    /// "both men", "a pair of swans", "a quartet of singers": as many as the word for a group says, where a
    /// plural noun follows. "The trio" leaves it out.
    pub(super) fn grouped(&self, at: usize, end: usize) -> Option<ExtractedNumber> {
        let value = self.value(at, end, class::NUMBER_GROUP)?;
        let both = self.does(at, role::NUMBER_BOTH);
        let before = at.checked_sub(1).filter(|&b| b >= self.sentence.0);
        let led = before.is_some_and(|b| self.does(b, role::A)) && self.is(at + 1, role::OF) && at + 1 < end;
        let couple = self.is(at, role::NUMBER_COUPLE);
        let alone = before.is_some_and(|b| self.does(b, role::THE)) && self.tokens[at].is_lower() && !couple;
        let (from, to) = match (both, led, alone) {
            (false, true, _) => (at - 1, at + 2),
            (false, false, false) => return None,
            _ => (at, at + 1),
        };
        let bound = if couple { Bound::About } else { Bound::Exact };
        let number = Number { bound, ..Number::new(value, Form::Words) };
        Some(ExtractedNumber { number, core: (from, to), from, to })
    }

    fn is_thousand_group(&self, at: usize, end: usize) -> bool {
        let token = &self.tokens[at];
        token.kind == TokenKind::Number
            && matches!(token.space, Space::Single | Space::NoBreak)
            && self.word(at).len() == 3
            && self.word(at).bytes().all(|b| b.is_ascii_digit())
            && !(at + 1 < end && self.tokens[at + 1].is_glued() && self.tokens[at + 1].is_word())
    }

    /// Whether a token is the sign of a unit that can be nothing else: "65km", and not "5G".
    fn is_unit(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.is_lower() && token.end - token.start > 1 && self.does(at, role::UNIT_SYMBOL)
    }

    /// The value of a scale word, glued or not ("3 million", "3bn").
    fn scale(&self, at: usize, end: usize) -> Option<Decimal> {
        self.value(at, end, class::SCALE).or_else(|| self.value(at, end, class::HUNDRED))
    }

    fn value(&self, at: usize, end: usize, class: Class) -> Option<Decimal> {
        if at >= end {
            return None;
        }
        self.lexicon.at(self.text, &self.tokens, at, at + 1, class)?.number.map(Decimal::from)
    }

    /// A number in words.
    fn words(&self, at: usize, end: usize) -> Option<ExtractedNumber> {
        let numeral = self.language.numeral(&Words { reader: self, end }, at)?;
        let mut value = Decimal::from(numeral.halves).checked_div(2.into())?;
        let (from, mut to) = numeral.tokens;
        // "Three and a half".
        if to + 2 < end
            && self.is(to, role::AND)
            && self.does(to + 1, role::A)
            && self.does(to + 2, role::NUMBER_HALF)
        {
            (value, to) = (value.checked_add(Decimal::new(5, 1))?, to + 3);
        }
        let mut number = Number::new(value, Form::Words);
        // "two million" is rounded to millions, "half a million" to a tenth of one.
        let scale = self.value(to - 1, to, class::SCALE);
        let whole = |scale: &Decimal| value.checked_rem(*scale).is_some_and(|rest| rest.is_zero());
        number.unit = scale.map(|scale| if whole(&scale) { scale } else { scale / Decimal::TEN });
        Some(ExtractedNumber { number, core: (from, to), from, to })
    }

    /// Whether a glued hyphen stands before or after: "5-day", "F-16", "twelve-year-old".
    fn is_compound(&self, from: usize, to: usize, end: usize) -> bool {
        let hyphen = |at: usize| matches!(self.word(at), "-" | "‑" | "/");
        let before = from > self.sentence.0
            && self.tokens[from].is_glued()
            && hyphen(from - 1)
            && from - 1 > self.sentence.0
            && self.tokens[from - 1].is_glued();
        let after =
            to + 1 < end && self.tokens[to].is_glued() && hyphen(to) && self.tokens[to + 1].is_glued();
        before || after
    }

    /// Whether a name that takes numbers stands before: a capitalised word inside a sentence, or
    /// the sign for a number.
    fn is_label(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else {
            return false;
        };
        let inside = before > self.sentence.0;
        match self.word(before) {
            "#" | "§" | "№" => true,
            "." if inside => {
                let capital = self.tokens[before - 1].is_capital();
                self.does(before - 1, role::LABEL_ABBREVIATION)
                    || capital && self.does(before - 1, role::LABEL_ABBREVIATION_CAPITAL)
            }
            word if self.tokens[before].has(class::LABEL_NOUN) && word.len() > 2 => true,
            _ => {
                // "Section 12", not "Nearly 90" or "By 2040".
                let token = &self.tokens[before];
                let opener = [class::OPENER, class::BOUND, class::PREPOSITION, class::SMALL_BOUND];
                let place = token.classes.meets(self.triggers.place);
                let common = token.has(class::PREDICATE)
                    || token.has(class::DETERMINER)
                    || token.has(class::MONTH)
                    || token.classes.meets(self.triggers.number_word);
                let name = token.is_capital() && token.is_word() && !token.is_upper() && !place && !common;
                name && !self.titled
                    && !self.is_counting(at)
                    && (inside || !opener.into_iter().any(|c| token.has(c)))
            }
        }
    }

    /// Whether a number in small letters stands before a noun, as none that belongs to a name does: "near Marsa six
    /// boats sank".
    fn is_counting(&self, at: usize) -> bool {
        let end = self.sentence.1;
        let number = |i: &usize| {
            self.tokens[*i].is_lower() && self.tokens[*i].classes.meets(self.triggers.number_word)
        };
        let to = at + (at..end).take_while(number).count();
        to > at && self.noun(to, end).is_some_and(|noun| noun.plural)
    }

    /// Whether a number behind a weekday counts what follows, and is no day of the month: "On Friday 16 old ferries
    /// left".
    fn is_of_weekday(&self, found: &ExtractedNumber, end: usize) -> bool {
        let weekday = self.before(found.from).is_some_and(|before| self.tokens[before].has(class::WEEKDAY));
        weekday
            && (found.to..end.min(found.to + COUNTED))
                .take_while(|&at| self.tokens[at].is_lower() && !self.ends_phrase(at))
                .any(|at| self.noun(at, end).is_some_and(|noun| noun.plural))
    }

    /// Whether a number is a time of day before another number: "at 10 two boats left".
    fn is_time(&self, found: &ExtractedNumber, end: usize) -> bool {
        let next = self.tokens.get(found.to).filter(|t| found.to < end && !t.is_glued());
        let number =
            next.is_some_and(|t| t.kind == TokenKind::Number || t.classes.meets(self.triggers.number_word));
        let timely = |b| self.does(b, role::DATE_BEFORE_TIME);
        number
            && found.number.value.fract().is_zero()
            && found.number.value <= 24.into()
            && self.before(found.from).is_some_and(timely)
    }

    /// Takes the words that bound a number, before or after it, into the number.
    pub(super) fn bound(&self, found: &mut ExtractedNumber, end: usize) {
        for len in (1..=4).rev() {
            let Some(from) = found.from.checked_sub(len).filter(|&f| f >= self.sentence.0) else {
                continue;
            };
            let hit = self.lexicon.at(self.text, &self.tokens, from, found.from, class::BOUND);
            if let Some(hit) = hit.filter(|h| h.len == len && !self.is_preposition(from, found, end)) {
                found.number.bound = Bound::named(hit.value);
                found.from = from;
                return;
            }
        }
        if found.to >= end {
            return;
        }
        if let Some(hit) = self.lexicon.at(self.text, &self.tokens, found.to, end, class::BOUND_AFTER) {
            found.number.bound = Bound::named(hit.value);
            found.to += hit.len;
        } else if self.is_mark(found.to, b'+') && self.tokens[found.to].is_glued() {
            found.number.bound = Bound::Above;
            found.to += 1;
        }
    }

    /// Whether "over", "under", "about" and the like is a preposition here and no bound: "under
    /// two names", "spread over four floors", "hand over £50", "goes up to £12".
    fn is_preposition(&self, at: usize, found: &ExtractedNumber, end: usize) -> bool {
        if !self.tokens[at].has(class::SMALL_BOUND) {
            return false;
        }
        let before = self.before(at);
        let phrasal = before.is_some_and(|b| self.is(b, role::VERB_PHRASAL));
        // "Adds up to £35,000": a sum, and no limit.
        let sum = before.is_some_and(|b| self.does(b, role::VERB_OF_SUM));
        let few = found.number.form == Form::Words && found.number.value < 10.into();
        // "1.3 billion over 38 months": a span of time, unless another preposition leads to it.
        let time = self.is(at, role::OVER) && self.noun(found.to, end).is_some_and(|n| n.is_time());
        let led = before.is_some_and(|b| self.is(b, role::DATE_BEFORE_SPAN));
        phrasal || sum || few || time && !led
    }
}

/// The tokens of a sentence up to `end`, for numbers in words.
struct Words<'r> {
    reader: &'r Reader<'r>,
    end: usize,
}

impl Numerals for Words<'_> {
    fn value(&self, at: usize, class: Class) -> Option<u64> {
        let Reader { lexicon, text, tokens, .. } = self.reader;
        lexicon.at(text, tokens, at, at + 1, class)?.number
    }

    fn does(&self, at: usize, role: Role) -> bool {
        self.reader.does(at, role)
    }

    fn is_hyphen(&self, at: usize) -> bool {
        self.reader.is_mark(at, b'-')
    }

    fn is_glued(&self, at: usize) -> bool {
        self.reader.tokens[at].is_glued()
    }

    fn range(&self) -> (usize, usize) {
        (self.reader.sentence.0, self.end)
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

    #[test]
    fn digits_with_every_grouping() {
        for (raw, value, grouping) in [
            ("23", "23", Grouping::None),
            ("1,234", "1234", Grouping::Comma),
            ("1,234,567.89", "1234567.89", Grouping::Comma),
            ("2.475", "2.475", Grouping::None),
            ("1.234.567", "1234567", Grouping::Period),
            ("1.234,56", "1234.56", Grouping::Period),
            ("1'234", "1234", Grouping::Apostrophe),
            ("250,00", "25000", Grouping::Broken),
            ("1,50,000", "150000", Grouping::Lakh),
            ("12,5000", "125000", Grouping::Broken),
        ] {
            assert_eq!(digits(raw), Some((value.parse().expect("a decimal"), grouping)), "{raw}");
        }
        assert_eq!(digits("3.4.2024"), None);
        assert_eq!(digits(&"9".repeat(40)), None);
    }
}
