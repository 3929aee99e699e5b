//! All that is particular to one language, behind one function: [`chosen`]. The rest of the program speaks of
//! classes and roles of words, which the word lists of the language fill.
//!
//! A language is a folder of word lists (`rules/lexicon/en`), a folder of phrases
//! (`rules/grammar/en`), and a [`Language`], which has what lists cannot say: how words are inflected
//! and how numbers in words are put together.

mod en;
pub mod parts;

use compact_str::CompactString;

use crate::text::{Class, Role};

use parts::Parts;

/// What word lists cannot say of a language.
#[derive(Debug)]
pub struct Language {
    /// The folder of its lists and of its phrases: its ISO 639-1 code.
    pub folder: &'static str,
    /// The days of the week from Monday, as findings name them.
    pub weekdays: [&'static str; 7],
    /// For each class of authorities, the stems of the words that name them, in lower case.
    pub authorities: &'static [(&'static str, &'static [&'static str])],
    /// The words that tell the parts of an article.
    pub parts: &'static Parts,
    /// The words with which findings shorten large figures, the largest first, with their powers of ten.
    pub scales: &'static [(u32, &'static str)],
    plural: fn(&str) -> CompactString,
    stem: fn(&str) -> CompactString,
    root: fn(&str) -> CompactString,
    is_own_plural: fn(&str) -> bool,
    looks_plural: fn(&str) -> bool,
    looks_adjective: fn(&str) -> bool,
    looks_active: fn(&str) -> bool,
    looks_past: fn(&str) -> bool,
    is_possessive: fn(&str) -> bool,
    is_ending: fn(&str) -> bool,
    ordinal_suffix: fn(&str) -> &'static str,
    is_decade_suffix: fn(&str) -> bool,
    is_fiscal_year: fn(&str) -> bool,
    office: fn(&str) -> String,
    numeral: fn(&dyn Numerals, usize) -> Option<Numeral>,
}

/// A number in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Twice its value, so that "half a million" is whole.
    pub halves: u64,
    /// Its first token, and the one after its last.
    pub tokens: (usize, usize),
}

/// The tokens of a sentence, for reading numbers in words.
pub trait Numerals {
    /// The value that a list of a class has for token `at`.
    fn value(&self, at: usize, class: Class) -> Option<u64>;
    /// Whether token `at` is a word with a role, in any letter case.
    fn does(&self, at: usize, role: Role) -> bool;
    /// Whether token `at` is a hyphen.
    fn is_hyphen(&self, at: usize) -> bool;
    /// Whether no white space stands before token `at`.
    fn is_glued(&self, at: usize) -> bool;
    /// The first token of the sentence, and the token at which reading ends.
    fn range(&self) -> (usize, usize);
}

/// The language that texts are read in.
#[must_use]
pub const fn chosen() -> &'static Language {
    &en::ENGLISH
}

impl Language {
    /// The regular plural of a singular noun; of a phrase, of its last word.
    #[must_use]
    pub fn plural(&self, noun: &str) -> CompactString {
        (self.plural)(noun)
    }

    /// A lower-case word without a regular plural ending: equal for a noun's two forms.
    #[must_use]
    pub fn stem(&self, word: &str) -> CompactString {
        (self.stem)(word)
    }

    /// What the forms of a lower-case word begin with: one for "charge", "charged" and "charging". No word by itself,
    /// and some words that are strangers have the same.
    #[must_use]
    pub fn root(&self, word: &str) -> CompactString {
        (self.root)(word)
    }

    /// Whether a singular noun has one form for both numbers.
    #[must_use]
    pub fn is_own_plural(&self, lemma: &str) -> bool {
        (self.is_own_plural)(lemma)
    }

    /// Whether a word that no list has may be a noun in the plural.
    #[must_use]
    pub fn looks_plural(&self, word: &str) -> bool {
        (self.looks_plural)(word)
    }

    /// Whether a word that no list has may be a verb in the past.
    #[must_use]
    pub fn looks_past(&self, word: &str) -> bool {
        (self.looks_past)(word)
    }

    /// Whether a word that no list has may be an adjective.
    #[must_use]
    pub fn looks_adjective(&self, word: &str) -> bool {
        (self.looks_adjective)(word)
    }

    /// Whether a word that no list has may be a participle in the present.
    #[must_use]
    pub fn looks_active(&self, word: &str) -> bool {
        (self.looks_active)(word)
    }

    /// Whether letters at the end of a word make another form of it, or are none at all.
    #[must_use]
    pub fn is_ending(&self, letters: &str) -> bool {
        (self.is_ending)(letters)
    }

    /// Whether a token is the ending of a possessive.
    #[must_use]
    pub fn is_possessive(&self, token: &str) -> bool {
        (self.is_possessive)(token)
    }

    /// Whether a token makes a decade of the year before it.
    #[must_use]
    pub fn is_decade_suffix(&self, token: &str) -> bool {
        (self.is_decade_suffix)(token)
    }

    /// The ending of an ordinal in digits: "st" for "21".
    #[must_use]
    pub fn ordinal_suffix(&self, digits: &str) -> &'static str {
        (self.ordinal_suffix)(digits)
    }

    /// Whether a word in capitals is a financial year and no acronym.
    #[must_use]
    pub fn is_fiscal_year(&self, word: &str) -> bool {
        (self.is_fiscal_year)(word)
    }

    /// An office in lower case, in one form for permanent and acting holders.
    #[must_use]
    pub fn office(&self, title: &str) -> String {
        (self.office)(title)
    }

    /// The number in words whose first number word is token `at`.
    #[must_use]
    pub fn numeral(&self, words: &dyn Numerals, at: usize) -> Option<Numeral> {
        (self.numeral)(words, at)
    }
}
