//! English numbers in words.

use super::super::{Numeral, Numerals};
use crate::text::{class, role};

/// Reads a number in words. Unit, teens and tens make hundreds, hundreds make a group, and a scale closes a
/// group. A word that cannot continue the number ends it, so "eight six" is two numbers.
pub(super) fn numeral(words: &dyn Numerals, at: usize) -> Option<Numeral> {
    let (start, end) = words.range();
    let (mut from, mut to, mut at) = (at, at, at);
    // All amounts are counted in halves.
    let (mut total, mut group) = (0u64, None::<u64>);
    let mut scale_before = u64::MAX;
    if is_large(words, at) {
        // "a hundred", "half a million": bare "hundred" and "several dozen" are no number.
        let a = at.checked_sub(1).filter(|&a| a >= start && words.does(a, role::A))?;
        (from, group) = (a, Some(2));
        if a > start && words.does(a - 1, role::NUMBER_HALF) {
            (from, group) = (a - 1, Some(1));
        }
    }
    let (mut units, mut tens) = (true, true); // which may follow in this group
    loop {
        let value = |class| if at < end { words.value(at, class) } else { None };
        if let Some(unit) = value(class::CARDINAL) {
            let teen = unit >= 10;
            if !units || teen && !tens {
                break;
            }
            group = Some(group.unwrap_or_default().checked_add(unit.checked_mul(2)?)?);
            (units, tens) = (false, false);
        } else if let Some(ten) = value(class::TENS) {
            if !tens {
                break;
            }
            group = Some(group.unwrap_or_default().checked_add(ten.checked_mul(2)?)?);
            (units, tens) = (true, false);
        } else if let Some(hundred) = value(class::HUNDRED) {
            let Some(few) = group.filter(|few| *few < hundred.saturating_mul(2)) else { break };
            group = Some(few.checked_mul(hundred)?);
            (units, tens) = (true, true);
        } else if let Some(scale) = value(class::SCALE) {
            let Some(few) = group.filter(|_| scale < scale_before) else { break };
            total = total.checked_add(few.checked_mul(scale)?)?;
            (group, scale_before) = (None, scale);
            (units, tens) = (true, true);
        } else if let Some(dozen) = value(class::DOZEN) {
            let Some(few) = group else { break };
            group = Some(few.checked_mul(dozen)?);
            (units, tens) = (false, false);
        } else {
            break;
        }
        to = at + 1;
        // What joins the next word to this one: a space, a hyphen, "and" after a hundred.
        at = next(words, to, end, units && tens);
        if at == to && at < end && words.is_glued(at) {
            break;
        }
    }
    if to == from || group.is_none() && total == 0 {
        return None;
    }
    Some(Numeral { halves: total.checked_add(group.unwrap_or_default())?, tokens: (from, to) })
}

/// Skips a hyphen ("twenty-three") or, after a hundred or thousand, "and", if a number word comes
/// after.
fn next(words: &dyn Numerals, at: usize, end: usize, and: bool) -> usize {
    if at + 1 >= end || !is_number_word(words, at + 1) {
        return at;
    }
    let hyphen = words.is_hyphen(at) && words.is_glued(at) && words.is_glued(at + 1);
    if hyphen || and && !is_large(words, at + 1) && words.does(at, role::AND) { at + 1 } else { at }
}

fn is_large(words: &dyn Numerals, at: usize) -> bool {
    [class::HUNDRED, class::SCALE, class::DOZEN].into_iter().any(|class| words.value(at, class).is_some())
}

fn is_number_word(words: &dyn Numerals, at: usize) -> bool {
    [class::CARDINAL, class::TENS].into_iter().any(|class| words.value(at, class).is_some())
        || is_large(words, at)
}
