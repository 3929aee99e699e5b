//! Word lists, loaded into one look-up table: one look-up a word gives the classes of all
//! lists at once.
//!
//! A list gives its words a *class* ("month") and each a *value* ("3"). A word of several
//! tokens ("North Macedonia") is a phrase, found from its first word. Every word that a
//! list, a phrase or a pattern names has an id, so that matching compares numbers.

mod inflect;
mod list;
mod load;
mod table;

pub use list::Case;
pub use load::LexiconError;
pub(crate) use load::names;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::facts::token::{Token, Tokens};
use table::{Known, Table};

/// A set of classes, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);
    /// Not a class: a word has senses that ask for its exact form.
    pub(crate) const EXACT: Self = Self(1 << 63);
    /// Not a class: a pattern starts with the word.
    pub(crate) const START: Self = Self(1 << 62);
    /// Not a class: a list whose words are facts has the word.
    pub(crate) const FACT: Self = Self(1 << 61);

    /// Whether no list has the word.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 & !(Self::EXACT.0 | Self::START.0 | Self::FACT.0) == 0
    }

    /// Whether the two sets share a class.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the class is in the set.
    #[must_use]
    pub const fn has(self, class: Class) -> bool {
        self.meets(class.only())
    }

    /// Both sets in one.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl FromIterator<Class> for Classes {
    fn from_iter<I: IntoIterator<Item = Class>>(classes: I) -> Self {
        Self(classes.into_iter().fold(0, |bits, class| bits | class.only().0))
    }
}

/// A class of words. Each that the fact layer asks for has a bit of its own; those that only
/// lists, patterns and rules name may share the last, and the senses tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Class(u8);

/// The last bit of a class.
const SHARED: u8 = 60;

impl Class {
    /// The set of this class alone.
    #[must_use]
    pub const fn only(self) -> Classes {
        Classes(1 << if self.0 < SHARED { self.0 } else { SHARED })
    }
}

macro_rules! classes {
    ($($constant:ident = $name:literal),* $(,)?) => {
        /// The classes that the fact layer itself asks for, by the names the lists give them.
        #[allow(missing_docs, non_upper_case_globals)]
        pub mod class {
            use super::Class;
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Order { $($constant),* }
            $(#[doc = concat!("`", $name, "`")] pub const $constant: Class = Class(Order::$constant as u8);)*
            pub(super) const NAMES: &[&str] = &[$($name),*];
        }
    };
}

classes! {
    MONTH = "month",
    WEEKDAY = "weekday",
    CARDINAL = "number.cardinal",
    TENS = "number.tens",
    HUNDRED = "number.hundred",
    SCALE = "number.scale",
    DOZEN = "number.dozen",
    ORDINAL = "number.ordinal",
    FRACTION = "number.fraction",
    TWO = "number.two",
    BOUND = "number.bound",
    BOUND_AFTER = "number.bound-after",
    ADDITIVE = "count.additive",
    OPENER = "opener",
    PREPOSITION = "preposition",
    DETERMINER = "determiner",
    CONJUNCTION = "conjunction",
    PRONOUN = "pronoun",
    AUXILIARY = "auxiliary",
    PREDICATE = "predicate",
    NOUN_PERSON = "noun.person",
    NOUN_THING = "noun.thing",
    NOUN_PLACE = "noun.place",
    NOUN_EVENT = "noun.event",
    NOUN_DOCUMENT = "noun.document",
    NOUN_GROUP = "noun.group",
    NOUN_MEASURE = "noun.measure",
    COUNTRY = "country",
    COUNTRY_PART = "country-part",
    DEMONYM = "demonym",
    US_STATE = "us-state",
    US_STATE_ABBREVIATION = "us-state-abbreviation",
    US_STATE_CODE = "us-state-code",
    CURRENCY_CODE = "currency-code",
    CURRENCY_NAME = "currency-name",
    CURRENCY_SUBUNIT = "currency-subunit",
    CURRENCY_SYMBOL = "currency-symbol",
    ABBREVIATION_INNER = "abbreviation.inner",
    ABBREVIATION_FINAL = "abbreviation.final",
    ACRONYM_KNOWN = "acronym.known",
    INSTRUMENT = "instrument",
    COMPANY_SUFFIX = "company-suffix",
    TRADE = "company-trade",
    GIVEN_NAME = "given-name",
    LABEL_NOUN = "label-noun",
    NAME_PARTICLE = "name-particle",
    NAMED_THING = "named-thing",
    PERIOD = "date.period",
    QUARTER = "date.quarter",
    PERIOD_END = "date.period-end",
    SMALL_BOUND = "number.bound-or-preposition",
    TITLE = "title",
    TITLE_END = "title-end",
    AUTHORITY_NOUN = "authority.noun",
    ORGANISATION_NOUN = "organisation.noun",
    SHIFT = "date.shift",
    MONEY_NOUN = "money.noun",
    SAYING = "saying",
}

/// The id of a word the table knows; [`WordId::UNKNOWN`] for all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct WordId(u32);

impl WordId {
    /// A word that no list, phrase or pattern names.
    pub const UNKNOWN: Self = Self(0);
}

/// What a list says of one of its words.
#[derive(Clone, Debug)]
pub struct Sense {
    class: Class,
    case: Case,
    /// The form as listed, for [`Case::Exact`].
    form: CompactString,
    /// The value: the group's key, or the word itself.
    pub value: CompactString,
    /// The value as a number, where it is one.
    pub number: Option<u64>,
    /// Whether the form is a plural made or listed for the value.
    pub plural: bool,
    /// The word in its place in the list that is the counterpart of its own.
    pub counterpart: Option<CompactString>,
}

#[derive(Clone, Debug)]
struct Phrase {
    /// The ids of the words after the first.
    rest: Vec<WordId>,
    sense: Sense,
}

impl Phrase {
    /// Whether the phrase starts at token `at` and ends before `end`.
    fn stands(&self, text: &str, tokens: &Tokens, at: usize, end: usize) -> bool {
        at + self.rest.len() < end
            && self.rest.iter().zip(&tokens[at + 1..]).all(|(&id, t)| id == t.word)
            && written(&self.sense, text, &tokens[at], Some(&tokens[at + self.rest.len()]))
    }
}

#[derive(Clone, Debug, Default)]
struct Word {
    senses: Vec<Sense>,
    /// Longest first.
    phrases: Vec<Phrase>,
}

/// A class found at a token.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'l> {
    /// The number of tokens it takes, at least 1.
    pub len: usize,
    /// What the list says.
    pub sense: &'l Sense,
}

