//! Figures in the form that a reader takes in at once.

use rust_decimal::Decimal;

use crate::language;

/// The least number whose digits are grouped: years and numbers of houses have four.
const GROUPED: i64 = 10_000;

/// A figure with a word for its scale if three decimals are enough for it, else with its digits in groups:
/// "5.1 million", "12,450".
pub(super) fn figure(number: Decimal) -> String {
    let number = number.normalize();
    for (power, word) in language::chosen().scales {
        let scale = Decimal::from_i128_with_scale(10_i128.pow(*power), 0);
        if number.abs() >= scale
            && let Some(part) = number.checked_div(scale).map(|part| part.normalize())
            && part.scale() <= 3
        {
            return format!("{part} {word}");
        }
    }
    if number.abs() < Decimal::from(GROUPED) {
        return number.to_string();
    }
    let text = number.to_string();
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let mut grouped = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_short_where_nothing_is_lost() {
        let shown = |text: &str| figure(text.parse().expect("a decimal"));
        assert_eq!(shown("8400000"), "8.4 million");
        assert_eq!(shown("-2450000000"), "-2.45 billion");
        assert_eq!(shown("1234567"), "1,234,567");
        assert_eq!(shown("12450.50"), "12,450.5");
        assert_eq!(shown("2019"), "2019");
        assert_eq!(shown("0.5"), "0.5");
    }
}
