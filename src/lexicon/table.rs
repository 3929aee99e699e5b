//! The look-up table: words to ids and classes.
//!
//! Nearly every word of a text is looked up once, so this decides the speed of everything, and what it costs
//! is cache misses. A word of up to sixteen ASCII letters is its own key: sixteen bytes in lower case, made
//! with one load and a mask and compared exactly, without touching a string. Words that have a class only
//! where they are capitalised, as given names have, are many. They have a table of their own, which
//! lower-case words never touch. Longer words and words with other letters are rare and have a table by text.

use std::borrow::Cow;

use zerocopy::little_endian::{U16, U32, U64, U128};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use super::form::key;
use super::list::Case;
use super::slots::Slots;
use crate::embed::texts::{Part, Texts};
use crate::text::{Class, Classes, Key, WordId};

/// The result of a look-up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filed {
    pub(super) id: WordId,
    /// The classes of the word in any letter case.
    pub(super) any: Classes,
    /// Further classes of the word where it is capitalised.
    pub(super) capital: Classes,
    /// The number of the word's set of roles.
    pub(super) roles: u16,
}

impl Filed {
    #[inline]
    const fn of(id: WordId, word: &Word) -> Self {
        let (any, capital) = (Classes(word.any.get()), Classes(word.capital.get()));
        Self { id, any, capital, roles: word.roles.get() }
    }
}

/// The entry of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Word {
    any: U64,
    capital: U64,
    /// The index of the first sense; 0 if the word has none.
    pub(super) senses: U32,
    /// The index of the first sense of a list that is kept aside; 0 if the word has none.
    pub(super) asides: U32,
    /// The number of the set of roles; 0 if the word has none.
    pub(super) roles: U16,
    /// The number of the set of classes of the entries of lists kept aside that the word begins; 0 if it begins none.
    pub(super) aside_set: U16,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub(super) texts: Texts,
    /// Short words.
    pub(super) short: Slots<U128, Word>,
    /// The classes of short words that have classes only where they are capitalised. A word that is in
    /// `short` too has these classes there as well, so that one look-up is enough.
    pub(super) marks: Slots<U128, U64>,
    /// All other words.
    pub(super) long: Slots<Part, Word>,
    /// The ids of marks of one ASCII byte.
    pub(super) ascii: Cow<'static, [U32]>,
}

/// Marks the id of a word that is not short; the other bits of an id are an index.
const IN_LONG: u32 = 1 << 31;

impl Default for Table {
    fn default() -> Self {
        Self {
            texts: Texts::default(),
            short: Slots::new(1 << 14),
            marks: Slots::new(1 << 15),
            long: Slots::new(1 << 13),
            ascii: vec![U32::ZERO; 128].into(),
        }
    }
}

fn is_short(word: &str) -> bool {
    (1..=Key::MOST).contains(&word.len())
        && word.as_bytes()[0].is_ascii_alphanumeric()
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'\'' | b'.'))
}

impl Table {
    /// Looks up a word of ASCII letters, digits, apostrophes and periods in a text.
    #[inline]
    pub(super) fn short(&self, text: &[u8], start: usize, len: usize, capital: bool) -> Filed {
        if len > Key::MOST {
            let word = text.get(start..start + len).and_then(|w| std::str::from_utf8(w).ok());
            return self.long(&key(word.unwrap_or_default()));
        }
        self.of_key(Key::of(text, start, len), capital)
    }

    /// Looks up a short word by its key.
    #[inline(always)]
    pub(super) fn of_key(&self, key: Key, capital: bool) -> Filed {
        match self.short.find_short(key) {
            0 if capital => {
                let capital = Classes(self.marks.at(self.marks.find_short(key)).get());
                Filed { id: WordId::UNKNOWN, any: Classes::NONE, capital, roles: 0 }
            }
            index => Filed::of(WordId(index as u32), self.short.at(index)),
        }
    }

    /// Looks up a word of any letters by its key.
    pub(super) fn long(&self, key: &str) -> Filed {
        self.known(match self.long.find_text(&self.texts, key) {
            0 => WordId::UNKNOWN,
            index => WordId(index as u32 | IN_LONG),
        })
    }

