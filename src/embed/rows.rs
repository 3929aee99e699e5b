//! TOML as rows of bytes, so that a file that is read when the program is built need not be parsed when it
//! runs. All keys and values keep their places in the text.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};
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

impl Packed {
    /// The file that begins with that row; none if there is no such file.
    pub(crate) fn file(&self, first: usize) -> Option<Spanned<DeTable<'_>>> {
        let mut rows = self.rows.get(first..)?.iter();
        let row = rows.next()?;
        Some(Spanned::new(row.at.range(), self.table(row, &mut rows)?))
    }

    fn table<'p>(&'p self, row: &Row, rows: &mut std::slice::Iter<'p, Row>) -> Option<DeTable<'p>> {
        let mut table = DeTable::with_capacity(row.text.len());
        for _ in 0..row.text.len() {
            let row = rows.next()?;
            let key = Spanned::new(row.key_at.range(), DeString::Borrowed(self.texts.of(row.key)));
            table.insert(key, self.value(row, rows)?);
        }
        Some(table)
    }

    fn value<'p>(&'p self, row: &Row, rows: &mut std::slice::Iter<'p, Row>) -> Option<Spanned<DeValue<'p>>> {
        let value = match row.kind {
            TABLE => DeValue::Table(self.table(row, rows)?),
            ARRAY => {
                let mut array = DeArray::new();
                for _ in 0..row.text.len() {
                    array.push(self.value(rows.next()?, rows)?);
                }
                DeValue::Array(array)
            }
            STRING => DeValue::String(DeString::Borrowed(self.texts.of(row.text))),
            // There are few values of other kinds; they are kept as written.
            _ => DeValue::parse(self.texts.of(row.text)).ok()?.into_inner(),
        };
        Some(Spanned::new(row.at.range(), value))
    }
}
