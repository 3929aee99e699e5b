//! A set of kinds of fact, for a quick glance at what an article or a sentence has.

use super::Kind;

/// A set of kinds, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct KindSet(u64);

const _: () = assert!(Kind::ALL.len() <= u64::BITS as usize, "a set has a bit for every kind");

impl KindSet {
    /// The set of all kinds.
    pub(crate) const ALL: Self = Self(u64::MAX >> (u64::BITS as usize - Kind::ALL.len()));

    const fn bit(kind: Kind) -> u64 {
        1 << kind as u64
    }

    pub(crate) const fn insert(&mut self, kind: Kind) {
        self.0 |= Self::bit(kind);
    }

    #[inline]
    pub(crate) const fn has(self, kind: Kind) -> bool {
        self.0 & Self::bit(kind) != 0
    }

    /// The kinds of both sets.
    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it has no kind.
    #[inline]
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether it has all kinds of another.
    #[inline]
    pub(crate) const fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether a kind is in both sets.
    #[inline]
    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// How many kinds it has.
    pub(crate) const fn len(self) -> u32 {
        self.0.count_ones()
    }
}

impl<'k> FromIterator<&'k Kind> for KindSet {
    fn from_iter<I: IntoIterator<Item = &'k Kind>>(kinds: I) -> Self {
        let mut set = Self::default();
        kinds.into_iter().for_each(|&kind| set.insert(kind));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_the_kinds_that_were_put_in() {
        let mut set: KindSet = [Kind::Number, Kind::Count].iter().collect();
        set.insert(Kind::Article);
        let there: Vec<Kind> = Kind::ALL.into_iter().filter(|&kind| set.has(kind)).collect();
        assert_eq!(there, [Kind::Number, Kind::Count, Kind::Article]);
        assert_eq!(set.len(), 3);
        assert!(set.meets([Kind::Date, Kind::Count].iter().collect()));
        assert!(!set.meets([Kind::Date].iter().collect()));
        assert!(!KindSet::default().meets(KindSet::ALL));
    }

    #[test]
    fn the_set_of_all_has_every_kind() {
        assert_eq!(KindSet::ALL, Kind::ALL.iter().collect());
    }
}