    /// Looks up a mark.
    pub(super) fn mark(&self, mark: &str) -> Filed {
        match mark.as_bytes() {
            &[byte @ 0..128] => self.byte(byte),
            _ => self.long(mark),
        }
    }

    /// Looks up a mark of one byte of ASCII.
    #[inline]
    pub(super) fn byte(&self, mark: u8) -> Filed {
        self.known(WordId(self.ascii[usize::from(mark & 0x7f)].get()))
    }

    /// Looks up the id of a word or mark by its key.
    pub(super) fn get(&self, key: &str) -> WordId {
        if is_short(key) { self.short(key.as_bytes(), 0, key.len(), false).id } else { self.mark(key).id }
    }

    #[inline]
    fn known(&self, id: WordId) -> Filed {
        Filed::of(id, self.of(id))
    }

    /// The entry of a word; empty for [`WordId::UNKNOWN`].
    #[inline]
    pub(super) fn of(&self, id: WordId) -> &Word {
        match id.0 & IN_LONG {
            0 => self.short.at(id.0 as usize),
            _ => self.long.at((id.0 ^ IN_LONG) as usize),
        }
    }

    pub(super) fn of_mut(&mut self, id: WordId) -> &mut Word {
        match id.0 & IN_LONG {
            0 => self.short.at_mut(id.0 as usize),
            _ => self.long.at_mut((id.0 ^ IN_LONG) as usize),
        }
    }

    /// Adds a word that is not there yet.
    pub(super) fn insert(&mut self, key: &str) -> WordId {
        if is_short(key) {
            let short = Key::of(key.as_bytes(), 0, key.len());
            let capital = *self.marks.at(self.marks.find_short(short));
            return WordId(self.short.insert_short(short, Word { capital, ..Word::default() }) as u32);
        }
        let index = self.long.insert_text(&mut self.texts, key, Word::default());
        let id = WordId(index as u32 | IN_LONG);
        if let &[byte @ 0..128] = key.as_bytes() {
            self.ascii.to_mut()[usize::from(byte)] = U32::new(id.0);
        }
        id
    }

    /// Gives a word a class where it is written in that case. For an exact form only the senses decide; they
    /// are not asked where the form has a capital and the text has none.
    pub(super) fn add_class(&mut self, id: WordId, case: Case, class: Class, form: &str) {
        let word = self.of_mut(id);
        match case {
            Case::Any => add(&mut word.any, class.only()),
            Case::Capital => add(&mut word.capital, class.only()),
            Case::Exact if form.starts_with(char::is_uppercase) => add(&mut word.capital, Classes::EXACT),
            Case::Exact => add(&mut word.any, Classes::EXACT),
        }
    }

    /// Gives a word, in any letter case, a bit that is no class.
    pub(super) fn set(&mut self, id: WordId, mark: Classes) {
        add(&mut self.of_mut(id).any, mark);
    }

    /// Gives a short word a class where it is capitalised, and nothing else. False if the word is not short.
    pub(super) fn mark_capital(&mut self, key: &str, class: Class) -> bool {
        if !is_short(key) {
            return false;
        }
        let key = Key::of(key.as_bytes(), 0, key.len());
        let index = match self.marks.find_short(key) {
            0 => self.marks.insert_short(key, U64::ZERO),
            index => index,
        };
        add(self.marks.at_mut(index), class.only());
        let index = self.short.find_short(key);
        if index != 0 {
            add(&mut self.short.at_mut(index).capital, class.only());
        }
        true
    }
}

fn add(classes: &mut U64, more: Classes) {
    *classes = U64::new(Classes(classes.get()).union(more).0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filed_is_found_in_any_case_and_nothing_else_is() {
        let mut table = Table::default();
        let others = ["o'neill", "u.s", ",", "é", "–", "abcdefghijklmnop", "abcdefghijklmnopq"];
        let words = (0..20_000).map(|n| format!("w{n}")).chain(others.map(String::from));
        let filed: Vec<_> = words.map(|w| (table.insert(w.as_str()), w)).collect();
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
