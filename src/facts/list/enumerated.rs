//! Sentences that a count announces: "two reasons. First, … Second, …".

use super::super::look::Look;
use super::super::{Count, Fact, Kind};
use super::stated::Range;
use crate::language;
use crate::text::{class, role};

/// How many sentences may stand between a count and the first of the sentences it announces.
const NEAR: usize = 2;

/// Within how many words a sentence says that it is the last: "Third and last, …".
const LAST: usize = 4;

impl Look<'_> {
    /// How many sentences after a count begin with "first", "second" and so on, one after another.
    pub(super) fn enumerated(&self, fact: &Fact, count: &Count, number: usize) -> Option<Range> {
        let listed = self.does(fact.tokens.1 as usize - 1, role::LIST_NOUN);
        let alone =
            self.facts.within(fact.sentence as usize, Kind::Count).all(|other| other.tokens == fact.tokens);
        if !listed && (!alone || matches!(count.class, Some("measure" | "person"))) {
            return None;
        }
        let opens = |sentence: usize| {
            let (from, to) = self.sentence(sentence);
            let at = self.past_article(from);
            let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at, to, class::ORDINAL)?;
            let next = at + 1;
            let last = self.does(next, role::AND) && self.does(next + 1, role::LIST_LAST);
            let told = self.is_mark(next, &[",", ":"])
                || self.has(next, class::AUXILIARY)
                || last
                || at > from && self.is_told(next, to);
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
        // "The last went to Marsa."
        let closes = |sentence: &usize| {
            let (from, to) = self.sentence(*sentence);
            let at = self.past_article(from);
            at > from
                && self.does(at, role::LIST_LAST)
                && (self.has(at + 1, class::AUXILIARY) || self.is_told(at + 1, to))
        };
        if items > 1 && Some(last + 1).filter(|&next| next < all).is_some_and(|next| closes(&next)) {
            return Some((items + 1, Some(items + 1)));
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

    /// Whether a verb stands at a token, behind "the first": "went to", "spans the river", and not "signs of".
    fn is_told(&self, at: usize, end: usize) -> bool {
        let language = language::chosen();
        let word = self.word(at);
        let past = language.looks_past(word) || self.does(at, role::SYNTAX_PAST);
        let next = at + 1;
        let led = [class::PREPOSITION, class::DETERMINER].iter().any(|&class| self.has(next, class));
        let present = word.ends_with('s')
            && self.is_lower(at)
            && (led || self.is_plural(next))
            && !self.does(next, role::OF);
        next < end && self.is_lower(at) && (past && led || present)
    }

    fn any_ordinal(&self, (from, to): (usize, usize)) -> bool {
        (from..to).any(|at| self.has(at, class::ORDINAL))
    }
}
