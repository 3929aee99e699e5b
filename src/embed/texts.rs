//! Many short texts as parts of one.

use std::borrow::Cow;
use std::ops::Range;

use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// A part of a whole, as of all texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct Part {
    start: U32,
    len: U32,
}

impl Part {
    pub(crate) fn new(start: usize, len: usize) -> Self {
        Self { start: U32::new(start as u32), len: U32::new(len as u32) }
    }

    #[inline]
    pub(crate) fn len(self) -> usize {
        self.len.get() as usize
    }

    #[inline]
    pub(crate) fn range(self) -> Range<usize> {
        let start = self.start.get() as usize;
        start..start + self.len()
    }

    pub(crate) fn of<T>(self, all: &[T]) -> &[T] {
        &all[self.range()]
    }
}

/// Many short texts as one text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Texts(pub(crate) Cow<'static, str>);

impl Texts {
    pub(crate) fn add(&mut self, text: &str) -> Part {
        let all = self.0.to_mut();
        all.push_str(text);
        Part::new(all.len() - text.len(), text.len())
    }

    pub(crate) fn of(&self, part: Part) -> &str {
        &self.0[part.range()]
    }
}
