//! The figure that a cell holds, and nothing else.

use rust_decimal::Decimal;

/// The figure of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Figure<'t> {
    pub(super) value: Decimal,
    /// What stands before the digits: a currency.
    pub(super) before: &'t str,
    /// What stands behind them: a unit.
    pub(super) behind: &'t str,
    /// Whether its digits are in groups.
    pub(super) grouped: bool,
}

/// The longest unit, in bytes.
const UNIT: usize = 12;

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
}

/// Reads a cell that holds one figure: digits, in groups or not, with a currency or a unit. None if it holds anything
/// else.
pub(super) fn figure(text: &str) -> Option<Figure<'_>> {
    let text = text.trim();
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let last = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (before, digits, behind) = (text[..first].trim_end(), &text[first..last], text[last..].trim_start());
    let currency =
        |c: char| c.is_ascii_uppercase() || matches!(c, '$' | '£' | '€' | '¥' | '₹' | '₦' | '₺' | '₽' | '₩');
    let unit = |c: char| c.is_alphabetic() || matches!(c, '%' | ' ' | '\u{a0}' | '²' | '³' | '°');
    if before.len() > UNIT
        || behind.len() > UNIT
        || !before.chars().all(currency)
        || !behind.chars().all(unit)
    {
        return None;
    }
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let grouped = !whole.bytes().all(|b| b.is_ascii_digit());
    if !part.bytes().all(|b| b.is_ascii_digit()) || grouped && !is_grouped(whole) || digits.ends_with('.') {
        return None;
    }
    let plain: String = digits.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let value = Decimal::from_str_exact(&plain).ok()?;
    Some(Figure { value, before, behind, grouped })
}

/// Whether digits stand in groups of three, or in those of lakh and crore, with one mark between them.
fn is_grouped(whole: &str) -> bool {
    let marks = [',', ' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'];
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
            (" €1,234.50 ", Some("1234.50|€|")),
            ("US$ 3", Some("3|US$|")),
            ("1 234 567", Some("1234567||")),
            ("1,50,000", Some("150000||")),
            ("61.5%", Some("61.5||%")),
            ("2.4 million", Some("2.4||million")),
            ("", None),
            ("–", None),
            ("n/a", None),
            ("12*", None),
            ("12 (4%)", None),
            ("-12", None),
            ("(12)", None),
            ("+12", None),
            ("12,5", None),
            ("1,23,4", None),
            ("10:30", None),
            ("18–24", None),
            ("1.234.567", None),
            ("3 May 2024", None),
        ] {
            let read = figure(text).map(|f| format!("{}|{}|{}", f.value, f.before, f.behind));
            assert_eq!(read.as_deref(), expected, "{text}");
        }
        assert!(figure("2023").is_some_and(|f| f.is_year()));
        assert!(figure("1.234").is_some_and(|f| f.may_be_grouped()));
    }
}
