//! Many short texts as parts of one.

use std::borrow::Cow;

use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// A part of something in one piece: of all texts, for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Part {
    start: U32,
    len: U32,
}

impl Part {
    pub(super) fn new(start: usize, len: usize) -> Self {
        Self { start: U32::new(start as u32), len: U32::new(len as u32) }
    }

    pub(super) fn len(self) -> usize {
        self.len.get() as usize
    }

    pub(super) fn of<T>(self, all: &[T]) -> &[T] {
        let start = self.start.get() as usize;
        &all[start..start + self.len()]
    }
}

/// Many short texts in one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Texts(pub(super) Cow<'static, str>);

impl Texts {
    pub(super) fn add(&mut self, text: &str) -> Part {
        let all = self.0.to_mut();
        all.push_str(text);
        Part::new(all.len() - text.len(), text.len())
    }

    pub(super) fn of(&self, part: Part) -> &str {
        let start = part.start.get() as usize;
        &self.0[start..start + part.len()]
    }
}
