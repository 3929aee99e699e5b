//! The names that a rule gives to facts.

use std::ops::Range;

use compact_str::CompactString;

use crate::facts::{Key, Kind};
use crate::problem::{Problem, nearest};

/// The names of a rule and the kinds of fact each can stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(pub(super) Vec<(CompactString, Vec<Kind>)>);

impl Names {
    pub(crate) fn index(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|(n, _)| n == name)
    }

    /// The name at a place.
    pub(crate) fn name(&self, index: usize) -> &str {
        &self.0[index].0
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(n, _)| n.as_str())
    }

    pub(super) fn kinds(&self, index: usize) -> &[Kind] {
        &self.0[index].1
    }
}

/// A name of a rule, or an attribute of it: "name" or "name.attribute". An unknown name or attribute is added
/// to `problems`.
pub(super) fn named(
    text: &str,
    at: Range<usize>,
    names: &Names,
    problems: &mut Vec<Problem>,
) -> Option<(usize, Option<Key>)> {
    let (name, attribute) = match text.split_once('.') {
        Some((name, attribute)) => (name, Some(attribute)),
        None => (text, None),
    };
    let Some(index) = names.index(name) else {
        problems.push(unknown(name, at, names));
        return None;
    };
    let Some(attribute) = attribute else {
        return Some((index, None));
    };
    let kinds = names.kinds(index);
    match kinds.iter().find_map(|k| k.attribute(attribute)) {
        Some(found) => Some((index, Some(found.key))),
        None => {
            problems.push(crate::facts::condition::no_attribute(attribute, at, kinds));
            None
        }
    }
}

/// The problem that a rule has no such name.
pub(super) fn unknown(name: &str, at: Range<usize>, names: &Names) -> Problem {
    Problem::at(at, format!("nothing is named `{name}` in this rule")).help_near(nearest(name, names.all()))
}