/// Everything the lists say. Reading it takes no lock and, for words of ASCII letters, no
/// allocation.
#[derive(Clone, Debug)]
pub struct Lexicon {
    table: Table,
    /// What the lists say of a word, by its place in `places`; the first says nothing.
    words: Vec<Word>,
    /// Where in `words` each id is, 0 for one that only has classes.
    places: Vec<u32>,
    classes: Vec<CompactString>,
    /// Instruments by the stems of their words; see [`Lexicon::instrument`].
    stems: FxHashMap<CompactString, CompactString>,
    /// Whether the words of each class are facts.
    facts: Vec<bool>,
    /// The first form listed for each country.
    countries: FxHashMap<CompactString, CompactString>,
}

impl Lexicon {
    /// A table without words.
    fn empty() -> Self {
        Self {
            table: Table::default(),
            words: vec![Word::default()],
            places: vec![0],
            classes: class::NAMES.iter().map(|&n| n.into()).collect(),
            stems: FxHashMap::default(),
            facts: vec![false; class::NAMES.len()],
            countries: FxHashMap::default(),
        }
    }

    /// The class of that name, if a list or the fact layer has it.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<Class> {
        self.classes.iter().position(|c| c == name).map(|i| Class(i as u8))
    }

    /// The names of all classes.
    pub fn class_names(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(CompactString::as_str)
    }

    /// Looks a word up as written: its id and its classes.
    #[must_use]
    pub fn look_up(&self, form: &str, capital: bool) -> (WordId, Classes) {
        let form = bare(form);
        if form.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'\'' | b'.')) && !form.is_empty() {
            return self.look_up_ascii(form, 0, form.len(), capital);
        }
        self.classes_of(self.table.long(&key(form)), form, capital)
    }

    /// Looks up a word of ASCII letters, digits, apostrophes and periods that stands in a text.
    #[inline]
    pub(crate) fn look_up_ascii(
        &self,
        text: &str,
        start: usize,
        len: usize,
        capital: bool,
    ) -> (WordId, Classes) {
        let known = self.table.short(text.as_bytes(), start, len, capital);
        self.classes_of(known, &text[start..start + len], capital)
    }

    /// Looks up a mark.
    pub(crate) fn look_up_mark(&self, mark: &str) -> (WordId, Classes) {
        self.classes_of(self.table.mark(mark), mark, false)
    }

    #[inline]
    fn classes_of(&self, known: Known, form: &str, capital: bool) -> (WordId, Classes) {
        let classes = if capital { known.any.union(known.capital) } else { known.any };
        if classes.meets(Classes::EXACT) {
            return (known.id, self.exact_classes(known.id, form, classes));
        }
        (known.id, classes)
    }

    #[cold]
    fn exact_classes(&self, id: WordId, form: &str, classes: Classes) -> Classes {
        let word = self.word(id);
        let senses = word.senses.iter().chain(word.phrases.iter().map(|p| &p.sense));
        let exact = senses.filter(|s| s.case == Case::Exact && s.form.starts_with(form));
        Classes(classes.0 & !Classes::EXACT.0).union(exact.map(|s| s.class).collect())
    }

    /// The id of a word that a pattern names, made if it is new.
    pub(crate) fn intern(&mut self, form: &str) -> WordId {
        let key = key(bare(form));
        match self.table.get(&key) {
            WordId::UNKNOWN => {
                self.places.push(0);
                self.table.insert(key)
            }
            id => id,
        }
    }

    /// Marks words as those that a pattern starts with, so that a glance can find them.
    pub(crate) fn mark_starts(&mut self, words: &[WordId]) {
        words.iter().for_each(|&id| self.table.set(id, Classes::START));
    }

    fn word(&self, id: WordId) -> &Word {
        &self.words[self.places[id.0 as usize] as usize]
    }

    fn word_mut(&mut self, id: WordId) -> &mut Word {
        let place = &mut self.places[id.0 as usize];
        if *place == 0 {
            *place = self.words.len() as u32;
            self.words.push(Word::default());
        }
        &mut self.words[*place as usize]
    }

    /// The longest entry of a class that starts at token `at` and ends before `end`.
    #[must_use]
    #[inline]
    pub fn at(&self, text: &str, tokens: &Tokens, at: usize, end: usize, class: Class) -> Option<Hit<'_>> {
        let token = tokens.get(at)?;
        if token.classes.has(class) { self.entry_at(text, tokens, at, end, class) } else { None }
    }

    fn entry_at(&self, text: &str, tokens: &Tokens, at: usize, end: usize, class: Class) -> Option<Hit<'_>> {
        let token = &tokens[at];
        let word = self.word(token.word);
        let phrase = word.phrases.iter().find(|p| p.sense.class == class && p.stands(text, tokens, at, end));
        if let Some(phrase) = phrase {
            return Some(Hit { len: phrase.rest.len() + 1, sense: &phrase.sense });
        }
        let sense = word.senses.iter().find(|s| s.class == class && written(s, text, token, None))?;
        Some(Hit { len: 1, sense })
    }

    /// What the lists whose words are facts say of token `at`: the longest entry of each class,
    /// with the name of the class.
    pub(crate) fn facts_at<'l>(
        &'l self,
        text: &str,
        tokens: &Tokens,
        at: usize,
        end: usize,
        found: &mut impl FnMut(&'l CompactString, Hit<'l>),
    ) {
        let token = &tokens[at];
        let word = self.word(token.word);
        let mut told: [Option<Class>; 4] = [None; 4]; // the classes that have an entry here already
        let mut tell = |sense: &'l Sense, len| {
            if !self.facts[usize::from(sense.class.0)] || told.contains(&Some(sense.class)) {
                return;
            }
            if let Some(free) = told.iter_mut().find(|t| t.is_none()) {
                *free = Some(sense.class);
            }
            found(&self.classes[usize::from(sense.class.0)], Hit { len, sense });
        };
        for phrase in &word.phrases {
            if self.facts[usize::from(phrase.sense.class.0)] && phrase.stands(text, tokens, at, end) {
                tell(&phrase.sense, phrase.rest.len() + 1);
            }
        }
        for sense in word.senses.iter().filter(|s| written(s, text, token, None)) {
            tell(sense, 1);
        }
    }

    /// The common name of the country with an ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<&str> {
        self.countries.get(code).map(CompactString::as_str)
    }

    /// The name of the official instrument whose words have these stems: lower-case words
    /// without plural endings, joined by spaces.
    #[must_use]
    pub fn instrument(&self, stems: &str) -> Option<&str> {
        self.stems.get(stems).map(CompactString::as_str)
    }
}

/// Whether the case of the text is what the sense asks for.
fn written(sense: &Sense, text: &str, first: &Token, last: Option<&Token>) -> bool {
    match sense.case {
        Case::Any => true,
        Case::Capital => first.is_capital(),
        Case::Exact => {
            let form = &text[first.start as usize..last.unwrap_or(first).end as usize];
            bare(form) == sense.form
        }
    }
}

/// A form without the period of an abbreviation.
fn bare(form: &str) -> &str {
    form.strip_suffix('.').filter(|bare| !bare.is_empty()).unwrap_or(form)
}

/// The form under which a word is filed: lower case, straight apostrophes.
fn key(form: &str) -> CompactString {
    if form.is_ascii() {
        return CompactString::from(form).to_ascii_lowercase();
    }
    form.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}

pub use inflect::{plural, stem};
