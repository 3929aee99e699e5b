//! A list file as written.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

/// How a word must be written to belong to a class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Case {
    /// In any letter case.
    #[default]
    Any,
    /// With its first letter in upper case.
    Capital,
    /// Exactly as listed.
    Exact,
}

/// A file of lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File<'t> {
    /// The source of the facts: for readers, and required so that every table has one.
    #[serde(borrow, rename = "source")]
    _source: Cow<'t, str>,
    #[serde(borrow)]
    pub(super) list: Vec<List<'t>>,
}

/// A list of words of one class.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List<'t> {
    /// The class of the words.
    #[serde(borrow, default)]
    pub(super) class: Option<Cow<'t, str>>,
    /// The role of the words, instead of a class; only `words` can have one.
    #[serde(borrow, default)]
    pub(super) role: Option<Cow<'t, str>>,
    #[serde(default)]
    pub(super) case: Case,
    /// "noun": the plural of each word is added.
    pub(super) inflect: Option<Inflect>,
    /// Whether each of its words is a fact that rules can select.
    #[serde(default)]
    pub(super) fact: bool,
    /// Whether its words are asked for by name alone: to all else they are words that no list has.
    #[serde(default)]
    pub(super) aside: bool,
    /// The class of another list in the file with the same groups and as many words in each. Words at the
    /// same place of the two lists are counterparts.
    #[serde(borrow, default)]
    pub(super) counterpart: Option<Cow<'t, str>>,
    /// Words that are their own values.
    #[serde(borrow, default)]
    pub(super) words: Vec<Text<'t>>,
    /// Words, separated by spaces, that only get the class and no value: for long lists.
    #[serde(borrow, default)]
    pub(super) marks: Cow<'t, str>,
    /// Words by their value.
    #[serde(borrow, default)]
    pub(super) groups: BTreeMap<Text<'t>, Vec<Text<'t>>>,
}

/// How other forms of a word are made.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Inflect {
    Noun,
}

/// A text that is borrowed where its format allows, also inside a sequence.
#[derive(Clone, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(transparent)]
pub(super) struct Text<'t>(#[serde(borrow)] pub(super) Cow<'t, str>);

impl<'t> File<'t> {
    /// The list of a file that is the counterpart of a list, whichever of the two names the other.
    pub(super) fn counterpart(&self, list: &List<'t>) -> Option<&List<'t>> {
        let is_of = |a: &List<'t>, b: &List<'t>| a.counterpart.is_some() && a.counterpart == b.class;
        self.list.iter().find(|other| other.class != list.class && (is_of(list, other) || is_of(other, list)))
    }
}

impl List<'_> {
    /// Whether two lists have the same groups, with as many words in each.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let shape = |list: &Self| list.groups.iter().map(|(key, words)| (key.clone(), words.len())).collect();
        let (a, b): (Vec<_>, Vec<_>) = (shape(self), shape(other));
        a == b
    }
}
