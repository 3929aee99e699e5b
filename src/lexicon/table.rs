//! The look-up table: words to ids and classes.
//!
//! Nearly every word of a text is looked up once, so this decides the speed of everything, and
//! what it costs is cache misses. A word of up to sixteen ASCII letters is its own key: sixteen
//! bytes in lower case, made with one load and a mask, compared exactly, no string touched.
//! Words that only a capital makes something of, as given names are, are many, and have a table
//! of their own that lower-case words never touch. Longer words and words with other letters
//! are rare and go through a map.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::{Case, Class, Classes, WordId};

/// The most bytes a word of the fast path has.
const SHORT: usize = 16;

/// What the table says of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) id: WordId,
    /// Classes it has in any letter case.
    pub(super) any: Classes,
    /// Classes it has besides where it is capitalised.
    pub(super) capital: Classes,
}

#[derive(Clone, Debug)]
pub(super) struct Table {
    /// What is known of words that are not short, and of no word.
    known: Vec<Known>,
    /// Where each id is: in `known`, or with [`IN_SHORT`] in the entries of `short`.
    places: Vec<u32>,
    /// Short words, with what is known of them beside the key: one cache line has both.
    short: Slots,
    /// Short words that have classes only where they are capitalised. One that is in `short` too
    /// has these classes there as well, so that one of the two is enough to ask.
    marks: Slots,
    /// All other words.
    long: FxHashMap<CompactString, WordId>,
    /// The ids of marks of one ASCII byte.
    ascii: [u32; 128],
}

impl Default for Table {
    fn default() -> Self {
        Self {
            known: vec![Known::default()],
            places: vec![0],
            short: Slots::new(1 << 14),
            marks: Slots::new(1 << 15),
            long: FxHashMap::default(),
            ascii: [0; 128],
        }
    }
}

/// An open hash table of keys and what is known of them.
#[derive(Clone, Debug)]
struct Slots {
    /// A tag of the hash, so that another word's slot is passed over without a look at its
    /// entry, and an index into `entries`. 0 where free; the length is a power of two.
    slots: Vec<u32>,
    entries: Vec<(u128, Known)>,
}

/// Marks a place among the entries of short words.
const IN_SHORT: u32 = 1 << 31;

/// The bits of a slot that are an index.
const INDEX: u32 = (1 << 20) - 1;

