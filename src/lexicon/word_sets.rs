//! The sets of words that patterns name, and to which of them a word belongs: whether a sentence has a word of
//! each set that a pattern needs is then one comparison.

use rustc_hash::FxHashMap;

use crate::text::WordId;

/// Some sets of words, a bit each. Of more than 128 sets several share a bit, so that a bit says only that a word
/// of one of them may be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordSets(u128);

impl WordSets {
    /// Adds the sets of another.
    #[inline]
    pub(crate) const fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether all sets of another are among these.
    #[inline]
    pub(crate) const fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// The sets that patterns have named so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Named {
    sets: FxHashMap<Vec<WordId>, WordSets>,
    of: FxHashMap<WordId, WordSets>,
}

impl Named {
    /// The set of these words, which are in order, and whether it is new.
    pub(super) fn set(&mut self, words: &[WordId]) -> (WordSets, bool) {
        if let Some(&known) = self.sets.get(words) {
            return (known, false);
        }
        let set = WordSets(1 << (self.sets.len() % u128::BITS as usize));
        self.sets.insert(words.to_vec(), set);
        words.iter().for_each(|&word| self.of.entry(word).or_default().add(set));
        (set, true)
    }

    /// The sets to which a word belongs.
    pub(super) fn of(&self, word: WordId) -> WordSets {
        self.of.get(&word).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_belongs_to_the_sets_that_name_it() {
        let mut named = Named::default();
        let [jail, prison, pier] = [1, 2, 3].map(WordId);
        let ((both, new), (one, _)) = (named.set(&[jail, prison]), named.set(&[jail]));
        assert!(new);
        assert_eq!(named.set(&[jail, prison]), (both, false));
        assert!(named.of(jail).covers(both) && named.of(jail).covers(one));
        assert!(named.of(prison).covers(both) && !named.of(prison).covers(one));
        assert_eq!(named.of(pier), WordSets::default());
        assert!(named.of(pier).covers(WordSets::default()));
    }

    #[test]
    fn however_many_sets_there_are_each_is_told_of_its_words() {
        let mut named = Named::default();
        let words: Vec<WordId> = (1..300).map(WordId).collect();
        let sets: Vec<WordSets> = words.iter().map(|&word| named.set(&[word]).0).collect();
        assert!(words.iter().zip(sets).all(|(&word, set)| named.of(word).covers(set)));
    }
}
