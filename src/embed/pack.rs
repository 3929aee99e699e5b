//! Makes rows of TOML; for the build script.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::rows::{ARRAY, Packed, Row, STRING, TABLE};
use super::texts::Part;

/// A number, a date, true or false.
const OTHER: u8 = 3;

impl Packed {
    /// Adds a file; returns its first row.
    pub(crate) fn add(&mut self, file: &Spanned<DeTable<'_>>) -> usize {
        let first = self.rows.len();
        self.add_table(file.get_ref(), Row { at: part(file), ..Row::default() });
        first
    }

    fn add_table(&mut self, table: &DeTable<'_>, row: Row) {
        self.rows.to_mut().push(Row { kind: TABLE, text: Part::new(0, table.len()), ..row });
        for (key, value) in table {
            let row = Row { key: self.texts.add(key.get_ref()), key_at: part(key), ..Row::default() };
            self.add_value(value, row);
        }
    }

    fn add_value(&mut self, value: &Spanned<DeValue<'_>>, row: Row) {
        let row = Row { at: part(value), ..row };
        let (kind, text) = match value.get_ref() {
            DeValue::Table(table) => return self.add_table(table, row),
            DeValue::Array(array) => {
                self.rows.to_mut().push(Row { kind: ARRAY, text: Part::new(0, array.len()), ..row });
                array.iter().for_each(|value| self.add_value(value, Row::default()));
                return;
            }
            DeValue::String(text) => (STRING, self.texts.add(text)),
            DeValue::Integer(number) => (OTHER, self.texts.add(&number.to_string())),
            DeValue::Float(number) => (OTHER, self.texts.add(&number.to_string())),
            DeValue::Boolean(flag) => (OTHER, self.texts.add(&flag.to_string())),
            DeValue::Datetime(time) => (OTHER, self.texts.add(&time.to_string())),
        };
        self.rows.to_mut().push(Row { kind, text, ..row });
    }
}

fn part<T>(value: &Spanned<T>) -> Part {
    let span = value.span();
    Part::new(span.start, span.len())
}
