//! Sentences that a count announces: "two reasons. First, … Second, …".

use super::super::look::Look;
use super::super::{Count, Fact, Kind};
use super::stated::Range;
use crate::text::{class, role};

/// How many sentences may stand between a count and the first of the sentences it announces.
const NEAR: usize = 2;

/// Within how many words a sentence says that it is the last: "Third and last, …".
const LAST: usize = 4;

impl Look<'_> {
    /// How many sentences after a count begin with "first", "second" and so on, one after another.
    pub(super) fn enumerated(&self, fact: &Fact, count: &Count, number: usize) -> Option<Range> {
        let listed = self.does(fact.tokens.1 as usize - 1, role::LIST_NOUN);
        let alone = self.facts.within(fact.sentence as usize, Kind::Count).count() == 1;
        if !listed && (!alone || matches!(count.class, Some("measure" | "person"))) {
            return None;
        }
        let opens = |sentence: usize| {
            let (from, to) = self.sentence(sentence);
            let at = self.past_article(from);
            let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at, to, class::ORDINAL)?;
            let next = at + 1;
            let last = self.does(next, role::AND) && self.does(next + 1, role::LIST_LAST);
            let told = self.is_mark(next, &[",", ":"]) || self.has(next, class::AUXILIARY) || last;
            hit.number.and_then(|n| usize::try_from(n).ok()).filter(|_| told)
        };
        let own = fact.sentence as usize;
        let all = self.facts.sentences.len();
        let start = (own + 1..all.min(own + 1 + NEAR)).find(|&sentence| opens(sentence) == Some(1))?;
        let (mut items, mut last) = (1, start);
        for sentence in start + 1..all {
            match opens(sentence) {
                Some(next) if next == items + 1 => (items, last) = (next, sentence),
                Some(1) => break,
                _ => {}
            }
        }
        // "Third and last, …": there are no more.
        let (opens, closes) = self.sentence(last);
        if self.any((opens, closes.min(opens + LAST)), role::LIST_LAST) {
            return Some((items, Some(items)));
        }
        // The last may be told in other words.
        let (_, end) = self.facts.sentences[last];
        let rest = (end as usize, self.facts.tokens.len());
        let more = items < number
            && (items < 2 || rest.0 < rest.1 && (self.any(rest, role::LIST_LAST) || self.any_ordinal(rest)));
        (!more).then_some((items, Some(items)))
    }

    fn any_ordinal(&self, (from, to): (usize, usize)) -> bool {
        (from..to).any(|at| self.has(at, class::ORDINAL))
    }
}
