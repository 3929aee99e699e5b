//! The ids of words.

/// The id of a word that word lists know; [`WordId::UNKNOWN`] for all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub(crate) u32);

impl WordId {
    /// A word that no list, phrase or pattern names.
    pub const UNKNOWN: Self = Self(0);
}
