//! Senses: what lists say of a word, and of the phrases that begin with it.

use zerocopy::little_endian::{U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use super::list::Case;
use crate::embed::texts::Part;
use crate::text::Class;

/// What a list says of a word, or of a phrase that begins with it.
#[derive(Clone, Copy, Debug, PartialEq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Sense {
    class: u8,
    flags: u8,
    /// The ids of the words of a phrase after the first, as a part of those of all phrases.
    pub(super) rest: Part,
    /// The id of the second word; 0 if there is none. It stands here so that other phrases are passed over without a
    /// look at the rest.
    pub(super) second: U32,
    /// The form as listed, for [`Case::Exact`].
    pub(super) form: Part,
    /// The value: the group's key, or the word itself.
    pub(super) value: Part,
    /// The word at the same place in the counterpart of the list; empty if there is none.
    pub(super) counterpart: Part,
    number: U64,
    /// The classes of this sense and those after it, by [`bit`].
    ahead: U64,
    /// The next sense of the same first word, which has no more words; 0 after the last.
    pub(super) next: U32,
}

const CAPITAL: u8 = 1;
const EXACT: u8 = 2;
const PLURAL: u8 = 4;
const NUMBER: u8 = 8;
const ASIDE: u8 = 16;

/// The bit of a class in the sets of classes that lie ahead; some classes share one.
const fn bit(class: Class) -> u64 {
    1 << (class.0 % 64)
}

impl Sense {
    /// A sense of words with this value, which may be a number. It has no word yet.
    pub(super) fn new(class: Class, case: Case, value: Part, number: Option<u64>) -> Self {
        let case = match case {
            Case::Any => 0,
            Case::Capital => CAPITAL,
            Case::Exact => EXACT,
        };
        Self {
            class: class.0,
            flags: case | if number.is_some() { NUMBER } else { 0 },
            rest: Part::default(),
            second: U32::ZERO,
            form: Part::default(),
            value,
            counterpart: Part::default(),
            number: U64::new(number.unwrap_or_default()),
            ahead: U64::new(bit(class)),
            next: U32::ZERO,
        }
    }

    /// Whether this sense or one after it may be of a class.
    #[inline]
    pub(super) const fn may_lead_to(&self, class: Class) -> bool {
        self.ahead.get() & bit(class) != 0
    }

    /// Sets another sense somewhere after this one.
    pub(super) fn lead_to(&mut self, other: &Self) {
        self.ahead |= other.ahead;
    }

    /// The sense of a plural that is made or listed for the value.
    pub(super) const fn plural(self) -> Self {
        Self { flags: self.flags | PLURAL, ..self }
    }

    /// The sense of a list whose words are unknown to all that does not ask for it.
    pub(super) const fn aside(self, aside: bool) -> Self {
        Self { flags: if aside { self.flags | ASIDE } else { self.flags }, ..self }
    }

    #[inline]
    pub(super) const fn is_aside(&self) -> bool {
        self.flags & ASIDE != 0
    }

    #[inline]
    pub(super) const fn class(&self) -> Class {
        Class(self.class)
    }

    #[inline]
    pub(super) const fn case(&self) -> Case {
        match self.flags & (CAPITAL | EXACT) {
            0 => Case::Any,
            CAPITAL => Case::Capital,
            _ => Case::Exact,
        }
    }

    pub(super) const fn is_plural(&self) -> bool {
        self.flags & PLURAL != 0
    }

    /// The value as a number, where it is one.
    pub(super) fn number(&self) -> Option<u64> {
        (self.flags & NUMBER != 0).then(|| self.number.get())
    }
}
