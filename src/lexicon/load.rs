//! Reads list files into the table.

use std::borrow::Cow;

use compact_str::{CompactString, CompactStringExt};
use zerocopy::little_endian::U32;

use super::form::{bare, key};
use super::list::{Case, File, Inflect, List};
use super::sense::Sense;
use super::store::{Lexicon, Listed};
use crate::embed::texts::Part;
use crate::language;
use crate::text::class::SHARED;
use crate::text::{Class, Classes, Role, WordId, class, role, scan};

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
    /// A piece of the shipped table has not the size that its parts need.
    #[error("the word lists that ship are damaged: {0}")]
    Damaged(&'static str),
    /// There are more classes than the table has room for.
    #[error("{file}: class `{class}` is one too many: there can be 255 in all")]
    TooManyClasses {
        /// The file's name.
        file: String,
        /// The class that did not fit.
        class: String,
    },
    /// A list has both a class and a role, or neither.
    #[error("{file}: a list has either a `class` or a `role`")]
    Neither {
        /// The file's name.
        file: String,
    },
    /// There is no such role.
    #[error("{file}: there is no role `{role}`{}", near(role))]
    Role {
        /// The file's name.
        file: String,
        /// The role as named.
        role: String,
    },
    /// A list of words with a role has keys that only a list with a class can have.
    #[error("{file}: the words of the role `{role}` are single words under `words`, in any letter case")]
    RoleWords {
        /// The file's name.
        file: String,
        /// The role.
        role: String,
    },
    /// Words have more different sets of roles than the table has room for.
    #[error("{file}: its roles make more than 2,047 sets of roles with those of other lists")]
    TooManyRoles {
        /// The file's name.
        file: String,
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
    /// Adds the lists of one file.
    ///
    /// # Errors
    /// When the file is no TOML, has a key that lists do not have, names too many classes, or has a list that
    /// is not like its counterpart.
    pub fn add(&mut self, file: &str, toml: &str) -> Result<(), LexiconError> {
        let lists: File<'_> =
            toml::from_str(toml).map_err(|error| LexiconError::Toml { file: file.to_owned(), error })?;
        let mut roles: Vec<(WordId, Role)> = Vec::new();
        let mut asides: Vec<(WordId, Class)> = Vec::new();
        for list in &lists.list {
            let class = match (&list.class, &list.role) {
                (Some(class), None) => self.class_or_new(file, class)?,
                (None, Some(role)) => {
                    self.add_roles(file, role, list, &mut roles)?;
                    continue;
                }
                _ => return Err(LexiconError::Neither { file: file.to_owned() }),
            };
            let counterpart = lists.counterpart(list);
            if list.counterpart.is_some() && !counterpart.is_some_and(|other| list.is_like(other)) {
                let class = list.class.as_deref().unwrap_or_default().to_owned();
                return Err(LexiconError::Counterpart { file: file.to_owned(), class });
            }
            if list.fact {
                self.classes.to_mut()[usize::from(class.0)].fact = 1;
            }
            let begins = Role(self.classes[usize::from(class.0)].begins.get());
            if list.aside || begins != role::ASIDE {
                for form in list.words.iter().chain(list.groups.values().flatten()) {
                    let words = scan::words(&form.0);
                    let Some(first) = words.first().map(|word| self.intern(word)) else { continue };
                    roles.push((first, begins));
                    if list.aside {
                        asides.push((first, class));
                    }
                }
            }
            for word in list.words.iter().map(|word| &*word.0) {
                let sense = self.sense(class, list.case, word).aside(list.aside);
                self.add_form(word, sense);
                if let Some(Inflect::Noun) = list.inflect {
                    self.add_form(&language::chosen().plural(word), sense.plural());
                }
            }
            for word in list.marks.split_ascii_whitespace() {
                let short = list.case == Case::Capital
                    && class.0 < SHARED
                    && self.table.mark_capital(&key(word), class);
                if !short {
                    let sense = self.sense(class, list.case, word);
                    self.add_form(word, sense);
                }
            }
            for (name, forms) in &list.groups {
                let others = counterpart.and_then(|other| other.groups.get(name));
                let name = &*name.0;
                let of_group = self.sense(class, list.case, name).aside(list.aside);
                for (at, form) in forms.iter().map(|form| &*form.0).enumerate() {
                    let is_plural = list.inflect.is_some() && form != name;
                    let mut sense = if is_plural { of_group.plural() } else { of_group };
                    if let Some(other) = others.and_then(|others| others.get(at)) {
                        sense.counterpart = self.table.texts.add(&other.0);
                    }
                    self.add_form(form, sense);
                }
                if class == class::INSTRUMENT {
                    let stems = stems(name);
                    match self.stems.find_text(&self.table.texts, &stems) {
                        0 => _ = self.stems.insert_text(&mut self.table.texts, &stems, of_group.value),
                        index => *self.stems.at_mut(index) = of_group.value,
                    }
                } else if class == class::COUNTRY
                    && let [first, ..] = forms.as_slice()
                    && self.country(name).is_none()
                {
                    let first = self.table.texts.add(&first.0);
                    self.countries.insert_text(&mut self.table.texts, name, first);
                }
            }
        }
        // The roles that a file gives a word are added at once: what a word has halfway is no set of its own.
        roles.sort_unstable_by_key(|(word, _)| word.0);
        for run in roles.chunk_by(|a, b| a.0 == b.0) {
            if !self.add_role_set(run[0].0, run) {
                return Err(LexiconError::TooManyRoles { file: file.to_owned() });
            }
        }
        asides.sort_unstable_by_key(|(word, class)| (word.0, class.0));
        asides.chunk_by(|a, b| a.0 == b.0).for_each(|run| self.add_aside_set(run[0].0, run));
        Ok(())
    }

    /// Adds the words of a list with its role to those of the file.
    fn add_roles(
        &mut self,
        file: &str,
        role: &str,
        list: &List<'_>,
        roles: &mut Vec<(WordId, Role)>,
    ) -> Result<(), LexiconError> {
        let (file, name) = (|| file.to_owned(), || role.to_owned());
        let Some(role) = Role::named(role) else {
            return Err(LexiconError::Role { file: file(), role: name() });
        };
        let plain = list.case == Case::Any && !list.fact && list.counterpart.is_none();
        if !plain || !list.marks.is_empty() || !list.groups.is_empty() {
            return Err(LexiconError::RoleWords { file: file(), role: name() });
        }
        for word in list.words.iter().map(|word| &*word.0) {
            let many = list.inflect.map(|Inflect::Noun| language::chosen().plural(word));
            for form in std::iter::once(word).chain(many.as_deref()) {
                if scan::words(form).len() != 1 {
                    return Err(LexiconError::RoleWords { file: file(), role: name() });
                }
                roles.push((self.intern(form), role));
            }
        }
        Ok(())
    }

    /// Gives a word more roles; false if there are too many sets of roles.
    fn add_role_set(&mut self, id: WordId, more: &[(WordId, Role)]) -> bool {
        let mut set = self.roles[usize::from(self.table.of(id).roles.get())];
        more.iter().for_each(|(_, role)| set.add(*role));
        let at = find_or_add(&mut self.roles, set);
        // A token has eleven bits for it.
        let Some(at) = u16::try_from(at).ok().filter(|at| *at < 1 << 11) else { return false };
        self.table.of_mut(id).roles = at.into();
        true
    }

    /// Gives a word more classes of entries of lists kept aside that it begins.
    fn add_aside_set(&mut self, id: WordId, more: &[(WordId, Class)]) {
        let mut set = self.aside_sets[usize::from(self.table.of(id).aside_set.get())];
        more.iter().for_each(|(_, class)| set.add(*class));
        let at = find_or_add(&mut self.aside_sets, set);
        self.table.of_mut(id).aside_set = (at as u16).into();
    }

    fn class_or_new(&mut self, file: &str, name: &str) -> Result<Class, LexiconError> {
        if let Some(class) = self.class(name) {
            return Ok(class);
        }
        if self.classes.len() == 255 {
            return Err(LexiconError::TooManyClasses { file: file.to_owned(), class: name.to_owned() });
        }
        let part = name.split('.').next().unwrap_or_default();
        let begins = Role::named(&format!("begins.{part}")).unwrap_or(role::ASIDE);
        let name = self.table.texts.add(name);
        self.classes.to_mut().push(Listed { name, fact: 0, begins: begins.0.into() });
        Ok(Class(self.classes.len() as u8 - 1))
    }

    /// The sense of the words of a list that have this value.
    fn sense(&mut self, class: Class, case: Case, value: &str) -> Sense {
        let number = value.starts_with(|c: char| c.is_ascii_digit()).then(|| value.parse().ok()).flatten();
        Sense::new(class, case, self.table.texts.add(value), number)
    }

    /// Adds a word or phrase of a list.
    fn add_form(&mut self, form: &str, mut sense: Sense) {
        // Nearly all forms are one plain word.
        let plain = form.bytes().all(|b| b.is_ascii_alphabetic());
        let words = if plain { vec![form] } else { scan::words(form) };
        let Some((first, rest)) = words.split_first().filter(|(first, _)| !first.is_empty()) else {
            return;
        };
        let (class, case) = (sense.class(), sense.case());
        if case == Case::Exact {
            sense.form = self.table.texts.add(bare(form));
        }
        let id = self.intern(first);
        let (start, mut last) = (self.rests.len(), id);
        for word in rest {
            last = self.intern(word);
            self.rests.to_mut().push(U32::new(last.0));
        }
        sense.rest = Part::new(start, rest.len());
        if let Some(&second) = self.rests.get(start) {
            sense.second = second;
            if sense.is_aside() {
                self.pairs.add(id, WordId(second.get()));
            }
        }
        if !sense.is_aside() {
            self.table.add_class(id, case, class, bare(form));
        }
        if self.is_fact(class) {
            self.table.set(id, Classes::FACT);
        }
        if class == class::TITLE {
            // A name comes after a title, so the reader looks up the class at the last word of the title.
            self.table.add_class(last, Case::Any, class::TITLE_END, "");
        }
        self.add_sense(id, sense);
    }

    /// Inserts a sense after those of its first word that have as many words or more. Those of lists that are kept
    /// aside are among themselves, and the longest last: most are not reached.
    fn add_sense(&mut self, id: WordId, mut sense: Sense) {
        let senses = self.senses.to_mut();
        let new = U32::new(senses.len() as u32);
        let aside = sense.is_aside();
        let word = self.table.of_mut(id);
        let first = if aside { &mut word.asides } else { &mut word.senses };
        let goes_first = |other: &Sense| {
            if aside { other.rest.len() < sense.rest.len() } else { other.rest.len() >= sense.rest.len() }
        };
        let (mut before, mut next) = (None, *first);
        while next != U32::ZERO && goes_first(&senses[next.get() as usize]) {
            let passed = next.get() as usize;
            senses[passed].lead_to(&sense);
            before = Some(passed);
            next = senses[passed].next;
        }
        sense.next = next;
        if next != U32::ZERO {
            sense.lead_to(&senses[next.get() as usize]);
        }
        senses.push(sense);
        match before {
            Some(before) => senses[before].next = new,
            None => *first = new,
        }
    }
}

/// The index of a set among the sets that words have. Linear in their number.
fn find_or_add<S: Clone + PartialEq>(sets: &mut Cow<'static, [S]>, set: S) -> usize {
    let known = sets.iter().position(|known| *known == set);
    known.unwrap_or_else(|| {
        sets.to_mut().push(set);
        sets.len() - 1
    })
}

/// A hint, if an unknown role is spelt nearly like a known one.
fn near(role: &str) -> String {
    let same = |name: &&&str| name.rsplit('.').next() == role.rsplit('.').next();
    role::NAMES.iter().find(same).map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

/// The stems of a phrase's words, joined by spaces.
fn stems(phrase: &str) -> CompactString {
    scan::words(phrase)
        .iter()
        .map(|word| language::chosen().stem(&key(word)))
        .collect::<Vec<_>>()
        .join_compact(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

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
