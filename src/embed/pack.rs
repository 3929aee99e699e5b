//! Makes rows of TOML; for the build script.

use toml::Spanned;
#[cfg(test)]
use toml::de::{DeArray, DeString};
use toml::de::{DeTable, DeValue};

use super::rows::{ARRAY, Packed, Row, STRING, TABLE};
use super::texts::Part;

/// A number, a date, true or false.
const OTHER: u8 = 3;

/// What of a rule no run needs that checks articles.
const EXAMPLES: [&str; 2] = ["fires", "silent"];

/// Takes the examples out of the rules of a file.
pub(crate) fn without_examples(file: &mut DeTable<'_>) {
    let Some(DeValue::Array(rules)) = file.get_mut("rule").map(Spanned::get_mut) else { return };
    for rule in rules.iter_mut() {
        if let DeValue::Table(rule) = rule.get_mut() {
            EXAMPLES.iter().for_each(|key| _ = rule.remove(*key));
        }
    }
}

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

/// Reads back what is packed.
#[cfg(test)]
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

fn part<T>(value: &Spanned<T>) -> Part {
    let span = value.span();
    Part::new(span.start, span.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_out_as_it_went_in() {
        let text = "a.b = [1, -2.5, true, 'x\"', \"\"\"\n  y \\\"z\\\"\"\"\"]\n\
                    when = 2024-05-03\n[[c]]\nd = {}\n[[c]]\n\"e é\" = 0x1f\n";
        let read = DeTable::parse(text).expect("TOML");
        let mut packed = Packed::default();
        let other = packed.add(&DeTable::parse("f = 1").expect("TOML"));
        let first = packed.add(&read);
        let (again, other) = (packed.file(first).expect("a file"), packed.file(other).expect("a file"));
        assert_eq!(other.get_ref().len(), 1);
        assert_eq!(again.get_ref()["when"].span(), read.get_ref()["when"].span());
        let (mut one, mut two) = (Packed::default(), Packed::default());
        assert_eq!((one.add(&read), two.add(&again)), (0, 0));
        assert_eq!(one, two);
        assert!(packed.file(99).is_none());
    }
}
