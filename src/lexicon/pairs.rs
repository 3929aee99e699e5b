//! Which two words can begin a phrase of a list that is kept aside: a glance that keeps nearly all other pairs of
//! words from being compared with the phrases that begin with the first.

use std::borrow::Cow;

use zerocopy::little_endian::U64;

use crate::text::WordId;

/// The bits of the set. A pair of words that is not in it has one chance in ten to be taken for one that is.
const BITS: usize = 1 << 16;

/// A set of pairs of words. It may have others than those that were put in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pairs(pub(super) Cow<'static, [U64]>);

impl Default for Pairs {
    fn default() -> Self {
        Self(vec![U64::ZERO; BITS / 64].into())
    }
}

impl Pairs {
    const fn bit(first: WordId, second: WordId) -> usize {
        let mixed = first.0.wrapping_mul(0x9e37_79b1) ^ second.0.wrapping_mul(0x85eb_ca6b).rotate_left(13);
        (mixed.wrapping_mul(0xc2b2_ae35) >> 16) as usize
    }

    /// Adds a pair.
    pub(super) fn add(&mut self, first: WordId, second: WordId) {
        let bit = Self::bit(first, second);
        self.0.to_mut()[bit / 64] |= U64::new(1 << (bit % 64));
    }

    /// Whether a pair may be in the set. Costs a look into 8 KB.
    #[inline]
    pub(super) fn may_have(&self, first: WordId, second: WordId) -> bool {
        let bit = Self::bit(first, second);
        self.0[bit / 64].get() >> (bit % 64) & 1 == 1
    }
}
