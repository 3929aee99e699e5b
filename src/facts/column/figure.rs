//! The figure that a cell holds, and nothing else.

use rust_decimal::Decimal;

use crate::facts::number::{last_digit, readable};

/// The figure of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Figure<'t> {
    /// The value: 2,400,000 for "2.4m".
    pub(super) value: Decimal,
    /// What its last digit stands for: 100,000 for "2.4m".
    pub(super) step: Decimal,
    /// What stands before the digits: a currency.
    pub(super) before: &'t str,
    /// What stands behind them: a unit.
    pub(super) behind: &'t str,
    /// Whether its digits are in groups.
    pub(super) grouped: bool,
    /// Whether it has a sign: "+45".
    pub(super) signed: bool,
}

/// How the figures of a table are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    /// "1,234.5".
    Point,
    /// "1.234,5".
    Comma,
}

/// The longest unit, in bytes.
const UNIT: usize = 12;

/// The signs of a figure below nought: a hyphen, a minus and a dash.
const MINUS: [char; 3] = ['-', '−', '–'];

impl Figure<'_> {
    /// Whether it can be a year.
    pub(super) fn is_year(&self) -> bool {
        let plain = self.before.is_empty() && self.behind.is_empty() && !self.grouped;
        let years = Decimal::from(1800)..=Decimal::from(2100);
        plain && self.value.scale() == 0 && years.contains(&self.value)
    }

    /// Whether a point with three digits behind it may also group them.
    pub(super) const fn may_be_grouped(&self) -> bool {
        !self.grouped && self.value.scale() == 3
    }

    /// What the last digit that is not nought stands for.
    pub(super) fn last_digit(&self) -> Decimal {
        if self.value.is_zero() { self.step } else { last_digit(self.value) }
    }
}

impl Notation {
    /// The notation of cells: commas for points only where a cell can be read in no other way, and all can be read so.
    pub(super) fn of<'t>(cells: impl Iterator<Item = &'t str>) -> Self {
        let mut comma = false;
        for cell in cells {
            match (figure(cell, Self::Point), figure(cell, Self::Comma)) {
                (Some(_), None) => return Self::Point,
                (None, Some(_)) => comma = true,
                _ => {}
            }
        }
        if comma { Self::Comma } else { Self::Point }
    }

    /// The marks between groups of digits, and the one before the part of one.
    const fn marks(self) -> (&'static [char], char) {
        match self {
            Self::Point => (&[',', ' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'], '.'),
            Self::Comma => (&['.', ' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'], ','),
        }
    }
}

/// Reads a cell that holds one figure: digits, in groups or not, with a sign, a currency or a unit. None if it holds
/// anything else.
pub(super) fn figure(text: &str, notation: Notation) -> Option<Figure<'_>> {
    let (text, in_brackets) = match text.trim().strip_prefix('(').and_then(|inside| inside.strip_suffix(')'))
    {
        Some(inside) => (inside, true),
        None => (text.trim(), false),
    };
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let last = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (before, digits, behind) = (text[..first].trim_end(), &text[first..last], text[last..].trim_start());
    // "-12", "-€12", "EUR -12", "+12".
    let sign = |signs: &[char]| before.starts_with(signs) || before.ends_with(signs);
    let below = in_brackets || sign(&MINUS);
    let signed = below || sign(&['+']);
    let before =
        if signed { before.trim_matches(['+', MINUS[0], MINUS[1], MINUS[2]]).trim() } else { before };
    let symbol = |c: char| matches!(c, '$' | '£' | '€' | '¥' | '₹' | '₦' | '₺' | '₽' | '₩');
    let currency = |c: char| c.is_ascii_uppercase() || symbol(c);
    // "EUR 5", "US$5", "R5"; but "Q1" is a quarter.
    let is_code =
        before.is_empty() || before.len() == 3 || before.contains(symbol) || matches!(before, "R" | "RM");
    let unit = |c: char| c.is_alphabetic() || matches!(c, '%' | ' ' | '\u{a0}' | '²' | '³' | '°');
    if before.len() > UNIT
        || behind.len() > UNIT
        || !before.chars().all(currency)
        || !is_code
        || !behind.chars().all(unit)
        || in_brackets && behind == "%"
    {
        return None;
    }
    let (groups, point) = notation.marks();
    let (whole, part) = digits.split_once(point).unwrap_or((digits, ""));
    let grouped = !whole.bytes().all(|b| b.is_ascii_digit());
    if !part.bytes().all(|b| b.is_ascii_digit()) || grouped && !is_grouped(whole, groups) {
        return None;
    }
    let plain: String = whole.chars().filter(char::is_ascii_digit).collect();
    let plain = if part.is_empty() { plain } else { format!("{plain}.{part}") };
    let value = Decimal::from_str_exact(&plain).ok()?;
    let (times, behind) = match scale(behind, !before.is_empty()) {
        Some(times) => (times, ""),
        None => (Decimal::ONE, behind),
    };
    let step = Decimal::new(1, value.scale()).checked_mul(times)?;
    let value = readable(value.checked_mul(times)?)?;
    Some(Figure { value: if below { -value } else { value }, step, before, behind, grouped, signed })
}

