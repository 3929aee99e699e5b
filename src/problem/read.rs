//! Reads TOML so that all that is wrong with its shape is told, and not only the first. After each problem what
//! is wrong is taken out, or what is missing put in, and the rest is read once more.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Error, ValueDeserializer};

use super::Problem;

/// The most problems of one value that are told. Each costs another reading.
const MOST: usize = 50;

/// The place of what is put in for something missing.
const NOWHERE: Range<usize> = usize::MAX - 1..usize::MAX;

/// Reads a value, and adds all problems of its shape: unknown keys, values of another kind, missing keys. With
/// problems, what is returned is the value without what is wrong in it, and with something in the place of what
/// is missing; none if that cannot be made. Costs a reading, and one more for each problem.
pub(crate) fn read<'t, T: Deserialize<'t>>(
    mut value: Spanned<DeValue<'t>>,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let mut mending = Mending::default();
    // Something that is missing can take a few kinds of value until one fits.
    for _ in 0..MOST * KINDS {
        match T::deserialize(ValueDeserializer::from(value.clone())) {
            Ok(read) => return Some(read),
            Err(error) if mending.mend(&mut value, &error, problems) => {}
            Err(_) => break,
        }
    }
    None
}

/// A table of more bytes is marked at its start only: it may be the whole file.
const WIDE: usize = 60;

/// The kinds of value that are put in for something missing.
const KINDS: usize = 4;

/// What has been done to a value so far.
#[derive(Default)]
struct Mending {
    /// The keys that were taken out, with the places of their tables: that they are missing is no other problem.
    dropped: Vec<(Range<usize>, String)>,
    /// The last that was put in: its table, its key, and the kinds of value that were tried.
    put: Option<(Range<usize>, String, usize)>,
}

impl Mending {
    /// Adds the problem of an error, and mends the value. False if it cannot be mended.
    fn mend(&mut self, value: &mut Spanned<DeValue<'_>>, error: &Error, problems: &mut Vec<Problem>) -> bool {
        let Some(at) = error.span() else {
            problems.push(Problem::toml(error));
            return false;
        };
        let message = error.message();
        if at == NOWHERE {
            return self.put_another(value, message);
        }
        if let Some(key) = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
            if !self.dropped.iter().any(|(table, known)| *table == at && known == key) {
                let place = if at.len() > WIDE { at.start..at.start } else { at.clone() };
                problems.push(Problem::at(place, format!("the key `{key}` is missing here")));
            }
            self.put = Some((at, key.to_owned(), 0));
            return self.put_another(value, message);
        }
        let problem = Problem::toml(error);
        let meant =
            problem.help.as_deref().and_then(|help| help.strip_prefix("did you mean `")?.strip_suffix("`?"));
        let meant = meant.map(str::to_owned);
        problems.push(problem);
        let is_out = self.take_out(value, &at);
        // The key that was meant is not missing.
        if let (Some((table, _)), Some(meant)) = (self.dropped.last().cloned(), meant) {
            self.dropped.push((table, meant));
        }
        is_out
    }

    /// Puts another kind of value in for what is missing.
    fn put_another(&mut self, value: &mut Spanned<DeValue<'_>>, message: &str) -> bool {
        let Some((table, key, tried)) = &mut self.put else { return false };
        let kind = match (first_variant(message), *tried) {
            (Some(variant), _) => DeValue::String(variant.into()),
            (None, 0) => DeValue::String(Cow::Borrowed("")),
            (None, 1) => DeValue::Array(DeArray::new()),
            (None, 2) => DeValue::Table(DeTable::new()),
            (None, _) => return false,
        };
        *tried += 1;
        let Some(table) = table_at(value, table) else { return false };
        table.remove(key.as_str());
        table.insert(Spanned::new(NOWHERE, key.clone().into()), Spanned::new(NOWHERE, kind));
        *tried <= KINDS
    }

    /// Takes out the key or the value at a place.
    fn take_out(&mut self, value: &mut Spanned<DeValue<'_>>, at: &Range<usize>) -> bool {
        let place = value.span();
        match value.get_mut() {
            DeValue::Table(table) => {
                let found = table.iter().find(|(key, value)| key.span() == *at || value.span() == *at);
                if let Some(key) = found.map(|(key, _)| key.get_ref().to_string()) {
                    table.remove(key.as_str());
                    self.dropped.push((place, key));
                    return true;
                }
                table.iter_mut().any(|(_, value)| self.take_out(value, at))
            }
            DeValue::Array(array) => {
                if array.iter().any(|value| value.span() == *at) {
                    let rest = std::mem::replace(array, DeArray::new())
                        .into_iter()
                        .filter(|value| value.span() != *at);
                    *array = rest.collect();
                    return true;
                }
                array.iter_mut().any(|value| self.take_out(value, at))
            }
            _ => false,
        }
    }
}

