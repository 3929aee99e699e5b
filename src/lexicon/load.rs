//! Reads the lists of rules/lexicon into the table.

use compact_str::{CompactString, CompactStringExt};

use super::list::{Case, File, Inflect};
use super::{Class, Classes, Lexicon, Phrase, Sense, Word, class, inflect, key, stem};
use crate::facts::token;

/// The lists that ship, as the build script packs them.
static SHIPPED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lists"));

/// The lists that ship, by file name.
fn shipped() -> Result<Vec<(&'static str, File<'static>)>, LexiconError> {
    postcard::from_bytes(SHIPPED).map_err(LexiconError::Packed)
}

/// The names of the list files that ship, as in rules/lexicon.
pub(crate) fn names() -> Vec<&'static str> {
    shipped().map_or_else(|_| Vec::new(), |lists| lists.into_iter().map(|(name, _)| name).collect())
}

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
    /// The lists that ship cannot be unpacked.
    #[error("the word lists that ship are damaged: {0}")]
    Packed(postcard::Error),
    /// There are more classes than can be told apart.
    #[error("{file}: class `{class}` is one too many: there can be 255 in all")]
    TooManyClasses {
        /// The file's name.
        file: String,
        /// The class that did not fit.
        class: String,
    },
    /// A list and its counterpart are not alike.
    #[error(
        "{file}: the counterpart of `{class}` must be another list of the file, with the same groups and \
         as many words in each"
    )]
    Counterpart {
        /// The file's name.
        file: String,
        /// The class of the list.
        class: String,
    },
}

impl Lexicon {
    /// The lists that ship with factlint, but for the files named. Costs some milliseconds: keep
    /// the result.
    ///
    /// # Errors
    /// None in a released build: the lists are part of it and a test loads them.
    pub fn builtin(without: &[String]) -> Result<Self, LexiconError> {
        let mut lexicon = Self::empty();
        for (name, lists) in shipped()? {
            if without.iter().all(|left_out| left_out != name) {
                lexicon.add_lists(name, &lists)?;
            }
        }
        Ok(lexicon)
    }

    /// Adds the lists of one file.
    ///
    /// # Errors
    /// When the file is no TOML, has a key that lists do not have, or names too many classes.
    pub fn add(&mut self, file: &str, toml: &str) -> Result<(), LexiconError> {
        let lists: File<'_> =
            toml::from_str(toml).map_err(|error| LexiconError::Toml { file: file.to_owned(), error })?;
        self.add_lists(file, &lists)
    }

    fn add_lists(&mut self, file: &str, lists: &File<'_>) -> Result<(), LexiconError> {
        for list in &lists.list {
            let class = self.class_or_new(file, &list.class)?;
            let counterpart = lists.counterpart(list);
            if list.counterpart.is_some() && !counterpart.is_some_and(|other| list.is_like(other)) {
                return Err(LexiconError::Counterpart {
                    file: file.to_owned(),
                    class: list.class.to_string(),
                });
            }
            self.facts[usize::from(class.0)] |= list.fact;
            for word in list.words.iter().map(|word| &*word.0) {
                self.add_form(word, Sense::new(word, class, list.case));
                if let Some(Inflect::Noun) = list.inflect {
                    let sense = Sense { plural: true, ..Sense::new(word, class, list.case) };
                    self.add_form(&inflect::plural(word), sense);
                }
            }
            for word in list.marks.split_ascii_whitespace() {
                let short = list.case == Case::Capital
                    && class.0 < super::SHARED
                    && self.table.mark_capital(&key(word), class);
                if !short {
                    self.add_form(word, Sense::new(word, class, list.case));
                }
            }
            for (value, forms) in &list.groups {
                let others = counterpart.and_then(|other| other.groups.get(value));
                let value = &*value.0;
                for (at, form) in forms.iter().map(|form| &*form.0).enumerate() {
                    let plural = list.inflect.is_some() && form != value;
                    let counterpart = others.and_then(|others| Some((&*others.get(at)?.0).into()));
                    self.add_form(form, Sense { plural, counterpart, ..Sense::new(value, class, list.case) });
                }
                if class == class::INSTRUMENT {
                    self.stems.insert(stems(value), value.into());
                } else if class == class::COUNTRY
                    && let [first, ..] = forms.as_slice()
                {
                    self.countries.entry(value.into()).or_insert_with(|| (&*first.0).into());
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

    fn add_form(&mut self, form: &str, sense: Sense) {
        // Nearly all forms are one plain word.
        let plain = form.bytes().all(|b| b.is_ascii_alphabetic());
        let words = if plain { vec![form] } else { token::words(form) };
        let Some((first, rest)) = words.split_first().filter(|(first, _)| !first.is_empty()) else {
            return;
        };
        let sense = Sense { form: super::bare(form).into(), ..sense };
        let (class, case) = (sense.class, sense.case);
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

impl Sense {
    /// What a list says of a word with this value, whose form is not set yet.
    fn new(value: &str, class: Class, case: Case) -> Self {
        let number = value.starts_with(|c: char| c.is_ascii_digit()).then(|| value.parse().ok()).flatten();
        let form = CompactString::default();
        Self { class, case, form, value: value.into(), number, plural: false, counterpart: None }
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

    #[test]
    fn a_counterpart_has_the_same_groups() {
        let list = |class: &str, rest: &str| format!("[[list]]\nclass = \"{class}\"\n{rest}\n");
        let file = |counterpart: &str, groups: &str| {
            let first = list("x.one", "groups.lift = [\"lift\", \"lifts\"]");
            let second = list("x.two", &format!("counterpart = \"{counterpart}\"\n{groups}"));
            format!("source = \"us\"\n{first}{second}")
        };
        let good = "groups.lift = [\"elevator\", \"elevators\"]";
        Lexicon::empty().add("mine.toml", &file("x.one", good)).expect("accepted");
        for (counterpart, groups) in [
            ("x.three", good),
            ("x.two", good),
            ("x.one", "groups.lift = [\"elevator\"]"),
            ("x.one", "groups.elevator = [\"elevator\", \"elevators\"]"),
            ("x.one", "words = [\"elevator\"]"),
        ] {
            let error = Lexicon::empty().add("mine.toml", &file(counterpart, groups)).expect_err("refused");
            assert!(error.to_string().contains("the counterpart of `x.two`"), "{error}");
        }
    }
}
