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
    pub(super) fn labelled(&self, fact: &Fact, count: &Count, number: usize) -> Option<Range> {
        let noun = count.noun.as_ref()?;
        let first = fact.sentence as usize + 1;
        let last = self.facts.sentences.len().min(first + SENTENCES);
        if first >= last {
            return None;
        }
        let (from, to) = (self.facts.sentences[first].0 as usize, self.facts.sentences[last - 1].1 as usize);
        let mut labels = 0;
        for at in from..to.saturating_sub(1) {
            let Some(label) = self.label(at + 1) else { continue };
            if !self.word(at).eq_ignore_ascii_case(noun) {
                continue;
            }
            match label {
                label if label == labels + 1 => labels = label,
                label if label > labels => return None,
                _ => {}
            }
        }
        (labels > number).then_some((labels, Some(labels)))
    }

    /// The place of a label in its order: 1 for "A" and "1".
    fn label(&self, at: usize) -> Option<usize> {
        let short = self.token(at).is_some_and(|token| token.end - token.start < 3);
        let word = if short { self.word(at) } else { return None };
        match word.as_bytes() {
            &[letter @ b'A'..=b'Z'] => Some(usize::from(letter - b'A') + 1),
            [b'0'..=b'9', ..] => word.parse().ok(),
            _ => None,
        }
    }
}
