//! Classes of words, and sets of them, with the classes that the fact layer itself asks for.

/// A set of classes, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(pub(crate) u64);

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);
    /// Not a class: a word has senses that ask for its exact form.
    pub(crate) const EXACT: Self = Self(1 << 63);
    /// Not a class: the word is in a set of words that a pattern names.
    pub(crate) const NAMED: Self = Self(1 << 62);
    /// Not a class: a list whose words are facts has the word.
    pub(crate) const FACT: Self = Self(1 << 61);

    /// The classes of words that are read only right after a number. Elsewhere the word may be anything.
    const BEHIND_NUMBERS: Self = PERCENT.only().union(SCALE_LETTER.only());

    /// Whether no list has the word, except as one that is read after a number.
    #[inline]
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 & !(Self::EXACT.0 | Self::NAMED.0 | Self::FACT.0 | Self::BEHIND_NUMBERS.0) == 0
    }

    /// Whether the two sets share a class.
    #[inline]
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the class is in the set.
    #[inline]
    #[must_use]
    pub const fn has(self, class: Class) -> bool {
        self.meets(class.only())
    }

    /// The union of both sets.
    #[inline]
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

/// A class of words. Each class that the fact layer asks for has a bit of its own. Classes that only lists,
/// patterns and rules name may share the last bit, and the senses tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Class(pub(crate) u8);

/// The bit that several classes share, which is the last.
pub(crate) const SHARED: u8 = 60;

impl Class {
    /// The set of this class alone.
    #[inline]
    #[must_use]
    pub const fn only(self) -> Classes {
        Classes(1 << if self.0 < SHARED { self.0 } else { SHARED })
    }
}

macro_rules! classes {
    ($($constant:ident = $name:literal),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Order { $($constant),* }
        $(#[doc = concat!("`", $name, "`")] pub const $constant: Class = Class(Order::$constant as u8);)*
        pub(crate) const NAMES: &[&str] = &[$($name),*];
    };
}

// The classes that the fact layer itself asks for, by the names the lists give them.
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
    NUMBER_GROUP = "number.group",
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
    PERCENT = "percent",
    SCALE_LETTER = "number.scale-letter",
    EVENT = "count.event",
}

// Of the fact layer's classes only the last may share its bit.
const _: () = assert!(NAMES.len() <= SHARED as usize + 1);

/// The classes of nouns, with what facts call each. Of a noun with several the first counts.
pub const NOUNS: [(Class, &str); 7] = [
    (NOUN_PERSON, "person"),
    (NOUN_THING, "thing"),
    (NOUN_PLACE, "place"),
    (NOUN_EVENT, "event"),
    (NOUN_DOCUMENT, "document"),
    (NOUN_GROUP, "group"),
    (NOUN_MEASURE, "measure"),
];

/// All classes of nouns.
pub const ANY_NOUN: Classes = {
    let (mut all, mut at) = (Classes::NONE, 0);
    while at < NOUNS.len() {
        all = all.union(NOUNS[at].0.only());
        at += 1;
    }
    all
};
