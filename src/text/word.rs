//! Words as numbers: their ids, and short words as their own keys.

/// The id of a word that word lists know; [`WordId::UNKNOWN`] for all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub(crate) u32);

impl WordId {
    /// A word that no list, phrase or pattern names.
    pub const UNKNOWN: Self = Self(0);
}

/// A word of up to sixteen ASCII letters, digits, apostrophes and periods, in any letter case: its bytes with the
/// bit set that makes letters lower case. The other characters have this bit set anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub(crate) u128);

impl Key {
    /// The most bytes of a word that has a key.
    pub(crate) const MOST: usize = 16;

    /// The key of the `len` bytes at byte `start` of a text, at most [`Key::MOST`].
    #[inline]
    pub(crate) fn of(text: &[u8], start: usize, len: usize) -> Self {
        let bytes = text.get(start..start + Self::MOST).and_then(|bytes| bytes.try_into().ok());
        let bytes = bytes.unwrap_or_else(|| {
            let mut bytes = [0; Self::MOST];
            bytes[..len].copy_from_slice(&text[start..start + len]);
            bytes
        });
        Self::first(u128::from_le_bytes(bytes), len)
    }

    /// The key of the first `len` of sixteen bytes.
    #[inline]
    const fn first(bytes: u128, len: usize) -> Self {
        let lower = bytes | u128::from_le_bytes([LOWER; Self::MOST]);
        Self(lower & (u128::MAX >> (8 * (Self::MOST - len))))
    }
}

/// The bit that makes a letter lower case.
const LOWER: u8 = 0x20;

/// The letters of ASCII that stand in a row, up to fifteen of them. They are read eight at a time, as the bytes of
/// a number.
pub(super) struct Letters {
    pub(super) len: usize,
    pub(super) key: Key,
    /// Whether the first is upper case.
    pub(super) capital: bool,
    /// Whether any is upper case.
    pub(super) upper: bool,
    /// Whether any is lower case.
    pub(super) lower: bool,
}

impl Letters {
    /// The letters with which a text begins; none if there are more of them, or fewer than sixteen bytes.
    #[inline]
    pub(super) fn at(text: &[u8]) -> Option<Self> {
        const CASE: u64 = u64::from_le_bytes([LOWER; 8]);
        let bytes: [u8; 16] = text.get(..16)?.try_into().ok()?;
        let bytes = u128::from_le_bytes(bytes);
        let (first, second) = (bytes as u64, (bytes >> 64) as u64);
        let (len, kept) = match others(first) {
            0 => {
                let others = others(second);
                if others == 0 {
                    return None;
                }
                let len = others.trailing_zeros() as usize / 8;
                (8 + len, (u64::MAX, !(u64::MAX << (8 * len))))
            }
            others => {
                let len = others.trailing_zeros() as usize / 8;
                (len, (!(u64::MAX << (8 * len)), 0))
            }
        };
        let (cases, other) = ((CASE & kept.0, CASE & kept.1), (!first, !second));
        Some(Self {
            len,
            key: Key(u128::from((first | CASE) & kept.0) | u128::from((second | CASE) & kept.1) << 64),
            capital: first & u64::from(LOWER) == 0,
            upper: other.0 & cases.0 | other.1 & cases.1 != 0,
            lower: first & cases.0 | second & cases.1 != 0,
        })
    }
}

/// The high bit of each of eight bytes that is no letter of ASCII.
#[inline]
const fn others(bytes: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    // A sum sets the high bit of a byte that is at least so large; none is large enough to reach the next.
    let lower = (bytes | (ONES * LOWER as u64)) & !HIGH;
    let from_a = lower + ONES * (0x80 - b'a') as u64;
    let after_z = lower + ONES * (0x80 - (b'z' + 1)) as u64;
    (!from_a | after_z | bytes) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_from_all_other_bytes() {
        for byte in 0..=u8::MAX {
            let is_other = others(u64::from_le_bytes([b'a', byte, b'Z', byte, b'z', b'A', byte, byte]));
            let expected = if byte.is_ascii_alphabetic() { 0 } else { 0x8080_0000_8000_8000 };
            assert_eq!(is_other, expected, "{byte}");
        }
    }

    #[test]
    fn letters_in_a_row_have_the_key_of_their_word() {
        for (word, cases) in [
            ("a", (false, false, true)),
            ("Marsa", (true, true, true)),
            ("QORMI", (true, true, false)),
            ("Siġġiewi", (true, true, true)),
            ("eightlet", (false, false, true)),
            ("lastUpper", (false, true, true)),
            ("uncharacterized", (false, false, true)),
        ] {
            let text = format!("({word}, and sixteen bytes more");
            let letters = Letters::at(&text.as_bytes()[1..]).expect("letters");
            let len = word.bytes().take_while(u8::is_ascii_alphabetic).count();
            assert_eq!((letters.len, letters.key), (len, Key::of(text.as_bytes(), 1, len)), "{word}");
            assert_eq!((letters.capital, letters.upper, letters.lower), cases, "{word}");
        }
        assert!(Letters::at(b"abcdefghijklmnopq").is_none());
        assert!(Letters::at(b"the text ends").is_none());
    }
}
