//! How alike two names are spelt. Letters count without their accents and in lower case.

use crate::language;
use crate::text::fold;

/// The fewest letters that two forms of one word share.
const STEM: usize = 4;

/// How two spellings of a name differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Alike {
    /// One of them has a mute letter more at its end: "Boon", "Boone".
    Mutely,
    /// They share their first letters and most of the others, in one order: "Castellane", "Castellain".
    Loosely,
    /// Two letters are changed, left out, put in or turned round.
    Nearly,
    /// One letter is.
    Closely,
}

/// The longest name that is compared, in letters.
const LONGEST: usize = 24;

/// How much longer than another name one may be.
const LENGTHS: usize = 3;

/// How many letters at the front two names must share to be loosely alike.
pub(super) const FRONT: usize = 3;

/// How many letters at most one of two names alike has that the other has not, where they begin otherwise: two edits
/// exchange two letters.
pub(super) const APART: u32 = 4;

/// How two names are alike; nothing where they are the same, or are not alike. A name that another one only begins
/// is another form of it ("Ivanov", "Ivanova"), but for a double or mute letter at its end ("Abbott", "Boone"), and so is one
/// with another vowel or s at its end ("Marino", "Marina"). Costs the product of their lengths, which are bounded.
pub(super) fn alike(a: &[char], b: &[char]) -> Option<Alike> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let initials = short.first().map(sound) == long.first().map(sound);
    if long.len() > LONGEST || !initials || long.len() - short.len() > LENGTHS || a == b {
        return None;
    }
    let front = front(a, b);
    if front == short.len() {
        let (&[.., last], &[.., end]) = (short, long) else { return None };
        let consonant = !ENDINGS.contains(&last) && long.len() - front == 1 && front >= STEM;
        return match end {
            end if end == last && consonant => Some(Alike::Closely),
            'e' if consonant => Some(Alike::Mutely),
            _ => None,
        };
    }
    if are_forms(short, long, front) {
        return None;
    }
    match distance(a, b) {
        1 if short.len() >= 4 => Some(Alike::Closely),
        2 if short.len() >= 6 && a.last() == b.last() => Some(Alike::Nearly),
        _ if front >= FRONT && short.len() >= 6 && common(a, b) * 20 >= long.len() * 13 => {
            Some(Alike::Loosely)
        }
        _ => None,
    }
}

/// Letters of which two at the end may make another form of a name: "Lee", "Ross".
const ENDINGS: [char; 6] = ['a', 'e', 'i', 'o', 's', 'u'];

/// A letter, or one that sounds like it at the front of a name.
pub(super) const fn sound(letter: &char) -> char {
    match *letter {
        'k' | 'q' => 'c',
        'y' => 'i',
        'z' => 's',
        other => other,
    }
}

/// Whether two names differ in nothing but endings that make another form of a word: "Buddhism", "Buddhist".
fn are_forms(a: &[char], b: &[char], front: usize) -> bool {
    let ending = |letters: &[char]| language::chosen().is_ending(&letters.iter().collect::<String>());
    (STEM..=front).rev().take(3).any(|stem| ending(&a[stem..]) && ending(&b[stem..]))
}

/// How many letters two names share at the front.
pub(super) fn front(a: &[char], b: &[char]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// Which of the letters of ASCII a name has, a bit each; none of a name with other characters.
pub(super) fn set(name: &str) -> Option<u32> {
    let bit = |byte: u8| byte.is_ascii_alphabetic().then(|| 1 << (byte.to_ascii_lowercase() - b'a'));
    name.bytes().try_fold(0, |set, byte| Some(set | bit(byte)?))
}

/// The letters of a name, in lower case and without accents.
pub(super) fn letters(name: &str) -> Vec<char> {
    name.chars().filter(|c| c.is_alphabetic()).flat_map(fold::letters).collect()
}

/// How many letters must be changed, left out, put in or turned round to make one name of the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = [[0_usize; LONGEST + 1]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        let (two, one, now) = ((i + 1) % 3, (i + 2) % 3, i % 3);
        rows[now][0] = i;
        for j in 1..=b.len() {
            let change = rows[one][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[one][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[two][j - 2] + 1);
            }
            rows[now][j] = best;
        }
    }
    rows[a.len() % 3][b.len()]
}

/// How many letters two names have in common in one order.
fn common(a: &[char], b: &[char]) -> usize {
    let mut row = [0_usize; LONGEST + 1];
    for &x in a {
        let mut corner = 0;
        for (j, &y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { corner + 1 } else { above.max(row[j]) };
            corner = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_by_their_letters() {
        for (a, b, how) in [
            ("Lindqvist", "Lindquist", Some(Alike::Closely)),
            ("Brendel", "Brendle", Some(Alike::Closely)),
            ("Kowalczyk", "Kowalzcyk", Some(Alike::Closely)),
            ("Harrington", "Herringten", Some(Alike::Nearly)),
            ("Castellani", "Castelnuovo", None),
            ("Marchetti", "Marchesi", Some(Alike::Nearly)),
            ("Pellegrew", "Pellifer", Some(Alike::Loosely)),
            ("Ivanov", "Ivanova", None),
            ("Marino", "Marina", None),
            ("Walter", "Walters", None),
            ("Boon", "Boone", Some(Alike::Mutely)),
            ("Abbot", "Abbott", Some(Alike::Closely)),
            ("Katharina", "Catharina", Some(Alike::Closely)),
            ("Peña", "Pena", None),
            ("Borg", "Zerg", None),
        ] {
            let (x, y) = (letters(a), letters(b));
            assert_eq!(alike(&x, &y), how, "{a} {b}");
            assert_eq!(alike(&y, &x), how, "{b} {a}");
        }
    }
}