/// The place to look first, and the tag, which is never 0.
const fn hash(key: u128) -> (usize, u32) {
    let low = (key as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let high = ((key >> 64) as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    let folded = ((low ^ high) ^ ((low ^ high) >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((folded >> 20) as usize, (folded >> 52) as u32 | 1)
}

impl Slots {
    fn new(size: usize) -> Self {
        Self { slots: vec![0; size], entries: vec![(0, Known::default())] }
    }

    /// The index of the entry with that key; 0 if there is none.
    fn find(&self, key: u128) -> usize {
        let mask = self.slots.len() - 1;
        let (place, tag) = hash(key);
        let mut slot = place & mask;
        loop {
            let value = self.slots[slot];
            let entry = (value & INDEX) as usize;
            if value == 0 || value >> 20 == tag && self.entries[entry].0 == key {
                return entry;
            }
            slot = (slot + 1) & mask;
        }
    }

    fn insert(&mut self, key: u128, known: Known) -> usize {
        if self.entries.len() * 3 / 2 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            for entry in 1..self.entries.len() {
                self.place(self.entries[entry].0, entry);
            }
        }
        let entry = self.entries.len();
        assert!(entry < INDEX as usize, "a lexicon holds up to a million words");
        self.entries.push((key, known));
        self.place(key, entry);
        entry
    }

    fn place(&mut self, key: u128, entry: usize) {
        let mask = self.slots.len() - 1;
        let (place, tag) = hash(key);
        let mut slot = place & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = entry as u32 | tag << 20;
    }
}

/// The key of a word of ASCII letters, digits, apostrophes and periods in any case: its bytes
/// with the bit set that is the lower case of letters and is set in all the others anyway.
#[inline]
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

fn is_short(word: &str) -> bool {
    (1..=SHORT).contains(&word.len())
        && word.as_bytes()[0].is_ascii_alphanumeric()
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'\'' | b'.'))
}

impl Table {
    /// Looks up a word of ASCII letters, digits, apostrophes and periods in a text.
    #[inline]
    pub(super) fn short(&self, text: &[u8], start: usize, len: usize, capital: bool) -> Known {
        if len > SHORT {
            let word = text.get(start..start + len).and_then(|w| std::str::from_utf8(w).ok());
            return self.long(&super::key(word.unwrap_or_default()));
        }
        let key = short_key(text, start, len);
        match self.short.find(key) {
            0 if capital => self.marks.entries[self.marks.find(key)].1,
            entry => self.short.entries[entry].1,
        }
    }

    /// Looks up a word of any letters, as filed.
    pub(super) fn long(&self, key: &str) -> Known {
        self.long.get(key).map_or(self.known[0], |&id| *self.of(id))
    }

    /// Looks up a mark.
    pub(super) fn mark(&self, mark: &str) -> Known {
        match mark.as_bytes() {
            &[byte @ 0..128] => *self.of(WordId(self.ascii[usize::from(byte)])),
            _ => self.long(mark),
        }
    }

    /// Looks up a word or mark by the key it is filed under.
    pub(super) fn get(&self, key: &str) -> WordId {
        if is_short(key) { self.short(key.as_bytes(), 0, key.len(), false).id } else { self.mark(key).id }
    }

    fn of(&self, id: WordId) -> &Known {
        let place = self.places[id.0 as usize];
        match place & IN_SHORT {
            0 => &self.known[place as usize],
            _ => &self.short.entries[(place ^ IN_SHORT) as usize].1,
        }
    }

    fn of_mut(&mut self, id: WordId) -> &mut Known {
        let place = self.places[id.0 as usize];
        match place & IN_SHORT {
            0 => &mut self.known[place as usize],
            _ => &mut self.short.entries[(place ^ IN_SHORT) as usize].1,
        }
    }

    /// Files a word that is not there yet.
    pub(super) fn insert(&mut self, key: CompactString) -> WordId {
        let id = WordId(self.places.len() as u32);
        let known = Known { id, ..Known::default() };
        if is_short(&key) {
            let short = short_key(key.as_bytes(), 0, key.len());
            let capital = self.marks.entries[self.marks.find(short)].1.capital;
            let entry = self.short.insert(short, Known { capital, ..known });
            self.places.push(entry as u32 | IN_SHORT);
            return id;
        }
        self.places.push(self.known.len() as u32);
        self.known.push(known);
        match key.as_bytes() {
            &[byte @ 0..128] => self.ascii[usize::from(byte)] = id.0,
            _ => {
                self.long.insert(key, id);
            }
        }
        id
    }

    /// Gives a word a class where it is written in that case. Of an exact form only the senses
    /// can tell, and need not where it has a capital and the text has none.
    pub(super) fn add_class(&mut self, id: WordId, case: Case, class: Class, form: &str) {
        let known = self.of_mut(id);
        match case {
            Case::Any => known.any = known.any.union(class.only()),
            Case::Capital => known.capital = known.capital.union(class.only()),
            Case::Exact if form.starts_with(char::is_uppercase) => {
                known.capital = known.capital.union(Classes::EXACT);
            }
            Case::Exact => known.any = known.any.union(Classes::EXACT),
        }
    }

    /// Marks a word, in any letter case, with what is no class.
    pub(super) fn set(&mut self, id: WordId, mark: Classes) {
        let known = self.of_mut(id);
        known.any = known.any.union(mark);
    }

    /// Gives a short word a class where it is capitalised, and nothing else. False if it is no
    /// short word.
    pub(super) fn mark_capital(&mut self, key: &str, class: Class) -> bool {
        if !is_short(key) {
            return false;
        }
        let key = short_key(key.as_bytes(), 0, key.len());
        let entry = match self.marks.find(key) {
            0 => self.marks.insert(key, Known::default()),
            entry => entry,
        };
        let classes = &mut self.marks.entries[entry].1.capital;
        *classes = classes.union(class.only());
        let entry = self.short.find(key);
        if entry != 0 {
            let classes = &mut self.short.entries[entry].1.capital;
            *classes = classes.union(class.only());
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filed_is_found_in_any_case_and_nothing_else_is() {
        let mut table = Table::default();
        let others = ["o'neill", "u.s", ",", "é", "–", "abcdefghijklmnop", "abcdefghijklmnopq"];
        let words = (0..20_000).map(|n| format!("w{n}")).chain(others.map(String::from));
        let filed: Vec<_> = words.map(|w| (table.insert(w.as_str().into()), w)).collect();
        for (id, word) in &filed {
            assert_eq!(table.get(word), *id, "{word}");
            if is_short(word) {
                let upper = format!("x{}yz", word.to_uppercase());
                assert_eq!(table.short(upper.as_bytes(), 1, word.len(), true).id, *id, "{word}");
            }
        }
        for word in ["w20000", "w", "o'neil", ";", "abcdefghijklmno", "abcdefghijklmnopqr"] {
            assert_eq!(table.get(word), WordId::UNKNOWN, "{word}");
        }
    }

    #[test]
    fn a_mark_counts_only_where_it_is_capitalised() {
        let mut table = Table::default();
        assert!(table.mark_capital("rita", Class(3)));
        assert!(table.short(b"Rita", 0, 4, true).capital.has(Class(3)));
        assert!(!table.short(b"rita", 0, 4, false).capital.has(Class(3)));
    }
}