/// How often a word behind an amount makes it larger. Letters alone do so only behind an amount of money.
fn scale(behind: &str, is_money: bool) -> Option<Decimal> {
    let zeros = match behind.to_ascii_lowercase().as_str() {
        "thousand" => 3,
        "million" => 6,
        "billion" => 9,
        "trillion" => 12,
        "k" if is_money => 3,
        "m" | "mn" | "mln" | "mio" if is_money => 6,
        "b" | "bn" | "mrd" if is_money => 9,
        "tn" | "trn" if is_money => 12,
        _ => return None,
    };
    Some(Decimal::from(10u64.pow(zeros)))
}

/// Whether digits stand in groups of three, or in those of lakh and crore, with one mark between them.
fn is_grouped(whole: &str, marks: &[char]) -> bool {
    let Some(mark) = whole.chars().find(|c| !c.is_ascii_digit()).filter(|mark| marks.contains(mark)) else {
        return false;
    };
    let groups: Vec<&str> = whole.split(mark).collect();
    let digits = |group: &&str| group.bytes().all(|b| b.is_ascii_digit());
    let Some(((first, last), inner)) = groups.split_first().and_then(|(first, rest)| {
        let (last, inner) = rest.split_last()?;
        Some(((first, last), inner))
    }) else {
        return false;
    };
    let even = inner.iter().all(|group| group.len() == 3)
        || mark == ',' && inner.iter().all(|group| group.len() == 2);
    groups.iter().all(digits) && (1..=3).contains(&first.len()) && last.len() == 3 && even
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_a_figure_or_none() {
        for (text, expected) in [
            ("12", Some("12||")),
            (" €1,234.50 ", Some("1234.5|€|")),
            ("US$ 3", Some("3|US$|")),
            ("1 234 567", Some("1234567||")),
            ("1,50,000", Some("150000||")),
            ("61.5%", Some("61.5||%")),
            ("2.4 million", Some("2400000||")),
            ("$2.4m", Some("2400000|$|")),
            ("2.4 m", Some("2.4||m")),
            ("-12", Some("-12||")),
            ("−€12", Some("-12|€|")),
            ("EUR -18,900", Some("-18900|EUR|")),
            ("(12)", Some("-12||")),
            ("", None),
            ("–", None),
            ("n/a", None),
            ("12*", None),
            ("12 (4%)", None),
            ("(12%)", None),
            ("(12", None),
            ("+12", Some("12||")),
            ("12,5", None),
            ("1,23,4", None),
            ("Q1", None),
            ("10:30", None),
            ("18–24", None),
            ("1.234.567", None),
            ("3 May 2024", None),
        ] {
            let read = figure(text, Notation::Point)
                .map(|f| format!("{}|{}|{}", f.value.normalize(), f.before, f.behind));
            assert_eq!(read.as_deref(), expected, "{text}");
        }
        for (text, expected) in [("1.284,6", "1284.6"), ("312,5", "312.5"), ("4.940", "4940"), ("12", "12")] {
            let read = figure(text, Notation::Comma).expect("a figure");
            assert_eq!(read.value.to_string(), expected, "{text}");
        }
        assert_eq!(figure("1,234.5", Notation::Comma), None);
        for (cells, expected) in [
            (["1.284,6", "12"], Notation::Comma),
            (["1.284", "12"], Notation::Point),
            (["12,5", "12.5"], Notation::Point),
            (["1,284", "12"], Notation::Point),
        ] {
            assert_eq!(Notation::of(cells.into_iter()), expected, "{cells:?}");
        }
        let figure = |text| figure(text, Notation::Point);
        assert!(figure("2023").is_some_and(|f| f.is_year()));
        assert!(figure("1.234").is_some_and(|f| f.may_be_grouped()));
    }
}
