//! Things that a text tells one after the other by a letter or a number each: "three options. Option A is to mend it.
//! Option B …".

use super::super::look::Look;
use super::super::{Count, Fact};
use super::stated::Range;

/// How many sentences behind the count may tell of them.
const SENTENCES: usize = 12;

impl Look<'_> {
    /// How many labels the noun of a count has in the sentences behind it, where they are more than are counted: one
    /// that is left out may be told elsewhere.
    /// `labels` are those of the article.
    pub(super) fn labelled(
        &self,
        fact: &Fact,
        count: &Count,
        number: usize,
        labels: &[(usize, usize)],
    ) -> Option<Range> {
        let noun = count.noun.as_ref()?;
        let first = fact.sentence as usize + 1;
        let last = self.facts.sentences.len().min(first + SENTENCES);
        if first >= last {
            return None;
        }
        let (from, to) = (self.facts.sentences[first].0 as usize, self.facts.sentences[last - 1].1 as usize);
        let mut last = 0;
        let near = labels.partition_point(|&(at, _)| at <= from);
        for &(at, label) in labels[near..].iter().take_while(|&&(at, _)| at < to) {
            if !self.word(at - 1).eq_ignore_ascii_case(noun) {
                continue;
            }
            match label {
                label if label == last + 1 => last = label,
                label if label > last => return None,
                _ => {}
            }
        }
        (last > number).then_some((last, Some(last)))
    }

    /// The labels of an article: the token of each, and its place in its order. Linear.
    pub(super) fn labels(&self) -> Vec<(usize, usize)> {
        let tokens = self.facts.tokens.iter().enumerate().skip(1);
        let short = tokens.filter(|(_, token)| token.end - token.start < 3 && !token.is_lower());
        short.filter_map(|(at, token)| Some((at, label(token.of(self.facts.text))?))).collect()
    }
}

/// The place of a label in its order: 1 for "A" and "1".
fn label(word: &str) -> Option<usize> {
    match word.as_bytes() {
        &[letter @ b'A'..=b'Z'] => Some(usize::from(letter - b'A') + 1),
        [b'0'..=b'9', ..] => word.parse().ok(),
        _ => None,
    }
}
