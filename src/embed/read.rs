//! Reads what is packed right into the types that it is for, by serde: no table is made of it first.

use std::ops::Range;
use std::slice::Iter;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use toml::de::{Error, ValueDeserializer};

use super::rows::{ARRAY, Packed, Row, STRING, TABLE};
use super::texts::Texts;

/// How the names begin of the type that asks for a value with its place, and of its fields.
const SPANNED: &str = "$__serde_spanned_";

impl Packed {
    /// Reads the file that begins with that row.
    ///
    /// # Errors
    /// When the rows are those of something else.
    pub(super) fn read<'p, T: Deserialize<'p>>(&'p self, first: usize) -> Result<T, Error> {
        let rows = self.rows.get(first..).unwrap_or_default().iter();
        T::deserialize(&mut Reader { rows, texts: &self.texts })
    }
}

/// The rows that are still to be read. What is within a value follows it, so that reading goes forward only.
struct Reader<'p> {
    rows: Iter<'p, Row>,
    texts: &'p Texts,
}

impl<'p> Reader<'p> {
    /// The row that comes next.
    fn next(&self) -> Result<&'p Row, Error> {
        self.rows.as_slice().first().ok_or_else(|| Error::custom("the rows end early"))
    }
}

impl<'p> Deserializer<'p> for &mut Reader<'p> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'p>>(self, visitor: V) -> Result<V::Value, Error> {
        let row = self.next()?;
        self.rows.next();
        let (left, text) = (row.text.len(), || self.texts.of(row.text));
        match row.kind {
            TABLE => visitor.visit_map(Values { reader: self, left }),
            ARRAY => visitor.visit_seq(Values { reader: self, left }),
            STRING => visitor.visit_borrowed_str(text()),
            _ => match text() {
                "true" => visitor.visit_bool(true),
                "false" => visitor.visit_bool(false),
                number => match number.parse() {
                    Ok(number) => visitor.visit_i64(number),
                    Err(_) => ValueDeserializer::parse(number)?.deserialize_any(visitor),
                },
            },
        }
    }

    fn deserialize_option<V: Visitor<'p>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'p>>(self, _: &str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'p>>(
        self,
        name: &str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if !name.starts_with(SPANNED) {
            return self.deserialize_any(visitor);
        }
        let at = self.next()?.at.range();
        visitor.visit_map(Placed { fields, at, value: Some(self) })
    }

    fn deserialize_enum<V: Visitor<'p>>(
        self,
        _: &str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let row = self.next()?;
        if row.kind != STRING {
            return Err(Error::custom("a variant is told by its name alone"));
        }
        self.rows.next();
        visitor.visit_enum(self.texts.of(row.text).into_deserializer())
    }

    forward_to_deserialize_any! {
        <V: Visitor<'p>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

/// The values of a table or array.
struct Values<'r, 'p> {
    reader: &'r mut Reader<'p>,
    left: usize,
}

impl<'p> SeqAccess<'p> for Values<'_, 'p> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'p>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'p> MapAccess<'p> for Values<'_, 'p> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'p>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        let row = self.reader.next()?;
        let text = self.reader.texts.of(row.key);
        seed.deserialize(Key { text, at: row.key_at.range() }).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'p>>(&mut self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(&mut *self.reader)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

/// The key of a value, and its place.
struct Key<'p> {
    text: &'p str,
    at: Range<usize>,
}

impl<'p> Deserializer<'p> for Key<'p> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'p>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(self.text)
    }

    fn deserialize_newtype_struct<V: Visitor<'p>>(self, _: &str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'p>>(
        self,
        name: &str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if !name.starts_with(SPANNED) {
            return self.deserialize_any(visitor);
        }
        let value = Some(BorrowedStrDeserializer::new(self.text));
        visitor.visit_map(Placed { fields, at: self.at, value })
    }

    fn deserialize_enum<V: Visitor<'p>>(
        self,
        _: &str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.text.into_deserializer())
    }

    forward_to_deserialize_any! {
        <V: Visitor<'p>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map identifier ignored_any
    }
}

/// A value with its place, as the fields of a type: the start, the end and the value.
struct Placed<D> {
    fields: &'static [&'static str],
    at: Range<usize>,
    value: Option<D>,
}

impl<'p, D: Deserializer<'p, Error = Error>> MapAccess<'p> for Placed<D> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'p>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let key = self.fields.first().map(|&field| seed.deserialize(BorrowedStrDeserializer::new(field)));
        key.transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'p>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let left = self.fields.len();
        self.fields = self.fields.get(1..).unwrap_or_default();
        match (left, self.value.take()) {
            (1, Some(value)) => seed.deserialize(value),
            (place, value) => {
                self.value = value;
                let at = if place == 3 { self.at.start } else { self.at.end };
                seed.deserialize(at.into_deserializer())
            }
        }
    }
}
