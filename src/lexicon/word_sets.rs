//! The sets of words that patterns name, and to which of them a word belongs: whether a sentence has a word of
//! each set that a pattern needs is then one comparison.

use rustc_hash::FxHashMap;

use super::store::Lexicon;
use crate::text::{Classes, WordId};

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

impl Lexicon {
    /// The set of these words, which are in order. Their tokens are marked, so that [`Self::word_sets`] is asked
    /// for few.
    pub(crate) fn word_set(&mut self, words: &[WordId]) -> WordSets {
        let Named { sets, of } = &mut self.named;
        if let Some(&known) = sets.get(words) {
            return known;
        }
        let set = WordSets(1 << (sets.len() % u128::BITS as usize));
        sets.insert(words.to_vec(), set);
        for &word in words {
            of.entry(word).or_default().add(set);
            self.table.set(word, Classes::NAMED);
        }
        set
    }

    /// The sets to which a word belongs.
    pub(crate) fn word_sets(&self, word: WordId) -> WordSets {
        self.named.of.get(&word).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_belongs_to_the_sets_that_name_it() {
        let mut lexicon = Lexicon::empty();
        let [jail, prison, pier] = ["jail", "prison", "pier"].map(|word| lexicon.intern(word));
        let (both, one) = (lexicon.word_set(&[jail, prison]), lexicon.word_set(&[jail]));
        assert_eq!(lexicon.word_set(&[jail, prison]), both);
        assert!(lexicon.word_sets(jail).covers(both) && lexicon.word_sets(jail).covers(one));
        assert!(lexicon.word_sets(prison).covers(both) && !lexicon.word_sets(prison).covers(one));
        assert_eq!(lexicon.word_sets(pier), WordSets::default());
        assert!(lexicon.word_sets(pier).covers(WordSets::default()));
    }

    #[test]
    fn however_many_sets_there_are_each_is_told_of_its_words() {
        let mut lexicon = Lexicon::empty();
        let words: Vec<WordId> = (0..300).map(|n| lexicon.intern(&format!("word{n}"))).collect();
        let sets: Vec<WordSets> = words.iter().map(|&word| lexicon.word_set(&[word])).collect();
        assert!(words.iter().zip(sets).all(|(&word, set)| lexicon.word_sets(word).covers(set)));
    }
}
