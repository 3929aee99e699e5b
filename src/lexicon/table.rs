//! The look-up table: words to ids and classes.
//!
//! Nearly every word of a text is looked up once, so this decides the speed of everything. A
//! word of up to sixteen ASCII letters is its own key: sixteen bytes in lower case, made with
//! one load and a mask, compared exactly, no string touched. Longer words and words with other
//! letters are rare and go through a map.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::{Case, Class, Classes, WordId};

/// The most bytes a word of the fast path has.
const SHORT: usize = 16;

/// The classes of a word by the letter case they ask for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ByCase {
    pub(super) any: Classes,
    pub(super) capital: Classes,
    pub(super) exact: Classes,
}

#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Indices into `entries`, by hash, 0 where free; the length is a power of two.
    slots: Vec<u32>,
    /// Short words by id, with their keys; a long word's key is 0. The first is no word.
    entries: Vec<(u128, ByCase)>,
    /// All other words.
    long: FxHashMap<CompactString, WordId>,
    /// The ids of marks of one ASCII byte.
    marks: [u32; 128],
}

impl Default for Table {
    fn default() -> Self {
        Self {
            slots: vec![0; 1 << 16],
            entries: vec![(0, ByCase::default())],
            long: FxHashMap::default(),
            marks: [0; 128],
        }
    }
}

/// The key of a word of ASCII letters, digits, apostrophes and periods in any case: its bytes
/// with the bit set that is the lower case of letters and is set in all the others anyway.
fn short_key(text: &[u8], start: usize, len: usize) -> u128 {
    let bytes = match text.get(start..start + SHORT) {
        Some(bytes) => bytes.try_into().unwrap_or([0; SHORT]),
        None => {
            let mut bytes = [0; SHORT];
            bytes[..len].copy_from_slice(&text[start..start + len]);
            bytes
        }
    };
    let lower = u128::from_le_bytes(bytes) | u128::from_le_bytes([0x20; SHORT]);
    lower & (u128::MAX >> (8 * (SHORT - len)))
}

const fn hash(key: u128) -> usize {
    let folded = (key as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        ^ ((key >> 64) as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    (folded ^ (folded >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) as usize >> 20
}

fn is_short(word: &str) -> bool {
    (1..=SHORT).contains(&word.len())
        && word.as_bytes()[0].is_ascii_alphanumeric()
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'\'' | b'.'))
}

impl Table {
    /// Looks up a word of ASCII letters, digits, apostrophes and periods: its id and classes.
    pub(super) fn short(&self, text: &[u8], start: usize, len: usize) -> (WordId, &ByCase) {
        if len > SHORT {
            let word =
                text.get(start..start + len).and_then(|w| std::str::from_utf8(w).ok()).unwrap_or_default();
            return self.long(word);
        }
        let key = short_key(text, start, len);
        let mask = self.slots.len() - 1;
        let mut slot = hash(key) & mask;
        loop {
            let entry = self.slots[slot];
            if entry == 0 || self.entries[entry as usize].0 == key {
                return (WordId(entry), &self.entries[entry as usize].1);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Looks up a word of any letters, as filed.
    pub(super) fn long(&self, key: &str) -> (WordId, &ByCase) {
        let id = self.long.get(key).copied().unwrap_or(WordId::UNKNOWN);
        (id, &self.entries[id.0 as usize].1)
    }

    /// Looks up a mark.
    pub(super) fn mark(&self, mark: &str) -> (WordId, &ByCase) {
        match mark.as_bytes() {
            &[byte @ 0..128] => {
                let id = self.marks[usize::from(byte)];
                (WordId(id), &self.entries[id as usize].1)
            }
            _ => self.long(mark),
        }
    }

    /// Looks up a word or mark by the key it is filed under.
    pub(super) fn get(&self, key: &str) -> WordId {
        if is_short(key) { self.short(key.as_bytes(), 0, key.len()).0 } else { self.mark(key).0 }
    }

    /// Files a word that is not there yet.
    pub(super) fn insert(&mut self, key: CompactString) -> WordId {
        let id = self.entries.len() as u32;
        let short = if is_short(&key) { short_key(key.as_bytes(), 0, key.len()) } else { 0 };
        self.entries.push((short, ByCase::default()));
        match key.as_bytes() {
            _ if short != 0 => self.place(id, short),
            &[byte @ 0..128] => self.marks[usize::from(byte)] = id,
            _ => {
                self.long.insert(key, WordId(id));
            }
        }
        WordId(id)
    }

    fn place(&mut self, id: u32, key: u128) {
        if self.entries.len() * 3 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            for other in 1..id {
                if self.entries[other as usize].0 != 0 {
                    self.place(other, self.entries[other as usize].0);
                }
            }
        }
        let mask = self.slots.len() - 1;
        let mut slot = hash(key) & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = id;
    }

    /// Gives a word a class where it is written in that case.
    pub(super) fn add_class(&mut self, id: WordId, case: Case, class: Class) {
        let by_case = &mut self.entries[id.0 as usize].1;
        let classes = match case {
            Case::Any => &mut by_case.any,
            Case::Capital => &mut by_case.capital,
            Case::Exact => &mut by_case.exact,
        };
        *classes = classes.union(class.only());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filed_is_found_in_any_case_and_nothing_else_is() {
        let mut table = Table::default();
        let words = (0..5000).map(|n| format!("w{n}")).chain(
            ["o'neill", "u.s", ",", "é", "–", "abcdefghijklmnop", "abcdefghijklmnopq"].map(String::from),
        );
        let filed: Vec<_> = words.map(|w| (table.insert(w.as_str().into()), w)).collect();
        for (id, word) in &filed {
            assert_eq!(table.get(word), *id, "{word}");
            if is_short(word) {
                let upper = format!("x{}yz", word.to_uppercase());
                assert_eq!(table.short(upper.as_bytes(), 1, word.len()).0, *id, "{word}");
            }
        }
        for word in ["w5000", "w", "o'neil", ";", "abcdefghijklmno", "abcdefghijklmnopqr"] {
            assert_eq!(table.get(word), WordId::UNKNOWN, "{word}");
        }
    }
}
