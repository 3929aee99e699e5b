//! TOML as rows of bytes, so that a file that is read when the program is built need not be parsed when it
//! runs. All keys and values keep their places in the text.

use std::borrow::Cow;

use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use super::texts::{Part, Texts};

/// The values of files, one row each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Packed {
    pub(crate) rows: Cow<'static, [Row]>,
    pub(crate) texts: Texts,
}

/// A value. The values of a table or array follow it.
#[derive(Clone, Copy, Debug, Default, PartialEq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct Row {
    pub(super) kind: u8,
    /// The place of the value in its file.
    pub(super) at: Part,
    /// The key of the value, if it stands in a table.
    pub(super) key: Part,
    pub(super) key_at: Part,
    /// The text of the value. For a table or array only the length counts, which is the number of its values.
    pub(super) text: Part,
}

pub(super) const TABLE: u8 = 0;
pub(super) const ARRAY: u8 = 1;
pub(super) const STRING: u8 = 2;
