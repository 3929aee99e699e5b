//! The lists in memory: words, their classes and senses.

use std::borrow::Cow;
use std::sync::OnceLock;

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use zerocopy::little_endian::{U16, U32};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use super::class_set::ClassSet;
use super::form::{bare, key};
use super::list::Case;
use super::pairs::Pairs;
use super::sense::Sense;
use super::slots::Slots;
use super::table::Table;
use super::word_sets::{Named, WordSets};
use crate::embed::texts::Part;
use crate::text::role::{self, RoleSet};
use crate::text::{Class, Classes, WordId, class};

/// All word lists. Looking up takes no lock and, for words of ASCII letters, no allocation. The shipped lists
/// stay in the memory of the program until something is added.
#[derive(Clone, Debug, PartialEq)]
pub struct Lexicon {
    pub(super) table: Table,
    /// The senses of words; the first means no sense.
    pub(super) senses: Cow<'static, [Sense]>,
    /// The first two words of the phrases of lists that are kept aside.
    pub(super) pairs: Pairs,
    /// The ids of the words of phrases after the first.
    pub(super) rests: Cow<'static, [U32]>,
    pub(super) classes: Cow<'static, [Listed]>,
    /// The classes by their names.
    pub(super) by_name: ByName,
    /// The sets of roles that words have; the first is empty.
    pub(super) roles: Cow<'static, [RoleSet]>,
    /// The sets of classes of entries of lists kept aside that words begin; the first is empty.
    pub(super) aside_sets: Cow<'static, [ClassSet]>,
    /// Instruments by the stems of their words; see [`Lexicon::instrument`].
    pub(super) stems: Slots<Part, Part>,
    /// The first form listed for each country.
    pub(super) countries: Slots<Part, Part>,
    /// The sets of words that patterns name.
    pub(super) named: Named,
}

/// The classes by their names, once one is asked for. It is no part of what a lexicon says.
#[derive(Clone, Debug, Default)]
pub(super) struct ByName(OnceLock<FxHashMap<CompactString, Class>>);

impl PartialEq for ByName {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A class of the lists or of the fact layer.
#[derive(Clone, Copy, Debug, PartialEq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Listed {
    pub(super) name: Part,
    /// Whether each word of the class is a fact; 0 if not.
    pub(super) fact: u8,
    /// The number of the role of the words with which its entries begin: that of the lists of the part of its name before
    /// the period, if they have one.
    pub(super) begins: U16,
}

impl Lexicon {
    /// A lexicon without words.
    pub(crate) fn empty() -> Self {
        let mut table = Table::default();
        let classes = class::NAMES.iter().map(|name| Listed {
            name: table.texts.add(name),
            fact: 0,
            begins: role::ASIDE.0.into(),
        });
        let classes = classes.collect();
        let nothing = Sense::new(class::MONTH, Case::Any, Part::default(), None);
        Self {
            table,
            senses: vec![nothing].into(),
            pairs: Pairs::default(),
            rests: Cow::default(),
            classes,
            by_name: ByName::default(),
            roles: vec![RoleSet::default()].into(),
            aside_sets: vec![ClassSet::default()].into(),
            stems: Slots::new(1 << 9),
            countries: Slots::new(1 << 9),
            named: Named::default(),
        }
    }

    /// The class of that name, if a list or the fact layer has it.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<Class> {
        let known = self.by_name.0.get_or_init(|| {
            let named = |(at, name): (usize, &str)| (name.into(), Class(at as u8));
            self.class_names().enumerate().map(named).collect()
        });
        if known.len() == self.classes.len() {
            return known.get(name).copied();
        }
        self.class_names().position(|n| n == name).map(|i| Class(i as u8))
    }

    /// The names of all classes.
    pub fn class_names(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(|class| self.text(class.name))
    }

    /// The common name of the country with an ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<&str> {
        self.filed(&self.countries, code)
    }

    /// The name of the official instrument whose words have these stems: lower-case words
    /// without plural endings, joined by spaces.
    #[must_use]
    pub fn instrument(&self, stems: &str) -> Option<&str> {
        self.filed(&self.stems, stems)
    }

    fn filed(&self, texts: &Slots<Part, Part>, key: &str) -> Option<&str> {
        let index = texts.find_text(&self.table.texts, key);
        (index != 0).then(|| self.text(*texts.at(index)))
    }

    pub(super) fn text(&self, part: Part) -> &str {
        self.table.texts.of(part)
    }

    /// Whether each word of a class is a fact.
    pub(super) fn is_fact(&self, class: Class) -> bool {
        self.classes[usize::from(class.0)].fact != 0
    }

    /// The senses of a word and of the phrases that begin with it, longest phrases first.
    pub(super) fn senses(&self, id: WordId) -> impl Iterator<Item = &Sense> {
        let senses: &[Sense] = &self.senses;
        let mut next = self.table.of(id).senses;
        std::iter::from_fn(move || {
            let sense = senses.get(next.get() as usize).filter(|_| next != U32::ZERO)?;
            next = sense.next;
            Some(sense)
        })
    }

    /// The id of a word that a pattern names; a new one if the word is new.
    pub(crate) fn intern(&mut self, form: &str) -> WordId {
        let key = key(bare(form));
        match self.table.get(&key) {
            WordId::UNKNOWN => self.table.insert(&key),
            id => id,
        }
    }

    /// The set of these words, which are in order. Their tokens are marked, so that [`Self::word_sets`] is asked
    /// for few.
    pub(crate) fn word_set(&mut self, words: &[WordId]) -> WordSets {
        let (set, new) = self.named.set(words);
        if new {
            words.iter().for_each(|&word| self.table.set(word, Classes::NAMED));
        }
        set
    }

    /// The sets of words of patterns to which a word belongs.
    pub(crate) fn word_sets(&self, word: WordId) -> WordSets {
        self.named.of(word)
    }
}
