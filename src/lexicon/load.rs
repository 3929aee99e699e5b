//! Reads the lists of rules/lexicon into the table.

use std::collections::BTreeMap;

use compact_str::{CompactString, CompactStringExt};
use serde::Deserialize;

use super::{Case, Class, Classes, Lexicon, Phrase, Sense, Word, class, inflect, key, stem};
use crate::facts::token;

/// The lists that ship: file name and text.
pub(crate) const BUILTIN: &[(&str, &str)] = &crate::embed::files!(
    "../../rules/lexicon/en/",
    "abbreviations.toml",
    "acronyms.toml",
    "authorities.toml",
    "countries.toml",
    "currencies.toml",
    "dates.toml",
    "function.toml",
    "given-names.toml",
    "instruments.toml",
    "nouns.toml",
    "numbers.toml",
    "predicates.toml",
    "roles.toml",
    "spellings.toml",
    "states.toml",
    "status.toml",
);

/// A list file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file is not TOML of the right shape.
    #[error("{file}: {error}")]
    Toml {
        /// The file's name.
        file: String,
        /// What is wrong and where.
        error: toml::de::Error,
    },
    /// There are more classes than can be told apart.
    #[error("{file}: class `{class}` is one too many: there can be 255 in all")]
    TooManyClasses {
        /// The file's name.
        file: String,
        /// The class that did not fit.
        class: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Where the facts come from: for readers, and required so that every table says it.
    #[serde(rename = "source")]
    _source: String,
    list: Vec<List>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    class: String,
    #[serde(default)]
    case: Case,
    /// "noun": the plural of each word is added.
    inflect: Option<Inflect>,
    /// Whether each of its words is a fact that rules can select.
    #[serde(default)]
    fact: bool,
    /// Words that are their own value.
    #[serde(default)]
    words: Vec<CompactString>,
    /// Words between spaces that only get the class, without a value: for long lists.
    #[serde(default)]
    marks: CompactString,
    /// Words by value.
    #[serde(default)]
    groups: BTreeMap<CompactString, Vec<CompactString>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Inflect {
    Noun,
}

impl Lexicon {
    /// The lists that ship with factlint, but for the files named. Costs some milliseconds: keep
    /// the result.
    ///
    /// # Errors
    /// None in a released build: the lists are part of it and a test loads them.
    pub fn builtin(without: &[String]) -> Result<Self, LexiconError> {
        let mut lexicon = Self::empty();
        for (name, text) in BUILTIN.iter().filter(|(name, _)| without.iter().all(|w| w != name)) {
            lexicon.add(name, text)?;
        }
        Ok(lexicon)
    }

    /// Adds the lists of one file.
    ///
    /// # Errors
    /// When the file is no TOML, has a key that lists do not have, or names too many classes.
    pub fn add(&mut self, file: &str, toml: &str) -> Result<(), LexiconError> {
        let lists: File =
            toml::from_str(toml).map_err(|error| LexiconError::Toml { file: file.to_owned(), error })?;
        for list in lists.list {
            let class = self.class_or_new(file, &list.class)?;
            self.facts[usize::from(class.0)] |= list.fact;
            for word in &list.words {
                self.add_form(word, word, class, list.case, false);
                if let Some(Inflect::Noun) = list.inflect {
                    self.add_form(&inflect::plural(word), word, class, list.case, true);
                }
            }
            for word in list.marks.split_ascii_whitespace() {
                let short = list.case == Case::Capital
                    && class.0 < super::SHARED
                    && self.table.mark_capital(&key(word), class);
                if !short {
                    self.add_form(word, &word.into(), class, list.case, false);
                }
            }
            for (value, forms) in &list.groups {
                for form in forms {
                    self.add_form(form, value, class, list.case, list.inflect.is_some() && form != value);
                }
                if class == class::INSTRUMENT {
                    self.stems.insert(stems(value), value.clone());
                } else if class == class::COUNTRY
                    && let [first, ..] = forms.as_slice()
                {
                    self.countries.entry(value.clone()).or_insert_with(|| first.clone());
                }
            }
        }
        Ok(())
    }

    fn class_or_new(&mut self, file: &str, name: &str) -> Result<Class, LexiconError> {
        if let Some(class) = self.class(name) {
            return Ok(class);
        }
        if self.classes.len() == 255 {
            return Err(LexiconError::TooManyClasses { file: file.to_owned(), class: name.to_owned() });
        }
        self.classes.push(name.into());
        self.facts.push(false);
        Ok(Class(self.classes.len() as u8 - 1))
    }

    fn add_form(&mut self, form: &str, value: &CompactString, class: Class, case: Case, plural: bool) {
        // Nearly all forms are one plain word.
        let plain = form.bytes().all(|b| b.is_ascii_alphabetic());
        let words = if plain { vec![form] } else { token::words(form) };
        let Some((first, rest)) = words.split_first().filter(|(first, _)| !first.is_empty()) else {
            return;
        };
        let form = CompactString::from(super::bare(form));
        let number = value.starts_with(|c: char| c.is_ascii_digit()).then(|| value.parse().ok()).flatten();
        let sense = Sense { class, case, form, value: value.clone(), number, plural };
        let rest: Vec<_> = rest.iter().map(|word| self.intern(word)).collect();
        let id = self.intern(first);
        self.table.add_class(id, case, class, &sense.form);
        if self.facts[usize::from(class.0)] {
            self.table.set(id, Classes::FACT);
        }
        if class == class::TITLE {
            // A name comes after a title: its last word is where a glance looks.
            self.table.add_class(rest.last().copied().unwrap_or(id), Case::Any, class::TITLE_END, "");
        }
        let Word { senses, phrases } = self.word_mut(id);
        if rest.is_empty() {
            senses.push(sense);
        } else {
            let place = phrases.partition_point(|p| p.rest.len() >= rest.len());
            phrases.insert(place, Phrase { rest, sense });
        }
    }
}

/// The stems of a phrase's words, joined by spaces.
pub(crate) fn stems(phrase: &str) -> CompactString {
    token::words(phrase).iter().map(|word| stem(&key(word))).collect::<Vec<_>>().join_compact(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_that_ship_load() {
        Lexicon::builtin(&[]).expect("built-in lists load");
    }

    #[test]
    fn a_list_with_an_unknown_key_is_refused() {
        let error = Lexicon::empty().add("mine.toml", "source = \"us\"\n[[list]]\nclas = \"month\"\n");
        assert!(error.expect_err("refused").to_string().contains("clas"));
    }
}
