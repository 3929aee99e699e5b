//! Sets of classes of lists.

use zerocopy::little_endian::U64;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::text::Class;

/// A set of classes, a bit each: unlike [`Classes`](crate::text::Classes), in which some share one.
#[derive(Clone, Copy, Debug, Default, PartialEq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct ClassSet([U64; 4]);

impl ClassSet {
    /// Adds a class.
    pub(super) fn add(&mut self, class: Class) {
        self.0[usize::from(class.0 / 64)] |= U64::new(1 << (class.0 % 64));
    }

    /// Adds the classes of another set.
    #[inline]
    pub(crate) fn add_all(&mut self, other: &Self) {
        for (part, other) in self.0.iter_mut().zip(other.0) {
            *part |= other;
        }
    }

    /// Whether a class is in the set.
    #[inline]
    pub(crate) fn has(&self, class: Class) -> bool {
        self.0[usize::from(class.0 / 64)].get() >> (class.0 % 64) & 1 == 1
    }
}
