//! Whether one figure can stand for another by a slip of the pen or of the ear.

use rust_decimal::Decimal;

/// The part of the larger figure by which two are near: a fifth.
const NEAR: u32 = 5;

/// Whether one figure can stand for another by a slip: they are near, have the same digits in another order, differ
/// by a nought or two, sound alike ("fourteen", "forty"), or have one digit of three or more changed.
pub(crate) fn is_slip(a: Decimal, b: Decimal) -> bool {
    let (less, more) = if a < b { (a, b) } else { (b, a) };
    if less <= Decimal::ZERO || less == more {
        return false;
    }
    let far = more - less;
    let near = far == Decimal::ONE || far.checked_mul(NEAR.into()).is_some_and(|far| far <= more);
    near || is_garbled(less, more)
}

/// Whether one figure is another with its digits garbled: in another order, with noughts too many, heard wrong, or
/// with one digit of three or more changed.
pub(crate) fn is_garbled(less: Decimal, more: Decimal) -> bool {
    let (a, b) = digits(less, more);
    let noughts =
        more.checked_div(less).is_some_and(|times| [10, 100, 1000].map(Decimal::from).contains(&times));
    let mut sorted = [a.clone(), b.clone()];
    sorted.iter_mut().for_each(|digits| digits.sort_unstable());
    let turned = a.len() == b.len() && a != b && sorted[0] == sorted[1];
    let changed = a.iter().zip(&b).filter(|(a, b)| a != b).count();
    let mistyped = a.len() == b.len() && a.len() > 2 && changed == 1;
    noughts || turned || mistyped || is_misheard(&a, &b)
}

/// Whether a figure is another of four digits and more without one of its digits: 4,626 for 47,626.
pub(crate) fn lacks_digit(less: Decimal, more: Decimal) -> bool {
    if less <= Decimal::ZERO || less >= more {
        return false;
    }
    let (a, b) = digits(less, more);
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    b.len() >= 4 && a.len() + 1 == b.len() && a[same..] == b[same + 1..]
}

/// "Fourteen" and "forty".
fn is_misheard(a: &[u8], b: &[u8]) -> bool {
    matches!((a, b), ([b'1', teen @ b'3'..=b'9'], [ty, b'0']) if teen == ty)
}

/// The digits of two figures, without the noughts at the end that both have.
fn digits(a: Decimal, b: Decimal) -> (Vec<u8>, Vec<u8>) {
    let scale = a.normalize().scale().max(b.normalize().scale());
    let of = |number: Decimal| {
        let mut number = number;
        number.rescale(scale);
        number.mantissa().to_string().into_bytes()
    };
    let (mut a, mut b) = (of(a), of(b));
    while a.len() > 1 && b.len() > 1 && a.ends_with(b"0") && b.ends_with(b"0") {
        a.pop();
        b.pop();
    }
    (a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_is_lost() {
        for (less, more, expected) in
            [("4626", "47626", true), ("123", "1234", true), ("12", "123", false), ("4620", "47626", false)]
        {
            let number = |text: &str| text.parse().expect("a number");
            assert_eq!(lacks_digit(number(less), number(more)), expected, "{less} for {more}");
        }
    }

    #[test]
    fn a_figure_stands_for_another() {
        for (a, b, expected) in [
            ("71", "17", true),
            ("14", "40", true),
            ("13000000", "30000000", true),
            ("8.2", "2.8", true),
            ("50000", "500000", true),
            ("9", "8", true),
            ("31", "33", true),
            ("16.20", "16.50", true),
            ("9", "5", false),
            ("12", "40", false),
            ("7", "7", false),
        ] {
            let number = |text: &str| text.parse().expect("a number");
            assert_eq!(is_slip(number(a), number(b)), expected, "{a} for {b}");
        }
    }
}
