//! An open hash table whose memory can be part of the program: nothing is filled in at the start of a run,
//! and only entries that are looked up are read. The table is copied when something is added.
//!
//! Numbers are stored as bytes in a fixed order without alignment, so that the build script can write the
//! table as it is in memory, for any machine.

use std::borrow::Cow;

use xxhash_rust::xxh3::xxh3_64;
use zerocopy::little_endian::{U32, U128};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::embed::texts::{Part, Texts};
use crate::text::Key;

/// Entries by their keys. The first entry has no key.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slots<K: Clone + 'static, V: Clone + 'static> {
    /// For each slot, a tag of the hash and an index into `entries`; 0 where free. By the tag the slot of
    /// another key is skipped without reading its entry. The length is a power of two.
    pub(super) slots: Cow<'static, [U32]>,
    pub(super) entries: Cow<'static, [Entry<K, V>]>,
}

/// A key and its value, in one cache line.
#[derive(Clone, Copy, Debug, Default, PartialEq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Entry<K, V> {
    key: K,
    pub(super) value: V,
}

/// The bits of a slot that are the index.
const INDEX: u32 = (1 << 20) - 1;

/// A hash: its high bits are the tag, the bits below are the first slot to look at.
#[derive(Clone, Copy)]
pub(super) struct Hash(u64);

impl Hash {
    /// The tag, which is never 0.
    const fn tag(self) -> u32 {
        (self.0 >> 52) as u32 | 1
    }

    const fn place(self) -> usize {
        (self.0 >> 20) as usize
    }

    /// The hash of a word that is its own key.
    pub(super) const fn short(Key(key): Key) -> Self {
        let low = (key as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let high = ((key >> 64) as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        Self(((low ^ high) ^ ((low ^ high) >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn text(key: &str) -> Self {
        Self(xxh3_64(key.as_bytes()))
    }
}

impl<K: Clone + Default, V: Clone + Default> Slots<K, V> {
    /// An empty table with that many slots, a power of two.
    pub(super) fn new(size: usize) -> Self {
        let entries = vec![Entry { key: K::default(), value: V::default() }];
        Self { slots: vec![U32::ZERO; size].into(), entries: entries.into() }
    }
}

impl<K: Clone, V: Clone> Slots<K, V> {
    /// The value at an index; at 0, the value without a key.
    #[inline]
    pub(super) fn at(&self, index: usize) -> &V {
        &self.entries[index].value
    }

    pub(super) fn at_mut(&mut self, index: usize) -> &mut V {
        &mut self.entries.to_mut()[index].value
    }

    /// The index of the entry whose key has this hash and satisfies `is`; 0 if there is none.
    #[inline]
    fn find(&self, hash: Hash, is: impl Fn(&K) -> bool) -> usize {
        let mask = self.slots.len() - 1;
        let (mut slot, tag) = (hash.place() & mask, hash.tag());
        loop {
            let value = self.slots[slot].get();
            let entry = (value & INDEX) as usize;
            if value == 0 || value >> 20 == tag && is(&self.entries[entry].key) {
                return entry;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Adds a key that is not there yet, and returns its index.
    fn insert(&mut self, key: K, value: V, hash: impl Fn(&K) -> Hash) -> usize {
        let (slots, entries) = (self.slots.to_mut(), self.entries.to_mut());
        if entries.len() * 3 / 2 > slots.len() {
            *slots = vec![U32::ZERO; slots.len() * 2];
            for (index, entry) in entries.iter().enumerate().skip(1) {
                place(slots, hash(&entry.key), index);
            }
        }
        let index = entries.len();
        assert!(index < INDEX as usize, "a lexicon holds up to a million words");
        place(slots, hash(&key), index);
        entries.push(Entry { key, value });
        index
    }
}

/// Puts the index of an entry into the first free slot for it.
fn place(slots: &mut [U32], hash: Hash, index: usize) {
    let mask = slots.len() - 1;
    let mut slot = hash.place() & mask;
    while slots[slot] != U32::ZERO {
        slot = (slot + 1) & mask;
    }
    slots[slot] = U32::new(index as u32 | hash.tag() << 20);
}

/// Keys that are numbers.
impl<V: Clone> Slots<U128, V> {
    #[inline]
    pub(super) fn find_short(&self, key: Key) -> usize {
        self.find(Hash::short(key), |k| k.get() == key.0)
    }

    pub(super) fn insert_short(&mut self, key: Key, value: V) -> usize {
        self.insert(U128::new(key.0), value, |k| Hash::short(Key(k.get())))
    }
}

/// Keys that are texts.
impl<V: Clone> Slots<Part, V> {
    pub(super) fn find_text(&self, texts: &Texts, key: &str) -> usize {
        self.find(Hash::text(key), |&k| texts.of(k) == key)
    }

    pub(super) fn insert_text(&mut self, texts: &mut Texts, key: &str, value: V) -> usize {
        let part = texts.add(key);
        self.insert(part, value, |&k| Hash::text(texts.of(k)))
    }
}
