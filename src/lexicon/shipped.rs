//! The lists that ship. Their table is part of the program, in the bytes that it has in memory; the build
//! script makes it.

use std::borrow::Cow;

use zerocopy::{FromBytes, Immutable, KnownLayout};

use super::load::LexiconError;
use super::pairs::Pairs;
use super::slots::Slots;
use super::store::Lexicon;
use super::table::Table;
use crate::embed::texts::Texts;

/// The files of lists, by name. A table without one of them is made from the others.
const LISTS: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/lists.rs"));

/// The names of the list files that ship, as in rules/lexicon.
pub(crate) fn names() -> Vec<&'static str> {
    LISTS.iter().map(|(name, _)| *name).collect()
}

/// A piece of the table, by the name that the build script gives it.
macro_rules! piece {
    ($name:literal) => {
        piece($name, include_bytes!(concat!(env!("OUT_DIR"), "/", $name)))?
    };
}

fn piece<T>(name: &'static str, bytes: &'static [u8]) -> Result<Cow<'static, [T]>, LexiconError>
where
    T: FromBytes + Immutable + KnownLayout + Clone,
    [T]: FromBytes + KnownLayout<PointerMetadata = usize>,
{
    <[T]>::ref_from_bytes(bytes).map(Cow::Borrowed).map_err(|_| LexiconError::Damaged(name))
}

impl Lexicon {
    /// The lists that ship with factlint, except for the files named. Free if none is named; else it costs
    /// some tens of milliseconds: keep the result.
    ///
    /// # Errors
    /// None in a released build: the lists are part of it and a test loads them.
    pub fn builtin(without: &[String]) -> Result<Self, LexiconError> {
        if without.is_empty() {
            return Self::shipped();
        }
        let mut lexicon = Self::empty();
        for (name, toml) in LISTS {
            if without.iter().all(|left_out| left_out != name) {
                lexicon.add(name, toml)?;
            }
        }
        Ok(lexicon)
    }

    fn shipped() -> Result<Self, LexiconError> {
        Ok(Self {
            table: Table {
                texts: Texts(Cow::Borrowed(include_str!(concat!(env!("OUT_DIR"), "/texts")))),
                short: Slots { slots: piece!("short.slots"), entries: piece!("short.entries") },
                marks: Slots { slots: piece!("marks.slots"), entries: piece!("marks.entries") },
                long: Slots { slots: piece!("long.slots"), entries: piece!("long.entries") },
                ascii: piece!("ascii"),
            },
            senses: piece!("senses"),
            pairs: Pairs(piece!("pairs")),
            rests: piece!("rests"),
            classes: piece!("classes"),
            by_name: super::store::ByName::default(),
            roles: piece!("roles"),
            aside_sets: piece!("aside.sets"),
            stems: Slots { slots: piece!("stems.slots"), entries: piece!("stems.entries") },
            countries: Slots { slots: piece!("countries.slots"), entries: piece!("countries.entries") },
            named: super::word_sets::Named::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_that_ships_is_what_its_lists_make() {
        let made = Lexicon::builtin(&["none.toml".to_owned()]).expect("the lists load");
        let shipped = Lexicon::builtin(&[]).expect("the table loads");
        assert!(made == shipped, "the build script makes another table than the library");
    }
}
