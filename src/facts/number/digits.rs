//! Numbers in digits, with every grouping.

use rust_decimal::Decimal;

use super::super::Reader;
use super::{ExtractedNumber, Form, Grouping, Number, readable};
use crate::text::{Space, TokenKind, role};

/// The value and grouping of digits with marks between them. None if they are no one number
/// ("3.4.2024") or too long to be [readable].
pub(super) fn digits(raw: &str) -> Option<(Decimal, Grouping)> {
    if raw.bytes().all(|b| b.is_ascii_digit()) {
        return Some((readable(raw.parse().ok()?)?, Grouping::None));
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
    Some((readable(plain.parse().ok()?)?, grouping))
}

impl Reader<'_> {
    pub(super) fn digits(&self, at: usize, end: usize) -> Option<ExtractedNumber> {
        let (mut value, mut grouping) = digits(self.word(at))?;
        let mut to = at + 1;
        // "23 000": one to three digits, then groups of three.
        if grouping == Grouping::None && self.word(at).len() <= 3 && !self.word(at).starts_with('0') {
            while to < end && self.is_thousand_group(to, end) {
                value = readable(value.checked_mul(1000.into())?.checked_add(self.word(to).parse().ok()?)?)?;
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
}

#[cfg(test)]
mod tests {
    use super::*;

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