/// The first of the names that a message says are expected.
fn first_variant(message: &str) -> Option<String> {
    let (_, expected) = message.strip_prefix("unknown variant `")?.split_once("expected ")?;
    expected.split('`').nth(1).map(str::to_owned)
}

/// The table at a place.
fn table_at<'v, 't>(value: &'v mut Spanned<DeValue<'t>>, at: &Range<usize>) -> Option<&'v mut DeTable<'t>> {
    let is_here = value.span() == *at;
    match value.get_mut() {
        DeValue::Table(table) => {
            if is_here {
                return Some(table);
            }
            table.iter_mut().find_map(|(_, value)| table_at(value, at))
        }
        DeValue::Array(array) => array.iter_mut().find_map(|value| table_at(value, at)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use toml::Spanned;
    use toml::de::{DeTable, DeValue};

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Harbour {
        name: String,
        kind: Kind,
        #[serde(default)]
        boats: Vec<Boat>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Fishing,
        Ferry,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Boat {
        name: String,
        crew: Vec<String>,
    }

    fn problems(text: &str) -> (Vec<String>, Option<Harbour>) {
        let table = DeTable::parse(text).expect("TOML").into_inner();
        let mut problems = Vec::new();
        let read = read(Spanned::new(0..text.len(), DeValue::Table(table)), &mut problems);
        let told = |problem: &Problem| {
            let at = problem.at.clone().expect("a place");
            format!("{}: {problem}", 1 + text[..at.start].matches('\n').count())
        };
        (problems.iter().map(told).collect(), read)
    }

    #[test]
    fn all_that_is_wrong_is_told() {
        let (told, read) = problems(
            "nam = \"Marsa\"\nkind = \"ferr\"\ndepth = 3\nboats = [{ name = 1, crew = [] }, { crew = [2, \"Ana\"], mast = 1 }]\n",
        );
        assert_eq!(
            told,
            [
                "1: unknown key `nam`; did you mean `name`?",
                "2: `ferr` is none of fishing, ferry; did you mean `ferry`?",
                "3: unknown key `depth`; the keys here are name, kind, boats",
                "4: invalid type: integer `1`, expected a string",
                "4: invalid type: integer `2`, expected a string",
                "4: unknown key `mast`; the keys here are name, crew",
                "4: the key `name` is missing here",
            ]
        );
        let read = read.expect("mended");
        assert_eq!((read.name.as_str(), read.boats.len(), read.boats[0].name.as_str()), ("", 2, ""));
        assert_eq!(read.boats[1].crew, ["Ana"]);
    }

    #[test]
    fn what_is_right_is_read() {
        let (told, read) = problems("name = \"Marsa\"\nkind = \"fishing\"\n");
        assert!(told.is_empty() && read.is_some_and(|read| matches!(read.kind, Kind::Fishing)));
    }

    #[test]
    fn many_problems_end() {
        let keys: String = (0..1000).map(|n| format!("key{n} = {n}\n")).collect();
        let (told, read) = problems(&keys);
        assert!((MOST..=MOST * KINDS).contains(&told.len()), "{}", told.len());
        assert!(read.is_none());
    }
}
